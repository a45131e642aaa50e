//! One spelling for what employers write in several: abbreviations, compounds, plurals, accents.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that mean nothing to a job's name.
const EMPTY: &[&str] = &["and", "the", "a", "an", "und", "et", "y"];

/// Abbreviations and other spellings of single words.
const SPELLINGS: &[(&str, &str)] = &[
    ("acct", "account"),
    ("accts", "account"),
    ("adviser", "advisor"),
    ("advisers", "advisor"),
    ("assoc", "associate"),
    ("asst", "assistant"),
    ("attorneys", "attorney"),
    ("avp", "vp"),
    ("biz", "business"),
    ("bldg", "building"),
    ("centre", "center"),
    ("comms", "communication"),
    ("coord", "coordinator"),
    ("counsellor", "counselor"),
    ("counsellors", "counselor"),
    ("counselling", "counseling"),
    ("ctr", "center"),
    ("cyber", "cybersecurity"),
    ("dept", "department"),
    ("dir", "director"),
    ("eng", "engineer"),
    ("engr", "engineer"),
    ("evp", "vp"),
    ("exec", "executive"),
    ("gov", "government"),
    ("govt", "government"),
    ("hw", "hardware"),
    ("jr", "junior"),
    ("lvl", "level"),
    ("maint", "maintenance"),
    ("mech", "mechanical"),
    ("mfg", "manufacturing"),
    ("mgmt", "management"),
    ("mgr", "manager"),
    ("mktg", "marketing"),
    ("mngr", "manager"),
    ("ops", "operation"),
    ("ped", "pediatric"),
    ("peds", "pediatric"),
    ("programme", "program"),
    ("programmes", "program"),
    ("psych", "psychiatric"),
    ("rep", "representative"),
    ("reps", "representative"),
    ("secretaries", "secretary"),
    ("spec", "specialist"),
    ("sr", "senior"),
    ("supv", "supervisor"),
    ("svc", "service"),
    ("svp", "vp"),
    ("sw", "software"),
    ("tech", "technician"),
    ("techs", "technician"),
    ("organisation", "organization"),
    ("organisational", "organizational"),
    ("organizational", "organization"),
    ("labour", "labor"),
    ("fibre", "fiber"),
    ("paediatric", "pediatric"),
    ("orthopaedic", "orthopedic"),
    ("draughtsman", "drafter"),
    ("draftsman", "drafter"),
    ("journeyperson", "journeyman"),
    ("foreperson", "foreman"),
    ("salespeople", "salesperson"),
];

/// Words that belong together, and the word that stands for them.
const COMPOUNDS: &[Compound] = &[
    (&["vice", "president"], "vp"),
    (&["front", "end"], "frontend"),
    (&["back", "end"], "backend"),
    (&["full", "stack"], "fullstack"),
    (&["on", "site"], "onsite"),
    (&["co", "op"], "coop"),
    (&["e", "commerce"], "ecommerce"),
    (&["e", "learning"], "elearning"),
    (&["health", "care"], "healthcare"),
    (&["help", "desk"], "helpdesk"),
    (&["data", "base"], "database"),
    (&["cyber", "security"], "cybersecurity"),
    (&["dev", "ops"], "devop"),
    (&["dev", "sec", "ops"], "devsecop"),
    (&["dev", "rel"], "devrel"),
    (&["ml", "ops"], "mlop"),
    (&["user", "experience"], "ux"),
    (&["user", "interface"], "ui"),
    (&["machine", "learning"], "ml"),
    (&["artificial", "intelligence"], "ai"),
    (&["human", "resources"], "hr"),
    (&["human", "resource"], "hr"),
    (&["quality", "assurance"], "qa"),
    (&["quality", "control"], "qc"),
    (&["information", "technology"], "it"),
    (&["information", "security"], "infosec"),
    (&["information", "systems"], "is"),
    (&["business", "intelligence"], "bi"),
    (&["public", "relations"], "pr"),
    (&["registered", "nurse"], "rn"),
    (&["registered", "nurses"], "rn"),
    (&["over", "the", "road"], "otr"),
    (&["real", "estate"], "realestate"),
    (&["point", "of", "sale"], "pos"),
    (&["life", "cycle"], "lifecycle"),
    (&["go", "to", "market"], "gtm"),
    (&["case", "manager"], "casemanager"),
    (&["team", "lead"], "lead"),
    (&["team", "leader"], "lead"),
    (&["technician", "lead"], "lead"),
    (&["technical", "lead"], "lead"),
    (&["technician", "leader"], "lead"),
    (&["x", "ray"], "xray"),
    (&["plc", "programmer"], "plcprogrammer"),
    (&["cnc", "programmer"], "cncprogrammer"),
    (&["high", "school"], "highschool"),
    (&["middle", "school"], "middleschool"),
    (&["elementary", "school"], "elementaryschool"),
    (&["heating", "ventilation", "air", "conditioning"], "hvac"),
    (&["r", "d"], "rd"),
    (&["f", "b"], "fb"),
    (&["fp", "a"], "fpa"),
    (&["m", "a"], "manda"),
    (&["s", "op"], "sop"),
    (&["pre", "sales"], "presale"),
    (&["pre", "sale"], "presale"),
    (&["post", "sales"], "postsale"),
];

