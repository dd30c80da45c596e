//! API-M Analytics: what Gateways and portals are told of it, and `deployment.yaml` of its servers.
//!
//! Source: wso2-domain sections 1.4, 2.1, 4.4 and 8.1; analytics-apim v3.1.0, the two shipped files.

use export::{Exporter, OriginKind};
use serde_yaml_ng::Value;
use topology::notation::design;
use topology::{Design, Graph, Target};

use crate::support::{bundle, catalogue, config, shown, template, values};

/// Everything apart, one worker and one dashboard.
pub(crate) const APART: &str = "set admin.username = apim-admin
    set keystore.tls.file_name = tls.jks
    gw: gateway host=gw.x +4
    pub: publisher host=pub.x
    dev: devportal host=dev.x +2
    km: key-manager host=km.x +1
    tm: traffic-manager host=tm.x
    w1: analytics-worker host=w1.x
    dash: analytics-dashboard host=dash.x
    db: database host=db.x database.schemas=[apim_db,shared_db,analytics_db,permissions_db,dashboard_db,business_rules_db]
    gw -validates-with-> km
    dev -validates-with-> km
    gw -reports-to-> tm
    pub -reports-to-> tm
    km -reports-to-> tm
    pub -publishes-to-> gw
    dev -shows-> gw
    pub -opens-> dev
    gw -stores-in-> db
    pub -stores-in-> db
    dev -stores-in-> db
    km -stores-in-> db
    tm -stores-in-> db
    w1 -stores-in-> db
    dash -stores-in-> db
    gw -sends-analytics-to-> w1
    pub -sends-analytics-to-> w1
    dev -sends-analytics-to-> w1
    dash -signs-in-with-> km
    dash -lists-apis-of-> pub
    dash -lists-applications-of-> dev
    dash -deploys-rules-to-> w1";

/// Two workers beside an all-in-one, with a load balancer for queries and one for dashboards.
const PAIR: &str = "a: all-in-one host=a.x
    w1: analytics-worker host=w1.x
    w2: analytics-worker host=w2.x +2
    d1: analytics-dashboard host=d1.x
    d2: analytics-dashboard host=d2.x +1
    lbw: load-balancer host=queries.x
    lbd: load-balancer host=stats.x
    db: database host=db.x database.engine=postgresql database.schemas=[apim_db,shared_db,analytics_db,permissions_db,dashboard_db,business_rules_db]
    lbw -balances-> w1
    lbw -balances-> w2
    lbd -balances-> d1
    lbd -balances-> d2
    a -stores-in-> db
    w1 -stores-in-> db
    w2 -stores-in-> db
    d1 -stores-in-> db
    d2 -stores-in-> db
    a -sends-analytics-to-> w1
    a -sends-analytics-to-> w2
    a -reads-analytics-from-> lbw
    d1 -signs-in-with-> a
    d2 -signs-in-with-> a
    d1 -lists-apis-of-> a
    d2 -lists-apis-of-> a
    d1 -lists-applications-of-> a
    d2 -lists-applications-of-> a
    d1 -deploys-rules-to-> w1
    d1 -deploys-rules-to-> w2";

/// For whoever looks at many designs.
pub(crate) const DESIGNS: [&str; 9] = [
    APART,
    PAIR,
    "w: analytics-worker host=w.x",
    "w: analytics-worker host=w.x\nd: database host=d.x database.schemas=[analytics_db,permissions_db] database.driver_jar=mysql-connector-java-8.0.28.jar\nw -stores-in-> d",
    "w: analytics-worker host=w.x\nd: database host=d.x database.schemas=[analytics_db,permissions_db] database.engine=oracle database.sid=ORCL\nw -stores-in-> d",
    "w: analytics-worker host=w.x\nd: database host=d.x database.schemas=[analytics_db,permissions_db] database.engine=oracle-rac database.sid=rac database.addresses=[r1.x,r2.x:1522]\nw -stores-in-> d",
    "w: analytics-worker host=w.x\nd: database host=d.x database.schemas=[analytics_db,permissions_db] database.engine=mssql\nw -stores-in-> d",
    "w: analytics-worker host=w.x\nd: database host=d.x database.schemas=[analytics_db,permissions_db] database.engine=db2\nw -stores-in-> d",
    "w: analytics-worker host=w.x\nd: database host=d.x database.schemas=[analytics_db,permissions_db] database.engine=h2\nw -stores-in-> d",
];

