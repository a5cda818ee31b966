//! A small picture for the page: decoded under limits, scaled, encoded anew as JPEG without a byte of metadata.

use image::{DynamicImage, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder};
use std::io::{BufReader, Read};

/// Largest width or height that is decoded, in pixels.
const SIDE_LIMIT: u32 = 12_000;
/// Most memory a decoder may take, in bytes.
const MEMORY_LIMIT: u64 = 128 << 20;
/// Largest file that is read for a thumbnail, in bytes.
const FILE_LIMIT: u64 = 64 << 20;
/// Longest side of the result, in pixels.
const SIDE: u32 = 480;
/// JPEG quality of the result, of 100.
const QUALITY: u8 = 78;

/// Whether a type can be drawn here.
pub(super) fn can_draw(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png" | "image/webp")
}

/// The small picture as JPEG; `None` for what is no picture, or one beyond the limits.
///
/// # Security
/// `image` has no dimension limit of its own: both sides and the decoder's memory are bounded before it starts.
pub(super) fn make(source: impl Read, size: u64) -> Option<Vec<u8>> {
    if size > FILE_LIMIT {
        return None;
    }
    let mut bytes = Vec::new();
    BufReader::new(source).take(FILE_LIMIT).read_to_end(&mut bytes).ok()?;
    let mut reader = ImageReader::new(std::io::Cursor::new(&bytes))
        .with_guessed_format()
        .ok()?;
    if !matches!(
        reader.format()?,
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP
    ) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_LIMIT);
    limits.max_image_height = Some(SIDE_LIMIT);
    limits.max_alloc = Some(MEMORY_LIMIT);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = image::ImageDecoder::orientation(&mut decoder).ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    let small = picture.thumbnail(SIDE, SIDE).into_rgb8();
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .encode_image(&small)
        .ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = std::io::Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut out, ImageFormat::Png)
            .expect("encodes");
        out.into_inner()
    }

    #[test]
    fn a_picture_becomes_a_small_jpeg() {
        let picture = png(1000, 500);
        let small = make(picture.as_slice(), picture.len() as u64).expect("a picture");
        let read = image::load_from_memory(&small).expect("a jpeg");
        assert_eq!((read.width(), read.height()), (480, 240));
    }

    #[test]
    fn a_picture_beyond_the_limits_is_not_decoded() {
        let wide = png(SIDE_LIMIT + 1, 1);
        assert!(make(wide.as_slice(), wide.len() as u64).is_none());
        assert!(make(&b"GIF89a"[..], 6).is_none());
        assert!(make(&b"no picture"[..], 10).is_none());
        assert!(make(png(8, 8).as_slice(), FILE_LIMIT + 1).is_none());
    }
}
