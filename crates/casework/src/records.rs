//! Cases and records: list, show, add, edit, history, search.

use crate::failure::{ErrorCode, Failure, problem_text};
use crate::fitting::{fitting, resolve_codes};
use crate::reading;
use crate::session::Session;
use crate::view::{
    CaseList, CasePage, CaseRow, DraftSaved, FieldProblem, HistoryLine, NewCase, RecordLine, RecordView, SearchHit,
};
use sandyq_domain::{CaseFile, Envelope, FuzzyDate, KindSpec, Lang, Problem, RecordId, Scope, Timestamp, kind_spec};
use sandyq_vault::cases::{CasesPage, cases_page};
use sandyq_vault::drafts::{self, Draft};
use sandyq_vault::records::{self, NewRevision};
use sandyq_vault::{Tx, View, codes, links, revisions, search};
use serde_json::{Map, Value, json};

/// Most rows in one answer.
const PAGE_LIMIT: u32 = 500;
/// Most places a search shows.
const HIT_LIMIT: usize = 200;

impl Session {
    /// The case list, the newest change first; with a query, the cases in which its words stand.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_cases(&self, query: &str, offset: u32, limit: u32, lang: Lang) -> Result<CaseList, Failure> {
        let now = self.now();
        let limit = limit.min(PAGE_LIMIT);
        self.vault().read(|view| {
            let (ids, total) = if query.trim().is_empty() {
                newest_cases(view, offset, limit)?
            } else {
                found_cases(view, query, offset, limit)?
            };
            let rows = ids
                .into_iter()
                .map(|(id, touched)| row_of(view, id, touched, now, lang))
                .collect::<Result<_, _>>()?;
            Ok(CaseList { total, rows })
        })
    }

    /// One case, by id or code.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`].
    pub fn show_case(&self, case: &str, lang: Lang) -> Result<CasePage, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let id = find_case(view, case)?;
            let envelopes = whole_case(view, id)?;
            let evidence = crate::evidence::lines(view, &envelopes, now, lang)?;
            let mut page = reading::case_page(id, &envelopes, evidence, now, lang);
            page.row.code = codes::shown(view, id)?.unwrap_or(page.row.code);
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
        let date = when
            .parse::<FuzzyDate>()
            .unwrap_or_else(|_| FuzzyDate::unknown(Some(when.trim().to_owned())));
        let case_body = json!({ "title": title.trim(), "monitoring_status": "intake", "opened": self.now().day() });
        let mut event_body =
            json!({ "description": [{ "lang": lang.code(), "text": told }], "locality": locality.trim() });
        if !when.trim().is_empty() {
            event_body["date"] = json!(date);
        }
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

    /// Begins a record that cannot be one yet, because something it needs has not been said: what is typed is kept as a
    /// draft from its first letter, and becomes a record when [`Session::commit_draft`] finds it whole.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`].
    pub fn begin_record(&mut self, kind: &str, case: &str, body: Map<String, Value>) -> Result<RecordView, Failure> {
        let (spec, record, case) = self.place_of(kind, Some(case))?;
        let (author, time, kind) = (self.author().to_owned(), self.now(), spec.name.to_owned());
        let draft = Draft {
            record,
            case,
            kind,
            body,
            field: None,
            cursor: None,
            author,
            time,
        };
        self.vault_mut()
            .write(|tx| Ok::<_, Failure>(drafts::save(tx, &draft)?))?;
        self.read_record(&record.to_string())
    }

    /// Throws away what was typed since the last revision; all of it, for a record that was only begun.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`].
    pub fn discard_draft(&mut self, id: &str) -> Result<(), Failure> {
        self.vault_mut().write(|tx| {
            let id = find_record(tx, id)?;
            if drafts::discard(tx, id)? {
                Ok(())
            } else {
                Err(ErrorCode::NoSuchRecord.into())
            }
        })
    }

    /// A kind, a new id, and the case such a record lives in.
    fn place_of(
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
                    revisions,
                    withheld: envelope.withheld,
                }),
            }
        })
    }

    /// Keeps what is being typed, encrypted, without making a revision of it. Unfinished values are kept too; what is
    /// wrong with them is told in the reader's language and stops nothing.
    ///
    /// # Errors
    /// Those of writing the vault.
    pub fn save_draft(
        &mut self,
        id: &str,
        body: Map<String, Value>,
        focus: Option<String>,
        lang: Lang,
    ) -> Result<DraftSaved, Failure> {
        let (author, time) = (self.author().to_owned(), self.now());
        self.vault_mut().write(|tx| {
            let record = find_record(tx, id)?;
            let (kind, case) = match (records::read(tx, record)?, drafts::read(tx, record)?) {
                (Some(envelope), _) => (envelope.kind, envelope.case),
                (None, Some(draft)) => (draft.kind, draft.case),
                (None, None) => return Err(ErrorCode::NoSuchRecord.into()),
            };
            let problems = kind_spec(&kind).and_then(|spec| fitting(spec, &body).err());
            let problems = problems.unwrap_or_default().into_iter().map(|problem| FieldProblem {
                field: field_of(&problem),
                text: problem_text(&kind, &problem, lang),
            });
            let saved = DraftSaved {
                problems: problems.collect(),
            };
            let draft = Draft {
                record,
                case,
                kind,
                body,
                field: focus,
                cursor: None,
                author,
                time,
            };
            drafts::save(tx, &draft)?;
            Ok(saved)
        })
    }

    /// Makes one revision of a draft, or none when it changed nothing.
    ///
    /// # Errors
    /// [`ErrorCode::BadRecord`] when a field does not fit: the draft stays as it is.
    pub fn commit_draft(&mut self, id: &str) -> Result<RecordView, Failure> {
        self.vault_mut().write(|tx| {
            let id = find_record(tx, id)?;
            commit_one(tx, id)
        })?;
        self.read_record(id)
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
                lines.extend(history_of(&revisions::of(view, id)?, now, lang));
            }
            lines.sort_by_key(|line| (std::cmp::Reverse(line.time), std::cmp::Reverse(line.n)));
            Ok(lines)
        })
    }

    /// Every place where the words stand, the best first.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn search_records(&self, query: &str, lang: Lang) -> Result<Vec<SearchHit>, Failure> {
        self.vault().read(|view| {
            let mut hits = Vec::new();
            for hit in search::find(view, query, HIT_LIMIT)? {
                let Some(envelope) = records::read(view, hit.record)? else {
                    continue;
                };
                let case = match envelope.case {
                    Some(case) => Some(case),
                    None => cases_of(view, &hit)?.into_iter().next(),
                };
                let case_code = match case {
                    Some(case) => codes::shown(view, case)?.unwrap_or_default(),
                    None => String::new(),
                };
                hits.push(SearchHit {
                    id: envelope.id,
                    case,
                    case_code,
                    kind_label: reading::kind_label(&envelope.kind, lang),
                    title: reading::title_of(&envelope.kind, &envelope.body, lang),
                    kind: envelope.kind,
                    snippet: hit.snippet,
                });
            }
            Ok(hits)
        })
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
    let mut body =
        fitting(spec, body.as_object().unwrap_or(&empty)).map_err(|problems| Failure::of_fields(kind, problems))?;
    if spec.field("code").is_some() && !body.contains_key("code") {
        let prefix = match kind {
            "case" => format!("K-{:02}-", time.year().rem_euclid(100)),
            _ => "P-".to_owned(),
        };
        body.insert("code".to_owned(), json!(codes::next_code(tx, &prefix)?));
    }
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

