//! Managers of people among the many who manage something else.

use super::word::{Gap, Words};
use crate::model::stage::Stage;

/// What a manager looks after who leads people.
const TEAMS: [&str; 58] = [
    "engineering",
    "science",
    "analytics",
    "design",
    "qa",
    "security",
    "infrastructure",
    "accounting",
    "nurse",
    "nursing",
    "kitchen",
    "restaurant",
    "general",
    "warehouse",
    "plant",
    "production",
    "maintenance",
    "it",
    "systems",
    "branch",
    "district",
    "regional",
    "area",
    "team",
    "clinic",
    "practice",
    "laboratory",
    "lab",
    "center",
    "centre",
    "desk",
    "beverage",
    "bar",
    "hotel",
    "housekeeping",
    "recruiting",
    "recruitment",
    "acquisition",
    "hr",
    "resources",
    "people",
    "support",
    "service",
    "shift",
    "department",
    "division",
    "finance",
    "software",
    "technology",
    "data",
    "pharmacy",
    "rehab",
    "imaging",
    "radiology",
    "senior",
    "sr",
    "unit",
    "section",
];

/// The stage that "Manager" at a place of a title states, if any: a lead where the word before names what
/// people do together, or where the title begins with it ("Manager, Data Science"). Product, project,
/// account and most other managers look after a thing; their rank is told by other words. An assistant of the manager stands between the crew and the lead.
pub fn stage(words: &Words<'_>, at: usize) -> Option<Stage> {
    let first = begins(words, at);
    if first < at {
        return Some(if words.before(at) == "general" { Stage::Senior } else { Stage::Mid });
    }
    let before = words.before(at);
    let leading = before.is_empty() && at + 1 < words.list.len();
    (leading || TEAMS.contains(&before)).then_some(Stage::Lead)
}

/// Where "Assistant Store Manager" begins, if the job is the manager's assistant; else the place itself.
pub fn begins(words: &Words<'_>, at: usize) -> usize {
    let mut place = at;
    while place > 0 && matches!(words.list[place].gap, Gap::Space | Gap::Tie) {
        place -= 1;
        if matches!(words.text(place), "assistant" | "asst") {
            return place;
        }
    }
    at
}
