//! `nodes/ID/systemd/ID.service`: the node as a service that starts with its machine.

use topology::{Graph, Node, Role};

use crate::bundle::{self, BundleOptions};
use crate::documents::{Page, line};
use crate::home;
use crate::java;

/// Everything in it is an id, the catalogue's, or made of both: text of people has no place in a
/// language with marks of its own.
pub(super) fn render(graph: &Graph<'_>, node: &Node, role: &Role) -> String {
    let mut page = Page::default();
    // The whole bundle's, also in a bundle of one node: a node's files are the same in both.
    let root = bundle::root(graph.design, graph.catalogue, &BundleOptions::default());
    let (product, operations) = (&graph.catalogue.product, &graph.catalogue.operations);
    let (pack, program) = (graph.catalogue.pack_of(role), graph.catalogue.program_of(role));
    let id = &node.id;
    let folder = home::linux_folder(graph, node);
    let bin = format!("{}/{root}/nodes/{id}/bin", home::LINUX);
    let seconds = operations.start_seconds;
    line!(
        page,
        "# Look it through, then put it into /etc/systemd/system/{id}.service. It takes for granted that"
    );
    line!(page, "# - this bundle, or a link to it, lies in {}/{root},", home::LINUX);
    line!(
        page,
        "# - install.sh has run for {folder}, which the user {} of the group {} owns, and",
        operations.user,
        operations.group
    );
    line!(page, "#   which reads the bundle as well,");
    line!(
        page,
        "# - /etc/{}/{id}.env holds the secrets, as secrets.env.example lists them, owned by root, mode",
        product.id
    );
    line!(
        page,
        "#   600. systemd takes backslashes there for its own, and quotes at the beginning of a value: a"
    );
    line!(page, "#   secret with one of these belongs into secrets.env of the bundle instead,");
    line!(page, "# - JAVA_HOME stands in that file as well, for Java {}.", pack.java());
    line!(page, "# systemctl daemon-reload && systemctl enable --now {id}");
    line!(page);
    line!(page, "[Unit]");
    line!(page, "Description={} {} {} ({id})", pack.name, pack.version, role.name);
    line!(page, "Documentation=file://{}/{root}/nodes/{id}/README.md", home::LINUX);
    line!(page, "Wants=network-online.target");
    line!(page, "After=network-online.target remote-fs.target");
    if graph.shares_of(id).into_iter().any(|share| !graph.is_copied(share)) {
        for shared in &role.shared_folders {
            line!(page, "RequiresMountsFor={folder}/{}", shared.path);
        }
    }
    line!(page, "StartLimitIntervalSec=60");
    line!(page, "StartLimitBurst=3");
    line!(page);
    line!(page, "[Service]");
    line!(page, "Type=forking");
    line!(page, "User={}", operations.user);
    line!(page, "Group={}", operations.group);
    line!(page, "# JVM_MEM_OPTS in the file below comes before this one.");
    line!(page, "Environment=\"JVM_MEM_OPTS={}\"", java::memory(graph, node));
    line!(page, "EnvironmentFile=/etc/{}/{id}.env", product.id);
    line!(page, "Environment=APIM_HOME={folder}");
    line!(
        page,
        "# Nothing of other machines is asked here: after a power cut all of them start at once."
    );
    line!(page, "ExecStartPre=/bin/sh {bin}/preflight.sh --local {folder}");
    line!(page, "ExecStart=/bin/sh {bin}/start.sh {folder}");
    line!(page, "ExecStop=/bin/sh {bin}/stop.sh {folder}");
    line!(page, "PIDFile={folder}/{}", program.pid_file);
    line!(page, "Restart=on-failure");
    line!(page, "RestartSec=5");
    line!(page, "TimeoutStartSec={seconds}");
    line!(page, "TimeoutStopSec={seconds}");
    line!(page, "# What Java ends with after it was asked to stop.");
    line!(page, "SuccessExitStatus=143");
    for limit in &operations.limits {
        line!(page, "{}={}:{}", limit.unit_key, limit.soft, limit.hard);
    }
    line!(page);
    line!(page, "[Install]");
    line!(page, "WantedBy=multi-user.target");
    page.into_text()
}
