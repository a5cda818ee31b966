//! Words and numbers that nobody should hand to a chart.

use super::read::{self, Seen};
use super::*;
use proptest::prelude::*;
use resvg::usvg;

/// Charts in which every word is this one and every count that one.
fn charts(words: &str, count: Count, many: usize) -> Vec<(&'static str, String, Table)> {
    charts_in(LIGHT, words, count, many)
}

pub(super) fn charts_in(style: Style, words: &str, count: Count, many: usize) -> Vec<(&'static str, String, Table)> {
    let word = || words.to_owned();
    let cell = || Cell { count, id: word() };
    let label = |at: usize| Label {
        text: word(),
        is_missing: at % 5 == 4,
    };
    let frame = || Frame {
        id: word(),
        title: word(),
        unit: word(),
        description: word(),
        footnotes: vec![word(), word()],
        words: Words {
            lang: Lang::Kk,
            suppressed: word(),
            suppressed_means: word(),
            not_counted: word(),
            not_counted_means: word(),
            missing: word(),
            nothing: word(),
        },
        is_bare: false,
    };
    let funnel = Funnel {
        frame: frame(),
        words: FunnelWords {
            step: word(),
            reached: word(),
            of_previous: word(),
            of_first: word(),
            unknown: word(),
        },
        steps: (0..many)
            .map(|_| Step {
                label: word(),
                reached: cell(),
                unknown: cell(),
                note: word(),
            })
            .collect(),
    };
    let months = Months {
        frame: frame(),
        words: MonthsWords {
            month: word(),
            sure: word(),
            possible: word(),
        },
        months: (0..many)
            .map(|at| Month {
                label: word(),
                year: word(),
                is_missing: at % 5 == 4,
                sure: cell(),
                possible: cell(),
            })
            .collect(),
    };
    let columns: Vec<Label> = (0..many.div_ceil(2)).map(label).collect();
    let grid = Grid {
        frame: frame(),
        corner: word(),
        rows: (0..many)
            .map(|at| (label(at), columns.iter().map(|_| cell()).collect()))
            .collect(),
        columns,
    };
    let bars = Bars {
        frame: frame(),
        heading: word(),
        bars: (0..many)
            .map(|at| Bar {
                label: label(at),
                cell: cell(),
            })
            .collect(),
    };
    let slugs = ["kz_10", "kz_yuz", "kz_10", words, "kz_75", "kz_63"];
    let tiles = |day: &str| Tiles {
        frame: frame(),
        heading: word(),
        later_border: word(),
        day: day.parse().unwrap(),
        regions: (0..many)
            .map(|at| Region {
                slug: slugs[at % 6].to_owned(),
                label: label(at),
                cell: cell(),
            })
            .collect(),
    };
    let (now, then) = (tiles("2026-01-01"), tiles("2017-01-01"));
    vec![
        ("funnel", funnel.draw(style), funnel.table()),
        ("months", months.draw(style), months.table()),
        ("grid", grid.draw(style), grid.table()),
        ("bars", bars.draw(style), bars.table()),
        ("tiles", now.draw(style), now.table()),
        ("tiles of 2017", then.draw(style), then.table()),
    ]
}

const MARKUP: &str = "</text></title></svg><script>alert('1')</script>\" onload='x' &lt;&#0; ]]> url(//x) style=\"a\"";

