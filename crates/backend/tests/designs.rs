//! The use-cases against a real database.

use backend::{Actor, ArchiveFormat, Backend, BackendError, Caller, Database, Fate, State};
use topology::{Area, Change, Design, Header, Limits, Link, Point, SettingValue, View, document};

/// One who works alone, on a new database.
async fn backend() -> Caller {
    backend::testing::backend().await.unwrap().caller(Actor::Local)
}

/// A change that moves the first node, made from the design as it is saved.
async fn a_move(backend: &Caller, id: &str, x: i32) -> Change {
    let open = backend.open_design(id).await.unwrap();
    let design = document::parse(&open.document).unwrap();
    let first = design.nodes().next().unwrap().id.clone();
    Change::move_nodes(&design, [(first, Point { x, y: 8 })])
}

#[tokio::test]
async fn a_design_is_made_changed_and_found_again() {
    let backend = backend().await;
    let made = backend.create_design("  Payments ", Some("guide-ha"), None).await.unwrap();
    assert_eq!(
        (made.name.as_str(), made.nodes, made.errors, made.revision),
        ("Payments", 19, 0, 1)
    );
    let change = a_move(&backend, &made.id, 480).await;
    let saved = backend.save_change(&made.id, 1, change).await.unwrap();
    assert_eq!(saved.revision, 2);
    let open = backend.open_design(&made.id).await.unwrap();
    assert_eq!(open.revision, 2);
    assert!(open.document.contains("480"));
    let listed = backend.designs().await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].revision, listed[0].name.as_str()), (2, "Payments"));
    assert_eq!(listed[0].saved_at, saved.saved_at);
}

#[tokio::test]
async fn views_are_kept_with_their_design_and_what_is_none_is_refused() {
    let backend = backend().await;
    let id = backend.create_design("Shown", Some("guide-sample"), None).await.unwrap().id;
    let (design, revision) = backend.load(&id).await.unwrap();
    let view = View {
        id: "view1".parse().unwrap(),
        step: 1,
        name: "Gateways".into(),
        area: Some(Area { x: 0, y: 0, width: 900, height: 600 }),
        lit: design.nodes().take(2).map(|node| node.id.clone()).collect(),
        notes: "First.\nThen.".into(),
    };
    let change = Change::save_view(&design, view.clone());
    let saved = backend.save_change(&id, revision, change).await.unwrap();
    let (again, _) = backend.load(&id).await.unwrap();
    assert_eq!(again.views().collect::<Vec<_>>(), [&view]);
    let copy = backend.duplicate_design(&id).await.unwrap();
    assert_eq!(backend.load(&copy.id).await.unwrap().0.views().len(), 1);
    let wrong = Change::save_view(&again, View { name: String::new(), ..view });
    let told = backend.save_change(&id, saved.revision, wrong).await.unwrap_err();
    assert!(
        matches!(&told, BackendError::Invalid(why) if why.to_string().contains("view view1: name")),
        "{told}"
    );
}

#[tokio::test]
async fn of_two_who_save_the_same_revision_one_is_told_and_nothing_is_lost() {
    let backend = backend().await;
    let id = backend.create_design("Two", Some("guide-sample"), None).await.unwrap().id;
    let (mine, theirs) = (a_move(&backend, &id, 1_000).await, a_move(&backend, &id, 2_000).await);
    let (first, second) =
        tokio::join!(backend.save_change(&id, 1, mine), backend.save_change(&id, 1, theirs));
    let outcomes = [first, second];
    assert_eq!(outcomes.iter().filter(|saved| saved.is_ok()).count(), 1, "{outcomes:?}");
    let told = outcomes.iter().find_map(|saved| saved.as_ref().err()).unwrap();
    assert!(matches!(told, BackendError::Conflict { revision: 2 }), "{told}");
    assert_eq!(backend.open_design(&id).await.unwrap().revision, 2);
}

/// A change that gives a node another name.
fn called(design: &Design, node: &str, name: &str) -> Change {
    let node = design.node(&node.parse().unwrap()).unwrap().clone();
    Change::set_node(design, topology::Node { name: name.into(), ..node })
}

