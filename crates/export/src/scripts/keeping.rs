//! What scripts do about passwords: when each has to have a value, and how it gets to the server.

use topology::catalogue::{ConfigLanguage, Vault};
use topology::{Graph, Node, Role};

use super::{SECRETS_BAT, SECRETS_SH, Script, local};
use crate::certificates::{Store, primary};
use crate::secrets::{self, Keeping};
use crate::text::xml;

macro_rules! part {
    ($name:literal) => {
        include_str!(concat!("templates/parts/", $name))
    };
}

pub(super) const CHECK_SH: &str = part!("check.sh");
pub(super) const CHECK_BAT: &str = part!("check.bat");
pub(super) const CHECK_ERRORS_BAT: &str = part!("check-errors.bat");
pub(super) const PUT_SH: &str = part!("put.sh");
pub(super) const PUT_BAT: &str = part!("put.bat");
pub(super) const FILL_SH: &str = part!("fill.sh");
pub(super) const FILL_BAT: &str = part!("fill.bat");
pub(super) const FILLED_SH: &str = part!("filled.sh");
pub(super) const FILLED_BAT: &str = part!("filled.bat");
pub(super) const VAULT_SH: &str = part!("vault.sh");
pub(super) const VAULT_BAT: &str = part!("vault.bat");
pub(super) const VAULT_ERRORS_BAT: &str = part!("vault-errors.bat");
pub(super) const UNLOCK_SH: &str = part!("unlock.sh");
pub(super) const UNLOCK_BAT: &str = part!("unlock.bat");

/// The places that are about secrets.
pub(super) fn values(
    script: &Script,
    graph: &Graph<'_>,
    node: &Node,
    role: &Role,
) -> Vec<(&'static str, String)> {
    let keeping = Keeping::of(graph, node);
    let needed = secrets::of(graph, std::iter::once((node, role)));
    let all: Vec<&str> = needed.keys().map(String::as_str).collect();
    let in_urls: Vec<&str> =
        needed.iter().filter(|(_, used)| used.in_url).map(|(name, _)| name.as_str()).collect();
    let keystore = primary(graph, node);
    let mut at_start = keeping.at_start(&all, keystore.as_ref().map(|store| store.secret.as_str()));
    let by_hand = needed.iter().filter(|(_, used)| used.at_start).map(|(name, _)| name.clone());
    at_start.extend(by_hand);
    at_start.sort();
    at_start.dedup();
    let in_urls_at_start: Vec<&str> =
        in_urls.iter().copied().filter(|name| at_start.iter().any(|s| s == name)).collect();
    let config_file = local(&graph.catalogue.program_of(role).config_file, script.windows());
    let installed = match keeping {
        Keeping::Environment => config_file,
        Keeping::Vault(_) | Keeping::Clear => format!("{config_file}.exported"),
    };
    let yaml = graph.catalogue.program_of(role).config_language == ConfigLanguage::Yaml;
    let marks = match keeping {
        Keeping::Vault(_) => "vault",
        _ if yaml => "yaml",
        _ => "xml",
    };
    let in_base64: Vec<&str> =
        needed.iter().filter(|(_, used)| used.in_base64).map(|(name, _)| name.as_str()).collect();
    let by_language = |sh: &str, bat: &str| if script.windows() { bat } else { sh }.to_owned();
    vec![
        ("secrets", script.quoted(&all.join(" "))),
        ("secrets_at_start", script.quoted(&at_start.join(" "))),
        ("secrets_in_urls", script.quoted(&in_urls.join(" "))),
        ("secrets_in_urls_at_start", script.quoted(&in_urls_at_start.join(" "))),
        ("secrets_in_base64", script.quoted(&in_base64.join(" "))),
        ("marks", script.quoted(marks)),
        ("read_secrets", script.read_secrets()),
        ("check_secrets", by_language(CHECK_SH, CHECK_BAT)),
        ("check_errors", CHECK_ERRORS_BAT.to_owned()),
        // A path of the catalogue, which needs no quotes of its own.
        ("installed", installed),
        ("unlock", unlock(script, keeping)),
        ("put", put(script, graph, node, role, keeping, [&all, &in_urls])),
        ("put_errors", put_errors(keeping)),
    ]
}

