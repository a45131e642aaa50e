//! Workable: the widget API (v1), whose list names the employer, the list of version 3, and the
//! details of one posting.

use std::io::BufRead;

use serde::Deserialize;

use crate::feeds::json::answer::{Entry, read as read_answer};
use crate::feeds::json::identity::{company, required};
use crate::feeds::json::lenient;
use crate::feeds::json::system::WORKABLE;
use crate::feeds::places::address::Address;
use crate::feeds::{Origin, Refused, Take, board, terms};
use crate::model::moment::Moment;
use crate::model::posting::{EmploymentType, Place, Posted, Posting, PostingKey, WorkMode};

/// Reads a feed of this format. Postings that are not published, or only within the company, are
/// passed over.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    read_answer(&WORKABLE, input, take, &|entry: Entry<'_>| {
        let job: Job = entry.read()?;
        if job.is_public() { job.posting(entry.name, origin).map(Some) } else { Ok(None) }
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Job {
    #[serde(deserialize_with = "lenient::id")]
    shortcode: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    url: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    application_url: Option<String>,
    #[serde(deserialize_with = "lenient::list")]
    locations: Vec<Location>,
    #[serde(deserialize_with = "lenient::text")]
    description: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    requirements: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    benefits: Option<String>,

    // of the widget only
    #[serde(deserialize_with = "lenient::text")]
    employment_type: Option<String>,
    #[serde(deserialize_with = "lenient::flag")]
    telecommuting: Option<bool>,
    #[serde(deserialize_with = "lenient::moment")]
    published_on: Option<Moment>,
    #[serde(deserialize_with = "lenient::text")]
    city: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    country: Option<String>,

    /// A region in the widget; whether the posting is published in version 3.
    #[serde(deserialize_with = "lenient::text")]
    state: Option<String>,

    // of version 3 only
    #[serde(deserialize_with = "lenient::part")]
    location: Option<Location>,
    #[serde(deserialize_with = "lenient::flag")]
    remote: Option<bool>,
    #[serde(deserialize_with = "lenient::text")]
    workplace: Option<String>,
    #[serde(deserialize_with = "lenient::moment")]
    published: Option<Moment>,
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    kind: Option<String>,
    #[serde(rename = "isInternal", deserialize_with = "lenient::flag")]
    is_internal: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Location {
    #[serde(deserialize_with = "lenient::text")]
    city: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    region: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    country: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    country_code: Option<String>,
    /// The employer does not show it.
    #[serde(deserialize_with = "lenient::flag")]
    hidden: Option<bool>,
}

impl Job {
    fn is_of_version_3(&self) -> bool {
        self.location.is_some() || self.workplace.is_some() || self.kind.is_some()
    }

    fn is_public(&self) -> bool {
        let published = self.state.as_deref().is_none_or(|state| state.eq_ignore_ascii_case("published"));
        self.is_internal != Some(true) && (published || !self.is_of_version_3())
    }

    fn posting(self, account: Option<&str>, origin: &Origin) -> Result<Posting, String> {
        let (places, work_mode) = (self.places(), self.work_mode());
        let employment_type = self.employment_type();
        let description_html = self.advert();
        let (native_id, title) = required(&WORKABLE, self.shortcode, self.title)?;
        let board = origin.board.clone().or_else(|| board_of(self.url.as_deref()?)).unwrap_or_default();
        let url = self.url.unwrap_or_else(|| format!("https://apply.workable.com/j/{native_id}"));
        Ok(Posting {
            title,
            company: company(account.map(str::to_owned), origin, &board)?,
            apply_url: self.application_url.or_else(|| Some(format!("{}/apply", url.trim_end_matches('/')))),
            url: Some(url),
            key: PostingKey { source: WORKABLE.format.to_owned(), board, native_id },
            places,
            work_mode,
            employment_type,
            posted: self.published_on.or(self.published).map(|at| Posted { at, approximate: false }),
            description_html,
            ..Posting::default()
        })
    }

    fn places(&self) -> Vec<Place> {
        if !self.locations.is_empty() {
            let shown = self.locations.iter().filter(|location| location.hidden != Some(true));
            return shown.filter_map(Location::place).collect();
        }
        if let Some(location) = &self.location {
            return location.place().into_iter().collect();
        }
        let region = self.state.as_deref().filter(|_| !self.is_of_version_3());
        let (city, country) = (self.city.as_deref(), self.country.as_deref());
        Address { city, region, country, country_code: None }.place(None).into_iter().collect()
    }

    /// What is not remote may be hybrid or on site.
    fn work_mode(&self) -> Option<WorkMode> {
        let remote = self.telecommuting == Some(true) || self.remote == Some(true);
        let stated = self.workplace.as_deref().and_then(terms::work_mode);
        stated.or(remote.then_some(WorkMode::Remote))
    }

    fn employment_type(&self) -> Option<EmploymentType> {
        match self.kind.as_deref() {
            Some("full") => Some(EmploymentType::FullTime),
            Some("part") => Some(EmploymentType::PartTime),
            Some("temp") => Some(EmploymentType::Temporary),
            kind => self.employment_type.as_deref().or(kind).and_then(terms::employment_type),
        }
    }

    fn advert(&self) -> Option<String> {
        let parts = [&self.description, &self.requirements, &self.benefits];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join("\n"))
    }
}

