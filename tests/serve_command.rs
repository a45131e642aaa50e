//! `serve` as an operator runs it.

use std::fs::Permissions;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::time::Duration;

use crate::support::process::{Server, run};
use crate::support::{copy, project};

#[test]
fn the_bare_binary_serves_the_shown_page_from_an_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), &[]);
    assert!(server.started_in < Duration::from_secs(30), "started in {:?}", server.started_in);
    let answer = server.get("/paths/machine-learning-engineer");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("<h1>Machine Learning Engineer Career Path</h1>"));
    assert!(
        answer.contains(&format!("href=\"http://{}/paths/machine-learning-engineer\"", server.address()))
    );
    assert!(folder.path().join("career-paths.db").is_file());
    let (code, log) = server.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!(!folder.path().join("career-paths.db-wal").exists(), "the database was not closed");
}

#[test]
fn options_may_come_from_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let output = crate::support::process::program()
        .current_dir(folder.path())
        .args(["serve", "--help"])
        .env("CAREER_PATHS_DATABASE", "other.db")
        .output()
        .unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(help.contains("[env: CAREER_PATHS_DATABASE=other.db]"), "{help}");
}

#[test]
fn views_outlive_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let server =
        Server::start(folder.path(), &["--database", "mine.db", "--base-url", "https://careers.example"]);
    let first = server.get("/jobs");
    assert!(first.contains("51 views"), "{first}");
    let url = "/jobs/1-staff-machine-learning-engineer-message-security-detection";
    assert!(server.get(url).contains("52 views"));
    let (code, log) = server.stop("-INT");
    assert_eq!(code, Some(0), "{log}");
    let server = Server::start(folder.path(), &["--database", "mine.db"]);
    assert!(server.get(url).contains("53 views"));
    let (_, log) = server.stop("-TERM");
    assert!(!log.contains("content loaded"), "unchanged content is not loaded again: {log}");
}

#[test]
fn a_second_process_brings_in_content_while_the_first_serves() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    copy(&project("tests/content"), &data);
    let first = Server::start(folder.path(), &["--data", "data"]);
    assert!(first.get("/paths/potter").contains("<h1>Potter Career Path</h1>"));
    let file = data.join("paths/crafts/potter.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("\"name\": \"Potter\"", "\"name\": \"Master of Clay\"")).unwrap();
    let second = Server::start(folder.path(), &["--data", "data"]);
    assert!(second.get("/paths/potter").contains("<h1>Master of Clay Career Path</h1>"));
    first.get_until("/paths/potter", "<h1>Master of Clay Career Path</h1>");
}

#[test]
fn processes_that_start_at_once_in_an_empty_folder_share_the_database() {
    for _ in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        let start = || Server::start(folder.path(), &[]);
        let servers: Vec<Server> = std::thread::scope(|scope| {
            let starting: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
            starting.into_iter().map(|server| server.join().unwrap()).collect()
        });
        let mut loaded = 0;
        for server in servers {
            assert!(server.get("/paths/machine-learning-engineer").contains("Career Ladder"));
            let (code, log) = server.stop("-TERM");
            assert_eq!(code, Some(0), "{log}");
            loaded += log.matches("content loaded").count();
        }
        assert_eq!(loaded, 1, "the content is loaded once");
    }
}

#[test]
fn faulty_content_is_refused_on_an_empty_database_and_survived_on_a_filled_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    copy(&project("tests/content"), &data);
    let file = data.join("paths/crafts/potter.json");
    let sound = std::fs::read_to_string(&file).unwrap();
    let faulty = sound.replace("\"max\": 38000", "\"max\": 1").replace("\"glazing\"", "\"glazin\"");
    std::fs::write(&file, &faulty).unwrap();

    let (code, out, err) = run(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--data", "data"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    for told in
        ["potter.json:26:16: levels[0].pay.max", "unknown skill \"glazin\"", "can't start without content"]
    {
        assert!(err.contains(told), "{told} is not in\n{err}");
    }

    std::fs::write(&file, sound).unwrap();
    Server::start(folder.path(), &["--data", "data"]).stop("-TERM");
    std::fs::write(&file, faulty).unwrap();
    let server = Server::start(folder.path(), &["--data", "data"]);
    assert!(server.get("/paths/potter").contains("$30K-$38K"));
    let (code, log) = server.stop("-TERM");
    assert_eq!(code, Some(0));
    for told in ["potter.json:26:16: levels[0].pay.max", "unknown skill", "goes on with the content it had"] {
        assert!(log.contains(told), "{told} is not in\n{log}");
    }
}

/// Starts the program, which must refuse with one line that holds `told`.
fn refused(folder: &Path, arguments: &[&str], told: &str) {
    let (code, out, err) = run(folder, arguments);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    let lines: Vec<&str> = err.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(lines.len(), 1, "{err}");
    assert!(lines[0].contains(told), "{err}");
}

#[test]
fn a_taken_port_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refused(folder.path(), &["serve", "--listen", &address], &format!("cannot listen on {address}"));
    assert!(!folder.path().join("career-paths.db").exists(), "nothing is made where nothing can be served");
}

