//! The consent gate of papers: who of a case may be told of, at which level, and what of its records is left.
//!
//! Works on the copies that were read for one paper. What identifies (class A) leaves by the rules of sealing; beside them,
//! everything about somebody who did not agree is taken out, and every text in which a hidden name stands.

use super::asking::Asked;
use super::level::{self, Level};
use crate::consent::{Gate, Standing};
use crate::failure::Failure;
use crate::finding::whole_case;
use crate::reading::kind_label;
use crate::sealing::choice;
use crate::sealing::selection::{Rules, drop_foreign_links, select};
use crate::view::{PreviewLine, ReportKind, ReportPerson};
use sandyq_domain::kinds::{Consent, EventLink, Kind, PersonIdentity};
use sandyq_domain::residual::Known;
use sandyq_domain::words::{date_text, text, text_with};
use sandyq_domain::{CaseFile, Entry, Envelope, FuzzyDate, Lang, Privacy, RecordId, Timestamp, kind_spec, links};
use sandyq_vault::View;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One case after the gate.
pub(super) struct Gated {
    pub(super) code: String,
    pub(super) is_told: bool,
    /// Everybody who is told of agreed to places and exact days, and they were asked for.
    pub(super) is_detailed: bool,
    /// The people and events of the case, those too of which nothing is told.
    pub(super) within: BTreeSet<RecordId>,
    /// Its people who have another code, with that.
    pub(super) codes: Vec<(RecordId, RecordId)>,
    /// What is said of its events beside others.
    pub(super) links: Vec<EventLink>,
    pub(super) people: Vec<ReportPerson>,
    pub(super) envelopes: Vec<Envelope>,
    pub(super) called: BTreeMap<RecordId, String>,
    pub(super) stays: Vec<PreviewLine>,
    pub(super) look_again: Vec<PreviewLine>,
    /// Who agreed to what, for the ledger: codes and reasons.
    pub(super) snapshot: Vec<String>,
}

impl Gated {
    /// For the sheet that asks for consent: it knows the code of the case and nothing else.
    fn of_nobody(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            is_told: true,
            is_detailed: false,
            within: BTreeSet::new(),
            codes: Vec::new(),
            links: Vec::new(),
            people: Vec::new(),
            envelopes: Vec::new(),
            called: BTreeMap::new(),
            stays: Vec::new(),
            look_again: Vec::new(),
            snapshot: Vec::new(),
        }
    }
}

/// A person with what the gate says of them.
struct Judged {
    id: RecordId,
    code: String,
    shown: Option<Level>,
    standing: Standing,
    /// When the consent it rests on was given.
    given: Option<FuzzyDate>,
    allowed: Option<Level>,
}

/// Kinds that no paper tells of: what the group notes for itself, and what stands over cases.
const INSIDE_ONLY: [&str; 8] = [
    "note",
    "task",
    "risk_assessment",
    "submission",
    "recommendation",
    "perpetrator_mark",
    "intervention",
    "deadline_rule",
];

/// Links by which a record goes with what it is about.
const GOES_WITH: [(&str, &str); 3] = [
    ("involvement", "act"),
    ("medical_finding", "act"),
    ("proceeding_step", "proceeding"),
];

