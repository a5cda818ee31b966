//! What has to be known of every record to find what joins cases: taken in one by one, in any order, and little kept of each.

use super::clue::{Clue, ClueSort, Finding, of_contact, of_mark, of_name, of_number};
use super::groups::joined;
use super::proposal::{Proposal, Side, proposals};
use crate::casefile::answered;
use crate::envelope::Envelope;
use crate::fold;
use crate::fuzzy::Precision;
use crate::ids::RecordId;
use crate::kinds::{
    Act, Event, EventLink, EvidenceItem, Involvement, Kind, Organisation, PerpetratorMark, Person, PersonIdentity,
    Proceeding,
};
use crate::value::Date;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds that say something here.
pub const KINDS: [&str; 10] = [
    Act::SPEC.name,
    Event::SPEC.name,
    EventLink::SPEC.name,
    EvidenceItem::SPEC.name,
    Involvement::SPEC.name,
    Organisation::SPEC.name,
    PerpetratorMark::SPEC.name,
    Person::SPEC.name,
    PersonIdentity::SPEC.name,
    Proceeding::SPEC.name,
];
/// Who orders, plans or covers up stands behind it; who was present or did not protect may be on duty anywhere.
const NOT_BEHIND_IT: [&str; 5] = [
    "present",
    "failed_to_prevent",
    "failed_to_register",
    "failed_to_investigate",
    "authored_rule",
];

struct Happened {
    case: RecordId,
    day: Option<NaiveDate>,
    /// Region, and locality or kind of place.
    place: Option<String>,
}

struct Deed {
    case: RecordId,
    event: Option<RecordId>,
    victim: Option<RecordId>,
    act_type: Option<String>,
}

struct Doer {
    case: RecordId,
    act: Option<RecordId>,
    person: Option<RecordId>,
    organisation: Option<RecordId>,
    marks: Vec<RecordId>,
}

/// What was taken in. No `Debug`: names and numbers are in it.
#[derive(Default)]
pub struct Gathered {
    events: BTreeMap<RecordId, Happened>,
    acts: BTreeMap<RecordId, Deed>,
    doers: Vec<Doer>,
    marks: BTreeMap<RecordId, Option<Clue>>,
    gangs: BTreeSet<RecordId>,
    people: BTreeMap<RecordId, Option<i64>>,
    identities: Vec<(RecordId, Vec<Clue>)>,
    /// Clues that stand in a case as they are.
    in_cases: Vec<(Clue, Side)>,
    links: Vec<(RecordId, RecordId, String)>,
    same_people: Vec<(RecordId, RecordId)>,
}

impl Gathered {
    /// Takes a live record into account. One of a case for practice, or of a person only such cases know, must not be given.
    pub fn take(&mut self, envelope: &Envelope) {
        let Envelope {
            id, case, body, kind, ..
        } = envelope;
        match (kind.as_str(), case) {
            ("event", Some(case)) => self.take_event(*id, *case, Event::read(body)),
            ("act", Some(case)) => {
                if let Some(act) = Act::read(body) {
                    let act_type = answered(&act.act_type).map(|coded| coded.slug().to_owned());
                    let (case, event, victim) = (*case, act.event, act.victim);
                    self.acts.insert(
                        *id,
                        Deed {
                            case,
                            event,
                            victim,
                            act_type,
                        },
                    );
                }
            }
            ("involvement", Some(case)) => self.take_doer(*case, Involvement::read(body)),
            ("event_link", Some(_)) => {
                let link = EventLink::read(body);
                self.links.extend(link.and_then(|link| {
                    let kind = answered(&link.link_type)?.slug().to_owned();
                    Some((link.from_event?, link.to_event?, kind))
                }));
            }
            ("evidence_item", Some(case)) => {
                let item = EvidenceItem::read(body).filter(|item| item.parent.is_none());
                let form = item.and_then(|item| item.sha256).filter(|sum| !sum.is_empty());
                self.in_case(
                    *case,
                    form.map(|form| Clue {
                        sort: ClueSort::File,
                        form,
                    }),
                );
            }
            ("proceeding", Some(case)) => {
                if let Some(track) = Proceeding::read(body) {
                    let numbers = [track.kui_number, track.erdr_number, track.court_number];
                    for number in numbers.into_iter().flatten().chain(track.official_numbers) {
                        let clue = of_number(ClueSort::OfficialNumber, &number);
                        self.in_case(*case, clue.filter(|clue| is_long(clue, LONG_NUMBER)));
                    }
                }
            }
            ("perpetrator_mark", _) => {
                let mark = PerpetratorMark::read(body);
                let clue = mark.and_then(|mark| of_mark(answered(&mark.mark_kind)?.slug(), &mark.value?));
                self.marks.insert(*id, clue);
            }
            ("organisation", _) => {
                let kind = Organisation::read(body).and_then(|one| one.organisation_kind);
                if answered(&kind).is_some_and(|kind| kind.slug() == "gang") {
                    self.gangs.insert(*id);
                }
            }
            ("person", _) => {
                if let Some(person) = Person::read(body) {
                    self.people.insert(*id, person.birth_year);
                    self.same_people.extend(person.same_as.map(|other| (*id, other)));
                }
            }
            ("person_identity", _) => self.take_identity(PersonIdentity::read(body)),
            _ => {}
        }
    }