/// Names of trades and the people in them: "engineering" and "engineer".
pub const TRADES: &[(&str, &str)] = &[
    ("engineering", "engineer"),
    ("development", "developer"),
    ("design", "designer"),
    ("science", "scientist"),
    ("analytics", "analyst"),
    ("analytic", "analyst"),
    ("analysis", "analyst"),
    ("architecture", "architect"),
    ("accounting", "accountant"),
    ("nursing", "nurse"),
    ("recruiting", "recruiter"),
    ("recruitment", "recruiter"),
    ("management", "manager"),
    ("writing", "writer"),
    ("underwriting", "underwriter"),
    ("teaching", "teacher"),
    ("procurement", "procurement"),
    ("administration", "administrator"),
    ("counseling", "counselor"),
    ("research", "researcher"),
    ("copywriting", "copywriter"),
    ("programming", "programmer"),
    ("testing", "tester"),
    ("strategy", "strategist"),
    ("planning", "planner"),
    ("welding", "welder"),
    ("plumbing", "plumber"),
    ("carpentry", "carpenter"),
    ("chemistry", "chemist"),
    ("pharmacy", "pharmacist"),
];

/// Whether a word, as it is written, adds nothing to the name of a job. A capital of its own is an
/// abbreviation: "M&A".
pub fn is_empty(written: &str) -> bool {
    let short = written.len() == 1 && written.chars().any(char::is_uppercase);
    !short && EMPTY.iter().any(|word| word.eq_ignore_ascii_case(written))
}

/// Whether an unknown word in lower case names someone by its ending: "radiologist", "choreographer".
pub fn names_someone(word: &str) -> bool {
    ["ologist", "ographer", "ician", "iatrist", "smith", "sman", "keeper"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// The one spelling of a word in lower case: no abbreviation, no accent, no plural.
pub fn spelling(word: &str) -> String {
    let plain: String =
        if word.is_ascii() { word.to_owned() } else { word.chars().map(unaccented).collect() };
    let short = singular(&plain);
    let known = KNOWN_SPELLINGS.get(plain.as_str()).or_else(|| KNOWN_SPELLINGS.get(short));
    known.map_or(short, |known| singular(known)).to_owned()
}

/// [`SPELLINGS`], to be looked up.
static KNOWN_SPELLINGS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| SPELLINGS.iter().copied().collect());

/// Parts of a compound, and the word that stands for it.
type Compound = (&'static [&'static str], &'static str);

/// [`COMPOUNDS`] by their first word, in both forms in which it may stand.
static COMPOUNDS_BY_FIRST: LazyLock<HashMap<&str, Vec<&Compound>>> = LazyLock::new(|| {
    let mut by_first: HashMap<&str, Vec<&Compound>> = HashMap::new();
    for compound in COMPOUNDS {
        let first = compound.0[0];
        by_first.entry(first).or_default().push(compound);
        if singular(first) != first {
            by_first.entry(singular(first)).or_default().push(compound);
        }
    }
    by_first
});

/// Compounds that begin with these words, longest first: how many words they take, and the one that
/// stands for them.
pub fn compound<'a>(words: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, &'static str)> {
    COMPOUNDS_BY_FIRST
        .get(words(0)?)?
        .iter()
        .filter(|(parts, _)| {
            parts
                .iter()
                .enumerate()
                .all(|(at, part)| words(at).is_some_and(|word| word == *part || word == singular(part)))
        })
        .max_by_key(|(parts, _)| parts.len())
        .map(|(parts, whole)| (parts.len(), *whole))
}

/// Both sides of a comparison pass through this, so that it may be rough: "sales" loses its end too.
fn singular(word: &str) -> &str {
    let kept = word.len() <= 3 || word == "arts" || ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if kept { word } else { word.strip_suffix('s').unwrap_or(word) }
}

fn unaccented(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        _ => c,
    }
}
