//! What a chart must say, and what it must not.

use super::*;

fn cell(count: Count) -> Cell {
    Cell {
        count,
        id: String::new(),
    }
}

fn bars(counts: &[(&str, Count)]) -> Bars {
    Bars {
        bars: counts
            .iter()
            .map(|(label, count)| Bar {
                label: Label::value(*label),
                cell: cell(*count),
            })
            .collect(),
        ..Bars::default()
    }
}

#[test]
fn the_same_input_makes_the_same_bytes_and_grounds_differ() {
    for lang in Lang::ALL {
        assert!(drawn(lang, LIGHT) == drawn(lang, LIGHT));
    }
    for (light, dark) in drawn(Lang::Kk, LIGHT).iter().zip(drawn(Lang::Kk, DARK)) {
        assert!(light.1.contains("fill=\"#ffffff\"") && !dark.1.contains("fill=\"#ffffff\"/><text"));
        assert_ne!(light.1, dark.1);
    }
}

#[test]
fn a_chart_is_an_image_with_a_title_and_a_description_of_its_own() {
    for (chart, svg) in drawn(Lang::Ru, LIGHT) {
        let named = super::read::attribute(&svg, "aria-labelledby").unwrap();
        let (title, description) = named.split_once(' ').unwrap();
        assert_eq!(super::read::attribute(&svg, "role"), Some("img"), "{chart}");
        assert!(svg.contains(&format!("<title id=\"{title}\">")), "{chart}");
        assert!(svg.contains(&format!("<desc id=\"{description}\">")), "{chart}");
        for forbidden in [
            "<style",
            " style=",
            "<script",
            "<image",
            "<foreignObject",
            "href",
            "url(",
            "<use",
        ] {
            assert!(!svg.contains(forbidden), "{chart} has {forbidden}");
        }
        // Nothing comes from an address; the one of the name space is not asked for.
        assert_eq!(svg.matches("http").count(), 1, "{chart}");
    }
}

#[test]
fn cells_carry_the_id_by_which_the_page_knows_them() {
    let svg = samples::grid(Lang::En).draw(LIGHT);
    let cells = samples::grid(Lang::En)
        .rows
        .iter()
        .map(|row| row.1.len())
        .sum::<usize>();
    assert_eq!(svg.matches(" data-cell=\"").count(), cells);
    assert!(svg.contains("<g data-cell=\"3-4\">"));
    assert!(!bars(&[("a", Count::Known(1))]).draw(LIGHT).contains("data-cell"));
}

#[test]
fn what_is_suppressed_looks_the_same_whatever_stands_around_it() {
    let of = |around| {
        let svg = bars(&[("a", Count::Known(around)), ("b", Count::Suppressed)]).draw(LIGHT);
        let from = svg.find("<g><title>b:").unwrap();
        let drawn = svg[from..].to_owned();
        drawn[..drawn.find("</g>").unwrap()].to_owned()
    };
    assert_eq!(of(5), of(5));
    // Only the room for the number beside the bars changes with its digits.
    assert_eq!(of(6), of(9));
    assert!(of(6).contains("stroke-dasharray") && of(6).contains(">•</text>"));
}

#[test]
fn in_a_grid_a_suppressed_cell_has_no_shade_and_does_not_move_that_of_another() {
    let grid = |second| Grid {
        columns: vec![Label::value("x"), Label::value("y")],
        rows: vec![(Label::value("a"), vec![cell(Count::Known(9)), cell(second)])],
        ..Grid::default()
    };
    let (suppressed, zero) = (grid(Count::Suppressed).draw(LIGHT), grid(Count::Known(0)).draw(LIGHT));
    let darkest = "fill=\"#0b5555\"";
    assert_eq!(
        (suppressed.matches(darkest).count(), zero.matches(darkest).count()),
        (1, 1)
    );
    assert!(suppressed.contains("stroke-dasharray") && !zero.contains("stroke-dasharray"));
}

