//! What of a case leaves and what stays: decided once, shown before sealing and sealed exactly so.
//!
//! Works on envelopes already read; redaction follows the privacy class of each declared field, never a list kept here.

use crate::consent::{Gate, Standing, worse};
use sandyq_domain::kinds::{Consent, Kind};
use sandyq_domain::residual::{Crowd, Known};
use sandyq_domain::{CaseFile, Envelope, Lang, Privacy, RecordId, Timestamp, kind_spec, links, relink, search_texts};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// So many people are told of whose name one text still holds: they may share it, and once it is out it is out for all.
const MOST_NAMESAKES: usize = 8;

/// What to leave out, for whom and why.
#[derive(Clone, Copy)]
pub struct Rules<'r> {
    /// A slug of `consent_purpose`.
    pub purpose: &'r str,
    /// Leave out everything that identifies, whatever consent says.
    pub withhold_identity: bool,
    /// A person gave a reason for going past missing and expired consents. Never past a no.
    pub is_overridden: bool,
    /// People the recipient knows from where these records came: they need not be asked again.
    pub known: &'r BTreeSet<RecordId>,
    /// The day consents are judged on.
    pub today: Timestamp,
}

/// A thing that stays, and why.
#[derive(Clone, PartialEq, Eq)]
pub struct Withheld {
    /// What stays.
    pub what: What,
    /// Why.
    pub why: Why,
}

/// What stays.
#[derive(Clone, PartialEq, Eq)]
pub enum What {
    /// The name and contacts of the person of this code.
    Identity(String),
    /// Fields of a kind that identify.
    Fields(&'static str, Vec<&'static str>),
    /// So many files of evidence.
    Files(usize),
}

/// Why it stays.
#[derive(Clone, PartialEq, Eq)]
pub enum Why {
    /// The sender chose so.
    ByChoice,
    /// The person's consent does not let it out.
    Consent(Standing),
    /// Somebody in the case has not let their name out.
    SomebodyUnnamed,
    /// A picture that cannot be copied without what its camera wrote.
    NoCopy,
}

/// What leaves, and what was decided on the way.
pub struct Selection {
    /// The records as they leave.
    pub envelopes: Vec<Envelope>,
    /// What stays.
    pub withheld: Vec<Withheld>,
    /// Every person who had to be asked.
    pub consents: Vec<Asked>,
    /// The records that leave without some of their fields.
    pub reduced: BTreeSet<RecordId>,
    /// Texts that leave and still hold a withheld name: record and code of the person. Of many who share it, those of the
    /// record's own case come first, and no more than [`MOST_NAMESAKES`].
    pub residual: Vec<(RecordId, String)>,
}

/// One who had to be asked.
pub struct Asked {
    /// The person.
    pub person: RecordId,
    /// What they are called in documents.
    pub code: String,
    /// Where they stand for the purpose.
    pub standing: Standing,
}

/// Somebody whose identity stays.
struct Hidden {
    person: Option<RecordId>,
    code: String,
    known: Known,
}

/// In which cases people are named, and consents were given.
struct Homes {
    named: HashMap<RecordId, BTreeSet<RecordId>>,
    given: HashMap<RecordId, RecordId>,
}

impl Homes {
    fn of(envelopes: &[Envelope]) -> Self {
        let mut named: HashMap<RecordId, BTreeSet<RecordId>> = HashMap::new();
        let mut given = HashMap::new();
        for envelope in envelopes {
            let Some(case) = envelope.case else { continue };
            if envelope.kind == Consent::SPEC.name {
                given.insert(envelope.id, case);
            }
            for (_, target) in links(&envelope.kind, &envelope.body) {
                named.entry(target).or_default().insert(case);
            }
        }
        Self { named, given }
    }

    /// The worst of what was said in each case that names the person: a consent given in another case lets nothing out of this one.
    fn standing(&self, gate: &Gate<'_>, person: RecordId, purpose: &str) -> Standing {
        let cases = self.named.get(&person).into_iter().flatten();
        let of_case = |case: &RecordId| {
            let is_given_here = |consent: RecordId| self.given.get(&consent).is_none_or(|home| home == case);
            gate.standing_by(person, purpose, &is_given_here)
        };
        cases
            .map(of_case)
            .reduce(worse)
            .unwrap_or_else(|| gate.standing(person, purpose))
    }
}

