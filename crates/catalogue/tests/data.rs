//! The data holds together: nothing names what is not there, everything has a source, every key is
//! one that the product reads.

use catalogue::{generate, keys, keys_of, template, templates, versions, wso2am_3_1_0};
use std::collections::BTreeSet;
use topology::catalogue::{
    ConfigLanguage, LinkPurpose, PointerOf, RoleClass, ValueRule, When, keys as key_path, known,
};
use topology::{EndpointId, RoleId, SettingValue, document};

fn has_role(id: &RoleId) -> bool {
    wso2am_3_1_0().role(id).is_some()
}

#[test]
fn every_known_version_loads() {
    for (product, version) in versions() {
        let catalogue = catalogue::load(product, version).unwrap();
        assert_eq!(
            (catalogue.product.id.as_str(), catalogue.product.version.as_str()),
            (product, version)
        );
    }
    assert!(catalogue::load("wso2am", "9.9.9").unwrap_err().to_string().contains("9.9.9"));
}

#[test]
fn ids_are_unique() {
    let c = wso2am_3_1_0();
    let lists: [Vec<&str>; 7] = [
        c.packs.iter().map(|pack| pack.id.as_str()).collect(),
        c.roles.iter().map(|r| r.id.as_str()).collect(),
        c.link_kinds.iter().map(|k| k.id.as_str()).collect(),
        c.settings.iter().map(|s| s.id.as_str()).collect(),
        c.engines.iter().map(|e| e.id.as_str()).collect(),
        c.corrections.iter().map(|k| k.id.as_str()).collect(),
        c.roles.iter().map(|r| r.stem.as_str()).collect(),
    ];
    for list in lists {
        assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "{list:?}");
    }
}

#[test]
fn nothing_dangles() {
    let c = wso2am_3_1_0();
    for role in &c.roles {
        for need in &role.needs {
            let kind = c.link_kind(&need.link).unwrap();
            assert!(
                kind.function == Some(need.function) && kind.from.contains(&role.id),
                "{}",
                role.id
            );
            assert!(c.specialist(need.function).is_some());
        }
        assert!(role.schemas.iter().all(|schema| c.schema(schema).is_some()), "{}", role.id);
        assert!(role.deployment.iter().all(|d| role.endpoint(&d.ready).is_some()), "{}", role.id);
        assert_eq!(role.deployment.is_some(), role.is(RoleClass::Component), "{}", role.id);
        assert!(role.group_by.iter().all(|id| c.setting(id.as_str()).is_some()));
        for endpoint in role.visitors.iter().flat_map(|visitor| &visitor.endpoints) {
            assert!(role.endpoint(endpoint).is_some(), "{} {endpoint}", role.id);
        }
        for front in role.endpoints.iter().filter_map(|e| e.front.as_ref()) {
            let spec =
                c.setting(front.setting.as_str()).expect("the setting that moves a front port");
            assert!(spec.default.as_ref().and_then(|v| v.as_port()).is_some());
        }
    }
    for kind in &c.link_kinds {
        assert!(kind.from.iter().chain(&kind.to).all(has_role), "{}", kind.id);
        for endpoint in &kind.endpoints {
            assert!(
                kind.to.iter().any(|r| c.role(r).unwrap().endpoint(endpoint).is_some()),
                "{} {endpoint}",
                kind.id
            );
        }
    }
    for setting in &c.settings {
        assert!(
            setting.scope.roles.iter().all(has_role)
                && (setting.scope.design || !setting.scope.roles.is_empty())
        );
        assert!(
            setting.default.iter().all(|value| setting.kind.check(value).is_ok()),
            "{}",
            setting.id
        );
    }
    assert!(c.schemas.iter().all(|schema| c.setting(schema.name_setting.as_str()).is_some()));
    assert!(known::ALL.iter().chain(&known::JWT).all(|id| c.setting(id).is_some()));
}

