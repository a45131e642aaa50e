//! Boards that are asked by tests.

use std::time::Duration;

use career_paths::boards::failure::FetchError;
use career_paths::boards::list::{Board, BoardList};
use career_paths::boards::options::Options;
use career_paths::boards::{Answer, Found};

/// As in earnest, but in a hurry, and with leave to ask this machine.
pub fn options() -> Options {
    Options {
        contact: Some("https://careers.example".to_owned()),
        connect_timeout: Duration::from_secs(10),
        read_timeout: Duration::from_secs(10),
        timeout: Duration::from_secs(20),
        most_bytes: 1 << 20,
        tries: 3,
        first_wait: Duration::from_millis(20),
        longest_wait: Duration::from_secs(2),
        pause: Duration::ZERO,
        allow_private: true,
        ..Options::default()
    }
}

/// A board of a kind at an address.
pub fn board(kind: &str, url: &str) -> Board {
    let entry = serde_json::json!({ "kind": kind, "company": "Example Corp", "board": "ex", "url": url });
    let list = serde_json::json!({ "boards": [entry] }).to_string();
    BoardList::read("boards.json", &list).unwrap().boards.remove(0)
}

/// What came, where something did.
#[track_caller]
pub fn found(answer: Result<Answer, FetchError>) -> Found {
    match answer {
        Ok(Answer::Found(found)) => found,
        other => panic!("{other:?}"),
    }
}
