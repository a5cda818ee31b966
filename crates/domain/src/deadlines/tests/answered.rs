//! What answers a deadline, and what only may.

use super::*;

const TODAY: &str = "2025-10-20";

fn complaint(n: u8, date: &Value) -> Envelope {
    step(n, json!({ "step_type": "complaint_court", "date": date }))
}

fn met(by: u8, is_late: bool) -> State {
    State::Met { by: id(by), is_late }
}

#[test]
fn an_answer_whose_date_may_lie_before_hides_no_term() {
    // (date of the complaint, state of the term begun on 28 September, whether it is named as a perhaps)
    let cases = [
        (json!("2025-09-01"), State::Passed, false),
        (Value::Null, State::Passed, true),
        (json!("2025-09"), State::Passed, true),
        (json!("about 2025-10-05"), State::Passed, true),
        (json!("before 2025-10-30"), State::Passed, true),
    ];
    for (date, state, perhaps) in cases {
        let file = case(&[refusal(3, "2025-09-28"), complaint(4, &date)]);
        let line = only(&file, "cpc_106", TODAY);
        assert_eq!(
            (line.state, line.perhaps_met),
            (state, perhaps.then(|| id(4))),
            "{date}"
        );
    }
}

#[test]
fn a_later_complaint_to_the_judge_answers_the_refusal() {
    let cases = [
        ("2025-09-28", met(4, false)),
        ("2025-10-13", met(4, false)),
        ("2025-10-14", met(4, true)),
        ("2025-10", met(4, false)),
    ];
    for (date, state) in cases {
        let file = case(&[refusal(3, "2025-09-28"), complaint(4, &json!(date))]);
        assert_eq!(only(&file, "cpc_106", TODAY).state, state, "{date}");
    }
    // It says itself that it continues what was refused.
    let continuing = step(4, json!({ "step_type": "complaint_court", "continues": id(3) }));
    let file = case(&[refusal(3, "2025-09"), continuing]);
    assert_eq!(only(&file, "cpc_106", TODAY).state, met(4, false));
}

#[test]
fn a_complaint_of_another_proceeding_answers_nothing() {
    let other = envelope(
        9,
        "proceeding",
        &json!({ "proceeding_kind": "pre_trial_criminal" }),
        &[],
    );
    let elsewhere = step(
        4,
        json!({ "proceeding": id(9), "step_type": "complaint_court", "date": "2025-10-01" }),
    );
    let line = only(&case(&[other, refusal(3, "2025-09-28"), elsewhere]), "cpc_106", TODAY);
    assert_eq!((line.state, line.perhaps_met), (State::Passed, None));
}

#[test]
fn an_attempt_at_the_judges_door_answers_nothing() {
    let attempt = step(
        4,
        json!({ "step_type": "complaint_attempted", "forum_level": "investigating_judge", "date": "2025-10-01" }),
    );
    let file = case(&[refusal(3, "2025-09-28"), attempt]);
    assert_eq!(only(&file, "cpc_106", TODAY).state, State::Passed);
}

#[test]
fn the_refusal_of_a_court_starts_no_complaint_to_the_judge() {
    for body in [
        json!({ "step_type": "complaint_court", "result": "refused", "date": "2025-10-01" }),
        json!({ "step_type": "appeal", "forum_level": "court_appeal", "result": "refused", "date": "2025-10-01" }),
        json!({ "step_type": "reply_received", "forum_level": "ombudsman", "refusal_mode": "returned", "date": "2025-10-01" }),
        json!({ "step_type": "complaint_filed", "refusal_mode": "not_applicable", "date": "2025-10-01" }),
    ] {
        assert!(
            of_rule(&case(&[step(3, body.clone())]), "cpc_106", TODAY).is_empty(),
            "{body}"
        );
    }
}

#[test]
fn every_refusal_of_the_police_and_the_prosecutor_starts_one() {
    for body in [
        json!({ "step_type": "complaint_attempted", "refusal_mode": "oral_refusal", "date": "2025-10-01" }),
        json!({ "step_type": "complaint_filed", "forum_level": "police_unit", "result": "refused", "date": "2025-10-01" }),
        json!({ "step_type": "closed", "forum_level": "police_dept", "date": "2025-10-01" }),
        json!({ "step_type": "reply_received", "forum_level": { "other": "дежурный" }, "result": "refused", "date": "2025-10-01" }),
    ] {
        assert_eq!(
            of_rule(&case(&[step(3, body.clone())]), "cpc_106", TODAY).len(),
            1,
            "{body}"
        );
    }
}

