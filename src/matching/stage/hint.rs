//! Words that mostly mean a beginner, where nothing else tells.

use super::word::{Gap, Words};
use crate::model::stage::Stage;

/// What follows "Associate" or "Assistant" where the title is one of experience, or the usual name of a job.
const NO_BEGINNERS: [&str; 29] = [
    "director",
    "vice",
    "vp",
    "professor",
    "dean",
    "principal",
    "partner",
    "general",
    "chief",
    "creative",
    "head",
    "manager",
    "counsel",
    "attorney",
    "superintendent",
    "medical",
    "teacher",
    "coach",
    "physician",
    "dentist",
    "veterinarian",
    "store",
    "clinical",
    "city",
    "district",
    "county",
    "state",
    "united",
    "public",
];

/// Fields in which an associate is no beginner, or one of any rank.
const RANKED_FIELDS: [&str; 20] = [
    "law",
    "legal",
    "litigation",
    "corporate",
    "investment",
    "investments",
    "banking",
    "equity",
    "research",
    "clinical",
    "tax",
    "audit",
    "consulting",
    "senior",
    "strategy",
    "finance",
    "capital",
    "credit",
    "venture",
    "deal",
];

/// The stage at which "Associate" or "Assistant" hints, and the word. "Medical Assistant" and the like are
/// names of jobs and hint at nothing.
pub fn find<'a>(words: &Words<'a>) -> Option<(Stage, &'a str)> {
    words.list.iter().enumerate().find_map(|(at, word)| {
        let (before, after) = (words.before(at), words.after(at));
        let law = words.list[at..].iter().any(|word| matches!(word.text, "counsel" | "attorney"));
        let leads = before.is_empty() && !after.is_empty() && !law && !NO_BEGINNERS.contains(&after);
        let ends = !before.is_empty() && matches!(words.gap_after(at), Gap::Comma | Gap::Break);
        let beginner = match word.text {
            "associate" => leads || (ends && !RANKED_FIELDS.contains(&before)),
            "assistant" => leads && at == 0,
            _ => false,
        };
        beginner.then(|| (Stage::Entry, words.written(at, at)))
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::matching::stage::word::Words;

    #[test]
    fn associates_and_assistants_mostly_begin() {
        for (title, want) in [
            ("Associate Engineer", Some("Associate")),
            ("Communications Associate", Some("Associate")),
            ("Associate Editor, Contributors", Some("Associate")),
            ("Assistant Buyer", Some("Assistant")),
            ("Associate Attorney", None),
            ("Associate Commercial Counsel", None),
            ("Investment Associate", None),
            ("Associate Professor", None),
            ("Assistant City Attorney", None),
            ("Medical Assistant", None),
            ("Teaching Assistant", None),
        ] {
            let lower = title.to_ascii_lowercase();
            assert_eq!(find(&Words::new(title, &lower)).map(|(_, word)| word), want, "{title}");
        }
    }
}
