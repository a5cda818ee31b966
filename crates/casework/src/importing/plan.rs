//! What an import document means: which records it holds, what their references lead to, and which cannot be taken.
//!
//! References are names: a `key` of the document first, then an id, then a code; an ambiguous name is refused. What
//! refers to a refused record is refused too. Nothing is written here.

use sandyq_domain::field::{FieldType, LIST_LIMIT};
use sandyq_domain::{KindSpec, Problem, RecordId, Scope, Timestamp, kind_spec};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Most records one document may hold.
pub const RECORD_LIMIT: usize = 200_000;

/// A record that can be taken.
pub struct Planned {
    /// Its place in the document, from 0.
    pub index: usize,
    /// The id it has or gets.
    pub id: RecordId,
    /// Its kind.
    pub spec: &'static KindSpec,
    /// Its case; its own id for a case.
    pub case: Option<RecordId>,
    /// The body as it will be stored.
    pub body: Map<String, Value>,
    /// Fields that exist and were not handed over.
    pub withheld: Vec<String>,
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
    /// The kind of the record of this id, if it is here; empty when it is in the trash or was forgotten.
    pub kind_of: &'k dyn Fn(RecordId) -> Option<String>,
    /// The records of this code (more than one: ambiguous).
    pub by_code: &'k dyn Fn(&str) -> Vec<RecordId>,
    /// The own term of a vocabulary that an id or a label means.
    pub own_term: &'k dyn Fn(&str, &str) -> Option<RecordId>,
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
    key: String,
    case: Option<String>,
    withheld: Vec<String>,
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
    let elsewhere = elsewhere(document);
    // A refusal can make another record's reference dangle, so plan until nothing more falls out.
    loop {
        let names = Names::of(&entries, &elsewhere);
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
    let field = "id".to_owned();
    let id = match id.map(|text| text.parse()) {
        None => (known.new_id)(),
        Some(Ok(id)) if (known.kind_of)(id).is_none() && ids.insert(id) => id,
        Some(Ok(_)) => return Err((kind, key, Problem::HereAlready { field })),
        Some(Err(_)) => return Err((kind, key, Problem::NoSuchRecord { field })),
    };
    let withheld = match withheld(fields.remove("withheld")) {
        Ok(withheld) => withheld,
        Err(problem) => return Err((kind, key, problem)),
    };
    Ok(Entry {
        spec,
        id,
        key,
        case,
        withheld,
        fields,
    })
}

/// The names of fields that were not handed over to whoever wrote the document.
fn withheld(written: Option<Value>) -> Result<Vec<String>, Problem> {
    let names = match written {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(items)) if items.len() <= LIST_LIMIT => items,
        Some(_) => Vec::from([Value::Null]),
    };
    let name = |value: Value| match value {
        Value::String(name) if sandyq_bundle::label_can_leave(&name) => Ok(name),
        _ => Err(Problem::WrongType {
            field: "withheld".to_owned(),
            expected: "a list of names of fields",
        }),
    };
    names.into_iter().map(name).collect()
}

/// Records that the document names although it does not hold them, and says so: they may come later, or never.
fn elsewhere(document: &Value) -> BTreeSet<RecordId> {
    let named = document.get("elsewhere").and_then(Value::as_array);
    let ids = named.into_iter().flatten().filter_map(Value::as_str);
    ids.filter_map(|id| id.parse().ok()).collect()
}

/// What names mean inside one document. A name that means two records means none.
struct Names<'d> {
    elsewhere: &'d BTreeSet<RecordId>,
    by_key: BTreeMap<String, Option<RecordId>>,
    by_code: BTreeMap<String, Option<RecordId>>,
    kinds: BTreeMap<RecordId, &'static str>,
    /// Of the own terms of the document.
    vocabularies: BTreeMap<RecordId, String>,
    only_case: Option<RecordId>,
}

