//! RSS and Atom. Read record by record like the other XML feeds rather than with a library for news:
//! such libraries hold the feed whole, refuse it for one fault, and drop the elements that make an item
//! a posting (company, location, region, job type, expiry).
//!
//! The employer stands in an element of its own, or is known of the feed, or is part of the title:
//! "Title — Company", "Title at Company", "Company: Title". A title is parted at a dash first, then at
//! "at" before a capital, then at a colon, and only if the employer stands nowhere else; an employer
//! that is known is taken off the title's start or end.

use std::borrow::Cow;
use std::io::BufRead;

use crate::feeds::flat::field::Field;
use crate::feeds::flat::record::Record;
use crate::feeds::xml::{Element, Records, fields};
use crate::feeds::{Origin, Refused, Row, Take, html};

/// Reads postings item by item. A faulty item is a row of its own; what is neither RSS nor Atom is
/// refused whole.
pub fn read(input: &mut dyn BufRead, origin: &Origin, take: Take<'_>) -> Result<(), Refused> {
    let mut records = Records::new(input, &["item", "entry"])?;
    loop {
        let record = records.advance();
        let root = records.root();
        if !matches!(root, "" | "rss" | "feed" | "rdf") {
            return Err(Refused(format!(
                "is neither RSS nor Atom: it begins with <{root}> (--format indeed?)"
            )));
        }
        let Some((line, text)) = record? else { return Ok(()) };
        let at = format!("line {line}");
        let row = match text.as_deref().map_err(Clone::clone).and_then(Element::read) {
            Ok(item) => record_of(&item, origin).row(at, "rss", origin),
            Err(reason) => Row::new(at, Err(reason)),
        };
        if take(row).is_break() {
            return Ok(());
        }
    }
}

fn record_of<'e>(item: &'e Element<'_>, origin: &Origin) -> Record<'e> {
    let mut record = fields::of(item);
    if let Some(address) = item.children.iter().find_map(link) {
        record.replace(Field::Url, Cow::Borrowed(address));
    }
    let (title, company) = {
        let title = record.get(Field::Title).unwrap_or_default();
        let company = record.get(Field::Company).or(origin.company.as_deref());
        part(title, company)
    };
    record.replace(Field::Title, Cow::Owned(title));
    record.replace(Field::Company, Cow::Owned(company));
    if let Some(whole) = item.child("encoded") {
        record.replace(Field::DescriptionHtml, Cow::Borrowed(whole.content()));
    }
    describe(&mut record);
    record
}

/// The address of an Atom link to the entry itself.
fn link<'e>(element: &'e Element<'_>) -> Option<&'e str> {
    let to_itself = element.name == "link" && matches!(element.attribute("rel"), None | Some("alternate"));
    element.attribute("href").filter(|_| to_itself)
}

/// Where the only text is a line "Company · Place · system", it names the place and is no advert; one
/// that ends in dots is the beginning of an advert.
fn describe(record: &mut Record<'_>) {
    if record.get(Field::DescriptionHtml).is_some() {
        return;
    }
    let Some(text) = record.get(Field::Description).or(record.get(Field::Excerpt)).map(str::to_owned) else {
        return;
    };
    record.replace(Field::Description, Cow::Borrowed(""));
    record.replace(Field::Excerpt, Cow::Borrowed(""));
    let parts: Vec<_> = text.split(" · ").map(str::trim).collect();
    if let ([company, place] | [company, place, _], Some(employer)) = (&*parts, record.get(Field::Company))
        && *company == employer
    {
        let place = (*place).to_owned();
        record.set(Field::Location, Cow::Owned(place));
    } else if ["…", "...", "[…]"].iter().any(|dots| text.ends_with(dots)) && !html::is_html(&text) {
        record.replace(Field::Excerpt, Cow::Owned(html::unescape(&text)));
    } else {
        record.replace(Field::Description, Cow::Owned(text));
    }
}

/// Title and employer of an item's title; the employer is empty where it stands nowhere.
fn part(whole: &str, company: Option<&str>) -> (String, String) {
    let whole = whole.trim();
    if let Some(company) = company {
        let title = without(whole, company).unwrap_or(whole);
        return (title.to_owned(), company.to_owned());
    }
    let at_dash = || [" — ", " – "].iter().find_map(|dash| whole.rsplit_once(dash));
    let at_at = || {
        let (title, company) = whole.rsplit_once(" at ").or_else(|| whole.rsplit_once(" @ "))?;
        company.trim().starts_with(char::is_uppercase).then_some((title, company))
    };
    let at_colon = || whole.split_once(": ").map(|(company, title)| (title, company));
    let parted = at_dash().or_else(at_at).or_else(at_colon);
    let (title, company) = parted.unwrap_or((whole, ""));
    if title.trim().is_empty() {
        return (whole.to_owned(), String::new());
    }
    (title.trim().to_owned(), company.trim().to_owned())
}

