//! The flat fields of a record of XML.

use std::borrow::Cow;

use super::Element;
use crate::feeds::flat::field::Field;
use crate::feeds::flat::record::Record;

/// Most places of one record.
const MAX_PLACES: usize = 50;

/// The fields of a record.
pub fn of<'e>(element: &'e Element<'_>) -> Record<'e> {
    let mut record = Record::default();
    let mut places = Vec::new();
    for child in &element.children {
        match field(&child.name) {
            Some(Field::Location | Field::Locations | Field::Places) => add_places(child, &mut places),
            Some(described @ (Field::Description | Field::DescriptionHtml)) => {
                record.set(described, Cow::Borrowed(child.content()));
            }
            Some(field) => add(&mut record, field, child),
            None => {}
        }
    }
    for (name, value) in &element.attributes {
        if let Some(field) = field(name) {
            record.set(field, Cow::Borrowed(value));
        }
    }
    places.truncate(MAX_PLACES);
    record.add_locations(places);
    record
}

/// What an element's name means. What only our own export knows is no part of such feeds, and their
/// `source` is the site on which the job was found.
fn field(name: &str) -> Option<Field> {
    let ours = [
        Field::Source,
        Field::Platform,
        Field::Board,
        Field::FirstSeen,
        Field::ClosedAt,
        Field::ListedUnder,
        Field::Views,
        Field::Pay,
    ];
    Field::of(name).filter(|field| !ours.contains(field))
}

/// Adds an element, which may hold its parts in elements of their own.
fn add<'e>(record: &mut Record<'e>, field: Field, element: &'e Element<'_>) {
    if element.children.is_empty() {
        record.set(field, Cow::Borrowed(element.text.trim()));
        return;
    }
    for part in &element.children {
        let of_part = match (field, part.name.as_str()) {
            (Field::Salary, "min" | "minimum" | "from" | "minvalue") => Some(Field::SalaryMin),
            (Field::Salary, "max" | "maximum" | "to" | "maxvalue") => Some(Field::SalaryMax),
            (Field::Salary, "currency") => Some(Field::SalaryCurrency),
            (Field::Salary, "period" | "unit" | "interval" | "unittext") => Some(Field::SalaryPeriod),
            (Field::Salary, _) => None,
            (_, "name" | "title" | "label" | "value" | "text") => Some(field),
            _ => None,
        };
        if let Some(of_part) = of_part {
            record.set(of_part, Cow::Borrowed(part.text.trim()));
        }
    }
    record.set(field, Cow::Borrowed(element.text.trim()));
}

/// Adds a place as text or in parts, or a list of places.
fn add_places<'e>(element: &'e Element<'_>, places: &mut Vec<Vec<(&'e str, &'e str)>>) {
    let is_part = |part: &Element<'_>| {
        matches!(
            Field::of(&part.name),
            Some(Field::City | Field::Region | Field::Country | Field::CountryCode)
        )
    };
    if element.children.is_empty() {
        places.push(vec![("location", element.text.trim())]);
    } else if element.children.iter().any(is_part) {
        places.push(element.children.iter().map(|part| (part.name.as_str(), part.text.trim())).collect());
    } else {
        for inner in element.children.iter().filter(|inner| inner.children.is_empty()) {
            places.push(vec![("location", inner.text.trim())]);
        }
    }
}