impl<'d> Names<'d> {
    fn of(entries: &BTreeMap<usize, Entry>, elsewhere: &'d BTreeSet<RecordId>) -> Self {
        let mut names = Self {
            elsewhere,
            by_key: BTreeMap::new(),
            by_code: BTreeMap::new(),
            kinds: BTreeMap::new(),
            vocabularies: BTreeMap::new(),
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
            let vocabulary = entry.fields.get("vocabulary").filter(|_| entry.spec.name == "term");
            if let Some(name) = vocabulary.and_then(Value::as_str) {
                names.vocabularies.insert(entry.id, name.to_owned());
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
            None => match (known.kind_of)(*id) {
                Some(found) if !found.is_empty() => kind == "*" || found == kind,
                // Not here, in the trash, or forgotten.
                Some(_) | None => self.elsewhere.contains(id),
            },
        };
        self.meant(name, known).filter(fits)
    }

    /// Nothing is put into a case that lies in the trash or was forgotten.
    fn is_open(&self, case: RecordId, known: &Known<'_>) -> bool {
        self.kinds.contains_key(&case) || (known.kind_of)(case).is_none_or(|kind| !kind.is_empty())
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
            (_, Scope::Case, Some(name)) => self.resolve(name, "case", known).filter(|id| self.is_open(*id, known)),
            (_, Scope::Case, None) => self.only_case,
        };
        if entry.spec.scope == Scope::Case && case.is_none() {
            problems.push(Problem::NoSuchRecord {
                field: "case".to_owned(),
            });
        }
        let mut fields = entry.fields.clone();
        for field in entry.spec.fields {
            let leads = |value: &mut Value| match field.kind {
                FieldType::Link(kind) | FieldType::Links(kind) => self.resolve_value(value, kind, known),
                FieldType::Code(vocabulary) | FieldType::Codes(vocabulary) => {
                    self.resolve_terms(value, vocabulary, known)
                }
                FieldType::Text
                | FieldType::Prose
                | FieldType::Date
                | FieldType::Number
                | FieldType::Flag
                | FieldType::Tags => true,
            };
            if let Some(value) = fields.get_mut(field.name)
                && !leads(value)
            {
                problems.push(Problem::NoSuchRecord {
                    field: field.name.to_owned(),
                });
                fields.remove(field.name);
            }
        }
        match crate::fitting::fitting_without(entry.spec, &fields, &entry.withheld, known.now) {
            Ok(body) if problems.is_empty() => Ok(Planned {
                index,
                id: entry.id,
                spec: entry.spec,
                case,
                body,
                withheld: entry.withheld.clone(),
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

    /// Puts ids in the place of the names of own terms; false when one is not of this vocabulary or leads nowhere.
    fn resolve_terms(&self, value: &mut Value, vocabulary: &str, known: &Known<'_>) -> bool {
        if let Value::Array(items) = value {
            return items.iter_mut().all(|item| self.resolve_terms(item, vocabulary, known));
        }
        let Some(name) = value.get("term").and_then(Value::as_str) else {
            return true;
        };
        let in_document = match self.by_key.get(name) {
            Some(found) => found.map(|id| id.to_string()),
            None => Some(name.to_owned()),
        };
        let found = in_document.and_then(|name| {
            let id = name.parse().ok();
            let own = id.filter(|id| self.vocabularies.get(id).is_some_and(|of| of == vocabulary));
            let elsewhere = || id.filter(|id| self.elsewhere.contains(id));
            own.or_else(|| (known.own_term)(vocabulary, &name)).or_else(elsewhere)
        });
        if let Some(id) = found {
            *value = json!({ "term": id });
        }
        found.is_some()
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
            own_term: &|_, _| None,
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
                .filter(|p| p.spec.name == "act")
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
                own_term: &|_, _| None,
                new_id: &mut new_id,
                now: Timestamp::from_millis(0),
            };
            assert!(plan(&foreign, &mut known).is_err());
        }
    }
}
