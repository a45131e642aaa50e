//! What is done to every posting, whatever format it came in.

use url::Url;

use crate::feeds::{html, places, words};
use crate::model::posting::{Place, Posting, PostingKey};
use crate::model::stated_pay::StatedPay;

/// Longest title in characters.
const MAX_TITLE: usize = 300;

/// Longest name of an employer in characters.
const MAX_COMPANY: usize = 200;

/// Longest id, and name of a source or a board, in characters.
const MAX_KEY: usize = 200;

/// Longest address in bytes.
const MAX_URL: usize = 2_000;

/// Most places of one posting.
const MAX_PLACES: usize = 50;

/// Longest text of a place, and longest name of a city or region, in characters.
const MAX_PLACE: usize = 200;
const MAX_PLACE_NAME: usize = 120;

/// Most ranges of pay of one posting.
const MAX_PAY: usize = 20;

/// Longest text on pay in characters.
const MAX_PAY_TEXT: usize = 500;

/// Largest advert in bytes as it comes, pictures in its text and all.
const MAX_ADVERT: usize = 4_000_000;

/// Largest advert in bytes once it is sanitised; the longest known have some 60,000.
const MAX_SANITISED: usize = 400_000;

/// Longest beginning of an advert in characters, and how much is taken of an advert whose source
/// gives no beginning of its own.
const MAX_EXCERPT: usize = 1_000;
const EXCERPT: usize = 280;

/// The posting with its texts cleaned, its HTML sanitised and its lists bounded, or why it can't be
/// one. What is wrong with a part that a posting can do without drops the part.
pub fn posting(posting: Posting) -> Result<Posting, String> {
    let key = key(&posting.key)?;
    let title = named(&unescaped_line(&posting.title, MAX_TITLE), "a title", MAX_TITLE)?;
    let company = named(&unescaped_line(&posting.company, MAX_COMPANY), "a company", MAX_COMPANY)?;
    let description_html = posting.description_html.map(|advert| description(&advert)).transpose()?.flatten();
    let mut excerpt = start_of_line(&posting.excerpt, MAX_EXCERPT);
    if let (true, Some(advert)) = (excerpt.is_empty(), &description_html) {
        excerpt = beginning(advert);
    }
    let mut places =
        places::merge(posting.places.into_iter().take(10 * MAX_PLACES).filter_map(place).collect());
    places.truncate(MAX_PLACES);
    Ok(Posting {
        key,
        title,
        company,
        places,
        pay: stated_pay(posting.pay),
        url: posting.url.as_deref().and_then(address),
        apply_url: posting.apply_url.as_deref().and_then(address),
        description_html,
        excerpt,
        ..posting
    })
}

/// The beginning of an advert whose source gives none of its own; of sanitised HTML.
pub fn beginning(advert: &str) -> String {
    line(&html::beginning(advert, EXCERPT))
}

/// A text as one line: no control, zero-width or direction characters, single spaces, none around.
/// Joiners stay where scripts and signs need them, between two characters that are not ASCII.
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let c = match c {
            c if c.is_whitespace() || c.is_control() => ' ',
            '\u{200C}' | '\u{200D}' => {
                let joins =
                    |c: char| !(c.is_ascii() || c.is_whitespace() || c.is_control() || is_invisible(c));
                if !joins(last) || !chars.peek().copied().is_some_and(joins) {
                    continue;
                }
                c
            }
            c if is_invisible(c) => continue,
            c => c,
        };
        if c != ' ' || last != ' ' {
            line.push(c);
            last = c;
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The beginning of a text as one line.
fn start_of_line(text: &str, most: usize) -> String {
    let mut text = line(text);
    let start = words::start(&text, most);
    if start.len() < text.len() {
        // A joiner may stand where it is cut.
        text = line(start);
    }
    text
}

/// A line with its HTML entities decoded, however often they were encoded: some feeds do it twice, and
/// a posting that was exported must not change when it is read back. One of far more than `most`
/// characters, which is none in the end, is left as it is.
fn unescaped_line(text: &str, most: usize) -> String {
    let mut text = line(text);
    while text.contains('&') && text.len() <= 20 * most {
        let decoded = line(&html::unescape(&text));
        if decoded == text {
            break;
        }
        text = decoded;
    }
    text
}

/// Whether a character takes no room and only changes how others are set.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    )
}

