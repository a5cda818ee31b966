//! Deadlines and tasks on a real vault: what is listed, what becomes of it, and what is left alone.

use crate::common::{LANG, Place, refused};
use sandyq_casework::ErrorCode;
use sandyq_casework::view::{DeadlineGroup, DeadlineLine, NewTask, SettleTask, TaskFilter, TaskList};
use serde_json::{Value, json};

/// The clock of these tests stands on 18 November 2026.
const REFUSED: &str = "2026-11-10";

fn case(n: u8, date: &str, more: Value) -> Vec<Value> {
    let (case, track, step) = (format!("c{n}"), format!("t{n}"), format!("s{n}"));
    let mut own = json!({ "kind": "case", "key": case, "title": "Вымышленное дело", "monitoring_status": "active" });
    for (field, value) in more.as_object().unwrap() {
        own[field] = value.clone();
    }
    vec![
        own,
        json!({ "kind": "proceeding", "key": track, "case": case, "proceeding_kind": "pre_trial_criminal" }),
        json!({ "kind": "proceeding_step", "key": step, "case": case, "proceeding": track, "step_type": "complaint_prosecutor",
                "forum_level": "prosecutor_district", "result": "refused", "date": date }),
    ]
}

fn place(cases: &[Vec<Value>]) -> Place {
    let mut place = Place::new("Документалист");
    assert!(place.import(&json!({ "records": cases.concat() })).refused.is_empty());
    place
}

fn list(place: &Place, case: &str, all: bool) -> TaskList {
    let filter = TaskFilter {
        case: case.to_owned(),
        all,
    };
    place.session.list_tasks(&filter, LANG).unwrap()
}

fn settle(key: &str, status: &str, why: &str, done_on: &str) -> SettleTask {
    SettleTask {
        key: key.to_owned(),
        status: status.to_owned(),
        why: why.to_owned(),
        done_on: done_on.to_owned(),
    }
}

fn only(list: &TaskList) -> &DeadlineLine {
    assert_eq!(list.lines.len(), 1);
    &list.lines[0]
}

#[test]
fn a_key_that_names_nothing_settles_nothing() {
    let mut place = place(&[case(1, REFUSED, json!({}))]);
    let line = only(&list(&place, "", false)).clone();
    let step = line.record.to_string();
    for key in [
        String::new(),
        ":".to_owned(),
        "cpc_106".to_owned(),
        format!("no_such_rule:{step}"),
        format!("registration_24h:{step}"),
        step.clone(),
        format!("cpc_106:{}", line.case),
        "cpc_106:K-26-001".to_owned(),
        "cpc_106:0199a1b2-0000-7000-8000-000000000001".to_owned(),
    ] {
        let answer = place.session.settle_task(&settle(&key, "done", "", ""), LANG);
        assert_eq!(refused(answer), ErrorCode::NoSuchRecord, "{key}");
    }
    for (status, day) in [("finished", ""), ("done", "как-нибудь"), ("done", "2026-13-01")] {
        let answer = place.session.settle_task(&settle(&line.key, status, "", day), LANG);
        assert_eq!(refused(answer), ErrorCode::BadRecord, "{status} {day}");
    }
    assert_eq!(place.session.show_case("K-26-001", LANG).unwrap().records.len(), 3);
}

#[test]
fn a_refusal_gives_its_deadline_with_everything_one_should_know() {
    let place = place(&[case(1, REFUSED, json!({}))]);
    let all = list(&place, "", false);
    let line = only(&all);
    assert_eq!(line.label, "Жалоба следственному судье");
    assert_eq!(
        (line.due.as_str(), line.mark.as_ref().unwrap().text.as_str()),
        ("25 ноября 2026", "через 7 дней")
    );
    assert_eq!((line.group, line.case_code.as_str()), (DeadlineGroup::Soon, "K-26-001"));
    assert!(line.to_be_confirmed && line.can_settle && line.ground.contains("106"));
    assert_eq!(line.counted_from, "Прокуратура района: жалоба прокурору, 10 ноя. 2026");
    assert_eq!((all.older, all.more, all.is_partial), (0, 0, false));
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    assert!(page.deadlines == all.lines);
}

