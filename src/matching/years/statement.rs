//! Whether a number of years is experience that is asked for, or something else.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::quantity::{Quantity, floor};

/// Bytes of its sentence that are read before and after a number of years.
const REACH: usize = 140;

/// Bytes of a line in which its end is looked for.
const LONGEST_ITEM: usize = 600;

/// Largest distance between the ends of a span of experience, in tenths of years; a wider one is of ages.
const WIDEST: u16 = 120;

/// How firmly experience is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// "Nice to have", or in place of a degree.
    Wished,
    Demanded,
}

/// What a statement asks, and whether the next one is its alternative ("…; or").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    pub weight: Weight,
    pub or_next: bool,
}

/// What right after the years makes them something else than experience.
const NOT_AFTER: [&str; 35] = [
    "old",
    "of age",
    "ago",
    "degree",
    "college",
    "university",
    "anniversary",
    "contract",
    "term",
    "warranty",
    "vest",
    "cliff",
    "history",
    "running",
    "in a row",
    "from ",
    "plan",
    "of service",
    "of employment",
    "of hire",
    "of continuous",
    "of college",
    "of education",
    "of school",
    "of study",
    "of university",
    "of runway",
    "after",
    "prior to",
    "probation",
    "program",
    "apprenticeship",
    "later",
    "commitment",
    "of growth",
];

/// What right before the number makes the years a span of time and not experience.
const NOT_BEFORE: [&str; 30] = [
    "last",
    "past",
    "next",
    "first",
    "within",
    "every",
    "per",
    "each",
    "previous",
    "following",
    "after",
    "another",
    "once",
    "lasting",
    "for nearly",
    "for almost",
    "recent",
    "preceding",
    "in just",
    "in under",
    "in only",
    "duration",
    "for over",
    "less than",
    "up to",
    "no more than",
    "not more than",
    "for more than",
    "maximum of",
    "fewer than",
];

/// What a word in the sentence tells of its number of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// They are experience.
    Experience,
    /// They are wished for.
    Wish,
    /// They are wished for, if the word stands before them.
    WishBefore,
    /// They are the employer's, if the word stands before them.
    Employer,
    /// They are of benefits, records, terms or ages.
    OtherMatter,
}

/// Words anywhere in the sentence, and what they tell.
const SIGNS: [(&str, Sense); 66] = [
    ("experience", Sense::Experience),
    ("experiencia", Sense::Experience),
    ("expérience", Sense::Experience),
    ("erfahrung", Sense::Experience),
    ("background", Sense::Experience),
    ("track record", Sense::Experience),
    ("expertise", Sense::Experience),
    ("practicing", Sense::Experience),
    ("post-qualif", Sense::Experience),
    ("pqe", Sense::Experience),
    ("journey-level", Sense::Experience),
    ("working knowledge", Sense::Experience),
    ("preferred", Sense::Wish),
    ("nice to have", Sense::Wish),
    ("nice-to-have", Sense::Wish),
    ("a plus", Sense::Wish),
    ("bonus", Sense::Wish),
    ("desirable", Sense::Wish),
    ("desired", Sense::Wish),
    ("an advantage", Sense::Wish),
    ("in lieu", Sense::Wish),
    ("optional", Sense::Wish),
    ("may be substituted", Sense::Wish),
    ("ideally", Sense::WishBefore),
    ("preferably", Sense::WishBefore),
    ("prefer ", Sense::WishBefore),
    ("we have", Sense::Employer),
    ("we've", Sense::Employer),
    ("we’ve", Sense::Employer),
    ("we bring", Sense::Employer),
    ("has been", Sense::Employer),
    ("have been", Sense::Employer),
    ("combined", Sense::Employer),
    ("collective", Sense::Employer),
    ("founded", Sense::Employer),
    ("established", Sense::Employer),
    ("our team has", Sense::Employer),
    ("our company", Sense::Employer),
    ("our founders", Sense::Employer),
    ("our history", Sense::Employer),
    ("our experience", Sense::Employer),
    ("company with", Sense::Employer),
    ("firm with", Sense::Employer),
    ("backed by", Sense::Employer),
    ("employees with", Sense::Employer),
    ("substituted for", Sense::Employer),
    ("substitute for", Sense::Employer),
    ("who lack", Sense::Employer),
    ("lacking", Sense::Employer),
    ("sabbatical", Sense::OtherMatter),
    ("vacation", Sense::OtherMatter),
    ("401(k)", Sense::OtherMatter),
    ("401k", Sense::OtherMatter),
    ("parental", Sense::OtherMatter),
    ("paid time off", Sense::OtherMatter),
    ("guarantee", Sense::OtherMatter),
    ("driving record", Sense::OtherMatter),
    ("convicted", Sense::OtherMatter),
    ("violations", Sense::OtherMatter),
    ("seniority credit", Sense::OtherMatter),
    ("eligible list", Sense::OtherMatter),
    ("age range", Sense::OtherMatter),
    ("age limit", Sense::OtherMatter),
    ("age:", Sense::OtherMatter),
    (" aged ", Sense::OtherMatter),
    ("between the ages", Sense::OtherMatter),
];

