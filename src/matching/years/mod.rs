//! How many years of experience an advert asks for.

mod quantity;
mod statement;

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use self::quantity::Quantity;
use self::statement::Verdict;
use self::statement::Weight;

/// Statements looked at in one advert; more are told by no one but a hostile or broken text.
const MOST_STATEMENTS: usize = 64;

/// More months than anyone asks for; a larger number tells of something else.
const MOST_MONTHS: u16 = 360;

/// Longest line that is read as a heading, in bytes.
const LONGEST_HEADING: usize = 60;

/// What a word that is looked for in the whole text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A unit of time: how many months one is.
    Unit(u16),
    /// A heading over what is only wished for.
    Wishes,
    /// A heading over what is demanded.
    Demands,
    /// A heading over remarks on procedure.
    Remarks,
}

/// Words that are looked for in the whole text.
const WORDS: [(&str, Mark); 23] = [
    ("year", Mark::Unit(12)),
    ("yrs", Mark::Unit(12)),
    ("month", Mark::Unit(1)),
    ("jahre", Mark::Unit(12)),
    ("años", Mark::Unit(12)),
    ("ans d", Mark::Unit(12)),
    ("nice to have", Mark::Wishes),
    ("nice-to-have", Mark::Wishes),
    ("preferred", Mark::Wishes),
    ("bonus", Mark::Wishes),
    ("desirable", Mark::Wishes),
    ("desired", Mark::Wishes),
    ("plus", Mark::Wishes),
    ("required", Mark::Demands),
    ("requirement", Mark::Demands),
    ("qualification", Mark::Demands),
    ("must have", Mark::Demands),
    ("about you", Mark::Demands),
    ("who you are", Mark::Demands),
    ("looking for", Mark::Demands),
    ("notes", Mark::Remarks),
    ("selective certification", Mark::Remarks),
    ("selection process", Mark::Remarks),
];

/// Finds [`WORDS`] by a full table and nothing before it: such words stand too close for a prefilter to gain.
/// `None` could only follow from a fault in the list, which the tests would show.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .prefilter(false)
        .match_kind(MatchKind::LeftmostFirst)
        .build(WORDS.map(|(word, _)| word))
        .ok()
});

/// The experience that an advert asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The least that is enough, in months; at most 30 years.
    pub months: u16,
    /// The upper end of a span ("3-5 years"), in months.
    up_to: Option<u16>,
    /// Whether the advert says that more is fine too.
    open: bool,
}

impl Asked {
    /// The least that is enough, in whole years, rounded down.
    pub fn years(self) -> u32 {
        u32::from(self.months / 12)
    }
}

/// "5+ years", "3-5 years", "18 months", "1 year".
impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.months.is_multiple_of(12) && self.up_to.is_none_or(|top| top.is_multiple_of(12));
        let (size, unit) = if whole { (12, "year") } else { (1, "month") };
        let least = self.months / size;
        match self.up_to.map(|top| top / size) {
            Some(top) => write!(f, "{least}-{top} {unit}s"),
            None if self.open => write!(f, "{least}+ {unit}s"),
            None if least == 1 => write!(f, "{least} {unit}"),
            None => write!(f, "{least} {unit}s"),
        }
    }
}

/// A statement about experience in the text.
#[derive(Debug, Clone, Copy)]
struct Statement {
    asked: Asked,
    verdict: Verdict,
}

/// The experience that a text asks of who does the job; `None` where it names no number. Of several
/// statements the highest of those that are demanded counts, of alternatives ("two years as …; or four
/// years as …") the lowest. What is only wished for counts where nothing is demanded.
pub fn asked(text: &str) -> Option<Asked> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut section = Mark::Demands;
    let mut heading = 0..0;
    for found in FINDER.as_ref()?.find_iter(text) {
        let mark = WORDS[found.pattern().as_usize()].1;
        let Mark::Unit(size) = mark else {
            if found.start() >= heading.end
                && let Some(line) = heading_around(text, found.start(), found.end(), mark)
            {
                section = mark;
                heading = line;
            }
            continue;
        };
        if let Some(statement) = statement_at(text, found.start(), found.end(), size, section) {
            statements.push(statement);
            if statements.len() == MOST_STATEMENTS {
                break;
            }
        }
    }
    choose(&statements)
}

/// The statement whose unit of time is found at these bytes, if it is one of experience.
fn statement_at(text: &str, start: usize, end: usize, size: u16, section: Mark) -> Option<Statement> {
    if section == Mark::Remarks {
        return None;
    }
    let quantity = Quantity::before(text, start)?;
    let mut verdict = statement::weigh(text, &quantity, end, size == 1)?;
    if section == Mark::Wishes {
        verdict.weight = Weight::Wished;
    }
    let months = |tenths: u16| tenths.saturating_mul(size) / 10;
    let asked =
        Asked { months: months(quantity.least), up_to: quantity.most.map(months), open: quantity.open };
    (asked.months <= MOST_MONTHS).then_some(Statement { asked, verdict })
}

