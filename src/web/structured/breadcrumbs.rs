//! `BreadcrumbList`: where a page stands on the site.

use serde::Serialize;

/// The trail from home to the page itself.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct BreadcrumbList {
    item_list_element: Vec<ListItem>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
struct ListItem {
    position: usize,
    name: String,
    /// Absolute.
    item: String,
}

impl BreadcrumbList {
    /// The trail of these steps, each with its name and absolute URL, home first.
    pub fn new(steps: impl IntoIterator<Item = (String, String)>) -> Self {
        let item = |(position, (name, item))| ListItem { position, name, item };
        Self { item_list_element: (1..).zip(steps).map(item).collect() }
    }
}
