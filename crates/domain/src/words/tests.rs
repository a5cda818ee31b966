use super::*;
use crate::fuzzy::FuzzyDate;
use crate::ids::Timestamp;
use std::collections::BTreeSet;

pub(super) fn keys(text: &'static str) -> Vec<String> {
    let read = fluent_bundle::FluentResource::try_new(text.to_owned());
    let resource = read.unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    resource
        .entries()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

#[test]
fn every_file_says_the_same_keys_in_all_three_languages_each_once() {
    let mut differing = Vec::new();
    for ((en, ru), kk) in EN.iter().zip(&RU).zip(&KK) {
        let sets = [en, ru, kk].map(|(name, text)| {
            let all = keys(text);
            let set: BTreeSet<String> = all.iter().cloned().collect();
            assert_eq!(all.len(), set.len(), "a key stands twice in {name}.ftl");
            set
        });
        let union: BTreeSet<&String> = sets.iter().flatten().collect();
        for key in union {
            let absent = Lang::ALL.iter().zip(&sets).filter(|(_, set)| !set.contains(key));
            differing.extend(absent.map(|(lang, _)| format!("{}.ftl: {key} is not in {lang}", en.0)));
        }
    }
    assert!(differing.is_empty(), "{differing:#?}");
}

#[test]
fn no_key_stands_in_two_files() {
    let mut seen = BTreeSet::new();
    for (name, text) in EN {
        for key in keys(text) {
            assert!(
                seen.insert(key.clone()),
                "{key} stands in {name}.ftl and in another file"
            );
        }
    }
}

#[test]
fn every_kind_field_and_group_has_a_label_in_every_language() {
    let mut missing = BTreeSet::new();
    for lang in Lang::ALL {
        let mut need = |key: String| {
            if !has(lang, &key) {
                missing.insert(format!("{key} ({lang})"));
            }
        };
        for kind in crate::KINDS {
            need(format!("kind-{}", kind.name));
            need(format!("kind-{}-many", kind.name));
            for field in kind.fields {
                need(format!("field-{}-{}", kind.name, field.name));
                if field.group != "main" {
                    need(format!("group-{}", field.group));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_label_of_a_field_belongs_to_a_field_that_exists() {
    let (_, text) = EN.iter().find(|(name, _)| *name == "fields").expect("it is listed");
    for key in keys(text) {
        let known = crate::KINDS.iter().any(|kind| {
            let own = format!("field-{}-", kind.name);
            key == format!("kind-{}", kind.name)
                || key == format!("kind-{}-many", kind.name)
                || key
                    .strip_prefix(&own)
                    .is_some_and(|rest| kind.field(rest.trim_end_matches("-hint")).is_some())
                || key
                    .strip_prefix("group-")
                    .is_some_and(|group| kind.fields.iter().any(|f| f.group == group))
        });
        assert!(known, "{key}");
    }
}

#[test]
fn a_missing_key_shows_itself() {
    assert_eq!(text(Lang::Ru, "no-such-key"), "[no-such-key]");
    assert!(!has(Lang::Ru, "no-such-key"));
}

#[test]
fn plurals_follow_the_language() {
    let ago = |n, lang| text_with(lang, "recent-minutes", &[("n", Arg::Number(n))]);
    assert_eq!(ago(1, Lang::En), "1 minute ago");
    assert_eq!(ago(2, Lang::En), "2 minutes ago");
    assert_eq!(
        [1, 2, 5, 21].map(|n| ago(n, Lang::Ru)).join("; "),
        "1 минуту назад; 2 минуты назад; 5 минут назад; 21 минуту назад"
    );
    assert_eq!(ago(5, Lang::Kk), "5 минут бұрын");
}

#[test]
fn numbers_and_sizes_are_written_as_each_language_does() {
    assert_eq!(number_text(999, Lang::En), "999");
    assert_eq!(number_text(1_234_567, Lang::En), "1,234,567");
    assert_eq!(number_text(4_321, Lang::Ru), "4321");
    assert_eq!(number_text(24_601, Lang::Kk), "24\u{a0}601");
    let sizes = [
        (0, "0 байт"),
        (1, "1 байт"),
        (512, "512 байт"),
        (999, "999 байт"),
        (1_000, "1\u{a0}КБ"),
    ];
    let larger = [
        (24_610_000, "24,6\u{a0}МБ"),
        (999_999, "1\u{a0}МБ"),
        (345_600_000, "346\u{a0}МБ"),
        (1_073_741_824, "1,1\u{a0}ГБ"),
    ];
    for (bytes, expected) in sizes.into_iter().chain(larger) {
        assert_eq!(size_text(bytes, Lang::Ru), expected);
    }
    assert_eq!(size_text(24_610_000, Lang::En), "24.6\u{a0}MB");
    assert_eq!(size_text(999_950_000_000, Lang::En), "1\u{a0}TB");
    assert!(size_text(u64::MAX, Lang::Kk).ends_with("ТБ"));
}

#[test]
fn a_number_inside_a_sentence_has_its_separators() {
    let days = text_with(Lang::Ru, "recent-days", &[("n", Arg::Number(12_000))]);
    assert_eq!(days, "12\u{a0}000 дней назад");
}

#[test]
fn dates_read_as_people_say_them() {
    for line in [
        "2025-09-28 | 28 September 2025 | 28 сентября 2025 | 2025 жылғы 28 қыркүйек",
        "2025-09 | September 2025 | сентябрь 2025 | 2025 жылғы қыркүйек",
        "2025 | 2025 | 2025 год | 2025 жыл",
        "before 2025-03-05 | before 5 March 2025 | до 5 марта 2025 | 2025 жылғы 5 наурызға дейін",
        "after 2025-03-05 | after 5 March 2025 | после 5 марта 2025 | 2025 жылғы 5 наурыздан кейін",
        "about 2025-03 | about March 2025 | примерно март 2025 | шамамен 2025 жылғы наурыз",
        "about 2025 | about 2025 | примерно 2025 год | шамамен 2025 жыл",
        "2025-09-01..2025-09-15 | 1–15 September 2025 | 1–15 сентября 2025 | 2025 жылғы 1–15 қыркүйек",
        "2025-08-30..2025-09-15 | 30 August – 15 September 2025 | 30 августа – 15 сентября 2025 | 2025 жылғы 30 тамыз – 15 қыркүйек",
        "2024-12-30..2025-01-05 | 30 December 2024 – 5 January 2025 | 30 декабря 2024 – 5 января 2025 | 2024 жылғы 30 желтоқсан – 2025 жылғы 5 қаңтар",
        "2022-03..2022-04 | March–April 2022 | март–апрель 2022 | 2022 жылғы наурыз–сәуір",
        "2021-12..2022-03 | December 2021 – March 2022 | декабрь 2021 – март 2022 | 2021 жылғы желтоқсан – 2022 жылғы наурыз",
        "2019..2021 | 2019–2021 | 2019–2021 годы | 2019–2021 жылдар",
        "2024-03..2024-05 | spring 2024 | весна 2024 | 2024 жылғы көктем",
        "2023-12..2024-02 | winter 2023–2024 | зима 2023–2024 | 2023–2024 жылғы қыс",
        "unknown | date not known | дата неизвестна | күні белгісіз",
        "2025-09-28T23:10+05:00 | 28 September 2025, 23:10 (UTC+5) | 28 сентября 2025, 23:10 (UTC+5) | 2025 жылғы 28 қыркүйек, 23:10 (UTC+5)",
    ] {
        assert_words(line, date_text);
    }
}

/// `written | English | Russian | Kazakh`.
fn assert_words(line: &str, words: fn(&FuzzyDate, Lang) -> String) {
    let (written, expected) = line.split_once(" | ").expect(line);
    let date = FuzzyDate::told(written, "2026-06-17".parse().expect("a day"));
    assert_eq!(
        Lang::ALL.map(|lang| words(&date, lang)).join(" | "),
        expected,
        "{written}"
    );
}

#[test]
fn a_timeline_gets_short_dates() {
    for line in [
        "2025-09-28 | 28 Sep 2025 | 28 сен. 2025 | 28 қыр. 2025",
        "2025-05-01 | 1 May 2025 | 1 мая 2025 | 1 мам. 2025",
        "2025-09 | September 2025 | сентябрь 2025 | қыркүйек 2025",
        "2025-09-01..2025-09-15 | 1–15 Sep 2025 | 1–15 сен. 2025 | 1–15 қыр. 2025",
        "2025-08-30..2025-09-15 | 30 Aug – 15 Sep 2025 | 30 авг. – 15 сен. 2025 | 30 там. – 15 қыр. 2025",
        "2022-03..2022-04 | March–April 2022 | март–апрель 2022 | наурыз–сәуір 2022",
        "before 2025-03-05 | before 5 Mar 2025 | до 5 мар. 2025 | 2025 жылғы 5 наурызға дейін",
        "2025-09-28T23:10+05:00 | 28 Sep 2025, 23:10 | 28 сен. 2025, 23:10 | 28 қыр. 2025, 23:10",
    ] {
        assert_words(line, short_date_text);
    }
}

#[test]
fn a_reading_names_the_days_that_are_counted() {
    for line in [
        "весна 2024 | 1 March – 31 May 2024 | 1 марта – 31 мая 2024 | 2024 жылғы 1 наурыз – 31 мамыр",
        "июнь 2021 | 1–30 June 2021 | 1–30 июня 2021 | 2021 жылғы 1–30 маусым",
        "2020 | 1 January – 31 December 2020 | 1 января – 31 декабря 2020 | 2020 жылғы 1 қаңтар – 31 желтоқсан",
        "зима 2021–2022 | 1 December 2021 – 28 February 2022 | 1 декабря 2021 – 28 февраля 2022 | 2021 жылғы 1 желтоқсан – 2022 жылғы 28 ақпан",
        "вчера | 16 June 2026 | 16 июня 2026 | 2026 жылғы 16 маусым",
        "до марта 2021 | before 1 March 2021 | до 1 марта 2021 | 2021 жылғы 1 наурызға дейін",
        "около 10 мая 2023 | about 10 May 2023: counted as 3–17 May 2023 | примерно 10 мая 2023, в подсчётах 3–17 мая 2023 | шамамен 2023 жылғы 10 мамыр, есепте 2023 жылғы 3–17 мамыр",
        "неизвестно | date not known | дата неизвестна | күні белгісіз",
    ] {
        assert_words(line, reading_text);
    }
}

#[test]
fn the_persons_own_words_stand_beside_the_date_where_they_add_something() {
    let told = |written: &str, words: &str| {
        let date: FuzzyDate = written.parse().expect(written);
        FuzzyDate {
            as_told: Some(words.to_owned()),
            ..date
        }
    };
    for (written, words, shown, edited) in [
        (
            "2024-03..2024-05",
            "после Наурыза",
            "весна 2024 («после Наурыза»)",
            "весна 2024 («после Наурыза»)",
        ),
        ("2024-03..2024-05", "Весна 2024", "весна 2024", "Весна 2024"),
        (
            "2024-03..2024-05",
            "2024 жылдың көктемі",
            "весна 2024",
            "2024 жылдың көктемі",
        ),
        ("2024-03-05", "05.03.2024", "5 марта 2024", "05.03.2024"),
        (
            "2024-03-05",
            "06.03.2024",
            "5 марта 2024 («06.03.2024»)",
            "5 марта 2024 («06.03.2024»)",
        ),
        (
            "2021-06-01..2021-06-10",
            "начало июня 2021",
            "1–10 июня 2021 («начало июня 2021»)",
            "1–10 июня 2021 («начало июня 2021»)",
        ),
        (
            "2024-03-05",
            "вчера",
            "5 марта 2024 («вчера»)",
            "5 марта 2024 («вчера»)",
        ),
        ("unknown", "когда снег сошёл", "«когда снег сошёл»", "когда снег сошёл"),
        ("unknown", "вчера", "«вчера»", "дата неизвестна («вчера»)"),
        ("unknown", "неизвестно", "дата неизвестна", "неизвестно"),
        ("unknown", "  ", "дата неизвестна", "дата неизвестна"),
    ] {
        assert_eq!(date_text(&told(written, words), Lang::Ru), shown, "{words}");
        assert_eq!(written_date(&told(written, words), Lang::Ru), edited, "{words}");
    }
}

#[test]
fn how_long_ago_ends_with_the_day() {
    let now = Timestamp::from_millis(1_790_000_000_000);
    let ago = |seconds: i64| recent_text(Timestamp::from_millis(now.millis() - seconds * 1000), now, Lang::Ru);
    let read = [5, 60, 3 * 3600, 86_400, 6 * 86_400, 8 * 86_400, -50].map(ago);
    let expected = [
        "только что",
        "1 минуту назад",
        "3 часа назад",
        "1 день назад",
        "6 дней назад",
        "13 сентября 2026",
        "только что",
    ];
    assert_eq!(read, expected);
}
