//! Where everything lies on the picture of a path.

use askama::Template;

use super::ladder::{Ladder, RungSign};
use super::lettering::{CAPITAL, Fitted, Lettering, Weight};
use super::{HEIGHT, WIDTH, pixels};
use crate::web::axis::{Bar, Tick};
use crate::web::error::Error;
use crate::web::layout::SITE;
use crate::web::palette::Palette;
use crate::web::share::Share;

/// Left edge of all text and of the rail's stations.
const LEFT: f64 = 60.0;
/// Right edge of everything.
const RIGHT: f64 = 1140.0;
/// Where the ladder begins and ends.
const TOP: f64 = 204.0;
const BOTTOM: f64 = 532.0;
/// The tallest rung; of two or three rungs more would only be apart.
const TALLEST: f64 = 140.0;
/// A rung less tall has room for one line only.
const TWO_LINES: f64 = 64.0;
/// A rung less tall has its figures beside the bar rather than above it.
const BAR_BELOW: f64 = 60.0;
/// Left edge of figures, and of bars below them.
const FIGURES: f64 = 590.0;
/// Width of an axis beside figures, at the least.
const NARROWEST_AXIS: f64 = 200.0;
/// Between two names of marks.
const MARKS_APART: f64 = 12.0;
/// Between two columns.
const GUTTER: f64 = 28.0;

#[derive(Template)]
#[template(path = "pictures/ladder.svg")]
pub struct LadderPlan<'a> {
    palette: &'static Palette,
    ladder: &'a Ladder,
    category: Fitted,
    name: Fitted,
    source: Fitted,
    rows: Vec<Row<'a>>,
    /// Middle of the rail, its upper and its lower end.
    rail: (f64, f64, f64),
    station: Station,
    /// Under the rungs, with the names of those that have room.
    marks: Vec<Mark>,
}

/// The circle that holds the number of a rung.
struct Station {
    radius: f64,
    /// Of its edge.
    stroke: f64,
    /// Size of the number, and how far below the middle it stands.
    size: f64,
    drop: f64,
}

struct Row<'a> {
    rung: &'a RungSign,
    /// Its middle.
    y: f64,
    title: Text,
    about: Option<Text>,
    pay: Text,
    bar: Option<Strip>,
}

/// A line of text.
struct Text {
    x: f64,
    y: f64,
    size: f64,
    text: String,
}

/// A bar of pay.
struct Strip {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// Where the thin line of an open top begins, and its height.
    beyond: Option<(f64, f64)>,
}

/// A mark of the axis.
struct Mark {
    x: f64,
    /// None where it has no room beside the others.
    name: Option<Text>,
}

/// Sizes that all rungs of a ladder share.
struct Sizes {
    rungs: usize,
    row: f64,
    beside: bool,
    title: f64,
    pay: f64,
    /// Left edge and width of the axis.
    axis: (f64, f64),
}

impl<'a> LadderPlan<'a> {
    /// Lays a ladder out.
    pub fn new(ladder: &'a Ladder, lettering: &Lettering) -> Result<Self, Error> {
        let row = ((BOTTOM - TOP) / ladder.rungs.len().max(1) as f64).min(TALLEST);
        let sizes = Sizes::new(ladder, row, lettering)?;
        let rows = ladder.rungs.iter().map(|rung| sizes.row(rung, lettering));
        let rows = rows.collect::<Result<Vec<Row<'a>>, Error>>()?;
        let radius = pixels((row * 0.31).clamp(15.0, 27.0));
        let (stroke, size) = (pixels(radius * 0.33), pixels(radius * 0.95));
        Ok(Self {
            palette: Palette::get(),
            category: lettering.fit(&ladder.category, Weight::ExtraBold, (32.0, 26.0), 760.0)?,
            name: lettering.fit(&ladder.name, Weight::ExtraBold, (84.0, 54.0), RIGHT - LEFT)?,
            source: lettering.fit(&ladder.source, Weight::Medium, (23.0, 19.0), RIGHT - LEFT)?,
            rail: (
                pixels(LEFT + radius + stroke / 2.0),
                pixels(TOP + row / 2.0),
                rows.last().map_or(TOP, |row| row.y),
            ),
            station: Station { radius, stroke, size, drop: pixels(size * CAPITAL / 2.0) },
            marks: sizes.marks(&ladder.ticks, lettering)?,
            ladder,
            rows,
        })
    }

    fn width(&self) -> u32 {
        WIDTH
    }

    fn height(&self) -> u32 {
        HEIGHT
    }
}

