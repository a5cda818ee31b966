//! The import document: `{"records": [{"kind": …, "key"?, "id"?, "case"?, field: value …}]}`.
//!
//! References are names: a `key` of the document first, then an id, then a code; an ambiguous name is refused. What
//! can be taken is planned completely before anything is written; what refers to a refused record is refused too.

use crate::dating;
use crate::failure::{ErrorCode, Failure, problem_text};
use crate::session::Session;
use sandyq_domain::field::FieldType;
use sandyq_domain::{Field, FuzzyDate, KindSpec, Lang, Problem, RecordId, Scope, Timestamp, kind_spec};
use sandyq_vault::{codes, records, trash};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Most records one document may hold.
pub const RECORD_LIMIT: usize = 200_000;

/// A record that can be taken.
#[derive(Clone, PartialEq)]
pub struct Planned {
    /// Its place in the document, from 0.
    pub index: usize,
    /// The id it has or gets.
    pub id: RecordId,
    /// The document named the id itself.
    pub id_given: bool,
    /// Its kind.
    pub kind: &'static str,
    /// Its case; its own id for a case.
    pub case: Option<RecordId>,
    /// The body as it will be stored.
    pub body: Map<String, Value>,
}

/// A record that cannot be taken, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Refused {
    /// Its place in the document, from 0.
    pub index: usize,
    /// Its kind, as written.
    pub kind: String,
    /// Its key, or empty.
    pub key: String,
    /// Every reason.
    pub problems: Vec<Problem>,
}

/// What the vault answers while a document is planned.
pub struct Known<'k> {
    /// The kind of the record of this id, if it is here.
    pub kind_of: &'k dyn Fn(RecordId) -> Option<String>,
    /// The records of this code (more than one: ambiguous).
    pub by_code: &'k dyn Fn(&str) -> Vec<RecordId>,
    /// A new id.
    pub new_id: &'k mut dyn FnMut() -> RecordId,
    /// When dates in words are told.
    pub now: Timestamp,
}

/// The document is not an import document at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADocument;

struct Entry {
    spec: &'static KindSpec,
    id: RecordId,
    id_given: bool,
    key: String,
    case: Option<String>,
    fields: Map<String, Value>,
}

/// Plans a whole document: what will be added and what is refused, in the order of the document.
///
/// # Errors
/// [`NotADocument`] when it has no list of records, or more than [`RECORD_LIMIT`].
pub fn plan(document: &Value, known: &mut Known<'_>) -> Result<(Vec<Planned>, Vec<Refused>), NotADocument> {
    let records = document.get("records").and_then(Value::as_array).ok_or(NotADocument)?;
    if records.len() > RECORD_LIMIT {
        return Err(NotADocument);
    }
    let mut refused = BTreeMap::new();
    let mut entries = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (index, record) in records.iter().enumerate() {
        match entry(record, &mut ids, known) {
            Ok(entry) => drop(entries.insert(index, entry)),
            Err((kind, key, problem)) => drop(refused.insert(
                index,
                Refused {
                    index,
                    kind,
                    key,
                    problems: vec![problem],
                },
            )),
        }
    }
    // A refusal can make another record's reference dangle, so plan until nothing more falls out.
    loop {
        let names = Names::of(&entries);
        let (mut planned, mut fallen) = (Vec::new(), Vec::new());
        for (index, entry) in &entries {
            match names.planned(*index, entry, known) {
                Ok(record) => planned.push(record),
                Err(problems) => fallen.push((*index, problems)),
            }
        }
        if fallen.is_empty() {
            return Ok((planned, refused.into_values().collect()));
        }
        for (index, problems) in fallen {
            if let Some(entry) = entries.remove(&index) {
                refused.insert(
                    index,
                    Refused {
                        index,
                        kind: entry.spec.name.to_owned(),
                        key: entry.key,
                        problems,
                    },
                );
            }
        }
    }
}