#[test]
fn sections_ask_for_what_exists() {
    let c = wso2am_3_1_0();
    for section in &c.sections {
        assert!(section.roles.iter().all(has_role), "{}", section.table);
        for kind in section.each.iter().flat_map(|each| &each.kinds) {
            assert!(c.link_kind(kind).is_some(), "{} {kind}", section.table);
        }
        for entry in &section.entries {
            let place = format!("{} {}", section.table, entry.key);
            assert!(entry.roles.iter().all(|r| section.roles.contains(r)), "{place}");
            assert!(entry.correction.iter().all(|id| c.correction(id).is_some()), "{place}");
            match &entry.value {
                ValueRule::Setting { id }
                | ValueRule::Given { id, .. }
                | ValueRule::PeerSetting { id }
                | ValueRule::Secret { id, .. } => {
                    assert!(c.setting(id.as_str()).is_some(), "{place}");
                }
                ValueRule::Pointer(pointer) | ValueRule::Writer(pointer) => {
                    assert!(pointer.kinds.iter().all(|k| c.link_kind(k).is_some()), "{place}");
                    assert_eq!(pointer.kinds.is_empty(), pointer.of != PointerOf::Links, "{place}");
                    assert!(
                        pointer.setting.iter().all(|id| c.setting(id.as_str()).is_some()),
                        "{place}"
                    );
                }
                ValueRule::Database { schema, .. } => {
                    assert!(c.schema(schema).is_some(), "{place}");
                }
                ValueRule::DatabaseSetting { schema, id } => {
                    assert!(c.schema(schema).is_some(), "{place}");
                    assert!(c.setting(id.as_str()).is_some(), "{place}");
                }
                ValueRule::Literal { .. }
                | ValueRule::ServerRole
                | ValueRule::AnnouncedName
                | ValueRule::Address
                | ValueRule::NodeId { .. }
                | ValueRule::Offset { .. }
                | ValueRule::FrontPort { .. } => {}
            }
        }
    }
}

/// What the documents tell people, and when corrections show.
/// A server can be created, run and reached; an engine inside the process needs none of it.
fn engines_hold_together() {
    let c = wso2am_3_1_0();
    let offered = &c.setting(known::DATABASE_ENGINE).unwrap().kind;
    for engine in &c.engines {
        let id = &engine.id;
        assert_eq!(offered.check(&engine.id.as_str().into()), Ok(()), "{id}");
        assert_eq!(engine.sql.is_none(), engine.single_process, "{id}");
        assert_eq!(engine.port.is_none(), engine.single_process, "{id}");
        assert_eq!(engine.drivers.is_empty(), engine.single_process, "{id}");
        assert!(engine.url_start.starts_with("jdbc:") && engine.url_start.ends_with(':'), "{id}");
        assert!(engine.url.iter().all(|url| url.starts_with(&engine.url_start)), "{id}");
        let mut also = c.engines.iter().flat_map(|other| &other.also);
        assert!(also.all(|name| *name != engine.id.as_str()), "{id}");
        let Some(sql) = &engine.sql else { continue };
        let slots =
            |text: &String| ["{name}", "{user", "{secret}"].iter().any(|s| text.contains(s));
        assert!(sql.create.iter().chain(&sql.reduce).all(slots), "{id}");
        assert!(!sql.create.is_empty() && !sql.reduce.is_empty(), "{id}");
        assert!(sql.run.contains("{file}") && sql.run_script.contains("{script}"), "{id}");
        assert!(sql.doubled.contains('\''), "{id}");
        assert!(!sql.close.is_empty() || engine.names.as_ref().unwrap().letter_first, "{id}");
        // Names that nobody gave are names of the engine, but for DB2's eight letters.
        let names = engine.names.as_ref().unwrap();
        assert!(names.fit("apim_db") && names.fit_user("wso2carbon"), "{id}");
    }
}

