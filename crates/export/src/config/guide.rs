//! Whether what is written is what the guide has: a comment that says "not as in the guide" above a
//! line that is would teach people to read none of them.

use topology::SettingValue;
use topology::catalogue::GuideValue;
use topology::url::Url;

use super::value::Value;

/// Whether a value is one that the guide has for its key; `own` is the port that its placeholder
/// gives.
pub(super) fn has(guide: &GuideValue, value: &Value, own: Option<u32>) -> bool {
    let port = port_of(value);
    let listed = |item: &str| matches!(value, Value::List(list) if list.iter().any(|i| i == item));
    guide.value.as_ref().is_some_and(|said| same(said, value))
        || port.is_some() && (port == guide.port.map(u32::from) || port == own)
        || guide.lacks.as_ref().is_some_and(|item| !listed(item))
}

fn same(said: &SettingValue, value: &Value) -> bool {
    match (said, value) {
        (SettingValue::Bool(said), Value::Bool(value)) => said == value,
        (SettingValue::Integer(said), Value::Integer(value)) => said == value,
        (SettingValue::Text(said), Value::Text(value)) => said == value,
        (SettingValue::List(said), Value::List(value)) => said == value,
        _ => false,
    }
}

/// The port in a URL.
fn port_of(value: &Value) -> Option<u32> {
    let Value::Text(url) = value else { return None };
    Url::parse(url)?.port
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_read_from_urls_alone() {
        let port = |text: &str| port_of(&Value::Text(text.into()));
        assert_eq!(port("https://km.x:9443/services/"), Some(9443));
        assert_eq!(port("ws://[::1]:9099"), Some(9099));
        assert_eq!((port("https://km.x/services/"), port("km.x:1")), (None, None));
    }

    #[test]
    fn a_number_is_not_its_text() {
        assert!(!same(&SettingValue::Text("443".into()), &Value::Integer(443)));
    }
}
