//! `WebSite`: what the site is called.

use serde::Serialize;

/// The site; told on its home page alone.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub struct WebSite {
    pub name: String,
    pub url: String,
}
