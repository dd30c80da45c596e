//! Times as people say them.

use js_sys::{Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// `just now`, `5 minutes ago`, or the day.
pub(crate) fn ago(milliseconds: i64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds for ages to come")]
    let seconds = (Date::now() as i64 - milliseconds) / 1_000;
    let whole =
        |count: i64, unit: &str| format!("{count} {unit}{} ago", if count > 1 { "s" } else { "" });
    match seconds {
        ..45 => "just now".to_owned(),
        45..3_600 => whole((seconds / 60).max(1), "minute"),
        3_600..86_400 => whole(seconds / 3_600, "hour"),
        86_400.. => day(milliseconds),
    }
}

/// The day in the reader's own language.
fn day(milliseconds: i64) -> String {
    let options = Object::new();
    for (name, value) in [("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    let format = Intl::DateTimeFormat::new(&js_sys::Array::new(), &options);
    #[expect(clippy::cast_precision_loss, reason = "a time fits a double until the year 287,396")]
    let date = Date::new(&JsValue::from_f64(milliseconds as f64));
    let text = format.format().call1(&JsValue::NULL, &date).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
