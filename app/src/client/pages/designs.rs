//! All designs.

use leptos::html;
use leptos::prelude::*;
use messages::{message, said, say};

use super::gallery::{Begin, Gallery, away, begin};
use crate::api::comments::what_waits;
use crate::api::designs::{
    delete_design, duplicate_design, list_designs, rename_design, restore_design,
};
use crate::api::grants::set_design_person;
use crate::api::session::who_am_i;
use crate::api::wire::{DesignSummary, Waiting as Waits, Whoami};
use crate::api::{ApiError, ErrorCode};
use crate::client::parts;
use crate::client::router::router;
use crate::client::routes;
use crate::client::ui::browser::send_chosen;
use crate::client::ui::busy::busy_over;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::drawn::{El, drawn, el};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::{ago, saved};
use crate::client::ui::toast::toaster;
use crate::client::ui::top_bar::{Me, Preferences, TopBar};
use crate::client::ui::words::counted;

pub(crate) fn page() -> AnyView {
    view! { <Designs/> }.into_any()
}

#[component]
fn Designs() -> impl IntoView {
    let designs = Loaded::new(list_designs);
    let workspaces = workspaces();
    let is_out = Memo::new(
        move |_| matches!(designs.get(), Some(Err(error)) if error.code == ErrorCode::SignedOut),
    );
    let (begin, beginning) = begin(workspaces.chosen);
    let renaming = RwSignal::new(None::<DesignSummary>);
    // Of the page, not of a row: a row is gone after the list was loaded again.
    let changed = Callback::new(move |()| designs.refetch());
    view! {
        <TopBar><span class="spacer"></span><Me/><Preferences/></TopBar>
        <main class="designs">
            <div class="designs__inner">
                // Who is out sees how to come in, and nothing else.
                {dynamic(move || (!is_out.get()).then(|| view! {
                    <div class="page-head">
                        <h1>{said("Designs")}</h1>
                        <Choice workspaces/>
                        <span class="spacer"></span>
                        <ImportButton chosen=workspaces.chosen/>
                    </div>
                }))}
                {dynamic(move || (!is_out.get()).then(for_you))}
                {dynamic(move || match designs.get() {
                    None => view! { <Waiting/> }.into_any(),
                    Some(Err(error)) if error.code == ErrorCode::SignedOut => {
                        parts::sign_in(Callback::new(move |()| { workspaces.all.refetch(); designs.refetch(); }))
                    }
                    Some(Err(error)) => view! { <Broken error retry=changed/> }.into_any(),
                    Some(Ok(list)) if list.is_empty() => view! { <NoDesigns begin/> }.into_any(),
                    Some(Ok(list)) => view! { <Listed list workspaces renaming changed/> }.into_any(),
                })}
                {dynamic(move || designs.get().is_some_and(|found| found.is_ok()).then(|| view! { <Gallery begin/> }))}
            </div>
        </main>
        {dynamic(move || beginning.get().then(|| busy_over(said("Making the design"))))}
        <RenameDialog renaming changed/>
    }
}

/// What waits for whoever is here: designs that they were asked to look at, and places where they were named.
fn for_you() -> AnyView {
    let waiting = Loaded::new(what_waits);
    let draw = move |root: El| {
        // Who has no account, or whom the server does not answer now, is asked nothing here.
        let Some(Ok(Waits { mentions, requests })) = waiting.get() else { return root };
        if mentions.is_empty() && requests.is_empty() {
            return root;
        }
        let row = |design: &str, place: &str, name: &str, what: &str, words: &str| {
            let address = [&routes::design(design), "#", place].concat();
            let link = el("a", "waits__name").attr("href", &address).text(name);
            let row = el("li", "waits__row").with(link).span("", what);
            if words.is_empty() { row } else { row.span("quiet waits__words", words) }
        };
        let mut rows = el("ul", "waits__rows");
        for one in &requests {
            let by = if one.asked_by.is_empty() { said("Somebody") } else { &one.asked_by };
            let when = ago(one.created_at);
            let what = say!(
                "{by} asks you to review version {number}, {when}.",
                by,
                number = one.version,
                when
            );
            rows = rows.with(row(&one.design, "versions", &one.design_name, &what, &one.message));
        }
        for one in &mentions {
            let by = if one.author.is_empty() { said("Somebody") } else { &one.author };
            let what = say!("{by} called you, {when}.", by, when = ago(one.created_at));
            rows = rows.with(row(&one.design, "comments", &one.design_name, &what, &one.text));
        }
        root.with(el("h2", "").text(said("For you"))).with(rows)
    };
    drawn("waits", said("For you"), Box::new(draw), Box::new(|_, _, _| {}))
}

