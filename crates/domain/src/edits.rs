//! Which edit gave each field its value, and the values that stand beside one another until a person decides.
//!
//! Two versions of a record are joined field by field. A value is kept unless the other side has seen the edit that wrote it
//! and has another in its place; so what only one side changed is taken, what both changed stays twice, and the result is
//! the same on every machine, in whatever order versions meet (a multi-value register for each field, with the record's
//! version vector as its causal context). **No value goes without an edit that knew it.**

use crate::envelope::Envelope;
use crate::ids::MachineId;
use crate::ids::RecordId;
use crate::kinds::relink;
use crate::version::{Relation, VersionVector};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

#[cfg(test)]
mod tests;

/// One edit: the `n`th of a machine in the record's case. In JSON: `[machine, n]`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(from = "(MachineId, u64)", into = "(MachineId, u64)")]
pub struct Dot {
    /// The machine.
    pub machine: MachineId,
    /// Its counter.
    pub n: u64,
}

impl From<(MachineId, u64)> for Dot {
    fn from((machine, n): (MachineId, u64)) -> Self {
        Self { machine, n }
    }
}

impl From<Dot> for (MachineId, u64) {
    fn from(dot: Dot) -> Self {
        (dot.machine, dot.n)
    }
}

/// A value that stands beside the one in the body.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rival {
    /// The field.
    pub field: String,
    /// The edit that wrote it.
    pub edit: Dot,
    /// The value; `null` when that edit emptied the field.
    pub value: Value,
}

/// What a version vector alone does not tell of a version. Empty for a record that was written once and merged never.
///
/// A field in the body that is not named in `since` has its value from the version's own edit: its machine, at the number
/// that its version vector gives. A field in `since` and not in the body was emptied by that edit.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edits {
    /// The edit that gave a field its value, where it was an earlier one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub since: BTreeMap<String, Dot>,
    /// Values beside those in the body, by field and edit. The body has that of the lowest machine.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Rival>,
}

/// A field with several values, the one in the body first.
#[derive(Clone, PartialEq)]
pub struct Dispute {
    /// The field.
    pub field: String,
    /// Each value with the first edit that wrote it; `null` for an emptied field.
    pub values: Vec<(Dot, Value)>,
}

/// For each field the edits nobody has superseded, in the order of their machines: the first one is shown.
type Entries = BTreeMap<String, BTreeMap<Dot, Value>>;

