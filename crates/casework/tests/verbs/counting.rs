//! Numbers from records: those of a report, by our rules and by hand-written SQL, and what of them may leave.

mod annex;
mod leaving;
mod others;
mod together;

use crate::common::{LANG, Place, going_on, refused};
use rusqlite::Connection;
use sandyq_casework::view::{FieldFilter, StatsRequest, StatsView};
use sandyq_casework::{ErrorCode, Ground, StatsFormat, counted_filter_written, draw_stats, filter_written};
use sandyq_domain::Lang;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

fn asked(unit: &str, rows: Option<&str>, columns: Option<&str>) -> StatsRequest {
    StatsRequest {
        unit: unit.to_owned(),
        rows: rows.map(str::to_owned),
        columns: columns.map(str::to_owned),
        from: None,
        to: None,
        filters: Vec::new(),
    }
}

fn count(place: &Place, asked: &StatsRequest) -> StatsView {
    place.session.count(asked, LANG, &mut going_on).unwrap()
}

fn rows(table: &StatsView) -> BTreeMap<&str, Option<u64>> {
    let rows = table.rows.iter();
    rows.map(|row| (row.value.value.as_str(), row.all.sure)).collect()
}

/// The records of scenario 11 in a database of their own, for SQL that knows nothing of this program.
fn as_sql(place: &mut Place) -> Connection {
    let out = place.path("all.json");
    place.session.export_document(&[], &out, LANG, &mut going_on).unwrap();
    let document: Value = serde_json::from_slice(&fs::read(out).unwrap()).unwrap();
    let sql = Connection::open_in_memory().unwrap();
    sql.execute_batch("CREATE TABLE r (key TEXT, kind TEXT, home TEXT, body TEXT)")
        .unwrap();
    for record in document["records"].as_array().unwrap() {
        let text = |name: &str| record[name].as_str().map(str::to_owned);
        let row = (text("id"), text("kind"), text("case"), record.to_string());
        sql.execute("INSERT INTO r VALUES (?1, ?2, ?3, ?4)", row).unwrap();
    }
    sql
}

fn number(sql: &Connection, query: &str) -> u64 {
    sql.query_row(query, [], |row| row.get::<_, i64>(0))
        .unwrap()
        .try_into()
        .unwrap()
}

#[test]
fn the_numbers_of_the_report_come_from_the_records_and_from_sql_alike() {
    let mut place = Place::new("Мониторинг");
    let scenario = fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/scenarios/11-numbers.json"
    ))
    .unwrap();
    place.import(&serde_json::from_slice(&scenario).unwrap());
    let mut cases = asked("cases", Some("by_police"), None);
    cases.from = Some("2025-01-01".to_owned());
    cases.to = Some("2025-02-28".to_owned());
    let cases = count(&place, &cases);
    assert_eq!((cases.all.sure, cases.all.possible), (Some(19), Some(1)));
    assert_eq!(rows(&cases)["police"], Some(13));
    assert_eq!(rows(&cases)["failed_to_protect"], Some(2));
    let mut applications = asked("applications", Some("registration"), None);
    applications.filters = vec![FieldFilter {
        field: "requested".to_owned(),
        values: vec!["cc_145".to_owned()],
    }];
    let applications = count(&place, &applications);
    assert_eq!(applications.all.sure, Some(6));
    assert_eq!(rows(&applications)["as_requested"], Some(0));
    assert_eq!(rows(&applications).values().flatten().sum::<u64>(), 6);

    let mut documents = asked("applicants", Some("proceeding_step.result"), None);
    documents.filters = vec![FieldFilter {
        field: "proceeding.proceeding_kind".to_owned(),
        values: vec!["legal_gender_recognition".to_owned()],
    }];
    let documents = count(&place, &documents);
    assert_eq!(
        (documents.all.sure, rows(&documents)["granted"]),
        (Some(10), Some(2)),
        "20 %"
    );

    let sql = as_sql(&mut place);
    let inside = "kind = 'event' AND body ->> '$.verification' IN ('confirmed', 'likely')
        AND body ->> '$.date.from' >= '2025-01-01' AND body ->> '$.date.to' <= '2025-02-28'
        AND key NOT IN (SELECT body ->> '$.from_event' FROM r WHERE kind = 'event_link' AND body ->> '$.link_type' = 'duplicate_of')";
    assert_eq!(
        number(&sql, &format!("SELECT count(DISTINCT home) FROM r WHERE {inside}")),
        19
    );
    let police = format!(
        "SELECT count(DISTINCT a.home) FROM r a JOIN r i ON i.kind = 'involvement' AND i.body ->> '$.act' = a.key
         WHERE a.kind = 'act' AND a.body ->> '$.event' IN (SELECT key FROM r WHERE {inside})
           AND (i.body ->> '$.perpetrator_type' LIKE 'police%' OR i.body ->> '$.perpetrator_type' IN ('prison_officer', 'security_service'))
           AND i.body ->> '$.degree' IN ('carried_out', 'ordered', 'planned', 'present', 'accomplice')"
    );
    assert_eq!(number(&sql, &police), 13);
    let chains = "WITH RECURSIVE chain (key, root) AS (
        SELECT key, key FROM r WHERE kind = 'proceeding_step' AND body ->> '$.continues' IS NULL
        UNION ALL SELECT r.key, chain.root FROM r JOIN chain ON r.body ->> '$.continues' = chain.key WHERE r.kind = 'proceeding_step')";
    let asking = "r.body ->> '$.step_type' IN ('complaint_attempted', 'complaint_filed')
        AND EXISTS (SELECT 1 FROM json_each(r.body, '$.requested_qualification') q WHERE q.value = 'cc_145')";
    let all = format!("{chains} SELECT count(DISTINCT root) FROM chain JOIN r USING (key) WHERE {asking}");
    assert_eq!(number(&sql, &all), 6);
    let registered = format!(
        "{chains} SELECT count(DISTINCT chain.root) FROM chain JOIN r USING (key) JOIN chain c2 ON c2.root = chain.root
         JOIN r r2 ON r2.key = c2.key WHERE {asking} AND r2.body ->> '$.step_type' = 'registered'
           AND EXISTS (SELECT 1 FROM json_each(r2.body, '$.given_qualification') q WHERE q.value = 'cc_145')"
    );
    assert_eq!(number(&sql, &registered), 0);
    let applicants = "SELECT count(DISTINCT t.body ->> '$.applicant') FROM r t WHERE t.kind = 'proceeding'
        AND t.body ->> '$.proceeding_kind' = 'legal_gender_recognition'";
    assert_eq!(number(&sql, applicants), 10);
    let granted = format!(
        "{applicants} AND EXISTS (SELECT 1 FROM r s WHERE s.kind = 'proceeding_step' AND s.body ->> '$.proceeding' = t.key
           AND s.body ->> '$.result' = 'granted')"
    );
    assert_eq!(number(&sql, &granted), 2);
}

