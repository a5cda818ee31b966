//! What holds for all dates: counting, order, and that what is shown reads back as what it was.

use std::cmp::Ordering;

use chrono::{Days, TimeZone};
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::lang::Lang;
use crate::words::{date_text, written_date};

/// A date that a failed law may show: only invented ones are here.
#[derive(Clone)]
struct Shown(FuzzyDate);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&said(&self.0))
    }
}

/// Any day there may be, or one of a few, so that dates often touch.
fn some_day() -> impl Strategy<Value = NaiveDate> {
    let of_all = (0_u64..=128_000).prop_map(|days| day("1850-01-01") + Days::new(days));
    let of_few = (0_u64..=9).prop_map(|days| day("2023-12-28") + Days::new(days));
    prop_oneof![of_all, of_few]
}

/// Spans of every length, and those with a name: months, years, seasons, halves.
fn some_span() -> impl Strategy<Value = (NaiveDate, NaiveDate)> {
    let plain = (some_day(), prop_oneof![0_u64..=3, 0_u64..=40, 0_u64..=1500])
        .prop_map(|(from, length)| (from, from + Days::new(length)))
        .prop_filter("within the years there are", |(_, to)| to.year() <= 2200);
    let of_months = (
        1851_i32..=2190,
        1_u32..=12,
        prop_oneof![Just(1_u32), Just(2), Just(3), Just(6), Just(12), 1_u32..=40],
    );
    let named = of_months.prop_map(|(year, month, count)| {
        let from = NaiveDate::from_ymd_opt(year, month, 1).expect("a first");
        (from, from + chrono::Months::new(count) - Days::new(1))
    });
    prop_oneof![plain, named]
}

fn exact() -> impl Strategy<Value = Shown> {
    (some_day(), 0_u32..1440, -12_i32 * 4..=14 * 4).prop_map(|(day, minute, quarters)| {
        let offset = FixedOffset::east_opt(quarters * 900).expect("an offset");
        let time = day.and_hms_opt(minute / 60, minute % 60, 0).expect("a time");
        Shown(FuzzyDate {
            time: offset.from_local_datetime(&time).single(),
            precision: Precision::ExactTime,
            ..FuzzyDate::named(day, day)
        })
    })
}

/// Any date without words that [`FuzzyDate::checked`] takes.
fn bare() -> impl Strategy<Value = Shown> {
    let with = |precision| {
        move |(from, to)| {
            let named = FuzzyDate::named(from, to);
            Shown(FuzzyDate { precision, ..named })
        }
    };
    let bound = |precision| FuzzyDate::blank(precision);
    prop_oneof![
        some_span().prop_map(|(from, to)| Shown(FuzzyDate::named(from, to))),
        some_span().prop_map(with(Precision::Between)),
        some_span().prop_map(with(Precision::About)),
        some_day().prop_map(move |day| Shown(FuzzyDate {
            to: Some(day),
            ..bound(Precision::Before)
        })),
        some_day().prop_map(move |day| Shown(FuzzyDate {
            from: Some(day),
            ..bound(Precision::After)
        })),
        exact(),
        Just(Shown(FuzzyDate::unknown(None))),
    ]
}

/// What somebody may have said; some of it a date by itself.
fn words() -> impl Strategy<Value = String> {
    let plain = proptest::sample::select(vec![
        "вчера",
        "весна 2024",
        "5 марта 2023",
        "после Наурыза",
        "a) («b»",
        "2021",
    ]);
    prop_oneof![plain.prop_map(str::to_owned), "[^\\s].{0,20}[^\\s]"]
}

fn told() -> impl Strategy<Value = Shown> {
    (bare(), option::of(words())).prop_map(|(Shown(date), as_told)| Shown(FuzzyDate { as_told, ..date }))
}

fn period() -> impl Strategy<Value = Span> {
    (option::of(some_day()), option::of(some_day())).prop_filter_map("the right way round", |(a, b)| Span::new(a, b))
}

fn said(date: &FuzzyDate) -> String {
    serde_json::to_string(date).expect("serialises")
}

