//! The id of an employer's board, as it stands in the addresses of hiring systems.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::feeds::Origin;

/// The board that the operator names, else that of the first link below `domain` that names one in its
/// path; empty where none does.
pub fn of(origin: &Origin, links: [Option<&str>; 2], domain: &str) -> String {
    let board_of = |address| in_path(address, domain);
    let board = origin.board.clone().or_else(|| links.into_iter().flatten().find_map(board_of));
    board.unwrap_or_default()
}

/// The board of an address such as `https://jobs.example.com/{board}/…`; `None` where its host is
/// neither `domain` nor below it, or where the path is too short to name a board and a posting.
pub fn in_path(address: &str, domain: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    below(&url, domain)?;
    let mut segments = url.path_segments()?.filter(|segment| !segment.is_empty());
    let board = segments.next()?;
    segments.next()?;
    Some(percent_decode_str(board).decode_utf8().ok()?.into_owned())
}

/// The board of an address such as `https://{board}.example.com/…`.
pub fn in_host(address: &str, domain: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let board = below(&url, domain)?;
    (!board.is_empty() && !board.contains('.')).then(|| board.to_owned())
}

/// The value of a parameter of an address below `domain`.
pub fn in_query(address: &str, domain: &str, parameter: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    below(&url, domain)?;
    let value = url.query_pairs().find(|(name, _)| name == parameter)?.1.into_owned();
    (!value.is_empty()).then_some(value)
}

/// What the host has before `domain`, without the dot between.
fn below<'a>(url: &'a Url, domain: &str) -> Option<&'a str> {
    let before = url.host_str()?.strip_suffix(domain)?;
    if before.is_empty() { Some(before) } else { before.strip_suffix('.') }
}

#[cfg(test)]
mod tests {
    use super::{in_host, in_path, in_query};

    #[test]
    fn boards_stand_in_paths_hosts_and_queries() {
        let path = |address| in_path(address, "greenhouse.io");
        assert_eq!(path("https://boards.greenhouse.io/examplecorp/jobs/1").as_deref(), Some("examplecorp"));
        assert_eq!(path(" https://greenhouse.io/Example%20Corp/1").as_deref(), Some("Example Corp"));
        assert_eq!(path("https://boards.greenhouse.io/examplecorp"), None);
        assert_eq!(path("https://evilgreenhouse.io/examplecorp/jobs/1"), None);
        assert_eq!(path("https://careers.example.com/jobs/1?gh_jid=1"), None);
        assert_eq!(path("no address"), None);
        let host = |address| in_host(address, "recruitee.com");
        assert_eq!(host("https://examplecorp.recruitee.com/o/chef").as_deref(), Some("examplecorp"));
        assert_eq!(host("https://a.b.recruitee.com/o/chef"), None);
        assert_eq!(host("https://recruitee.com/o/chef"), None);
        let query = |address| in_query(address, "greenhouse.io", "for");
        assert_eq!(
            query("https://boards.greenhouse.io/embed/job_app?for=example&token=1").as_deref(),
            Some("example")
        );
        assert_eq!(query("https://boards.greenhouse.io/embed/job_app?for="), None);
    }
}
