//! What is being typed: kept from its first letter, a record once it is whole.

use crate::dating;
use crate::failure::{ErrorCode, Failure, problem_text};
use crate::finding::find_record;
use crate::fitting::fitting;
use crate::place;
use crate::reading;
use crate::session::Session;
use crate::spelling::title_of;
use crate::view::{DraftSaved, FieldProblem, RecordLine, RecordView};
use sandyq_domain::{Lang, Problem, RecordId, intake, kind_spec};
use sandyq_vault::drafts::{self, Draft};
use sandyq_vault::{Tx, View, records};
use serde_json::{Map, Value};

/// How long a draft rests before it becomes a revision by itself.
const REST_MILLIS: i64 = 60_000;

impl Session {
    /// Begins a record that cannot be one yet, because something it needs has not been said: what is typed is kept as a
    /// draft from its first letter, and becomes a record when [`Session::commit_draft`] finds it whole.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`].
    pub fn begin_record(
        &mut self,
        kind: &str,
        case: &str,
        mut body: Map<String, Value>,
    ) -> Result<RecordView, Failure> {
        let (author, time) = (self.author().to_owned(), self.now());
        let (record, case) = if kind == intake::DRAFT {
            crate::intake::begin(&mut body, time);
            (self.new_id(), None)
        } else {
            let (spec, record, case) = self.place_of(kind, Some(case))?;
            dating::tell(spec, &mut body, time, None);
            (record, case)
        };
        let kind = kind.to_owned();
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

    /// Keeps what is being typed, encrypted, without making a revision of it, and where: after unlocking the person is
    /// there again. Unfinished values are kept too; what is wrong with them is told in the reader's language and stops
    /// nothing. `cursor` counts UTF-16 units, as the page does.
    ///
    /// # Errors
    /// Those of writing the vault.
    pub fn save_draft(
        &mut self,
        id: &str,
        mut body: Map<String, Value>,
        focus: Option<String>,
        cursor: Option<u32>,
        lang: Lang,
    ) -> Result<DraftSaved, Failure> {
        let (author, time) = (self.author().to_owned(), self.now());
        self.vault_mut().write(|tx| {
            let record = find_record(tx, id)?;
            let stored = match (records::read(tx, record)?, drafts::read(tx, record)?) {
                (_, Some(draft)) => (draft.kind, draft.case, draft.body, draft.time),
                (Some(envelope), None) => (envelope.kind, envelope.case, envelope.body, envelope.time),
                (None, None) => return Err(ErrorCode::NoSuchRecord.into()),
            };
            let (kind, case, before, told) = stored;
            let problems = kind_spec(&kind).and_then(|spec| {
                dating::tell(spec, &mut body, time, Some((&before, told)));
                fitting(spec, &body, time).err()
            });
            if kind == intake::DRAFT {
                crate::intake::go_on(&mut body, &before);
            }
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
                cursor,
                author,
                time,
            };
            drafts::save(tx, &draft)?;
            place::remember(tx, &draft)?;
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
}

impl Session {
    /// Makes revisions of the drafts that nobody has typed in for a minute, where they fit; each is one step of undo. The
    /// place stays: a person who only thinks is still in their field after a lock. Tells how many there were.
    ///
    /// # Errors
    /// Those of writing the vault.
    pub fn commit_resting_drafts(&mut self) -> Result<u32, Failure> {
        let now = self.now().millis();
        let resting = |draft: &Draft| now.saturating_sub(draft.time.millis()) >= REST_MILLIS;
        self.vault_mut().write(|tx| {
            let mut made = 0;
            for draft in drafts::all(tx)?.iter().filter(|draft| resting(draft)) {
                made += u32::from(commit_if_it_fits(tx, draft)?);
            }
            Ok(made)
        })
    }
}

/// Makes a revision of a record's draft, when it has one. An unfinished intake is none: only its own verb makes records of it.
pub(crate) fn commit_one(tx: &Tx<'_>, id: RecordId) -> Result<(), Failure> {
    let Some(draft) = drafts::read(tx, id)? else {
        return Ok(());
    };
    if draft.kind == intake::DRAFT {
        return Ok(());
    }
    let kind = kind_spec(&draft.kind);
    // "Yesterday" is the day before it was typed, not before the draft became a record.
    let body = kind.map_or(Ok(draft.body.clone()), |spec| fitting(spec, &draft.body, draft.time));
    let body = body.map_err(|problems| Failure::of_fields(&draft.kind, problems))?;
    drafts::save(tx, &Draft { body, ..draft })?;
    drafts::commit(tx, id)?;
    Ok(())
}

/// Makes a revision of a draft, unless one of its fields does not fit: then it stays a draft. Tells whether it did.
pub(crate) fn commit_if_it_fits(tx: &Tx<'_>, draft: &Draft) -> Result<bool, Failure> {
    let fits = kind_spec(&draft.kind).map_or(draft.kind != intake::DRAFT, |spec| {
        fitting(spec, &draft.body, draft.time).is_ok()
    });
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
        | P::NoSuchRecord { field }
        | P::HereAlready { field } => field.clone(),
        P::UnknownKind { .. } => "kind".to_owned(),
    }
}

/// Records that were begun in a case, or for no case in particular, and are not whole yet.
pub(crate) fn unfinished(view: &View<'_>, case: RecordId, lang: Lang) -> Result<Vec<RecordLine>, Failure> {
    let mut begun = Vec::new();
    for draft in drafts::all(view)? {
        let here = draft.case.is_none_or(|own| own == case) && draft.kind != intake::DRAFT;
        if here && records::read(view, draft.record)?.is_none() {
            begun.push(RecordLine {
                id: draft.record,
                kind_label: reading::kind_label(&draft.kind, lang),
                title: title_of(view, &draft.kind, &draft.body, lang)?,
                kind: draft.kind,
            });
        }
    }
    Ok(begun)
}
