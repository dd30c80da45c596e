//! A field for each setting that the catalogue offers, by its kind.

use leptos::prelude::*;
use topology::catalogue::{SettingKind, SettingSpec};
use topology::{Change, NodeId, SettingId, SettingValue};

use crate::client::desk::{Desk, desk};
use crate::client::ui::field::{CheckField, SelectField, TextField};
use crate::client::ui::icon::Icon;

/// Where a setting is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    Design,
    Node(NodeId),
}

/// All settings of an owner under the headings of the catalogue.
#[component]
pub(super) fn SettingsForm(owner: Owner) -> impl IntoView {
    let desk = desk();
    let specs: Vec<SettingSpec> = match &owner {
        Owner::Design => {
            desk.with_catalogue(|catalogue| catalogue.design_settings().cloned().collect())
        }
        Owner::Node(id) => {
            let role = desk.with_editor_untracked(|editor| {
                editor.design().node(id).map(|node| node.role.clone())
            });
            role.map_or_else(Vec::new, |role| {
                desk.with_catalogue(|catalogue| catalogue.settings_of(&role).cloned().collect())
            })
        }
    };
    let mut groups: Vec<(String, Vec<SettingSpec>)> = Vec::new();
    for spec in specs {
        match groups.iter_mut().find(|(group, _)| *group == spec.group) {
            Some((_, members)) => members.push(spec),
            None => groups.push((spec.group.clone(), vec![spec])),
        }
    }
    let single = groups.len() == 1;
    groups
        .into_iter()
        .map(|(group, specs)| {
            let owner = owner.clone();
            view! {
                <details class="section" open=single>
                    <summary><Icon name="chevron-right"/>{group}</summary>
                    {specs.into_iter().map(|spec| view! { <SettingField spec owner=owner.clone()/> }).collect_view()}
                </details>
            }
        })
        .collect_view()
}

