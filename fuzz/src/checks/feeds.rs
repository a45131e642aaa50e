//! Feeds of every format.

use std::ops::ControlFlow;

use career_paths::feeds::clean::line;
use career_paths::feeds::ndjson::Line;
use career_paths::feeds::{Format, Origin, Refused, Row, read};
use career_paths::model::posting::{Match, Posting};

use super::adverts::is_clean;

/// Rows of one input that are looked at; more are more of the same.
const MOST_ROWS: usize = 200;

/// Checks a feed of a format as it comes.
pub fn check(format: Format, input: &[u8]) {
    let origin = Origin { company: Some("Example Corp".to_owned()), board: Some("example".to_owned()) };
    // What was handed over before a feed breaks off counts too.
    let (rows, _) = rows(format, input, &origin);
    for row in rows {
        assert!(!row.at.is_empty(), "an entry stands nowhere");
        match &row.posting {
            Ok(posting) => {
                is_bounded(posting);
                posting.description_html.as_deref().inspect(|html| is_clean(html));
                reads_back(&row, posting);
            }
            Err(reason) => assert!(!reason.is_empty() && reason.len() < 2_000, "{reason}"),
        }
    }
}

fn rows(format: Format, mut input: &[u8], origin: &Origin) -> (Vec<Row>, Result<(), Refused>) {
    let mut rows = Vec::new();
    let result = read(format, &mut input, origin, &mut |row| {
        rows.push(row);
        if rows.len() < MOST_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    (rows, result)
}

/// Texts are lines of a bounded length, lists are bounded, and addresses lead to the web.
fn is_bounded(posting: &Posting) {
    let key = &posting.key;
    for (text, most) in
        [(&posting.title, 300), (&posting.company, 200), (&key.source, 200), (&key.native_id, 200)]
    {
        assert!(!text.is_empty() && text.chars().count() <= most && line(text) == *text, "{text:?}");
    }
    assert!(key.board.chars().count() <= 200 && line(&key.board) == key.board, "{:?}", key.board);
    assert!(posting.excerpt.chars().count() <= 1_000 && line(&posting.excerpt) == posting.excerpt);
    assert!(posting.description_html.as_ref().is_none_or(|html| html.len() <= 400_000));
    assert!(posting.places.len() <= 50 && posting.pay.len() <= 20);
    for place in &posting.places {
        assert!(!place.raw.is_empty() && place.raw.chars().count() <= 200, "{place:?}");
    }
    for pay in &posting.pay {
        assert!(pay.min.is_some() || pay.max.is_some(), "{pay:?}");
        assert!(pay.min.zip(pay.max).is_none_or(|(min, max)| min <= max), "{pay:?}");
    }
    for address in posting.url.iter().chain(&posting.apply_url) {
        let web = address.starts_with("http://") || address.starts_with("https://");
        assert!(web && address.len() <= 2_000 && !address.contains(char::is_control), "{address:?}");
    }
}

/// What is exported is imported again as it was.
fn reads_back(row: &Row, posting: &Posting) {
    let standing = Match::default();
    let exported = serde_json::to_string(&Line::of(posting, row.first_seen, row.closed_at, &standing));
    let exported = exported.unwrap_or_else(|error| panic!("{posting:?} can't be exported: {error}"));
    let (again, result) = rows(Format::Ndjson, exported.as_bytes(), &Origin::default());
    assert_eq!(result, Ok(()), "{exported}");
    let [again] = again.as_slice() else { panic!("{} rows of {exported}", again.len()) };
    assert_eq!(again.posting.as_ref(), Ok(posting), "{exported}");
    assert_eq!((again.first_seen, again.closed_at), (row.first_seen, row.closed_at), "{exported}");
}
