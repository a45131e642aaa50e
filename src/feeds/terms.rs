//! Terms of employment as feeds write them, in English, German, French, Spanish, Italian, Portuguese
//! and Dutch.

use super::term_text::Text;
use crate::model::posting::{EmploymentType, WorkMode};

/// Words and pairs of words for work from home.
#[rustfmt::skip]
const REMOTE: &[&str] = &[
    "a distancia", "distributed", "heimarbeit", "home based", "home office", "homeoffice", "remota", "remote",
    "remotely", "remoto", "smart working", "telearbeit", "telecommute", "telecommuting", "teletrabajo",
    "teletrabalho", "teletravail", "thuiswerk", "thuiswerken", "virtual", "wfh", "work from home",
];

/// Words for work partly from home.
#[rustfmt::skip]
const HYBRID: &[&str] = &[
    "flexible location", "hibrida", "hibrido", "hybrid", "hybride", "ibrida", "ibrido", "partial remote",
    "partially remote", "partly remote", "remote partial", "teletravail partiel",
];

/// Words for work at the employer's.
#[rustfmt::skip]
const ON_SITE: &[&str] = &[
    "in house", "in loco", "in office", "in person", "in sede", "inoffice", "kantoor", "office",
    "office based", "on location", "on premise", "on premises", "on site", "onsite", "op locatie",
    "presencial", "presentiel", "sur place", "sur site", "vor ort",
];

/// Words that make a statement about a place of work one about what may be, or its contrary.
#[rustfmt::skip]
const DOUBT: &[&str] = &[
    "friendly", "kein", "keine", "maybe", "moglich", "negotiable", "no", "non", "not", "option", "optional",
    "or", "possible", "temporarily", "without",
];

/// Which term each word or run of words states. The first in this order that a text contains decides,
/// so that what tells most stands first: an internship is one whatever its hours, a fixed term is no
/// less one for being full-time.
#[rustfmt::skip]
const TYPES: &[(EmploymentType, &[&str])] = &[
    (EmploymentType::Internship, &[
        "becario", "co op", "coop", "estagio", "intern", "interns", "internship", "internships", "pasantia",
        "pflichtpraktikum", "placement student", "practicas", "praktikant", "praktikantin", "praktikum",
        "stage", "stagiaire", "stagista", "tirocinio",
    ]),
    (EmploymentType::Volunteer, &[
        "benevolat", "benevole", "ehrenamt", "ehrenamtlich", "unpaid volunteer", "voluntariado", "volunteer",
        "volunteering", "volunteers", "vrijwilliger", "vrijwilligerswerk",
    ]),
    (EmploymentType::Contract, &[
        "1099", "auto entrepreneur", "autonomo", "b2b", "c2c", "contract to hire", "contractor",
        "contractors", "freelance", "freelancer", "freiberuflich", "freie mitarbeit",
        "independent contractor", "selbststandig", "zzp",
    ]),
    (EmploymentType::Temporary, &[
        "arbeitnehmeruberlassung", "befristet", "cdd", "duree determinee", "fixed term", "fixedterm",
        "interim", "limited duration", "limited term", "saisonarbeit", "saisonnier", "seasonal", "temp",
        "temporaire", "temporal", "temporaneo", "temporario", "temporary", "tijdelijk", "zeitarbeit",
    ]),
];

/// Words for an employment of which only the end is said to be open, nothing of its hours.
#[rustfmt::skip]
const PERMANENT: &[&str] = &[
    "cdi", "contrato indefinido", "duree indeterminee", "employee", "festanstellung", "indefinido",
    "indeterminato", "perm", "permanent", "permanente", "regular", "unbefristet", "vast",
];

/// Words for the usual hours.
#[rustfmt::skip]
const FULL_TIME: &[&str] = &[
    "fte", "full", "full time", "fulltime", "jornada completa", "plein temps", "tempo integral",
    "tempo pieno", "temps complet", "temps plein", "tiempo completo", "voll", "vollzeit", "voltijd",
    "voltijds",
];

/// Words for fewer hours. A Werkstudent studies and works at most 20 hours a week beside it; a
/// Minijob is bounded by its pay.
#[rustfmt::skip]
const PART_TIME: &[&str] = &[
    "deeltijd", "deeltijds", "jornada parcial", "media jornada", "meio periodo", "minijob", "part",
    "part time", "parttime", "teilzeit", "tempo parcial", "tempo parziale", "temps partiel", "tiempo parcial",
    "werkstudent", "werkstudentin", "working student",
];

/// What "onsite", "on-site", "Hybrid", "TELECOMMUTE" mean; `None` for "unspecified" and the like, and
/// where a text names both ends or speaks of what is possible.
pub fn work_mode(text: &str) -> Option<WorkMode> {
    let text = Text::new(text)?;
    if text.has(HYBRID) {
        return Some(WorkMode::Hybrid);
    }
    let remote = text.has(REMOTE);
    let on_site = text.has(ON_SITE) && !text.has(&["home office"]);
    match (remote, on_site) {
        _ if text.has(DOUBT) => None,
        (true, false) => Some(WorkMode::Remote),
        (false, true) => Some(WorkMode::OnSite),
        _ => None,
    }
}