#[test]
fn two_rules_on_one_step_are_two_deadlines() {
    let general = step(
        3,
        json!({ "step_type": "complaint_prosecutor", "forum_level": "prosecutor_general", "result": "refused", "date": "2025-10-10" }),
    );
    let file = case(&[general]);
    let term = only(&file, "cpc_106", TODAY);
    let presumption = only(&file, "hrc_five_years", TODAY);
    assert_eq!((term.due.day(), term.nature), (Some(day("2025-10-25")), Nature::Term));
    assert_eq!(
        (presumption.due.day(), presumption.nature),
        (Some(day("2030-10-10")), Nature::Presumption)
    );
    assert_eq!((term.source, presumption.source), (id(3), id(3)));
}

#[test]
fn the_five_years_reach_from_the_first_to_the_last_refusal_that_may_have_exhausted_the_remedies() {
    let at = |n, forum: &str, date: &Value| {
        step(
            n,
            json!({ "step_type": "appeal", "forum_level": forum, "result": "refused", "date": date }),
        )
    };
    let supreme = at(3, "supreme_court", &json!("2021-06-01"));
    let appeal = at(4, "court_appeal", &json!("2020-11-10"));
    let line = only(&case(&[supreme.clone(), appeal.clone()]), "hrc_five_years", TODAY);
    assert_eq!(line.due.date().precision, Precision::Between);
    assert_eq!(
        (line.due.from, line.due.to, line.source),
        (Some(day("2025-11-10")), Some(day("2026-06-01")), id(4))
    );
    assert_eq!(line.state, State::Later);
    // One without a date makes the ends uncertain, and hides nothing.
    let undated = at(5, "prosecutor_general", &Value::Null);
    let line = only(
        &case(&[supreme.clone(), appeal.clone(), undated]),
        "hrc_five_years",
        TODAY,
    );
    assert_eq!(line.due.date().precision, Precision::About);
    assert_eq!(line.due.from, Some(day("2025-11-10")));
    let submitted = step(
        6,
        json!({ "proceeding": id(2), "step_type": "un_submitted", "forum_level": "hrc", "date": "2022-01-15" }),
    );
    let line = only(&case(&[supreme, appeal, submitted]), "hrc_five_years", TODAY);
    assert_eq!(line.state, met(6, false));
}

#[test]
fn the_three_years_begin_with_another_international_procedure_and_not_with_the_committee_itself() {
    let views = |forum: &str| {
        step(
            3,
            json!({ "proceeding": id(2), "step_type": "views_adopted", "forum_level": forum, "date": "2024-05-02" }),
        )
    };
    let line = only(&case(&[views("cat")]), "hrc_three_years", TODAY);
    assert_eq!(line.due.day(), Some(day("2027-05-02")));
    assert!(of_rule(&case(&[views("hrc")]), "hrc_three_years", TODAY).is_empty());
    assert!(of_rule(&case(&[views("special_procedures")]), "hrc_three_years", TODAY).is_empty());
}

#[test]
fn an_authority_that_stays_silent_is_seen() {
    let filed = step(
        3,
        json!({ "step_type": "complaint_filed", "forum_level": "police_unit", "date": "2025-10-16" }),
    );
    let line = only(&case(std::slice::from_ref(&filed)), "registration_24h", TODAY);
    assert_eq!((line.nature, line.state), (Nature::ExpectedReply, State::Passed));
    for answer in [
        json!({ "step_type": "registered", "date": "2025-10-17" }),
        json!({ "step_type": "journal_entry", "refusal_mode": "journal_only", "date": "2025-10-17" }),
    ] {
        let line = only(
            &case(&[filed.clone(), step(4, answer.clone())]),
            "registration_24h",
            TODAY,
        );
        assert_eq!(line.state, met(4, false), "{answer}");
    }
}

#[test]
fn working_days_are_shown_as_the_week_in_which_they_end() {
    let track = envelope(
        9,
        "proceeding",
        &json!({ "proceeding_kind": "administrative_appeal" }),
        &[],
    );
    let filed = step(
        3,
        json!({ "proceeding": id(9), "step_type": "complaint_filed", "date": "2025-10-01" }),
    );
    let line = only(&case(&[track, filed]), "reply_administrative", TODAY);
    assert_eq!(
        (line.due.from, line.due.to),
        (Some(day("2025-10-22")), Some(day("2025-10-29")))
    );
    assert_eq!((line.due.day(), line.state), (None, State::Soon));
}