/// Chooses what leaves from the records of one or several cases and the people linked to them.
///
/// A consent given in another case lets nothing out of this one; a withdrawal counts wherever it was written down.
#[must_use]
pub fn select(envelopes: &[Envelope], elsewhere: &[Envelope], rules: Rules<'_>) -> Selection {
    let mut file = CaseFile::of(envelopes);
    for record in elsewhere {
        file.heed(record);
    }
    let judge = Gate::of(&file, rules.today);
    let homes = Homes::of(envelopes);
    let codes: HashMap<RecordId, &str> = file
        .people
        .iter()
        .filter_map(|person| Some((person.id, person.record.shown()?)))
        .collect();
    let code = |person: RecordId| codes.get(&person).copied().unwrap_or_default().to_owned();
    let mut people = file.people_to_ask();
    people.retain(|person| !rules.known.contains(person));
    let consents: Vec<Asked> = people
        .into_iter()
        .map(|person| Asked {
            person,
            code: code(person),
            standing: homes.standing(&judge, person, rules.purpose),
        })
        .collect();
    let standings: HashMap<RecordId, &Standing> =
        consents.iter().map(|asked| (asked.person, &asked.standing)).collect();
    // Whoever is not among them is known to the recipient already, or has not to be asked.
    let gate = |person: RecordId| standings.get(&person).copied().cloned().unwrap_or(Standing::NotAsked);
    let lets_out = |standing: &Standing| {
        let stood_in_for = matches!(standing, Standing::Missing | Standing::Expired);
        standing.lets_name_out() || (rules.is_overridden && stood_in_for)
    };
    let everybody_named = !rules.withhold_identity && consents.iter().all(|asked| lets_out(&asked.standing));
    let mut out = Selection {
        envelopes: Vec::new(),
        withheld: Vec::new(),
        consents: Vec::new(),
        reduced: BTreeSet::new(),
        residual: Vec::new(),
    };
    let mut hidden = Vec::new();
    let mut fields_left_out: BTreeMap<&'static str, BTreeSet<&'static str>> = BTreeMap::new();
    for envelope in envelopes {
        let subject = subject_of(envelope);
        let standing = subject.map(gate);
        let named = match &standing {
            Some(standing) => !rules.withhold_identity && lets_out(standing),
            None => everybody_named,
        };
        if envelope.kind == "person_identity" && !named {
            let person = subject.map(code).unwrap_or_default();
            hidden.push(Hidden {
                person: subject,
                code: person.clone(),
                known: crate::residual::known([envelope]),
            });
            let why = match standing {
                Some(standing) if !rules.withhold_identity => Why::Consent(standing),
                _ => Why::ByChoice,
            };
            out.withheld.push(Withheld {
                what: What::Identity(person),
                why,
            });
        } else if named {
            out.envelopes.push(envelope.clone());
        } else {
            let (reduced, left_out) = without_class_a(envelope);
            if let Some(spec) = kind_spec(&envelope.kind).filter(|_| !left_out.is_empty()) {
                fields_left_out.entry(spec.name).or_default().extend(left_out);
            }
            out.reduced.insert(reduced.id);
            out.envelopes.push(reduced);
        }
    }
    let why = if rules.withhold_identity {
        Why::ByChoice
    } else {
        Why::SomebodyUnnamed
    };
    out.withheld
        .extend(fields_left_out.into_iter().map(|(kind, fields)| Withheld {
            what: What::Fields(kind, fields.into_iter().collect()),
            why: why.clone(),
        }));
    out.consents = consents;
    out.residual = residual(&out.envelopes, &hidden);
    out
}

/// Everything as it is, for a vault of one's own or where nothing is told that is not known there.
#[must_use]
pub fn whole(envelopes: Vec<Envelope>) -> Selection {
    Selection {
        envelopes,
        withheld: Vec::new(),
        consents: Vec::new(),
        reduced: BTreeSet::new(),
        residual: Vec::new(),
    }
}

/// The person a record is about, for kinds whose identifying fields follow one person's own consent.
fn subject_of(envelope: &Envelope) -> Option<RecordId> {
    match envelope.kind.as_str() {
        "person" => Some(envelope.id),
        "person_identity" => envelope.body.get("person")?.as_str()?.parse().ok(),
        _ => None,
    }
}

/// The record without its identifying fields; their names are kept in `withheld`.
fn without_class_a(envelope: &Envelope) -> (Envelope, Vec<&'static str>) {
    let mut reduced = envelope.clone();
    let fields = kind_spec(&envelope.kind).map_or(&[][..], |spec| spec.fields);
    let class_a = fields.iter().filter(|field| field.privacy == Privacy::A);
    let left_out: Vec<&'static str> = class_a
        .map(|field| field.name)
        .filter(|name| reduced.body.remove(*name).is_some())
        .collect();
    // A field this program does not know may identify: it stays too. So do answers that are not among the four.
    let answers = envelope.body.get("answers").zip(kind_spec(&envelope.kind));
    let answers_fit = answers.is_some_and(|(answers, spec)| spec.takes_answers(answers));
    let unknown: Vec<String> = reduced
        .body
        .keys()
        .filter(|name| !fields.iter().any(|field| field.name == name.as_str()))
        .filter(|name| *name != "answers" || !answers_fit)
        .cloned()
        .collect();
    for name in &unknown {
        reduced.body.remove(name);
    }
    // Also what stands beside a value, and that a field was emptied.
    let identifies = |name: &String| {
        fields
            .iter()
            .all(|field| field.name != name.as_str() || field.privacy == Privacy::A)
    };
    let beside = reduced
        .edits
        .since
        .keys()
        .chain(reduced.edits.rivals.iter().map(|rival| &rival.field));
    let beside: BTreeSet<String> = beside
        .filter(|name| identifies(name) || unknown.contains(name))
        .cloned()
        .collect();
    for name in &beside {
        reduced.edits.drop_field(name);
    }
    reduced.author = String::new();
    reduced.withheld.extend(
        left_out
            .iter()
            .map(|name| (*name).to_owned())
            .chain(unknown)
            .chain(beside),
    );
    reduced.withheld.sort_unstable();
    reduced.withheld.dedup();
    (reduced, left_out)
}

