//! Which path and stage a posting belongs to, said with reasons that a visitor can read. What neither
//! its title nor its text says stays unknown.

mod boilerplate;
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
use evidence::Evidence;
use phrases::Phrases;
use reading::{Found, Read, Reader, Reading};
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

/// What the skills of a text must weigh for a path that its title leaves open.
const ENOUGH: f64 = 3.0;

/// What part of the weight that speaks for any path must speak for it then; more where a word in the title
/// qualifies the job.
const MOST: f64 = 0.6;
const NEARLY_ALL: f64 = 0.8;

/// What they must weigh for a path of which the title names only the last word.
const MUCH: f64 = 9.0;

/// By how much more they must speak for a path that shares a title than for the one to which it belongs first.
const FIRST: f64 = 1.1;

/// By how much they must speak more for it than for any other path.
const AHEAD: f64 = 1.3;

/// Letters of a name that says nothing without a text, as "PT".
const LONGEST_ABBREVIATION: usize = 4;

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

/// The path that was chosen.
struct Choice {
    path: usize,
    score: f64,
    reason: String,
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
        let choice = self.choose(&read, &asked);
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

    fn choose(&self, read: &Read<'_>, found: &[usize]) -> Option<Choice> {
        match read {
            Read::Job(reading) => self.by_title(reading, found),
            Read::OtherRole(role) => self.by_text(*role, found),
            Read::Nothing => None,
        }
    }

    fn by_title(&self, reading: &Reading<'_>, found: &[usize]) -> Option<Choice> {
        let claim = reading.claim;
        let first = *claim.paths.first()?;
        let reason = format!("title says {}", claim.name);
        let weights = self.evidence.weigh(found);
        if reading.is_certain() {
            let narrowed = reading.narrowed.and_then(|(narrowed, own)| {
                let path = *narrowed.paths.first()?;
                let supported = own || weights[path] > weights[first];
                let reason = format!("title says {} as a kind of {}", narrowed.name, claim.name);
                (path != first && supported).then_some((path, reason))
            });
            if let Some((path, reason)) = narrowed {
                return Some(Choice { path, score: 0.9, reason });
            }
            let score = if reading.found == Found::Whole { 0.97 } else { 0.93 };
            return Some(Choice { path: first, score, reason });
        }
        let most = weights.iter().copied().fold(0.0, f64::max);
        if most < ENOUGH {
            // The text says nothing of any job. Only a title that stands alone is taken at its word.
            let alone =
                !reading.modified && reading.found == Found::Whole && claim.name.len() > LONGEST_ABBREVIATION;
            return alone.then_some(Choice { path: first, score: 0.6, reason });
        }
        let mut best = first;
        for path in &claim.paths {
            let ahead = if best == first { FIRST } else { 1.0 };
            if weights[*path] > ahead * weights[best] {
                best = *path;
            }
        }
        let share = if reading.modified { NEARLY_ALL } else { MOST };
        let supported = weights[best] >= ENOUGH && weights[best] >= share * most;
        supported.then_some(Choice { path: best, score: 0.85, reason })
    }

    /// The path whose skills an advert names, among those whose jobs have this noun.
    fn by_text(&self, role: u32, found: &[usize]) -> Option<Choice> {
        let weights = self.evidence.weigh(found);
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]).then(a.cmp(b)));
        let (best, second) = (*order.first()?, *order.get(1)?);
        let ahead = weights[best] >= MUCH && weights[best] >= AHEAD * weights[second];
        if !ahead || !self.roles[best].contains(&role) {
            return None;
        }
        let reason = format!("asks for the skills of the path {}", self.paths[best].name);
        Some(Choice { path: best, score: 0.75, reason })
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
