//! Questions whose answers follow from the ladder. They are generated, so that they can't disagree
//! with it.

use std::collections::{HashMap, HashSet};

use super::entry::display_name;
use crate::model::faq::{Faq, Topic};
use crate::model::path::Path;
use crate::model::pay::Pay;
use crate::model::slug::Slug;
use crate::model::source::Source;

/// The generated questions of a path, then its written ones.
pub fn of(path: &Path, names: &HashMap<&Slug, &str>, sources: &[Source]) -> Vec<Faq> {
    let article = |noun: &str| article(noun, path.verbatim.is_some());
    let mut faqs: Vec<Faq> = path
        .levels
        .iter()
        .map(|level| {
            let title = level.title();
            let skills: Vec<String> =
                level.skills.iter().map(|requirement| display_name(requirement, names)).collect();
            Faq {
                topic: Topic::Skills,
                question: format!("What skills do I need to become {} {title}?", article(&title)),
                answer: format!(
                    "Key skills for {title} ({}): {}. {}",
                    level.years,
                    skills.join(", "),
                    level.summary
                ),
            }
        })
        .collect();
    if let (Some(first), Some(last)) = (path.levels.first(), path.levels.last()) {
        let name = &path.name;
        faqs.push(Faq {
            topic: Topic::Pay,
            question: format!("What is the salary range for {} {name}?", article(name)),
            answer: format!(
                "{name} salaries range from {} at {} level to {} at the {} level.{}",
                first.pay.band(),
                first.stage.word(),
                last.pay.band(),
                last.stage.name(),
                on_whose_word(&first.pay, sources)
            ),
        });
    }
    faqs.extend(path.faqs.iter().cloned());
    // Two rungs may bear one title; what the lower one needs answers the question.
    let mut asked: HashSet<String> = HashSet::new();
    faqs.retain(|faq| asked.insert(faq.question.clone()));
    faqs
}

/// Where wages come from, as a sentence; nothing for figures that the content states itself, which
/// have their source beside them.
fn on_whose_word(pay: &Pay, sources: &[Source]) -> String {
    let source = sources.iter().find(|source| source.slug == pay.source && pay.wage.is_some());
    source.map(|source| format!(" Wages, {}: {}.", pay.place, source.citation())).unwrap_or_default()
}

/// "an" before a vowel, else "a"; an abbreviation is spoken letter by letter ("an HR Director"). The page
/// that this site began with and keeps word for word knew no such rule ("a ML Architect").
fn article(noun: &str, verbatim: bool) -> &'static str {
    const SPOKEN_WITH_Y: [&str; 5] = ["Uni", "User", "UX", "UI", "Eu"];
    const LETTERS_WITH_VOWEL: &[char] = &['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'];
    let word = noun.split(' ').next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let abbreviation = letters > 1 && !word.contains(char::is_lowercase);
    let an = if abbreviation && !verbatim {
        word.starts_with(LETTERS_WITH_VOWEL)
    } else {
        let vowel = noun.starts_with(['A', 'E', 'I', 'O', 'U']);
        vowel && !SPOKEN_WITH_Y.iter().any(|start| noun.starts_with(start))
    };
    if an { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn articles() {
        for (noun, expected) in [
            ("Electrician", "an"),
            ("Nurse", "a"),
            ("Usher", "an"),
            ("UX Designer", "a"),
            ("HVAC Technician", "an"),
            ("FP&A Manager", "an"),
            ("QA Engineer", "a"),
            ("IT Support Lead", "an"),
            ("ML Architect", "an"),
        ] {
            assert_eq!(article(noun, false), expected, "{noun}");
        }
        assert_eq!(article("ML Architect", true), "a");
        assert_eq!(article("Architect", true), "an");
    }
}
