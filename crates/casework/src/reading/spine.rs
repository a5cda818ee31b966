//! The timeline of a case: what happened, was done, told, found and kept, in the order of its uncertain dates; what is still
//! to come below today; what has no date at its end, never left out.

use super::names::{joined, organisation_name};
use super::row::place_of;
use super::title::{coded, coded_all, kind_label, opening, step_title};
use crate::view::{DeadlineLine, Mark, Meaning, TimelineItem, TimelinePart};
use chrono::NaiveDate;
use sandyq_domain::casefile::{answered, in_order, is_refusal};
use sandyq_domain::kinds::{Account, Event, EvidenceItem, Intervention, MedicalFinding, Note, ProceedingStep};
use sandyq_domain::value::{Coded, Date};
use sandyq_domain::words::{reading_text, short_date_text, text};
use sandyq_domain::{CaseFile, Entry, FuzzyDate, Lang, RecordId};

/// A deadline that is open, and its day as far as it can be counted.
pub type Due = (Date, DeadlineLine);

/// Days up to which a date is one of a week, a month, a season, a year; what is longer or open stands above them.
const VAGUE_DAYS: [u64; 4] = [7, 31, 92, 366];

/// Everything with a place in time, in the order of fuzzy dates.
pub fn timeline(file: &CaseFile, dues: &[Due], today: NaiveDate, lang: Lang) -> Vec<TimelineItem> {
    let tell = Teller { file, today, lang };
    let mut all: Vec<(&Date, TimelineItem)> = Vec::new();
    all.extend(file.events.iter().map(|one| (&one.record.date, tell.event(one))));
    all.extend(file.steps.iter().map(|one| (&one.record.date, tell.step(one))));
    let loose = file.evidence.iter().filter(|item| is_loose(file, item.id));
    all.extend(loose.map(|one| (&one.record.captured, tell.evidence(one))));
    all.extend(file.interventions.iter().map(|one| (&one.record.date, tell.help(one))));
    all.extend(file.findings.iter().map(|one| (&one.record.date, tell.finding(one))));
    all.extend(
        file.accounts
            .iter()
            .map(|one| (&one.record.received, tell.account(one))),
    );
    let dated = file.notes.iter().filter(|note| note.record.date.is_some());
    all.extend(dated.map(|one| (&one.record.date, tell.note(one))));
    all.extend(
        dues.iter()
            .filter(|due| tell.is_to_come(due))
            .map(|due| (&due.0, tell.due(due))),
    );
    all.sort_by(|(one, a), (two, b)| {
        let parts = a.part.cmp(&b.part);
        parts.then_with(|| in_order(one, two)).then_with(|| a.key.cmp(&b.key))
    });
    all.into_iter().map(|(_, item)| item).collect()
}

/// Evidence that stands with no step and no event stands for itself.
fn is_loose(file: &CaseFile, item: RecordId) -> bool {
    let proves = file.steps.iter().any(|step| step.record.proof.contains(&item));
    !proves
        && !file
            .events
            .iter()
            .any(|event| evidence_of(file, event.id).contains(&item))
}

/// Evidence that supports an event or one of its acts.
fn evidence_of(file: &CaseFile, event: RecordId) -> Vec<RecordId> {
    let of_event = |act: &&Entry<sandyq_domain::kinds::Act>| act.record.event == Some(event);
    let acts: Vec<RecordId> = file.acts.iter().filter(of_event).map(|act| act.id).collect();
    let supports = |target: &RecordId| *target == event || acts.contains(target);
    file.evidence
        .iter()
        .filter(|item| item.record.supports.iter().any(supports))
        .map(|item| item.id)
        .collect()
}

/// How vague a date is, from 0 for a day to 5 for years or an open end.
fn vagueness(date: &FuzzyDate) -> u32 {
    match date.days() {
        Some(0 | 1) => 0,
        Some(days) => VAGUE_DAYS
            .iter()
            .fold(1, |level, limit| level + u32::from(days > *limit)),
        None => 5,
    }
}

fn plain(words: impl Into<String>) -> Mark {
    Mark {
        meaning: Meaning::Plain,
        text: words.into(),
    }
}