fn entry(
    record: &Value,
    ids: &mut BTreeSet<RecordId>,
    known: &mut Known<'_>,
) -> Result<Entry, (String, String, Problem)> {
    let mut fields = record.as_object().cloned().unwrap_or_default();
    let mut take = |name: &str| fields.remove(name).and_then(|value| value.as_str().map(str::to_owned));
    let (kind, key, id, case) = (
        take("kind").unwrap_or_default(),
        take("key").unwrap_or_default(),
        take("id"),
        take("case"),
    );
    let Some(spec) = kind_spec(&kind) else {
        return Err((kind.clone(), key, Problem::UnknownKind { kind }));
    };
    let id_given = id.is_some();
    let id = match id.map(|text| text.parse()) {
        None => (known.new_id)(),
        Some(Ok(id)) if (known.kind_of)(id).is_none() && ids.insert(id) => id,
        Some(_) => return Err((kind, key, Problem::NoSuchRecord { field: "id".to_owned() })),
    };
    Ok(Entry {
        spec,
        id,
        id_given,
        key,
        case,
        fields,
    })
}

/// What names mean inside one document. A name that means two records means none.
struct Names {
    by_key: BTreeMap<String, Option<RecordId>>,
    by_code: BTreeMap<String, Option<RecordId>>,
    kinds: BTreeMap<RecordId, &'static str>,
    only_case: Option<RecordId>,
}

impl Names {
    fn of(entries: &BTreeMap<usize, Entry>) -> Self {
        let mut names = Self {
            by_key: BTreeMap::new(),
            by_code: BTreeMap::new(),
            kinds: BTreeMap::new(),
            only_case: None,
        };
        let mut cases = Vec::new();
        for entry in entries.values() {
            let code = entry.fields.get("code").and_then(Value::as_str).unwrap_or_default();
            for (map, name) in [(&mut names.by_key, entry.key.as_str()), (&mut names.by_code, code)] {
                if !name.is_empty() {
                    map.entry(name.to_owned())
                        .and_modify(|id| *id = None)
                        .or_insert(Some(entry.id));
                }
            }
            names.kinds.insert(entry.id, entry.spec.name);
            if entry.spec.name == "case" {
                cases.push(entry.id);
            }
        }
        if let [only] = cases.as_slice() {
            names.only_case = Some(*only);
        }
        names
    }

    /// The record a name means, if it is of this kind (`*`: any).
    fn resolve(&self, name: &str, kind: &str, known: &Known<'_>) -> Option<RecordId> {
        let fits = |id: &RecordId| match self.kinds.get(id) {
            Some(found) => kind == "*" || *found == kind,
            None => (known.kind_of)(*id).is_some_and(|found| kind == "*" || found == kind),
        };
        self.meant(name, known).filter(fits)
    }

    fn meant(&self, name: &str, known: &Known<'_>) -> Option<RecordId> {
        if let Some(found) = self.by_key.get(name) {
            return *found;
        }
        if let Ok(id) = name.parse::<RecordId>() {
            return Some(id);
        }
        match (self.by_code.get(name), (known.by_code)(name).as_slice()) {
            (Some(found), []) => *found,
            (None, [only]) => Some(*only),
            _ => None,
        }
    }

    fn planned(&self, index: usize, entry: &Entry, known: &Known<'_>) -> Result<Planned, Vec<Problem>> {
        let mut problems = Vec::new();
        let case = match (entry.spec.name, entry.spec.scope, &entry.case) {
            ("case", _, _) => Some(entry.id),
            (_, Scope::Vault, _) => None,
            (_, Scope::Case, Some(name)) => self.resolve(name, "case", known),
            (_, Scope::Case, None) => self.only_case,
        };
        if entry.spec.scope == Scope::Case && case.is_none() {
            problems.push(Problem::NoSuchRecord {
                field: "case".to_owned(),
            });
        }
        let mut fields = entry.fields.clone();
        for field in entry.spec.fields {
            let (FieldType::Link(kind) | FieldType::Links(kind)) = field.kind else {
                continue;
            };
            if let Some(value) = fields.get_mut(field.name)
                && !self.resolve_value(value, kind, known)
            {
                problems.push(Problem::NoSuchRecord {
                    field: field.name.to_owned(),
                });
                fields.remove(field.name);
            }
        }
        match crate::fitting::fitting(entry.spec, &fields, known.now) {
            Ok(body) if problems.is_empty() => Ok(Planned {
                index,
                id: entry.id,
                id_given: entry.id_given,
                kind: entry.spec.name,
                case,
                body,
            }),
            Ok(_) => Err(problems),
            Err(more) => {
                let named: BTreeSet<String> = problems.iter().map(ToString::to_string).collect();
                let missing_twice = |problem: &Problem| matches!(problem, Problem::Missing { field } if named.iter().any(|words| words.contains(field.as_str())));
                problems.extend(more.into_iter().filter(|problem| !missing_twice(problem)));
                Err(problems)
            }
        }
    }