#[tokio::test]
async fn what_others_did_meanwhile_and_what_is_saved_come_together() {
    let backend = backend().await;
    let id = backend.create_design("Merged", Some("guide-sample"), None).await.unwrap().id;
    let (base, _) = backend.load(&id).await.unwrap();
    let theirs = backend.merge_change(&id, 1, called(&base, "gw1", "Theirs")).await.unwrap();
    assert!(theirs.revision == 2 && theirs.since.is_empty(), "nobody else was there");
    let change = called(&base, "km1", "Mine");
    let mine = backend.merge_change(&id, 1, change.clone()).await.unwrap();
    // The page that saved has its own change and nothing of theirs; what it is told leads to what is stored.
    let mut seen = base.clone();
    change.apply(&mut seen).unwrap();
    mine.since.apply(&mut seen).unwrap();
    assert_eq!((mine.revision, &seen), (3, &backend.load(&id).await.unwrap().0));
    let name = |node: &str| seen.node(&node.parse().unwrap()).unwrap().name.clone();
    assert_eq!((name("gw1"), name("km1")), ("Theirs".into(), "Mine".into()));
    // Without leave to merge it is refused as ever.
    let refused = backend.save_change(&id, 1, change).await.unwrap_err();
    assert!(matches!(refused, BackendError::Conflict { revision: 3 }), "{refused}");
}

#[tokio::test]
async fn a_person_is_asked_where_both_changed_the_same_or_one_deleted_it() {
    let backend = backend().await;
    let id = backend.create_design("Asked", Some("guide-sample"), None).await.unwrap().id;
    let (base, _) = backend.load(&id).await.unwrap();
    backend.merge_change(&id, 1, called(&base, "gw1", "Theirs")).await.unwrap();
    let gone = Change::remove(&base, &["km1".parse().unwrap()].into(), &Default::default());
    backend.merge_change(&id, 1, gone).await.unwrap();
    for mine in [called(&base, "gw1", "Mine"), called(&base, "km1", "Mine")] {
        let refused = backend.merge_change(&id, 1, mine).await.unwrap_err();
        assert!(matches!(refused, BackendError::Conflict { revision: 3 }), "{refused}");
    }
    // A revision that this server never saw.
    let refused = backend.merge_change(&id, 7, called(&base, "tm1", "Mine")).await.unwrap_err();
    assert!(matches!(refused, BackendError::Conflict { revision: 3 }), "{refused}");
    assert_eq!(backend.load(&id).await.unwrap().1, 3);
}

