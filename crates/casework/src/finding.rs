//! Finding cases and records: by name, by newest change, by the words in them.

use crate::concealing;
use crate::failure::{ErrorCode, Failure};
use crate::reading;
use crate::session::Session;
use crate::spelling::{for_a_page, spell_out, title_of};
use crate::view::{CaseLine, CaseList, CaseRow, SearchHit};
use sandyq_domain::kinds::{Kind, Organisation, OwnTerm, Person, PersonIdentity};
use sandyq_domain::{CaseFile, Envelope, KindSpec, Lang, RecordId, Timestamp, kind_spec, own_terms};
use sandyq_vault::cases::{self, CasesPage, cases_page};
use sandyq_vault::filtering::{self, Question};
use sandyq_vault::{View, codes, links, records, search, walking};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

/// Most rows in one answer.
const PAGE_LIMIT: u32 = 500;
/// Most places of one kind shown at a glance: more than anybody reads while typing, and each costs reading its record.
const GLANCE_LIMIT: usize = 12;
/// Most places of one kind that are looked for at all.
const HIT_LIMIT: usize = 200;

/// How many places a search answers with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// The best of each kind, while somebody types.
    Glance,
    /// Every place, up to two hundred of each kind.
    Full,
}

impl Session {
    /// The case list, the newest change first; with a query, the cases in which its words stand.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_cases(&self, query: &str, offset: u32, limit: u32, lang: Lang) -> Result<CaseList, Failure> {
        let now = self.now();
        let limit = limit.min(PAGE_LIMIT);
        self.vault().read(|view| {
            let (cases, total, practice) = if query.trim().is_empty() {
                newest_cases(view, offset, limit)?
            } else {
                found_cases(view, query, offset, limit)?
            };
            let rows = cases
                .into_iter()
                .map(|(case, touched)| line_of(view, case, touched, now, lang))
                .collect::<Result<_, _>>()?;
            Ok(CaseList { total, practice, rows })
        })
    }

    /// What stands beside the list for one case: its people, evidence, next questions.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NoSuchCase`].
    pub fn summarize_case(&self, case: &str, lang: Lang) -> Result<CaseRow, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let id = find_case(view, case)?;
            let touched = cases::touched(view, id)?.unwrap_or(now);
            row_of(view, id, touched, now, lang)
        })
    }

    /// Places where the words stand, the best first.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn search_records(&self, query: &str, reach: Reach, lang: Lang) -> Result<Vec<SearchHit>, Failure> {
        let most = match reach {
            Reach::Glance => GLANCE_LIMIT,
            Reach::Full => HIT_LIMIT,
        };
        self.vault()
            .read(|view| hits_told(view, search::find(view, query, most)?, None, lang))
    }
}

/// The places where words stand, of these cases alone and however many other places there are.
pub(crate) fn search_in(
    view: &View<'_>,
    query: &str,
    cases: &BTreeSet<RecordId>,
    lang: Lang,
) -> Result<Vec<SearchHit>, Failure> {
    let mut among = BTreeSet::new();
    for (record, case) in search::all(view, query)? {
        let belongs = match case {
            Some(case) => cases.contains(&case),
            None => cases_naming(view, record)?.iter().any(|case| cases.contains(case)),
        };
        if belongs {
            among.insert(record);
        }
    }
    let hits = search::find_among(view, query, &among, HIT_LIMIT)?;
    hits_told(view, hits, Some(cases), lang)
}

/// Hits for a reader, each with a case: of somebody whom several name, the first among those that are asked about.
fn hits_told(
    view: &View<'_>,
    found: Vec<search::Hit>,
    cases: Option<&BTreeSet<RecordId>>,
    lang: Lang,
) -> Result<Vec<SearchHit>, Failure> {
    let is_hidden = concealing::is_on(view)?;
    let mut hits = Vec::new();
    let mut shown: HashMap<RecordId, (String, bool)> = HashMap::new();
    for hit in found {
        let Some(envelope) = records::read(view, hit.record)? else {
            continue;
        };
        // Whoever is found by a name must not be seen to be.
        if is_hidden && envelope.kind == PersonIdentity::SPEC.name {
            continue;
        }
        let is_asked_about = |case: &RecordId| cases.is_none_or(|cases| cases.contains(case));
        let case = match envelope.case {
            Some(case) => Some(case),
            None => cases_of(view, &hit)?.into_iter().find(is_asked_about),
        };
        let (case_code, is_practice) = match case {
            Some(case) => match shown.entry(case) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(new) => new.insert(mark_of(view, case)?).clone(),
            },
            None => (String::new(), false),
        };
        hits.push(SearchHit {
            id: envelope.id,
            case,
            case_code,
            kind_label: reading::kind_label(&envelope.kind, lang),
            title: title_of(view, &envelope.kind, &envelope.body, lang)?,
            kind: envelope.kind,
            is_practice,
            snippet: if is_hidden { String::new() } else { hit.snippet },
        });
    }
    Ok(hits)
}