#[test]
fn what_is_said_of_a_deadline_stays_said_and_can_be_taken_back() {
    let mut place = place(&[case(1, REFUSED, json!({}))]);
    let key = only(&list(&place, "", false)).key.clone();
    let line = place
        .session
        .settle_task(&settle(&key, "done", "подал адвокат", "2026-11-15"), LANG)
        .unwrap();
    assert_eq!(
        (line.group, line.why.as_str()),
        (DeadlineGroup::Settled, "подал адвокат")
    );
    let task = place.session.read_record(&line.task.unwrap().to_string()).unwrap();
    assert_eq!(task.body["rule"], "cpc_106");
    assert_eq!(task.body["step"], json!(line.record));
    assert_eq!(task.body["done_on"]["from"], "2026-11-15");
    let mut place = place.reopened();
    assert!(list(&place, "", false).lines.is_empty());
    assert_eq!(only(&list(&place, "", true)).why, "подал адвокат");
    // Missed instead: the same task, another word, another reason.
    let line = place
        .session
        .settle_task(&settle(&key, "missed", "", ""), LANG)
        .unwrap();
    assert_eq!((line.task, line.why.as_str()), (Some(task.id), ""));
    let body = place.session.read_record(&task.id.to_string()).unwrap().body;
    assert!(!body.contains_key("done_on"));
    let line = place.session.settle_task(&settle(&key, "open", "", ""), LANG).unwrap();
    assert_eq!(line.group, DeadlineGroup::Soon);
    assert_eq!(list(&place, "", false).lines.len(), 1);
}

#[test]
fn taking_back_what_nobody_said_makes_no_record() {
    let mut place = place(&[case(1, REFUSED, json!({}))]);
    let key = only(&list(&place, "", false)).key.clone();
    let line = place.session.settle_task(&settle(&key, "open", "", ""), LANG).unwrap();
    assert_eq!(line.task, None);
}

#[test]
fn a_task_of_ones_own_is_added_and_settled() {
    let mut place = place(&[case(1, "2020-01-01", json!({}))]);
    let new = |what: &str, due: &str| NewTask {
        case: "K-26-001".to_owned(),
        what: what.to_owned(),
        due: due.to_owned(),
    };
    for (what, due) in [("", ""), ("  ", ""), ("позвонить", "скоро")] {
        assert_eq!(
            refused(place.session.add_task(&new(what, due), LANG)),
            ErrorCode::BadRecord
        );
    }
    let unknown = NewTask {
        case: "K-99-999".to_owned(),
        ..new("позвонить", "")
    };
    assert_eq!(refused(place.session.add_task(&unknown, LANG)), ErrorCode::NoSuchCase);
    let line = place.session.add_task(&new("Позвонить", "19.11.2026"), LANG).unwrap();
    assert_eq!((line.label.as_str(), line.group), ("Позвонить", DeadlineGroup::Soon));
    assert_eq!(line.key, line.record.to_string());
    let line = place
        .session
        .settle_task(&settle(&line.key, "dropped", "сама позвонила", ""), LANG)
        .unwrap();
    assert_eq!(
        (line.group, line.why.as_str()),
        (DeadlineGroup::Settled, "сама позвонила")
    );
}

#[test]
fn what_passed_long_ago_is_counted_and_not_listed_and_a_case_shows_it_all() {
    let mut place = place(&[case(1, "2026-08-01", json!({})), case(2, "2026-11-01", json!({}))]);
    let all = list(&place, "", false);
    assert_eq!((all.older, only(&all).case_code.as_str()), (1, "K-26-002"));
    assert_eq!(only(&list(&place, "K-26-001", false)).group, DeadlineGroup::Past);
    assert_eq!(list(&place, "", true).lines.len(), 2);
    // What somebody wrote down themselves does not go away by itself.
    let old = NewTask {
        case: "K-26-001".to_owned(),
        what: "Отправить копию".to_owned(),
        due: "2026-01-10".to_owned(),
    };
    place.session.add_task(&old, LANG).unwrap();
    let all = list(&place, "", false);
    let labels: Vec<_> = all.lines.iter().map(|line| line.label.as_str()).collect();
    assert_eq!(labels, ["Жалоба следственному судье", "Отправить копию"]);
}

