//! `check` as an operator runs it.

use crate::support::process::run;
use crate::support::{copy, project};

#[test]
fn sound_content_passes_in_any_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = run(folder.path(), &["check"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("72 paths"), "{out}");
    assert!(out.contains("no problems, no warnings"), "{out}");
    assert!(out.contains("machine-learning-engineer is exempt"), "{out}");
    copy(&project("data"), &folder.path().join("mine"));
    assert_eq!(run(folder.path(), &["check", "mine"]).0, Some(0));
}

#[test]
fn poor_writing_fails_and_old_reviews_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = run(folder.path(), &["check", project("tests/content").to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("quality: job_titles: 2 job titles. Give 8 to 200. [counts]"), "{err}");

    let data = folder.path().join("mine");
    copy(&project("data"), &data);
    let file = data.join("paths/trades/electrician.json");
    let text = std::fs::read_to_string(&file).unwrap();
    let (before, _) = text.split_once("\"reviewed\"").unwrap();
    std::fs::write(&file, format!("{before}\"reviewed\": \"2024-02-29\"\n}}\n")).unwrap();
    let (code, out, err) = run(folder.path(), &["check", "mine"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("warning: reviewed: the last review is more than a year ago"), "{out}");
    assert!(out.contains("warnings: 1"), "{out}");
}

#[test]
fn planted_faults_are_all_reported_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("mine");
    copy(&project("data"), &data);
    let edit = |file: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(data.join(file)).unwrap();
        assert!(text.contains(from), "{file}");
        std::fs::write(data.join(file), text.replacen(from, to, 1)).unwrap();
    };
    edit("categories.json", "\"line\": 1", "\"line\": 99");
    edit("paths/technology/machine-learning-engineer.json", "\"max\": 100000", "\"max\": 10");
    edit("paths/data/data-scientist.json", "\"tagline\"", "\"tag_line\"");
    edit("paths/trades/electrician.json", "\"skills\": [\"", "\"skills\": [\"x-");
    edit("wages/wages.csv", "US-WY,11-1011,", "US-WZ,11-1011,");
    std::fs::write(data.join("paths/healthcare/registered-nurse.json"), b"{\"slug\": \"regis").unwrap();
    edit("postings/shown.ndjson", "\"native_id\": \"2\"", "\"native_id\": \"1\"");
    edit("postings/shown.ndjson", "\"title\": \"Software Engineer II\"", "\"title\": \"\"");
    std::fs::copy(
        data.join("paths/technology/software-engineer.json"),
        data.join("paths/data/software-engineer.json"),
    )
    .unwrap();

    let (code, out, err) = run(folder.path(), &["check", "mine"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    for expected in [
        "mine/categories.json:8:15: categories[0].line: 99 is out of bounds",
        "mine/paths/technology/machine-learning-engineer.json:",
        "levels[0].pay.max: the upper end 10 is below the lower end 70000",
        "mine/wages/wages.csv:35540:1: area: unknown area \"US-WZ\"",
        "tag_line: unknown field",
        "tagline: this field is missing",
        "unknown skill \"x-",
        "registered-nurse.json:1:15: this is not JSON",
        "mine/postings/shown.ndjson:2:1: another posting has the same id",
        "mine/postings/shown.ndjson:3:1: ",
        "\"software-engineer\" is taken by mine/paths/data/software-engineer.json:3",
    ] {
        assert!(err.contains(expected), "{expected} is not in\n{err}");
    }
}

#[test]
fn a_missing_folder_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, err) = run(folder.path(), &["check", "nowhere"]);
    assert_eq!(code, Some(1));
    assert!(err.starts_with("error: cannot read the content folder nowhere"), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}
