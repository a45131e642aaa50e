//! Pages as a parser sees them.

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// Every element of a page that a CSS selector names.
pub fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).collect()
}

/// The text of an element with single spaces.
pub fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a page on one line.
pub fn visible(page: &Html) -> String {
    text(select(page, "body")[0])
}

/// Everything that a page says of itself to machines.
pub fn structured(page: &Html) -> Vec<Value> {
    let scripts = select(page, "head script[type='application/ld+json']");
    scripts.iter().map(|script| serde_json::from_str(&script.text().collect::<String>()).unwrap()).collect()
}

/// What of it is of one type.
pub fn of_type(page: &Html, kind: &str) -> Vec<Value> {
    structured(page).into_iter().filter(|thing| thing["@type"] == kind).collect()
}

/// The URLs that a sitemap names, without the site.
pub fn locations(sitemap: &str) -> Vec<String> {
    let entries = sitemap.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap());
    entries.map(|url| url.strip_prefix("https://careers.example").unwrap().to_owned()).collect()
}
