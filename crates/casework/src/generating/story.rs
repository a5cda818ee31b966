//! One invented case: its people, what was done to them, what was answered, and the links between all of it.
//!
//! Everything about case *n* follows from the seed and *n* alone, the ids of its people too, so that a later case can name
//! somebody of an earlier one without remembering them.

use super::around::Core;
use super::chance::Chance;
use super::form::{Pen, fill, rewrite};
use super::{files, speech};
use sandyq_domain::kinds::{
    Account, Act, Case, Consent, DeadlineRule, Event, EvidenceItem, Involvement, Kind, Person, PersonIdentity,
    Proceeding, ProceedingStep, Task,
};
use sandyq_domain::{KindSpec, Lang, RecordId, Scope, Timestamp};
use serde_json::{Map, Value, json};

/// 2018-01-01 and 2026-09-01: between them all cases lie, in order.
const FIRST: i64 = 1_514_764_800_000;
const LAST: i64 = 1_788_220_800_000;
const DAY: i64 = 86_400_000;
/// One lawyer for so many cases, one piece of evidence for so many.
const CASES_PER_LAWYER: u32 = 200;
const CASES_PER_FILE: u32 = 5;
/// One rule of the group's own for so many cases.
const CASES_PER_RULE: u32 = 5_000;
/// How far back somebody is still met again.
const REMEMBERED: usize = 2_000;

/// A record to be written, with every version it goes through.
pub struct Made {
    /// Its kind.
    pub spec: &'static KindSpec,
    /// Its id.
    pub id: RecordId,
    /// Its case.
    pub case: Option<RecordId>,
    /// Its bodies, the first one first, and when each was written.
    pub versions: Vec<(Map<String, Value>, Timestamp)>,
    /// The bytes of a piece of evidence.
    pub file: Option<Vec<u8>>,
}

/// What all cases of one run have in common.
#[derive(Clone, Copy)]
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// How many cases there will be.
    pub cases: u32,
}

/// What the dice of a case are thrown for.
#[derive(Clone, Copy)]
pub enum Part {
    Story,
    Person,
    Lawyer,
    Organisation,
    Mark,
    Term,
}

/// More parts than there are, so that no two cases share dice.
const PARTS: u64 = 8;

impl Plan {
    pub fn dice(self, part: Part, number: u32) -> Chance {
        Chance::of(self.seed, u64::from(number) * PARTS + part as u64 + 1)
    }

    /// When case `number` came in. Later cases came in later.
    pub fn time(self, number: u32) -> i64 {
        FIRST + (LAST - FIRST) / i64::from(self.cases.max(1)) * i64::from(number)
    }

    fn person(self, part: Part, number: u32) -> RecordId {
        RecordId::from_parts(Timestamp::from_millis(self.time(number)), self.dice(part, number).ten())
    }

    /// All records of case `number`, in an order in which every link leads to one that is there.
    pub fn case(self, number: u32) -> Vec<Made> {
        let mut chance = self.dice(Part::Story, number);
        let lang = speech::language(&mut chance);
        let now = self.time(number);
        let id = RecordId::from_parts(Timestamp::from_millis(now), chance.ten());
        let mut story = Story {
            chance,
            lang,
            now,
            case: id,
            made: Vec::new(),
        };
        story.write(
            Case::SPEC,
            id,
            json!({ "opened": Timestamp::from_millis(now).day(), "tags": [tag(lang)] }),
        );
        let victim = self.person(Part::Person, number);
        story.write(Person::SPEC, victim, json!({}));
        if story.chance.percent(60) {
            let name = speech::name(lang, &mut story.chance);
            story.add(PersonIdentity::SPEC, json!({ "person": victim, "used_name": name }));
        }
        if number.is_multiple_of(CASES_PER_LAWYER) {
            story.write(
                Person::SPEC,
                self.person(Part::Lawyer, number),
                json!({ "occupation": lawyer(lang) }),
            );
        }
        let known = self.somebody_known(number, &mut story.chance);
        let (organisation, mark) = self.named_around(&mut story, number);
        let events: Vec<RecordId> = (0..=usize::from(story.chance.percent(25)))
            .map(|_| {
                let place = speech::place(lang, &mut story.chance);
                story.add(Event::SPEC, json!({ "locality": place }))
            })
            .collect();
        let mut acts = Vec::new();
        for _ in 0..=usize::from(story.chance.percent(40)) {
            let event = *story.chance.one(&events.iter().collect::<Vec<_>>());
            let own = self.own_act_type(&mut story.chance);
            let act = story.add(Act::SPEC, json!({ "event": event, "victim": victim, "act_type": own }));
            if story.chance.percent(85) {
                let person = known
                    .filter(|_| story.chance.percent(50))
                    .map_or(Value::Null, |known| json!(known));
                let acted = if story.chance.percent(30) {
                    json!(organisation)
                } else {
                    Value::Null
                };
                story.add(
                    Involvement::SPEC,
                    json!({ "act": act, "person": person, "organisation": acted, "marks": mark.map(|mark| [mark]) }),
                );
            }
            acts.push(act);
        }
        story.add(Account::SPEC, json!({ "source": victim, "language": lang.code() }));
        if let Some(known) = known.filter(|_| story.chance.percent(50)) {
            story.add(Account::SPEC, json!({ "source": known }));
        }
        let track = self.reported(&mut story, number, victim);
        if number % CASES_PER_FILE == 2 % CASES_PER_FILE {
            story.attach(&acts, victim);
        }
        if story.chance.percent(75) {
            story.add(Consent::SPEC, json!({ "person": victim }));
        }
        let core = Core {
            victim,
            known,
            events: (events[0], events.get(1).copied()),
            act: acts[0],
            track,
            number,
        };
        story.tell_around(core, organisation);
        if number.is_multiple_of(CASES_PER_RULE) {
            let rule = story.add(DeadlineRule::SPEC, json!({ "length": 10, "unit": "days" }));
            story.add(Task::SPEC, json!({ "own_rule": rule }));
        }
        story.made
    }

