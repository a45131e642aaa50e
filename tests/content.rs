//! Content files: what is shipped is sound, and everything unsound is found.

use std::path::Path;

use career_paths::boards;
use career_paths::content::checks;
use career_paths::content::load::{check, load};
use career_paths::content::problem::{Problem, Problems, Severity};
use career_paths::content::schema::FileKind;
use career_paths::content::tree::Tree;
use career_paths::feeds::ndjson;
use jiff::civil::date;

use crate::support::content::{CLERK, ESTIMATOR, Edit, POTTER, edited, faults, place, problems};
use crate::support::project;

#[test]
fn the_shipped_content_and_the_small_one_are_sound() {
    let (content, Problems(found)) = check(&Tree::shipped().unwrap(), date(2026, 11, 24)).unwrap();
    assert_eq!(found, []);
    let shipped = content.unwrap();
    assert_eq!((shipped.categories.len(), shipped.paths.len()), (16, 72));
    assert!((500..=900).contains(&shipped.skills.len()), "{} skills", shipped.skills.len());
    assert_eq!(shipped.wages.unwrap().areas.len(), 55);
    assert_eq!(problems(&[]), []);
}

#[test]
fn the_shipped_content_is_the_folder_data() {
    let folder = Tree::from_dir(&project("data")).unwrap();
    assert_eq!(folder.files, Tree::shipped().unwrap().files);
}

/// The files name the paths and their occupations that the site was to have.
#[test]
fn the_shipped_paths_rest_on_the_occupations_that_were_agreed() {
    let agreed = std::fs::read_to_string(project("tests/fixtures/paths.csv")).unwrap();
    let content = load(&Tree::shipped().unwrap()).unwrap();
    let mut found: Vec<String> = content
        .paths
        .iter()
        .map(|path| format!("{},{},{}", path.category, path.slug, path.soc.join(" ")))
        .collect();
    found.sort();
    assert_eq!(found, agreed.lines().skip(1).collect::<Vec<_>>());
}

#[test]
fn schemas_are_current() {
    let write = std::env::var_os("CAREER_PATHS_WRITE_SCHEMAS").is_some();
    let of_content = FileKind::ALL.map(|kind| (kind.schema_file(), kind.schema()));
    let of_feeds =
        [("postings.schema.json", ndjson::schema()), ("boards.schema.json", boards::list::schema())];
    for (name, schema) in of_content.into_iter().chain(of_feeds) {
        let file = project("data/schema").join(name);
        let current = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if write {
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, &current).unwrap();
        }
        let stored = std::fs::read_to_string(&file).unwrap_or_default();
        let hint = "write it anew with CAREER_PATHS_WRITE_SCHEMAS=1 cargo test schemas_are_current";
        assert!(stored == current, "{} is not current; {hint}", file.display());
    }
}

#[test]
fn every_file_refers_to_its_schema() {
    let files = Tree::shipped().unwrap().files.into_iter();
    for (name, bytes) in files.filter(|(name, _)| name.ends_with(".json")) {
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let link = value["$schema"].as_str().unwrap_or_default();
        let schema = project("data").join(&name).parent().unwrap().join(link);
        assert!(schema.is_file(), "{name} refers to {link:?}");
    }
}

/// Asserts that the problems are just one, found by `check` where `text` stands in `file`.
#[track_caller]
fn one(problems: &[Problem], check: &str, file: &str, field: &str, at: (usize, usize)) {
    let [problem] = problems else { panic!("{} problems: {problems:#?}", problems.len()) };
    assert_eq!(problem.check, check, "{problem}");
    assert!(problem.file.ends_with(file), "{problem}");
    assert_eq!(problem.field, field, "{problem}");
    assert_eq!((problem.line, problem.column), at, "{problem}");
    assert!(!problem.message.is_empty() && !problem.help.is_empty(), "{problem}");
}

#[test]
fn an_unknown_field_is_named_with_the_one_that_was_meant() {
    let found = problems(&[(POTTER, "\"tagline\"", "\"taglin\": \"x\", \"tagline\"")]);
    one(&found, "unknown-field", POTTER, "taglin", place(POTTER, "\"tagline\""));
    assert!(found[0].help.contains("`tagline`"), "{}", found[0]);
}

#[test]
fn a_wrong_type_is_named() {
    let found = problems(&[(POTTER, "\"min\": 30000", "\"min\": \"30000\"")]);
    let (line, column) = place(POTTER, "\"min\": 30000");
    one(&found, "form", POTTER, "levels[0].pay.min", (line, column + "\"min\": ".len()));
    assert!(found[0].help.contains("without quotes"), "{}", found[0]);
}

#[test]
fn a_missing_field_is_named() {
    let found = problems(&[(POTTER, "\"reviewed\": \"2026-11-01\"", "\"verbatim\": false")]);
    one(&found, "missing-field", POTTER, "reviewed", (1, 1));
}

