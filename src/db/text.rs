//! Values of closed lists and dates, as the text in which columns hold them.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Result;

/// The value that a column's text names. Fails with a decode error for any other text.
pub fn parse<T: DeserializeOwned>(text: String) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(text)).map_err(|e| sqlx::Error::Decode(e.into()))
}

/// The same for a column that may be null.
pub fn parse_option<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>> {
    text.map(parse).transpose()
}

/// A number that a smaller type must hold. Fails with a decode error where it does not.
pub fn number<T: TryFrom<i64>>(value: i64) -> Result<T> {
    T::try_from(value).map_err(|_| sqlx::Error::Decode(format!("{value} is out of range").into()))
}

/// The same for a column that may be null.
pub fn number_option<T: TryFrom<i64>>(value: Option<i64>) -> Result<Option<T>> {
    value.map(number).transpose()
}

/// The text that names a value of a closed list.
pub fn name(value: &impl Serialize) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        Ok(other) => Err(sqlx::Error::Encode(format!("{other} is no text").into())),
        Err(error) => Err(sqlx::Error::Encode(error.into())),
    }
}

/// The same for a value that may be absent.
pub fn name_option<T: Serialize>(value: Option<&T>) -> Result<Option<String>> {
    value.map(name).transpose()
}

/// A list as a JSON array.
pub fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(error.into()))
}
