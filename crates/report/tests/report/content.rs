//! Each section beside where it comes from.

use export::{BundleOptions, Exporter};
use report::{Format, State, Tone, Verdict, Version};
use topology::{Area, Change, Design, Target, View, Waiver};

use crate::support::{
    DAY, findings, given, rows, section, table, template, text, told, version, wso2am,
};

fn with(mut design: Design, change: impl FnOnce(&Design) -> Change) -> Design {
    change(&design).apply(&mut design).unwrap();
    design
}

/// A file of the design's bundle.
fn file(design: &Design, path: &str) -> String {
    let bundle = Exporter::new(design, wso2am()).bundle(&BundleOptions::default());
    String::from_utf8(bundle.file(path).unwrap().bytes.clone()).unwrap()
}

#[test]
fn the_first_page_says_what_it_is_of() {
    let design = template("guide-ha");
    let found = findings(&design);
    let titled = report::Given {
        title: Some("Before the move"),
        ..given(&design, &found, State::Revision(12))
    };
    let document = report::document(&titled);
    assert_eq!(document.title, "Before the move");
    assert_eq!(document.about, "WSO2 API Manager 3.1.0 · Production");
    assert_eq!(document.state, format!("Revision 12 · {DAY}"));
    let facts: Vec<(&str, &str)> =
        document.facts.iter().map(|fact| (fact.label, fact.value.text.as_str())).collect();
    assert!(facts.contains(&("Design", design.name())), "{facts:?}");
    assert!(facts.contains(&("Date", DAY)) && facts.contains(&("Revision", "12")), "{facts:?}");
    let bundle = Exporter::new(&design, wso2am()).bundle(&BundleOptions::default());
    assert_eq!(facts.last().unwrap(), &("Bundle, SHA-256", bundle.hash().as_str()));
    assert_eq!(document.bundle, bundle.hash());
    assert_eq!(bundle.hash().len(), 64);
    // A file has no revision, and a document without a date none.
    let plain = report::Given { date: None, ..given(&design, &found, State::File) };
    assert_eq!(report::document(&plain).state, "");
}

#[test]
fn what_is_presented_stands_with_its_notes() {
    let design = with(template("guide-ha"), |design| {
        Change::save_view(
            design,
            View {
                id: "v1".parse().unwrap(),
                step: 1,
                name: "The way in".into(),
                area: Some(Area { x: 0, y: 0, width: 800, height: 600 }),
                lit: vec!["gw1".parse().unwrap(), "gone".parse().unwrap()],
                notes: "First the Gateways.\nThen what they ask.".into(),
            },
        )
    });
    let document = told(&design, State::File);
    assert_eq!(
        rows(table(&document, "decisions", "Views")),
        [["1", "The way in", "First the Gateways.\nThen what they ask.|About Gateway 1."]]
    );
    let without = told(&template("guide-ha"), State::File);
    assert!(text(section(&without, "decisions")).contains("The design has no views."));
}

#[test]
fn settings_that_are_not_the_default_stand_with_what_they_do() {
    let id = "oauth.token_encryption";
    let spec = wso2am().setting(id).unwrap();
    let design = with(template("guide-ha"), |design| {
        let mut header = design.header().clone();
        header.settings.insert(id.parse().unwrap(), true.into());
        Change::set_header(design, header)
    });
    let document = told(&design, State::File);
    let rows = rows(table(&document, "decisions", "Settings other than the default"));
    let row = rows.iter().find(|row| row[0].ends_with(id)).unwrap();
    assert_eq!(
        row[..4],
        [format!("{}|{id}", spec.name), "the design".into(), "yes".into(), "no".into()]
    );
    assert_eq!(row[4], format!("{}|{}", spec.help, spec.source));
    // Nothing is told that is as the product has it, and what is told is in the design.
    for row in &rows {
        let id = row[0].rsplit('|').next().unwrap().parse().unwrap();
        let nodes = design.nodes().filter(|node| node.settings.contains_key(&id)).count();
        assert!(nodes > 0 || design.setting(&id).is_some(), "{row:?}");
        assert_ne!(row[2], row[3], "{row:?}");
    }
    let given: std::collections::BTreeSet<_> = design
        .nodes()
        .flat_map(|node| &node.settings)
        .chain(design.settings())
        .filter(|(id, value)| {
            wso2am().setting(id.as_str()).and_then(|spec| spec.default.as_ref()) != Some(value)
        })
        .collect();
    assert_eq!(rows.len(), given.len());
}

