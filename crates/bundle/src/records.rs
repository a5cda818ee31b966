//! Members of records: a JSON array with one envelope on each line, so that one line is all that must be held.

use std::collections::{BTreeMap, HashMap, HashSet};

use sandyq_domain::{Envelope, RecordId};
use serde::Deserialize as _;
use serde_json::{Map, Value, json};

use crate::json::{self, JsonFault};
use crate::limits::{LABEL_LIMIT, RECORD_LIMIT, RECORD_VALUES_LIMIT, RECORDS_VALUES_LIMIT};
use crate::name::HISTORY;
use crate::refusal::Refusal;
use crate::text::{is_label, is_slug};

/// Writes records into members: `case/0001.json` for the first case of the manifest and so on, `case/shared.json` for
/// records that belong to no case; earlier versions into `case/0001.history.json` and so on, in the order they are given.
/// Each record is let go once it is written.
pub(crate) fn write(
    cases: &[RecordId],
    records: Vec<Envelope>,
    part: Part,
    seen: &mut Seen,
) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let places: HashMap<RecordId, usize> = cases.iter().enumerate().map(|(at, case)| (*case, at)).collect();
    let mut members: BTreeMap<Option<usize>, Vec<u8>> = BTreeMap::new();
    for record in records {
        let line = serde_json::to_vec(&record).map_err(|_| Refusal::RecordShape)?;
        seen.count(check_line(&line)?)?;
        seen.admit(&record, part)?;
        let case = record.case.and_then(|id| places.get(&id).copied());
        let member = members.entry(case).or_default();
        member.extend_from_slice(if member.is_empty() { b"[\n" } else { b",\n" });
        member.extend_from_slice(&line);
    }
    let shared = members.remove(&None);
    let named = members
        .into_iter()
        .map(|(case, member)| (format!("case/{:04}", case.map_or(0, |at| at + 1)), member));
    let all = named.chain(shared.map(|member| ("case/shared".to_owned(), member)));
    Ok(all
        .map(|(name, mut member)| {
            member.extend_from_slice(b"\n]\n");
            (part.member(&name), member)
        })
        .collect())
}

/// Room for everything of an envelope but its body, in bytes: a version of 1 000 machines and the names of withheld fields.
const ENVELOPE_ROOM: usize = 128 << 10;
/// The same in JSON values.
const ENVELOPE_VALUES: usize = 5_000;

/// Whether a record with this body can be in a bundle: neither too long nor nested too deeply, nor of too many
/// values, and with names of fields and a code that can be shown. Whoever takes records in asks this first: one that cannot
/// leave would hold back its whole case.
#[must_use]
pub fn body_can_leave(body: &Map<String, Value>) -> bool {
    let checked = serde_json::to_vec(&json!({ "body": body })).map(|line| {
        let is_short = line.len() <= RECORD_LIMIT - ENVELOPE_ROOM;
        is_short && json::check(&line, RECORD_VALUES_LIMIT - ENVELOPE_VALUES).is_ok()
    });
    checked.unwrap_or(false) && check_body(body).is_ok()
}

/// Whether a text can be a case code or a name in a bundle: one visible line of at most 200 characters.
#[must_use]
pub fn label_can_leave(text: &str) -> bool {
    is_label(text, LABEL_LIMIT)
}

/// What people see beside a decision: the names of fields, and the code that other records are known by.
///
/// # Security
/// Two codes that differ only in a sign nobody sees would pass for one another.
fn check_body(body: &Map<String, Value>) -> Result<(), Refusal> {
    if !body.keys().all(|name| is_label(name, LABEL_LIMIT)) {
        return Err(Refusal::RecordFieldName);
    }
    match body.get("code") {
        Some(Value::String(code)) if !is_label(code, LABEL_LIMIT) => Err(Refusal::RecordCode),
        _ => Ok(()),
    }
}

/// Checks the text of one record and counts its values.
fn check_line(line: &[u8]) -> Result<usize, Refusal> {
    if line.len() > RECORD_LIMIT {
        return Err(Refusal::RecordTooLong);
    }
    json::check(line, RECORD_VALUES_LIMIT).map_err(|fault| match fault {
        JsonFault::Syntax => Refusal::RecordSyntax,
        JsonFault::Depth => Refusal::RecordDepth,
        JsonFault::Twice => Refusal::RecordTwiceField,
        JsonFault::Values => Refusal::RecordValues,
    })
}

/// One record, if its text says nothing else.
fn read(line: &[u8]) -> Option<Envelope> {
    let mut head: Map<String, Value> = serde_json::from_slice(line).ok()?;
    // The body is what it is; only what surrounds it has a shape.
    let Value::Object(body) = head.insert("body".to_owned(), json!({}))? else {
        return None;
    };
    let head = Value::Object(head);
    let bare = Envelope::deserialize(&head).ok()?;
    json::says_only(&head, &serde_json::to_value(&bare).ok()?).then_some(Envelope { body, ..bare })
}

