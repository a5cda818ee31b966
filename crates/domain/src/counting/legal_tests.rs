//! Applications, tracks, steps, authorities, those who did it again, and what is measured.

use super::tests::{counted, id, question, records, tallied};
use super::*;
use serde_json::{Value, json};

fn on(day: &str) -> Value {
    json!({ "from": day, "to": day, "precision": "day" })
}

fn with(mut body: Value, more: &Value) -> Value {
    let more = more.as_object().cloned().unwrap_or_default();
    body.as_object_mut().expect("an object").extend(more);
    body
}

fn step(kind: &str, day: &str, more: &Value) -> Value {
    with(json!({ "proceeding": id(2), "step_type": kind, "date": on(day) }), more)
}

/// Police refuse by word of mouth and deny the motive, a prosecutor in writing and says nothing of it; then it is registered.
fn refused_twice() -> CaseRecords {
    let asked = json!(["cc_145"]);
    records(
        1,
        &[
            (1, "case", json!({})),
            (
                2,
                "proceeding",
                json!({ "proceeding_kind": "pre_trial_criminal", "applicant": id(3) }),
            ),
            (3, "person", json!({ "age_band": "from_25_to_34" })),
            (
                4,
                "proceeding_step",
                step(
                    "complaint_attempted",
                    "2025-01-10",
                    &json!({ "requested_qualification": asked, "forum_level": "police_unit", "authority": "Отдел  Полиции №1",
                        "refusal_mode": "oral_refusal", "bias_motive": "denied" }),
                ),
            ),
            (
                5,
                "proceeding_step",
                step(
                    "complaint_filed",
                    "2025-01-20",
                    &json!({ "continues": id(4), "requested_qualification": asked, "forum_level": "prosecutor_district",
                        "organisation": id(8), "refusal_mode": "written_refusal", "bias_motive": "silent" }),
                ),
            ),
            (
                6,
                "proceeding_step",
                step(
                    "registered",
                    "2025-03-01",
                    &json!({ "continues": id(5), "given_qualification": ["cc_145"], "authority": "отдел полиции №1" }),
                ),
            ),
            (
                7,
                "proceeding_step",
                step("hearing", "2025-06-01", &json!({ "result": "granted" })),
            ),
            (8, "organisation", json!({})),
        ],
    )
}

#[test]
fn the_answer_of_one_authority_never_becomes_the_answer_of_another() {
    for unit in [Unit::Applications, Unit::Steps, Unit::Proceedings, Unit::Authorities] {
        let asked = question(
            unit,
            "proceeding_step.forum_level",
            Some("proceeding_step.refusal_mode"),
        );
        let table = counted(&asked, &[refused_twice()]);
        assert_eq!(table.at("police_unit", "oral_refusal").sure, 1, "{unit}");
        assert_eq!(table.at("prosecutor_district", "written_refusal").sure, 1, "{unit}");
        assert_eq!(table.at("police_unit", "written_refusal").sure, 0, "{unit}");
    }
    let asked = question(
        Unit::Steps,
        "proceeding_step.forum_level",
        Some("proceeding_step.bias_motive"),
    );
    let table = counted(&asked, &[refused_twice()]);
    assert_eq!((table.all.sure, table.at("police_unit", "denied").sure), (4, 1));
}

#[test]
fn an_authority_is_its_organisation_or_its_name_however_it_is_written() {
    let asked = question(Unit::Authorities, "year", None);
    let tally = tallied(&asked, Across::default(), &[refused_twice()]);
    assert_eq!(tally.table().all.sure, 2);
    assert_eq!(tally.left_out.unnamed_authorities, 1, "the hearing");
}

#[test]
fn an_applicant_counts_once_and_stands_where_any_step_stands() {
    let mut other = vec![(20, "case", json!({}))];
    other.push((
        21,
        "proceeding",
        json!({ "proceeding_kind": "legal_gender_recognition", "applicant": id(22) }),
    ));
    other.push((22, "person", json!({})));
    let cases = [refused_twice(), records(20, &other)];
    let table = counted(&question(Unit::Applicants, "proceeding_step.result", None), &cases);
    assert_eq!(table.all.sure, 2);
    assert_eq!(table.rows["granted"].sure, 1);
    assert_eq!(
        counted(&question(Unit::Applicants, "age", None), &cases).rows["from_25_to_34"].sure,
        1
    );
}

fn deed(case: u64, involvement: &Value) -> CaseRecords {
    records(
        case,
        &[
            (case, "case", json!({})),
            (
                case + 1,
                "event",
                json!({ "verification": "confirmed", "date": on("2025-02-02") }),
            ),
            (case + 2, "person", json!({})),
            (
                case + 3,
                "act",
                json!({ "event": id(case + 1), "victim": id(case + 2), "act_type": "extortion",
                    "extorted_kzt": case, "lost_income_kzt": 0 }),
            ),
            (
                case + 4,
                "involvement",
                with(
                    json!({ "act": id(case + 3), "perpetrator_type": "organised_group", "degree": "carried_out" }),
                    involvement,
                ),
            ),
        ],
    )
}