/// The workspaces that one works in, and the one that is looked at.
#[derive(Clone, Copy)]
struct Workspaces {
    all: Loaded<Result<Whoami, ApiError>>,
    /// `None` for all of them.
    chosen: RwSignal<Option<String>>,
}

fn workspaces() -> Workspaces {
    Workspaces { all: Loaded::new(who_am_i), chosen: RwSignal::new(None) }
}

impl Workspaces {
    fn shows(self, workspace: &str) -> bool {
        self.chosen.get().is_none_or(|chosen| chosen == workspace)
    }
}

/// Designs of one's workspaces, and below them those that one has a role on and no part in their workspace.
#[component]
fn Listed(
    list: Vec<DesignSummary>,
    workspaces: Workspaces,
    renaming: RwSignal<Option<DesignSummary>>,
    changed: Callback<()>,
) -> impl IntoView {
    let list = StoredValue::new(list);
    let rows = move |is_shared: bool| {
        let mut list = list.get_value();
        list.retain(|one| one.is_shared == is_shared && workspaces.shows(&one.workspace));
        list.into_iter().map(|design| view! { <Row design renaming changed/> }).collect_view()
    };
    view! {
        {dynamic(move || {
            let rows = rows(false);
            (!rows.is_empty()).then(|| view! { <ul class="design-list" aria-label=said("Designs")>{rows}</ul> })
        })}
        {dynamic(move || {
            let rows = rows(true);
            (!rows.is_empty()).then(|| view! {
                <section class="gallery">
                    <h2>{said("Shared with you")}</h2>
                    <ul class="design-list" aria-label=said("Shared with you")>{rows}</ul>
                </section>
            })
        })}
    }
}

/// Which workspace is looked at, where there are several.
#[component]
fn Choice(workspaces: Workspaces) -> impl IntoView {
    let chosen = workspaces.chosen;
    let choose = move |event| {
        let id = event_target_value(&event);
        chosen.set((!id.is_empty()).then_some(id));
    };
    dynamic(move || {
        let all = workspaces.all.get()?.ok()?.workspaces;
        (all.len() > 1).then(|| view! {
            <select class="field__control workspace-choice" aria-label=said("Workspace") on:change=choose>
                <option value="">{said("All workspaces")}</option>
                {all.into_iter().map(|one| {
                    let own = one.id.clone();
                    view! { <option value=one.id prop:selected=value(move || chosen.get().as_ref() == Some(&own))>{one.name}</option> }
                }).collect_view()}
            </select>
        })
    })
}

