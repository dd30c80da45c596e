//! Which page is shown: the browser's address as a signal, and links that change it without a load.
//!
//! Two pages need no routing library; the one at hand would be a twentieth of the client.

use leptos::ev::{MouseEvent, click};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlAnchorElement;

/// The path of the address, such as `/designs/1`.
#[derive(Clone, Copy)]
pub(crate) struct Router(RwSignal<String>);

/// Follows the address from now on.
pub(crate) fn provide() -> Router {
    let router = Router(RwSignal::new(path()));
    provide_context(router);
    let back = window_event_listener_untyped("popstate", move |_| router.0.set(path()));
    let clicked = window_event_listener(click, move |event| router.follow(&event));
    on_cleanup(move || {
        back.remove();
        clicked.remove();
    });
    router
}

/// The router of this page. To be taken before waiting for anything.
pub(crate) fn router() -> Router {
    expect_context()
}

impl Router {
    pub(crate) fn path(self) -> String {
        self.0.get()
    }

    /// Shows another page, with what stands behind its `#`.
    pub(crate) fn go(self, path: &str) {
        let history = window().history();
        let pushed =
            history.map(|history| history.push_state_with_url(&JsValue::NULL, "", Some(path)));
        match pushed {
            Ok(Ok(())) => {
                let page = path.split('#').next().unwrap_or_default();
                self.0.set(page.to_owned());
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
            // A browser that keeps no history loads the page; it looks the same.
            _ => drop(window().location().set_href(path)),
        }
    }

    /// A click on a link of ours. Everything that asks for another tab, a file or another site is
    /// the browser's.
    fn follow(self, event: &MouseEvent) {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || modified {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|element| element.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
            return;
        };
        let elsewhere = link.has_attribute("download")
            || link.has_attribute("target")
            || window().location().origin().ok() != Some(link.origin());
        if !elsewhere {
            event.prevent_default();
            self.go(&[link.pathname(), link.hash()].concat());
        }
    }
}

fn path() -> String {
    window().location().pathname().unwrap_or_default()
}
