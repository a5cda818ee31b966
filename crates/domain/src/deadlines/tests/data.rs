//! The rules as data, and rules of one's own.

use super::*;

#[test]
fn every_rule_has_its_label_its_ground_and_its_note_in_every_language() {
    let labels = vocabulary("deadline_rule").expect("it is listed");
    for rule in *RULES {
        assert!(labels.term(&rule.slug).is_some(), "{}", rule.slug);
        assert_eq!(
            RULES.iter().filter(|other| other.slug == rule.slug).count(),
            1,
            "{}",
            rule.slug
        );
        let words = [&rule.ground, &rule.note];
        for text in words.into_iter().flat_map(|words| Lang::ALL.map(|lang| words.of(lang))) {
            assert!(!text.is_empty() && text.trim() == text, "{}", rule.slug);
        }
        assert_eq!(rule.id(), RuleId::Known(rule.slug.as_str()));
    }
}

#[test]
fn rules_speak_of_terms_that_exist() {
    let known = |name: &str, slug: &String| vocabulary(name).is_some_and(|terms| terms.term(slug).is_some());
    for rule in *RULES {
        for condition in rule.starts.iter().chain(&rule.met_by) {
            let rules::Condition {
                steps,
                except_steps,
                forums,
                except_forums,
                proceedings,
                refusal: _,
            } = condition;
            for slug in steps.iter().chain(except_steps) {
                assert!(known("step_type", slug), "{slug} in {}", rule.slug);
            }
            for slug in forums.iter().chain(except_forums) {
                assert!(known("forum_level", slug), "{slug} in {}", rule.slug);
            }
            for slug in proceedings {
                assert!(known("proceeding_kind", slug), "{slug} in {}", rule.slug);
            }
        }
        assert!(rule.law.iter().all(|law| known("kz_law", law)), "{}", rule.slug);
    }
}

#[test]
fn a_rule_of_domestic_law_waits_for_a_lawyer_and_a_rule_with_a_length_has_a_start() {
    for rule in *RULES {
        let domestic = rule.law.is_some() || ["registration_24h", "reply_administrative"].contains(&rule.slug.as_str());
        assert_eq!(rule.to_be_confirmed, domestic, "{}", rule.slug);
        assert_eq!(rule.length.is_some(), !rule.starts.is_empty(), "{}", rule.slug);
    }
}

#[test]
fn a_presumption_says_that_it_is_no_bar_and_that_reasons_justify_a_delay() {
    for rule in RULES.iter().filter(|rule| rule.nature == Nature::Presumption) {
        let said = format!("{} {}", rule.ground.of(Lang::En), rule.note.of(Lang::En));
        for words in [
            "Not a bar.",
            "99 (c)",
            "unless there are reasons justifying the delay",
            "lawyer",
        ] {
            assert!(said.contains(words), "{words}");
        }
    }
}

#[test]
fn holidays_are_days_of_the_year() {
    assert!(rules::fixed_holidays().len() > 10);
    for day in rules::fixed_holidays() {
        assert!(format!("2024-{day}").parse::<NaiveDate>().is_ok(), "{day}");
    }
}

fn own(body: &Value) -> Vec<Entry<DeadlineRule>> {
    CaseFile::of(&[envelope(50, "deadline_rule", body, &[])]).deadline_rules
}

#[test]
fn a_rule_of_ones_own_is_counted_like_the_others() {
    let rules = own(&json!({
        "label": "Напомнить о ходатайстве", "starts": ["motion_filed"], "length": 10, "unit": "days", "met_by": ["motion_decided"],
    }));
    let filed = step(3, json!({ "step_type": "motion_filed", "date": "2025-10-01" }));
    let decided = step(4, json!({ "step_type": "motion_decided", "date": "2025-10-05" }));
    let found = |records: &[Envelope]| {
        let mine = |line: &Deadline| line.rule == Some(RuleId::Own(id(50)));
        let all = deadlines(&case(records), &rules, day("2025-10-20"));
        all.into_iter().find(mine).expect("it starts")
    };
    let line = found(std::slice::from_ref(&filed));
    assert_eq!((line.due.day(), line.state), (Some(day("2025-10-11")), State::Passed));
    let answered = State::Met {
        by: id(4),
        is_late: false,
    };
    assert_eq!(found(&[filed.clone(), decided]).state, answered);
    let body = json!({ "what": "x", "own_rule": id(50), "step": id(3), "status": "done" });
    assert_eq!(found(&[filed, envelope(5, "task", &body, &[])]).state, State::Done);
}

#[test]
fn a_rule_of_ones_own_that_makes_no_sense_starts_nothing() {
    for (length, unit) in [(0, "days"), (-5, "days"), (i64::MAX, "years"), (10, "unknown")] {
        let rules = own(&json!({ "label": "x", "starts": ["closed"], "length": length, "unit": unit }));
        assert!(Rule::of_own(&rules[0]).is_none(), "{length} {unit}");
    }
    // The longest that is taken leads beyond the years of this program, and stops nothing.
    let rules = own(&json!({ "label": "x", "starts": ["closed"], "length": 36_500, "unit": "years" }));
    let closed = case(&[step(3, json!({ "step_type": "closed", "date": "2025-10-01" }))]);
    let all = deadlines(&closed, &rules, day("2025-10-20"));
    assert!(all.iter().any(|line| line.rule == Some(RuleId::Own(id(50)))));
}
