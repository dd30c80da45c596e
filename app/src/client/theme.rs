//! Light and dark: the system's choice until a person makes theirs.

use leptos::prelude::*;

use crate::client::ui::browser::storage;

const KEY: &str = "topology-designer.theme";

/// True while the dark theme is shown.
#[derive(Clone, Copy)]
pub(crate) struct Theme(RwSignal<bool>);

pub(crate) fn provide() {
    let system = || {
        let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
        query.is_some_and(|query| query.matches())
    };
    let chosen = storage::read(KEY).map(|theme| theme == "dark");
    let dark = chosen.unwrap_or_else(system);
    show(dark);
    provide_context(Theme(RwSignal::new(dark)));
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

    pub(crate) fn toggle(self) {
        let dark = !self.0.get_untracked();
        // Who hears of it finds the page in its new colours.
        show(dark);
        self.0.set(dark);
        // A browser that stores nothing forgets the choice; nothing else is lost.
        storage::write(KEY, if dark { "dark" } else { "light" });
    }
}