#[component]
fn Row(
    design: DesignSummary,
    renaming: RwSignal<Option<DesignSummary>>,
    changed: Callback<()>,
) -> impl IntoView {
    let toaster = toaster();
    let name = design.name.clone();
    let copied = {
        let id = design.id.clone();
        move |_| {
            let id = id.clone();
            spawn(async move {
                match duplicate_design(id).await {
                    Ok(copy) => {
                        toaster.say(say!("{name} was made", name = copy.name));
                        changed.try_run(());
                    }
                    Err(error) => toaster.error(error.message.to_string()),
                }
            });
        }
    };
    let deleted = {
        let (id, name) = (design.id.clone(), design.name.clone());
        move |_| {
            let (id, name) = (id.clone(), name.clone());
            spawn(async move {
                match delete_design(id.clone()).await {
                    Ok(()) => {
                        let back = move || {
                            let id = id.clone();
                            spawn(async move {
                                if let Err(error) = restore_design(id).await {
                                    toaster.error(error.message.to_string());
                                }
                                changed.try_run(());
                            });
                        };
                        toaster.offer(say!("{name} was deleted", name = &name), said("Undo"), back);
                        changed.try_run(());
                    }
                    Err(error) => toaster.error(error.message.to_string()),
                }
            });
        }
    };
    let left = design.is_shared.then(|| {
        let id = StoredValue::new(design.id.clone());
        let left = move |_| {
            let id = id.get_value();
            spawn(async move {
                match leave(id).await {
                    Ok(()) => drop(changed.try_run(())),
                    Err(error) => toaster.error(error.message.to_string()),
                }
            });
        };
        let label = say!("Give up your role on {name}", name = &design.name);
        view! { <button class="btn btn--quiet btn--icon" title=said("Give up your role") aria-label=label on:click=left><Icon name="x"/></button> }
    });
    let renamed = {
        let design = design.clone();
        move |_| renaming.set(Some(design.clone()))
    };
    let facts = format!(
        "{} · {} · {} · {}",
        said(environment(&design.environment)),
        counted(design.nodes as usize, "node"),
        counted(design.links as usize, "link"),
        saved(design.saved_at)
    );
    // The link lies over the whole row, and says all that may be cut there.
    let whole = [name.as_str(), "\n", &facts].concat();
    view! {
        <li class="design-row">
            <div class="design-row__main">
                <a href=routes::design(&design.id) class="design-row__name" title=whole>{design.name.clone()}</a>
                <span class="design-row__facts">{facts}</span>
            </div>
            <Health errors=design.errors warnings=design.warnings/>
            <div class="group">
                <button class="btn btn--quiet btn--icon" title=said("Rename") aria-label=say!("Rename {name}", name = &name) on:click=renamed><Icon name="pencil"/></button>
                <button class="btn btn--quiet btn--icon" title=said("Duplicate") aria-label=say!("Duplicate {name}", name = &name) on:click=copied><Icon name="copy"/></button>
                <button class="btn btn--quiet btn--icon" title=said("Delete") aria-label=say!("Delete {name}", name = &name) on:click=deleted><Icon name="trash-2"/></button>
                {left}
            </div>
        </li>
    }
}

/// Gives up what one is to a design by itself.
async fn leave(design: String) -> Result<(), ApiError> {
    let own = who_am_i().await?.person.map(|person| person.id);
    set_design_person(design, own.unwrap_or_default(), None).await
}

/// How a design stands, in two numbers.
#[component]
fn Health(errors: u32, warnings: u32) -> impl IntoView {
    view! {
        <span class="counts">
            {(errors > 0).then(|| view! { <span class="count count--error" title=said("Errors")><Icon name="circle-alert"/>{errors}</span> })}
            {(warnings > 0).then(|| view! { <span class="count count--warning" title=said("Warnings")><Icon name="triangle-alert"/>{warnings}</span> })}
            {(errors + warnings == 0).then(|| view! { <span class="count count--fine"><Icon name="circle-check"/>{said("Ready")}</span> })}
        </span>
    }
}

#[component]
fn ImportButton(chosen: RwSignal<Option<String>>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let toaster = toaster();
    let router = router();
    let reading = RwSignal::new(false);
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        reading.set(true);
        spawn(async move {
            let place = routes::open(chosen.get_untracked().as_deref());
            let sent = send_chosen(&input, &place).await;
            reading.try_set(false);
            match sent {
                None => {}
                Some(Ok(id)) => {
                    router.go(&routes::design(&id));
                }
                Some(Err(why)) => {
                    toaster.error(say!("This file cannot be opened. {why}", why));
                }
            }
        });
    };
    view! {
        <input class="visually-hidden" type="file" accept=".json,.svg,.png" node_ref=input on:change=chosen tabindex="-1" aria-label=said("Design file")/>
        <button class="btn" on:click=move |_| if let Some(input) = input.get_untracked() { input.click() }>
            <Icon name="upload"/>{said("Open a file")}
        </button>
        {dynamic(move || reading.get().then(|| busy_over(said("Reading the file"))))}
    }
}

