//! What is seen before the program draws. At a design's address that is the drawing itself, made by the
//! server: it lies over the page until the canvas shows the same.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// How long the drawing stays at most once the design is there, in milliseconds: a canvas that shows nothing
/// by then says itself why.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(3);

fn boot() -> Option<Element> {
    document().get_element_by_id("boot")
}

/// Makes way for the program: only a drawing stays, and no click ends at it.
pub(crate) fn make_way() {
    let Some(boot) = boot() else { return };
    match boot.query_selector(".glimpse") {
        // Without the attribute it lies over the bars for a moment longer, which is no harm.
        Ok(Some(_)) => drop(boot.set_attribute("data-over", "")),
        _ => boot.remove(),
    }
}

/// Takes all of it away.
pub(crate) fn lift() {
    if let Some(boot) = boot() {
        boot.remove();
    }
}

/// Takes it away with the next picture: what was just built is in that.
pub(crate) fn lift_with_next_picture() {
    request_animation_frame(lift);
}

/// Takes it away in any case.
pub(crate) fn lift_later() {
    set_timeout(lift, PATIENCE);
}

/// The design that the link of this page is of, once it is known whether the link opens.
pub(crate) async fn shared() -> Option<String> {
    // The page asks as soon as it is read, see `app/index.html`; where it does not, the link has been opened before.
    let asked = js_sys::Reflect::get(&window(), &"opened".into()).ok();
    if let Some(asked) = asked.and_then(|asked| asked.dyn_into::<js_sys::Promise>().ok()) {
        let _ = wasm_bindgen_futures::JsFuture::from(asked).await;
    }
    boot()?.query_selector("[data-design]").ok()??.get_attribute("data-design")
}

/// The product and version of the catalogue that the page will need, where the server has said it.
pub(crate) fn product() -> Option<(String, String)> {
    let desk = boot()?.query_selector("[data-product]").ok()??;
    Some((desk.get_attribute("data-product")?, desk.get_attribute("data-version")?))
}
