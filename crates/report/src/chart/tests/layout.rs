//! Where texts stand, in the languages people read.

use super::hostile::misplaced;
use super::*;
use crate::chart::measure::{self, Size};

#[test]
fn no_text_overlaps_another_or_leaves_its_place_in_any_language_or_width() {
    for lang in Lang::ALL {
        for width in [480, 560, 640, 860, 1100, 1600] {
            for (chart, svg) in drawn(lang, Style { width, ..LIGHT }) {
                assert_eq!(misplaced(&svg), Vec::<String>::new(), "{chart} {lang:?} {width}");
            }
        }
    }
}

#[test]
fn a_text_upon_another_or_outside_is_noticed() {
    let text = |x: i32, words: &str| format!("<text x=\"{x}\" y=\"20\" font-size=\"12\">{words}</text>");
    let svg =
        |texts: &str| format!("<svg width=\"100\" height=\"40\"><rect width=\"100\" height=\"40\"/>{texts}</svg>");
    assert!(misplaced(&svg(&text(10, "abc"))).is_empty());
    assert_eq!(misplaced(&svg(&(text(10, "abc") + &text(20, "abc")))).len(), 1);
    assert_eq!(misplaced(&svg(&text(10, "a long line of words"))).len(), 1);
    let narrow = "<rect x=\"12\" y=\"4\" width=\"10\" height=\"30\"/>";
    assert_eq!(misplaced(&svg(&(text(10, "abc") + narrow))).len(), 1);
}

#[test]
fn a_chart_is_as_wide_as_asked_within_what_can_be_read() {
    let width = |width| {
        let svg = samples::bars(Lang::Kk).draw(Style { width, ..LIGHT });
        super::read::extent(&svg).0
    };
    assert_eq!([0, 480, 860, 1600, u32::MAX].map(width), [480, 480, 860, 1600, 1600]);
}

#[test]
fn a_label_is_broken_between_words_and_only_cut_where_lines_run_out() {
    let size = Size { px: 13, is_bold: false };
    let label = "отказ принять или зарегистрировать заявление";
    let broken = measure::lines(label, 150, size, 3);
    assert_eq!(broken.join(" "), label);
    assert!(
        broken.iter().all(|line| measure::width(line, size) <= 150),
        "{broken:?}"
    );
    let cut = measure::lines(label, 150, size, 1);
    assert_eq!(cut, ["отказ принять или…"]);
    let hyphen = measure::lines("Западно-Казахстанская", 110, size, 2);
    assert_eq!(hyphen, ["Западно-", "Казахстанская"]);
    assert_eq!(measure::lines("", 110, size, 2), Vec::<String>::new());
}

#[test]
fn text_stays_narrower_than_it_was_measured() {
    // The widths of Inter at 400 in thousandths of its size, as its own tables have them: a line of each language.
    let size = Size {
        px: 1000,
        is_bold: false,
    };
    for (line, inter) in [
        ("Солтүстік Қазақстан облысы", 13_867),
        ("незаконное задержание", 12_053),
        ("entered in the journal only", 13_033),
    ] {
        let measured = measure::width(line, size);
        assert!(measured >= inter && measured < inter * 5 / 4, "{line}: {measured}");
    }
}