#[component]
fn RenameDialog(renaming: RwSignal<Option<DesignSummary>>, changed: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if let Some(design) = renaming.get() {
            name.set(design.name);
            error.set(None);
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            renaming.set(None);
        }
    });
    let save = Callback::new(move |()| {
        let Some(design) = renaming.get_untracked() else { return };
        spawn(async move {
            match rename_design(design.id, name.get_untracked()).await {
                Ok(_) => {
                    open.set(false);
                    changed.try_run(());
                }
                Err(refused) => error.set(Some(refused.message.to_string())),
            }
        });
    });
    view! {
        <Dialog title=said("Rename design") open>
            <div class="dialog__body">
                <div class="field">
                    <label class="field__label" for="rename">{said("Name")}</label>
                    <input id="rename" class="field__control" type="text" autocomplete="off" prop:value=value(move || name.get())
                        on:input=move |event| name.set(event_target_value(&event))
                        on:keydown=move |event| if event.key() == "Enter" { save.run(()) }/>
                    {dynamic(move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> }))}
                </div>
            </div>
            <div class="dialog__foot">
                <button class="btn" on:click=move |_| open.set(false)>{said("Cancel")}</button>
                <button class="btn btn--primary" on:click=move |_| save.run(())>{said("Rename")}</button>
            </div>
        </Dialog>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <ul class="design-list" aria-busy="true" aria-label=said("Loading designs")>
            {(0..3).map(|_| view! { <li class="design-row"><span class="skeleton design-row__main"></span></li> }).collect_view()}
        </ul>
    }
}

/// The pattern that shows most of the product with least on the canvas.
const EXAMPLE: (&str, &str) = (message!("My first design"), "single-of-each");

/// What a person does in the first minute.
const FIRST: [(&str, &str); 3] = [
    (
        message!("Choose"),
        message!("A pattern opens as a design of your own. Nothing is installed anywhere."),
    ),
    (
        message!("Draw"),
        message!("Drag servers in and wire them. What is missing, and why, is said at once."),
    ),
    (
        message!("Export"),
        message!("A folder for each server: configuration, scripts, and how to install it."),
    ),
];

#[component]
fn NoDesigns(begin: Begin) -> impl IntoView {
    let example = move |_| begin.run((said(EXAMPLE.0).to_owned(), Some(EXAMPLE.1.to_owned())));
    view! {
        <div class="design-list">
            <div class="empty-state">
                <h2>{said("No designs yet")}</h2>
                <ol class="first">
                    {FIRST.into_iter().map(|(what, how)| view! { <li><strong>{said(what)}</strong><span>{said(how)}</span></li> }).collect_view()}
                </ol>
                <button class="btn btn--primary" on:click=example><Icon name="layout-template"/>{said("Try it with an example")}</button>
                <p>{said("Or choose a pattern below, or open a design file or a picture that holds one.")}</p>
            </div>
        </div>
    }
}

#[component]
fn Broken(error: ApiError, retry: Callback<()>) -> impl IntoView {
    view! {
        <div class="design-list">
            <div class="error-state" role="alert">
                <Icon name="cloud-off"/>
                <h2>{said("The list could not be loaded")}</h2>
                <p>{away(&error)}</p>
                <button class="btn" on:click=move |_| retry.run(())>{said("Try again")}</button>
            </div>
        </div>
    }
}

fn environment(id: &str) -> &'static str {
    match id {
        "production" => message!("Production"),
        "test" => message!("Test"),
        _ => message!("Development"),
    }
}
