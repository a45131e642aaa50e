//! Every field of every format with values of every wrong kind.

use std::ops::ControlFlow;

use serde_json::{Value, json};

use crate::feeds::{Format, Origin, Row, read};

const FIXTURES: [(Format, &str, &str, [&str; 2]); 6] = [
    (
        Format::Greenhouse,
        "jobs",
        include_str!("../../../tests/fixtures/feeds/greenhouse.json"),
        ["id", "title"],
    ),
    (Format::Lever, "", include_str!("../../../tests/fixtures/feeds/lever.json"), ["id", "text"]),
    (Format::Ashby, "jobs", include_str!("../../../tests/fixtures/feeds/ashby.json"), ["id", "title"]),
    (
        Format::Workable,
        "jobs",
        include_str!("../../../tests/fixtures/feeds/workable_widget.json"),
        ["shortcode", "title"],
    ),
    (
        Format::SmartRecruiters,
        "content",
        include_str!("../../../tests/fixtures/feeds/smartrecruiters.json"),
        ["id", "name"],
    ),
    (
        Format::Recruitee,
        "offers",
        include_str!("../../../tests/fixtures/feeds/recruitee.json"),
        ["id", "title"],
    ),
];

fn first_row(format: Format, document: &Value) -> Row {
    let origin = Origin { company: Some("Example Corp".to_owned()), board: Some("example".to_owned()) };
    let mut first = None;
    let mut take = |row: Row| {
        first.get_or_insert(row);
        ControlFlow::Continue(())
    };
    read(format, &mut document.to_string().as_bytes(), &origin, &mut take).unwrap();
    first.unwrap()
}

/// Changes `entry[key]`, and where that is an object or a list of them, each of their fields in turn.
fn changed(entry: &Value, key: &str, wrong: &Value, done: &mut dyn FnMut(Value)) {
    let mut with = |change: &dyn Fn(&mut Value)| {
        let mut entry = entry.clone();
        change(&mut entry[key]);
        done(entry);
    };
    with(&|field| *field = wrong.clone());
    let inner = if entry[key].is_array() { &entry[key][0] } else { &entry[key] };
    for inner_key in inner.as_object().into_iter().flat_map(serde_json::Map::keys) {
        with(&|field| {
            let inner = if field.is_array() { &mut field[0] } else { field };
            inner[inner_key] = wrong.clone();
        });
    }
}

#[test]
fn no_field_but_id_and_title_drops_a_posting() {
    let wrong = [
        json!(null),
        json!([]),
        json!({}),
        json!(-1),
        json!(1e300),
        json!([[null, {}, "x"]]),
        json!([{"id": []}]),
    ];
    for (format, list, fixture, needed) in FIXTURES {
        let document: Value = serde_json::from_str(fixture).unwrap();
        let entries = if list.is_empty() { &document } else { &document[list] };
        for key in entries[0].as_object().unwrap().keys() {
            for wrong in &wrong {
                changed(&entries[0], key, wrong, &mut |entry| {
                    let mut document = document.clone();
                    let entries = if list.is_empty() { &mut document } else { &mut document[list] };
                    entries[0] = entry;
                    let row = first_row(format, &document);
                    let is_needed = needed.contains(&key.as_str());
                    assert_eq!(
                        row.posting.is_ok(),
                        !is_needed,
                        "{format:?} {key} {wrong}: {:?}",
                        row.posting
                    );
                });
            }
        }
    }
}
