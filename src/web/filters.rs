//! The filters of a search as a form shows them: values with what each would give, and those that are
//! chosen.

use super::number;
use super::wanted::Wanted;
use crate::catalogue::Catalogue;
use crate::model::posting::{EmploymentType, WorkMode};
use crate::model::stage::Stage;
use crate::search::count::Count;
use crate::search::facet::{Facet, PAY_STATED, STAGE_UNKNOWN};
use crate::search::find::{Found, Relief};
use crate::search::snapshot::Snapshot;

/// Values of a facet that are shown at once.
const AT_ONCE: usize = 8;

/// The filters of one facet.
#[derive(Debug)]
pub struct Group {
    pub name: &'static str,
    /// The parameter of its values.
    pub parameter: &'static str,
    /// Whether only one value can be chosen.
    pub single: bool,
    /// Those that are shown at once, every chosen one among them.
    pub choices: Vec<Choice>,
    /// Those that are behind a summary.
    pub more: Vec<Choice>,
}

/// A value that can be chosen.
#[derive(Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// How many positions it would give; `None` for the choice of any.
    pub count: Option<u32>,
    pub chosen: bool,
}

/// A chosen value, and the search without it.
#[derive(Debug)]
pub struct Chip {
    pub facet: &'static str,
    pub label: String,
    pub url: String,
}

/// What a facet is called.
pub fn name(facet: Facet) -> &'static str {
    match facet {
        Facet::Category => "Field",
        Facet::Path => "Career path",
        Facet::Stage => "Level",
        Facet::Skill => "Skill",
        Facet::Place => "Place",
        Facet::WorkMode => "Where you work",
        Facet::EmploymentType => "Terms",
        Facet::Company => "Company",
        Facet::Pay => "Pay",
        Facet::Posted => "Posted",
    }
}

/// What a value of a facet is called.
pub fn label(catalogue: &Catalogue, index: Option<&Snapshot>, facet: Facet, value: &str) -> String {
    let known = match facet {
        Facet::Category => catalogue.category(value).map(|entry| entry.category.name.clone()),
        Facet::Path => catalogue.path(value).map(|entry| entry.path.name.clone()),
        Facet::Skill => catalogue.skill(value).map(|entry| entry.skill.name.clone()),
        Facet::Stage if value == STAGE_UNKNOWN => Some("Level not stated".to_owned()),
        Facet::Stage => {
            let stage = Stage::ALL.into_iter().find(|stage| stage.word() == value);
            stage.map(|stage| format!("{} level", stage.name()))
        }
        Facet::WorkMode => {
            WorkMode::ALL.into_iter().find(|mode| mode.word() == value).map(|mode| mode.name().to_owned())
        }
        Facet::EmploymentType => {
            let kind = EmploymentType::ALL.into_iter().find(|kind| kind.word() == value);
            kind.map(|kind| kind.name().to_owned())
        }
        Facet::Pay => Some(pay(value)),
        Facet::Posted if value == "1" => Some("Last 24 hours".to_owned()),
        Facet::Posted => Some(format!("Last {value} days")),
        Facet::Place | Facet::Company => index.and_then(|index| index.name(facet, value)).map(str::to_owned),
    };
    known.unwrap_or_else(|| value.to_owned())
}

/// "USD 60,000 a year or more", "Pay stated".
fn pay(value: &str) -> String {
    let amount = |text: &str| text.parse::<u64>().map_or(text.to_owned(), number::grouped);
    match value.split_once('-') {
        Some((currency, from)) => format!("{} {} a year or more", currency.to_uppercase(), amount(from)),
        None => "Pay stated".to_owned(),
    }
}