/// The title without the employer at its start or end.
fn without<'t>(whole: &'t str, company: &str) -> Option<&'t str> {
    let before = whole.strip_suffix(company).map(str::trim_end);
    let before = before
        .and_then(|rest| ["—", "–", "-", "|", "@", " at"].iter().find_map(|sign| rest.strip_suffix(sign)));
    let after = || whole.strip_prefix(company)?.trim_start().strip_prefix([':', '—', '–', '|']);
    before.or_else(after).map(str::trim).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::{part, read};
    use crate::feeds::{Origin, Refused, Row};

    const FIXTURE: &str = include_str!("../../tests/fixtures/feeds/rss.xml");

    fn rows(xml: &str) -> Result<Vec<Row>, Refused> {
        let mut rows = Vec::new();
        let mut take = |row| {
            rows.push(row);
            ControlFlow::Continue(())
        };
        read(&mut xml.as_bytes(), &Origin::default(), &mut take)?;
        Ok(rows)
    }

    #[test]
    fn titles_are_parted_with_care() {
        for (whole, known, title, company) in [
            ("Engineer, CI — Example Corp", None, "Engineer, CI", "Example Corp"),
            ("Example Corp: Head of Data: EU", None, "Head of Data: EU", "Example Corp"),
            ("Nurse at Night at Example Hospital", None, "Nurse at Night", "Example Hospital"),
            ("Nurse at night", None, "Nurse at night", ""),
            ("Engineer: Backend", Some("Example Corp"), "Engineer: Backend", "Example Corp"),
            ("Example Corp: Cook", Some("Example Corp"), "Cook", "Example Corp"),
            ("Cook - Example Corp", Some("Example Corp"), "Cook", "Example Corp"),
            ("Example Corp", Some("Example Corp"), "Example Corp", "Example Corp"),
            (" — Example Corp", None, "— Example Corp", ""),
        ] {
            assert_eq!(part(whole, known), (title.to_owned(), company.to_owned()), "{whole}");
        }
    }

    #[test]
    fn items_are_read() {
        let rows = rows(FIXTURE).unwrap();
        let seen: Vec<_> = rows
            .iter()
            .map(|row| match &row.posting {
                Ok(p) => format!("{}: {} | {} | {}", row.at, p.key.native_id, p.title, p.company),
                Err(reason) => format!("{}: {reason}", row.at),
            })
            .collect();
        assert_eq!(
            seen,
            [
                "line 6: example:8141211 | Account Executive (Hunter) | Example Corp",
                "line 13: https://jobs.example.net/baker | Baker & Cook | Example Inn",
                "line 25: names no employer: give it with --company NAME",
            ]
        );
        let executive = rows[0].posting.as_ref().unwrap();
        assert_eq!(executive.description_html, None);
        assert_eq!(executive.posted.unwrap().at.date().to_string(), "2026-08-22");
        let baker = rows[1].posting.as_ref().unwrap();
        assert_eq!(baker.description_html.as_deref(), Some("<p>Bake &amp; cook.</p>"));
        assert_eq!(baker.valid_through.unwrap().date().to_string(), "2026-09-30");
    }

    #[test]
    fn atom_is_read() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Jobs</title><entry><id>urn:1</id>\
            <title type='html'>Welder at Example Works</title><link rel='self' href='https://example.com/api'/>\
            <link href='https://example.com/1?a=1&amp;b=2'/><published>2026-06-01T10:00:00Z</published>\
            <summary>Weld and …</summary></entry></feed>";
        let welder = rows(atom).unwrap().swap_remove(0).posting.unwrap();
        assert_eq!((welder.title.as_str(), welder.company.as_str()), ("Welder", "Example Works"));
        assert_eq!(welder.url.as_deref(), Some("https://example.com/1?a=1&b=2"));
        assert_eq!((welder.excerpt.as_str(), &welder.description_html), ("Weld and …", &None));
    }

    #[test]
    fn other_documents_are_refused() {
        for xml in ["<source><job/></source>", "<html>", "{\"items\": []}", "", "<rss><channel><item>"] {
            assert!(rows(xml).is_err(), "{xml}");
        }
        assert!(rows("<rss><channel></channel></rss>").unwrap().is_empty());
    }
}
