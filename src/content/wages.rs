//! The wage tables: `wages/areas.csv`, `wages/occupations.csv` and `wages/wages.csv`, with
//! `wages/release.json` saying what they are. Every faulty row is named with its line; if there is
//! one, nothing of the tables is used.

use std::collections::{BTreeMap, HashMap};

use csv::{ReaderBuilder, StringRecord};

use super::problem::{Problem, Severity, did_you_mean};
use crate::model::wage::{Area, Occupation, Percentile, Release, Wage, Wages};

const CHECK: &str = "wages";

/// The tables by name, with the columns that each must have, in this order.
const TABLES: [(&str, &[&str]); 3] = [
    ("areas.csv", &["area", "name"]),
    ("occupations.csv", &["soc", "title"]),
    ("wages.csv", &["area", "soc", "employment", "mean", "p10", "p25", "median", "p75", "p90"]),
];

/// Largest figure that a table may hold; a larger one is a slip.
const LARGEST: u32 = 1_000_000_000;

/// A row and the line on which it begins.
type Row = (usize, StringRecord);

/// One table while it is read.
struct Table<'a> {
    /// As named in messages.
    name: String,
    problems: &'a mut Vec<Problem>,
}

impl Table<'_> {
    fn report(&mut self, line: usize, field: &str, message: String, help: &str) {
        self.problems.push(Problem {
            file: self.name.clone(),
            line,
            column: 1,
            field: field.to_owned(),
            check: CHECK,
            message,
            help: help.to_owned(),
            severity: Severity::Error,
        });
    }

    /// The rows under a header that must be `columns`; rows that are no rows of it are reported.
    fn rows(&mut self, bytes: &[u8], columns: &[&str]) -> Vec<Row> {
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut rows = Vec::new();
        let mut header = true;
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1));
                    if header && record.iter().ne(columns.iter().copied()) {
                        let message = "the first row does not name the columns".to_owned();
                        self.report(line, "", message, &format!("Write {}", columns.join(",")));
                        return Vec::new();
                    } else if !header && record.len() != columns.len() {
                        let message = format!("{} fields instead of {}", record.len(), columns.len());
                        self.report(line, "", message, "Restore the row, or remove it");
                    } else if !header {
                        rows.push((line, record));
                    }
                    header = false;
                }
                Err(error) => {
                    let line = error.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1));
                    self.report(
                        line,
                        "",
                        "this row is not text in UTF-8".to_owned(),
                        "Save the file as UTF-8",
                    );
                }
            }
        }
        if header {
            self.report(1, "", "the table is empty".to_owned(), &format!("Begin with {}", columns.join(",")));
        }
        rows
    }

    /// Rows of two texts, the first of which identifies the row and has a form of its own.
    fn names(&mut self, rows: &[Row], column: &str, well_formed: fn(&str) -> bool) -> Vec<(String, String)> {
        let mut lines: HashMap<&str, usize> = HashMap::new();
        let mut names = Vec::with_capacity(rows.len());
        for (line, row) in rows {
            let (key, name) = (&row[0], row[1].trim());
            if !well_formed(key) {
                self.report(*line, column, format!("{key:?} is no such code"), "Correct it");
            } else if name.is_empty() {
                self.report(*line, "", format!("{key} has no name"), "Add it");
            } else if let Some(first) = lines.insert(key, *line) {
                self.report(
                    *line,
                    column,
                    format!("{key} stands on line {first} already"),
                    "Keep one of the two",
                );
            } else {
                names.push((key.to_owned(), name.to_owned()));
            }
        }
        names
    }

    /// A figure; an empty field is one that the release leaves out.
    fn figure(
        &mut self,
        line: usize,
        row: &StringRecord,
        at: usize,
        columns: &[&str],
        least: u32,
    ) -> Option<u32> {
        let text = row[at].trim();
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(value) if (least..=LARGEST).contains(&value) => return Some(value),
            Ok(value) => {
                let message = format!("{value} is not between {least} and {LARGEST}");
                self.report(line, columns[at], message, "Correct it, or leave the field empty");
            }
            Err(_) if text.starts_with('-') => {
                let message = format!("{text} is negative");
                self.report(line, columns[at], message, "Correct it, or leave the field empty");
            }
            Err(_) => {
                let message = format!("{text:?} is no whole number");
                self.report(line, columns[at], message, "Write digits alone, or leave the field empty");
            }
        }
        None
    }

    /// Reports percentiles that fall.
    fn rising(&mut self, line: usize, percentiles: &[Option<u32>; 5]) {
        let known: Vec<(Percentile, u32)> = Percentile::ALL
            .into_iter()
            .zip(percentiles)
            .filter_map(|(p, value)| Some((p, (*value)?)))
            .collect();
        for pair in known.windows(2) {
            let ((below, low), (above, high)) = (pair[0], pair[1]);
            if high < low {
                let message = format!("the {} {high} is below the {} {low}", above.name(), below.name());
                self.report(line, "", message, "Correct the wrong one");
            }
        }
    }
}