    fn take_event(&mut self, id: RecordId, case: RecordId, event: Option<Event>) {
        let Some(event) = event else { return };
        let region = answered(&event.region).map(|coded| coded.slug().to_owned());
        let narrower = event
            .locality
            .map(|locality| fold(locality.trim()))
            .filter(|locality| !locality.is_empty())
            .or_else(|| answered(&event.place_type).map(|coded| coded.slug().to_owned()));
        let place = region
            .zip(narrower)
            .map(|(region, narrower)| format!("{region}|{narrower}"));
        let day = the_day(&event.date);
        self.events.insert(id, Happened { case, day, place });
    }

    fn take_doer(&mut self, case: RecordId, doer: Option<Involvement>) {
        let Some(doer) = doer else { return };
        let is_behind_it = answered(&doer.degree).is_none_or(|degree| !NOT_BEHIND_IT.contains(&degree.slug()));
        if is_behind_it {
            let Involvement {
                act,
                person,
                organisation,
                marks,
                ..
            } = doer;
            self.doers.push(Doer {
                case,
                act,
                person,
                organisation,
                marks,
            });
        }
    }

    fn take_identity(&mut self, identity: Option<PersonIdentity>) {
        let Some(identity) = identity else { return };
        let Some(person) = identity.person else { return };
        let mut clues = Vec::new();
        let iin = identity.iin.unwrap_or_default();
        clues.extend(of_number(ClueSort::Iin, &iin).filter(|clue| clue.form.len() == 12));
        // In words: each long number among them is one document.
        let documents = identity.documents.unwrap_or_default();
        let numbers = documents
            .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
            .filter_map(|word| of_number(ClueSort::Document, word));
        clues.extend(numbers.filter(|clue| is_long(clue, 7)));
        clues.extend(
            [identity.legal_name, identity.used_name]
                .into_iter()
                .flatten()
                .filter_map(|name| of_name(&name)),
        );
        clues.extend(
            identity
                .contacts
                .iter()
                .chain(&identity.aliases)
                .filter_map(|contact| of_contact(contact)),
        );
        self.identities.push((person, clues));
    }

    fn in_case(&mut self, case: RecordId, clue: Option<Clue>) {
        let side = Side { id: case, event: None };
        self.in_cases.extend(clue.map(|clue| (clue, side)));
    }

    /// The case an event is in.
    #[must_use]
    pub fn case_of(&self, event: RecordId) -> Option<RecordId> {
        self.events.get(&event).map(|event| event.case)
    }

    /// What may belong together and is linked by nothing yet.
    #[must_use]
    pub fn proposals(&self) -> Vec<Proposal> {
        let mut sightings = self.of_perpetrators();
        sightings.extend(self.of_stories());
        sightings.extend(self.of_people());
        let linked = self.linked();
        let through = |finding| {
            let pairs = linked.iter().filter(move |(known, ..)| *known == finding);
            joined(pairs.map(|(_, a, b)| (*a, *b)))
        };
        let (perpetrators, people) = (through(Finding::SamePerpetrators), through(Finding::SamePerson));
        let is_one = |groups: &BTreeMap<RecordId, RecordId>, a, b| {
            groups.get(&a).is_some_and(|group| groups.get(&b) == Some(group))
        };
        let mut found = proposals(&sightings, |finding, a, b| match finding {
            Finding::SamePerpetrators => is_one(&perpetrators, a, b),
            Finding::SamePerson => is_one(&people, a, b),
            // A case linked with one of two is no sign that somebody has seen both.
            Finding::Duplicate => linked.contains(&(finding, a.min(b), a.max(b))),
        });
        let mut first: BTreeMap<RecordId, RecordId> = BTreeMap::new();
        for (id, event) in &self.events {
            first.entry(event.case).or_insert(*id);
        }
        for proposal in &mut found {
            for side in &mut proposal.sides {
                side.event = side.event.or_else(|| first.get(&side.id).copied());
            }
        }
        found
    }

    /// What perpetrators of several cases have in common; of several events, when `of_events`. The most common first.
    #[must_use]
    pub fn common(&self, of_events: bool) -> Vec<(Clue, Vec<RecordId>)> {
        let mut found: BTreeMap<Clue, BTreeSet<RecordId>> = BTreeMap::new();
        for (clue, side) in self.of_perpetrators() {
            let place = if of_events { side.event } else { Some(side.id) };
            found.entry(clue).or_default().extend(place);
        }
        let several = found.into_iter().filter(|(_, places)| places.len() > 1);
        let mut several: Vec<_> = several
            .map(|(clue, places)| (clue, places.into_iter().collect::<Vec<_>>()))
            .collect();
        several.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
        several
    }

