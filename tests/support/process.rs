//! The program as a process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The longest that any of these tests waits for the program.
const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks at something that takes its time.
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// The program, without options from the environment of the test.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_career-paths"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CAREER_PATHS_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs the program to its end and answers exit code, standard output and standard error. Fails if
/// it does not end.
pub fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    run_with(folder, arguments, b"")
}

/// The same with these bytes on standard input.
pub fn run_with(folder: &Path, arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut child = spawn(folder, arguments);
    let mut stdin = child.stdin.take().unwrap();
    let Output { status, stdout, stderr } = std::thread::scope(|scope| {
        // Who ends before its input does has had enough.
        scope.spawn(move || stdin.write_all(input));
        wait(child)
    });
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Starts the program with all its streams held here.
pub fn spawn(folder: &Path, arguments: &[&str]) -> Child {
    program()
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn wait(mut child: Child) -> Output {
    let id = child.id().to_string();
    let (done, over) = mpsc::channel();
    let watchdog = std::thread::spawn(move || {
        if over.recv_timeout(PATIENCE).is_err() {
            let _ = Command::new("kill").args(["-KILL", &id]).status();
        }
    });
    drop(child.stdin.take());
    let output = child.wait_with_output().unwrap();
    let _ = done.send(());
    watchdog.join().unwrap();
    output
}

/// A running site. Killed when dropped.
pub struct Server {
    child: Option<Child>,
    /// Reads the log while the site runs, since a full pipe would halt it.
    log: Option<JoinHandle<String>>,
    stdout: BufReader<ChildStdout>,
    address: String,
    /// From start to the line with the address.
    pub started_in: Duration,
}

impl Server {
    /// Starts the program in a folder on a free port, and waits for the line with its address.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::start_logging(folder, arguments, "info")
    }

    /// The same with another log.
    pub fn start_logging(folder: &Path, arguments: &[&str], log: &str) -> Self {
        let mut command = program();
        command.current_dir(folder).args(["--listen", "127.0.0.1:0"]).args(arguments);
        command.env("CAREER_PATHS_LOG", log);
        Self::launch(command)
    }

    /// Starts a command that ends up as the program.
    pub fn launch(command: Command) -> Self {
        Self::try_start(command).unwrap_or_else(|(code, log)| panic!("no address, exit code {code:?}\n{log}"))
    }

    /// Starts a site with a command of one's own; where it ends without an address, answers exit code and
    /// standard error.
    pub fn try_start(mut command: Command) -> Result<Self, (Option<i32>, String)> {
        let started = Instant::now();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut text = String::new();
            stderr.read_to_string(&mut text).unwrap();
            text
        });
        let Some((_, address)) = line.trim().rsplit_once("http://") else {
            return Err((wait(child).status.code(), log.join().unwrap()));
        };
        let address = address.to_owned();
        Ok(Self { address, child: Some(child), log: Some(log), stdout, started_in: started.elapsed() })
    }

    /// How many positions its list tells of.
    pub fn total(&self) -> i64 {
        let page = self.get("/jobs");
        let told = page.split_once("<h2 id=\"results\">").and_then(|(_, rest)| rest.split_once(" position"));
        let told = told.unwrap_or_else(|| panic!("no list of positions: {page}"));
        told.0.replace(',', "").parse().unwrap_or_default()
    }

    /// Status line, headers and body that answer a `GET`.
    pub fn get(&self, url: &str) -> String {
        self.send(&format!("GET {url} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    /// Whatever answers these bytes, until the connection is closed; nothing if it is closed at once.
    pub fn send(&self, bytes: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut answer = Vec::new();
        // Who is cut off in the middle of an absurd request has been answered, too.
        let _ = stream.write_all(bytes.as_bytes());
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks again until the answer holds a text. Fails if it never does.
    pub fn get_until(&self, url: &str, text: &str) -> String {
        self.get_again(url, |answer| answer.contains(text))
    }

    /// Asks again as long as the answer holds a text. Fails if it always does.
    pub fn get_while(&self, url: &str, text: &str) -> String {
        self.get_again(url, |answer| !answer.contains(text))
    }

    fn get_again(&self, url: &str, wanted: impl Fn(&str) -> bool) -> String {
        let started = Instant::now();
        loop {
            let answer = self.get(url);
            if wanted(&answer) {
                return answer;
            }
            assert!(started.elapsed() < PATIENCE, "{url} stays as it is: {answer}");
            std::thread::park_timeout(BETWEEN_TRIES);
        }
    }

    /// The next line that it prints.
    pub fn next_line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        line
    }

    /// Its id.
    pub fn id(&self) -> u32 {
        self.child.as_ref().map_or(0, Child::id)
    }

    /// The port it listens on.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Sends a signal and waits for the end; answers exit code and standard error.
    pub fn stop(mut self, signal: &str) -> (Option<i32>, String) {
        let child = self.child.take().unwrap();
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let code = wait(child).status.code();
        (code, self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
