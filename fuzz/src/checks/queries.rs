//! Query strings of pages.

use career_paths::web::extract::{MAX_TEXT, Nothing, Parameters, Search, read};
use career_paths::web::pagination::PageNumber;
use career_paths::web::wanted::Wanted;

/// Checks a query string.
pub fn check(input: &[u8]) {
    let query = String::from_utf8_lossy(input);
    is_told(read::<Nothing>(&query));
    is_told(read::<PageNumber>(&query));
    if let Some(words) = is_told(read::<Search>(&query)).and_then(|search| search.words) {
        is_plain(&words);
    }
    if let Some(wanted) = is_told(read::<Wanted>(&query)) {
        is_plain(&wanted.text);
        has_one_url(&wanted);
    }
}

/// The parameters; where there are none, every fault is told to the visitor.
fn is_told<T: Parameters>(read: Result<T, career_paths::web::error::Error>) -> Option<T> {
    use career_paths::web::error::Error;
    match read {
        Ok(parameters) => Some(parameters),
        Err(Error::BadParameters(bad)) => {
            assert!(!bad.is_empty() && bad.iter().all(|bad| !bad.reason.is_empty()), "{bad:?}");
            None
        }
        Err(other) => panic!("{other:?}"),
    }
}

/// A text to be looked for is short and on one line.
fn is_plain(words: &str) {
    assert!(words.chars().count() <= MAX_TEXT && !words.contains(char::is_control), "{words:?}");
    assert_eq!(words.trim(), words);
}

/// A search is the same when its own URL is read, and that URL is one of this site.
fn has_one_url(wanted: &Wanted) {
    for (url, page) in [(wanted.url(), "/jobs"), (wanted.feed_url(), "/jobs.atom")] {
        let (path, query) = url.split_once('?').unwrap_or((&url, ""));
        assert_eq!(path, page);
        assert!(url.bytes().all(|byte| byte.is_ascii_graphic()), "{url:?} is no URL");
        let again: Wanted = read(query).unwrap_or_else(|error| panic!("{url}: {error:?}"));
        assert_eq!((&again.text, &again.filters), (&wanted.text, &wanted.filters), "{url}");
        assert_eq!(if page == "/jobs" { again.url() } else { again.feed_url() }, url);
    }
}
