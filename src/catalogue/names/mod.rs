//! Every name of paths, categories and skills, made ready once so that what someone types is found
//! among them at once: whole names by hash, words by their beginning, typos by the letters of words.

mod rank;
mod respelling;
mod tally;
mod typed;
mod vocabulary;

use std::collections::HashMap;

use super::fold::fold;
use typed::Typed;
use vocabulary::{Use, Vocabulary};

pub use rank::Fit;

/// Words of a name that count; those after them are not looked at.
const MAX_WORDS: usize = 16;

/// Words that join others and tell nothing by themselves.
const LINKS: &[&str] = &["and", "for", "in", "of", "or", "the", "to", "with"];

/// What a name belongs to, in the order in which equally good answers are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Path,
    Category,
    Skill,
}

/// How close a name is to what it belongs to, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The name that is shown.
    Own,
    /// What employers call a path, or an alias of a skill.
    Alias,
    /// A title of one rung.
    Rung,
    /// A title that belongs to another path first.
    Shared,
}

/// A path, category or skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owner {
    pub kind: Kind,
    /// Its place in the catalogue's list of its kind.
    pub place: usize,
}

#[derive(Debug)]
struct Name {
    /// Its place in [`Names::owners`].
    owner: usize,
    origin: Origin,
    text: Box<str>,
    /// Letters without spaces.
    letters: u16,
    /// The words that make it up, links left out, as bits by their position.
    needed: u16,
}

/// One answer: what may be meant, and the name that speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'a> {
    pub owner: Owner,
    pub name: &'a str,
    pub origin: Origin,
    pub fit: Fit,
}

/// The answers to what was typed.
#[derive(Debug, PartialEq, Eq)]
pub struct Found<'a> {
    pub hits: Vec<Hit<'a>>,
    /// What was typed without its typos, where it had some; the answers are to that.
    pub meant: Option<String>,
}

/// All names.
#[derive(Debug, Default)]
pub struct Names {
    names: Vec<Name>,
    owners: Vec<Owner>,
    /// Numbers of the names that are the same but for spaces and case.
    whole: HashMap<String, Vec<u32>>,
    vocabulary: Vocabulary,
}

