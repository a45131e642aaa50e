//! Settings: where they come from, which one holds, and what is said of wrong ones.

use std::path::Path;
use std::process::Command;

use crate::support::connection::Connection;
use crate::support::process::{Server, program, run};

/// What `config` prints.
fn config(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let mut command: Command = program();
    let output = command
        .current_dir(folder)
        .arg("config")
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const FILE: &str = r#"
listen = "127.0.0.1:0"
cache = 8
rate = 7
allow-private = true
trust-proxy = ["10.0.0.0/8", "::1"]
close-after = "3d"
drain = "2s"
"#;

#[test]
fn the_command_line_goes_before_the_environment_before_the_file_before_what_is_usual() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("career-paths.toml"), FILE).unwrap();
    let text = config(
        folder.path(),
        &["--cache", "16", "--max-making", "9"],
        &[("CAREER_PATHS_CACHE", "4"), ("CAREER_PATHS_DRAIN", "5s")],
    );
    for line in [
        "# with the file career-paths.toml",
        "cache = 16  # command line",
        "max-making = 9  # command line",
        "drain = \"5s\"  # environment, CAREER_PATHS_DRAIN",
        "listen = \"127.0.0.1:0\"  # file",
        "rate = 7  # file",
        "allow-private = true  # file",
        "trust-proxy = [\"10.0.0.0/8\", \"::1\"]  # file",
        "close-after = \"3d\"  # file",
        "max-connections = 1024  # default",
        "database = \"career-paths.db\"  # default",
        "log-format = \"text\"  # default",
        "# data =  # not set",
    ] {
        assert!(text.lines().any(|told| told == line), "{line} is not in\n{text}");
    }
}

#[test]
fn what_config_prints_is_a_file_of_settings_that_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let first = config(folder.path(), &["--cache", "16", "--trust-proxy", "10.0.0.0/8,fd00::/8"], &[]);
    assert!(first.starts_with("# without a file"));
    std::fs::write(folder.path().join("mine.toml"), &first).unwrap();
    let second = config(folder.path(), &["--config", "mine.toml"], &[]);
    let values = |text: &str| -> Vec<String> {
        let value = |line: &str| line.rsplit_once("  # ").map_or(line, |(value, _)| value).to_owned();
        text.lines().skip(1).map(value).collect()
    };
    assert_eq!(values(&first), values(&second));
    assert!(first.lines().count() > 20);
}

#[test]
fn a_wrong_file_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    for (text, told) in [
        ("cache = 8\nchache = 9\n", "mine.toml:2:1: there is no setting chache; did you mean cache?"),
        ("zzz = 1\n", "mine.toml:1:1: there is no setting zzz"),
        ("config = \"other.toml\"\n", "mine.toml:1:1: there is no setting config"),
        ("\n\nlisten = \"nowhere\"\n", "mine.toml:3:10: invalid value 'nowhere' for '--listen <ADDRESS>'"),
        ("cache = 1.5\n", "mine.toml:1:9: cache must be a text, a whole number, true or false"),
        ("allow-private = 3\n", "mine.toml:1:17: allow-private must be true or false"),
        ("trust-proxy = [\"10.0.0.0/99\"]\n", "mine.toml:1:15: invalid value '10.0.0.0/99'"),
        ("[serve]\ncache = 8\n", "mine.toml:1:2: there is no setting serve"),
        ("cache = = 8\n", "mine.toml:1:"),
        ("cache = 8\ncache = 9\n", "mine.toml:2:1: duplicate key"),
    ] {
        std::fs::write(folder.path().join("mine.toml"), text).unwrap();
        let (code, out, err) = run(folder.path(), &["config", "--config", "mine.toml"]);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{text}");
        assert!(err.starts_with("error: ") && err.contains(told), "{told}\n{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
    let (code, _, err) = run(folder.path(), &["config", "--config", "missing.toml"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("cannot read the settings in missing.toml"), "{err}");
}

#[test]
fn the_site_runs_as_the_file_says_and_every_command_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = "database = \"from-the-file.db\"\nlog-format = \"json\"\nmax-head = 8\n";
    std::fs::write(folder.path().join("career-paths.toml"), file).unwrap();
    let site = Server::start(folder.path(), &[]);
    let long = format!("Cookie: {}\r\n", "a".repeat(9_000));
    assert_eq!(Connection::open(site.address()).get("/", &long).status, 431);
    let (_, log) = site.stop("-TERM");
    assert!(folder.path().join("from-the-file.db").is_file());
    assert!(log.lines().count() >= 2);
    for line in log.lines() {
        let told: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
        assert!(told["level"].is_string() && told["fields"]["message"].is_string(), "{line}");
    }
    let (code, out, err) = run(folder.path(), &["export", "postings"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.lines().count() > 1);
    assert!(!folder.path().join("career-paths.db").exists());
}

#[test]
fn what_is_an_option_here_and_an_argument_there_is_read_from_the_file_by_both() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("career-paths.toml"), "data = \"no-such-folder\"\n").unwrap();
    let (code, _, err) = run(folder.path(), &["check"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("no-such-folder"), "{err}");
}

#[test]
fn a_wrong_filter_of_the_log_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, err) = run(folder.path(), &["config", "--log", "a=b=c"]);
    assert_eq!(code, Some(2), "{err}");
}
