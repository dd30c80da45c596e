//! No two processes of a host open the same port.

use super::ports::Collision;
use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "port-collision-host",
    code: 31,
    severity: Severity::Error,
    waivable: false,
    summary: message!("No two processes of one host open the same port."),
    why: message!(
        "The second one cannot bind it: it does not start, or starts without that service."
    ),
    fix: message!("Give one of them another offset, or another host."),
    source: "[V] ports of each profile: product-apim v3.1.0 modules/p2-profile/product/pom.xml; guide step 1",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let plain = |c: &&Collision<'_>| super::port_offset_missing::is_plain(ctx, c);
    for collision in ctx.collisions().iter().filter(|collision| !plain(collision)) {
        let advice = if collision.moves {
            text!("Give one another offset.")
        } else {
            text!("No offset moves it: put one on another host.")
        };
        let message = text!(
            "{node} and {other} on one host both open port {port} ({what}). {advice}",
            node = &collision.node.name,
            other = &collision.with.name,
            port = collision.port,
            what = term(collision.what),
            advice
        );
        findings.push(
            Target::Node(collision.node.id.clone()),
            message,
            ctx.taken().use_free_offset(ctx, collision.node),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_reported, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let same = "host h vm 10.0.0.1\na: key-manager @h +3\nb: gateway @h +3";
        assert_fixed("port-collision-host", same, 1, "both open port");
        // Offsets 0 and 2 look apart, yet 9763 + 0 and … of another kind may meet: 9099 + 900 = 9999.
        let across = "host h vm 10.0.0.1\na: key-manager @h\nb: gateway @h +900";
        assert_fixed("port-collision-host", across, 1, "port 9999");
        let balancer = "host h vm 10.0.0.1\ng: gateway @h\nlb: load-balancer @h\nlb -balances-> g";
        assert_fixed(
            "port-collision-host",
            balancer,
            1,
            "g and lb on one host both open port 9443",
        );
    }

    #[test]
    fn two_databases_on_one_host_are_told_without_a_fix() {
        let design = "host h vm 10.0.0.1\na: database @h\nb: database @h";
        assert_reported("port-collision-host", design, 1, "port 3306");
    }

    /// Source: fact sheet section 1.4: 7444 and 7071 are not shifted.
    #[test]
    fn two_analytics_workers_need_two_hosts() {
        for offset in ["", " +5"] {
            let design = format!(
                "host h vm 10.0.0.1\na: analytics-worker @h\nb: analytics-worker @h{offset}"
            );
            assert_reported("port-collision-host", &design, 1, "No offset moves it");
            assert_silent("port-offset-missing", &design);
        }
    }

    /// The offset of a drawing comes on top of the pack's own.
    #[test]
    fn analytics_fits_beside_the_product() {
        let quick = "host h vm 10.0.0.1\na: all-in-one @h\nw: analytics-worker @h\nd: analytics-dashboard @h";
        assert_silent("port-collision-host", quick);
        assert_silent("port-offset-missing", quick);
        let meet = "host h vm 10.0.0.1\na: key-manager @h +1\nw: analytics-worker @h";
        assert_fixed("port-collision-host", meet, 1, "port 9444");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "port-collision-host",
            "host h vm 10.0.0.1\na: key-manager @h\nb: gateway @h +1\nd: database @h",
        );
        assert_silent(
            "port-collision-host",
            "host h v 10.0.0.1\nhost i w 10.0.0.2\na: gateway @h\nb: gateway @i",
        );
        assert_silent("port-collision-host", "a: gateway\nb: gateway");
    }
}
