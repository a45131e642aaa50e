//! Places as feeds write them.

use crate::model::posting::{Place, WorkMode};

/// What a text about places says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    pub places: Vec<Place>,
    /// Where the text says so: "Remote, Italy".
    pub work_mode: Option<WorkMode>,
}

/// Reads free text such as "Austin | Chicago | Remote (US)" or "New York, NY, United States"; the
/// raw text of each place is kept.
pub fn parse(_text: &str) -> Places {
    Places::default()
}

/// A place of which the feed states the parts: a country as name or code, a region as name or code.
/// `raw` is the text to show; built from the parts where the feed has none. `None` where all parts
/// are empty.
pub fn from_parts(
    _city: Option<&str>,
    _region: Option<&str>,
    _country: Option<&str>,
    _raw: Option<&str>,
) -> Option<Place> {
    None
}

/// Places without repetition: those that are one in different spellings are merged, the first
/// spelling kept, and one that says less than another of the same place is dropped.
pub fn merge(places: Vec<Place>) -> Vec<Place> {
    places
}
