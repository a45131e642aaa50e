//! Titles as tokens: words in one spelling, numbered, in parts.

use std::collections::HashMap;

use super::roles;
use super::roles::Part;
use super::terms;
use super::title::{Gap, Word};

/// Words of a title that are looked at; what comes after is no name of a job any more.
const MOST_WORDS: usize = 60;

/// The number of a word that no job title has.
pub const UNKNOWN: u32 = 0;

/// A word of a title in its one spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its number in the [`Lexicon`].
    pub id: u32,
    pub part: Part,
    /// What parts it from the token before.
    pub gap: Gap,
    /// The first and the last of the words that it stands for.
    pub from: usize,
    pub last: usize,
}

/// Every word that matters, numbered.
#[derive(Debug, Default)]
pub struct Lexicon {
    ids: HashMap<String, u32>,
    parts: Vec<Part>,
    /// Trades → the people in them.
    people: HashMap<u32, u32>,
}

impl Lexicon {
    /// One that knows the words of [`roles`].
    pub fn new() -> Self {
        let mut lexicon = Self { parts: vec![Part::Other], ..Self::default() };
        for part in [Part::Preposition, Part::Foreign, Part::Role, Part::Rank, Part::Grade] {
            for word in roles::of(part) {
                let id = lexicon.learn(word);
                if let Some(known) = lexicon.parts.get_mut(id as usize).filter(|known| **known == Part::Other)
                {
                    *known = part;
                }
            }
        }
        for (trade, people) in terms::TRADES {
            let pair = (lexicon.learn(trade), lexicon.learn(people));
            lexicon.people.insert(pair.0, pair.1);
        }
        lexicon
    }

    /// The number of a word in its one spelling, given now if it has none.
    pub fn learn(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = u32::try_from(self.parts.len()).unwrap_or(UNKNOWN);
        self.ids.insert(word.to_owned(), id);
        self.parts.push(Part::Other);
        id
    }

    /// The number of a word in its one spelling, [`UNKNOWN`] if it has none.
    pub fn id(&self, word: &str) -> u32 {
        self.ids.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// The word for the people of a trade, as "engineer" for "engineering".
    pub fn people_of(&self, trade: u32) -> Option<u32> {
        self.people.get(&trade).copied()
    }

    /// What a word does.
    pub fn part(&self, id: u32) -> Part {
        self.parts.get(id as usize).copied().unwrap_or_default()
    }

    /// The parts of a title, each with its tokens. What stands in brackets comes after all else, so that
    /// "Backend (Java) Engineer" is read as if nothing stood between.
    pub fn parts_of(&self, words: &[Word]) -> Vec<Vec<Token>> {
        let (plain, aside): (Vec<usize>, Vec<usize>) =
            (0..words.len().min(MOST_WORDS)).partition(|at| !words[*at].aside);
        let mut parts: Vec<Vec<Token>> = Vec::new();
        for group in [plain, aside] {
            let spelled = spelled(words, &group);
            let mut at = 0;
            let mut first = true;
            while at < spelled.len() {
                let (length, id) = self.token(&spelled[at..]);
                let (from, gap) = (spelled[at].0, spelled[at].2);
                let unknown_role = id == UNKNOWN && terms::names_someone(&spelled[at].1);
                let part = if unknown_role { Part::Role } else { self.part(id) };
                let token = Token { id, part, gap, from, last: spelled[at + length - 1].0 };
                at += length;
                match parts.last_mut().filter(|_| !first && gap != Gap::Part) {
                    Some(part) => part.push(token),
                    None => parts.push(vec![token]),
                }
                first = false;
            }
        }
        parts
    }

    /// The tokens of a job title of the content, its words learnt; all in one part.
    pub fn learn_all(&mut self, words: &[Word]) -> Vec<u32> {
        let group: Vec<usize> = (0..words.len()).collect();
        let mut spelled = spelled(words, &group);
        for (_, word, gap) in &mut spelled {
            *gap = Gap::Space;
            self.learn(word);
        }
        let mut ids = Vec::new();
        let mut at = 0;
        while at < spelled.len() {
            let (length, whole) = match compound(&spelled[at..]) {
                Some((length, whole)) => (length, whole.to_owned()),
                None => (1, spelled[at].1.clone()),
            };
            ids.push(self.learn(&whole));
            at += length;
        }
        ids
    }

    /// The token with which the words begin: how many it takes and its number.
    fn token(&self, spelled: &[Spelled]) -> (usize, u32) {
        match compound(spelled) {
            Some((length, whole)) => (length, self.id(whole)),
            None => (1, spelled.first().map_or(UNKNOWN, |(_, word, _)| self.id(word))),
        }
    }
}

/// The place of a word in its title, its one spelling, what parts it from the one before.
type Spelled = (usize, String, Gap);

fn spelled(words: &[Word], group: &[usize]) -> Vec<Spelled> {
    let mut spelled = Vec::with_capacity(group.len());
    let mut carried = Gap::Space;
    for at in group {
        let word = &words[*at];
        let gap = word.gap.wider(carried);
        if terms::is_empty(&word.written) {
            carried = if word.folded.len() > 1 { gap.wider(Gap::And) } else { gap };
            continue;
        }
        spelled.push((*at, terms::spelling(&word.folded), gap));
        carried = Gap::Space;
    }
    spelled
}

fn compound(spelled: &[Spelled]) -> Option<(usize, &'static str)> {
    let near = spelled.iter().skip(1).take_while(|(_, _, gap)| *gap != Gap::Part).count();
    terms::compound(|at| spelled.get(at).filter(|_| at <= near).map(|(_, word, _)| word.as_str()))
}

/// Whether a field ends before this word: "Product Lead", but not "Product Safety".
pub fn ends_field(next: &Token) -> bool {
    matches!(next.part, Part::Rank | Part::Grade | Part::Preposition)
}

/// Whether any of these words says more than a rank.
pub fn qualifies(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| matches!(token.part, Part::Other | Part::Role))
}