/// What "FullTime", "Regular Full Time (Salary)", "fulltime_permanent", "Werkstudent" mean. A text that
/// states something else (a traineeship, a scholarship, an apprenticeship, work per diem) is `Other`.
/// Nothing is known from an empty text, from "permanent" or "regular", which say nothing of the hours,
/// and from one that leaves full-time and part-time open.
pub fn employment_type(text: &str) -> Option<EmploymentType> {
    let text = Text::new(text)?;
    if let Some((stated, _)) = TYPES.iter().find(|(_, names)| text.has(names)) {
        return Some(*stated);
    }
    let permanent = text.has(PERMANENT);
    if text.has(&["contract"]) && !permanent {
        return Some(EmploymentType::Contract);
    }
    match (text.has(FULL_TIME), text.has(PART_TIME)) {
        (true, true) => None,
        (true, false) => Some(EmploymentType::FullTime),
        (false, true) => Some(EmploymentType::PartTime),
        (false, false) => (!permanent).then_some(EmploymentType::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        DOUBT, FULL_TIME, HYBRID, ON_SITE, PART_TIME, PERMANENT, REMOTE, TYPES, employment_type, work_mode,
    };
    use crate::feeds::term_text::MOST_WORDS;
    use crate::model::posting::EmploymentType as E;
    use crate::model::posting::WorkMode as W;

    #[test]
    fn names_are_in_order_and_short_enough() {
        let lists = [REMOTE, HYBRID, ON_SITE, DOUBT, PERMANENT, FULL_TIME, PART_TIME];
        for names in lists.into_iter().chain(TYPES.iter().map(|(_, names)| *names)) {
            assert!(names.is_sorted(), "{names:?}");
            assert!(names.iter().all(|name| name.split(' ').count() <= MOST_WORDS), "{names:?}");
        }
    }

    #[test]
    fn work_modes_are_told_apart() {
        let table: &[(Option<W>, &[&str])] = &[
            (
                Some(W::OnSite),
                &["onsite", "on-site", "OnSite", "on_site", "On Site", "In-office", "Vor Ort", "Présentiel"],
            ),
            (
                Some(W::Hybrid),
                &[
                    "hybrid",
                    "Hybrid",
                    "HYBRID",
                    "Hybride",
                    "Híbrido",
                    "Remote (Hybrid)",
                    "Hybrid - 3 days in office",
                ],
            ),
            (
                Some(W::Remote),
                &[
                    "remote",
                    "Fully remote",
                    "TELECOMMUTE",
                    "Home Office",
                    "Télétravail",
                    "Remoto",
                    "100% remote",
                    "Work from home",
                ],
            ),
            (
                None,
                &[
                    "",
                    "  ",
                    "unspecified",
                    "N/A",
                    "Not specified",
                    "no remote",
                    "Remote or on-site",
                    "remote possible",
                    "42",
                    "Berlin",
                ],
            ),
        ];
        for (expected, texts) in table {
            for text in *texts {
                assert_eq!(work_mode(text), *expected, "{text}");
            }
        }
        assert_eq!(work_mode(&"remote ".repeat(1_000)), None);
    }

    #[test]
    fn types_of_employment_come_from_codes_and_free_text() {
        let table: &[(Option<E>, &[&str])] = &[
            (
                Some(E::FullTime),
                &[
                    "FullTime",
                    "Full-time",
                    "FULL_TIME",
                    "full",
                    "Full Time Employee",
                    "Regular Full Time (Salary)",
                    "fulltime_permanent",
                    "fulltime",
                    "FTE - Regular",
                    "full_time",
                    "Vollzeit",
                    "Temps plein",
                    "Jornada completa",
                    "Voltijd",
                    "Vollzeit, unbefristet",
                    "Full-time, permanent contract",
                ],
            ),
            (
                Some(E::PartTime),
                &[
                    "PartTime",
                    "Part time",
                    "part-time",
                    "parttime_permanent",
                    "Teilzeit",
                    "Temps partiel",
                    "Werkstudent",
                    "Minijob",
                ],
            ),
            (
                Some(E::Contract),
                &[
                    "Contract",
                    "CONTRACTOR",
                    "Contract to Hire",
                    "Independent Contractor (FT)",
                    "contract",
                    "Freelance",
                    "Full-time contract",
                ],
            ),
        ];
        for (expected, texts) in table {
            for text in *texts {
                assert_eq!(employment_type(text), *expected, "{text}");
            }
        }
    }

    #[test]
    fn the_rarer_types_of_employment_are_told_apart() {
        let table: &[(Option<E>, &[&str])] = &[
            (
                Some(E::Temporary),
                &[
                    "Temporary",
                    "TEMPORARY",
                    "Temp Full-time",
                    "fulltime_fixed_term",
                    "Fixed-Term",
                    "CDD",
                    "befristet",
                    "Seasonal",
                ],
            ),
            (
                Some(E::Internship),
                &[
                    "Intern",
                    "INTERN",
                    "Internship",
                    "internship",
                    "Praktikum",
                    "Stage",
                    "Internship (full-time)",
                    "Co-op",
                ],
            ),
            (Some(E::Volunteer), &["VOLUNTEER", "Volunteer", "Bénévolat"]),
            (
                Some(E::Other),
                &[
                    "PER_DIEM",
                    "OTHER",
                    "Direct Placement",
                    "Scholarship",
                    "Trainee",
                    "Apprenticeship",
                    "Internal",
                ],
            ),
            (
                None,
                &[
                    "",
                    " \n",
                    "N/A",
                    "none",
                    "permanent",
                    "Regular",
                    "CDI",
                    "full-or-part-time",
                    "Voll- oder Teilzeit",
                ],
            ),
        ];
        for (expected, texts) in table {
            for text in *texts {
                assert_eq!(employment_type(text), *expected, "{text}");
            }
        }
    }
}
