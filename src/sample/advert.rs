//! The text of a made-up posting.

use std::fmt::Write;

use html_escape::encode_text;

use super::draw::Draws;
use super::names::Names;
use super::rung::{Rung, Wish};
use super::sentences;
use crate::model::level::Years;
use crate::model::skill::Proficiency;

/// Most texts are shorter as HTML, in bytes.
const USUAL_LENGTH: usize = 2_048;

/// The first and the last year in which an employer was founded.
const FOUNDED: (u32, u32) = (1921, 2021);

/// Most years by which more may be asked than the least of a rung.
const MOST_MORE_YEARS: u8 = 3;

/// What stands in the place of a city where the posting names none.
const NO_CITY: &str = "many towns";

/// What the text has to agree with.
#[derive(Debug)]
pub struct Facts<'a> {
    pub employer: &'a str,
    pub title: &'a str,
    pub city: Option<&'a str>,
}

/// The years that a posting asks for: the least, and the upper end where a span is named.
type Span = (u8, u8);

/// A text on its way.
struct Writer<'a> {
    names: &'a Names,
    facts: &'a Facts<'a>,
    years: Option<Span>,
    /// Whether it has headings.
    headed: bool,
    html: String,
}

/// The advert of a position on a rung, as HTML.
pub fn write(rung: &Rung, facts: &Facts<'_>, names: &Names, draws: &mut Draws) -> String {
    let mut writer = Writer {
        names,
        facts,
        years: asked(rung.years, draws),
        headed: draws.chance(80),
        html: String::with_capacity(USUAL_LENGTH),
    };
    writer.about_us(draws);
    writer.duties(rung, draws);
    writer.requirements(rung, draws);
    writer.offers(draws);
    writer.next_steps(draws);
    writer.html
}

/// The years that a posting on a rung asks for: not fewer than people usually have who come to it.
fn asked(years: Years, draws: &mut Draws) -> Option<Span> {
    let most = years.max.map_or(years.min, |max| max.saturating_sub(1)).max(years.min);
    let more = draws.below(u32::from(most - years.min).min(u32::from(MOST_MORE_YEARS)) + 1);
    let least = years.min + u8::try_from(more).unwrap_or_default();
    let top = years.max.filter(|max| *max > least).unwrap_or(least + 2);
    (least > 0).then_some((least, top))
}