/// The numbers of these words.
pub fn ids(tokens: &[Token]) -> Vec<u32> {
    tokens.iter().map(|token| token.id).collect()
}

/// Where the head of a part ends: at the first preposition after its first word.
pub fn end_of_head(part: &[Token]) -> usize {
    let found = part.iter().skip(1).position(|token| token.part == Part::Preposition);
    found.map_or(part.len(), |at| at + 1)
}

/// Without the words of rank at the end: "Engineering Senior".
pub fn trim_ranks(tokens: &[Token]) -> &[Token] {
    let end = tokens.iter().rposition(|token| !matches!(token.part, Part::Rank | Part::Grade));
    end.map_or(&[], |end| &tokens[..=end])
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use crate::matching::title::words;

    fn parts(title: &str, known: &str) -> Vec<Vec<String>> {
        let mut lexicon = Lexicon::new();
        lexicon.learn_all(&words(known));
        let name = |id: u32| {
            lexicon
                .ids
                .iter()
                .find(|(_, known)| **known == id)
                .map_or("?".to_owned(), |(name, _)| name.clone())
        };
        let parts = lexicon.parts_of(&words(title));
        parts.iter().map(|part| part.iter().map(|token| name(token.id)).collect()).collect()
    }

    #[test]
    fn words_have_one_spelling_and_brackets_come_last() {
        let known = "software front-end full stack machine learning java nights";
        for (title, expected) in [
            ("Sr. Software Engrs", vec![vec!["senior", "software", "engineer"]]),
            ("Front End Eng", vec![vec!["frontend", "engineer"]]),
            (
                "Frontend/Full-Stack Dev (Java) Engineer - Nights",
                vec![vec!["frontend", "fullstack", "?", "engineer"], vec!["night"], vec!["java"]],
            ),
            ("Machine, Learning", vec![vec!["machine"], vec!["learning"]]),
            ("Tire and Lube", vec![vec!["?", "?"]]),
            ("()", vec![]),
        ] {
            assert_eq!(parts(title, known), expected, "{title}");
        }
    }
}
