//! From a table to its picture, and to lines of a spreadsheet.

use crate::reading;
use crate::view::{StatsCell, StatsRow, StatsValue, StatsView};
use sandyq_domain::Lang;
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::words::text;
use sandyq_report::chart::{
    Bar, Bars, Cell, Count, Frame, Funnel, FunnelWords, Grid, Ground, Label, Month, Months, MonthsWords, PngError,
    Region, Step, Style, Tiles, Words, png as dots,
};
use sandyq_report::document::{self, LETTERS};

/// How wide a picture of dots is: 170 mm of paper at 300 to the inch, and a whole multiple of [`Style::PAPER`].
const DOTS: u32 = 1920;

/// The picture that fits what was asked, with everything that is needed to understand it without this program.
pub(super) fn svg(table: &StatsView, style: Style, lang: Lang) -> String {
    draw(table, frame(table, lang), style, lang)
}

/// The same as dots, in letters of our own.
pub(super) fn png(table: &StatsView, lang: Lang) -> Result<Vec<u8>, PngError> {
    dots(&svg(table, Style::PAPER, lang), DOTS, &LETTERS)
}

/// The picture of a table for the window, so many pixels wide. Title and notes stand beside it there and are not drawn.
#[must_use]
pub fn draw_stats(table: &StatsView, ground: Ground, width: u32, lang: Lang) -> String {
    let bare = Frame {
        is_bare: true,
        footnotes: Vec::new(),
        ..frame(table, lang)
    };
    draw(table, bare, Style { ground, width }, lang)
}

/// Which kind of picture answers a question.
pub(super) fn chart_of(rows: Option<&str>, has_columns: bool) -> &'static str {
    match (rows, has_columns) {
        (Some("stage"), false) => "funnel",
        (Some("month" | "year"), false) => "months",
        (Some("region"), false) => "tiles",
        (_, false) => "bars",
        (_, true) => "grid",
    }
}

/// Every number stands in it as in the table.
fn draw(table: &StatsView, frame: Frame, style: Style, lang: Lang) -> String {
    let rows = table.asked.rows.as_deref();
    match chart_of(rows, !table.columns.is_empty() && !table.is_measured) {
        "funnel" => funnel(table, frame, lang).draw(style),
        "months" if rows == Some("year") => years(table, frame, lang).draw(style),
        "months" => months(table, frame, lang).draw(style),
        "tiles" => tiles(table, frame, lang).draw(style),
        "grid" => grid(table, frame).draw(style),
        _ => bars(table, frame, lang).draw(style),
    }
}

fn frame(table: &StatsView, lang: Lang) -> Frame {
    Frame {
        id: "stats".to_owned(),
        title: table.title.clone(),
        unit: table.unit_label.clone(),
        description: table.notes.first().cloned().unwrap_or_default(),
        footnotes: table.notes.clone(),
        words: Words {
            lang,
            suppressed: text(lang, "stats-hidden"),
            suppressed_means: text(lang, "stats-chart-hidden"),
            not_counted_means: text(lang, "stats-chart-not-counted"),
            missing: text(lang, "stats-chart-missing"),
            nothing: text(lang, "stats-chart-nothing"),
            ..Words::default()
        },
        is_bare: false,
    }
}

fn count(cell: StatsCell) -> Count {
    cell.sure.map_or(Count::Suppressed, Count::Known)
}

fn cell(cell: StatsCell, row: &str, column: &str) -> Cell {
    Cell {
        count: count(cell),
        id: format!("{row}|{column}"),
    }
}

fn label(value: &StatsValue) -> Label {
    Label {
        text: value.label.clone(),
        is_missing: value.is_missing,
    }
}

fn bars(table: &StatsView, frame: Frame, lang: Lang) -> Bars {
    // What is measured is drawn by what lies in the middle.
    let middle = table.columns.iter().position(|column| column.value == "median");
    let height = |row: &StatsRow| match middle.filter(|_| table.is_measured) {
        // Where nothing was measured there is no bar: nought would be a measure.
        Some(middle) => row.cells.get(middle).copied(),
        None => Some(row.all),
    };
    let bar = |row: &StatsRow| {
        Some(Bar {
            label: label(&row.value),
            cell: cell(height(row)?, &row.value.value, ""),
        })
    };
    Bars {
        frame,
        heading: if table.is_measured {
            text(lang, "stats-measure-column-median")
        } else {
            table.rows_label.clone()
        },
        bars: table.rows.iter().filter_map(bar).collect(),
    }
}

