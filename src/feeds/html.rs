//! Adverts' HTML.

/// HTML with nothing in it but the elements and attributes that an advert needs.
pub fn sanitise(html: &str) -> String {
    ammonia::clean(html)
}

/// Plain text as HTML: paragraphs and line breaks.
pub fn from_text(text: &str) -> String {
    format!("<p>{}</p>", html_escape::encode_text(text))
}

/// Whether a text that may be plain or HTML is HTML.
pub fn is_html(text: &str) -> bool {
    text.contains("</") || text.contains("<br")
}

/// Text with its HTML entities decoded once, as Greenhouse needs it.
pub fn unescape(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}
