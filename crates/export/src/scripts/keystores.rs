//! `certificates/create-keystores`: one line for each key, each copy and each truststore.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use topology::{Graph, Node};

use super::{Script, filled, local};
use crate::certificates::{
    Store, alternative_names, balancer_names, common_name, primary, tls, truststore,
};
use crate::file::{Language, RenderedFile};
use crate::packs;
use crate::plan::{Planned, Scope};
use crate::text::slug;

pub(super) const SCRIPTS: [Script; 2] = [
    Script {
        name: "create-keystores.bat",
        template: include_str!("templates/create-keystores.bat"),
        language: Language::Batch,
    },
    Script {
        name: "create-keystores.sh",
        template: include_str!("templates/create-keystores.sh"),
        language: Language::Shell,
    },
];

/// The places in them.
#[cfg(test)]
pub(super) const NAMES: [&str; 8] = [
    "secrets",
    "shipped_alias",
    "shipped_password",
    "security_folder",
    "ca_name",
    "read_secrets",
    "pairs",
    "trusts",
];

pub(super) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let planned = |script: &'static Script| {
        Planned::new(format!("certificates/{}", script.name), move |path| {
            render(script, scope.graph, path)
        })
    };
    SCRIPTS.iter().map(planned).collect()
}

fn render(script: &Script, graph: &Graph<'_>, path: &str) -> RenderedFile {
    let (pairs, trusts) = lines(script, graph);
    let operations = &graph.catalogue.operations;
    let nodes: Vec<_> = graph.components().collect();
    let folders: BTreeSet<String> = packs::used(graph, &nodes)
        .iter()
        .map(|pack| local(&pack.security_folder, script.windows()))
        .collect();
    let folders: Vec<String> = folders.into_iter().collect();
    let name = slug(graph.design.name());
    let shipped = operations.shipped_passwords.last().map_or("", String::as_str);
    let values = [
        ("secrets", secret_lines(script, &secrets(graph))),
        ("shipped_alias", script.quoted(&operations.shipped_alias)),
        ("shipped_password", shipped.to_owned()),
        ("security_folder", folders.join(" or ")),
        ("ca_name", script.quoted(&format!("CN={name} authority"))),
        ("read_secrets", script.read_secrets()),
        ("pairs", pairs),
        ("trusts", trusts),
    ];
    filled(script, &values, path)
}

/// The most characters of one word of a batch file. Its lines may have 8,191, also when the variables
/// in them have become their values.
const LONGEST: usize = 4_000;

/// The names of secrets, as one word of a shell, or as calls of a batch file with some of them each.
fn secret_lines(script: &Script, secrets: &[String]) -> String {
    if !script.windows() {
        return script.quoted(&secrets.join(" "));
    }
    let calls = joined(secrets, " ").into_iter();
    calls.map(|names| script.call("secrets", &[&names])).collect::<Vec<_>>().join("\n")
}

/// Texts with a mark between them, as many as one word holds in each.
fn joined(texts: &[String], mark: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in texts {
        match words.last_mut() {
            Some(word) if word.len() + mark.len() + text.len() <= LONGEST => {
                word.push_str(mark);
                word.push_str(text);
            }
            _ => words.push(text.clone()),
        }
    }
    words
}

/// The secrets that open any store, each once.
fn secrets(graph: &Graph<'_>) -> Vec<String> {
    let mut secrets: Vec<String> = Vec::new();
    for (node, _) in graph.components() {
        for store in [primary(graph, node), tls(graph, node), truststore(graph, node)] {
            secrets.extend(store.map(|store| store.secret));
        }
    }
    secrets.sort();
    secrets.dedup();
    secrets
}

/// Primary keystores with the nodes that have them.
type Primaries<'d> = BTreeMap<Store, Vec<&'d Node>>;
/// Aliases in a truststore, each with the name of the certificate it stands for.
type Aliases<'a> = Vec<(&'a str, &'a str)>;

/// The lines that make keys, and those that make truststores.
fn lines(script: &Script, graph: &Graph<'_>) -> (String, String) {
    let (mut pairs, mut trusts) = (String::new(), String::new());
    let mut primaries: Primaries<'_> = BTreeMap::new();
    for (node, _) in graph.components() {
        if let Some(store) = primary(graph, node) {
            primaries.entry(store).or_default().push(node);
        }
    }
    let signing = primary_keys(&mut pairs, script, graph, &primaries);
    tls_keys(&mut pairs, script, graph);
    if let Some(store) = primaries.keys().next() {
        balancer_keys((&mut pairs, &mut trusts), script, graph, &store.secret);
    }
    truststores(&mut trusts, script, graph, &signing);
    (pairs, trusts)
}

