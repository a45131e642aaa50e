//! SmartRecruiters' posting API: the list of a company, which has no adverts, and the details of one
//! posting.

use std::fmt::Write;
use std::io::BufRead;

use serde::Deserialize;

use crate::feeds::json::answer::{Entry, read as read_answer};
use crate::feeds::json::identity::{company, required};
use crate::feeds::json::lenient;
use crate::feeds::json::system::SMART_RECRUITERS;
use crate::feeds::places::address::{Address, written};
use crate::feeds::{Origin, Refused, Take, pay, terms};
use crate::model::moment::Moment;
use crate::model::posting::{EmploymentType, Place, Posted, Posting, PostingKey, WorkMode};
use crate::model::stated_pay::StatedPay;

/// Reads a feed of this format. Postings that are not public or no longer active are passed over.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    read_answer(&SMART_RECRUITERS, input, take, &|entry: Entry<'_>| {
        let job: Job = entry.read()?;
        if job.is_public() { job.posting(origin).map(Some) } else { Ok(None) }
    })
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Job {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    name: Option<String>,
    #[serde(deserialize_with = "lenient::part")]
    company: Option<Company>,
    #[serde(deserialize_with = "lenient::moment")]
    released_date: Option<Moment>,
    #[serde(deserialize_with = "lenient::part")]
    location: Option<Location>,
    #[serde(deserialize_with = "lenient::part")]
    type_of_employment: Option<Labelled>,
    #[serde(deserialize_with = "lenient::list")]
    custom_field: Vec<CustomField>,
    #[serde(deserialize_with = "lenient::text")]
    visibility: Option<String>,
    #[serde(deserialize_with = "lenient::flag")]
    active: Option<bool>,

    // of the details only
    #[serde(deserialize_with = "lenient::text")]
    posting_url: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    apply_url: Option<String>,
    #[serde(deserialize_with = "lenient::part")]
    job_ad: Option<JobAd>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Company {
    #[serde(deserialize_with = "lenient::text")]
    identifier: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    name: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Location {
    #[serde(deserialize_with = "lenient::text")]
    city: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    region: Option<String>,
    /// ISO 3166-1 alpha-2 in lower case.
    #[serde(deserialize_with = "lenient::text")]
    country: Option<String>,
    /// "Warsaw, , Poland".
    #[serde(deserialize_with = "lenient::text")]
    full_location: Option<String>,
    #[serde(deserialize_with = "lenient::flag")]
    remote: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    hybrid: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Labelled {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    label: Option<String>,
}

/// A field that the employer has added to SmartRecruiters' own.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct CustomField {
    #[serde(deserialize_with = "lenient::text")]
    field_label: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    value_label: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct JobAd {
    #[serde(deserialize_with = "lenient::part")]
    sections: Option<Sections>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Sections {
    #[serde(deserialize_with = "lenient::part")]
    company_description: Option<Section>,
    #[serde(deserialize_with = "lenient::part")]
    job_description: Option<Section>,
    #[serde(deserialize_with = "lenient::part")]
    qualifications: Option<Section>,
    #[serde(deserialize_with = "lenient::part")]
    additional_information: Option<Section>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Section {
    #[serde(deserialize_with = "lenient::text")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    text: Option<String>,
}

impl Job {
    fn is_public(&self) -> bool {
        let visible = self.visibility.as_deref().is_none_or(|it| it.eq_ignore_ascii_case("public"));
        visible && self.active != Some(false)
    }

    fn posting(self, origin: &Origin) -> Result<Posting, String> {
        let location = self.location.as_ref();
        let (places, work_mode) =
            (location.and_then(Location::place), location.and_then(Location::work_mode));
        let (native_id, title) = required(&SMART_RECRUITERS, self.id, self.name)?;
        let employer = self.company.unwrap_or_default();
        let board = origin.board.clone().or_else(|| employer.identifier.clone()).unwrap_or_default();
        let page = employer.identifier.or(origin.board.clone()).map(|identifier| {
            format!("https://jobs.smartrecruiters.com/{}/{native_id}", identifier.replace(' ', "%20"))
        });
        let url = self.posting_url.or(page);
        Ok(Posting {
            title,
            company: company(employer.name, origin, &board)?,
            key: PostingKey { source: SMART_RECRUITERS.format.to_owned(), board, native_id },
            places: places.into_iter().collect(),
            work_mode,
            employment_type: self.type_of_employment.as_ref().and_then(Labelled::employment_type),
            pay: self.custom_field.iter().flat_map(CustomField::pay).collect(),
            posted: self.released_date.map(|at| Posted { at, approximate: false }),
            apply_url: self.apply_url.or_else(|| url.clone()),
            url,
            description_html: self.job_ad.and_then(|advert| advert.sections?.html()),
            ..Posting::default()
        })
    }
}

impl Location {
    fn place(&self) -> Option<Place> {
        let raw = self.full_location.as_deref().map(|full| {
            let parts: Vec<Option<&str>> = full.split(',').map(Some).collect();
            written(&parts)
        });
        let (city, region) = (self.city.as_deref(), self.region.as_deref());
        Address { city, region, country: None, country_code: self.country.as_deref() }.place(raw.as_deref())
    }

    /// What is neither remote nor hybrid may be on site, or from before there were these fields.
    fn work_mode(&self) -> Option<WorkMode> {
        match (self.remote, self.hybrid) {
            (Some(true), _) => Some(WorkMode::Remote),
            (_, Some(true)) => Some(WorkMode::Hybrid),
            _ => None,
        }
    }
}

impl Labelled {
    /// The label may be in any language; the id "permanent" is that of "Full-time".
    fn employment_type(&self) -> Option<EmploymentType> {
        if self.id.as_deref() == Some("permanent") {
            return Some(EmploymentType::FullTime);
        }
        let known = |text: &Option<String>| text.as_deref().and_then(terms::employment_type);
        let (id, label) = (known(&self.id), known(&self.label));
        id.filter(|id| *id != EmploymentType::Other).or(label).or(id)
    }
}

impl CustomField {
    fn pay(&self) -> Vec<StatedPay> {
        let label = self.field_label.as_deref().unwrap_or_default().to_lowercase();
        let is_pay = ["salary", "pay range", "pay rate"].iter().any(|words| label.contains(words));
        self.value_label.as_deref().filter(|_| is_pay).map(pay::parse).unwrap_or_default()
    }
}

impl Sections {
    fn html(self) -> Option<String> {
        let sections = [
            self.company_description,
            self.job_description,
            self.qualifications,
            self.additional_information,
        ];
        let mut html = String::new();
        for section in sections.into_iter().flatten() {
            let Some(text) = section.text else { continue };
            if let Some(title) = &section.title {
                // writing to a string can't fail
                let _ = write!(html, "<h3>{}</h3>", html_escape::encode_text(title));
            }
            html.push_str(&text);
        }
        (!html.is_empty()).then_some(html)
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::feeds::Origin;
    use crate::feeds::json::answer::rows_of;
    use crate::model::posting::{EmploymentType, WorkMode};

    const LIST: &str = include_str!("../../tests/fixtures/feeds/smartrecruiters.json");
    const DETAIL: &str = include_str!("../../tests/fixtures/feeds/smartrecruiters_detail.json");

    #[test]
    fn lists_are_read() {
        let rows = rows_of(read, LIST, &Origin::default());
        let [(_, Ok(analyst)), (at, Err(reason)), (_, Ok(intern))] = rows.as_slice() else {
            panic!("{rows:?}");
        };
        assert_eq!((at.as_str(), reason.as_str()), ("content[2]", "has no id (`id`)"));
        assert_eq!((analyst.company.as_str(), analyst.key.board.as_str()), ("Example Corp", "ExampleCorp1"));
        assert_eq!(analyst.work_mode, Some(WorkMode::Hybrid));
        assert_eq!(analyst.employment_type, Some(EmploymentType::FullTime));
        assert_eq!(analyst.posted.unwrap().at.to_string(), "2026-08-17T07:35:02.787Z");
        let page = "https://jobs.smartrecruiters.com/ExampleCorp1/744000000000001";
        assert_eq!(analyst.url.as_deref(), Some(page));
        assert_eq!((intern.work_mode, intern.posted), (Some(WorkMode::Remote), None));
        assert_eq!(intern.employment_type, Some(EmploymentType::PartTime));
    }

    #[test]
    fn details_are_read_in_the_order_of_the_page() {
        let rows = rows_of(read, DETAIL, &Origin::default());
        let [(_, Ok(intern))] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(
            intern.description_html.as_deref(),
            Some(
                "<h3>Company &amp; Purpose</h3><p>We make examples.</p>\
                 <h3>Job Description</h3><p>You count examples.</p>\
                 <h3>Qualifications</h3><ul><li>Statistics</li></ul>"
            )
        );
        assert!(intern.apply_url.as_deref().unwrap().ends_with("?oga=true"));
        let gone = DETAIL.replace("\"active\": true", "\"active\": false");
        assert_eq!(rows_of(read, &gone, &Origin::default()).len(), 0);
    }

    #[test]
    fn details_without_an_id_are_rejected() {
        let rows = rows_of(read, "{\"jobAd\": {\"sections\": {}}}", &Origin::default());
        assert_eq!(rows, [("the posting".to_owned(), Err("has no id (`id`)".to_owned()))]);
    }
}