fn text(design: &Design, path: &str) -> String {
    let bundle = bundle(design);
    let file = bundle.file(path).unwrap_or_else(|| panic!("no file {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

fn yaml(design: &Design, node: &str, program: &str) -> Value {
    let text = text(design, &format!("nodes/{node}/conf/{program}/deployment.yaml"));
    serde_yaml_ng::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A value by its keys; a number is a place in a list.
fn at<'v>(value: &'v Value, path: &[&str]) -> &'v Value {
    path.iter().fold(value, |value, key| match key.parse::<usize>() {
        Ok(index) => &value[index],
        Err(_) => &value[*key],
    })
}

fn datasource<'v>(file: &'v Value, name: &str) -> &'v Value {
    let sources = file["wso2.datasources"]["dataSources"].as_sequence().unwrap();
    let found = sources.iter().find(|source| source["name"] == name);
    &found.unwrap_or_else(|| panic!("no {name}"))["definition"]["configuration"]
}

fn analytics(design: &Design, node: &str) -> Vec<String> {
    let found = values(&config(design, node)).into_iter();
    let mine = found.filter(|(path, _)| path.starts_with("apim.analytics"));
    mine.map(|(path, value)| format!("{path} = {}", shown(&value))).collect()
}

#[test]
fn who_sends_names_every_worker_in_one_group() {
    let apart = design(APART);
    let credentials =
        ["apim.analytics.enable = true", "apim.analytics.password = $ref{super_admin.password}"];
    let group = [
        "apim.analytics.url_group[0].analytics_auth_url = [\"ssl://w1.x:7712\"]",
        "apim.analytics.url_group[0].analytics_url = [\"tcp://w1.x:7612\"]",
        "apim.analytics.url_group[0].type = loadbalance",
        "apim.analytics.username = $ref{super_admin.username}",
    ];
    assert_eq!(analytics(&apart, "gw"), [&credentials[..], &group[..]].concat());
    let store = ["apim.analytics.store_api_url = https://w1.x:7444"];
    for portal in ["pub", "dev"] {
        assert_eq!(analytics(&apart, portal), [&credentials[..], &store, &group[..]].concat());
    }
    for other in ["km", "tm"] {
        assert_eq!(analytics(&apart, other), Vec::<String>::new());
    }
    // Events go to each worker, queries through the load balancer; the offset shifts events alone.
    let pair = analytics(&design(PAIR), "a").join("\n");
    assert!(pair.contains("analytics_url = [\"tcp://w1.x:7612\", \"tcp://w2.x:7614\"]"), "{pair}");
    assert!(pair.contains("auth_url = [\"ssl://w1.x:7712\", \"ssl://w2.x:7714\"]"), "{pair}");
    assert!(pair.contains("store_api_url = https://queries.x:7444"), "{pair}");
}

#[test]
fn who_is_linked_with_no_worker_is_told_nothing_of_it() {
    let design = template("guide-ha");
    for node in ["gw1", "pub1", "dev1", "km1", "tm1"] {
        assert_eq!(analytics(&design, node), Vec::<String>::new());
    }
}

/// A file without one of these parts would lose it: it replaces the pack's as a whole.
#[test]
fn every_part_of_the_packs_own_file_is_there() {
    let design = design(APART);
    let both = [
        "wso2.carbon",
        "wso2.transport.http",
        "databridge.config",
        "data.agent.config",
        "wso2.artifact.deployment",
        "state.persistence",
        "wso2.securevault",
        "wso2.datasources",
        "auth.configs",
    ];
    let worker = [
        "siddhi.stores.query.api",
        "wso2.metrics",
        "wso2.metrics.jdbc",
        "siddhi",
        "cluster.config",
    ];
    let dashboard = [
        "wso2.business.rules.manager",
        "data.provider.configs",
        "additional.apis",
        "report",
        "wso2.dashboard",
    ];
    let sources = |file: &Value| -> Vec<String> {
        let sources = file["wso2.datasources"]["dataSources"].as_sequence().unwrap();
        let mut names: Vec<String> =
            sources.iter().map(|source| source["name"].as_str().unwrap().to_owned()).collect();
        names.sort();
        names
    };
    for (node, program, own, databases) in [
        (
            "w1",
            "worker",
            &worker,
            &[
                "APIM_ANALYTICS_DB",
                "GEO_LOCATION_DATA",
                "WSO2_CLUSTER_DB",
                "WSO2_METRICS_DB",
                "WSO2_PERMISSIONS_DB",
            ][..],
        ),
        (
            "dash",
            "dashboard",
            &dashboard,
            &[
                "AM_DB",
                "APIM_ANALYTICS_DB",
                "BUSINESS_RULES_DB",
                "WSO2_DASHBOARD_DB",
                "WSO2_METRICS_DB",
                "WSO2_PERMISSIONS_DB",
            ],
        ),
    ] {
        let file = yaml(&design, node, program);
        let mut parts: Vec<&str> =
            file.as_mapping().unwrap().keys().map(|key| key.as_str().unwrap()).collect();
        let mut expected = [&both[..], own].concat();
        parts.sort_unstable();
        expected.sort_unstable();
        assert_eq!(parts, expected, "{node}");
        assert_eq!(sources(&file), databases, "{node}");
    }
}