#[test]
fn bars_are_sorted_and_the_place_of_a_suppressed_one_tells_nothing() {
    let chart = bars(&[
        ("z", Count::Suppressed),
        ("few", Count::Known(5)),
        ("none", Count::Known(0)),
        ("a", Count::Suppressed),
        ("many", Count::Known(50)),
        ("not", Count::NotCounted),
    ]);
    let order: Vec<String> = chart
        .table()
        .rows
        .into_iter()
        .map(|mut row| row.swap_remove(0))
        .collect();
    assert_eq!(order, ["many", "few", "a", "z", "none", "not"]);
}

#[test]
fn missing_answers_stand_apart_at_the_end_and_do_not_weigh_in_the_scale_of_a_grid() {
    let grid = Grid {
        columns: vec![Label::missing("unknown"), Label::value("x")],
        rows: vec![
            (
                Label::missing("declined"),
                vec![cell(Count::Known(70)), cell(Count::Known(80))],
            ),
            (Label::value("a"), vec![cell(Count::Known(90)), cell(Count::Known(2))]),
        ],
        ..Grid::default()
    };
    assert_eq!(grid.table().header, ["", "x", "unknown"]);
    assert_eq!(grid.table().rows, [["a", "2", "90"], ["declined", "80", "70"]]);
    // The only answer that was given has the darkest shade, though each of the missing ones is greater.
    let svg = grid.draw(LIGHT);
    assert_eq!(svg.matches("fill=\"#0b5555\"").count(), 1);
}

#[test]
fn a_share_is_never_all_or_nothing_when_it_is_not_and_never_tells_a_suppressed_count() {
    let words = Words {
        lang: Lang::Ru,
        ..Words::default()
    };
    let share = |part, of| words.share(Count::Known(part), Count::Known(of));
    let percent = |text: &str| Some(text.replace(' ', "\u{a0}"));
    assert_eq!(share(1, 3), percent("33 %"));
    assert_eq!(share(999, 1000), percent(">99 %"));
    assert_eq!(share(1, 1000), percent("<1 %"));
    assert_eq!((share(0, 7), share(7, 7)), (percent("0 %"), percent("100 %")));
    assert_eq!(share(u64::MAX, u64::MAX), percent("100 %"));
    assert_eq!(share(3, 0), None);
    assert_eq!(words.share(Count::Suppressed, Count::Known(9)), None);
    assert_eq!(words.share(Count::Known(9), Count::Suppressed), None);
}

#[test]
fn a_funnel_tells_each_share_of_the_step_before_and_of_the_first() {
    let table = samples::funnel(Lang::En).table();
    assert_eq!(
        table.header[..5],
        ["step", "reached", "of the step before", "of the first", "not known"]
    );
    assert_eq!(table.rows[0][..5], ["filed", "17", "–", "–", "0"]);
    assert_eq!(table.rows[2][..5], ["entered in the journal", "5", "83%", "29%", "3"]);
    // After a step that nobody reached, there is no share of it.
    assert_eq!(table.rows[7][..5], ["sentence", "0", "–", "0%", "0"]);
}

#[test]
fn a_month_of_possible_events_is_hatched_and_counted_apart() {
    let chart = samples::months(Lang::En);
    assert_eq!(chart.table().rows[0], ["Jan 2025", "9", "2"]);
    assert_eq!(chart.table().rows.last().unwrap()[..2], ["none", "7"]);
    let svg = chart.draw(LIGHT);
    assert!(svg.contains(">+2</text>") && svg.contains(">9</text>") && svg.contains(">possibly in the month</text>"));
}

#[test]
fn years_are_not_torn_where_they_fit_below_one_another() {
    let month = |at: usize| Month {
        label: format!("m{}", at % 12),
        year: (2020 + at / 12).to_string(),
        sure: cell(Count::Known(1)),
        ..Month::default()
    };
    let chart = Months {
        months: (0..60).map(month).collect(),
        ..Months::default()
    };
    let svg = chart.draw(LIGHT);
    for year in 2020..2025 {
        assert_eq!(svg.matches(&format!(">{year}</text>")).count(), 1, "{year}");
    }
    // A year that is longer than a line is broken nevertheless.
    let long = Months {
        months: (0..60)
            .map(|at| Month {
                year: String::new(),
                ..month(at)
            })
            .collect(),
        ..Months::default()
    };
    assert_eq!(super::hostile::misplaced(&long.draw(LIGHT)), Vec::<String>::new());
}