/// Puts one case through the gate.
pub(super) fn of_case(
    view: &View<'_>,
    case: RecordId,
    code: &str,
    asked: &Asked,
    today: Timestamp,
    lang: Lang,
) -> Result<Gated, Failure> {
    if asked.kind == ReportKind::ConsentForm {
        return Ok(Gated::of_nobody(code));
    }
    let envelopes = as_for(asked.level, whole_case(view, case)?);
    let elsewhere = choice::elsewhere(view, &envelopes)?;
    let mut file = CaseFile::of(&envelopes);
    for record in &elsewhere {
        file.heed(record);
    }
    let gate = Gate::of(&file, today);
    let judged: Vec<Judged> = file
        .people_to_ask()
        .into_iter()
        .map(|id| judge(&file, &gate, id, asked))
        .collect();
    let out: BTreeSet<RecordId> = judged
        .iter()
        .filter(|one| one.shown.is_none())
        .map(|one| one.id)
        .collect();
    let victims: BTreeSet<RecordId> = file.acts.iter().filter_map(|act| act.record.victim).collect();
    let is_told = if victims.is_empty() {
        out.is_empty()
    } else {
        victims.iter().any(|victim| !out.contains(victim))
    };
    let people = file.people.iter().map(|person| person.id);
    let events = file.events.iter().map(|event| event.id);
    let codes = file
        .people
        .iter()
        .filter_map(|person| Some((person.id, person.record.same_as?)));
    let mut gated = Gated {
        code: code.to_owned(),
        is_told,
        is_detailed: judged
            .iter()
            .filter_map(|one| one.shown)
            .all(|level| level >= Level::PseudonymDetailed)
            && asked.level >= Level::PseudonymDetailed,
        within: people.chain(events).collect(),
        codes: codes.collect(),
        links: file.event_links.iter().map(|link| link.record.clone()).collect(),
        called: called(&file, &judged, asked),
        people: Vec::new(),
        envelopes: Vec::new(),
        stays: Vec::new(),
        look_again: Vec::new(),
        snapshot: judged.iter().map(|one| snapshot(one, asked, lang)).collect(),
    };
    gated.people = judged
        .iter()
        .map(|one| person(one, &gated.called, is_told, asked, lang))
        .collect();
    if !is_told {
        gated.stays.push(PreviewLine {
            text: text_with(lang, "paper-left-case", &[("code", code.into())]),
            note: text(lang, "paper-left-nobody"),
        });
        return Ok(gated);
    }
    let none = BTreeSet::new();
    let rules = Rules {
        purpose: asked.purpose,
        withhold_identity: !asked.level.names(),
        is_overridden: false,
        known: &none,
        today,
    };
    let selection = select(&envelopes, &elsewhere, rules);
    let mut left = selection.envelopes;
    left.retain(|envelope| !INSIDE_ONLY.contains(&envelope.kind.as_str()));
    let holding = holding(&file, &gate, asked);
    left.retain(|envelope| envelope.kind != Consent::SPEC.name || holding.contains(&envelope.id));
    for one in judged.iter().filter(|one| one.shown.is_none()) {
        gated.stays.push(PreviewLine {
            text: text_with(lang, "paper-left-person", &[("code", one.code.as_str().into())]),
            note: why_out(one, lang),
        });
    }
    without_people(&mut left, &out, asked.kind, &mut gated.stays, lang);
    without_names(&envelopes, &mut left, &mut gated.stays, lang);
    drop_foreign_links(&mut left);
    gated.look_again.extend(numbers_left(&left, lang));
    gated.look_again.extend(conditions(&file, &judged, asked, lang));
    gated.envelopes = left;
    Ok(gated)
}

/// Consents as they count in a paper of this level: one that was given in confidence is one for a pseudonym where others read.
fn as_for(asked: Level, mut envelopes: Vec<Envelope>) -> Vec<Envelope> {
    if asked == Level::NamedConfidential {
        return envelopes;
    }
    for consent in envelopes.iter_mut().filter(|envelope| envelope.kind == "consent") {
        if consent.body.get("identity_level") == Some(&json!(Level::NamedConfidential.slug())) {
            // Told apart from a plain pseudonym only by `judge`, which reads the mark.
            consent
                .body
                .insert("identity_level".to_owned(), json!(Level::Pseudonym.slug()));
            consent.body.insert(IN_CONFIDENCE.to_owned(), Value::Bool(true));
        }
    }
    envelopes
}

/// Beside a consent in the copy that is read here: it names, but only in confidence.
const IN_CONFIDENCE: &str = "given in confidence";

fn judge(file: &CaseFile, gate: &Gate<'_>, id: RecordId, asked: &Asked) -> Judged {
    let (widest, standing) = level::allowed(gate, id, asked.purpose);
    let allowed = widest.map(|(level, _)| level);
    let holding = gate.holding(id, asked.purpose);
    let is_confident = holding.iter().any(|consent| consent.rest.contains_key(IN_CONFIDENCE));
    let shown = allowed.and_then(|allowed| asked.level.shows(allowed));
    Judged {
        id,
        code: file.person_shown(id).unwrap_or_default().to_owned(),
        shown,
        standing,
        given: widest.and_then(|(_, consent)| consent.given.clone()),
        allowed: if is_confident && allowed == Some(Level::Pseudonym) {
            Some(Level::NamedConfidential)
        } else {
            allowed
        },
    }
}

/// The consents that authorise this paper. One that ran out, was taken back or is for something else is no authority to write.
fn holding(file: &CaseFile, gate: &Gate<'_>, asked: &Asked) -> BTreeSet<RecordId> {
    let holds = |consent: &&Entry<Consent>| {
        let person = consent.record.person;
        let holding = person.map_or_else(Vec::new, |person| gate.holding(person, asked.purpose));
        holding
            .into_iter()
            .any(|one| std::ptr::eq(one, &raw const consent.record))
    };
    file.consents.iter().filter(holds).map(|consent| consent.id).collect()
}

fn why_out(one: &Judged, lang: Lang) -> String {
    match one.allowed {
        Some(Level::AggregatedOnly) => text(lang, "paper-left-numbers"),
        Some(_) | None => one.standing.reason(lang),
    }
}

