//! All designs, and the patterns to begin with.

use leptos::html;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::api::designs::{
    create_design, delete_design, duplicate_design, list_designs, rename_design, restore_design,
};
use crate::api::templates::list_templates;
use crate::api::wire::{DesignSummary, TemplateSummary};
use crate::client::router::router;
use crate::client::routes;
use crate::client::ui::browser::send_chosen;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::ago;
use crate::client::ui::toast::toaster;
use crate::client::ui::top_bar::{ThemeButton, TopBar};
use crate::client::ui::words::counted;

pub(crate) fn page() -> AnyView {
    view! { <Designs/> }.into_any()
}

#[component]
fn Designs() -> impl IntoView {
    let designs = Loaded::new(list_designs);
    let renaming = RwSignal::new(None::<DesignSummary>);
    // Of the page, not of a row: a row is gone after the list was loaded again.
    let changed = Callback::new(move |()| designs.refetch());
    view! {
        <TopBar><span class="spacer"></span><ThemeButton/></TopBar>
        <main class="designs">
            <div class="designs__inner">
                <div class="page-head">
                    <h1>"Designs"</h1>
                    <span class="spacer"></span>
                    <ImportButton/>
                </div>
                {dynamic(move || match designs.get() {
                    None => view! { <Waiting/> }.into_any(),
                    Some(Err(error)) => view! { <Broken error retry=changed/> }.into_any(),
                    Some(Ok(list)) if list.is_empty() => view! { <NoDesigns/> }.into_any(),
                    Some(Ok(list)) => view! {
                        <ul class="design-list" aria-label="Designs">
                            {list.into_iter().map(|design| view! {
                                <Row design renaming changed/>
                            }).collect_view()}
                        </ul>
                    }.into_any(),
                })}
                <Gallery/>
            </div>
        </main>
        <RenameDialog renaming changed/>
    }
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
                        toaster.say(format!("{} was made", copy.name));
                        changed.try_run(());
                    }
                    Err(error) => toaster.error(error.message),
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
                                    toaster.error(error.message);
                                }
                                changed.try_run(());
                            });
                        };
                        toaster.offer(format!("{name} was deleted"), "Undo", back);
                        changed.try_run(());
                    }
                    Err(error) => toaster.error(error.message),
                }
            });
        }
    };
    let renamed = {
        let design = design.clone();
        move |_| renaming.set(Some(design.clone()))
    };
    let facts = format!(
        "{} · {} · {} · saved {}",
        environment(&design.environment),
        counted(design.nodes as usize, "node"),
        counted(design.links as usize, "link"),
        ago(design.saved_at)
    );
    view! {
        <li class="design-row">
            <div class="design-row__main">
                <a href=routes::design(&design.id) class="design-row__name">{design.name.clone()}</a>
                <span class="design-row__facts">{facts}</span>
            </div>
            <Health errors=design.errors warnings=design.warnings/>
            <div class="group">
                <button class="btn btn--quiet btn--icon" title="Rename" aria-label=format!("Rename {name}") on:click=renamed><Icon name="pencil"/></button>
                <button class="btn btn--quiet btn--icon" title="Duplicate" aria-label=format!("Duplicate {name}") on:click=copied><Icon name="copy"/></button>
                <button class="btn btn--quiet btn--icon" title="Delete" aria-label=format!("Delete {name}") on:click=deleted><Icon name="trash-2"/></button>
            </div>
        </li>
    }
}

/// How a design stands, in two numbers.
#[component]
fn Health(errors: u32, warnings: u32) -> impl IntoView {
    view! {
        <span class="counts">
            {(errors > 0).then(|| view! { <span class="count count--error" title="Errors"><Icon name="circle-alert"/>{errors}</span> })}
            {(warnings > 0).then(|| view! { <span class="count count--warning" title="Warnings"><Icon name="triangle-alert"/>{warnings}</span> })}
            {(errors + warnings == 0).then(|| view! { <span class="count count--fine"><Icon name="circle-check"/>"Ready"</span> })}
        </span>
    }
}

