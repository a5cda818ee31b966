//! The consent gate: what each person's consent lets out, for one purpose, today.
//!
//! No record of consent means that a name does not leave. People known only as perpetrator, official or lawyer are
//! not asked. Nothing here weighs or guesses: the answer is the strongest of the valid consents, and its reason.

use chrono::NaiveDate;
use sandyq_domain::kinds::Consent;
use sandyq_domain::value::Coded;
use sandyq_domain::words::{date_text, text};
use sandyq_domain::{CaseFile, Entry, FuzzyDate, Lang, RecordId, Timestamp};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What the gate says about one person.
#[derive(Clone, PartialEq, Eq)]
pub enum Standing {
    /// The name may leave, by this consent (its date, when known).
    Named(Option<FuzzyDate>),
    /// The facts may leave under a code, by this consent.
    Coded(Option<FuzzyDate>),
    /// The person said no to this purpose.
    Refused,
    /// A consent for this purpose was withdrawn.
    Withdrawn,
    /// The consent for this purpose has run out.
    Expired,
    /// No consent for this purpose was recorded.
    Missing,
    /// Not somebody who has to be asked: known only as perpetrator, official or lawyer.
    NotAsked,
}

impl Standing {
    /// The name may leave.
    #[must_use]
    pub fn lets_name_out(&self) -> bool {
        matches!(self, Self::Named(_) | Self::NotAsked)
    }

    /// A valid consent covers the purpose, at whatever level of identity.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        matches!(self, Self::Named(_) | Self::Coded(_) | Self::NotAsked)
    }

    /// Why, in a few words; empty for people who are not asked.
    #[must_use]
    pub fn reason(&self, lang: Lang) -> String {
        let dated = |date: &Option<FuzzyDate>| {
            let day = date.as_ref().map_or_else(String::new, |date| date_text(date, lang));
            sandyq_domain::words::text_with(lang, "consent-covers", &[("date", day.as_str().into())])
                .trim()
                .to_owned()
        };
        match self {
            Self::Named(date) => dated(date),
            Self::Coded(_) => text(lang, "stays-identity-level"),
            Self::Refused => text(lang, "stays-identity-refused"),
            Self::Withdrawn => text(lang, "stays-identity-withdrawn"),
            Self::Expired => text(lang, "stays-identity-expired"),
            Self::Missing => text(lang, "stays-identity-no-consent"),
            Self::NotAsked => String::new(),
        }
    }
}

/// Every consent of a person about a purpose with how it stands, and whether they said no to it.
struct Judged<'f> {
    consents: Vec<(&'f Consent, Standing)>,
    is_refused: bool,
}

/// How far a standing lets out, for taking the worst of several.
#[must_use]
pub fn worse(one: Standing, other: Standing) -> Standing {
    if rank(&other) < rank(&one) { other } else { one }
}

/// The gate over the records of a file: what is asked of each of its people is looked up once.
pub struct Gate<'f> {
    asked: HashSet<RecordId>,
    said: HashMap<RecordId, Vec<&'f Entry<Consent>>>,
    /// People who are named as having done something.
    involved: HashSet<RecordId>,
    today: Timestamp,
}

impl<'f> Gate<'f> {
    /// The gate on a day.
    #[must_use]
    pub fn of(file: &'f CaseFile, today: Timestamp) -> Self {
        let mut said: HashMap<RecordId, Vec<&'f Entry<Consent>>> = HashMap::new();
        for entry in &file.consents {
            if let Some(person) = entry.record.person {
                said.entry(person).or_default().push(entry);
            }
        }
        let involved = file.involvements.iter();
        Self {
            asked: file.people_to_ask().into_iter().collect(),
            said,
            involved: involved.filter_map(|entry| entry.record.person).collect(),
            today,
        }
    }

    fn own(&self, person: RecordId) -> &[&'f Entry<Consent>] {
        self.said.get(&person).map_or(&[], Vec::as_slice)
    }

