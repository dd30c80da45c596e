//! A design on the desk.

use std::sync::Arc;

use leptos::prelude::*;
use topology::{Catalogue, Design};

use crate::api::ApiError;
use crate::api::catalogue::load_catalogue;
use crate::api::designs::open_design;
use crate::client::canvas::Canvas;
use crate::client::desk::{Desk, listen_for_copies, listen_for_keys};
use crate::client::panels::{ConflictBanner, DeskBar, Drawer, Inspector, Side};
use crate::client::parts;
use crate::client::ui::dynamic::{dynamic, flag, value};
use crate::client::ui::task::Loaded;
use crate::client::ui::top_bar::{ThemeButton, TopBar};

/// What is said when the server speaks of things this page does not know.
const OTHER_VERSION: &str = "This page is of another version than the server. Reload it.";

/// A design with all that is needed to draw it.
#[derive(Clone)]
struct Opened {
    id: String,
    revision: i64,
    design: Design,
    catalogue: Arc<Catalogue>,
    /// The catalogue as it came.
    packed: Arc<[u8]>,
}

#[component]
pub(crate) fn Designer(id: String) -> impl IntoView {
    // While the server looks for the design.
    parts::provide_panels();
    let opened = Loaded::new(move || open(id.clone()));
    dynamic(move || match opened.get() {
        None => view! { <Loading/> }.into_any(),
        Some(Err(message)) => view! { <Failed message/> }.into_any(),
        Some(Ok(opened)) => view! { <OnDesk opened/> }.into_any(),
    })
}

async fn open(id: String) -> Result<Opened, String> {
    let told = |error: ApiError| error.message;
    let open = open_design(id).await.map_err(told)?;
    let product = open.design.product().clone();
    let packed = load_catalogue(product.id, product.version).await.map_err(told)?;
    let catalogue: Catalogue = borsh::from_slice(&packed).map_err(|_| OTHER_VERSION.to_owned())?;
    let (catalogue, packed) = (Arc::new(catalogue), Arc::from(packed));
    Ok(Opened { id: open.id, revision: open.revision, design: open.design, catalogue, packed })
}

#[component]
fn OnDesk(opened: Opened) -> impl IntoView {
    let Opened { id, revision, design, catalogue, packed } = opened;
    let desk = Desk::new(&id, revision, design, catalogue, packed);
    provide_context(desk);
    let panels = parts::panels_of_page();
    listen_for_keys(desk);
    listen_for_copies(desk);
    keep_tab(desk);
    let name = Memo::new(move |_| desk.with_design(|design| design.name().to_owned()));
    Effect::new(move |_| document().set_title(&format!("{} · Topology Designer", name.get())));
    on_cleanup(|| document().set_title("Topology Designer"));
    view! {
        <DeskBar/>
        <ConflictBanner/>
        <main class="designer" data-sheet=value(move || desk.sheet.get()) data-outlined=flag(move || desk.outlined.get())
            data-presenting=flag(move || desk.with_show(|_| ()).is_some())>
            <Side/>
            <Canvas/>
            <Inspector/>
            <Drawer/>
        </main>
        {dynamic(move || panels.get().map(|panels| (panels.dialogs)()))}
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
        <main class="designer" aria-busy="true" aria-label="Opening the design">
            <div class="side"></div>
            <div class="stage"></div>
            <div class="inspector"></div>
        </main>
    }
}

#[component]
fn Failed(message: String) -> impl IntoView {
    view! {
        <TopBar><span class="spacer"></span><ThemeButton/></TopBar>
        <main class="designs">
            <div class="error-state" role="alert">
                <h1>"The design could not be opened"</h1>
                <p>{message}</p>
                <a href="/" class="btn btn--primary">"All designs"</a>
            </div>
        </main>
    }
}
