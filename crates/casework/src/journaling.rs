//! The journal for the window: page by page, in the reader's words. `merging.rs` has it as the terminal prints it, with the
//! names that things have in the payload.

use crate::concealing::{self, COVER};
use crate::failure::Failure;
use crate::reading;
use crate::sealing::recipient;
use crate::session::Session;
use crate::spelling::{case_code, title_of};
use crate::view::{JournalCheck, JournalPage, JournalRow, PreviewLine};
use sandyq_domain::words::{has, recent_text, size_text, text, text_with};
use sandyq_domain::{Lang, RecordId, Timestamp};
use sandyq_vault::journal::{self, Entry};
use sandyq_vault::{View, codes, records};
use serde_json::{Map, Value};

/// Words and names that somebody chose: covered while names are hidden.
const OWN_WORDS: [&str; 3] = ["reason", "file", "path"];
/// Entries on a page.
const PAGE: u32 = 50;
/// What is told of an entry, in this order; whatever else its payload holds is for the terminal.
const TOLD: [&str; 18] = [
    "people",
    "reason",
    "to",
    "from",
    "kind",
    "purpose",
    "file",
    "path",
    "derivative",
    "taken",
    "merged",
    "conflicting",
    "restored",
    "trashed",
    "records",
    "files",
    "bytes",
    "size",
];

impl Session {
    /// A page of the journal, the newest entry first, behind the `skip` newest.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn journal_page(&self, skip: u32, lang: Lang) -> Result<JournalPage, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let entries = journal::newest(view, skip, PAGE)?;
            let rows: Result<Vec<JournalRow>, Failure> =
                entries.iter().map(|entry| row(view, entry, now, lang)).collect();
            Ok(JournalPage {
                total: u32::try_from(journal::count(view)?).unwrap_or(u32::MAX),
                page: PAGE,
                rows: rows?,
            })
        })
    }

    /// Whether every chain of the journal holds.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn verify_journal(&self, lang: Lang) -> Result<JournalCheck, Failure> {
        self.vault().read(|view| {
            let broken = journal::verify(view)?;
            Ok(JournalCheck {
                entries: u32::try_from(journal::count(view)?).unwrap_or(u32::MAX),
                faults: broken.iter().map(|one| fault(one, lang)).collect(),
            })
        })
    }
}

/// Where the journal does not hold, in words.
pub(crate) fn fault(broken: &journal::Break, lang: Lang) -> String {
    let row = broken.row.to_string();
    text_with(lang, "journal-broken", &[("row", row.as_str().into())])
}

/// What an entry is about: a code or title; an id for what is not here.
pub(crate) fn item_name(view: &View<'_>, id: RecordId, lang: Lang) -> Result<String, Failure> {
    if let Some(code) = codes::shown(view, id)? {
        return Ok(code);
    }
    match records::read(view, id)? {
        Some(envelope) => title_of(view, &envelope.kind, &envelope.body, lang),
        None => Ok(id.to_string()),
    }
}

fn row(view: &View<'_>, entry: &Entry, now: Timestamp, lang: Lang) -> Result<JournalRow, Failure> {
    let empty = Map::new();
    let payload = entry.payload.as_ref().and_then(Value::as_object);
    let said = payload.unwrap_or(&empty);
    let word = |name: &str| said.get(name).and_then(Value::as_str).unwrap_or_default();
    let is_hidden = concealing::is_on(view)?;
    let mut details = Vec::new();
    for (name, value) in TOLD.iter().filter_map(|name| Some((*name, said.get(*name)?))) {
        let note = match told(view, name, value, lang)? {
            said if is_hidden && !said.is_empty() && OWN_WORDS.contains(&name) => COVER.to_owned(),
            said => said,
        };
        if !note.is_empty() {
            let text = text(lang, &format!("journal-field-{name}"));
            details.push(PreviewLine { text, note });
        }
    }
    let case_code = match records::read(view, entry.item)? {
        Some(envelope) if envelope.kind != "case" => case_code(view, &envelope)?,
        Some(_) | None => String::new(),
    };
    Ok(JournalRow {
        number: format!(
            "{}/{}",
            entry.machine.to_string().chars().take(8).collect::<String>(),
            entry.seq
        ),
        when: recent_text(entry.time, now, lang),
        what: match payload {
            Some(_) => action(word("action"), said.contains_key("receipt"), lang),
            None => text(lang, "journal-action-gone"),
        },
        item: item_name(view, entry.item, lang)?,
        case_code,
        by: word("by").to_owned(),
        details,
        hash: crate::evidence::hex(&entry.hash),
    })
}

/// What was done. An action of a newer program is told by its own name.
fn action(name: &str, is_receipt: bool, lang: Lang) -> String {
    let name = if is_receipt { "acknowledged" } else { name };
    let key = format!("journal-action-{name}");
    if has(lang, &key) {
        text(lang, &key)
    } else {
        name.to_owned()
    }
}

/// A detail in words; empty for one that says nothing.
fn told(view: &View<'_>, name: &str, value: &Value, lang: Lang) -> Result<String, Failure> {
    Ok(match (name, value) {
        ("to", Value::String(key)) => recipient::by_key(view, key, lang)?,
        ("kind", Value::String(kind)) => text(lang, &format!("bundle-kind-{kind}")),
        ("purpose", Value::String(purpose)) => reading::term("consent_purpose", purpose, lang),
        ("bytes" | "size", Value::Number(bytes)) => size_text(bytes.as_u64().unwrap_or_default(), lang),
        (_, Value::Bool(true)) => text(lang, "journal-yes"),
        (_, Value::Number(n)) if n.as_u64() != Some(0) => n.to_string(),
        (_, Value::String(said)) => said.clone(),
        (_, Value::Array(all)) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        (_, Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) => String::new(),
    })
}