#[test]
fn a_value_off_a_closed_list_is_named_with_the_one_that_was_meant() {
    let found = problems(&[(POTTER, "\"proficiency\": \"working\"", "\"proficiency\": \"workin\"")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].help.contains("`working`"), "{}", found[0]);
    let found = problems(&[(POTTER, "\"stage\": \"lead\"", "\"stage\": \"boss\"")]);
    assert!(found[0].help.contains("senior"), "{}", found[0]);
}

#[test]
fn an_impossible_date_is_named() {
    let found = problems(&[(POTTER, "2026-11-01", "2026-02-30")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].check, found[0].field.as_str()), ("form", "reviewed"));
}

#[test]
fn truncated_json_and_invalid_utf8_are_named_with_their_place() {
    let mut tree = Tree::from_dir(&project("tests/content")).unwrap();
    let text = tree.files[POTTER].clone();
    tree.files.insert(POTTER.to_owned(), text[..100].to_vec());
    let found = faults(&tree);
    assert_eq!((found.len(), found[0].check), (1, "json"), "{found:#?}");
    assert!(found[0].line > 1, "{}", found[0]);

    let mut broken = text;
    let at = broken.windows(6).position(|window| window == b"Potter").unwrap();
    broken[at] = 0xff;
    tree.files.insert(POTTER.to_owned(), broken);
    let (line, column) = place(POTTER, "Potter");
    one(&faults(&tree), "utf-8", POTTER, "", (line, column));
}

#[test]
fn a_text_with_a_control_character_is_named() {
    let found = problems(&[(POTTER, "\"name\": \"Potter\"", "\"name\": \"Pot\\u0000ter\"")]);
    let (line, column) = place(POTTER, "\"name\": \"Potter\"");
    one(&found, "text", POTTER, "name", (line, column + "\"name\": ".len()));
}

#[test]
fn a_name_given_twice_in_one_object_is_named() {
    let found = problems(&[(POTTER, "\"slug\": \"potter\",", "\"slug\": \"potter\", \"slug\": \"potter\",")]);
    assert_eq!((found.len(), found[0].check), (1, "repeated-field"), "{found:#?}");
}

#[test]
fn a_duplicate_slug_is_named_in_the_second_file() {
    let mut tree = Tree::from_dir(&project("tests/content")).unwrap();
    let text = String::from_utf8(tree.files[POTTER].clone()).unwrap();
    tree.files.insert("paths/office/potter.json".to_owned(), text.into_bytes());
    let (content, Problems(found)) = check(&tree, date(2026, 11, 24)).unwrap();
    assert!(content.is_none());
    for name in ["unique-slugs", "job-titles", "repeated-sentence"] {
        assert!(found.iter().any(|problem| problem.check == name), "{name}: {found:?}");
    }
}

/// Every named check of the content finds what it is for: its name, and edits that trip it.
const FAULTS: &[(&str, &[Edit])] = &[
    ("unique-slugs", &[("sources.json", "\"slug\": \"guess\"", "\"slug\": \"survey\"")]),
    ("file-name", &[(CLERK, "\"slug\": \"clerk\"", "\"slug\": \"scribe\"")]),
    ("known-category", &[("categories.json", "\"slug\": \"crafts\"", "\"slug\": \"craft\"")]),
    ("known-skill", &[(POTTER, "\"glazing\"", "\"glazin\"")]),
    ("known-source", &[(POTTER, "\"source\": \"survey\"", "\"source\": \"surveys\"")]),
    ("unused-source", &[(ESTIMATOR, ",\n    \"guild\"", "")]),
    ("known-occupation", &[(POTTER, "51-9195", "51-9196")]),
    ("unused-skill", &[(POTTER, "\"3d\",", "")]),
    ("skill-names", &[("skills/all.json", "\"Kilns\"", "\"glazing\"")]),
    ("job-titles", &[(POTTER, "\"Ceramicist\"", "\"cost estimator\"")]),
    ("pay-band", &[(POTTER, "\"max\": 38000", "\"max\": 29999")]),
    ("pay-order", &[(POTTER, "\"min\": 38000", "\"min\": 29999")]),
    (
        "stages",
        &[
            (POTTER, "\"stage\": \"mid\"", "\"stage\": \"lead\""),
            (
                POTTER,
                "\"stage\": \"lead\",\n      \"label\": \"Master\"",
                "\"stage\": \"senior\",\n      \"label\": \"Master\"",
            ),
        ],
    ),
    ("years", &[(POTTER, "\"min\": 3,", "\"min\": 4,")]),
    ("advance", &[(POTTER, "\"advance\": \"Leave Apprentice", "\"label\": \"Leave Apprentice")]),
    ("skill-twice", &[(POTTER, "\"glazing\"", "\"wheel\"")]),
    ("growth", &[(POTTER, "\"costing\"", "\"kiln\"")]),
    ("verbatim", &[(POTTER, "\"reviewed\"", "\"verbatim\": true, \"reviewed\"")]),
    ("repeated-sentence", &[(CLERK, "Focus of Grade 2 Clerk", "Focus of Grade 1 Clerk")]),
    (
        "interchangeable",
        &[
            (
                POTTER,
                "Do the first thing that a Apprentice Potter does",
                "Sweep glazing dust below the shelves weekly",
            ),
            (
                CLERK,
                "Do the first thing that a Grade 1 Clerk does",
                "Sweep costing dust below her shelves weekly",
            ),
        ],
    ),
    ("counts", &[(POTTER, "\"Ceramicist\"", "\"Ceramicist\", \"Pot Maker\"")]),
    ("length", &[(POTTER, "Make pots that people use every day & <keep>.", "Make pots every day.")]),
    (
        "reading-level",
        &[(
            POTTER,
            "Make pots that people use every day & <keep>.",
            "Operationalize interdisciplinary ceramic methodologies systematically, notwithstanding impossibilities.",
        )],
    ),
    ("review-age", &[(POTTER, "2026-11-01", "2025-11-01")]),
];

