//! Which path and stage a posting belongs to, said with reasons that a visitor can read. What neither
//! its title nor its text says stays unknown.

mod boilerplate;
mod choice;
mod evidence;
mod phrases;
mod reading;
mod roles;
mod skills;
mod stage;
mod terms;
pub mod text;
mod title;
mod tokens;
mod years;

use crate::model::path::Path;
use crate::model::posting::Match;
use crate::model::skill::Skill;
use crate::model::slug::Slug;
use choice::Bench;
use evidence::Evidence;
use phrases::Phrases;
use reading::Reader;
use skills::Vocabulary;
use tokens::Lexicon;

/// What is looked at of a posting.
#[derive(Debug, Clone, Copy)]
pub struct Advert<'a> {
    pub title: &'a str,
    /// The employer, whose own name says nothing about the job.
    pub company: &'a str,
    /// The advert as plain text, see [`text::plain`]; empty where only the title is known.
    pub text: &'a str,
}

/// What was found in a posting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Finding {
    pub standing: Match,
    /// How sure the path is, 0 (none) to 1.
    pub score: f64,
    /// Skills that the advert asks for, in the order of the vocabulary.
    pub skills: Vec<Slug>,
}

/// Bytes of a title that are looked at.
const LONGEST_TITLE: usize = 400;

/// Bytes of a text that are looked at; longer ones repeat themselves.
const LONGEST_TEXT: usize = 40_000;

/// Fewest essential skills that are worth telling.
const FEWEST_NAMED: usize = 2;

/// Knows the job titles of every path, and the skills.
#[derive(Debug)]
pub struct Matcher {
    paths: Vec<Path>,
    slugs: Vec<Slug>,
    lexicon: Lexicon,
    phrases: Phrases,
    vocabulary: Option<Vocabulary>,
    evidence: Evidence,
    /// For each path: the nouns with which its job titles end.
    roles: Vec<Vec<u32>>,
}

impl Matcher {
    /// A matcher for these paths and skills.
    pub fn new(paths: &[Path], skills: &[Skill]) -> Self {
        let mut lexicon = Lexicon::new();
        let phrases = Phrases::new(paths, &mut lexicon);
        let last = |title: &String| {
            let parts = lexicon.parts_of(&title::words(title));
            parts.first().and_then(|part| part.last()).map(|token| token.id)
        };
        let roles = paths.iter().map(|path| path.job_titles.iter().filter_map(last).collect()).collect();
        Self {
            paths: paths.to_vec(),
            slugs: skills.iter().map(|skill| skill.slug.clone()).collect(),
            phrases,
            vocabulary: Vocabulary::new(skills),
            evidence: Evidence::new(paths, skills),
            roles,
            lexicon,
        }
    }

    /// Where a posting stands. The job that its title names decides the path, its skills where the title
    /// leaves it open; words of seniority and the years asked decide the stage.
    pub fn find(&self, advert: &Advert<'_>) -> Finding {
        let words = title::words(start(advert.title, LONGEST_TITLE));
        let asked = self.skills_in(advert);
        let reader = Reader { lexicon: &self.lexicon, phrases: &self.phrases };
        let read = reader.read(&words);
        let bench = Bench { paths: &self.paths, roles: &self.roles, weights: self.evidence.weigh(&asked) };
        let choice = bench.choose(&read);
        let mut finding = Finding::default();
        let path = choice.as_ref().and_then(|choice| self.paths.get(choice.path));
        let stage = stage::find(advert, path);
        if let (Some(choice), Some(path)) = (&choice, path) {
            finding.standing.path = Some(path.slug.clone());
            finding.standing.reasons.push(choice.reason.clone());
            finding.score = choice.score;
        }
        if let Some((stage, reason)) = stage {
            finding.standing.stage = Some(stage);
            finding.standing.reasons.push(reason);
        }
        let mut found = asked;
        if let Some(vocabulary) = &self.vocabulary {
            vocabulary.find(start(advert.title, LONGEST_TITLE), &mut found);
            found.sort_unstable();
        }
        if let Some(choice) = &choice {
            let (named, all) = self.evidence.essentials(choice.path, finding.standing.stage, &found);
            if named >= FEWEST_NAMED {
                let reason = format!("names {named} of {all} essential skills of this path");
                finding.standing.reasons.push(reason);
            }
        }
        finding.skills = found.iter().filter_map(|skill| self.slugs.get(*skill).cloned()).collect();
        finding
    }

