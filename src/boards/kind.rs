//! The kind of a board in `boards.json`: the formats of feeds under their names on the command line.

use clap::ValueEnum;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serializer, de};

use crate::feeds::Format;

/// The name of a format, as `greenhouse`.
pub fn name(format: Format) -> String {
    format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Whether a feed of this kind comes from the public interface of a hiring system, whose address
/// follows from the id of the board, and which answers with every open position.
pub fn is_board_api(format: Format) -> bool {
    match format {
        Format::Greenhouse
        | Format::Lever
        | Format::Ashby
        | Format::Workable
        | Format::SmartRecruiters
        | Format::Recruitee
        | Format::Personio => true,
        Format::JsonLd | Format::Indeed | Format::Rss | Format::Ndjson | Format::Csv => false,
    }
}

/// Writes a format as its name.
pub fn serialize<S: Serializer>(format: &Format, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&name(*format))
}

/// Reads a format by its name.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Format, D::Error> {
    Format::from_str(&String::deserialize(deserializer)?, false).map_err(de::Error::custom)
}

/// The closed list of names.
pub fn schema(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<String> = Format::value_variants().iter().map(|format| name(*format)).collect();
    json_schema!({ "type": "string", "enum": names })
}
