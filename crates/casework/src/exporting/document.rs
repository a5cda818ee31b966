//! The import document as it is written: one record on a line, always alike, its size and hash known at the end.

use super::scope::Scope;
use crate::failure::Failure;
use crate::fitting::fitting_without;
use sandyq_domain::schema::DOCUMENT_NAMES;
use sandyq_domain::{Envelope, FieldType, RecordId, Scope as Lives, kind_spec};
use sandyq_vault::View;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// A document under way.
pub(super) struct Document<'o> {
    out: &'o mut dyn Write,
    name: String,
    size: u64,
    hash: Sha256,
    is_first: bool,
    elsewhere: BTreeSet<RecordId>,
}

/// A document that is complete.
pub(super) struct Written {
    pub(super) size: u64,
    pub(super) sha256: String,
    /// References to records that it does not hold.
    pub(super) elsewhere: usize,
}

impl<'o> Document<'o> {
    /// Begins one; `name` is what a failure calls the file.
    pub(super) fn begin(out: &'o mut dyn Write, name: &str) -> Result<Self, Failure> {
        let mut document = Self {
            out,
            name: name.to_owned(),
            size: 0,
            hash: Sha256::new(),
            is_first: true,
            elsewhere: BTreeSet::new(),
        };
        document.put(b"{\"records\": [\n")?;
        Ok(document)
    }

    /// Writes one record. False when an import would not take it as it is.
    pub(super) fn record(&mut self, view: &View<'_>, scope: &Scope, envelope: &Envelope) -> Result<bool, Failure> {
        let mut line = if std::mem::take(&mut self.is_first) {
            Vec::new()
        } else {
            b",\n".to_vec()
        };
        serde_json::to_writer(&mut line, &record(envelope)).map_err(|error| self.failure(&error.into()))?;
        self.put(&line)?;
        let leads = self.follow(view, scope, envelope)?;
        Ok(leads && comes_back(envelope))
    }

    /// Notes which records are named that the document does not hold. False when a reference leads to another kind than it may.
    fn follow(&mut self, view: &View<'_>, scope: &Scope, envelope: &Envelope) -> Result<bool, Failure> {
        let mut leads = true;
        let spec = kind_spec(&envelope.kind);
        for (field, target) in sandyq_domain::links(&envelope.kind, &envelope.body) {
            let may = match spec.and_then(|spec| spec.field(field)).map(|field| field.kind) {
                Some(FieldType::Link(kind) | FieldType::Links(kind)) => kind,
                Some(FieldType::Code(_) | FieldType::Codes(_)) => "term",
                Some(_) | None => "*",
            };
            match scope.find(view, target)? {
                Some(found) => leads &= may == "*" || found.kind == may,
                None => drop(self.elsewhere.insert(target)),
            }
        }
        let home = envelope.case.filter(|case| *case != envelope.id);
        if let Some(case) = home {
            match scope.find(view, case)? {
                Some(found) => leads &= found.kind == "case",
                None => drop(self.elsewhere.insert(case)),
            }
        }
        Ok(leads)
    }

    /// Completes it, down to the file.
    pub(super) fn end(mut self) -> Result<Written, Failure> {
        self.put(b"\n]")?;
        let elsewhere = std::mem::take(&mut self.elsewhere);
        if !elsewhere.is_empty() {
            self.put(b",\n\"elsewhere\": ")?;
            let ids = serde_json::to_vec(&elsewhere).map_err(|error| self.failure(&error.into()))?;
            self.put(&ids)?;
        }
        self.put(b"}\n")?;
        self.out.flush().map_err(|error| self.failure(&error))?;
        Ok(Written {
            size: self.size,
            sha256: crate::evidence::hex(&self.hash.finalize()),
            elsewhere: elsewhere.len(),
        })
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.out.write_all(bytes).map_err(|error| self.failure(&error))?;
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        Ok(())
    }

    fn failure(&self, error: &io::Error) -> Failure {
        Failure::of_writing(error, &self.name)
    }
}