impl Location {
    fn place(&self) -> Option<Place> {
        let (city, region) = (self.city.as_deref(), self.region.as_deref());
        let (country, country_code) = (self.country.as_deref(), self.country_code.as_deref());
        Address { city, region, country, country_code }.place(None)
    }
}

/// The account in the address of a posting; many addresses name none: `apply.workable.com/j/{shortcode}`.
fn board_of(address: &str) -> Option<String> {
    let domain = "workable.com";
    let account =
        board::in_host(address, domain).filter(|host| !["apply", "www", "jobs"].contains(&host.as_str()));
    account.or_else(|| board::in_path(address, "apply.workable.com").filter(|board| board != "j"))
}

#[cfg(test)]
mod tests {
    use super::{board_of, read};
    use crate::feeds::Origin;
    use crate::feeds::json::answer::rows_of;
    use crate::model::posting::{EmploymentType, WorkMode};

    const WIDGET: &str = include_str!("../../tests/fixtures/feeds/workable_widget.json");
    const VERSION_3: &str = include_str!("../../tests/fixtures/feeds/workable_v3.json");

    #[test]
    fn widgets_are_read() {
        let rows = rows_of(read, WIDGET, &Origin::default());
        let [(_, Ok(manager)), (_, Ok(associate)), (_, Err(reason))] = rows.as_slice() else {
            panic!("{rows:?}");
        };
        assert_eq!(reason, "has no id (`shortcode`)");
        assert_eq!((manager.company.as_str(), manager.key.board.as_str()), ("Example & Sons", ""));
        assert_eq!(manager.key.native_id, "EX00000001");
        assert_eq!(manager.posted.unwrap().at.to_string(), "2026-06-30");
        assert_eq!(manager.work_mode, Some(WorkMode::Remote));
        assert_eq!(manager.employment_type, Some(EmploymentType::FullTime));
        assert_eq!((associate.work_mode, associate.posted), (None, None));
        assert_eq!(associate.employment_type, Some(EmploymentType::PartTime));
    }

    #[test]
    fn lists_of_version_3_are_read() {
        let origin = Origin { company: None, board: Some("example-sons".to_owned()) };
        let rows = rows_of(read, VERSION_3, &origin);
        let [(_, Ok(accountant)), (at, Ok(cook))] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(at, "results[3]");
        assert_eq!(
            (accountant.company.as_str(), accountant.key.board.as_str()),
            ("example-sons", "example-sons")
        );
        assert_eq!(accountant.work_mode, Some(WorkMode::Hybrid));
        assert_eq!(accountant.employment_type, Some(EmploymentType::FullTime));
        assert_eq!(accountant.posted.unwrap().at.date().to_string(), "2026-06-02");
        assert_eq!(accountant.apply_url.as_deref(), Some("https://apply.workable.com/j/EX00000003/apply"));
        assert_eq!(cook.work_mode, Some(WorkMode::Remote));
        assert_eq!(cook.employment_type, Some(EmploymentType::Temporary));
    }

    #[test]
    fn accounts_stand_in_some_addresses() {
        let cases = [
            ("https://apply.workable.com/example-sons/j/EX1/", Some("example-sons")),
            ("https://apply.workable.com/j/EX1", None),
            ("https://example-sons.workable.com/jobs/1", Some("example-sons")),
        ];
        for (address, account) in cases {
            assert_eq!(board_of(address).as_deref(), account, "{address}");
        }
    }
}
