//! The letters documents are set in: the same on every machine, because no font of the system is asked for.
//!
//! Noto, as Debian's package `fonts-noto-core` 20201225 ships it, unchanged; its licence lies beside the files. Chosen
//! because all four cuts of the serif hold the Kazakh letters.

/// Regular, bold, italic and bold italic for text; regular and bold of the sans for drawings.
pub(super) const FACES: [&[u8]; 6] = [
    include_bytes!("fonts/NotoSerif-Regular.ttf"),
    include_bytes!("fonts/NotoSerif-Bold.ttf"),
    include_bytes!("fonts/NotoSerif-Italic.ttf"),
    include_bytes!("fonts/NotoSerif-BoldItalic.ttf"),
    include_bytes!("fonts/NotoSans-Regular.ttf"),
    include_bytes!("fonts/NotoSans-Bold.ttf"),
];

/// Regular and bold of the sans, for a drawing that leaves as dots.
pub const LETTERS: [&[u8]; 2] = [FACES[4], FACES[5]];

/// For text.
pub(super) const SERIF: &str = "Noto Serif";
/// For drawings.
pub(super) const SANS: &str = "Noto Sans";
