//! `secrets.env.example`: the name of every secret, and never a value.

use topology::{Graph, Node, Role};

use super::{Page, line};
use crate::secrets;

pub(crate) fn render(graph: &Graph<'_>, nodes: &[(&Node, &Role)]) -> String {
    let mut page = Page::default();
    line!(
        page,
        "# Copy this file to secrets.env and put a value after each =, as it is, without quotes."
    );
    line!(page, "# chmod 600 secrets.env, and never give it to anyone who need not start a node.");
    line!(
        page,
        "# No value may hold & < or a double quote: the server copies them into XML files."
    );
    line!(
        page,
        "# certificates/create-keystores needs CA_PASSWORD as well, on the one machine that runs it."
    );
    for (name, used) in secrets::of(graph, nodes.iter().copied()) {
        line!(page);
        line!(page, "# {}", used.keys.join(", "));
        if used.in_url {
            line!(page, "# It becomes part of a URL, so it may not hold @ # / % ? or : either.");
        }
        line!(page, "{name}=");
    }
    page.into_text()
}
