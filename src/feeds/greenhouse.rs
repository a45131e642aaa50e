//! Greenhouse's job board API: the list of a board, with or without the adverts, and the details of
//! one posting.

mod pay;

use std::io::BufRead;

use serde::Deserialize;

use crate::feeds::json::answer::{Entry, read as read_answer};
use crate::feeds::json::identity::{company, required};
use crate::feeds::json::lenient;
use crate::feeds::json::system::GREENHOUSE;
use crate::feeds::pay::range;
use crate::feeds::{Origin, Refused, Take, board, html, places, terms};
use crate::model::moment::Moment;
use crate::model::posting::{EmploymentType, Posted, Posting, PostingKey, WorkMode};
use crate::model::stated_pay::StatedPay;

/// Employers' own fields that tell the terms of employment.
const EMPLOYMENT_FIELDS: [&str; 8] = [
    "employment type",
    "requisition type",
    "time type",
    "job type",
    "worker type",
    "contract type",
    "employee type",
    "commitment",
];

/// Employers' own fields that tell where the work is done.
const WORK_MODE_FIELDS: [&str; 5] =
    ["workplace", "work arrangement", "work model", "location type", "remote type"];

/// Reads a feed of this format.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    read_answer(&GREENHOUSE, input, take, &|entry: Entry<'_>| entry.read::<Job>()?.posting(origin).map(Some))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Job {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    company_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    absolute_url: Option<String>,
    #[serde(deserialize_with = "lenient::part")]
    location: Option<Location>,
    #[serde(deserialize_with = "lenient::list")]
    offices: Vec<Office>,
    #[serde(deserialize_with = "lenient::list")]
    metadata: Vec<Metadata>,
    /// Only this is the day of posting: `updated_at` moves with every edit.
    #[serde(deserialize_with = "lenient::moment")]
    first_published: Option<Moment>,
    #[serde(deserialize_with = "lenient::moment")]
    application_deadline: Option<Moment>,
    #[serde(deserialize_with = "lenient::text")]
    content: Option<String>,
    #[serde(deserialize_with = "lenient::list")]
    pay_input_ranges: Vec<PayRange>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Location {
    #[serde(deserialize_with = "lenient::text")]
    name: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Office {
    #[serde(deserialize_with = "lenient::text")]
    name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    location: Option<String>,
}

/// A field that the employer has added to Greenhouse's own.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    #[serde(deserialize_with = "lenient::text")]
    name: Option<String>,
    #[serde(deserialize_with = "lenient::texts")]
    value: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PayRange {
    #[serde(deserialize_with = "lenient::number")]
    min_cents: Option<f64>,
    #[serde(deserialize_with = "lenient::number")]
    max_cents: Option<f64>,
    #[serde(deserialize_with = "lenient::text")]
    currency_type: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    blurb: Option<String>,
}

impl Job {
    fn posting(self, origin: &Origin) -> Result<Posting, String> {
        let employment_type = self.employment_type();
        let places = self.places();
        let work_mode = self.stated_work_mode().or(places.work_mode);
        let description_html = self.content.as_deref().map(advert);
        let pay = match self.pay_input_ranges.as_slice() {
            [] => description_html.as_deref().map_or_else(Vec::new, pay::in_advert),
            ranges => ranges.iter().filter_map(PayRange::stated).collect(),
        };
        let (native_id, title) = required(&GREENHOUSE, self.id, self.title)?;
        let board =
            origin.board.clone().or_else(|| board_of(self.absolute_url.as_deref()?)).unwrap_or_default();
        Ok(Posting {
            title,
            company: company(self.company_name, origin, &board)?,
            key: PostingKey { source: GREENHOUSE.format.to_owned(), board, native_id },
            places: places.places,
            work_mode,
            employment_type,
            pay,
            posted: self.first_published.map(|at| Posted { at, approximate: false }),
            valid_through: self.application_deadline,
            apply_url: self.absolute_url.clone(),
            url: self.absolute_url,
            description_html,
            ..Posting::default()
        })
    }

    /// The posting's places; those of its offices only where it names none itself.
    fn places(&self) -> places::Places {
        let own = self.location.as_ref().and_then(|location| location.name.as_deref());
        let own = own.map(places::parse).unwrap_or_default();
        if !own.places.is_empty() || own.work_mode.is_some() {
            return own;
        }
        let offices =
            self.offices.iter().filter_map(|office| office.location.as_ref().or(office.name.as_ref()));
        let offices = offices.flat_map(|office| places::parse(office).places);
        places::Places { places: offices.collect(), work_mode: None }
    }

    fn fields<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let named = move |field: &&Metadata| {
            let name = field.name.as_deref().unwrap_or_default().to_lowercase();
            names.iter().any(|known| name.contains(known))
        };
        self.metadata.iter().filter(named).flat_map(|field| field.value.iter().map(String::as_str))
    }

    /// The terms that an employer's own fields name. One that is neither full-time nor part-time says
    /// more; what such a field says in unknown words ("Regular") says nothing.
    fn employment_type(&self) -> Option<EmploymentType> {
        let known = |value| terms::employment_type(value).filter(|it| *it != EmploymentType::Other);
        let named: Vec<_> = self.fields(&EMPLOYMENT_FIELDS).filter_map(known).collect();
        let hours = [EmploymentType::FullTime, EmploymentType::PartTime];
        named.iter().find(|it| !hours.contains(it)).or(named.first()).copied()
    }

    fn stated_work_mode(&self) -> Option<WorkMode> {
        let mut modes = self.fields(&WORK_MODE_FIELDS).filter_map(terms::work_mode);
        let first = modes.next()?;
        modes.all(|mode| mode == first).then_some(first)
    }
}