/// Conditions name tables, settings and values that there are.
fn names_what_exists(when: &When) {
    let c = wso2am_3_1_0();
    match when {
        When::Table(table) | When::NoTable(table) => {
            assert!(c.sections.iter().any(|section| section.table == *table), "{table}");
        }
        When::Setting(chosen) => {
            let spec = c.setting(chosen.id.as_str()).expect("a setting");
            assert!(!chosen.is.is_empty(), "{}", chosen.id);
            assert!(chosen.is.iter().all(|v| spec.kind.check(v).is_ok()), "{}", chosen.id);
        }
        When::Any(several) => several.iter().for_each(names_what_exists),
        When::Linked(kinds) | When::Unlinked(kinds) => {
            assert!(kinds.iter().all(|kind| c.link_kind(kind).is_some()), "{kinds:?}");
        }
        When::SharesWith { pack, schema } => {
            assert!(c.pack(pack).is_some() && c.schema(schema).is_some(), "{pack} {schema}");
        }
        When::BehindBalancer | When::WithPartners | When::Several | When::Environment(_) => {}
    }
}

#[test]
fn conditions_hold_together() {
    let c = wso2am_3_1_0();
    let entries = c.sections.iter().flat_map(|section| &section.entries);
    c.sections.iter().flat_map(|section| &section.when).for_each(names_what_exists);
    entries.flat_map(|entry| &entry.when).for_each(names_what_exists);
    c.corrections.iter().filter_map(|k| k.when.as_ref()).for_each(names_what_exists);
}

#[test]
fn hints_hold_together() {
    let c = wso2am_3_1_0();
    let relative = |path: &str| !path.starts_with('/') && !path.ends_with('/') && !path.is_empty();
    for role in &c.roles {
        assert!(role.shared_folders.iter().all(|f| relative(&f.path) && !f.holds.is_empty()));
        let edits = role.behind_balancer.iter().chain(&role.edits);
        assert!(edits.clone().all(|e| relative(&e.path) && !e.lines.is_empty()));
        assert!(role.trusts.iter().all(|t| !t.alias.is_empty() && !t.what.is_empty()));
        let listens = role.behind_balancer.is_empty()
            || role.endpoints.iter().any(|endpoint| endpoint.front.is_some());
        assert!(listens, "{} can stand behind no load balancer", role.id);
    }
    engines_hold_together();
    for section in &c.sections {
        for entry in &section.entries {
            let place = format!("{} {}", section.table, entry.key);
            assert!(entry.guide.is_none() || entry.correction.is_some(), "{place}");
            for endpoint in entry.guide.iter().filter_map(|guide| guide.own_port_of.as_ref()) {
                let roles = if entry.roles.is_empty() { &section.roles } else { &entry.roles };
                let has = |id: &RoleId| c.role(id).is_some_and(|r| r.endpoint(endpoint).is_some());
                assert!(roles.iter().all(has), "{place}: {endpoint}");
            }
        }
    }
    let shown: BTreeSet<&str> = c
        .sections
        .iter()
        .flat_map(|section| &section.entries)
        .filter_map(|entry| entry.correction.as_deref())
        .collect();
    for correction in &c.corrections {
        assert!(
            shown.contains(correction.id.as_str()) || !correction.left_out.is_empty(),
            "{} shows nowhere",
            correction.id
        );
        assert!(correction.left_out.iter().all(has_role), "{}", correction.id);
    }
}

/// Functions that all roles of a link's targets have: whoever may be called can do it.
#[test]
fn every_target_of_a_link_does_what_callers_want() {
    let c = wso2am_3_1_0();
    for kind in &c.link_kinds {
        for role in kind.to.iter().filter_map(|id| c.role(id)) {
            assert!(kind.function.is_none_or(|function| role.provides(function)), "{}", kind.id);
            // A load balancer publishes whatever a role has a port in front for.
            let published = kind.purpose == LinkPurpose::Balances
                && role.endpoints.iter().any(|endpoint| endpoint.front.is_some());
            let has = |endpoint: &EndpointId| role.endpoint(endpoint).is_some();
            assert!(published || kind.endpoints.iter().all(has), "{}", kind.id);
        }
    }
}

