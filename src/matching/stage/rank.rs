//! Words of rank in a title: "Junior", "Sr.", "Staff", "Head of".

use super::leader;
use super::learner;
use super::manager;
use super::seniority;
use super::word::{Gap, Words};
use crate::model::stage::Stage;

/// A rank that a title states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank<'a> {
    pub stage: Stage,
    /// What states it, as it is written.
    pub written: &'a str,
}

/// Words that end what a title says of the job itself: whom it serves follows.
const SERVED: [&str; 2] = ["supporting", "assisting"];

/// The rank that a title states: that of a learner before all, since no one is trained to be a director,
/// else the highest.
pub fn find<'a>(words: &Words<'a>) -> Option<Rank<'a>> {
    let mut highest: Option<Rank<'a>> = None;
    let mut served = false;
    let mut assists = false;
    for at in 0..words.list.len() {
        served = served_after(words, at, served);
        assists |= assists_someone(words, at);
        if served || possessive(words, at) {
            continue;
        }
        let Some(stage) = stage_of(words, at) else { continue };
        let rank = Rank { stage, written: written(words, at) };
        if stage == Stage::Entry {
            return Some(rank);
        }
        let others = stage == Stage::Lead && (assists || office(words, at));
        if !others && highest.is_none_or(|best| stage > best.stage) {
            highest = Some(rank);
        }
    }
    highest
}

/// Whether a word tells of someone whom the job serves, until the next part of the title.
fn served_after(words: &Words<'_>, at: usize, served: bool) -> bool {
    let text = words.text(at);
    (served && words.list[at].gap != Gap::Break)
        || SERVED.contains(&text)
        || (text == "reporting" && words.after(at) == "to")
        || (matches!(text, "of" | "to") && words.after(at) == "the")
}

/// Whether a word belongs to "director's", "seniors'".
fn possessive(words: &Words<'_>, at: usize) -> bool {
    words.after(at) == "s" && words.gap_after(at) == Gap::Tie
}

/// Whether the job is to assist someone, whose rank then follows in the title.
fn assists_someone(words: &Words<'_>, at: usize) -> bool {
    let before = words.before(at);
    match words.text(at) {
        "assistant" => matches!(before, "executive" | "personal" | "administrative" | "admin"),
        "secretary" | "ea" => true,
        "staff" => before == "of",
        _ => false,
    }
}

/// Whether a rank is that of an office in which the job is: "Chief Accounting Office".
fn office(words: &Words<'_>, at: usize) -> bool {
    let rest = words.list[at + 1..].iter();
    at > 0
        && rest
            .take_while(|word| matches!(word.gap, Gap::Space | Gap::Tie))
            .last()
            .is_some_and(|word| word.text == "office")
}

/// The word at a place, as it is written, with the neighbours that it needs to be understood.
fn written<'a>(words: &Words<'a>, at: usize) -> &'a str {
    let (first, last) = match (words.text(at), words.before(at), words.after(at)) {
        ("president", "vice", _)
        | ("training", "in", _)
        | ("counsel", "general", _)
        | ("grad" | "grads" | "graduate", "new", _)
        | ("student", "working", _) => (at - 1, at),
        ("co", _, "op") | ("managing" | "executive" | "charge" | "master", _, _) => (at, at + 1),
        (_, _, "level") => (at, at + 1),
        ("group", _, _) => (at, at + 2),
        ("manager" | "mgr", _, _) => (manager::begins(words, at), at),
        _ => (at, at),
    };
    words.written(first, last)
}

