//! `operations/limits.conf` and `operations/sysctl.conf`.

use std::collections::BTreeSet;

use topology::{Graph, OperatingSystem};

use crate::documents::{Page, line};

/// What the servers' user may have open and run.
pub(super) fn limits(graph: &Graph<'_>) -> String {
    let mut page = Page::default();
    let operations = &graph.catalogue.operations;
    line!(
        page,
        "# Look it through, then put it into /etc/security/limits.d/{}.conf of each machine.",
        operations.user
    );
    line!(page, "# It counts for logins; the units in nodes/ID/systemd say the same for services.");
    for limit in &operations.limits {
        line!(page);
        line!(page, "# {}", limit.source);
        line!(page, "{} soft {} {}", operations.user, limit.item, limit.soft);
        line!(page, "{} hard {} {}", operations.user, limit.item, limit.hard);
    }
    page.into_text()
}

/// Settings of the kernel, and the servers' ports kept free.
pub(super) fn kernel(graph: &Graph<'_>) -> String {
    let mut page = Page::default();
    let operations = &graph.catalogue.operations;
    line!(
        page,
        "# Look it through, then put it into /etc/sysctl.d/90-{}.conf of each machine and load it",
        graph.catalogue.product.id
    );
    line!(page, "# with: sysctl --system");
    for setting in &operations.kernel {
        line!(page);
        line!(page, "# {} {}", setting.why, setting.source);
        line!(page, "{} = {}", setting.key, setting.value);
    }
    let ports = ports(graph);
    if !ports.is_empty() {
        let ports: Vec<String> = ports.iter().map(u32::to_string).collect();
        line!(page);
        line!(
            page,
            "# The ports that the servers of this design listen on: no connection that a program opens may"
        );
        line!(
            page,
            "# take one of them before its server starts. [I] ip_local_port_range above begins below some."
        );
        line!(page, "net.ipv4.ip_local_reserved_ports = {}", ports.join(","));
    }
    for setting in &operations.left_out {
        line!(page);
        line!(
            page,
            "# Left out on purpose, although it circulates: {}. {} {}",
            setting.key,
            setting.why,
            setting.source
        );
    }
    page.into_text()
}

/// Every port that a server on Linux opens. Impossible ones, which a rule reports, would make the
/// kernel refuse the line.
fn ports(graph: &Graph<'_>) -> BTreeSet<u32> {
    graph
        .components()
        .filter(|(node, _)| graph.host(node).is_none_or(|host| host.os == OperatingSystem::Linux))
        .flat_map(|(node, _)| graph.listening(node))
        .map(|(_, port)| port)
        .filter(|port| *port <= u32::from(u16::MAX))
        .collect()
}
