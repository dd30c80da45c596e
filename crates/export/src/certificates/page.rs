//! `certificates/README.md`: what the scripts make, for which names, and where it goes.

use topology::Graph;

use super::{Store, alternative_names, balancer_names, primary, tls, truststore};
use crate::documents::{Page, line};
use crate::packs;
use crate::text::markdown;

pub(super) fn render(graph: &Graph<'_>) -> String {
    let mut page = Page::default();
    let nodes: Vec<_> = graph.components().collect();
    let packs = packs::used(graph, &nodes);
    let folder = packs::each(&packs, |pack| &pack.security_folder);
    line!(page, "# Certificates");
    line!(page);
    line!(
        page,
        "`create-keystores.sh` makes every keystore and truststore that the nodes' files name, on Windows `create-keystores.bat`. Run it once, on one machine, and copy the files of each folder in `certificates/out/nodes` into {folder} of that node."
    );
    line!(page);
    line!(page, "| | makes |");
    line!(page, "| --- | --- |");
    line!(
        page,
        "| `sh create-keystores.sh` | an authority of its own that signs the rest; nodes trust it, so one more node later changes no other |"
    );
    line!(
        page,
        "| `sh create-keystores.sh --self-signed` | certificates that stand for themselves; every truststore holds each one |"
    );
    line!(
        page,
        "| `sh create-keystores.sh --requests` | keys and requests for your own authority, whose answers `--replies DIR` takes in |"
    );
    line!(page);
    line!(
        page,
        "- It needs the passwords of the stores in `secrets.env`, and `CA_PASSWORD` there for its authority, each of at least six characters."
    );
    line!(
        page,
        "- A key that is there is kept. Never make the primary keystore anew: what was encrypted with the old one stays unread."
    );
    line!(page, "- `out/ca` and `out/primary` belong into a safe place, and on no server.");
    line!(
        page,
        "- The shipped truststore knows the public authorities. To keep them, name it: `TRUSTSTORE_BASE=FOLDER/{}/client-truststore.jks`. The shipped certificate is taken out, because everybody has its key.",
        graph.catalogue.own_pack().security_folder
    );
    line!(
        page,
        "- Certificates last 3650 days, or as many as `CERTIFICATE_DAYS` says. `preflight` reports one that ends within 30."
    );
    line!(page);
    line!(page, "| for | TLS keystore | names in its certificate |");
    line!(page, "| --- | --- | --- |");
    for (node, _) in graph.components() {
        let Some(store) = tls(graph, node) else { continue };
        let names = alternative_names(graph, node);
        line!(page, "| `{}` | {} | {} |", node.id, in_words(&store), listed(&names));
    }
    for (balancer, _) in graph.balancers() {
        let names = balancer_names(graph, balancer);
        line!(
            page,
            "| `{0}` | `{0}.p12`, and from it, where openssl is at hand, `{0}.crt`, `{0}.key` and, both in one, `{0}.pem`; `{0}-nodes-ca.crt` to check the nodes with | {1} |",
            balancer.id,
            listed(&names)
        );
    }
    line!(page);
    stores(&mut page, graph);
    page.into_text()
}

fn stores(page: &mut Page, graph: &Graph<'_>) {
    line!(page, "| for | primary keystore, the same for all | truststore | under a fixed name |");
    line!(page, "| --- | --- | --- | --- |");
    for (node, role) in graph.components() {
        let (Some(primary), Some(truststore)) = (primary(graph, node), truststore(graph, node))
        else {
            continue;
        };
        let fixed: Vec<String> =
            role.trusts.iter().map(|trusted| format!("`{}`", trusted.alias)).collect();
        line!(
            page,
            "| `{}` | {} | {} | {} |",
            node.id,
            in_words(&primary),
            in_words(&truststore),
            fixed.join(", ")
        );
    }
}

fn in_words(store: &Store) -> String {
    let file = markdown(&store.file);
    let kind = markdown(&store.kind);
    if store.alias.is_empty() {
        format!("{file} ({kind})")
    } else {
        format!("{file} ({kind}, alias {})", markdown(&store.alias))
    }
}

fn listed(names: &[String]) -> String {
    let bare =
        names.iter().map(|name| name.split_once(':').map_or(name.as_str(), |(_, name)| name));
    bare.map(markdown).collect::<Vec<_>>().join(", ")
}
