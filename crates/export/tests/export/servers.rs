//! The statements for MySQL and PostgreSQL, run on real servers as `databases/README.md` says. They come
//! from Debian's packages; where those are not installed, a line says so and nothing is tried.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use topology::Design;
use topology::notation::design;

use crate::databases::{DESIGNS, file, set};

const PASSWORD: &str = "s3cret \"x\" $y %z";

/// Names with every mark that means something to a server, a tool or a shell.
const NAMES: [(&str, &str); 2] = [("apim_db", "wso2carbon"), ("a`b\"c'd;--%$x", "o'x\\y\"z`$q")];

fn with_names(text: &str, name: &str, user: &str) -> Design {
    let mut design = design(text);
    set(&mut design, "database.apim_db.name", name.into());
    set(&mut design, "database.username", user.into());
    set(&mut design, "database.shared_db.name", format!("{name}2").as_str().into());
    design
}

/// A folder that is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("td-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn join(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs a program with this input; what it said, and whether it was content.
fn run(command: &mut Command, input: &str) -> (bool, String) {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    // A tool that stops at the first mistake does not read the rest.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

fn succeed(command: &mut Command, input: &str) -> String {
    let (content, said) = run(command, input);
    assert!(content, "{command:?}\n{input}\n{said}");
    said
}

fn refuse(command: &mut Command, input: &str) -> String {
    let (content, said) = run(command, input);
    assert!(!content, "{command:?} should not have done\n{input}\n{said}");
    said
}

#[expect(clippy::print_stdout, reason = "whoever reads the log has to know what was not tried")]
fn skipped(package: &str) {
    println!("not run: {package} is not installed");
}

fn is_root() -> bool {
    succeed(Command::new("id").arg("-u"), "").trim() == "0"
}

/// Every command of `databases/README.md`, run in order in one shell as an administrator would: in a
/// folder with the statements and with a script of the product that makes one table. The tools are
/// small scripts that leave out where the server is and know the passwords that are asked for.
fn work_off(readme: &str, folder: &Path, files: &[(&str, &str)], tool: &str, secret: &str) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    succeed(Command::new("chmod").arg("+x").arg(folder.join("bin").join(tool)), "");
    let commands = readme.lines().filter_map(|line| line.strip_prefix("    "));
    let commands: Vec<&str> = ["set -euo pipefail"].into_iter().chain(commands).collect();
    let path = std::env::var("PATH").unwrap();
    let mut shell = Command::new("bash");
    shell.arg("-c").arg(commands.join("\n")).current_dir(folder);
    shell.env("PATH", format!("{}:{path}", folder.join("bin").display()));
    succeed(&mut shell, &format!("{secret}\n"));
}

/// A tool that runs `program` without the arguments that say where the server is.
fn tool(program: &str, administrator: &str, variable: &str, passwords: [&str; 2]) -> String {
    let [its, users] = passwords.map(|password| password.replace('\'', "'\\''"));
    format!(
        "#!/bin/bash\nargs=()\nexport {variable}='{users}'\nfor arg in \"$@\"; do case $arg in\n\
         --host=*|--port=*|--password) ;;\n\
         {administrator}) export {variable}='{its}'; args+=(\"$arg\") ;;\n\
         *) args+=(\"$arg\") ;;\nesac; done\nexec {program} \"${{args[@]}}\"\n"
    )
}

fn first_of(paths: &[&str]) -> Option<PathBuf> {
    paths.iter().map(Path::new).find(|path| path.exists()).map(Path::to_owned)
}

/// A `MariaDB` that listens on a socket of its own.
struct MariaDb {
    folder: Folder,
    process: Child,
}