#[test]
fn corrections_are_those_of_the_bundle() {
    for id in ["guide-sample", "guide-ha", "is-as-key-manager"] {
        let design = template(id);
        let document = told(&design, State::File);
        let rows = rows(table(&document, "decisions", "Corrections to the guide"));
        let readme = file(&design, "README.md");
        for correction in &wso2am().corrections {
            let row = rows.iter().find(|row| row[0] == correction.id);
            assert_eq!(row.is_some(), readme.contains(&format!("| {} | ", correction.id)), "{id}");
            if let Some(row) = row {
                assert_eq!(row[1..3], [correction.guide.clone(), correction.here.clone()]);
                assert_eq!(row[3], format!("{}|{}", correction.reason, correction.source));
            }
        }
    }
}

#[test]
fn every_host_and_node_is_listed_with_its_ports() {
    let design = template("guide-ha");
    let document = told(&design, State::File);
    let hosts = rows(table(&document, "machines", "Hosts"));
    assert_eq!(hosts.len(), design.hosts().len());
    for (row, host) in hosts.iter().zip(design.hosts()) {
        assert_eq!(row[0], format!("{}|{}", host.hostname, host.id));
        assert_eq!(row[1], host.address);
        let on_it = design.nodes().filter(|node| node.host.as_ref() == Some(&host.id));
        assert!(on_it.into_iter().all(|node| row[4].contains(&node.name)), "{row:?}");
    }
    let nodes = rows(table(&document, "machines", "Nodes"));
    assert_eq!(nodes.len(), design.nodes().len());
    for (row, node) in nodes.iter().zip(design.nodes()) {
        assert_eq!(row[0], format!("{}|{}", node.name, node.id));
        assert_eq!(row[1], wso2am().role(&node.role).unwrap().name);
        assert_eq!((&row[3], &row[4]), (&node.offset.to_string(), &node.replicas.to_string()));
    }
    // Source: the guide, step 5.4: what a Gateway listens on, and what stands in front of it.
    let gateway = nodes.iter().find(|row| row[0].ends_with("|gw1")).unwrap();
    assert!(["8243", "8280", "9443"].iter().all(|port| gateway[5].contains(port)), "{gateway:?}");
    let balancer = nodes.iter().find(|row| row[0].ends_with("|lb-gw")).unwrap();
    assert!(balancer[5].contains("443"), "{balancer:?}");
    let database = nodes.iter().find(|row| row[0].ends_with("|db1")).unwrap();
    assert!(database[5].starts_with("JDBC "), "{database:?}");
    assert!(!gateway[5].contains("JDBC"), "{gateway:?}");
}

#[test]
fn findings_and_waivers_are_those_of_the_rules() {
    let plain = template("guide-sample");
    let first = findings(&plain).into_iter().find(|told| told.waivable).unwrap();
    let waiver = |rule: &str, until: &str| Waiver {
        rule: rule.to_owned(),
        target: first.target.clone(),
        reason: "It is looked at each year.".into(),
        author: "Ada".into(),
        until: Some(until.to_owned()),
    };
    let design =
        with(plain.clone(), |design| Change::waive(design, waiver(&first.rule, "2027-03-31")));
    let found = findings(&design);
    let document = told(&design, State::File);
    for (severity, label) in [
        (topology::Severity::Error, "errors"),
        (topology::Severity::Warning, "warnings"),
        (topology::Severity::Info, "notes"),
    ] {
        let of_it: Vec<_> =
            found.iter().filter(|told| told.is_open() && told.severity == severity).collect();
        let count = document.counts.iter().find(|count| label.starts_with(count.label)).unwrap();
        assert_eq!(count.number, of_it.len(), "{label}");
        if of_it.is_empty() {
            continue;
        }
        let rows = rows(table(&document, "findings", label));
        assert_eq!(rows.len(), of_it.len(), "{label}");
        for (row, told) in rows.iter().zip(of_it) {
            assert!(row[1].starts_with(&told.message.to_string()), "{row:?}");
            assert_eq!(row[2], format!("{}|{}", severity.as_str(), told.rule));
        }
    }
    let waived = rows(table(&document, "findings", "Waivers"));
    assert_eq!(waived.len(), 1);
    assert!(waived[0][1].starts_with(&first.message.to_string()), "{waived:?}");
    assert!(waived[0][1].ends_with(&first.rule), "{waived:?}");
    assert_eq!(waived[0][2..], ["It is looked at each year.", "Ada", "2027-03-31"]);
    // The day after its last, and one that speaks of nothing.
    let over = with(plain.clone(), |d| Change::waive(d, waiver(&first.rule, "2027-03-30")));
    let said = |design: &Design| {
        rows(table(&told(design, State::File), "findings", "Waivers"))[0][1].clone()
    };
    assert!(said(&over).contains("is over"), "{}", said(&over));
    let idle = with(plain, |d| Change::waive(d, waiver("node-unconnected", "2027-03-31")));
    assert!(said(&idle).contains("no such finding"), "{}", said(&idle));
}

