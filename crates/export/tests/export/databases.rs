//! Each engine in a small design: the keys of a connection, and the folder for its administrator.
//!
//! Source: wso2-domain sections 4.1 to 4.3.

use std::collections::BTreeMap;

use topology::notation::design;
use topology::{Change, Design, SettingValue};

use crate::support::{bundle, catalogue, config, shown, values};

/// A design with each engine, as the closed world looks at it too.
pub(crate) const DESIGNS: [&str; 9] = [
    "k: key-manager host=k.x\nd: database host=d.x\nk -stores-in-> d",
    "k: key-manager host=k.x\nd: database host=d.x database.driver_jar=mysql-connector-java-8.0.28.jar database.port=3307\nk -stores-in-> d",
    "k: key-manager host=k.x\nd: database host=d.x database.engine=postgresql\nk -stores-in-> d",
    "k: key-manager host=k.x\nd: database host=d.x database.engine=oracle database.sid=ORCL\nk -stores-in-> d",
    "k: key-manager host=k.x\nd: database host=d.x database.engine=oracle-rac database.sid=rac database.addresses=[r1.x,r2.x:1522]\nk -stores-in-> d",
    "k: key-manager host=k.x\nd: database host=d.x database.engine=mssql\nk -stores-in-> d",
    "k: key-manager host=k.x\nd: database host=d.x database.engine=db2 database.shared_db.name=shareddb\nk -stores-in-> d",
    "k: key-manager host=k.x\nd: database database.engine=h2\nk -stores-in-> d",
    "k: key-manager host=k.x\nd: database host=d.x database.apim_db.url=jdbc:mysql://d.x:3306/apim_db?useSSL=true&a=b\nk -stores-in-> d",
];

/// The keys of one table, without the ones below it.
fn table(design: &Design, table: &str) -> BTreeMap<String, String> {
    let prefix = format!("database.{table}.");
    values(&config(design, "k"))
        .iter()
        .filter_map(|(path, value)| Some((path.strip_prefix(&prefix)?.to_owned(), shown(value))))
        .filter(|(key, _)| !key.contains('.') || table.ends_with("pool_options"))
        .collect()
}

fn expect(text: &str, schema: &str, keys: &[(&str, &str)]) {
    let secret = ("password", "$env{DATABASE_PASSWORD}");
    let expected: BTreeMap<String, String> =
        keys.iter().chain([&secret]).map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    assert_eq!(table(&design(text), schema), expected, "{text}");
}

#[test]
fn each_engine_has_exactly_the_keys_that_the_product_infers_from() {
    let user = ("username", "wso2carbon");
    let parts = |kind, port, name| {
        [("type", kind), ("hostname", "d.x"), ("port", port), ("name", name), user]
    };
    let [mysql, mysql8, postgresql, oracle, rac, mssql, db2, h2, url] = DESIGNS;
    expect(mysql, "apim_db", &parts("mysql", "3306", "apim_db"));
    expect(mysql, "shared_db", &parts("mysql", "3306", "shared_db"));
    let driver = ("driver", "com.mysql.cj.jdbc.Driver");
    expect(mysql8, "apim_db", &[&parts("mysql", "3307", "apim_db")[..], &[driver]].concat());
    expect(postgresql, "apim_db", &parts("postgre", "5432", "apim_db"));
    let by_sid = |user| {
        [
            ("type", "oracle"),
            ("hostname", "d.x"),
            ("port", "1521"),
            ("sid", "ORCL"),
            ("username", user),
        ]
    };
    expect(oracle, "apim_db", &by_sid("apim_db"));
    expect(oracle, "shared_db", &by_sid("shared_db"));
    let description = "jdbc:oracle:thin:@(DESCRIPTION=(LOAD_BALANCE=on)(ADDRESS_LIST=\
        (ADDRESS=(PROTOCOL=TCP)(HOST=r1.x)(PORT=1521))(ADDRESS=(PROTOCOL=TCP)(HOST=r2.x)(PORT=1522)))\
        (CONNECT_DATA=(SERVICE_NAME=rac)))";
    let whole = [("type", "oracle"), ("url", description), ("username", "shared_db")];
    expect(rac, "shared_db", &whole);
    expect(mssql, "apim_db", &parts("mssql", "1433", "apim_db"));
    expect(db2, "shared_db", &parts("db2", "50000", "shareddb"));
    let file = "jdbc:h2:./repository/database/WSO2SHARED_DB;DB_CLOSE_ON_EXIT=FALSE";
    expect(h2, "shared_db", &[("type", "h2"), ("url", file), user]);
    let typed = "jdbc:mysql://d.x:3306/apim_db?useSSL=true&amp;a=b";
    expect(url, "apim_db", &[("type", "mysql"), ("url", typed), user]);
    expect(url, "shared_db", &parts("mysql", "3306", "shared_db"));
}

