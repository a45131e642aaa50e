//! Text that would fit another place as well: what is left of it without the names of skills, jobs
//! and paths stands there too.

use std::collections::{HashMap, HashSet};

use super::{Files, PathDocument};
use crate::content::problem::Problem;

pub const INTERCHANGEABLE: &str = "interchangeable";

/// Share of words that two texts may have in common (Jaccard index).
const TOO_ALIKE: f64 = 0.6;

/// Texts of fewer words that matter say too little to be compared.
const FEWEST_WORDS: usize = 4;

/// Words that say nothing of what a text is about.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "before", "after", "but", "by", "can", "do", "does", "down",
    "each", "every", "for", "from", "he", "her", "his", "how", "if", "in", "into", "is", "it", "its", "many",
    "may", "much", "no", "not", "of", "on", "one", "or", "out", "over", "she", "so", "than", "that", "the",
    "their", "them", "these", "they", "this", "those", "to", "up", "what", "when", "where", "which", "while",
    "who", "whom", "will", "with", "you", "your",
];

/// A text as the set of its words that matter.
struct Bag<'a> {
    path: &'a PathDocument,
    pointer: String,
    words: HashSet<String>,
}

/// A responsibility or a question with its answer fits its own path alone.
pub fn interchangeable(files: &Files, problems: &mut Vec<Problem>) {
    let names = Names::of(files);
    let written = files.paths.iter().filter(|path| !path.document.value.verbatim);
    let bags: Vec<Bag<'_>> = written
        .flat_map(|path| {
            units(path).map(|(pointer, text)| Bag { path, pointer, words: names.without(&text) })
        })
        .filter(|bag| bag.words.len() >= FEWEST_WORDS)
        .collect();
    let mut with: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, bag) in bags.iter().enumerate() {
        let mut common: HashMap<usize, usize> = HashMap::new();
        for word in &bag.words {
            let earlier = with.entry(word).or_default();
            for other in earlier.iter() {
                *common.entry(*other).or_default() += 1;
            }
            earlier.push(at);
        }
        let alike = common.into_iter().filter(|(other, shared)| {
            share(*shared, bag.words.len() + bags[*other].words.len() - shared) >= TOO_ALIKE
        });
        for (other, _) in alike {
            let other = &bags[other];
            problems.extend(bag.path.document.source.problem(
                INTERCHANGEABLE,
                &bag.pointer,
                format!(
                    "without its names this says the same as {}{}",
                    other.path.document.source.name, other.pointer
                ),
                "Write what only someone in this job would say".to_owned(),
            ));
        }
    }
}

/// What must fit its path alone: each responsibility, each question with its answer.
fn units(path: &PathDocument) -> impl Iterator<Item = (String, String)> {
    let file = &path.document.value;
    let of_levels = file.levels.iter().enumerate().flat_map(|(rank, level)| {
        let pointer = move |at: usize| format!("/levels/{rank}/responsibilities/{at}");
        level.responsibilities.iter().enumerate().map(move |(at, text)| (pointer(at), text.clone()))
    });
    let of_faqs = file
        .faqs
        .iter()
        .enumerate()
        .map(|(at, faq)| (format!("/faqs/{at}"), format!("{} {}", faq.question, faq.answer)));
    of_levels.chain(of_faqs)
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole)
}

/// The names of all skills, jobs and paths, as words in lower case.
struct Names {
    phrases: HashSet<String>,
    /// Words of the longest name.
    longest: usize,
}

impl Names {
    fn of(files: &Files) -> Self {
        let skills = files.skills.iter().flat_map(|file| &file.value.skills);
        let of_skills = skills.flat_map(|skill| std::iter::once(&skill.name).chain(&skill.aliases));
        let of_paths = files.paths.iter().map(|path| &path.document.value).flat_map(|file| {
            let titles = file.levels.iter().flat_map(|level| &level.titles);
            std::iter::once(&file.name).chain(&file.job_titles).chain(titles)
        });
        let phrases: HashSet<String> = of_skills.chain(of_paths).map(|name| words(name).join(" ")).collect();
        let longest = phrases.iter().map(|phrase| phrase.split(' ').count()).max().unwrap_or(0);
        Self { phrases, longest }
    }

    /// The words of a text that matter, every name in it left out, the longest first.
    fn without(&self, text: &str) -> HashSet<String> {
        let words = words(text);
        let mut kept = HashSet::new();
        let mut at = 0;
        while at < words.len() {
            let longest = self.longest.min(words.len() - at);
            let name = (1..=longest).rev().find(|n| self.phrases.contains(&words[at..at + n].join(" ")));
            if name.is_none() && !STOP_WORDS.contains(&words[at].as_str()) {
                kept.insert(words[at].clone());
            }
            at += name.unwrap_or(1);
        }
        kept
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{HashSet, Names};

    #[test]
    fn names_are_taken_out_whole() {
        let phrases = HashSet::from(["infection control".to_owned(), "infection".to_owned()]);
        let names = Names { phrases, longest: 2 };
        let mut left: Vec<String> = names
            .without("Audit infection control on the ward, infection by infection")
            .into_iter()
            .collect();
        left.sort();
        assert_eq!(left, ["audit", "ward"]);
    }
}