impl Writer<'_> {
    fn about_us(&mut self, draws: &mut Draws) {
        self.heading(draws.text(&sentences::WHO_HEADINGS));
        let sentences = draws.between(1, 2);
        self.paragraph(&sentences::WHO, sentences, draws);
    }

    fn duties(&mut self, rung: &Rung, draws: &mut Draws) {
        self.heading(draws.text(&sentences::DUTY_HEADINGS));
        self.paragraph(&sentences::WHY, 1, draws);
        self.html.push_str("<ul>");
        let wanted = draws.between(2, 4);
        for duty in draws.several(&rung.duties, wanted) {
            self.html.push_str("<li>");
            self.html.push_str(duty);
            self.html.push_str("</li>");
        }
        let more = draws.between(0, 2);
        self.items(&sentences::DUTIES, more, draws);
        self.html.push_str("</ul>");
    }

    fn requirements(&mut self, rung: &Rung, draws: &mut Draws) {
        self.heading(draws.text(&sentences::ASKED_HEADINGS));
        self.html.push_str("<ul>");
        if self.years.is_some() {
            self.items(&sentences::YEARS, 1, draws);
        } else if draws.chance(60) {
            self.items(&sentences::NO_YEARS, 1, draws);
        }
        let wanted = draws.between(3, 5);
        let wishes: Vec<&Wish> = draws.several(&rung.skills, wanted).collect();
        for wish in wishes {
            self.wish(wish, draws);
        }
        let more = draws.between(0, 2);
        self.items(&sentences::PERSON, more, draws);
        self.html.push_str("</ul>");
    }

    fn offers(&mut self, draws: &mut Draws) {
        self.heading(draws.text(&sentences::OFFER_HEADINGS));
        self.html.push_str("<ul>");
        let wanted = draws.between(2, 4);
        self.items(&sentences::OFFERS, wanted, draws);
        self.html.push_str("</ul>");
    }

    fn next_steps(&mut self, draws: &mut Draws) {
        self.heading(draws.text(&sentences::HIRE_HEADINGS));
        let sentences = draws.between(1, 2);
        self.paragraph(&sentences::HIRE, sentences, draws);
    }

    fn heading(&mut self, heading: &str) {
        if self.headed {
            self.html.push_str("<h3>");
            self.html.push_str(heading);
            self.html.push_str("</h3>");
        }
    }

    fn paragraph(&mut self, patterns: &[&str], wanted: u32, draws: &mut Draws) {
        let chosen: Vec<&&str> = draws.several(patterns, wanted).collect();
        self.html.push_str("<p>");
        for (at, pattern) in chosen.into_iter().enumerate() {
            if at > 0 {
                self.html.push(' ');
            }
            self.fill(pattern, "", draws);
        }
        self.html.push_str("</p>");
    }

    fn items(&mut self, patterns: &[&str], wanted: u32, draws: &mut Draws) {
        let chosen: Vec<&&str> = draws.several(patterns, wanted).collect();
        for pattern in chosen {
            self.item(pattern, "", draws);
        }
    }

    fn item(&mut self, pattern: &str, skill: &str, draws: &mut Draws) {
        self.html.push_str("<li>");
        self.fill(pattern, skill, draws);
        self.html.push_str("</li>");
    }

    /// A line for a skill, under its usual name or under one of the others.
    fn wish(&mut self, wish: &Wish, draws: &mut Draws) {
        let usual = draws.chance(65);
        let name = if usual { wish.names.first() } else { draws.pick(&wish.names) };
        let Some(name) = name else { return };
        let patterns = match wish.proficiency {
            _ if !wish.essential => &sentences::HELPFUL[..],
            Proficiency::Awareness => &sentences::AWARENESS,
            Proficiency::Working => &sentences::WORKING,
            Proficiency::Practitioner => &sentences::PRACTITIONER,
            Proficiency::Expert => &sentences::EXPERT,
        };
        let pattern = draws.text(patterns);
        self.item(pattern, name, draws);
    }

    /// Adds a sentence with its slots filled.
    fn fill(&mut self, pattern: &str, skill: &str, draws: &mut Draws) {
        let mut rest = pattern;
        while let Some((before, (slot, after))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            self.html.push_str(before);
            self.slot(slot, skill, draws);
            rest = after;
        }
        self.html.push_str(rest);
    }

    fn slot(&mut self, slot: &str, skill: &str, draws: &mut Draws) {
        let (least, top) = self.years.unwrap_or_default();
        let html = &mut self.html;
        // Writing to a text can't fail.
        let _ = match slot {
            "employer" => html.write_str(self.facts.employer),
            "title" => html.write_str(&encode_text(self.facts.title)),
            "city" => html.write_str(self.facts.city.unwrap_or(NO_CITY)),
            "project" => {
                self.names.project(draws, html);
                Ok(())
            }
            "count" => write!(html, "{}", draws.between(4, 90)),
            "year" => write!(html, "{}", draws.between(FOUNDED.0, FOUNDED.1)),
            "skill" => html.write_str(skill),
            "years" if least == 1 => html.write_str("1 year"),
            "years" => write!(html, "{least} years"),
            "plus" => write!(html, "{least}+ years"),
            "span" => write!(html, "{least}-{top} years"),
            other => write!(html, "{{{other}}}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Writer, asked};
    use crate::model::level::Years;
    use crate::sample::draw::Draws;
    use crate::sample::names::Names;
    use crate::sample::sentences;

    #[test]
    fn every_slot_of_every_sentence_is_filled() {
        let names = Names::new();
        let facts = Facts { employer: "Clay Works", title: "Potter & Painter", city: Some("Springfield") };
        let mut draws = Draws::new(1, 1);
        let mut sentences = 0;
        for list in sentences::ALL {
            for pattern in list {
                let mut writer = Writer {
                    names: &names,
                    facts: &facts,
                    years: Some((3, 5)),
                    headed: true,
                    html: String::new(),
                };
                writer.fill(pattern, "Kilns", &mut draws);
                let text = writer.html;
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{text}");
                assert!(!pattern.contains("{title}") || text.contains("Potter &amp; Painter"), "{text}");
                sentences += 1;
            }
        }
        assert!(sentences >= 60, "{sentences}");
    }

    #[test]
    fn the_years_asked_lie_on_the_rung() {
        let mut draws = Draws::new(1, 2);
        for _ in 0..100 {
            let (least, top) = asked(Years { min: 4, max: Some(8) }, &mut draws).unwrap();
            assert!((4..8).contains(&least) && top == 8, "{least} {top}");
            let entry = asked(Years { min: 0, max: Some(1) }, &mut draws);
            assert_eq!(entry, None);
            assert_eq!(asked(Years { min: 12, max: None }, &mut draws), Some((12, 14)));
        }
    }
}