impl Edits {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.since.is_empty() && self.rivals.is_empty()
    }

    /// Leaves out everything about a field.
    pub fn drop_field(&mut self, field: &str) {
        self.since.remove(field);
        self.rivals.retain(|rival| rival.field != field);
    }

    /// Gives every machine another name.
    pub fn rename(&mut self, name: impl Fn(MachineId) -> MachineId) {
        let renamed = |dot: Dot| Dot {
            machine: name(dot.machine),
            ..dot
        };
        self.since.values_mut().for_each(|dot| *dot = renamed(*dot));
        self.rivals
            .iter_mut()
            .for_each(|rival| rival.edit = renamed(rival.edit));
    }

    /// Leads the links of the rival values elsewhere, or takes them away; tells which fields lost one.
    pub fn relink(&mut self, kind: &str, mut lead: impl FnMut(RecordId) -> Option<RecordId>) -> Vec<&'static str> {
        let mut all_lost = Vec::new();
        self.rivals.retain_mut(|rival| {
            if rival.value.is_null() {
                return true;
            }
            let mut body = Map::from_iter([(rival.field.clone(), rival.value.take())]);
            let lost = relink(kind, &mut body, &mut lead);
            rival.value = body.remove(&rival.field).unwrap_or(Value::Null);
            let stays = lost.is_empty();
            all_lost.extend(lost);
            stays
        });
        all_lost
    }

    /// Whether a version could carry these: every edit within its vector, no rival without a field, in their order.
    ///
    /// # Security
    /// What is not so could make this vault drop a value whose edit nobody made.
    #[must_use]
    pub fn fits(&self, envelope: &Envelope) -> bool {
        let is_seen = |dot: &Dot| dot.n > 0 && covers(&envelope.version, *dot);
        let is_known = |field: &String| !envelope.withheld.contains(field);
        let own = own_dot(envelope);
        let shown = |field: &String| match (self.since.get(field), envelope.body.contains_key(field)) {
            (Some(dot), _) => Some(*dot),
            (None, true) => Some(own),
            (None, false) => None,
        };
        let beside = |rival: &Rival| shown(&rival.field).is_some_and(|dot| dot < rival.edit);
        self.since.iter().all(|(field, dot)| is_seen(dot) && is_known(field))
            && self
                .rivals
                .iter()
                .all(|rival| is_seen(&rival.edit) && is_known(&rival.field) && beside(rival))
            && self.rivals.is_sorted_by(|a, b| (&a.field, a.edit) < (&b.field, b.edit))
    }

    /// The edits of the next version of `old`, whose body is to be `body`, written as `own`: a field that says what it said
    /// keeps its edit and its rivals, unless a person has `decided` on it.
    #[must_use]
    pub fn after(old: &Envelope, body: &Map<String, Value>, own: Dot, decided: &BTreeSet<String>) -> Self {
        let mut entries = entries(old);
        let fields: BTreeSet<&String> = old.body.keys().chain(body.keys()).chain(decided).collect();
        for field in fields {
            let written = body.get(field).unwrap_or(&Value::Null);
            let was = old.body.get(field).unwrap_or(&Value::Null);
            if written != was || decided.contains(field) {
                entries.insert(field.clone(), BTreeMap::from([(own, written.clone())]));
            }
        }
        split(entries, own).1
    }
}

impl Envelope {
    /// Shows of each disputed field the value of the lowest machine, after machines were given other names.
    pub fn settle_order(&mut self) {
        if !self.edits.rivals.is_empty() {
            (self.body, self.edits) = split(entries(self), own_dot(self));
        }
    }

    /// The fields that hold several values, and which.
    #[must_use]
    pub fn disputes(&self) -> Vec<Dispute> {
        if self.edits.rivals.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (field, values) in entries(self) {
            let mut distinct: Vec<(Dot, Value)> = Vec::new();
            for (dot, value) in values {
                if distinct.iter().all(|(_, known)| *known != value) {
                    distinct.push((dot, value));
                }
            }
            if distinct.len() > 1 {
                found.push(Dispute {
                    field,
                    values: distinct,
                });
            }
        }
        found
    }
}

/// Joins two versions of one record in one case. `None` when one edit is said to have written two values, which honest
/// editing cannot do.
///
/// The order of the two does not matter to body, edits, version and withheld fields. Author, time and machine are those of
/// the newer one; of two that do not know each other, of the later one.
#[must_use]
pub fn join(ours: &Envelope, theirs: &Envelope) -> Option<Envelope> {
    let (mut a, mut b) = (entries(ours), entries(theirs));
    let fields: BTreeSet<String> = a.keys().chain(b.keys()).cloned().collect();
    let mut joined = Entries::new();
    for field in fields {
        let (here, there) = (
            a.remove(&field).unwrap_or_default(),
            b.remove(&field).unwrap_or_default(),
        );
        let kept = match (ours.withheld.contains(&field), theirs.withheld.contains(&field)) {
            (false, false) => beside(here, there, &ours.version, &theirs.version)?,
            (false, true) => here,
            (true, _) => there,
        };
        joined.insert(field, kept);
    }
    let later = match theirs.version.relation(&ours.version) {
        Relation::Newer => theirs,
        Relation::Concurrent if (theirs.time, theirs.machine) > (ours.time, ours.machine) => theirs,
        Relation::Older | Relation::Equal | Relation::Concurrent => ours,
    };
    let version = ours.version.joined(&theirs.version);
    let own = Dot {
        machine: later.machine,
        n: version.counter(later.machine),
    };
    let (body, edits) = split(joined, own);
    let withheld = ours.withheld.iter().filter(|field| theirs.withheld.contains(field));
    Some(Envelope {
        id: ours.id,
        case: ours.case,
        kind: ours.kind.clone(),
        author: later.author.clone(),
        machine: later.machine,
        time: later.time,
        withheld: withheld.cloned().collect(),
        version,
        body,
        edits,
    })
}

