//! The scripts of an Analytics worker as its shell runs them, beside a stand-in for the pack.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

use topology::notation::design;

use crate::analytics::APART;
use crate::scripts::{Machine, ok, refused};

/// Stands in for the pack's `worker.sh`: it takes its folder from the environment, as the real one does.
const WORKER: &str = "#!/bin/sh
echo \"worker $* home=$CARBON_HOME runtime=${RUNTIME_HOME-none}\" >> \"$CARBON_HOME/calls\"
echo \"password=$ADMIN_PASSWORD encoded=$ADMIN_PASSWORD_BASE64\" >> \"$CARBON_HOME/calls\"
case \"$*\" in
*start) sleep 60 >/dev/null 2>&1 & echo $! > \"$CARBON_HOME/wso2/worker/runtime.pid\" ;;
*stop) kill \"$(cat \"$CARBON_HOME/wso2/worker/runtime.pid\")\"; rm \"$CARBON_HOME/wso2/worker/runtime.pid\" ;;
esac
";

#[test]
fn a_worker_is_installed_started_and_stopped() {
    let machine = Machine::with("worker", &design(APART));
    let home = machine.folder.join("wso2am-analytics-3.1.0-w1");
    for folder in ["bin", "conf/worker", "wso2/worker"] {
        fs::create_dir_all(home.join(folder)).unwrap();
    }
    fs::write(home.join("conf/worker/deployment.yaml"), "shipped: true\n").unwrap();
    fs::write(home.join("bin/worker.sh"), WORKER).unwrap();
    fs::set_permissions(home.join("bin/worker.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    let run = |script: &str| -> Output {
        Command::new(machine.bundle().join(format!("nodes/w1/bin/{script}.sh")))
            .arg(&home)
            .env("RUNTIME_HOME", "/elsewhere")
            .output()
            .unwrap()
    };
    ok(&run("install"));
    let installed = fs::read_to_string(home.join("conf/worker/deployment.yaml")).unwrap();
    assert!(installed.contains("id: \"w1\""), "{installed}");

    let others = "DATABASE_PASSWORD=d\nKEYSTORE_PASSWORD=k\nTRUSTSTORE_PASSWORD=t\n";
    for bad in ["1st", "a:b", "a b", "a$b", "a#b", "a\\b", "\u{e4}b"] {
        machine.secrets(&format!("ADMIN_PASSWORD={bad}\n{others}"));
        let says = refused(&run("start"));
        assert!(says.contains("ADMIN_PASSWORD must be letters, digits"), "{bad}: {says}");
    }
    machine.secrets(&format!("ADMIN_PASSWORD=Long.and_Good+1=2\n{others}"));
    ok(&run("start"));
    ok(&run("stop"));
    let calls = fs::read_to_string(home.join("calls")).unwrap();
    let home = home.display();
    assert_eq!(
        calls,
        format!(
            "worker start home={home} runtime=none\npassword=Long.and_Good+1=2 encoded=TG9uZy5hbmRfR29vZCsxPTI=\nworker stop home={home} runtime=none\npassword= encoded=\n"
        )
    );
}
