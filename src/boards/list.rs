//! `boards.json`: the boards that are asked for their postings, and on what terms.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;

use super::fault::Faults;
use super::{checks, kind};
use crate::feeds::{Format, Origin};

/// Largest `boards.json` in bytes.
const LARGEST_LIST: u64 = 16 << 20;

/// Longest time between two polls that can be asked for.
const LONGEST_POLL: SignedDuration = SignedDuration::from_hours(30 * 24);

/// `boards.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardList {
    /// Address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default)]
    pub schema: String,
    /// In the order in which they are asked, as far as their hosts allow.
    pub boards: Vec<Board>,
}

/// A board of an employer, and what its source allows. What is not stated to be allowed is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// The hiring system, or the form of the feed.
    #[serde(with = "kind")]
    #[schemars(schema_with = "kind::schema")]
    pub kind: Format,
    /// The employer; used where a posting names none.
    #[schemars(length(min = 1, max = 200))]
    pub company: String,
    /// The id of the board in its hiring system; for a feed with an address of its own, any name by
    /// which its postings are known again. A posting is known by kind, board and its own id: a board
    /// that is renamed here is another one.
    #[schemars(length(min = 1, max = 120))]
    pub board: String,
    /// Where the feed is. Needed for `jsonld`, `indeed`, `rss`, `ndjson` and `csv`; for a board of a
    /// hiring system instead of the address that follows from its id, as on hosts for one region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", length(min = 8, max = 2000))]
    pub url: Option<String>,
    /// Whether an answer holds every open position, so that one that is missing has closed. True for
    /// boards of hiring systems unless stated, false for all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    pub complete: Option<bool>,
    /// Whether pages of its postings may be indexed by search engines.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_index: bool,
    /// Whether pages of its postings may carry JobPosting markup.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_mark_up: bool,
    /// What must be shown with its postings, as "Jobs by Example Corp".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", length(min = 1, max = 200))]
    pub attribution: Option<String>,
    /// Least time from one poll to the next, as `1h` or `1h30m`, up to 720h.
    #[serde(default)]
    pub min_poll: MinPoll,
}

impl Board {
    /// "greenhouse/examplecorp": a name that no other board of a list has.
    pub fn name(&self) -> String {
        format!("{}/{}", self.source(), self.board)
    }

    /// "greenhouse": the system it is a board of, by which its postings are known.
    pub fn source(&self) -> String {
        kind::name(self.kind)
    }

    /// Whether a whole answer holds every open position.
    pub fn is_complete(&self) -> bool {
        self.complete.unwrap_or(kind::is_board_api(self.kind))
    }

    /// What the reader of its feed is told.
    pub fn origin(&self) -> Origin {
        Origin { company: Some(self.company.clone()), board: Some(self.board.clone()) }
    }

    /// Whether it may be polled again, when it was polled last at `last`.
    pub fn is_due(&self, last: Option<Timestamp>, now: Timestamp) -> bool {
        last.is_none_or(|last| now.duration_since(last) >= self.min_poll.0 || last > now)
    }
}

/// Least time from one poll to the next; an hour unless stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MinPoll(pub SignedDuration);

impl MinPoll {
    /// As a span that never is negative.
    pub fn duration(self) -> Duration {
        Duration::try_from(self.0).unwrap_or_default()
    }
}

impl Default for MinPoll {
    fn default() -> Self {
        Self(SignedDuration::from_hours(1))
    }
}

impl Serialize for MinPoll {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:#}", self.0))
    }
}

impl<'de> Deserialize<'de> for MinPoll {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let span: SignedDuration = text.parse().map_err(de::Error::custom)?;
        if (SignedDuration::ZERO..=LONGEST_POLL).contains(&span) {
            Ok(Self(span))
        } else {
            Err(de::Error::custom(format!("{text:?} is not between 0s and 720h")))
        }
    }
}

impl JsonSchema for MinPoll {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MinPoll".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 2, "pattern": "^([0-9]+h)?( ?[0-9]+m)?( ?[0-9]+s)?$" })
    }
}

/// The JSON Schema (draft 2020-12) of `boards.json`.
pub fn schema() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<BoardList>().to_value()
}

impl BoardList {
    /// Reads a file. Fails with all that is wrong with it, or with why it can't be read.
    pub fn open(file: &Path) -> anyhow::Result<Self> {
        let name = file.display().to_string();
        let unreadable = || {
            format!(
                "cannot read the boards in {name}; write the list as the README shows, or name another with --boards"
            )
        };
        let size = std::fs::metadata(file).with_context(unreadable)?.len();
        anyhow::ensure!(size <= LARGEST_LIST, "{name} is too large for a list of boards: {size} bytes");
        let text = std::fs::read_to_string(file).with_context(unreadable)?;
        Ok(Self::read(&name, &text)?)
    }