struct Teller<'t> {
    file: &'t CaseFile,
    today: NaiveDate,
    lang: Lang,
}

impl Teller<'_> {
    /// What every entry has: its place in time, and the kind for a title.
    fn blank(&self, id: RecordId, kind: &str, date_field: &str, date: &Date) -> TimelineItem {
        let known = date.as_ref().filter(|date| date.possible().is_some());
        let level = known.map_or(0, vagueness);
        let when = known.map_or_else(String::new, |date| short_date_text(date, self.lang));
        let told = date.as_ref().and_then(|date| date.as_told.clone());
        let counted = known
            .filter(|_| level > 0)
            .map_or_else(String::new, |date| reading_text(date, self.lang));
        let is_ahead = known
            .and_then(FuzzyDate::earliest)
            .is_some_and(|first| first > self.today);
        TimelineItem {
            key: id.to_string(),
            id,
            kind: kind.to_owned(),
            kind_label: text(self.lang, &format!("kind-{kind}-many")),
            part: match (known, is_ahead) {
                (None, _) => TimelinePart::Undated,
                (Some(_), true) => TimelinePart::Ahead,
                (Some(_), false) => TimelinePart::Past,
            },
            date_field: date_field.to_owned(),
            told: told.filter(|told| level > 0 || *told != when).unwrap_or_default(),
            counted: Some(counted).filter(|counted| *counted != when).unwrap_or_default(),
            when,
            vagueness: level,
            is_refusal: false,
            title: kind_label(kind, self.lang),
            detail: String::new(),
            marks: Vec::new(),
            evidence: Vec::new(),
        }
    }

    fn named(&self, person: Option<RecordId>) -> Vec<Mark> {
        let code = person.and_then(|person| self.file.person_shown(person));
        code.map(plain).into_iter().collect()
    }

    fn event(&self, event: &Entry<Event>) -> TimelineItem {
        let record = &event.record;
        let blank = self.blank(event.id, "event", "date", &record.date);
        let told = opening(&record.description);
        let title = record.title.clone().unwrap_or_else(|| told.clone());
        let place = place_of(event, self.lang);
        let of_event = |act: &&Entry<sandyq_domain::kinds::Act>| act.record.event == Some(event.id);
        let victims = self.file.acts.iter().filter(of_event);
        let mut codes: Vec<&str> = victims
            .filter_map(|act| self.file.person_shown(act.record.victim?))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        let ended = record.ended.as_ref().map(|date| short_date_text(date, self.lang));
        TimelineItem {
            when: joined([Some(blank.when.clone()), ended], " – "),
            detail: joined([Some(told).filter(|told| *told != title), Some(place)], " · "),
            title: if title.is_empty() { blank.title.clone() } else { title },
            marks: codes.into_iter().map(plain).collect(),
            evidence: evidence_of(self.file, event.id),
            ..blank
        }
    }

    fn step(&self, step: &Entry<ProceedingStep>) -> TimelineItem {
        let record = &step.record;
        TimelineItem {
            is_refusal: is_refusal(record),
            title: step_title(record, self.lang),
            detail: step_detail(record, self.lang),
            marks: step_mark(record, self.lang).into_iter().collect(),
            evidence: record.proof.clone(),
            ..self.blank(step.id, "proceeding_step", "date", &record.date)
        }
    }

    fn evidence(&self, item: &Entry<EvidenceItem>) -> TimelineItem {
        let record = &item.record;
        let blank = self.blank(item.id, "evidence_item", "captured", &record.captured);
        let kind = record.evidence_kind.as_ref();
        let title = record.title.clone().or_else(|| record.original_name.clone());
        TimelineItem {
            title: title.unwrap_or_else(|| blank.title.clone()),
            detail: kind.map_or_else(String::new, |kind| coded("evidence_kind", kind, self.lang)),
            evidence: vec![item.id],
            ..blank
        }
    }

    fn help(&self, help: &Entry<Intervention>) -> TimelineItem {
        let record = &help.record;
        let blank = self.blank(help.id, "intervention", "date", &record.date);
        let kind = record.intervention_kind.as_ref();
        let by = record
            .organisation
            .and_then(|id| organisation_name(self.file, id, self.lang));
        TimelineItem {
            title: kind.map_or_else(
                || blank.title.clone(),
                |kind| coded("intervention_kind", kind, self.lang),
            ),
            detail: joined(
                [Some(opening(&record.description)), record.provided_by.clone().or(by)],
                " · ",
            ),
            marks: record.persons.iter().flat_map(|id| self.named(Some(*id))).collect(),
            ..blank
        }
    }

    fn finding(&self, finding: &Entry<MedicalFinding>) -> TimelineItem {
        let record = &finding.record;
        let blank = self.blank(finding.id, "medical_finding", "date", &record.date);
        let said = opening(&record.finding);
        let fits = answered(&record.degree_of_consistency);
        let fits = fits.map(|known| coded("degree_of_consistency", known, self.lang));
        let at = record
            .institution
            .and_then(|id| organisation_name(self.file, id, self.lang));
        TimelineItem {
            title: if said.is_empty() { blank.title.clone() } else { said },
            detail: joined([fits, at], " · "),
            marks: self.named(record.person),
            evidence: record.document.into_iter().collect(),
            ..blank
        }
    }

    fn account(&self, account: &Entry<Account>) -> TimelineItem {
        let record = &account.record;
        let blank = self.blank(account.id, "account", "received", &record.received);
        let who = answered(&record.connection).map(|known| coded("connection", known, self.lang));
        TimelineItem {
            title: joined([Some(blank.title.clone()), who], " · "),
            detail: opening(&record.text),
            marks: self.named(record.source),
            ..blank
        }
    }

    fn note(&self, note: &Entry<Note>) -> TimelineItem {
        let record = &note.record;
        let blank = self.blank(note.id, "note", "date", &record.date);
        let said = opening(&record.text);
        let title = record.title.clone().unwrap_or_else(|| blank.title.clone());
        TimelineItem {
            detail: Some(said).filter(|said| *said != title).unwrap_or_default(),
            title,
            ..blank
        }
    }

    /// Open, and its last possible day is not over.
    fn is_to_come(&self, (date, line): &Due) -> bool {
        let last = date.as_ref().and_then(|date| Some(date.possible()?.last()));
        !line.is_over() && last.is_some_and(|last| last.is_none_or(|last| last >= self.today))
    }

    fn due(&self, (date, line): &Due) -> TimelineItem {
        TimelineItem {
            key: format!("deadline:{}", line.key),
            kind: "deadline".to_owned(),
            kind_label: text(self.lang, "timeline-deadline"),
            part: TimelinePart::Ahead,
            title: line.label.clone(),
            detail: joined([Some(line.nature.clone()), Some(line.counted_from.clone())], " · "),
            marks: line.mark.clone().into_iter().collect(),
            ..self.blank(line.record, "task", "due", date)
        }
    }
}