/// The names of all tags and attributes in a document, outside of any text.
fn names(svg: &str) -> Vec<String> {
    let mut names = Vec::new();
    for tag in svg.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        // Whatever stands in quotation marks is a value.
        for (at, piece) in tag.split('"').enumerate() {
            if at % 2 == 0 {
                names.extend(
                    piece
                        .split_whitespace()
                        .map(|name| name.trim_end_matches(['=', '/']).to_owned()),
                );
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn no_word_becomes_markup_an_attribute_or_an_address() {
    const KNOWN: [&str; 32] = [
        "svg",
        "/svg",
        "title",
        "/title",
        "desc",
        "/desc",
        "g",
        "/g",
        "rect",
        "path",
        "text",
        "/text",
        "xmlns",
        "viewBox",
        "width",
        "height",
        "role",
        "aria-labelledby",
        "font-family",
        "font-size",
        "font-weight",
        "text-anchor",
        "id",
        "data-cell",
        "x",
        "y",
        "rx",
        "d",
        "fill",
        "stroke",
        "stroke-dasharray",
        "transform",
    ];
    for (chart, svg, _) in charts(MARKUP, Count::Known(3), 7) {
        let strange: Vec<String> = names(&svg)
            .into_iter()
            .filter(|name| !KNOWN.contains(&name.as_str()))
            .collect();
        assert_eq!(strange, Vec::<String>::new(), "{chart}");
        assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count(), "{chart}");
        assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count(), "{chart}");
        assert!(svg.contains("&lt;script&gt;"), "{chart}");
    }
    // The check itself sees what it looks for.
    assert!(names("<g onload=\"x\"/>").contains(&"onload".to_owned()));
}

#[test]
fn every_chart_is_read_back_as_xml_whatever_its_words_are() {
    let hostile = [
        MARKUP,
        "\u{0}\u{1}\u{1b}[31m\u{7f}\u{85}\u{fffe}\u{ffff}",
        "",
        " \n\t ",
        "\u{202e}abc\u{2066}",
    ];
    for words in hostile {
        for (chart, svg, _) in charts(words, Count::Known(3), 7) {
            assert!(
                usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok(),
                "{chart}: {words:?}"
            );
            assert!(!svg.chars().any(|c| c.is_control() && c != '\n'), "{chart}: {words:?}");
        }
    }
}

#[test]
fn no_word_turns_the_direction_of_another_or_hides_between_letters() {
    let words = "полиция\u{202e}\u{2067}\u{200f}\u{200b}\u{feff} a\u{300}\u{301}\u{302}\u{303}\u{304}";
    for (chart, svg, table) in charts(words, Count::Known(3), 7) {
        let cells: String = table.rows.concat().concat() + &table.header.concat();
        for text in [svg, cells] {
            assert!(
                !text.contains(['\u{202e}', '\u{2067}', '\u{200f}', '\u{200b}', '\u{feff}']),
                "{chart}"
            );
            assert!(text.contains("a\u{300}\u{301}") && !text.contains('\u{302}'), "{chart}");
        }
    }
}

/// What does not stand as it should: outside the picture, or upon another text.
pub(super) fn misplaced(svg: &str) -> Vec<String> {
    let (width, height) = read::extent(svg);
    let texts = read::texts(svg);
    let is_outside = |text: &&Seen| text.left < 2 || text.top < 2 || text.right > width - 2 || text.bottom > height - 2;
    let mut found: Vec<String> = texts
        .iter()
        .filter(is_outside)
        .map(|text| format!("outside: {text:?}"))
        .collect();
    for (at, text) in texts.iter().enumerate() {
        let upon = texts[at + 1..].iter().find(|other| text.overlaps(other));
        found.extend(upon.map(|other| format!("{text:?} upon {other:?}")));
    }
    // The first rectangle is the ground. Any other holds a text wholly, or has nothing to do with it.
    for [left, top, right, bottom] in read::rectangles(svg).into_iter().skip(1) {
        let meets = |text: &&Seen| text.left < right && left < text.right && text.top < bottom && top < text.bottom;
        let holds = |text: &Seen| text.left >= left && text.right <= right && text.top >= top && text.bottom <= bottom;
        let upon = texts.iter().find(|text| meets(text) && !holds(text));
        found.extend(upon.map(|text| format!("{text:?} beyond its rectangle {left} {top} {right} {bottom}")));
    }
    found
}

#[test]
fn words_of_five_hundred_letters_neither_overlap_nor_leave_the_picture() {
    let broken = "ықпалдастырылмағандықтарыңыздан ".repeat(16);
    let whole = "Щ".repeat(500);
    let spaced = "ж ".repeat(250);
    let eastern = "漢".repeat(500);
    for words in [&broken, &whole, &spaced, &eastern] {
        for count in [Count::Known(3), Count::Suppressed, Count::NotCounted] {
            for width in [480, 1600] {
                let style = Style { width, ..LIGHT };
                for (chart, svg, _) in charts_in(style, words, count, 7) {
                    let found = misplaced(&svg);
                    assert!(
                        found.is_empty(),
                        "{chart} {width} {count:?}: {} {:?}",
                        found.len(),
                        found.first()
                    );
                }
            }
        }
    }
}

#[test]
fn the_greatest_number_is_drawn_and_its_table_has_it_whole() {
    for (chart, svg, table) in charts("тіркеуден бас тарту", Count::Known(u64::MAX), 9) {
        assert_eq!(misplaced(&svg), Vec::<String>::new(), "{chart}");
        let whole = "18\u{a0}446\u{a0}744\u{a0}073\u{a0}709\u{a0}551\u{a0}615";
        assert!(table.rows.iter().flatten().any(|cell| cell == whole), "{chart}");
        assert!(svg.contains(whole), "{chart} has it in a tooltip at least");
    }
}

#[test]
fn nothing_one_row_and_only_zeros_are_pictures_without_a_flaw() {
    for many in [0, 1, 9] {
        for count in [Count::Known(0), Count::Suppressed, Count::NotCounted] {
            for (chart, svg, table) in charts("бір сөз", count, many) {
                assert_eq!(misplaced(&svg), Vec::<String>::new(), "{chart} of {many}");
                assert!(
                    !svg.contains("NaN") && !svg.contains("inf") && !svg.contains("=\"-"),
                    "{chart} of {many}"
                );
                assert!(
                    table.rows.iter().all(|row| row.len() == table.header.len()),
                    "{chart} of {many}"
                );
                let is_empty = many == 0 && !chart.starts_with("tiles");
                assert!(
                    !is_empty || svg.contains("бір сөз"),
                    "{chart} says that there is nothing"
                );
            }
        }
    }
}

#[test]
fn sixty_rows_of_thirty_columns_are_all_drawn_and_legible() {
    for width in [640, 1100] {
        let style = Style { width, ..LIGHT };
        let count = Count::Known(12_345);
        let (_, svg, table) = charts_in(style, "мемлекеттік мекеме", count, 60).swap_remove(2);
        assert_eq!(misplaced(&svg), Vec::<String>::new());
        assert_eq!((table.header.len(), table.rows.len()), (31, 60));
        assert_eq!(svg.matches(">12\u{a0}345</text>").count(), 60 * 30);
        assert_eq!(read::extent(&svg).0, i32::try_from(width).unwrap());
    }
}

#[test]
fn a_row_that_lacks_cells_says_so_and_one_that_has_too_many_is_cut() {
    let row = |count| {
        let cell = Cell {
            count: Count::Known(7),
            id: String::new(),
        };
        (Label::value("a"), vec![cell; count])
    };
    let grid = Grid {
        columns: vec![Label::value("b"), Label::value("c")],
        rows: vec![row(1), row(3)],
        ..Grid::default()
    };
    assert_eq!(grid.table().rows, [["a", "7", "–"], ["a", "7", "7"]]);
    assert_eq!(grid.draw(LIGHT).matches(">7</text>").count(), 3);
}

fn count() -> impl Strategy<Value = Count> {
    prop_oneof![
        Just(Count::Suppressed),
        Just(Count::NotCounted),
        (0..64_u32).prop_map(|bits| Count::Known(u64::MAX >> bits))
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_the_words_and_counts_are_a_chart_is_xml_and_its_texts_stand_in_their_places(
        words in "(?s).{0,60}|[А-Яа-яәіңғүұқөһӘІҢҒҮҰҚӨҺ \\-/]{0,90}",
        count in count(),
        many in 0..12_usize,
        width in 0..2000_u32,
    ) {
        for (chart, svg, table) in charts_in(Style { width, ..LIGHT }, &words, count, many) {
            prop_assert!(usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok(), "{}", chart);
            prop_assert_eq!(misplaced(&svg), Vec::<String>::new(), "{}", chart);
            prop_assert!(table.rows.iter().all(|row| row.len() == table.header.len()), "{}", chart);
        }
    }
}
