//! Numbers on the terminal, and into files that may leave.

use crate::Trouble;
use crate::arguments::Stats;
use crate::door::told_passphrase;
use crate::print::{Out, table};
use sandyq_casework::view::{CountedCases, StatsReleased, StatsRequest, StatsTo, StatsView};
use sandyq_casework::{Session, StatsFormat, counted_filter_written};
use sandyq_domain::words::{text, text_with};
use std::ops::ControlFlow;
use std::path::PathBuf;

pub fn run(session: &mut Session, out: Out, asked: Stats) -> Result<(), Trouble> {
    let Stats {
        unit,
        rows,
        cols,
        from,
        to,
        filters,
        cases,
        cases_col,
        csv,
        xlsx,
        svg,
        png,
        table: saved,
        partner,
        sealed,
        recipient,
        recipient_passphrase_file,
        recompute,
        together,
    } = asked;
    let mut go_on = |_| ControlFlow::Continue(());
    if let Some(file) = recompute {
        let again = session.count_file_again(&file, out.lang, &mut go_on)?;
        return out.show(&again, |again| again.lines.clone());
    }
    let passphrase = told_passphrase(recipient_passphrase_file.as_deref())?;
    if !together.is_empty() {
        let opens = passphrase.as_deref().map(String::as_str);
        let put = session.numbers_together(&together, opens, out.lang)?;
        if let Some((file, format)) = chosen(csv, xlsx, svg, png, saved) {
            session.write_together(&put, format, &file, out.lang)?;
        }
        return out.show(&put, |put| {
            put.table.as_ref().map_or_else(Vec::new, |table| lines(table, out))
        });
    }
    let request = StatsRequest {
        unit: unit.unwrap_or_default(),
        rows,
        columns: cols,
        from,
        to,
        filters: filters
            .iter()
            .map(|filter| counted_filter_written(filter))
            .collect::<Result<_, _>>()?,
    };
    if let Some(file) = sealed {
        let to = StatsTo {
            recipient: recipient.unwrap_or_default(),
            passphrase,
        };
        let released = session.seal_stats(&request, &to, &file, out.lang, &mut go_on)?;
        return out.show(&released, |released| written(released, out));
    }
    if let Some((file, format)) = chosen(csv, xlsx, svg, png, saved) {
        let released = session.release_stats(&request, format, &file, partner, out.lang, &mut go_on)?;
        return out.show(&released, |released| written(released, out));
    }
    if let Some(row) = cases {
        let place = (Some(row.as_str()).filter(|row| !row.is_empty()), cases_col.as_deref());
        let counted = session.counted_cases(&request, place, usize::MAX, out.lang, &mut go_on)?;
        return out.show(&counted, |counted| codes(counted, out));
    }
    let counted = session.count(&request, out.lang, &mut go_on)?;
    out.show(&counted, |counted| lines(counted, out))
}

/// The one file that was asked for, and of which kind it is.
fn chosen(
    csv: Option<PathBuf>,
    xlsx: Option<PathBuf>,
    svg: Option<PathBuf>,
    png: Option<PathBuf>,
    table: Option<PathBuf>,
) -> Option<(PathBuf, StatsFormat)> {
    let files = [
        (csv, StatsFormat::Csv),
        (xlsx, StatsFormat::Xlsx),
        (svg, StatsFormat::Svg),
        (png, StatsFormat::Png),
        (table, StatsFormat::Json),
    ];
    files.into_iter().find_map(|(file, format)| Some((file?, format)))
}

/// What was written, for whom, and what is in it.
fn written(released: &StatsReleased, out: Out) -> Vec<String> {
    let file = [("file", released.file.as_str().into())];
    let mut told = vec![text_with(out.lang, "cli-stats-file", &file)];
    told.extend(released.standing.iter().map(|mark| mark.text.clone()));
    told.extend(lines(&released.table, out));
    told
}

/// A code to a line; behind it, that the case may lie outside of the period.
fn codes(counted: &CountedCases, out: Out) -> Vec<String> {
    let possible = text(out.lang, "stats-possible");
    let line = |case: &sandyq_casework::view::CountedCase| {
        if case.is_possible {
            format!("{}  {possible}", case.code)
        } else {
            case.code.clone()
        }
    };
    counted.cases.iter().map(line).collect()
}

fn lines(counted: &StatsView, out: Out) -> Vec<String> {
    let mut told = grid(counted, out);
    told.push(String::new());
    told.extend(counted.notes.iter().cloned());
    told
}

/// The title of a table and its lines, without what is said below it.
pub(super) fn grid(counted: &StatsView, out: Out) -> Vec<String> {
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
    told
}