#[test]
fn every_key_is_one_that_the_product_reads() {
    let c = wso2am_3_1_0();
    for section in c.sections.iter().filter(|section| section.yaml.is_none()) {
        let table = if section.each.is_some() {
            format!("{}[]", section.table)
        } else {
            section.table.clone()
        };
        // What updates add is written only where a person says that the packs carry them.
        let updated = section.when.iter().any(|when| {
            matches!(when, When::Setting(chosen) if chosen.id == *known::PACKS_UPDATED
                && chosen.is == [SettingValue::Bool(true)])
        });
        for entry in &section.entries {
            let path = format!("{table}.{}", entry.key);
            let roles = if entry.roles.is_empty() { &section.roles } else { &entry.roles };
            for role in roles.iter().filter_map(|id| c.role(id)) {
                let pack = &c.pack_of(role).id;
                let known = keys_of(pack);
                let read = known.knows(&path) || (updated && known.added_by_updates(&path));
                assert!(read, "{path} would be ignored without a word by {pack}");
            }
        }
    }
}

/// Settings say which keys they end in: each is one that is read.
#[test]
fn every_key_that_a_setting_names_is_read() {
    let keys = keys_of(&wso2am_3_1_0().product.pack);
    let pieces = wso2am_3_1_0().sections.iter().filter(|section| section.yaml.is_some());
    let written: BTreeSet<String> = pieces
        .flat_map(|section| section.entries.iter().map(|e| format!("{}.{}", section.table, e.key)))
        .collect();
    for setting in &wso2am_3_1_0().settings {
        for key in &setting.keys {
            let read = keys.knows(key) || keys.added_by_updates(key) || written.contains(key);
            assert!(read, "{}: {key}", setting.id);
        }
    }
}

/// A piece of YAML goes to servers that read YAML, and is one.
#[test]
fn pieces_of_yaml_hold_together() {
    let c = wso2am_3_1_0();
    for section in &c.sections {
        for role in section.roles.iter().filter_map(|id| c.role(id)) {
            let reads = c.program_of(role).config_language == ConfigLanguage::Yaml;
            assert_eq!(reads, section.yaml.is_some(), "{} of {}", section.table, role.id);
        }
        let Some(yaml) = &section.yaml else { continue };
        assert!(!section.entries.is_empty() || !yaml.lines.is_empty(), "{}", section.table);
        assert!(!yaml.lines.contains('\t') && yaml.lines.is_ascii(), "{}", section.table);
        for entry in &section.entries {
            // Nothing in the guide is about these files.
            assert!(entry.correction.is_none() && entry.guide.is_none(), "{}", entry.key);
        }
        // No value that is a secret stands there, but the one that opens files of the pack.
        for line in yaml.lines.lines().filter(|line| line.to_lowercase().contains("password:")) {
            assert!(line.trim() == "password: wso2carbon" && yaml.lines.contains("jdbc:h2:"));
        }
    }
}

/// Each says what is right, and does not contradict the list of keys.
#[test]
fn wrong_keys_lead_to_right_ones() {
    let c = wso2am_3_1_0();
    let begins = |path: &[String], table: &[String]| path.starts_with(table);
    for wrong in &c.wrong_keys {
        let path = key_path::split(&wrong.key);
        assert_eq!(key_path::join(&path), wrong.key);
        let written = c.sections.iter().map(|s| key_path::split(&s.table));
        assert!(written.into_iter().all(|table| !begins(&table, &path)), "{}", wrong.key);
        assert!(wrong.reason.ends_with('.'), "{}", wrong.key);
        let Some(right) = &wrong.right else { continue };
        assert!(!keys().knows(&wrong.key) && keys().knows(right), "{}", wrong.key);
    }
}

/// A role whose `deployment.toml` the bundle writes takes lines of a person, and no other does.
#[test]
fn every_file_takes_an_addition() {
    let c = wso2am_3_1_0();
    let scope = &c.setting(known::ADDITION).unwrap().scope;
    assert!(scope.design);
    for role in &c.roles {
        let mut toml = c.sections.iter().filter(|section| section.yaml.is_none());
        let written = toml.any(|section| section.roles.contains(&role.id));
        assert_eq!(scope.roles.contains(&role.id), written, "{}", role.id);
    }
}

