//! Pictures decoded under limits and encoded anew as JPEG without a byte of metadata: small ones for the page, whole ones to
//! leave in the place of an original.

use image::{DynamicImage, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder};
use std::io::{BufReader, Read};

/// Largest width or height that is decoded, in pixels.
const SIDE_LIMIT: u32 = 12_000;
/// Most memory a decoder may take, in bytes.
const MEMORY_LIMIT: u64 = 128 << 20;
/// Largest file that is decoded, in bytes.
pub(crate) const FILE_LIMIT: u64 = 64 << 20;
/// Longest side of the result, in pixels.
const SIDE: u32 = 480;
/// JPEG quality of a small picture, of 100.
const SMALL_QUALITY: u8 = 78;
/// JPEG quality of a whole one: what it shows must stay legible.
const WHOLE_QUALITY: u8 = 92;

/// Whether a type can be drawn here.
pub(crate) fn can_draw(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png" | "image/webp")
}

/// The small picture as JPEG; `None` for what is no picture, or one beyond the limits.
pub(super) fn small(source: impl Read, size: u64) -> Option<Vec<u8>> {
    encode(&decode(source, size)?.thumbnail(SIDE, SIDE), SMALL_QUALITY)
}

/// The whole picture as JPEG; `None` for what is no picture, or one beyond the limits.
pub(crate) fn whole(source: impl Read, size: u64) -> Option<Vec<u8>> {
    encode(&decode(source, size)?, WHOLE_QUALITY)
}

fn encode(picture: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality)
        .encode_image(&picture.to_rgb8())
        .ok()?;
    Some(out)
}

/// # Security
/// `image` has no dimension limit of its own: both sides and the decoder's memory are bounded before it starts.
pub(crate) fn decode(source: impl Read, size: u64) -> Option<DynamicImage> {
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
    Some(picture)
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
        let small = small(picture.as_slice(), picture.len() as u64).expect("a picture");
        let read = image::load_from_memory(&small).expect("a jpeg");
        assert_eq!((read.width(), read.height()), (480, 240));
    }

    #[test]
    fn a_whole_copy_keeps_its_size_and_no_metadata() {
        let mut jpeg = Vec::new();
        JpegEncoder::new(&mut jpeg)
            .encode_image(&DynamicImage::new_rgb8(64, 32))
            .expect("encodes");
        // A comment segment behind the first marker, as cameras and editors write them.
        let secret = b"Invented Name 43.2 N";
        let length = u16::try_from(secret.len() + 2).expect("short").to_be_bytes();
        let comment = [&[0xff, 0xfe], &length[..], secret].concat();
        jpeg.splice(2..2, comment);
        let copy = whole(jpeg.as_slice(), jpeg.len() as u64).expect("a picture");
        assert!(!copy.windows(secret.len()).any(|bytes| bytes == secret));
        let read = image::load_from_memory(&copy).expect("a jpeg");
        assert_eq!((read.width(), read.height()), (64, 32));
    }

    #[test]
    fn a_picture_beyond_the_limits_is_not_decoded() {
        let wide = png(SIDE_LIMIT + 1, 1);
        assert!(small(wide.as_slice(), wide.len() as u64).is_none());
        assert!(small(&b"GIF89a"[..], 6).is_none());
        assert!(small(&b"no picture"[..], 10).is_none());
        assert!(small(png(8, 8).as_slice(), FILE_LIMIT + 1).is_none());
    }
}