fn grid(table: &StatsView, frame: Frame) -> Grid {
    let row = |row: &StatsRow| {
        let cells = row.cells.iter().zip(&table.columns);
        let cells = cells.map(|(found, column)| cell(*found, &row.value.value, &column.value));
        (label(&row.value), cells.collect())
    };
    Grid {
        frame,
        corner: format!("{} × {}", table.rows_label, table.columns_label),
        columns: table.columns.iter().map(label).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

fn funnel(table: &StatsView, frame: Frame, lang: Lang) -> Funnel {
    let step = |row: &StatsRow| Step {
        label: row.value.label.clone(),
        reached: cell(row.all, &row.value.value, ""),
        unknown: Cell::default(),
        note: String::new(),
    };
    Funnel {
        frame,
        words: FunnelWords {
            step: table.rows_label.clone(),
            reached: table.unit_label.clone(),
            of_previous: text(lang, "stats-chart-of-previous"),
            of_first: text(lang, "stats-chart-of-first"),
            unknown: text(lang, "stats-not-recorded"),
        },
        steps: table
            .rows
            .iter()
            .filter(|row| !row.value.is_missing)
            .map(step)
            .collect(),
    }
}

/// Every month from the first to the last; those in which nothing happened are zeros.
fn months(table: &StatsView, frame: Frame, lang: Lang) -> Months {
    let parts = |value: &str| {
        let (year, month) = value.split_once('-')?;
        Some((year.parse::<i32>().ok()?, month.parse::<i32>().ok()?))
    };
    let known: Vec<(i32, i32)> = table.rows.iter().filter_map(|row| parts(&row.value.value)).collect();
    let mut months = Vec::new();
    if let (Some(first), Some(last)) = (known.iter().min(), known.iter().max()) {
        let number = |(year, month): (i32, i32)| year * 12 + month - 1;
        for at in number(*first)..=number(*last) {
            let (year, month) = (at / 12, at % 12 + 1);
            let value = format!("{year:04}-{month:02}");
            let row = table.rows.iter().find(|row| row.value.value == value);
            let found = row.map_or(NOTHING, |row| row.all);
            months.push(one_month(found, &value, format!("{month:02}"), year.to_string(), false));
        }
    }
    in_months(table, frame, months, lang)
}

/// The same by years.
fn years(table: &StatsView, frame: Frame, lang: Lang) -> Months {
    let known: Vec<i32> = table
        .rows
        .iter()
        .filter_map(|row| row.value.value.parse().ok())
        .collect();
    let span = known.iter().min().zip(known.iter().max());
    let all = span.into_iter().flat_map(|(first, last)| *first..=*last);
    let year = |year: i32| {
        let value = format!("{year:04}");
        let row = table.rows.iter().find(|row| row.value.value == value);
        let found = row.map_or(NOTHING, |row| row.all);
        one_month(found, &value, year.to_string(), String::new(), false)
    };
    in_months(table, frame, all.map(year).collect(), lang)
}

/// Where nothing happened.
const NOTHING: StatsCell = StatsCell {
    sure: Some(0),
    possible: Some(0),
};

/// With those at the end that have none.
fn in_months(table: &StatsView, frame: Frame, mut months: Vec<Month>, lang: Lang) -> Months {
    for row in table.rows.iter().filter(|row| row.value.is_missing) {
        let label = row.value.label.clone();
        months.push(one_month(row.all, &row.value.value, label, String::new(), true));
    }
    Months {
        frame,
        words: MonthsWords {
            month: table.rows_label.clone(),
            sure: table.unit_label.clone(),
            possible: text(lang, "stats-possible"),
        },
        months,
    }
}

fn one_month(found: StatsCell, value: &str, label: String, year: String, is_missing: bool) -> Month {
    Month {
        label,
        year,
        is_missing,
        sure: cell(found, value, ""),
        possible: Cell {
            count: found.possible.map_or(Count::NotCounted, Count::Known),
            id: String::new(),
        },
    }
}

fn tiles(table: &StatsView, frame: Frame, lang: Lang) -> Tiles {
    let region = |row: &StatsRow| {
        let slug = &row.value.value;
        Region {
            slug: if slug == "abroad" { String::new() } else { slug.clone() },
            label: Label {
                text: short(&row.value.label),
                is_missing: row.value.is_missing,
            },
            cell: cell(row.all, slug, ""),
        }
    };
    let mut regions: Vec<Region> = table.rows.iter().map(region).collect();
    // A region without anything has a tile and a zero too, unless only some regions were asked for.
    let is_narrowed = table
        .asked
        .filters
        .iter()
        .any(|filter| filter.field.ends_with("region"));
    let others = vocabulary("region").map_or(&[][..], |known| known.terms());
    for term in others.iter().filter(|_| !is_narrowed) {
        if regions.iter().all(|region| region.slug != term.slug) {
            regions.push(Region {
                slug: term.slug.clone(),
                label: Label::value(short(&reading::term("region", &term.slug, lang))),
                cell: Cell {
                    count: if table.all.sure.is_some() {
                        Count::Known(0)
                    } else {
                        Count::Suppressed
                    },
                    id: String::new(),
                },
            });
        }
    }
    // In the borders of the period's last day, or of today's.
    let day = table.asked.to.as_deref().and_then(|day| day.parse().ok());
    Tiles {
        frame,
        heading: table.rows_label.clone(),
        day: day.unwrap_or(chrono::NaiveDate::MAX),
        later_border: text(lang, "stats-chart-later-border"),
        regions,
    }
}

/// A region's name without the word for what it is: a tile is narrow.
fn short(name: &str) -> String {
    let mut name = name;
    for word in [" Region", " область", " облысы"] {
        name = name.strip_suffix(word).unwrap_or(name);
    }
    name.strip_prefix("область ").unwrap_or(name).to_owned()
}

/// The picture for a page of a document: what stands under the table does not stand in it once more.
pub(super) fn figure(table: &StatsView, lang: Lang) -> document::Figure {
    let mut bare = table.clone();
    bare.notes.clear();
    bare.title = bare.title_and_period(lang).0;
    document::Figure {
        caption: bare.title.clone(),
        alt: format!("{}. {}", table.title, text(lang, "annex-figure-alt")),
        svg: svg(&bare, Style::PAPER, lang),
        width_mm: 160,
    }
}

/// Columns of figures that a page of a document has room for.
const ON_A_PAGE: usize = 4;

/// The table for a page of a document: in several, each with the lines and some of the columns, where it is wide.
pub(super) fn tables(table: &StatsView, lang: Lang) -> Vec<document::Table> {
    let mut whole = sheet(table, lang);
    let (title, period) = table.title_and_period(lang);
    whole.caption = title;
    let period = period.trim_matches(['(', ')']).to_owned();
    whole.notes.insert(whole.notes.len().min(1), period);
    let figures = whole.columns.len() - 1;
    // A median and the like have short numbers and belong together.
    let parts = if table.is_measured {
        1
    } else {
        figures.div_ceil(ON_A_PAGE).max(1)
    };
    let share = figures.div_ceil(parts).max(1);
    let part = |at: usize| {
        let columns: Vec<usize> = (at * share + 1..=((at + 1) * share).min(figures)).collect();
        let pick = |row: &[document::Cell]| {
            let picked = columns.iter().filter_map(|column| row.get(*column));
            row.iter().take(1).chain(picked).cloned().collect()
        };
        document::Table {
            caption: if parts == 1 {
                whole.caption.clone()
            } else {
                format!("{} ({}/{parts})", whole.caption, at + 1)
            },
            columns: whole.columns[..1]
                .iter()
                .chain(columns.iter().filter_map(|column| whole.columns.get(*column)))
                .cloned()
                .collect(),
            rows: whole.rows.iter().map(|row| pick(row)).collect(),
            // What counts where is read once; it need not take a page.
            notes: if at + 1 == parts {
                vec![whole.notes.join(" · ")]
            } else {
                Vec::new()
            },
        }
    };
    (0..parts).map(part).collect()
}

/// The table with its notes, for CSV and spreadsheets.
pub(super) fn sheet(table: &StatsView, lang: Lang) -> document::Table {
    let hidden = text(lang, "stats-hidden");
    let number = |n: Option<u64>| match n {
        Some(n) => {
            #[expect(
                clippy::cast_precision_loss,
                reason = "spreadsheets know no other numbers, and people are fewer"
            )]
            let value = n as f64;
            document::Cell::number(value, n.to_string())
        }
        None => document::Cell::text(hidden.clone()),
    };
    let (heads, lines) = table.lines(lang);
    let heads = heads.into_iter().map(|head| document::Column::figures(head).share(2));
    let columns = std::iter::once(document::Column::words(table.rows_label.clone())).chain(heads);
    let rows = lines.into_iter().map(|line| {
        let label = document::Cell::text(line.label);
        std::iter::once(label)
            .chain(line.numbers.into_iter().map(number))
            .collect()
    });
    document::Table {
        caption: table.title.clone(),
        columns: columns.collect(),
        rows: rows.collect(),
        notes: table.notes.clone(),
    }
}
