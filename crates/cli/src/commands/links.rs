//! What belongs together.

use super::cases::row_cells;
use crate::Trouble;
use crate::arguments::LinksCommand;
use crate::print::{Out, table};
use sandyq_casework::Session;
use sandyq_casework::view::{ChainStep, CommonLine, GroupView, LinkProposal, PairLine, ProposalSide};
use sandyq_domain::words::text;
use serde_json::json;
use std::path::Path;

pub fn run(session: &mut Session, out: Out, command: LinksCommand) -> Result<(), Trouble> {
    match command {
        LinksCommand::Propose { declined } => {
            let found = session.propose_links(out.lang)?;
            let shown = if declined { found.declined } else { found.open };
            out.show(&shown, |shown| match shown.as_slice() {
                [] => vec![text(out.lang, "cli-links-none")],
                shown => shown.iter().flat_map(proposal).collect(),
            })
        }
        LinksCommand::Show { case } => {
            let group = session.show_group(&case, out.lang)?;
            out.show(&group, |group| lines(group, out))
        }
        LinksCommand::Accept { id } => {
            let made = session.accept_link(&id, out.lang)?;
            out.show(&made, |made| {
                vec![format!("{}: {}", text(out.lang, "cli-links-made"), made.records.len())]
            })
        }
        LinksCommand::Decline { id, take_back } => {
            session.decline_link(&id, !take_back)?;
            let said = if take_back {
                "cli-links-open-again"
            } else {
                "cli-links-declined"
            };
            out.show(&json!({ "id": id, "declined": !take_back }), |_| {
                vec![text(out.lang, said)]
            })
        }
        LinksCommand::Group { cases, title } => {
            let row = session.group_cases(&cases, &title, out.lang)?;
            out.show(&row, |row| table(&[row_cells(&row.line, out)]))
        }
    }
}

/// The picture of a group.
pub fn graph(session: &mut Session, out: Out, case: &str, file: &Path) -> Result<(), Trouble> {
    let written = session.export_graph(case, file, out.lang)?;
    out.show(&written, |written| vec![written.file.clone(), written.warning.clone()])
}

fn proposal(one: &LinkProposal) -> Vec<String> {
    let LinkProposal {
        id,
        finding: _,
        finding_label,
        strength: _,
        strength_label,
        sides,
        reasons,
    } = one;
    let mut lines = vec![format!("{id}  {finding_label} ({strength_label})")];
    lines.extend(sides.iter().map(side));
    lines.extend(reasons.iter().map(|reason| format!("    – {reason}")));
    lines
}

fn side(side: &ProposalSide) -> String {
    let ProposalSide {
        id: _,
        code,
        title,
        cases,
    } = side;
    let line = [code.as_str(), title, &cases.join(", ")].join("  ");
    format!("    {}", line.trim_end())
}

fn lines(group: &GroupView, out: Out) -> Vec<String> {
    let heading = |key: &str| text(out.lang, key);
    let mut lines: Vec<String> = group.cases.iter().map(side).collect();
    if group.left_out > 0 {
        lines.push(format!("{}: {}", heading("cli-links-left-out"), group.left_out));
    }
    lines.push(group.victims_told.clone());
    for row in &group.chains {
        lines.push(heading("cli-links-chain"));
        let cells = |step: &ChainStep| {
            vec![
                String::new(),
                step.when.clone(),
                step.case_code.clone(),
                step.title.clone(),
                step.leads.clone(),
            ]
        };
        lines.extend(table(&row.iter().map(cells).collect::<Vec<_>>()));
    }
    if !group.common.is_empty() {
        lines.push(heading("cli-links-common"));
        let cells = |line: &CommonLine| {
            vec![
                String::new(),
                line.label.clone(),
                line.places.join(", "),
                line.told.clone(),
            ]
        };
        lines.extend(table(&group.common.iter().map(cells).collect::<Vec<_>>()));
    }
    if !group.pairs.is_empty() {
        lines.push(heading("cli-links-pairs"));
        let cells = |line: &PairLine| vec![String::new(), line.from.clone(), line.how.clone(), line.to.clone()];
        lines.extend(table(&group.pairs.iter().map(cells).collect::<Vec<_>>()));
    }
    lines
}