fn person(one: &Judged, called: &BTreeMap<RecordId, String>, is_told: bool, asked: &Asked, lang: Lang) -> ReportPerson {
    let shown = one.shown.filter(|_| is_told);
    let name = called.get(&one.id).map_or(one.code.as_str(), String::as_str);
    let lower = shown
        .zip(one.allowed)
        .map(|(shown, allowed)| level::why_lower(asked.level, allowed, shown, lang));
    let lower = lower.unwrap_or_default();
    let given = one
        .given
        .as_ref()
        .map_or_else(String::new, |given| date_text(given, lang));
    let covered = text_with(lang, "consent-covers", &[("date", given.as_str().into())]);
    ReportPerson {
        code: one.code.clone(),
        is_told: shown.is_some(),
        is_lower: !lower.is_empty(),
        text: match shown {
            Some(level) => {
                let level = level.label(lang);
                text_with(
                    lang,
                    "paper-shown-as",
                    &[("called", name.into()), ("level", level.as_str().into())],
                )
            }
            None => text(lang, "cli-report-left"),
        },
        note: match shown {
            Some(_) if lower.is_empty() => covered.trim().to_owned(),
            Some(_) => lower,
            None => why_out(one, lang),
        },
    }
}

fn snapshot(one: &Judged, asked: &Asked, lang: Lang) -> String {
    let level = one.shown.map_or_else(|| why_out(one, lang), |shown| shown.label(lang));
    format!("{}: {} — {level}", one.code, asked.purpose)
}

/// What everybody in the case is called, those too who are not asked.
fn called(file: &CaseFile, judged: &[Judged], asked: &Asked) -> BTreeMap<RecordId, String> {
    let identity = |id: RecordId| {
        file.identities
            .iter()
            .map(|entry| &entry.record)
            .find(|one| one.person == Some(id))
    };
    let mut called = BTreeMap::new();
    for person in &file.people {
        let code = person.record.shown().unwrap_or_default();
        let level = match judged.iter().find(|one| one.id == person.id) {
            Some(Judged { shown: None, .. }) => continue,
            Some(Judged { shown: Some(level), .. }) => *level,
            // Nobody asks an officer; their name stands only where everybody's may, and a code says nothing to an authority.
            None if asked.level.names() && identity(person.id).is_none() => continue,
            None if asked.level.names() => asked.level,
            None => Level::Pseudonym,
        };
        called.insert(person.id, level::called(level, code, identity(person.id)));
    }
    called
}

/// Takes out everything about these people. Of an event that befell others too only when and where it was is left; of a piece of
/// evidence in a register only its sum.
fn without_people(
    left: &mut Vec<Envelope>,
    out: &BTreeSet<RecordId>,
    kind: ReportKind,
    stays: &mut Vec<PreviewLine>,
    lang: Lang,
) {
    if out.is_empty() {
        return;
    }
    let names = |envelope: &Envelope| links(&envelope.kind, &envelope.body);
    let is_exhibit = |envelope: &Envelope| envelope.kind == "evidence_item";
    let mut gone: BTreeSet<RecordId> = out.clone();
    loop {
        let goes = |envelope: &&Envelope| {
            !gone.contains(&envelope.id)
                && !is_exhibit(envelope)
                && names(envelope).into_iter().any(|(field, target)| {
                    out.contains(&target)
                        || (gone.contains(&target) && GOES_WITH.contains(&(envelope.kind.as_str(), field)))
                })
        };
        let more: Vec<RecordId> = left.iter().filter(goes).map(|envelope| envelope.id).collect();
        if more.is_empty() {
            break;
        }
        gone.extend(more);
    }
    let mut acts: BTreeMap<RecordId, (usize, usize)> = BTreeMap::new();
    for act in left.iter().filter(|envelope| envelope.kind == "act") {
        for (_, event) in names(act).into_iter().filter(|(field, _)| *field == "event") {
            let (all, lost) = acts.entry(event).or_default();
            *all += 1;
            *lost += usize::from(gone.contains(&act.id));
        }
    }
    let mut bare = 0_usize;
    for envelope in left.iter_mut() {
        let shared = acts.get(&envelope.id).filter(|(_, lost)| *lost > 0);
        if shared.is_some_and(|(all, lost)| all == lost) {
            gone.insert(envelope.id);
        } else if shared.is_some() {
            for field in ["description", "title", "remarks"] {
                if take_out(envelope, field) {
                    stays.push(left_words("paper-left-several", envelope, field, "", lang));
                }
            }
        } else if is_exhibit(envelope) {
            let linked = links(&envelope.kind, &envelope.body);
            let about: Vec<bool> = linked
                .iter()
                .filter(|(field, _)| *field == "supports")
                .map(|(_, id)| gone.contains(id))
                .collect();
            let is_theirs = linked.iter().any(|(_, id)| out.contains(id));
            if is_theirs || (!about.is_empty() && about.iter().all(|gone| *gone)) {
                if kind == ReportKind::Register {
                    bare += 1;
                    strip(envelope);
                } else {
                    gone.insert(envelope.id);
                }
            }
        }
    }
    left.retain(|envelope| !gone.contains(&envelope.id));
    if bare > 0 {
        stays.push(PreviewLine {
            text: text_with(lang, "paper-left-exhibit", &[("n", bare.into())]),
            note: text(lang, "paper-left-exhibit-note"),
        });
    }
}

