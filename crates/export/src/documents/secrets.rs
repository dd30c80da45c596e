//! `secrets.env.example`: the name of every secret, and never a value.

use topology::{Graph, Node, Role};

use super::{Page, line};
use crate::secrets::{self, Keeping};

pub(crate) fn render(graph: &Graph<'_>, nodes: &[(&Node, &Role)]) -> String {
    let mut page = Page::default();
    line!(
        page,
        "# Copy this file to secrets.env and put a value after each =, as it is, without quotes."
    );
    line!(page, "# chmod 600 secrets.env, and never give it to anyone who need not start a node.");
    match secrets::kept(graph, nodes) {
        Keeping::Environment => {}
        Keeping::Vault(_) => {
            line!(
                page,
                "# install needs all of them, and starting a node afterwards the password of the primary"
            );
            line!(
                page,
                "# keystore alone. No value may hold square brackets: the product's tool takes them for"
            );
            line!(page, "# the ends of a value.");
        }
        Keeping::Clear => {
            line!(page, "# install needs them; starting a node afterwards needs none.");
        }
    }
    if !matches!(secrets::kept(graph, nodes), Keeping::Vault(_)) {
        line!(
            page,
            "# No value may hold & < or a double quote: the server copies them into XML files."
        );
    }
    line!(
        page,
        "# certificates/create-keystores needs CA_PASSWORD as well, on the one machine that runs it."
    );
    for (name, used) in secrets::of(graph, nodes.iter().copied()) {
        line!(page);
        line!(page, "# {}", used.keys.join(", "));
        if used.in_yaml {
            line!(
                page,
                "# API-M Analytics puts it into a YAML text: letters, digits and any of _ . + = ~ ^ -, a letter first."
            );
        }
        if used.in_url {
            line!(page, "# It becomes part of a URL, so it may not hold @ # / % ? or : either.");
        }
        line!(page, "{name}=");
    }
    page.into_text()
}
