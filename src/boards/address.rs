//! Where boards are asked: the address of each kind of hiring system, page by page where it pages.

use url::Url;

use super::kind;
use super::list::Board;
use crate::feeds::Format;

/// Entries on a page of SmartRecruiters' list; the most that it gives.
pub const PAGE: usize = 100;

/// What is asked of an id, as a person reads it.
const ID: &str = "an id is one part of an address: without slashes, % and the like";

/// The address of a board, or of its list. Fails where an id can't stand in one, or an address is
/// missing or none; a list that was read without faults has no such boards.
pub fn of(board: &Board) -> Result<Url, String> {
    if let Some(url) = &board.url {
        return Url::parse(url).map_err(|error| format!("{url:?} is no address: {error}"));
    }
    check_id(board)?;
    let id = board.board.as_str();
    match board.kind {
        Format::Greenhouse => {
            below("https://boards-api.greenhouse.io/v1/boards", &[id, "jobs"], &[("content", "true")])
        }
        Format::Lever => below("https://api.lever.co/v0/postings", &[id], &[("mode", "json")]),
        Format::Ashby => {
            below("https://api.ashbyhq.com/posting-api/job-board", &[id], &[("includeCompensation", "true")])
        }
        Format::Workable => {
            below("https://apply.workable.com/api/v1/widget/accounts", &[id], &[("details", "true")])
        }
        Format::SmartRecruiters => {
            below("https://api.smartrecruiters.com/v1/companies", &[id, "postings"], &[])
        }
        Format::Recruitee => below(&format!("https://{id}.recruitee.com/api/offers/"), &[], &[]),
        Format::Personio => below(&format!("https://{id}.jobs.personio.de/xml"), &[], &[]),
        Format::JsonLd | Format::Indeed | Format::Rss | Format::Ndjson | Format::Csv => {
            Err(format!("{} has no address", board.name()))
        }
    }
}

/// Whether the id of a board can stand where its kind puts it.
pub fn check_id(board: &Board) -> Result<(), String> {
    let id = board.board.as_str();
    let in_host = matches!(board.kind, Format::Recruitee | Format::Personio) && board.url.is_none();
    if in_host && !is_label(id) {
        let what = "stands in a host name: 1 to 63 letters, digits and inner hyphens";
        return Err(format!("the id of a {} board {what}", kind::name(board.kind)));
    }
    if is_segment(id) { Ok(()) } else { Err(ID.to_owned()) }
}

/// A page of SmartRecruiters' list.
pub fn page(list: &Url, offset: usize) -> Url {
    let mut url = list.clone();
    let others: Vec<(String, String)> = list
        .query_pairs()
        .filter(|(name, _)| name != "offset" && name != "limit")
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(others)
        .append_pair("limit", &PAGE.to_string())
        .append_pair("offset", &offset.to_string());
    url
}

/// The details of one posting of SmartRecruiters' list; `None` for an id that is none.
pub fn details(list: &Url, native_id: &str) -> Option<Url> {
    let mut url = list.clone();
    url.set_query(None);
    if !is_segment(native_id) {
        return None;
    }
    url.path_segments_mut().ok()?.pop_if_empty().push(native_id);
    Some(url)
}

/// An address with further segments and parameters, escaped where they need it.
fn below(base: &str, segments: &[&str], query: &[(&str, &str)]) -> Result<Url, String> {
    let mut url = Url::parse(base).map_err(|error| format!("{base:?} is no address: {error}"))?;
    if let Ok(mut path) = url.path_segments_mut() {
        path.extend(segments);
    }
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    Ok(url)
}

/// Whether a text can be one segment of a path; dots alone would lead to another place.
fn is_segment(text: &str) -> bool {
    let forbidden = |c: char| c.is_control() || matches!(c, '/' | '\\' | '?' | '#' | '%');
    let plain = !text.contains(forbidden) && text.trim() == text && !matches!(text, "." | "..");
    plain && (1..=400).contains(&text.len())
}

/// Whether a text is one label of a host name.
fn is_label(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::{details, of, page};
    use crate::boards::list::{Board, MinPoll};
    use crate::feeds::Format;

    fn board(kind: Format, id: &str, url: Option<&str>) -> Board {
        Board {
            kind,
            company: "Example Corp".to_owned(),
            board: id.to_owned(),
            url: url.map(str::to_owned),
            complete: None,
            may_index: false,
            may_mark_up: false,
            attribution: None,
            min_poll: MinPoll::default(),
        }
    }

    #[test]
    fn every_hiring_system_has_its_address() {
        let addresses = [
            (Format::Greenhouse, "https://boards-api.greenhouse.io/v1/boards/ex/jobs?content=true"),
            (Format::Lever, "https://api.lever.co/v0/postings/ex?mode=json"),
            (Format::Ashby, "https://api.ashbyhq.com/posting-api/job-board/ex?includeCompensation=true"),
            (Format::Workable, "https://apply.workable.com/api/v1/widget/accounts/ex?details=true"),
            (Format::SmartRecruiters, "https://api.smartrecruiters.com/v1/companies/ex/postings"),
            (Format::Recruitee, "https://ex.recruitee.com/api/offers/"),
            (Format::Personio, "https://ex.jobs.personio.de/xml"),
        ];
        for (kind, address) in addresses {
            assert_eq!(of(&board(kind, "ex", None)).unwrap().as_str(), address);
        }
        assert!(of(&board(Format::Rss, "ex", None)).is_err());
    }

    #[test]
    fn an_address_of_its_own_goes_first() {
        let board = board(Format::Lever, "ex", Some("https://api.eu.lever.co/v0/postings/ex?mode=json"));
        assert_eq!(of(&board).unwrap().host_str(), Some("api.eu.lever.co"));
    }

    #[test]
    fn ids_never_lead_elsewhere() {
        for id in ["..", ".", "a/b", "a?b", "a#b", " a", "a%2fb", "a\\b", "a\nb", ""] {
            assert!(of(&board(Format::Greenhouse, id, None)).is_err(), "{id:?}");
        }
        for id in ["a.b", "a/b", "evil.example", "-a", "a_b", "a:1", "a@b", ""] {
            assert!(of(&board(Format::Personio, id, None)).is_err(), "{id:?}");
        }
        let odd = of(&board(Format::Ashby, "exämple corp.com", None)).unwrap();
        assert!(odd.path().ends_with("/ex%C3%A4mple%20corp.com"), "{odd}");
    }

    #[test]
    fn lists_are_asked_page_by_page_and_postings_one_by_one() {
        let list = of(&board(Format::SmartRecruiters, "Ex1", Some("https://jobs.example/p/?x=1&limit=5")));
        let list = list.unwrap();
        assert_eq!(page(&list, 200).as_str(), "https://jobs.example/p/?x=1&limit=100&offset=200");
        assert_eq!(details(&list, "7440").unwrap().as_str(), "https://jobs.example/p/7440");
        assert!(details(&list, "../../admin").is_none());
    }
}
