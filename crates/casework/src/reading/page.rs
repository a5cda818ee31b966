//! One case as a page: its timeline, tracks, people, sentences and texts.

use super::around::{marks, organisations, people, relations};
use super::deed::sentences;
use super::names::{involved_name, joined};
use super::row::case_row;
use super::spine::{Due, timeline};
use super::title::{coded, kind_label, title_of};
use super::track::tracks;
use crate::view::{CasePage, EvidenceLine, LinkedCase, RecordLine, TextLine};
use sandyq_domain::casefile::answered;
use sandyq_domain::fuzzy::day_in_kazakhstan;
use sandyq_domain::kinds::Act;
use sandyq_domain::value::Prose;
use sandyq_domain::words::date_text;
use sandyq_domain::{CaseFile, Entry, Envelope, Lang, RecordId, Timestamp};

/// What a page is made of beside the records of its case.
pub struct Beside {
    /// The evidence as lines.
    pub evidence: Vec<EvidenceLine>,
    /// Its deadlines, the settled ones last, each with its day.
    pub deadlines: Vec<Due>,
    /// Cases that an event links with it.
    pub linked: Vec<LinkedCase>,
}

/// The page of one case. `envelopes` are its records and the people it links to.
#[must_use]
pub fn case_page(id: RecordId, envelopes: &[Envelope], beside: Beside, now: Timestamp, lang: Lang) -> CasePage {
    let Beside {
        evidence,
        deadlines,
        linked,
    } = beside;
    let file = CaseFile::of(envelopes);
    let changed = envelopes.iter().map(|envelope| envelope.time).max().unwrap_or(now);
    CasePage {
        row: case_row(id, &file, changed, now, lang),
        timeline: timeline(&file, &deadlines, day_in_kazakhstan(now), lang),
        tracks: tracks(&file, &deadlines, lang),
        deadlines: deadlines.into_iter().map(|(_, line)| line).collect(),
        people: people(&file, lang),
        organisations: organisations(&file, lang),
        relations: relations(&file, lang),
        marks: marks(&file, lang),
        linked,
        sentences: sentences(&file, lang),
        texts: texts(&file, lang),
        evidence,
        records: envelopes
            .iter()
            .map(|envelope| line_in(&file, envelope, lang))
            .collect(),
        unfinished: Vec::new(),
    }
}

/// A record of a case as one line, with what tells it from its like there: somebody's identity by their code, an act with who
/// suffered it, whoever did something with what they did.
fn line_in(file: &CaseFile, envelope: &Envelope, lang: Lang) -> RecordLine {
    let line = record_line(envelope, lang);
    let identity = file.identities.iter().find(|one| one.id == envelope.id);
    let act = |id: RecordId| file.acts.iter().find(|act| act.id == id);
    let done = |act: &Entry<Act>| Some(coded("act_type", answered(&act.record.act_type)?, lang));
    let code = |person: Option<RecordId>| file.person_shown(person?).map(str::to_owned);
    let involved = file.involvements.iter().find(|one| one.id == envelope.id);
    let title = if let Some(identity) = identity {
        code(identity.record.person).unwrap_or(line.title)
    } else if let Some(act) = act(envelope.id) {
        joined([Some(line.title), code(act.record.victim)], " · ")
    } else if let Some(entry) = involved {
        let what = entry.record.act.and_then(act).and_then(done);
        joined([Some(involved_name(file, entry, lang)), what], " · ")
    } else {
        line.title
    };
    RecordLine { title, ..line }
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

fn texts(file: &CaseFile, lang: Lang) -> Vec<TextLine> {
    let mut found = Vec::new();
    for account in &file.accounts {
        let who = answered(&account.record.connection).map(|known| coded("connection", known, lang));
        let code = account
            .record
            .source
            .and_then(|source| file.person_shown(source))
            .map(str::to_owned);
        let date = account.record.received.as_ref().map(|date| date_text(date, lang));
        let heading = joined([Some(kind_label("account", lang)), who, code, date], " · ");
        passages(account.id, &heading, &account.record.text, &mut found);
    }
    for event in file.events_in_time() {
        let title = event.record.title.clone();
        let date = event.record.date.as_ref().map(|date| date_text(date, lang));
        let heading = joined([Some(kind_label("event", lang)), title, date], " · ");
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
