//! The description of a page, in the length that search engines show.

/// The longest description, in characters; of more nothing is shown anywhere.
const LONGEST: usize = 200;

/// A text on one line, its end cut off between two words where it is too long.
pub fn fit(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    let start: String = whole.chars().take(LONGEST - 1).collect();
    let cut = start.rsplit_once(' ').map_or(start.as_str(), |(before, _)| before);
    format!("{}…", cut.trim_end_matches(|c: char| c.is_ascii_punctuation()))
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn a_description_is_cut_between_words() {
        assert_eq!(fit(" Pots\n and  kilns. "), "Pots and kilns.");
        let long = fit(&"clay, ".repeat(50));
        assert!(long.ends_with("clay…") && long.chars().count() <= 200, "{long}");
        assert_eq!(fit(&"é".repeat(300)).chars().count(), 200);
    }
}
