//! Lists and tables that are drawn as a whole when something they show changes.
//!
//! A view of the framework is code of its own for each shape of elements. A long list of things that only
//! say what is the case has many shapes and needs no signal in each row: it is written with one kind of
//! element here, for a tenth of the weight. What a press means is said by the element (`data-act` and
//! `data-at`), so that one listener serves the whole list. Focus and scroll stay where they were.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::dynamic::value as value_of;

/// An element of the page while it is put together. Texts are set as texts: nothing that people typed
/// becomes markup.
#[derive(Clone)]
pub(crate) struct El(Option<Element>);

pub(crate) fn el(tag: &str, class: &str) -> El {
    let made = El(document().create_element(tag).ok());
    if class.is_empty() { made } else { made.attr("class", class) }
}

/// An icon beside words.
pub(crate) fn icon(name: &str) -> El {
    let svg = "http://www.w3.org/2000/svg";
    let make = |tag| El(document().create_element_ns(Some(svg), tag).ok());
    let shape = make("use").attr("href", &["#", name].concat());
    make("svg").attr("class", "icon").attr("aria-hidden", "true").with(shape)
}

/// A button that does something to a thing of the list.
pub(crate) fn button(class: &str, act: &str, at: &str) -> El {
    el("button", class).attr("data-act", act).attr("data-at", at)
}

impl El {
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        if let Some(element) = &self.0 {
            // It can only fail for a name that is none.
            let _ = element.set_attribute(name, value);
        }
        self
    }

    pub(crate) fn flag(self, name: &str, is_on: bool) -> Self {
        self.attr(name, if is_on { "true" } else { "false" })
    }

    pub(crate) fn with(self, child: Self) -> Self {
        if let (Some(element), Some(child)) = (&self.0, &child.0) {
            let _ = element.append_child(child);
        }
        self
    }

    pub(crate) fn text(self, text: &str) -> Self {
        if let Some(element) = &self.0 {
            let _ = element.append_child(&document().create_text_node(text));
        }
        self
    }

    /// A part that says something in a class of its own.
    pub(crate) fn span(self, class: &str, text: &str) -> Self {
        self.with(el("span", class).text(text))
    }
}

/// Puts a list together.
pub(crate) type Draw = Box<dyn Fn(El) -> El>;

/// What a press means: `data-act`, `data-at`, and what a field holds.
pub(crate) type Act = Box<dyn Fn(&str, &str, &str)>;

/// A part of the page that is drawn anew whenever a signal changes that `draw` reads.
pub(crate) fn drawn(class: &'static str, label: &'static str, draw: Draw, act: Act) -> AnyView {
    let root = NodeRef::<html::Div>::new();
    let shown = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        let Some(root) = root.get() else { return };
        let (scroll, focus) = (root.scroll_top(), focus_in(&root));
        root.set_text_content(None);
        draw(El(Some(root.clone().into())));
        root.set_scroll_top(scroll);
        if let Some(again) = focus.and_then(|name| found(&root, &name)) {
            let _ = again.focus();
        }
        // What is current is shown when it becomes so, and not again while people scroll.
        let current = root.query_selector("[aria-current='true']").ok().flatten();
        let says = current.as_ref().and_then(|current| current.text_content());
        if let Some(current) = current.filter(|_| shown.with_value(|shown| *shown != says)) {
            super::browser::show_in_list(&current);
        }
        shown.set_value(says);
    });
    let act = StoredValue::new_local(act);
    let heard = move |event: Event| {
        let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        let Ok(Some(acting)) = element.closest("[data-act]") else { return };
        let (field, select) =
            (acting.dyn_ref::<HtmlInputElement>(), acting.dyn_ref::<HtmlSelectElement>());
        let value = match (field, select) {
            (Some(field), _) => if field.checked() { "true" } else { "" }.to_owned(),
            (_, Some(select)) => select.value(),
            _ => String::new(),
        };
        // A field is heard when it has changed, a button when it is pressed.
        if (event.type_() == "change") == (field.is_some() || select.is_some()) {
            let held = |name| acting.get_attribute(name).unwrap_or_default();
            act.with_value(|act| act(&held("data-act"), &held("data-at"), &value));
        }
    };
    let pressed = move |event: web_sys::MouseEvent| heard(event.into());
    let role = if label.is_empty() { "presentation" } else { "group" };
    view! { <div class=class role=role aria-label=label node_ref=root on:click=pressed on:change=heard></div> }
        .into_any()
}

/// The thing with the focus, by what it does.
fn focus_in(root: &Element) -> Option<(String, String)> {
    let active = document().active_element().filter(|active| root.contains(Some(active)))?;
    Some((active.get_attribute("data-act")?, active.get_attribute("data-at")?))
}

fn found(root: &Element, (act, at): &(String, String)) -> Option<HtmlElement> {
    // Names of nodes and rules hold no quotes.
    let selector = ["[data-act='", act, "'][data-at='", at, "']"].concat();
    root.query_selector(&selector).ok()??.dyn_into().ok()
}

/// What a field of this id holds.
pub(crate) fn typed(id: &str) -> String {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into().ok());
    field.map_or_else(String::new, |field: HtmlInputElement| field.value())
}

/// A field to search a list with. It is no part of the list, so that typing is not disturbed.
pub(crate) fn search(label: &'static str, words: RwSignal<String>) -> AnyView {
    let input = move |event| words.set(event_target_value(&event));
    view! { <input class="field__control triage__words" type="search" aria-label=label placeholder=label prop:value=value_of(move || words.get()) on:input=input/> }
        .into_any()
}