/// So many cases, each of one beaten person; `consenting` of them agreed to be counted.
fn group(place: &mut Place, first: u32, n: u32, consenting: bool, perpetrator: &str) {
    let mut records = Vec::new();
    for number in first..first + n {
        let key = |name: &str| format!("{name}{number}");
        let case = key("c");
        records.extend([
            json!({ "kind": "case", "key": case, "title": "T" }),
            json!({ "kind": "person", "key": key("p") }),
            json!({ "kind": "event", "key": key("e"), "case": case, "title": "E", "verification": "confirmed", "date": "2025-03-01" }),
            json!({ "kind": "act", "key": key("a"), "case": case, "event": key("e"), "victim": key("p"), "act_type": "beating" }),
            json!({ "kind": "involvement", "case": case, "act": key("a"), "perpetrator_type": perpetrator, "degree": "carried_out" }),
        ]);
        if consenting {
            records.push(json!({ "kind": "consent", "case": case, "person": key("p"), "given_by": "self",
                "purpose": ["own_statistics"], "identity_level": "aggregated_only", "form": "oral_noted", "given": "2025-03-02" }));
        }
    }
    place.import(&json!({ "records": records }));
}

fn release(place: &mut Place, asked: &StatsRequest, out: &str) -> StatsView {
    let out = place.path(out);
    let released = place
        .session
        .release_stats(asked, StatsFormat::Json, &out, false, LANG, &mut going_on);
    released.unwrap_or_else(|failure| panic!("{:?}", failure.code)).table
}

#[test]
fn a_table_is_counted_again_and_says_what_differs() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 6, true, "police_patrol");
    let saved = count(&place, &asked("cases", Some("by_police"), None));
    let saved = serde_json::to_vec(&saved).unwrap();
    let again = |place: &Place, saved: &[u8]| place.session.count_again(saved, LANG, &mut going_on);
    let same = again(&place, &saved).unwrap();
    assert!(same.same_records && same.same_numbers);
    let altered = String::from_utf8(saved.clone())
        .unwrap()
        .replace("\"sure\":6", "\"sure\":60");
    let forged = again(&place, altered.as_bytes()).unwrap();
    assert!(forged.same_records && !forged.same_numbers, "{:?}", forged.lines);
    group(&mut place, 10, 5, true, "parent");
    let later = again(&place, &saved).unwrap();
    assert!(!later.same_records && !later.same_numbers);
    assert!(
        later.lines.iter().any(|line| line.contains('6') && line.contains("11")),
        "{:?}",
        later.lines
    );
    assert_eq!(refused(again(&place, b"{}")), ErrorCode::NotATable);
    // A table that left is counted again by the consent it left for.
    release(&mut place, &asked("cases", Some("by_police"), None), "left.json");
    let left = fs::read(place.path("left.json")).unwrap();
    assert!(again(&place, &left).unwrap().same_numbers);
}