/// Makes each primary key once and copies it. Returns what its certificate is called.
fn primary_keys<'p>(
    text: &mut String,
    script: &Script,
    graph: &Graph<'_>,
    primaries: &'p Primaries<'_>,
) -> BTreeMap<&'p Store, String> {
    let subject = format!("{} signing key", slug(graph.design.name()));
    let mut signing = BTreeMap::new();
    for (index, (store, nodes)) in primaries.iter().enumerate() {
        // No node is called so: ids begin with a letter or a digit.
        let number = if index == 0 { String::new() } else { format!("-{}", index + 1) };
        let (name, folder) = (format!("_primary{number}"), format!("primary{number}"));
        // Where callers see this very key, it has to vouch for all who show it.
        let shown = nodes.iter().filter(|node| tls(graph, node).as_ref() == Some(store));
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let names: Vec<String> = shown
            .flat_map(|node| alternative_names(graph, node))
            .filter(|name| seen.insert(name.clone()))
            .collect();
        pair(text, script, [&name, &folder], store, &subject, &names);
        for node in nodes {
            // A copy that gets another key as well is made once, or it would lose that key.
            let own = tls(graph, node).filter(|own| own != store && own.file == store.file);
            let when = if own.is_some() { "once" } else { "always" };
            call(text, script, "place", &[&folder, &store.file, node.id.as_str(), when]);
        }
        signing.insert(store, name);
    }
    signing
}

/// Makes the key of each node whose callers see another one than the primary key.
fn tls_keys(text: &mut String, script: &Script, graph: &Graph<'_>) {
    for (node, _) in graph.components() {
        let Some(store) = tls(graph, node).filter(|own| primary(graph, node).as_ref() != Some(own))
        else {
            continue;
        };
        let folder = format!("nodes/{}", node.id);
        let names = alternative_names(graph, node);
        let subject = common_name(graph, node);
        pair(text, script, [node.id.as_str(), &folder], &store, &subject, &names);
    }
}

/// Makes the keys of load balancers, and what they check the nodes with. They read no keystore, and
/// what makes something else of one is not to be had on Windows.
fn balancer_keys(
    (pairs, trusts): (&mut String, &mut String),
    script: &Script,
    graph: &Graph<'_>,
    secret: &str,
) {
    for (balancer, _) in graph.balancers() {
        let id = balancer.id.as_str();
        let store = Store {
            file: format!("{id}.p12"),
            kind: "PKCS12".to_owned(),
            secret: secret.to_owned(),
            alias: id.to_owned(),
        };
        let folder = format!("load-balancers/{id}");
        let names = balancer_names(graph, balancer);
        pair(pairs, script, [id, &folder], &store, &common_name(graph, balancer), &names);
        if !script.windows() {
            call(pairs, script, "pem", &[id, &folder, &store.file, secret]);
            call(trusts, script, "peers", &[id, &folder]);
        }
    }
}

/// Makes each truststore once for all nodes that have it alike.
fn truststores(
    text: &mut String,
    script: &Script,
    graph: &Graph<'_>,
    signing: &BTreeMap<&Store, String>,
) {
    let mut stores: BTreeMap<(Store, Aliases<'_>), Vec<&str>> = BTreeMap::new();
    for (node, role) in graph.components() {
        let Some(store) = truststore(graph, node) else { continue };
        let own = primary(graph, node).and_then(|store| signing.get(&store));
        let by_name = own.map_or_else(Vec::new, |name| {
            role.trusts.iter().map(|trusted| (trusted.alias.as_str(), name.as_str())).collect()
        });
        stores.entry((store, by_name)).or_default().push(node.id.as_str());
    }
    for ((store, by_name), nodes) in stores {
        let all = nodes.join(" ");
        let mut words = vec![store.file.as_str(), &store.kind, &store.secret];
        if !script.windows() {
            words.push(&all);
        }
        words.extend(by_name.iter().flat_map(|(alias, name)| [*alias, *name]));
        call(text, script, "trust", &words);
        for node in nodes.iter().filter(|_| script.windows()) {
            call(text, script, "give", &[node, &store.file]);
        }
    }
}

fn pair(
    text: &mut String,
    script: &Script,
    [name, folder]: [&str; 2],
    store: &Store,
    subject: &str,
    names: &[String],
) {
    let names = if script.windows() {
        // A comma would part the words of a batch file's call; its script puts it back.
        let mut words = joined(names, "+");
        if words.len() > 1 {
            for word in words.drain(..) {
                call(text, script, "names", &[&word]);
            }
        }
        words.pop().unwrap_or_default()
    } else {
        names.join(",")
    };
    let Store { file, kind, secret, alias } = store;
    call(text, script, "pair", &[name, folder, file, kind, secret, alias, subject, &names]);
}

/// One call of a function in the script.
fn call(text: &mut String, script: &Script, function: &str, words: &[&str]) {
    let line = script.call(function, words);
    writeln!(text, "{line}").expect("a String takes every write");
}
