//! Days in words: one, or a span by its shortest name.

use chrono::{Datelike, Days, NaiveDate};

use super::{Arg, text_with};
use crate::lang::Lang;

/// How much room there is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Long,
    Short,
}

/// Words with the pieces of a date put in; `$size` tells Kazakh whether the year goes ahead.
fn said(lang: Lang, key: &str, size: Size, args: &[(&str, &str)]) -> String {
    let size = if size == Size::Short { "short" } else { "long" };
    let mut all: Vec<(&str, Arg<'_>)> = vec![("size", size.into())];
    all.extend(args.iter().map(|(name, words)| (*name, Arg::from(*words))));
    text_with(lang, key, &all)
}

pub(super) fn on_day(day: NaiveDate, lang: Lang, size: Size) -> String {
    day_in(day, lang, size, of(size))
}

/// A day with its month in the form that what stands around it asks for.
pub(super) fn day_in(day: NaiveDate, lang: Lang, size: Size, form: &str) -> String {
    let (number, month, year) = (day.day().to_string(), month(day, lang, form), day.year().to_string());
    said(
        lang,
        "date-day",
        size,
        &[("day", &number), ("month", &month), ("year", &year)],
    )
}

/// A span by its shortest name: a day, a season, months, years, or its days.
pub(super) fn named(from: NaiveDate, to: NaiveDate, lang: Lang, size: Size) -> String {
    let next = to.checked_add_days(Days::new(1)).unwrap_or(to);
    if from.day() != 1 || next.day() != 1 {
        return in_days(from, to, lang, size);
    }
    let months = (next.year() - from.year()) * 12 + number(next.month()) - number(from.month());
    match (months, from.month()) {
        (1, _) => in_month(from, lang, size),
        (3, 3 | 6 | 9 | 12) => season(from, to, lang),
        (12, 1) => said(lang, "date-year", size, &[("year", &from.year().to_string())]),
        (_, 1) if months % 12 == 0 => {
            let (from, to) = (from.year().to_string(), to.year().to_string());
            said(lang, "date-years", size, &[("from", &from), ("to", &to)])
        }
        _ if from.year() == to.year() => {
            let (first, last) = (month(from, lang, "name"), month(to, lang, "name"));
            let year = from.year().to_string();
            said(
                lang,
                "date-months",
                size,
                &[("from", &first), ("to", &last), ("year", &year)],
            )
        }
        _ => from_to(&in_month(from, lang, size), &in_month(to, lang, size), lang),
    }
}

/// A span by its first and last day.
pub(super) fn in_days(from: NaiveDate, to: NaiveDate, lang: Lang, size: Size) -> String {
    if from == to {
        return on_day(from, lang, size);
    }
    let year = to.year().to_string();
    let (first, last) = (from.day().to_string(), to.day().to_string());
    let (first_month, last_month) = (month(from, lang, of(size)), month(to, lang, of(size)));
    let days = [
        ("from", first.as_str()),
        ("to", &last),
        ("month", &last_month),
        ("year", &year),
    ];
    if from.year() != to.year() {
        from_to(&on_day(from, lang, size), &on_day(to, lang, size), lang)
    } else if from.month() == to.month() {
        said(lang, "date-days", size, &days)
    } else {
        let all = [&days[..], &[("from-month", first_month.as_str())]].concat();
        said(lang, "date-days-of-months", size, &all)
    }
}

fn from_to(from: &str, to: &str, lang: Lang) -> String {
    text_with(lang, "date-from-to", &[("from", from.into()), ("to", to.into())])
}

/// A month alone keeps its full name even where room is short: «мая 2025» would read as a day.
fn in_month(day: NaiveDate, lang: Lang, size: Size) -> String {
    let (month, year) = (month(day, lang, "name"), day.year().to_string());
    said(lang, "date-month", size, &[("month", &month), ("year", &year)])
}

fn month(day: NaiveDate, lang: Lang, form: &str) -> String {
    text_with(lang, &format!("month-{}", day.month()), &[("form", form.into())])
}

const fn of(size: Size) -> &'static str {
    match size {
        Size::Long => "of",
        Size::Short => "short",
    }
}

fn season(from: NaiveDate, to: NaiveDate, lang: Lang) -> String {
    let key = match from.month() {
        3 => "season-spring",
        6 => "season-summer",
        9 => "season-autumn",
        _ => "season-winter",
    };
    let year = if from.year() == to.year() {
        from.year().to_string()
    } else {
        format!("{}–{}", from.year(), to.year())
    };
    text_with(lang, key, &[("year", year.as_str().into())])
}

fn number(month: u32) -> i32 {
    i32::try_from(month).unwrap_or_default()
}
