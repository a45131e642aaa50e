//! `JobPosting`: an open position, on its own page and nowhere else. What is required, and when there is to be
//! none, is told by Google Search Central, "Job posting structured data", as documented in October 2026.

use serde::{Serialize, Serializer};

use super::address::{Country, Place};
use super::job_title;
use super::money::MonetaryAmount;
use crate::model::board::Policy;
use crate::model::posting::{EmploymentType, StoredPosting, WorkMode};

/// An open position.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct JobPosting {
    title: String,
    description: String,
    date_posted: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_through: Option<String>,
    hiring_organization: Organization,
    #[serde(flatten)]
    place: Where,
    #[serde(skip_serializing_if = "Option::is_none")]
    employment_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_many")]
    base_salary: Vec<MonetaryAmount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<PropertyValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direct_apply: Option<bool>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
struct Organization {
    name: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
struct PropertyValue {
    name: String,
    value: String,
}

/// Where the work is done.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Where {
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_many")]
    job_location: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_location_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_many")]
    applicant_location_requirements: Vec<Country>,
}

impl JobPosting {
    /// An open position under the address `apply` where one applies. `None` where something that is required is
    /// not known, or where its board or its nature forbids it.
    pub fn new(stored: &StoredPosting, policy: &Policy, apply: bool) -> Option<Self> {
        let posting = &stored.posting;
        if !policy.may_mark_up || posting.is_sample() {
            return None;
        }
        // A day that was counted back from "2 months ago" is not the employer's own.
        let posted = posting.posted.filter(|posted| !posted.approximate)?;
        Some(Self {
            title: job_title::plain(posting)?,
            // An excerpt is not the advert.
            description: posting.description_html.clone()?,
            date_posted: posted.at.to_string(),
            valid_through: posting.valid_through.map(|last| last.to_string()),
            hiring_organization: Organization { name: posting.company.clone() },
            place: Where::new(stored)?,
            employment_type: posting.employment_type.map(term),
            base_salary: posting.pay.iter().filter_map(MonetaryAmount::stated).collect(),
            identifier: reference(stored)
                .map(|value| PropertyValue { name: posting.company.clone(), value: value.to_owned() }),
            // Whoever applies does so on the employer's own system.
            direct_apply: apply.then_some(false),
        })
    }
}

impl Where {
    /// `None` where the country of a place is not known.
    fn new(stored: &StoredPosting) -> Option<Self> {
        if stored.posting.work_mode != Some(WorkMode::Remote) {
            let job_location: Vec<Place> = stored.places().map(Place::new).collect::<Option<_>>()?;
            return (!job_location.is_empty()).then(|| Self { job_location, ..Self::default() });
        }
        // Of a fully remote position only a city is a place; "Remote, United States" says who may apply.
        let job_location: Vec<Place> =
            stored.places().filter(|place| place.city.is_some()).map(Place::new).collect::<Option<_>>()?;
        let mut countries: Vec<Country> = Vec::new();
        if job_location.is_empty() {
            countries = stored.places().map(Country::of).collect::<Option<_>>()?;
            countries.sort();
            countries.dedup();
            if countries.is_empty() {
                return None;
            }
        }
        Some(Self {
            job_location,
            job_location_type: Some("TELECOMMUTE"),
            applicant_location_requirements: countries,
        })
    }
}

/// Longest id of a board that a person would read as the number of a position.
const LONGEST_REFERENCE: usize = 40;

/// The employer's own number of a position, where its feed gave one that is fit to be read: some give a URL.
pub fn reference(stored: &StoredPosting) -> Option<&str> {
    let posting = &stored.posting;
    let id = posting.key.native_id.as_str();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
    let fits = !posting.is_sample() && (1..=LONGEST_REFERENCE).contains(&id.len()) && id.chars().all(plain);
    fits.then_some(id)
}

/// The words that readers of JobPosting know.
fn term(kind: EmploymentType) -> &'static str {
    match kind {
        EmploymentType::FullTime => "FULL_TIME",
        EmploymentType::PartTime => "PART_TIME",
        EmploymentType::Contract => "CONTRACTOR",
        EmploymentType::Temporary => "TEMPORARY",
        EmploymentType::Internship => "INTERN",
        EmploymentType::Volunteer => "VOLUNTEER",
        EmploymentType::Other => "OTHER",
    }
}

/// One value as itself, several as a list.
fn one_or_many<T: Serialize, S: Serializer>(values: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    match values {
        [one] => one.serialize(serializer),
        many => many.serialize(serializer),
    }
}
