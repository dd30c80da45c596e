//! Times as people say them.

use js_sys::{Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// `just now`, `5 minutes ago`, or the day.
pub(crate) fn ago(milliseconds: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a time fits a double until the year 287,396")]
    let then = milliseconds as f64;
    let seconds = ((Date::now() - then) / 1_000.0).max(0.0);
    let whole = |value: f64, unit: &str| {
        let count = value.floor();
        format!("{count} {unit}{} ago", if count > 1.0 { "s" } else { "" })
    };
    if seconds < 45.0 {
        "just now".to_owned()
    } else if seconds < 3_600.0 {
        whole((seconds / 60.0).max(1.0), "minute")
    } else if seconds < 86_400.0 {
        whole(seconds / 3_600.0, "hour")
    } else {
        day(then)
    }
}

/// The day in the reader's own language.
fn day(milliseconds: f64) -> String {
    let options = Object::new();
    for (name, value) in [("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    let format = Intl::DateTimeFormat::new(&js_sys::Array::new(), &options);
    let date = Date::new(&JsValue::from_f64(milliseconds));
    let text = format.format().call1(&JsValue::NULL, &date).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
