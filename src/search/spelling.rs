//! Words that are not finished, and words that are not right.

use std::cmp::Reverse;
use std::collections::HashMap;

use strsim::osa_distance;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;

use super::concepts::Concepts;
use super::evaluate::count;
use super::parse::{Alternative, Clause};
use super::snapshot::Snapshot;
use super::words::{self, Word};

/// Words with which an unfinished one is completed.
const MOST_COMPLETIONS: usize = 20;

/// Words of a segment that are looked through for completions.
const MOST_SEEN: usize = 20_000;

/// A word is taken for finished where it stands in at least one posting for so many of its most common
/// completion.
const FINISHED: u32 = 4;

/// How many postings have a word, by its stem, in any field at most.
pub fn frequency(snapshot: &Snapshot, stem: &str) -> tantivy::Result<u32> {
    let mut most = 0;
    for field in [snapshot.fields.title, snapshot.fields.text, snapshot.fields.company, snapshot.fields.place]
    {
        let mut frequency = 0;
        for segment in &snapshot.segments {
            frequency += count(segment, field, stem)?;
        }
        most = most.max(frequency);
    }
    Ok(most)
}

/// Lets the last word of a query go on, where it seems to be cut off.
pub fn complete(snapshot: &Snapshot, clauses: &mut [Clause]) -> tantivy::Result<()> {
    for clause in clauses.iter_mut().filter(|clause| clause.unfinished) {
        let Some(Alternative::Words(typed)) = clause.any.first() else { continue };
        let [typed] = typed.as_slice() else { continue };
        let mut found: Vec<(String, u32)> = beginnings(snapshot, &typed.surface)?
            .into_iter()
            .filter(|(stem, _)| *stem != typed.stem)
            .collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let most = found.first().map_or(0, |(_, frequency)| *frequency);
        if frequency(snapshot, &typed.stem)? >= (most / FINISHED).max(1) {
            continue;
        }
        found.truncate(MOST_COMPLETIONS);
        clause.any.extend(
            found
                .into_iter()
                .map(|(stem, _)| Alternative::Completion(Word { surface: stem.clone(), stem, stop: false })),
        );
    }
    Ok(())
}

/// The stems of words that begin so, each with how many postings have it.
fn beginnings(snapshot: &Snapshot, beginning: &str) -> tantivy::Result<HashMap<String, u32>> {
    let mut found = HashMap::new();
    for (field, stemmed) in [(snapshot.fields.surface, false), (snapshot.fields.text, true)] {
        let mut of_field: HashMap<String, u32> = HashMap::new();
        for segment in &snapshot.segments {
            let inverted = segment.reader.inverted_index(field)?;
            let mut words =
                inverted.terms().range().ge(beginning.as_bytes()).lt(after(beginning)).into_stream()?;
            for _ in 0..MOST_SEEN {
                let Some((word, info)) = words.next() else { break };
                if let Ok(word) = std::str::from_utf8(word) {
                    *of_field.entry(word.to_owned()).or_default() += info.doc_freq;
                }
            }
        }
        for (word, frequency) in of_field {
            let stem = if stemmed { word } else { words::stem(&word) };
            let most: &mut u32 = found.entry(stem).or_default();
            *most = (*most).max(frequency);
        }
    }
    Ok(found)
}