impl Sizes {
    /// The largest sizes at which the longest title and the longest figures fit, so that all are alike.
    fn new(ladder: &Ladder, row: f64, lettering: &Lettering) -> Result<Self, Error> {
        let bars = !ladder.ticks.is_empty();
        let beside = bars && row < BAR_BELOW;
        let pay = if bars && !beside { (row * 0.5).clamp(28.0, 56.0) } else { (row * 0.7).clamp(28.0, 44.0) };
        let title = (row * 0.48).clamp(24.0, 40.0);
        let mut sizes = Self { rungs: ladder.rungs.len(), row, beside, title, pay, axis: (0.0, 0.0) };
        let mut figures = 0.0_f64;
        for rung in &ladder.rungs {
            let pay = lettering.fit(&rung.pay, Weight::ExtraBold, (sizes.pay, 22.0), sizes.figures())?;
            let title = lettering.fit(&rung.title, Weight::ExtraBold, sizes.titles(), sizes.room())?;
            (sizes.pay, sizes.title) = (pay.size, title.size);
            figures = figures.max(pay.width);
        }
        let axis = if beside { FIGURES + figures + GUTTER } else { FIGURES };
        sizes.axis = (pixels(axis), pixels(RIGHT - axis));
        Ok(sizes)
    }

    /// The largest and the smallest size of titles.
    fn titles(&self) -> (f64, f64) {
        (self.title, 24.0_f64.min(self.title))
    }

    /// Left edge of titles.
    fn titles_from() -> f64 {
        LEFT + 54.0 + GUTTER * 0.8
    }

    /// How wide figures may be.
    fn figures(&self) -> f64 {
        RIGHT - FIGURES - if self.beside { NARROWEST_AXIS + GUTTER } else { 0.0 }
    }

    /// How wide a title may be.
    fn room(&self) -> f64 {
        FIGURES - GUTTER - Self::titles_from()
    }

    fn row<'a>(&self, rung: &'a RungSign, lettering: &Lettering) -> Result<Row<'a>, Error> {
        let above = (rung.number.saturating_sub(1)) as f64 * self.row;
        let y = TOP + above + self.row / 2.0;
        let title = lettering.fit(&rung.title, Weight::ExtraBold, self.titles(), self.room())?;
        let pay = lettering.fit(
            &rung.pay,
            Weight::ExtraBold,
            (self.pay, 22.0_f64.min(self.pay)),
            self.figures(),
        )?;
        let size = (self.row * 0.33).clamp(19.0, 26.0);
        let about = match self.row >= TWO_LINES {
            true => Some(lettering.fit(&rung.about, Weight::Medium, (size, 19.0), self.room())?),
            false => None,
        };
        // Capitals of the title, a gap, capitals of the line below; the middle of all is that of the rung.
        let below = about.as_ref().map_or(0.0, |about| about.size * CAPITAL + self.row * 0.15);
        let title_y = y + (title.size * CAPITAL - below) / 2.0;
        let (pay_y, bar) = match &rung.bar {
            Some(bar) if self.beside => (y + pay.size * CAPITAL / 2.0, Some(self.strip(bar, y - 7.0, 14.0))),
            Some(bar) => {
                let (gap, height) = (self.row * 0.11, (self.row * 0.17).clamp(9.0, 20.0));
                let top = y - (pay.size * CAPITAL + gap + height) / 2.0;
                let baseline = top + pay.size * CAPITAL;
                (baseline, Some(self.strip(bar, baseline + gap, height)))
            }
            None => (y + pay.size * CAPITAL / 2.0, None),
        };
        let from = Self::titles_from();
        Ok(Row {
            rung,
            y: pixels(y),
            title: Text::new(from, title_y, title),
            about: about.map(|about| Text::new(from, title_y + below, about)),
            pay: Text::new(FIGURES, pay_y, pay),
            bar,
        })
    }

    /// The marks of the axis. Of names that would touch, those before the last are left out.
    fn marks(&self, ticks: &[Tick], lettering: &Lettering) -> Result<Vec<Mark>, Error> {
        let end = TOP + ticks.len().min(1) as f64 * self.row * self.rungs as f64;
        let mut marks: Vec<Mark> = Vec::with_capacity(ticks.len());
        let mut taken = RIGHT + MARKS_APART;
        for tick in ticks.iter().rev() {
            let x = self.axis.0 + self.axis.1 * tick.at.percent() / 100.0;
            let name = lettering.fit(&tick.name, Weight::Medium, (21.0, 21.0), RIGHT - FIGURES)?;
            let left = (x - name.width / 2.0).clamp(self.axis.0, RIGHT - name.width);
            let fits = left + name.width + MARKS_APART <= taken;
            if fits {
                taken = left;
            }
            marks.push(Mark { x: pixels(x), name: fits.then(|| Text::new(left, end + 24.0, name)) });
        }
        Ok(marks)
    }

    fn strip(&self, bar: &Bar, y: f64, height: f64) -> Strip {
        let (axis, whole) = self.axis;
        let at = |share: Share| axis + whole * share.percent() / 100.0;
        let width = whole * bar.width.percent() / 100.0;
        Strip {
            x: pixels(at(bar.start)),
            y: pixels(y),
            // A band without an upper end is a stub that the arrow goes on from; none is too narrow to see.
            width: pixels(width.max(if bar.width.is_nothing() { 8.0 } else { 4.0 })),
            height: pixels(height),
            beyond: bar.beyond.map(|_| (pixels(at(bar.end)), pixels((height * 0.36).max(4.0)))),
        }
    }
}

impl Text {
    fn new(x: f64, y: f64, fitted: Fitted) -> Self {
        Self { x: pixels(x), y: pixels(y), size: fitted.size, text: fitted.text }
    }
}
