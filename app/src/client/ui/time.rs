//! Times as people say them.

use js_sys::{Date, Intl, Object, Reflect};
use messages::{said, say};
use wasm_bindgen::JsValue;

/// `saved just now`, `saved 5 minutes ago`, or the day.
pub(crate) fn saved(milliseconds: i64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds for ages to come")]
    let seconds = (Date::now() as i64 - milliseconds) / 1_000;
    match seconds {
        ..45 => said("saved just now").to_owned(),
        45..120 => said("saved 1 minute ago").to_owned(),
        120..3_600 => say!("saved {count} minutes ago", count = seconds / 60),
        3_600..7_200 => said("saved 1 hour ago").to_owned(),
        7_200..86_400 => say!("saved {count} hours ago", count = seconds / 3_600),
        86_400.. => say!("saved {day}", day = day(milliseconds)),
    }
}

/// `just now`, `5 minutes ago`, or the day.
pub(crate) fn ago(milliseconds: i64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds for ages to come")]
    let seconds = (Date::now() as i64 - milliseconds) / 1_000;
    match seconds {
        ..45 => said("just now").to_owned(),
        45..120 => said("1 minute ago").to_owned(),
        120..3_600 => say!("{count} minutes ago", count = seconds / 60),
        3_600..7_200 => said("1 hour ago").to_owned(),
        7_200..86_400 => say!("{count} hours ago", count = seconds / 3_600),
        86_400.. => day(milliseconds),
    }
}

/// The day in the reader's own language.
pub(crate) fn day(milliseconds: i64) -> String {
    written(milliseconds, &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// The day and the minute in the reader's own language.
pub(crate) fn moment(milliseconds: i64) -> String {
    written(milliseconds, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

fn written(milliseconds: i64, how: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in how {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    let locales = js_sys::Array::new();
    let root = leptos::prelude::document().document_element();
    let language = root.and_then(|root| root.get_attribute("lang"));
    // English as the browser writes it, which has many.
    if let Some(language) = language.filter(|language| language != "en") {
        locales.push(&language.into());
    }
    let format = Intl::DateTimeFormat::new(&locales, &options);
    #[expect(clippy::cast_precision_loss, reason = "a time fits a double until the year 287,396")]
    let date = Date::new(&JsValue::from_f64(milliseconds as f64));
    let text = format.format().call1(&JsValue::NULL, &date).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
