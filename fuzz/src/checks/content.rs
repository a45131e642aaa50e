//! Content of a site: a small whole one, in which one file is another.

use career_paths::content::load;
use career_paths::content::problem::Problems;
use career_paths::content::tree::Tree;
use jiff::civil::date;

/// A file of the small content of the tests.
macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../tests/content/", $name)))
    };
}

/// The small content of the tests.
const FILES: [(&str, &[u8]); 10] = [
    file!("categories.json"),
    file!("paths/crafts/potter.json"),
    file!("paths/office/clerk.json"),
    file!("paths/office/estimator.json"),
    file!("skills/all.json"),
    file!("sources.json"),
    file!("wages/areas.csv"),
    file!("wages/occupations.csv"),
    file!("wages/release.json"),
    file!("wages/wages.csv"),
];

/// The small content of the tests as it is.
pub fn small() -> Tree {
    let files = FILES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    Tree { name: "data".to_owned(), files: files.collect() }
}

/// Checks the small content with one file put in: the first line is its name, the others stand in it.
pub fn check(input: &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let name = String::from_utf8_lossy(&input[..end]).into_owned();
    let mut tree = small();
    tree.files.insert(name, input.get(end + 1..).unwrap_or_default().to_vec());
    let loaded = load::load(&tree);
    let checked = load::check(&tree, date(2026, 11, 22));
    let (fit, Problems(problems)) = checked.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(loaded.is_ok(), fit.is_some(), "what is loaded and what passes are two");
    for problem in &problems {
        assert!(problem.line > 0 && problem.column > 0, "{problem:?}");
        assert!(problem.file.starts_with("data/") && !problem.message.is_empty(), "{problem:?}");
    }
    if let Err(error) = loaded {
        let told = error.downcast_ref::<Problems>().map(|Problems(told)| told.len());
        assert!(told.is_some_and(|told| told > 0), "content is refused for no reason: {error}");
    }
}
