//! Answers of hiring systems: told from one another, and gone through posting by posting.

use std::io::BufRead;
use std::ops::ControlFlow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::list::each;
use super::system::{ASHBY, Fields, System};
use super::{lenient, text, unreadable};
#[cfg(test)]
use crate::feeds::Origin;
use crate::feeds::{Refused, Row, Take};
use crate::model::posting::Posting;

/// Largest posting in bytes; the largest known, in several languages, have some 200 KB.
const MAX_POSTING: usize = 4 * 1024 * 1024;

/// Most characters of a document's text that are shown in a reason.
pub const SHOWN: usize = 200;

/// The keys under which systems list their postings.
const LISTS: [&str; 4] = ["jobs", "results", "content", "offers"];

/// One posting of an answer.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    json: &'a str,
    /// What the answer calls the whole, beside its list: at Workable the employer.
    pub name: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// The posting as a value of `T`, or why it is none.
    pub fn read<T: Deserialize<'a>>(self) -> Result<T, String> {
        if self.json.len() > MAX_POSTING {
            return Err(format!("is larger than {MAX_POSTING} bytes"));
        }
        if !self.json.starts_with('{') {
            return Err("is no object".to_owned());
        }
        serde_json::from_str(self.json).map_err(|error| format!("is no posting: {error}"))
    }
}

/// Hands over the postings of an answer, or of the details of one posting, as `posting` reads them;
/// those of which it makes nothing are passed over. An answer that breaks off or is of another system
/// is refused before any is handed over.
pub fn read(
    system: &System,
    input: &mut dyn BufRead,
    take: Take<'_>,
    posting: &dyn Fn(Entry<'_>) -> Result<Option<Posting>, String>,
) -> Result<(), Refused> {
    let document = text(input, system.name)?;
    let answer = Answer::of(system, &document)?;
    let name = answer.name.as_deref();
    let mut row = |at: String, json: &str| match posting(Entry { json, name }) {
        Ok(None) => ControlFlow::Continue(()),
        Ok(Some(posting)) => take(Row::new(at, Ok(posting))),
        Err(reason) => take(Row::new(at, Err(reason))),
    };
    let Some(list) = answer.list else {
        // there is nothing after it that a break could stop
        let (ControlFlow::Continue(()) | ControlFlow::Break(())) =
            row("the posting".to_owned(), answer.whole);
        return Ok(());
    };
    each(list, &mut |index, json| row(format!("{}[{index}]", answer.key), json));
    Ok(())
}

/// A well-formed answer.
struct Answer<'a> {
    whole: &'a str,
    /// The key of the list; empty where the answer is the list itself.
    key: &'static str,
    /// `None` where the answer is one posting.
    list: Option<&'a str>,
    name: Option<String>,
}

/// What may stand around a list of postings.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope<'a> {
    #[serde(borrow)]
    jobs: Option<&'a RawValue>,
    #[serde(borrow)]
    results: Option<&'a RawValue>,
    #[serde(borrow)]
    content: Option<&'a RawValue>,
    #[serde(borrow)]
    offers: Option<&'a RawValue>,
    /// Only Ashby's answers have it.
    #[serde(rename = "apiVersion")]
    api_version: Option<IgnoredAny>,
    #[serde(deserialize_with = "lenient::text")]
    name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    error: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    message: Option<String>,
}

impl<'a> Envelope<'a> {
    fn list(&self, key: &str) -> Option<&'a str> {
        let value = match key {
            "jobs" => self.jobs,
            "results" => self.results,
            "content" => self.content,
            "offers" => self.offers,
            _ => None,
        };
        value.map(RawValue::get).filter(|value| value.starts_with('['))
    }
}

impl<'a> Answer<'a> {
    fn of(system: &System, document: &'a str) -> Result<Self, Refused> {
        let whole = document.trim_start();
        let no = |error: serde_json::Error| unreadable(system.name, &error);
        if whole.starts_with('[') {
            let list = serde_json::from_str::<&RawValue>(document).map_err(no)?.get();
            examine(system, list)?;
            return Ok(Self { whole, key: "", list: Some(list), name: None });
        }
        let envelope: Envelope<'_> = serde_json::from_str(document).map_err(no)?;
        if let Some((key, list)) = system.lists.iter().find_map(|key| Some((*key, envelope.list(key)?))) {
            match envelope.api_version {
                Some(IgnoredAny) if *system != ASHBY && is_empty(list) => {
                    return Err(refuse(system, "it has an `apiVersion`", Some(&ASHBY)));
                }
                _ => examine(system, list)?,
            }
            return Ok(Self { whole, key, list: Some(list), name: envelope.name });
        }
        let fields = Fields::of(whole);
        if fields.fit(system) || fields.are_marked(system) {
            return Ok(Self { whole, key: "", list: None, name: None });
        }
        Err(no_posting(system, &envelope, &fields))
    }
}

