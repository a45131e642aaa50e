//! From SVG to PNG.

use std::fmt::Display;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::web::error::Error;

/// Draws an SVG in `width` by `height` pixels.
pub fn png(svg: &str, options: &Options<'_>, (width, height): (u32, u32)) -> Result<Vec<u8>, Error> {
    let tree = Tree::from_str(svg, options).map_err(failed)?;
    let mut canvas = Pixmap::new(width, height).ok_or_else(|| failed("a picture without size"))?;
    let across = f64::from(width) / f64::from(tree.size().width());
    let down = f64::from(height) / f64::from(tree.size().height());
    #[expect(clippy::cast_possible_truncation, reason = "a scale needs no more digits")]
    let scale = Transform::from_scale(across as f32, down as f32);
    resvg::render(&tree, scale, &mut canvas.as_mut());
    canvas.encode_png().map_err(failed)
}

fn failed(cause: impl Display) -> Error {
    Error::Render(cause.to_string())
}
