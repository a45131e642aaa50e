//! Colors of the style sheet: every pair that meets on a page can be told apart.

use std::collections::BTreeMap;

use crate::support::project;

/// Light and dark value of each color that is written as such a pair.
fn colors() -> BTreeMap<String, [[f64; 3]; 2]> {
    let sheet = std::fs::read_to_string(project("static/site/1-tokens.css")).unwrap();
    let mut found = BTreeMap::new();
    for line in sheet.lines() {
        let Some((name, values)) = line.trim().split_once(": light-dark(") else { continue };
        let (light, rest) = values.split_once(", ").unwrap();
        let (dark, _) = rest.split_once(')').unwrap();
        // ".line-3 { --line" is line-3.
        let name = name.split(" {").next().unwrap().trim_start_matches(['.', '-']);
        found.insert(name.to_owned(), [rgb(light), rgb(dark)]);
    }
    found
}

/// Red, green and blue from 0 to 1 of "#14171c" or "#fff".
fn rgb(hex: &str) -> [f64; 3] {
    let digits = hex.trim_start_matches('#');
    let width = digits.len() / 3;
    let part = |at: usize| {
        let part = digits[at * width..][..width].repeat(3 - width);
        f64::from(u8::from_str_radix(&part, 16).unwrap()) / 255.0
    };
    [part(0), part(1), part(2)]
}

/// Contrast of two colors, from 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance").
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |color: [f64; 3]| {
        let linear = color.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn words_and_lines_can_be_told_from_what_they_stand_on() {
    let colors = colors();
    let lines: Vec<&str> =
        colors.keys().map(String::as_str).filter(|name| name.starts_with("line-")).collect();
    assert!(lines.len() >= 14, "{lines:?}");
    let mut pairs =
        vec![("ink", "paper", 7.0), ("ink", "wash", 7.0), ("soft", "paper", 4.5), ("soft", "wash", 4.5)];
    pairs.extend([("edge", "paper", 3.0), ("paper", "ink", 7.0)]);
    for line in lines {
        pairs.extend([(line, "paper", 4.5), (line, "wash", 4.5), ("on-line", line, 4.5)]);
    }
    for (over, under, least) in pairs {
        for (theme, at) in [("light", 0), ("dark", 1)] {
            let ratio = contrast(colors[over][at], colors[under][at]);
            assert!(ratio >= least, "{over} on {under} in {theme}: {ratio:.2} of {least}");
        }
    }
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast(rgb("#000"), rgb("#fff")) - 21.0).abs() < 1e-9);
    // The lightest gray that WCAG's own explanations name as passing on white.
    assert!((contrast(rgb("#767676"), rgb("#fff")) - 4.54).abs() < 0.01);
}