/// How many letters may be wrong in a word of so many.
fn tolerance(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The text with words put right that no name of the index has, but for a letter or two one of the catalogue;
/// `None` where there is none. What may be the beginning of a word is left as it is.
pub fn respell(
    snapshot: &Snapshot,
    concepts: &Concepts,
    text: &str,
    clauses: &[Clause],
) -> tantivy::Result<Option<String>> {
    let mut respelled = text.to_lowercase();
    let mut changed = false;
    for clause in clauses {
        let Some(Alternative::Words(words)) = clause.any.first() else { continue };
        let [word] = words.as_slice() else { continue };
        let typed = word.surface.as_str();
        if clause.excluded || clause.quoted || clause.any.len() > 1 || concepts.words.contains(typed) {
            continue;
        }
        let begun =
            concepts.words.range(typed.to_owned()..).next().is_some_and(|next| next.starts_with(typed));
        if begun || any_begins(snapshot, snapshot.fields.surface, typed)? {
            continue;
        }
        let wrong = tolerance(typed.chars().count());
        let near =
            |known: &&String| known.chars().next() == typed.chars().next() && is_near(known, typed, wrong);
        let mut candidates: Vec<(usize, bool, Reverse<u32>, &String)> = Vec::new();
        for known in concepts.words.iter().filter(near) {
            let frequency = frequency(snapshot, &words::stem(known))?;
            let other_letters = !is_within(typed, known) && !is_within(known, typed);
            candidates.push((osa_distance(known, typed), other_letters, Reverse(frequency), known));
        }
        let Some((_, _, _, right)) = candidates.into_iter().min() else { continue };
        changed |= replace_word(&mut respelled, typed, right);
    }
    Ok(changed.then_some(respelled))
}

/// Whether one word is another with letters left out, which happens to fingers more than other letters do.
fn is_within(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().all(|letter| letters.any(|other| other == letter))
}

/// Whether any word of a field begins so.
fn any_begins(snapshot: &Snapshot, field: Field, beginning: &str) -> tantivy::Result<bool> {
    for segment in &snapshot.segments {
        let inverted = segment.reader.inverted_index(field)?;
        let from = inverted.terms().range().ge(beginning.as_bytes());
        if from.lt(after(beginning)).into_stream()?.advance() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What stands after every word that begins so.
fn after(beginning: &str) -> Vec<u8> {
    [beginning.as_bytes(), &[0xff]].concat()
}

/// Whether at most so many letters of a word are wrong.
fn is_near(known: &str, typed: &str, wrong: u8) -> bool {
    let wrong = usize::from(wrong);
    known.len().abs_diff(typed.len()) <= wrong && osa_distance(known, typed) <= wrong
}

/// Puts another word in place of one, where it stands by itself; answers whether it does anywhere.
fn replace_word(text: &mut String, word: &str, other: &str) -> bool {
    let alone = |at: &usize| {
        !text[..*at].ends_with(char::is_alphanumeric)
            && !text[at + word.len()..].starts_with(char::is_alphanumeric)
    };
    let Some(at) = text.match_indices(word).map(|(at, _)| at).find(alone) else { return false };
    text.replace_range(at..at + word.len(), other);
    true
}

/// The text with every word that no posting has put right, where that can be done for all of them.
pub fn correct(
    snapshot: &Snapshot,
    concepts: &Concepts,
    text: &str,
    clauses: &[Clause],
) -> tantivy::Result<Option<String>> {
    let mut corrected = text.to_lowercase();
    let mut changed = false;
    for clause in clauses.iter().filter(|clause| !clause.excluded) {
        if clause.any.iter().any(|any| matches!(any, Alternative::Values(_))) {
            continue;
        }
        let Some(typed) = clause.any.first() else { continue };
        for word in typed.words() {
            if frequency(snapshot, &word.stem)? > 0 {
                continue;
            }
            let Some(right) = nearest(snapshot, concepts, &word.surface)? else { return Ok(None) };
            if !replace_word(&mut corrected, &word.surface, &right) {
                return Ok(None);
            }
            changed = true;
        }
    }
    Ok(changed.then_some(corrected))
}

/// The word that was most likely meant: with the fewest wrong letters, and of those the most common.
fn nearest(snapshot: &Snapshot, concepts: &Concepts, typed: &str) -> tantivy::Result<Option<String>> {
    let letters = typed.chars().count();
    for wrong in 1..=tolerance(letters) {
        let mut known: HashMap<String, u32> = HashMap::new();
        let term = Term::from_field_text(snapshot.fields.surface, typed);
        for segment in &snapshot.segments {
            let inverted = segment.reader.inverted_index(snapshot.fields.surface)?;
            let automaton = FuzzyTermQuery::new(term.clone(), wrong, true).automaton()?;
            let mut words = inverted.terms().search(automaton).into_stream()?;
            while let Some((word, info)) = words.next() {
                if let Ok(word) = std::str::from_utf8(word) {
                    *known.entry(word.to_owned()).or_default() += info.doc_freq;
                }
            }
        }
        // The catalogue's own words count like one of many postings.
        for word in concepts.words.iter().filter(|word| is_near(word, typed, wrong)) {
            *known.entry(word.clone()).or_default() += 10;
        }
        let same_start = |word: &str| word.chars().next() == typed.chars().next();
        let best = known.into_iter().max_by(|a, b| {
            let rank = |(word, frequency): &(String, u32)| (same_start(word), *frequency);
            rank(a).cmp(&rank(b)).then(b.0.cmp(&a.0))
        });
        if best.is_some() {
            return Ok(best.map(|(word, _)| word));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::{is_near, is_within, replace_word};

    #[test]
    fn words_are_replaced_where_they_stand_by_themselves() {
        let mut text = "nursery nurs".to_owned();
        assert!(replace_word(&mut text, "nurs", "nurse"));
        assert_eq!(text, "nursery nurse");
        assert!(!replace_word(&mut text, "nur", "nurse"));
    }

    #[test]
    fn near_words_differ_in_few_letters() {
        assert!(is_near("electrician", "electrican", 1) && is_within("electrican", "electrician"));
        assert!(is_near("electrical", "electrican", 1) && !is_within("electrican", "electrical"));
        assert!(!is_near("nurse", "nursery", 1));
    }
}
