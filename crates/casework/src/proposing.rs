//! Proposals of what belongs together: told with their reasons, accepted or declined by a person. Nothing is linked by itself.
//!
//! They are computed whenever they are asked for, from the records as they are; only what was declined is kept, by ids alone.

use crate::concealing::{self, COVER};
use crate::failure::{ErrorCode, Failure};
use crate::finding::cases_naming;
use crate::reading;
use crate::records::put;
use crate::session::Session;
use crate::spelling::title_of;
use crate::view::{LinkOutcome, LinkProposal, LinkProposals, ProposalSide};
use chrono::NaiveDate;
use sandyq_domain::joins::{Clue, ClueSort, Finding, Gathered, Proposal, Strength, gathered};
use sandyq_domain::kinds::{EventLink, Kind};
use sandyq_domain::words::{Arg, civil_day_text, text, text_with};
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::{View, codes, records, settings, walking};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

const SETTING: &str = "links.declined";
/// Most proposals in one answer: whoever has settled these asks again.
const MOST: usize = 200;
/// Most that are remembered as declined, the newest.
const MOST_DECLINED: usize = 5_000;
/// Most cases told of one person.
const MOST_CASES: usize = 6;

/// What somebody declined. A proposal with more sides or another reason is a new one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Declined {
    finding: String,
    sides: BTreeSet<RecordId>,
    sorts: BTreeSet<String>,
}

impl Declined {
    fn of(proposal: &Proposal) -> Self {
        Self {
            finding: proposal.finding.slug().to_owned(),
            sides: proposal.sides.iter().map(|side| side.id).collect(),
            sorts: proposal
                .reasons
                .iter()
                .map(|clue| clue.sort.slug().to_owned())
                .collect(),
        }
    }

    fn covers(&self, other: &Self) -> bool {
        self.finding == other.finding && self.sides.is_superset(&other.sides) && self.sorts.is_superset(&other.sorts)
    }

    /// The same for the same proposal, whatever the numbers in it: 32 bits of a hash, enough among hundreds.
    fn id(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.finding);
        for side in &self.sides {
            hash.update(side.to_bytes());
        }
        for sort in &self.sorts {
            hash.update([0]);
            hash.update(sort);
        }
        let [a, b, c, d, ..] = <[u8; 32]>::from(hash.finalize());
        format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
    }
}

impl Session {
    /// What may belong together and is linked by nothing yet. Reads every record that may say something once: seconds at a hundred
    /// thousand cases (docs/performance.md).
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn propose_links(&self, lang: Lang) -> Result<LinkProposals, Failure> {
        self.vault().read(|view| {
            let declined = declined(view)?;
            let mut told = LinkProposals::default();
            for proposal in gathered_from(view)?.proposals() {
                let key = Declined::of(&proposal);
                let is_declined = declined.iter().any(|one| one.covers(&key));
                let list = if is_declined {
                    &mut told.declined
                } else {
                    &mut told.open
                };
                if list.len() < MOST {
                    list.push(line(view, &proposal, &key, lang)?);
                }
            }
            Ok(told)
        })
    }

    /// Says that a proposal is right. Events of the cases are linked, each with that of the oldest; codes of one person are joined,
    /// each with the oldest. All of it or nothing. It is undone by deleting the link, or undoing the record.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchProposal`]; [`ErrorCode::NoEventToLink`] when a case has no event that a link could join.
    pub fn accept_link(&mut self, id: &str, lang: Lang) -> Result<LinkOutcome, Failure> {
        let proposal = self.vault().read(|view| find(view, id))?;
        match proposal.finding {
            Finding::SamePerson => {
                let people: Vec<RecordId> = proposal.sides.iter().map(|side| side.id).collect();
                self.join_people(&people)
            }
            Finding::SamePerpetrators | Finding::Duplicate => self.link_events(&proposal, lang),
        }
    }

    /// Says that a proposal is wrong, or takes that back. It stays declined until another case or another reason comes.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchProposal`].
    pub fn decline_link(&mut self, id: &str, is_declined: bool) -> Result<(), Failure> {
        self.vault_mut().write(|tx| {
            let key = Declined::of(&find(tx, id)?);
            let mut all = declined(tx)?;
            all.retain(|one| !one.covers(&key));
            if is_declined {
                all.push(key);
            }
            let excess = all.len().saturating_sub(MOST_DECLINED);
            all.drain(..excess);
            Ok(settings::write(tx, SETTING, &all)?)
        })
    }