/// Refuses a list in which no entry can be a posting of the system.
fn examine(system: &System, list: &str) -> Result<(), Refused> {
    let (mut entries, mut own, mut fitting) = (0_usize, false, false);
    let mut other = None;
    each(list, &mut |_, json| {
        entries += 1;
        let fields = Fields::of(json);
        fitting |= fields.fit(system);
        own = fields.fit(system) && fields.are_marked(system);
        other = other.or_else(|| fields.other_than(system));
        if own { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if own || entries == 0 || (fitting && other.is_none()) {
        return Ok(());
    }
    let (id, title) = (system.id, system.title);
    let why = match other {
        Some(_) => "its postings have other fields".to_owned(),
        None => format!("none of its entries ({entries}) has `{id}` and `{title}`"),
    };
    Err(refuse(system, &why, other))
}

/// The refusal of an object that is neither a list of postings nor one posting.
fn no_posting(system: &System, envelope: &Envelope<'_>, fields: &Fields) -> Refused {
    if let Some(said) = envelope.error.as_deref().or(envelope.message.as_deref()) {
        let said: String = said.chars().take(SHOWN).collect();
        return refuse(system, &format!("it says {said:?}"), None);
    }
    let mut other = fields.other_than(system);
    for list in LISTS.into_iter().filter_map(|key| envelope.list(key)) {
        each(list, &mut |_, json| {
            other = other.or_else(|| Fields::of(json).other_than(system));
            if other.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    }
    match system.lists {
        [] => refuse(system, "it is no list of postings", other),
        keys => refuse(system, &format!("it has no list `{}`", keys.join("` or `")), other),
    }
}

fn refuse(system: &System, why: &str, other: Option<&System>) -> Refused {
    let hint = other.map_or_else(String::new, |other| {
        format!("; is it one of {} (--format {})?", other.name, other.format)
    });
    Refused(format!("is no answer of {}: {why}{hint}", system.name))
}

fn is_empty(list: &str) -> bool {
    list.trim_start_matches('[').trim_start().starts_with(']')
}

/// The rows of a document as a format's `read` hands them over: where each stands, and its posting or
/// why it is none.
#[cfg(test)]
pub fn rows_of(
    read: fn(&mut dyn BufRead, &Origin, Take<'_>) -> Result<(), Refused>,
    document: &str,
    origin: &Origin,
) -> Vec<(String, Result<Posting, String>)> {
    let mut rows = Vec::new();
    let mut take = |row: Row| {
        rows.push((row.at, row.posting));
        ControlFlow::Continue(())
    };
    read(&mut document.as_bytes(), origin, &mut take).unwrap();
    rows
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use serde::Deserialize;

    use super::super::identity::required;
    use super::super::lenient;
    use super::super::system::{ASHBY, GREENHOUSE, LEVER, SMART_RECRUITERS, System, WORKABLE};
    use super::{Entry, read};
    use crate::feeds::Row;
    use crate::model::posting::Posting;

    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Job {
        #[serde(deserialize_with = "lenient::id")]
        id: Option<String>,
        #[serde(deserialize_with = "lenient::text")]
        title: Option<String>,
    }

    fn posting(entry: Entry<'_>) -> Result<Option<Posting>, String> {
        let job: Job = entry.read()?;
        if job.title.as_deref() == Some("hidden") {
            return Ok(None);
        }
        let (_, title) = required(&GREENHOUSE, job.id, job.title)?;
        Ok(Some(Posting { title, ..Posting::default() }))
    }

    fn rows(system: &System, document: &str) -> Result<Vec<String>, String> {
        let mut rows = Vec::new();
        let mut take = |row: Row| {
            rows.push(format!("{}: {}", row.at, row.posting.map_or_else(|reason| reason, |it| it.title)));
            ControlFlow::Continue(())
        };
        read(system, &mut document.as_bytes(), &mut take, &posting).map_err(|refused| refused.0)?;
        Ok(rows)
    }

    #[test]
    fn bad_entries_are_rejected_one_by_one() {
        let document = r#"{"jobs": [
            {"id": 1, "title": "Chef", "absolute_url": null}, 3, null, {"legal": "notice"}, {"id": 2},
            {"id": "x", "title": 7}, {"id": 3, "title": "hidden"}, {"id": 4, "title": "Cook"}
        ]}"#;
        assert_eq!(
            rows(&GREENHOUSE, document).unwrap(),
            [
                "jobs[0]: Chef",
                "jobs[1]: is no object",
                "jobs[2]: is no object",
                "jobs[3]: has no id (`id`)",
                "jobs[4]: has no title (`title`); its id is \"2\"",
                "jobs[5]: has no title (`title`); its id is \"x\"",
                "jobs[7]: Cook",
            ]
        );
        let bare = r#"[{"id": 1, "title": "Chef", "absolute_url": ""}]"#;
        assert_eq!(rows(&GREENHOUSE, bare).unwrap(), ["[0]: Chef"]);
        let one = r#" {"id": 1, "title": "Chef", "content": "x"} "#;
        assert_eq!(rows(&GREENHOUSE, one).unwrap(), ["the posting: Chef"]);
        assert_eq!(rows(&GREENHOUSE, "{\"jobs\": [], \"meta\": {\"total\": 0}}").unwrap(), [""; 0]);
    }

    #[test]
    fn answers_of_other_systems_are_refused_whole() {
        let lever = r#"[{"id": "a", "text": "Chef", "hostedUrl": ""}]"#;
        let ashby = r#"{"jobs": [{"id": "a", "title": "Chef", "jobUrl": ""}], "apiVersion": "1"}"#;
        let workable = r#"{"name": "Example Corp", "jobs": [{"shortcode": "A", "title": "Chef"}]}"#;
        let cases = [
            (&GREENHOUSE, lever, "its postings have other fields; is it one of Lever (--format lever)?"),
            (&GREENHOUSE, ashby, "its postings have other fields; is it one of Ashby (--format ashby)?"),
            (&GREENHOUSE, r#"{"jobs": [], "apiVersion": "1"}"#, "is it one of Ashby"),
            (&ASHBY, workable, "is it one of Workable (--format workable)?"),
            (&LEVER, ashby, "it is no list of postings; is it one of Ashby (--format ashby)?"),
            (&SMART_RECRUITERS, workable, "it has no list `content`; is it one of Workable"),
            (&WORKABLE, r#"{"results": 3}"#, "it has no list `jobs` or `results`"),
            (&WORKABLE, r#"{"error": "Not found"}"#, "it says \"Not found\""),
            (&LEVER, r#"[{"legal": "notice"}, {"id": 1}]"#, "none of its entries (2) has `id` and `text`"),
            (&LEVER, r#"[{"id": "a", "text": "Chef"}, {"id": "b""#, "breaks off in line 1"),
            (&GREENHOUSE, r#"{"jobs": [{"id": 1, "title": "Chef"}]} x"#, "trailing characters"),
        ];
        for (system, document, reason) in cases {
            let refused = rows(system, document).unwrap_err();
            assert!(refused.starts_with("is no ") && refused.contains(reason), "{refused}");
        }
    }

    #[test]
    fn nesting_has_no_bottom_and_breaks_nothing() {
        let deep = "[".repeat(1_000_000);
        assert!(rows(&GREENHOUSE, &deep).unwrap_err().contains("breaks off"));
        let closed = format!("{deep}{}", "]".repeat(1_000_000));
        assert!(rows(&GREENHOUSE, &closed).unwrap_err().contains("none of its entries (1)"));
        let inside =
            format!("{{\"jobs\": [{{\"id\": 1, \"title\": {closed}}}, {{\"id\": 2, \"title\": \"Chef\"}}]}}");
        let rows = rows(&GREENHOUSE, &inside).unwrap();
        assert_eq!(rows, ["jobs[0]: has no title (`title`); its id is \"1\"", "jobs[1]: Chef"]);
    }

    #[test]
    fn reading_stops_when_it_is_told_to() {
        let document = r#"{"jobs": [{"id": 1, "title": "Chef"}, {"id": 2, "title": "Cook"}]}"#;
        let mut count = 0;
        let mut take = |_: Row| {
            count += 1;
            ControlFlow::Break(())
        };
        read(&GREENHOUSE, &mut document.as_bytes(), &mut take, &posting).unwrap();
        assert_eq!(count, 1);
    }
}
