//! What must not be taken for a date, and what must not harm.

use super::*;

const LEFT_AS_TOLD: &[&str] = &[
    // impossible days
    "31 февраля 2023",
    "29 февраля 2023",
    "31.11.2025",
    "2025-02-30",
    "2023-13",
    "13.2023",
    "00.05.2023",
    "0 мая 2023",
    "32 мая 2023",
    "5 марта 0",
    "0000",
    "0001",
    "5 марта 0999",
    "1849",
    "2201",
    "99999",
    "20250928",
    "5 марта 2023, 24:00",
    "5 марта 2023, 14:75",
    "5 марта 2023, 14:30 (UTC+99)",
    "июнь 2021, 14:30",
    "понедельник, 5 марта 2023",
    "Q5 2022",
    "V квартал 2022",
    "третья половина 2022",
    "5 марта 2023 13 pm",
    // the wrong way round
    "2025-09-28..2025-09-01",
    "9–5 мая 2023",
    "с 9 мая 2023 по 5 мая 2023",
    "2021–2019",
    "9 мая 2023 – 5",
    // no year, or a year nobody named
    "весна",
    "жаздың басында",
    "наурыздан кейін",
    "5 наурызға дейін",
    "до 5 марта",
    "5 марта",
    "05.03",
    "05.03.23",
    "в понедельник",
    "зимой 21/22",
    "весна 2021–2022",
    "осень–зима 2021",
    "2021/22",
    // a decade, a duration, a list, two dates
    "2020-е годы",
    "in the 2020s",
    "два года",
    "5 дней",
    "5 месяцев, май 2023",
    "5 лет, 2023",
    "через 3 дня",
    "5, 6 и 7 мая 2023",
    "5 и 9 мая 2023",
    "5 или 9 мая 2023",
    "5 мая 9 мая 2023",
    "2021 2022",
    "между 5 мая 2023",
    "до около 5 мая 2023",
    "5 - 6 - 7 мая 2023",
    "Курбан-айт 1950",
    "2023 жылғы 5 наурыздан",
    // words that say more than a date
    "весной 2024, после Наурыза",
    "когда снег сошёл",
    "5 марта 2023 избили",
    "в мае 2023 или раньше",
    "may she 2023",
    "с 5",
    "до",
    "после",
    "–",
    "..",
    ",",
    "год",
    "в",
    "1.2.3.2023",
    "5.2023.3",
    "+05:00",
    // digits of other scripts, other letters
    "९९९९",
    "２０２３",
    "٥ مارس ٢٠٢٣",
    "5 mаrch 2023",
    "Ⅱ квартал 2022",
    "5\u{0}марта 2023",
];

#[test]
fn what_is_no_date_stays_as_it_was_told() {
    let read: Vec<&&str> = LEFT_AS_TOLD
        .iter()
        .filter(|text| read(text, Some(today())).is_some())
        .collect();
    assert!(read.is_empty(), "{read:#?}");
    for text in LEFT_AS_TOLD {
        let date = FuzzyDate::told(text, today());
        assert!(date == FuzzyDate::unknown(Some((*text).to_owned())), "{text}");
    }
    assert!(FuzzyDate::told(" \n", today()) == FuzzyDate::unknown(None));
}

#[test]
fn marks_of_reading_direction_and_invisible_signs_change_nothing() {
    let plain = read("5 марта 2023", None).expect("a date");
    for text in [
        "\u{200f}5 марта 2023\u{200e}",
        "\u{202e}5 марта 2023\u{202c}",
        "\u{2067}5\u{2069} мар\u{ad}та 2023",
        "\u{feff}5 марта\u{61c} 2023",
        "5\u{a0}марта\u{202f}2023",
        "5 ма\u{301}рта 2023",
    ] {
        assert!(read(text, None).expect(text) == plain, "{text}");
    }
}

#[test]
fn a_text_of_any_length_comes_to_an_end_and_is_kept_whole() {
    let heap = "с ".repeat(1_000_000);
    for text in [
        heap.clone(),
        "5–".repeat(500_000),
        "(«".repeat(500_000),
        "мая ".repeat(39),
        "a.".repeat(79),
        "где-то-".repeat(20),
        "1.".repeat(79),
    ] {
        let date = FuzzyDate::told(&text, today());
        assert!(date.as_told.as_deref() == Some(text.trim()) && date.precision == Precision::Unknown);
    }
    let told = format!("2023 («{}»)", heap.trim());
    let date = FuzzyDate::told(&told, today());
    assert!(date.precision == Precision::Year && date.as_told.as_deref() == Some(heap.trim()));
}

#[test]
fn without_a_day_to_tell_it_against_yesterday_is_no_date() {
    for text in [
        "вчера",
        "last week",
        "екі апта бұрын",
        "в прошлом году",
        "прошлым летом",
    ] {
        assert!(read(text, None).is_none(), "{text}");
        assert!(read(text, Some(today())).is_some(), "{text}");
    }
    for edge in [NaiveDate::MIN, NaiveDate::MAX] {
        for text in [
            "вчера",
            "завтра",
            "10 лет назад",
            "next month",
            "прошлой зимой",
            "5 марта",
        ] {
            assert!(read(text, Some(edge)).is_none(), "{text}");
            assert!(propose(text, edge).is_none(), "{text}");
        }
    }
}

