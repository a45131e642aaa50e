//! The title of a job without what employers put beside it: where it is, who offers it, its number, its pay.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::posting::Posting;

/// What parts a title: dashes and bars between spaces, commas, opening brackets.
static PARTS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\s+[-–—|•·:]+\s+|\s*,\s+|\s*[(\[]").ok());

/// Numbers of requisitions: "R-12345", "#4711", "JR0012345", "Req 4711"; a year alone is none.
static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)#\s?\d+|\b(?:req|requisition|ref|job id|id)\b[\s.:#-]*\w*\d\w*|\b[a-z]{1,4}-?\d{4,}\b|\b\d{5,}\b")
        .ok()
});

/// Amounts of money: "$50K", "€ 60.000", "25/hr", "USD".
static PAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)[$€£]\s?\d|\b\d+k\b|\b\d+(?:\.\d+)?\s?/\s?(?:h|hr|hour|yr|year)\b|\b(?:usd|eur|gbp)\b")
        .ok()
});

/// Words that say where one works and not what one does.
const MODES: [&str; 5] = ["remote", "hybrid", "on-site", "onsite", "work from home"];

/// The title as the employer wrote it, without parts at its ends that are a place, the employer, a number or
/// pay. `None` where such a thing stands in the midst of it, since titles are never rewritten here.
pub fn plain(posting: &Posting) -> Option<String> {
    let about = About::new(posting);
    let mut title = posting.title.trim();
    while let Some(shorter) = about.without_last(title).or_else(|| about.without_first(title)) {
        title = shorter;
    }
    (!title.is_empty() && !about.names_more(title)).then(|| title.to_owned())
}

/// What a title should not say.
struct About {
    /// In lower case: the employer, and every part of every place.
    names: Vec<String>,
    native_id: String,
}

impl About {
    fn new(posting: &Posting) -> Self {
        let country = |code: &str| rust_iso3166::from_alpha2(code).map(|known| known.name.to_lowercase());
        let mut names = vec![posting.company.to_lowercase()];
        for place in &posting.places {
            names.push(place.raw.to_lowercase());
            names.extend(place.raw.split(',').map(|part| part.trim().to_lowercase()));
            names.extend([&place.city, &place.region].into_iter().flatten().map(|name| name.to_lowercase()));
            names.extend(place.country.as_deref().and_then(country));
        }
        names.retain(|name| name.chars().count() > 2);
        Self { names, native_id: posting.key.native_id.to_lowercase() }
    }

    /// The title without its last part, where that is none of a title.
    fn without_last<'a>(&self, title: &'a str) -> Option<&'a str> {
        let parted = PARTS.as_ref()?.find_iter(title).filter(|mark| mark.end() < title.len()).last()?;
        let part = title[parted.end()..].trim_end_matches([')', ']', ' ']);
        let rest = title[..parted.start()].trim_end_matches([' ', '-', ',']);
        (!rest.is_empty() && self.is_beside(part)).then_some(rest)
    }

    /// The title without its first part, where that is none of a title.
    fn without_first<'a>(&self, title: &'a str) -> Option<&'a str> {
        let parted = PARTS.as_ref()?.find_iter(title).find(|mark| mark.start() > 0)?;
        let rest = title[parted.end()..].trim();
        (!rest.is_empty() && self.is_beside(&title[..parted.start()])).then_some(rest)
    }

    /// Whether a part of a title is a place, a way of working, the employer, a number or pay.
    fn is_beside(&self, part: &str) -> bool {
        let plain = part.trim().to_lowercase();
        let is_state = part.trim().len() == 2 && part.trim().chars().all(|c| c.is_ascii_uppercase());
        is_state
            || plain == self.native_id
            || MODES.contains(&plain.as_str())
            || self.names.contains(&plain)
            || finds(&CODE, part)
            || finds(&PAY, part)
    }

    /// Whether a title names the employer, a place, a number or pay.
    fn names_more(&self, title: &str) -> bool {
        let spaced = |text: &str| {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            format!(" {} ", words.collect::<Vec<_>>().join(" "))
        };
        let title_words = spaced(&title.to_lowercase());
        let named = self.names.iter().any(|name| title_words.contains(&spaced(name)));
        named || finds(&CODE, title) || finds(&PAY, title)
    }
}

fn finds(what: &Option<Regex>, text: &str) -> bool {
    what.as_ref().is_some_and(|what| what.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::plain;
    use crate::model::posting::{Place, Posting, PostingKey};

    fn title(title: &str) -> Option<String> {
        let place = Place {
            raw: "Austin, Texas".to_owned(),
            city: Some("Austin".to_owned()),
            region: Some("Texas".to_owned()),
            country: Some("US".to_owned()),
        };
        plain(&Posting {
            key: PostingKey { native_id: "77".to_owned(), ..PostingKey::default() },
            title: title.to_owned(),
            company: "Clay Works".to_owned(),
            places: vec![place],
            ..Posting::default()
        })
    }

    #[test]
    fn what_stands_beside_a_title_is_left_out() {
        for (written, told) in [
            ("Potter", "Potter"),
            ("Potter - Austin, TX", "Potter"),
            ("Potter (Austin, Texas)", "Potter"),
            ("Potter (Remote)", "Potter"),
            ("Clay Works | Potter", "Potter"),
            ("Potter, Kilns and Glazes", "Potter, Kilns and Glazes"),
            ("Potter - R-12345", "Potter"),
            ("Potter (#77)", "Potter"),
            ("Potter - $50K", "Potter"),
            ("Potter II (Kilns) - 77", "Potter II (Kilns)"),
            ("Summer Intern 2026", "Summer Intern 2026"),
            ("Senior Estimator (Bridges)", "Senior Estimator (Bridges)"),
            ("Staff Engineer - Message Security", "Staff Engineer - Message Security"),
        ] {
            assert_eq!(title(written).as_deref(), Some(told), "{written}");
        }
    }

    #[test]
    fn a_title_is_never_rewritten() {
        for written in ["Austin Potter", "Potter at Clay Works", "Potter 123456 of Kilns", "A $50K Potter"] {
            assert_eq!(title(written), None, "{written}");
        }
    }
}
