//! The real program as a server, and requests as they travel.

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::ops::{Deref, DerefMut};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use app::api::wire::DesignSummary;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::client;

/// A folder with a client in it.
pub(crate) fn place() -> Rc<TempDir> {
    let folder = tempfile::tempdir().unwrap();
    fs::rename(client(), folder.path().join("client")).unwrap();
    Rc::new(folder)
}

/// A program that ends with the test, also with one that fails.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Deref for Running {
    type Target = Child;

    fn deref(&self) -> &Child {
        &self.0
    }
}

impl DerefMut for Running {
    fn deref_mut(&mut self) -> &mut Child {
        &mut self.0
    }
}

/// The program as it runs.
pub(crate) struct Console {
    pub(crate) program: Running,
    pub(crate) address: String,
    pub(crate) lines: Receiver<String>,
    /// What was logged before the address was known.
    pub(crate) first: Vec<String>,
    /// The database and the client, as long as the console lives.
    pub(crate) folder: Rc<TempDir>,
}

impl Console {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::start_in(&place(), "open", arguments)
    }

    /// In a folder that was made by [`place`], so that it may be started there again.
    pub(crate) fn start_in(folder: &Rc<TempDir>, access: &str, arguments: &[&str]) -> Self {
        Self::start_by(&[env!("CARGO_BIN_EXE_topology-designer")], folder, access, arguments)
    }

    /// One that lets these in, with variables of its own.
    pub(crate) fn letting_in(access: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let program = [env!("CARGO_BIN_EXE_topology-designer")];
        Self::start_with(&program, &place(), access, arguments, variables)
    }

    /// The same by a program that starts another one.
    pub(crate) fn start_by(
        program: &[&str],
        folder: &Rc<TempDir>,
        access: &str,
        arguments: &[&str],
    ) -> Self {
        Self::start_with(program, folder, access, arguments, &[])
    }

    fn start_with(
        program: &[&str],
        folder: &Rc<TempDir>,
        access: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let program = Command::new(program[0])
            .args(&program[1..])
            .current_dir(folder.path())
            .args(["serve", "--access", access, "--listen", "127.0.0.1:0", "--assets", "client"])
            .args(arguments)
            .envs(variables.iter().copied())
            .env_remove("RUST_LOG")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut program = Running(program);
        let stderr = BufReader::new(program.stderr.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut first = Vec::new();
        let address = loop {
            let line = lines.recv_timeout(Duration::from_secs(30)).expect("the console starts");
            let port = line
                .split("127.0.0.1:")
                .nth(1)
                .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
            first.push(line);
            if let Some(port) = port {
                break format!("127.0.0.1:{port}");
            }
        };
        Self { program, address, lines, first, folder: folder.clone() }
    }

    /// Sends a request; the answer is still to be read.
    pub(crate) fn send(&self, head: &str, body: &str) -> TcpStream {
        self.send_with(head, "", body)
    }

    /// The same with more headers, each with the end of its line.
    pub(crate) fn send_with(&self, head: &str, headers: &str, body: &str) -> TcpStream {
        self.sent(head, headers, body).unwrap()
    }

    fn sent(&self, head: &str, headers: &str, body: &str) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let (address, length) = (&self.address, body.len());
        write!(
            stream,
            "{head} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
             content-type: application/json\r\n{headers}content-length: {length}\r\n\r\n{body}"
        )?;
        Ok(stream)
    }

    pub(crate) fn ask(&self, head: &str, body: &str) -> Vec<u8> {
        rest(self.send(head, body))
    }

    pub(crate) fn ask_with(&self, head: &str, headers: &str, body: &str) -> Vec<u8> {
        rest(self.send_with(head, headers, body))
    }

    /// What a program answers that may be gone: nothing where it is, and less than an answer where it went.
    pub(crate) fn asked_while_there(&self, head: &str, body: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.sent(head, "", body).ok()?.read_to_end(&mut bytes).ok()?;
        bytes.windows(4).any(|window| window == b"\r\n\r\n").then_some(bytes)
    }

    /// A design of so many nodes; its id.
    pub(crate) fn design(&self, nodes: usize) -> String {
        let document = topology::document::write(&catalogue::generate(nodes, 1));
        let body = json!({ "document": document }).to_string();
        let answer = self.ask("POST /api/designs/import", &body);
        borsh::from_slice::<DesignSummary>(content(&answer)).unwrap().id
    }

    pub(crate) fn signal(&self, name: &str) {
        // The shell's own: the program of that name is not on every machine.
        let kill = format!("kill {name} {}", self.program.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Calls a function as the page does: the status, and what it answers.
    pub(crate) fn call(&self, function: &str, arguments: &Value) -> (u16, Vec<u8>) {
        let answer = self.ask(&format!("POST /api/{function}"), &arguments.to_string());
        (status(&answer), content(&answer).to_vec())
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }

    /// How it ended, and what it had logged.
    pub(crate) fn end(mut self) -> (ExitStatus, Vec<String>) {
        let started = Instant::now();
        let status = loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                break status;
            }
            assert!(started.elapsed() < Duration::from_secs(20), "the console does not end");
            thread::sleep(Duration::from_millis(20));
        };
        self.first.extend(self.lines.iter());
        drop(self.folder);
        (status, self.first)
    }
}

pub(crate) fn rest(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    bytes
}

/// What comes after the head of an answer.
pub(crate) fn content(answer: &[u8]) -> &[u8] {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    &answer[end + 4..]
}

/// The status of an answer.
pub(crate) fn status(answer: &[u8]) -> u16 {
    let line = answer.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line).into_owned();
    let word = line.split(' ').nth(1).unwrap_or_default();
    word.parse().unwrap_or_else(|_| panic!("no status in {line:?}"))
}
