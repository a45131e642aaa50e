//! The JSON Schema of a line.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::Line;

/// The JSON Schema of a line as it is accepted: what `export postings` writes, and the flat names of
/// other writers beside it.
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Line<'_>>();
    schema.insert("title".to_owned(), json!("A posting, one a line"));
    schema.insert("required".to_owned(), json!(["title"]));
    let ids = ["native_id", "id", "jobId", "url", "applyUrl"].map(|name| json!({ "required": [name] }));
    schema.insert("anyOf".to_owned(), json!(ids));
    let mut schema = schema.to_value();
    if let Some(properties) = schema["properties"].as_object_mut() {
        for (name, property) in flat().as_object().into_iter().flatten() {
            properties.insert(name.clone(), property.clone());
        }
    }
    schema
}

/// Names beside those of an export, and those for which other writers' values are taken too.
fn flat() -> Value {
    let text = |about: &str| json!({ "type": ["string", "null"], "description": about });
    let id = |about: &str| json!({ "type": ["string", "integer", "null"], "description": about });
    let end = |about: &str| json!({ "type": ["number", "string", "null"], "description": about });
    json!({
        "native_id": id("Its id on that board. With source and board it is known again when it is read once more."),
        "id": id("The same as native_id"),
        "jobId": id("The same as native_id"),
        "platform": text("The same as source"),
        "location": text("Places as free text: \"Austin, TX; Remote (US)\""),
        "locations": {
            "type": ["string", "array", "null"],
            "description": "Places as free text, or a list of texts or of objects as in places"
        },
        "work_mode": text("on_site, hybrid or remote; anything else that clearly means one of them is taken too"),
        "remote": {
            "type": ["string", "boolean", "null"],
            "description": "True, or a work mode as text; false says nothing, as the work may be hybrid"
        },
        "isRemote": { "type": ["string", "boolean", "null"], "description": "The same as remote" },
        "employment_type": text(
            "full_time, part_time, contract, temporary, internship, volunteer or other; texts such as \"Full-time\" are taken too"
        ),
        "employmentType": text("The same as employment_type"),
        "salary": text("Pay as free text: \"$70,000-$85,000/year\""),
        "salary_min": end("Lower end of pay"),
        "salary_max": end("Upper end of pay"),
        "salary_currency": text("ISO 4217 code, as USD; not known if left out"),
        "salary_period": text("hour, day, week, month or year; not known if left out"),
        "posted_at": {
            "type": ["string", "integer", "null"],
            "description": "A day or an instant, as 2026-02-24 or 2026-02-24T09:25:19-05:00; other usual forms and seconds since 1970 are taken too"
        },
        "postedAt": { "type": ["string", "integer", "null"], "description": "The same as posted_at" },
        "firstSeen": text("The same as first_seen"),
        "applyUrl": text("The same as apply_url"),
        "description": text("The whole advert, plain text or HTML"),
    })
}

#[cfg(test)]
mod tests {
    use super::schema;
    use crate::feeds::flat::field::Field;

    #[test]
    fn every_name_of_the_schema_is_read() {
        // An import matches anew.
        let written_only = ["path", "stage", "reasons"];
        let schema = schema();
        let names: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
        assert!(names.len() > 35, "{names:?}");
        for name in names {
            assert!(Field::of(name).is_some() || written_only.contains(&name.as_str()), "{name}");
        }
    }
}