/// Finds [`SIGNS`] by a full table and nothing before it: such words stand too close for a prefilter to gain.
/// `None` could only follow from a fault in the list, which the tests would show.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .prefilter(false)
        .build(SIGNS.map(|(word, _)| word))
        .ok()
});

/// What the signs of a sentence tell together.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    experience: bool,
    wish: bool,
    other: bool,
}

/// How firmly the text asks for this quantity, whose unit ends at byte `unit`; `None` where it is no
/// experience that is asked for. A `month` is experience only where the sentence says so.
pub fn weigh(text: &str, quantity: &Quantity, unit: usize, month: bool) -> Option<Verdict> {
    let before = sentence_before(text, quantity.start);
    let after = sentence_after(text, unit);
    let plural = after.starts_with(['s', 'S']);
    let after = after
        .strip_prefix(['s', 'S'])
        .unwrap_or(after)
        .trim_start_matches(['\'', '’', '`', '´', ')', '.', ',', ' ', '\u{a0}', '(', '+']);
    let lead = before.trim_end_matches([' ', '\u{a0}', '(', ':', '~']);
    let rejected = NOT_AFTER.iter().any(|word| starts(after, word))
        || (starts(after, "in business") && !after["in business".len()..].starts_with(' '))
        || NOT_BEFORE.iter().any(|word| ends(lead, word))
        || quantity.most.is_some_and(|most| !month && most.saturating_sub(quantity.least) > WIDEST)
        || (quantity.tied && !plural && !starts(after, "experience"));
    if rejected {
        return None;
    }
    let signs = Signs::of(before, after)?;
    if signs.other
        || (month && !signs.experience)
        || !(signs.experience || tells_of_work(quantity, lead, after))
    {
        return None;
    }
    let weight = if signs.wish { Weight::Wished } else { Weight::Demanded };
    Some(Verdict { weight, or_next: alternative_follows(&text[unit..]) })
}

impl Signs {
    /// Those of a sentence, of which a part stands before a number and a part after it.
    fn of(before: &str, after: &str) -> Option<Self> {
        let finder = FINDER.as_ref()?;
        let mut signs = Self::default();
        for (part, leading) in [(before, true), (after, false)] {
            for found in finder.find_overlapping_iter(part) {
                match SIGNS[found.pattern().as_usize()].1 {
                    Sense::Experience => signs.experience = true,
                    Sense::Wish => signs.wish = true,
                    Sense::WishBefore => signs.wish |= leading,
                    Sense::Employer => signs.other |= leading,
                    Sense::OtherMatter => signs.other = true,
                }
            }
        }
        Some(signs)
    }
}

/// Whether the years are spent on something: "3+ years in sales", "4 years building APIs".
fn tells_of_work(quantity: &Quantity, lead: &str, after: &str) -> bool {
    let word = after.split([' ', ',', '/']).next().unwrap_or_default();
    if word == "exp" || (word.len() > 4 && ends(word, "ing")) {
        return true;
    }
    let least = ["minimum", "minimum of", "at least", "min", "min."].iter().any(|word| ends(lead, word));
    let firm = quantity.open || quantity.most.is_some() || least;
    firm && matches!(word, "in" | "as" | "of" | "at" | "with" | "on" | "" | "professional")
}

/// Whether the line that goes on here ends in "or", or the line after it begins so.
fn alternative_follows(rest: &str) -> bool {
    let near = &rest[..floor(rest, LONGEST_ITEM)];
    let Some(end) = near.find('\n') else { return false };
    let line = near[..end].trim_end_matches([' ', '\u{a0}', '\r']);
    ends(line, " or") || starts(near[end..].trim_start(), "or ")
}

fn starts(text: &str, word: &str) -> bool {
    text.as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

fn ends(text: &str, word: &str) -> bool {
    let at = text.len().checked_sub(word.len());
    at.is_some_and(|at| text.as_bytes()[at..].eq_ignore_ascii_case(word.as_bytes()))
}

/// What stands before a byte in its sentence.
fn sentence_before(text: &str, at: usize) -> &str {
    let window = &text[floor(text, at.saturating_sub(REACH))..at];
    let bytes = window.as_bytes();
    let end = (0..bytes.len()).rev().find(|at| ends_sentence(bytes, *at));
    &window[end.map_or(0, |at| at + 1)..]
}

/// What stands after a byte in its sentence.
fn sentence_after(text: &str, at: usize) -> &str {
    let window = &text[at..floor(text, at.saturating_add(REACH))];
    let bytes = window.as_bytes();
    let end = (0..bytes.len()).find(|at| ends_sentence(bytes, *at)).unwrap_or(window.len());
    &window[..end]
}

/// Whether a sentence ends with this byte: a line, or a stop that a blank follows.
fn ends_sentence(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'\n' => true,
        b'.' | b';' | b'!' => matches!(bytes.get(at + 1), Some(b' ' | b'\n')),
        _ => false,
    }
}