#[component]
fn Gallery() -> impl IntoView {
    let templates = Loaded::new(list_templates);
    let busy = RwSignal::new(false);
    let toaster = toaster();
    let router = router();
    let begin = Callback::new(move |(name, template): (String, Option<String>)| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn(async move {
            match create_design(name, template).await {
                Ok(design) => {
                    router.go(&routes::design(&design.id));
                }
                Err(error) => {
                    busy.set(false);
                    toaster.error(error.message);
                }
            }
        });
    });
    view! {
        <section class="gallery" aria-label="New design">
            <div class="page-head">
                <h2>"Begin with a pattern"</h2>
                <p>"Each is a complete deployment of WSO2 API Manager 3.1.0 that you can change."</p>
            </div>
            <ul class="pattern-grid">
                {dynamic(move || match templates.get() {
                    None => (0..5).map(|_| view! { <li class="skeleton" style="height: 250px"></li> }).collect_view().into_any(),
                    Some(Err(error)) => view! { <li class="error-state" role="alert">{error.message}</li> }.into_any(),
                    Some(Ok(list)) => list.into_iter().map(|template| view! { <Pattern template begin/> }).collect_view().into_any(),
                })}
                <li>
                    <button class="pattern-card" on:click=move |_| begin.run(("New design".into(), None))>
                        <span class="pattern-card__empty"><Icon name="plus"/></span>
                        <span class="pattern-card__text">
                            <strong>"Empty drawing"</strong>
                            <span>"Nothing but paper. Drag roles onto it and wire them."</span>
                        </span>
                    </button>
                </li>
            </ul>
        </section>
    }
}

#[component]
fn Pattern(template: TemplateSummary, begin: Callback<(String, Option<String>)>) -> impl IntoView {
    let TemplateSummary { id, name, description, picture, .. } = template;
    let source = format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&picture));
    let title = name.clone();
    view! {
        <li>
            <button class="pattern-card" on:click=move |_| begin.run((title.clone(), Some(id.clone())))>
                <img class="pattern-card__picture" src=source alt="" loading="lazy"/>
                <span class="pattern-card__text">
                    <strong>{name}</strong>
                    <span>{description}</span>
                </span>
            </button>
        </li>
    }
}

#[component]
fn ImportButton() -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let toaster = toaster();
    let router = router();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        spawn(async move {
            match send_chosen(&input, routes::OPEN).await {
                None => {}
                Some(Ok(id)) => {
                    router.go(&routes::design(&id));
                }
                Some(Err(message)) => {
                    toaster.error(format!("This file cannot be opened. {message}"));
                }
            }
        });
    };
    view! {
        <input class="visually-hidden" type="file" accept=".json,.svg,.png" node_ref=input on:change=chosen tabindex="-1" aria-label="Design file"/>
        <button class="btn" on:click=move |_| if let Some(input) = input.get_untracked() { input.click() }>
            <Icon name="upload"/>"Open a file"
        </button>
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
                Err(refused) => error.set(Some(refused.message)),
            }
        });
    });
    view! {
        <Dialog title="Rename design" open>
            <div class="dialog__body">
                <div class="field">
                    <label class="field__label" for="rename">"Name"</label>
                    <input id="rename" class="field__control" type="text" autocomplete="off" prop:value=value(move || name.get())
                        on:input=move |event| name.set(event_target_value(&event))
                        on:keydown=move |event| if event.key() == "Enter" { save.run(()) }/>
                    {dynamic(move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> }))}
                </div>
            </div>
            <div class="dialog__foot">
                <button class="btn" on:click=move |_| open.set(false)>"Cancel"</button>
                <button class="btn btn--primary" on:click=move |_| save.run(())>"Rename"</button>
            </div>
        </Dialog>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <ul class="design-list" aria-busy="true" aria-label="Loading designs">
            {(0..3).map(|_| view! { <li class="design-row"><span class="skeleton design-row__main"></span></li> }).collect_view()}
        </ul>
    }
}

#[component]
fn NoDesigns() -> impl IntoView {
    view! {
        <div class="design-list">
            <div class="empty-state">
                <h2>"No designs yet"</h2>
                <p>"Choose a pattern below, or open a design file or a picture that holds one."</p>
            </div>
        </div>
    }
}

#[component]
fn Broken(error: ApiError, retry: Callback<()>) -> impl IntoView {
    view! {
        <div class="design-list">
            <div class="error-state" role="alert">
                <h2>"The list could not be loaded"</h2>
                <p>{error.message}</p>
                <button class="btn" on:click=move |_| retry.run(())>"Try again"</button>
            </div>
        </div>
    }
}

fn environment(id: &str) -> &'static str {
    match id {
        "production" => "Production",
        "test" => "Test",
        _ => "Development",
    }
}
