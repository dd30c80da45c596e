//! Whole files as they were read and accepted. `UPDATE_GOLDEN=1 cargo test -p export` writes them
//! again; the difference is then read before it is committed.

use std::fs;
use std::path::Path;

use crate::support::{bundle, template};

/// What a person would look at first, of a single and of a highly available deployment.
const FILES: [(&str, &str); 33] = [
    ("guide-sample", "nodes/km1/repository/conf/deployment.toml"),
    ("guide-sample", "nodes/tm1/repository/conf/deployment.toml"),
    ("guide-sample", "nodes/pub1/repository/conf/deployment.toml"),
    ("guide-sample", "nodes/dev1/repository/conf/deployment.toml"),
    ("guide-sample", "nodes/gw1/repository/conf/deployment.toml"),
    ("guide-sample", "nodes/gw1/bin/install.sh"),
    ("guide-sample", "nodes/gw1/bin/start.bat"),
    ("guide-ha", "README.md"),
    ("guide-ha", "databases/README.md"),
    ("guide-ha", "databases/db1/01-create.sql"),
    ("guide-ha", "databases/db1/03-reduce-rights.sql"),
    ("all-in-one-local", "databases/README.md"),
    ("guide-ha", "secrets.env.example"),
    ("guide-ha", "load-balancers/lb-gw/README.md"),
    ("guide-ha", "load-balancers/lb-gw/nginx.conf"),
    ("guide-ha", "shares/share-gw/README.md"),
    ("guide-ha", "shares/share-gw/exports"),
    ("guide-ha", "shares/share-gw/gw1/mount.sh"),
    ("guide-ha", "nodes/gw1/README.md"),
    ("guide-ha", "nodes/pub1/repository/conf/deployment.toml"),
    ("guide-ha", "start-all.sh"),
    ("guide-ha", "certificates/create-keystores.sh"),
    ("guide-ha", "certificates/README.md"),
    ("guide-ha", "network/hosts"),
    ("guide-ha", "network/ports.csv"),
    ("guide-ha", "network/README.md"),
    ("guide-ha", "operations/sysctl.conf"),
    ("guide-ha", "nodes/gw1/bin/preflight.sh"),
    ("guide-ha", "nodes/gw1/systemd/gw1.service"),
    ("guide-sample", "stop-all.bat"),
    ("is-as-key-manager", "nodes/is1/repository/conf/deployment.toml"),
    ("is-as-key-manager", "nodes/is1/README.md"),
    ("is-as-key-manager", "README.md"),
];

#[test]
fn files_are_as_accepted() {
    for (id, path) in FILES {
        let bundle = bundle(&template(id));
        let made = &bundle.file(path).unwrap_or_else(|| panic!("{id} has no {path}")).bytes;
        assert_accepted(&format!("{id}/{path}"), made);
    }
}

/// Compares with the file of this name below `golden`, or writes it.
pub(crate) fn assert_accepted(name: &str, made: &[u8]) {
    let accepted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(accepted.parent().unwrap()).unwrap();
        fs::write(&accepted, made).unwrap();
    }
    let expected =
        fs::read(&accepted).unwrap_or_else(|error| panic!("{}: {error}", accepted.display()));
    let made_text = String::from_utf8_lossy(made);
    assert!(made == expected, "{name} is not as accepted; made:\n{made_text}");
}
