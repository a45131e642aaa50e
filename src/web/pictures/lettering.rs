//! The letters of pictures: the embedded font, the system's for scripts that it lacks, and how wide
//! a text is.

use std::sync::{Arc, OnceLock};

use askama::Template;
use resvg::usvg::fontdb::{Database, ID, Source, Style};
use resvg::usvg::{FontResolver, Node, Options, Tree};

use crate::web::error::Error;

/// Overpass, see `static/fonts/`.
static FONTS: [&[u8]; 2] = [
    include_bytes!("../../../static/fonts/overpass-medium.ttf"),
    include_bytes!("../../../static/fonts/overpass-extra-bold.ttf"),
];

/// The name of the embedded font.
const FAMILY: &str = "Overpass";

/// Height of capital letters and figures as a share of the size of letters.
pub const CAPITAL: f64 = 0.7;

/// The size at which texts are measured; widths are proportional to it.
const MEASURED: f64 = 100.0;

/// The two weights of the embedded font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Medium,
    ExtraBold,
}

/// A text that was made to fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    pub text: String,
    /// Of its letters.
    pub size: f64,
    /// How wide it is then.
    pub width: f64,
}

#[derive(Template)]
#[template(path = "pictures/measured.svg")]
struct Measured<'a> {
    text: &'a str,
    size: f64,
    weight: u16,
}

/// Fonts, read when the first picture is drawn.
#[derive(Debug)]
pub struct Lettering {
    embedded: Arc<Database>,
    /// The embedded and the system's, read when the first character needs them.
    all: OnceLock<Arc<Database>>,
}

impl Weight {
    /// As CSS counts it.
    pub fn number(self) -> u16 {
        match self {
            Self::Medium => 500,
            Self::ExtraBold => 800,
        }
    }
}

impl Lettering {
    /// Reads the embedded font.
    pub fn new() -> Self {
        let mut fonts = Database::new();
        for font in &FONTS {
            fonts.load_font_source(Source::Binary(Arc::new(*font)));
        }
        Self { embedded: Arc::new(fonts), all: OnceLock::new() }
    }

    /// How to read an SVG that has text.
    pub fn options(&self) -> Options<'_> {
        Options {
            font_family: FAMILY.to_owned(),
            fontdb: Arc::clone(&self.embedded),
            font_resolver: FontResolver {
                select_font: FontResolver::default_font_selector(),
                select_fallback: Box::new(|c, used, fonts| self.find_font(c, used, fonts)),
            },
            ..Options::default()
        }
    }

    /// The system's font for a character that the embedded one lacks: upright and of a like weight where
    /// there is such a one.
    fn find_font(&self, c: char, used: &[ID], fonts: &mut Arc<Database>) -> Option<ID> {
        let all = self.all.get_or_init(|| {
            let mut all = Database::clone(&self.embedded);
            all.load_system_fonts();
            Arc::new(all)
        });
        // What was embedded keeps its ids.
        *fonts = Arc::clone(all);
        let find = FontResolver::default_fallback_selector();
        let wanted = fonts.face(*used.first()?)?.weight.0;
        let plain = |sans: bool, id: &ID| {
            fonts.face(*id).is_some_and(|face| {
                let alike = face.style == Style::Normal && face.weight.0.abs_diff(wanted) <= 200;
                alike && !face.monospaced && (!sans || face.post_script_name.contains("Sans"))
            })
        };
        let ids: Vec<ID> = fonts.faces().map(|face| face.id).collect();
        let without = |sans: bool| {
            let others = ids.iter().filter(|id| !plain(sans, id)).copied();
            used.iter().copied().chain(others).collect::<Vec<ID>>()
        };
        [without(true), without(false), used.to_vec()].iter().find_map(|unwanted| find(c, unwanted, fonts))
    }

    /// How wide a text is, at size 1.
    fn width(&self, text: &str, weight: Weight) -> Result<f64, Error> {
        let svg = Measured { text, size: MEASURED, weight: weight.number() }.render()?;
        let tree = Tree::from_str(&svg, &self.options()).map_err(|e| Error::Render(e.to_string()))?;
        let widths = tree.root().children().iter().map(|node| match node {
            Node::Text(text) => f64::from(text.bounding_box().width()),
            _ => 0.0,
        });
        Ok(widths.sum::<f64>() / MEASURED)
    }

    /// A text in `room` pixels: as large as `largest`, smaller where that is too wide, and where it is too
    /// wide even at `smallest`, shortened.
    pub fn fit(
        &self,
        text: &str,
        weight: Weight,
        (largest, smallest): (f64, f64),
        room: f64,
    ) -> Result<Fitted, Error> {
        let text = printable(text);
        let width = self.width(&text, weight)?;
        if width * smallest <= room {
            // Down to halves of a pixel, so that rounding makes nothing wider.
            let size = if width > 0.0 { (room / width * 2.0).floor() / 2.0 } else { largest };
            let size = size.clamp(smallest, largest);
            return Ok(Fitted { text, size, width: width * size });
        }
        self.shorten(&text, weight, smallest, room)
    }

    fn shorten(&self, text: &str, weight: Weight, smallest: f64, room: f64) -> Result<Fitted, Error> {
        // A mark of direction keeps the dots at the end of what is read from the right.
        let dots = if text.chars().any(is_read_from_right) { "…\u{200f}" } else { "…" };
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let (mut fits, mut over) = (0, ends.len());
        let mut kept = ("…".to_owned(), self.width("…", weight)?);
        while over - fits > 1 {
            let middle = fits.midpoint(over);
            let shorter = format!("{}{dots}", text[..ends[middle]].trim_end());
            let width = self.width(&shorter, weight)?;
            if width * smallest <= room {
                (fits, kept) = (middle, (shorter, width));
            } else {
                over = middle;
            }
        }
        Ok(Fitted { text: kept.0, size: smallest, width: kept.1 * smallest })
    }
}