#[test]
fn a_count_without_a_tile_stands_below_the_map_and_is_never_lost() {
    let region = |slug: &str, n| Region {
        slug: slug.to_owned(),
        label: Label::value(slug),
        cell: cell(Count::Known(n)),
    };
    let tiles = |day: &str| Tiles {
        frame: Frame::default(),
        heading: String::new(),
        later_border: String::new(),
        day: day.parse().unwrap(),
        regions: vec![
            region("kz_10", 111),
            region("abroad", 222),
            region("kz_63", 333),
            region("kz_63", 444),
        ],
    };
    for (day, order) in [
        ("2026-01-01", ["kz_10", "kz_63", "abroad", "kz_63"]),
        // Abai did not exist; a count under it is not East Kazakhstan's.
        ("2021-01-01", ["kz_63", "kz_10", "abroad", "kz_63"]),
    ] {
        let tiles = tiles(day);
        let labels: Vec<String> = tiles
            .table()
            .rows
            .into_iter()
            .map(|mut row| row.swap_remove(0))
            .collect();
        assert_eq!(labels, order, "{day}");
        let svg = tiles.draw(LIGHT);
        for n in [111, 222, 333, 444] {
            assert_eq!(svg.matches(&format!(">{n}</text>")).count(), 1, "{n} on {day}");
        }
    }
}

const FONTS: [&[u8]; 2] = [
    include_bytes!("../../document/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../document/fonts/NotoSans-Bold.ttf"),
];

#[test]
fn a_png_is_as_wide_as_asked_and_the_same_every_time() {
    let svg = samples::bars(Lang::Kk).draw(LIGHT);
    let (width, height) = super::read::extent(&svg);
    let picture = png(&svg, 960, &FONTS).unwrap();
    assert_eq!(&picture[1..4], b"PNG");
    let extent = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!(extent(16), 960);
    let scaled = u32::try_from(height * 960 / width).unwrap();
    assert!(extent(20).abs_diff(scaled) <= 2);
    assert_eq!(png(&svg, 960, &FONTS).unwrap(), picture);
}

#[test]
fn a_png_shows_words_in_the_fonts_it_is_handed_and_is_refused_without_any() {
    let (words, none) = (
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"30\">",
        "</svg>",
    );
    let svg = |family: &str, text: &str| {
        format!("{words}<text x=\"2\" y=\"20\" font-family=\"{family}\" font-size=\"14\">{text}</text>{none}")
    };
    let picture = |svg: &str| png(svg, 60, &FONTS).unwrap();
    let empty = picture(&format!("{words}{none}"));
    let kazakh = picture(&svg("Inter,sans-serif", "әңғұ"));
    assert!(kazakh != empty && kazakh != picture(&svg("Inter,sans-serif", "аңгу")));
    assert_eq!(kazakh, picture(&svg("Noto Sans", "әңғұ")));
    for none in [&[][..], &[&b"no font"[..]][..]] {
        assert_eq!(png(&svg("Inter", "a"), 60, none), Err(PngError::NoFont));
    }
}

#[test]
fn what_is_no_svg_and_a_size_without_sense_are_refused_and_no_file_is_looked_at() {
    let svg = samples::bars(Lang::En).draw(LIGHT);
    assert_eq!(png("<svg", 100, &FONTS), Err(PngError::NotSvg));
    assert_eq!(png(&svg, 0, &FONTS), Err(PngError::Size));
    assert_eq!(png(&svg, 1_000_000, &FONTS), Err(PngError::Size));
    let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
    let own = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/samples/charts/bars-en-light.svg"
    );
    let with = |image: &str| {
        let ground = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">";
        png(&format!("{ground}{image}</svg>"), 9, &FONTS).unwrap()
    };
    for address in [
        format!("data:image/png;base64,{dot}"),
        own.to_owned(),
        format!("file://{own}"),
    ] {
        let image = format!("<image width=\"9\" height=\"9\" href=\"{address}\"/>");
        assert_eq!(with(&image), with(""), "{address}");
    }
}
