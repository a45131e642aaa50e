//! `sync` as an operator runs it, against a server that answers as hiring systems do.

use std::path::Path;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::board_server::{Asked, BoardServer, Reply};
use crate::support::process::{Server, run};
use crate::support::project;

/// What a server answers at present; tests change it between two polls.
type Answers = Arc<Mutex<Value>>;

/// A job as Lever tells it.
fn job(id: &str, title: &str) -> Value {
    json!({
        "id": id,
        "text": title,
        "categories": { "location": "Springfield", "commitment": "Full-time" },
        "createdAt": 1_763_000_000_000_i64,
        "descriptionBody": format!("<p>You throw the clay of {id} at a wheel.</p>"),
        "hostedUrl": format!("https://jobs.example.com/{id}"),
        "applyUrl": format!("https://jobs.example.com/{id}/apply"),
    })
}

/// A hiring system with one board, which says whether it has changed.
fn board_server(jobs: Value) -> (BoardServer, Answers) {
    let answers = Arc::new(Mutex::new(jobs));
    let held = Arc::clone(&answers);
    let server = BoardServer::start(move |asked: &Asked| match &*held.lock().unwrap() {
        Value::String(status) if status.starts_with("404") => Reply::status("404 Not Found"),
        Value::String(text) => Reply::ok(text.as_str()),
        jobs => {
            let body = jobs.to_string();
            let tag = format!("\"{}\"", body.len());
            match asked.header("if-none-match") {
                Some(known) if known == tag => Reply::status("304 Not Modified"),
                _ => Reply::ok(body).with("ETag", tag),
            }
        }
    });
    (server, answers)
}

/// A folder with the list of one board, in which some fields are other ones.
fn folder(server: &BoardServer, fields: &Value) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    list(folder.path(), &[entry("clay", &server.base, fields)]);
    folder
}

fn entry(board: &str, base: &str, fields: &Value) -> Value {
    let url = format!("{base}/{board}");
    let mut entry = json!({ "kind": "lever", "company": "Clay Works", "board": board, "url": url });
    for (name, value) in fields.as_object().unwrap() {
        entry[name] = value.clone();
    }
    entry
}

fn list(folder: &Path, boards: &[Value]) {
    std::fs::write(folder.join("boards.json"), json!({ "boards": boards }).to_string()).unwrap();
}

/// Fetches; answers exit code, standard output and standard error.
fn sync(folder: &TempDir, options: &[&str]) -> (Option<i32>, String, String) {
    let data = project("tests/content");
    let always = ["sync", "--allow-private", "--data", data.to_str().unwrap()];
    run(folder.path(), &[&always[..], options].concat())
}

fn export(folder: &TempDir) -> Vec<Value> {
    let (_, out, _) = run(folder.path(), &["export", "postings"]);
    let all = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    all.filter(|posting| posting["source"] == "lever").collect()
}

#[test]
fn boards_are_asked_when_they_are_due_and_only_for_what_is_new() {
    let (server, answers) = board_server(json!([job("a", "Senior Potter"), job("b", "Clerk")]));
    let folder = folder(&server, &json!({}));
    let (code, out, err) = sync(&folder, &[]);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(out, "lever/clay: read 2, new 2, changed 0, unchanged 0, closed 0, rejected 0\n");
    let all = export(&folder);
    assert_eq!((&all[0]["board"], &all[0]["company"]), (&json!("clay"), &json!("Clay Works")));
    assert_eq!((&all[0]["path"], &all[0]["stage"]), (&json!("potter"), &json!("senior")));
    assert_eq!(server.asked()[0].header("if-none-match"), None);

    let (code, out, _) = sync(&folder, &[]);
    assert_eq!((code, out.as_str()), (Some(0), "no board is due; name one to fetch it all the same\n"));
    assert_eq!(server.asked().len(), 1);

    let (code, out, _) = sync(&folder, &["clay"]);
    assert_eq!((code, out.starts_with("lever/clay: read 0, new 0")), (Some(0), true), "{out}");
    assert!(server.asked()[1].header("if-none-match").is_some());
    assert_eq!(export(&folder).iter().filter(|posting| posting["closed_at"].is_null()).count(), 2);

    *answers.lock().unwrap() =
        json!([job("a", "Senior Potter"), job("b", "Senior Clerk"), job("c", "Potter")]);
    let (_, out, _) = sync(&folder, &["lever/clay"]);
    assert_eq!(out, "lever/clay: read 3, new 1, changed 1, unchanged 1, closed 0, rejected 0\n");

    let (code, _, err) = sync(&folder, &["caly"]);
    assert!(code == Some(1) && err.contains("did you mean lever/clay?"), "{err}");
}