    /// Reads the text of a file that is called `name`. Fails with all that is wrong with it.
    pub fn read(name: &str, text: &str) -> Result<Self, Faults> {
        checks::read(text).map_err(|faults| Faults::new(name, faults))
    }

    /// The boards that are meant by names such as `examplecorp` or `greenhouse/examplecorp`, each
    /// once, in the order of the list; all of them where no name is given. Fails with the names that
    /// mean none.
    pub fn select(&self, names: &[String]) -> Result<Vec<&Board>, String> {
        let means = |name: &str, board: &Board| board.board == name || board.name() == name;
        let unknown: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .filter(|name| !self.boards.iter().any(|board| means(name, board)))
            .collect();
        if !unknown.is_empty() {
            let known: Vec<String> = self.boards.iter().map(Board::name).collect();
            let hint = known.iter().map(|name| (unknown_likeness(&unknown, name), name));
            let near = hint.filter(|(likeness, _)| *likeness > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
            let hint = near.map_or_else(String::new, |(_, name)| format!("; did you mean {name}?"));
            return Err(format!("no such board in the list: {}{hint}", unknown.join(", ")));
        }
        let wanted = |board: &&Board| names.is_empty() || names.iter().any(|name| means(name, board));
        Ok(self.boards.iter().filter(wanted).collect())
    }
}

/// How near the first unknown name is to one of the list, with or without its kind; from 0 to 1.
fn unknown_likeness(unknown: &[&str], known: &str) -> f64 {
    let Some(given) = unknown.first() else { return 0.0 };
    let board = known.split_once('/').map_or(known, |(_, board)| board);
    strsim::jaro_winkler(given, known).max(strsim::jaro_winkler(given, board))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{BoardList, schema};

    const TEXT: &str = r#"{ "$schema": "boards.schema.json", "boards": [
        { "kind": "greenhouse", "company": "Example Corp", "board": "examplecorp" },
        { "kind": "rss", "company": "Example Press", "board": "press", "url": "https://jobs.example/feed",
          "may_index": true, "attribution": "Jobs by Example Press", "min_poll": "1h30m" }
    ] }"#;

    fn list() -> BoardList {
        BoardList::read("boards.json", TEXT).unwrap()
    }

    #[test]
    fn what_is_not_stated_to_be_allowed_is_not() {
        let BoardList { boards, .. } = list();
        assert!(!boards[0].may_index && !boards[0].may_mark_up && boards[0].is_complete());
        assert!(boards[1].may_index && !boards[1].may_mark_up && !boards[1].is_complete());
        assert_eq!((boards[0].min_poll.duration().as_secs(), boards[1].min_poll.0.as_mins()), (3600, 90));
    }

    #[test]
    fn lists_read_back_as_they_are_written() {
        let written = serde_json::to_string(&list()).unwrap();
        assert_eq!(BoardList::read("boards.json", &written), Ok(list()), "{written}");
    }

    #[test]
    fn a_board_is_due_when_its_time_has_passed_or_its_clock_was_wrong() {
        let board = &list().boards[1];
        let at = |minute: i64| Timestamp::from_second(1_800_000_000 + minute * 60).unwrap();
        for (last, due) in [(0, true), (10, true), (11, false), (100, false), (101, true)] {
            assert_eq!(board.is_due(Some(at(last)), at(100)), due, "{last}");
        }
        assert!(board.is_due(None, at(0)));
    }

    #[test]
    fn boards_are_chosen_by_id_or_full_name() {
        let list = list();
        let chosen = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            list.select(&names).map(|boards| boards.iter().map(|board| board.name()).collect::<Vec<_>>())
        };
        assert_eq!(chosen(&[]).unwrap().len(), 2);
        assert_eq!(chosen(&["rss/press", "press"]).unwrap(), ["rss/press"]);
        let error = chosen(&["exmplecorp", "press", "nil"]).unwrap_err();
        let wanted = "no such board in the list: exmplecorp, nil; did you mean greenhouse/examplecorp?";
        assert_eq!(error, wanted);
    }

    #[test]
    fn the_schema_names_every_kind_and_no_null() {
        let text = schema().to_string();
        assert!(text.contains("\"smartrecruiters\"") && text.contains("\"jsonld\""), "{text}");
        assert!(!text.contains("\"null\""), "{text}");
    }
}
