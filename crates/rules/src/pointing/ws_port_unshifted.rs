//! A typed WebSocket URL carries the offset of the Gateway it leads to.

use super::address;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::message;

pub(crate) static RULE: Rule = Rule {
    id: "ws-port-unshifted",
    code: 38,
    severity: Severity::Error,
    waivable: true,
    summary: message!("A WebSocket URL that a person gave has the Gateway's port with its offset."),
    why: message!(
        "The offset shifts 9099 and 8099 too, though the guide's sample forgets it: the address that developers see leads nowhere."
    ),
    fix: message!(
        "Add the Gateway's offset to the port, or clear the field so that the drawing decides."
    ),
    source: "[V] carbon-mediation v4.7.35 PersistenceUtils.java:317",
    check: |ctx, findings| address::check_ports(ctx, findings, address::is_web_socket),
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "g: gateway +4 host=gw.x\nd: devportal environment.ws_endpoint=ws://gw.x:9099";
        assert_fixed("ws-port-unshifted", design, 1, "listens on 9103");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "ws-port-unshifted",
            "g: gateway +4 host=gw.x\nd: devportal environment.ws_endpoint=ws://gw.x:9103",
        );
        assert_silent(
            "ws-port-unshifted",
            "g: gateway host=gw.x\nd: devportal environment.ws_endpoint=ws://gw.x:9099",
        );
    }
}