    /// Puts ids in the place of names; false when one leads nowhere.
    fn resolve_value(&self, value: &mut Value, kind: &str, known: &Known<'_>) -> bool {
        match value {
            Value::String(name) => match self.resolve(name, kind, known) {
                Some(id) => {
                    *value = json!(id);
                    true
                }
                None => name.trim().is_empty(),
            },
            Value::Array(items) => items.iter_mut().all(|item| self.resolve_value(item, kind, known)),
            Value::Null => true,
            Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
        }
    }
}

/// What became of an import document.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ImportReport {
    /// What was added.
    pub added: Vec<AddedRecord>,
    /// What was refused, and why.
    pub refused: Vec<RefusedRecord>,
    /// Dates whose words were not understood: kept, and counted nowhere.
    pub as_told: Vec<ToldDate>,
}

/// A date that was kept as told.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ToldDate {
    /// The record's place in the document, from 0.
    pub index: usize,
    /// Its kind.
    pub kind: String,
    /// The field.
    pub field: String,
}

/// A record that was added.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct AddedRecord {
    /// Its place in the document, from 0.
    pub index: usize,
    /// The id it has now.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its kind.
    pub kind: String,
    /// Its code, for kinds that have one; empty otherwise.
    pub code: String,
}

/// A record that was refused.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct RefusedRecord {
    /// Its place in the document, from 0.
    pub index: usize,
    /// Its kind, as written.
    pub kind: String,
    /// Its key, or empty.
    pub key: String,
    /// Every reason, in words that name fields and never values.
    pub why: Vec<String>,
}

impl Session {
    /// Adds the records of an import document, all that can be taken in one transaction.
    ///
    /// # Errors
    /// [`ErrorCode::BadImport`] when it is no import document at all; a single bad record is refused alone.
    pub fn import_document(&mut self, text: &str, lang: Lang) -> Result<ImportReport, Failure> {
        let document: Value = serde_json::from_str(text).map_err(|error| {
            Failure::about(
                ErrorCode::BadImport,
                format!("line {}, column {}", error.line(), error.column()),
            )
        })?;
        let (author, now) = (self.author().to_owned(), self.now());
        self.vault_mut().write(|tx| {
            let kind_of = |id| match records::read(tx, id).ok().flatten() {
                Some(found) => Some(found.kind),
                // In the trash or forgotten: taken, and no kind that anything could refer to.
                None => trash::knows(tx, id).unwrap_or(true).then(String::new),
            };
            let by_code = |code: &str| codes::bearing(tx, code).unwrap_or_default();
            let mut made = 0..;
            let mut new_id = || crate::session::numbered_id(now, made.next());
            let mut known = Known {
                kind_of: &kind_of,
                by_code: &by_code,
                new_id: &mut new_id,
                now,
            };
            let (planned, refused) = plan(&document, &mut known).map_err(|NotADocument| ErrorCode::BadImport)?;
            let mut added = Vec::new();
            let as_told = planned.iter().flat_map(told_dates).collect();
            for record in planned {
                let Planned {
                    index,
                    id,
                    id_given: _,
                    kind,
                    case,
                    body,
                } = record;
                crate::records::put(tx, kind, id, case, &Value::Object(body), &author, now)?;
                let code = codes::shown(tx, id)?.unwrap_or_default();
                added.push(AddedRecord {
                    index,
                    id,
                    kind: kind.to_owned(),
                    code,
                });
            }
            let refused = refused.into_iter().map(
                |Refused {
                     index,
                     kind,
                     key,
                     problems,
                 }| RefusedRecord {
                    index,
                    why: problems
                        .iter()
                        .map(|problem| problem_text(&kind, problem, lang))
                        .collect(),
                    kind,
                    key,
                },
            );
            Ok(ImportReport {
                added,
                refused: refused.collect(),
                as_told,
            })
        })
    }
}

