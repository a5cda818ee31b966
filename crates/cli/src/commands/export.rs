//! Cases into a file that anybody can read.

use crate::Trouble;
use crate::print::Out;
use sandyq_casework::Session;
use sandyq_casework::view::{ExportOutcome, PreviewLine};
use sandyq_domain::words::text;
use std::ops::ControlFlow;
use std::path::Path;

pub fn run(session: &mut Session, out: Out, cases: &[String], file: &Path) -> Result<(), Trouble> {
    let exported = session.export_document(cases, file, out.lang, &mut |_| ControlFlow::Continue(()))?;
    out.show(&exported, |exported| lines(exported, out))
}

fn lines(exported: &ExportOutcome, out: Out) -> Vec<String> {
    let say = |key: &str| text(out.lang, key);
    let mut lines = vec![
        format!("{}: {}  {}", say("cli-export-file"), exported.file, exported.size_text),
        exported.warning.clone(),
        format!("SHA-256  {}", exported.sha256),
        format!(
            "{}: {} · {}: {}",
            say("cli-export-cases"),
            exported.cases,
            say("cli-records"),
            exported.records
        ),
    ];
    for (heading, told) in [
        ("cli-export-mind", &exported.look_again),
        ("cli-export-stays", &exported.stays),
    ] {
        lines.extend((!told.is_empty()).then(|| say(heading)));
        lines.extend(told.iter().map(line));
    }
    lines
}

fn line(line: &PreviewLine) -> String {
    let PreviewLine { text, note } = line;
    match note.as_str() {
        "" => format!("  {text}"),
        note => format!("  {text} — {note}"),
    }
}
