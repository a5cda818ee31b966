//! Documents as their recipients open them: with LibreOffice, Poppler's tools and ExifTool. They must be installed.

#![expect(clippy::unwrap_used, reason = "a test may end here")]

mod characters;
mod docx;
mod pdf;
mod sample;
mod sheets;
mod stock;