impl MariaDb {
    /// A name tells servers of one run apart.
    fn start(name: &str) -> Option<Self> {
        let server = first_of(&["/usr/sbin/mariadbd", "/usr/sbin/mysqld"])?;
        let install = first_of(&["/usr/bin/mariadb-install-db"])?;
        first_of(&["/usr/bin/mariadb"])?;
        let folder = Folder::new(&format!("mariadb-{name}"));
        let data = format!("--datadir={}", folder.join("data"));
        // The server refuses to run as root unless it is told to.
        let user: &[&str] = if is_root() { &["--user=root"] } else { &[] };
        let method = "--auth-root-authentication-method=normal";
        let mut making = Command::new(install);
        succeed(making.args(["--no-defaults", &data, method, "--skip-test-db"]).args(user), "");
        let log = fs::File::create(folder.join("log")).unwrap();
        let process = Command::new(server)
            .args(["--no-defaults", &data, "--skip-networking"])
            .arg(format!("--socket={}", folder.join("s")))
            .arg(format!("--pid-file={}", folder.join("pid")))
            .args(user)
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let started = Self { folder, process };
        let ready = || run(&mut started.client("root", ""), "SELECT 1;").0;
        let waited = (0..300).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            ready()
        });
        assert!(waited, "{}", fs::read_to_string(started.folder.join("log")).unwrap());
        Some(started)
    }

    fn client(&self, user: &str, password: &str) -> Command {
        let mut client = Command::new("/usr/bin/mariadb");
        client.args(["--no-defaults", "--batch", "--default-character-set=utf8mb4"]);
        client.arg(format!("--socket={}", self.folder.join("s")));
        client.arg(format!("--user={user}")).env("MYSQL_PWD", password);
        client
    }
}

