//! One JobPosting.

use serde_json::Value;
use sha2::{Digest, Sha256};
use url::Url;

use crate::feeds::flat::lenient;
use crate::feeds::flat::record;
use crate::feeds::places::{self, Places};
use crate::feeds::{Origin, dates, html, terms};
use crate::model::posting::{EmploymentType, Posted, Posting, PostingKey, WorkMode};
use crate::model::stated_pay::StatedPay;

/// Most places of one posting.
const MAX_PLACES: usize = 50;

/// Most texts of one list.
const MAX_TEXTS: usize = 200;

/// Properties that say more of the work than the description, and their headings.
const SECTIONS: [(&str, &str); 5] = [
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
];

/// The posting that an object states; `address` is that of its page.
pub fn of(object: &Value, address: Option<&str>, origin: &Origin) -> Result<Posting, String> {
    let title = text(&object["title"]).or_else(|| text(&object["name"])).ok_or("has no title")?;
    let company = name(&object["hiringOrganization"]).or(origin.company.clone());
    let company = company.ok_or("names no employer: give it with --company NAME")?;
    let places = places(object);
    let remote =
        texts(&object["jobLocationType"]).iter().any(|kind| kind.eq_ignore_ascii_case("telecommute"));
    let url = text(&object["url"]).or(address.map(str::to_owned));
    let site = || url.clone().or_else(|| text(&object["hiringOrganization"]["sameAs"]));
    let host = || Url::parse(&site()?).ok()?.host_str().map(str::to_owned);
    let board = origin.board.clone().or_else(host).unwrap_or_default();
    let native_id = identifier(&object["identifier"])
        .or(url.clone())
        .unwrap_or_else(|| digest(&title, &company, &places));
    Ok(Posting {
        key: PostingKey { source: "jsonld".to_owned(), board, native_id },
        work_mode: if remote { Some(WorkMode::Remote) } else { places.work_mode },
        places: places.places,
        employment_type: employment_type(&object["employmentType"]),
        pay: salary(object),
        posted: moment(&object["datePosted"]).map(|at| Posted { at, approximate: false }),
        valid_through: moment(&object["validThrough"]),
        url,
        description_html: description(object),
        title,
        company,
        ..Posting::default()
    })
}

/// A text or a number as text; of a list the first, of an object none.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(elements) => elements.iter().find_map(|element| match element {
            Value::Array(_) => None,
            element => text(element),
        }),
        _ => None,
    }
}

/// All texts of a text or a list, as far as they are kept.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(elements) => elements.iter().take(MAX_TEXTS).filter_map(text).collect(),
        value => text(value).into_iter().collect(),
    }
}

/// The name of what is given as text or as an object; of a list the first.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) => text(&value["name"]),
        Value::Array(elements) => elements.iter().find_map(name),
        value => text(value),
    }
}

/// An object or each of a list.
fn each(value: &Value) -> &[Value] {
    match value {
        Value::Array(elements) => elements,
        Value::Null => &[],
        one => std::slice::from_ref(one),
    }
}

fn moment(value: &Value) -> Option<crate::model::moment::Moment> {
    dates::parse(&text(value)?)
}

/// The value of an identifier; its name is that of the employer.
fn identifier(value: &Value) -> Option<String> {
    each(value).iter().find_map(|value| match value {
        Value::Object(_) => text(&value["value"]),
        value => text(value),
    })
}

