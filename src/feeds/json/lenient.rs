//! Fields of postings, read leniently: what is of another kind than expected is left out and never
//! drops its posting. Each function is for `#[serde(default, deserialize_with)]`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::feeds::dates;
use crate::model::moment::Moment;

/// Most entries of one list of a posting that are read; more say nothing to a reader.
const MAX_LIST: usize = 1_000;

/// A text that is not blank.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(string(raw(deserializer)?))
}

/// A text that is not blank, or a whole number as it is written: ids may be larger than any integer.
pub fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let raw = raw(deserializer)?;
    if raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Some(raw.to_owned()));
    }
    Ok(string(raw).map(|text| text.trim().to_owned()))
}

/// A number, or a text that is one.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    let raw = raw(deserializer)?;
    let number = string(raw).map_or_else(|| raw.parse(), |text| text.trim().parse());
    Ok(number.ok().filter(|number: &f64| number.is_finite()))
}

/// Yes or no.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(match raw(deserializer)?.trim_matches('"') {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    })
}

/// A date or time: a text in any form that feeds use, or a number of seconds or milliseconds.
pub fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Moment>, D::Error> {
    let raw = raw(deserializer)?;
    Ok(match string(raw) {
        Some(text) => dates::parse(&text),
        None => raw.parse().ok().and_then(dates::from_epoch),
    })
}

/// A part with fields of its own.
pub fn part<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let raw = raw(deserializer)?;
    Ok(raw.starts_with('{').then(|| serde_json::from_str(raw).ok()).flatten())
}

/// The entries of a list that are what they should be, up to [`MAX_LIST`].
pub fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let raw = raw(deserializer)?;
    Ok(serde_json::from_str(raw).map_or_else(|_| Vec::new(), |List(entries)| entries))
}

/// A text, or a list of texts.
pub fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let raw = raw(deserializer)?;
    if raw.starts_with('"') {
        return Ok(string(raw).into_iter().collect());
    }
    let texts = serde_json::from_str(raw).map_or_else(|_| Vec::new(), |List(texts)| texts);
    Ok(texts.into_iter().map(|Text(text)| text).collect())
}

/// A text among others in a list.
#[derive(Debug)]
pub struct Text(pub String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer)?.map(Self).ok_or_else(|| serde::de::Error::custom("is no text"))
    }
}

fn raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'de str, D::Error> {
    <&RawValue>::deserialize(deserializer).map(RawValue::get)
}

fn string(raw: &str) -> Option<String> {
    if !raw.starts_with('"') {
        return None;
    }
    let text = serde_json::from_str(raw).or_else(|_| serde_json::from_str(raw).map(|Lossy(text)| text));
    text.ok().filter(|text| !text.trim().is_empty())
}

/// A text with half a surrogate pair, as systems write that cut texts in the midst of an emoji.
struct Lossy(String);

impl<'de> Deserialize<'de> for Lossy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Lossy;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Lossy, E> {
                Ok(Lossy(String::from_utf8_lossy(bytes).into_owned()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

struct List<T>(Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
                let mut entries = Vec::new();
                while entries.len() < MAX_LIST {
                    let Some(raw) = seq.next_element::<&RawValue>()? else { return Ok(List(entries)) };
                    entries.extend(serde_json::from_str(raw.get()));
                }
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(List(entries))
            }
        }
        deserializer.deserialize_seq(Entries(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{MAX_LIST, Text};

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Fields {
        #[serde(deserialize_with = "super::id")]
        id: Option<String>,
        #[serde(deserialize_with = "super::text")]
        text: Option<String>,
        #[serde(deserialize_with = "super::number")]
        number: Option<f64>,
        #[serde(deserialize_with = "super::flag")]
        flag: Option<bool>,
        #[serde(deserialize_with = "super::part")]
        part: Option<Box<Fields>>,
        #[serde(deserialize_with = "super::list")]
        list: Vec<Text>,
        #[serde(deserialize_with = "super::texts")]
        texts: Vec<String>,
    }

    fn read(json: &str) -> Fields {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn ids_are_kept_to_the_last_digit() {
        let cases = [
            ("98765432109876543210", Some("98765432109876543210")),
            ("\" 007 \"", Some("007")),
            ("-1", None),
            ("1.5", None),
            ("\" \"", None),
            ("null", None),
            ("[1]", None),
        ];
        for (json, id) in cases {
            assert_eq!(read(&format!("{{\"id\": {json}}}")).id.as_deref(), id, "{json}");
        }
    }

    #[test]
    fn fields_of_another_kind_are_left_out() {
        for wrong in ["null", "[]", "{}", "[[1]]"] {
            let json = format!(
                "{{\"text\": {wrong}, \"number\": {wrong}, \"flag\": {wrong}, \"list\": {wrong}, \"id\": 1}}"
            );
            let fields = read(&json);
            assert_eq!((fields.text, fields.number, fields.flag, fields.list.len()), (None, None, None, 0));
            assert_eq!(fields.id.as_deref(), Some("1"));
        }
        for wrong in ["null", "[]", "3", "\"x\""] {
            assert!(read(&format!("{{\"part\": {wrong}}}")).part.is_none(), "{wrong}");
        }
    }

    #[test]
    fn numbers_may_be_texts() {
        for (json, number) in
            [("1.5", Some(1.5)), ("\"75000 \"", Some(75_000.0)), ("\"NaN\"", None), ("1e999", None)]
        {
            assert_eq!(read(&format!("{{\"number\": {json}}}")).number, number, "{json}");
        }
    }

    #[test]
    fn lists_keep_what_is_good_and_end_somewhere() {
        let list = read("{\"list\": [\"a\", 1, null, \"\", {}, \"b\"]}").list;
        assert_eq!(list.iter().map(|text| text.0.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        let long = format!("{{\"list\": [{}\"a\"], \"id\": 1}}", "\"a\",".repeat(5_000));
        assert_eq!((read(&long).list.len(), read(&long).id.is_some()), (MAX_LIST, true));
    }

    #[test]
    fn one_text_is_a_list_of_one() {
        for (json, texts) in [("\"a\"", vec!["a"]), ("[\"a\", 1, \"b\"]", vec!["a", "b"]), ("true", vec![])] {
            assert_eq!(read(&format!("{{\"texts\": {json}}}")).texts, texts, "{json}");
        }
    }

    #[test]
    fn halves_of_surrogate_pairs_lose_only_themselves() {
        let text = read(r#"{"text": "Chef \ud83d"}"#).text.unwrap();
        assert!(text.starts_with("Chef \u{fffd}"), "{text:?}");
    }
}