/// The dates of a record of which nothing is known but what was said.
fn told_dates(record: &Planned) -> Vec<ToldDate> {
    let fields = kind_spec(record.kind).map_or(&[][..], |spec| spec.fields);
    let is_told = |field: &&Field| {
        let date = record
            .body
            .get(field.name)
            .and_then(|value| FuzzyDate::deserialize(value).ok());
        field.kind == FieldType::Date && date.is_some_and(|date| !dating::is_understood(&date))
    };
    let told = fields.iter().filter(is_told).map(|field| ToldDate {
        index: record.index,
        kind: record.kind.to_owned(),
        field: field.name.to_owned(),
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan_of(document: &Value) -> (Vec<Planned>, Vec<Refused>) {
        let mut n = 0_u8;
        let mut new_id = || {
            n += 1;
            RecordId::from_bytes([n; 16])
        };
        let by_code = |code: &str| {
            if code == "P-7" {
                vec![RecordId::from_bytes([77; 16])]
            } else {
                vec![]
            }
        };
        let mut known = Known {
            kind_of: &|id| (id == RecordId::from_bytes([77; 16])).then(|| "person".to_owned()),
            by_code: &by_code,
            new_id: &mut new_id,
            now: Timestamp::from_millis(0),
        };
        plan(document, &mut known).expect("a document")
    }

    #[test]
    fn names_are_keys_then_ids_then_codes() {
        let (planned, refused) = plan_of(&json!({ "records": [
            { "kind": "case", "key": "c", "title": "Дело" },
            { "kind": "event", "key": "e", "title": "Ночь" },
            { "kind": "person", "key": "p", "code": "P-1" },
            { "kind": "act", "event": "e", "victim": "P-1", "act_type": "unknown" },
            { "kind": "act", "event": "e", "victim": "P-7", "act_type": "unknown" },
            { "kind": "act", "event": "e", "victim": "4d4d4d4d-4d4d-4d4d-4d4d-4d4d4d4d4d4d", "act_type": "unknown" },
        ] }));
        assert!(refused.is_empty(), "{refused:?}");
        let victims: Vec<&str> = planned.iter().filter_map(|p| p.body.get("victim")?.as_str()).collect();
        let seven = RecordId::from_bytes([77; 16]).to_string();
        assert_eq!(victims, [&RecordId::from_bytes([3; 16]).to_string(), &seven, &seven]);
        assert!(
            planned
                .iter()
                .filter(|p| p.kind == "act")
                .all(|p| p.case == Some(RecordId::from_bytes([1; 16])))
        );
    }

    #[test]
    fn an_ambiguous_or_dangling_name_is_refused_and_takes_its_followers_along() {
        let (planned, refused) = plan_of(&json!({ "records": [
            { "kind": "case", "key": "c" },
            { "kind": "person", "key": "twice" }, { "kind": "person", "key": "twice" },
            { "kind": "act", "key": "a", "victim": "twice", "act_type": "unknown" },
            { "kind": "involvement", "act": "a", "perpetrator_type": "unknown" },
            { "kind": "spell", "key": "s" },
        ] }));
        assert_eq!(planned.len(), 3);
        let mut why: Vec<(usize, String)> = refused.iter().map(|r| (r.index, r.problems[0].to_string())).collect();
        why.sort();
        assert!(
            why[0].1.contains("victim") && why[1].1.contains("act") && why[2].1.contains("spell"),
            "{why:?}"
        );
        assert_eq!(refused.iter().map(|r| r.problems.len()).collect::<Vec<_>>(), [1, 1, 1]);
    }

    #[test]
    fn an_id_that_is_here_already_is_refused_not_overwritten() {
        let (planned, refused) = plan_of(&json!({ "records": [
            { "kind": "person", "id": "4d4d4d4d-4d4d-4d4d-4d4d-4d4d4d4d4d4d", "code": "P-9" },
        ] }));
        assert!(planned.is_empty() && refused.len() == 1);
    }

    #[test]
    fn a_foreign_file_is_not_a_document() {
        let mut new_id = || RecordId::from_bytes([1; 16]);
        for foreign in [json!([]), json!("x"), json!({ "record": [] }), json!({ "records": {} })] {
            let mut known = Known {
                kind_of: &|_| None,
                by_code: &|_| vec![],
                new_id: &mut new_id,
                now: Timestamp::from_millis(0),
            };
            assert!(plan(&foreign, &mut known).is_err());
        }
    }
}
