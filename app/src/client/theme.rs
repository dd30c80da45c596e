//! Light and dark: the system's choice until a person makes theirs.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::MediaQueryList;

use crate::client::ui::browser::storage;

const KEY: &str = "topology-designer.theme";

/// True while the dark theme is shown.
#[derive(Clone, Copy)]
pub(crate) struct Theme(RwSignal<bool>);

pub(crate) fn provide() {
    let system = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let dark = chosen().unwrap_or_else(|| system.as_ref().is_some_and(MediaQueryList::matches));
    show(dark);
    let theme = Theme(RwSignal::new(dark));
    provide_context(theme);
    let Some(system) = system else { return };
    // Many systems are dark in the evening: a page that is open then follows.
    let now = system.clone();
    let turned = Closure::<dyn FnMut()>::new(move || {
        if chosen().is_none() {
            theme.turn(now.matches());
        }
    });
    system.set_onchange(Some(turned.as_ref().unchecked_ref()));
    // It listens as long as the page is there.
    turned.forget();
}

/// What a person has chosen on this device.
fn chosen() -> Option<bool> {
    storage::read(KEY).map(|theme| theme == "dark")
}

fn show(dark: bool) {
    if let Some(root) = document().document_element() {
        // Without the attribute the page is light, which is no harm.
        let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
    }
}

impl Theme {
    /// Runs who asks again when the theme changes.
    pub(crate) fn track(self) {
        self.0.track();
    }

    /// Asked once; the page shows it already.
    pub(crate) fn is_dark(self) -> bool {
        self.0.get_untracked()
    }

    fn turn(self, dark: bool) {
        // Who hears of it finds the page in its new colours.
        show(dark);
        self.0.set(dark);
    }

    pub(crate) fn toggle(self) {
        let dark = !self.0.get_untracked();
        self.turn(dark);
        // A browser that stores nothing forgets the choice; nothing else is lost.
        storage::write(KEY, if dark { "dark" } else { "light" });
    }
}
