//! Pay in Greenhouse's adverts: a block that the system itself writes into the text.

use scraper::{ElementRef, Html};

use crate::feeds::pay;
use crate::model::pay::Period;
use crate::model::stated_pay::StatedPay;

/// The class of the block.
const BLOCK: &str = "content-pay-transparency";

/// How much of an advert is searched from the block's beginning on, in bytes; the longest known has 6 KB.
const MAX_BLOCK: usize = 64 * 1024;

/// The ranges of pay in an advert's HTML.
pub fn in_advert(html: &str) -> Vec<StatedPay> {
    inputs(html).iter().flat_map(PayInput::ranges).collect()
}

/// One range as the employer entered it.
#[derive(Debug, Default, PartialEq, Eq)]
struct PayInput {
    /// "United States Salary Range".
    title: String,
    /// What is said before it.
    description: String,
    /// "$108,400 — $129,600 USD".
    range: String,
}

impl PayInput {
    fn ranges(&self) -> Vec<StatedPay> {
        if !is_salary(&self.title) {
            return Vec::new();
        }
        let mut ranges = pay::parse(&self.range);
        for range in &mut ranges {
            range.raw = Some(match self.title.trim_end_matches([':', ' ']) {
                "" => self.range.clone(),
                title => format!("{title}: {}", self.range),
            });
            range.period = range.period.or_else(|| period(&self.title, &self.description));
        }
        ranges
    }
}

/// Whether a range of this title is pay for work, not equity or a bonus.
pub fn is_salary(title: &str) -> bool {
    let title = title.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    !has(&["equity", "bonus", "stock", "commission"])
        || has(&["salary", "base", "pay", "wage", "ote", "on-target"])
}

/// What one amount of a range pays for, if its title or what is said about it names one period only.
pub fn period(title: &str, description: &str) -> Option<Period> {
    only_period(title, &TITLE_WORDS).or_else(|| only_period(description, &DESCRIPTION_WORDS))
}

/// A title is a few words, in which any mention of a period counts.
const TITLE_WORDS: [(&str, Period); 8] = [
    ("hour", Period::Hour),
    ("daily", Period::Day),
    ("week", Period::Week),
    ("month", Period::Month),
    ("annual", Period::Year),
    ("annum", Period::Year),
    ("year", Period::Year),
    ("/yr", Period::Year),
];

/// A description may speak of yearly reviews and working hours; only these phrases are about pay.
const DESCRIPTION_WORDS: [(&str, Period); 14] = [
    ("hourly rate", Period::Hour),
    ("hourly pay", Period::Hour),
    ("hourly range", Period::Hour),
    ("per hour", Period::Hour),
    ("per month", Period::Month),
    ("monthly salary", Period::Month),
    ("annual salary", Period::Year),
    ("annual base", Period::Year),
    ("annual pay", Period::Year),
    ("annual compensation", Period::Year),
    ("annualized", Period::Year),
    ("base annual", Period::Year),
    ("per annum", Period::Year),
    ("per year", Period::Year),
];

fn only_period(text: &str, words: &[(&str, Period)]) -> Option<Period> {
    let text = text.to_lowercase();
    let mut named = words.iter().filter(|(word, _)| text.contains(word)).map(|(_, period)| *period);
    let first = named.next()?;
    named.all(|period| period == first).then_some(first)
}

fn inputs(html: &str) -> Vec<PayInput> {
    let Some(at) = html.find(BLOCK) else { return Vec::new() };
    let from = html[..at].rfind('<').unwrap_or(at);
    let to = html.floor_char_boundary(from.saturating_add(MAX_BLOCK));
    let fragment = Html::parse_fragment(&html[from..to]);
    with_class(fragment.root_element(), "pay-input")
        .map(|input| PayInput {
            title: text(input, "title"),
            description: text(input, "description"),
            range: text(input, "pay-range"),
        })
        .filter(|input| !input.range.is_empty())
        .collect()
}

fn with_class<'a>(element: ElementRef<'a>, class: &'static str) -> impl Iterator<Item = ElementRef<'a>> {
    let has = move |element: &ElementRef<'_>| element.value().classes().any(|its| its == class);
    element.descendants().filter_map(ElementRef::wrap).filter(has)
}

fn text(element: ElementRef<'_>, class: &'static str) -> String {
    let parts = with_class(element, class).next().into_iter().flat_map(|found| found.text());
    parts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{PayInput, inputs, is_salary, period};
    use crate::model::pay::Period;

    #[test]
    fn every_range_of_the_block_is_found() {
        let html = r#"<p>We pay $1 of attention.</p><div class="content-pay-transparency">
            <div class="pay-input"><div class="description"><p>For residents of Exampleland.</p></div>
            <div class="title">Zone 1</div>
            <div class="pay-range"><span>$108,400</span><span class="divider">&mdash;</span><span>$129,600 USD</span></div></div>
            <div class="pay-input"><div class="pay-range"><span>&euro;50.000</span></div></div>
            <div class="pay-input"><div class="title">Nothing</div></div></div><p>$2</p>"#;
        let input = |title: &str, description: &str, range: &str| PayInput {
            title: title.to_owned(),
            description: description.to_owned(),
            range: range.to_owned(),
        };
        assert_eq!(
            inputs(html),
            [
                input("Zone 1", "For residents of Exampleland.", "$108,400 — $129,600 USD"),
                input("", "", "€50.000"),
            ]
        );
        assert_eq!(inputs("<p>no block</p>"), []);
    }

    #[test]
    fn huge_blocks_are_cut() {
        let html = format!("<div class=\"content-pay-transparency\">{}", "<div>é".repeat(1_000_000));
        assert_eq!(inputs(&html), []);
    }

    #[test]
    fn periods_are_taken_from_words_about_pay_only() {
        let cases = [
            ("Hourly Range", "", Some(Period::Hour)),
            ("Annual Salary:", "", Some(Period::Year)),
            ("US Range", "The annual base salary is", Some(Period::Year)),
            ("US Range", "Reviewed annually, 40 hours a week", None),
            ("Annual or hourly", "", None),
            ("", "", None),
        ];
        for (title, description, expected) in cases {
            assert_eq!(period(title, description), expected, "{title}: {description}");
        }
    }

    #[test]
    fn equity_and_bonus_are_no_salary() {
        for (title, expected) in [
            ("Equity Range", false),
            ("Target Bonus", false),
            ("Base Salary (without bonus)", true),
            ("", true),
        ] {
            assert_eq!(is_salary(title), expected, "{title}");
        }
    }
}