/// What a register keeps of a piece of evidence that may not be described.
const BARE: [&str; 3] = ["sha256", "size", "media_type"];

fn strip(item: &mut Envelope) {
    let fields: Vec<String> = item
        .body
        .keys()
        .filter(|name| !BARE.contains(&name.as_str()))
        .cloned()
        .collect();
    for field in fields {
        take_out(item, &field);
    }
    // Without a title the register would call it by its kind: it is said to be left out.
    if !item.withheld.iter().any(|name| name == "title") {
        item.withheld.push("title".to_owned());
    }
}

pub(super) fn take_out(envelope: &mut Envelope, field: &str) -> bool {
    let was = envelope.body.remove(field).is_some();
    if was && !envelope.withheld.iter().any(|name| name == field) {
        envelope.withheld.push(field.to_owned());
    }
    was
}

fn left_words(key: &str, envelope: &Envelope, field: &str, code: &str, lang: Lang) -> PreviewLine {
    let kind = kind_label(&envelope.kind, lang);
    let field = text(lang, &format!("field-{}-{field}", envelope.kind));
    let args = [
        ("kind", kind.as_str().into()),
        ("field", field.as_str().into()),
        ("code", code.into()),
    ];
    PreviewLine {
        text: text_with(lang, key, &args),
        note: String::new(),
    }
}

/// Takes out every text in which the name of somebody stands whose identity does not leave.
fn without_names(all: &[Envelope], left: &mut [Envelope], stays: &mut Vec<PreviewLine>, lang: Lang) {
    let leaves = |id: RecordId| left.iter().any(|envelope| envelope.id == id);
    let file = CaseFile::of(all);
    let hidden: Vec<(String, Known)> = all
        .iter()
        .filter(|envelope| envelope.kind == PersonIdentity::SPEC.name && !leaves(envelope.id))
        .map(|identity| {
            let person = PersonIdentity::read(&identity.body).and_then(|identity| identity.person);
            let code = person.and_then(|person| file.person_shown(person)).unwrap_or_default();
            (code.to_owned(), crate::residual::known([identity]))
        })
        .collect();
    for envelope in left.iter_mut() {
        let fields = kind_spec(&envelope.kind).map_or(&[][..], |spec| spec.fields);
        for field in fields.iter().filter(|field| field.privacy != Privacy::A) {
            let mut texts = Vec::new();
            if let Some(value) = envelope.body.get(field.name) {
                field.texts(value, &mut texts);
            }
            let named = hidden
                .iter()
                .find(|(_, known)| texts.iter().any(|text| known.stands_in(text)));
            if let Some((code, _)) = named {
                stays.push(left_words("paper-left-words", envelope, field.name, code, lang));
                take_out(envelope, field.name);
            }
        }
    }
}

/// Telephone numbers, addresses and the like that still stand in texts, whoever they belong to.
fn numbers_left(left: &[Envelope], lang: Lang) -> Vec<PreviewLine> {
    let found = crate::residual::found_in(left, &[], lang).into_iter();
    let line = |line: crate::view::ResidualLine| {
        let about = [
            ("what", line.class_label.as_str().into()),
            ("kind", line.kind_label.as_str().into()),
            ("field", line.field_label.as_str().into()),
        ];
        PreviewLine {
            text: text_with(lang, "residual-seal", &about),
            note: line.found,
        }
    };
    found.map(line).collect()
}

/// What people made a condition of their consent.
fn conditions(file: &CaseFile, judged: &[Judged], asked: &Asked, lang: Lang) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    for one in judged.iter().filter(|one| one.shown.is_some()) {
        let consents = file.consents.iter().map(|entry| &entry.record);
        let own = consents.filter(|consent| {
            consent.person == Some(one.id) && consent.purpose.iter().any(|purpose| purpose.slug() == asked.purpose)
        });
        lines.extend(
            own.filter_map(|consent| consent.conditions.as_deref())
                .map(|condition| PreviewLine {
                    text: text_with(
                        lang,
                        "look-condition",
                        &[("code", one.code.as_str().into()), ("text", condition.into())],
                    ),
                    note: String::new(),
                }),
        );
    }
    lines
}