#[test]
fn everything_has_a_source() {
    let c = wso2am_3_1_0();
    let mut sources: Vec<&str> = c.roles.iter().map(|r| r.source.as_str()).collect();
    sources.push(&c.product.source);
    sources.extend(c.capabilities.iter().map(|c| c.source.as_str()));
    sources.extend(c.capabilities.iter().flat_map(|c| &c.needs).map(|need| need.source.as_str()));
    sources.extend(c.packs.iter().map(|pack| pack.source.as_str()));
    sources.extend(c.roles.iter().flat_map(|r| &r.endpoints).map(|e| e.source.as_str()));
    sources.extend(c.link_kinds.iter().map(|k| k.source.as_str()));
    sources.extend(c.settings.iter().map(|s| s.source.as_str()));
    sources.extend(c.engines.iter().map(|e| e.source.as_str()));
    sources.extend(c.engines.iter().filter_map(|e| Some(e.sql.as_ref()?.source.as_str())));
    sources.extend(c.schemas.iter().map(|s| s.source.as_str()));
    sources.extend(c.sections.iter().flat_map(|s| &s.entries).map(|e| e.source.as_str()));
    let pieces = c.sections.iter().filter_map(|section| section.yaml.as_ref());
    sources.extend(pieces.map(|yaml| yaml.source.as_str()));
    sources.extend(c.corrections.iter().map(|k| k.source.as_str()));
    sources.extend(c.wrong_keys.iter().map(|k| k.source.as_str()));
    for role in &c.roles {
        sources.extend(role.shared_folders.iter().map(|folder| folder.source.as_str()));
        sources.extend(role.behind_balancer.iter().map(|edit| edit.source.as_str()));
        sources.extend(role.edits.iter().map(|edit| edit.source.as_str()));
        sources.extend(role.trusts.iter().map(|trusted| trusted.source.as_str()));
        sources.extend(role.visitors.iter().map(|visitor| visitor.source.as_str()));
    }
    let operations = &c.operations;
    sources.push(&operations.source);
    sources.extend(operations.limits.iter().map(|limit| limit.source.as_str()));
    sources.extend(operations.kernel.iter().map(|setting| setting.source.as_str()));
    sources.extend(operations.left_out.iter().map(|setting| setting.source.as_str()));
    sources.extend(operations.java_flags.iter().map(|flag| flag.source.as_str()));
    sources.extend(operations.client_ports.iter().map(|ports| ports.source.as_str()));
    assert!(sources.iter().all(|source| source.len() > 4), "{sources:?}");
}

/// What stands in scripts as it is has no mark that a shell or a command processor knows.
#[test]
fn packs_hold_together() {
    let c = wso2am_3_1_0();
    assert_eq!(c.own_pack().id, c.product.pack);
    let word = |text: &str| text.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '-');
    let relative = |path: &str| {
        !path.is_empty()
            && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
            && path.chars().all(|ch| ch.is_ascii_alphanumeric() || "-._/".contains(ch))
    };
    for pack in &c.packs {
        assert!(relative(&pack.id) && !pack.id.contains('/'), "{}", pack.id);
        assert!(pack.id.ends_with(&format!("-{}", pack.version)), "{}", pack.id);
        assert!(pack.java_from <= pack.java_to, "{}", pack.id);
        assert!(relative(&pack.driver_folder) && relative(&pack.security_folder), "{}", pack.id);
        if let Some(optimizer) = &pack.optimizer {
            assert!(relative(&optimizer.script_sh) && relative(&optimizer.script_bat));
            assert!(word(&optimizer.keep_flag));
        }
        assert!(!pack.programs.is_empty(), "{}", pack.id);
        let ids: BTreeSet<&str> = pack.programs.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids.len(), pack.programs.len(), "{}", pack.id);
        for program in &pack.programs {
            let paths = [
                &program.config_file,
                &program.start_script_sh,
                &program.start_script_bat,
                &program.log_file,
                &program.pid_file,
            ];
            assert!(paths.iter().all(|path| relative(path)), "{} {}", pack.id, program.id);
            let words = [&program.background_word, &program.stop_word, &program.run_word];
            assert!(words.iter().all(|text| word(text)), "{} {}", pack.id, program.id);
        }
    }
    for role in &c.roles {
        let Some(deployment) = &role.deployment else { continue };
        assert_eq!(deployment.config_file, c.program_of(role).config_file, "{}", role.id);
        // Only what the pack's optimizer knows is a profile.
        assert!(deployment.profile.is_none() || c.pack_of(role).optimizer.is_some(), "{}", role.id);
    }
}

