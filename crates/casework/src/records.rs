//! Cases and records: show, add, read, edit.

use crate::concealing;
use crate::drafting::{commit_one, unfinished};
use crate::failure::{ErrorCode, Failure};
use crate::finding::{find_case, find_record, row_of, standing_over, whole_case};
use crate::fitting::{fitting, resolve_codes};
use crate::linked::linked_cases;
use crate::reading;
use crate::session::Session;
use crate::spelling::for_a_page;
use crate::view::{CasePage, CaseRow, NewCase, RecordView};
use sandyq_domain::{KindSpec, Lang, RecordId, Scope, Timestamp, kind_spec};
use sandyq_vault::records::{self, NewRevision};
use sandyq_vault::{Tx, codes, drafts, revisions};
use serde_json::{Map, Value, json};

impl Session {
    /// One case, by id or code.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`].
    pub fn show_case(&self, case: &str, lang: Lang) -> Result<CasePage, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let id = find_case(view, case)?;
            let mut envelopes = whole_case(view, id)?;
            envelopes.extend(standing_over(view, id)?);
            let envelopes = for_a_page(view, envelopes, lang)?;
            let beside = reading::Beside {
                evidence: crate::evidence::lines(view, &envelopes, now, lang)?,
                deadlines: crate::deadlines::of_case(view, id, &envelopes, now, lang)?,
                linked: linked_cases(view, id, &envelopes, lang)?,
            };
            let mut page = reading::case_page(id, &envelopes, beside, now, lang);
            page.row.line.code = codes::shown(view, id)?.unwrap_or(page.row.line.code);
            concealing::call_by_code(view, &mut page.row.line)?;
            page.unfinished = unfinished(view, id, lang)?;
            Ok(page)
        })
    }

    /// A new case from the shortest form: its title, what was told, when and where.
    ///
    /// Words for a date that is not one are kept as they were told; nobody is asked to be exact.
    ///
    /// # Errors
    /// Those of writing the vault.
    pub fn create_case(&mut self, new: &NewCase, lang: Lang) -> Result<CaseRow, Failure> {
        let NewCase {
            title,
            told,
            when,
            locality,
        } = new;
        let (case, event) = (self.new_id(), self.new_id());
        let today = self.today().to_string();
        let case_body = json!({ "title": title.trim(), "monitoring_status": "intake", "opened": today });
        let event_body = json!({ "description": [{ "lang": lang.code(), "text": told }], "locality": locality.trim(), "date": when });
        let has_event = [told, when, locality].iter().any(|text| !text.trim().is_empty());
        let mut new = vec![("case", case, Some(case), case_body)];
        if has_event {
            new.push(("event", event, Some(case), event_body));
        }
        self.add_records(new)?;
        let now = self.now();
        self.vault().read(|view| row_of(view, case, now, now, lang))
    }

    /// Adds one record. `case` is an id or code, needed by kinds that live in a case.
    ///
    /// # Errors
    /// [`ErrorCode::BadRecord`] when a field does not fit, [`ErrorCode::NoSuchCase`].
    pub fn add_record(
        &mut self,
        kind: &str,
        case: Option<&str>,
        body: &Map<String, Value>,
    ) -> Result<RecordView, Failure> {
        let (spec, id, case) = self.place_of(kind, case)?;
        let mut body = body.clone();
        self.vault().read(|view| resolve_codes(view, spec, &mut body))?;
        self.add_records(vec![(spec.name, id, case, Value::Object(body))])?;
        self.read_record(&id.to_string())
    }

    /// A kind, a new id, and the case such a record lives in.
    pub(crate) fn place_of(
        &self,
        kind: &str,
        case: Option<&str>,
    ) -> Result<(&'static KindSpec, RecordId, Option<RecordId>), Failure> {
        let spec = kind_spec(kind).ok_or_else(|| Failure::about(ErrorCode::BadRecord, kind))?;
        let id = self.new_id();
        let case = match (spec.name, spec.scope) {
            ("case", _) => Some(id),
            (_, Scope::Vault) => None,
            (_, Scope::Case) => {
                let name = case.ok_or(ErrorCode::NoSuchCase)?;
                Some(self.vault().read(|view| find_case(view, name))?)
            }
        };
        Ok((spec, id, case))
    }

    /// Adds several records in one transaction. Bodies are checked against their declarations.
    pub(crate) fn add_records(
        &mut self,
        new: Vec<(&'static str, RecordId, Option<RecordId>, Value)>,
    ) -> Result<(), Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        self.vault_mut().write(|tx| {
            for (kind, id, case, body) in new {
                put(tx, kind, id, case, &body, &author, now)?;
            }
            Ok(())
        })
    }

    /// One record for its form, the draft when there is one.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`].
    pub fn read_record(&self, id: &str) -> Result<RecordView, Failure> {
        self.vault().read(|view| {
            let id = find_record(view, id)?;
            let stored = records::read(view, id)?;
            let draft = drafts::read(view, id)?;
            let revisions = u32::try_from(revisions::of(view, id)?.len()).unwrap_or(u32::MAX);
            match (stored, draft) {
                (None, None) => Err(ErrorCode::NoSuchRecord.into()),
                (stored, Some(draft)) => Ok(RecordView {
                    id,
                    case: draft.case,
                    kind: draft.kind,
                    body: draft.body,
                    is_draft: true,
                    focus: draft.field,
                    cursor: draft.cursor,
                    revisions,
                    withheld: stored.map(|envelope| envelope.withheld).unwrap_or_default(),
                }),
                (Some(envelope), None) => Ok(RecordView {
                    id,
                    case: envelope.case,
                    kind: envelope.kind,
                    body: envelope.body,
                    is_draft: false,
                    focus: None,
                    cursor: None,
                    revisions,
                    withheld: envelope.withheld,
                }),
            }
        })
    }

    /// Changes fields of a record at once, as the command line does. A `null` takes a field away.
    ///
    /// # Errors
    /// [`ErrorCode::BadRecord`], [`ErrorCode::NoSuchRecord`].
    pub fn edit_record(&mut self, id: &str, changes: &Map<String, Value>) -> Result<RecordView, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        self.vault_mut().write(|tx| {
            let id = find_record(tx, id)?;
            commit_one(tx, id)?;
            let envelope = records::read(tx, id)?.ok_or(ErrorCode::NoSuchRecord)?;
            let Some(spec) = kind_spec(&envelope.kind) else {
                return Err(Failure::about(ErrorCode::BadRecord, envelope.kind));
            };
            // Only what is changed: a link that came from elsewhere and leads nowhere yet must not stop an edit.
            let mut changes = changes.clone();
            resolve_codes(tx, spec, &mut changes)?;
            let mut body = envelope.body;
            body.extend(changes);
            body.retain(|_, value| !value.is_null());
            put(tx, spec.name, id, envelope.case, &Value::Object(body), &author, now)
        })?;
        self.read_record(id)
    }
}

