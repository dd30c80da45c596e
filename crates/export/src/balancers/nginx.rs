//! `nginx.conf`, to be included in nginx's `http` block, so that several load balancers share one
//! nginx, which keeps its own user and log files.
//!
//! Source: [D] Configuring the Proxy Server and the Load Balancer, 3.1.0; wso2-domain section 6.

use topology::{Graph, Node};

use super::front::{self, Front};
use crate::file::RenderedFile;
use crate::sheet::Sheet;

pub(super) fn render(graph: &Graph<'_>, balancer: &Node, path: &str) -> RenderedFile {
    let mut sheet = Sheet::default();
    let id = &balancer.id;
    sheet.line(format!("# {id}: a part of nginx's http block, as /etc/nginx/conf.d/{id}.conf."));
    sheet.line("# Written by Topology Designer: change the drawing and export again.");
    sheet.line(
        "# README.md beside this file says which certificates have to lie in /etc/nginx/tls.",
    );
    for front in front::fronts(graph, balancer) {
        sheet.line("");
        upstream(&mut sheet, graph, balancer, &front);
        sheet.line("");
        server(&mut sheet, graph, balancer, &front);
    }
    sheet.finish(path)
}

fn upstream(sheet: &mut Sheet, graph: &Graph<'_>, balancer: &Node, front: &Front<'_>) {
    sheet.line(format!("# {}", front.endpoint.name));
    sheet.line(format!("upstream {} {{", front.upstream));
    if front.sticky {
        let sticky = front::sticky_origin(graph, balancer);
        sheet.line(
            "    # Sticky sessions: free nginx keeps a client on one node by its address, so all",
        );
        sheet.line(
            "    # clients behind one proxy share a node. nginx Plus has \"sticky learn\" instead.",
        );
        sheet.traced("    ip_hash;", sticky);
    }
    for server in &front.servers {
        sheet.traced(
            format!("    server {};", server.authority()),
            server.origin(graph, balancer, front.endpoint),
        );
    }
    sheet.line("}");
}

fn server(sheet: &mut Sheet, graph: &Graph<'_>, balancer: &Node, front: &Front<'_>) {
    let (id, name) = (&balancer.id, front::name(graph, balancer));
    let (ssl, scheme) = if front.tls() { (" ssl", "https") } else { ("", "http") };
    if front.endpoint.upgrades {
        sheet.line("# Some calls become WebSockets, and only those say so to the node.");
        sheet.line("map $http_upgrade $upgraded {");
        sheet.line("    default upgrade;");
        sheet.line("    \"\" \"\";");
        sheet.line("}");
        sheet.line("");
    }
    sheet.line("server {");
    sheet.traced(format!("    listen {}{ssl};", front.port), front.origin(graph, balancer));
    sheet.line(format!("    server_name {name};"));
    if front.tls() {
        sheet.line(format!("    ssl_certificate /etc/nginx/tls/{id}.crt;"));
        sheet.line(format!("    ssl_certificate_key /etc/nginx/tls/{id}.key;"));
        sheet.line("    ssl_protocols TLSv1.2 TLSv1.3;");
    }
    sheet.line(
        "    # The nodes decide how large a request may be; nginx would stop at one megabyte.",
    );
    sheet.line("    client_max_body_size 0;");
    sheet.line("");
    sheet.line("    location / {");
    sheet.line(format!("        proxy_pass {scheme}://{};", front.upstream));
    sheet.line("        proxy_http_version 1.1;");
    if front.web_socket() {
        sheet.line("        # A WebSocket begins as a request to upgrade, and then may be silent for long.");
        sheet.line("        proxy_set_header Upgrade $http_upgrade;");
        let says = if front.endpoint.upgrades { "$upgraded" } else { "\"upgrade\"" };
        sheet.line(format!("        proxy_set_header Connection {says};"));
    } else {
        sheet.line("        proxy_set_header Connection \"\";");
    }
    sheet.line("        proxy_set_header Host $http_host;");
    sheet.line("        proxy_set_header X-Forwarded-Host $host;");
    sheet.line("        proxy_set_header X-Forwarded-Server $host;");
    sheet.line("        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;");
    sheet.line(format!("        proxy_set_header X-Forwarded-Port {};", front.port));
    let wait = if front.web_socket() { "1h" } else { "5m" };
    sheet.line(format!("        proxy_read_timeout {wait};"));
    sheet.line(format!("        proxy_send_timeout {wait};"));
    if front.tls() {
        let checked = checked_name(&name, front);
        sheet.line("        # The nodes are reached over TLS again, and only those that this CA vouches for.");
        sheet.line(
            "        # nginx looks for one name in the certificates of all of them: this one.",
        );
        sheet.line("        proxy_ssl_server_name on;");
        sheet.line(format!("        proxy_ssl_name {checked};"));
        sheet.line("        proxy_ssl_verify on;");
        sheet.line("        proxy_ssl_verify_depth 3;");
        sheet.line(format!(
            "        proxy_ssl_trusted_certificate /etc/nginx/tls/{id}-nodes-ca.crt;"
        ));
    }
    sheet.line("    }");
    sheet.line("}");
}

/// The name that each node's certificate has to hold: the load balancer's, which the nodes announce
/// as theirs. nginx compares names only, so an address gives way to the name of a node.
fn checked_name<'n>(balancer: &'n str, front: &'n Front<'_>) -> &'n str {
    let mut names = std::iter::once(balancer).chain(front.servers.iter().map(|s| s.name.as_str()));
    names.find(|name| !topology::is_ip_address(name)).unwrap_or(balancer)
}
