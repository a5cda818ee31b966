use super::*;
use crate::fuzzy::FuzzyDate;
use crate::ids::Timestamp;
use std::collections::BTreeSet;

fn keys(text: &'static str) -> Vec<String> {
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
    let cases = [
        (
            "2025-09-28",
            "28 September 2025",
            "28 сентября 2025",
            "28 қыркүйек 2025",
        ),
        ("2025-09", "September 2025", "сентябрь 2025", "қыркүйек 2025"),
        ("2025", "2025", "2025 год", "2025 жыл"),
        (
            "before 2025-03-05",
            "before 5 March 2025",
            "до 5 марта 2025",
            "2025 жылғы 5 наурызға дейін",
        ),
        (
            "after 2025-03-05",
            "after 5 March 2025",
            "после 5 марта 2025",
            "2025 жылғы 5 наурыздан кейін",
        ),
        (
            "about 2025-03",
            "about March 2025",
            "примерно март 2025",
            "шамамен наурыз 2025",
        ),
        ("about 2025", "about 2025", "примерно 2025 год", "шамамен 2025 жыл"),
        (
            "2025-09-01..2025-09-15",
            "1–15 September 2025",
            "1–15 сентября 2025",
            "1–15 қыркүйек 2025",
        ),
        (
            "2025-08-30..2025-09-15",
            "30 August 2025 – 15 September 2025",
            "30 августа 2025 – 15 сентября 2025",
            "30 тамыз 2025 – 15 қыркүйек 2025",
        ),
        ("2024-03..2024-05", "spring 2024", "весна 2024", "2024 көктем"),
        (
            "2023-12..2024-02",
            "winter 2023/2024",
            "зима 2023/2024",
            "2023/2024 қыс",
        ),
        ("unknown", "date not known", "дата неизвестна", "күні белгісіз"),
        (
            "2025-09-28T23:10+05:00",
            "28 September 2025, 23:10 (UTC+5)",
            "28 сентября 2025, 23:10 (UTC+5)",
            "28 қыркүйек 2025, 23:10 (UTC+5)",
        ),
    ];
    for (written, en, ru, kk) in cases {
        let date: FuzzyDate = written.parse().expect(written);
        assert_eq!(Lang::ALL.map(|lang| date_text(&date, lang)), [en, ru, kk], "{written}");
    }
}

#[test]
fn a_timeline_gets_short_dates() {
    let cases = [
        ("2025-09-28", "28 Sep 2025", "28 сен. 2025", "28 қыр. 2025"),
        ("2025-05-01", "1 May 2025", "1 мая 2025", "1 мам. 2025"),
        ("2025-09", "September 2025", "сентябрь 2025", "қыркүйек 2025"),
        (
            "before 2025-03-05",
            "before 5 Mar 2025",
            "до 5 мар. 2025",
            "2025 жылғы 5 наурызға дейін",
        ),
        (
            "2025-09-28T23:10+05:00",
            "28 Sep 2025, 23:10",
            "28 сен. 2025, 23:10",
            "28 қыр. 2025, 23:10",
        ),
    ];
    for (written, en, ru, kk) in cases {
        let date: FuzzyDate = written.parse().expect(written);
        assert_eq!(
            Lang::ALL.map(|lang| short_date_text(&date, lang)),
            [en, ru, kk],
            "{written}"
        );
    }
}

#[test]
fn the_persons_own_words_stand_beside_the_date_where_they_add_something() {
    let told = |written: &str, words: &str| {
        let date: FuzzyDate = written.parse().expect(written);
        date_text(
            &FuzzyDate {
                as_told: Some(words.to_owned()),
                ..date
            },
            Lang::Ru,
        )
    };
    assert_eq!(
        told("2024-03..2024-05", "после Наурыза"),
        "весна 2024 («после Наурыза»)"
    );
    assert_eq!(told("2024-03..2024-05", "Весна 2024"), "весна 2024");
    assert_eq!(told("unknown", "когда снег сошёл"), "«когда снег сошёл»");
    assert_eq!(told("unknown", "  "), "дата неизвестна");
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
