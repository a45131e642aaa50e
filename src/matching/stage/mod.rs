//! The stage that a posting states, in its title or in its text.

mod announcement;
mod duty;
mod grade;
mod hint;
mod leader;
mod learner;
mod manager;
mod rank;
mod rung;
mod seniority;
mod word;

use self::word::Words;
use super::Advert;
use super::years;
use super::years::Asked;
use crate::model::path::Path;
use crate::model::stage::Stage;

/// Years of experience from which a job is no longer an entry.
const MID_FROM: u32 = 2;

/// Years of experience from which a job is a senior one. No number of years makes a lead.
const SENIOR_FROM: u32 = 5;

/// The stage that a posting states, and why in words for a visitor; `None` where nothing settles it.
/// `path` is the path on which it stands, if any.
///
/// Evidence counts in this order: words of rank in the title, a numbered grade in it, what the text says of
/// the level or of supervising others, the years that it asks for, a title that names a rung of the path, and last the words
/// "Associate" and "Assistant". Years are compared with the same bands for every trade: on labelled adverts
/// these were right more often than the years of the ladders, which tell of time spent in the trade and not
/// of what employers ask.
pub fn find(advert: &Advert<'_>, path: Option<&Path>) -> Option<(Stage, String)> {
    let lower = advert.title.to_ascii_lowercase();
    let words = Words::new(advert.title, &lower);
    if let Some(rank) = rank::find(&words) {
        return Some((rank.stage, in_title(rank.written, rank.stage)));
    }
    if let Some((stage, grade)) = grade::find(&words) {
        return Some((stage, in_title(grade, stage)));
    }
    announcement::find(advert.text)
        .map(|(stage, said)| (stage, format!("the advert {said}")))
        .or_else(|| duty::find(advert.title, advert.text).map(by_duty))
        .or_else(|| years::asked(advert.text).map(by_years))
        .or_else(|| path.and_then(|path| rung::find(&words, path)).map(by_rung))
        .or_else(|| hint::find(&words).map(|(stage, word)| (stage, in_title(word, stage))))
}

fn in_title(word: &str, stage: Stage) -> String {
    format!("\"{word}\" in the title means {} level", stage.word())
}

fn by_duty(verb: &str) -> (Stage, String) {
    (Stage::Lead, format!("the advert says that the job {verb} others"))
}

fn by_years(asked: Asked) -> (Stage, String) {
    let stage = match asked.years() {
        years if years < MID_FROM => Stage::Entry,
        years if years < SENIOR_FROM => Stage::Mid,
        _ => Stage::Senior,
    };
    (stage, format!("asks for {asked} of experience"))
}

fn by_rung(rung: rung::Rung<'_>) -> (Stage, String) {
    (rung.stage, format!("\"{}\" is a title of the {} level of this path", rung.title, rung.stage.word()))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::matching::Advert;
    use crate::model::level::{Level, Years};
    use crate::model::path::Path;
    use crate::model::pay::{Pay, Period};
    use crate::model::stage::Stage::{self, Entry, Lead, Mid, Senior};

    fn level(stage: Stage, titles: &[&str]) -> Level {
        let pay = Pay {
            min: 1,
            max: None,
            open_top: true,
            currency: "USD".to_owned(),
            period: Period::Year,
            source: "example".parse().unwrap(),
            basis: String::new(),
            place: String::new(),
            wage: None,
            lower_because: None,
        };
        Level {
            stage,
            label: None,
            titles: titles.iter().map(|title| (*title).to_owned()).collect(),
            years: Years { min: 0, max: None },
            pay,
            summary: String::new(),
            responsibilities: Vec::new(),
            skills: Vec::new(),
            focus: String::new(),
            advance: None,
        }
    }

    fn path() -> Path {
        Path {
            slug: "chef".parse().unwrap(),
            category: "hospitality".parse().unwrap(),
            name: String::new(),
            tagline: String::new(),
            soc: Vec::new(),
            job_titles: Vec::new(),
            shared_titles: Vec::new(),
            levels: vec![
                level(Entry, &["Line Cook"]),
                level(Mid, &["Chef de Partie", "Chef"]),
                level(Senior, &["Sous Chef"]),
                level(Lead, &["Head Chef"]),
            ],
            faqs: Vec::new(),
            sources: Vec::new(),
            reviewed: jiff::civil::date(2026, 11, 24),
            verbatim: None,
        }
    }

    #[test]
    fn evidence_counts_in_its_order_and_is_told() {
        let years = "At least 6 years of experience";
        let entry = "This is an entry-level job. 3 years of experience";
        for (title, text, want) in [
            ("Senior Chef II", entry, Some((Senior, "\"Senior\" in the title means senior level"))),
            ("Chef II", years, Some((Mid, "\"II\" in the title means mid level"))),
            ("Chef", entry, Some((Entry, "the advert says entry level"))),
            (
                "Chef",
                "A Chef supervises cooks.",
                Some((Lead, "the advert says that the job supervises others")),
            ),
            ("Chef", years, Some((Senior, "asks for 6 years of experience"))),
            ("Chef", "2+ years of experience", Some((Mid, "asks for 2+ years of experience"))),
            ("Chef", "12 months of experience", Some((Entry, "asks for 1 year of experience"))),
            ("Chef", "15+ years of experience", Some((Senior, "asks for 15+ years of experience"))),
            (
                "Sous-Chef, Lyon",
                "",
                Some((Senior, "\"Sous Chef\" is a title of the senior level of this path")),
            ),
            ("Associate Cook", "", Some((Entry, "\"Associate\" in the title means entry level"))),
            ("Cook", "We cook.", None),
            ("", "", None),
        ] {
            let advert = Advert { title, company: "Example Corp", text };
            let want = want.map(|(stage, reason)| (stage, reason.to_owned()));
            assert_eq!(find(&advert, Some(&path())), want, "{title}: {text}");
        }
    }

    #[test]
    fn without_a_path_its_rungs_say_nothing() {
        let advert = Advert { title: "Sous Chef", company: "Example Corp", text: "" };
        assert_eq!(find(&advert, None), None);
    }
}
