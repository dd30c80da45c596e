//! A workspace: its name, who works in it, and who is asked to.

use leptos::prelude::*;
use messages::{said, say};

use super::{Form, Line, PeoplePage, RoleSelect, failed, role_name};
use crate::api::ApiError;
use crate::api::reviews::set_approved_only;
use crate::api::session::who_am_i;
use crate::api::wire::{Invitation, Member};
use crate::api::workspaces::{
    invite, list_invitations, list_members, remove_invitation, rename_workspace, set_member,
};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, Task, spawn};
use crate::client::ui::time::day;
use crate::client::ui::toast::{Toaster, toaster};
use crate::client::ui::word::Word;

pub(crate) fn page(id: String) -> AnyView {
    let who = Loaded::new(who_am_i);
    let again = Callback::new(move |()| who.refetch());
    let id = StoredValue::new(id);
    view! {
        <PeoplePage title=said("Workspace")>
            {dynamic(move || match who.get() {
                None => ().into_any(),
                Some(Err(error)) => failed(&error, again),
                Some(Ok(who)) if !who.is_in => super::sign_in(again),
                Some(Ok(who)) => match who.workspaces.into_iter().find(|one| id.with_value(|id| *id == one.id)) {
                    None => view! { <p>{said("There is no such workspace, or you have no part in it.")}</p> }.into_any(),
                    Some(one) => {
                        let own = who.person.map(|person| person.id).unwrap_or_default();
                        let is_owner = one.role == "owner";
                        view! {
                            {if is_owner {
                                view! { <Name id=one.id.clone() name=one.name/> }.into_any()
                            } else {
                                view! { <h2>{one.name}</h2> }.into_any()
                            }}
                            {is_owner.then(|| view! { <Exports id=one.id.clone() approved_only=one.approved_only/> })}
                            <Members id=one.id.clone() own is_owner/>
                            {is_owner.then(|| view! { <Invitations id=one.id/> })}
                        }.into_any()
                    }
                },
            })}
        </PeoplePage>
    }
    .into_any()
}

#[component]
fn Name(id: String, name: String) -> impl IntoView {
    let toaster = toaster();
    let name = RwSignal::new(name);
    let submit = Callback::new(move |()| -> Task<Result<(), ApiError>> {
        let id = id.clone();
        Box::pin(async move {
            rename_workspace(id, name.get_untracked()).await?;
            toaster.say(said("The workspace has another name"));
            Ok(())
        })
    });
    view! {
        <section class="panel-section">
            <Form action=said("Change the name") submit>
                <Line id="workspace-name" label=said("Name") text=name autocomplete="off"/>
            </Form>
        </section>
    }
}

/// What may leave it.
#[component]
fn Exports(id: String, approved_only: bool) -> impl IntoView {
    let toaster = toaster();
    let is_on = RwSignal::new(approved_only);
    let choose = move |event| {
        let (id, wanted) = (id.clone(), event_target_checked(&event));
        is_on.set(wanted);
        spawn(async move {
            match set_approved_only(id, wanted).await {
                Ok(()) => toaster.say(if wanted {
                    said("Only approved versions are exported from now on")
                } else {
                    said("Everything is exported from now on")
                }),
                Err(error) => {
                    is_on.try_set(!wanted);
                    toaster.error(error.message.to_string());
                }
            }
        });
    };
    view! {
        <section class="panel-section">
            <h2>{said("Export")}</h2>
            <label class="row"><input type="checkbox" prop:checked=value(move || is_on.get()) on:change=choose/>{said("Export approved versions alone")}</label>
            <p class="quiet">{said("A version is approved when a reviewer has agreed to the bytes of its bundle, and nobody who looked at them has refused.")}</p>
        </section>
    }
}

#[component]
fn Members(id: String, own: String, is_owner: bool) -> impl IntoView {
    let workspace = StoredValue::new(id);
    let own = StoredValue::new(own);
    let members = Loaded::new(move || list_members(workspace.get_value()));
    let again = Callback::new(move |()| members.refetch());
    view! {
        <section class="panel-section">
            <h2>{said("Members")}</h2>
            {dynamic(move || match members.get() {
                None => ().into_any(),
                Some(Err(error)) => failed(&error, again),
                Some(Ok(list)) => view! {
                    <ul class="people-list">{list.into_iter().map(|member| {
                        let is_self = own.with_value(|own| *own == member.id);
                        view! { <Row workspace member is_self is_owner again/> }
                    }).collect_view()}</ul>
                }.into_any(),
            })}
        </section>
    }
}