    /// The numbers of the skills that the text of an advert names outside of what it says of its employer.
    fn skills_in(&self, advert: &Advert<'_>) -> Vec<usize> {
        let mut found = Vec::new();
        if let Some(vocabulary) = &self.vocabulary {
            boilerplate::about_job(start(advert.text, LONGEST_TEXT), advert.company, |line| {
                vocabulary.find(line, &mut found);
            });
        }
        found
    }
}

/// The first bytes of a text, whole characters only.
fn start(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::Advert;
    use super::Matcher;
    use crate::model::level::{Level, Years};
    use crate::model::path::{Path, SharedTitle};
    use crate::model::pay::{Pay, Period};
    use crate::model::skill::{Need, Proficiency, Requirement, Skill, SkillKind};
    use crate::model::stage::Stage;

    /// Traps: titles, and the path on which each stands, without a text.
    const TITLES: &[(&str, Option<&str>)] = &[
        ("Staff Machine Learning Engineer - Message Security Detection", Some("ml")),
        ("Senior AI/ML Engineer", Some("ml")),
        ("Machine Learning Software Engineer", Some("software")),
        ("Engineer, Software", Some("software")),
        ("SR. SOFTWARE ENG. II", Some("software")),
        ("Software Engineers (m/f/d)", Some("software")),
        ("Software Engineer - Machine Learning", Some("ml")),
        ("Software Engineer Intern", Some("software")),
        ("Software Engineering Manager", Some("software")),
        ("Head of Software Engineering, Payments", Some("software")),
        ("Recruiter - Software Engineering", Some("recruiter")),
        ("Software Engineer Recruiter", Some("recruiter")),
        ("Executive Assistant to the Software Engineer", Some("assistant")),
        ("Software Quality Engineer III", None),
        ("Sales Engineer", None),
        ("Data Science Manager", Some("data")),
        ("Director of Data Science", Some("data")),
        ("Data Center Technician", None),
        ("Staff Accountant", Some("accountant")),
        ("Accountant Helper", Some("accountant")),
        ("Nurse, Registered", Some("nurse")),
        ("RN - Nights", Some("nurse")),
        ("Veterinary Nurse", None),
        ("Nurse Practitioner", None),
        ("Chief of Staff", None),
        ("Lead Generation Caller", None),
        ("Junior High Teacher", Some("teacher")),
        ("Teacher Assistant", None),
        ("Yoga Teacher", None),
        ("Chef", Some("chef")),
        ("Chef de Projet", None),
        ("Restaurant Operations Manager", None),
        ("Operations Manager", Some("operations")),
        ("Project Architect", Some("architect")),
        ("Software Architect", Some("software")),
        ("General Application - Software Engineering", None),
        ("", None),
    ];

    fn path(slug: &str, job_titles: &[&str]) -> Path {
        Path {
            slug: slug.parse().unwrap(),
            category: "technology".parse().unwrap(),
            name: job_titles[0].to_owned(),
            tagline: String::new(),
            soc: Vec::new(),
            job_titles: job_titles.iter().map(|title| (*title).to_owned()).collect(),
            shared_titles: Vec::new(),
            levels: Vec::new(),
            faqs: Vec::new(),
            sources: Vec::new(),
            reviewed: jiff::civil::date(2026, 11, 22),
            verbatim: None,
        }
    }

    fn paths() -> Vec<Path> {
        let mut data = path("data", &["Data Scientist"]);
        data.levels.push(level(&["Head of Data Science"], &[]));
        let mut software =
            path("software", &["Software Engineer", "Software Architect", "Software Engineering"]);
        software.levels.push(level(&[], &["rust", "sql", "git"]));
        software
            .shared_titles
            .push(SharedTitle { title: "Architect".to_owned(), first: "architect".parse().unwrap() });
        let mut architect = path("architect", &["Architect", "Project Architect"]);
        architect.levels.push(level(&[], &["revit", "drafting"]));
        vec![
            path("ml", &["Machine Learning Engineer", "AI/ML Engineer"]),
            software,
            data,
            architect,
            path("recruiter", &["Recruiter"]),
            path("assistant", &["Executive Assistant"]),
            path("accountant", &["Accountant"]),
            path("nurse", &["Registered Nurse", "Nurse"]),
            path("teacher", &["Teacher"]),
            path("chef", &["Chef", "Chef de Partie"]),
            path("operations", &["Operations Manager"]),
        ]
    }

    fn level(titles: &[&str], skills: &[&str]) -> Level {
        let requirement = |slug: &&str| Requirement {
            skills: vec![slug.parse().unwrap()],
            need: Need::All,
            label: None,
            proficiency: Proficiency::Working,
            essential: true,
        };
        Level {
            stage: Stage::Mid,
            label: None,
            titles: titles.iter().map(|title| (*title).to_owned()).collect(),
            years: Years { min: 0, max: None },
            pay: Pay {
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
            },
            summary: String::new(),
            responsibilities: Vec::new(),
            skills: skills.iter().map(requirement).collect(),
            focus: String::new(),
            advance: None,
        }
    }

    fn matcher() -> Matcher {
        let skill = |(slug, name): (&str, &str)| Skill {
            slug: slug.parse().unwrap(),
            name: name.to_owned(),
            kind: SkillKind::Tool,
            aliases: Vec::new(),
            description: String::new(),
        };
        let skills =
            [("rust", "Rust"), ("sql", "SQL"), ("git", "Git"), ("revit", "Revit"), ("drafting", "Drafting")];
        Matcher::new(&paths(), &skills.map(skill))
    }

    fn advert<'a>(title: &'a str, text: &'a str) -> Advert<'a> {
        Advert { title, company: "Example Corp", text }
    }

    #[test]
    fn the_head_of_a_title_decides() {
        let matcher = matcher();
        for (title, path) in TITLES {
            let found = matcher.find(&advert(title, ""));
            let slug = found.standing.path.as_ref().map(|slug| slug.as_str());
            assert_eq!(slug, *path, "{title}: {:?}", found.standing.reasons);
            assert_eq!(found.score > 0.0, path.is_some(), "{title}");
        }
    }

    #[test]
    fn the_text_decides_where_a_title_is_that_of_several_trades() {
        let matcher = matcher();
        let building = "You draw in Revit and do the Drafting.";
        let software = "About Example Corp\nRevit and Drafting for all.\nThe role\nSQL, Rust and Git.";
        for (title, text, path) in [
            ("Architect", "", Some("architect")),
            ("Architect", building, Some("architect")),
            ("Architect", software, Some("software")),
            ("Wizard", software, None),
        ] {
            let found = matcher.find(&advert(title, text)).standing;
            assert_eq!(found.path.as_ref().map(|slug| slug.as_str()), path, "{title}: {text}");
        }
        let found = matcher.find(&advert("Senior Architect", software));
        let slugs: Vec<&str> = found.skills.iter().map(|slug| slug.as_str()).collect();
        assert_eq!(slugs, ["rust", "sql", "git"]);
        assert_eq!(found.standing.reasons.first().map(String::as_str), Some("title says Architect"));
        let last = found.standing.reasons.last().map(String::as_str);
        assert_eq!(last, Some("names 3 of 3 essential skills of this path"));
    }

    #[test]
    fn titles_of_any_length_and_script_are_read() {
        let matcher = matcher();
        let long = "Nurse, ".repeat(2000);
        assert_eq!(
            matcher.find(&advert(&long, "")).standing.path.as_ref().map(|p| p.as_str()),
            Some("nurse")
        );
        for title in ["((((", "نرس", "\u{202e}\0", "////&&&&", &"(".repeat(10_000), &"é".repeat(1_000)] {
            assert_eq!(matcher.find(&advert(title, title)).standing.path, None, "{title}");
        }
    }
}
