//! What two sides changed: shown side by side, decided by a person, and then decided everywhere.
//!
//! A decision is an edit that knew both values, so it ends the question on every machine it reaches. Nothing is decided by
//! itself, and no value is lost by deciding: both stay in the history.

use crate::concealing;
use crate::failure::{ErrorCode, Failure};
use crate::finding::find_record;
use crate::fitting::fitting_without;
use crate::reading;
use crate::session::Session;
use crate::spelling::{case_code, title_of};
use crate::view::{ConflictField, ConflictValue, ConflictView, RecordView};
use sandyq_domain::words::{recent_text, text};
use sandyq_domain::{Dispute, Dot, Envelope, Lang, RecordId, Timestamp, kind_spec};
use sandyq_vault::conflicts::{self, Conflict};
use sandyq_vault::records::NewRevision;
use sandyq_vault::revisions::Revision;
use sandyq_vault::{View, records, revisions};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a person decided.
pub enum Take {
    /// What this vault said before theirs came.
    Ours,
    /// What the other side says; of several, the one that came first.
    Theirs,
    /// Of each field the value of this number: 0 is ours, then theirs in their order.
    Sides(BTreeMap<String, u32>),
    /// These fields, as an import document would say them; every field in question must be among them.
    These(Map<String, Value>),
}

/// One field with what each side says: values, and the edits they came by.
struct Sides {
    field: String,
    ours: (Option<Dot>, Value),
    theirs: Vec<(Option<Dot>, Value)>,
    before: Option<Value>,
}

impl Sides {
    /// The value of this number: 0 is ours, then theirs in their order.
    fn value(&self, at: u32) -> Option<&Value> {
        let value = match usize::try_from(at).ok()?.checked_sub(1) {
            None => &self.ours,
            Some(at) => self.theirs.get(at)?,
        };
        Some(&value.1)
    }
}

/// Everything in question about one record.
struct Question {
    envelope: Envelope,
    history: Vec<Revision>,
    kept: Vec<Conflict>,
    sides: Vec<Sides>,
}

impl Session {
    /// Every record that holds several values of a field, or has a version beside it that could not be joined.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_conflicts(&self, lang: Lang) -> Result<Vec<ConflictView>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let open = conflicts::open(view)?;
            open.into_iter()
                .map(|id| shown(view, &question(view, id)?, now, lang))
                .collect()
        })
    }

    /// One of them.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`]; [`ErrorCode::NoSuchConflict`] when nothing about it is in question.
    pub fn read_conflict(&self, id: &str, lang: Lang) -> Result<ConflictView, Failure> {
        let now = self.now();
        self.vault()
            .read(|view| shown(view, &open_question(view, id)?, now, lang))
    }

    /// Decides what the fields in question say.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchConflict`]; [`ErrorCode::BadRecord`] when a value does not fit, or a field in question is not decided.
    pub fn resolve_conflict(&mut self, id: &str, take: Take) -> Result<RecordView, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        let decided = self.vault_mut().write(|tx| {
            let question = open_question(tx, id)?;
            let Question {
                envelope, kept, sides, ..
            } = &question;
            let body = match take {
                Take::Ours => with(&envelope.body, sides, |_| Some(0))?,
                Take::Theirs => with(&envelope.body, sides, |_| Some(1))?,
                Take::Sides(chosen) => with(&envelope.body, sides, |field| chosen.get(field).copied())?,
                Take::These(fields) => these(envelope, sides, fields, now)?,
            };
            let fields: BTreeSet<String> = sides.iter().map(|side| side.field.clone()).collect();
            let new = NewRevision {
                id: envelope.id,
                case: envelope.case,
                kind: &envelope.kind,
                body,
                author: &author,
                time: now,
            };
            records::decide(tx, new, &fields)?;
            for conflict in kept {
                conflicts::settle(tx, conflict.number, now)?;
            }
            Ok::<_, Failure>(envelope.id)
        })?;
        self.read_record(&decided.to_string())
    }
}