/// Section 4.2: pool options in camelCase, defaults left out; the validation query is a key of the
/// database.
#[test]
fn pool_options_that_differ_from_the_products_are_written() {
    let quiet = design(DESIGNS[0]);
    assert_eq!(table(&quiet, "apim_db.pool_options"), BTreeMap::new());
    assert!(!config(&quiet, "k").contains("pool_options"));
    let busy = design(
        "k: key-manager host=k.x\nd: database host=d.x database.pool.max_active=100 database.pool.max_wait=60000 database.pool.test_on_borrow=false database.pool.min_idle=5\nk -stores-in-> d",
    );
    let expected: BTreeMap<String, String> =
        [("maxActive", "100"), ("minIdle", "5"), ("testOnBorrow", "false")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into();
    for schema in ["apim_db", "shared_db"] {
        assert_eq!(table(&busy, &format!("{schema}.pool_options")), expected);
    }
    let mut own = design(DESIGNS[0]);
    let query = SettingValue::Text("SELECT 2".into());
    set(&mut own, "database.validation_query", query);
    assert_eq!(table(&own, "shared_db")["validationQuery"], "SELECT 2");
}

pub(crate) fn set(design: &mut Design, setting: &str, value: SettingValue) {
    let (node, setting) = ("d".parse().unwrap(), setting.parse().unwrap());
    Change::set_node_setting(design, &node, &setting, Some(value)).apply(design).unwrap();
}

pub(crate) fn file(design: &Design, path: &str) -> String {
    let bundle = bundle(design);
    let file = bundle.file(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

#[test]
fn an_administrator_finds_statements_and_an_order() {
    for text in &DESIGNS[..7] {
        let design = design(text);
        let readme = file(&design, "databases/README.md");
        let create = file(&design, "databases/d/01-create.sql");
        let reduce = file(&design, "databases/d/03-reduce-rights.sql");
        for told in ["d/01-create.sql", "d/03-reduce-rights.sql"] {
            assert!(readme.contains(told), "{told} is not in:\n{readme}");
        }
        let engine =
            topology::Graph::new(&design, catalogue()).engine(design.nodes().next().unwrap());
        let script = &engine.unwrap().script;
        for told in [format!("dbscripts/apimgt/{script}"), format!("dbscripts/{script}")] {
            assert!(readme.matches(&told).count() >= 2, "{told} is not run in:\n{readme}");
        }
        assert!(create.contains("apim_db") && reduce.contains("apim_db"), "{create}\n{reduce}");
        let slots = |line: &str| {
            line.contains("{name") || line.contains("{user") || line.contains("{secret")
        };
        assert!(
            !create.lines().chain(reduce.lines()).chain(readme.lines()).any(slots),
            "{create}\n{readme}"
        );
        assert!(!create.contains("$env") && !reduce.contains("PASSWORD"), "{create}\n{reduce}");
    }
    let h2 = bundle(&design(DESIGNS[7]));
    assert!(h2.files.iter().all(|file| !file.path.ends_with(".sql")));
}

/// Whatever people type, a statement is one statement: or there is none, and the file says so.
#[test]
fn a_hostile_name_is_quoted_or_left_out() {
    let hostile = "x`]\"'; DROP TABLE t; -- $(id) &x =\\";
    for (engine, quoted) in [
        ("mysql", Some("CREATE DATABASE `x``]\"'; DROP TABLE t; -- $(id) &x =\\` ")),
        ("postgresql", None),
        ("mssql", None),
        ("oracle", None),
        ("oracle-rac", None),
        ("db2", None),
    ] {
        let mut design = design(DESIGNS[0]);
        for (setting, value) in [
            ("database.engine", engine),
            ("database.apim_db.name", hostile),
            ("database.username", hostile),
            ("database.sid", "X"),
        ] {
            set(&mut design, setting, value.into());
        }
        let create = file(&design, "databases/d/01-create.sql");
        match quoted {
            Some(quoted) => assert!(create.contains(quoted), "{engine}\n{create}"),
            None => {
                assert!(!create.contains("DROP"), "{engine}\n{create}");
                assert!(create.contains("-- apim_db: nothing, because"), "{engine}\n{create}");
            }
        }
        // A script that is pasted into a shell is one word for each name.
        let readme = file(&design, "databases/README.md");
        for line in readme.lines().filter(|line| line.starts_with("    ")) {
            let bare = line.replace("'\\''", "").split('\'').step_by(2).collect::<String>();
            let read_aside = bare.split("    #").next().unwrap().to_owned();
            assert!(!read_aside.contains("DROP"), "{line}");
        }
    }
    let mut brackets = design(DESIGNS[5]);
    set(&mut brackets, "database.apim_db.name", "a]; DROP".into());
    set(&mut brackets, "database.username", "o'x".into());
    let create = file(&brackets, "databases/d/01-create.sql");
    for told in ["CREATE DATABASE [a]]; DROP];", "N'o''x'", "CREATE USER [o'x] FOR"] {
        assert!(create.contains(told), "{told} is not in:\n{create}");
    }
}