/// Makes a revision of a record's draft, when it has one.
fn commit_one(tx: &Tx<'_>, id: RecordId) -> Result<(), Failure> {
    let Some(draft) = drafts::read(tx, id)? else {
        return Ok(());
    };
    let kind = kind_spec(&draft.kind);
    let body = kind.map_or(Ok(draft.body.clone()), |spec| fitting(spec, &draft.body));
    let body = body.map_err(|problems| Failure::of_fields(&draft.kind, problems))?;
    drafts::save(tx, &Draft { body, ..draft })?;
    drafts::commit(tx, id)?;
    Ok(())
}

/// Makes a revision of a draft, unless one of its fields does not fit: then it stays a draft. Tells whether it did.
pub(crate) fn commit_if_it_fits(tx: &Tx<'_>, draft: &Draft) -> Result<bool, Failure> {
    let fits = kind_spec(&draft.kind).is_none_or(|spec| fitting(spec, &draft.body).is_ok());
    if fits {
        commit_one(tx, draft.record)?;
    }
    Ok(fits)
}

fn field_of(problem: &Problem) -> String {
    use Problem as P;
    match problem {
        P::Missing { field }
        | P::WrongType { field, .. }
        | P::UnknownTerm { field, .. }
        | P::NotADate { field }
        | P::TooLong { field }
        | P::NoSuchRecord { field } => field.clone(),
        P::UnknownKind { .. } => "kind".to_owned(),
    }
}