/// A text that a posting must have, or what is wrong with it; `what` begins with its article.
fn named(text: &str, what: &str, most: usize) -> Result<String, String> {
    match text.chars().count() {
        0 => Err(format!("has no {}", what.trim_start_matches("an ").trim_start_matches("a "))),
        count if count > most => Err(format!("has {what} of {count} characters, more than {most}")),
        _ => Ok(text.to_owned()),
    }
}

fn key(key: &PostingKey) -> Result<PostingKey, String> {
    let board = line(&key.board);
    if board.chars().count() > MAX_KEY {
        return Err(format!("has a board of more than {MAX_KEY} characters"));
    }
    Ok(PostingKey {
        source: named(&line(&key.source), "a source", MAX_KEY)?,
        board,
        native_id: named(&line(&key.native_id), "an id", MAX_KEY)?,
    })
}

/// The advert as it may be shown; nothing where it has no words.
fn description(advert: &str) -> Result<Option<String>, String> {
    let too_long = |bytes, most| format!("has an advert of {bytes} bytes, more than {most}");
    if advert.len() > MAX_ADVERT {
        return Err(too_long(advert.len(), MAX_ADVERT));
    }
    let advert = html::sanitise(advert).trim().to_owned();
    match advert.len() {
        bytes if bytes > MAX_SANITISED => Err(too_long(bytes, MAX_SANITISED)),
        _ => Ok((!html::beginning(&advert, 1).is_empty()).then_some(advert)),
    }
}

/// The place with its texts as lines and only what can be true of it; `None` where nothing is left.
fn place(place: Place) -> Option<Place> {
    let name = |name: Option<String>| {
        name.map(|name| line(&name)).filter(|name| !name.is_empty() && name.chars().count() <= MAX_PLACE_NAME)
    };
    let (city, region) = (name(place.city), name(place.region));
    let is_code = |code: &String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let country = place.country.filter(is_code);
    let mut raw = line(&place.raw);
    if raw.is_empty() {
        let parts = [&city, &region, &country];
        raw = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
    }
    raw = start_of_line(&raw, MAX_PLACE);
    (!raw.is_empty()).then_some(Place { raw, city, region, country })
}

/// Ranges of pay without repetition, each with an amount.
fn stated_pay(ranges: Vec<StatedPay>) -> Vec<StatedPay> {
    let mut kept: Vec<StatedPay> = Vec::new();
    for mut range in ranges {
        if let (Some(min), Some(max)) = (range.min, range.max)
            && min > max
        {
            (range.min, range.max) = (Some(max), Some(min));
        }
        let is_code = |code: &String| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        range.currency = range.currency.filter(is_code);
        range.raw = range.raw.map(|raw| start_of_line(&raw, MAX_PAY_TEXT));
        range.raw = range.raw.filter(|raw| !raw.is_empty());
        if (range.min.is_some() || range.max.is_some()) && !kept.contains(&range) {
            kept.push(range);
        }
        if kept.len() == MAX_PAY {
            break;
        }
    }
    kept
}