fn open_question(view: &View<'_>, id: &str) -> Result<Question, Failure> {
    let id = find_record(view, id)?;
    let question = question(view, id)?;
    if question.sides.is_empty() && question.kept.is_empty() {
        return Err(ErrorCode::NoSuchConflict.into());
    }
    Ok(question)
}

fn question(view: &View<'_>, id: RecordId) -> Result<Question, Failure> {
    let envelope = records::read(view, id)?.ok_or(ErrorCode::NoSuchRecord)?;
    let history = revisions::of(view, id)?;
    let kept = conflicts::of(view, id)?;
    let mut sides: Vec<Sides> = envelope
        .disputes()
        .into_iter()
        .map(|dispute| sides_of(dispute, &history))
        .collect();
    for conflict in &kept {
        beside(&mut sides, &envelope, conflict);
    }
    let place = |field: &str| {
        let fields = kind_spec(&envelope.kind).map_or(&[][..], |spec| spec.fields);
        fields
            .iter()
            .position(|known| known.name == field)
            .unwrap_or(usize::MAX)
    };
    sides.sort_by(|a, b| (place(&a.field), &a.field).cmp(&(place(&b.field), &b.field)));
    Ok(Question {
        envelope,
        history,
        kept,
        sides,
    })
}

/// Which of the values is ours: the one that was the newest here before the question arose.
fn sides_of(dispute: Dispute, history: &[Revision]) -> Sides {
    let Dispute { field, values } = dispute;
    let is_open = |revision: &&Revision| revision.envelope.edits.rivals.iter().any(|rival| rival.field == field);
    let shown = || history.iter().filter(|revision| !revision.is_beside);
    let settled = shown().rev().find(|revision| !is_open(revision));
    let was = settled.map(|revision| revision.envelope.body.get(&field).cloned().unwrap_or(Value::Null));
    let ours = values
        .iter()
        .position(|(_, value)| was.as_ref() == Some(value))
        .unwrap_or_default();
    let mut values: Vec<(Option<Dot>, Value)> = values.into_iter().map(|(dot, value)| (Some(dot), value)).collect();
    let ours = values.remove(ours);
    // The newest version that knew neither of the edits.
    let knew = |revision: &Revision, dot: Option<Dot>| {
        dot.is_some_and(|dot| revision.envelope.version.counter(dot.machine) >= dot.n)
    };
    let before = shown()
        .rev()
        .find(|revision| !knew(revision, ours.0) && !values.iter().any(|(dot, _)| knew(revision, *dot)))
        .map(|revision| revision.envelope.body.get(&field).cloned().unwrap_or(Value::Null));
    Sides {
        field,
        ours,
        theirs: values,
        before,
    }
}

/// Every field in which a version kept beside ours differs.
fn beside(sides: &mut Vec<Sides>, ours: &Envelope, conflict: &Conflict) {
    let theirs = &conflict.theirs;
    let fields: BTreeSet<&String> = ours.body.keys().chain(theirs.body.keys()).collect();
    for field in fields {
        let is_known = !ours.withheld.contains(field) && !theirs.withheld.contains(field);
        if !is_known || ours.body.get(field) == theirs.body.get(field) {
            continue;
        }
        let value = |envelope: &Envelope| envelope.body.get(field).cloned().unwrap_or(Value::Null);
        if let Some(side) = sides.iter_mut().find(|side| side.field == *field) {
            side.theirs.push((None, value(theirs)));
            continue;
        }
        sides.push(Sides {
            field: field.clone(),
            ours: (None, value(ours)),
            theirs: vec![(None, value(theirs))],
            before: conflict.base.as_ref().map(value),
        });
    }
}

/// The body with the values whose numbers were chosen, and none in question left out.
fn with(
    body: &Map<String, Value>,
    sides: &[Sides],
    chosen: impl Fn(&str) -> Option<u32>,
) -> Result<Map<String, Value>, Failure> {
    let mut body = body.clone();
    for side in sides {
        let value = chosen(&side.field).and_then(|at| side.value(at));
        let value = value.ok_or_else(|| Failure::about(ErrorCode::BadRecord, side.field.as_str()))?;
        if value.is_null() {
            body.remove(&side.field);
        } else {
            body.insert(side.field.clone(), value.clone());
        }
    }
    Ok(body)
}