impl Names {
    /// The index of these names, those of one owner one after the other, the closest first.
    pub fn new<'a>(all: impl Iterator<Item = (Owner, Origin, &'a str)>) -> Self {
        let mut index = Self::default();
        let mut words = HashMap::new();
        for (owner, origin, text) in all {
            if index.owners.last() != Some(&owner) {
                index.owners.push(owner);
            }
            index.add(origin, text, &mut words);
        }
        index.vocabulary = Vocabulary::new(words);
        index
    }

    /// Adds a name of the last owner, unless it has the same already: a path has some titles at several
    /// places.
    fn add(&mut self, origin: Origin, text: &str, words: &mut HashMap<String, Vec<Use>>) {
        let owner = self.owners.len() - 1;
        let folded = fold(text);
        let same = self.whole.entry(folded.replace(' ', "")).or_default();
        let known = |at: &u32| self.names[*at as usize].owner == owner;
        let Ok(number) = u32::try_from(self.names.len()) else { return };
        if folded.is_empty() || same.iter().any(known) {
            return;
        }
        same.push(number);
        let mut needed = 0;
        for (position, word) in (0_u8..).zip(folded.split(' ').take(MAX_WORDS)) {
            needed |= if LINKS.contains(&word) { 0 } else { 1 << position };
            let used = Use { name: number, position };
            match words.get_mut(word) {
                Some(uses) => uses.push(used),
                None => {
                    words.insert(word.to_owned(), vec![used]);
                }
            }
        }
        let letters = folded.chars().filter(|c| *c != ' ').count();
        let letters = u16::try_from(letters).unwrap_or(u16::MAX);
        self.names.push(Name { owner, origin, text: text.into(), letters, needed });
    }

    /// What may be meant by `text`, likeliest first, each once. Typos are looked for only where no name
    /// has all that was typed.
    pub fn find(&self, text: &str) -> Found<'_> {
        let typed = Typed::new(text, self);
        let hits = self.answer(&typed);
        if hits.first().is_none_or(|hit| hit.fit == Fit::Part)
            && let Some(meant) = respelling::meant(self, &typed)
        {
            let meant_hits = self.answer(&Typed::new(&meant, self));
            if !meant_hits.is_empty() {
                return Found { hits: meant_hits, meant: Some(meant) };
            }
        }
        Found { hits, meant: None }
    }

    fn answer(&self, typed: &Typed) -> Vec<Hit<'_>> {
        if typed.words.is_empty() {
            return Vec::new();
        }
        rank::rank(self, typed, &tally::count(self, typed))
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Names, Origin, Owner};

    fn names() -> Names {
        let path = |place| Owner { kind: Kind::Path, place };
        let skill = |place| Owner { kind: Kind::Skill, place };
        let all = [
            (path(0), Origin::Own, "Registered Nurse"),
            (path(0), Origin::Alias, "Nurse"),
            (path(0), Origin::Rung, "Nurse"),
            (path(1), Origin::Own, "Software Engineer"),
            (path(1), Origin::Alias, "Software Developer"),
            (path(1), Origin::Alias, "Full-Stack Engineer"),
            (path(2), Origin::Own, "Frontend Engineer"),
            (path(2), Origin::Shared, "Software Developer"),
            (skill(0), Origin::Own, "Python"),
            (skill(1), Origin::Own, "C++"),
            (skill(2), Origin::Own, "Software Engineering"),
        ];
        Names::new(all.into_iter())
    }

    /// The names that answer to some words, in their order, and what was meant.
    fn find(typed: &str) -> (Vec<String>, Option<String>) {
        let names = names();
        let found = names.find(typed);
        (found.hits.iter().map(|hit| hit.name.to_owned()).collect(), found.meant)
    }

    #[test]
    fn whole_names_come_before_those_with_more_words_and_paths_before_skills() {
        assert_eq!(find("NURSE").0, ["Nurse"], "each once, by its best name");
        assert_eq!(find("engineer software").0, ["Software Engineer", "Software Engineering"]);
        let order = ["Software Engineer", "Software Developer", "Software Engineering"];
        assert_eq!(find("software").0, order, "who has a title first comes before who shares it");
        assert_eq!(find("c++").0, ["C++"]);
    }

    #[test]
    fn a_part_counts_where_it_is_a_whole_name_or_most_of_what_was_typed() {
        assert_eq!(find("senior nurse").0, ["Nurse"]);
        assert_eq!(find("how to become a nurse").0, ["Nurse"]);
        assert_eq!(find("senior engineer software python").0[..2], ["Software Engineer", "Python"]);
        assert!(find("zebra engineer").0.is_empty(), "nearly all are engineers");
    }

    #[test]
    fn words_may_be_joined_or_parted() {
        assert_eq!(find("front end engineer").0, ["Frontend Engineer"]);
        assert_eq!(find("fullstack").0, ["Full-Stack Engineer"]);
    }

    #[test]
    fn typos_are_told() {
        let (found, meant) = find("regstered nurs");
        assert_eq!(
            (found.as_slice(), meant.as_deref()),
            (&["Registered Nurse".to_owned()][..], Some("registered nurse"))
        );
        let (found, meant) = find("sofware enginer pyhton");
        assert_eq!(meant.as_deref(), Some("software engineer python"));
        assert_eq!(found[..2], ["Software Engineer", "Python"]);
        assert_eq!(find("nurse").1, None);
    }

    #[test]
    fn nonsense_finds_nothing() {
        for typed in ["", " ", "!!!", "zzz", "护士", "🚀", &"x".repeat(10_000), &"ab cd ".repeat(2_000)] {
            assert_eq!(find(typed), (vec![], None), "{typed:.20}");
        }
    }
}