#[component]
fn SettingField(spec: SettingSpec, owner: Owner) -> impl IntoView {
    let desk = desk();
    let SettingSpec { id, name, help, kind, default, .. } = spec;
    let has_default = default.is_some();
    let given = {
        let (owner, id) = (owner.clone(), id.clone());
        Memo::new(move |_| given(desk, &owner, &id))
    };
    // Lines that the design adds stand beside a node's, not in their place.
    let lines = kind == SettingKind::Toml;
    let effective = {
        let (owner, id, default) = (owner.clone(), id.clone(), default);
        Memo::new(move |_| {
            let shared = || if lines { None } else { inherited(desk, &owner, &id) };
            given.get().or_else(shared).or_else(|| default.clone())
        })
    };
    let give = {
        let (owner, id) = (owner, id);
        Callback::new(move |value: Option<SettingValue>| {
            let (owner, id) = (owner.clone(), id.clone());
            desk.edit(move |design| match &owner {
                Owner::Design => Change::set_design_setting(design, &id, value),
                Owner::Node(node) => Change::set_node_setting(design, node, &id, value),
            });
        })
    };
    let reset = (
        Signal::derive(move || given.with(Option::is_some)),
        Callback::new(move |()| give.run(None)),
    );
    let text =
        Signal::derive(move || effective.get().map_or_else(String::new, |value| value.to_string()));
    match kind {
        SettingKind::Boolean => {
            let value = Signal::derive(move || {
                effective.get().and_then(|value| value.as_bool()).unwrap_or(false)
            });
            let commit = Callback::new(move |on: bool| give.run(Some(SettingValue::Bool(on))));
            view! { <CheckField label=name value commit help reset/> }.into_any()
        }
        SettingKind::Choice { options } => {
            let mut options: Vec<(String, String)> =
                options.into_iter().map(|choice| (choice.value, choice.name)).collect();
            // Without a default nothing is chosen before a person chooses.
            if !has_default {
                options.insert(0, (String::new(), "As the product has it".to_owned()));
            }
            let commit = Callback::new(move |chosen: String| {
                give.run((!chosen.is_empty()).then_some(SettingValue::Text(chosen)));
            });
            view! { <SelectField label=name value=text options=Signal::stored(options) commit help reset/> }.into_any()
        }
        SettingKind::List { options } if !options.is_empty() => {
            let held = move || {
                effective
                    .get()
                    .and_then(|value| value.as_list().map(<[String]>::to_vec))
                    .unwrap_or_default()
            };
            let boxes = options.into_iter().map(|choice| {
                let (own, own_too) = (choice.value.clone(), choice.value);
                let value = Signal::derive(move || held().contains(&own));
                let commit = Callback::new(move |on: bool| {
                    let mut list = held();
                    list.retain(|item| *item != own_too);
                    if on {
                        list.push(own_too.clone());
                    }
                    give.run(Some(SettingValue::List(list)));
                });
                view! { <CheckField label=choice.name value commit/> }
            });
            let label = name.clone();
            view! { <div class="field" role="group" aria-label=label><span class="field__label">{name}</span>{boxes.collect_view()}<p class="field__help">{help}</p></div> }.into_any()
        }
        SettingKind::List { .. } => {
            let lines = Signal::derive(move || {
                effective
                    .get()
                    .and_then(|value| value.as_list().map(|list| list.join("\n")))
                    .unwrap_or_default()
            });
            let commit = Callback::new(move |text: String| {
                give.run(Some(SettingValue::List(entries(&text))));
            });
            let check = Callback::new(move |text: String| {
                checked(&kind, &SettingValue::List(entries(&text)))
            });
            view! { <TextField label=name value=lines check commit help lines=true reset/> }
                .into_any()
        }
        SettingKind::Integer { .. } | SettingKind::Port => {
            let check = {
                let kind = kind.clone();
                Callback::new(move |text: String| match number(&text) {
                    None if text.trim().is_empty() => Ok(()),
                    None => Err("takes a whole number".to_owned()),
                    Some(value) => checked(&kind, &value),
                })
            };
            let commit = Callback::new(move |text: String| give.run(number(&text)));
            view! { <TextField label=name value=text check commit help mono=true reset/> }
                .into_any()
        }
        SettingKind::Text
        | SettingKind::Hostname
        | SettingKind::Url
        | SettingKind::Secret
        | SettingKind::Toml => {
            let mono = kind != SettingKind::Text;
            let check = Callback::new(move |text: String| {
                if text.is_empty() { Ok(()) } else { checked(&kind, &SettingValue::Text(text)) }
            });
            let commit = Callback::new(move |text: String| {
                give.run((!text.is_empty()).then_some(SettingValue::Text(text)));
            });
            view! { <TextField label=name value=text check commit help mono lines reset/> }
                .into_any()
        }
    }
}

/// The kind's own check, after the checks of every text in a design.
fn checked(kind: &SettingKind, value: &SettingValue) -> Result<(), String> {
    if *kind == SettingKind::Toml {
        return kind.check(value);
    }
    let texts: Vec<&str> = match value {
        SettingValue::Text(text) => vec![text],
        SettingValue::List(list) => list.iter().map(String::as_str).collect(),
        SettingValue::Bool(_) | SettingValue::Integer(_) => Vec::new(),
    };
    let most = topology::Limits::DOCUMENT.list;
    if texts.len() > most {
        return Err(format!("has {} entries; at most {most} fit", texts.len()));
    }
    for text in texts {
        topology::text::check_line(text).map_err(|error| error.to_string())?;
    }
    kind.check(value)
}

fn number(text: &str) -> Option<SettingValue> {
    text.trim().parse().ok().map(SettingValue::Integer)
}

/// One entry for each line that is not empty.
fn entries(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn given(desk: Desk, owner: &Owner, id: &SettingId) -> Option<SettingValue> {
    desk.with_design(|design| match owner {
        Owner::Design => design.setting(id).cloned(),
        Owner::Node(node) => design.node(node)?.settings.get(id).cloned(),
    })
}

/// What a node takes from the design.
fn inherited(desk: Desk, owner: &Owner, id: &SettingId) -> Option<SettingValue> {
    let Owner::Node(_) = owner else { return None };
    let shared = desk.with_catalogue(|catalogue| {
        catalogue.setting(id.as_str()).is_some_and(|spec| spec.scope.design)
    });
    if !shared {
        return None;
    }
    desk.with_design(|design| design.setting(id).cloned())
}
