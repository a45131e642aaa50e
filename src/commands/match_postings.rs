//! `match`: the matcher by itself, one posting a line.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::load::tree;
use crate::cli::MatchPostings;
use crate::content::load::load;
use crate::matching::text::plain;
use crate::matching::{Advert, Matcher};
use crate::model::slug::Slug;

/// Longest line that is read, in bytes; an advert has some thousands.
const LONGEST_LINE: u64 = 4 * 1024 * 1024;

/// A posting as it comes in; names that are not listed are passed over.
#[derive(Debug, Deserialize)]
struct Row<'a> {
    #[serde(default)]
    id: Value,
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(borrow, default)]
    company: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    description_html: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    description: Option<Cow<'a, str>>,
}

/// Where it stands.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: &'a Value,
    path: Option<&'a Slug>,
    stage: Option<&'static str>,
    /// In hundredths.
    score: f64,
    reasons: &'a [String],
    skills: &'a [Slug],
}

/// Reads postings from a file or standard input and writes to standard output where each stands, in the
/// same order. A line that can't be read is told on standard error with its number and left out; the
/// others are answered all the same.
pub fn run(options: &MatchPostings) -> Result<()> {
    let content = load(&tree(options.data.as_deref())?)?;
    let matcher = Matcher::new(&content.paths, &content.skills);
    let output = BufWriter::new(io::stdout().lock());
    let answered = match options.file.as_deref().filter(|file| *file != std::path::Path::new("-")) {
        Some(file) => {
            let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
            answer(&matcher, BufReader::new(opened), output)
        }
        None => answer(&matcher, io::stdin().lock(), output),
    };
    match answered {
        // Whoever read the answers wants no more of them.
        Err(error) if is_broken_pipe(&error) => Ok(()),
        other => other,
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Answers line by line; memory is that of the longest line.
#[expect(clippy::print_stderr, reason = "lines left out are told beside the answers, not among them")]
fn answer(matcher: &Matcher, mut input: impl BufRead, mut output: impl Write) -> Result<()> {
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        if u64::try_from(read)? == LONGEST_LINE && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
            eprintln!("line {number}: left out: longer than {LONGEST_LINE} bytes");
        } else if !line.trim_ascii().is_empty() {
            match serde_json::from_slice::<Row<'_>>(&line) {
                Ok(row) => write(matcher, &row, &mut output)?,
                Err(error) => eprintln!("line {number}: left out: {error}"),
            }
        }
    }
    output.flush()?;
    Ok(())
}

fn write(matcher: &Matcher, row: &Row<'_>, output: &mut impl Write) -> Result<()> {
    let html = row.description_html.as_ref().or(row.description.as_ref());
    let text = html.map(|html| plain(html)).unwrap_or_default();
    let company = row.company.as_deref().unwrap_or_default();
    let found = matcher.find(&Advert { title: &row.title, company, text: &text });
    let answer = Answer {
        id: &row.id,
        path: found.standing.path.as_ref(),
        stage: found.standing.stage.map(|stage| stage.word()),
        score: (found.score * 100.0).round() / 100.0,
        reasons: &found.standing.reasons,
        skills: &found.skills,
    };
    serde_json::to_writer(&mut *output, &answer).map_err(io::Error::from)?;
    output.write_all(b"\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{LONGEST_LINE, answer};
    use crate::matching::Matcher;

    fn answers(input: &str) -> Vec<Value> {
        let mut output = Vec::new();
        answer(&Matcher::new(&[], &[]), input.as_bytes(), &mut output).unwrap();
        output.split(|b| *b == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
    }

    #[test]
    fn each_readable_line_is_answered_in_order() {
        let long = format!("{{\"title\": \"{}\"}}", "x".repeat(usize::try_from(LONGEST_LINE).unwrap()));
        let input = format!(
            "{{\"id\": 7, \"title\": \"Junior Potter\", \"company\": null}}\nno json\n\n{long}\n{{\"id\": \"b\"}}\n\
             {{\"id\": \"c\", \"title\": \"Cl\\u0065rk\", \"description\": \"text\", \"other\": [1]}}"
        );
        let answers = answers(&input);
        let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
        assert_eq!(ids, [&Value::from(7), &Value::from("c")]);
        assert_eq!((&answers[0]["path"], &answers[0]["stage"]), (&Value::Null, &Value::from("entry")));
        assert_eq!(answers[1]["stage"], Value::Null);
    }
}