#[test]
fn a_database_that_is_none_is_one_line_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let text = "This is a letter. ".repeat(100);
    std::fs::write(folder.path().join("letter"), &text).unwrap();
    refused(folder.path(), &["--listen", "127.0.0.1:0", "--database", "letter"], "letter is not a database");
    assert_eq!(std::fs::read_to_string(folder.path().join("letter")).unwrap(), text);
    refused(
        folder.path(),
        &["--listen", "127.0.0.1:0", "--database", "no/such/folder.db"],
        "make its folder exist",
    );
}

#[test]
fn a_locked_database_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    Server::start(folder.path(), &[]).stop("-TERM");
    let file = folder.path().join("career-paths.db");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let holder = runtime.block_on(async {
        use sqlx::ConnectOptions;
        let options =
            sqlx::sqlite::SqliteConnectOptions::new().filename(&file).pragma("locking_mode", "exclusive");
        let mut holder = options.connect().await.unwrap();
        sqlx::query("begin exclusive").execute(&mut holder).await.unwrap();
        holder
    });
    refused(folder.path(), &["--listen", "127.0.0.1:0"], "is locked by another process");
    drop(holder);
}

#[test]
fn a_read_only_folder_is_one_line_without_a_database_and_served_with_one() {
    let folder = tempfile::tempdir().unwrap();
    let mode = |path: &Path, mode| std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    // Root may write anywhere, so that the program runs as someone else, from where they may read it.
    let binary = folder.path().join("career-paths");
    std::fs::copy(env!("CARGO_BIN_EXE_career-paths"), &binary).unwrap();
    mode(folder.path(), 0o755);
    let closed = folder.path().join("closed");
    std::fs::create_dir(&closed).unwrap();
    mode(&closed, 0o555);
    let serve = |database: &str| {
        let mut command = std::process::Command::new(&binary);
        if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
            command.uid(65_534).gid(65_534);
        }
        command.current_dir(folder.path()).env_clear();
        command.args(["--listen", "127.0.0.1:0", "--database", database]);
        Server::try_start(command)
    };
    let (code, err) = serve("closed/new.db").err().expect("nothing can be made there");
    assert_eq!((code, err.lines().count()), (Some(1), 1), "{err}");
    assert!(err.starts_with("error: ") && err.contains("make its folder exist and be writable"), "{err}");

    mode(&closed, 0o755);
    Server::start(&closed, &[]).stop("-TERM");
    let file = closed.join("career-paths.db");
    let before = std::fs::read(&file).unwrap();
    mode(&file, 0o444);
    mode(&closed, 0o555);
    let site = serve("closed/career-paths.db").unwrap_or_else(|(_, err)| panic!("{err}"));
    assert!(site.get("/jobs?q=nurse").starts_with("HTTP/1.1 200 OK"));
    assert!(site.get("/readyz").contains("read-only"));
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("it is only read"), "{log}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    mode(&file, 0o000);
    let (_, err) = serve("closed/career-paths.db").err().expect("it can't be read");
    assert!(err.contains("make its folder exist and be writable"), "{err}");
    mode(&closed, 0o755);
}

#[test]
fn whatever_comes_over_the_wire_the_site_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), &[]);
    let long = "a".repeat(70_000);
    for request in [
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n",
        "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n",
        "GET http://evil.example/paths HTTP/1.1\r\nHost: evil.example\r\n",
        "GET //evil.example/ HTTP/1.1\r\nHost: x\r\n",
        "GET /paths HTTP/1.0\r\n",
        "GET /paths HTTP/9.9\r\nHost: x\r\n",
        "GET paths HTTP/1.1\r\nHost: x\r\n",
        "GET /\u{0} HTTP/1.1\r\nHost: x\r\n",
        "BREW /jobs HTTP/1.1\r\nHost: x\r\n",
        "GET /jobs HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-Request-Id: \u{7f}\r\n",
        &format!("GET /{long} HTTP/1.1\r\nHost: x\r\n"),
        &format!("GET /paths?q={long} HTTP/1.1\r\nHost: x\r\n"),
        &format!("GET / HTTP/1.1\r\nHost: x\r\nCookie: {long}\r\n"),
        "\r\n\r\n",
        "not http at all",
    ] {
        let answer = server.send(&format!("{request}Connection: close\r\n\r\n"));
        let status: u32 = answer.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(400);
        assert!(status < 500, "{request:.80}: {answer:.200}");
        assert!(!answer.contains("location: //") && !answer.contains("location: http"), "{answer:.300}");
    }
    assert!(server.get("/paths").starts_with("HTTP/1.1 200 OK"));
    let (code, log) = server.stop("-TERM");
    assert_eq!(code, Some(0));
    assert!(!log.contains("panicked") && !log.contains("ERROR"), "{log}");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["serve", "--listen", "nowhere"][..],
        &["serve", "--base-url", "careers.example"],
        &["--colour", "red"],
        &["--database", "mine.db", "serve"],
        &["dance"],
    ] {
        let (code, _, err) = run(folder.path(), arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(err.starts_with("error: "), "{err}");
    }
}