/// Whether a file name in `wages/` is one of the tables.
pub fn is_table(name: &str) -> bool {
    TABLES.iter().any(|(table, _)| *table == name)
}

/// The wages of a set of files, `tables` by their name in `folder`. `None`, with every reason among
/// the problems, unless all is in order.
pub fn read(
    folder: &str,
    release: Option<&Release>,
    tables: &BTreeMap<String, Vec<u8>>,
    problems: &mut Vec<Problem>,
) -> Option<Wages> {
    let before = problems.len();
    let mut rows: Vec<Vec<Row>> = Vec::with_capacity(TABLES.len());
    for (name, columns) in TABLES {
        let mut table = Table { name: format!("{folder}/{name}"), problems: &mut *problems };
        match tables.get(name) {
            Some(bytes) => rows.push(table.rows(bytes, columns)),
            None => {
                table.report(1, "", "this file is missing".to_owned(), "The wage tables need it");
                rows.push(Vec::new());
            }
        }
    }
    let mut table = Table { name: format!("{folder}/{}", TABLES[0].0), problems };
    let areas = table.names(&rows[0], "area", is_area_code);
    table.name = format!("{folder}/{}", TABLES[1].0);
    let occupations = table.names(&rows[1], "soc", is_soc);
    table.name = format!("{folder}/{}", TABLES[2].0);
    let wages = figures(&mut table, &rows[2], &areas, &occupations);
    let release = release?;
    if !areas.iter().any(|(code, _)| *code == release.nation) {
        let message = format!("the nation {} of release.json is not among the areas", release.nation);
        table.name = format!("{folder}/{}", TABLES[0].0);
        table.report(1, "", message, "Add the area, or name another nation");
    }
    let mut areas: Vec<Area> = areas.into_iter().map(|(code, name)| Area { code, name }).collect();
    areas.sort_by_key(|area| (area.code != release.nation, area.name.clone()));
    let mut occupations: Vec<Occupation> =
        occupations.into_iter().map(|(soc, title)| Occupation { soc, title }).collect();
    occupations.sort_by(|a, b| a.soc.cmp(&b.soc));
    (problems.len() == before).then(|| Wages { release: release.clone(), areas, occupations, wages })
}

fn figures(
    table: &mut Table<'_>,
    rows: &[Row],
    areas: &[(String, String)],
    occupations: &[(String, String)],
) -> Vec<Wage> {
    let columns = TABLES[2].1;
    let names = |of: &[(String, String)]| -> HashMap<String, usize> {
        of.iter().enumerate().map(|(at, (code, _))| (code.clone(), at)).collect()
    };
    let (area_places, occupation_places) = (names(areas), names(occupations));
    let mut lines: HashMap<(usize, usize), usize> = HashMap::with_capacity(rows.len());
    let mut wages = Vec::with_capacity(rows.len());
    for (line, row) in rows {
        let (area, soc) = (&row[0], &row[1]);
        let places = (area_places.get(area), occupation_places.get(soc));
        if places.0.is_none() {
            let hint = did_you_mean(area, areas.iter().map(|(code, _)| code.as_str()));
            let help = hint.unwrap_or_else(|| "Add it to areas.csv, or correct it".to_owned());
            table.report(*line, "area", format!("unknown area {area:?}"), &help);
        }
        if places.1.is_none() {
            let hint = did_you_mean(soc, occupations.iter().map(|(code, _)| code.as_str()));
            let help = hint.unwrap_or_else(|| "Add it to occupations.csv, or correct it".to_owned());
            table.report(*line, "soc", format!("unknown occupation {soc:?}"), &help);
        }
        if let (Some(at), Some(of)) = places
            && let Some(first) = lines.insert((*at, *of), *line)
        {
            let message = format!("{soc} in {area} stands on line {first} already");
            table.report(*line, "", message, "Keep one of the two");
        }
        let mut figure = |at, least| table.figure(*line, row, at, columns, least);
        let wage = Wage {
            area: area.to_owned(),
            soc: soc.to_owned(),
            employment: figure(2, 0),
            mean: figure(3, 1),
            percentiles: [figure(4, 1), figure(5, 1), figure(6, 1), figure(7, 1), figure(8, 1)],
        };
        table.rising(*line, &wage.percentiles);
        wages.push(wage);
    }
    wages.sort_by(|a, b| a.soc.cmp(&b.soc).then(a.area.cmp(&b.area)));
    wages
}

/// `US`, `US-CA`: ISO 3166-1 and 3166-2.
fn is_area_code(code: &str) -> bool {
    let (country, part) = code.split_once('-').unwrap_or((code, "X"));
    let upper = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    country.len() == 2 && upper(country) && (1..=3).contains(&part.len()) && upper(part)
}

/// `15-1252`.
fn is_soc(code: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    code.split_once('-').is_some_and(|(major, minor)| digits(major, 2) && digits(minor, 4))
}
