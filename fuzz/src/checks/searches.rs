//! What is typed into the search.

use std::sync::LazyLock;

use career_paths::content::load::load;
use career_paths::search::concepts::Concepts;
use career_paths::search::parse::parse;
use career_paths::search::snippet::Snippets;

use super::content;

/// What words mean on a site with the small content of the tests.
static CONCEPTS: LazyLock<Concepts> = LazyLock::new(|| {
    let content = load(&content::small()).unwrap_or_else(|error| panic!("{error}"));
    Concepts::new(content.paths.iter(), content.skills.iter())
});

/// Words that a query may have at most.
const MOST_WORDS: usize = 24;

/// Checks a text, of which the first line is typed and the others are an advert that it finds.
pub fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (typed, advert) = text.split_once('\n').unwrap_or((&text, "You throw clay at a potter's wheel."));
    let clauses = parse(typed, &CONCEPTS);
    assert!(clauses.len() <= MOST_WORDS, "{} clauses", clauses.len());
    for (at, clause) in clauses.iter().enumerate() {
        assert!(!clause.any.is_empty() && !clause.any[0].words().is_empty(), "{clause:?}");
        assert!(typed.contains(&clause.typed) || clause.typed.contains(' '), "{clause:?}");
        assert!(!clause.unfinished || at + 1 == clauses.len(), "{clause:?} is not the last");
    }
    let Some(snippets) = Snippets::new(&clauses) else { return };
    let pieces = snippets.find(advert);
    assert!(pieces.iter().all(|(piece, _)| !piece.is_empty()), "{pieces:?}");
    let shown: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
    assert!(advert.contains(shown.trim_start_matches("… ")), "{shown:?} stands nowhere");
    snippets.find_in_html(advert);
}
