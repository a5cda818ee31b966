//! Invented cases to learn on.

use super::trash::gone_lines;
use crate::Trouble;
use crate::arguments::PracticeCommand;
use crate::print::{Out, table};
use sandyq_casework::view::{PracticeCase, PracticeView};
use sandyq_casework::{ErrorCode, Failure, Session};
use sandyq_domain::words::text;

pub fn run(session: &mut Session, out: Out, command: &PracticeCommand) -> Result<(), Trouble> {
    match command {
        PracticeCommand::Add => {
            let added = session.add_practice(out.lang)?;
            out.show(&added, |added| lines(added, out))
        }
        PracticeCommand::List => {
            let here = session.list_practice(out.lang)?;
            out.show(&here, |here| lines(here, out))
        }
        PracticeCommand::Remove { yes: true } => {
            let gone = session.remove_practice(out.lang)?;
            out.show(&gone, |gone| gone_lines(gone, "cli-gone", out))
        }
        PracticeCommand::Remove { yes: false } => {
            let here = session.list_practice(out.lang)?;
            if here.cases.is_empty() {
                return Err(Failure::from(ErrorCode::NoPractice).into());
            }
            out.show(&here, |here| lines(here, out))?;
            Err(Trouble::Said(text(out.lang, "cli-gone-needs-yes")))
        }
    }
}

fn lines(here: &PracticeView, out: Out) -> Vec<String> {
    let cells = |case: &PracticeCase| {
        let PracticeCase {
            id: _,
            code,
            title,
            is_trashed,
        } = case;
        let place = is_trashed.then(|| text(out.lang, "cli-practice-trashed"));
        vec![code.clone(), title.clone(), mark(out), place.unwrap_or_default()]
    };
    let mut lines = table(&here.cases.iter().map(cells).collect::<Vec<_>>());
    lines.push(format!("{}: {}", text(out.lang, "cli-records"), here.records));
    lines
}

/// What stands beside everything that is for practice.
pub fn mark(out: Out) -> String {
    format!("[{}]", text(out.lang, "cli-practice"))
}
