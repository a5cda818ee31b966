//! Two codes that stand for one person: said on the younger record, so that it is one change, travels, and can be undone like any.

use crate::drafting::commit_one;
use crate::failure::{ErrorCode, Failure};
use crate::records::put;
use crate::session::Session;
use crate::view::LinkOutcome;
use sandyq_domain::RecordId;
use sandyq_domain::kinds::{Kind, Person};
use sandyq_vault::records;
use serde_json::{Value, json};

impl Session {
    /// Joins the others to the first of these codes.
    pub(crate) fn join_people(&mut self, people: &[RecordId]) -> Result<LinkOutcome, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        let [first, others @ ..] = people else {
            return Err(ErrorCode::NoSuchProposal.into());
        };
        self.vault_mut().write(|tx| {
            for id in others {
                commit_one(tx, *id)?;
                let person = records::read(tx, *id)?.ok_or(ErrorCode::NoSuchRecord)?;
                let mut body = person.body;
                body.insert("same_as".to_owned(), json!(first));
                put(tx, Person::SPEC.name, *id, None, &Value::Object(body), &author, now)?;
            }
            let records = others.to_vec();
            Ok(LinkOutcome { records })
        })
    }
}
