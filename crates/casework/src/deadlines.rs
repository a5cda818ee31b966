//! Deadlines and tasks: of one case, of all that are worked on, and what became of them.

use crate::concealing;
use crate::dating::day_told;
use crate::failure::{ErrorCode, Failure};
use crate::finding::{find_case, find_record};
use crate::reading::{self, Telling};
use crate::session::Session;
use crate::view::{DeadlineGroup, DeadlineLine, NewTask, RuleLine, SettleTask, TaskFilter, TaskList};
use chrono::NaiveDate;
use sandyq_domain::casefile::{CaseFile, Entry};
use sandyq_domain::deadlines::{Deadline, ENDED, RULES, RuleId, deadlines};
use sandyq_domain::fuzzy::day_in_kazakhstan;
use sandyq_domain::kinds::{Consent, DeadlineRule, Kind, Proceeding, ProceedingStep, RiskAssessment, Task};
use sandyq_domain::{Envelope, Lang, RecordId, Timestamp};
use sandyq_vault::{View, cases, codes, records};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::collections::hash_map::Entry as Known;

/// Kinds from which a deadline may follow, and the case itself.
const KINDS: [&str; 6] = [
    "case",
    Proceeding::SPEC.name,
    ProceedingStep::SPEC.name,
    Consent::SPEC.name,
    RiskAssessment::SPEC.name,
    Task::SPEC.name,
];
/// So many cases, the newest change first, are looked at for the list of all.
const CASES_LIMIT: u32 = 5_000;
/// Most lines under one heading in one answer.
const LINES_LIMIT: usize = 100;

impl Session {
    /// Deadlines and tasks of all cases that are worked on, or of one case.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`]; those of reading the vault.
    pub fn list_tasks(&self, filter: &TaskFilter, lang: Lang) -> Result<TaskList, Failure> {
        let today = self.today();
        self.vault().read(|view| {
            let one = Some(filter.case.trim()).filter(|case| !case.is_empty());
            let one = one.map(|case| find_case(view, case)).transpose()?;
            let mut found = Found {
                own: own_rules(view)?,
                today,
                lang,
                all: filter.all || one.is_some(),
                looked_at: 0,
                deadlines: Vec::new(),
                older: 0,
            };
            match one {
                Some(case) => found.look_at(&records::of_case(view, case)?),
                None => found.look_at_all(view)?,
            }
            found.list(view)
        })
    }

    /// Says what became of a deadline, or of a task of one's own, and why.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`] when there is no such deadline, [`ErrorCode::BadRecord`] for a date that is none.
    pub fn settle_task(&mut self, settle: &SettleTask, lang: Lang) -> Result<DeadlineLine, Failure> {
        let SettleTask {
            key,
            status,
            why,
            done_on,
        } = settle;
        let today = self.today();
        let done_on = day_told(Task::SPEC.name, "done_on", done_on, self.now())?;
        let (case, task, named) = self.vault().read(|view| {
            let case = case_of(view, key)?;
            let own = own_rules(view)?;
            let told = Told::of(view, case, &own)?;
            let deadline = told.find(key, today).ok_or(ErrorCode::NoSuchRecord)?;
            Ok::<_, Failure>((case, deadline.task, told.named(&deadline, today, lang)))
        })?;
        let why = Some(why.trim()).filter(|why| !why.is_empty());
        let settled = json!({
            "status": status,
            "why": why.map(|why| json!([{ "lang": lang.code(), "text": why }])),
            "done_on": done_on.filter(|_| status == "done"),
        });
        let settled = settled.as_object().cloned().unwrap_or_default();
        if let Some(task) = task {
            self.edit_record(&task.to_string(), &settled)?;
        } else if status != "open" {
            let mut body = named;
            body.extend(settled);
            self.add_record(Task::SPEC.name, Some(&case.to_string()), &body)?;
        }
        self.line(case, key, lang)
    }

    /// Adds a task of one's own to a case.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`], [`ErrorCode::BadRecord`] without words or for a date that is none.
    pub fn add_task(&mut self, new: &NewTask, lang: Lang) -> Result<DeadlineLine, Failure> {
        let NewTask { case, what, due } = new;
        let day = day_told(Task::SPEC.name, "due", due, self.now())?;
        let body = json!({ "what": what.trim(), "due": day, "status": "open" });
        let body = body.as_object().cloned().unwrap_or_default();
        let task = self.add_record(Task::SPEC.name, Some(case), &body)?;
        let case = task.case.ok_or(ErrorCode::NoSuchCase)?;
        self.line(case, &task.id.to_string(), lang)
    }

