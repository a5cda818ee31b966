//! Numbers on the terminal, and into files that may leave.

use super::beginning_of;
use crate::Trouble;
use crate::arguments::Stats;
use crate::print::{Out, table};
use sandyq_casework::view::{FieldFilter, StatsReleased, StatsRequest, StatsView};
use sandyq_casework::{ErrorCode, Failure, Session, StatsFormat};
use sandyq_domain::words::{text, text_with};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// Largest saved table that is read, in bytes.
const SAVED_LIMIT: u64 = 16 << 20;

pub fn run(session: &mut Session, out: Out, asked: Stats) -> Result<(), Trouble> {
    let Stats {
        unit,
        rows,
        cols,
        from,
        to,
        filters,
        cases,
        csv,
        xlsx,
        svg,
        table: saved,
        partner,
        recompute,
    } = asked;
    let mut go_on = |_| ControlFlow::Continue(());
    if let Some(file) = recompute {
        return again(session, out, &file);
    }
    let request = StatsRequest {
        unit: unit.unwrap_or_default(),
        rows,
        columns: cols,
        from,
        to,
        filters: filters
            .iter()
            .map(|filter| filter_of(filter))
            .collect::<Result<_, _>>()?,
    };
    let files = [
        (csv, StatsFormat::Csv),
        (xlsx, StatsFormat::Xlsx),
        (svg, StatsFormat::Svg),
        (saved, StatsFormat::Json),
    ];
    if let Some((file, format)) = files.into_iter().find_map(|(file, format)| Some((file?, format))) {
        let released = session.release_stats(&request, format, &file, partner, out.lang, &mut go_on)?;
        return out.show(&released, |released: &StatsReleased| {
            let mut told = vec![text_with(
                out.lang,
                "cli-stats-file",
                &[("file", released.file.as_str().into())],
            )];
            told.extend(lines(&released.table, out));
            told
        });
    }
    if let Some(row) = cases {
        let row = Some(row.as_str()).filter(|row| !row.is_empty());
        let codes = session.counted_cases(&request, row, None, &mut go_on)?;
        return out.show(&codes, Clone::clone);
    }
    let counted = session.count(&request, out.lang, &mut go_on)?;
    out.show(&counted, |counted| lines(counted, out))
}

fn again(session: &Session, out: Out, file: &Path) -> Result<(), Trouble> {
    let unreadable = |_| Failure::about(ErrorCode::FileUnreadable, file.to_string_lossy());
    let saved = if fs::metadata(file).map_err(unreadable)?.is_file() {
        beginning_of(file, SAVED_LIMIT)?
    } else {
        Vec::new()
    };
    let again = session.count_again(&saved, out.lang, &mut |_| ControlFlow::Continue(()))?;
    out.show(&again, |again| again.lines.clone())
}

fn filter_of(written: &str) -> Result<FieldFilter, Failure> {
    let (field, value) = written
        .split_once('=')
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchFilter, written))?;
    Ok(FieldFilter {
        field: field.to_owned(),
        values: vec![value.to_owned()],
    })
}

fn lines(counted: &StatsView, out: Out) -> Vec<String> {
    let hidden = text(out.lang, "stats-hidden");
    let (heads, lines) = counted.lines(out.lang);
    let mut rows = vec![std::iter::once(counted.rows_label.clone()).chain(heads).collect()];
    rows.extend(lines.into_iter().map(|line| {
        let number = |n: Option<u64>| n.map_or_else(|| hidden.clone(), |n| n.to_string());
        let numbers = line.numbers.into_iter().map(number);
        std::iter::once(line.label).chain(numbers).collect()
    }));
    let mut told = vec![counted.title.clone(), String::new()];
    told.extend(table(&rows));
    told.push(String::new());
    told.extend(counted.notes.iter().cloned());
    told
}
