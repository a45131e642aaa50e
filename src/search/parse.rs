//! What someone typed, as what has to hold of a posting. Any text is a query: what is no operator here is
//! a word, and what is no word is passed over.

use super::concepts::{Concepts, Value, same};
use super::words::{self, Word};

/// Words of a query that are looked at; further ones would only narrow what has been narrowed enough.
const MOST_WORDS: usize = 24;

/// Letters that the beginning of a word needs to be completed.
const SHORTEST_BEGINNING: usize = 2;

/// One thing that has to hold, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Any of these does.
    pub any: Vec<Alternative>,
    /// Whether none of them may hold.
    pub excluded: bool,
    /// Whether it stood in quotes, and is meant just so.
    pub quoted: bool,
    /// As it was typed.
    pub typed: String,
    /// Whether it is the last word, which may go on.
    pub unfinished: bool,
}

/// One way in which a clause holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alternative {
    /// Each word stands somewhere in the posting.
    Words(Vec<Word>),
    /// The words stand one after the other.
    Phrase(Vec<Word>),
    /// A word that begins as the typed one.
    Completion(Word),
    /// Another word for the typed one.
    Same(Word),
    /// The title has all these words, which are the first name of what was typed.
    Name(Vec<Word>),
    /// The posting has all these values of facets.
    Values(Vec<Value>),
}

impl Alternative {
    /// Its words.
    pub fn words(&self) -> &[Word] {
        match self {
            Self::Words(words) | Self::Phrase(words) | Self::Name(words) => words,
            Self::Completion(word) | Self::Same(word) => std::slice::from_ref(word),
            Self::Values(_) => &[],
        }
    }
}

/// A piece of the text between spaces, or between quotes.
#[derive(Debug)]
struct Piece<'a> {
    text: &'a str,
    quoted: bool,
    excluded: bool,
    words: Vec<Word>,
}

/// What a text asks for. Empty where it holds no word.
pub fn parse(text: &str, concepts: &Concepts) -> Vec<Clause> {
    let mut pieces = pieces(text);
    let mut left = MOST_WORDS;
    pieces.retain(|piece| {
        let fits = piece.words.len() <= left && !piece.words.is_empty();
        left -= if fits { piece.words.len() } else { 0 };
        fits
    });
    let mut clauses = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let (clause, taken) = clause(&pieces[at..], concepts);
        clauses.push(clause);
        at += taken;
    }
    let meant = |clause: &Clause| clause.any.iter().any(|any| any.words().iter().any(|word| !word.stop));
    if clauses.iter().any(|clause| !clause.excluded && meant(clause)) {
        clauses.retain(meant);
    }
    clauses
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        // A hyphen alone or before a space excludes nothing.
        let excluded =
            rest.starts_with('-') && rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '"');
        let start = &rest[usize::from(excluded)..];
        let (piece, after, quoted) = match start.strip_prefix('"') {
            Some(inner) => {
                let (piece, after) = inner.split_once('"').unwrap_or((inner, ""));
                (piece, after, true)
            }
            None => {
                let end = start.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(start.len());
                (&start[..end], &start[end..], false)
            }
        };
        pieces.push(Piece { text: piece, quoted, excluded, words: words::read(piece) });
        rest = after.trim_start();
    }
    pieces
}

