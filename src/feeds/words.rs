//! Words of feeds made comparable.

/// A text as lower-case ASCII words with single spaces, accents and punctuation gone: "São Paulo"
/// and "SAO-PAULO" become "sao paulo". Empty where it holds no letter and no digit.
pub fn key(text: &str) -> String {
    if !text.is_ascii() {
        return slug::slugify(text).replace('-', " ");
    }
    let mut key = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    }
    key
}

/// The beginning of a text of at most `most` characters, without a space where it is cut.
pub fn start(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{key, start};

    #[test]
    fn keys_are_the_same_for_every_spelling() {
        for text in ["São Paulo", "SAO-PAULO", "  sao, paulo."] {
            assert_eq!(key(text), "sao paulo", "{text}");
        }
        assert_eq!(key("Full_Time (40h)"), "full time 40h");
        assert_eq!(key(" – "), "");
    }

    #[test]
    fn starts_end_between_characters() {
        assert_eq!(start("Zürich", 2), "Zü");
        assert_eq!(start("Zürich", 10), "Zürich");
        assert_eq!(start("Bad Ems", 4), "Bad");
    }
}
