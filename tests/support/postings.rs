//! Postings brought in by tests as an import brings them in.

use std::io::Cursor;
use std::path::Path;

use career_paths::commands::intake::{Intake, Report};
use career_paths::commands::load::{load_content, matcher};
use career_paths::db::open::open;
use career_paths::db::{Db, postings};
use career_paths::feeds::{Format, Origin};
use career_paths::model::posting::StoredPosting;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::project;

/// A new database in a folder of its own, with the small content in it.
pub async fn filled() -> (TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = open(&folder.path().join("test.db")).await.unwrap();
    assert!(load_content(&db, Some(&project("tests/content"))).await.unwrap());
    (folder, db)
}

/// A posting as a line of NDJSON: a plain one with this id, in which some fields are other ones.
pub fn line(native_id: &str, fields: Value) -> String {
    let mut posting = json!({
        "source": "example",
        "board": "lives",
        "native_id": native_id,
        "title": format!("Potter {native_id}"),
        "company": "Clay Works",
        "places": [{ "raw": "Springfield, Example", "city": "Springfield" }],
        "posted_at": "2026-11-20",
        "apply_url": format!("https://jobs.example.com/{native_id}"),
        "description_html": format!("<p>You throw the clay of {native_id} at a wheel.</p>"),
    });
    let Value::Object(fields) = fields else { panic!("{fields} has no fields") };
    for (name, value) in fields {
        posting[name] = value;
    }
    posting.to_string()
}

/// Plain postings with these ids.
pub fn lines(native_ids: &[&str]) -> String {
    native_ids.iter().map(|native_id| line(native_id, json!({}))).collect::<Vec<_>>().join("\n")
}

/// Imports lines of NDJSON; as all that their boards list, where it is said after what time a missing
/// one closes.
pub async fn import(db: &Db, lines: &str, complete: Option<SignedDuration>) -> Report {
    let mut intake = Intake::begin(db, matcher(db).await.unwrap(), false).await.unwrap();
    let input = Box::new(Cursor::new(lines.as_bytes().to_vec()));
    intake.read(Format::Ndjson, input, Origin::default(), "feed").await.unwrap();
    if let Some(close_after) = complete {
        intake.close_missing(close_after).await.unwrap();
    }
    intake.report
}

/// The numbers of a report: new, changed, unchanged, closed, rejected.
pub fn numbers(report: &Report) -> [u64; 5] {
    [report.new, report.changed, report.unchanged, report.closed, report.rejections()]
}

/// The posting of a board's own id, which must be there once.
pub async fn stored(db: &Db, native_id: &str) -> StoredPosting {
    let all = postings::list_whole(&mut db.read().await.unwrap(), 0, false, 10_000).await.unwrap();
    let mut found = all
        .into_iter()
        .filter(|stored| stored.posting.key.native_id == native_id && stored.posting.key.board == "lives");
    let one = found.next().unwrap_or_else(|| panic!("there is no posting {native_id}"));
    assert!(found.next().is_none(), "{native_id} is there twice");
    one
}

/// Changes the database behind the program's back, as time does.
pub async fn execute(db: &Db, sql: &'static str) {
    let mut transaction = db.write().await.unwrap();
    let done = sqlx::query(sql).execute(&mut *transaction).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql}");
    transaction.commit().await.unwrap();
}

/// Imports every file of a folder in a format; files of boards under the names of their boards.
pub async fn import_file(db: &Db, format: &str, folder: &Path) {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let format = <Format as clap::ValueEnum>::from_str(format, false).unwrap();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let origin = match format {
            Format::Ashby => Origin { company: Some(name.clone()), board: Some(name.clone()) },
            _ => Origin::default(),
        };
        let mut intake = Intake::begin(db, matcher(db).await.unwrap(), false).await.unwrap();
        let input = Box::new(std::io::BufReader::new(std::fs::File::open(&file).unwrap()));
        intake.read(format, input, origin, &name).await.unwrap();
    }
}
