//! A field for each setting that the catalogue offers, by its kind.

use std::collections::BTreeSet;
use std::sync::Arc;

use editor::kernels::bulk::{Bulk, Edit, Shared, with_option};
use leptos::prelude::*;
use messages::{said, say};
use topology::catalogue::{SettingKind, SettingSpec};
use topology::{Change, NodeId, SettingId, SettingValue};

use super::several::{Told, set_on_all};
use crate::client::desk::{Desk, desk};
use crate::client::ui::browser;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::field::{CheckField, SelectField, TextField};
use crate::client::ui::icon::Icon;

/// Where a setting is given.
#[derive(Debug, Clone)]
pub(super) enum Owner {
    Design,
    Nodes(Arc<BTreeSet<NodeId>>),
}

/// All settings of an owner under the headings of the catalogue.
#[component]
pub(super) fn SettingsForm(owner: Owner) -> impl IntoView {
    let desk = desk();
    let specs: Vec<SettingSpec> = match &owner {
        Owner::Design => {
            desk.with_catalogue(|catalogue| catalogue.design_settings().cloned().collect())
        }
        Owner::Nodes(nodes) => desk.with_editor_untracked(|editor| {
            desk.with_catalogue(|catalogue| {
                let bulk = Bulk::new(editor.design(), catalogue, nodes);
                bulk.settings().into_iter().cloned().collect()
            })
        }),
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
            // Fields that nobody has looked for are not made: a form has dozens of them.
            let opened = RwSignal::new(single);
            let make = move || {
                if !opened.get_untracked() {
                    opened.set(true);
                }
            };
            // The browser tells of a group that it opened (finding in page does) in a later task. By
            // hand it is a click, and Tab may be the next key.
            let toggled = move |event| {
                if browser::is_open(&event) {
                    make();
                }
            };
            let fields = move || {
                let field = |spec: &SettingSpec| view! { <SettingField spec=spec.clone() owner=owner.clone()/> };
                opened.get().then(|| specs.iter().map(field).collect_view())
            };
            view! {
                <details class="section" open=single on:toggle=toggled>
                    <summary on:click=move |_| make()><Icon name="chevron-right"/>{said(&group).to_owned()}</summary>
                    {dynamic(fields)}
                </details>
            }
        })
        .collect_view()
}