/// Which texts that leave hold a name of somebody whose identity does not.
fn residual(leaving: &[Envelope], hidden: &[Hidden]) -> Vec<(RecordId, String)> {
    if hidden.is_empty() {
        return Vec::new();
    }
    let crowd = Crowd::of(hidden.iter().map(|hidden| &hidden.known));
    let met = met_in_cases(leaving, hidden);
    let mut found = Vec::new();
    for envelope in leaving {
        let texts = search_texts(&envelope.kind, &envelope.body);
        let standing = crowd.standing_in(texts.iter().map(String::as_str));
        let is_met = |place: &usize| met.contains(&(envelope.case, hidden[*place].person));
        let (near, far): (Vec<usize>, Vec<usize>) = standing.into_iter().partition(is_met);
        // Whoever is named in the case itself is told, however many they are.
        let room = MOST_NAMESAKES.saturating_sub(near.len());
        let told = near.into_iter().chain(far.into_iter().take(room));
        found.extend(told.map(|place| (envelope.id, hidden[place].code.clone())));
    }
    found
}

/// Which of them the records of which case name.
fn met_in_cases(leaving: &[Envelope], hidden: &[Hidden]) -> HashSet<(Option<RecordId>, Option<RecordId>)> {
    let people: HashSet<RecordId> = hidden.iter().filter_map(|hidden| hidden.person).collect();
    let named = leaving
        .iter()
        .filter(|envelope| envelope.case.is_some())
        .flat_map(|envelope| {
            let links = links(&envelope.kind, &envelope.body).into_iter();
            links.map(|(_, target)| (envelope.case, target))
        });
    named
        .filter(|(_, target)| people.contains(target))
        .map(|(case, target)| (case, Some(target)))
        .collect()
}

/// Leaves out links to records that are not handed over, so that no id of another case travels.
pub fn drop_foreign_links(envelopes: &mut [Envelope]) {
    let inside: BTreeSet<RecordId> = envelopes.iter().map(|envelope| envelope.id).collect();
    for envelope in envelopes {
        let lost = relink(&envelope.kind, &mut envelope.body, |id| {
            inside.contains(&id).then_some(id)
        });
        let beside = envelope
            .edits
            .relink(&envelope.kind, |id| inside.contains(&id).then_some(id));
        for field in lost.into_iter().chain(beside) {
            envelope.edits.drop_field(field);
            if !envelope.withheld.iter().any(|name| name == field) {
                envelope.withheld.push(field.to_owned());
            }
        }
    }
}

impl Withheld {
    /// What stays, in words.
    #[must_use]
    pub fn what_text(&self, lang: Lang) -> String {
        use sandyq_domain::words::{text, text_with};
        match &self.what {
            What::Identity(code) => text_with(lang, "stays-identity", &[("code", code.as_str().into())]),
            What::Files(n) => text_with(lang, "leaves-evidence", &[("n", sandyq_domain::words::Arg::from(*n))]),
            What::Fields(kind, fields) => {
                let labels: Vec<String> = fields
                    .iter()
                    .map(|field| text(lang, &format!("field-{kind}-{field}")))
                    .collect();
                let kind = crate::reading::kind_label(kind, lang);
                text_with(
                    lang,
                    "stays-fields",
                    &[
                        ("kind", kind.as_str().into()),
                        ("field", labels.join(", ").as_str().into()),
                    ],
                )
            }
        }
    }

    /// Why it stays, in words.
    #[must_use]
    pub fn why_text(&self, lang: Lang) -> String {
        use sandyq_domain::words::text;
        match &self.why {
            Why::ByChoice => text(lang, "stays-identity-by-you"),
            Why::Consent(standing) => standing.reason(lang),
            Why::SomebodyUnnamed => text(lang, "stays-somebody-unnamed"),
            Why::NoCopy => text(lang, "stays-no-copy"),
        }
    }
}
