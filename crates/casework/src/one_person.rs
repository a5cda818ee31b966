//! Two codes that stand for one person: said on the younger record, so that it is one change, travels, and can be undone like any.

use crate::drafting::commit_one;
use crate::failure::{ErrorCode, Failure};
use crate::records::put;
use crate::session::Session;
use crate::view::LinkOutcome;
use sandyq_domain::RecordId;
use sandyq_domain::kinds::{Kind, Person};
use sandyq_vault::{View, records};
use serde_json::{Value, json};

impl Session {
    /// Joins the others to the first of these codes.
    pub(crate) fn join_people(&mut self, people: &[RecordId]) -> Result<LinkOutcome, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        let [first, others @ ..] = people else {
            return Err(ErrorCode::NoSuchProposal.into());
        };
        self.vault_mut().write(|tx| {
            let mut joined = Vec::new();
            for id in others {
                // Whoever has other codes already keeps them: the last code of that row is joined.
                let (ours, theirs) = (row_of(tx, *first)?, row_of(tx, *id)?);
                let Some(id) = theirs.last().filter(|_| !theirs.iter().any(|code| ours.contains(code))) else {
                    continue;
                };
                commit_one(tx, *id)?;
                let person = records::read(tx, *id)?.ok_or(ErrorCode::NoSuchRecord)?;
                let mut body = person.body;
                body.insert("same_as".to_owned(), json!(first));
                put(tx, Person::SPEC.name, *id, None, &Value::Object(body), &author, now)?;
                joined.push(*id);
            }
            Ok(LinkOutcome { records: joined })
        })
    }
}

/// A code, the one it is joined to, the one that is joined to, and so on; a ring ends before it begins again.
fn row_of(view: &View<'_>, start: RecordId) -> Result<Vec<RecordId>, Failure> {
    let mut row = vec![start];
    while let Some(last) = row.last() {
        let person = records::read(view, *last)?.and_then(|record| Person::read(&record.body));
        match person.and_then(|person| person.same_as) {
            Some(next) if !row.contains(&next) && records::read(view, next)?.is_some() => row.push(next),
            _ => break,
        }
    }
    Ok(row)
}