fn set(
    toaster: Toaster,
    again: Callback<()>,
    (workspace, user, role): (String, String, Option<String>),
) {
    spawn(async move {
        if let Err(error) = set_member(workspace, user, role).await {
            toaster.error(error.message.to_string());
        }
        // What was refused is not shown either.
        again.try_run(());
    });
}

#[component]
fn Row(
    workspace: StoredValue<String>,
    member: Member,
    is_self: bool,
    is_owner: bool,
    again: Callback<()>,
) -> impl IntoView {
    let toaster = toaster();
    let Member { id, email, name, role } = member;
    let label = say!("Role of {name}", name = &name);
    let take = if is_self {
        said("Leave this workspace").to_owned()
    } else {
        say!("Take {name} out of this workspace", name = &name)
    };
    let commit = {
        let id = id.clone();
        Callback::new(move |role| {
            set(toaster, again, (workspace.get_value(), id.clone(), Some(role)));
        })
    };
    let gone = move |_| set(toaster, again, (workspace.get_value(), id.clone(), None));
    view! {
        <li class="people-row">
            <div class="people-row__main"><span>{name}</span><span class="quiet">{email}</span></div>
            {if is_owner {
                view! { <RoleSelect label chosen=Signal::stored(role) commit/> }.into_any()
            } else {
                view! { <span class="quiet">{role_name(&role)}</span> }.into_any()
            }}
            {(is_owner || is_self).then(|| view! {
                <button class="btn btn--quiet btn--icon" title=take.clone() aria-label=take.clone() on:click=gone.clone()><Icon name="x"/></button>
            })}
        </li>
    }
}

#[component]
fn Invitations(id: String) -> impl IntoView {
    let workspace = StoredValue::new(id);
    let invitations = Loaded::new(move || list_invitations(workspace.get_value()));
    let again = Callback::new(move |()| invitations.refetch());
    let (email, role) = (RwSignal::new(String::new()), RwSignal::new("editor".to_owned()));
    // The address with the word, and for whom it is.
    let fresh = RwSignal::new(None::<(String, String)>);
    let submit = Callback::new(move |()| -> Task<Result<(), ApiError>> {
        Box::pin(async move {
            let (whom, as_what) = (email.get_untracked(), role.get_untracked());
            let shown = invite(workspace.get_value(), whom, as_what).await?;
            let origin = window().location().origin().unwrap_or_default();
            let address = [&origin, "/join#", &shown.word].concat();
            email.try_set(String::new());
            fresh.try_set(Some((shown.made.email, address)));
            again.try_run(());
            Ok(())
        })
    });
    view! {
        <section class="panel-section">
            <h2>{said("Invite somebody")}</h2>
            <Form action=said("Make an invitation") submit>
                <Line id="invite-email" label=said("Mail address") text=email kind="email" autocomplete="off"
                    help=said("The console sends no mail: you get an address to send to them.")/>
                <div class="field">
                    <span class="field__label">{said("Role")}</span>
                    <RoleSelect label=said("Role") chosen=role commit=Callback::new(move |chosen| role.set(chosen))/>
                </div>
            </Form>
            {dynamic(move || fresh.get().map(|(email, address)| view! {
                <Word label=say!("The invitation of {email}: it counts for 7 days, and once", email) word=address/>
            }))}
            {dynamic(move || match invitations.get() {
                None => ().into_any(),
                Some(Err(error)) => failed(&error, again),
                Some(Ok(list)) => view! {
                    <ul class="people-list">{list.into_iter().map(|one| view! { <Asked workspace one again/> }).collect_view()}</ul>
                }.into_any(),
            })}
        </section>
    }
}

#[component]
fn Asked(workspace: StoredValue<String>, one: Invitation, again: Callback<()>) -> impl IntoView {
    let toaster = toaster();
    let Invitation { id, email, role, ends_at } = one;
    let label = say!("Take the invitation of {email} back", email = &email);
    let facts = [role_name(&role).to_owned(), say!("until {day}", day = day(ends_at))].join(" · ");
    let back = move |_| {
        let id = id.clone();
        spawn(async move {
            if let Err(error) = remove_invitation(workspace.get_value(), id).await {
                toaster.error(error.message.to_string());
            }
            again.try_run(());
        });
    };
    view! {
        <li class="people-row">
            <div class="people-row__main"><span>{email}</span><span class="quiet">{facts}</span></div>
            <button class="btn btn--quiet btn--icon" title=said("Take it back") aria-label=label on:click=back><Icon name="x"/></button>
        </li>
    }
}
