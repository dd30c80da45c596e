//! Data files to types. Errors name the file and the line.

use crate::files::Files;
use serde::{Deserialize, de::DeserializeOwned};
use topology::EndpointId;
use topology::catalogue::{
    Announces, Capability, Catalogue, Correction, Deployment, Endpoint, Engine, Family, FileEdit,
    Front, Function, KnownKeys, LinkKind, Need, Operations, Pack, Product, Role, RoleClass, Scale,
    Schema, Section, SettingSpec, SharedFolder, Stickiness, TrustedCertificate, Use, Visitor,
    WrongKey,
};

/// Why a catalogue could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    #[error("There is no catalogue for {product} {version}.")]
    Unknown { product: String, version: String },
    #[error("{file}, line {line}: {message}")]
    Syntax { file: &'static str, line: usize, message: String },
    #[error(
        "roles.toml: role {role} names endpoint {endpoint}, which endpoints.toml does not have"
    )]
    Endpoint { role: String, endpoint: EndpointId },
    #[error("roles.toml: role {role} runs {program}, which packs.toml does not have")]
    Program { role: String, program: String },
}

/// A role as it is written: its endpoints are references.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRole {
    id: topology::RoleId,
    name: String,
    summary: String,
    family: Family,
    class: RoleClass,
    stem: String,
    deployment: Option<Deployment>,
    #[serde(default)]
    provides: Vec<Function>,
    #[serde(default)]
    needs: Vec<Need>,
    #[serde(default)]
    schemas: Vec<topology::SchemaId>,
    #[serde(default)]
    announces: Announces,
    #[serde(default)]
    scale: Scale,
    stickiness: Option<Stickiness>,
    group_by: Option<topology::SettingId>,
    #[serde(default)]
    endpoints: Vec<EndpointRef>,
    #[serde(default)]
    shared_folders: Vec<SharedFolder>,
    #[serde(default)]
    behind_balancer: Vec<FileEdit>,
    #[serde(default)]
    edits: Vec<FileEdit>,
    #[serde(default)]
    trusts: Vec<TrustedCertificate>,
    #[serde(default)]
    visitors: Vec<Visitor>,
    source: String,
}

/// An endpoint on a role, with what differs there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndpointRef {
    id: EndpointId,
    usage: Option<Use>,
    front: Option<Front>,
}

macro_rules! list_file {
    ($name:ident, $field:ident, $item:ty) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            $field: Vec<$item>,
        }
    };
}
list_file!(PackFile, pack, Pack);
list_file!(EndpointFile, endpoint, Endpoint);
list_file!(RoleFile, role, WrittenRole);
list_file!(LinkFile, link_kind, LinkKind);
list_file!(SettingFile, setting, SettingSpec);
list_file!(ConfigFile, section, Section);
list_file!(CorrectionFile, correction, Correction);
list_file!(CapabilityFile, capability, Capability);
list_file!(WrongKeyFile, wrong_key, WrongKey);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatabaseFile {
    engine: Vec<Engine>,
    schema: Vec<Schema>,
}

pub(crate) fn catalogue(files: &Files) -> Result<Catalogue, CatalogueError> {
    let endpoints: EndpointFile = read("endpoints.toml", files.endpoints)?;
    let roles: RoleFile = read("roles.toml", files.roles)?;
    let databases: DatabaseFile = read("databases.toml", files.databases)?;
    let mut catalogue = Catalogue {
        product: read::<Product>("product.toml", files.product)?,
        roles: roles
            .role
            .into_iter()
            .map(|role| joined(role, &endpoints.endpoint))
            .collect::<Result<_, _>>()?,
        link_kinds: read::<LinkFile>("links.toml", files.links)?.link_kind,
        settings: read::<SettingFile>("settings.toml", files.settings)?.setting,
        engines: databases.engine,
        schemas: databases.schema,
        capabilities: read::<CapabilityFile>("capabilities.toml", files.capabilities)?.capability,
        packs: read::<PackFile>("packs.toml", files.packs)?.pack,
        addresses: Vec::new(),
        sections: [
            read::<ConfigFile>("config.toml", files.config)?.section,
            read::<ConfigFile>("analytics.toml", files.analytics)?.section,
        ]
        .concat(),
        corrections: read::<CorrectionFile>("corrections.toml", files.corrections)?.correction,
        operations: read::<Operations>("operations.toml", files.operations)?,
        keys: KnownKeys::read(files.keys, files.keys_beside),
        pack_keys: files
            .pack_keys
            .iter()
            .map(|(pack, table)| ((*pack).to_owned(), KnownKeys::read(table, "")))
            .collect(),
        wrong_keys: read::<WrongKeyFile>("wrong-keys.toml", files.wrong_keys)?.wrong_key,
    };
    fill_in_config_files(&mut catalogue)?;
    catalogue.addresses = catalogue.address_settings();
    Ok(catalogue)
}

