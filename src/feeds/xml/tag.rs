//! What stands in single tags.

use encoding_rs::Encoding;

/// Name of a tag without its prefix, in lower case.
pub fn local_name(tag: &[u8]) -> String {
    let tag = tag.strip_prefix(b"/").unwrap_or(tag);
    let name = tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').next().unwrap_or_default();
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    String::from_utf8_lossy(local).to_ascii_lowercase()
}

/// What an XML declaration gives as encoding.
pub fn encoding(declaration: &[u8]) -> Option<&'static Encoding> {
    let start = memchr::memmem::find(declaration, b"encoding")?;
    let label = declaration[start..].split(|byte| matches!(byte, b'"' | b'\'')).nth(1)?;
    Encoding::for_label(label)
}

#[cfg(test)]
mod tests {
    use super::{encoding, local_name};

    #[test]
    fn names_are_those_without_prefix_and_attributes() {
        for (tag, name) in
            [("Job", "job"), ("/g:Job ", "job"), ("job\nid='a:b'", "job"), ("br/", "br"), ("", "")]
        {
            assert_eq!(local_name(tag.as_bytes()), name, "{tag}");
        }
    }

    #[test]
    fn encodings_are_known_by_their_names() {
        let name = |text: &str| encoding(text.as_bytes()).map(encoding_rs::Encoding::name);
        assert_eq!(name("?xml version='1.0' encoding='latin1'?"), Some("windows-1252"));
        for text in ["?xml version='1.0'?", "?xml encoding", "?xml encoding='none'?"] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