/// A record as the document says it: known fields in the order of their declaration, then the others by name.
fn record(envelope: &Envelope) -> Map<String, Value> {
    let Envelope {
        id,
        case,
        kind,
        version: _,
        author: _,
        machine: _,
        time: _,
        body,
        withheld,
        edits: _,
    } = envelope;
    let mut record = Map::from_iter([("kind".to_owned(), json!(kind)), ("id".to_owned(), json!(id))]);
    if let Some(case) = case.filter(|case| case != id) {
        record.insert("case".to_owned(), json!(case));
    }
    if !withheld.is_empty() {
        record.insert("withheld".to_owned(), json!(withheld));
    }
    let declared = kind_spec(kind).map_or(&[][..], |spec| spec.fields);
    let place = |name: &str| declared.iter().position(|field| field.name == name);
    let mut names: Vec<&String> = body.keys().filter(|name| !is_taken(name)).collect();
    names.sort_by_key(|name| (place(name).unwrap_or(usize::MAX), *name));
    record.extend(names.into_iter().map(|name| (name.clone(), body[name].clone())));
    record
}

/// Names that the document itself uses.
fn is_taken(name: &str) -> bool {
    DOCUMENT_NAMES.contains(&name)
}

/// Whether an import by this version stores exactly this record: not so for kinds, terms and fields of a newer one.
fn comes_back(envelope: &Envelope) -> bool {
    let Some(spec) = kind_spec(&envelope.kind) else {
        return false;
    };
    let has_home = match (spec.name, spec.scope) {
        ("case", _) => envelope.case == Some(envelope.id),
        (_, Lives::Case) => envelope.case.is_some(),
        (_, Lives::Vault) => envelope.case.is_none(),
    };
    let withholds = |name: &str| envelope.withheld.iter().any(|withheld| withheld == name);
    let has_code = spec.field("code").is_none() || envelope.body.contains_key("code") || withholds("code");
    let is_free = !envelope.body.keys().any(|name| is_taken(name));
    let stored = fitting_without(spec, &envelope.body, &envelope.withheld, envelope.time);
    has_home && has_code && is_free && stored.is_ok_and(|stored| stored == envelope.body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandyq_domain::{MachineId, Timestamp, VersionVector};

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    fn envelope(kind: &str, case: Option<u8>, body: &Value) -> Envelope {
        Envelope {
            id: id(1),
            case: case.map(id),
            kind: kind.to_owned(),
            version: VersionVector::default(),
            author: "кто-то".to_owned(),
            machine: MachineId::from_bytes([7; 16]),
            time: Timestamp::from_millis(0),
            body: body.as_object().cloned().expect("an object"),
            withheld: vec![],
            edits: sandyq_domain::Edits::default(),
        }
    }

    #[test]
    fn what_an_import_would_refuse_or_change_is_known_before() {
        for (kind, case, body) in [
            ("event", Some(2), json!({ "title": "ночь", "from_the_future": [1] })),
            ("case", Some(1), json!({ "code": "K-1" })),
            ("person", None, json!({ "code": "P-1" })),
        ] {
            assert!(comes_back(&envelope(kind, case, &body)), "{kind}");
        }
        for (kind, case, body) in [
            ("of_a_newer_program", Some(2), json!({})),
            ("event", Some(2), json!({ "region": "of-a-newer-vocabulary" })),
            (
                "event",
                Some(2),
                json!({ "title": "ночь", "key": "taken by the document" }),
            ),
            ("event", Some(2), json!({ "date": "2025-09-28" })),
            ("event", None, json!({ "title": "in no case" })),
            ("act", Some(2), json!({ "act_type": "threat" })),
            ("person", None, json!({ "occupation": "without a code" })),
            ("case", Some(2), json!({ "code": "K-1" })),
        ] {
            assert!(!comes_back(&envelope(kind, case, &body)), "{kind} {body}");
        }
        let mut withheld = envelope("act", Some(2), &json!({ "act_type": "threat" }));
        withheld.withheld = vec!["victim".to_owned()];
        assert!(comes_back(&withheld));
    }

    #[test]
    fn a_record_is_said_in_one_order_and_without_who_wrote_it() {
        let written =
            json!({ "zeta": 1, "date": { "precision": "unknown" }, "alpha": 2, "title": "ночь", "key": "lost" });
        let line = serde_json::to_string(&record(&envelope("event", Some(2), &written))).expect("writes");
        let expected = format!(
            r#"{{"kind":"event","id":"{}","case":"{}","title":"ночь","date":{{"precision":"unknown"}},"alpha":2,"zeta":1}}"#,
            id(1),
            id(2)
        );
        assert_eq!(line, expected);
    }
}
