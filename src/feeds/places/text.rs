//! Free text about places taken apart: places from each other, their parts, and what is no place.

use std::sync::LazyLock;

use regex::Regex;

use crate::feeds::places::gazetteer;
use crate::feeds::places::parts::{self, Part};
use crate::feeds::{terms, words};
use crate::model::posting::{Place, WorkMode};

/// What a text says about where the work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mode {
    pub stated: Option<WorkMode>,
}

/// Texts that stand where no place is known or meant.
const NOTHING: [&str; 21] = [
    "all",
    "any location",
    "global",
    "location",
    "locations",
    "multiple",
    "multiple cities",
    "multiple locations",
    "n a",
    "na",
    "none",
    "not specified",
    "null",
    "other",
    "tba",
    "tbc",
    "tbd",
    "undefined",
    "unspecified",
    "various",
    "various locations",
];

/// Names that hold one of the words between places.
const WITH_AND: [&str; 9] = [
    "antigua and barbuda",
    "bosnia and herzegovina",
    "newfoundland and labrador",
    "saint kitts and nevis",
    "saint vincent and the grenadines",
    "sao tome and principe",
    "trinidad and tobago",
    "turks and caicos",
    "tyne and wear",
];

/// Words about the mode of work, and whatever else is said of it.
static MODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:(?:fully|100 ?%|partly|partially|permanent|flexible)[ -]+)?(?:remote(?:ly)?(?:[- ]+(?:first|friendly|",
        r"only|eligible|ok|optional|possible|opportunity|position|role|based|work|job|within|in))?|hybrid(?:[- ]+remote)?|",
        r"on-?[ ]?site|in-?[ ]?office|in-?person|work(?:ing)? from (?:home|anywhere)(?: in)?|wfh|home[ -]?(?:office|based)|anywhere(?: in)?|",
        r"worldwide|t[ée]l[ée]travail|teletrabajo|remot[oa]|telecommut(?:e|ing)|virtual|distributed)\b"
    ))
    .ok()
});

/// Words that say nothing of where: "HQ", "office", "only".
static NOISE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:hq|headquarters?|offices?|opportunity|preferred|only|based|metro(?: area)?|metropolitan area|location:?)\b",
    )
    .ok()
});

/// "3 Locations", "+2 more".
static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\+?\d+ (?:more|other|others|locations?|cities|offices|places)\b").ok()
});

/// Whether a text only stands where a place should.
pub fn states_nothing(text: &str) -> bool {
    let key = words::key(text);
    key.is_empty()
        || NOTHING.contains(&key.as_str())
        || COUNT.as_ref().is_some_and(|count| count.is_match(text.trim()))
}

/// The texts of a list of places, one for each.
pub fn segments(text: &str) -> Vec<&str> {
    if states_nothing(text) {
        return Vec::new();
    }
    let joined = text.contains(" and ") && WITH_AND.iter().any(|name| words::key(text).contains(name));
    let mut segments = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    let mut skip_to = 0;
    let last_bracket = text.rfind(')').unwrap_or(0);
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let length = match c {
            '(' => {
                depth += 1;
                0
            }
            ')' => {
                depth = depth.saturating_sub(1);
                0
            }
            _ if depth > 0 && at < last_bracket => 0,
            ';' | '|' | '•' | '·' | '\n' | '\r' | '/' => c.len_utf8(),
            ' ' => between(&text[..at], &text[at..], joined),
            _ => 0,
        };
        if length > 0 {
            segments.push(&text[start..at]);
            start = at + length;
            skip_to = start;
        }
    }
    segments.push(&text[start..]);
    segments.into_iter().map(str::trim).filter(|segment| !states_nothing(segment)).collect()
}

/// The length of a word between places at the start of `rest`; 0 where none is. "Portland, OR - " is in
/// Oregon, and names that hold such a word themselves are `joined`.
fn between(before: &str, rest: &str, joined: bool) -> usize {
    let words = [" or ", " & ", " and ", " OR ", " AND "];
    let found = words.iter().find(|word| rest.starts_with(**word));
    let in_name = |word: &str| joined && word.eq_ignore_ascii_case(" and ");
    let is_state = |word: &str| word == " OR " && before.ends_with(',');
    found.filter(|word| !in_name(word) && !is_state(word)).map_or(0, |word| word.len())
}

/// The places of one text, and what it says of the mode of work.
pub fn read(segment: &str) -> (Vec<Place>, Mode) {
    let (plain, mut mode) = without_mode(segment);
    let (outside, inside) = without_brackets(&plain);
    let mut sources = Vec::new();
    let mut all = parts(&outside, &mut sources);
    let named = inside.iter().flat_map(|inside| parts(inside, &mut sources)).collect::<Vec<_>>();
    if !all.is_empty() {
        // "Paris (France)"
        all.extend(named.into_iter().filter(|part| gazetteer::country(&part.name).is_some()));
    } else if named.iter().any(|part| part.name.is_empty() || is_known(&part.name) || is_wide(&part.name)) {
        all = named;
    }
    let mut places = parts::places(&all, &sources);
    if let [place] = places.as_mut_slice() {
        segment.trim_matches([',', ' ']).clone_into(&mut place.raw);
    }
    let for_all = MODE.as_ref().and_then(|regex| regex.find(segment)).is_some_and(|found| found.start() == 0);
    if mode.stated == Some(WorkMode::Remote) && places.len() > 1 && !for_all {
        // "Chicago, US-Remote": one or the other
        mode.stated = None;
    }
    (places, mode)
}