/// The code a case is shown under, and whether it is for practice.
fn mark_of(view: &View<'_>, case: RecordId) -> Result<(String, bool), Failure> {
    let code = codes::shown(view, case)?.unwrap_or_default();
    let place = walking::whereabouts(view, case)?;
    Ok((code, place.is_some_and(|place| place.is_practice)))
}

/// The cases' own records, and when anything in them last changed.
type Touched = Vec<(Envelope, Timestamp)>;

/// The id a name stands for: itself, or that of the record shown under this code.
pub(crate) fn id_named(view: &View<'_>, name: &str) -> Result<Option<RecordId>, Failure> {
    let name = name.trim();
    Ok(match name.parse() {
        Ok(id) => Some(id),
        Err(_) => codes::by_code(view, name)?,
    })
}

/// A case by id, or by the code it is shown under.
pub(crate) fn find_case(view: &View<'_>, name: &str) -> Result<RecordId, Failure> {
    let found = id_named(view, name)?.map(|id| records::read(view, id)).transpose()?;
    let case = found.flatten().filter(|envelope| envelope.kind == "case");
    case.map(|envelope| envelope.id)
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchCase, name))
}

/// Any record by id, or by the code it is shown under.
pub(crate) fn find_record(view: &View<'_>, name: &str) -> Result<RecordId, Failure> {
    id_named(view, name)?.ok_or_else(|| Failure::about(ErrorCode::NoSuchRecord, name))
}

/// The records of a case, the people, organisations and marks they name, and the identities of those people.
pub(crate) fn whole_case(view: &View<'_>, case: RecordId) -> Result<Vec<Envelope>, Failure> {
    let mut found = records::of_case(view, case)?;
    let linked = named_outside(view, case)?;
    for person in linked.iter().filter(|envelope| envelope.kind == Person::SPEC.name) {
        found.extend(links::of_kind(view, person.id, PersonIdentity::SPEC.name, "person")?);
    }
    found.extend(
        linked
            .into_iter()
            .filter(|envelope| envelope.kind != PersonIdentity::SPEC.name),
    );
    let mut seen = BTreeSet::new();
    found.retain(|envelope| seen.insert(envelope.id));
    Ok(found)
}

/// What stands over the case and names it: shown with it, and never handed over with it.
pub(crate) fn standing_over(view: &View<'_>, case: RecordId) -> Result<Vec<Envelope>, Failure> {
    let naming: Vec<RecordId> = links::naming(view, case)?.into_iter().map(|link| link.from).collect();
    let mut found = records::read_all(view, &naming)?;
    found.retain(|envelope| kind_spec(&envelope.kind).is_some_and(KindSpec::stands_over_cases));
    Ok(found)
}

/// The line of a case: only the kinds it is made of are read, for a list shows a hundred of them at a time.
pub(crate) fn line_of(
    view: &View<'_>,
    case: Envelope,
    touched: Timestamp,
    now: Timestamp,
    lang: Lang,
) -> Result<CaseLine, Failure> {
    let id = case.id;
    let mut found = records::of_case_among(view, id, &reading::LINE_KINDS)?;
    found.push(case);
    for envelope in &mut found {
        spell_out(view, &envelope.kind, &mut envelope.body, lang)?;
    }
    let mut line = reading::case_line(id, &CaseFile::of(&found), touched, now, lang);
    line.code = codes::shown(view, id)?.unwrap_or(line.code);
    concealing::call_by_code(view, &mut line)?;
    Ok(line)
}

/// What the summary of a case is made of: no names, so none are read.
fn without_identities(view: &View<'_>, case: RecordId) -> Result<Vec<Envelope>, Failure> {
    let mut found = records::of_case(view, case)?;
    found.extend(links::outside_named_by(view, case)?);
    Ok(found)
}

/// What a case names outside itself and takes along, with what those organisations are part of and the own terms that
/// any of it names. What stands over cases tells of other cases, and whose a number is may be known from another case:
/// neither is followed.
fn named_outside(view: &View<'_>, case: RecordId) -> Result<Vec<Envelope>, Failure> {
    let stays = |envelope: &Envelope| kind_spec(&envelope.kind).is_some_and(KindSpec::stands_over_cases);
    let mut found = links::outside_named_by(view, case)?;
    found.retain(|envelope| !stays(envelope));
    let mut seen: BTreeSet<RecordId> = found.iter().map(|envelope| envelope.id).collect();
    let mut next = 0;
    while let Some(Envelope { kind, body, .. }) = found.get(next) {
        next += 1;
        let organisation = Organisation::read(body).filter(|_| kind == Organisation::SPEC.name);
        let parent = organisation.and_then(|organisation| organisation.parent);
        let named = parent.into_iter().chain(own_terms::named(kind, body));
        let named: Vec<RecordId> = named.filter(|id| seen.insert(*id)).collect();
        let travel =
            |envelope: &Envelope| [Organisation::SPEC.name, OwnTerm::SPEC.name].contains(&envelope.kind.as_str());
        found.extend(records::read_all(view, &named)?.into_iter().filter(travel));
    }
    Ok(found)
}

