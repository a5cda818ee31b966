//! What identifies somebody and was left in a text.

use crate::Trouble;
use crate::arguments::NamesCommand;
use crate::print::{Out, table};
use sandyq_casework::Session;
use sandyq_casework::view::ResidualLine;
use sandyq_domain::words::text;
use serde_json::json;

pub fn names(session: &mut Session, out: Out, command: NamesCommand) -> Result<(), Trouble> {
    session.hide_names(matches!(command, NamesCommand::Hide))?;
    let hidden = session.names_hidden()?;
    out.show(&json!({ "names_hidden": hidden }), |_| {
        vec![text(
            out.lang,
            if hidden { "cli-names-hidden" } else { "cli-names-shown" },
        )]
    })
}

pub fn run(session: &Session, out: Out, case: Option<&str>, fail: bool) -> Result<(), Trouble> {
    let found = session.find_residual(case, out.lang)?;
    let cells = |line: &ResidualLine| {
        vec![
            line.case_code.clone(),
            line.record.to_string(),
            format!("{}: {}", line.kind_label, line.field_label),
            line.class_label.clone(),
            line.excerpt.replace('\u{e000}', "[").replace('\u{e001}', "]"),
        ]
    };
    out.show(&found, |found| table(&found.iter().map(cells).collect::<Vec<_>>()))?;
    if fail && !found.is_empty() {
        return Err(Trouble::Said(text(out.lang, "cli-residual")));
    }
    Ok(())
}