#[test]
fn a_worker_is_told_who_signs_in_and_where_its_keys_are() {
    let file = yaml(&design(APART), "w1", "worker");
    assert_eq!(file["wso2.carbon"]["id"], "w1");
    let user = at(&file, &["auth.configs", "userManager", "userStore", "users", "0", "user"]);
    assert_eq!(user["username"], "apim-admin");
    assert_eq!(user["password"], "${env:ADMIN_PASSWORD_BASE64}");
    let key = "${sys:carbon.home}/resources/security/tls.jks";
    for part in ["wso2.transport.http", "siddhi.stores.query.api"] {
        let listener = at(&file, &[part, "listenerConfigurations", "1"]);
        assert_eq!(listener["keyStoreFile"], key, "{part}");
        assert_eq!(listener["keyStorePassword"], "${env:KEYSTORE_PASSWORD}", "{part}");
        assert_eq!(listener["certPass"], "${env:KEYSTORE_PASSWORD}", "{part}");
    }
    assert_eq!(file["databridge.config"]["keyStoreLocation"], key);
    let agent = at(&file, &["data.agent.config", "agents", "1", "agentConfiguration"]);
    assert_eq!(
        agent["trustStorePath"],
        "${sys:carbon.home}/resources/security/client-truststore.jks"
    );
    assert_eq!(agent["trustStorePassword"], "${env:TRUSTSTORE_PASSWORD}");
    assert_eq!(file["cluster.config"]["enabled"], false);
}

#[test]
fn a_dashboard_is_told_where_people_sign_in_and_come_back() {
    let file = yaml(&design(APART), "dash", "dashboard");
    let found = at(&file, &["auth.configs", "properties"]);
    for (key, value) in [
        ("kmDcrUrl", "https://km.x:9444/client-registration/v0.16/register"),
        ("kmTokenUrl", "https://km.x:9444/oauth2"),
        ("kmTokenUrlForRedirection", "https://km.x:9444/oauth2"),
        ("externalLogoutUrl", "https://km.x:9444/oidc/logout"),
        ("publisherUrl", "https://pub.x:9443"),
        ("devPortalUrl", "https://dev.x:9445"),
        ("baseUrl", "https://dash.x:9643"),
        ("adminUsername", "apim-admin"),
        ("adminPassword", "${env:ADMIN_PASSWORD}"),
        ("kmPassword", "${env:ADMIN_PASSWORD}"),
    ] {
        assert_eq!(found[key], value, "{key}");
    }
    let rules = &file["wso2.business.rules.manager"];
    assert!(rules["deployment_configs"][0]["w1.x:9444"].is_sequence(), "{rules:?}");
    assert_eq!(datasource(&file, "AM_DB")["jdbcUrl"], "jdbc:mysql://db.x:3306/apim_db");

    let pair = design(PAIR);
    let first = yaml(&pair, "d1", "dashboard");
    let both = first["wso2.business.rules.manager"]["deployment_configs"][0].as_mapping().unwrap();
    let workers: Vec<_> = both.keys().map(|key| key.as_str().unwrap()).collect();
    assert_eq!(workers, ["w1.x:9444", "w2.x:9446"]);
    let second = yaml(&pair, "d2", "dashboard");
    assert_eq!(at(&second, &["auth.configs", "properties"])["baseUrl"], "https://stats.x:443");
    // Nobody to deploy to, and so not a word: an empty list stops the server.
    assert!(second["wso2.business.rules.manager"]["deployment_configs"].is_null());
}