    fn of_perpetrators(&self) -> Vec<(Clue, Side)> {
        let contacts: BTreeMap<RecordId, Vec<Clue>> = self.contacts_by_person();
        let mut found = Vec::new();
        for doer in &self.doers {
            let event = doer.act.and_then(|act| self.acts.get(&act)?.event);
            let side = Side { id: doer.case, event };
            let by_id = |sort, id: RecordId| Clue {
                sort,
                form: id.to_string(),
            };
            for mark in &doer.marks {
                let clue = self.marks.get(mark).cloned();
                found.extend(clue.map(|clue| (clue.unwrap_or_else(|| by_id(ClueSort::Mark, *mark)), side)));
            }
            if let Some(person) = doer.person {
                found.push((by_id(ClueSort::Perpetrator, person), side));
                // A number somebody left in one case may be the number of somebody known by name in another.
                let own = contacts.get(&person).into_iter().flatten();
                found.extend(own.map(|clue| (clue.clone(), side)));
            }
            let gang = doer
                .organisation
                .filter(|organisation| self.gangs.contains(organisation));
            found.extend(gang.map(|gang| (by_id(ClueSort::Gang, gang), side)));
        }
        found
    }

    fn contacts_by_person(&self) -> BTreeMap<RecordId, Vec<Clue>> {
        let mut found: BTreeMap<RecordId, Vec<Clue>> = BTreeMap::new();
        for (person, clues) in &self.identities {
            let contacts = clues
                .iter()
                .filter(|clue| clue.sort.finding() == Finding::SamePerpetrators);
            found.entry(*person).or_default().extend(contacts.cloned());
        }
        found
    }

    fn of_stories(&self) -> Vec<(Clue, Side)> {
        let mut found = self.in_cases.clone();
        for deed in self.acts.values() {
            let Some((event_id, event)) = deed.event.and_then(|id| Some((id, self.events.get(&id)?))) else {
                continue;
            };
            let side = Side {
                id: deed.case,
                event: Some(event_id),
            };
            let Some(day) = event.day else { continue };
            if let Some(victim) = deed.victim {
                let form = format!("{victim}|{day}");
                found.push((
                    Clue {
                        sort: ClueSort::VictimOnDay,
                        form,
                    },
                    side,
                ));
            }
            if let (Some(place), Some(act_type)) = (&event.place, &deed.act_type) {
                let form = format!("{day}|{place}|{act_type}");
                found.push((
                    Clue {
                        sort: ClueSort::PlaceAndDay,
                        form,
                    },
                    side,
                ));
            }
        }
        found
    }

    fn of_people(&self) -> Vec<(Clue, Side)> {
        let mut found = Vec::new();
        for (person, clues) in &self.identities {
            let Some(year) = self.people.get(person) else { continue };
            let side = Side {
                id: *person,
                event: None,
            };
            for clue in clues {
                let sort = match clue.sort {
                    ClueSort::Phone | ClueSort::Mail | ClueSort::Handle => ClueSort::Contact,
                    sort => sort,
                };
                let mut form = clue.form.clone();
                // Namesakes of other years are other people; who has no year is compared with those who have none.
                if let (ClueSort::Name, Some(year)) = (sort, year) {
                    form = format!("{form} {year}");
                }
                found.push((Clue { sort, form }, side));
            }
        }
        found
    }

    /// Pairs of cases whose events are linked, and of people who are joined, so that the finding is known already.
    fn linked(&self) -> BTreeSet<(Finding, RecordId, RecordId)> {
        let mut found = BTreeSet::new();
        for (from, to, kind) in &self.links {
            let Some((a, b)) = self.events.get(from).zip(self.events.get(to)) else {
                continue;
            };
            let pair = (a.case.min(b.case), a.case.max(b.case));
            // Whoever linked two cases in any way has seen both, and would have said that they are one.
            found.insert((Finding::Duplicate, pair.0, pair.1));
            if ["same_perpetrators", "part_of", "duplicate_of"].contains(&kind.as_str()) {
                found.insert((Finding::SamePerpetrators, pair.0, pair.1));
            }
        }
        let people = self.same_people.iter();
        found.extend(people.map(|(a, b)| (Finding::SamePerson, *a.min(b), *a.max(b))));
        found
    }
}

/// How many digits make a number one of a kind: those of a book of one police station are shorter.
const LONG_NUMBER: usize = 8;

fn is_long(clue: &Clue, digits: usize) -> bool {
    clue.form.chars().filter(char::is_ascii_digit).count() >= digits
}

/// The day, where it is known to the day.
fn the_day(date: &Date) -> Option<NaiveDate> {
    let date = date.as_ref()?;
    let is_day = matches!(date.precision, Precision::Day | Precision::ExactTime);
    date.from.filter(|_| is_day)
}

#[cfg(test)]
mod tests;
