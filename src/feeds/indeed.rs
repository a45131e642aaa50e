//! XML as Indeed and its partners read it: `<job>` after `<job>` with flat fields. The names of
//! elements differ from one writer to the next; those that are known stand in `field`.

use std::io::BufRead;

use crate::feeds::xml::{Element, Records, fields};
use crate::feeds::{Origin, Refused, Row, Take};

/// Names of the element that holds one posting.
const RECORDS: [&str; 14] = [
    "job",
    "vacancy",
    "position",
    "offer",
    "ad",
    "advert",
    "item",
    "entry",
    "posting",
    "opening",
    "record",
    "row",
    "jobposting",
    "listing",
];

/// Names of the outermost element by which a feed without a posting is known as one.
const ROOTS: [&str; 10] =
    ["source", "jobs", "joblist", "vacancies", "positions", "offers", "ads", "rss", "feed", "items"];

/// Reads postings record by record. A faulty record is a row of its own; a file without any is refused
/// whole, unless its outermost element is one that holds postings.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    let mut records = Records::new(input, &RECORDS)?;
    while let Some((line, text)) = records.advance()? {
        let at = format!("line {line}");
        let row = match text.as_deref().map_err(Clone::clone).and_then(Element::read) {
            Ok(element) => fields::of(&element).row(at, "indeed", origin),
            Err(reason) => Row::new(at, Err(reason)),
        };
        if take(row).is_break() {
            return Ok(());
        }
    }
    let root = records.root();
    if !records.any() && !ROOTS.contains(&root) {
        return Err(Refused(format!(
            "is no feed of jobs: <{root}> holds no <job>, <vacancy>, <offer> or the like"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::read;
    use crate::feeds::{Origin, Refused, Row};
    use crate::model::stated_pay::{Amount, StatedPay};

    const FIXTURE: &str = include_str!("../../tests/fixtures/feeds/indeed.xml");

    fn rows(xml: &str) -> (Vec<Row>, Result<(), Refused>) {
        let mut rows = Vec::new();
        let mut take = |row| {
            rows.push(row);
            ControlFlow::Continue(())
        };
        let end = read(&mut xml.as_bytes(), &Origin::default(), &mut take);
        (rows, end)
    }

    #[test]
    fn jobs_of_a_faulty_file_come_in_one_by_one() {
        let (rows, end) = rows(FIXTURE);
        assert_eq!(end, Ok(()));
        let seen: Vec<_> = rows
            .iter()
            .map(|row| match &row.posting {
                Ok(posting) => format!("{}: {} {}", row.at, posting.key.native_id, posting.title),
                Err(reason) => format!("{}: {reason}", row.at),
            })
            .collect();
        assert_eq!(
            seen,
            [
                "line 12: 32433869 Senior Staff Accountant",
                // Entities of a DTD stand for themselves: none is ever expanded or fetched.
                "line 30: chem-1 R&D Chemist &bomb; &file;",
                "line 45: names no employer: give it with --company NAME",
                "line 50: has neither an id nor a url by which to know it again",
                "line 51: https://www.example.com/jobs/cook Cook",
            ]
        );
    }

    #[test]
    fn fields_are_read_under_their_many_names() {
        let (rows, _) = rows(FIXTURE);
        let [accountant, chemist, cook] = [0, 1, 4].map(|at| rows[at].posting.as_ref().unwrap());
        assert_eq!(accountant.url.as_deref(), Some("https://www.example.com/jobs/32433869/?a=1&b=2"));
        assert_eq!(accountant.posted.unwrap().at.date().to_string(), "2026-06-28");
        assert_eq!(accountant.valid_through.unwrap().to_string(), "2026-12-31");
        assert_eq!(accountant.description_html.as_deref(), Some("<p>Keep the books.</p>"));
        let ends = |pay: &[StatedPay]| pay.iter().map(|pay| [pay.min, pay.max]).collect::<Vec<_>>();
        let range = |low, high| vec![[Amount::new(low), Amount::new(high)]];
        assert_eq!(ends(&accountant.pay), range(70_000.0, 85_000.0));
        assert_eq!(accountant.pay[0].raw.as_deref(), Some("$70,000-$85,000/year"));
        assert_eq!(ends(&chemist.pay), range(90_000.0, 120_000.0));
        assert_eq!(chemist.company, "Example Labs");
        assert_eq!(chemist.url.as_deref(), Some("https://www.example.com/jobs/chem-1"));
        let text = chemist.description_html.as_deref().unwrap();
        assert_eq!(text, "Mix &amp; measure.<br>Yields > 5 &lt; 7 &oacute;");
        assert_eq!(cook.description_html.as_deref(), Some("<p>Fry &amp; bake.</p>"));
    }

    #[test]
    fn a_file_cut_off_is_refused_after_its_good_records() {
        let (rows, end) = rows(&FIXTURE[..FIXTURE.find("Withdrawn").unwrap()]);
        assert_eq!(rows.len(), 1);
        assert!(end.unwrap_err().0.starts_with("breaks off"));
    }

    #[test]
    fn only_feeds_may_be_empty() {
        assert_eq!(rows("<source><publisher>Example Corp</publisher></source>").1, Ok(()));
        for xml in ["<svg><path/></svg>", "<!doctype html><html><body>", "{}", "title,url\n"] {
            assert!(rows(xml).1.is_err(), "{xml}");
        }
    }
}