/// The body with these fields, each fitting, and none in question left out.
fn these(
    envelope: &Envelope,
    sides: &[Sides],
    fields: Map<String, Value>,
    now: Timestamp,
) -> Result<Map<String, Value>, Failure> {
    if let Some(side) = sides.iter().find(|side| !fields.contains_key(&side.field)) {
        return Err(Failure::about(ErrorCode::BadRecord, side.field.as_str()));
    }
    let mut body = envelope.body.clone();
    body.extend(fields);
    body.retain(|_, value| !value.is_null());
    let Some(spec) = kind_spec(&envelope.kind) else {
        return Ok(body);
    };
    fitting_without(spec, &body, &envelope.withheld, now).map_err(|problems| Failure::of_fields(spec.name, problems))
}

fn shown(view: &View<'_>, question: &Question, now: Timestamp, lang: Lang) -> Result<ConflictView, Failure> {
    let Question {
        envelope,
        history,
        kept,
        sides,
    } = question;
    let hidden = concealing::is_on(view)?;
    let linked = |id: RecordId| {
        let envelope = records::read(view, id).ok().flatten()?;
        title_of(view, &envelope.kind, &envelope.body, lang).ok()
    };
    let spec = kind_spec(&envelope.kind);
    let words = |field: &str, value: &Value| {
        if value.is_null() {
            return String::new();
        }
        let mut body = Map::from_iter([(field.to_owned(), value.clone())]);
        if hidden {
            concealing::conceal_one(&envelope.kind, &mut body);
        }
        let declared = spec.and_then(|spec| spec.field(field));
        body.get(field)
            .map_or_else(String::new, |value| reading::value_text(declared, value, &linked, lang))
    };
    let told = |field: &str, (dot, value): &(Option<Dot>, Value)| {
        let of_dot = |revision: &&Revision| dot.is_some_and(|dot| wrote(revision, dot));
        let wrote = history.iter().find(of_dot).map(|revision| &revision.envelope);
        let wrote = wrote.or_else(|| dot.is_none().then(|| kept.first().map(|kept| &kept.theirs)).flatten());
        ConflictValue {
            text: words(field, value),
            author: wrote.map_or_else(String::new, |envelope| envelope.author.clone()),
            when: wrote.map_or_else(String::new, |envelope| recent_text(envelope.time, now, lang)),
        }
    };
    let fields = sides.iter().map(|side| ConflictField {
        field: side.field.clone(),
        label: crate::history::label(&envelope.kind, &side.field, lang),
        ours: told(&side.field, &side.ours),
        theirs: side.theirs.iter().map(|value| told(&side.field, value)).collect(),
        before: side
            .before
            .as_ref()
            .map_or_else(String::new, |value| words(&side.field, value)),
    });
    Ok(ConflictView {
        id: envelope.id,
        kind_label: reading::kind_label(&envelope.kind, lang),
        title: title_of(view, &envelope.kind, &envelope.body, lang)?,
        case_code: case_code(view, envelope)?,
        alarm: alarm(envelope, kept, lang),
        fields: fields.collect(),
    })
}

/// Whether this revision's own edit is the one.
fn wrote(revision: &Revision, dot: Dot) -> bool {
    let envelope = &revision.envelope;
    envelope.machine == dot.machine && envelope.version.counter(dot.machine) == dot.n
}

/// What is behind a version that could not be joined.
fn alarm(envelope: &Envelope, kept: &[Conflict], lang: Lang) -> String {
    let moved = |conflict: &&Conflict| conflict.theirs.case != envelope.case;
    let forged = |conflict: &&Conflict| conflict.bundle.is_some() && conflict.theirs.case == envelope.case;
    if kept.iter().any(|conflict| forged(&conflict)) {
        text(lang, "conflict-forged")
    } else if kept.iter().any(|conflict| moved(&conflict)) {
        text(lang, "conflict-moved")
    } else {
        String::new()
    }
}
