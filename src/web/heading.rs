//! What a list that is narrowed down is called: on its page, in its title, and of its feed.

use super::filters;
use super::wanted::Wanted;
use crate::catalogue::Catalogue;
use crate::search::facet::Facet;
use crate::search::find::Order;
use crate::search::snapshot::Snapshot;

/// Filters that a heading names; a title names all.
const NAMED: usize = 3;

/// "Open positions", "Open positions: Chemist, Senior level", "“wheel”: open positions".
pub fn heading(catalogue: &Catalogue, wanted: &Wanted) -> String {
    let named = [Facet::Path, Facet::Category, Facet::Stage, Facet::Skill];
    let labels: Vec<String> = named
        .into_iter()
        .flat_map(|facet| wanted.filters.of(facet).iter().map(move |value| (facet, value)))
        .map(|(facet, value)| filters::label(catalogue, None, facet, value))
        .take(NAMED)
        .collect();
    let start = start(wanted);
    if labels.is_empty() || !wanted.text.is_empty() {
        start
    } else {
        format!("{start}: {}", labels.join(", "))
    }
}

/// "Open positions", "“wheel”: open positions".
fn start(wanted: &Wanted) -> String {
    match wanted.text.as_str() {
        "" => "Open positions".to_owned(),
        text => format!("“{text}”: open positions"),
    }
}

/// "Skills from A to Z, “clay”, Method": a list with the words in it that are looked for, and what is chosen.
pub fn of_list(list: &str, text: Option<&str>, chosen: &[Option<&str>]) -> String {
    let words = text.map(|text| format!("“{text}”"));
    let chosen = chosen.iter().flatten().map(|name| (*name).to_owned());
    let parts: Vec<String> = [list.to_owned()].into_iter().chain(words).chain(chosen).collect();
    parts.join(", ")
}

/// The same with every filter, so that no two searches have one title: "“wheel”: open positions, Chemist, in
/// Texas, newest first".
pub fn title(catalogue: &Catalogue, index: Option<&Snapshot>, wanted: &Wanted) -> String {
    let filters = wanted.filters.each().map(|(facet, value)| {
        let label = filters::label(catalogue, index, facet, value);
        match facet {
            Facet::Category => format!("{label} field"),
            Facet::Skill => format!("asking for {label}"),
            Facet::Place => format!("in {label}"),
            Facet::Company => format!("at {label}"),
            Facet::Path
            | Facet::Stage
            | Facet::WorkMode
            | Facet::EmploymentType
            | Facet::Pay
            | Facet::Posted => label,
        }
    });
    let order = match wanted.order {
        Order::Relevance if wanted.text.is_empty() => Some("best match first"),
        Order::Newest if !wanted.text.is_empty() => Some("newest first"),
        _ => None,
    };
    let parts: Vec<String> =
        [start(wanted)].into_iter().chain(filters).chain(order.map(str::to_owned)).collect();
    parts.join(", ")
}
