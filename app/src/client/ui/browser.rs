//! Small things only a browser can do.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement, ResizeObserver};

/// The text of the first file that a person chose. The choice is taken away, so that the same file
/// can be chosen again.
pub(crate) async fn chosen_text(input: &HtmlInputElement) -> Option<Result<String, String>> {
    let file: File = input.files()?.get(0)?;
    input.set_value("");
    let text = JsFuture::from(file.text()).await;
    let wrong = |_| format!("{} cannot be read.", file.name());
    Some(text.map_err(wrong).map(|text| text.as_string().unwrap_or_default()))
}

/// Calls with an element's width and height whenever they change. Stops when dropped.
pub(crate) struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl SizeWatch {
    pub(crate) fn new(
        element: &web_sys::Element,
        mut changed: impl FnMut(f64, f64) + 'static,
    ) -> Option<Self> {
        let watched = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || {
            let rect = watched.get_bounding_client_rect();
            changed(rect.width(), rect.height());
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _callback: callback })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
