//! Deadlines and tasks.

use crate::Trouble;
use crate::arguments::{TaskCommand, Tasks};
use crate::print::{Out, table};
use sandyq_casework::Session;
use sandyq_casework::view::{DeadlineGroup, DeadlineLine, NewTask, RuleLine, SettleTask, TaskFilter, TaskList};
use sandyq_domain::words::{text, text_with};

pub fn list(session: &Session, out: Out, words: Tasks) -> Result<(), Trouble> {
    let Tasks { case, all } = words;
    let filter = TaskFilter {
        case: case.unwrap_or_default(),
        all,
    };
    let list = session.list_tasks(&filter, out.lang)?;
    out.show(&list, |list| list_lines(list, out))
}

pub fn run(session: &mut Session, out: Out, command: TaskCommand) -> Result<(), Trouble> {
    let line = match command {
        TaskCommand::Add { what, case, due } => session.add_task(&NewTask { case, what, due }, out.lang)?,
        TaskCommand::Done { key, why, on } => settle(session, out, key, "done", why, on)?,
        TaskCommand::Missed { key, why } => settle(session, out, key, "missed", why, String::new())?,
        TaskCommand::Drop { key, why } => settle(session, out, key, "dropped", why, String::new())?,
        TaskCommand::Open { key } => settle(session, out, key, "open", String::new(), String::new())?,
        TaskCommand::Rules => {
            let rules = session.list_rules(out.lang)?;
            return out.show(&rules, |rules| {
                rules.iter().flat_map(|rule| rule_lines(rule, out)).collect()
            });
        }
    };
    out.show(&line, |line| table(&[cells(line)]))
}

fn settle(
    session: &mut Session,
    out: Out,
    key: String,
    status: &str,
    why: String,
    done_on: String,
) -> Result<DeadlineLine, Trouble> {
    let status = status.to_owned();
    let settle = SettleTask {
        key,
        status,
        why,
        done_on,
    };
    Ok(session.settle_task(&settle, out.lang)?)
}

fn list_lines(list: &TaskList, out: Out) -> Vec<String> {
    let TaskList {
        lines,
        older,
        more,
        is_partial,
    } = list;
    let mut said = Vec::new();
    for group in lines.chunk_by(|a, b| a.group == b.group) {
        said.push(text(out.lang, heading(group[0].group)));
        let rows: Vec<_> = group.iter().map(cells).collect();
        said.extend(table(&rows).into_iter().map(|row| format!("  {row}")));
    }
    let mut count = |key: &str, n: u32| {
        if n > 0 {
            said.push(text_with(out.lang, key, &[("n", n.into())]));
        }
    };
    count("tasks-older", *older);
    count("tasks-more", *more);
    if *is_partial {
        said.push(text(out.lang, "tasks-partial"));
    }
    if said.is_empty() {
        said.push(text(out.lang, "tasks-empty-title"));
    }
    said
}

const fn heading(group: DeadlineGroup) -> &'static str {
    match group {
        DeadlineGroup::Overdue => "tasks-overdue",
        DeadlineGroup::Soon => "tasks-soon",
        DeadlineGroup::Later => "tasks-later",
        DeadlineGroup::Note => "tasks-notes",
        DeadlineGroup::Past => "tasks-past",
        DeadlineGroup::Settled => "tasks-settled",
    }
}

fn cells(line: &DeadlineLine) -> Vec<String> {
    vec![
        line.case_code.clone(),
        line.due.clone(),
        line.mark.as_ref().map_or_else(String::new, |mark| mark.text.clone()),
        line.label.clone(),
        line.nature.clone(),
        line.counted_from.clone(),
        line.why.replace('\n', " "),
        line.key.clone(),
    ]
}

fn rule_lines(rule: &RuleLine, out: Out) -> Vec<String> {
    let RuleLine {
        id,
        label,
        length,
        nature,
        ground,
        note,
        to_be_confirmed,
        is_incomplete,
    } = rule;
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    let head: Vec<&str> = [label, length, nature, &id]
        .into_iter()
        .map(String::as_str)
        .filter(|s| !s.is_empty())
        .collect();
    let doubt = to_be_confirmed.then(|| text(out.lang, "tasks-to-be-confirmed"));
    let lack = is_incomplete.then(|| text(out.lang, "tasks-rule-incomplete"));
    let below = [Some(ground.clone()), Some(note.clone()), doubt, lack]
        .into_iter()
        .flatten();
    let below = below.filter(|line| !line.is_empty()).map(|line| format!("  {line}"));
    std::iter::once(head.join("  ·  ")).chain(below).collect()
}
