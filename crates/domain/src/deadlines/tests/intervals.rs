//! What is counted from a date, and that nothing uncertain becomes a day.

use super::*;

const TODAY: &str = "2025-10-10";

/// What the complaint to the investigating judge is due by, counted from a refusal of this date.
fn due(date: &str) -> (FuzzyDate, State) {
    let line = only(&case(&[refusal(3, date)]), "cpc_106", TODAY);
    (line.due.date(), line.state)
}

#[test]
fn a_step_without_a_date_gives_no_day_and_no_alarm() {
    for date in ["", "unknown"] {
        let (date, state) = due(date);
        assert_eq!((date.precision, date.from, date.to), (Precision::Unknown, None, None));
        assert_eq!(state, State::Undated);
    }
}

#[test]
fn a_date_that_was_not_handed_over_is_said_to_be_withheld() {
    let body = json!({ "proceeding": id(1), "step_type": "closed", "result": "refused" });
    let file = case(&[envelope(3, "proceeding_step", &body, &["date"])]);
    let line = only(&file, "cpc_106", TODAY);
    assert!(line.is_start_withheld);
    assert_eq!(line.state, State::Undated);
}

#[test]
fn what_was_not_handed_over_starts_nothing() {
    let filed = json!({ "proceeding": id(1), "step_type": "complaint_filed", "date": "2025-10-01" });
    // It may have been refused: then nobody waits for a registration.
    let file = case(&[envelope(3, "proceeding_step", &filed, &["refusal_mode"])]);
    assert!(of_rule(&file, "registration_24h", TODAY).is_empty());
    // The same with everything told.
    let file = case(&[envelope(3, "proceeding_step", &filed, &[])]);
    assert_eq!(of_rule(&file, "registration_24h", TODAY).len(), 1);
    // A refusal before a body that was not handed over: it may be a court.
    let refused = json!({ "proceeding": id(1), "step_type": "forwarded", "result": "refused", "date": "2025-10-01" });
    let file = case(&[envelope(3, "proceeding_step", &refused, &["forum_level"])]);
    assert!(of_rule(&file, "cpc_106", TODAY).is_empty());
    let file = case(&[envelope(3, "proceeding_step", &refused, &[])]);
    assert_eq!(of_rule(&file, "cpc_106", TODAY).len(), 1);
    // A refusal in a proceeding whose kind nobody knows.
    let track = envelope(9, "proceeding", &json!({ "proceeding_kind": "unknown" }), &[]);
    let refused = json!({ "proceeding": id(9), "step_type": "forwarded", "result": "refused", "date": "2025-10-01" });
    let file = case(&[track, envelope(3, "proceeding_step", &refused, &[])]);
    assert!(of_rule(&file, "cpc_106", TODAY).is_empty());
    let elsewhere =
        json!({ "proceeding": id(77), "step_type": "forwarded", "result": "refused", "date": "2025-10-01" });
    let file = case(&[envelope(3, "proceeding_step", &elsewhere, &[])]);
    assert!(of_rule(&file, "cpc_106", TODAY).is_empty());
}

#[test]
fn an_uncertain_date_never_gives_one_day() {
    // (the step's date, its precision in the answer, first and last possible day)
    let cases: &[(&str, Precision, Option<&str>, Option<&str>)] = &[
        ("2025-09", Precision::Between, Some("2025-09-16"), Some("2025-10-15")),
        ("2025", Precision::Between, Some("2025-01-16"), Some("2026-01-15")),
        ("before 2025-03-05", Precision::Before, None, Some("2025-03-20")),
        ("after 2025-03-05", Precision::After, Some("2025-03-20"), None),
        (
            "about 2025-09-28",
            Precision::About,
            Some("2025-10-13"),
            Some("2025-10-13"),
        ),
        (
            "2025-09-01..2025-09-03",
            Precision::Between,
            Some("2025-09-16"),
            Some("2025-09-18"),
        ),
    ];
    for (date, precision, from, to) in cases {
        let (due, _) = due(date);
        assert_eq!(due.precision, *precision, "{date}");
        assert_eq!((due.from, due.to), (from.map(day), to.map(day)), "{date}");
        let line = only(&case(&[refusal(3, date)]), "cpc_106", TODAY);
        assert!(line.due.day().is_none() && line.day_off.is_none(), "{date}");
    }
}

