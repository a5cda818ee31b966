//! One case as a page: its timeline, people, sentences and texts.

use super::row::{case_row, involved_name, place_of};
use super::title::{coded, kind_label, opening, step_title, title_of};
use crate::view::{CasePage, EvidenceLine, Mark, Meaning, PersonLine, RecordLine, Sentence, TextLine, TimelineItem};
use sandyq_domain::casefile::{answered, in_order, is_refusal};
use sandyq_domain::kinds::ProceedingStep;
use sandyq_domain::value::{Date, Prose};
use sandyq_domain::words::{date_text, short_date_text, text};
use sandyq_domain::{CaseFile, Entry, Envelope, Lang, Precision, RecordId, Timestamp};

/// The page of one case. `envelopes` are its records and the people it links to.
#[must_use]
pub fn case_page(
    id: RecordId,
    envelopes: &[Envelope],
    evidence: Vec<EvidenceLine>,
    now: Timestamp,
    lang: Lang,
) -> CasePage {
    let file = CaseFile::of(envelopes);
    let changed = envelopes.iter().map(|envelope| envelope.time).max().unwrap_or(now);
    CasePage {
        row: case_row(id, &file, changed, now, lang),
        timeline: timeline(&file, lang),
        deadlines: Vec::new(),
        people: people(&file, lang),
        sentences: sentences(&file, lang),
        texts: texts(&file, lang),
        evidence,
        records: envelopes.iter().map(|envelope| record_line(envelope, lang)).collect(),
        unfinished: Vec::new(),
    }
}

/// Any record as one line.
pub fn record_line(envelope: &Envelope, lang: Lang) -> RecordLine {
    RecordLine {
        id: envelope.id,
        kind: envelope.kind.clone(),
        kind_label: kind_label(&envelope.kind, lang),
        title: title_of(&envelope.kind, &envelope.body, lang),
    }
}

fn timeline(file: &CaseFile, lang: Lang) -> Vec<TimelineItem> {
    let shown_elsewhere: Vec<RecordId> = file
        .steps
        .iter()
        .flat_map(|step| step.record.proof.iter().copied())
        .collect();
    let events = file
        .events
        .iter()
        .map(|event| (&event.record.date, event_item(file, event, lang)));
    let steps = file.steps.iter().map(|step| (&step.record.date, step_item(step, lang)));
    let loose = file
        .evidence
        .iter()
        .filter(|item| !shown_elsewhere.contains(&item.id) && !supports_event(file, item.id));
    let items = loose.map(|item| (&item.record.captured, evidence_item(item, lang)));
    let mut all: Vec<_> = events.chain(steps).chain(items).collect();
    all.sort_by(|(one, a), (two, b)| in_order(one, two).then(a.id.cmp(&b.id)));
    all.into_iter().map(|(_, item)| item).collect()
}

fn supports_event(file: &CaseFile, item: RecordId) -> bool {
    file.events
        .iter()
        .any(|event| evidence_of(file, event.id).contains(&item))
}

/// Evidence that supports an event or one of its acts.
fn evidence_of(file: &CaseFile, event: RecordId) -> Vec<RecordId> {
    let acts: Vec<RecordId> = file
        .acts
        .iter()
        .filter(|act| act.record.event == Some(event))
        .map(|act| act.id)
        .collect();
    let supports = |target: &RecordId| *target == event || acts.contains(target);
    file.evidence
        .iter()
        .filter(|item| item.record.supports.iter().any(supports))
        .map(|item| item.id)
        .collect()
}

fn when(date: &Date, lang: Lang) -> (String, bool) {
    let words = date
        .as_ref()
        .map_or_else(String::new, |date| short_date_text(date, lang));
    let span = date.as_ref().is_some_and(|date| match date.precision {
        Precision::ExactTime | Precision::Day | Precision::Unknown => false,
        Precision::Month
        | Precision::Year
        | Precision::Before
        | Precision::After
        | Precision::Between
        | Precision::About => true,
    });
    (words, span)
}

