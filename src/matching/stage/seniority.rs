//! Words of the ranks between learning and leading: "Senior", "Journeyman", "Mid-Level".

use super::word::Words;

/// What follows "senior" where old people are meant.
const OLD_AGE: [&str; 18] = [
    "living",
    "center",
    "centre",
    "centers",
    "care",
    "citizen",
    "citizens",
    "housing",
    "communities",
    "companion",
    "companions",
    "high",
    "helpers",
    "residents",
    "lifestyle",
    "apartments",
    "nutrition",
    "meals",
];

/// The same in two words.
const OLD_AGE_PAIRS: [(&str, &str); 10] = [
    ("home", "care"),
    ("home", "health"),
    ("community", "center"),
    ("community", "centre"),
    ("community", "living"),
    ("life", "enrichment"),
    ("life", "care"),
    ("services", "coordinator"),
    ("services", "specialist"),
    ("services", "assistant"),
];

/// Trades whose top craftsmen are masters.
const MASTERS: [&str; 13] = [
    "electrician",
    "plumber",
    "technician",
    "mechanic",
    "carpenter",
    "welder",
    "teacher",
    "hvac",
    "tech",
    "craftsman",
    "tradesman",
    "stylist",
    "sergeant",
];

/// Whether a word of a title says that who takes the job is past its middle.
pub fn senior(words: &Words<'_>, at: usize) -> bool {
    let after = words.after(at);
    match words.text(at) {
        "senior" | "sénior" | "sênior" => {
            !OLD_AGE.contains(&after) && !OLD_AGE_PAIRS.contains(&(after, words.text(at + 2)))
        }
        "sr" | "snr" => true,
        "master" => MASTERS.contains(&after),
        "charge" => matches!(after, "nurse" | "rn"),
        _ => false,
    }
}

/// Whether a word of a title says that who takes the job does it alone.
pub fn mid(words: &Words<'_>, at: usize) -> bool {
    let after = words.after(at);
    match words.text(at) {
        "intermediate" | "journeyman" | "journeywoman" | "journeyperson" | "journeyworker" | "midlevel"
        | "midweight" | "pleno" => true,
        "journey" => matches!(after, "level" | "worker" | "person"),
        "mid" => matches!(after, "level" | "senior" | "career" | "weight" | "sr") || words.alone(at),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::matching::stage::rank;
    use crate::matching::stage::word::Words;
    use crate::model::stage::Stage;
    use crate::model::stage::Stage::{Mid, Senior};

    fn check(stage: Option<Stage>, titles: &[&str]) {
        for title in titles {
            let lower = title.to_ascii_lowercase();
            let found = rank::find(&Words::new(title, &lower)).map(|rank| rank.stage);
            assert_eq!(found, stage, "{title}");
        }
    }

    #[test]
    fn middle_ranks() {
        check(
            Some(Mid),
            &[
                "Mid-Level Developer",
                "Intermediate Accountant",
                "Journeyman Electrician",
                "Journey-Level Plumber",
                "Assistant Store Manager",
                "Assistant Manager",
            ],
        );
        check(None, &["Mid-Market Account Executive", "Account Executive - Mid Market"]);
    }

    #[test]
    fn senior_is_a_rank_unless_old_people_are_meant() {
        check(
            Some(Senior),
            &[
                "Senior Accountant",
                "Sr. Paralegal",
                "Engineer, Senior",
                "Mid to Senior Engineer",
                "Senior Product Manager",
                "Senior Community Manager",
                "Senior Life Sciences Consultant",
                "Master Electrician",
                "Charge Nurse",
            ],
        );
        check(
            None,
            &[
                "Senior Living Nurse",
                "Registered Nurse - Senior Care",
                "Senior Center Cook",
                "Senior Services Coordinator",
                "Senior Home Care Aide",
                "Master Data Analyst",
            ],
        );
    }
}
