//! Colours of a chart: the page's own tokens, so that a picture looks like a part of it.

use super::Ground;

/// One ground with what is drawn on it.
pub(super) struct Inks {
    /// The ground.
    pub(super) sheet: &'static str,
    /// Beneath zeros and values that are missing.
    pub(super) sunk: &'static str,
    /// Rules.
    pub(super) line: &'static str,
    /// Outlines that carry meaning.
    pub(super) outline: &'static str,
    /// Text.
    pub(super) ink: &'static str,
    /// Text of less weight.
    pub(super) ink_2: &'static str,
    /// Bars.
    pub(super) accent: &'static str,
    /// What was refused or lost.
    pub(super) refusal: &'static str,
    /// Grounds from few to many, each with the ink that is read on it.
    pub(super) shades: [(&'static str, &'static str); 5],
}

const LIGHT: Inks = Inks {
    sheet: "#ffffff",
    sunk: "#f1eee7",
    line: "#e2ddd2",
    outline: "#8d887c",
    ink: "#1d2226",
    ink_2: "#4e555b",
    accent: "#0f6a6a",
    refusal: "#a03d1a",
    shades: [
        ("#e0efee", "#1d2226"),
        ("#bedddb", "#1d2226"),
        ("#94c5c2", "#1d2226"),
        ("#2e8080", "#ffffff"),
        ("#0b5555", "#ffffff"),
    ],
};
const DARK: Inks = Inks {
    sheet: "#1b1f23",
    sunk: "#101316",
    line: "#3d454c",
    outline: "#858d94",
    ink: "#e8e6e1",
    ink_2: "#b4b8bb",
    accent: "#4fb3ae",
    refusal: "#f0916b",
    shades: [
        ("#15302f", "#e8e6e1"),
        ("#1e4341", "#e8e6e1"),
        ("#2b5f5c", "#ffffff"),
        ("#4fa5a0", "#07201f"),
        ("#7fd6d1", "#07201f"),
    ],
};

/// The colours for a ground.
pub(super) fn inks(ground: Ground) -> &'static Inks {
    match ground {
        Ground::Light => &LIGHT,
        Ground::Dark => &DARK,
    }
}

impl Inks {
    /// The ground of a count and the ink on it, by its part of the greatest; nothing is no shade at all.
    pub(super) fn shade(&self, n: u128, greatest: u128) -> (&'static str, &'static str) {
        if n == 0 {
            return (self.sunk, self.ink_2);
        }
        // From 1 to 5: the greatest is the last.
        let step = (n.min(greatest) * 5).div_ceil(greatest.max(1));
        self.shades[usize::try_from(step).unwrap_or(1).clamp(1, 5) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::{Ground, inks};

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_measure_of_contrast_knows_black_from_white_and_grey_from_grey() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
        assert!(contrast("#777777", "#888888") < 1.3);
    }

    #[test]
    fn every_text_reaches_four_and_a_half_on_its_ground_and_every_shape_three() {
        for ground in [Ground::Light, Ground::Dark] {
            let inks = inks(ground);
            let mut read = inks.shades.to_vec();
            for text in [inks.ink, inks.ink_2, inks.refusal] {
                read.extend([(inks.sheet, text), (inks.sunk, text)]);
            }
            for (below, text) in read {
                assert!(contrast(below, text) >= 4.5, "{text} on {below}");
            }
            for shape in [inks.accent, inks.outline] {
                for below in [inks.sheet, inks.sunk] {
                    assert!(contrast(below, shape) >= 3.0, "{shape} on {below}");
                }
            }
        }
    }

    #[test]
    fn shades_go_from_the_ground_away_and_the_greatest_has_the_last_one() {
        for ground in [Ground::Light, Ground::Dark] {
            let inks = inks(ground);
            let away: Vec<f64> = inks.shades.iter().map(|shade| contrast(shade.0, inks.sheet)).collect();
            assert!(away.is_sorted(), "{away:?}");
            assert_eq!(inks.shade(7, 7), inks.shades[4]);
            assert_eq!(inks.shade(1, u128::from(u64::MAX)), inks.shades[0]);
            assert_eq!(inks.shade(0, 7).0, inks.sunk);
        }
    }
}
