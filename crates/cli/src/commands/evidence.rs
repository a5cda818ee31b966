//! Evidence.

use crate::Trouble;
use crate::arguments::EvidenceCommand;
use crate::print::{Out, table};
use sandyq_casework::view::{AttachOutcome, EvidenceLine};
use sandyq_casework::{ErrorCode, Failure, Session};
use std::ops::ControlFlow;

pub fn run(session: &mut Session, out: Out, command: EvidenceCommand) -> Result<(), Trouble> {
    let mut progress = |_| ControlFlow::Continue(());
    match command {
        EvidenceCommand::Add { code, files } => {
            let outcomes = session.attach_evidence(&code, &files, out.lang, &mut progress)?;
            out.show(&outcomes, |outcomes| {
                table(&outcomes.iter().map(attach_cells).collect::<Vec<_>>())
            })?;
            match outcomes.iter().find(|outcome| outcome.item.is_none()) {
                Some(refused) => Err(Trouble::Answered(
                    Failure::about(ErrorCode::FileUnreadable, refused.name.clone()),
                    None,
                )),
                None => Ok(()),
            }
        }
        EvidenceCommand::List { code } => {
            let lines = session.list_evidence(&code, out.lang)?;
            out.show(&lines, |lines| table(&lines.iter().map(line_cells).collect::<Vec<_>>()))
        }
        EvidenceCommand::Verify { code } => {
            let checks = session.verify_evidence(code.as_deref(), out.lang, &mut progress)?;
            out.show(&checks, |checks| {
                let cells = |check: &sandyq_casework::view::EvidenceCheck| {
                    vec![check.id.to_string(), check.title.clone(), check.finding.clone()]
                };
                table(&checks.iter().map(cells).collect::<Vec<_>>())
            })?;
            match checks.iter().find(|check| !check.is_whole) {
                Some(damaged) => Err(Trouble::Answered(
                    Failure::about(ErrorCode::EvidenceDamaged, damaged.title.clone()),
                    None,
                )),
                None => Ok(()),
            }
        }
        EvidenceCommand::Export { id, out: file } => {
            let line = session.export_evidence(&id, &file)?;
            out.show(&line, |line| vec![line_cells(line).join("  ")])
        }
    }
}

fn attach_cells(outcome: &AttachOutcome) -> Vec<String> {
    let item = outcome.item.as_ref();
    let cell = |of: fn(&EvidenceLine) -> String| item.map_or_else(String::new, of);
    vec![
        cell(|item| item.id.to_string()),
        outcome.name.clone(),
        cell(|item| item.media_type.clone()),
        cell(|item| item.size_text.clone()),
        cell(|item| item.sha256.clone()),
        outcome.remark.clone(),
    ]
}

fn line_cells(line: &EvidenceLine) -> Vec<String> {
    vec![
        line.id.to_string(),
        line.title.clone(),
        line.media_type.clone(),
        line.size_text.clone(),
        line.sha256.clone(),
    ]
}