impl PayRange {
    fn stated(&self) -> Option<StatedPay> {
        let title = self.title.as_deref().unwrap_or_default();
        let units = |cents: Option<f64>| cents.map(|cents| cents / 100.0);
        let period = pay::period(title, self.blurb.as_deref().unwrap_or_default());
        let (min, max) = (units(self.min_cents), units(self.max_cents));
        let stated = range(min, max, self.currency_type.as_deref(), period, self.title.as_deref());
        stated.filter(|_| pay::is_salary(title))
    }
}

/// The advert's HTML, which Greenhouse escapes once more; left alone where that was undone already.
fn advert(content: &str) -> String {
    if content.contains('<') { content.to_owned() } else { html::unescape(content) }
}

/// The board in the address of a posting, unless that is on the employer's own site.
fn board_of(address: &str) -> Option<String> {
    let domain = "greenhouse.io";
    board::in_query(address, domain, "for")
        .or_else(|| board::in_path(address, domain).filter(|board| board != "embed"))
}

#[cfg(test)]
mod tests {
    use super::{advert, board_of, read};
    use crate::feeds::Origin;
    use crate::feeds::json::answer::rows_of;
    use crate::model::posting::{EmploymentType, WorkMode};

    #[test]
    fn adverts_are_unescaped_once() {
        assert_eq!(advert("&lt;p&gt;R&amp;amp;D &amp;lt;3&lt;/p&gt;"), "<p>R&amp;D &lt;3</p>");
        assert_eq!(advert("<p>R&amp;D &lt;3</p>"), "<p>R&amp;D &lt;3</p>");
    }

    #[test]
    fn boards_stand_in_addresses_of_greenhouse_only() {
        let cases = [
            ("https://job-boards.eu.greenhouse.io/examplecorp/jobs/1", Some("examplecorp")),
            ("https://boards.greenhouse.io/embed/job_app?for=examplecorp&token=1", Some("examplecorp")),
            ("https://boards.greenhouse.io/embed/job_app?token=1", None),
            ("https://careers.example.com/jobs/1?gh_jid=1", None),
        ];
        for (address, board) in cases {
            assert_eq!(board_of(address).as_deref(), board, "{address}");
        }
    }

    const LIST: &str = include_str!("../../tests/fixtures/feeds/greenhouse.json");
    const DETAIL: &str = include_str!("../../tests/fixtures/feeds/greenhouse_detail.json");

    #[test]
    fn lists_are_read() {
        let origin = Origin { company: Some("Example Holding".to_owned()), board: None };
        let rows = rows_of(read, LIST, &origin);
        let [(_, Ok(engineer)), (_, Ok(tokyo)), (notice, Err(reason)), (_, Ok(intern))] = rows.as_slice()
        else {
            panic!("{rows:?}");
        };
        assert_eq!((notice.as_str(), reason.as_str()), ("jobs[2]", "has no id (`id`)"));
        assert_eq!(engineer.key.board, "examplecorp");
        assert_eq!(engineer.key.native_id, "4000000000001");
        assert_eq!(engineer.company, "Example Corp ");
        assert_eq!(engineer.posted.unwrap().at.to_string(), "2026-02-24T09:25:19-05:00");
        assert_eq!(engineer.valid_through.unwrap().to_string(), "2026-09-30");
        assert_eq!(engineer.work_mode, Some(WorkMode::Hybrid));
        assert_eq!(engineer.employment_type, Some(EmploymentType::FullTime));
        assert_eq!(engineer.url, engineer.apply_url);
        let advert = engineer.description_html.as_deref().unwrap();
        assert!(advert.contains("<p>Example Corp makes examples &amp; nothing else.&nbsp;</p>"), "{advert}");
        assert_eq!(
            (tokyo.title.as_str(), tokyo.posted, &tokyo.description_html),
            ("例のエンジニア", None, &None)
        );
        assert_eq!((intern.company.as_str(), intern.key.board.as_str()), ("Example Holding", ""));
        assert_eq!(intern.employment_type, Some(EmploymentType::FullTime));
    }

    #[test]
    fn details_are_read() {
        let origin = Origin { company: None, board: Some("stated".to_owned()) };
        let rows = rows_of(read, DETAIL, &origin);
        let [(_, Ok(posting))] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((posting.title.as_str(), posting.key.board.as_str()), ("Support Specialist", "stated"));
        assert_eq!(posting.description_html.as_deref(), Some("<p>You answer letters.</p>"));
    }
}