#[test]
fn a_design_without_findings_says_so() {
    let design = template("guide-ha");
    let document = report::document(&given(&design, &[], State::File));
    let said = text(section(&document, "findings"));
    assert!(said.contains("nothing that wants something done"), "{said}");
    assert!(said.contains("Nothing is waived."), "{said}");
    assert_eq!(document.counts[0].tone, Tone::Good);
}

/// The same rows as the bundle has for a spreadsheet.
#[test]
fn connections_are_those_of_the_bundle() {
    for id in ["guide-sample", "guide-ha", "with-analytics"] {
        let design = template(id);
        let document = told(&design, State::File);
        let rows = rows(table(&document, "connections", "Connections"));
        let csv = file(&design, "network/ports.csv");
        let lines: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(rows.len(), lines.len(), "{id}");
        for (row, line) in rows.iter().zip(lines) {
            let name = |cell: &str| cell.split('|').next().unwrap().to_owned();
            for part in
                [name(&row[0]), name(&row[1]), row[2].clone(), row[3].clone(), row[4].clone()]
            {
                assert!(line.contains(&part), "{id}: {part} of {row:?} in {line}");
            }
        }
    }
}

#[test]
fn a_version_stands_with_what_people_said_of_its_bytes() {
    let design = template("guide-ha");
    let bundle = Exporter::new(&design, wso2am()).bundle(&BundleOptions::default()).hash();
    let known = Version { bundle, ..version() };
    let document = told(&design, State::Version(&known));
    assert_eq!(document.sections[0].id, "version");
    assert_eq!(document.state, format!("Version 3, Go live · {DAY}"));
    let said = text(&document.sections[0]);
    assert!(said.contains("Two Gateways more.\nAsked for by Payments."), "{said}");
    assert!(said.contains("made on 2027-03-30 by Ada, of revision 11"), "{said}");
    assert_eq!(
        rows(table(&document, "version", "Verdicts")),
        [["Bob", "Approved", "2027-03-31", "The ports are right."]]
    );
    assert_eq!(
        rows(table(&document, "version", "Requests")),
        [["Bob, Cleo", "Ada", "2027-03-30", "Please look at the ports."]]
    );
    assert!(!said.contains("today it makes"), "{said}");
    let approval = |version: &Version| {
        let document = told(&design, State::Version(version));
        let fact = document.facts.into_iter().find(|fact| fact.label == "Approval").unwrap();
        (fact.value.text, fact.value.tone)
    };
    assert_eq!(approval(&known), ("Approved by 1".into(), Tone::Good));
    let no = Verdict { who: "Cleo".into(), ..Verdict::default() };
    let refused = Version { verdicts: vec![known.verdicts[0].clone(), no], ..known.clone() };
    assert_eq!(approval(&refused), ("Not approved by 1".into(), Tone::Error));
    let alone = Version { verdicts: Vec::new(), asked: Vec::new(), ..known };
    assert_eq!(approval(&alone), ("Nobody has said anything yet".into(), Tone::Quiet));
    let said = text(&told(&design, State::Version(&alone)).sections[0]);
    assert!(said.contains("Nobody was asked"), "{said}");
    // Other bytes than those that were judged.
    let said = text(&told(&design, State::Version(&version())).sections[0]);
    assert!(said.contains("today it makes"), "{said}");
}

#[test]
fn titles_and_dates_are_bounded() {
    let design = template("guide-sample");
    let long = "x".repeat(201);
    for format in Format::ALL {
        let plain = given(&design, &[], State::File);
        let title = report::Given { title: Some(&long), ..plain };
        let error = report::write(&title, format).unwrap_err().to_string();
        assert!(error.contains("title") && error.contains("at most 200"), "{error}");
        let date = report::Given { date: Some(&long[..61]), ..plain };
        let error = report::write(&date, format).unwrap_err().to_string();
        assert!(error.contains("date") && error.contains("at most 60"), "{error}");
    }
}

/// A target that is gone is called by its id.
#[test]
fn names_of_targets_are_those_of_the_bundle() {
    let design = template("guide-sample");
    let name = |target| export::target_name(&design, &target);
    assert_eq!(name(Target::Node("gw1".parse().unwrap())), "Gateway");
    assert_eq!(name(Target::Node("gone".parse().unwrap())), "gone");
}