/// A case by id, or by the code it is shown under.
pub(crate) fn find_case(view: &View<'_>, name: &str) -> Result<RecordId, Failure> {
    let id = match name.trim().parse() {
        Ok(id) => Some(id),
        Err(_) => codes::by_code(view, name.trim())?,
    };
    let found = id.map(|id| records::read(view, id)).transpose()?.flatten();
    found
        .filter(|envelope| envelope.kind == "case")
        .map(|e| e.id)
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchCase, name))
}

/// Any record by id, or by the code it is shown under.
pub(crate) fn find_record(view: &View<'_>, name: &str) -> Result<RecordId, Failure> {
    let id = match name.trim().parse() {
        Ok(id) => Some(id),
        Err(_) => codes::by_code(view, name.trim())?,
    };
    id.ok_or_else(|| Failure::about(ErrorCode::NoSuchRecord, name))
}

/// Records that were begun in a case, or for no case in particular, and are not whole yet.
fn unfinished(view: &View<'_>, case: RecordId, lang: Lang) -> Result<Vec<RecordLine>, Failure> {
    let mut begun = Vec::new();
    for draft in drafts::all(view)? {
        let here = draft.case.is_none_or(|own| own == case);
        if here && records::read(view, draft.record)?.is_none() {
            begun.push(RecordLine {
                id: draft.record,
                kind_label: reading::kind_label(&draft.kind, lang),
                title: reading::title_of(&draft.kind, &draft.body, lang),
                kind: draft.kind,
            });
        }
    }
    Ok(begun)
}

/// The records of a case, the people they name, and the identities of those people.
pub(crate) fn whole_case(view: &View<'_>, case: RecordId) -> Result<Vec<Envelope>, Failure> {
    let mut found = records::of_case(view, case)?;
    let named = links::named_by_case(view, case)?;
    let linked: Vec<Envelope> = records::read_all(view, &named)?
        .into_iter()
        .filter(|e| e.case.is_none())
        .collect();
    for person in linked.iter().filter(|envelope| envelope.kind == "person") {
        let about: Vec<RecordId> = links::naming(view, person.id)?
            .into_iter()
            .map(|link| link.from)
            .collect();
        found.extend(
            records::read_all(view, &about)?
                .into_iter()
                .filter(|e| e.kind == "person_identity"),
        );
    }
    found.extend(linked.into_iter().filter(|envelope| envelope.kind != "person_identity"));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|envelope| seen.insert(envelope.id));
    Ok(found)
}

fn row_of(view: &View<'_>, id: RecordId, touched: Timestamp, now: Timestamp, lang: Lang) -> Result<CaseRow, Failure> {
    let file = CaseFile::of(&whole_case(view, id)?);
    let mut row = reading::case_row(id, &file, touched, now, lang);
    row.code = codes::shown(view, id)?.unwrap_or(row.code);
    Ok(row)
}

type Touched = Vec<(RecordId, Timestamp)>;

fn newest_cases(view: &View<'_>, offset: u32, limit: u32) -> Result<(Touched, u32), Failure> {
    let total = u32::try_from(records::count(view, "case")?).unwrap_or(u32::MAX);
    let page = CasesPage {
        limit: offset.saturating_add(limit),
        with_practice: true,
        ..CasesPage::default()
    };
    let skip = usize::try_from(offset).unwrap_or(usize::MAX);
    let listed = cases_page(view, &page)?.into_iter().skip(skip);
    Ok((
        listed.map(|listed| (listed.envelope.id, listed.touched)).collect(),
        total,
    ))
}

fn found_cases(view: &View<'_>, query: &str, offset: u32, limit: u32) -> Result<(Touched, u32), Failure> {
    let mut found: Touched = Vec::new();
    for hit in search::find(view, query, HIT_LIMIT)? {
        for case in cases_of(view, &hit)? {
            if !found.iter().any(|(id, _)| *id == case)
                && let Some(envelope) = records::read(view, case)?
            {
                found.push((case, envelope.time));
            }
        }
    }
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let page = found.into_iter().skip(offset as usize).take(limit as usize);
    Ok((page.collect(), total))
}

/// The cases a hit belongs to: its own, or for people those that name them.
fn cases_of(view: &View<'_>, hit: &search::Hit) -> Result<Vec<RecordId>, Failure> {
    if let Some(case) = hit.case {
        return Ok(vec![case]);
    }
    let own = records::read(view, hit.record)?;
    let person = own
        .and_then(|envelope| envelope.body.get("person")?.as_str()?.parse().ok())
        .unwrap_or(hit.record);
    let naming: Vec<RecordId> = links::naming(view, person)?.into_iter().map(|link| link.from).collect();
    Ok(records::read_all(view, &naming)?
        .into_iter()
        .filter_map(|envelope| envelope.case)
        .collect())
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
