//! Small things only a browser can do.

use js_sys::{Function, Promise, Reflect, Uint8Array};
use messages::said;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, File, HtmlElement, HtmlInputElement, RequestInit, ResizeObserver, Response,
};

use crate::api::ApiError;

/// Sends the first file that a person chose as it is; what the server made of it, or why it did not.
/// The choice is taken away, so that the same file can be chosen again.
pub(crate) async fn send_chosen(
    input: &HtmlInputElement,
    address: &str,
) -> Option<Result<String, String>> {
    let file: File = input.files()?.get(0)?;
    input.set_value("");
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&file);
    let asked = leptos::prelude::window().fetch_with_str_and_init(address, &request);
    let answer = async {
        let response: Response = JsFuture::from(asked).await?.unchecked_into();
        if response.ok() {
            let text = JsFuture::from(response.text()?).await?;
            return Ok::<_, JsValue>(Ok(text.as_string().unwrap_or_default()));
        }
        let bytes = Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?).to_vec();
        let error: ApiError = borsh::from_slice(&bytes).map_err(|_| JsValue::NULL)?;
        Ok(Err(error.message.to_string()))
    };
    // A file that is gone and a server that is away are the same here.
    let away = |_| Err(said("It cannot be read, or the server does not answer.").to_owned());
    Some(answer.await.unwrap_or_else(away))
}

/// Whether what was just folded or unfolded is open now.
pub(crate) fn is_open(event: &leptos::ev::Event) -> bool {
    event
        .current_target()
        .is_some_and(|details| details.unchecked_ref::<web_sys::Element>().has_attribute("open"))
}

/// The address of a file that came with this build of the client; the page says where those are.
pub(crate) fn client_file(name: &str) -> Option<String> {
    let place = leptos::prelude::document().query_selector("meta[name=client]").ok()??;
    Some([&place.get_attribute("content")?, name].concat())
}

/// The text at an address of this site; nothing when the server does not give it in this many
/// milliseconds.
pub(crate) async fn text_at(address: &str, patience: u32) -> Option<String> {
    let request = RequestInit::new();
    request.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
    let asked = leptos::prelude::window().fetch_with_str_and_init(address, &request);
    let response: Response = JsFuture::from(asked).await.ok()?.unchecked_into();
    let text = response.ok().then(|| response.text().ok())??;
    JsFuture::from(text).await.ok()?.as_string()
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

/// Texts that the browser keeps for this site. One without room, or told to keep nothing, keeps
/// nothing, and that is all that is lost.
pub(crate) mod storage {
    use gloo::storage::{LocalStorage, Storage as _};

    pub(crate) fn read(key: &str) -> Option<String> {
        LocalStorage::raw().get_item(key).ok().flatten()
    }

    pub(crate) fn write(key: &str, text: &str) {
        let _ = LocalStorage::raw().set_item(key, text);
    }

    pub(crate) fn remove(key: &str) {
        let _ = LocalStorage::raw().remove_item(key);
    }

    /// Every key that begins like this.
    pub(crate) fn keys(prefix: &str) -> Vec<String> {
        let storage = LocalStorage::raw();
        let count = storage.length().unwrap_or_default();
        (0..count)
            .filter_map(|index| storage.key(index).ok().flatten())
            .filter(|key| key.starts_with(prefix))
            .collect()
    }
}

/// Locks that this site's pages hold. They end with the page, however it ends.
pub(crate) mod locks {
    use js_sys::{Array, Promise, Reflect};
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast as _, JsValue};
    use wasm_bindgen_futures::JsFuture;

    use super::of_navigator;

    /// Holds the lock of this name until the page ends; nothing where there are no locks.
    pub(crate) fn hold(name: &str) {
        let forever = Closure::once_into_js(|| Promise::new(&mut |_, _| ()));
        // Without locks, or with too many, a draft's age tells the same a little later.
        let _ = of_navigator("locks", "request", &[name.into(), forever]);
    }

    /// The names of all locks that are held; `None` where there are no locks.
    pub(crate) async fn held() -> Option<Vec<String>> {
        let asked = of_navigator("locks", "query", &[])?.dyn_into::<Promise>().ok()?;
        let answer = JsFuture::from(asked).await.ok()?;
        let held = Reflect::get(&answer, &"held".into()).ok()?.dyn_into::<Array>().ok()?;
        let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok()?.as_string();
        Some(held.iter().filter_map(name).collect())
    }
}

/// The text on the clipboard. Where a page may not read it, and where a person said no, there is none.
pub(crate) async fn clipboard_text() -> Option<String> {
    let asked = of_navigator("clipboard", "readText", &[])?.dyn_into::<Promise>().ok()?;
    JsFuture::from(asked).await.ok()?.as_string()
}