    /// Where a person stands for a purpose (a slug of `consent_purpose`).
    #[must_use]
    pub fn standing(&self, person: RecordId, purpose: &str) -> Standing {
        self.standing_by(person, purpose, &|_| true)
    }

    /// The same by those consents alone that count here; a no counts wherever it was written down.
    #[must_use]
    pub fn standing_by(&self, person: RecordId, purpose: &str, counts: &dyn Fn(RecordId) -> bool) -> Standing {
        if !self.asked.contains(&person) {
            return Standing::NotAsked;
        }
        let Judged { consents, is_refused } = self.judged(person, purpose, counts);
        let without = if is_refused {
            Standing::Refused
        } else {
            Standing::Missing
        };
        let said = consents.into_iter().map(|(_, found)| found);
        said.fold(
            without,
            |best, found| if rank(&found) > rank(&best) { found } else { best },
        )
    }

    /// The consents of a person that hold for a purpose: each says at which level of identity.
    #[must_use]
    pub fn holding(&self, person: RecordId, purpose: &str) -> Vec<&'f Consent> {
        let judged = self.judged(person, purpose, &|_| true).consents.into_iter();
        let holding = judged.filter(|(_, standing)| matches!(standing, Standing::Named(_) | Standing::Coded(_)));
        holding.map(|(consent, _)| consent).collect()
    }

    fn judged(&self, person: RecordId, purpose: &str, counts: &dyn Fn(RecordId) -> bool) -> Judged<'f> {
        let own = || self.own(person).iter().map(|entry| &entry.record);
        let names = |purposes: &[Coded]| purposes.iter().any(|named| named.slug() == purpose);
        // A no ends every consent that was not clearly given after it. It stands when the consent beside it is withdrawn.
        let said_no = own().filter(|consent| names(&consent.refused));
        let last_refused = said_no.map(|consent| last_day(consent.given.as_ref())).max();
        let heard = |entry: &&&'f Entry<Consent>| entry.record.withdrawn.is_some() || counts(entry.id);
        let about = self.own(person).iter().filter(heard).map(|entry| &entry.record);
        let about: Vec<&Consent> = about.filter(|consent| names(&consent.purpose)).collect();
        let withdrawals = about.iter().filter_map(|consent| consent.withdrawn.as_ref());
        // A withdrawal written down apart ends every consent that was not clearly given after it.
        let last_withdrawn = withdrawals.map(|date| last_day(Some(date))).max();
        let outlives = |consent: &Consent, end: Option<NaiveDate>| {
            let given = consent.given.as_ref().and_then(|date| date.from);
            end.is_none_or(|end| given.is_some_and(|given| given > end))
        };
        let judge = |consent: &'f Consent| match self.one(consent) {
            Standing::Named(_) | Standing::Coded(_) if !outlives(consent, last_refused) => Standing::Refused,
            Standing::Named(_) | Standing::Coded(_) if !outlives(consent, last_withdrawn) => Standing::Withdrawn,
            found => found,
        };
        Judged {
            consents: about.into_iter().map(|consent| (consent, judge(consent))).collect(),
            is_refused: last_refused.is_some(),
        }
    }

    /// The best of what a person's consents say, whatever their purposes: for a copy that is made for none.
    #[must_use]
    pub fn for_anything(&self, person: RecordId) -> Standing {
        let own = self.own(person).iter();
        let purposes: BTreeSet<&str> = own
            .flat_map(|entry| entry.record.purpose.iter().map(Coded::slug))
            .collect();
        // Without any consent every purpose says the same.
        let purposes = if purposes.is_empty() {
            BTreeSet::from([""])
        } else {
            purposes
        };
        let standings = purposes.into_iter().map(|purpose| self.standing(person, purpose));
        standings.max_by_key(rank).unwrap_or(Standing::Missing)
    }

    fn one(&self, consent: &Consent) -> Standing {
        if consent.withdrawn.is_some() {
            return Standing::Withdrawn;
        }
        if consent
            .expires
            .as_ref()
            .and_then(|expires| expires.to)
            .is_some_and(|last| last.to_string() < self.today.day())
        {
            return Standing::Expired;
        }
        // A guardian who is a perpetrator in the case cannot consent for the person.
        let guardian = consent.given_by_person;
        if guardian.is_some_and(|guardian| self.involved.contains(&guardian)) {
            return Standing::Missing;
        }
        match consent.identity_level.as_ref().map(Coded::slug) {
            Some("named_confidential" | "named_public") => Standing::Named(consent.given.clone()),
            _ => Standing::Coded(consent.given.clone()),
        }
    }
}

