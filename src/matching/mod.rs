//! Which path and stage a posting belongs to, said with reasons that a visitor can read. What neither
//! its title nor its text says stays unknown.

mod skills;
mod stage;
pub mod text;
mod title;
mod years;

use std::collections::HashMap;

use crate::model::path::Path;
use crate::model::posting::Match;
use crate::model::skill::Skill;
use crate::model::slug::Slug;

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

/// Knows the job titles of every path.
#[derive(Debug)]
pub struct Matcher {
    /// Words of a job title, joined by spaces → path and the title as it is written.
    titles: HashMap<String, (Slug, String)>,
    /// Words of the longest job title.
    longest: usize,
}

impl Matcher {
    /// A matcher for these paths; their job titles are assumed to be distinct.
    pub fn new(paths: &[Path], _skills: &[Skill]) -> Self {
        let mut titles = HashMap::new();
        let mut longest = 0;
        for path in paths {
            for name in &path.job_titles {
                let words = title::words(name);
                longest = longest.max(words.len());
                titles.insert(title::phrase(&words), (path.slug.clone(), name.clone()));
            }
        }
        Self { titles, longest }
    }

    /// Where a posting with this title stands. The longest job title inside it decides the path,
    /// the first of equally long ones; its seniority words decide the stage.
    pub fn find(&self, advert: &Advert<'_>) -> Finding {
        let words = title::words(advert.title);
        let mut found = Match::default();
        let job = (1..=self.longest.min(words.len())).rev().find_map(|length| {
            words.windows(length).find_map(|window| self.titles.get(&title::phrase(window)))
        });
        if let Some((path, name)) = job {
            found.path = Some(path.clone());
            found.reasons.push(format!("title says {name}"));
        }
        if let Some((stage, reason)) = stage::find(advert, None) {
            found.stage = Some(stage);
            found.reasons.push(reason);
        }
        let score = if found.path.is_some() { 1.0 } else { 0.0 };
        Finding { standing: found, score, skills: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::Advert;
    use super::Matcher;
    use crate::model::path::Path;
    use crate::model::stage::Stage;

    fn path(slug: &str, job_titles: &[&str]) -> Path {
        Path {
            slug: slug.parse().unwrap(),
            category: "technology".parse().unwrap(),
            name: String::new(),
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

    fn advert(title: &str) -> Advert<'_> {
        Advert { title, company: "Example Corp", text: "" }
    }

    #[test]
    fn title_and_seniority_words_decide() {
        let matcher = Matcher::new(
            &[
                path("ml", &["Machine Learning Engineer", "AI/ML Engineer"]),
                path("software", &["Software Engineer", "Engineer"]),
                path("security", &["Security Engineer"]),
            ],
            &[],
        );
        for (title, path, stage) in [
            ("Staff Machine Learning Engineer - Message Security Detection", "ml", Some(Stage::Lead)),
            ("Senior AI/ML Engineer", "ml", Some(Stage::Senior)),
            ("Software Engineer II", "software", Some(Stage::Mid)),
            ("Security Engineer - IR Threat Intelligence", "security", None),
            ("Machine Learning Software Engineer", "software", None),
        ] {
            let found = matcher.find(&advert(title)).standing;
            assert_eq!(found.path.as_ref().map(|slug| slug.as_str()), Some(path), "{title}");
            assert_eq!(found.stage, stage, "{title}");
        }
    }

    #[test]
    fn a_job_of_no_path_keeps_its_stage_and_no_path() {
        let matcher = Matcher::new(&[path("software", &["Software Engineer"])], &[]);
        let found = matcher.find(&advert("Software Quality Engineer III")).standing;
        assert_eq!(found.path, None);
        assert_eq!(found.stage, Some(Stage::Senior));
        assert_eq!(found.reasons, ["\"III\" in the title means senior level"]);
        assert_eq!(matcher.find(&advert("")).standing.path, None);
    }
}