pub(crate) fn row_of(
    view: &View<'_>,
    id: RecordId,
    touched: Timestamp,
    now: Timestamp,
    lang: Lang,
) -> Result<CaseRow, Failure> {
    // Without them nobody knows whose names to cover.
    let envelopes = if concealing::is_on(view)? {
        whole_case(view, id)?
    } else {
        without_identities(view, id)?
    };
    let file = CaseFile::of(&for_a_page(view, envelopes, lang)?);
    let mut row = reading::case_row(id, &file, touched, now, lang);
    row.line.code = codes::shown(view, id)?.unwrap_or(row.line.code);
    concealing::call_by_code(view, &mut row.line)?;
    Ok(row)
}

fn newest_cases(view: &View<'_>, offset: u32, limit: u32) -> Result<(Touched, u32, u32), Failure> {
    let total = u32::try_from(records::count(view, "case")?).unwrap_or(u32::MAX);
    let practice = u32::try_from(cases::count_practice(view)?).unwrap_or(u32::MAX);
    let after = cases::behind(view, offset)?;
    if offset > 0 && after.is_none() {
        return Ok((Vec::new(), total, practice));
    }
    let page = CasesPage {
        after,
        limit,
        with_practice: true,
        ..CasesPage::default()
    };
    let listed = cases_page(view, &page)?.into_iter();
    Ok((
        listed.map(|listed| (listed.envelope, listed.touched)).collect(),
        total,
        practice,
    ))
}

/// Cases in which the words stand: the best places first, and beyond what was compared the rest by age, so that every one is counted
/// and can be reached. Only those of the page are read.
fn found_cases(view: &View<'_>, query: &str, offset: u32, limit: u32) -> Result<(Touched, u32, u32), Failure> {
    let all = cases_found(view, query)?;
    let question = Question {
        among: Some(all.clone()),
        limit: u32::MAX,
        ..Question::default()
    };
    let filtering::Found { cases, total, practice } = filtering::find(view, &question)?;
    let here: BTreeSet<RecordId> = cases.into_iter().map(|(case, _)| case).collect();
    let (mut seen, mut ordered) = (BTreeSet::new(), Vec::new());
    let mut take = |case: RecordId| {
        if here.contains(&case) && seen.insert(case) {
            ordered.push(case);
        }
    };
    for hit in search::find(view, query, HIT_LIMIT)? {
        cases_of(view, &hit)?.into_iter().for_each(&mut take);
    }
    all.into_iter().rev().for_each(take);
    let page: Vec<RecordId> = ordered.into_iter().skip(offset as usize).take(limit as usize).collect();
    let page = records::read_all(view, &page)?.into_iter();
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let touched = |envelope: Envelope| {
        let time = envelope.time;
        (envelope, time)
    };
    Ok((page.map(touched).collect(), count(total), count(practice)))
}

/// Every case in which the words stand, the oldest first.
pub(crate) fn cases_found(view: &View<'_>, query: &str) -> Result<Vec<RecordId>, Failure> {
    let mut found = BTreeSet::new();
    for (record, case) in search::all(view, query)? {
        match case {
            Some(case) => drop(found.insert(case)),
            None => found.extend(cases_naming(view, record)?),
        }
    }
    Ok(found.into_iter().collect())
}

/// The cases a hit belongs to: its own, or for people those that name them.
fn cases_of(view: &View<'_>, hit: &search::Hit) -> Result<Vec<RecordId>, Failure> {
    hit.case
        .map_or_else(|| cases_naming(view, hit.record), |case| Ok(vec![case]))
}

/// The cases that name a record outside any case; for somebody's identity, those that name the person; for what stands
/// over cases, those it names itself.
pub(crate) fn cases_naming(view: &View<'_>, id: RecordId) -> Result<Vec<RecordId>, Failure> {
    let own = records::read(view, id)?;
    let names = |envelope: &Envelope| sandyq_domain::links(&envelope.kind, &envelope.body);
    let naming: Vec<RecordId> = match &own {
        Some(own) if kind_spec(&own.kind).is_some_and(KindSpec::stands_over_cases) => {
            names(own).into_iter().map(|(_, case)| case).collect()
        }
        _ => {
            let identity = own.as_ref().filter(|own| own.kind == PersonIdentity::SPEC.name);
            let person = identity.and_then(|identity| Some(names(identity).first()?.1));
            let links = links::naming(view, person.unwrap_or(id))?;
            links.into_iter().map(|link| link.from).collect()
        }
    };
    Ok(records::read_all(view, &naming)?
        .into_iter()
        .filter_map(|envelope| envelope.case)
        .collect())
}
