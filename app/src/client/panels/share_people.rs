//! People who can open a design: who they are, which role counts and where from, and the way to give one.

use leptos::prelude::*;
use messages::{said, say};

use crate::api::ApiError;
use crate::api::grants::{
    invite_to_design, list_design_people, remove_design_invitation, set_design_person,
};
use crate::api::wire::{DesignPeople, DesignPerson, Invitation, Known};
use crate::client::desk::Desk;
use crate::client::roles::{ROLES, role_name};
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::day;
use crate::client::ui::toast::toaster;
use crate::client::ui::word::Word;

type Listed = Loaded<Result<DesignPeople, ApiError>>;

/// Nothing where nobody has an account.
pub(super) fn people(desk: Desk) -> AnyView {
    let toaster = toaster();
    let id = StoredValue::new(desk.id());
    let listed: Listed = Loaded::new(move || list_design_people(id.get_value()));
    let act = move |act: &str, at: &str, chosen: &str| {
        let (act, at) = (act.to_owned(), at.to_owned());
        let role = (!chosen.is_empty()).then(|| chosen.to_owned());
        spawn(async move {
            let done = match act.as_str() {
                "uninvite" => remove_design_invitation(id.get_value(), at).await,
                _ => set_design_person(id.get_value(), at, role).await,
            };
            if let Err(error) = done {
                toaster.error(error.message.to_string());
            }
            // What was refused is not shown either.
            if desk.is_there() {
                listed.refetch();
            }
        });
    };
    let list = drawn(
        "people-of-design",
        said("People who can open this design"),
        Box::new(move |root| list(root, listed.get().as_ref())),
        Box::new(act),
    );
    // It is made anew for other people to choose from alone: what it has shown is seen once.
    let others = Memo::new(move |_| {
        let all = listed.get()?.ok()?;
        // Who works alone has nobody to ask: where there are accounts, somebody owns the design.
        (all.may_manage && !all.people.is_empty()).then_some(all.others)
    });
    let form = dynamic(move || others.get().map(|others| view! { <Add id listed others/> }));
    view! {
        {list}
        {form}
    }
    .into_any()
}

fn list(root: El, listed: Option<&Result<DesignPeople, ApiError>>) -> El {
    let all = match listed {
        None => return root,
        Some(Err(error)) => {
            let message = error.message.to_string();
            return root.with(el("p", "field__error").attr("role", "alert").text(&message));
        }
        Some(Ok(all)) if all.people.is_empty() => return root,
        Some(Ok(all)) => all,
    };
    let mut rows = el("ul", "people-list");
    for one in &all.people {
        rows = rows.with(row(all, one));
    }
    for one in &all.invitations {
        rows = rows.with(asked(one));
    }
    let how = said(
        "What somebody is in the workspace counts here, too: of both roles the higher one. A role here is for this design alone.",
    );
    root.with(el("h3", "").text(said("People"))).with(rows).with(el("p", "quiet").text(how))
}

/// A row for somebody. What the workspace gives is shown as that, and only what is more can be chosen beside it.
fn row(all: &DesignPeople, one: &DesignPerson) -> El {
    let name =
        if one.id == all.own { say!("{name} (you)", name = &one.name) } else { one.name.clone() };
    let main = el("div", "people-row__main").span("", &name).span("quiet", &one.email);
    let row = el("li", "people-row").with(main);
    let inherited = one.in_workspace.as_deref();
    let place = |role: &str| ROLES.iter().position(|(id, ..)| *id == role);
    let floor = inherited.and_then(place);
    let more = ROLES.iter().enumerate().filter(|(at, _)| floor.is_none_or(|floor| *at > floor));
    if !all.may_manage || floor == Some(ROLES.len() - 1) {
        let role = role_name(&one.role);
        let from_workspace = inherited == Some(one.role.as_str());
        let what = if from_workspace {
            say!("{role}, from the workspace", role)
        } else {
            say!("{role}, on this design", role)
        };
        return row.span("quiet", &what);
    }
    let label = say!("Role of {name} on this design", name = &one.name);
    let mut select = el("select", "field__control").attr("aria-label", &label);
    select = select.attr("data-act", "role").attr("data-at", &one.id);
    if let Some(inherited) = inherited {
        let what = say!("{role}, from the workspace", role = role_name(inherited));
        select = select.with(option("", &what, inherited == one.role));
    }
    for (_, (id, name, _)) in more {
        select = select.with(option(id, said(name), *id == one.role));
    }
    let row = row.with(select);
    if inherited.is_some() {
        return row;
    }
    let label = say!("Take {name} out of this design", name = &one.name);
    let gone = button("btn btn--quiet btn--icon btn--small", "gone", &one.id);
    row.with(gone.attr("title", &label).attr("aria-label", &label).with(icon("x")))
}

