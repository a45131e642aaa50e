//! Every URL of the site: the patterns that routes match, and the functions that write links.

use crate::model::slug::Slug;

pub const HOME: &str = "/";
pub const PATHS: &str = "/paths";
pub const PATH: &str = "/paths/{path}";
pub const CATEGORY: &str = "/categories/{category}";
pub const SKILLS: &str = "/skills";
pub const SKILL: &str = "/skills/{skill}";
pub const FAQ: &str = "/faq";
pub const JOBS: &str = "/jobs";
pub const POSTING: &str = "/jobs/{posting}";
pub const COMPANY: &str = "/companies/{company}";
pub const ABOUT: &str = "/about";
pub const ROBOTS: &str = "/robots.txt";
pub const SITEMAP: &str = "/sitemap.xml";
pub const HEALTHZ: &str = "/healthz";
pub const READYZ: &str = "/readyz";
pub const ASSET: &str = "/assets/{file}";

/// A path's page.
pub fn path(slug: &Slug) -> String {
    format!("/paths/{slug}")
}

/// A rung on its path's page.
pub fn rung(path: &Slug, anchor: &str) -> String {
    format!("/paths/{path}#{anchor}")
}

/// A category's page.
pub fn category(slug: &Slug) -> String {
    format!("/categories/{slug}")
}

/// A skill's page.
pub fn skill(slug: &Slug) -> String {
    format!("/skills/{slug}")
}

/// A posting's page; the title is there to be read, only the id counts.
pub fn posting(id: i64, title: &str) -> String {
    format!("/jobs/{id}-{}", Slug::from_name(title, "position"))
}

/// A company's page.
pub fn company(slug: &Slug) -> String {
    format!("/companies/{slug}")
}

/// A page of a list, the first one under the plain URL.
pub fn page(list: &str, number: u32) -> String {
    if number > 1 { format!("{list}?page={number}") } else { list.to_owned() }
}