/// Source: fact sheet section 9.
#[test]
fn what_circulates_and_does_harm_is_no_kernel_setting() {
    let operations = &wso2am_3_1_0().operations;
    assert!(operations.left_out.iter().any(|setting| setting.key == "net.ipv4.tcp_tw_recycle"));
    for setting in &operations.kernel {
        assert!(operations.left_out.iter().all(|other| other.key != setting.key), "{setting:?}");
    }
    assert!(operations.start_seconds > 0);
    assert!(operations.client_ports.iter().all(|ports| ports.first < ports.last));
    assert!(operations.heap_least < operations.heap && operations.heap < operations.node_memory);
    // Each is one word of a command.
    let word = |flag: &str| flag.starts_with("-D") && flag.bytes().all(|b| b.is_ascii_graphic());
    assert!(operations.java_flags.iter().all(|flag| word(&flag.flag) && flag.why.ends_with('.')));
}

/// The ports that an unpacked server opens, typed in from the fact sheet, section 1.4: with the offset
/// of the pack, and those that it does not shift.
#[test]
fn analytics_opens_its_ports() {
    let role = |id: &str| wso2am_3_1_0().role(&id.parse().unwrap()).unwrap();
    let ports = |id: &str, shifted: bool| -> BTreeSet<u16> {
        let listed = role(id).endpoints.iter().filter(|endpoint| endpoint.shifted == shifted);
        listed.map(|endpoint| endpoint.port).collect()
    };
    let worker = [9091, 9444, 7612, 7712, 9612, 9712];
    assert_eq!(ports("analytics-worker", true), BTreeSet::from(worker));
    assert_eq!(ports("analytics-worker", false), BTreeSet::from([7071, 7444, 9806]));
    assert!(ports("analytics-dashboard", true).is_superset(&BTreeSet::from([9092, 9643])));
    assert!(ports("analytics-dashboard", false).is_empty());
}

/// Ports by role, typed in from the product's port list: opened ones count, because they collide.
#[test]
fn each_role_opens_its_ports() {
    let portal = [8243, 8280, 9443, 9611, 9711, 9763, 9999, 11111].as_slice();
    let expected: [(&str, &[u16]); 7] = [
        ("key-manager", &[9443, 9763, 9999, 11111]),
        ("is-key-manager", &[9443, 9763, 9999, 11111]),
        ("traffic-manager", &[5672, 8672, 9443, 9611, 9711, 9763, 9999, 11111]),
        ("publisher", portal),
        ("devportal", portal),
        ("gateway", &[5672, 8099, 8243, 8280, 8672, 9099, 9443, 9763, 9999, 11111]),
        ("all-in-one", &[5672, 8099, 8243, 8280, 8672, 9099, 9443, 9611, 9711, 9763, 9999, 11111]),
    ];
    for (role, ports) in expected {
        let role = wso2am_3_1_0().role(&role.parse().unwrap()).unwrap();
        let mut found: Vec<u16> = role.endpoints.iter().map(|endpoint| endpoint.port).collect();
        found.sort_unstable();
        assert_eq!(found, ports, "{}", role.id);
        assert!(role.endpoints.iter().all(|endpoint| endpoint.shifted), "{}", role.id);
    }
}