/// The stage that one word states, read with its neighbours.
fn stage_of(words: &Words<'_>, at: usize) -> Option<Stage> {
    if learner::learns(words, at) {
        return Some(Stage::Entry);
    }
    if matches!(words.text(at), "manager" | "mgr") {
        return manager::stage(words, at);
    }
    if leader::leads(words, at) {
        return Some(Stage::Lead);
    }
    if seniority::senior(words, at) {
        return Some(Stage::Senior);
    }
    seniority::mid(words, at).then_some(Stage::Mid)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::matching::stage::word::Words;
    use crate::model::stage::Stage;
    use crate::model::stage::Stage::Lead;

    fn check(stage: Option<Stage>, titles: &[&str]) {
        for title in titles {
            let lower = title.to_ascii_lowercase();
            let found = find(&Words::new(title, &lower)).map(|rank| rank.stage);
            assert_eq!(found, stage, "{title}");
        }
    }

    #[test]
    fn leaders_of_people_and_of_fields() {
        check(
            Some(Lead),
            &[
                "Director of Engineering",
                "Associate Director, Research",
                "Senior Director of Product Design",
                "Managing Director",
                "Assistant Principal",
                "Vice President, Data",
                "VP Sales",
                "Head of Talent",
                "Head Chef",
                "Deputy Chief Engineer",
                "CTO",
                "Team Lead",
                "Tech Lead Manager",
                "Crew Leader",
                "Supervisory IT Specialist",
                "Electrical Foreman",
                "Police Sergeant",
                "Fire Captain",
                "Executive Chef",
                "Associate General Counsel",
                "Audit Partner",
                "Principal Product Manager",
                "Distinguished Engineer",
                "Senior Staff Engineer",
                "Engineer, Staff",
                "Staff Technical Writer",
                "Teamleiter Logistik",
                "Salgschef",
            ],
        );
    }

    #[test]
    fn managers_lead_where_people_are_managed() {
        check(
            Some(Lead),
            &[
                "Data Science Manager",
                "Engineering Manager, Payments",
                "Manager, Customer Success",
                "Sr Manager, Science - Pricing",
                "Manager II, Machine Learning",
                "Senior Manager Implementation",
                "Group Product Manager",
                "Nurse Manager",
            ],
        );
        check(
            None,
            &[
                "Product Manager",
                "Project Manager",
                "Account Manager",
                "Case Manager",
                "Customer Success Manager",
                "Office Manager",
                "Store Manager",
            ],
        );
    }

    #[test]
    fn names_of_jobs_are_no_ranks() {
        check(
            None,
            &[
                "Staff Accountant",
                "Staff Nurse",
                "Staff Pharmacist",
                "Member of Technical Staff",
                "Chief of Staff",
                "Lead Generation Specialist",
                "Lead Abatement Worker",
                "Head Start Teacher",
                "Head & Neck Nurse",
                "Account Executive",
                "HR Business Partner",
                "Deputy Sheriff",
                "Attending Physician",
                "Leadership Coach",
                "Incident Commander",
                "Principal Gifts Officer",
                "Projektleiter",
                "Souschef",
                "Founding Engineer",
                "",
            ],
        );
    }

    #[test]
    fn the_rank_of_someone_else_is_not_that_of_the_job() {
        check(
            None,
            &[
                "Executive Assistant to the CEO",
                "Executive Assistant, VP Sales",
                "Director's Assistant",
                "Analyst, Office of the Director",
                "Analyst, Chief Accounting Office",
                "Paralegal reporting to General Counsel",
            ],
        );
        check(Some(Lead), &["Go to Market Lead", "Director of Sales to Startups"]);
    }

    #[test]
    fn what_states_the_rank_is_quoted_whole() {
        for (title, want) in [
            ("Vice President, Data", "Vice President"),
            ("ENTRY-LEVEL Analyst", "ENTRY-LEVEL"),
            ("Store Manager in Training", "in Training"),
            ("Assistant Store Manager", "Assistant Store Manager"),
            ("Charge Nurse", "Charge Nurse"),
            ("Sr. Developer", "Sr"),
            ("Developer, New Grad", "New Grad"),
        ] {
            let lower = title.to_ascii_lowercase();
            assert_eq!(find(&Words::new(title, &lower)).map(|rank| rank.written), Some(want));
        }
    }
}