#[test]
fn a_table_that_left_is_no_reason_to_read_all_cases_again_and_a_new_record_is() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 6, true, "police_patrol");
    let asked = asked("cases", Some("by_police"), None);
    let read = |place: &Place| {
        let mut read = 0;
        let counted = place.session.preview_stats(&asked, false, LANG, &mut |cases| {
            read = cases;
            going_on(cases)
        });
        (read, counted.unwrap().all.sure)
    };
    assert_eq!(read(&place), (6, Some(6)));
    release(&mut place, &asked, "left.json");
    assert_eq!(read(&place), (0, Some(6)));
    group(&mut place, 10, 5, true, "parent");
    assert_eq!(read(&place), (11, Some(11)));
}

#[test]
fn what_cannot_be_counted_is_refused_by_name() {
    let place = Place::with_a_case("Мониторинг");
    let refusal = |asked: &StatsRequest| refused(place.session.count(asked, LANG, &mut going_on));
    assert_eq!(refusal(&asked("people", None, None)), ErrorCode::NoSuchUnit);
    let units = place.session.stats_catalogue(LANG).unwrap().units;
    for lang in Lang::ALL {
        let people = place.session.count(&asked("people", None, None), lang, &mut going_on);
        let said = people.err().unwrap().text(lang);
        let unsaid = units.iter().find(|one| !said.contains(one.unit.as_str()));
        assert!(unsaid.is_none(), "{said}");
    }
    assert_eq!(
        refusal(&asked("cases", Some("person.code"), None)),
        ErrorCode::NoSuchFilter
    );
    assert_eq!(
        refusal(&asked("applications", Some("act.act_type"), None)),
        ErrorCode::NotOfThisUnit
    );
    assert_eq!(refusal(&asked("delays", Some("month"), None)), ErrorCode::NotOfThisUnit);
    assert_eq!(
        refusal(&asked("steps", Some("repeats"), None)),
        ErrorCode::NotOfThisUnit
    );
    let mut late = asked("cases", None, None);
    late.from = Some("2025-03-01".to_owned());
    late.to = Some("2025-02-01".to_owned());
    assert_eq!(refusal(&late), ErrorCode::BadPeriod);
}

#[test]
fn every_kind_of_file_is_written_and_none_over_another() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 12, true, "police_patrol");
    let by = asked("cases", Some("involvement.perpetrator_type"), Some("by_police"));
    for (name, format, begins) in [
        ("t.csv", StatsFormat::Csv, &b"\xef\xbb\xbf"[..]),
        ("t.xlsx", StatsFormat::Xlsx, b"PK"),
        ("t.svg", StatsFormat::Svg, b"<svg"),
        ("t.png", StatsFormat::Png, b"\x89PNG"),
    ] {
        let out = place.path(name);
        place
            .session
            .release_stats(&by, format, &out, false, LANG, &mut going_on)
            .unwrap();
        assert!(fs::read(&out).unwrap().starts_with(begins), "{name}");
        let twice = place
            .session
            .release_stats(&by, format, &out, false, LANG, &mut going_on);
        assert_eq!(refused(twice), ErrorCode::FileExists);
    }
}

/// Cases of one event each, on these days.
fn on_days(place: &mut Place, days: &[&str]) {
    let mut records = Vec::new();
    for (number, day) in days.iter().enumerate() {
        let key = |name: &str| format!("{name}-{number}");
        records.extend([
            json!({ "kind": "case", "key": key("c"), "title": format!("Дело Каната {number}") }),
            json!({ "kind": "event", "key": key("e"), "case": key("c"), "title": "E", "verification": "confirmed", "date": day, "region": "kz_75" }),
        ]);
    }
    place.import(&json!({ "records": records }));
}

