//! Who can open the design: people with a role on it, and whoever has a link, which is made, listed and taken back here.

use leptos::prelude::*;
use messages::{said, say};

use super::share_people;
use crate::api::ApiError;
use crate::api::sharing::{create_share, list_shares, revoke_share};
use crate::api::versions::list_versions;
use crate::api::wire::{NewShare, ShareSummary, VersionSummary};
use crate::client::desk::{Desk, desk};
use crate::client::parts;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::day;
use crate::client::ui::toast::toaster;
use crate::client::ui::word::Word;

type Listed = Loaded<Result<Vec<ShareSummary>, ApiError>>;

/// For how many days a link counts.
const DAYS: [u32; 4] = [1, 7, 30, 90];

#[component]
pub(crate) fn ShareDialog() -> impl IntoView {
    let desk = desk();
    view! {
        <Dialog title=said("Share this design") open=desk.sharing>
            {parts::sharing(desk)}
        </Dialog>
    }
}

/// What is in the dialog.
pub(crate) fn sharing(desk: Desk) -> AnyView {
    let toaster = toaster();
    let id = StoredValue::new(desk.id());
    let listed: Listed = Loaded::new(move || list_shares(id.get_value()));
    let act = move |act: &str, at: &str, _: &str| {
        let share = (act == "revoke").then(|| at.to_owned());
        spawn(async move {
            if let Err(error) = revoke_share(id.get_value(), share).await {
                toaster.error(error.message.to_string());
            }
            if desk.is_there() {
                listed.refetch();
            }
        });
    };
    let list = drawn(
        "shares",
        said("Links to this design"),
        Box::new(move |root| list(root, listed.get().as_ref())),
        Box::new(act),
    );
    view! {
        <div class="dialog__body">
            {share_people::people(desk)}
            <h3>{said("By a link, without an account")}</h3>
            <NewLink id listed/>
            {list}
        </div>
    }
    .into_any()
}

fn list(root: El, listed: Option<&Result<Vec<ShareSummary>, ApiError>>) -> El {
    let list = match listed {
        None => return root,
        Some(Err(error)) => {
            let message = error.message.to_string();
            return root.with(el("p", "field__error").attr("role", "alert").text(&message));
        }
        Some(Ok(list)) => list,
    };
    let open: Vec<&ShareSummary> = list.iter().filter(|share| share.is_open).collect();
    if open.is_empty() {
        return root.with(el("p", "quiet").text(said("No link is open.")));
    }
    let mut rows = el("ul", "people-list");
    for share in &open {
        let mut facts = vec![match share.version {
            Some(number) => say!("version {number}", number),
            None => said("as it is now").to_owned(),
        }];
        facts.push(say!("until {day}", day = day(share.ends_at)));
        facts.push(match share.most_opens {
            Some(most) => say!("opened {count} of {most} times", count = share.opens, most),
            None => say!("opened {count} times", count = share.opens),
        });
        if share.has_passphrase {
            facts.push(said("with a passphrase").to_owned());
        }
        if share.bundle {
            facts.push(said("with the bundle").to_owned());
        }
        let label = said("Take this link back");
        let back = button("btn btn--quiet btn--icon btn--small", "revoke", &share.id);
        let back = back.attr("title", label).attr("aria-label", label).with(icon("x"));
        rows = rows
            .with(el("li", "people-row").span("people-row__main", &facts.join(" · ")).with(back));
    }
    let all =
        button("btn btn--small btn--danger", "revoke-all", "").text(said("Take all links back"));
    root.with(rows).with(el("div", "row").with(all))
}

#[component]
fn NewLink(id: StoredValue<String>, listed: Listed) -> impl IntoView {
    let versions = Loaded::new(move || list_versions(id.get_value()));
    let version = RwSignal::new(None::<i64>);
    let days = RwSignal::new(DAYS[1]);
    let (passphrase, opens) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let bundle = RwSignal::new(false);
    let (made, error) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let share = NewShare {
            version: version.get_untracked(),
            role: "viewer".to_owned(),
            bundle: bundle.get_untracked(),
            passphrase: passphrase.get_untracked(),
            days: days.get_untracked(),
            most_opens: opens.get_untracked().trim().parse().ok(),
        };
        spawn(async move {
            match create_share(id.get_value(), share).await {
                Ok(shown) => {
                    let origin = window().location().origin().unwrap_or_default();
                    made.try_set(Some([&origin, "/s/", &shown.made.id, "#", &shown.word].concat()));
                    error.try_set(None);
                    listed.refetch();
                }
                Err(refused) => drop(error.try_set(Some(refused.message.to_string()))),
            }
        });
    };
    let option = move |one: VersionSummary| {
        let number = one.number;
        let name = say!("Version {number}: {name}", number, name = one.name);
        view! { <option value=number.to_string() prop:selected=value(move || version.get() == Some(number))>{name}</option> }
    };
    view! {
        <form class="form" on:submit=submit>
            <p class="quiet">{said("Whoever has the link sees the drawing, its findings and its files, without an account. Nothing can be changed.")}</p>
            <div class="field">
                <label class="field__label" for="share-what">{said("What it shows")}</label>
                <select id="share-what" class="field__control" on:change=move |event| version.set(event_target_value(&event).parse().ok())>
                    <option value="">{said("The design as it is whenever it is opened")}</option>
                    {dynamic(move || versions.get().and_then(Result::ok).map(|list| list.into_iter().map(option).collect_view()))}
                </select>
            </div>
            <div class="field">
                <label class="field__label" for="share-days">{said("It counts for")}</label>
                <select id="share-days" class="field__control" on:change=move |event| if let Ok(chosen) = event_target_value(&event).parse() { days.set(chosen) }>
                    {DAYS.into_iter().map(|count| view! {
                        <option value=count.to_string() prop:selected=value(move || days.get() == count)>{say!("{count} days", count)}</option>
                    }).collect_view()}
                </select>
            </div>
            <details class="section">
                <summary><Icon name="chevron-right"/>{said("More")}</summary>
                <div class="field">
                    <label class="field__label" for="share-passphrase">{said("Passphrase")}</label>
                    <input id="share-passphrase" class="field__control" type="text" autocomplete="off" prop:value=value(move || passphrase.get())
                        on:input=move |event| passphrase.set(event_target_value(&event))/>
                    <p class="field__help">{said("Send it another way than the link.")}</p>
                </div>
                <div class="field">
                    <label class="field__label" for="share-opens">{said("How often it may be opened")}</label>
                    <input id="share-opens" class="field__control" type="number" min="1" prop:value=value(move || opens.get())
                        on:input=move |event| opens.set(event_target_value(&event))/>
                </div>
                <div class="field field--check">
                    <input id="share-bundle" type="checkbox" prop:checked=value(move || bundle.get()) on:change=move |event| bundle.set(event_target_checked(&event))/>
                    <label for="share-bundle">{said("The bundle may be downloaded")}</label>
                </div>
            </details>
            {dynamic(move || error.get().map(|error| view! { <p class="field__error" role="alert"><Icon name="circle-alert"/><span>{error}</span></p> }))}
            <div class="row"><button type="submit" class="btn btn--primary">{said("Make a link")}</button></div>
            {dynamic(move || made.get().map(|link| view! { <Word label=said("The link").to_owned() word=link/> }))}
        </form>
    }
}