/// Whether a character belongs to Hebrew, Arabic or a script between them.
fn is_read_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// A text without what XML can't hold, and on one line.
fn printable(text: &str) -> String {
    let visible = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let spaced: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let plain: String = spaced.chars().filter(visible).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Lettering, Weight, printable};

    #[test]
    fn figures_are_of_one_width() {
        let lettering = Lettering::new();
        for weight in [Weight::Medium, Weight::ExtraBold] {
            let zero = lettering.width("0000", weight).unwrap();
            for figure in '1'..='9' {
                let four = figure.to_string().repeat(4);
                assert!((lettering.width(&four, weight).unwrap() - zero).abs() < 0.001, "{figure}");
            }
        }
        assert!(lettering.all.get().is_none(), "the system's fonts are read where they are needed only");
    }

    #[test]
    fn a_text_is_made_smaller_first_and_then_shorter() {
        let lettering = Lettering::new();
        let fit = |text: &str, room| lettering.fit(text, Weight::ExtraBold, (40.0, 30.0), room).unwrap();
        let plain = fit("Registered Nurse", 1000.0);
        assert_eq!((plain.text.as_str(), plain.size), ("Registered Nurse", 40.0));
        let smaller = fit("Registered Nurse", plain.width * 0.9);
        assert_eq!(smaller.text, "Registered Nurse");
        assert!((30.0..40.0).contains(&smaller.size) && smaller.width <= plain.width * 0.9);
        let shorter = fit("Registered Nurse", 200.0);
        assert!(shorter.text.starts_with("Regist") && shorter.text.ends_with('…'), "{}", shorter.text);
        assert!(shorter.size == 30.0 && shorter.width <= 200.0);
        assert_eq!(fit("", 10.0).text, "");
        assert_eq!(fit("Nurse", 0.0).text, "…");
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(printable(" a\u{0}\u{1f}b\n\tc\u{ffff} \u{85}"), "ab c");
        let lettering = Lettering::new();
        for text in ["<&\"'>]]>", "\u{1}", "&amp;", "مهندس", "機械学習", "🚀", "e\u{301}", "\u{202e}"]
        {
            let fitted = lettering.fit(text, Weight::Medium, (20.0, 10.0), 60.0).unwrap();
            assert!(fitted.width <= 60.0, "{text}");
        }
    }
}