#[test]
fn cases_that_are_ended_or_deleted_ask_for_nothing() {
    let ended = [
        case(1, REFUSED, json!({ "monitoring_status": "closed" })),
        case(2, REFUSED, json!({ "monitoring_status": "archived" })),
        case(3, REFUSED, json!({ "monitoring_status": "pending" })),
        case(4, REFUSED, json!({ "monitoring_status": "not_asked" })),
        case(5, REFUSED, json!({ "monitoring_status": null })),
        case(6, REFUSED, json!({})),
    ];
    let mut place = place(&ended);
    place.session.delete_record("K-26-006", LANG).unwrap();
    let mut codes: Vec<_> = list(&place, "", false)
        .lines
        .into_iter()
        .map(|line| line.case_code)
        .collect();
    codes.sort_unstable();
    assert_eq!(codes, ["K-26-003", "K-26-004", "K-26-005"]);
    assert_eq!(list(&place, "K-26-001", false).lines.len(), 1);
    let unknown = TaskFilter {
        case: "K-26-099".to_owned(),
        all: false,
    };
    assert_eq!(refused(place.session.list_tasks(&unknown, LANG)), ErrorCode::NoSuchCase);
    // A step in the trash starts nothing.
    let step = list(&place, "K-26-003", false).lines[0].record.to_string();
    place.session.delete_record(&step, LANG).unwrap();
    assert!(list(&place, "K-26-003", false).lines.is_empty());
}

#[test]
fn headings_stand_in_their_order_and_presumptions_apart() {
    let mut records = case(1, "2026-11-01", json!({ "next_action": "Собрать приложения" }));
    records.extend([
        json!({ "kind": "proceeding_step", "case": "c1", "proceeding": "t1", "step_type": "appeal", "forum_level": "court_appeal",
                "result": "refused", "date": "2026-05" }),
        json!({ "kind": "task", "case": "c1", "what": "Позже", "due": "2027-02-01" }),
        json!({ "kind": "task", "case": "c1", "what": "Скоро", "due": "2026-11-20" }),
        json!({ "kind": "task", "case": "c1", "what": "Сделано", "due": "2026-11-20", "status": "done" }),
    ]);
    let place = place(&[records]);
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    let lines: Vec<_> = page
        .deadlines
        .iter()
        .map(|line| (line.group, line.label.as_str()))
        .collect();
    let five = "Комитет по правам человека: пять лет после внутренних средств защиты";
    let expected = [
        (DeadlineGroup::Overdue, "Жалоба следственному судье"),
        (DeadlineGroup::Soon, "Скоро"),
        (DeadlineGroup::Later, "Позже"),
        (DeadlineGroup::Later, "Собрать приложения"),
        (DeadlineGroup::Note, five),
        (DeadlineGroup::Settled, "Сделано"),
    ];
    assert_eq!(lines, expected);
    let presumption = &page.deadlines[4];
    assert_eq!(presumption.nature, "презумпция, а не запрет");
    assert!(presumption.note.starts_with("Это не запрет."));
    // Counted from a month: a month, and never a day.
    assert_eq!(presumption.due, "май 2031");
}

#[test]
fn a_rule_of_ones_own_counts_in_every_case_and_one_that_lacks_something_says_so() {
    let mut place = place(&[case(1, REFUSED, json!({}))]);
    let mut body = json!({ "label": "Спросить, получен ли ответ", "starts": ["complaint_prosecutor"], "length": 5, "unit": "days" });
    let rule = place
        .session
        .add_record("deadline_rule", None, body.as_object().unwrap())
        .unwrap();
    let all = list(&place, "", false);
    let own = all
        .lines
        .iter()
        .find(|line| line.label == "Спросить, получен ли ответ")
        .unwrap();
    assert_eq!(
        (own.due.as_str(), own.nature.as_str()),
        ("15 ноября 2026", "назначено вами")
    );
    assert_eq!(own.key, format!("{}:{}", rule.id, own.record));
    let key = own.key.clone();
    let line = place.session.settle_task(&settle(&key, "done", "", ""), LANG).unwrap();
    assert_eq!(line.group, DeadlineGroup::Settled);
    let task = place.session.read_record(&line.task.unwrap().to_string()).unwrap();
    assert_eq!(task.body["own_rule"], json!(rule.id));
    body["length"] = json!(0);
    place
        .session
        .add_record("deadline_rule", None, body.as_object().unwrap())
        .unwrap();
    let rules = place.session.list_rules(LANG).unwrap();
    let told: Vec<_> = rules
        .iter()
        .filter(|rule| rule.id.is_some())
        .map(|rule| (rule.length.as_str(), rule.is_incomplete))
        .collect();
    assert_eq!(told, [("5 дней", false), ("", true)]);
    let known = rules.iter().find(|rule| rule.label == "Ответ органа").unwrap();
    assert_eq!(known.length, "21 день и ещё до 7");
    assert!(known.to_be_confirmed && known.id.is_none());
}
