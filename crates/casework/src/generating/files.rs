//! Small invented files: notes, noise that is a picture, and bytes that are nothing.

use super::chance::Chance;
use super::speech;
use image::{ImageFormat, RgbImage};
use sandyq_domain::Lang;
use std::io::Cursor;

/// A name and half a kibibyte to four of content.
pub fn file(lang: Lang, chance: &mut Chance) -> (String, Vec<u8>) {
    let (ending, bytes) = match chance.below(10) {
        0..6 => (
            "txt",
            speech::sentences(lang, chance.between(6, 24), chance).into_bytes(),
        ),
        6..9 => ("png", picture(chance)),
        _ => (
            "bin",
            (0..chance.between(64, 512))
                .flat_map(|_| chance.next().to_le_bytes())
                .collect(),
        ),
    };
    (
        format!("{}-{:04}.{ending}", speech::word(lang, chance), chance.below(10_000)),
        bytes,
    )
}

fn picture(chance: &mut Chance) -> Vec<u8> {
    let side = u32::try_from(chance.between(14, 34)).unwrap_or(14);
    let noise = RgbImage::from_fn(side, side, |_, _| {
        let [r, g, b, ..] = chance.next().to_le_bytes();
        image::Rgb([r, g, b])
    });
    let mut out = Cursor::new(Vec::new());
    // Into memory: a failure would leave a shorter file, which is a file too.
    let _ = noise.write_to(&mut out, ImageFormat::Png);
    out.into_inner()
}
