//! A design on the desk.

use std::sync::Arc;

use futures_util::future::join;
use leptos::prelude::*;
use messages::{said, say, text};
use topology::{Catalogue, Design};

use crate::api::catalogue::load_catalogue;
use crate::api::designs::open_design;
use crate::api::wire::{OpenedDesign, Rights};
use crate::api::{ApiError, ErrorCode};
use crate::client::boot;
use crate::client::canvas::Canvas;
use crate::client::desk::{Desk, DrawerTab, listen_for_copies, listen_for_keys};
use crate::client::panels::{DeskBar, Drawer, Inspector, Side};
use crate::client::parts;
use crate::client::ui::busy::{busy, busy_over};
use crate::client::ui::dynamic::{dynamic, flag, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::Loaded;
use crate::client::ui::top_bar::{Preferences, TopBar};

/// A design with all that is needed to draw it.
#[derive(Clone)]
struct Opened {
    id: String,
    revision: i64,
    design: Design,
    catalogue: Arc<Catalogue>,
    /// The catalogue as it came.
    packed: Arc<[u8]>,
    rights: Rights,
}

#[component]
pub(crate) fn Designer(id: String) -> impl IntoView {
    // While the server looks for the design.
    parts::provide_panels();
    let opened = Loaded::new(move || open(id.clone()));
    let retry = Callback::new(move |()| opened.refetch());
    dynamic(move || match opened.get() {
        None => view! { <Loading/> }.into_any(),
        Some(Err(error)) if error.code == ErrorCode::SignedOut => {
            boot::lift();
            view! {
                <TopBar><span class="spacer"></span><Preferences/></TopBar>
                <main class="card-page">{parts::sign_in(retry)}</main>
            }
            .into_any()
        }
        Some(Err(error)) => {
            boot::lift();
            view! { <Failed error retry/> }.into_any()
        }
        Some(Ok(opened)) => {
            boot::lift_later();
            view! { <OnDesk opened/> }.into_any()
        }
    })
}

async fn open(id: String) -> Result<Opened, ApiError> {
    // The page may say which catalogue it is: then both come at once.
    let told = boot::product();
    let early = async {
        match told.clone() {
            Some((product, version)) => Some(load_catalogue(product, version).await),
            None => None,
        }
    };
    let (open, early) = join(open_design(id), early).await;
    let open = open?;
    let product = open.design.product().clone();
    let packed = match early {
        Some(packed) if told == Some((product.id.clone(), product.version.clone())) => packed?,
        _ => load_catalogue(product.id, product.version).await?,
    };
    // The server speaks of things that this page does not know.
    let other = |_| ApiError {
        code: ErrorCode::Internal,
        message: text!("This page is of another version than the server. Reload it."),
        revision: None,
    };
    let catalogue: Catalogue = borsh::from_slice(&packed).map_err(other)?;
    let (catalogue, packed) = (Arc::new(catalogue), Arc::from(packed));
    let OpenedDesign { id, revision, design, rights } = open;
    Ok(Opened { id, revision, design, catalogue, packed, rights })
}

#[component]
fn OnDesk(opened: Opened) -> impl IntoView {
    let Opened { id, revision, design, catalogue, packed, rights } = opened;
    let desk = Desk::new(&id, revision, design, catalogue, packed, rights);
    provide_context(desk);
    let panels = parts::panels_of_page();
    listen_for_keys(desk);
    listen_for_copies(desk);
    keep_tab(desk);
    // A link may lead to what is said about a design.
    match window().location().hash().as_deref() {
        Ok("#comments") => desk.drawer.set(Some(DrawerTab::Comments)),
        Ok("#versions") if desk.rights.history => desk.drawer.set(Some(DrawerTab::Versions)),
        _ => {}
    }
    let name = Memo::new(move |_| desk.with_design(|design| design.name().to_owned()));
    Effect::new(move |_| {
        document().set_title(&say!("{name} · Topology Designer", name = name.get()));
    });
    on_cleanup(|| document().set_title(said("Topology Designer")));
    let presenting = Memo::new(move |_| desk.with_show(|_| ()).is_some());
    Effect::new(move |_| mark_presenting(presenting.get()));
    on_cleanup(|| mark_presenting(false));
    view! {
        <DeskBar/>
        {dynamic(move || desk.live.get().map(|live| (live.banners)(desk)))}
        <main class="designer" data-sheet=value(move || desk.sheet.get()) data-outlined=flag(move || desk.outlined.get())
            data-presenting=flag(move || presenting.get()) data-drawer=flag(move || desk.drawer.with(Option::is_some))>
            <Side/>
            <Canvas/>
            <Inspector/>
            <Drawer/>
        </main>
        {dynamic(move || desk.arranging.get().then(|| busy_over(said("Laying the drawing out"))))}
        {dynamic(move || panels.get().map(|panels| (panels.dialogs)()))}
    }
}

/// The bars above the drawing give way to a presentation. They are told by the root: a rule that asks what an
/// element holds (`:has`) makes the browser look at all cards with each thing that comes or goes.
fn mark_presenting(is_on: bool) {
    if let Some(root) = document().document_element() {
        // Without it the bars stay, and the presentation lies below them.
        let _ = root.set_attribute("data-presenting", if is_on { "true" } else { "false" });
    }
}

/// A tab with unsaved work asks before it closes, and leaves its work to the next one.
fn keep_tab(desk: Desk) {
    let autosave = desk.autosave();
    let (asked, hidden, shown) = (autosave.clone(), autosave.clone(), autosave);
    let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
        if !asked.is_saved() {
            asked.flush();
            event.prevent_default();
        }
    });
    let gone = window_event_listener_untyped("pagehide", move |_| hidden.close(true));
    // The browser may bring a page back as it was.
    let back = window_event_listener_untyped("pageshow", move |_| shown.close(false));
    on_cleanup(move || {
        leaving.remove();
        gone.remove();
        back.remove();
    });
}

#[component]
fn Loading() -> impl IntoView {
    view! {
        <TopBar><span class="spacer"></span></TopBar>
        <main class="designer" aria-busy="true" aria-label=said("Opening the design")>
            <div class="side"></div>
            <div class="stage">{busy(said("Opening the design"))}</div>
            <div class="inspector"></div>
        </main>
    }
}

#[component]
fn Failed(error: ApiError, retry: Callback<()>) -> impl IntoView {
    let (title, message) = match error.code {
        ErrorCode::NotFound => (
            said("There is no such design"),
            said("It was deleted, or the address is mistyped.").to_owned(),
        ),
        ErrorCode::Offline => (
            said("The server does not answer"),
            said("The design is where it was. Try again when the server is back.").to_owned(),
        ),
        _ => (said("The design could not be opened"), error.message.to_string()),
    };
    let again = error.code != ErrorCode::NotFound;
    view! {
        <TopBar><span class="spacer"></span><Preferences/></TopBar>
        <main class="designs">
            <div class="error-state" role="alert">
                <Icon name=if error.code == ErrorCode::Offline { "cloud-off" } else { "circle-alert" }/>
                <h1>{title}</h1>
                <p>{message}</p>
                <div class="row">
                    {again.then(|| view! { <button class="btn btn--primary" on:click=move |_| retry.run(())>{said("Try again")}</button> })}
                    <a href="/" class="btn">{said("All designs")}</a>
                </div>
            </div>
        </main>
    }
}
