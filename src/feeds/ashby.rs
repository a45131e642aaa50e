//! Ashby's job posting API: the list of a board, with or without compensation.

mod compensation;

use std::io::BufRead;

use serde::Deserialize;

use self::compensation::Compensation;
use crate::feeds::json::answer::{Entry, read as read_answer};
use crate::feeds::json::identity::{company, required};
use crate::feeds::json::lenient;
use crate::feeds::json::system::ASHBY;
use crate::feeds::places::address::Address;
use crate::feeds::{Origin, Refused, Take, board, html, places, terms};
use crate::model::moment::Moment;
use crate::model::posting::{Place, Posted, Posting, PostingKey, WorkMode};

/// Reads a feed of this format. Postings that are not listed on the board are passed over.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    read_answer(&ASHBY, input, take, &|entry: Entry<'_>| {
        let job: Job = entry.read()?;
        if job.is_listed == Some(false) { Ok(None) } else { job.posting(origin).map(Some) }
    })
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Job {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    employment_type: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    location: Option<String>,
    #[serde(deserialize_with = "lenient::part")]
    address: Option<Postal>,
    #[serde(deserialize_with = "lenient::list")]
    secondary_locations: Vec<SecondaryLocation>,
    #[serde(deserialize_with = "lenient::moment")]
    published_at: Option<Moment>,
    #[serde(deserialize_with = "lenient::flag")]
    is_listed: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    is_remote: Option<bool>,
    #[serde(deserialize_with = "lenient::text")]
    workplace_type: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    job_url: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    apply_url: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    description_html: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    description_plain: Option<String>,
    #[serde(deserialize_with = "lenient::flag")]
    should_display_compensation_on_job_postings: Option<bool>,
    #[serde(deserialize_with = "lenient::part")]
    compensation: Option<Compensation>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SecondaryLocation {
    #[serde(deserialize_with = "lenient::text")]
    location: Option<String>,
    #[serde(deserialize_with = "lenient::part")]
    address: Option<Postal>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Postal {
    #[serde(deserialize_with = "lenient::part")]
    postal_address: Option<PostalAddress>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct PostalAddress {
    #[serde(deserialize_with = "lenient::text")]
    address_locality: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    address_region: Option<String>,
    /// A name, as "United States" or "USA".
    #[serde(deserialize_with = "lenient::text")]
    address_country: Option<String>,
}

impl Job {
    fn posting(self, origin: &Origin) -> Result<Posting, String> {
        let (places, mode) = self.places();
        let contradicted = mode == Some(WorkMode::Remote) && self.is_remote == Some(false);
        let work_mode = self.stated_work_mode().or(mode.filter(|_| !contradicted));
        let pay = match (&self.compensation, self.should_display_compensation_on_job_postings) {
            (Some(compensation), None | Some(true)) => compensation.salaries(),
            _ => Vec::new(),
        };
        let (native_id, title) = required(&ASHBY, self.id, self.title)?;
        let links = [self.job_url.as_deref(), self.apply_url.as_deref()];
        let board = board::of(origin, links, "ashbyhq.com");
        Ok(Posting {
            title,
            company: company(None, origin, &board)?,
            key: PostingKey { source: ASHBY.format.to_owned(), board, native_id },
            places,
            work_mode,
            employment_type: self.employment_type.as_deref().and_then(terms::employment_type),
            pay,
            posted: self.published_at.map(|at| Posted { at, approximate: false }),
            url: self.job_url,
            apply_url: self.apply_url,
            description_html: self
                .description_html
                .or_else(|| self.description_plain.as_deref().map(html::from_text)),
            ..Posting::default()
        })
    }

    /// The places, and the work mode that the text of the first tells.
    fn places(&self) -> (Vec<Place>, Option<WorkMode>) {
        let (mut places, mode) = places_of(self.location.as_deref(), self.address.as_ref());
        for other in &self.secondary_locations {
            places.extend(places_of(other.location.as_deref(), other.address.as_ref()).0);
        }
        (places, mode)
    }

    /// `isRemote` is true for hybrid work too, and false says nothing of it.
    fn stated_work_mode(&self) -> Option<WorkMode> {
        let stated = self.workplace_type.as_deref().and_then(terms::work_mode);
        stated.or_else(|| (self.is_remote == Some(true)).then_some(WorkMode::Remote))
    }
}

/// The place that an address states in parts, with the text that the employer shows for it. A text
/// that names several places says more than an address.
fn places_of(text: Option<&str>, address: Option<&Postal>) -> (Vec<Place>, Option<WorkMode>) {
    let read = text.map(places::parse).unwrap_or_default();
    let stated = address.and_then(|address| address.postal_address.as_ref());
    let stated = stated.and_then(|address| address.parts().place(text));
    match stated {
        Some(place) if read.places.len() < 2 => (vec![place], read.work_mode),
        _ => (read.places, read.work_mode),
    }
}

impl PostalAddress {
    fn parts(&self) -> Address<'_> {
        Address {
            city: self.address_locality.as_deref(),
            region: self.address_region.as_deref(),
            country: self.address_country.as_deref(),
            country_code: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::feeds::Origin;
    use crate::feeds::json::answer::rows_of;
    use crate::model::posting::{EmploymentType, WorkMode};

    const LIST: &str = include_str!("../../tests/fixtures/feeds/ashby.json");

    #[test]
    fn lists_are_read() {
        let origin = Origin { company: Some("Example Labs".to_owned()), board: None };
        let rows = rows_of(read, LIST, &origin);
        let [(_, Ok(engineer)), (_, Ok(bookkeeper)), (at, Ok(barista))] = rows.as_slice() else {
            panic!("{rows:?}");
        };
        assert_eq!(at, "jobs[3]");
        assert_eq!(
            (engineer.company.as_str(), engineer.key.board.as_str()),
            ("Example Labs", "example labs")
        );
        assert_eq!(engineer.work_mode, Some(WorkMode::Hybrid));
        assert_eq!(engineer.employment_type, Some(EmploymentType::FullTime));
        assert_eq!(engineer.posted.unwrap().at.date().to_string(), "2026-03-09");
        assert_eq!(engineer.description_html.as_deref(), Some("<p>You teach models to give examples.</p>"));
        assert_eq!(bookkeeper.pay, []);
        assert_eq!(bookkeeper.description_html.as_deref(), Some("<p>You keep the books.</p>"));
        assert_eq!((barista.work_mode, barista.posted, barista.key.board.as_str()), (None, None, ""));
    }
}