#[test]
fn a_year_that_nobody_named_is_only_proposed() {
    let proposed = |text: &str| {
        let date = propose(text, today())?;
        assert!(date.as_told.as_deref() == Some(text), "{text}");
        let ends = [date.from, date.to].map(|day| day.map_or("-".to_owned(), |day| day.to_string()));
        Some(ends.join(" "))
    };
    for (text, expected) in [
        ("до 5 марта", "- 2026-03-05"),
        ("17 июня", "2026-06-17 2026-06-17"),
        ("18 июня", "2025-06-18 2025-06-18"),
        ("29 февраля", "2024-02-29 2024-02-29"),
        ("05.03", "2026-03-05 2026-03-05"),
        ("05.03.23", "2023-03-05 2023-03-05"),
        ("05.03.85", "1985-03-05 1985-03-05"),
        ("весной", "2026-03-01 2026-05-31"),
        ("осенью", "2025-09-01 2025-11-30"),
        ("жаздың басында", "2026-06-01 2026-06-30"),
        ("наурыздан кейін", "2026-03-31 -"),
        ("с 30 декабря по 5 января", "2025-12-30 2026-01-05"),
        ("5–9 мая", "2026-05-05 2026-05-09"),
        ("Q2", "2026-04-01 2026-06-30"),
    ] {
        assert_eq!(proposed(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["5 марта 2023", "вчера", "2023", "31 февраля", "когда снег сошёл", "?"]
    {
        assert!(proposed(text).is_none(), "{text}");
    }
}

#[test]
fn the_words_are_kept_unless_they_are_canonical() {
    for text in [
        "2023",
        "2023-03",
        "2023-03-05",
        "before 2023-03-05",
        "after 2023",
        "about 2023-03",
        "2023-03-05..2023-03-09",
        "2025-09-28T23:10+05:00",
        "unknown",
        "?",
    ] {
        let date = FuzzyDate::told(text, today());
        assert!(date.as_told.is_none() && text.parse() == Ok(date), "{text}");
    }
    for text in [
        "05.03.2023",
        "до 2023",
        "весна 2024",
        "вчера",
        "неизвестно",
        "5 March 2023",
    ] {
        assert!(
            FuzzyDate::told(text, today()).as_told.as_deref() == Some(text),
            "{text}"
        );
    }
    let date = FuzzyDate::told("  весна 2024 («когда снег сошёл»)", today());
    assert!(date.as_told.as_deref() == Some("когда снег сошёл"));
    assert!(date.from == Some(day("2024-03-01")));
}

#[test]
fn a_date_that_contradicts_itself_is_refused() {
    let date = |from: &str, to: &str, precision| FuzzyDate {
        from: from.parse().ok(),
        to: to.parse().ok(),
        ..FuzzyDate::blank(precision)
    };
    let wrong = [
        date("2023-03-05", "2023-03-06", Precision::Day),
        date("2023-03-01", "2023-03-30", Precision::Month),
        date("2023-01-01", "2024-12-31", Precision::Year),
        date("2023-03-05", "", Precision::Before),
        date("2023-03-05", "2023-03-06", Precision::After),
        date("2023-03-06", "2023-03-05", Precision::Between),
        date("2023-03-06", "", Precision::About),
        date("2023-03-06", "", Precision::Unknown),
        date("2023-03-06", "2023-03-06", Precision::ExactTime),
        date("1849-12-31", "1849-12-31", Precision::Day),
    ];
    for date in wrong {
        let json = serde_json::to_string(&date).expect("serialises");
        assert!(date.checked().is_err(), "{json}");
    }
}

#[test]
fn a_date_survives_its_json() {
    for text in [
        "2025",
        "before 2025-03-05",
        "after 2025-03",
        "unknown",
        "2025-09-28T23:10+05:00",
    ] {
        let date: FuzzyDate = text.parse().expect(text);
        let json = serde_json::to_string(&date).expect("serialises");
        assert!(
            serde_json::from_str::<FuzzyDate>(&json).expect("parses") == date,
            "{json}"
        );
    }
}

#[test]
fn the_day_it_is_told_on_is_the_one_in_kazakhstan() {
    let day_at = |text: &str| day_in_kazakhstan(text.parse().expect(text));
    assert_eq!(day_at("2026-06-16T18:59:59.999Z"), day("2026-06-16"));
    assert_eq!(day_at("2026-06-16T19:00:00.000Z"), day("2026-06-17"));
    assert_eq!(day_at("2026-11-17T18:59:59.999Z"), day("2026-11-17"));
    assert_eq!(day_at("2026-11-17T19:00:00Z"), day("2026-11-18"));
}