/// The clause with which these pieces begin, and how many of them it takes.
fn clause(pieces: &[Piece<'_>], concepts: &Concepts) -> (Clause, usize) {
    let first = &pieces[0];
    if first.quoted || first.excluded {
        let any = vec![Alternative::of(first.words.clone(), first.quoted || first.words.len() > 1)];
        let typed = first.text.to_owned();
        let (excluded, quoted) = (first.excluded, first.quoted);
        return (Clause { any, excluded, quoted, typed, unfinished: false }, 1);
    }
    let plain = pieces.iter().take_while(|piece| !piece.quoted && !piece.excluded);
    let plain = &pieces[..plain.take(concepts.longest).count().max(1)];
    for taken in (1..=plain.len()).rev() {
        let words: Vec<Word> = plain[..taken].iter().flat_map(|piece| piece.words.clone()).collect();
        let key: Vec<&str> = words.iter().map(|word| word.surface.as_str()).collect();
        let meanings = concepts.meanings(&key.join(" "));
        if meanings.is_empty() && taken > 1 {
            continue;
        }
        let last = pieces.len() == taken && meanings.is_empty();
        let unfinished = match words.as_slice() {
            [word] => last && !word.stop && word.surface.chars().count() >= SHORTEST_BEGINNING,
            _ => false,
        };
        let phrase = taken == 1 && words.len() > 1;
        let mut any = vec![Alternative::of(words, phrase)];
        if let [Alternative::Words(words)] = any.as_slice()
            && let [word] = words.as_slice()
            && let Some(other) = same(&word.surface)
        {
            any.extend(words::read(other).into_iter().map(Alternative::Same));
        }
        for meaning in meanings {
            if !meaning.name.is_empty() {
                any.push(Alternative::Name(meaning.name.clone()));
            }
            any.push(Alternative::Values(meaning.values.clone()));
        }
        let typed: Vec<&str> = plain[..taken].iter().map(|piece| piece.text).collect();
        let typed = typed.join(" ");
        return (Clause { any, excluded: false, quoted: false, typed, unfinished }, taken);
    }
    // Not reached, since a single piece always makes a clause.
    let typed = String::new();
    (Clause { any: Vec::new(), excluded: false, quoted: false, typed, unfinished: false }, 1)
}

impl Alternative {
    fn of(mut words: Vec<Word>, phrase: bool) -> Self {
        if phrase && words.len() > 1 {
            return Self::Phrase(words);
        }
        if words.iter().any(|word| !word.stop) {
            words.retain(|word| !word.stop);
        }
        Self::Words(words)
    }
}

#[cfg(test)]
mod tests {
    use super::{Alternative, Concepts, parse};
    use crate::search::facet::Facet;

    /// Clauses in short: words joined by +, phrases by _, values by their facet.
    fn short(text: &str) -> Vec<String> {
        let concepts = Concepts::new([].iter(), [].iter());
        let clauses = parse(text, &concepts);
        let one = |any: &Alternative| {
            let surfaces: Vec<&str> = any.words().iter().map(|word| word.surface.as_str()).collect();
            match any {
                Alternative::Values(values) => {
                    let values: Vec<String> =
                        values.iter().map(|(facet, value)| format!("{}:{value}", facet.word())).collect();
                    values.join("&")
                }
                Alternative::Phrase(_) => surfaces.join("_"),
                _ => surfaces.join("+"),
            }
        };
        let clause = |clause: &super::Clause| {
            let any: Vec<String> = clause.any.iter().map(one).collect();
            let mark = if clause.unfinished { "…" } else { "" };
            format!("{}{}{mark}", if clause.excluded { "-" } else { "" }, any.join("|"))
        };
        clauses.iter().map(clause).collect()
    }

    #[test]
    fn texts_are_read_as_people_mean_them() {
        for (text, clauses) in [
            ("registered nurse", vec!["registered", "nurse…"]),
            ("\"registered nurse\" -travel", vec!["registered_nurse", "-travel"]),
            ("node.js developer -\"on call\"", vec!["node_js", "developer", "-on_call"]),
            ("senior cook", vec!["senior|sr|stage:senior", "cook…"]),
            ("entry level cook", vec!["entry+level|stage:entry", "cook…"]),
            ("director of nursing", vec!["director", "nursing…"]),
            ("the of", vec!["the", "of"]),
            ("IT", vec!["it"]),
            ("\"unbalanced quote", vec!["unbalanced_quote"]),
            ("AND OR NOT ( ) * : ^ ~ cook", vec!["cook…"]),
            ("- -- \" \0 \u{202e} 🙂", vec![]),
            ("-travel", vec!["-travel"]),
            ("r&d c++", vec!["r_d", "c++…"]),
        ] {
            assert_eq!(short(text), clauses, "{text}");
        }
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(parse(&"cook ".repeat(10_000), &Concepts::default()).len(), super::MOST_WORDS);
        assert_eq!(Facet::ALL.len(), 10);
    }
}
