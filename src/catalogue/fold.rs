//! Names as they are compared: in lower case, without accents and punctuation.

/// Lower-case words, parted by single spaces. `+` and `#` belong to the word they follow, as in "C++";
/// accents of Latin letters and apostrophes are dropped, since people leave them out.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut fresh = false;
    for c in text.chars() {
        if is_dropped(c) {
            continue;
        }
        let follows = !fresh && !folded.is_empty();
        if c.is_alphanumeric() || (follows && matches!(c, '+' | '#')) {
            if fresh && !folded.is_empty() {
                folded.push(' ');
            }
            fresh = false;
            push(&mut folded, c);
        } else {
            fresh = true;
        }
    }
    folded
}

/// Apostrophes, and accents that are written as characters of their own.
fn is_dropped(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')
}

fn push(folded: &mut String, c: char) {
    match c {
        _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
        // Latin letters with accents; other scripts have no spelling in plain letters that all would use.
        '\u{c0}'..='\u{24f}' => {
            let plain = deunicode::deunicode_char(c).unwrap_or_default();
            folded.extend(plain.chars().map(|c| c.to_ascii_lowercase()));
        }
        _ => folded.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_name_are_the_same() {
        for (text, folded) in [
            ("  Machine-Learning\tEngineer!", "machine learning engineer"),
            ("C++ / C#", "c++ c#"),
            ("#python + sql", "python sql"),
            ("+++ # !?", ""),
            ("Sauté Cook", "saute cook"),
            ("Saute\u{301} cook", "saute cook"),
            ("Commercial Driver’s License", "commercial drivers license"),
            ("Œuvre Straße", "oeuvre strasse"),
            ("ЭЛЕКТРИК 护士", "электрик 护士"),
            ("🚀", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }
}
