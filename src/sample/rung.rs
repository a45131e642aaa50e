//! What a made-up posting takes from a rung of the content, made ready once.

use std::collections::HashMap;

use html_escape::encode_text;

use super::field::Field;
use crate::model::level::Years;
use crate::model::path::Path;
use crate::model::pay::Pay;
use crate::model::skill::{Proficiency, Requirement, Skill};
use crate::model::slug::Slug;
use crate::model::stage::Stage;

/// The usual job titles of a path that are used; those after them are seldom met.
const USUAL_TITLES: usize = 24;

/// Words that rank a job title already, so that no other rank goes before it.
#[rustfmt::skip]
const RANKS: [&str; 22] = [
    "apprentice", "assistant", "associate", "chief", "director", "executive", "foreman", "graduate", "head",
    "intern", "junior", "lead", "officer", "owner", "partner", "president", "principal", "resident", "senior",
    "staff", "supervisor", "trainee",
];

/// A rung as postings are made from it.
#[derive(Debug)]
pub struct Rung {
    pub path: Slug,
    pub field: Field,
    pub stage: Stage,
    /// Employers' titles of this rung.
    pub titles: Vec<String>,
    /// Employers' titles of the job, without a rank; empty for rungs that are above others of their stage.
    pub jobs: Vec<String>,
    pub years: Years,
    pub pay: Pay,
    /// As HTML.
    pub duties: Vec<String>,
    pub skills: Vec<Wish>,
}

/// A skill that a rung asks for.
#[derive(Debug)]
pub struct Wish {
    /// Its spellings as HTML, the usual one first.
    pub names: Vec<String>,
    pub proficiency: Proficiency,
    pub essential: bool,
}

impl Rung {
    /// The rungs of a path.
    pub fn of(path: &Path, skills: &HashMap<&Slug, &Skill>) -> Vec<Self> {
        let shared = |title: &String| path.shared_titles.iter().any(|other| other.title == *title);
        let rungs = path.levels.iter().enumerate().map(|(at, level)| {
            let first_of_stage = at == 0 || path.levels[at - 1].stage != level.stage;
            let jobs = path.job_titles.iter().filter(|title| first_of_stage && takes_rank(title));
            Self {
                path: path.slug.clone(),
                field: Field::of(path),
                stage: level.stage,
                titles: level.titles.iter().filter(|title| !shared(title)).cloned().collect(),
                jobs: jobs.take(USUAL_TITLES).cloned().collect(),
                years: level.years,
                pay: level.pay.clone(),
                duties: level.responsibilities.iter().map(|duty| escaped(duty)).collect(),
                skills: level.skills.iter().map(|asked| Wish::new(asked, skills)).collect(),
            }
        });
        // A title that belongs to another path first would put its postings there.
        rungs.filter(|rung| !rung.titles.is_empty()).collect()
    }
}

impl Wish {
    fn new(asked: &Requirement, skills: &HashMap<&Slug, &Skill>) -> Self {
        let known = asked.skills.iter().filter_map(|slug| skills.get(slug));
        let mut names: Vec<String> = asked.label.iter().map(|label| escaped(label)).collect();
        for skill in known {
            names.push(escaped(&skill.name));
            names.extend(skill.aliases.iter().map(|alias| escaped(alias)));
        }
        Self { names, proficiency: asked.proficiency, essential: asked.essential }
    }
}

/// Whether a title names a job before which a rank can stand: "Nurse", not "Nursing" or "Chief Nurse".
fn takes_rank(title: &str) -> bool {
    let ranked = title.split([' ', '-', ',']).any(|word| RANKS.contains(&word.to_lowercase().as_str()));
    !ranked && !title.ends_with("ing") && title.contains(' ')
}

fn escaped(text: &str) -> String {
    encode_text(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::takes_rank;

    #[test]
    fn ranks_go_before_plain_jobs_only() {
        for job in ["Registered Nurse", "Software Engineer", "Product Manager"] {
            assert!(takes_rank(job), "{job}");
        }
        for other in ["Nursing", "RN", "Chief Nursing Officer", "Nurse Resident", "Vice-President of Sales"] {
            assert!(!takes_rank(other), "{other}");
        }
    }
}