/// How it was refused, else what it led to.
pub fn step_mark(step: &ProceedingStep, lang: Lang) -> Option<Mark> {
    if is_refusal(step) {
        let mode = answered(&step.refusal_mode).map(|mode| coded("refusal_mode", mode, lang));
        return Some(Mark {
            meaning: Meaning::Refusal,
            text: mode.unwrap_or_else(|| text(lang, "refused")),
        });
    }
    let result = answered(&step.result)?;
    Some(Mark {
        meaning: if result.slug() == "granted" {
            Meaning::Sound
        } else {
            Meaning::Plain
        },
        text: coded("result", result, lang),
    })
}

/// The words that were used, in quotation marks of our own.
pub fn words_used(step: &ProceedingStep) -> Option<String> {
    let words = step.refusal_words.as_ref()?;
    Some(format!("«{}»", words.trim_matches(['«', '»', '"'])))
}

/// The words of a refusal, and what was asked against what was given.
fn step_detail(step: &ProceedingStep, lang: Lang) -> String {
    let line = |key: &str, codes: &[Coded]| {
        let named = coded_all("kz_law", codes, lang);
        (!named.is_empty()).then(|| format!("{}: {named}", text(lang, key)))
    };
    let asked = line("step-asked", &step.requested_qualification);
    let given = line("step-given", &step.given_qualification);
    joined([words_used(step), asked, given], " · ")
}
