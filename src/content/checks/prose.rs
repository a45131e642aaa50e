//! Checks of the writing: a sentence is written for one rung of one path and stands nowhere else.

use std::collections::HashMap;

use super::{Files, PathDocument};
use crate::content::problem::Problem;

pub const VERBATIM: &str = "verbatim";
pub const REPEATED_SENTENCE: &str = "repeated-sentence";

/// Shortest sentence, in characters of its normal form, that must not stand twice; below it, plain
/// facts such as "You need a licence" would be caught.
const SHORTEST: usize = 40;

/// A text that is kept word for word says why.
pub fn verbatim(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        let file = &path.document.value;
        if file.verbatim != file.verbatim_reason.is_some() {
            problems.extend(path.document.source.problem(
                VERBATIM,
                if file.verbatim { "/verbatim" } else { "/verbatim_reason" },
                "\"verbatim\" and its reason go together".to_owned(),
                "Add what is missing, or remove both".to_owned(),
            ));
        }
    }
}

/// The same sentence never stands on two rungs or two paths. A verbatim path may repeat itself, but
/// no other path may repeat it.
pub fn repeated_sentences(files: &Files, problems: &mut Vec<Problem>) {
    let mut first: HashMap<String, String> = HashMap::new();
    // Verbatim paths go first, so that a sentence they share is reported where it can be mended.
    let mut paths: Vec<&PathDocument> = files.paths.iter().collect();
    paths.sort_by_key(|path| !path.document.value.verbatim);
    for path in paths {
        let source = &path.document.source;
        let exempt = path.document.value.verbatim;
        for (pointer, _, text) in texts(path) {
            for sentence in sentences(text) {
                let here = format!("{} {pointer}", source.name);
                match first.get(&sentence) {
                    Some(there) if !exempt => problems.extend(source.problem(
                        REPEATED_SENTENCE,
                        &pointer,
                        format!("the sentence \"{sentence}\" stands at {there} too"),
                        "Write what is true of this rung alone".to_owned(),
                    )),
                    Some(_) => {}
                    None => {
                        first.insert(sentence, here);
                    }
                }
            }
        }
    }
}

/// What a text of a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Tagline,
    Summary,
    Responsibility,
    Focus,
    Advance,
    Question,
    Answer,
}

/// Every text of a path, with its JSON pointer.
pub(super) fn texts(path: &PathDocument) -> impl Iterator<Item = (String, Field, &str)> {
    let file = &path.document.value;
    let of_levels = file.levels.iter().enumerate().flat_map(|(rank, level)| {
        let at = move |name: &str| format!("/levels/{rank}/{name}");
        let fixed = [
            (at("summary"), Field::Summary, level.summary.as_str()),
            (at("focus"), Field::Focus, level.focus.as_str()),
        ];
        let advance = level.advance.iter().map(move |text| (at("advance"), Field::Advance, text.as_str()));
        let duties = level.responsibilities.iter().enumerate().map(move |(place, text)| {
            (at(&format!("responsibilities/{place}")), Field::Responsibility, text.as_str())
        });
        fixed.into_iter().chain(advance).chain(duties)
    });
    let of_faqs = file.faqs.iter().enumerate().flat_map(|(at, faq)| {
        [
            (format!("/faqs/{at}/question"), Field::Question, faq.question.as_str()),
            (format!("/faqs/{at}/answer"), Field::Answer, faq.answer.as_str()),
        ]
    });
    let tagline = ("/tagline".to_owned(), Field::Tagline, file.tagline.as_str());
    std::iter::once(tagline).chain(of_levels).chain(of_faqs)
}

/// Sentences of at least [`SHORTEST`] characters in lower case without punctuation.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    text.split(['.', '!', '?', ';']).filter_map(|sentence| {
        let words: Vec<String> = sentence
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let normal = words.join(" ");
        (normal.chars().count() >= SHORTEST).then_some(normal)
    })
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_are_compared_without_case_and_punctuation() {
        let text = "Short one. Reads a Wiring Diagram, and finds the open circuit in it!";
        let found: Vec<String> = sentences(text).collect();
        assert_eq!(found, ["reads a wiring diagram and finds the open circuit in it"]);
    }
}
