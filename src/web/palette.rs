//! Colors as the stylesheet has them, for what it does not draw: pictures, and the bars of browsers.

use std::sync::LazyLock;

use super::assets;
use crate::model::path::LINES;

/// A color in both themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shade {
    pub light: &'static str,
    pub dark: &'static str,
}

/// The colors of the site.
#[derive(Debug)]
pub struct Palette {
    /// Text.
    pub ink: Shade,
    /// Text that matters less.
    pub soft: Shade,
    /// What text stands on.
    pub paper: Shade,
    /// Thin lines.
    pub hair: Shade,
    lines: Vec<Shade>,
}

/// Shown where the stylesheet does not say; a test holds that it always does.
const UNKNOWN: Shade = Shade { light: "#000", dark: "#fff" };

static PALETTE: LazyLock<Palette> = LazyLock::new(|| {
    let css = str::from_utf8(assets::SITE_CSS.bytes).unwrap_or_default();
    let token = |name: &str| shade_after(css, name).unwrap_or(UNKNOWN);
    Palette {
        ink: token("--ink:"),
        soft: token("--soft:"),
        paper: token("--paper:"),
        hair: token("--hair:"),
        lines: (1..=LINES).map(|line| line_shade(css, line).unwrap_or(UNKNOWN)).collect(),
    }
});

impl Palette {
    /// The colors of the site.
    pub fn get() -> &'static Self {
        &PALETTE
    }

    /// The color of a category's line, 1 to [`LINES`]; that of text for any other number.
    pub fn line(&self, number: u8) -> Shade {
        let at = usize::from(number).checked_sub(1);
        at.and_then(|at| self.lines.get(at)).copied().unwrap_or(self.ink)
    }
}

/// The color that the stylesheet gives to the class of a line.
fn line_shade(css: &'static str, number: u8) -> Option<Shade> {
    let class = format!(".line-{number}");
    // `.line-1` begins the names of ten others.
    let whole = |at: &usize| !css[at + class.len()..].starts_with(|next: char| next.is_ascii_digit());
    let at = css.match_indices(&class).map(|(at, _)| at).find(whole)?;
    shade_after(&css[at..], "--line:")
}

/// The first `light-dark(…, …)` that follows a name.
fn shade_after(css: &'static str, name: &str) -> Option<Shade> {
    let rest = css.split_once(name)?.1.trim_start().strip_prefix("light-dark(")?;
    let (light, dark) = rest.split_once(')')?.0.split_once(',')?;
    Some(Shade { light: light.trim(), dark: dark.trim() })
}

#[cfg(test)]
mod tests {
    use super::{LINES, Palette, UNKNOWN, line_shade, shade_after};

    #[test]
    fn the_stylesheet_says_every_color() {
        let palette = Palette::get();
        let shades = [palette.ink, palette.soft, palette.paper, palette.hair];
        for shade in shades.iter().chain(&palette.lines) {
            assert_ne!(*shade, UNKNOWN);
            for color in [shade.light, shade.dark] {
                let digits = color.strip_prefix('#').unwrap_or_default();
                assert!([3, 6].contains(&digits.len()), "{color}");
                assert!(digits.chars().all(|digit| digit.is_ascii_hexdigit()), "{color}");
            }
        }
        let mut lines: Vec<&str> = palette.lines.iter().map(|line| line.light).collect();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), usize::from(LINES), "no two lines look the same");
        assert_eq!(palette.line(0), palette.ink);
        assert_eq!(palette.line(LINES + 1), palette.ink);
    }

    #[test]
    fn a_line_is_not_taken_for_another() {
        let css = ".line-12 { --line: light-dark(#aaa, #bbb); }\n.line-1 { --line:light-dark( #ccc,#ddd ); }";
        assert_eq!(line_shade(css, 1).map(|shade| (shade.light, shade.dark)), Some(("#ccc", "#ddd")));
        assert_eq!(line_shade(css, 12).map(|shade| shade.light), Some("#aaa"));
        assert_eq!(line_shade(css, 2), None);
        assert_eq!(shade_after("--ink: #000;", "--ink:"), None);
    }
}