#[tokio::test]
async fn many_who_save_at_once_are_all_in() {
    let backend = backend().await;
    let id = backend.create_design("Crowd", Some("guide-ha"), None).await.unwrap().id;
    let (base, _) = backend.load(&id).await.unwrap();
    let nodes: Vec<String> = base.nodes().take(6).map(|node| node.id.to_string()).collect();
    let saves: Vec<_> = nodes
        .iter()
        .map(|node| {
            let (backend, id, change) = (backend.clone(), id.clone(), called(&base, node, "Mine"));
            tokio::spawn(async move { backend.merge_change(&id, 1, change).await })
        })
        .collect();
    let mut revisions = Vec::new();
    for save in saves {
        revisions.push(save.await.unwrap().unwrap().revision);
    }
    revisions.sort_unstable();
    assert_eq!(revisions, (2..8).collect::<Vec<_>>());
    let (end, _) = backend.load(&id).await.unwrap();
    assert_eq!(end.nodes().filter(|node| node.name == "Mine").count(), nodes.len());
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_its_place() {
    let backend = backend().await;
    let id = backend.create_design("Fit", None, None).await.unwrap().id;
    let other = backend.create_design("Other", Some("guide-sample"), None).await.unwrap().id;
    let foreign = a_move(&backend, &other, 7).await;
    assert!(matches!(backend.save_change(&id, 1, foreign).await, Err(BackendError::Invalid(_))));
    for name in ["", "   ", "a\nb", &"x".repeat(200)] {
        assert!(
            matches!(backend.create_design(name, None, None).await, Err(BackendError::Invalid(_))),
            "{name:?}"
        );
    }
    let wrong =
        backend.import_design("{\"format\":1,\"nodes\":[{}]}".into(), None).await.unwrap_err();
    assert!(
        wrong.to_string().contains("nodes[0]") || wrong.to_string().contains("name"),
        "{wrong}"
    );
    let newer = backend.import_design("{\"format\":99}".into(), None).await.unwrap_err();
    assert!(newer.to_string().contains("newer Topology Designer"), "{newer}");
    assert!(matches!(backend.open_design("nothing").await, Err(BackendError::NotFound(_))));
    assert_eq!(backend.open_design(&id).await.unwrap().revision, 1);
}

#[tokio::test]
async fn designs_are_renamed_copied_deleted_and_brought_back() {
    let backend = backend().await;
    let id = backend.create_design("One", Some("all-in-one"), None).await.unwrap().id;
    backend.rename_design(&id, "Uno").await.unwrap();
    let copy = backend.duplicate_design(&id).await.unwrap();
    assert_eq!((copy.name.as_str(), copy.revision), ("Uno copy", 1));
    backend.delete_design(&id).await.unwrap();
    assert!(matches!(backend.delete_design(&id).await, Err(BackendError::NotFound(_))));
    assert_eq!(backend.designs().await.unwrap().len(), 1);
    backend.restore_design(&id).await.unwrap();
    assert_eq!(backend.open_design(&id).await.unwrap().revision, 2);
}

#[tokio::test]
async fn errors_stop_an_export_until_someone_insists() {
    let backend = backend().await;
    let good = backend.create_design("Good", Some("guide-sample"), None).await.unwrap().id;
    let zip = backend.archive(&good, ArchiveFormat::Zip, None, false).await.unwrap();
    assert_eq!(zip.file_name, "good-3.1.0.zip");
    let mut bytes = Vec::new();
    zip.write(&mut bytes).unwrap();
    assert!(bytes.starts_with(b"PK"));
    let one = backend.archive(&good, ArchiveFormat::TarGz, Some("gw1"), false).await.unwrap();
    assert_eq!(one.file_name, "good-3.1.0-gw1.tar.gz");
    let unknown = backend.archive(&good, ArchiveFormat::Zip, Some("nobody"), false).await;
    assert!(matches!(unknown, Err(BackendError::NotFound("node"))));

    let (design, _) = backend.load(&good).await.unwrap();
    let asked = design.links().filter(|link| link.kind == "validates-with").cloned();
    let broken = asked.fold(Change::new(), |change, link| {
        let link = Link { kind: "shows".parse().unwrap(), ..link };
        change.then(Change::set_link(&design, link))
    });
    backend.save_change(&good, 1, broken).await.unwrap();
    let errors = backend.validate(&good).await.unwrap();
    assert_eq!(errors.revision, 2);
    let refused = backend.archive(&good, ArchiveFormat::Zip, None, false).await.unwrap_err();
    assert!(matches!(refused, BackendError::Refused { errors } if errors > 0), "{refused}");
    assert!(backend.archive(&good, ArchiveFormat::Zip, None, true).await.is_ok());
}

#[tokio::test]
async fn the_listing_and_the_previews_are_the_bundle() {
    let backend = backend().await;
    let id = backend.create_design("Files", Some("guide-sample"), None).await.unwrap().id;
    let listing = backend.list_bundle(&id).await.unwrap();
    assert_eq!((listing.root.as_str(), listing.errors), ("files-3.1.0", 0));
    let config = "nodes/gw1/repository/conf/deployment.toml";
    let listed = listing.files.iter().find(|file| file.path == config).unwrap();
    assert_eq!(listed.node.as_deref(), Some("gw1"));
    let preview = backend.preview_file(&id, config).await.unwrap();
    assert_eq!(preview.file.bytes().len(), listed.bytes as usize);
    assert!(matches!(backend.preview_file(&id, "../x").await, Err(BackendError::NotFound("file"))));
}

#[tokio::test]
async fn a_folder_keeps_designs_over_a_restart_and_a_bad_one_is_named() {
    let folder = std::env::temp_dir().join(format!("topology-backend-{}", std::process::id()));
    let database = Database::in_folder(&folder.join("not there yet"));
    let first = Backend::open(&database).await.unwrap();
    let caller = first.caller(Actor::Local);
    let id = caller.create_design("Kept", None, None).await.unwrap().id;
    first.close().await;
    let second = Backend::open(&database).await.unwrap();
    assert_eq!(second.caller(Actor::Local).open_design(&id).await.unwrap().revision, 1);
    second.close().await;
    std::fs::remove_dir_all(&folder).unwrap();
    let nowhere = Database::from_url("sqlite:/proc/nowhere/designs.sqlite").unwrap();
    let refused = Backend::open(&nowhere).await.unwrap_err();
    assert!(refused.to_string().contains("/proc/nowhere"), "{refused}");
}

/// A setting of the most text that one may hold.
fn bulk(letter: &str) -> SettingValue {
    SettingValue::List(vec![letter.repeat(Limits::DOCUMENT.text); Limits::DOCUMENT.list])
}

/// A design of nearly the size that fits.
async fn nearly_full(backend: &Caller) -> (String, Design) {
    let id = backend.create_design("Full", None, None).await.unwrap().id;
    let (mut design, _) = backend.load(&id).await.unwrap();
    let mut header = design.header().clone();
    header.settings = (0..19).map(|n| (format!("s{n}").parse().unwrap(), bulk("x"))).collect();
    let change = Change::set_header(&design, header);
    backend.save_change(&id, 1, change.clone()).await.unwrap();
    change.apply(&mut design).unwrap();
    (id, design)
}

fn refused_for_size<T: std::fmt::Debug>(result: Result<T, BackendError>) {
    let Err(BackendError::Invalid(message)) = result else { panic!("{result:?}") };
    assert!(message.to_string().contains(" bytes; at most 4194304 "), "{message}");
}

#[tokio::test]
async fn a_change_that_makes_a_design_too_large_to_open_is_refused() {
    let backend = backend().await;
    let (id, design) = nearly_full(&backend).await;
    let mut header = design.header().clone();
    for n in 100..103 {
        header.settings.insert(format!("s{n}").parse().unwrap(), bulk("y"));
    }
    let change = Change::set_header(&design, header);
    refused_for_size(backend.save_change(&id, 2, change).await);
    let (kept, revision) = backend.load(&id).await.unwrap();
    assert_eq!((kept == design, revision), (true, 2), "what was there can still be opened");
}

#[tokio::test]
async fn a_document_that_grows_beyond_the_limit_when_it_is_kept_is_refused() {
    let backend = backend().await;
    let (_, mut design) = nearly_full(&backend).await;
    let mut header = design.header().clone();
    header.settings.insert("s99".parse().unwrap(), bulk("y"));
    // Short entries of long lists: four bytes each without indents, eleven with them.
    for n in 100..200 {
        let list = SettingValue::List(vec!["a".into(); Limits::DOCUMENT.list]);
        header.settings.insert(format!("s{n}").parse().unwrap(), list);
    }
    Change::set_header(&design, header).apply(&mut design).unwrap();
    let value: serde_json::Value = serde_json::from_str(&document::write(&design)).unwrap();
    let compact = value.to_string();
    assert!(compact.len() < Limits::DOCUMENT.bytes && document::parse(&compact).is_ok());
    refused_for_size(backend.import_design(compact.clone(), None).await);
    assert_eq!(backend.designs().await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_full_takes_no_longer_name_at_any_door() {
    let backend = backend().await;
    let (_, mut design) = nearly_full(&backend).await;
    // Filled to the last byte: as many long texts as fit, and one that takes the rest.
    let mut room_after = |texts: std::ops::Range<usize>, length: usize| {
        let mut header = design.header().clone();
        for number in texts {
            let text = SettingValue::Text("z".repeat(length));
            header.settings.insert(format!("t{number}").parse().unwrap(), text);
        }
        Change::set_header(&design, header).apply(&mut design).unwrap();
        Limits::DOCUMENT.bytes - document::write(&design).len()
    };
    let before = room_after(100..101, 0);
    let one = before - room_after(101..102, 2_000);
    let rest = room_after(102..101 + before / one, 2_000);
    assert_eq!(room_after(100..101, rest), 0);
    let full = backend.import_design(document::write(&design), None).await.unwrap().id;
    assert!(backend.load(&full).await.is_ok(), "the limit itself is fine");
    let renamed = |name: &str| {
        let header = Header { name: name.into(), ..design.header().clone() };
        Change::set_header(&design, header)
    };
    refused_for_size(backend.duplicate_design(&full).await);
    refused_for_size(backend.rename_design(&full, "Fuller").await);
    refused_for_size(backend.save_change(&full, 1, renamed("Fuller")).await);
    refused_for_size(backend.overwrite(&full, 1, renamed("Fuller")).await);
    refused_for_size(backend.fork_design(&full, renamed("Fuller")).await);
    assert_eq!(backend.rename_design(&full, "Less").await.unwrap().revision, 2);
    assert_eq!(backend.designs().await.unwrap().len(), 2);
}

#[tokio::test]
async fn versions_stay_as_they_were_and_are_compared() {
    let backend = backend().await;
    let id = backend.create_design("Versions", Some("guide-sample"), None).await.unwrap().id;
    let first = backend.create_version(&id, " First ", "As in the guide.").await.unwrap();
    assert_eq!((first.number, first.name.as_str(), first.revision), (1, "First", 1));
    assert_eq!((first.author.as_str(), first.bundle.len()), ("", 64));
    let change = a_move(&backend, &id, 4_000).await;
    backend.save_change(&id, 1, change).await.unwrap();
    let second = backend.create_version(&id, "Second", "").await.unwrap();
    // Where a card lies is in the drawing, which is one of the files.
    assert!(second.number == 2 && second.bundle != first.bundle);
    let listed = backend.versions(&id).await.unwrap();
    assert_eq!(listed, [second, first]);
    let was = backend.state(&id, State::Version(1)).await.unwrap();
    let is = backend.state(&id, State::Now).await.unwrap();
    assert!(was != is && is == backend.state(&id, State::Version(2)).await.unwrap());
    // Back to what was, as a change like any other.
    let back = Change::between(&is, &was);
    backend.save_change(&id, 2, back).await.unwrap();
    let compared = backend.compare_states(&id, State::Version(1), State::Now).await.unwrap();
    assert!(compared.is_empty());
    let other = backend.create_design("Other", Some("guide-ha"), None).await.unwrap().id;
    backend.create_version(&other, "One", "").await.unwrap();
    let (design, revision) = backend.load(&other).await.unwrap();
    let gone: topology::NodeId = "gw1".parse().unwrap();
    let change = Change::remove(&design, &[gone.clone()].into(), &Default::default());
    backend.save_change(&other, revision, change).await.unwrap();
    let files = backend.compare_states(&other, State::Version(1), State::Now).await.unwrap();
    assert!(files.iter().any(|file| file.path.contains(gone.as_str())), "{files:?}");
    // One of them from its first line to its last, and none where nothing is other.
    let of = async |path: &str, after| {
        backend.compare_file(&other, State::Version(1), after, path.to_owned()).await.unwrap()
    };
    let part = files.iter().find(|file| file.fate == Fate::Changed && !file.cut).unwrap();
    let whole = of(&part.path, State::Now).await.unwrap();
    assert!(whole.lines.len() > part.lines.len() && whole.lines[0].before == Some(1));
    assert_eq!(of(&part.path, State::Version(1)).await, None);
    for (name, message) in [("", "x"), ("Name", &*"x".repeat(2_001))] {
        let refused = backend.create_version(&id, name, message).await.unwrap_err();
        assert!(matches!(refused, BackendError::Invalid(_)), "{refused}");
    }
    let missing = backend.state(&id, State::Version(9)).await.unwrap_err();
    assert!(matches!(missing, BackendError::NotFound("version")), "{missing}");
}
