//! Made-up names: syllables that no language puts together so, one name for each number.

use super::draw::{Draws, Skew};
use super::field::Field;

/// Employers of each field; some 20,000 of all.
const EMPLOYERS: u32 = 2_500;

/// Names of products and projects. Most of them are drawn a few times in a million postings, as rare words
/// of real adverts are.
const PROJECTS: u32 = 100_000;

#[rustfmt::skip]
const FIRST: [&str; 32] = [
    "Bro", "Cle", "Dra", "Dwe", "Fla", "Fro", "Gli", "Gra", "Jo", "Ka", "Kle", "Kro", "Kwi", "Lu", "Mu", "Ne",
    "Nu", "Ple", "Pra", "Quo", "Ro", "Ske", "Smo", "Spe", "Ste", "Swo", "Tre", "Tu", "Ve", "Vla", "Wo", "Zha",
];

#[rustfmt::skip]
const MIDDLE: [&str; 25] = [
    "bra", "dda", "fna", "gla", "ghi", "kwa", "lbo", "lmi", "lva", "mbli", "mni", "nda", "ngo", "nkli", "pta",
    "rbi", "rgo", "rlu", "rna", "rvo", "sca", "sti", "tha", "vri", "zzo",
];

#[rustfmt::skip]
const LAST: [&str; 26] = [
    "bix", "borne", "brax", "dane", "dell", "dorf", "drel", "fax", "fen", "garth", "gond", "lish", "lorn",
    "mant", "moor", "nax", "nith", "quill", "rand", "rsted", "sk", "thorn", "vard", "wick", "xley", "zen",
];

/// Primes by which the numbers of names are spread, so that neighbours don't sound alike.
const SPREAD_EMPLOYERS: usize = 7_919;
const SPREAD_PROJECTS: usize = 48_271;

/// Draws names.
#[derive(Debug)]
pub struct Names {
    employers: Skew,
    projects: Skew,
}

impl Names {
    /// All names that there are.
    pub fn new() -> Self {
        Self { employers: Skew::new(EMPLOYERS), projects: Skew::new(PROJECTS) }
    }

    /// The name of an employer of a field; few are drawn often.
    pub fn employer(&self, field: Field, draws: &mut Draws) -> String {
        employer(field, self.employers.draw(draws))
    }

    /// The name of a product or project; most are drawn hardly ever.
    pub fn project(&self, draws: &mut Draws, name: &mut String) {
        project(self.projects.draw(draws), name);
    }
}

/// The name of an employer by its number in its field; no two of all fields share the first word.
fn employer(field: Field, number: usize) -> String {
    let (fields, endings) = (Field::ALL.len(), field.endings());
    let spread = (number * fields + field as usize) * SPREAD_EMPLOYERS;
    let mut name = String::with_capacity(32);
    let mut rest = add(&mut name, &FIRST, spread);
    rest = add(&mut name, &MIDDLE, rest);
    add(&mut name, &LAST, rest);
    name.push(' ');
    add(&mut name, endings, number);
    name
}

/// The name of a project by its number, a syllable longer than those of employers.
fn project(number: usize, name: &mut String) {
    let mut rest = add(name, &FIRST, number * SPREAD_PROJECTS);
    rest = add(name, &MIDDLE, rest);
    rest = add(name, &MIDDLE, rest);
    add(name, &LAST, rest);
}

/// Adds the syllable that a number stands for; answers what of the number is left for the next ones.
fn add(name: &mut String, syllables: &[&str], number: usize) -> usize {
    name.push_str(syllables[number % syllables.len()]);
    number / syllables.len()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{EMPLOYERS, PROJECTS, employer, project};
    use crate::sample::field::Field;

    #[test]
    fn no_two_names_are_alike() {
        let mut first_words = HashSet::new();
        for field in Field::ALL {
            for number in 0..EMPLOYERS as usize {
                let name = employer(field, number);
                let (first, ending) = name.split_once(' ').unwrap();
                assert!(field.endings().contains(&ending), "{name}");
                assert!(first_words.insert(first.to_owned()), "{name}");
            }
        }
        assert_eq!(first_words.len(), 20_000);
        let mut projects = HashSet::new();
        for number in 0..PROJECTS as usize {
            let mut name = String::new();
            project(number, &mut name);
            assert!(!first_words.contains(&name), "{name}");
            assert!(projects.insert(name));
        }
    }
}
