//! The patterns to begin with.

use leptos::prelude::*;
use messages::{said, say};

use crate::api::designs::create_design;
use crate::api::templates::list_templates;
use crate::api::wire::TemplateSummary;
use crate::api::{ApiError, ErrorCode};
use crate::client::router::router;
use crate::client::routes;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::toast::toaster;
use crate::client::ui::words::counted;

/// What makes a design of a name and a pattern and goes to it, and whether it is at it.
pub(super) type Begin = Callback<(String, Option<String>)>;

pub(super) fn begin(workspace: RwSignal<Option<String>>) -> (Begin, RwSignal<bool>) {
    let (toaster, router) = (toaster(), router());
    let busy = RwSignal::new(false);
    let begin = Callback::new(move |(name, template): (String, Option<String>)| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn(async move {
            match create_design(name, template, workspace.get_untracked()).await {
                Ok(design) => {
                    router.go(&routes::design(&design.id));
                }
                Err(error) => {
                    busy.try_set(false);
                    toaster.error(error.message.to_string());
                }
            }
        });
    });
    (begin, busy)
}

#[component]
pub(super) fn Gallery(begin: Begin) -> impl IntoView {
    let templates = Loaded::new(list_templates);
    view! {
        <section class="gallery" aria-label=said("New design")>
            <div class="page-head">
                <h2>{said("Begin with a pattern")}</h2>
                <p>{said("Each is a complete deployment of WSO2 API Manager that you can change.")}</p>
            </div>
            <ul class="pattern-grid">
                {dynamic(move || match templates.get() {
                    None => (0..5).map(|_| view! { <li class="skeleton"></li> }).collect_view().into_any(),
                    Some(Err(error)) => view! {
                        <li>
                            <div class="error-state error-state--framed" role="alert">
                                <Icon name="cloud-off"/>
                                <h3>{said("The patterns could not be loaded")}</h3>
                                <p>{away(&error)}</p>
                                <button class="btn" on:click=move |_| templates.refetch()>{said("Try again")}</button>
                            </div>
                        </li>
                    }.into_any(),
                    Some(Ok(list)) => list.into_iter().map(|template| view! { <Pattern template begin/> }).collect_view().into_any(),
                })}
                <li>
                    <button class="pattern-card" on:click=move |_| begin.run((said("New design").into(), None))>
                        <span class="pattern-card__empty"><Icon name="plus"/></span>
                        <span class="pattern-card__text">
                            <strong>{said("Empty drawing")}</strong>
                            <span>{said("Nothing but paper. Drag roles onto it and wire them.")}</span>
                        </span>
                    </button>
                </li>
            </ul>
        </section>
    }
}

#[component]
fn Pattern(template: TemplateSummary, begin: Begin) -> impl IntoView {
    let TemplateSummary { id, name, description, nodes, hosts, picture, dark } = template;
    let source =
        |picture: &str| format!("data:image/svg+xml,{}", js_sys::encode_uri_component(picture));
    let name = said(&name).to_owned();
    let title = name.clone();
    let (nodes, hosts) = (counted(nodes as usize, "node"), counted(hosts as usize, "host"));
    let size = say!("{nodes} on {hosts}", nodes, hosts);
    view! {
        <li>
            <button class="pattern-card" on:click=move |_| begin.run((title.clone(), Some(id.clone())))>
                <img class="pattern-card__picture pattern-card__picture--light" src=source(&picture) alt="" loading="lazy"/>
                <img class="pattern-card__picture pattern-card__picture--dark" src=source(&dark) alt="" loading="lazy"/>
                <span class="pattern-card__text">
                    <strong>{name}</strong>
                    <span class="pattern-card__size">{size}</span>
                    <span>{said(&description).to_owned()}</span>
                </span>
            </button>
        </li>
    }
}

/// What to say of a list that did not come. What is said of a server that is away elsewhere is about
/// work that waits for it; here is none.
pub(super) fn away(error: &ApiError) -> String {
    if error.code == ErrorCode::Offline {
        said("The server does not answer. Nothing is lost; try again when it is back.").to_owned()
    } else {
        error.message.to_string()
    }
}