#[test]
fn two_workers_divide_the_work_and_one_does_all() {
    let shard = |design: &Design, node: &str| {
        let file = yaml(design, node, "worker");
        let found = &file["siddhi"]["properties"];
        (found["partitionById"].as_bool(), found["shardId"].as_str().map(str::to_owned))
    };
    let pair = design(PAIR);
    assert_eq!(shard(&pair, "w1"), (Some(true), Some("w1".into())));
    assert_eq!(shard(&pair, "w2"), (Some(true), Some("w2".into())));
    assert_eq!(shard(&design(APART), "w1"), (None, None));
    let long = design("analytics-worker-of-the-house: analytics-worker\nw: analytics-worker");
    let (_, cut) = shard(&long, "analytics-worker-of-the-house");
    assert_eq!(cut.as_deref(), Some("analytics-worker-of-"));
}

/// Drawn once, deployed twice: each replica is a worker of its own.
#[test]
fn replicas_are_workers_of_their_own() {
    let drawn = design(
        "a: all-in-one host=a.x\nw: analytics-worker ×2 host=w{n}.x\na -sends-analytics-to-> w",
    );
    let told = analytics(&drawn, "a").join("\n");
    assert!(told.contains("analytics_url = [\"tcp://w1.x:7612\", \"tcp://w2.x:7612\"]"), "{told}");
    for node in ["w", "w-2"] {
        let file = yaml(&drawn, node, "worker");
        assert_eq!(file["wso2.carbon"]["id"], node);
        assert_eq!(file["siddhi"]["properties"]["shardId"], node);
    }
}

/// The file's ports with the file's offset are those that the drawing counts with.
#[test]
fn the_offset_of_a_drawing_comes_on_top_of_the_packs() {
    for (node, program, own) in [("w1", "worker", 1), ("d1", "dashboard", 3)] {
        for offset in [0, 7] {
            let of = |node: &str| {
                node.replace("w1", "analytics-worker").replace("d1", "analytics-dashboard")
            };
            let design = design(&format!("{node}: {} host=n.x +{offset}", of(node)));
            let file = yaml(&design, node, program);
            let shift = at(&file, &["wso2.carbon", "ports", "offset"]).as_u64().unwrap();
            assert_eq!(shift, own + offset);
            let port = |value: &Value| match value {
                Value::String(text) => text.parse::<u64>().unwrap(),
                other => other.as_u64().unwrap(),
            };
            let mut opened: Vec<u64> = Vec::new();
            for listener in
                at(&file, &["wso2.transport.http", "listenerConfigurations"]).as_sequence().unwrap()
            {
                opened.push(port(&listener["port"]) + shift);
            }
            for receiver in
                at(&file, &["databridge.config", "dataReceivers"]).as_sequence().unwrap()
            {
                let ports = at(receiver, &["dataReceiver", "properties"]);
                opened.extend([port(&ports["tcpPort"]) + shift, port(&ports["sslPort"]) + shift]);
            }
            if program == "worker" {
                for listener in at(&file, &["siddhi.stores.query.api", "listenerConfigurations"])
                    .as_sequence()
                    .unwrap()
                {
                    opened.push(port(&listener["port"]));
                }
                opened.push(9806);
            }
            let graph = Graph::new(&design, catalogue());
            let node = design.nodes().next().unwrap();
            let mut drawn: Vec<u64> = graph.listening(node).map(|(_, port)| port.into()).collect();
            opened.sort_unstable();
            drawn.sort_unstable();
            assert_eq!(opened, drawn, "{program} {offset}");
        }
    }
}