    /// Every rule: the program's, then one's own.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_rules(&self, lang: Lang) -> Result<Vec<RuleLine>, Failure> {
        let own = self.vault().read(own_rules)?;
        let known = RULES.iter().map(|rule| reading::rule_line(rule, lang));
        Ok(known
            .chain(own.iter().map(|entry| reading::own_rule_line(entry, lang)))
            .collect())
    }

    fn line(&self, case: RecordId, key: &str, lang: Lang) -> Result<DeadlineLine, Failure> {
        let today = self.today();
        self.vault().read(|view| {
            let own = own_rules(view)?;
            let told = Told::shown(view, case, &own)?;
            let deadline = told.find(key, today).ok_or(ErrorCode::NoSuchRecord)?;
            Ok(told.telling(today, lang).line(&deadline))
        })
    }

    /// The civil day in Kazakhstan, by the clock that was handed in.
    pub(crate) fn today(&self) -> NaiveDate {
        day_in_kazakhstan(self.now())
    }
}

/// The deadlines of one case for its page with their days, the settled ones last.
pub(crate) fn of_case(
    view: &View<'_>,
    case: RecordId,
    envelopes: &[Envelope],
    now: Timestamp,
    lang: Lang,
) -> Result<Vec<reading::Due>, Failure> {
    let own = own_rules(view)?;
    let told = Told::from(view, case, envelopes, &own)?;
    let today = day_in_kazakhstan(now);
    let mut found = deadlines(&told.file, &own, today);
    found.sort_by_key(|deadline| place(deadline, today));
    let telling = told.telling(today, lang);
    let day = |deadline: &Deadline| (!deadline.due.is_undated()).then(|| deadline.due.date());
    let lines = found.iter().map(|deadline| (day(deadline), telling.line(deadline)));
    Ok(lines.collect())
}

/// What the deadlines of one case are told from.
struct Told<'o> {
    case: RecordId,
    code: String,
    file: CaseFile,
    own: &'o [Entry<DeadlineRule>],
}

impl<'o> Told<'o> {
    fn of(view: &View<'_>, case: RecordId, own: &'o [Entry<DeadlineRule>]) -> Result<Self, Failure> {
        Self::from(view, case, &records::of_case(view, case)?, own)
    }

    /// For a reader: without names where they are hidden. **Nothing of it is written.**
    fn shown(view: &View<'_>, case: RecordId, own: &'o [Entry<DeadlineRule>]) -> Result<Self, Failure> {
        let mut records = records::of_case(view, case)?;
        if concealing::is_on(view)? {
            for record in &mut records {
                concealing::conceal_one(&record.kind, &mut record.body);
            }
        }
        Self::from(view, case, &records, own)
    }

    fn from(
        view: &View<'_>,
        case: RecordId,
        envelopes: &[Envelope],
        own: &'o [Entry<DeadlineRule>],
    ) -> Result<Self, Failure> {
        Ok(Self {
            case,
            code: codes::shown(view, case)?.unwrap_or_default(),
            file: CaseFile::of(envelopes),
            own,
        })
    }

    fn find(&self, key: &str, today: NaiveDate) -> Option<Deadline> {
        let all = deadlines(&self.file, self.own, today);
        all.into_iter().find(|deadline| reading::deadline_key(deadline) == key)
    }

    /// The body of a task that speaks of this deadline.
    fn named(&self, deadline: &Deadline, today: NaiveDate, lang: Lang) -> Map<String, Value> {
        let mut body = json!({ "what": self.telling(today, lang).label(deadline) });
        match deadline.rule {
            Some(RuleId::Known(slug)) => body["rule"] = json!(slug),
            Some(RuleId::Own(id)) => body["own_rule"] = json!(id),
            None => {}
        }
        let is_step = self.file.steps.iter().any(|step| step.id == deadline.source);
        body[if is_step { "step" } else { "about" }] = json!(deadline.source);
        // Beyond the years that a record can hold it stays uncounted.
        body["due"] = json!(
            deadline
                .due
                .date()
                .checked()
                .ok()
                .filter(|_| !deadline.due.is_undated())
        );
        body.as_object().cloned().unwrap_or_default()
    }

    fn telling(&self, today: NaiveDate, lang: Lang) -> Telling<'_> {
        Telling {
            file: &self.file,
            own: self.own,
            case: self.case,
            code: &self.code,
            today,
            lang,
        }
    }
}