#[test]
fn behind_a_number_stand_its_cases_those_only_possibly_inside_at_the_end_and_marked() {
    let mut place = Place::new("Мониторинг");
    on_days(&mut place, &["2025", "2025-03-04", "2025-05-01", "2025-03-09"]);
    let mut by = asked("events", Some("region"), Some("month"));
    by.from = Some("2025-03-01".to_owned());
    by.to = Some("2025-03-31".to_owned());
    let behind = |place: &Place, at, limit| {
        place
            .session
            .counted_cases(&by, at, limit, LANG, &mut going_on)
            .unwrap()
    };
    let all = behind(&place, (None, None), 9);
    let told: Vec<_> = all
        .cases
        .iter()
        .map(|case| (case.title.as_str(), case.is_possible))
        .collect();
    assert_eq!(
        told,
        [
            ("Дело Каната 1", false),
            ("Дело Каната 3", false),
            ("Дело Каната 0", true)
        ]
    );
    let march = behind(&place, (Some("kz_75"), Some("2025-03")), 9);
    assert_eq!((march.total, march.cases.len()), (2, 2));
    assert_eq!(
        behind(&place, (Some("kz_75"), Some("")), 9).total,
        1,
        "in no month surely"
    );
    assert_eq!(behind(&place, (Some("kz_71"), None), 9).total, 0);
    let short = behind(&place, (None, None), 1);
    assert_eq!((short.total, short.cases.len()), (3, 1));
    // While names are hidden a case is called by its code.
    place.session.hide_names(true).unwrap();
    let hidden = behind(&place, (None, None), 9);
    assert!(
        hidden
            .cases
            .iter()
            .all(|case| case.title == case.code && !case.code.is_empty())
    );
}

#[test]
fn a_period_in_words_is_counted_in_days_from_its_first_to_its_last() {
    let mut place = Place::new("Мониторинг");
    on_days(&mut place, &["2024-12-31", "2025-01-01", "2025-03-31", "2025-04-01"]);
    let counted = |from: &str, to: &str| {
        let mut asked = asked("events", None, None);
        (asked.from, asked.to) = (Some(from.to_owned()), Some(to.to_owned()));
        place.session.count(&asked, LANG, &mut going_on)
    };
    let table = counted("2025", "март 2025").unwrap();
    assert_eq!(table.all.sure, Some(2));
    let (from, to) = (table.asked.from.as_deref(), table.asked.to.as_deref());
    assert_eq!(
        (from, to),
        (Some("2025-01-01"), Some("2025-03-31")),
        "saved in days, not in words of one language"
    );
    assert_eq!(counted(" ", "").unwrap().all.sure, Some(4), "blank is no day");
    assert_eq!(refused(counted("когда-нибудь", "2025")), ErrorCode::BadPeriod);
}

#[test]
fn what_is_looked_at_before_it_leaves_is_what_leaves_and_only_leaving_is_remembered() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 20, true, "police_patrol");
    let by = asked("cases", Some("involvement.perpetrator_type"), None);
    let look = |place: &Place| place.session.preview_stats(&by, false, LANG, &mut going_on).unwrap();
    let seen = look(&place);
    assert_eq!((seen.hidden, seen.purpose.as_deref()), (0, Some("own_statistics")));
    group(&mut place, 60, 1, true, "police_patrol");
    assert_eq!(
        look(&place).hidden,
        0,
        "nothing left yet that it could be compared with"
    );
    // A picture that was copied is out as much as one in a file.
    let svg = place
        .session
        .copy_stats(&by, StatsFormat::Svg, false, LANG, &mut going_on)
        .unwrap();
    assert!(String::from_utf8(svg).unwrap().contains(">21<"));
    group(&mut place, 70, 1, true, "police_patrol");
    let seen = look(&place);
    assert_eq!(seen.all.sure, None, "one more than what was copied");
    let left = release(&mut place, &by, "t.json");
    assert!(left == seen);
}

#[test]
fn a_newer_question_ends_an_older_one_at_its_next_case() {
    let mut place = Place::new("Мониторинг");
    on_days(&mut place, &["2025-01-01", "2025-01-02", "2025-01-03"]);
    let mut seen = Vec::new();
    let ended = place.session.count(&asked("cases", None, None), LANG, &mut |done| {
        seen.push(done);
        if done < 2 {
            std::ops::ControlFlow::Continue(())
        } else {
            std::ops::ControlFlow::Break(())
        }
    });
    assert_eq!((refused(ended), seen), (ErrorCode::Cancelled, vec![1, 2]));
}

