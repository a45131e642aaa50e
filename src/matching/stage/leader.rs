//! Words of people who lead others, or are the first in their field: "Director", "Head of", "Staff".

use super::word::{Gap, Words};

/// What follows "lead" where it is an address of a possible buyer, or the metal.
const NO_LEADERS: [&str; 19] = [
    "generation",
    "generator",
    "gen",
    "abatement",
    "paint",
    "poisoning",
    "hazard",
    "hazards",
    "time",
    "qualification",
    "qualifier",
    "nurturing",
    "acid",
    "scoring",
    "sourcing",
    "capture",
    "conversion",
    "management",
    "safe",
];

/// Who bears "head" before the job, without "of".
const HEADS: [&str; 20] = [
    "chef",
    "cook",
    "coach",
    "nurse",
    "teacher",
    "baker",
    "gardener",
    "bartender",
    "barista",
    "mechanic",
    "engineer",
    "pharmacist",
    "librarian",
    "trainer",
    "housekeeper",
    "brewer",
    "cashier",
    "waiter",
    "server",
    "golf",
];

/// What follows "head" where no one is meant.
const NO_HEADS: [&str; 8] = ["start", "hunter", "count", "office", "end", "injury", "and", "neck"];

/// Trades in which "Staff" is a rank above senior. Elsewhere (nurse, accountant) it is nobody's rank.
const STAFF_RANKS: [&str; 15] = [
    "engineer",
    "engineering",
    "scientist",
    "developer",
    "designer",
    "architect",
    "researcher",
    "sre",
    "sdet",
    "swe",
    "product",
    "technical",
    "data",
    "software",
    "systems",
];

/// Offices at the top of a company, when a title begins with them.
const CHIEFS: [&str; 14] =
    ["ceo", "cto", "cfo", "coo", "ciso", "cio", "cmo", "cro", "cpo", "chro", "cso", "cdo", "cco", "gm"];

/// Whether a word of a title says that who takes the job leads.
pub fn leads(words: &Words<'_>, at: usize) -> bool {
    office(words, at) || crew(words, at) || expert(words, at) || compound(words.text(at))
}

/// Heads of companies, departments and professions.
fn office(words: &Words<'_>, at: usize) -> bool {
    let (text, before, after) = (words.text(at), words.before(at), words.after(at));
    match text {
        "director" | "directors" | "directeur" | "directrice" | "directora" | "diretor" | "direttore"
        | "vp" | "svp" | "evp" | "avp" | "gvp" | "rvp" | "president" | "supervisory" | "gerente" | "jefe"
        | "jefa" | "leiter" | "leiterin" | "geschäftsführer" | "headteacher" | "headmaster"
        | "responsabile" => true,
        "chief" => !(after == "of" && words.text(at + 2) == "staff"),
        "head" => head(words, at),
        "managing" => {
            matches!(after, "director" | "partner" | "editor" | "principal" | "attorney" | "counsel")
        }
        "group" => after == "product" && words.text(at + 2) == "manager",
        "counsel" => before == "general",
        "executive" => matches!(after, "chef" | "housekeeper" | "producer" | "editor" | "pastry"),
        "partner" => {
            words.alone(at) || matches!(before, "equity" | "managing" | "law" | "audit" | "tax" | "general")
        }
        "responsable" => at == 0,
        _ => at == 0 && CHIEFS.contains(&text),
    }
}

fn head(words: &Words<'_>, at: usize) -> bool {
    let after = words.after(at);
    after == "of"
        || HEADS.contains(&after)
        || (at == 0 && !NO_HEADS.contains(&after))
        || matches!(words.before(at), "department" | "section" | "deputy")
}

/// Those who lead a crew or a shift, and officers of the police and fire departments.
fn crew(words: &Words<'_>, at: usize) -> bool {
    let (before, after) = (words.before(at), words.after(at));
    match words.text(at) {
        "lead" | "leader" => {
            !NO_LEADERS.contains(&after) && !matches!(before, "inbound" | "qualified" | "web")
        }
        "supervisor" | "supervising" | "foreman" | "forewoman" | "foreperson" | "superintendent" => true,
        "captain" | "lieutenant" => matches!(before, "fire" | "police"),
        "sergeant" => true,
        "commander" => matches!(before, "watch" | "shift" | "precinct"),
        _ => false,
    }
}

/// Ranks above senior of those who lead by what they know.
fn expert(words: &Words<'_>, at: usize) -> bool {
    match words.text(at) {
        "distinguished" => true,
        "principal" => !matches!(words.after(at), "gifts" | "gift"),
        "staff" => staff(words, at),
        "fellow" => matches!(words.before(at), "engineering" | "technical" | "software"),
        _ => false,
    }
}

/// German and Scandinavian words for who leads a team, a shop, a department; leaders of projects and
/// building sites bear a job's name.
fn compound(text: &str) -> bool {
    let german = text.ends_with("leiter") || text.ends_with("leiterin") || text.ends_with("leitung");
    let job = ["projekt", "projet", "bau", "vertriebsprojekt"].iter().any(|start| text.starts_with(start));
    let nordic = text.len() > 6 && text.ends_with("chef") && text != "souschef";
    (german && !job) || nordic
}

/// Whether "Staff" is a rank here. Members of a technical staff are of any rank.
fn staff(words: &Words<'_>, at: usize) -> bool {
    if matches!(words.before(at), "technical" | "of") || matches!(words.after(at), "member" | "of") {
        return false;
    }
    words.list[at + 1..]
        .iter()
        .take_while(|word| word.gap != Gap::Break)
        .any(|word| STAFF_RANKS.contains(&word.text))
        || (matches!(words.list[at].gap, Gap::Comma | Gap::Break)
            && at > 0
            && STAFF_RANKS.contains(&words.text(at - 1)))
}
