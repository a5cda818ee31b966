//! The guard against every small table, and the counting rules that a table of invented cases shows.

use super::*;
use crate::envelope::Envelope;
use crate::ids::RecordId;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn table(numbers: &[Vec<u64>]) -> Table {
    let mut table = Table::default();
    for (row, line) in numbers.iter().enumerate() {
        for (column, n) in line.iter().enumerate() {
            let (row, column) = (format!("r{row}"), format!("c{column}"));
            for cell in [
                &mut table.all,
                table.rows.entry(row.clone()).or_default(),
                table.columns.entry(column.clone()).or_default(),
                table.cells.entry((row, column)).or_default(),
            ] {
                cell.sure += n;
            }
        }
    }
    table
}

/// The hidden numbers of [`all_with`].
fn others(numbers: &[Vec<u64>], guarded: &Guarded) -> Vec<Vec<u64>> {
    let is_hidden = |(row, column): &(usize, usize)| guarded.cells.contains(&(format!("r{row}"), format!("c{column}")));
    let places: Vec<(usize, usize)> = (0..numbers.len())
        .flat_map(|row| (0..numbers[0].len()).map(move |column| (row, column)))
        .filter(is_hidden)
        .collect();
    let hidden = |table: Vec<Vec<u64>>| places.iter().map(|(row, column)| table[*row][*column]).collect();
    all_with(numbers, guarded).into_iter().map(hidden).collect()
}

/// Every table of whole numbers with the shown numbers and sums of this one, up to the sum of all and a little more.
fn all_with(numbers: &[Vec<u64>], guarded: &Guarded) -> Vec<Vec<Vec<u64>>> {
    let (rows, columns) = (numbers.len(), numbers[0].len());
    let sum: u64 = numbers.iter().flatten().sum();
    // No hidden number is greater than a shown sum of its line.
    let most = |(row, column): (usize, usize)| {
        let line: u64 = numbers[row].iter().sum();
        let across: u64 = numbers.iter().map(|line| line[column]).sum();
        match (
            guarded.rows.contains(&format!("r{row}")),
            guarded.columns.contains(&format!("c{column}")),
        ) {
            (false, false) => line.min(across),
            (false, true) => line,
            (true, false) => across,
            (true, true) => sum + 2,
        }
    };
    let hidden: Vec<(usize, usize)> = (0..rows * columns)
        .map(|at| (at / columns, at % columns))
        .filter(|(row, column)| guarded.cells.contains(&(format!("r{row}"), format!("c{column}"))))
        .collect();
    let mut found = Vec::new();
    let mut guess = vec![0; hidden.len()];
    loop {
        let mut other = numbers.to_vec();
        for ((row, column), n) in hidden.iter().zip(&guess) {
            other[*row][*column] = *n;
        }
        if same_sums(numbers, &other, guarded) {
            found.push(other);
        }
        let Some(at) = (0..guess.len()).find(|at| guess[*at] < most(hidden[*at])) else {
            return found;
        };
        guess[at] += 1;
        guess[..at].fill(0);
    }
}

fn same_sums(numbers: &[Vec<u64>], other: &[Vec<u64>], guarded: &Guarded) -> bool {
    let row = |table: &[Vec<u64>], at: usize| table[at].iter().sum::<u64>();
    let column = |table: &[Vec<u64>], at: usize| table.iter().map(|line| line[at]).sum::<u64>();
    let rows = (0..numbers.len()).filter(|at| !guarded.rows.contains(&format!("r{at}")));
    let columns = (0..numbers[0].len()).filter(|at| !guarded.columns.contains(&format!("c{at}")));
    let all = |table: &[Vec<u64>]| table.iter().flatten().sum::<u64>();
    let mut rows = rows.map(|at| row(numbers, at) == row(other, at));
    let mut columns = columns.map(|at| column(numbers, at) == column(other, at));
    rows.all(|same| same) && columns.all(|same| same) && (guarded.all || all(numbers) == all(other))
}