/// Tells each role which file it is configured with, by the program it runs.
fn fill_in_config_files(catalogue: &mut Catalogue) -> Result<(), CatalogueError> {
    let Catalogue { product, packs, roles, .. } = catalogue;
    for role in roles {
        let Some(deployment) = &mut role.deployment else { continue };
        let wanted = deployment.pack.as_ref().unwrap_or(&product.pack);
        let pack = packs.iter().find(|pack| pack.id == *wanted);
        let program = pack.and_then(|pack| pack.program(deployment.program.as_deref()));
        let Some(program) = program else {
            let named = deployment.program.as_deref().unwrap_or("a program");
            return Err(CatalogueError::Program {
                role: role.id.to_string(),
                program: format!("{named} of {wanted}"),
            });
        };
        deployment.config_file.clone_from(&program.config_file);
    }
    Ok(())
}

fn joined(role: WrittenRole, known: &[Endpoint]) -> Result<Role, CatalogueError> {
    let mut endpoints = Vec::with_capacity(role.endpoints.len());
    for EndpointRef { id, usage, front } in role.endpoints {
        let Some(endpoint) = known.iter().find(|endpoint| endpoint.id == id) else {
            return Err(CatalogueError::Endpoint { role: role.id.to_string(), endpoint: id });
        };
        let usage = usage.unwrap_or(endpoint.usage);
        endpoints.push(Endpoint { usage, front, ..endpoint.clone() });
    }
    Ok(Role {
        id: role.id,
        name: role.name,
        summary: role.summary,
        family: role.family,
        class: role.class,
        stem: role.stem,
        deployment: role.deployment,
        provides: role.provides,
        needs: role.needs,
        schemas: role.schemas,
        announces: role.announces,
        scale: role.scale,
        stickiness: role.stickiness,
        group_by: role.group_by,
        endpoints,
        shared_folders: role.shared_folders,
        behind_balancer: role.behind_balancer,
        edits: role.edits,
        trusts: role.trusts,
        visitors: role.visitors,
        source: role.source,
    })
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, CatalogueError> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        CatalogueError::Syntax { file, line, message: error.message().to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::WSO2AM_3_1_0;

    #[test]
    fn a_slip_in_a_file_is_told_with_its_line() {
        let broken =
            Files { links: "[[link_kind]]\nid = \"x\"\nnmae = 1\n", ..clone(&WSO2AM_3_1_0) };
        let error = catalogue(&broken).unwrap_err();
        assert!(
            matches!(error, CatalogueError::Syntax { file: "links.toml", line: 1..=3, .. }),
            "{error}"
        );
    }

    #[test]
    fn a_role_with_an_endpoint_that_is_not_there_is_refused() {
        let broken = Files { endpoints: "endpoint = []", ..clone(&WSO2AM_3_1_0) };
        assert!(matches!(catalogue(&broken), Err(CatalogueError::Endpoint { .. })));
    }

    #[test]
    fn a_role_that_runs_what_no_pack_has_is_refused() {
        let other = WSO2AM_3_1_0.packs.replace("id = \"wso2am-3.1.0\"", "id = \"wso2am-9\"");
        let broken = Files { packs: other.leak(), ..clone(&WSO2AM_3_1_0) };
        let error = catalogue(&broken).unwrap_err();
        assert!(matches!(error, CatalogueError::Program { .. }), "{error}");
        assert!(error.to_string().contains("wso2am-3.1.0"), "{error}");
    }

    fn clone(files: &Files) -> Files {
        Files { ..*files }
    }
}