#[test]
fn a_screen_is_offered_what_fits_and_only_fields_that_have_a_value_somewhere() {
    let mut place = Place::new("Мониторинг");
    let names = |place: &Place| -> Vec<(String, Vec<String>)> {
        let catalogue = place.session.stats_catalogue(LANG).unwrap();
        catalogue
            .dimensions
            .into_iter()
            .map(|one| (one.name, one.units))
            .collect()
    };
    assert!(names(&place).iter().all(|(name, _)| !name.contains('.')));
    group(&mut place, 1, 2, true, "police_patrol");
    let offered = names(&place);
    let units = |name: &str| {
        offered
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, units)| units.clone())
    };
    assert!(units("act.act_type").unwrap().contains(&"victims".to_owned()));
    assert!(!units("act.act_type").unwrap().contains(&"applications".to_owned()));
    assert_eq!(units("act.place_type"), None, "nobody has recorded one");
    let catalogue = place.session.stats_catalogue(LANG).unwrap();
    assert_eq!(catalogue.cases, 2);
    // Whatever is offered can be counted.
    for (name, units) in &offered {
        for unit in units {
            count(&place, &asked(unit, Some(name), None));
        }
    }
    for question in &catalogue.questions {
        count(&place, &question.asked);
    }
}

#[test]
fn a_saved_table_is_read_from_its_file_and_nothing_else_is_waited_for() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 6, true, "police_patrol");
    release(&mut place, &asked("cases", Some("by_police"), None), "left.json");
    let again = |name: &str| place.session.count_file_again(&place.path(name), LANG, &mut going_on);
    assert!(again("left.json").unwrap().same_numbers);
    assert_eq!(refused(again("absent.json")), ErrorCode::FileUnreadable);
    assert_eq!(refused(again(".")), ErrorCode::NotATable);
}

#[test]
fn a_filter_is_written_alike_for_lists_and_for_counting_where_an_empty_value_is_not_recorded() {
    let counted = |written: &str| {
        counted_filter_written(written)
            .map(|filter| filter.values)
            .map_err(|failure| failure.code)
    };
    let listed = |written: &str| {
        filter_written(written)
            .map(|filter| filter.values)
            .map_err(|failure| failure.code)
    };
    for read in [&counted as &dyn Fn(&str) -> Result<Vec<String>, ErrorCode>, &listed] {
        assert_eq!(read("act.act_type=beating, threat").unwrap(), ["beating", "threat"]);
        assert_eq!(read("act.act_type=\"beating\"").unwrap(), ["beating"]);
        assert_eq!(read("act.act_type=beeting"), Err(ErrorCode::NoSuchValue));
        assert_eq!(read("act.act_type"), Err(ErrorCode::NoSuchFilter));
    }
    assert_eq!(counted("act.act_type=beating,").unwrap(), ["beating", ""]);
    assert_eq!(counted("registration=").unwrap(), [""]);
    assert_eq!(counted("registration=none,pending").unwrap(), ["none", "pending"]);
    assert_eq!(counted("registration=non"), Err(ErrorCode::NoSuchValue));
    assert_eq!(counted("region=abroad,kz_75,kz_99"), Err(ErrorCode::NoSuchValue));
    assert_eq!(counted("month=2025-03").unwrap(), ["2025-03"]);
    assert_eq!(counted("person.code=P-1"), Err(ErrorCode::NoSuchFilter));
    assert_eq!(listed("act.act_type=beating,").unwrap(), ["beating"]);
    assert_eq!(listed("region=kz_75"), Err(ErrorCode::NoSuchFilter));
}

#[test]
fn the_picture_for_the_window_says_its_numbers_without_title_and_notes_that_stand_beside_it() {
    let mut place = Place::new("Мониторинг");
    on_days(&mut place, &["2023-05-01", "2025-01-02", "2025-01-03"]);
    let table = count(&place, &asked("events", Some("year"), None));
    let svg = draw_stats(&table, Ground::Dark, 700, LANG);
    let shown = |words: &str| svg.contains(&format!(">{words}</text>"));
    assert!(svg.contains(&format!("-title\">{}</title>", table.title)));
    assert!(!shown(&table.title) && !svg.contains(&table.notes[1]));
    // Years stand in their order, the empty one between them too.
    let place_of = |year: &str| svg.find(&format!(">{year}</text>")).unwrap();
    assert!(place_of("2023") < place_of("2024") && place_of("2024") < place_of("2025"));
    assert!(svg.contains("data-cell=\"2025|\"") && shown("2"));
}

#[test]
fn what_was_not_measured_has_no_bar_since_nought_would_be_a_measure() {
    let mut place = Place::new("Мониторинг");
    on_days(&mut place, &["2025-01-02"]);
    let table = count(&place, &asked("losses", None, None));
    let first = &table.rows[0].value.label;
    assert!(table.rows[0].cells.iter().all(|cell| cell.sure == Some(0)));
    let svg = draw_stats(&table, Ground::Light, 700, LANG);
    assert!(!svg.contains(&format!(">{first}</text>")), "a bar of nothing");
}
