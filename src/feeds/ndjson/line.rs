//! What `export postings` writes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::feeds::clean;
use crate::model::moment::Moment;
use crate::model::posting::{EmploymentType, Match, Place, Posting, WorkMode};
use crate::model::slug::Slug;
use crate::model::stage::Stage;
use crate::model::stated_pay::StatedPay;

/// One posting, one line. What is not known is null.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Line<'a> {
    /// The system it came from, as `greenhouse`.
    pub source: &'a str,
    /// The employer's board in that system; empty where the system has none.
    pub board: &'a str,
    /// Its id on that board. With source and board it is known again when it is read once more.
    pub native_id: &'a str,
    pub title: &'a str,
    pub company: &'a str,
    pub places: &'a [Place],
    pub work_mode: Option<WorkMode>,
    pub employment_type: Option<EmploymentType>,
    /// Every range that is stated; equity and bonus are no part of it.
    pub pay: &'a [StatedPay],
    pub posted_at: Option<Moment>,
    /// True where the day was counted back from an age such as "2 months ago".
    pub posted_approximate: bool,
    /// When the employer stops taking applications.
    pub valid_through: Option<Moment>,
    /// When it was first read.
    pub first_seen: Option<Moment>,
    /// When it was closed; null while it is open.
    pub closed_at: Option<Moment>,
    /// The advert on the employer's board.
    pub url: Option<&'a str>,
    pub apply_url: Option<&'a str>,
    pub description_html: Option<&'a str>,
    /// The beginning of the advert, or what its source says of it in short, plain text; null where the
    /// whole is there and begins so.
    pub excerpt: Option<&'a str>,
    /// The path under which its source lists it, rightly or not.
    pub listed_under: Option<&'a Slug>,
    pub views: u32,
    /// The path on which it stands. Written for the reader: an import matches anew.
    pub path: Option<&'a Slug>,
    /// The rung on which it stands. Written for the reader: an import matches anew.
    pub stage: Option<Stage>,
    /// Why it stands there. Written for the reader: an import matches anew.
    pub reasons: &'a [String],
}

impl<'a> Line<'a> {
    /// The line of a posting that was first read and closed at these moments and stands there.
    pub fn of(
        posting: &'a Posting,
        first_seen: Option<Moment>,
        closed_at: Option<Moment>,
        standing: &'a Match,
    ) -> Self {
        let begins_so = |advert: &str| clean::beginning(advert) == posting.excerpt;
        Self {
            source: &posting.key.source,
            board: &posting.key.board,
            native_id: &posting.key.native_id,
            title: &posting.title,
            company: &posting.company,
            places: &posting.places,
            work_mode: posting.work_mode,
            employment_type: posting.employment_type,
            pay: &posting.pay,
            posted_at: posting.posted.map(|posted| posted.at),
            posted_approximate: posting.posted.is_some_and(|posted| posted.approximate),
            valid_through: posting.valid_through,
            first_seen,
            closed_at,
            url: posting.url.as_deref(),
            apply_url: posting.apply_url.as_deref(),
            description_html: posting.description_html.as_deref(),
            excerpt: (!posting.description_html.as_deref().is_some_and(begins_so))
                .then_some(&posting.excerpt),
            listed_under: posting.listed_under.as_ref(),
            views: posting.views,
            path: standing.path.as_ref(),
            stage: standing.stage,
            reasons: &standing.reasons,
        }
    }
}
