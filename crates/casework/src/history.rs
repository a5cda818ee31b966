//! Every revision of a record or a case: who wrote it, when, and which fields it changed.

use crate::failure::Failure;
use crate::finding::find_record;
use crate::reading;
use crate::session::Session;
use crate::view::HistoryLine;
use sandyq_domain::{Lang, Timestamp, kind_spec};
use sandyq_vault::{records, revisions};
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
                for line in history_of(&revisions::of(view, id)?, now, lang) {
                    latest = latest.max(line.time);
                    lines.push((latest, line));
                }
            }
            lines.sort_by_key(|(latest, line)| (std::cmp::Reverse(*latest), std::cmp::Reverse(line.n)));
            Ok(lines.into_iter().map(|(_, line)| line).collect())
        })
    }
}

fn history_of(revisions: &[revisions::Revision], now: Timestamp, lang: Lang) -> Vec<HistoryLine> {
    let bodies = std::iter::once(None).chain(revisions.iter().map(|revision| Some(&revision.envelope.body)));
    let line = |(before, revision): (Option<&Map<String, Value>>, &revisions::Revision)| {
        let envelope = &revision.envelope;
        HistoryLine {
            n: u32::try_from(revision.seq).unwrap_or(u32::MAX),
            id: envelope.id,
            title: reading::title_of(&envelope.kind, &envelope.body, lang),
            author: envelope.author.clone(),
            machine: envelope.machine.to_string().chars().take(8).collect(),
            time: envelope.time,
            when: sandyq_domain::words::recent_text(envelope.time, now, lang),
            changed: before.map_or_else(Vec::new, |before| {
                changed_labels(&envelope.kind, before, &envelope.body, lang)
            }),
        }
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
