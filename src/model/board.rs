//! Boards: where an employer publishes openings.

use jiff::Timestamp;

/// What may be done with the postings of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Whether search engines may list them.
    pub may_index: bool,
    /// Whether they may carry JobPosting markup.
    pub may_mark_up: bool,
    /// What has to be said beside them.
    pub attribution: Option<String>,
}

/// What was told with an answer, so that the next request can ask for changes only (RFC 9110, 13.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// The value of `ETag`, quotes included.
    pub etag: Option<String>,
    /// The value of `Last-Modified` as it was written.
    pub last_modified: Option<String>,
}

/// How the last fetches of a board went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoardState {
    pub validators: Validators,
    /// When it was asked last.
    pub polled_at: Option<Timestamp>,
    /// When it answered last, unchanged or not.
    pub answered_at: Option<Timestamp>,
    /// Why the last fetch failed, if it did.
    pub failure: Option<String>,
}