/// By which a posting without id and address is known again, as long as it is stated the same.
fn digest(title: &str, company: &str, places: &Places) -> String {
    let mut digest = Sha256::new();
    for part in [title, company].into_iter().chain(places.places.iter().map(|place| place.raw.as_str())) {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn places(object: &Value) -> Places {
    let locations = each(&object["jobLocation"]);
    let locations = &locations[..locations.len().min(MAX_PLACES)];
    // Some pages write the first address into every place; their names are right.
    let repeated = locations.len() > 1
        && locations.iter().all(|place| place["address"] == locations[0]["address"])
        && locations.iter().all(|place| text(&place["name"]).is_some());
    let mut found = Places::default();
    for location in locations {
        let places = if repeated { named(&location["name"]) } else { place(location) };
        found.places.extend(places.places);
        found.work_mode = found.work_mode.or(places.work_mode);
    }
    if found.places.is_empty() {
        for area in each(&object["applicantLocationRequirements"]).iter().take(MAX_PLACES) {
            let area = if area.is_object() { &area["name"] } else { area };
            found.places.extend(named(area).places);
        }
    }
    found
}

fn named(value: &Value) -> Places {
    text(value).map(|text| places::parse(&text)).unwrap_or_default()
}

fn place(location: &Value) -> Places {
    let address = match &location["address"] {
        Value::Array(addresses) => addresses.first().unwrap_or(&Value::Null),
        Value::Null if location["addressLocality"].is_string() || location["addressCountry"].is_string() => {
            location
        }
        address => address,
    };
    if !address.is_object() {
        let stated = [address, location, &location["name"]].into_iter().find(|value| text(value).is_some());
        return stated.map(named).unwrap_or_default();
    }
    let country = name(&address["addressCountry"]);
    let region = name(&address["addressRegion"]).filter(|region| Some(region) != country.as_ref());
    let city = name(&address["addressLocality"]);
    let mode = city.as_deref().and_then(terms::work_mode);
    let city = city.filter(|_| mode.is_none());
    let place = places::from_parts(city.as_deref(), region.as_deref(), country.as_deref(), None);
    match place {
        Some(place) => Places { places: vec![place], work_mode: mode },
        None => Places { work_mode: mode, ..named(&location["name"]) },
    }
}

/// The first that says more than "other".
fn employment_type(value: &Value) -> Option<EmploymentType> {
    let kinds: Vec<_> = texts(value).iter().filter_map(|text| terms::employment_type(text)).collect();
    kinds.iter().find(|kind| **kind != EmploymentType::Other).or(kinds.first()).copied()
}

/// What the employer pays; what others estimate is none of it.
fn salary(object: &Value) -> Vec<StatedPay> {
    let currency = text(&object["salaryCurrency"]).unwrap_or_default();
    let stated = each(&object["baseSalary"]).iter().take(MAX_PLACES);
    stated.flat_map(|amount| salaries(amount, &currency)).collect()
}

fn salaries(amount: &Value, currency: &str) -> Vec<StatedPay> {
    let part = |value: &Value| text(value).unwrap_or_default();
    if !amount.is_object() {
        return lenient::pay(&part(amount), currency, "");
    }
    let currency = text(&amount["currency"]).unwrap_or_else(|| currency.to_owned());
    let value = if amount["value"].is_object() { &amount["value"] } else { amount };
    let period = text(&value["unitText"]).or_else(|| text(&amount["unitText"])).unwrap_or_default();
    let (min, max) = (part(&value["minValue"]), part(&value["maxValue"]));
    let range = lenient::range(&min, &max, &currency, &period, "");
    if range.is_some() || !(min.is_empty() && max.is_empty()) {
        return range.into_iter().collect();
    }
    lenient::pay(&part(&value["value"]), &currency, &period)
}

/// The description, and what else is said of the work where the description does not say it.
fn description(object: &Value) -> Option<String> {
    let mut html = texts(&object["description"]).first().map(|text| markup(text)).unwrap_or_default();
    let whole = plain(&html);
    for (property, heading) in SECTIONS {
        let parts: Vec<_> = texts(&object[property]).iter().map(|text| markup(text)).collect();
        let parts: Vec<_> = parts.into_iter().filter(|part| !repeats(&whole, part)).collect();
        if parts.is_empty() {
            continue;
        }
        html.push_str(&format!("\n<h3>{heading}</h3>\n{}", parts.join("\n")));
    }
    Some(html).filter(|html| !html.is_empty())
}

/// HTML from a text in which line ends may be written as `\n` once more.
fn markup(text: &str) -> String {
    let text =
        if text.contains("\\n") { text.replace("\\r", "").replace("\\n", "\n") } else { text.to_owned() };
    record::description(&text)
}

/// How much of a part is looked for in the description, in characters.
const TELLING: usize = 80;

/// Longest description that is searched, in bytes; a longer one is no advert.
const MAX_SEARCHED: usize = 1024 * 1024;

fn repeats(whole: &str, part: &str) -> bool {
    let start: String = plain(part).chars().take(TELLING).collect();
    whole.len() > MAX_SEARCHED || whole.contains(&start)
}

/// Letters and digits of a text outside of tags.
fn plain(markup: &str) -> String {
    let mut inside = false;
    let text = html::unescape(markup);
    let outside = text.chars().filter(|c| {
        inside = *c == '<' || (inside && *c != '>');
        !inside
    });
    outside.filter(|c| c.is_alphanumeric()).collect()
}