/// The same days; the same precision, unless a span has a shorter name.
fn is_same(one: &FuzzyDate, two: &FuzzyDate) -> bool {
    let named = |date: &FuzzyDate| match (date.precision, date.from, date.to) {
        (Precision::Between, Some(from), Some(to)) => FuzzyDate::named(from, to).precision,
        (precision, ..) => precision,
    };
    let offset = |date: &FuzzyDate| date.time.map(|time| *time.offset());
    (one.from, one.to, one.time, offset(one), named(one)) == (two.from, two.to, two.time, offset(two), named(two))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_reads_back_as_the_same_date_in_every_language(Shown(date) in bare()) {
        for lang in Lang::ALL {
            let text = date_text(&date, lang);
            let back = read(&text, None);
            prop_assert!(back.is_some(), "{text} is no date");
            let back = back.expect("just looked");
            prop_assert!(is_same(&back.date, &date), "{text}: {}, not {}", said(&back.date), said(&date));
            prop_assert!(back.is_plain, "{text} needs a rule of ours");
        }
    }

    #[test]
    fn what_is_offered_for_editing_reads_back_with_the_words_of_the_person(Shown(date) in told()) {
        for lang in Lang::ALL {
            let text = written_date(&date, lang);
            let back = FuzzyDate::told(&text, today());
            prop_assert!(is_same(&back, &date), "{text}: {}, not {}", said(&back), said(&date));
            if let Some(words) = &date.as_told {
                prop_assert!(back.as_told.as_deref() == Some(words.trim()), "{text}: {}, not {}", said(&back), said(&date));
            }
        }
    }

    #[test]
    fn any_text_is_taken_and_kept(text in "\\PC{0,60}") {
        let date = FuzzyDate::told(&text, today());
        let is_canonical = text.parse::<FuzzyDate>().is_ok();
        prop_assert!(is_canonical || text.trim().is_empty() == date.as_told.is_none());
        prop_assert!(date.checked().is_ok());
    }

    #[test]
    fn definitely_inside_is_possibly_inside_and_unknown_is_neither(Shown(date) in told(), period in period()) {
        prop_assert!(!date.is_definitely_in(period) || date.is_possibly_in(period));
        let is_somewhere = date.standing_in(period) != Standing::Unknown;
        prop_assert_eq!(is_somewhere, date.precision != Precision::Unknown);
        let reaches_in = date.possible().is_some_and(|possible| possible.intersection(period).is_some());
        prop_assert_eq!(date.is_possibly_in(period), reaches_in);
    }

    #[test]
    fn a_larger_period_holds_what_a_smaller_one_holds(Shown(date) in told(), small in period(), large in period()) {
        if large.contains(small) {
            prop_assert!(!date.is_definitely_in(small) || date.is_definitely_in(large));
            prop_assert!(!date.is_possibly_in(small) || date.is_possibly_in(large));
        }
    }

    #[test]
    fn before_after_and_overlap_leave_nothing_out(Shown(one) in told(), Shown(two) in told()) {
        let known = one.possible().is_some() && two.possible().is_some();
        let ways = [one.is_definitely_before(&two), one.is_definitely_after(&two), one.overlap(&two).is_some()];
        prop_assert_eq!(ways.iter().filter(|way| **way).count(), usize::from(known));
        prop_assert_eq!(one.is_definitely_before(&two), two.is_definitely_after(&one));
        prop_assert_eq!(one.overlap(&two), two.overlap(&one));
    }

    #[test]
    fn an_intersection_is_symmetrical_and_lies_in_both(one in period(), two in period()) {
        let both = one.intersection(two);
        prop_assert_eq!(both, two.intersection(one));
        prop_assert!(both.is_none_or(|both| one.contains(both) && two.contains(both)));
        prop_assert_eq!(both.is_none(), one.is_before(two) || two.is_before(one));
        prop_assert!(one.contains(one) && one.intersection(one) == Some(one));
    }

    #[test]
    fn length_is_the_number_of_days_from_end_to_end(Shown(date) in told()) {
        let ends = date.earliest().zip(date.latest());
        let length = ends.map(|(first, last)| u64::try_from((last - first).num_days() + 1).expect("in order"));
        prop_assert_eq!(date.days(), length);
    }

    #[test]
    fn the_order_is_total_and_equal_only_for_equal_dates(shown in proptest::collection::vec(told(), 3)) {
        let mut dates: Vec<FuzzyDate> = shown.into_iter().map(|Shown(date)| date).collect();
        for (one, two) in [(0, 1), (1, 2), (0, 2), (0, 0)] {
            let (one, two) = (&dates[one], &dates[two]);
            prop_assert_eq!(one.cmp(two), two.cmp(one).reverse());
            prop_assert_eq!(one.cmp(two) == Ordering::Equal, one == two);
        }
        dates.sort();
        prop_assert!(dates[0] <= dates[1] && dates[1] <= dates[2] && dates[0] <= dates[2]);
        let named = |date: &FuzzyDate| date.from.or(date.to).unwrap_or(NaiveDate::MAX);
        prop_assert!(named(&dates[0]) <= named(&dates[1]) && named(&dates[1]) <= named(&dates[2]));
    }
}