/// Checks a body against its declaration, gives it a code where its kind has one, and writes it.
pub(crate) fn put(
    tx: &Tx<'_>,
    kind: &'static str,
    id: RecordId,
    case: Option<RecordId>,
    body: &Value,
    author: &str,
    time: Timestamp,
) -> Result<(), Failure> {
    let spec = kind_spec(kind).ok_or_else(|| Failure::about(ErrorCode::BadRecord, kind))?;
    let empty = Map::new();
    let mut body = fitting(spec, body.as_object().unwrap_or(&empty), time)
        .map_err(|problems| Failure::of_fields(kind, problems))?;
    give_code(tx, spec, &mut body, time)?;
    records::put(
        tx,
        NewRevision {
            id,
            case,
            kind,
            body,
            author,
            time,
        },
    )?;
    Ok(())
}

/// The next code of its series, for a body that has none although its kind has one.
pub(crate) fn give_code(
    tx: &Tx<'_>,
    spec: &KindSpec,
    body: &mut Map<String, Value>,
    time: Timestamp,
) -> Result<(), Failure> {
    if spec.field("code").is_none() || body.contains_key("code") {
        return Ok(());
    }
    let prefix = match spec.name {
        "case" => format!("K-{:02}-", time.year().rem_euclid(100)),
        _ => "P-".to_owned(),
    };
    body.insert("code".to_owned(), json!(codes::next_code(tx, &prefix)?));
    Ok(())
}
