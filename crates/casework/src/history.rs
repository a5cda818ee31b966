//! Every revision of a record or a case: who wrote it, when, and which fields it changed.

use crate::concealing;
use crate::failure::{ErrorCode, Failure};
use crate::finding::find_record;
use crate::reading;
use crate::session::Session;
use crate::spelling::title_of;
use crate::undoing::numbered;
use crate::view::{FieldChange, HistoryLine};
use sandyq_domain::words::{has, text};
use sandyq_domain::{Lang, RecordId, Timestamp, kind_spec};
use sandyq_vault::{View, drafts, records, revisions, trash};
use serde_json::{Map, Value};

impl Session {
    /// Every revision of a record, or of every record of a case, the newest first.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`].
    pub fn read_history(&self, id: &str, lang: Lang) -> Result<Vec<HistoryLine>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let id = find_record(view, id)?;
            if trash::read(view, id)?.is_none() && drafts::read(view, id)?.is_none() {
                return Err(ErrorCode::NoSuchRecord.into());
            }
            let of_case = records::read(view, id)?.is_some_and(|envelope| envelope.kind == "case");
            let ids = if of_case {
                records::of_case(view, id)?.iter().map(|e| e.id).collect()
            } else {
                vec![id]
            };
            let mut lines = Vec::new();
            for id in ids {
                // A clock that was set back must not turn the order of a record's versions around.
                let mut latest = Timestamp::from_millis(i64::MIN);
                for line in history_of(view, &revisions::of(view, id)?, now, lang)? {
                    latest = latest.max(line.time);
                    lines.push((latest, line));
                }
            }
            lines.sort_by_key(|(latest, line)| (std::cmp::Reverse(*latest), std::cmp::Reverse(line.n)));
            Ok(lines.into_iter().map(|(_, line)| line).collect())
        })
    }
}

impl Session {
    /// The fields in which two versions of a record differ, in the order of its form, with both values in words.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRevision`], [`ErrorCode::NoSuchRecord`].
    pub fn compare_revisions(&self, id: &str, a: u32, b: u32, lang: Lang) -> Result<Vec<FieldChange>, Failure> {
        self.vault().read(|view| {
            let id = find_record(view, id)?;
            let history = revisions::of(view, id)?;
            if history.is_empty() {
                return Err(ErrorCode::NoSuchRecord.into());
            }
            let (before, after) = (&numbered(&history, a)?.envelope, &numbered(&history, b)?.envelope);
            let linked = |id: RecordId| {
                let envelope = records::read(view, id).ok().flatten()?;
                title_of(view, &envelope.kind, &envelope.body, lang).ok()
            };
            let (mut old, mut new) = (before.body.clone(), after.body.clone());
            if concealing::is_on(view)? {
                concealing::conceal_one(&before.kind, &mut old);
                concealing::conceal_one(&after.kind, &mut new);
            }
            Ok(changes(&after.kind, &old, &new, &linked, lang))
        })
    }
}

/// Field by field: those of the declaration first, then what a newer program added.
fn changes(
    kind: &str,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    linked: &dyn Fn(RecordId) -> Option<String>,
    lang: Lang,
) -> Vec<FieldChange> {
    let fields = kind_spec(kind).map_or(&[][..], |spec| spec.fields);
    let declared = |name: &str| fields.iter().find(|field| field.name == name);
    let mut names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    for name in before.keys().chain(after.keys()) {
        if !names.contains(&name.as_str()) && name != "answers" {
            names.push(name);
        }
    }
    let mut changes = Vec::new();
    for name in names {
        let (old, new) = (said(before, name), said(after, name));
        if old == new {
            continue;
        }
        let words = |value: Option<&Value>| {
            value.map_or_else(String::new, |value| {
                reading::value_text(declared(name), value, linked, lang)
            })
        };
        let mut change = FieldChange {
            field: name.to_owned(),
            label: label(kind, name, lang),
            before: words(old),
            after: words(new),
        };
        // The words are the same and the values are not, such as the language of a passage.
        if change.before == change.after {
            let raw = |value: Option<&Value>| value.map_or_else(String::new, reading::as_stored);
            (change.before, change.after) = (raw(old), raw(new));
        }
        changes.push(change);
    }
    changes
}

/// What a field says: its value, or what was answered instead of one.
fn said<'b>(body: &'b Map<String, Value>, name: &str) -> Option<&'b Value> {
    body.get(name).or_else(|| body.get("answers")?.get(name))
}

pub(crate) fn label(kind: &str, name: &str, lang: Lang) -> String {
    let key = format!("field-{kind}-{name}");
    if has(lang, &key) {
        text(lang, &key)
    } else {
        name.to_owned()
    }
}

fn history_of(
    view: &View<'_>,
    revisions: &[revisions::Revision],
    now: Timestamp,
    lang: Lang,
) -> Result<Vec<HistoryLine>, Failure> {
    let bodies = std::iter::once(None).chain(revisions.iter().map(|revision| Some(&revision.envelope.body)));
    let line = |(before, revision): (Option<&Map<String, Value>>, &revisions::Revision)| {
        let envelope = &revision.envelope;
        Ok(HistoryLine {
            n: u32::try_from(revision.seq).unwrap_or(u32::MAX),
            id: envelope.id,
            title: title_of(view, &envelope.kind, &envelope.body, lang)?,
            author: envelope.author.clone(),
            machine: envelope.machine.to_string().chars().take(8).collect(),
            time: envelope.time,
            when: sandyq_domain::words::recent_text(envelope.time, now, lang),
            changed: before.map_or_else(Vec::new, |before| {
                changed_labels(&envelope.kind, before, &envelope.body, lang)
            }),
        })
    };
    bodies.zip(revisions).map(line).collect()
}

fn changed_labels(kind: &str, before: &Map<String, Value>, after: &Map<String, Value>, lang: Lang) -> Vec<String> {
    let fields = kind_spec(kind).map_or(&[][..], |spec| spec.fields);
    let changed = fields
        .iter()
        .filter(|field| before.get(field.name) != after.get(field.name));
    changed
        .map(|field| sandyq_domain::words::text(lang, &format!("field-{kind}-{}", field.name)))
        .collect()
}
