//! What the cases of one paper have to do with one another: people under two codes, events told twice, and whose days and places
//! would tell those of another.

use super::gate::{Gated, take_out};
use super::level::Level;
use crate::failure::Failure;
use crate::view::{PreviewLine, ReportKind};
use sandyq_domain::counting::Across;
use sandyq_domain::joins::joined;
use sandyq_domain::kinds::{Event, EventLink, Kind, Person};
use sandyq_domain::value::Coded;
use sandyq_domain::words::{text, text_with};
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::{View, walking};
use std::collections::BTreeSet;

/// A case with what the gate left of it.
type Case = (RecordId, Gated);

/// Links between events, and pairs of codes that are one person.
pub(super) struct Among {
    links: Vec<EventLink>,
    codes: Vec<(RecordId, RecordId)>,
}

impl Among {
    /// Of the cases of this paper, which may be for practice; of all records besides, where several meet or their numbers are told.
    pub(super) fn of(view: &View<'_>, cases: &[Case], kind: ReportKind) -> Result<Self, Failure> {
        let mut links: Vec<EventLink> = cases.iter().flat_map(|(_, gated)| gated.links.clone()).collect();
        let mut codes: Vec<_> = cases.iter().flat_map(|(_, gated)| gated.codes.clone()).collect();
        if cases.len() < 2 && kind != ReportKind::AlternativeReport {
            return Ok(Self { links, codes });
        }
        walking::each_real(view, &[EventLink::SPEC.name, Person::SPEC.name], &mut |envelope| {
            if envelope.kind == EventLink::SPEC.name {
                links.extend(EventLink::read(&envelope.body));
            } else {
                let other = Person::read(&envelope.body).and_then(|person| person.same_as);
                codes.extend(other.map(|other| (envelope.id, other)));
            }
        })?;
        Ok(Self { links, codes })
    }

    /// For counting what this paper tells: an event is told twice only where it stands here twice.
    pub(super) fn across(&self, cases: &[Case]) -> Across {
        let told = cases.iter().filter(|(_, gated)| gated.is_told);
        let events: BTreeSet<RecordId> = told
            .flat_map(|(_, gated)| &gated.envelopes)
            .filter(|envelope| envelope.kind == Event::SPEC.name)
            .map(|event| event.id)
            .collect();
        let here = |end: Option<RecordId>| end.is_some_and(|event| events.contains(&event));
        let links = self.links.iter();
        Across::of(
            links.filter(|link| here(link.from_event) && here(link.to_event)),
            self.codes.iter().copied(),
            std::iter::empty(),
        )
    }

    /// The cases of which days and places may be told. Somebody who agreed to a plain pseudonym takes them from every case they are
    /// in, under whatever code, and from those that share a person or are joined by their events: there is read where it was.
    pub(super) fn detailed(&self, cases: &[Case]) -> BTreeSet<RecordId> {
        let tells = |link: &&EventLink| {
            let kind = link.link_type.as_ref().map(Coded::slug);
            !kind.is_some_and(|kind| ELSEWHERE.contains(&kind))
        };
        let events = self.links.iter().filter(tells);
        let events = events.filter_map(|link| link.from_event.zip(link.to_event));
        let ones = joined(events.chain(self.codes.iter().copied()));
        let one = |id: &RecordId| ones.get(id).copied().unwrap_or(*id);
        let told = cases.iter().filter(|(_, gated)| gated.is_told);
        let (mut open, close): (Vec<&Case>, Vec<&Case>) = told.partition(|(_, gated)| gated.is_detailed);
        let within = |case: &&Case| case.1.within.iter().map(one).collect::<Vec<_>>();
        let mut shared: BTreeSet<RecordId> = close.iter().flat_map(within).collect();
        loop {
            let is_apart = |case: &&Case| within(case).iter().all(|id| !shared.contains(id));
            let (apart, near): (Vec<&Case>, Vec<&Case>) = open.into_iter().partition(is_apart);
            if near.is_empty() {
                return apart.into_iter().map(|(case, _)| *case).collect();
            }
            shared.extend(near.iter().flat_map(within));
            open = apart;
        }
    }
}

/// Links between events that say nothing of where the other one was.
const ELSEWHERE: [&str; 2] = ["same_perpetrators", "same_method"];

/// Fields that say where and who more closely than a pseudonym without details allows.
const CLOSE: [(&str, &[&str]); 5] = [
    ("event", &["locality", "district"]),
    (
        "person",
        &[
            "birth_year",
            "occupation",
            "education",
            "citizenship",
            "languages",
            "pronouns",
            "remarks",
        ],
    ),
    ("proceeding_step", &["authority", "organisation"]),
    ("evidence_item", &["captured_place"]),
    ("act", &["institution", "organiser", "organised_by", "demanded_by"]),
];

/// Takes places and details out of a case, and says so where they were asked for.
pub(super) fn without_places(gated: &mut Gated, asked: Level, lang: Lang) {
    for envelope in &mut gated.envelopes {
        let close = CLOSE.iter().find(|(kind, _)| *kind == envelope.kind);
        for field in close.map_or(&[][..], |(_, fields)| fields) {
            take_out(envelope, field);
        }
    }
    gated.envelopes.retain(|envelope| envelope.kind != "organisation");
    if asked >= Level::PseudonymDetailed {
        gated.stays.push(PreviewLine {
            text: text_with(lang, "paper-left-details", &[("code", gated.code.as_str().into())]),
            note: text(lang, "paper-left-details-note"),
        });
    }
}
