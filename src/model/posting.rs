//! Employers' openings.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::slug::Slug;
use super::stage::Stage;
use super::stated_pay::StatedPay;

/// Where the work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkMode {
    OnSite,
    Hybrid,
    Remote,
}

impl WorkMode {
    /// Every one, as filters list them.
    pub const ALL: [Self; 3] = [Self::OnSite, Self::Hybrid, Self::Remote];

    /// The word in URLs: "on-site".
    pub fn word(self) -> String {
        self.name().to_ascii_lowercase()
    }

    /// "On-site".
    pub fn name(self) -> &'static str {
        match self {
            Self::OnSite => "On-site",
            Self::Hybrid => "Hybrid",
            Self::Remote => "Remote",
        }
    }
}

/// On what terms someone is employed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EmploymentType {
    FullTime,
    PartTime,
    Contract,
    Temporary,
    Internship,
    Volunteer,
    Other,
}

impl EmploymentType {
    /// Every one, as filters list them.
    pub const ALL: [Self; 7] = [
        Self::FullTime,
        Self::PartTime,
        Self::Contract,
        Self::Temporary,
        Self::Internship,
        Self::Volunteer,
        Self::Other,
    ];

    /// The word in URLs: "full-time".
    pub fn word(self) -> String {
        self.name().to_ascii_lowercase()
    }

    /// "Full-time".
    pub fn name(self) -> &'static str {
        match self {
            Self::FullTime => "Full-time",
            Self::PartTime => "Part-time",
            Self::Contract => "Contract",
            Self::Temporary => "Temporary",
            Self::Internship => "Internship",
            Self::Volunteer => "Volunteer",
            Self::Other => "Other",
        }
    }
}

/// A place of work, in parts as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The text as the employer wrote it.
    #[schemars(length(min = 1, max = 200))]
    pub raw: String,
    /// Left out where the raw text does not tell.
    #[schemars(length(min = 1, max = 120))]
    #[serde(default)]
    pub city: Option<String>,
    /// Left out where the raw text does not tell.
    #[schemars(length(min = 1, max = 120))]
    #[serde(default)]
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2, as `US`.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    #[serde(default)]
    pub country: Option<String>,
}

/// When the employer published the opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Posted {
    pub at: Moment,
    /// True where the day was counted back from an age such as "2 months ago".
    pub approximate: bool,
}

/// How a posting is known again when it is read once more.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PostingKey {
    /// The system it came from, as `greenhouse`.
    pub source: String,
    /// The employer's board in that system; empty where the system has none.
    pub board: String,
    /// Its id on that board.
    pub native_id: String,
}

impl PostingKey {
    /// The source of postings that `sample postings` made up: of nobody, to try the site out.
    pub const SAMPLE: &str = "sample";
}

/// An employer's opening as it was published. What the employer does not say is left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Posting {
    pub key: PostingKey,
    pub title: String,
    pub company: String,
    pub places: Vec<Place>,
    pub work_mode: Option<WorkMode>,
    pub employment_type: Option<EmploymentType>,
    /// Every range that is stated; several where they differ by place or grade.
    pub pay: Vec<StatedPay>,
    pub posted: Option<Posted>,
    /// When the employer stops taking applications.
    pub valid_through: Option<Moment>,
    /// The advert on the employer's board.
    pub url: Option<String>,
    pub apply_url: Option<String>,
    /// The whole advert, sanitised; `None` where the source gives at most its beginning.
    pub description_html: Option<String>,
    /// The beginning of the advert, plain text.
    pub excerpt: String,
    /// The path under which its source lists it, rightly or not.
    pub listed_under: Option<Slug>,
    /// Views counted before it came to us.
    pub views: u32,
}

impl Posting {
    /// Whether it was made up to try the site out.
    pub fn is_sample(&self) -> bool {
        self.key.source == PostingKey::SAMPLE
    }
}

/// Where a posting stands, with reasons that a visitor can read. Unknown stays `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Match {
    pub path: Option<Slug>,
    pub stage: Option<Stage>,
    pub reasons: Vec<String>,
}

/// A posting with what was worked out of it, on its way into the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    pub posting: Posting,
    pub standing: Match,
    /// Skills of the vocabulary that the advert names.
    pub skills: Vec<Slug>,
    /// The whole advert as plain text; empty where it is not known.
    pub text: String,
    /// Of everything that its source says; another one is a change.
    pub digest: i64,
    /// Of employer, title and text; `None` where there is no text to be told by.
    pub twin: Option<i64>,
    /// When it was first seen, where another database of ours knows.
    pub first_seen: Option<Timestamp>,
    /// When it was closed, where another database of ours knows.
    pub closed_at: Option<Timestamp>,
}

/// A posting as it is held in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPosting {
    /// Stands in its URL and is never used again.
    pub id: i64,
    /// With its views counted up to now.
    pub posting: Posting,
    pub company_slug: Slug,
    pub standing: Match,
    /// Skills of the vocabulary that the advert names.
    pub skills: Vec<Slug>,
    pub first_seen: Timestamp,
    /// When an answer of its board last held it.
    pub last_seen: Timestamp,
    pub closed_at: Option<Timestamp>,
    /// The posting of the same opening that is shown for this one.
    pub duplicate_of: Option<i64>,
    /// Places of its duplicates that it does not name itself.
    pub also_places: Vec<Place>,
}

impl StoredPosting {
    /// Every place of the opening, those of its duplicates included.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.posting.places.iter().chain(&self.also_places)
    }

    /// Whether its source lists it under this path although its title is another job's.
    pub fn only_listed_under(&self, path: &Slug) -> bool {
        self.posting.listed_under.as_ref() == Some(path) && self.standing.path.as_ref() != Some(path)
    }

    /// When it was closed, or ran out by the employer's own word; `None` while it is open on the day
    /// `today`.
    pub fn closed_on(&self, today: Date) -> Option<Date> {
        let ran_out = self.posting.valid_through.map(Moment::date).filter(|last| *last < today);
        let closed = self.closed_at.map(|at| at.to_zoned(TimeZone::UTC).date());
        [closed, ran_out].into_iter().flatten().min()
    }
}
