//! Duties by which a text says that the job is above others: "A Fire Captain directs the work of …".

use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Bytes before the verb in which its sentence begins.
const REACH: usize = 120;

/// Bytes that may stand between the title and the verb: "plans, organizes, and".
const BETWEEN: usize = 32;

/// Bytes after "directs" in which it is told what is directed.
const OBJECT: usize = 60;

/// What a leader directs; others direct traffic, calls and visitors.
const DIRECTED: [&str; 4] = ["work of", "activities", "operations of", "staff"];

static SUPERVISES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b" supervises "));
static DIRECTS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b" directs "));

/// Whether a sentence of the text has the title for its subject and supervising or directing for its verb,
/// as the bulletins of public employers do; the verb. Such a text says it in its first sentence of duties,
/// so the first place of each verb decides.
pub fn find(title: &str, text: &str) -> Option<&'static str> {
    let name = title.split(['(', ',', '-', '–', '|', '/']).next().unwrap_or_default().trim();
    let subject = |at: &usize| is_subject(name, &text.as_bytes()[at.saturating_sub(REACH)..*at]);
    if name.is_empty() {
        return None;
    }
    if SUPERVISES.find(text.as_bytes()).is_some_and(|at| subject(&at)) {
        return Some("supervises");
    }
    let at = DIRECTS.find(text.as_bytes()).filter(subject)?;
    let object = &text.as_bytes()[at..text.len().min(at + OBJECT)];
    DIRECTED.iter().any(|word| memchr::memmem::find(object, word.as_bytes()).is_some()).then_some("directs")
}

/// Whether a sentence that has come this far began with an article and this name.
fn is_subject(name: &str, before: &[u8]) -> bool {
    let start = before.iter().rposition(|byte| matches!(byte, b'\n' | b'.')).map_or(0, |at| at + 1);
    let sentence = before[start..].trim_ascii_start();
    let Some(article) = sentence.iter().position(|byte| *byte == b' ') else { return false };
    let rest = &sentence[article + 1..];
    ["a", "an", "the"].iter().any(|word| sentence[..article].eq_ignore_ascii_case(word.as_bytes()))
        && rest.get(..name.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(name.as_bytes()))
        && rest.len() - name.len() <= BETWEEN
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_job_whose_duty_is_to_supervise_leads() {
        for (title, text, want) in [
            ("INDUSTRIAL CHEMIST", "Duties\nThe Industrial Chemist supervises chemists.", Some("supervises")),
            (
                "Harbor Officer (Port)",
                "A Harbor Officer plans and directs the work of guards",
                Some("directs"),
            ),
            ("Police Officer", "A Police Officer directs traffic.", None),
            ("Chemist", "An Industrial Chemist supervises the Chemist.", None),
            ("Chemist", "A Chemist tests water. The head supervises others.", None),
            ("Chemist", "The Senior Chemist supervises others.", None),
            ("", "A supervises B", None),
            ("Chemist", " supervises ", None),
        ] {
            assert_eq!(find(title, text), want, "{text}");
        }
    }
}