#[test]
fn what_vanished_closes_after_its_time_and_failures_close_nothing() {
    let (server, answers) = board_server(json!([job("a", "Potter"), job("b", "Clerk")]));
    let folder = folder(&server, &json!({ "min_poll": "0s" }));
    sync(&folder, &[]);
    let at_once = ["--close-after", "0s"];
    for (answer, told) in [
        (json!("404"), "404"),
        (json!("[{\"id\": \"a\", \"text\": \"Potter\"}, {\"id\""), "breaks off"),
        (json!("<!doctype html><p>We'll be back"), "web page"),
    ] {
        *answers.lock().unwrap() = answer;
        let (code, out, err) = sync(&folder, &at_once);
        assert_eq!(code, Some(1), "{out}");
        assert!(out.starts_with("lever/clay: failed: ") && out.contains(told), "{told}: {out}");
        assert!(
            err.contains("error: 1 of 1 boards could not be read; what they listed stays as it was"),
            "{err}"
        );
        assert!(export(&folder).iter().all(|posting| posting["closed_at"].is_null()), "{told}");
    }
    *answers.lock().unwrap() = json!([]);
    sync(&folder, &at_once);
    assert!(export(&folder).iter().all(|posting| posting["closed_at"].is_null()), "an empty answer");

    *answers.lock().unwrap() = json!([job("a", "Potter")]);
    assert!(sync(&folder, &[]).1.contains("closed 0"), "two days are not over");
    // Unchanged since: what was missing is missing still.
    let (_, out, _) = sync(&folder, &at_once);
    assert!(out.contains("closed 1"), "{out}");
    let closed: Vec<Value> =
        export(&folder).into_iter().filter(|posting| !posting["closed_at"].is_null()).collect();
    assert_eq!((closed.len(), &closed[0]["native_id"]), (1, &json!("b")));

    *answers.lock().unwrap() = json!([job("a", "Potter"), job("b", "Clerk")]);
    assert!(sync(&folder, &at_once).1.contains("new 0, changed 1"), "it is open again");
}

#[test]
fn one_board_that_fails_does_not_keep_the_others() {
    let (good, _) = board_server(json!([job("a", "Potter")]));
    let (bad, _) = board_server(json!("404"));
    let folder = tempfile::tempdir().unwrap();
    let boards = [entry("bad", &bad.base, &json!({})), entry("good", &good.base, &json!({}))];
    list(folder.path(), &boards);
    let (code, out, err) = sync(&folder, &[]);
    assert_eq!(code, Some(1));
    assert!(out.contains("lever/good: read 1, new 1") && out.contains("lever/bad: failed: "), "{out}");
    assert!(err.contains("1 of 2 boards"), "{err}");
    // Without leave nobody looks into private networks.
    let (code, out, _) = run(folder.path(), &["sync", "good"]);
    assert!(code == Some(1) && out.contains("private network"), "{out}");
    std::fs::write(folder.path().join("boards.json"), "{\"boards\": [{\"kind\": \"lever\"}]}").unwrap();
    let (code, out, err) = sync(&folder, &[]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("boards.json:1:"), "{err}");
    let (code, _, err) = sync(&folder, &["--boards", "nowhere.json"]);
    assert!(code == Some(1) && err.contains("cannot read the boards in nowhere.json"), "{err}");
}

#[test]
fn pages_keep_to_what_the_board_allows() {
    let (server, _) = board_server(json!([job("a", "Potter of Dawn")]));
    let (other, _) = board_server(json!([job("b", "Potter of Dusk")]));
    let folder = tempfile::tempdir().unwrap();
    let closed = json!({ "attribution": "Jobs by Clay & Sons" });
    let open = json!({ "may_index": true });
    list(folder.path(), &[entry("clay", &server.base, &closed), entry("open", &other.base, &open)]);
    let (code, out, err) = sync(&folder, &[]);
    assert_eq!(code, Some(0), "{out}{err}");
    let data = project("tests/content");
    let site = Server::start(folder.path(), &["--data", data.to_str().unwrap()]);
    let jobs = site.get("/jobs");
    let page = |title: &str| {
        let at = jobs.find(&format!("-{title}\"")).unwrap_or_else(|| panic!("{title} is not in {jobs}"));
        let url = format!("{}-{title}", &jobs[jobs[..at].rfind('"').unwrap() + 1..at]);
        (site.get(&url), url)
    };
    let (restricted, url) = page("potter-of-dawn");
    assert!(restricted.starts_with("HTTP/1.1 200") && restricted.contains("noindex"), "{restricted}");
    assert!(restricted.contains("Jobs by Clay &#38; Sons"));
    assert!(!site.get("/sitemaps/positions-0.xml").contains(&url));
    assert!(site.get("/jobs").contains(&url), "visitors find it");
    let (free, url) = page("potter-of-dusk");
    assert!(free.starts_with("HTTP/1.1 200") && !free.contains("noindex"), "{free}");
    assert!(site.get("/sitemaps/positions-0.xml").contains(&url));
}

#[test]
fn a_site_fetches_by_itself_where_it_is_told_to() {
    let (server, answers) = board_server(json!([job("a", "Senior Potter of Dawn")]));
    let folder = folder(&server, &json!({ "min_poll": "0s" }));
    let data = project("tests/content");
    let data = data.to_str().unwrap();
    let options = ["--data", data, "--allow-private", "--sync-every", "1s", "--close-after", "0s"];
    let site = Server::start(folder.path(), &options);
    site.get_until("/jobs", "Senior Potter of Dawn");
    let agent = server.asked()[0].header("user-agent").unwrap().to_owned();
    assert!(agent.contains(&format!("(+http://{})", site.address())), "{agent}");
    *answers.lock().unwrap() = json!([job("b", "Potter of Dusk")]);
    site.get_until("/jobs", "Potter of Dusk");
    site.get_until("/jobs/5-senior-potter-of-dawn", "This position is closed");
    // The list is read anew each time, and a faulty one stops nothing.
    std::fs::write(folder.path().join("boards.json"), "[]").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1_200));
    assert!(site.get("/jobs").contains("Potter of Dusk"));
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!(
        log.contains("lever/clay: read 1, new 1") && log.contains("boards could not be fetched"),
        "{log}"
    );
}
