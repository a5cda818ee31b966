//! A chart as a picture of points, for "copy as PNG" and for documents that cannot show SVG.

use crate::raster;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::fontdb;
use std::sync::Arc;

/// Most points of a picture: four sheets of A4 at 300 to the inch. More would be memory without a use.
///
/// # Security
/// Bounds what one call may allocate, to 140 MB.
const MOST_POINTS: u64 = 35_000_000;

/// Why there is no picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PngError {
    /// It is no SVG that can be read.
    NotSvg,
    /// No font was handed over that can be read: words would be missing.
    NoFont,
    /// It would have no points, or more than anybody needs.
    Size,
}

/// Draws an SVG this wide, with these fonts (TTF or OTF).
///
/// Nothing outside is looked at. A font of the system is not asked for: which ones there are tells a machine from others. A
/// picture inside the SVG is left out, whether it lies in a file or in the text.
///
/// # Errors
/// If it is no SVG, there is no font, or its size is absurd.
pub fn png(svg: &str, width_px: u32, fonts: &[&[u8]]) -> Result<Vec<u8>, PngError> {
    let (fonts, family) = known(fonts).ok_or(PngError::NoFont)?;
    let tree = raster::read(svg, fonts, &family).ok_or(PngError::NotSvg)?;
    let size = tree
        .size()
        .to_int_size()
        .scale_to_width(width_px)
        .filter(|size| u64::from(size.width()) * u64::from(size.height()) <= MOST_POINTS)
        .ok_or(PngError::Size)?;
    let points = Pixmap::new(size.width(), size.height()).ok_or(PngError::Size)?;
    #[expect(clippy::cast_precision_loss, reason = "a width in pixels is far below 2^24")]
    let scale = size.width() as f32 / tree.size().width();
    raster::png(&tree, scale, points).ok_or(PngError::Size)
}

/// The fonts, and the family of the first: whatever a chart asks for, one of those at hand is drawn.
fn known(fonts: &[&[u8]]) -> Option<(Arc<fontdb::Database>, String)> {
    let mut known = fontdb::Database::new();
    for font in fonts {
        known.load_font_data(font.to_vec());
    }
    let family = known.faces().find_map(|face| Some(face.families.first()?.0.clone()))?;
    known.set_sans_serif_family(family.clone());
    Some((Arc::new(known), family))
}
