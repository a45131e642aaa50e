//! Lever's postings API: a bare list.

use std::fmt::Write;
use std::io::BufRead;

use serde::Deserialize;

use crate::feeds::json::answer::{Entry, read as read_answer};
use crate::feeds::json::identity::{company, required};
use crate::feeds::json::lenient;
use crate::feeds::json::system::LEVER;
use crate::feeds::{Origin, Refused, Take, board, html, pay, places, terms};
use crate::model::moment::Moment;
use crate::model::posting::{Place, Posted, Posting, PostingKey, WorkMode};
use crate::model::stated_pay::StatedPay;

/// Reads a feed of this format.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    read_answer(&LEVER, input, take, &|entry: Entry<'_>| entry.read::<Job>()?.posting(origin).map(Some))
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Job {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    text: Option<String>,
    #[serde(deserialize_with = "lenient::part")]
    categories: Option<Categories>,
    /// ISO 3166-1 alpha-2.
    #[serde(deserialize_with = "lenient::text")]
    country: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    workplace_type: Option<String>,
    #[serde(deserialize_with = "lenient::moment")]
    created_at: Option<Moment>,
    #[serde(deserialize_with = "lenient::text")]
    opening: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    description_body: Option<String>,
    /// Opening and body in one.
    #[serde(deserialize_with = "lenient::text")]
    description: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    description_plain: Option<String>,
    #[serde(deserialize_with = "lenient::list")]
    lists: Vec<Section>,
    #[serde(deserialize_with = "lenient::text")]
    additional: Option<String>,
    #[serde(deserialize_with = "lenient::part")]
    salary_range: Option<SalaryRange>,
    #[serde(deserialize_with = "lenient::text")]
    salary_description_plain: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    hosted_url: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    apply_url: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Categories {
    #[serde(deserialize_with = "lenient::text")]
    commitment: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    location: Option<String>,
    #[serde(deserialize_with = "lenient::texts")]
    all_locations: Vec<String>,
}

/// A list of the advert under its heading.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Section {
    #[serde(deserialize_with = "lenient::text")]
    text: Option<String>,
    /// Bare `<li>` elements.
    #[serde(deserialize_with = "lenient::text")]
    content: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SalaryRange {
    #[serde(deserialize_with = "lenient::number")]
    min: Option<f64>,
    #[serde(deserialize_with = "lenient::number")]
    max: Option<f64>,
    #[serde(deserialize_with = "lenient::text")]
    currency: Option<String>,
    /// "per-year-salary", "per-hour-wage".
    #[serde(deserialize_with = "lenient::text")]
    interval: Option<String>,
}

impl Job {
    fn posting(self, origin: &Origin) -> Result<Posting, String> {
        let categories = self.categories.as_ref();
        let (places, mode) = self.places();
        let work_mode = self.workplace_type.as_deref().and_then(terms::work_mode).or(mode);
        let employment_type =
            categories.and_then(|it| it.commitment.as_deref()).and_then(terms::employment_type);
        let pay = self.pay();
        let description_html = self.advert();
        let (native_id, title) = required(&LEVER, self.id, self.text)?;
        let links = [self.hosted_url.as_deref(), self.apply_url.as_deref()];
        let board = board::of(origin, links, "lever.co");
        Ok(Posting {
            title,
            company: company(None, origin, &board)?,
            key: PostingKey { source: LEVER.format.to_owned(), board, native_id },
            places,
            work_mode,
            employment_type,
            pay,
            posted: self.created_at.map(|at| Posted { at, approximate: false }),
            url: self.hosted_url,
            apply_url: self.apply_url,
            description_html,
            ..Posting::default()
        })
    }

    /// The places, and the work mode that their texts tell. The country stands beside them and is that
    /// of the place where there is only one.
    fn places(&self) -> (Vec<Place>, Option<WorkMode>) {
        let Some(categories) = &self.categories else { return (Vec::new(), None) };
        let mut texts: Vec<&str> = categories.location.iter().map(String::as_str).collect();
        texts.extend(categories.all_locations.iter().map(String::as_str));
        let mut seen = Vec::new();
        texts.retain(|text| {
            !seen.contains(text) && {
                seen.push(text);
                true
            }
        });
        let read: Vec<places::Places> = texts.into_iter().map(places::parse).collect();
        let mode = read.first().and_then(|first| first.work_mode);
        let mut places: Vec<Place> = read.into_iter().flat_map(|read| read.places).collect();
        if let [Place { country: country @ None, .. }] = places.as_mut_slice() {
            let named = places::from_parts(None, None, self.country.as_deref(), None);
            *country = named.and_then(|named| named.country);
        }
        (places, mode)
    }

    /// The range in parts; where there is none, what is said of the salary.
    fn pay(&self) -> Vec<StatedPay> {
        let raw = self.salary_description_plain.as_deref();
        let stated = self.salary_range.as_ref().and_then(|stated| {
            let period = stated.interval.as_deref().and_then(pay::period);
            pay::range(stated.min, stated.max, stated.currency.as_deref(), period, raw)
        });
        stated.map_or_else(|| raw.map(pay::parse).unwrap_or_default(), |stated| vec![stated])
    }

    fn advert(&self) -> Option<String> {
        let mut advert = match (&self.opening, &self.description_body, &self.description) {
            (None, None, Some(description)) => description.clone(),
            (None, None, None) => self.description_plain.as_deref().map(html::from_text).unwrap_or_default(),
            (opening, body, _) => {
                [opening.as_deref(), body.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("\n")
            }
        };
        for section in &self.lists {
            section.write(&mut advert);
        }
        advert.extend(self.additional.as_deref());
        (!advert.is_empty()).then_some(advert)
    }
}

impl Section {
    fn write(&self, advert: &mut String) {
        let heading = self.text.as_deref().map(html_escape::encode_text);
        let content = self.content.as_deref().unwrap_or_default();
        let bare = content.contains("<li") && !content.contains("<ul") && !content.contains("<ol");
        let list = if bare { format!("<ul>{content}</ul>") } else { content.to_owned() };
        // writing to a string can't fail
        let _ = match heading {
            Some(heading) => write!(advert, "<h3>{heading}</h3>{list}"),
            None => write!(advert, "{list}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::feeds::Origin;
    use crate::feeds::json::answer::rows_of;
    use crate::model::posting::{EmploymentType, WorkMode};

    const LIST: &str = include_str!("../../tests/fixtures/feeds/lever.json");

    #[test]
    fn lists_are_read() {
        let rows = rows_of(read, LIST, &Origin::default());
        let [(_, Ok(engineer)), (_, Ok(porter)), (_, Err(untitled)), (at, Err(text)), (_, Ok(archivist))] =
            rows.as_slice()
        else {
            panic!("{rows:?}");
        };
        assert!(untitled.contains("has no title (`text`)"), "{untitled}");
        assert_eq!((at.as_str(), text.as_str()), ("[3]", "is no object"));
        assert_eq!((engineer.company.as_str(), engineer.key.board.as_str()), ("exampleltd", "exampleltd"));
        assert_eq!(engineer.posted.unwrap().at.to_string(), "2026-05-19T20:38:11.267Z");
        assert_eq!(engineer.employment_type, Some(EmploymentType::FullTime));
        assert_eq!(engineer.work_mode, Some(WorkMode::Hybrid));
        assert!(engineer.apply_url.as_deref().unwrap().ends_with("501/apply"));
        assert_eq!((porter.key.board.as_str(), porter.employment_type), ("exampleltd", None));
        assert!(porter.posted.is_some());
        assert_eq!((archivist.work_mode, archivist.posted), (Some(WorkMode::OnSite), None));
    }

    #[test]
    fn adverts_hold_every_part_once() {
        let rows = rows_of(read, LIST, &Origin::default());
        let adverts: Vec<_> =
            rows.into_iter().filter_map(|(_, posting)| posting.ok()?.description_html).collect();
        assert_eq!(
            adverts[0],
            "<div>Example Ltd. builds examples.</div>\n<div>You keep the servers calm.</div>\
             <h3>What you'll do &amp; how</h3>\
             <ul>\n<li>Write services in Rust.</li><li>Read logs.</li></ul>\
             <h3>Notes</h3><p>None.</p><div>We meet twice a year.</div>"
        );
        assert_eq!(adverts[1], "<p>You open doors.</p>");
        assert_eq!(adverts[2], "<p>You sort paper.</p>");
    }
}
