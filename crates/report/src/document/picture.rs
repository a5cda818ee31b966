//! A drawing as dots, for formats that cannot hold lines.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap};
use resvg::usvg::{self, Tree};

use super::fonts::{FACES, SANS, SERIF};
use super::{Figure, TEXT_WIDTH_MM};
use crate::raster;

/// Dots on an inch: enough for print, and a page's width stays below 1 300 dots.
const DOTS_PER_INCH: f32 = 200.0;
const MM_PER_INCH: f32 = 25.4;
/// A drawing and its caption stay on one page.
const HIGHEST_MM: f32 = 215.0;

/// A drawing and the room it takes.
pub(super) struct Picture {
    /// PNG.
    pub(super) png: Vec<u8>,
    /// Width and height in millimetres.
    pub(super) size_mm: (f32, f32),
    /// Width and height in dots.
    pub(super) dots: (u32, u32),
}

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for face in FACES {
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(face)));
    }
    fonts.set_serif_family(SERIF);
    fonts.set_sans_serif_family(SANS);
    fonts.set_monospace_family(SANS);
    Arc::new(fonts)
});

/// The room a figure takes, in millimetres; `None` when its SVG cannot be read.
pub(super) fn size_mm(figure: &Figure) -> Option<(f32, f32)> {
    Some(fitted(figure, &read(figure)?))
}

/// The figure as PNG on white; `None` when its SVG cannot be read.
pub(super) fn png(figure: &Figure) -> Option<Picture> {
    let tree = read(figure)?;
    let size_mm = fitted(figure, &tree);
    let dots = (dots(size_mm.0), dots(size_mm.1));
    let mut map = Pixmap::new(dots.0, dots.1)?;
    map.fill(Color::WHITE);
    let scale = dots_exact(size_mm.0) / tree.size().width();
    Some(Picture {
        png: raster::png(&tree, scale, map)?,
        size_mm,
        dots,
    })
}

fn read(figure: &Figure) -> Option<Tree> {
    raster::read(&figure.svg, FONTS.clone(), SANS)
}

fn fitted(figure: &Figure, tree: &Tree) -> (f32, f32) {
    let wide = f32::from(figure.width().min(TEXT_WIDTH_MM));
    let high = wide * tree.size().height() / tree.size().width();
    let shrink = (HIGHEST_MM / high).min(1.0);
    (wide * shrink, high * shrink)
}

fn dots_exact(mm: f32) -> f32 {
    mm / MM_PER_INCH * DOTS_PER_INCH
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and 1 700 by the bounds of a figure"
)]
fn dots(mm: f32) -> u32 {
    dots_exact(mm).ceil().clamp(1.0, 4096.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(svg: &str) -> Figure {
        Figure {
            svg: svg.into(),
            caption: String::new(),
            alt: String::new(),
            width_mm: 200,
        }
    }

    #[test]
    fn a_drawing_becomes_dots_within_the_page_and_letters_leave_ink() {
        let letters = |text: &str| {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'><text x='5' y='30' \
                 font-family='Noto Sans'>{text}</text></svg>"
            );
            png(&figure(&svg)).expect("a drawing")
        };
        let drawn = letters("әғқңөұүһі");
        assert_eq!((drawn.size_mm, drawn.dots), ((160.0, 80.0), (1260, 630)));
        assert!(drawn.png != letters("").png, "the letters are seen");
        assert!(drawn.png == letters("әғқңөұүһі").png, "the same bytes again");
    }

    #[test]
    fn a_high_drawing_is_shrunk_and_a_broken_one_is_none() {
        let (wide, high) = size_mm(&figure("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 100'/>")).unwrap();
        assert!(high <= 215.0 && wide < 3.0);
        assert!(size_mm(&figure("<svg")).is_none() && png(&figure("")).is_none());
    }

    #[test]
    fn a_drawing_opens_no_file_of_this_machine() {
        let folder = tempfile::tempdir().unwrap();
        let square = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>";
        let path = folder.path().join("a.svg");
        std::fs::write(&path, square).unwrap();
        let with = |href: &str| {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image width='9' height='9' href='{href}'/></svg>"
            );
            png(&figure(&svg)).unwrap().png
        };
        assert!(with(path.to_str().unwrap()) == with("nothing"));
        assert!(png(&figure(square)).unwrap().png != with("nothing"), "a square is seen");
    }
}