impl Drop for MariaDb {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn mysql_takes_the_statements() {
    let Some(server) = MariaDb::start("one") else {
        return skipped("mariadb-server");
    };
    for (name, user) in NAMES {
        let design = with_names(DESIGNS[0], name, user);
        let create = file(&design, "databases/d/01-create.sql");
        let reduce = file(&design, "databases/d/03-reduce-rights.sql");
        refuse(&mut server.client("root", ""), &create);
        let known =
            succeed(&mut server.client("root", ""), "SHOW DATABASES; SELECT User FROM mysql.user;");
        assert!(
            !known.contains(name) && !known.contains(user),
            "nothing without a password: {known}"
        );
        let program =
            format!("/usr/bin/mariadb --no-defaults --socket={}", server.folder.join("s"));
        let script = "CREATE TABLE T (ID VARCHAR(9)); INSERT INTO T VALUES ('a'), ('A');";
        let files = [
            ("d/01-create.sql", create.as_str()),
            ("d/03-reduce-rights.sql", &reduce),
            ("dbscripts/mysql.sql", script),
            ("dbscripts/apimgt/mysql.sql", script),
            ("bin/mysql", &tool(&program, "--user=root", "MYSQL_PWD", ["", PASSWORD])),
        ];
        let readme = file(&design, "databases/README.md");
        work_off(&readme, &server.folder.0.join("work"), &files, "mysql", PASSWORD);
        for schema in [name.to_owned(), format!("{name}2")] {
            let mut client = server.client(user, PASSWORD);
            let told = succeed(
                client.arg(format!("--database={schema}")),
                "SELECT COUNT(*) FROM T WHERE ID = 'a';",
            );
            assert_eq!(told, "COUNT(*)\n1\n", "capitals are told apart");
        }
        let mut client = server.client(user, PASSWORD);
        client.arg(format!("--database={name}"));
        succeed(&mut client, "INSERT INTO T VALUES ('b'); UPDATE T SET ID = 'c'; DELETE FROM T;");
        assert!(refuse(&mut client, "CREATE TABLE U (ID INT);").contains("denied"));
        assert!(refuse(&mut client, "DROP TABLE T;").contains("denied"));
        refuse(&mut server.client(user, "wrong"), "SELECT 1;");
    }
}

/// The statements of every template and generated design for an engine, which alike ones share: how a
/// database is made and how rights are reduced afterwards.
fn statements(engine: &str) -> (usize, BTreeSet<(String, String)>) {
    let (mut seen, mut found) = (0, BTreeSet::new());
    for (_, _, bundle) in crate::closed_world::worlds() {
        let text = |path: &str| {
            bundle.file(path).map(|file| String::from_utf8(file.bytes.clone()).unwrap())
        };
        for file in &bundle.files {
            let Some(folder) = file.path.strip_suffix("/01-create.sql") else { continue };
            let create = text(&file.path).unwrap();
            if create.starts_with(&format!("-- {engine} for ")) {
                seen += 1;
                let reduce = text(&format!("{folder}/03-reduce-rights.sql")).unwrap_or_default();
                found.insert((create, reduce));
            }
        }
    }
    (seen, found)
}

/// The secret that statements ask for.
fn secret_of(create: &str) -> &str {
    let at = create.find("DATABASE_PASSWORD").unwrap();
    let begins = create[..at].rfind(|c: char| !c.is_ascii_uppercase() && c != '_').unwrap() + 1;
    let rest = &create[begins..];
    rest.split(|c: char| !c.is_ascii_uppercase() && c != '_').next().unwrap()
}

#[test]
fn mysql_takes_the_statements_of_every_design() {
    let Some(server) = MariaDb::start("every") else {
        return skipped("mariadb-server");
    };
    let (seen, found) = statements("MySQL");
    assert!(seen > 40 && found.len() > 3, "{seen} files, {} of them differ", found.len());
    let own = succeed(&mut server.client("root", ""), "SHOW DATABASES;");
    for (create, reduce) in &found {
        let password = format!("SET @{} = 'p';\n", secret_of(create));
        succeed(&mut server.client("root", ""), &format!("{password}{create}"));
        let made = succeed(&mut server.client("root", ""), "SHOW DATABASES;");
        let made: Vec<&str> =
            made.lines().filter(|name| !own.lines().any(|o| o == *name)).collect();
        assert_eq!(made.len(), create.matches("CREATE DATABASE").count(), "{create}");
        succeed(&mut server.client("root", ""), reduce);
        for name in made {
            succeed(&mut server.client("root", ""), &format!("DROP DATABASE `{name}`;"));
        }
    }
}

/// A PostgreSQL that listens on a socket of its own.
struct Postgres {
    folder: Folder,
    programs: PathBuf,
}

impl Postgres {
    fn start(name: &str) -> Option<Self> {
        let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
            .ok()?
            .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
            .filter(|bin| ["initdb", "pg_ctl", "psql"].iter().all(|p| bin.join(p).exists()))
            .collect();
        versions.sort();
        let started =
            Self { folder: Folder::new(&format!("postgres-{name}")), programs: versions.pop()? };
        let Self { folder, .. } = &started;
        fs::write(folder.join("password"), "admin").unwrap();
        if is_root() {
            succeed(Command::new("chown").args(["-R", "postgres:postgres"]).arg(&folder.0), "");
        }
        let data = folder.join("data");
        let mut init = started.as_owner("initdb");
        init.args(["-U", "postgres", "--auth=scram-sha-256", "--no-sync", "-D", &data]);
        succeed(init.arg(format!("--pwfile={}", folder.join("password"))), "");
        let options =
            format!("-c listen_addresses='' -c unix_socket_directories='{}'", folder.0.display());
        let mut start = started.as_owner("pg_ctl");
        start.args(["start", "-w", "-t", "60", "-D", &data, "-o", &options]);
        // What it starts keeps what it writes to, so that is a file.
        let mut waited = start.args(["-l", &folder.join("log")]).stdout(Stdio::null());
        waited = waited.stderr(Stdio::null()).stdin(Stdio::null());
        assert!(waited.status().unwrap().success(), "{:?}", fs::read_to_string(folder.join("log")));
        Some(started)
    }

    /// A program of the server: it refuses to run as root.
    fn as_owner(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder.0).env("LC_ALL", "C.UTF-8");
        command
    }

