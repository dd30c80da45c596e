//! The use-cases against a real database.

use backend::{ArchiveFormat, Backend, BackendError};
use topology::{Change, Point, document};

async fn backend() -> Backend {
    Backend::in_memory().await.unwrap()
}

/// A change that moves the first node, made from the design as it is saved.
async fn a_move(backend: &Backend, id: &str, x: i32) -> Change {
    let open = backend.open_design(id).await.unwrap();
    let design = document::parse(&open.document).unwrap();
    let first = design.nodes().next().unwrap().id.clone();
    Change::move_nodes(&design, [(first, Point { x, y: 8 })])
}

#[tokio::test]
async fn a_design_is_made_changed_and_found_again() {
    let backend = backend().await;
    let made = backend.create_design("  Payments ", Some("guide-ha")).await.unwrap();
    assert_eq!(
        (made.name.as_str(), made.nodes, made.errors, made.revision),
        ("Payments", 17, 0, 1)
    );
    let change = a_move(&backend, &made.id, 480).await;
    let saved = backend.save_change(&made.id, 1, change).await.unwrap();
    assert_eq!(saved.revision, 2);
    let open = backend.open_design(&made.id).await.unwrap();
    assert_eq!((open.revision, open.saved_at), (2, saved.saved_at));
    assert!(open.document.contains("480"));
    let listed = backend.designs().await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].revision, listed[0].name.as_str()), (2, "Payments"));
}

#[tokio::test]
async fn of_two_who_save_the_same_revision_one_is_told_and_nothing_is_lost() {
    let backend = backend().await;
    let id = backend.create_design("Two", Some("guide-sample")).await.unwrap().id;
    let (mine, theirs) = (a_move(&backend, &id, 1_000).await, a_move(&backend, &id, 2_000).await);
    let (first, second) =
        tokio::join!(backend.save_change(&id, 1, mine), backend.save_change(&id, 1, theirs));
    let outcomes = [first, second];
    assert_eq!(outcomes.iter().filter(|saved| saved.is_ok()).count(), 1, "{outcomes:?}");
    let told = outcomes.iter().find_map(|saved| saved.as_ref().err()).unwrap();
    assert!(matches!(told, BackendError::Conflict { revision: 2 }), "{told}");
    assert_eq!(backend.open_design(&id).await.unwrap().revision, 2);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_its_place() {
    let backend = backend().await;
    let id = backend.create_design("Fit", None).await.unwrap().id;
    let other = backend.create_design("Other", Some("guide-sample")).await.unwrap().id;
    let foreign = a_move(&backend, &other, 7).await;
    assert!(matches!(backend.save_change(&id, 1, foreign).await, Err(BackendError::Invalid(_))));
    for name in ["", "   ", "a\nb", &"x".repeat(200)] {
        assert!(
            matches!(backend.create_design(name, None).await, Err(BackendError::Invalid(_))),
            "{name:?}"
        );
    }
    let wrong = backend.import_design("{\"format\":1,\"nodes\":[{}]}".into()).await.unwrap_err();
    assert!(
        wrong.to_string().contains("nodes[0]") || wrong.to_string().contains("name"),
        "{wrong}"
    );
    let newer = backend.import_design("{\"format\":99}".into()).await.unwrap_err();
    assert!(newer.to_string().contains("newer Topology Designer"), "{newer}");
    assert!(matches!(backend.open_design("nothing").await, Err(BackendError::NotFound(_))));
    assert_eq!(backend.open_design(&id).await.unwrap().revision, 1);
}

#[tokio::test]
async fn designs_are_renamed_copied_deleted_and_brought_back() {
    let backend = backend().await;
    let id = backend.create_design("One", Some("all-in-one")).await.unwrap().id;
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
    let good = backend.create_design("Good", Some("guide-sample")).await.unwrap().id;
    let zip = backend.archive(&good, ArchiveFormat::Zip, None, false).await.unwrap();
    assert_eq!(zip.file_name, "good-3.1.0.zip");
    assert!(zip.bytes.starts_with(b"PK"));
    let one = backend.archive(&good, ArchiveFormat::TarGz, Some("gw1"), false).await.unwrap();
    assert_eq!(one.file_name, "good-3.1.0-gw1.tar.gz");
    let unknown = backend.archive(&good, ArchiveFormat::Zip, Some("nobody"), false).await;
    assert!(matches!(unknown, Err(BackendError::NotFound("node"))));

    let open = backend.open_design(&good).await.unwrap();
    let broken = open.document.replace("\"kind\": \"validates-with\"", "\"kind\": \"shows\"");
    backend.save_document(&good, 1, broken).await.unwrap();
    let errors = backend.validate(&good).await.unwrap();
    assert_eq!(errors.revision, 2);
    let refused = backend.archive(&good, ArchiveFormat::Zip, None, false).await.unwrap_err();
    assert!(matches!(refused, BackendError::Refused { errors } if errors > 0), "{refused}");
    assert!(backend.archive(&good, ArchiveFormat::Zip, None, true).await.is_ok());
}

#[tokio::test]
async fn the_listing_and_the_previews_are_the_bundle() {
    let backend = backend().await;
    let id = backend.create_design("Files", Some("guide-sample")).await.unwrap().id;
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
    let first = Backend::open(&folder).await.unwrap();
    let id = first.create_design("Kept", None).await.unwrap().id;
    first.close().await;
    let second = Backend::open(&folder).await.unwrap();
    assert_eq!(second.open_design(&id).await.unwrap().revision, 1);
    second.close().await;
    std::fs::remove_dir_all(&folder).unwrap();
    let refused = Backend::open(std::path::Path::new("/proc/nowhere")).await.unwrap_err();
    assert!(refused.to_string().contains("/proc/nowhere"), "{refused}");
}