    fn link_events(&mut self, proposal: &Proposal, lang: Lang) -> Result<LinkOutcome, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        let ids: Vec<RecordId> = proposal.sides.iter().map(|_| self.new_id()).collect();
        let link_type = match proposal.finding {
            Finding::Duplicate => "duplicate_of",
            Finding::SamePerpetrators | Finding::SamePerson => "same_perpetrators",
        };
        let confidence = if proposal.strength == Strength::Strong {
            "probable"
        } else {
            "supposed"
        };
        // What it rests on, and never the number itself: that is of class A, and this is not.
        let sorts: BTreeSet<ClueSort> = proposal.reasons.iter().map(|clue| clue.sort).collect();
        let sorts: Vec<String> = sorts.into_iter().map(|sort| plain_reason(sort, lang)).collect();
        let rests_on = json!([{ "lang": lang.code(), "text": sorts.join("; ") }]);
        self.vault_mut().write(|tx| {
            let mut events = Vec::new();
            for side in &proposal.sides {
                let code = codes::shown(tx, side.id)?.unwrap_or_default();
                events.push(
                    side.event
                        .ok_or_else(|| Failure::about(ErrorCode::NoEventToLink, code))?,
                );
            }
            let (Some(oldest), sides) = (events.first(), proposal.sides.iter().zip(&events).zip(&ids).skip(1)) else {
                return Err(ErrorCode::NoSuchProposal.into());
            };
            let mut records = Vec::new();
            for ((side, event), id) in sides {
                let body = json!({
                    "from_event": event, "link_type": link_type, "to_event": oldest,
                    "confidence": confidence, "remarks": rests_on,
                });
                put(tx, EventLink::SPEC.name, *id, Some(side.id), &body, &author, now)?;
                records.push(*id);
            }
            Ok(LinkOutcome { records })
        })
    }
}

/// Everything that may say what joins cases, practice left out.
pub(crate) fn gathered_from(view: &View<'_>) -> Result<Gathered, Failure> {
    let practice = walking::known_to_practice_only(view)?;
    let mut found = Gathered::default();
    walking::each_real(view, &gathered::KINDS, &mut |envelope| {
        if !practice.contains(&envelope.id) {
            found.take(envelope);
        }
    })?;
    Ok(found)
}

fn declined(view: &View<'_>) -> Result<Vec<Declined>, Failure> {
    Ok(settings::read(view, SETTING)?.unwrap_or_default())
}

fn find(view: &View<'_>, id: &str) -> Result<Proposal, Failure> {
    let mut found = gathered_from(view)?.proposals().into_iter();
    found
        .find(|proposal| Declined::of(proposal).id() == id.trim())
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchProposal, id))
}

fn line(view: &View<'_>, proposal: &Proposal, key: &Declined, lang: Lang) -> Result<LinkProposal, Failure> {
    let Proposal {
        finding,
        sides,
        reasons,
        strength,
    } = proposal;
    let sides = sides.iter().map(|side| side_told(view, side.id, lang));
    let reasons = reasons.iter().map(|clue| reason_told(view, clue, lang));
    Ok(LinkProposal {
        id: key.id(),
        finding: finding.slug(),
        finding_label: text(lang, &format!("link-finding-{}", finding.slug())),
        strength: strength.slug(),
        strength_label: text(lang, &format!("link-strength-{}", strength.slug())),
        sides: sides.collect::<Result<_, _>>()?,
        reasons: reading::distinct(reasons.collect::<Result<Vec<_>, _>>()?),
    })
}

/// A case or person by code and title.
pub(crate) fn side_told(view: &View<'_>, id: RecordId, lang: Lang) -> Result<ProposalSide, Failure> {
    let code = codes::shown(view, id)?.unwrap_or_default();
    let record = records::read(view, id)?;
    let title = record
        .as_ref()
        .map(|record| title_of(view, &record.kind, &record.body, lang));
    let title = title.transpose()?.filter(|title| *title != code).unwrap_or_default();
    let is_case = record.is_some_and(|record| record.case == Some(id));
    let naming = if is_case { Vec::new() } else { cases_naming(view, id)? };
    let cases = naming
        .into_iter()
        .take(MOST_CASES)
        .map(|case| Ok(codes::shown(view, case)?.unwrap_or_default()));
    Ok(ProposalSide {
        id,
        code,
        title,
        cases: cases.collect::<Result<_, Failure>>()?,
    })
}

/// A reason in words, with the number or name itself unless those are hidden.
pub(crate) fn reason_told(view: &View<'_>, clue: &Clue, lang: Lang) -> Result<String, Failure> {
    let what = match clue.sort {
        ClueSort::Mark | ClueSort::Perpetrator | ClueSort::Gang => titled(view, &clue.form, lang)?,
        ClueSort::VictimOnDay => {
            let (victim, day) = clue.form.split_once('|').unwrap_or_default();
            format!("{}, {}", titled(view, victim, lang)?, day_told(day, lang))
        }
        ClueSort::PlaceAndDay => day_told(clue.form.split('|').next().unwrap_or_default(), lang),
        ClueSort::File => clue.form.chars().take(8).collect(),
        _ if concealing::is_on(view)? => COVER.to_owned(),
        ClueSort::Phone => format!("+{}", clue.form),
        _ => clue.form.clone(),
    };
    Ok(text_with(
        lang,
        "link-reason",
        &[
            ("reason", Arg::from(plain_reason(clue.sort, lang).as_str())),
            ("what", Arg::from(what.as_str())),
        ],
    ))
}

fn plain_reason(sort: ClueSort, lang: Lang) -> String {
    text(lang, &format!("link-reason-{}", sort.slug()))
}

fn titled(view: &View<'_>, id: &str, lang: Lang) -> Result<String, Failure> {
    let record = id.parse().ok().map(|id| records::read(view, id)).transpose()?.flatten();
    match record {
        Some(record) => title_of(view, &record.kind, &record.body, lang),
        None => Ok(String::new()),
    }
}

fn day_told(day: &str, lang: Lang) -> String {
    day.parse::<NaiveDate>()
        .map_or_else(|_| day.to_owned(), |day| civil_day_text(day, lang))
}