/// Asserts that nothing small is shown and nothing hidden follows from what is shown.
fn check(numbers: &[Vec<u64>], threshold: u64) {
    let table = table(numbers);
    let guarded = guard(&table, threshold, Guarded::default(), &Guarded::default());
    for (place, cell) in &table.cells {
        let is_small = cell.sure > 0 && cell.sure < threshold;
        assert!(
            !is_small || guarded.cells.contains(place),
            "{numbers:?}: {place:?} is shown"
        );
    }
    let others = others(numbers, &guarded);
    for at in 0..guarded.cells.len() {
        let values: BTreeSet<u64> = others.iter().map(|other| other[at]).collect();
        assert!(
            values.len() > 1,
            "{numbers:?}: a hidden cell can only be {values:?}; {guarded:?}"
        );
    }
}

#[test]
fn no_small_table_gives_a_hidden_number_away() {
    let numbers = [0, 1, 2, 3];
    for code in 0..4_usize.pow(4) {
        let n = |at: u32| numbers[code / 4_usize.pow(at) % 4];
        check(&[vec![n(0), n(1)], vec![n(2), n(3)]], 3);
        check(&[vec![n(0), n(1), n(2), n(3)]], 3);
        check(&[vec![n(0)], vec![n(1)], vec![n(2)], vec![n(3)]], 3);
    }
}

