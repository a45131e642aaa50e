//! Every URL of the site: the patterns that routes match, and the functions that write links. A page has
//! hundreds of links; joining costs a quarter of formatting.

use crate::model::faq::Topic;
use crate::model::slug::Slug;

/// Where to begin.
pub const HOME: &str = "/";
/// Every path.
pub const PATHS: &str = "/paths";
/// One path.
pub const PATH: &str = "/paths/{path}";
/// One category.
pub const CATEGORY: &str = "/categories/{category}";
/// Every skill.
pub const SKILLS: &str = "/skills";
/// One skill.
pub const SKILL: &str = "/skills/{skill}";
/// Every question.
pub const FAQ: &str = "/faq";
/// Everything that some words find.
pub const SEARCH: &str = "/search";
/// What may be meant by words that are being typed.
pub const SUGGEST: &str = "/suggest";
/// The search, described for browsers.
pub const OPENSEARCH: &str = "/opensearch.xml";
/// Open positions.
pub const JOBS: &str = "/jobs";
/// Open positions as a feed.
pub const JOBS_FEED: &str = "/jobs.atom";
/// One open position: `{id}-{title}`.
pub const POSTING: &str = "/jobs/{posting}";
/// One company's positions.
pub const COMPANY: &str = "/companies/{company}";
/// About the site.
pub const ABOUT: &str = "/about";
/// What is kept of a visit.
pub const PRIVACY: &str = "/privacy";
/// For robots.
pub const ROBOTS: &str = "/robots.txt";
/// For search engines: the list of the sitemaps.
pub const SITEMAP: &str = "/sitemap.xml";
/// One sitemap: `{kind}-{number}.xml`.
pub const SITEMAP_SHARD: &str = "/sitemaps/{shard}";
/// Whether the process is up.
pub const HEALTHZ: &str = "/healthz";
/// Whether it can answer.
pub const READYZ: &str = "/readyz";
/// A picture for links to a page: `{path}.{fingerprint}.png`, or that of the site.
pub const PICTURE: &str = "/pictures/{picture}";
/// Where browsers look for an icon that no page names.
pub const FAVICON: &str = "/favicon.ico";
/// The site as something to install.
pub const MANIFEST: &str = "/site.webmanifest";
/// A file of `static/`.
pub const ASSET: &str = "/assets/{file}";

/// A path's page.
pub fn path(slug: &Slug) -> String {
    ["/paths/", slug.as_str()].concat()
}

/// A path's page with pay for a place.
pub fn path_in(slug: &Slug, area: &str) -> String {
    ["/paths/", slug.as_str(), "?place=", area].concat()
}

/// A rung on its path's page.
pub fn rung(path: &Slug, anchor: &str) -> String {
    ["/paths/", path.as_str(), "#", anchor].concat()
}

/// A question on its path's page.
pub fn question(path: &Slug, question: &str) -> String {
    format!("/paths/{path}#{}", question_anchor(question))
}

/// The `id` of a question on its path's page.
pub fn question_anchor(question: &str) -> String {
    // Not cut to the length of other slugs: two long questions may begin alike.
    format!("faq-{}", slug::slugify(question))
}

/// Questions of a category on a topic, every topic where none is given, with some words in them.
pub fn questions(category: &Slug, topic: Option<&Topic>, words: &str) -> String {
    let list = if words.is_empty() { format!("{FAQ}?") } else { with_words(FAQ, words) + "&" };
    let topic = topic.map(|topic| format!("&topic={}", topic.word())).unwrap_or_default();
    format!("{list}category={category}{topic}")
}

/// A category's page.
pub fn category(slug: &Slug) -> String {
    ["/categories/", slug.as_str()].concat()
}

/// A skill's page.
pub fn skill(slug: &Slug) -> String {
    ["/skills/", slug.as_str()].concat()
}

/// A posting's page; the title is there to be read, only the id counts.
pub fn posting(id: i64, title: &str) -> String {
    format!("/jobs/{id}-{}", Slug::from_name(title, "position"))
}

/// Where a posting is for good, whatever becomes of its title; leads to its page.
pub fn posting_for_good(id: i64) -> String {
    format!("{JOBS}/{id}")
}

/// One sitemap of a kind.
pub fn sitemap(kind: &str, number: i64) -> String {
    format!("/sitemaps/{kind}-{number}.xml")
}

/// Everything that some words find.
pub fn search(words: &str) -> String {
    with_words(SEARCH, words)
}

fn with_words(page: &str, words: &str) -> String {
    let encoded: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
    format!("{page}?q={encoded}")
}

/// A picture by its file name.
pub fn picture(file: &str) -> String {
    format!("/pictures/{file}")
}

/// A company's page.
pub fn company(slug: &Slug) -> String {
    ["/companies/", slug.as_str()].concat()
}

/// A page of a list, the first one under the plain URL.
pub fn page(list: &str, number: u32) -> String {
    let mark = if list.contains('?') { '&' } else { '?' };
    if number > 1 { format!("{list}{mark}page={number}") } else { list.to_owned() }
}
