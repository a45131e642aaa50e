//! Which skills of the vocabulary a text names.

use std::cmp::Reverse;
use std::collections::HashSet;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::skill::Skill;

/// Bytes around an everyday word within which another skill must be named for it to be one.
const NEAR: usize = 12;

/// Names of skills that are everyday words, too: they count where they are written as the name is, and
/// where a list of skills or words such as "experience with" lead to them.
const EVERYDAY: &str = "
    Access Agile Amplitude APR Backstage Blackboard Bluebook C Chef Clio Coaching Cucumber Cypress Dart Decipher
    Differentiation ECO Ethics Excel Expo Express Flutter Framing Go Grants Hearsay Helm IA Illustration Intercom
    JD JS Keynote Lean Lighthouse Mechanisms Miro MOST Mural Outreach Pages Postman Prefect PEX Privacy Profiling
    Puppet QI R Raman React Rhino Ruby Rust Sass Sawtooth Shrinkage Skyward SNAP Spark Sphinx Spring STRIDE
    Storybook Swift Teams TS Vault Vite Vue Word Zephyr";

/// Words before an everyday word that make it a skill.
const CUES: &str = "
    using with in like microsoft ms language languages framework frameworks tool tools adobe google apache hashicorp";

/// Words before "of" that do.
const CUES_OF: &str = "knowledge understanding command use mastery experience";

/// Words after one that do.
const AFTER: &str = "
    programming developer developers development scripting framework skills language proficiency certified";

/// Words after one that make it everyday again: "Go to market", "Excel at".
const NEVER_AFTER: &str = "to at live above beyond in as the for your our with out of and-coming";

/// A place in a text where the name of a skill stands.
#[derive(Debug, Clone, Copy)]
struct Hit {
    skill: usize,
    start: usize,
    end: usize,
    /// Whether the words are those of everyday, too.
    everyday: bool,
}

/// Finds the names and aliases of all skills at once.
#[derive(Debug)]
pub struct Vocabulary {
    names: AhoCorasick,
    /// For each pattern: its skill, and the exact spelling that is asked for, if any.
    patterns: Vec<(usize, Option<String>, bool)>,
}

impl Vocabulary {
    /// Knows the names and aliases of these skills; `None` only where they are too many to be searched for.
    pub fn new(skills: &[Skill]) -> Option<Self> {
        let mut seen = HashSet::new();
        let mut texts = Vec::new();
        let mut patterns = Vec::new();
        for (number, skill) in skills.iter().enumerate() {
            for name in std::iter::once(&skill.name).chain(&skill.aliases) {
                if name.is_empty() || !seen.insert(name.to_lowercase()) {
                    continue;
                }
                let everyday = EVERYDAY.split_whitespace().any(|word| word.eq_ignore_ascii_case(name));
                let exact = everyday || is_short(name);
                texts.push(name.clone());
                patterns.push((number, exact.then(|| name.clone()), everyday));
            }
        }
        let names = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&texts)
            .ok()?;
        Some(Self { names, patterns })
    }

    /// Adds to `found` the numbers of the skills that a line names.
    pub fn find(&self, line: &str, found: &mut Vec<usize>) {
        let hits = self.hits(line);
        for (number, hit) in hits.iter().enumerate() {
            if hit.everyday && !is_meant(line, &hits, number) {
                continue;
            }
            if !found.contains(&hit.skill) {
                found.push(hit.skill);
            }
        }
    }

    /// Where names stand as whole words, the longest at each place, in order and none inside another.
    fn hits(&self, line: &str) -> Vec<Hit> {
        let bytes = line.as_bytes();
        let mut hits: Vec<Hit> = Vec::new();
        for hit in self.names.find_overlapping_iter(bytes) {
            let (start, end) = (hit.start(), hit.end());
            let Some((skill, exact, everyday)) = self.patterns.get(hit.pattern().as_usize()) else {
                continue;
            };
            let spelled = exact.as_ref().is_none_or(|exact| exact.as_bytes() == &bytes[start..end]);
            if spelled && stands_alone(bytes, start, end) {
                hits.push(Hit { skill: *skill, start, end, everyday: *everyday });
            }
        }
        hits.sort_by_key(|hit| (hit.start, Reverse(hit.end)));
        let mut end = 0;
        hits.retain(|hit| {
            let apart = hit.start >= end;
            if apart {
                end = hit.end;
            }
            apart
        });
        hits
    }
}

/// Abbreviations of up to four letters are written in capitals; else they are other words.
fn is_short(name: &str) -> bool {
    let capitals = name.trim_end_matches('s');
    name.len() <= 4 && capitals.chars().any(char::is_uppercase) && !capitals.chars().any(char::is_lowercase)
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || byte == b'_'
}

/// Whether these bytes are whole words; "C" is not in "C++", nor "R" in "R&D".
fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|at| bytes[at]);
    let inner = is_letter(bytes[start]);
    if inner
        && before.is_some_and(|b| is_letter(b) || (b == b'.' && start > 1 && is_letter(bytes[start - 2])))
    {
        return false;
    }
    let mut after = &bytes[end..];
    if end - start > 3 {
        // One of several: "Lesson Plans" is named by "lesson plan" and the other way round.
        after = after.strip_prefix(b"s").unwrap_or(after);
    }
    match after {
        [] => true,
        [b'+' | b'#', ..] => false,
        [b'&' | b'\'', next, ..] if end - start <= 2 => !is_letter(*next),
        [first, ..] => !is_letter(*first) || !is_letter(bytes[end - 1]),
    }
}