#[test]
fn profiles_and_server_roles_are_the_products() {
    let expected = [
        ("key-manager", Some("api-key-manager"), "api-key-manager"),
        ("traffic-manager", Some("traffic-manager"), "traffic-manager"),
        ("publisher", Some("api-publisher"), "api-publisher"),
        ("devportal", Some("api-devportal"), "api-devportal"),
        ("gateway", Some("gateway-worker"), "gateway-worker"),
        ("all-in-one", None, "default"),
    ];
    for (role, profile, server_role) in expected {
        let deployment =
            wso2am_3_1_0().role(&role.parse().unwrap()).unwrap().deployment.as_ref().unwrap();
        assert_eq!(
            (deployment.profile.as_deref(), deployment.server_role.as_deref()),
            (profile, Some(server_role))
        );
    }
}

/// Source: "Configuring WSO2 Identity Server as a Key Manager", 3.1.0, step 8: it is started as it is.
#[test]
fn the_identity_server_has_a_pack_and_no_profile() {
    let c = wso2am_3_1_0();
    let role = c.role(&"is-key-manager".parse().unwrap()).unwrap();
    let deployment = role.deployment.as_ref().unwrap();
    assert_eq!((&deployment.profile, &deployment.server_role), (&None, &None));
    let pack = c.pack_of(role);
    assert_eq!((pack.id.as_str(), pack.optimizer.is_none()), ("wso2is-km-5.10.0", true));
    assert!(!pack.offset_in_config && c.own_pack().offset_in_config);
    // Whoever asks for a Key Manager still gets the product's own.
    let key_management = topology::catalogue::Function::KeyManagement;
    assert_eq!(c.specialist(key_management).unwrap().id.as_str(), "key-manager");
}

#[test]
fn templates_are_canonical_designs_of_this_product() {
    for template in templates() {
        let design = document::parse(template.document)
            .unwrap_or_else(|error| panic!("{}: {error}", template.id));
        assert_eq!(document::write(&design), template.document, "{}", template.id);
        assert_eq!(design.product().version, "3.1.0");
    }
    assert!(template("guide-sample").is_some() && template("nothing").is_none());
}

#[test]
fn generated_designs_have_their_size_and_are_always_the_same() {
    for nodes in [1, 2, 5, 6, 7, 8, 100, 1_000] {
        let design = generate(nodes, 7);
        assert_eq!(design.nodes().len(), nodes);
        let text = document::write(&design);
        assert_eq!(text, document::write(&generate(nodes, 7)));
        assert_eq!(document::parse(&text).unwrap(), design);
    }
    assert_ne!(document::write(&generate(100, 1)), document::write(&generate(100, 2)));
}

#[test]
fn the_largest_generated_design_is_within_the_limits() {
    let text = document::write(&generate(5_000, 1));
    assert!(document::parse(&text).is_ok(), "{:?}", document::parse(&text).err());
}

/// What a capability hangs on is in the catalogue, and each is told in sentences.
#[test]
fn capabilities_name_what_there_is() {
    use topology::catalogue::Upon;
    let c = catalogue::wso2am_3_1_0();
    assert!(c.capabilities.len() >= 6);
    for capability in &c.capabilities {
        assert!(c.roles.iter().any(|role| role.provides(capability.by)), "{}", capability.id);
        assert!(capability.stopped.ends_with('.'), "{}", capability.id);
        for need in &capability.needs {
            assert!(need.why.ends_with('.'), "{}", need.why);
            match &need.on {
                Upon::AnyOf(kinds) => {
                    assert!(!kinds.is_empty());
                    assert!(kinds.iter().all(|kind| c.link_kind(kind).is_some()), "{kinds:?}");
                }
                Upon::EachOf(kind) => assert!(c.link_kind(kind).is_some(), "{kind}"),
                Upon::Schema(schema) => assert!(c.schema(schema).is_some(), "{schema}"),
                Upon::Shares => {}
            }
        }
    }
}
