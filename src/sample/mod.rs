//! Made-up postings of fictitious employers on the paths of the content: to try the site out, and to
//! measure it. The same content, seed and last day give the same postings on every machine, and a longer
//! list begins as a shorter one does.

mod advert;
mod draw;
mod field;
mod names;
mod places;
mod rung;
mod sentences;
mod terms;

use std::collections::HashMap;

use jiff::civil::Date;

use self::advert::Facts;
use self::draw::Draws;
use self::names::Names;
use self::places::Places;
use self::rung::Rung;
use crate::model::content::Content;
use crate::model::posting::{EmploymentType, Place, Posting, PostingKey, WorkMode};
use crate::model::stage::Stage;

/// Makes postings.
#[derive(Debug)]
pub struct Sample {
    /// The rungs of each path.
    paths: Vec<Vec<Rung>>,
    names: Names,
    places: Places,
    seed: u64,
    until: Date,
}

impl Sample {
    /// Postings on the paths of a content, posted in the year up to a day. Another seed gives other ones.
    pub fn new(content: &Content, seed: u64, until: Date) -> Self {
        let skills: HashMap<_, _> = content.skills.iter().map(|skill| (&skill.slug, skill)).collect();
        let paths = content.paths.iter().map(|path| Rung::of(path, &skills));
        Self {
            paths: paths.filter(|rungs| !rungs.is_empty()).collect(),
            names: Names::new(),
            places: Places::new(),
            seed,
            until,
        }
    }

    /// The posting with a number, whichever others are made; `None` where the content has no path.
    pub fn posting(&self, number: u64) -> Option<Posting> {
        let draws = &mut Draws::new(self.seed, number);
        let rung = rung(draws.pick(&self.paths)?, draws)?;
        let company = self.names.employer(rung.field, draws);
        let job = job(rung, draws);
        let work_mode = terms::work_mode(rung, draws);
        let employment_type = terms::employment_type(rung, &job, draws);
        let places = self.places_of(work_mode, draws);
        let city = places.first().and_then(|place| place.city.as_deref());
        let title = self.title(&job, city, work_mode, employment_type, draws);
        let html = advert::write(rung, &Facts { employer: &company, title: &job, city }, &self.names, draws);
        // The bands of the content are those of one country.
        let pay = if draws.chance(79) && places.iter().all(places::is_home) {
            terms::pay(rung, draws)
        } else {
            Vec::new()
        };
        let native_id = format!("{}-{}-{number:06}", rung.path, self.seed);
        let url = format!("https://jobs.example.com/{native_id}");
        Some(Posting {
            pay,
            posted: terms::posted(self.until, draws),
            valid_through: terms::valid_through(self.until, draws),
            apply_url: Some(format!("{url}/apply")),
            url: Some(url),
            key: PostingKey { source: PostingKey::SAMPLE.to_owned(), board: String::new(), native_id },
            title,
            company,
            places,
            work_mode,
            employment_type,
            description_html: Some(html),
            ..Posting::default()
        })
    }

    fn places_of(&self, work_mode: Option<WorkMode>, draws: &mut Draws) -> Vec<Place> {
        if work_mode == Some(WorkMode::Remote) {
            return if draws.chance(50) { vec![places::anywhere()] } else { Vec::new() };
        }
        if draws.chance(4) {
            return Vec::new();
        }
        let mut places = vec![self.places.city(draws)];
        if draws.chance(7) {
            let other = self.places.city(draws);
            places.extend((other.city != places[0].city).then_some(other));
        }
        places
    }

    /// The title as it is written over the advert.
    fn title(
        &self,
        job: &str,
        city: Option<&str>,
        work_mode: Option<WorkMode>,
        employment_type: Option<EmploymentType>,
        draws: &mut Draws,
    ) -> String {
        let mut title = job.to_owned();
        match (draws.below(100), city) {
            (0..8, _) => {
                title.push_str(", ");
                self.names.project(draws, &mut title);
            }
            (8..15, Some(city)) => {
                title.push_str(" - ");
                title.push_str(city);
            }
            (15..45, _) if work_mode == Some(WorkMode::Remote) => title.push_str(" (Remote)"),
            (15..45, _) if employment_type == Some(EmploymentType::PartTime) => {
                title.push_str(" (Part-Time)");
            }
            _ => {}
        }
        title
    }
}

