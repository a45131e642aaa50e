//! Where everything lies on the picture of the site.

use askama::Template;

use super::lettering::{Fitted, Lettering, Weight};
use super::sign::Sign;
use super::{HEIGHT, WIDTH, pixels};
use crate::web::error::Error;
use crate::web::layout::SITE;
use crate::web::palette::Palette;

/// Where the lines come in at the left, and how far apart.
const FIRST_IN: f64 = 452.0;
const APART_IN: f64 = 27.0;
/// Where they go out at the right, and how far apart.
const FIRST_OUT: f64 = 118.0;
const APART_OUT: f64 = 84.0;
/// Where the topmost one begins to rise.
const RISE: f64 = 520.0;
/// Where all of them end.
const END: f64 = 1122.0;

#[derive(Template)]
#[template(path = "pictures/sign.svg")]
pub struct SignPlan<'a> {
    palette: &'static Palette,
    figures: Fitted,
    lines: Vec<Line<'a>>,
}

/// The line of a category: level, rising at 45 degrees, level again.
struct Line<'a> {
    color: &'a str,
    /// Where it rises: from and to.
    from: (f64, f64),
    to: (f64, f64),
    /// Where it ends.
    end: f64,
    name: Fitted,
    name_y: f64,
}

impl<'a> SignPlan<'a> {
    /// Lays the sign out.
    pub fn new(sign: &'a Sign, lettering: &Lettering) -> Result<Self, Error> {
        let lines = sign.lines.iter().enumerate().map(|(at, (name, color))| {
            let at = at as f64;
            let (low, high) = (FIRST_IN + at * APART_IN, FIRST_OUT + at * APART_OUT);
            // Each turns a little later than the one above, so that all stay as far apart.
            let turn = RISE + at * APART_IN * 0.42;
            let to = turn + low - high;
            let name = lettering.fit(name, Weight::ExtraBold, (28.0, 22.0), END - to - 20.0)?;
            Ok(Line {
                color,
                from: (pixels(turn), pixels(low)),
                to: (pixels(to), pixels(high)),
                end: END,
                name,
                name_y: pixels(high - 27.0),
            })
        });
        Ok(Self {
            palette: Palette::get(),
            figures: lettering.fit(&sign.figures(), Weight::Medium, (32.0, 24.0), 460.0)?,
            lines: lines.collect::<Result<Vec<Line<'a>>, Error>>()?,
        })
    }

    fn width(&self) -> u32 {
        WIDTH
    }

    fn height(&self) -> u32 {
        HEIGHT
    }
}