/// What a member holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Of each record its newest version.
    Records,
    /// Earlier versions.
    History,
}

impl Part {
    fn member(self, stem: &str) -> String {
        match self {
            Self::Records => format!("{stem}.json"),
            Self::History => format!("{stem}{HISTORY}"),
        }
    }
}

/// What must hold between records, and between records and the manifest.
pub(crate) struct Seen {
    cases: HashSet<RecordId>,
    records: HashSet<RecordId>,
    /// Of records and earlier versions together.
    values: usize,
}

impl Seen {
    pub(crate) fn new(cases: &[RecordId]) -> Self {
        Self {
            cases: cases.iter().copied().collect(),
            records: HashSet::new(),
            values: 0,
        }
    }

    /// Counts the values of one more record, before memory is taken for them.
    fn count(&mut self, values: usize) -> Result<(), Refusal> {
        self.values += values;
        if self.values > RECORDS_VALUES_LIMIT {
            Err(Refusal::RecordValues)
        } else {
            Ok(())
        }
    }

    /// Takes one more record, or one more earlier version, of which a record may have many.
    fn admit(&mut self, record: &Envelope, part: Part) -> Result<(), Refusal> {
        let author = record.author.is_empty() || is_label(&record.author, LABEL_LIMIT);
        let withheld = record.withheld.iter().all(|field| is_label(field, LABEL_LIMIT));
        if !is_slug(&record.kind) || !author || !withheld {
            return Err(Refusal::RecordLabel);
        }
        check_body(&record.body)?;
        let mut named = record
            .edits
            .since
            .keys()
            .chain(record.edits.rivals.iter().map(|rival| &rival.field));
        if !named.all(|field| is_label(field, LABEL_LIMIT)) {
            return Err(Refusal::RecordFieldName);
        }
        if !record.edits.fits(record) {
            return Err(Refusal::RecordEdits);
        }
        if record.case.is_some_and(|case| !self.cases.contains(&case)) {
            return Err(Refusal::RecordCase);
        }
        if part == Part::History || self.records.insert(record.id) {
            Ok(())
        } else {
            Err(Refusal::RecordTwice)
        }
    }

    pub(crate) fn has(&self, id: RecordId) -> bool {
        self.records.contains(&id)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Opening,
    RecordOrClosing,
    Record,
    Closing,
    Nothing,
}

/// Reads one member of records as its bytes arrive.
///
/// # Security
/// Holds one line, at most a record's limit. The first fault is kept and reported only by [`Lines::finish`], so that a
/// member with a wrong hash is called that, whatever its bytes look like.
pub(crate) struct Lines<'r> {
    line: Vec<u8>,
    expect: Expect,
    fault: Option<Refusal>,
    part: Part,
    seen: &'r mut Seen,
    records: &'r mut Vec<Envelope>,
}

impl<'r> Lines<'r> {
    pub(crate) fn new(part: Part, seen: &'r mut Seen, records: &'r mut Vec<Envelope>) -> Self {
        Self {
            line: Vec::new(),
            expect: Expect::Opening,
            fault: None,
            part,
            seen,
            records,
        }
    }

    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            if self.fault.is_some() {
                return;
            }
            self.line.extend_from_slice(part);
            let taken = match self.line.pop_if(|last| *last == b'\n') {
                Some(_) => {
                    let line = std::mem::take(&mut self.line);
                    self.take(&line)
                }
                // A record and its comma.
                None if self.line.len() > RECORD_LIMIT + 1 => Err(Refusal::RecordTooLong),
                None => Ok(()),
            };
            self.fault = taken.err();
        }
    }

    fn take(&mut self, line: &[u8]) -> Result<(), Refusal> {
        self.expect = match (self.expect, line) {
            (Expect::Opening, b"[") => Expect::RecordOrClosing,
            (Expect::Closing | Expect::RecordOrClosing, b"]") => Expect::Nothing,
            (Expect::Record | Expect::RecordOrClosing, [record @ .., b',']) => {
                self.record(record)?;
                Expect::Record
            }
            (Expect::Record | Expect::RecordOrClosing, record) if record != b"]" => {
                self.record(record)?;
                Expect::Closing
            }
            _ => return Err(Refusal::RecordLines),
        };
        Ok(())
    }

    fn record(&mut self, line: &[u8]) -> Result<(), Refusal> {
        self.seen.count(check_line(line)?)?;
        let record = read(line).ok_or(Refusal::RecordShape)?;
        self.seen.admit(&record, self.part)?;
        self.records.push(record);
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(), Refusal> {
        match self.fault {
            Some(fault) => Err(fault),
            None if self.expect == Expect::Nothing && self.line.is_empty() => Ok(()),
            None => Err(Refusal::RecordLines),
        }
    }
}
