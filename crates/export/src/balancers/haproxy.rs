//! `haproxy.cfg`: the whole file of an HAProxy that serves this load balancer alone.
//!
//! Source: the same demands as for nginx; WSO2 documents no HAProxy ([I]). Directives: HAProxy 2.6
//! Configuration Manual.

use topology::{Graph, Node};

use super::front::{self, Front, Server};
use crate::file::RenderedFile;
use crate::sheet::Sheet;

const HEAD: &str = "global
    log /dev/log local0
    chroot /var/lib/haproxy
    user haproxy
    group haproxy
    ssl-default-bind-options ssl-min-ver TLSv1.2
    ssl-default-server-options ssl-min-ver TLSv1.2

defaults
    mode http
    log global
    option httplog
    # The nodes see the caller's address, host, port and this load balancer's name in headers.
    option forwardfor
    timeout connect 10s
    timeout http-request 30s
    # Deployments take their time.
    timeout client 5m
    timeout server 5m
    # A WebSocket may be silent for long.
    timeout tunnel 1h
    default-server inter 5s fall 3 rise 2";

pub(super) fn render(graph: &Graph<'_>, balancer: &Node, path: &str) -> RenderedFile {
    let mut sheet = Sheet::default();
    let id = &balancer.id;
    sheet.line(format!(
        "# {id}: the whole configuration of its HAProxy, as /etc/haproxy/haproxy.cfg."
    ));
    sheet.line("# Written by Topology Designer: change the drawing and export again.");
    sheet.line(
        "# README.md beside this file says which certificates have to lie in /etc/haproxy/tls.",
    );
    sheet.line("");
    sheet.lines(HEAD);
    for front in front::fronts(graph, balancer) {
        sheet.line("");
        frontend(&mut sheet, graph, balancer, &front);
        sheet.line("");
        backend(&mut sheet, graph, balancer, &front);
    }
    sheet.finish(path)
}

fn frontend(sheet: &mut Sheet, graph: &Graph<'_>, balancer: &Node, front: &Front<'_>) {
    let (id, port) = (&balancer.id, front.port);
    sheet.line(format!("# {}", front.endpoint.name));
    sheet.line(format!("frontend {}-front", front.upstream));
    let tls =
        if front.tls() { format!(" ssl crt /etc/haproxy/tls/{id}.pem") } else { String::new() };
    sheet.traced(format!("    bind :{port}{tls}"), front.origin(graph, balancer));
    // The host header itself goes to the node as it came.
    sheet.line("    http-request set-header X-Forwarded-Host %[req.hdr(Host)]");
    sheet.line(format!(
        "    http-request set-header X-Forwarded-Server {}",
        front::name(graph, balancer)
    ));
    sheet.line(format!("    http-request set-header X-Forwarded-Port {port}"));
    sheet.line(format!("    default_backend {}", front.upstream));
}

fn backend(sheet: &mut Sheet, graph: &Graph<'_>, balancer: &Node, front: &Front<'_>) {
    sheet.line(format!("backend {}", front.upstream));
    sheet.line("    balance roundrobin");
    if front.sticky {
        let sticky = front::sticky_origin(graph, balancer);
        sheet.line("    # Sticky sessions: a browser is kept on its node by a cookie. The portals' own calls");
        sheet.line(
            "    # to admin services send back no cookie but the product's, so whoever has none is",
        );
        sheet.line("    # kept by address.");
        sheet.traced(
            format!("    cookie NODE_{} insert indirect nocache httponly", front.port),
            sticky.clone(),
        );
        sheet.traced("    stick-table type ipv6 size 200k expire 8h", sticky.clone());
        sheet.traced("    stick on src", sticky);
    }
    let name = front::name(graph, balancer);
    for server in &front.servers {
        let (node, at) = (&server.node.id, server.authority());
        let tls = if front.tls() { verified(balancer, &name, server) } else { String::new() };
        let cookie = if front.sticky { format!(" cookie {node}") } else { String::new() };
        sheet.traced(
            format!("    server {node} {at} check{tls}{cookie}"),
            server.origin(graph, balancer, front.endpoint),
        );
    }
}

/// TLS to the node again, with its own name in the certificate. HAProxy compares names only, so a
/// node that is reached by address has to hold the load balancer's.
fn verified(balancer: &Node, balancer_name: &str, server: &Server<'_>) -> String {
    let mut names = [server.name.as_str(), balancer_name].into_iter();
    let checked = names.find(|name| !topology::is_ip_address(name));
    let ca = format!(" ssl verify required ca-file /etc/haproxy/tls/{}-nodes-ca.crt", balancer.id);
    match checked {
        Some(name) => format!("{ca} sni str({name}) verifyhost {name}"),
        None => ca,
    }
}