#[component]
fn SettingField(spec: SettingSpec, owner: Owner) -> impl IntoView {
    let (desk, told) = (desk(), use_context::<Told>());
    let held = {
        let (owner, spec) = (owner.clone(), spec.clone());
        Memo::new(move |_| owner.held(desk, &spec))
    };
    let given = {
        let (owner, id) = (owner.clone(), spec.id.clone());
        Memo::new(move |_| owner.is_given(desk, &id))
    };
    let mixed: Signal<bool> = Signal::derive(move || held.with(Shared::is_mixed));
    let effective = move || held.get().same().flatten();
    let whole = StoredValue::new((owner.clone(), spec.clone()));
    let give = {
        let id = spec.id.clone();
        Callback::new(move |value: Option<SettingValue>| {
            owner.give(desk, told, Edit::Setting(id.clone(), value));
        })
    };
    let reset = (given.into(), Callback::new(move |()| give.run(None)));
    let text =
        Signal::derive(move || effective().map_or_else(String::new, |value| value.to_string()));
    let SettingSpec { id, name, help, kind, default, .. } = spec;
    let (name, help) = (said(&name).to_owned(), said(&help).to_owned());
    let has_default = default.is_some();
    let lines = kind == SettingKind::Toml;
    match kind {
        SettingKind::Boolean => {
            let value = Signal::derive(move || {
                effective().and_then(|value| value.as_bool()).unwrap_or(false)
            });
            let commit = Callback::new(move |on: bool| give.run(Some(SettingValue::Bool(on))));
            view! { <CheckField label=name value commit help mixed reset/> }.into_any()
        }
        SettingKind::Choice { options } => {
            let mut options: Vec<(String, String)> = options
                .into_iter()
                .map(|choice| (choice.value, said(&choice.name).to_owned()))
                .collect();
            // Without a default nothing is chosen before a person chooses.
            if !has_default {
                options.insert(0, (String::new(), said("As the product has it").to_owned()));
            }
            let commit = Callback::new(move |chosen: String| {
                give.run((!chosen.is_empty()).then_some(SettingValue::Text(chosen)));
            });
            view! { <SelectField label=name value=text options=Signal::stored(options) commit help mixed reset/> }.into_any()
        }
        SettingKind::List { options } if !options.is_empty() => {
            let boxes = options.into_iter().map(|choice| {
                let (own, setting) = (choice.value, id.clone());
                let chosen = {
                    let own = own.clone();
                    Memo::new(move |_| {
                        whole.with_value(|(owner, spec)| owner.option(desk, spec, &own))
                    })
                };
                let value = Signal::derive(move || chosen.get().same().unwrap_or(false));
                let mixed: Signal<bool> = Signal::derive(move || chosen.get().is_mixed());
                let commit = Callback::new(move |on: bool| {
                    let (setting, option) = (setting.clone(), own.clone());
                    let edit = Edit::Option { setting, option, on };
                    whole.with_value(|(owner, _)| owner.give(desk, told, edit));
                });
                view! { <CheckField label=said(&choice.name).to_owned() value commit mixed/> }
            });
            let label = name.clone();
            view! { <div class="field" role="group" aria-label=label><span class="field__label">{name}</span>{boxes.collect_view()}<p class="field__help">{help}</p></div> }.into_any()
        }
        SettingKind::List { .. } => {
            let lines = Signal::derive(move || {
                effective()
                    .and_then(|value| value.as_list().map(|list| list.join("\n")))
                    .unwrap_or_default()
            });
            let commit = Callback::new(move |text: String| {
                give.run(Some(SettingValue::List(entries(&text))));
            });
            let check = Callback::new(move |text: String| {
                checked(&kind, &SettingValue::List(entries(&text)))
            });
            view! { <TextField label=name value=lines check commit help lines=true mixed reset/> }
                .into_any()
        }
        SettingKind::Integer { .. } | SettingKind::Port => {
            let check = {
                let kind = kind.clone();
                Callback::new(move |text: String| match number(&text) {
                    None if text.trim().is_empty() => Ok(()),
                    None => Err(said("takes a whole number").to_owned()),
                    Some(value) => checked(&kind, &value),
                })
            };
            let commit = Callback::new(move |text: String| give.run(number(&text)));
            view! { <TextField label=name value=text check commit help mono=true mixed reset/> }
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
            view! { <TextField label=name value=text check commit help mono lines mixed reset/> }
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
        return Err(say!("has {found} entries; at most {most} fit", found = texts.len(), most));
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

impl Owner {
    fn with_bulk<T>(&self, desk: Desk, look: impl FnOnce(&Bulk<'_>) -> T) -> Option<T> {
        let Self::Nodes(nodes) = self else { return None };
        Some(desk.with_design(|design| {
            desk.with_catalogue(|catalogue| look(&Bulk::new(design, catalogue, nodes)))
        }))
    }

    /// What holds for it, by whoever gave it.
    fn held(&self, desk: Desk, spec: &SettingSpec) -> Shared<Option<SettingValue>> {
        let of_nodes = self.with_bulk(desk, |bulk| bulk.setting(spec).map(Option::<&_>::cloned));
        of_nodes.unwrap_or_else(|| {
            let given = desk.with_design(|design| design.setting(&spec.id).cloned());
            Shared::Same(given.or_else(|| spec.default.clone()))
        })
    }

    fn is_given(&self, desk: Desk, id: &SettingId) -> bool {
        self.with_bulk(desk, |bulk| bulk.given(id) > 0)
            .unwrap_or_else(|| desk.with_design(|design| design.setting(id).is_some()))
    }

    /// Whether an option of a list is chosen.
    fn option(&self, desk: Desk, spec: &SettingSpec, option: &str) -> Shared<bool> {
        self.with_bulk(desk, |bulk| bulk.option(spec, option)).unwrap_or_else(|| {
            let list = self.held(desk, spec).same().flatten();
            let list = list.as_ref().and_then(SettingValue::as_list).unwrap_or_default();
            Shared::Same(list.iter().any(|item| item == option))
        })
    }

    fn give(&self, desk: Desk, told: Option<Told>, edit: Edit) {
        match (self, edit) {
            (Self::Nodes(nodes), edit) => set_on_all(desk, told, nodes, &edit),
            (Self::Design, Edit::Setting(id, value)) => {
                desk.edit(|design| Change::set_design_setting(design, &id, value));
            }
            (Self::Design, Edit::Option { setting, option, on }) => desk.edit(|design| {
                let spec = desk.with_catalogue(|catalogue| {
                    catalogue.setting(setting.as_str()).and_then(|spec| spec.default.clone())
                });
                let held = design.setting(&setting).or(spec.as_ref());
                let list = with_option(held, &option, on);
                Change::set_design_setting(design, &setting, Some(list))
            }),
            (Self::Design, Edit::Host(_) | Edit::Offset(_) | Edit::Replicas(_)) => {}
        }
    }
}
