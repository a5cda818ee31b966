//! What is counted for a period, and where a date stands in a timeline.

use super::*;

fn date(text: &str) -> FuzzyDate {
    read(text, None).expect(text).date
}

fn span(first: &str, last: &str) -> Span {
    Span::of_days(day(first), day(last)).expect(first)
}

fn standing(text: &str, period: Span) -> Standing {
    date(text).standing_in(period)
}

#[test]
fn a_period_holds_what_lies_wholly_in_it_and_possibly_what_reaches_into_it() {
    use Standing::{Inside, Outside, PossiblyInside, Unknown};
    let year = span("2023-01-01", "2023-12-31");
    for (text, expected) in [
        ("5 марта 2023", Inside),
        ("31 декабря 2023", Inside),
        ("1 января 2024", Outside),
        ("весна 2023", Inside),
        ("2023", Inside),
        ("зима 2023–2024", PossiblyInside),
        ("зима 2022", Outside),
        ("2022–2023", PossiblyInside),
        ("2022–2024", PossiblyInside),
        ("до 5 марта 2023", PossiblyInside),
        ("до 1 января 2023", PossiblyInside),
        ("до 31 декабря 2022", Outside),
        ("до 2030", PossiblyInside),
        ("после 2022", PossiblyInside),
        ("после 2023", PossiblyInside),
        ("после 1 января 2024", Outside),
        ("неизвестно", Unknown),
    ] {
        assert_eq!(standing(text, year), expected, "{text}");
    }
    let after = Span::new(Some(day("2023-01-01")), None).expect("open");
    assert_eq!(standing("после 5 марта 2023", after), Inside);
    let always = Span::new(None, None).expect("open");
    assert_eq!(standing("до 1900", always), Inside);
    assert_eq!(standing("неизвестно", always), Unknown);
}

#[test]
fn about_reaches_a_week_or_its_own_length_to_either_side() {
    let possible = |text: &str| date(text).possible().expect(text);
    assert_eq!(possible("около 10 мая 2023"), span("2023-05-03", "2023-05-17"));
    assert_eq!(possible("примерно 5–9 мая 2023"), span("2023-04-28", "2023-05-16"));
    assert_eq!(possible("примерно в июне 2023"), span("2023-05-02", "2023-07-30"));
    assert_eq!(possible("около 2022"), span("2021-01-01", "2023-12-31"));
    assert_eq!(
        standing("около 10 мая 2023", span("2023-05-01", "2023-05-31")),
        Standing::Inside
    );
    let before = span("2023-05-01", "2023-05-05");
    assert_eq!(standing("около 10 мая 2023", before), Standing::PossiblyInside);
    assert_eq!(standing("10 мая 2023", before), Standing::Outside);
}

#[test]
fn only_what_shares_no_day_is_definitely_before() {
    for (one, two, expected) in [
        ("5 марта 2023", "6 марта 2023", true),
        ("5 марта 2023", "март 2023", false),
        ("март 2023", "апрель 2023", true),
        ("до 5 марта 2023", "6 марта 2023", true),
        ("до 5 марта 2023", "после 5 марта 2023", false),
        ("до 5 марта 2023", "после 6 марта 2023", true),
        ("после 2021", "2023", false),
        ("около 10 мая 2023", "15 мая 2023", false),
        ("около 10 мая 2023", "18 мая 2023", true),
        ("неизвестно", "2023", false),
        ("2023", "неизвестно", false),
    ] {
        assert_eq!(date(one).is_definitely_before(&date(two)), expected, "{one}, {two}");
        assert_eq!(date(two).is_definitely_after(&date(one)), expected, "{two}, {one}");
    }
    assert_eq!(
        date("март 2023").overlap(&date("до 5 марта 2023")),
        Some(span("2023-03-01", "2023-03-05"))
    );
    assert_eq!(date("март 2023").overlap(&date("апрель 2023")), None);
}

#[test]
fn ends_and_length_are_those_of_the_possible_days() {
    let of = |text: &str| (date(text).earliest(), date(text).latest(), date(text).days());
    assert_eq!(
        of("февраль 2024"),
        (Some(day("2024-02-01")), Some(day("2024-02-29")), Some(29))
    );
    assert_eq!(of("до 5 марта 2023"), (None, Some(day("2023-03-05")), None));
    assert_eq!(of("около 10 мая 2023").2, Some(15));
    assert_eq!(of("неизвестно"), (None, None, None));
}

#[test]
fn a_date_written_elsewhere_with_its_ends_crossed_is_counted_nowhere() {
    let crossed = FuzzyDate {
        from: Some(day("2023-05-09")),
        to: Some(day("2023-05-05")),
        ..FuzzyDate::blank(Precision::Between)
    };
    let bare = FuzzyDate::blank(Precision::About);
    for date in [crossed, bare] {
        let always = Span::new(None, None).expect("open");
        assert_eq!(date.standing_in(always), Standing::Unknown);
        assert!(date.possible().is_none());
    }
}

#[test]
fn a_timeline_goes_by_the_first_day_named_and_then_from_the_narrow_to_the_wide() {
    let in_order = [
        "2022",
        "до 1 января 2023",
        "1 января 2023",
        "1 января 2023, 09:00",
        "1 января 2023, 14:00",
        "около 1 января 2023",
        "1–9 января 2023",
        "январь 2023",
        "2023",
        "после 1 января 2023",
        "2 января 2023",
        "после 2 января 2023",
        "неизвестно",
    ];
    let mut sorted: Vec<(FuzzyDate, &str)> = in_order.iter().rev().map(|text| (date(text), *text)).collect();
    sorted.sort_by(|(one, _), (two, _)| one.cmp(two));
    let sorted: Vec<&str> = sorted.into_iter().map(|(_, text)| text).collect();
    // A day "about" sorts with its day, ahead of a time on it, because only its precision differs.
    let expected: Vec<&str> = [&in_order[..3], &in_order[5..6], &in_order[3..5], &in_order[6..]].concat();
    assert_eq!(sorted, expected);
}