#[test]
fn each_engine_has_a_whole_url_a_driver_and_a_query() {
    let expected = [
        ("jdbc:mysql://d.x:3306/analytics_db", "com.mysql.cj.jdbc.Driver", "SELECT 1"),
        ("jdbc:oracle:thin:@d.x:1521/ORCL", "oracle.jdbc.OracleDriver", "SELECT 1 FROM DUAL"),
        (
            "jdbc:oracle:thin:@(DESCRIPTION=(LOAD_BALANCE=on)(ADDRESS_LIST=(ADDRESS=(PROTOCOL=TCP)(HOST=r1.x)(PORT=1521))(ADDRESS=(PROTOCOL=TCP)(HOST=r2.x)(PORT=1522)))(CONNECT_DATA=(SERVICE_NAME=rac)))",
            "oracle.jdbc.OracleDriver",
            "SELECT 1 FROM DUAL",
        ),
        (
            "jdbc:sqlserver://d.x:1433;databaseName=analytics_db;SendStringParametersAsUnicode=false",
            "com.microsoft.sqlserver.jdbc.SQLServerDriver",
            "SELECT 1",
        ),
        (
            "jdbc:db2://d.x:50000/analytics_db",
            "com.ibm.db2.jcc.DB2Driver",
            "SELECT 1 FROM SYSIBM.SYSDUMMY1",
        ),
        (
            "jdbc:h2:${sys:carbon.home}/wso2/worker/database/APIM_ANALYTICS_DB;AUTO_SERVER=TRUE",
            "org.h2.Driver",
            "SELECT 1",
        ),
    ];
    for (text, (url, driver, query)) in DESIGNS[3..].iter().zip(expected) {
        let file = yaml(&design(text), "w", "worker");
        let found = datasource(&file, "APIM_ANALYTICS_DB");
        assert_eq!(found["jdbcUrl"], url);
        assert_eq!(found["driverClassName"], driver, "{url}");
        assert_eq!(found["connectionTestQuery"], query, "{url}");
        assert_eq!(found["password"], "${env:DATABASE_PASSWORD}", "{url}");
        // On Oracle a schema is a user, and dates are read in one form.
        let oracle = url.contains("oracle");
        assert_eq!(found["username"], if oracle { "analytics_db" } else { "wso2carbon" });
        assert_eq!(found["connectionInitSql"].is_string(), oracle, "{url}");
        assert_eq!(found["maxPoolSize"], 50);
    }
    let typed = design(
        "w: analytics-worker\nd: database host=d.x database.schemas=[analytics_db] database.analytics_db.url=jdbc:mysql://d.x:3306/stats?useSSL=false&a=b database.pool.max_active=7 database.validation_query=SELECT_2\nw -stores-in-> d",
    );
    let file = yaml(&typed, "w", "worker");
    let found = datasource(&file, "APIM_ANALYTICS_DB");
    assert_eq!(found["jdbcUrl"], "jdbc:mysql://d.x:3306/stats?useSSL=false&a=b");
    assert_eq!(
        (found["maxPoolSize"].as_u64(), found["connectionTestQuery"].as_str()),
        (Some(7), Some("SELECT_2"))
    );
    // What no database holds stays in the pack's own file.
    let own = datasource(&file, "WSO2_PERMISSIONS_DB");
    assert!(own["jdbcUrl"].as_str().unwrap().contains("/database/PERMISSION_DB;"), "{own:?}");
}

#[test]
fn what_people_typed_stays_a_text() {
    let hostile = design(
        "set admin.username = a\": b # c\nset keystore.tls.file_name = x\"y\\z: [1]\nw: analytics-worker\n",
    );
    let file = yaml(&hostile, "w", "worker");
    let user = at(&file, &["auth.configs", "userManager", "userStore", "users", "0", "user"]);
    let name = user["username"].as_str().unwrap();
    assert!(name.starts_with("a\": b"), "{name}");
    let key = file["databridge.config"]["keyStoreLocation"].as_str().unwrap();
    assert!(key.ends_with("/x\"y\\z: [1]"), "{key}");
}

#[test]
fn each_line_of_a_part_that_the_drawing_decides_shows_its_origin() {
    let design = design(APART);
    let exporter = Exporter::new(&design, catalogue());
    let file = exporter.file("nodes/dash/conf/dashboard/deployment.yaml").unwrap();
    let origin = |start: &str| {
        let line = file.lines.iter().find(|line| line.text.trim().starts_with(start)).unwrap();
        &file.origins[line.origin.unwrap() as usize]
    };
    let url = origin("kmTokenUrl:");
    assert_eq!(
        (url.kind, &url.targets[0]),
        (OriginKind::Link, &Target::Node("km".parse().unwrap()))
    );
    assert_eq!(origin("adminPassword:").kind, OriginKind::Secret);
    let fixed = origin("ssoEnabled:");
    assert_eq!(fixed.kind, OriginKind::Default);
    assert!(fixed.source.contains("analytics-apim v3.1.0"), "{fixed:?}");
    let bare = file.lines.iter().filter(|line| line.origin.is_none());
    assert!(bare.into_iter().all(|line| line.text.is_empty() || line.text.starts_with('#')));
}