/// Puts a text on the clipboard; false where the page may not.
pub(crate) async fn give_clipboard(text: &str) -> bool {
    let asked = of_navigator("clipboard", "writeText", &[text.into()]);
    match asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) {
        Some(asked) => JsFuture::from(asked).await.is_ok(),
        None => false,
    }
}

/// The name of the console's address, where it is one that leads every machine to itself.
pub(crate) fn own_machine() -> Option<String> {
    let name = leptos::prelude::window().location().hostname().ok()?;
    let is_own = name == "localhost"
        || name.ends_with(".localhost")
        || name == "[::1]"
        || name.starts_with("127.");
    is_own.then_some(name)
}

/// Calls a function of a part of the browser by name: the bindings call some of these parts unstable.
/// They are there on pages from https or the own machine.
fn of_navigator(part: &str, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let navigator = Reflect::get(&leptos::prelude::window(), &"navigator".into()).ok()?;
    call(&Reflect::get(&navigator, &part.into()).ok()?, name, arguments).ok()
}

/// Calls a function of something by name.
pub(crate) fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function = Reflect::get(of, &name.into())?.dyn_into::<Function>()?;
    function.apply(of, &arguments.iter().collect())
}

/// Asks the browser not to clear what this site keeps when it needs room. It may ask the person, and either may say no.
pub(crate) fn keep_for_good() {
    let asked = of_navigator("storage", "persist", &[]);
    if let Some(asked) = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) {
        super::task::spawn(async move { drop(JsFuture::from(asked).await) });
    }
}

/// Gives a person a text as a file.
pub(crate) fn give_file(name: &str, text: &str) -> Option<()> {
    let window = leptos::prelude::window();
    let blob =
        web_sys::Blob::new_with_str_sequence(&js_sys::Array::of1(&JsValue::from_str(text))).ok()?;
    let urls = Reflect::get(&window, &"URL".into()).ok()?;
    let address = call(&urls, "createObjectURL", &[blob.into()]).ok()?;
    let link = leptos::prelude::document().create_element("a").ok()?;
    link.set_attribute("href", &address.as_string()?).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_ref::<HtmlElement>()?.click();
    // The browser has begun to read it by then.
    super::task::later(60_000, move || drop(call(&urls, "revokeObjectURL", &[address]))).forget();
    Some(())
}

/// Asks for the whole screen, or gives it back. Where a browser does not have it, or does not allow it,
/// the page stays as large as it is.
pub(crate) fn fill_screen(fill: bool) {
    use leptos::prelude::document;
    let (of, name): (JsValue, _) = match document().document_element() {
        Some(root) if fill => (root.into(), "requestFullscreen"),
        _ if fills_screen() => (document().into(), "exitFullscreen"),
        _ => return,
    };
    let function = js_sys::Reflect::get(&of, &name.into()).ok();
    let function = function.and_then(|function| function.dyn_into::<js_sys::Function>().ok());
    let asked = function.and_then(|function| function.call0(&of).ok());
    // A promise that nobody waits for would complain when it is refused.
    if let Some(asked) = asked.and_then(|asked| asked.dyn_into::<js_sys::Promise>().ok()) {
        super::task::spawn(async move { drop(JsFuture::from(asked).await) });
    }
}

/// True while the page fills the screen.
pub(crate) fn fills_screen() -> bool {
    leptos::prelude::document().fullscreen_element().is_some()
}

/// How many times as large as usual the reader has text; once where it is smaller.
pub(crate) fn root_font_scale() -> f64 {
    let size = || {
        let root = leptos::prelude::document().document_element()?;
        let style = leptos::prelude::window().get_computed_style(&root).ok()??;
        style.get_property_value("font-size").ok()
    };
    // What is no number is not larger than one either.
    (js_sys::parse_float(&size().unwrap_or_default()) / 16.0).max(1.0)
}

/// True for people who asked their system for no motion.
pub(crate) fn wants_no_motion() -> bool {
    fits("(prefers-reduced-motion: reduce)")
}

/// True where this media query is met now.
pub(crate) fn fits(query: &str) -> bool {
    let query = leptos::prelude::window().match_media(query);
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// True on a Mac, where shortcuts are held with Command.
pub(crate) fn is_mac() -> bool {
    leptos::prelude::window()
        .navigator()
        .platform()
        .is_ok_and(|platform| platform.starts_with("Mac"))
}

/// Scrolls the list around a row just so far that the row is seen.
pub(crate) fn show_in_list(row: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    row.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Puts the focus on the first element that fits and is shown; false when there is none.
pub(crate) fn focus(selector: &str) -> bool {
    let found = leptos::prelude::document().query_selector_all(selector);
    let Ok(found) = found else { return false };
    for index in 0..found.length() {
        let element = found.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element.filter(|element| element.offset_height() > 0) {
            return element.focus().is_ok();
        }
    }
    false
}

/// Marks the text of the field that has the focus.
pub(crate) fn select_text() {
    let field = leptos::prelude::document().active_element();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}