/// What holds for the role.
fn choose(statements: &[Statement]) -> Option<Asked> {
    let strongest = statements.iter().map(|statement| statement.verdict.weight).max()?;
    let mut highest: Option<Asked> = None;
    let mut alternatives: Option<Asked> = None;
    for Statement { asked, verdict } in statements {
        if verdict.weight != strongest {
            continue;
        }
        let lowest = alternatives.filter(|other| other.months <= asked.months).unwrap_or(*asked);
        alternatives = verdict.or_next.then_some(lowest);
        if !verdict.or_next && highest.is_none_or(|best| lowest.months > best.months) {
            highest = Some(lowest);
        }
    }
    highest.or(alternatives)
}

/// The line around a word, if it may be a heading: short, without a number, and for what is wished for led
/// by the word or ended by a colon, since items of a list end in "is a plus" too.
fn heading_around(text: &str, start: usize, end: usize, mark: Mark) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let from = start.saturating_sub(LONGEST_HEADING);
    let to = bytes.len().min(end + LONGEST_HEADING);
    let left = match bytes[from..start].iter().rposition(|byte| *byte == b'\n') {
        Some(at) => from + at + 1,
        None if from == 0 => 0,
        None => return None,
    };
    let right = match bytes[end..to].iter().position(|byte| *byte == b'\n') {
        Some(at) => end + at,
        None if to == bytes.len() => to,
        None => return None,
    };
    let line = &bytes[left..right];
    let short = line.len() <= LONGEST_HEADING && !line.iter().any(u8::is_ascii_digit);
    let led = mark != Mark::Wishes
        || line.trim_ascii_end().ends_with(b":")
        || !bytes[left..start].iter().any(u8::is_ascii_alphanumeric);
    (short && led).then_some(left..right)
}

#[cfg(test)]
mod tests {
    use super::asked;

    fn said(text: &str) -> Option<String> {
        asked(text).map(|asked| asked.to_string())
    }

    #[test]
    fn experience_is_found_however_it_is_asked_for() {
        for (text, want) in [
            ("5+ years of experience", "5+ years"),
            ("3-5 years' experience in sales", "3-5 years"),
            ("Minimum of two (2) years of related experience", "2 years"),
            ("Minimum 2 years in Business Intelligence", "2 years"),
            ("At least 18 months of experience", "18 months"),
            ("5 or more years’ experience", "5+ years"),
            ("6–8+ years in QA", "6+ years"),
            ("Experience: 3+ Years", "3+ years"),
            ("You have spent 4 years building APIs", "4 years"),
            ("One year of full-time paid experience as a welder", "1 year"),
            ("a 5-year experience in audit", "5 years"),
            ("1.5 years of experience", "18 months"),
            ("0-2 years of experience", "0-2 years"),
            ("36 months of experience", "3 years"),
            ("5+ yrs exp. in retail", "5+ years"),
            ("Mindestens 3 Jahre Berufserfahrung", "3 years"),
            ("3 ans d'expérience", "3 years"),
            ("5 años de experiencia", "5 years"),
        ] {
            assert_eq!(said(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn other_years_are_no_experience() {
        for text in [
            "25 years in business",
            "We have 25 years of experience in retail",
            "Our founders have over 20 years of combined experience",
            "over the past 10 years",
            "Must be 18 years of age",
            "You are 28-48 years old; experience with weapons is needed; 28–48 years",
            "401k after 1 year",
            "a 2-year contract",
            "a four-year degree or experience",
            "equipment that is 5 years old",
            "up to 3 months a year abroad",
            "1 month paid sabbatical after 5 years of service and experience",
            "no violations within the last 3 years of driving experience",
            "no more than 3 years of experience",
            "six months or less",
            "Applicants lacking six months of the required experience may apply",
            "100 years of experience",
            "years of experience",
            "year",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn the_statement_for_the_role_counts() {
        for (text, want) in [
            ("7+ years of experience in HR\n2+ years of experience with payroll", "7+ years"),
            ("3 years of experience\n10 years of experience preferred", "3 years"),
            ("Requirements\n2+ years of experience\nNice to have:\n8+ years of experience", "2+ years"),
            (
                "Preferred Qualifications\n8 years of experience\nRequirements\n2 years of experience",
                "2 years",
            ),
            ("Ideally you have 4 years of experience", "4 years"),
            ("Spanish is a plus\n3 years of experience", "3 years"),
            ("1. Four years of experience as a cook; or\n2. Two years of experience as a chef", "2 years"),
            ("Six years of experience as a cook or\nthree years of experience as a chef.", "3 years"),
            ("Requirement\nTwo years of experience\nNotes:\n1. Nine years of experience", "2 years"),
            ("10+ years of experience, preferably in a pharmacy", "10+ years"),
        ] {
            assert_eq!(said(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn any_text_is_read() {
        for text in ["", "5 \u{202e}years", "ééééé5 years", "\0 5+ years of experience\0"] {
            let _ = said(text);
        }
        let many = "5+ years of experience ".repeat(10_000);
        assert_eq!(said(&many).as_deref(), Some("5+ years"));
        let _ = said(&"(".repeat(100_000));
    }
}