/// How a start gives the vault its key.
fn unlock(script: &Script, keeping: Keeping<'_>) -> String {
    let Keeping::Vault(vault) = keeping else { return String::new() };
    if script.windows() {
        set(script, "password_file", &vault.password_file_windows) + UNLOCK_BAT
    } else {
        set(script, "password_file", &vault.password_file) + UNLOCK_SH
    }
}

/// How the configuration gets into the pack's folder.
fn put(
    script: &Script,
    graph: &Graph<'_>,
    node: &Node,
    role: &Role,
    keeping: Keeping<'_>,
    [all, in_urls]: [&Vec<&str>; 2],
) -> String {
    let windows = script.windows();
    let vault = match keeping {
        Keeping::Environment => return if windows { PUT_BAT } else { PUT_SH }.to_owned(),
        Keeping::Vault(vault) => Some(vault),
        Keeping::Clear => None,
    };
    let marks = if vault.is_some() { "vault" } else { "xml" };
    let mut text = set(script, "secrets", &all.join(" "));
    text += &set(script, "secrets_in_urls", &in_urls.join(" "));
    text += &set(script, "marks", marks);
    text += if windows {
        "if not defined SECRETS_FILE set \"SECRETS_FILE=%~dp0..\\..\\..\\secrets.env\"\nif not exist \"%SECRETS_FILE%\" goto check\n"
    } else {
        "secrets_file=${SECRETS_FILE:-$here/../../../secrets.env}\n\n"
    };
    text += if windows { SECRETS_BAT } else { SECRETS_SH };
    text += if windows { "\n:check\n" } else { "\n" };
    text += if windows { CHECK_BAT } else { CHECK_SH };
    text += "\n";
    text += if windows { FILL_BAT } else { FILL_SH };
    if let Some(vault) = vault {
        text += "\n";
        text += &encrypt(script, graph, node, role, vault);
    }
    text + if windows { FILLED_BAT } else { FILLED_SH }
}

/// How the pack's tool is told which keystore to take, and run.
fn encrypt(script: &Script, graph: &Graph<'_>, node: &Node, role: &Role, vault: &Vault) -> String {
    let windows = script.windows();
    let pack = graph.catalogue.pack_of(role);
    let store = primary(graph, node);
    let text = |of: fn(&Store) -> &String| store.as_ref().map(of).cloned().unwrap_or_default();
    let tool = if windows { &vault.tool_bat } else { &vault.tool_sh };
    let mut lines = set(script, "vault_tool", &local(tool, windows));
    lines += &set(script, "keystore_file", &local(&vault.keystore_file, windows));
    lines += &set(script, "security_folder", &local(&pack.security_folder, windows));
    lines += &set(script, "store", &text(|store| &store.file));
    lines += &set(script, "store_kind", &text(|store| &store.kind));
    if windows {
        lines += &set(script, "store_alias", &text(|store| &store.alias));
    } else {
        // They become part of an XML file. PowerShell writes its marks by itself.
        lines += &set(script, "store_in_xml", &xml(&text(|store| &store.file)));
        lines += &set(script, "alias_in_xml", &xml(&text(|store| &store.alias)));
    }
    lines += &set(script, "store_secret", &text(|store| &store.secret));
    lines + if windows { VAULT_BAT } else { VAULT_SH }
}

fn put_errors(keeping: Keeping<'_>) -> String {
    match keeping {
        Keeping::Environment => String::new(),
        Keeping::Vault(_) => format!("{CHECK_ERRORS_BAT}{VAULT_ERRORS_BAT}"),
        Keeping::Clear => CHECK_ERRORS_BAT.to_owned(),
    }
}

/// A line that gives a variable of the script a value.
fn set(script: &Script, name: &str, value: &str) -> String {
    let value = script.quoted(value);
    if script.windows() { format!("set \"{name}={value}\"\n") } else { format!("{name}={value}\n") }
}