/// An address on the web in its normal form; `None` for any other, for one that is too long, and for
/// one that carries a name or password, which shows another host than it leads to.
fn address(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    let good = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| !host.is_empty())
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= MAX_URL;
    good.then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::{address, line, posting};
    use crate::model::posting::{Place, Posting, PostingKey};
    use crate::model::stated_pay::{Amount, StatedPay};

    fn good() -> Posting {
        Posting {
            key: PostingKey { source: "example".to_owned(), board: String::new(), native_id: "1".to_owned() },
            title: "Engineer".to_owned(),
            company: "Example Corp".to_owned(),
            ..Posting::default()
        }
    }

    #[test]
    fn lines_keep_every_script_and_nothing_invisible() {
        for (text, expected) in [
            (" Software\t\n Engineer \0", "Software Engineer"),
            ("De\u{200b}sign\u{feff}er\u{ad}", "Designer"),
            ("\u{202e}reenignE\u{202c}\u{2066}x\u{2069}", "reenignEx"),
            ("ソフトウェア エンジニア", "ソフトウェア エンジニア"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("a\u{200d}b 👩\u{200d}💻", "ab 👩\u{200d}💻"),
            ("\u{200d}\u{200d}", ""),
            ("é\u{200d}\u{200d}é", "é\u{200d}é"),
            ("é\u{200d}\u{ad} é\u{200d}\u{85}x", "é é x"),
        ] {
            assert_eq!(line(text), expected, "{text:?}");
            assert_eq!(line(expected), expected, "once more: {text:?}");
        }
    }

    #[test]
    fn texts_are_cleaned_and_entities_in_them_decoded() {
        let cleaned = posting(Posting {
            title: " R&amp;D Engineer ".to_owned(),
            company: "Example &amp;amp; Corp".to_owned(),
            description_html: Some("<p onclick=x>We\0 build</p>".to_owned()),
            valid_through: "2020-01-01".parse().ok(),
            ..good()
        })
        .unwrap();
        assert_eq!(cleaned.title, "R&D Engineer");
        assert_eq!(cleaned.company, "Example & Corp");
        assert_eq!(cleaned.description_html.as_deref(), Some("<p>We build</p>"));
        assert_eq!(cleaned.excerpt, "We build");
        assert!(cleaned.valid_through.is_some());
        let blank = Posting { description_html: Some("<p>&nbsp;</p><hr>".to_owned()), ..good() };
        assert_eq!(posting(blank).unwrap().description_html, None);
    }

    #[test]
    fn postings_without_what_they_must_have_are_rejected_with_the_reason() {
        let key = |id: &str| PostingKey { native_id: id.to_owned(), ..good().key };
        for (bad, reason) in [
            (Posting { title: " \u{200b}".to_owned(), ..good() }, "has no title"),
            (
                Posting { title: "x".repeat(10_000), ..good() },
                "has a title of 10000 characters, more than 300",
            ),
            (Posting { company: String::new(), ..good() }, "has no company"),
            (Posting { key: key(""), ..good() }, "has no id"),
            (Posting { key: key(&"1".repeat(201)), ..good() }, "has an id of 201 characters, more than 200"),
            (
                Posting { description_html: Some("é".repeat(300_000)), ..good() },
                "has an advert of 600271 bytes, more than 400000",
            ),
        ] {
            assert_eq!(posting(bad), Err(reason.to_owned()));
        }
    }

    #[test]
    fn only_addresses_on_the_web_are_kept() {
        for (text, expected) in [
            (" https://example.com/a b ", Some("https://example.com/a%20b")),
            ("HTTP://EXAMPLE.com", Some("http://example.com/")),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("//example.com/", None),
            ("https://example.com@example.org/", None),
            ("https://", None),
            ("", None),
        ] {
            assert_eq!(address(text).as_deref(), expected, "{text}");
        }
        assert_eq!(address(&format!("https://example.com/{}", "x".repeat(2_000))), None);
    }

    #[test]
    fn lists_are_bounded_and_hold_only_what_can_be_true() {
        let range = |min: f64, max: f64| StatedPay {
            min: Amount::new(min),
            max: Amount::new(max),
            currency: Some("dollars".to_owned()),
            raw: Some("x".repeat(600)),
            ..StatedPay::default()
        };
        let places = (0..200).map(|at| Place {
            raw: format!("Town {at} {}", "x".repeat(300)),
            city: Some("x".repeat(121)),
            region: None,
            country: Some("us".to_owned()),
        });
        let pay = (0..100).map(|at| range(f64::from(100 + at), 50.0)).chain([range(0.0, 0.0)]);
        let cleaned = posting(Posting { places: places.collect(), pay: pay.collect(), ..good() }).unwrap();
        assert_eq!(cleaned.places.len(), 50);
        assert_eq!(cleaned.places[0].raw.chars().count(), 200);
        assert_eq!((&cleaned.places[0].city, &cleaned.places[0].country), (&None, &None));
        assert_eq!(cleaned.pay.len(), 20);
        let first = &cleaned.pay[0];
        assert_eq!((first.min, first.max), (Amount::new(50.0), Amount::new(100.0)));
        assert_eq!((first.currency.as_deref(), first.raw.as_ref().map(String::len)), (None, Some(500)));
    }
}