    fn client(&self, user: &str, password: &str, database: &str) -> Command {
        let mut client = Command::new(self.programs.join("psql"));
        client.args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--file=-"]);
        client.args(["--set=ON_ERROR_STOP=on"]);
        client.env("PGHOST", &self.folder.0).env("PGUSER", user);
        client.env("PGPASSWORD", password).env("PGDATABASE", database);
        client
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let mut stop = self.as_owner("pg_ctl");
        let _ = stop.args(["stop", "-m", "immediate", "-D", &data]).output();
    }
}

#[test]
fn postgresql_takes_the_statements() {
    let Some(server) = Postgres::start("one") else {
        return skipped("postgresql");
    };
    let work = Folder::new("postgres-work");
    let administrator = || server.client("postgres", "admin", "postgres");
    for (name, user) in NAMES {
        let design = with_names(DESIGNS[2], name, user);
        let create = file(&design, "databases/d/01-create.sql");
        let reduce = file(&design, "databases/d/03-reduce-rights.sql");
        refuse(administrator().env_remove("DATABASE_PASSWORD"), &create);
        let list = "SELECT datname FROM pg_database; SELECT rolname FROM pg_roles;";
        let known = succeed(&mut administrator(), list);
        assert!(
            !known.contains(name) && !known.contains(user),
            "nothing without a password: {known}"
        );
        let password = format!("{PASSWORD} it's \\");
        let psql = server.programs.join("psql");
        let program =
            format!("env PGHOST={} {} --no-psqlrc", server.folder.0.display(), psql.display());
        let script =
            "CREATE TABLE t (id SERIAL, name VARCHAR(9)); INSERT INTO t (name) VALUES ('a');";
        let files = [
            ("d/01-create.sql", create.as_str()),
            ("d/03-reduce-rights.sql", &reduce),
            ("dbscripts/postgresql.sql", script),
            ("dbscripts/apimgt/postgresql.sql", script),
            (
                "bin/psql",
                &tool(&program, "--username=postgres", "PGPASSWORD", ["admin", &password]),
            ),
        ];
        let readme = file(&design, "databases/README.md");
        work_off(&readme, &work.0, &files, "psql", &password);
        for schema in [name.to_owned(), format!("{name}2")] {
            let mut client = server.client(user, &password, &schema);
            assert_eq!(succeed(&mut client, "SELECT count(*) FROM t;"), "1\n");
        }
        let mut client = server.client(user, &password, name);
        succeed(
            &mut client,
            "INSERT INTO t (name) VALUES ('b'); UPDATE t SET name = 'c'; DELETE FROM t;",
        );
        assert!(refuse(&mut client, "CREATE TABLE u (id INT);").contains("denied"));
        assert!(refuse(&mut client, "DROP TABLE t;").contains("owner"));
        refuse(&mut server.client(user, "wrong", name), "SELECT 1;");
    }
}

#[test]
fn postgresql_takes_the_statements_of_every_design() {
    let Some(server) = Postgres::start("every") else {
        return skipped("postgresql");
    };
    let (seen, found) = statements("PostgreSQL");
    assert!(seen > 15 && !found.is_empty(), "{seen} files, {} of them differ", found.len());
    let administrator = || server.client("postgres", "admin", "postgres");
    let list = "SELECT datname FROM pg_database;";
    let own = succeed(&mut administrator(), list);
    for (create, reduce) in &found {
        succeed(administrator().env(secret_of(create), "p"), create);
        let made = succeed(&mut administrator(), list);
        let made: Vec<&str> =
            made.lines().filter(|name| !own.lines().any(|o| o == *name)).collect();
        assert_eq!(made.len(), create.matches("CREATE DATABASE").count(), "{create}");
        succeed(&mut administrator(), reduce);
        for name in made {
            succeed(&mut administrator(), &format!("DROP DATABASE \"{name}\";"));
        }
    }
}