/// Whether an everyday word is meant as a skill here: another skill is next to it in a list, or words lead
/// to it that lead to skills. "Go to market" and "Spring 2026" never are.
fn is_meant(line: &str, hits: &[Hit], number: usize) -> bool {
    let hit = hits[number];
    let after = &line[hit.end..];
    let next = first_word(after.trim_start_matches([' ', '-']));
    if !after.starts_with([',', '/', ')', ';']) && (is_of(NEVER_AFTER, &next) || is_year(&next)) {
        return false;
    }
    if after.starts_with(' ') && is_of(AFTER, &next) {
        return true;
    }
    let beside = [number.checked_sub(1), Some(number + 1)];
    if beside.iter().flatten().filter_map(|at| hits.get(*at)).any(|other| are_listed(line, hit, *other)) {
        return true;
    }
    let mut before = line[..hit.start].rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut word_before = || before.next().unwrap_or_default().to_lowercase();
    let last = word_before();
    // A single letter needs more: "in C minor", "with R. Smith".
    let one_letter = hit.end - hit.start == 1;
    let led_to = is_of(CUES, &last) || last == "of" && is_of(CUES_OF, &word_before());
    led_to && (!one_letter || last.starts_with("lang"))
}

fn is_of(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit())
}

fn first_word(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase()
}

/// Whether two names stand side by side in a list.
fn are_listed(line: &str, hit: Hit, other: Hit) -> bool {
    let (first, second) = if other.end <= hit.start { (other, hit) } else { (hit, other) };
    line.get(first.end..second.start).is_some_and(|gap| gap.len() <= NEAR && is_list(gap))
}

/// Whether what stands between two names makes them a list.
fn is_list(gap: &str) -> bool {
    let mut signs = false;
    for word in gap.split_inclusive([' ', ',', '/', '(', ')', '|', ';', '&', ':']) {
        let word = word.trim_end();
        let bare = word.trim_end_matches([',', '/', '(', ')', '|', ';', '&', ':']);
        signs |= bare.len() < word.len() || ["and", "or"].contains(&bare);
        if !["", "and", "or", "e.g.", "i.e.", "etc."].contains(&bare) {
            return false;
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;
    use crate::model::skill::{Skill, SkillKind};

    fn skills(names: &[&str]) -> Vec<Skill> {
        names
            .iter()
            .map(|name| Skill {
                slug: "a".parse().unwrap(),
                name: (*name).to_owned(),
                kind: SkillKind::Tool,
                aliases: Vec::new(),
                description: String::new(),
            })
            .collect()
    }

    const NAMES: &[&str] = &[
        "Go",
        "R",
        "C",
        "C++",
        "Excel",
        "Spring",
        "Swift",
        "Express",
        "Rust",
        "Python",
        "Java",
        "JavaScript",
        "SQL",
        "Node.js",
        ".NET",
        "SQL Server",
        "Lesson Plans",
        "ETL",
        "Teams",
        "Chef",
        "Word",
        "CI/CD",
        "Ruby",
        "Puppet",
    ];

    fn named(line: &str) -> Vec<&'static str> {
        let mut found = Vec::new();
        Vocabulary::new(&skills(NAMES)).unwrap().find(line, &mut found);
        found.into_iter().map(|number| NAMES[number]).collect()
    }

    #[test]
    fn names_are_whole_words() {
        for (line, expected) in [
            ("python, JAVA; JavaScripting", vec!["Python", "Java"]),
            ("JavaScript is not Java", vec!["JavaScript", "Java"]),
            ("Node.js and .NET", vec!["Node.js", ".NET"]),
            ("SQL Servers (SQL)", vec!["SQL Server", "SQL"]),
            ("SQL Serverless", vec!["SQL"]),
            ("CI/CD pipelines", vec!["CI/CD"]),
            ("etl is a word, ETL a skill", vec!["ETL"]),
            ("Überpython und pythonisch", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(named(line), expected, "{line}");
        }
    }

    #[test]
    fn everyday_words_are_skills_only_where_they_are_meant() {
        for (line, expected) in [
            ("Go, Rust or Python", vec!["Go", "Rust", "Python"]),
            ("Written in Go", vec!["Go"]),
            ("Go to market with us", vec![]),
            ("Our Go-to-market plan, with Python", vec!["Python"]),
            ("Ready, set, Go!", vec![]),
            ("We go, they python", vec!["Python"]),
            ("Languages: C, C++", vec!["C", "C++"]),
            ("C-level leaders; Series C funding", vec![]),
            ("C++ and R&D", vec!["C++"]),
            ("Python/R", vec!["Python", "R"]),
            ("R. Smith, MD", vec![]),
            ("Excel at what you do", vec![]),
            ("You excel in a team", vec![]),
            ("Excel in a busy kitchen", vec![]),
            ("Microsoft Excel", vec!["Excel"]),
            ("Advanced Excel skills", vec!["Excel"]),
            ("Excel, Word and SQL", vec!["Excel", "Word", "SQL"]),
            ("Spring 2026 cohort", vec![]),
            ("Experience in Spring 2026", vec![]),
            ("Knowledge of Excel", vec!["Excel"]),
            ("Head of Teams", vec![]),
            ("Java, Spring", vec!["Java", "Spring"]),
            ("A swift response, by express mail", vec![]),
            ("Swift development", vec!["Swift"]),
            ("Remove rust", vec![]),
            ("Chef wanted, Teams of ten", vec![]),
            ("Chef/Puppet", vec!["Chef", "Puppet"]),
            ("Word of mouth", vec![]),
        ] {
            assert_eq!(named(line), expected, "{line}");
        }
    }
}