/// A rung of a path; those in the middle are wanted most.
fn rung<'a>(rungs: &'a [Rung], draws: &mut Draws) -> Option<&'a Rung> {
    let weight = |rung: &Rung| match rung.stage {
        Stage::Entry => 5,
        Stage::Mid => 8,
        Stage::Senior => 6,
        Stage::Lead => 2,
    };
    let mut at = draws.below(rungs.iter().map(weight).sum());
    rungs.iter().find(|rung| {
        let found = at < weight(rung);
        at = at.saturating_sub(weight(rung));
        found
    })
}

/// An employer's title for the job: one of the rung, or one of the path with a rank before or after it.
fn job(rung: &Rung, draws: &mut Draws) -> String {
    let (own, numbered) = (draws.chance(60), draws.chance(30));
    let title = draws.pick(&rung.titles).map_or("", String::as_str);
    let Some(job) = draws.pick(&rung.jobs).filter(|_| !own) else { return title.to_owned() };
    match rung.stage {
        Stage::Entry if numbered => format!("{job} I"),
        Stage::Entry => format!("Junior {job}"),
        Stage::Mid if numbered => format!("{job} II"),
        Stage::Mid => job.clone(),
        Stage::Senior => format!("Senior {job}"),
        Stage::Lead => format!("Lead {job}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::ToSpan;
    use jiff::civil::{Date, date};

    use super::Sample;
    use crate::model::content::Content;
    use crate::model::level::{Level, Years};
    use crate::model::path::{Path, SharedTitle};
    use crate::model::pay::{Pay, Period};
    use crate::model::posting::Posting;
    use crate::model::skill::{Need, Proficiency, Requirement, Skill, SkillKind};
    use crate::model::stage::Stage;

    const UNTIL: Date = date(2026, 11, 24);

    fn level(stage: Stage, title: &str, least: u8) -> Level {
        let pay = Pay {
            min: 50_000,
            max: Some(60_000),
            open_top: false,
            currency: "USD".to_owned(),
            period: Period::Year,
            source: "survey".parse().unwrap(),
            basis: String::new(),
            place: "United States".to_owned(),
            wage: None,
            lower_because: None,
        };
        let wheel = Requirement {
            skills: vec!["wheel".parse().unwrap()],
            need: Need::All,
            label: None,
            proficiency: Proficiency::Working,
            essential: true,
        };
        Level {
            stage,
            label: None,
            titles: vec![title.to_owned(), "Shared Potter".to_owned()],
            years: Years { min: least, max: Some(least + 3) },
            pay,
            summary: String::new(),
            responsibilities: vec!["Glaze & fire <pots>".to_owned()],
            skills: vec![wheel],
            focus: String::new(),
            advance: None,
        }
    }

    fn content() -> Content {
        let path = Path {
            slug: "potter".parse().unwrap(),
            category: "crafts".parse().unwrap(),
            name: "Potter".to_owned(),
            tagline: String::new(),
            soc: vec!["51-9195".to_owned()],
            job_titles: vec!["Studio Potter".to_owned()],
            shared_titles: vec![SharedTitle {
                title: "Shared Potter".to_owned(),
                first: "sharer".parse().unwrap(),
            }],
            levels: vec![level(Stage::Entry, "Apprentice Potter", 0), level(Stage::Mid, "Potter", 3)],
            faqs: Vec::new(),
            sources: Vec::new(),
            reviewed: UNTIL,
            verbatim: None,
        };
        let wheel = Skill {
            slug: "wheel".parse().unwrap(),
            name: "Throwing & Turning".to_owned(),
            kind: SkillKind::Method,
            aliases: vec!["Wheel Throwing".to_owned()],
            description: String::new(),
        };
        Content { paths: vec![path], skills: vec![wheel], ..Content::default() }
    }

    fn postings(seed: u64, until: Date, count: u64) -> Vec<Posting> {
        let sample = Sample::new(&content(), seed, until);
        (0..count).filter_map(|number| sample.posting(number)).collect()
    }

    #[test]
    fn a_posting_is_the_same_whichever_others_are_made() {
        let (few, many) = (postings(1, UNTIL, 20), postings(1, UNTIL, 200));
        assert_eq!(few, many[..20]);
        let other = postings(2, UNTIL, 20);
        assert!(few.iter().zip(&other).all(|(one, other)| one.key != other.key));
        assert_ne!(few[0].description_html, other[0].description_html);
        assert_eq!(Sample::new(&Content::default(), 1, UNTIL).posting(0), None);
    }

    #[test]
    fn another_last_day_moves_the_dates_and_nothing_else() {
        let moved = postings(1, UNTIL.saturating_add(30.days()), 200);
        for (before, after) in postings(1, UNTIL, 200).into_iter().zip(moved) {
            let dates = |posting: &Posting| (posting.posted.map(|p| p.at.date()), posting.valid_through);
            let (first, _) = dates(&before);
            assert_eq!(first.map(|day| day.saturating_add(30.days())), dates(&after).0);
            assert_eq!(Posting { posted: after.posted, valid_through: after.valid_through, ..before }, after);
        }
    }

    #[test]
    fn every_posting_is_plainly_made_up_and_of_its_rung() {
        let mut titles = HashSet::new();
        for posting in postings(1, UNTIL, 500) {
            assert!(posting.is_sample() && posting.key.native_id.starts_with("potter-1-"));
            assert!(posting.apply_url.unwrap().starts_with("https://jobs.example.com/"));
            let html = posting.description_html.unwrap();
            assert!(html.contains("Glaze &amp; fire &lt;pots&gt;") && html.len() < 3_000, "{html}");
            assert!(html.contains("Throwing &amp; Turning") || html.contains("Wheel Throwing"), "{html}");
            assert!(!html.contains(['{', '}']), "{html}");
            titles.insert(posting.title.split([',', '-', '(']).next().unwrap().trim().to_owned());
        }
        let wanted = ["Apprentice Potter", "Junior Studio Potter", "Studio Potter I", "Potter"];
        let of_job = ["Studio Potter", "Studio Potter II"];
        assert_eq!(titles, wanted.into_iter().chain(of_job).map(str::to_owned).collect());
    }

    #[test]
    fn dates_pay_and_places_are_those_of_real_lists() {
        let all = postings(1, UNTIL, 3_000);
        let share =
            |wanted: &dyn Fn(&Posting) -> bool| all.iter().filter(|p| wanted(p)).count() * 100 / 3_000;
        assert!((60..73).contains(&share(&|posting| !posting.pay.is_empty())));
        assert!((2..20).contains(&share(&|posting| posting.places.is_empty())));
        assert!((2..10).contains(&share(&|posting| posting.places.len() > 1)));
        assert!((2..7).contains(&share(&|posting| posting.posted.is_none())));
        let days: Vec<Date> = all.iter().filter_map(|p| p.posted).map(|posted| posted.at.date()).collect();
        let first = UNTIL.saturating_sub(365.days());
        assert!(days.iter().all(|day| (first..=UNTIL).contains(day)) && !days.is_sorted());
        let half = UNTIL.saturating_sub(182.days());
        assert!(days.iter().filter(|day| **day > half).count() > days.len() * 2 / 3);
        for pay in all.iter().flat_map(|posting| &posting.pay) {
            let bounds = if pay.period == Some(Period::Hour) { 20.0..34.0 } else { 43_000.0..70_000.0 };
            assert!([pay.min, pay.max].into_iter().flatten().all(|end| bounds.contains(&end.units())));
        }
        let employers: HashSet<&str> = all.iter().map(|posting| posting.company.as_str()).collect();
        assert!((500..2_500).contains(&employers.len()), "{}", employers.len());
    }
}