/// The text without its words about the mode of work, and the mode.
fn without_mode(text: &str) -> (String, Mode) {
    let Some(regex) = MODE.as_ref().filter(|regex| regex.is_match(text)) else {
        return (text.to_owned(), Mode::default());
    };
    let said = regex.find_iter(text).map(|found| found.as_str()).collect::<Vec<_>>().join(" ");
    let key = words::key(&said);
    let everywhere =
        ["anywhere", "worldwide"].iter().any(|word| key.contains(word)) && !key.contains("hybrid");
    let doubt = ["friendly", "eligible", "ok", "optional", "possible"].iter().any(|word| key.contains(word));
    let stated = match (doubt, everywhere) {
        (true, _) => None,
        (false, true) => Some(WorkMode::Remote),
        (false, false) => terms::work_mode(&said),
    };
    (regex.replace_all(text, " ").into_owned(), Mode { stated })
}

/// What stands outside brackets, and what inside each pair.
fn without_brackets(text: &str) -> (String, Vec<String>) {
    let mut outside = String::with_capacity(text.len());
    let mut inside = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        outside.push_str(before);
        outside.push(' ');
        let (content, next) = after.split_once(')').unwrap_or((after, ""));
        inside.push(content.to_owned());
        rest = next;
    }
    outside.push_str(rest);
    (outside, inside)
}

/// The parts of a place's text, the most exact first: "US, Arizona, Phoenix" and "Arizona - Phoenix"
/// begin with the city as well. The texts between commas are added to `sources`.
fn parts(text: &str, sources: &mut Vec<String>) -> Vec<Part> {
    let text = NOISE.as_ref().map_or_else(|| text.into(), |noise| noise.replace_all(text, " "));
    let mut groups: Vec<Vec<Part>> = Vec::new();
    for group in text.replace([':', '–', '—'], " - ").split(" - ") {
        let mut found = Vec::new();
        for piece in group.split(',') {
            let source = sources.len();
            sources.push(piece.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches('-').to_owned());
            let names = spread(piece).into_iter().filter(|name| !states_nothing(name));
            found.extend(names.map(|name| Part { name, source }));
        }
        if found.iter().any(|part| !gazetteer::is_part_of_the_world(&part.name)) {
            groups.push(found);
        }
    }
    if groups.is_empty() && !states_nothing(&text) {
        // a part of the world, to be shown and no more
        sources.push(text.trim_matches([' ', '-', ',']).to_owned());
        return vec![Part { name: String::new(), source: sources.len() - 1 }];
    }
    let last = groups.last().and_then(|group| group.last()).map(|part| part.name.clone()).unwrap_or_default();
    let last_is_country = gazetteer::country(&last).is_some();
    let wide_first = matches!(groups.first().map(Vec::as_slice), Some([part]) if is_wide(&part.name));
    if groups.len() > 1 && wide_first && !last_is_country {
        groups.reverse();
    } else if let [only] = groups.as_mut_slice()
        && (2..=3).contains(&only.len())
        && let Some(code) = gazetteer::country(&only[0].name)
        && !last_is_country
        && gazetteer::country_of_code(&last) != Some(code)
    {
        only.reverse();
    }
    groups.into_iter().flatten().collect()
}

/// A part, or the parts that stand in it without a comma: "NY USA", "US-CA-Menlo Park", "MA 02110".
fn spread(part: &str) -> Vec<String> {
    let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
    let part = part.trim_matches(['-', ' ', '.']);
    let mut part = ["or ", "and ", "in ", "the "]
        .iter()
        .fold(part, |part, word| part.trim_start_matches(word))
        .to_owned();
    if part.ends_with(" D.C") {
        part.push('.');
    }
    if is_known(&part) {
        return vec![part];
    }
    if let Some((first, _)) = part.split_once('-')
        && is_wide(first.trim())
    {
        return part.split('-').rev().map(|part| part.trim().to_owned()).collect();
    }
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if let Some((rest, last)) = part.rsplit_once(' ') {
        if (4..=10).contains(&last.len())
            && last.split('-').all(|digits| digits.len() > 3 && is_number(digits))
        {
            // a postal code
            return spread_shorter(rest);
        }
        let capitals = last.bytes().all(|byte| byte.is_ascii_uppercase());
        if capitals && is_wide(last) || gazetteer::city(rest).is_some() && gazetteer::country(last).is_some()
        {
            return spread_shorter(rest).into_iter().chain([last.to_owned()]).collect();
        }
    }
    if let Some((first, rest)) = part.split_once(' ')
        && (matches!(first, "US" | "USA" | "UK" | "U.S." | "U.S.A.")
            || gazetteer::state_of_code(first).is_some())
    {
        return spread_shorter(rest).into_iter().chain([first.to_owned()]).collect();
    }
    if is_number(&part) { Vec::new() } else { vec![part] }
}

/// A shorter part; the depth is bounded by the words of a part.
fn spread_shorter(part: &str) -> Vec<String> {
    if part.split(' ').count() > 8 { vec![part.to_owned()] } else { spread(part) }
}

/// Whether a whole part has a name of its own.
fn is_known(part: &str) -> bool {
    gazetteer::city(part).is_some() || gazetteer::country(part).is_some() || gazetteer::state(part).is_some()
}

/// Whether a text is a state or a country, by name or by a code in capitals.
fn is_wide(text: &str) -> bool {
    let capitals = text.bytes().all(|byte| byte.is_ascii_uppercase());
    gazetteer::country(text).is_some()
        || gazetteer::state(text).is_some()
        || capitals
            && (gazetteer::state_of_code(text).is_some() || gazetteer::country_of_code(text).is_some())
}