#[test]
fn a_task_says_what_became_of_a_deadline() {
    let told = |n, status: &str| {
        let body =
            json!({ "what": "жалоба", "rule": "cpc_106", "step": id(3), "status": status, "why": "адвокат заболел" });
        envelope(n, "task", &body, &[])
    };
    for (status, state) in [
        ("done", State::Done),
        ("missed", State::Missed),
        ("dropped", State::Dropped),
        ("open", State::Passed),
        ("not_asked", State::Passed),
    ] {
        let line = only(&case(&[refusal(3, "2025-09-28"), told(5, status)]), "cpc_106", TODAY);
        assert_eq!((line.state, line.task), (state, Some(id(5))), "{status}");
    }
    // The word written last counts, also when it opens it again.
    let file = case(&[refusal(3, "2025-09-28"), told(6, "open"), told(5, "done")]);
    assert_eq!(only(&file, "cpc_106", TODAY).state, State::Passed);
    // Of another step it says nothing.
    let file = case(&[refusal(4, "2025-09-28"), told(5, "done")]);
    let found = of_rule(&file, "cpc_106", TODAY);
    let states: Vec<_> = found.iter().map(|line| (line.source, line.state)).collect();
    assert_eq!(states, [(id(4), State::Passed), (id(5), State::Done)]);
}

#[test]
fn a_task_of_ones_own_stands_by_itself() {
    let task = envelope(5, "task", &json!({ "what": "позвонить", "due": "2025-10-24" }), &[]);
    let all = deadlines(&case(&[task]), &[], day(TODAY));
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].rule, all[0].source, all[0].task), (None, id(5), Some(id(5))));
    assert_eq!((all[0].nature, all[0].state), (Nature::Own, State::Soon));
}

#[test]
fn what_somebody_wrote_down_is_a_deadline_too() {
    let consent = |n, expires: Option<&str>| {
        let body =
            json!({ "person": id(8), "purpose": ["legal_help"], "identity_level": "initials", "expires": expires });
        envelope(n, "consent", &body, &[])
    };
    let expiring = only(&case(&[consent(3, Some("2025-10-24"))]), "consent_expiry", TODAY);
    assert_eq!((expiring.nature, expiring.state), (Nature::Review, State::Soon));
    let renewed = case(&[consent(3, Some("2025-10-24")), consent(4, None)]);
    assert_eq!(only(&renewed, "consent_expiry", TODAY).state, met(4, false));
    let noted = step(3, json!({ "step_type": "hearing", "next_deadline": "2025-11-20" }));
    assert_eq!(only(&case(&[noted]), "step_deadline", TODAY).state, State::Later);
    let of_status = |status: &str| {
        let body = json!({ "next_action": "Собрать приложения", "monitoring_status": status });
        of_rule(&case(&[envelope(3, "case", &body, &[])]), "next_action", TODAY)
    };
    assert_eq!(of_status("active")[0].state, State::Undated);
    assert_eq!((of_status("unknown").len(), of_status("closed").len()), (1, 0));
}

#[test]
fn a_withdrawn_consent_is_not_waited_for() {
    let body = json!({
        "person": id(8), "purpose": ["legal_help"], "identity_level": "initials", "expires": "2025-10-24", "withdrawn": "2025-10-01",
    });
    let file = case(&[envelope(3, "consent", &body, &[])]);
    assert!(of_rule(&file, "consent_expiry", TODAY).is_empty());
}

#[test]
fn a_risk_is_to_be_assessed_again_until_a_surely_later_assessment_of_the_same_person() {
    let risk = |n, person: u8, date: &str, review: Option<&str>| {
        let body = json!({ "person": id(person), "threats": "x", "date": date, "review_date": review });
        envelope(n, "risk_assessment", &body, &[])
    };
    let first = risk(1, 8, "2025-10-01", Some("2025-10-20"));
    let state = |later: Envelope| only(&case(&[first.clone(), later]), "review", "2025-10-24").state;
    assert!(matches!(state(risk(2, 8, "2025-10-15", None)), State::Met { by, is_late: false } if by == id(2)));
    for no_answer in [
        risk(2, 9, "2025-10-15", None),
        risk(2, 8, "2025-10", None),
        risk(2, 8, "2025-09-30", None),
    ] {
        assert!(!matches!(state(no_answer), State::Met { .. }));
    }
}