/// The sums of the rows leave first, then the whole table: what the first hid the second hides, and what it showed is known.
#[test]
fn a_table_gives_nothing_away_that_one_with_its_sums_has_hidden() {
    let numbers = [0, 1, 2, 3, 7];
    for code in 0..5_usize.pow(4) {
        let n = |at: u32| numbers[code / 5_usize.pow(at) % 5];
        let whole = [vec![n(0), n(1)], vec![n(2), n(3)]];
        let sums = table(&[vec![n(0) + n(1)], vec![n(2) + n(3)]]);
        let first = guard(&sums, 3, Guarded::default(), &Guarded::default());
        let of_first = |is_hidden: bool| Guarded {
            rows: ["r0", "r1"]
                .iter()
                .filter(|row| first.cells.contains(&((**row).to_owned(), "c0".to_owned())) == is_hidden)
                .map(|row| (*row).to_owned())
                .collect(),
            all: first.all == is_hidden,
            ..Guarded::default()
        };
        let (taken, known) = (of_first(true), of_first(false));
        let guarded = guard(&table(&whole), 3, taken, &known);
        // What the two together show.
        let both = Guarded {
            rows: &guarded.rows - &known.rows,
            all: guarded.all && !known.all,
            ..guarded.clone()
        };
        let others = others(&whole, &both);
        for at in 0..guarded.cells.len() {
            let values: BTreeSet<u64> = others.iter().map(|other| other[at]).collect();
            assert!(
                values.len() > 1,
                "{whole:?}: a hidden cell can only be {values:?}; {both:?}"
            );
        }
        for (row, line) in whole
            .iter()
            .enumerate()
            .filter(|(row, _)| both.rows.contains(&format!("r{row}")))
        {
            let sums: BTreeSet<u64> = all_with(&whole, &both)
                .iter()
                .map(|other| other[row].iter().sum())
                .collect();
            assert!(
                sums.len() > 1,
                "{whole:?}: a hidden sum {line:?} can only be {sums:?}; {both:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_table_of_two_by_three_gives_a_hidden_number_away(numbers in prop::collection::vec(prop::collection::vec(0_u64..6, 3), 2)) {
        check(&numbers, 3);
    }
}

#[test]
fn a_lone_small_number_takes_others_with_it_and_zeros_stay() {
    let guarded = guard(
        &table(&[vec![2, 30, 40], vec![50, 60, 0]]),
        THRESHOLD,
        Guarded::default(),
        &Guarded::default(),
    );
    let hidden: Vec<&str> = guarded.cells.iter().map(|(row, _)| row.as_str()).collect();
    assert_eq!(
        hidden,
        ["r0", "r0", "r1", "r1"],
        "one more in the row, and both columns: {guarded:?}"
    );
    assert!(!guarded.cells.contains(&("r1".into(), "c2".into())));
    let whole = guard(
        &table(&[vec![20, 30], vec![0, 6]]),
        THRESHOLD,
        Guarded::default(),
        &Guarded::default(),
    );
    assert_eq!(whole, Guarded::default());
    assert!(
        guard(
            &table(&[vec![1, 2]]),
            THRESHOLD,
            Guarded::default(),
            &Guarded::default()
        )
        .all
    );
}

pub(super) fn id(n: u64) -> RecordId {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    RecordId::from_bytes(bytes)
}

/// Records of a case as (number, kind, body).
pub(super) fn records(case: u64, all: &[(u64, &str, Value)]) -> CaseRecords {
    let envelopes: Vec<Envelope> = all
        .iter()
        .map(|(n, kind, body)| {
            let envelope = json!({
                "id": id(*n), "case": id(case), "kind": kind, "version": {}, "author": "A",
                "machine": "0102030405060708090a0b0c0d0e0f10", "time": "2026-09-21T14:13:20.123Z", "body": body,
            });
            serde_json::from_value(envelope).unwrap()
        })
        .collect();
    CaseRecords::of(id(case), envelopes)
}

pub(super) fn question(unit: Unit, rows: &str, columns: Option<&str>) -> Question {
    Question {
        unit,
        measure: None,
        rows: Some(rows.parse().unwrap()),
        columns: columns.map(|columns| columns.parse().unwrap()),
        period: None,
        filters: Vec::new(),
    }
}

pub(super) fn counted(question: &Question, cases: &[CaseRecords]) -> Table {
    tallied(question, Across::default(), cases).table()
}

pub(super) fn tallied(question: &Question, across: Across, cases: &[CaseRecords]) -> Tally {
    let mut facts = Facts::for_question(question, across);
    for case in cases {
        facts.take(case, 0);
    }
    facts.tally(question, |_, _| true)
}

/// A man hits her, an officer threatens her, in one event.
fn two_acts() -> CaseRecords {
    records(
        1,
        &[
            (1, "case", json!({ "title": "T" })),
            (
                2,
                "event",
                json!({ "verification": "confirmed", "date": { "from": "2025-01-03", "to": "2025-01-03", "precision": "day" } }),
            ),
            (3, "person", json!({})),
            (
                4,
                "act",
                json!({ "event": id(2), "victim": id(3), "act_type": "beating" }),
            ),
            (
                5,
                "involvement",
                json!({ "act": id(4), "perpetrator_type": "partner", "degree": "carried_out" }),
            ),
            (
                6,
                "act",
                json!({ "event": id(2), "victim": id(3), "act_type": "threat" }),
            ),
            (
                7,
                "involvement",
                json!({ "act": id(6), "perpetrator_type": "police_patrol", "degree": "carried_out" }),
            ),
            (
                8,
                "involvement",
                json!({ "act": id(6), "perpetrator_type": "police_duty_station", "degree": "failed_to_register" }),
            ),
        ],
    )
}

#[test]
fn what_one_did_never_becomes_the_deed_of_another() {
    for unit in [Unit::Cases, Unit::Events, Unit::Victims] {
        let table = counted(
            &question(unit, "act.act_type", Some("involvement.perpetrator_type")),
            &[two_acts()],
        );
        assert_eq!(table.all.sure, 1, "{unit}");
        assert_eq!(table.at("beating", "partner").sure, 1, "{unit}");
        assert_eq!(table.at("beating", "police_patrol").sure, 0, "{unit}");
        assert_eq!(table.at("threat", "police_patrol").sure, 1, "{unit}");
        assert_eq!(
            (table.rows["beating"].sure, table.rows["threat"].sure),
            (1, 1),
            "{unit}"
        );
    }
    let acts = counted(&question(Unit::Acts, "by_police", None), &[two_acts()]);
    assert_eq!(acts.all.sure, 2);
    let rows: BTreeMap<&str, u64> = acts.rows.iter().map(|(row, cell)| (row.as_str(), cell.sure)).collect();
    assert_eq!(
        rows,
        BTreeMap::from([("police", 1), ("failed_to_protect", 1), ("others", 1)])
    );
}

#[test]
fn a_filter_holds_for_the_same_act_and_perpetrator() {
    let mut asked = question(Unit::Cases, "act.act_type", None);
    asked.filters = vec![Where {
        dimension: "by_police".parse().unwrap(),
        values: vec!["police".to_owned()],
    }];
    let table = counted(&asked, &[two_acts()]);
    assert_eq!(table.rows.keys().collect::<Vec<_>>(), ["threat"]);
}

#[test]
fn a_period_tells_what_is_inside_from_what_may_be_and_from_what_has_no_date() {
    let event = |n: u64, date: Value| {
        records(
            n,
            &[
                (n, "case", json!({})),
                (n + 1, "event", json!({ "verification": "likely", "date": date })),
            ],
        )
    };
    let cases = [
        event(
            10,
            json!({ "from": "2025-01-31", "to": "2025-01-31", "precision": "day" }),
        ),
        event(
            20,
            json!({ "from": "2025-01-01", "to": "2025-12-31", "precision": "year" }),
        ),
        event(30, json!(null)),
        event(
            40,
            json!({ "from": "2024-12-31", "to": "2024-12-31", "precision": "day" }),
        ),
    ];
    let mut asked = question(Unit::Events, "month", None);
    let day = |text: &str| text.parse().unwrap();
    asked.period = Span::of_days(day("2025-01-01"), day("2025-01-31"));
    let tally = tallied(&asked, Across::default(), &cases);
    let table = tally.table();
    assert_eq!(table.all, Cell { sure: 1, possible: 1 });
    assert_eq!(tally.undated(), 1);
    assert_eq!(table.rows["2025-01"], Cell { sure: 1, possible: 0 });
    assert_eq!(table.rows[NOT_RECORDED], Cell { sure: 0, possible: 1 });
}

#[test]
fn what_is_not_verified_or_told_twice_is_left_out_and_said() {
    let case = records(
        1,
        &[
            (1, "case", json!({})),
            (2, "event", json!({ "verification": "possible" })),
            (3, "event", json!({ "verification": "confirmed" })),
            (4, "event", json!({ "verification": "confirmed" })),
            (5, "act", json!({ "victim": id(9), "act_type": "threat" })),
        ],
    );
    let link = json!({ "from_event": id(4), "link_type": "duplicate_of", "to_event": id(3) });
    let links: Vec<crate::kinds::EventLink> = vec![serde_json::from_value(link).unwrap()];
    let tally = tallied(
        &question(Unit::Events, "region", None),
        Across::of(links.iter(), std::iter::empty(), std::iter::empty()),
        &[case],
    );
    assert_eq!(tally.table().all.sure, 1);
    assert_eq!(
        tally.left_out,
        LeftOut {
            unverified: 1,
            duplicates: 1,
            without_event: 1,
            ..LeftOut::default()
        }
    );
}

#[test]
fn a_person_in_two_cases_or_under_two_codes_is_one_and_a_group_is_its_least_number() {
    let case = |n: u64, victim: u64, person: Value| {
        records(
            n,
            &[
                (n, "case", json!({})),
                (n + 1, "event", json!({ "verification": "confirmed" })),
                (victim, "person", person),
                (
                    n + 3,
                    "act",
                    json!({ "event": id(n + 1), "victim": id(victim), "act_type": "beating" }),
                ),
            ],
        )
    };
    let cases = [
        case(10, 7, json!({})),
        case(20, 7, json!({})),
        case(30, 8, json!({})),
        case(40, 9, json!({ "counting_unit": "group", "number_in_group": 12 })),
        case(50, 6, json!({ "counting_unit": "organisation" })),
    ];
    let tally = tallied(
        &question(Unit::Victims, "act.act_type", None),
        Across::of(std::iter::empty(), std::iter::once((id(8), id(7))), std::iter::empty()),
        &cases,
    );
    assert_eq!(tally.table().all.sure, 1 + 12);
    assert_eq!(tally.cases(Some("beating"), None).len(), 4);
}

#[test]
fn what_identifies_cannot_be_counted_by() {
    for name in [
        "person.code",
        "person_identity.legal_name",
        "proceeding.official_numbers",
        "act.description",
        "x",
        "case.",
    ] {
        assert!(name.parse::<Dimension>().is_err(), "{name}");
    }
    for kind in crate::kinds::KINDS {
        for field in kind.fields.iter().filter(|field| field.counted) {
            assert!(
                field.privacy != crate::field::Privacy::A,
                "{}.{}",
                kind.name,
                field.name
            );
        }
    }
}

#[test]
fn steps_that_continue_one_another_in_a_circle_are_one_application() {
    let step = |continues: u64, kind: &str| json!({ "proceeding": id(3), "step_type": kind, "continues": id(continues), "requested_qualification": ["cc_145"] });
    let case = records(
        1,
        &[
            (1, "case", json!({})),
            (3, "proceeding", json!({ "proceeding_kind": "pre_trial_criminal" })),
            (4, "proceeding_step", step(5, "complaint_attempted")),
            (5, "proceeding_step", step(4, "complaint_filed")),
            (6, "proceeding_step", step(99, "registered")),
        ],
    );
    let table = counted(
        &question(Unit::Applications, "requested", Some("registration")),
        &[case],
    );
    assert_eq!(table.all.sure, 1);
    assert_eq!(table.at("cc_145", "none").sure, 1);
}

#[test]
fn a_column_without_small_numbers_is_shown_whole_and_one_small_number_takes_the_next() {
    let guarded = guard(
        &table(&[vec![20], vec![20]]),
        THRESHOLD,
        Guarded::default(),
        &Guarded::default(),
    );
    assert!(
        guarded.cells.is_empty() && guarded.columns.is_empty() && !guarded.all,
        "{guarded:?}"
    );
    let guarded = guard(
        &table(&[vec![9], vec![7], vec![2]]),
        THRESHOLD,
        Guarded::default(),
        &Guarded::default(),
    );
    let hidden: Vec<&str> = guarded.cells.iter().map(|(row, _)| row.as_str()).collect();
    assert_eq!(hidden, ["r1", "r2"]);
}

#[test]
fn three_people_in_two_columns_each_are_three_people() {
    let mut several = table(&[vec![3, 3], vec![20, 20]]);
    // Each of the three stands in both columns; so do the others.
    several.rows.entry("r0".into()).or_default().sure = 3;
    several.rows.entry("r1".into()).or_default().sure = 20;
    let guarded = guard(&several, THRESHOLD, Guarded::default(), &Guarded::default());
    assert!(guarded.rows.contains("r0"), "{guarded:?}");
}

/// Facts of every dimension, kept, answer each question as facts gathered for it alone do; and cases that are not admitted are not
/// in them.
#[test]
fn what_is_kept_answers_as_what_is_gathered_anew() {
    let cases = [two_acts(), two_acts()];
    for unit in Unit::ALL {
        let fitting: Vec<Dimension> = Dimension::all().filter(|dimension| dimension.fits(unit)).collect();
        assert!(fitting.len() > 2, "{unit}");
        let mut kept = Facts::new(unit, fitting.iter().copied(), Across::default());
        for (mark, case) in cases.iter().enumerate() {
            kept.take(case, u8::try_from(mark).unwrap());
        }
        assert!(kept.size() > 0 || kept.tally(&question(unit, "year", None), |_, _| true).table().all.sure == 0);
        for rows in &fitting {
            for columns in [None, fitting.first(), fitting.last()] {
                let asked = question(unit, &rows.to_string(), columns.map(ToString::to_string).as_deref());
                let anew = tallied(&asked, Across::default(), &cases);
                let from_kept = kept.tally(&asked, |_, _| true);
                assert_eq!(from_kept.table(), anew.table(), "{unit} {rows} {columns:?}");
                assert_eq!(from_kept.left_out, anew.left_out, "{unit} {rows} {columns:?}");
                let one = tallied(&asked, Across::default(), &cases[..1]);
                assert_eq!(
                    kept.tally(&asked, |_, mark| mark == 0).table(),
                    one.table(),
                    "{unit} {rows}"
                );
            }
        }
    }
}