/// What is found while cases are looked at, one after another.
struct Found {
    own: Vec<Entry<DeadlineRule>>,
    today: NaiveDate,
    lang: Lang,
    /// Also what is settled and long past.
    all: bool,
    looked_at: u32,
    /// Each with its case. The cases themselves are not kept: all of them would fill the memory.
    deadlines: Vec<(RecordId, Deadline)>,
    older: u32,
}

impl Found {
    fn look_at_all(&mut self, view: &View<'_>) -> Result<(), Failure> {
        let mut here: Vec<Envelope> = Vec::new();
        cases::each_under_way(view, &KINDS, &ENDED, CASES_LIMIT + 1, &mut |envelope| {
            if here.last().is_some_and(|last| last.case != envelope.case) {
                self.look_at(&std::mem::take(&mut here));
            }
            here.push(envelope);
        })?;
        self.look_at(&here);
        Ok(())
    }

    /// The one case too many is only counted.
    fn look_at(&mut self, records: &[Envelope]) {
        let Some(case) = records.first().and_then(|record| record.case) else {
            return;
        };
        self.looked_at += 1;
        if self.looked_at > CASES_LIMIT {
            return;
        }
        let file = CaseFile::of(records);
        let mut shown = deadlines(&file, &self.own, self.today);
        if !self.all {
            shown.retain(|deadline| !deadline.state.is_settled());
            let before = shown.len();
            shown.retain(|deadline| reading::group_of(deadline, self.today) != DeadlineGroup::Past);
            self.older = self
                .older
                .saturating_add(u32::try_from(before - shown.len()).unwrap_or(0));
        }
        self.deadlines
            .extend(shown.into_iter().map(|deadline| (case, deadline)));
    }

    /// Only what is shown is put into words, from its case read again.
    fn list(self, view: &View<'_>) -> Result<TaskList, Failure> {
        let Self {
            own,
            today,
            lang,
            all: _,
            looked_at,
            mut deadlines,
            older,
        } = self;
        deadlines.sort_by_key(|(_, deadline)| place(deadline, today));
        let mut list = TaskList {
            lines: Vec::new(),
            older,
            more: 0,
            is_partial: looked_at > CASES_LIMIT,
        };
        let mut cases: HashMap<RecordId, Told> = HashMap::new();
        let group = |(_, deadline): &(RecordId, Deadline)| reading::group_of(deadline, today);
        for lines in deadlines.chunk_by(|a, b| group(a) == group(b)) {
            let shown = lines.len().min(LINES_LIMIT);
            let more = u32::try_from(lines.len() - shown).unwrap_or(u32::MAX);
            list.more = list.more.saturating_add(more);
            for (case, deadline) in &lines[..shown] {
                let told = match cases.entry(*case) {
                    Known::Occupied(known) => known.into_mut(),
                    Known::Vacant(new) => new.insert(Told::shown(view, *case, &own)?),
                };
                list.lines.push(told.telling(today, lang).line(deadline));
            }
        }
        Ok(list)
    }
}

/// By heading; what is to come by its first possible day, what is over by its last one, the newest first.
fn place(deadline: &Deadline, today: NaiveDate) -> (DeadlineGroup, i64, String) {
    let group = reading::group_of(deadline, today);
    let day = |day: Option<NaiveDate>| day.map(|day| day.signed_duration_since(NaiveDate::default()).num_days());
    let (from, to) = (day(deadline.due.from), day(deadline.due.to));
    let order = match group {
        DeadlineGroup::Overdue | DeadlineGroup::Past | DeadlineGroup::Settled => {
            to.or(from).map_or(i64::MAX, |day| -day)
        }
        DeadlineGroup::Soon | DeadlineGroup::Later | DeadlineGroup::Note => from.or(to).unwrap_or(i64::MAX),
    };
    (group, order, reading::deadline_key(deadline))
}

fn own_rules(view: &View<'_>) -> Result<Vec<Entry<DeadlineRule>>, Failure> {
    let found = records::of_kind(view, DeadlineRule::SPEC.name)?;
    Ok(CaseFile::of(&found).deadline_rules)
}

/// The case of the record a key names.
fn case_of(view: &View<'_>, key: &str) -> Result<RecordId, Failure> {
    let source = key.rsplit_once(':').map_or(key, |(_, source)| source);
    let id = find_record(view, source)?;
    let found = records::read(view, id)?.ok_or(ErrorCode::NoSuchRecord)?;
    found.case.ok_or_else(|| ErrorCode::NoSuchRecord.into())
}