/// What stays of one field that both sides know.
fn beside(
    here: BTreeMap<Dot, Value>,
    there: BTreeMap<Dot, Value>,
    ours: &VersionVector,
    theirs: &VersionVector,
) -> Option<BTreeMap<Dot, Value>> {
    let differs = |(dot, value): (&Dot, &Value)| there.get(dot).is_some_and(|other| other != value);
    if here.iter().any(differs) {
        return None;
    }
    let stays =
        |dot: &Dot, other: &BTreeMap<Dot, Value>, seen: &VersionVector| other.contains_key(dot) || !covers(seen, *dot);
    let kept: BTreeMap<Dot, Value> = here
        .iter()
        .filter(|(dot, _)| stays(dot, &there, theirs))
        .chain(there.iter().filter(|(dot, _)| stays(dot, &here, ours)))
        .map(|(dot, value)| (*dot, value.clone()))
        .collect();
    // A side that has no value of a field it knows, and has seen the other's edit, has emptied it.
    if !kept.is_empty() || here.is_empty() || there.is_empty() {
        return Some(kept);
    }
    // Only where one side once had the field withheld can each have missed the other's edit. Nothing goes: of one machine
    // the later edit, of several all.
    let mut latest: BTreeMap<MachineId, (u64, Value)> = BTreeMap::new();
    for (dot, value) in here.into_iter().chain(there) {
        let slot = latest.entry(dot.machine).or_insert((dot.n, Value::Null));
        if dot.n >= slot.0 {
            *slot = (dot.n, value);
        }
    }
    let all = latest.into_iter();
    Some(all.map(|(machine, (n, value))| (Dot { machine, n }, value)).collect())
}

fn covers(version: &VersionVector, dot: Dot) -> bool {
    version.counter(dot.machine) >= dot.n
}

fn own_dot(envelope: &Envelope) -> Dot {
    Dot {
        machine: envelope.machine,
        n: envelope.version.counter(envelope.machine),
    }
}

fn entries(envelope: &Envelope) -> Entries {
    let Edits { since, rivals } = &envelope.edits;
    let own = own_dot(envelope);
    let mut entries = Entries::new();
    for (field, value) in &envelope.body {
        let dot = since.get(field).copied().unwrap_or(own);
        entries.entry(field.clone()).or_default().insert(dot, value.clone());
    }
    for (field, dot) in since.iter().filter(|(field, _)| !envelope.body.contains_key(*field)) {
        entries.entry(field.clone()).or_default().insert(*dot, Value::Null);
    }
    for Rival { field, edit, value } in rivals {
        entries.entry(field.clone()).or_default().insert(*edit, value.clone());
    }
    entries
}

/// The body that shows the first value of each field, and everything that it does not tell.
fn split(entries: Entries, own: Dot) -> (Map<String, Value>, Edits) {
    let (mut body, mut edits) = (Map::new(), Edits::default());
    for (field, values) in entries {
        let mut values = values.into_iter();
        let Some((dot, shown)) = values.next() else { continue };
        if dot != own || shown.is_null() {
            edits.since.insert(field.clone(), dot);
        }
        edits.rivals.extend(values.map(|(edit, value)| Rival {
            field: field.clone(),
            edit,
            value,
        }));
        if !shown.is_null() {
            body.insert(field, shown);
        }
    }
    (body, edits)
}
