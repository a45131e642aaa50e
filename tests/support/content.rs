//! The small content of the tests, with faults planted in it.

use career_paths::content::load::load;
use career_paths::content::problem::{Problem, Problems};
use career_paths::content::tree::Tree;

use super::project;

pub const POTTER: &str = "paths/crafts/potter.json";
pub const ESTIMATOR: &str = "paths/office/estimator.json";
pub const CLERK: &str = "paths/office/clerk.json";

/// A file, a text in it, and what to put there.
pub type Edit<'a> = (&'a str, &'a str, &'a str);

/// The small content after some edits, each of which must hit.
pub fn edited(edits: &[Edit<'_>]) -> Tree {
    let mut tree = Tree::from_dir(&project("tests/content")).unwrap();
    for (file, from, to) in edits {
        let bytes = tree.files.get_mut(*file).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    }
    tree
}

/// What makes the small content unfit to be shown after some edits.
pub fn problems(edits: &[Edit<'_>]) -> Vec<Problem> {
    faults(&edited(edits))
}

/// What makes a set of content unfit to be shown.
pub fn faults(tree: &Tree) -> Vec<Problem> {
    load(tree).map(|_| Vec::new()).unwrap_or_else(|error| error.downcast::<Problems>().unwrap().0)
}

/// The line of a text in a file of the small content, and its column.
pub fn place(file: &str, text: &str) -> (usize, usize) {
    let content = std::fs::read_to_string(project("tests/content").join(file)).unwrap();
    let (line, row) = (1..).zip(content.lines()).find(|(_, row)| row.contains(text)).unwrap();
    (line, row.find(text).unwrap() + 1)
}