#[test]
fn whatever_the_true_day_was_its_deadline_lies_within_the_interval() {
    let lengths = [(Unit::Days, 15), (Unit::Months, 1), (Unit::Months, 6), (Unit::Years, 5)];
    let written = [
        "2024",
        "2024-01",
        "2024-02",
        "2025-02",
        "2023-12-20..2024-03-02",
        "2024-02-29",
    ];
    for (unit, count) in lengths {
        let length = Length { unit, count };
        for date in written.map(|date| date.parse::<FuzzyDate>().expect(date)) {
            let due = Due::counted(Some(&date), length, 0);
            let days = date.from.expect("it has one").iter_days();
            for truth in days.take_while(|truth| Some(*truth) <= date.to) {
                let truth: FuzzyDate = truth.to_string().parse().expect("a day");
                let exact = Due::counted(Some(&truth), length, 0).day().expect("a day gives a day");
                assert!(due.from <= Some(exact) && Some(exact) <= due.to, "{exact}");
            }
        }
    }
}

#[test]
fn days_months_and_years_are_counted_on_the_calendar() {
    let cases = [
        ("2025-09-28", Unit::Days, 15, "2025-10-13"),
        ("2024-02-14", Unit::Days, 15, "2024-02-29"),
        ("2025-02-14", Unit::Days, 15, "2025-03-01"),
        ("2025-08-31", Unit::Months, 6, "2026-02-28"),
        ("2024-02-29", Unit::Years, 5, "2029-02-28"),
        ("2024-02-29", Unit::Years, 4, "2028-02-29"),
        ("2025-03-05T23:50+05:00", Unit::Days, 15, "2025-03-20"),
    ];
    for (start, unit, count, expected) in cases {
        let start: FuzzyDate = start.parse().expect(start);
        let due = Due::counted(Some(&start), Length { unit, count }, 0);
        assert_eq!(due.day(), Some(day(expected)), "{expected}");
    }
}

#[test]
fn a_deadline_on_a_day_off_says_so_and_stays_where_it_is() {
    let cases = [
        ("2025-09-26", "2025-10-11", Some(DayOff::Weekend)),
        ("2025-10-10", "2025-10-25", Some(DayOff::Holiday)),
        ("2025-12-01", "2025-12-16", Some(DayOff::Holiday)),
        ("2025-09-28", "2025-10-13", None),
    ];
    for (start, due, day_off) in cases {
        let line = only(&case(&[refusal(3, start)]), "cpc_106", TODAY);
        assert_eq!((line.due.day(), line.day_off), (Some(day(due)), day_off), "{start}");
    }
    // A presumption ends nothing, whatever day of the week it is.
    let refused =
        json!({ "step_type": "appeal", "forum_level": "court_appeal", "result": "refused", "date": "2025-10-12" });
    let line = only(&case(&[step(3, refused)]), "hrc_five_years", TODAY);
    assert_eq!((line.due.day(), line.day_off), (Some(day("2030-10-12")), None));
}

#[test]
fn only_the_last_possible_day_makes_it_passed() {
    // Today is 10 October 2025; the length is fifteen days.
    let cases = [
        ("2025-09-24", State::Passed),
        ("2025-09-25", State::Soon),
        ("2025-10-02", State::Soon),
        ("2025-10-03", State::Later),
        ("2025-09", State::MayHavePassed),
        ("2025-08", State::Passed),
        ("2025-10", State::Soon),
        ("before 2025-10-01", State::MayHavePassed),
        ("before 2025-09-20", State::Passed),
        ("after 2025-09-20", State::MayHavePassed),
        ("after 2025-10-20", State::Later),
        // About: its ends do not hold.
        ("about 2025-09-24", State::MayHavePassed),
        ("about 2025-09-15", State::Passed),
        ("about 2025-10-03", State::Soon),
    ];
    for (date, state) in cases {
        assert_eq!(due(date).1, state, "{date}");
    }
}

#[test]
fn a_length_beyond_the_calendar_gives_no_day() {
    let far: FuzzyDate = "2200-12-31".parse().expect("a day");
    let length = Length {
        unit: Unit::Years,
        count: u16::MAX,
    };
    let due = Due::counted(Some(&far), length, u16::MAX);
    assert!(due.to.is_none_or(|day| day > self::day("9999-01-01")));
}
