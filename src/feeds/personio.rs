//! Personio's XML feed: `<workzag-jobs>` with a `<position>` for each opening.

use std::io::BufRead;

use crate::feeds::places::{self, Places};
use crate::feeds::xml::{Element, Records};
use crate::feeds::{Origin, Refused, Row, Take, dates, terms};
use crate::model::posting::{EmploymentType, Posted, Posting, PostingKey};

/// Most offices of one opening.
const MAX_OFFICES: usize = 50;

/// Reads postings one by one. Refused whole if it is another document.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    let mut records = Records::new(input, &["position"])?;
    loop {
        let record = records.advance();
        let root = records.root();
        if !root.is_empty() && root != "workzag-jobs" {
            return Err(Refused(format!(
                "is no feed of Personio: it begins with <{root}>, not <workzag-jobs>"
            )));
        }
        let Some((line, text)) = record? else { return Ok(()) };
        let element = text.as_deref().map_err(Clone::clone).and_then(Element::read);
        let row = Row::new(format!("line {line}"), element.and_then(|position| posting(&position, origin)));
        if take(row).is_break() {
            return Ok(());
        }
    }
}

fn posting(position: &Element<'_>, origin: &Origin) -> Result<Posting, String> {
    let text = |name| position.child_text(name);
    let native_id = text("id").ok_or("has no id")?;
    let title = text("name").ok_or("has no name")?;
    let company = text("subcompany").or(origin.company.as_deref()).or(origin.board.as_deref());
    let offices = offices(position);
    let url = origin.board.as_deref().and_then(|board| url(board, native_id));
    Ok(Posting {
        key: PostingKey {
            source: "personio".to_owned(),
            board: origin.board.clone().unwrap_or_default(),
            native_id: native_id.to_owned(),
        },
        title: title.to_owned(),
        company: company.ok_or("names no employer: give it with --company NAME")?.to_owned(),
        places: offices.places,
        work_mode: offices.work_mode,
        employment_type: employment_type(text("employmenttype"), text("schedule")),
        posted: text("createdat").and_then(dates::parse).map(|at| Posted { at, approximate: false }),
        apply_url: url.clone(),
        url,
        description_html: description(position),
        ..Posting::default()
    })
}

/// The opening's page; `None` where the board's name can't be part of a host name.
fn url(board: &str, id: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let fits = !board.is_empty() && board.bytes().all(plain) && id.bytes().all(plain);
    fits.then(|| format!("https://{board}.jobs.personio.de/job/{id}"))
}

fn offices(position: &Element<'_>) -> Places {
    let additional = position.child("additionaloffices").into_iter().flat_map(|list| &list.children);
    let all = position.children.iter().chain(additional).filter(|element| element.name == "office");
    let mut found = Places::default();
    for office in all.take(MAX_OFFICES) {
        let places = places::parse(office.text.trim());
        found.places.extend(places.places);
        found.work_mode = found.work_mode.or(places.work_mode);
    }
    found
}

/// What the contract says of internships and the like; else the hours, where they are not left open.
fn employment_type(contract: Option<&str>, schedule: Option<&str>) -> Option<EmploymentType> {
    let contract = contract.and_then(terms::employment_type);
    let hours = schedule.filter(|schedule| !schedule.contains("-or-")).and_then(terms::employment_type);
    contract.filter(|kind| *kind != EmploymentType::Other).or(hours).or(contract)
}

/// The parts of the advert, each under its heading.
fn description(position: &Element<'_>) -> Option<String> {
    let mut html = String::new();
    for part in position.child("jobdescriptions").into_iter().flat_map(|list| &list.children) {
        if let Some(heading) = part.child_text("name") {
            html.push_str(&format!("<h3>{}</h3>\n", html_escape::encode_text(heading)));
        }
        if let Some(value) = part.child("value") {
            html.push_str(&super::flat::record::description(value.content()));
            html.push('\n');
        }
    }
    Some(html).filter(|html| !html.is_empty())
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::read;
    use crate::feeds::{Origin, Refused, Row};
    use crate::model::posting::EmploymentType;

    const FIXTURE: &str = include_str!("../../tests/fixtures/feeds/personio.xml");

    fn rows(xml: &str, board: Option<&str>) -> Result<Vec<Row>, Refused> {
        let mut rows = Vec::new();
        let mut take = |row| {
            rows.push(row);
            ControlFlow::Continue(())
        };
        let origin = Origin { company: Some("Example Corp".to_owned()), board: board.map(str::to_owned) };
        read(&mut xml.as_bytes(), &origin, &mut take)?;
        Ok(rows)
    }

    #[test]
    fn positions_are_read() {
        let rows = rows(FIXTURE, Some("example")).unwrap();
        let engineer = rows[0].posting.as_ref().unwrap();
        assert_eq!(engineer.title, "Data Engineer (m/w/d) R&D");
        assert_eq!(engineer.company, "Example Corp GmbH");
        assert_eq!(engineer.url.as_deref(), Some("https://example.jobs.personio.de/job/901234"));
        assert_eq!(engineer.employment_type, Some(EmploymentType::FullTime));
        assert_eq!(engineer.posted.unwrap().at.to_string(), "2023-01-12T14:33:46Z");
        assert_eq!(
            engineer.description_html.as_deref(),
            Some(
                "<h3>Your tasks &amp; ours</h3>\n<ul><li>Build pipelines</li></ul>\n<h3>Benefits</h3>\n<p>Cake</p>\n"
            )
        );
        let intern = rows[1].posting.as_ref().unwrap();
        assert_eq!((intern.company.as_str(), &intern.description_html), ("Example Corp", &None));
        assert_eq!(intern.employment_type, Some(EmploymentType::Internship));
        assert_eq!(rows[2].posting.as_ref().unwrap_err(), "has no name");
    }

    #[test]
    fn without_a_board_there_is_no_url() {
        for board in [None, Some(""), Some("evil.example/"), Some("a b")] {
            let rows = rows(FIXTURE, board).unwrap();
            assert_eq!(rows[0].posting.as_ref().unwrap().url, None, "{board:?}");
        }
    }

    #[test]
    fn other_documents_are_refused() {
        for xml in ["<source><job/></source>", "<positions><position/></positions>", "<html>", "[]", ""] {
            assert!(rows(xml, None).is_err(), "{xml}");
        }
        assert!(rows("<workzag-jobs></workzag-jobs>", None).unwrap().is_empty());
    }
}