#[test]
fn the_network_lets_events_queries_and_browsers_through() {
    let flows = text(&design(APART), "network/ports.csv");
    let has = |from: &str, to: &str, port: &str| {
        let line = |line: &&str| {
            let cells: Vec<&str> = line.split(',').collect();
            cells[0] == from && cells[4] == to && cells[9] == port
        };
        assert!(flows.lines().any(|l| line(&l)), "{from} {to} {port}\n{flows}");
    };
    for sender in ["gw", "pub", "dev"] {
        has(sender, "w1", "7612");
        has(sender, "w1", "7712");
    }
    has("pub", "w1", "7444");
    has("dash", "km", "9444");
    has("dash", "w1", "9444");
    has("w1", "db", "3306");
    assert!(!flows.contains("dash,dash,,,dash,"), "nobody calls itself\n{flows}");
    assert!(flows.contains("Browsers") && flows.contains("dash.x,9643"), "{flows}");
    assert!(flows.contains(",Whoever reads it in a portal,,,km,"), "{flows}");
}

/// A dashboard's widgets ask over a WebSocket, on the port of its pages.
#[test]
fn a_load_balancer_lets_a_dashboards_web_sockets_pass() {
    let nginx = text(&design(PAIR), "load-balancers/lbd/nginx.conf");
    for part in [
        "map $http_upgrade $upgraded {",
        "proxy_set_header Upgrade $http_upgrade;",
        "proxy_set_header Connection $upgraded;",
        "server d2.x:9644;",
        "ip_hash;",
    ] {
        assert!(nginx.contains(part), "{part}\n{nginx}");
    }
    let queries = text(&design(PAIR), "load-balancers/lbw/nginx.conf");
    assert!(queries.contains("listen 7444 ssl;") && !queries.contains("Upgrade"), "{queries}");
    // Events have no port in front.
    assert!(!queries.contains("7612") && !queries.contains("7614"), "{queries}");
}

#[test]
fn tables_that_the_product_makes_itself_have_no_script_and_keep_their_rights() {
    let design = design(APART);
    let readme = text(&design, "databases/README.md");
    assert!(
        readme.contains("| Analytics database |") && readme.contains("none: the product makes")
    );
    let run: Vec<&str> = readme
        .lines()
        .filter(|line| line.contains("dbscripts") && line.starts_with("    "))
        .collect();
    assert_eq!(run.len(), 2, "{readme}");
    assert!(readme.contains("`lib` (wso2am-analytics-3.1.0)"), "{readme}");
    let create = text(&design, "databases/db/01-create.sql");
    let reduce = text(&design, "databases/db/03-reduce-rights.sql");
    assert!(create.contains("`analytics_db`") && create.contains("`dashboard_db`"), "{create}");
    assert!(reduce.contains("`apim_db`") && !reduce.contains("`analytics_db`"), "{reduce}");
    let alone = bundle(&topology::notation::design(DESIGNS[3]));
    assert!(alone.file("databases/d/03-reduce-rights.sql").is_none());
}

#[test]
fn people_are_told_what_no_key_does() {
    let readme = text(&design(APART), "README.md");
    for part in [
        "| `w1` | `wso2/worker/bin/carbon.sh` |",
        "`-Djavax.net.ssl.keyStore=\"$CARBON_HOME/resources/security/tls.jks\"`",
        "`-Djavax.net.ssl.trustStorePassword=\"$TRUSTSTORE_PASSWORD\"`",
        "| `dash` | `wso2/dashboard/bin/carbon.sh` |",
        "wso2am-analytics-3.1.0 (Java 8 to 11)",
        "`/opt/wso2am-analytics-3.1.0-w1`",
    ] {
        assert!(readme.contains(part), "{part}\n{readme}");
    }
    let order: Vec<usize> = ["w1", "km", "gw", "dash"]
        .iter()
        .map(|node| readme.find(&format!(" | `{node}` | ")).unwrap())
        .collect();
    assert!(order.is_sorted(), "{readme}");
    let secrets = text(&design(APART), "secrets.env.example");
    assert!(secrets.contains("puts it into a YAML text"), "{secrets}");
}

/// Keys that sign tokens stay where tokens are signed.
#[test]
fn the_primary_keystore_does_not_go_to_analytics() {
    let design = template("with-analytics");
    let script = text(&design, "certificates/create-keystores.sh");
    let placed = |node: &str| {
        script.lines().any(|line| line.starts_with("place ") && line.contains(&format!("'{node}'")))
    };
    assert!(placed("gw1") && !placed("worker1") && !placed("dash1"), "{script}");
    let made = |node: &str| script.lines().any(|line| line.starts_with(&format!("pair '{node}' ")));
    assert!(made("worker1") && made("dash1"), "{script}");
}
