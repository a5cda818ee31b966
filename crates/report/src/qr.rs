//! QR codes as a drawing: made of numbers alone, so no text can become markup by it.

use std::fmt::Write as _;

/// Modules of white around the code, as ISO/IEC 18004 asks.
const QUIET: usize = 4;

/// The code of a text as an SVG document; `None` when the text is too long for one (about 2 300 bytes).
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_text_becomes_dark_squares_and_one_that_is_too_long_nothing() {
        let drawn = svg("sandyq-card 1").expect("short");
        assert!(drawn.starts_with("<svg ") && drawn.matches("h1v1h-1z").count() > 100);
        assert!(svg(&"x".repeat(5_000)).is_none());
    }
}
