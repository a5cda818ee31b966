//! A drawing as dots: for documents that cannot hold lines, and for copying.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};
use std::sync::Arc;

/// Reads an SVG whose letters are those of `fonts`, by default of `family`; `None` when it is none.
///
/// # Security
/// The reader of SVG would open files that a drawing links to, on this machine: here it never does, and pictures inside pictures
/// are left out.
pub(crate) fn read(svg: &str, fonts: Arc<fontdb::Database>, family: &str) -> Option<Tree> {
    let options = Options {
        font_family: family.to_owned(),
        fontdb: fonts,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    Tree::from_str(svg, &options).ok()
}

/// Draws it so many times its size over what is there, as PNG; `None` when it is too large for that.
pub(crate) fn png(tree: &Tree, scale: f32, mut dots: Pixmap) -> Option<Vec<u8>> {
    resvg::render(tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
    dots.encode_png().ok()
}
