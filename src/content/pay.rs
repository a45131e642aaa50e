//! What a rung says of its pay → the pay band: figures of its own, or a part of an occupation's wages.

use super::schema::PayEntry;
use crate::model::pay::Pay;
use crate::model::wage::{WageBand, Wages};

/// Why a pay band can't be had from what a rung says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Field of the entry; empty where the entry as a whole is meant.
    pub field: &'static str,
    pub message: String,
    pub help: String,
}

impl Fault {
    fn new(field: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { field, message: message.into(), help: help.into() }
    }
}

/// The pay band of a rung. Without `wages` no band can rest on them.
pub fn resolve(entry: &PayEntry, wages: Option<&Wages>) -> Result<Pay, Vec<Fault>> {
    let pay = if entry.wage.is_some() || entry.from.is_some() || entry.to.is_some() {
        by_wage(entry, wages)?
    } else {
        stated(entry)?
    };
    Ok(Pay { lower_because: entry.lower_because.clone(), ..pay })
}

/// The occupation and percentiles that an entry names, if it names them.
pub fn wage_band(entry: &PayEntry) -> Option<WageBand> {
    Some(WageBand { soc: entry.wage.clone()?, from: entry.from?, to: entry.to })
}

fn by_wage(entry: &PayEntry, wages: Option<&Wages>) -> Result<Pay, Vec<Fault>> {
    let own = [
        ("min", entry.min.is_some()),
        ("max", entry.max.is_some()),
        ("open_top", entry.open_top),
        ("currency", entry.currency.is_some()),
        ("period", entry.period.is_some()),
        ("source", entry.source.is_some()),
        ("basis", entry.basis.is_some()),
        ("place", entry.place.is_some()),
    ];
    let mut faults: Vec<Fault> = own
        .into_iter()
        .filter(|(_, given)| *given)
        .map(|(field, _)| {
            Fault::new(field, "a band that is taken from wages has no figures of its own", "Remove the field")
        })
        .collect();
    match wage_band(entry) {
        Some(band) => match of_nation(&band, wages) {
            Ok(pay) if faults.is_empty() => return Ok(pay),
            Ok(_) => {}
            Err(fault) => faults.push(fault),
        },
        None if entry.wage.is_none() => faults.push(Fault::new(
            "",
            "the band names percentiles but no occupation",
            "Add \"wage\" with a SOC code",
        )),
        None => faults.push(Fault::new(
            "",
            "nothing says at which percentile the band begins",
            "Add \"from\": one of p10, p25, median, p75, p90",
        )),
    }
    Err(faults)
}

/// The band in the area that holds all others: what a rung pays until a place is chosen.
fn of_nation(band: &WageBand, wages: Option<&Wages>) -> Result<Pay, Fault> {
    let soc = &band.soc;
    if band.to.is_some_and(|to| to <= band.from) {
        return Err(Fault::new(
            "to",
            format!(
                "the band runs from the {} down to the {}",
                band.from.name(),
                band.to.unwrap_or(band.from).name()
            ),
            "Put the lower percentile first",
        ));
    }
    let Some(wages) = wages else {
        return Err(Fault::new("wage", "there are no wages in this content", "Add the folder wages/"));
    };
    let Some(nation) = wages.nation() else {
        return Err(Fault::new("wage", "the wages have no nation", "Mend wages/release.json"));
    };
    if wages.occupation(soc).is_none() {
        return Err(Fault::new(
            "wage",
            format!("there is no occupation {soc} in the wages"),
            "Look the code up in wages/occupations.csv",
        ));
    }
    wages.pay(band, nation).ok_or_else(|| {
        Fault::new(
            "wage",
            format!("{} has no figures for {soc} from {band}", nation.name),
            "Choose percentiles or an occupation with figures",
        )
    })
}

fn stated(entry: &PayEntry) -> Result<Pay, Vec<Fault>> {
    let missing = [
        ("min", entry.min.is_none(), "the lower end is missing"),
        ("currency", entry.currency.is_none(), "nothing says in which currency it pays"),
        ("period", entry.period.is_none(), "nothing says for what time it pays"),
        ("source", entry.source.is_none(), "nothing says where the figures come from"),
        ("basis", entry.basis.is_none(), "nothing says which figures of the source these are"),
        ("place", entry.place.is_none(), "nothing says where the figures hold"),
    ];
    let mut faults: Vec<Fault> = missing
        .into_iter()
        .filter(|(_, missing, _)| *missing)
        .map(|(field, _, message)| {
            Fault::new("", message, format!("Add {field:?}, or take the band from wages with \"wage\""))
        })
        .collect();
    match (entry.min, entry.max) {
        (Some(min), Some(max)) if max < min => faults.push(Fault::new(
            "max",
            format!("the upper end {max} is below the lower end {min}"),
            "Swap the two or correct the wrong one",
        )),
        (Some(_), None) if !entry.open_top => faults.push(Fault::new(
            "",
            "the band has no upper end",
            "Add \"max\", or \"open_top\": true if pay has no stated end",
        )),
        _ => {}
    }
    let whole = || {
        Some(Pay {
            min: entry.min?,
            max: entry.max,
            open_top: entry.open_top,
            currency: entry.currency.clone()?,
            period: entry.period?,
            source: entry.source.clone()?,
            basis: entry.basis.clone()?,
            place: entry.place.clone()?,
            wage: None,
            lower_because: None,
        })
    };
    if faults.is_empty() { whole().ok_or(faults) } else { Err(faults) }
}