fn option(value: &str, words: &str, is_chosen: bool) -> El {
    let option = el("option", "").attr("value", value).text(words);
    if is_chosen { option.attr("selected", "") } else { option }
}

fn asked(one: &Invitation) -> El {
    let facts =
        say!("{role}, invited until {day}", role = role_name(&one.role), day = day(one.ends_at));
    let label = say!("Take the invitation of {email} back", email = &one.email);
    let back = button("btn btn--quiet btn--icon btn--small", "uninvite", &one.id);
    let back = back.attr("title", &label).attr("aria-label", &label).with(icon("x"));
    let main = el("div", "people-row__main").span("", &one.email).span("quiet", &facts);
    el("li", "people-row").with(main).with(back)
}

/// Somebody more: one of those whom one works with, or an address, which gets an invitation to send on.
#[component]
fn Add(id: StoredValue<String>, listed: Listed, others: Vec<Known>) -> impl IntoView {
    let (who, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let role = RwSignal::new("viewer".to_owned());
    let error = RwSignal::new(None::<String>);
    let fresh = RwSignal::new(None::<(String, String)>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        error.set(None);
        let (user, address, role) =
            (who.get_untracked(), email.get_untracked(), role.get_untracked());
        spawn(async move {
            let done = if user.is_empty() {
                invite_to_design(id.get_value(), address, role).await.map(|shown| {
                    let origin = window().location().origin().unwrap_or_default();
                    let link = [&origin, "/join#", &shown.word].concat();
                    Some((shown.made.email, link))
                })
            } else {
                set_design_person(id.get_value(), user, Some(role)).await.map(|()| None)
            };
            match done {
                Ok(made) => {
                    email.try_set(String::new());
                    // The dialog may be closed.
                    if fresh.try_set(made).is_none() {
                        listed.refetch();
                    }
                }
                Err(refused) => drop(error.try_set(Some(refused.message.to_string()))),
            }
        });
    };
    let has_others = !others.is_empty();
    view! {
        <details class="section">
            <summary><Icon name="chevron-right"/>{said("Add somebody")}</summary>
            <form class="form" on:submit=submit>
                {has_others.then(|| view! {
                    <div class="field">
                        <label class="field__label" for="person-who">{said("Who")}</label>
                        <select id="person-who" class="field__control" on:change=move |event| who.set(event_target_value(&event))>
                            <option value="">{said("Somebody by mail address")}</option>
                            {others.into_iter().map(|one| view! { <option value=one.id>{[&one.name, " · ", &one.email].concat()}</option> }).collect_view()}
                        </select>
                    </div>
                })}
                {dynamic(move || who.with(String::is_empty).then(|| view! {
                    <div class="field">
                        <label class="field__label" for="person-email">{said("Mail address")}</label>
                        <input id="person-email" class="field__control" type="email" autocomplete="off" aria-describedby="person-email-about"
                            prop:value=value(move || email.get()) on:input=move |event| email.set(event_target_value(&event))/>
                        <p id="person-email-about" class="field__help">{said("Whoever it is, with an account or without one, you get an address to send to them. It leads to this design alone.")}</p>
                    </div>
                }))}
                <div class="field">
                    <label class="field__label" for="person-role">{said("Role on this design")}</label>
                    <select id="person-role" class="field__control" on:change=move |event| role.set(event_target_value(&event))>
                        {ROLES.into_iter().map(|(id, name, may)| view! {
                            <option value=id title=said(may) prop:selected=value(move || role.get() == id)>{said(name)}</option>
                        }).collect_view()}
                    </select>
                </div>
                {dynamic(move || error.get().map(|error| view! { <p class="field__error" role="alert"><Icon name="circle-alert"/><span>{error}</span></p> }))}
                <div class="row"><button type="submit" class="btn btn--primary">
                    {dynamic(move || if who.with(String::is_empty) { said("Make an invitation") } else { said("Give the role") })}
                </button></div>
                {dynamic(move || fresh.get().map(|(email, link)| view! {
                    <Word label=say!("The invitation of {email}: it counts for 7 days, and once", email) word=link/>
                }))}
            </form>
        </details>
    }
}