/// The last day a date may mean; the end of time where it says none.
fn last_day(date: Option<&FuzzyDate>) -> NaiveDate {
    date.and_then(|date| date.to.or(date.from)).unwrap_or(NaiveDate::MAX)
}

fn rank(standing: &Standing) -> u8 {
    match standing {
        Standing::Missing => 0,
        Standing::Expired => 1,
        Standing::Withdrawn => 2,
        Standing::Refused => 3,
        Standing::Coded(_) => 4,
        Standing::Named(_) => 5,
        Standing::NotAsked => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandyq_domain::kinds::{Account, Involvement, Kind, Person};
    use sandyq_domain::{Envelope, MachineId, VersionVector};
    use serde::Serialize;

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    fn envelope<K: Kind + Serialize>(n: u8, record: &K) -> Envelope {
        let body = serde_json::to_value(record).expect("writes");
        Envelope {
            id: id(n),
            case: None,
            kind: K::SPEC.name.to_owned(),
            version: VersionVector::default(),
            author: String::new(),
            machine: MachineId::from_bytes([0; 16]),
            time: Timestamp::from_millis(0),
            body: body.as_object().cloned().expect("an object"),
            withheld: vec![],
            edits: sandyq_domain::Edits::default(),
        }
    }

    fn consent(level: &str, change: impl Fn(&mut Consent)) -> Consent {
        let term = |slug: &str| Coded::Term(slug.to_owned());
        let mut consent = Consent {
            person: Some(id(1)),
            purpose: vec![term("legal_help")],
            identity_level: Some(term(level)),
            ..Consent::default()
        };
        change(&mut consent);
        consent
    }

    /// Three people: one who told it, a guardian, and one nobody knows but as perpetrator.
    fn records(consents: &[Consent]) -> Vec<Envelope> {
        let told = Account {
            source: Some(id(1)),
            ..Account::default()
        };
        let did = Involvement {
            person: Some(id(3)),
            ..Involvement::default()
        };
        let mut records: Vec<Envelope> = (1..=3).map(|n| envelope(n, &Person::default())).collect();
        records.extend([envelope(9, &told), envelope(8, &did)]);
        records.extend(consents.iter().zip(20..).map(|(consent, n)| envelope(n, consent)));
        records
    }

    fn case(consents: &[Consent]) -> CaseFile {
        CaseFile::of(&records(consents))
    }

    #[test]
    fn a_no_ends_what_was_allowed_before_it_and_a_later_yes_stands() {
        let media = || vec![Coded::Term("legal_help".to_owned())];
        let no = |given: Option<&str>| Consent {
            person: Some(id(1)),
            refused: media(),
            given: given.map(|day| day.parse().expect("a date")),
            ..Consent::default()
        };
        let yes = |given: &str| consent("named_public", |yes| yes.given = Some(given.parse().expect("a date")));
        let stands = |consents: &[Consent]| standing(&case(consents), id(1), "legal_help", today());
        assert!(stands(&[no(Some("2026-01-01"))]) == Standing::Refused);
        assert!(stands(&[yes("2025-05-01"), no(Some("2026-01-01"))]) == Standing::Refused);
        assert!(stands(&[yes("2026-05-01"), no(Some("2026-01-01"))]).lets_name_out());
        let mut withdrawn = no(Some("2026-01-01"));
        withdrawn.withdrawn = Some("2026-02-01".parse().expect("a date"));
        let earlier = stands(&[yes("2025-05-01"), withdrawn]);
        assert!(!earlier.lets_name_out(), "withdrawing a consent takes back no refusal");
        assert!(
            stands(&[yes("2026-05-01"), no(None)]) == Standing::Refused,
            "nobody knows which came later"
        );
        let both = consent("named_public", |both| {
            both.given = Some("2026-05-01".parse().expect("a date"));
            both.refused = vec![Coded::Term("media".to_owned())];
        });
        assert!(stands(std::slice::from_ref(&both)).lets_name_out());
        assert!(standing(&case(&[both]), id(1), "media", today()) == Standing::Refused);
    }

    fn standing(file: &CaseFile, person: RecordId, purpose: &str, today: Timestamp) -> Standing {
        Gate::of(file, today).standing(person, purpose)
    }

    fn today() -> Timestamp {
        "2026-11-23T00:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn without_a_record_of_consent_no_name_leaves() {
        assert!(standing(&case(&[]), id(1), "legal_help", today()) == Standing::Missing);
        let elsewhere = case(&[consent("named_public", |_| ())]);
        assert!(standing(&elsewhere, id(1), "media", today()) == Standing::Missing);
    }

    #[test]
    fn a_consent_without_the_name_covers_the_facts_only() {
        let found = standing(&case(&[consent("pseudonym", |_| ())]), id(1), "legal_help", today());
        assert!(found.is_covered() && !found.lets_name_out());
    }

    #[test]
    fn withdrawn_and_expired_consents_cover_nothing() {
        let withdrawn = consent("named_public", |c| c.withdrawn = "2026-11-01".parse().ok());
        assert!(standing(&case(&[withdrawn]), id(1), "legal_help", today()) == Standing::Withdrawn);
        let expired = consent("named_public", |c| c.expires = "2026-11-22".parse().ok());
        assert!(standing(&case(&[expired]), id(1), "legal_help", today()) == Standing::Expired);
        let valid_today = consent("named_public", |c| c.expires = "2026-11-23".parse().ok());
        assert!(standing(&case(&[valid_today]), id(1), "legal_help", today()).lets_name_out());
    }

    #[test]
    fn a_withdrawal_written_down_apart_ends_what_was_given_before_it() {
        let given = |date: &str| consent("named_public", |c| c.given = date.parse().ok());
        let withdrawal = consent("named_public", |c| c.withdrawn = "2026-05".parse().ok());
        let stands = |consents: Vec<Consent>| standing(&case(&consents), id(1), "legal_help", today());
        assert!(stands(vec![given("2026-04-30"), withdrawal.clone()]) == Standing::Withdrawn);
        assert!(stands(vec![consent("named_public", |_| ()), withdrawal.clone()]) == Standing::Withdrawn);
        assert!(stands(vec![given("2026-06-01"), withdrawal]).lets_name_out());
    }

    #[test]
    fn a_guardian_who_did_it_cannot_consent() {
        let file = case(&[consent("named_public", |c| c.given_by_person = Some(id(2)))]);
        assert!(standing(&file, id(1), "legal_help", today()).lets_name_out());
        let did = Involvement {
            person: Some(id(2)),
            ..Involvement::default()
        };
        let with_guardian = |c: &mut Consent| c.given_by_person = Some(id(2));
        let mut all = records(&[consent("named_public", with_guardian)]);
        all.push(envelope(7, &did));
        let file = CaseFile::of(&all);
        assert!(standing(&file, id(1), "legal_help", today()) == Standing::Missing);
    }

    #[test]
    fn somebody_known_only_as_perpetrator_is_not_asked() {
        assert!(standing(&case(&[]), id(3), "legal_help", today()) == Standing::NotAsked);
    }
}
