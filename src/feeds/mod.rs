//! Feeds of hiring systems → postings. One file a format; what several of them need (dates, pay,
//! places, terms of employment, HTML) stands in files of its own and is lenient: what can't be read
//! is left out, never guessed.

pub mod ashby;
mod board;
pub mod clean;
pub mod csv;
pub mod dates;
pub mod flat;
pub mod greenhouse;
pub mod html;
pub mod indeed;
pub mod json;
pub mod json_ld;
pub mod lever;
pub mod ndjson;
pub mod pay;
pub mod personio;
pub mod places;
pub mod recruitee;
pub mod rss;
pub mod smart_recruiters;
pub mod terms;
pub mod words;
pub mod workable;
pub mod xml;

use std::fmt;
use std::io::BufRead;
use std::ops::ControlFlow;

use crate::model::moment::Moment;
use crate::model::posting::Posting;

/// A form in which postings come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
#[value(rename_all = "lower")]
pub enum Format {
    /// Greenhouse job board API, `…/boards/{token}/jobs?content=true`
    Greenhouse,
    /// Lever postings API, `…/v0/postings/{site}?mode=json`
    Lever,
    /// Ashby job posting API, `…/posting-api/job-board/{name}?includeCompensation=true`
    Ashby,
    /// Workable widget API, `…/api/v1/widget/accounts/{account}?details=true`, or its v3 list
    Workable,
    /// SmartRecruiters posting API, a list or the details of one posting
    #[value(aliases = ["smart-recruiters", "smart_recruiters"])]
    SmartRecruiters,
    /// Recruitee careers site API, `…/api/offers/`
    Recruitee,
    /// Personio XML feed
    #[value(aliases = ["personio-xml", "personio_xml"])]
    Personio,
    /// HTML page with schema.org JobPosting as JSON-LD
    #[value(aliases = ["json-ld", "json_ld", "jobposting", "schema-org", "schema.org", "html"])]
    JsonLd,
    /// XML as Indeed and its partners read it
    #[value(aliases = ["indeed-xml", "indeed_xml", "xml"])]
    Indeed,
    /// RSS or Atom
    #[value(aliases = ["atom", "rss-atom"])]
    Rss,
    /// One JSON object a line, as `export postings` writes it
    #[value(aliases = ["jsonl", "json-lines"])]
    Ndjson,
    /// A table with the same fields as columns
    Csv,
}

/// What is known of a feed besides what stands in it.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The employer; used where an entry names none.
    pub company: Option<String>,
    /// The board's id in its hiring system; used where an entry names none.
    pub board: Option<String>,
}

/// One entry of a feed.
#[derive(Debug)]
pub struct Row {
    /// Where it stands, as "line 12" or "jobs[3]".
    pub at: String,
    /// The posting, or why it is none.
    pub posting: Result<Posting, String>,
    /// When it was first read, where the feed knows: our own export does.
    pub first_seen: Option<Moment>,
    /// When it was closed, where the feed knows: our own export does.
    pub closed_at: Option<Moment>,
}

impl Row {
    /// An entry of a feed that knows nothing of what was read before.
    pub fn new(at: String, posting: Result<Posting, String>) -> Self {
        Self { at, posting, first_seen: None, closed_at: None }
    }
}

/// Why a feed is refused as a whole, for an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// Takes the entries of a feed one by one; may stop the reading.
pub type Take<'a> = &'a mut dyn FnMut(Row) -> ControlFlow<()>;

/// Reads a feed and hands over its entries, cleaned and sanitised. Fails if it is not of this format
/// or breaks off; entries that were handed over until then are good.
pub fn read(format: Format, input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    let mut cleaned = |row: Row| take(Row { posting: row.posting.and_then(clean::posting), ..row });
    let take: Take<'_> = &mut cleaned;
    match format {
        Format::Greenhouse => greenhouse::read(input, origin, take),
        Format::Lever => lever::read(input, origin, take),
        Format::Ashby => ashby::read(input, origin, take),
        Format::Workable => workable::read(input, origin, take),
        Format::SmartRecruiters => smart_recruiters::read(input, origin, take),
        Format::Recruitee => recruitee::read(input, origin, take),
        Format::Personio => personio::read(input, origin, take),
        Format::JsonLd => json_ld::read(input, origin, take),
        Format::Indeed => indeed::read(input, origin, take),
        Format::Rss => rss::read(input, origin, take),
        Format::Ndjson => ndjson::read(input, origin, take),
        Format::Csv => csv::read(input, origin, take),
    }
}