#[test]
fn who_did_it_again_is_known_by_a_mark_a_code_or_both_and_the_unknown_are_left_out() {
    let cases = [
        deed(100, &json!({ "marks": [id(1)] })),
        deed(200, &json!({ "marks": [id(1), id(2)] })),
        deed(300, &json!({ "person": id(3) })),
        deed(400, &json!({ "organisation": id(9) })),
        deed(500, &json!({ "described_as": "A" })),
    ];
    // The second case joins two marks; the second mark is known to be the third one's.
    let doers = [(id(1), id(2)), (id(2), id(3))];
    let across = Across::of(std::iter::empty(), std::iter::empty(), doers.into_iter());
    let tally = tallied(&question(Unit::Perpetrators, "repeats", None), across, &cases);
    let table = tally.table();
    assert_eq!(table.all.sure, 2);
    assert_eq!((table.rows["three_to_five"].sure, table.rows["one"].sure), (1, 1));
    assert_eq!(tally.left_out.unknown_perpetrators, 1);
    assert_eq!(tally.cases(Some("three_to_five"), None).len(), 3);
}

fn measured(measure: Measure, unit: Unit, cases: &[CaseRecords]) -> Measures {
    let asked = Question {
        measure: Some(measure),
        rows: None,
        ..question(unit, "year", None)
    };
    let mut measures = Measures::new(asked, measure, Across::default());
    for case in cases {
        measures.take(case);
    }
    measures
}

fn line(measures: &Measures, slug: &str) -> Measured {
    let line = measures.lines().into_iter().find(|(at, _)| *at == slug);
    line.expect("a line").1
}

#[test]
fn days_are_reckoned_from_the_first_attempt_and_only_between_known_days() {
    let found = measured(Measure::Delays, Unit::Applications, &[refused_twice()]);
    assert_eq!(found.units(), 1);
    let registered = line(&found, "filed_registered");
    assert_eq!(
        (registered.values, registered.median, registered.inexact),
        (1, Some(50), 0)
    );
    assert_eq!(line(&found, "filed_refused").median, Some(0));
    assert_eq!(line(&found, "filed_sentence"), Measured::default());

    let vague = |date: Value| {
        let mut case = vec![
            (1, "case", json!({})),
            (2, "proceeding", json!({ "proceeding_kind": "pre_trial_criminal" })),
            (4, "proceeding_step", step("complaint_filed", "2025-01-10", &json!({}))),
        ];
        case.push((
            5,
            "proceeding_step",
            json!({ "proceeding": id(2), "continues": id(4), "step_type": "registered", "date": date }),
        ));
        records(1, &case)
    };
    let month = json!({ "from": "2025-03-01", "to": "2025-03-31", "precision": "month" });
    for date in [month, json!(null), on("2024-12-31")] {
        let found = measured(Measure::Delays, Unit::Applications, &[vague(date.clone())]);
        let registered = line(&found, "filed_registered");
        assert_eq!((registered.values, registered.inexact), (0, 1), "{date}");
    }
}

#[test]
fn losses_are_told_by_how_many_bore_them_and_a_zero_is_no_loss() {
    let cases: Vec<CaseRecords> = [100, 200, 500, 900].map(|case| deed(case, &json!({}))).into();
    let found = measured(Measure::Losses, Unit::Acts, &cases);
    let extorted = line(&found, "extorted");
    let expected = Measured {
        values: 4,
        units: 4,
        inexact: 0,
        sum: 1700,
        median: Some(350),
        least: Some(100),
        most: Some(900),
    };
    assert_eq!(extorted, expected);
    assert_eq!(line(&found, "lost_income"), Measured::default());
}

#[test]
fn a_filter_holds_for_what_is_measured_too() {
    let filter = |value: &str| Where {
        dimension: "requested".parse().expect("a dimension"),
        values: vec![value.to_owned()],
    };
    for (article, n) in [("cc_145", 1), ("cc_146", 0)] {
        let asked = Question {
            measure: Some(Measure::Delays),
            rows: None,
            filters: vec![filter(article)],
            ..question(Unit::Applications, "year", None)
        };
        let mut measures = Measures::new(asked, Measure::Delays, Across::default());
        measures.take(&refused_twice());
        assert_eq!(measures.units(), n, "{article}");
    }
}

#[test]
fn a_step_of_an_unknown_day_takes_no_track_out_of_its_period() {
    let case = records(
        1,
        &[
            (1, "case", json!({})),
            (
                2,
                "proceeding",
                json!({ "proceeding_kind": "pre_trial_criminal", "applicant": id(3) }),
            ),
            (3, "person", json!({})),
            (4, "proceeding_step", step("complaint_filed", "2025-03-01", &json!({}))),
            (
                5,
                "proceeding_step",
                json!({ "proceeding": id(2), "step_type": "hearing", "date": { "precision": "unknown", "as_told": "?" } }),
            ),
        ],
    );
    for unit in [Unit::Proceedings, Unit::Applicants, Unit::Applications] {
        let mut asked = question(unit, "year", None);
        asked.period = Span::of_days(
            "2025-01-01".parse().expect("a day"),
            "2025-12-31".parse().expect("a day"),
        );
        assert_eq!(
            tallied(&asked, Across::default(), std::slice::from_ref(&case))
                .table()
                .all
                .sure,
            1,
            "{unit}"
        );
    }
}