fn event_item(file: &CaseFile, event: &Entry<sandyq_domain::kinds::Event>, lang: Lang) -> TimelineItem {
    let (when, is_span) = when(&event.record.date, lang);
    let told = opening(&event.record.description);
    let title = event.record.title.clone().unwrap_or_else(|| told.clone());
    let place = place_of(event, lang);
    let detail = if title == told {
        place
    } else {
        [told, place]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let victims = file
        .acts
        .iter()
        .filter(|act| act.record.event == Some(event.id))
        .filter_map(|act| file.person_code(act.record.victim?));
    let mut codes: Vec<&str> = victims.collect();
    codes.sort_unstable();
    codes.dedup();
    TimelineItem {
        id: event.id,
        kind: "event".to_owned(),
        when,
        is_span,
        is_refusal: false,
        title: if title.is_empty() {
            kind_label("event", lang)
        } else {
            title
        },
        detail,
        marks: codes
            .iter()
            .map(|code| Mark {
                meaning: Meaning::Plain,
                text: (*code).to_owned(),
            })
            .collect(),
        evidence: evidence_of(file, event.id),
    }
}

fn step_item(step: &Entry<ProceedingStep>, lang: Lang) -> TimelineItem {
    let (when, is_span) = when(&step.record.date, lang);
    let record = &step.record;
    let refused = is_refusal(record);
    let mode = answered(&record.refusal_mode).map(|mode| coded("refusal_mode", mode, lang));
    let result = answered(&record.result).map(|result| coded("result", result, lang));
    let mark = match (refused, mode, result) {
        (true, Some(mode), _) => Some(Mark {
            meaning: Meaning::Refusal,
            text: mode,
        }),
        (true, None, _) => Some(Mark {
            meaning: Meaning::Refusal,
            text: text(lang, "refused"),
        }),
        (false, _, Some(result)) => {
            let granted = record.result.as_ref().is_some_and(|result| result.slug() == "granted");
            Some(Mark {
                meaning: if granted { Meaning::Sound } else { Meaning::Plain },
                text: result,
            })
        }
        (false, _, None) => None,
    };
    TimelineItem {
        id: step.id,
        kind: "proceeding_step".to_owned(),
        when,
        is_span,
        is_refusal: refused,
        title: step_title(record, lang),
        detail: step_detail(record, lang),
        marks: mark.into_iter().collect(),
        evidence: record.proof.clone(),
    }
}

/// The words of a refusal, and what was asked against what was given.
fn step_detail(step: &ProceedingStep, lang: Lang) -> String {
    let laws = |codes: &[sandyq_domain::value::Coded]| {
        codes
            .iter()
            .map(|law| coded("kz_law", law, lang))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let words = step
        .refusal_words
        .as_ref()
        .map(|words| format!("«{}»", words.trim_matches(['«', '»', '"'])));
    let asked = (!step.requested_qualification.is_empty())
        .then(|| format!("{}: {}", text(lang, "step-asked"), laws(&step.requested_qualification)));
    let given = (!step.given_qualification.is_empty())
        .then(|| format!("{}: {}", text(lang, "step-given"), laws(&step.given_qualification)));
    [words, asked, given]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn evidence_item(item: &Entry<sandyq_domain::kinds::EvidenceItem>, lang: Lang) -> TimelineItem {
    let (when, is_span) = when(&item.record.captured, lang);
    let kind = item
        .record
        .evidence_kind
        .as_ref()
        .map(|kind| coded("evidence_kind", kind, lang));
    TimelineItem {
        id: item.id,
        kind: "evidence_item".to_owned(),
        when,
        is_span,
        is_refusal: false,
        title: item
            .record
            .title
            .clone()
            .or_else(|| item.record.original_name.clone())
            .unwrap_or_else(|| kind_label("evidence_item", lang)),
        detail: kind.unwrap_or_default(),
        marks: Vec::new(),
        evidence: vec![item.id],
    }
}

fn people(file: &CaseFile, lang: Lang) -> Vec<PersonLine> {
    file.people
        .iter()
        .map(|person| person_line(file, person.id, person.record.code.clone(), lang))
        .collect()
}

fn person_line(file: &CaseFile, id: RecordId, code: Option<String>, lang: Lang) -> PersonLine {
    let is = |found: bool, key: &str| found.then(|| text(lang, key));
    let victim = file.acts.iter().any(|act| act.record.victim == Some(id));
    let perpetrator = file.involvements.iter().any(|entry| entry.record.person == Some(id));
    let source = file.accounts.iter().find(|account| account.record.source == Some(id));
    let connection = source
        .and_then(|account| answered(&account.record.connection))
        .map(|known| coded("connection", known, lang));
    let lawyer = file
        .proceedings
        .iter()
        .any(|proceeding| proceeding.record.lawyer == Some(id));
    let roles = [
        is(victim, "role-victim"),
        is(perpetrator, "role-perpetrator"),
        is(lawyer, "role-lawyer"),
    ];
    let mut roles: Vec<String> = roles
        .into_iter()
        .flatten()
        .chain(connection.filter(|_| !victim))
        .collect();
    roles.dedup();
    let identity = file
        .identities
        .iter()
        .find(|identity| identity.record.person == Some(id))
        .map(|identity| identity.id);
    let consents = file
        .consents
        .iter()
        .filter(|consent| consent.record.person == Some(id) && consent.record.withdrawn.is_none());
    PersonLine {
        id,
        code: code.unwrap_or_default(),
        roles,
        has_identity: identity.is_some(),
        identity,
        consents: consents.map(|consent| title_purposes(&consent.record, lang)).collect(),
    }
}

fn title_purposes(consent: &sandyq_domain::kinds::Consent, lang: Lang) -> String {
    let purposes: Vec<String> = consent
        .purpose
        .iter()
        .map(|purpose| coded("consent_purpose", purpose, lang))
        .collect();
    let level = consent
        .identity_level
        .as_ref()
        .map(|level| coded("identity_level", level, lang));
    level.map_or_else(
        || purposes.join(", "),
        |level| format!("{} ({level})", purposes.join(", ")),
    )
}

fn sentences(file: &CaseFile, lang: Lang) -> Vec<Sentence> {
    let sentence = |act: &Entry<sandyq_domain::kinds::Act>| {
        let who: Vec<String> = file
            .involved_in(act.id)
            .map(|entry| involved_name(file, entry, lang))
            .collect();
        Sentence {
            act: act.id,
            who: who.join(", "),
            what: act
                .record
                .act_type
                .as_ref()
                .map_or_else(String::new, |kind| coded("act_type", kind, lang)),
            whom: act
                .record
                .victim
                .and_then(|victim| file.person_code(victim))
                .unwrap_or_default()
                .to_owned(),
        }
    };
    file.acts.iter().map(sentence).collect()
}

fn texts(file: &CaseFile, lang: Lang) -> Vec<TextLine> {
    let mut found = Vec::new();
    for account in &file.accounts {
        let who = answered(&account.record.connection).map(|known| coded("connection", known, lang));
        let code = account
            .record
            .source
            .and_then(|source| file.person_code(source))
            .map(str::to_owned);
        let date = account.record.received.as_ref().map(|date| date_text(date, lang));
        let heading = [Some(kind_label("account", lang)), who, code, date]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        passages(account.id, &heading, &account.record.text, &mut found);
    }
    for event in file.events_in_time() {
        let title = event.record.title.clone();
        let date = event.record.date.as_ref().map(|date| date_text(date, lang));
        let heading = [Some(kind_label("event", lang)), title, date]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        passages(event.id, &heading, &event.record.description, &mut found);
    }
    for act in &file.acts {
        let heading = act
            .record
            .act_type
            .as_ref()
            .map_or_else(|| kind_label("act", lang), |kind| coded("act_type", kind, lang));
        passages(act.id, &heading, &act.record.description, &mut found);
    }
    found
}

fn passages(id: RecordId, heading: &str, prose: &Prose, out: &mut Vec<TextLine>) {
    out.extend(prose.iter().map(|passage| TextLine {
        id,
        heading: heading.to_owned(),
        lang: passage.lang.clone(),
        text: passage.text.clone(),
    }));
}