/// Everything that is to be said of the small content after some edits.
fn remarks(edits: &[Edit]) -> Vec<Problem> {
    check(&edited(edits), date(2026, 11, 24)).unwrap().1.0
}

#[test]
fn every_check_finds_what_it_is_for() {
    // The small content is too small for the bounds of the writing, which is told of it anyway.
    let before = remarks(&[]);
    assert!(before.iter().all(|problem| problem.severity == Severity::Quality), "{before:#?}");
    for (name, severity, _) in checks::ALL {
        let (_, edits) =
            FAULTS.iter().find(|(check, _)| check == name).unwrap_or_else(|| panic!("no fault for {name}"));
        let found = remarks(edits);
        let new: Vec<&Problem> = found.iter().filter(|problem| !before.contains(problem)).collect();
        assert!(new.iter().any(|p| p.check == *name && p.severity == *severity), "{name}: {new:#?}");
        for problem in new {
            assert!(problem.line > 1 || *name == "known-category", "{problem}");
        }
    }
}

#[test]
fn poor_writing_is_shown_all_the_same() {
    assert!(!remarks(&[]).is_empty());
    assert_eq!(problems(&[]), []);
}

#[test]
fn a_shared_title_is_one_of_the_path_that_comes_first() {
    let found = problems(&[(ESTIMATOR, "\"first\": \"potter\"", "\"first\": \"clerk\"")]);
    assert_eq!((found.len(), found[0].check), (1, "job-titles"), "{found:#?}");
    assert!(found[0].message.contains("clerk does not claim"), "{}", found[0]);
}

#[test]
fn faults_of_one_file_are_found_together() {
    let found = problems(&[
        (POTTER, "\"tagline\"", "\"colour\": \"red\", \"tagline\""),
        (POTTER, "\"min\": 30000", "\"min\": \"30000\""),
        (POTTER, "\"max\": 52000", "\"max\": 1"),
        (POTTER, "\"glazing\"", "\"glazin\""),
        (CLERK, "\"currency\": \"EUR\"", "\"currency\": \"euro\""),
    ]);
    let checks: Vec<&str> = found.iter().map(|problem| problem.check).collect();
    for check in ["unknown-field", "form", "pay-band", "known-skill"] {
        assert!(checks.contains(&check), "{check} in {found:#?}");
    }
    assert!(found.iter().any(|problem| problem.field == "levels[0].pay.currency"), "{found:#?}");
}

#[test]
fn files_out_of_place_and_missing_ones_are_named() {
    let mut tree = Tree::from_dir(&project("tests/content")).unwrap();
    tree.files.insert("path/potter.json".to_owned(), b"{}".to_vec());
    tree.files.remove("categories.json");
    let messages: Vec<String> = faults(&tree).iter().map(ToString::to_string).collect();
    assert!(messages.iter().any(|line| line.contains("path/potter.json")), "{messages:?}");
    assert!(
        messages.iter().any(|line| line.contains("categories.json:1:1: this file is missing")),
        "{messages:?}"
    );
    assert!(!faults(&Tree::default()).is_empty());
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let error = Tree::from_dir(Path::new("/no/such/folder")).unwrap_err();
    assert!(format!("{error:#}").contains("/no/such/folder"));
}

#[test]
fn the_fingerprint_moves_with_names_and_bytes() {
    let tree = Tree::from_dir(&project("tests/content")).unwrap();
    let mut other = tree.clone();
    assert_eq!(tree.fingerprint(), other.fingerprint());
    other.files.get_mut(POTTER).unwrap().push(b'\n');
    assert_ne!(tree.fingerprint(), other.fingerprint());
    let mut renamed = tree.clone();
    let bytes = renamed.files.remove(POTTER).unwrap();
    renamed.files.insert("paths/crafts/pottery.json".to_owned(), bytes);
    assert_ne!(tree.fingerprint(), renamed.fingerprint());
}
