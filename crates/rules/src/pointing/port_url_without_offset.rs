//! A typed URL carries the offset of the node it leads to.

use super::address;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::message;

pub(crate) static RULE: Rule = Rule {
    id: "port-url-without-offset",
    code: 36,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "A URL that a person gave has the port of its target, with the target's offset."
    ),
    why: message!("Nobody listens on the default port of a server that has an offset."),
    fix: message!(
        "Add the target's offset to the port, or clear the field so that the drawing decides."
    ),
    source: "[V] carbon.xml /Server/Ports/Offset; the guide's samples with offsets 0 to 4",
    check: |ctx, findings| {
        address::check_ports(ctx, findings, |endpoint| !address::is_web_socket(endpoint));
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const KM: &str = "k: key-manager +2 host=km.x";

    #[test]
    fn trips_and_is_fixed() {
        let design =
            format!("{KM}\ng: gateway key_manager.service_url=https://km.x:9443/services/");
        assert_fixed("port-url-without-offset", &design, 1, "listens on 9445");
    }

    #[test]
    fn nearly_trips() {
        for url in [
            "https://km.x:9445/services/",
            "https://elsewhere.x:9443/services/",
            "https://km.x/services/",
        ] {
            assert_silent(
                "port-url-without-offset",
                &format!("{KM}\ng: gateway key_manager.service_url={url}"),
            );
        }
        let lent = format!(
            "{KM}\nlb: load-balancer host=all.x\nlb -balances-> k\ng: gateway key_manager.service_url=https://all.x:9443/services/"
        );
        assert_silent("port-url-without-offset", &lent);
    }
}