/// The filters of every facet that has something to choose.
pub fn groups(catalogue: &Catalogue, index: &Snapshot, wanted: &Wanted, found: &Found) -> Vec<Group> {
    let group = |(facet, counts): &(Facet, Vec<Count>)| {
        let chosen = wanted.filters.of(*facet);
        let choice = |(value, count): &Count| Choice {
            label: label(catalogue, Some(index), *facet, value),
            chosen: chosen.contains(value),
            count: Some(*count),
            value: value.clone(),
        };
        let all: Vec<Choice> = listed(*facet, counts, chosen).into_iter().map(choice).collect();
        let single = matches!(facet, Facet::Posted | Facet::Pay);
        let any =
            Choice { value: String::new(), label: "Any".to_owned(), count: None, chosen: chosen.is_empty() };
        let mut group = Group {
            name: name(*facet),
            parameter: facet.word(),
            single,
            choices: Vec::new(),
            more: Vec::new(),
        };
        for choice in (single && !all.is_empty()).then_some(any).into_iter().chain(all) {
            let at_once = choice.chosen || group.choices.len() < AT_ONCE;
            if at_once { &mut group.choices } else { &mut group.more }.push(choice);
        }
        (!group.choices.is_empty()).then_some(group)
    };
    found.counts.iter().filter_map(group).collect()
}

/// The counts in the order in which they are shown: scales in their own order, everything else as counted.
fn listed<'a>(facet: Facet, counts: &'a [Count], chosen: &[String]) -> Vec<&'a Count> {
    let mut listed: Vec<&Count> =
        counts.iter().filter(|(value, count)| *count > 0 || chosen.contains(value)).collect();
    match facet {
        Facet::Stage => {
            let rank = |value: &str| Stage::ALL.iter().position(|stage| stage.word() == value).unwrap_or(9);
            listed.sort_by_key(|(value, _)| rank(value));
        }
        Facet::Pay => {
            // Amounts of the currency in which most pay is stated; others can only be chosen by a link.
            let currency = |value: &str| value.split_once('-').map(|(currency, _)| currency.to_owned());
            let most = listed.iter().filter(|(value, _)| value != PAY_STATED).max_by_key(|(_, count)| *count);
            let most = most.and_then(|(value, _)| currency(value));
            listed.retain(|(value, _)| {
                value == PAY_STATED || currency(value) == most || chosen.contains(value)
            });
            let amount =
                |value: &str| value.split_once('-').and_then(|(_, amount)| amount.parse::<u32>().ok());
            listed.sort_by_key(|(value, _)| (currency(value), amount(value)));
        }
        _ => {}
    }
    listed
}

/// The chosen values, each with the search without it.
pub fn chips(catalogue: &Catalogue, index: Option<&Snapshot>, wanted: &Wanted) -> Vec<Chip> {
    let chip = |(facet, value): (Facet, &str)| Chip {
        facet: name(facet),
        label: label(catalogue, index, facet, value),
        url: wanted.with(wanted.filters.toggled(facet, value)).url(),
    };
    wanted.filters.each().map(chip).collect()
}

/// What to drop where nothing was found: in words, the search without it, and how many that has.
pub fn reliefs(
    catalogue: &Catalogue,
    index: Option<&Snapshot>,
    wanted: &Wanted,
    found: &Found,
) -> Vec<(String, String, u32)> {
    let relief = |(relief, count): &(Relief, u32)| {
        let (what, search) = match relief {
            Relief::Facet(facet) => {
                let values = wanted.filters.of(*facet).iter();
                let labels: Vec<String> =
                    values.map(|value| label(catalogue, index, *facet, value)).collect();
                let what = format!("{}: {}", name(*facet), labels.join(" or "));
                (what, wanted.with(wanted.filters.with(*facet, Vec::new())))
            }
            Relief::Words(words) => {
                let rest = wanted.text.replacen(words.as_str(), "", 1).replace("\"\"", "");
                let rest: Vec<&str> = rest.split_whitespace().collect();
                (format!("“{words}”"), wanted.with_text(&rest.join(" ")))
            }
            Relief::Everything => ("all of it".to_owned(), Wanted::all()),
        };
        (what, search.url(), *count)
    };
    found.reliefs.iter().map(relief).collect()
}
