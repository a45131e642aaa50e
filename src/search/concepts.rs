//! What words mean beside themselves: names of paths, skills, stages and terms, as values of facets.
//! "rn" finds what stands on the path of registered nurses, "k8s" what asks for Kubernetes.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::facet::Facet;
use super::words::{self, Word};
use crate::model::path::Path;
use crate::model::skill::Skill;

/// Values that one name may mean; a name of more means none of them.
const MOST_MEANINGS: usize = 2;

/// Words that mean a stage or terms of employment, whatever the catalogue holds.
const FIXED: &[(&str, Facet, &str)] = &[
    ("junior", Facet::Stage, "entry"),
    ("jr", Facet::Stage, "entry"),
    ("entry level", Facet::Stage, "entry"),
    ("mid level", Facet::Stage, "mid"),
    ("senior", Facet::Stage, "senior"),
    ("sr", Facet::Stage, "senior"),
    ("remote", Facet::WorkMode, "remote"),
    ("work from home", Facet::WorkMode, "remote"),
    ("wfh", Facet::WorkMode, "remote"),
    ("hybrid", Facet::WorkMode, "hybrid"),
    ("on site", Facet::WorkMode, "on-site"),
    ("onsite", Facet::WorkMode, "on-site"),
    ("full time", Facet::EmploymentType, "full-time"),
    ("part time", Facet::EmploymentType, "part-time"),
    ("contract", Facet::EmploymentType, "contract"),
    ("contractor", Facet::EmploymentType, "contract"),
    ("temporary", Facet::EmploymentType, "temporary"),
    ("temp", Facet::EmploymentType, "temporary"),
    ("internship", Facet::EmploymentType, "internship"),
    ("intern", Facet::EmploymentType, "internship"),
    ("volunteer", Facet::EmploymentType, "volunteer"),
];

/// Words that are written for each other.
const SAME: &[(&str, &str)] = &[
    ("intern", "internship"),
    ("internship", "intern"),
    ("junior", "jr"),
    ("jr", "junior"),
    ("senior", "sr"),
    ("sr", "senior"),
];

/// A value of a facet.
pub type Value = (Facet, String);

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// All of these together.
    pub values: Vec<Value>,
    /// The words of the name that is abbreviated, where the words are an abbreviation.
    pub name: Vec<Word>,
}

/// Every name that means something.
#[derive(Debug, Default)]
pub struct Concepts {
    meanings: HashMap<String, Vec<Meaning>>,
    /// Words of the longest name.
    pub longest: usize,
    /// Every word of every name, once.
    pub words: BTreeSet<String>,
}

impl Concepts {
    /// The names of these paths and skills.
    pub fn new<'a>(paths: impl Iterator<Item = &'a Path>, skills: impl Iterator<Item = &'a Skill>) -> Self {
        let mut concepts = Self::default();
        for (name, facet, value) in FIXED {
            concepts.add((*name).to_owned(), vec![(*facet, (*value).to_owned())], "");
        }
        let paths: Vec<&Path> = paths.collect();
        let on = |path: &Path| (Facet::Path, path.slug.to_string());
        for path in &paths {
            let names: Vec<String> =
                std::iter::once(&path.name).chain(&path.job_titles).map(|name| key(name)).collect();
            for name in &names {
                let whole = names.iter().find(|whole| abbreviates(name, whole));
                concepts.add(name.clone(), vec![on(path)], whole.map_or("", String::as_str));
            }
        }
        for skill in skills {
            let first = key(&skill.name);
            concepts.add(first.clone(), vec![(Facet::Skill, skill.slug.to_string())], "");
            for alias in &skill.aliases {
                concepts.add(key(alias), vec![(Facet::Skill, skill.slug.to_string())], &first);
            }
        }
        // A title of one rung alone means that rung; one that the whole path is known by means the path.
        let whole: HashSet<String> = concepts.meanings.keys().cloned().collect();
        for (path, level) in paths.iter().flat_map(|path| path.levels.iter().map(move |level| (path, level)))
        {
            for title in level.titles.iter().map(|title| key(title)).filter(|title| !whole.contains(title)) {
                concepts.add(title, vec![on(path), (Facet::Stage, level.stage.word().to_owned())], "");
            }
        }
        concepts.words = concepts.meanings.keys().flat_map(|key| key.split(' ')).map(str::to_owned).collect();
        concepts.meanings.retain(|_, meanings| meanings.len() <= MOST_MEANINGS);
        concepts
    }

    /// Adds a name, and the name that it abbreviates, both as [`key`] writes them.
    fn add(&mut self, name: String, values: Vec<Value>, whole: &str) {
        if name.is_empty() {
            return;
        }
        self.longest = self.longest.max(name.split(' ').count());
        let meaning = Meaning { values, name: if whole == name { Vec::new() } else { words::read(whole) } };
        let meanings = self.meanings.entry(name).or_default();
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
        }
    }

    /// What these words mean, written as [`key`] writes them.
    pub fn meanings(&self, key: &str) -> &[Meaning] {
        self.meanings.get(key).map_or(&[], Vec::as_slice)
    }
}

/// Whether some words are others in which initials stand for words: "ml engineer" for "machine learning
/// engineer".
fn abbreviates(short: &str, whole: &str) -> bool {
    // Most pairs of names are told apart by this alone.
    if short.len() >= whole.len() || short.as_bytes().first() != whole.as_bytes().first() {
        return false;
    }
    let mut words = whole.split(' ').peekable();
    for part in short.split(' ') {
        if words.peek() == Some(&part) {
            words.next();
            continue;
        }
        let initials = part.chars().count() > 1
            && part.chars().all(|letter| words.next().is_some_and(|word| word.starts_with(letter)));
        if !initials {
            return false;
        }
    }
    words.next().is_none()
}

/// A word that is written for this one.
pub fn same(word: &str) -> Option<&'static str> {
    SAME.iter().find(|(one, _)| *one == word).map(|(_, other)| *other)
}

/// The words of a name in lower case with single spaces.
fn key(name: &str) -> String {
    words::surfaces(name).join(" ")
}

#[cfg(test)]
mod tests {
    use super::Concepts;
    use crate::search::facet::Facet;

    #[test]
    fn initials_stand_for_words() {
        for (short, whole) in [
            ("rn", "registered nurse"),
            ("ml engineer", "machine learning engineer"),
            ("it support", "information technology support"),
        ] {
            assert!(super::abbreviates(short, whole), "{short}");
        }
        for (short, whole) in
            [("tax", "accountant"), ("nurse", "nurse"), ("cobol developer", "software developer")]
        {
            assert!(!super::abbreviates(short, whole), "{short}");
        }
    }

    #[test]
    fn names_mean_values_however_they_are_written() {
        let mut concepts = Concepts::new([].iter(), [].iter());
        concepts.add(super::key("C.I./CD"), vec![(Facet::Skill, "ci-cd".to_owned())], "pipelines");
        let meaning = &concepts.meanings("c i cd")[0];
        assert_eq!(meaning.values, [(Facet::Skill, "ci-cd".to_owned())]);
        assert_eq!(meaning.name[0].surface, "pipelines");
        assert_eq!(concepts.meanings("sr")[0].values, [(Facet::Stage, "senior".to_owned())]);
        assert!(concepts.meanings("cook").is_empty());
    }
}
