//! A posting in a list.

use super::age::Age;
use super::state::App;
use super::{stated_pay, urls};
use crate::catalogue::Catalogue;
use crate::catalogue::entry::PathEntry;
use crate::model::posting::StoredPosting;
use crate::search::snippet::Piece;

/// Places that a list names; of more only the number is told.
const PLACES: usize = 3;

/// A posting as lists show it.
#[derive(Debug)]
pub struct PostingCard {
    pub title: String,
    pub url: String,
    pub company: String,
    pub company_url: String,
    /// The first places, or `None` where the source states none.
    pub place: Option<String>,
    /// As the employer states it.
    pub pay: Option<String>,
    pub age: Option<Age>,
    pub views: u64,
    pub excerpt: String,
    /// The place of the advert that speaks of what was searched for, shown instead of its beginning.
    pub snippet: Vec<Piece>,
    /// "Sample" before all others where it is one; "Full-time", "On-site", "Senior Level", "Technology".
    pub tags: Vec<String>,
    /// The rung on which it stands.
    pub rung: Option<RungLink>,
    /// Why it stands where it does, in a sentence.
    pub reason: String,
}

/// A rung and where it can be read about.
#[derive(Debug)]
pub struct RungLink {
    pub path: String,
    pub number: usize,
    pub heading: String,
    pub url: String,
    pub line: u8,
}

impl PostingCard {
    /// The card of a posting in any list.
    pub fn new(app: &App, catalogue: &Catalogue, stored: &StoredPosting) -> Self {
        let posting = &stored.posting;
        let standing = &stored.standing;
        let path = standing.path.as_ref().and_then(|slug| catalogue.path(slug.as_str()));
        let listing = posting.listed_under.as_ref().and_then(|slug| catalogue.path(slug.as_str()));
        let stage = standing.stage.map_or("Level not stated".to_owned(), |s| format!("{} Level", s.name()));
        let tags = [
            posting.is_sample().then(|| "Sample".to_owned()),
            posting.employment_type.map(|kind| kind.name().to_owned()),
            posting.work_mode.map(|mode| mode.name().to_owned()),
            Some(stage),
            path.or(listing).map(|entry| entry.category.name.clone()),
        ];
        Self {
            title: posting.title.clone(),
            url: urls::posting(stored.id, &posting.title),
            company: posting.company.clone(),
            company_url: urls::company(&stored.company_slug),
            place: places(stored),
            pay: stated_pay::short(&posting.pay),
            age: posting.posted.map(|posted| Age::new(posted, app.today())),
            views: u64::from(app.views().shown(stored.id, posting.views)),
            excerpt: posting.excerpt.clone(),
            snippet: Vec::new(),
            tags: tags.into_iter().flatten().collect(),
            rung: path.and_then(|entry| RungLink::new(entry, stored)),
            reason: sentence(&standing.reasons),
        }
    }

    /// The card of a posting that is listed under a path on which it does not stand; its reason says
    /// so.
    pub fn listed_only(app: &App, catalogue: &Catalogue, stored: &StoredPosting, path: &PathEntry) -> Self {
        let mut card = Self::new(app, catalogue, stored);
        let other = stored.standing.path.as_ref().and_then(|slug| catalogue.path(slug.as_str()));
        card.reason = match other {
            Some(entry) => format!("Another job by its title: it belongs to the path {}", entry.path.name),
            None => {
                format!("Another job by its title: no employer's title for a {} is in it", path.path.name)
            }
        };
        card
    }
}

impl RungLink {
    fn new(entry: &PathEntry, stored: &StoredPosting) -> Option<Self> {
        let rung = entry.rung_of(stored.standing.stage?, &stored.posting.title)?;
        Some(Self {
            path: entry.path.name.clone(),
            number: rung.number,
            heading: rung.heading.clone(),
            url: urls::rung(&entry.path.slug, &rung.anchor),
            line: entry.category.line,
        })
    }
}

/// Every place of an opening, those of its duplicates included, as employers write them.
pub fn all_places(stored: &StoredPosting) -> Vec<String> {
    // "Hatvan, , Hungary": some systems leave a gap where a part is not known.
    let whole =
        |raw: &str| raw.split(", ").filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(", ");
    stored.places().map(|place| whole(&place.raw)).collect()
}

/// The first places of an opening, those of its duplicates included, and how many more there are.
pub fn places(stored: &StoredPosting) -> Option<String> {
    let all = all_places(stored);
    let named = all[..all.len().min(PLACES)].join("; ");
    match all.len() {
        0 => None,
        count if count > PLACES => Some(format!("{named} and {} more", count - PLACES)),
        _ => Some(named),
    }
}

/// Reasons as one sentence with a capital letter.
pub fn sentence(reasons: &[String]) -> String {
    let text = reasons.join("; ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
