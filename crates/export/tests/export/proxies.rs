//! Throw-away certificates, folders and processes for tests with real proxies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A folder that is gone afterwards.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("td-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn join(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Where a program is; says so when it is not installed.
#[expect(clippy::print_stdout, reason = "a test that was not run says so")]
pub(crate) fn program(name: &str, package: &str) -> Option<PathBuf> {
    let places = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&places)
        .chain([Path::new("/usr/sbin").to_owned()])
        .map(|folder| folder.join(name))
        .find(|path| path.is_file());
    if found.is_none() {
        println!("not run: {package} is not installed");
    }
    found
}

/// A certificate for these names, which is its own authority: `all.crt`, `all.key` and `all.pem`.
pub(crate) fn certificate(folder: &Folder, names: &[String]) -> bool {
    if program("openssl", "openssl").is_none() {
        return false;
    }
    let names: Vec<String> = names.iter().map(|name| format!("DNS:{name}")).collect();
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=stub"])
        .args(["-addext", &format!("subjectAltName={}", names.join(","))])
        .args(["-keyout", &folder.join("all.key"), "-out", &folder.join("all.crt")])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let both = ["all.crt", "all.key"].map(|name| fs::read_to_string(folder.join(name)).unwrap());
    folder.write("all.pem", &both.concat());
    true
}

/// An exported file with the certificates of a test, and lines changed by the test. Nothing else of
/// it is touched.
pub(crate) fn moved(text: &str, folder: &Folder, line: impl Fn(&str) -> String) -> String {
    let mut moved = String::new();
    for text in text.lines() {
        let mut text = line(text);
        for (start, end, file) in [
            ("/etc/nginx/tls/", "-nodes-ca.crt", "all.crt"),
            ("/etc/nginx/tls/", ".crt", "all.crt"),
            ("/etc/nginx/tls/", ".key", "all.key"),
            ("/etc/haproxy/tls/", "-nodes-ca.crt", "all.crt"),
            ("/etc/haproxy/tls/", ".pem", "all.pem"),
        ] {
            if let Some(from) = text.find(start)
                && let Some(to) = text[from..].find(end)
                && !text.trim_start().starts_with('#')
            {
                text.replace_range(from..from + to + end.len(), &folder.join(file));
            }
        }
        // The account and the folder of the package are not for a test.
        let kept = !["chroot ", "user ", "group "]
            .iter()
            .any(|start| text.trim_start().starts_with(start));
        if kept {
            moved.push_str(&text);
            moved.push('\n');
        }
    }
    moved
}

/// A main file of nginx that includes these, with everything it writes in the test's folder.
pub(crate) fn nginx_main(folder: &Folder, includes: &[String]) -> String {
    let temps: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|kind| format!("    {kind}_temp_path {};\n", folder.join(kind)))
        .collect();
    let includes: String = includes.iter().map(|path| format!("    include {path};\n")).collect();
    format!(
        "daemon off;\nmaster_process off;\npid {};\nerror_log stderr;\nevents {{}}\nhttp {{\n    access_log off;\n{temps}{includes}}}\n",
        folder.join("nginx.pid")
    )
}

/// A program that ends with the test.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Self(quiet.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}")))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
