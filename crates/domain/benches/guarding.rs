//! How long it takes to decide what a table that leaves must not show: `cargo bench -p sandyq-domain --bench guarding`.
//!
//! Every fourth cell is small, so that much has to be taken out beside them, and large tables have thousands of cells. Once nothing left
//! before, and once earlier tables in the ledger forbid some numbers and have shown others.
#![expect(clippy::print_stdout, reason = "a bench says what it saw")]

use sandyq_domain::counting::{Cell, Guarded, THRESHOLD, Table, guard};
use std::time::{Duration, Instant};

/// What a person waits for without wondering.
const LONGEST: Duration = Duration::from_millis(200);

fn main() {
    for (rows, columns) in [(20, 12), (20, 40), (20, 100), (60, 60), (200, 20), (400, 12)] {
        for (kind, small) in [("few small", 29), ("every fourth small", 4), ("most small", 1)] {
            let table = table(rows, columns, small);
            let nothing = (Guarded::default(), Guarded::default());
            let earlier = (every(8, &table), every(3, &table));
            for (before, (taken, known)) in [("", nothing), (", earlier tables", earlier)] {
                let begun = Instant::now();
                let guarded = guard(&table, THRESHOLD, taken, &known);
                let took = begun.elapsed();
                println!(
                    "{rows} × {columns}, {kind}{before}: {took:.1?}, {} of {} cells hidden{}",
                    guarded.cells.len(),
                    table.cells.len(),
                    if took > LONGEST { " – TOO LONG" } else { "" }
                );
            }
        }
    }
}

/// One in `n` of the numbers, and of the sums.
fn every(n: usize, table: &Table) -> Guarded {
    Guarded {
        cells: table.cells.keys().step_by(n).cloned().collect(),
        rows: table.rows.keys().step_by(n).cloned().collect(),
        columns: table.columns.keys().step_by(n).cloned().collect(),
        all: false,
    }
}

/// Numbers up to 60, of which one in `small` is below the threshold and a third are noughts.
fn table(rows: u64, columns: u64, small: u64) -> Table {
    let mut table = Table::default();
    let mut state = 7_u64;
    let mut below = |n: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    for row in 0..rows {
        for column in 0..columns {
            let sure = match (below(3), below(small)) {
                (0, _) => 0,
                (_, 0) => 1 + below(4),
                _ => 5 + below(55),
            };
            if sure == 0 {
                continue;
            }
            let cell = Cell { sure, possible: 0 };
            let (row, column) = (format!("r{row}"), format!("c{column}"));
            table.all.sure += sure;
            table.rows.entry(row.clone()).or_default().sure += sure;
            table.columns.entry(column.clone()).or_default().sure += sure;
            table.cells.insert((row, column), cell);
        }
    }
    table
}