    /// In three cases of five, a proceeding with its steps.
    fn reported(self, story: &mut Story, number: u32, victim: RecordId) -> Option<RecordId> {
        if !story.chance.percent(60) {
            return None;
        }
        let block = number / CASES_PER_LAWYER;
        let recent = u32::try_from(story.chance.seldom(block as usize + 1)).unwrap_or(0);
        let lawyer = self.person(Part::Lawyer, (block - recent) * CASES_PER_LAWYER);
        let own = story.add(Proceeding::SPEC, json!({ "applicant": victim, "lawyer": lawyer }));
        for _ in 0..story.chance.between(1, 3) {
            let refusal = if story.chance.percent(25) {
                json!("oral_refusal")
            } else {
                Value::Null
            };
            story.add(
                ProceedingStep::SPEC,
                json!({ "proceeding": own, "refusal_mode": refusal }),
            );
        }
        Some(own)
    }

    /// In one case of eight, a person of an earlier case.
    fn somebody_known(self, number: u32, chance: &mut Chance) -> Option<RecordId> {
        let far = u32::try_from(chance.below((number as usize).min(REMEMBERED))).unwrap_or(0);
        let met = chance.percent(12) && number > 0;
        met.then(|| self.person(Part::Person, number - 1 - far.min(number - 1)))
    }
}

/// A case while it is being told.
pub struct Story {
    /// Its dice.
    pub chance: Chance,
    /// The language it is told in.
    pub lang: Lang,
    /// Moves on with every record.
    now: i64,
    /// Its case.
    pub case: RecordId,
    made: Vec<Made>,
}

impl Story {
    /// Adds a record under a new id.
    pub fn add(&mut self, spec: &'static KindSpec, links: Value) -> RecordId {
        let id = RecordId::from_parts(Timestamp::from_millis(self.now), self.chance.ten());
        self.write(spec, id, links);
        id
    }

    /// Adds a record, or one that several cases share, under the id it has.
    pub fn write(&mut self, spec: &'static KindSpec, id: RecordId, links: Value) {
        let Value::Object(mut body) = links else {
            unreachable!("every caller hands in an object")
        };
        body.retain(|_, value| !value.is_null());
        let mut now = Timestamp::from_millis(self.now);
        let (chance, lang) = (&mut self.chance, self.lang);
        fill(spec, &mut body, &mut Pen { chance, lang, now });
        let mut versions = vec![(body, now)];
        // Three of a hundred are gone over again, once or twice, days later: each time the search index is written out.
        let again = if self.chance.percent(3) {
            self.chance.between(1, 2)
        } else {
            0
        };
        for _ in 0..again {
            let days = i64::try_from(self.chance.between(1, 12)).unwrap_or(1);
            now = Timestamp::from_millis(now.millis() + days * DAY);
            let mut body = versions[versions.len() - 1].0.clone();
            let (chance, lang) = (&mut self.chance, self.lang);
            rewrite(spec, &mut body, &mut Pen { chance, lang, now });
            versions.push((body, now));
        }
        let case = match spec.scope {
            Scope::Case => Some(self.case),
            Scope::Vault => None,
        };
        self.made.push(Made {
            spec,
            id,
            case,
            versions,
            file: None,
        });
        self.now += 1 + i64::try_from(self.chance.below(40)).unwrap_or(0);
    }

    fn attach(&mut self, acts: &[RecordId], shows: RecordId) {
        let (name, bytes) = files::file(self.lang, &mut self.chance);
        self.add(
            EvidenceItem::SPEC,
            json!({ "original_name": name, "supports": acts, "shows": [shows] }),
        );
        if let Some(made) = self.made.last_mut() {
            made.file = Some(bytes);
        }
    }
}

/// On every invented case, so that nobody takes one for a real one.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => "выдумано",
        Lang::Kk => "ойдан шығарылған",
        Lang::En => "invented",
    }
}

fn lawyer(lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => "адвокат",
        Lang::Kk => "қорғаушы",
        Lang::En => "lawyer",
    }
}
