//! A group in words: its victims, its rows of events, what several of its cases have in common.

use super::Group;
use super::picture::{commons, kind_alone, pairs, places, when};
use crate::concealing;
use crate::failure::Failure;
use crate::proposing::side_told;
use crate::reading;
use crate::spelling::title_of;
use crate::view::{ChainStep, CommonLine, GroupView, PairLine};
use sandyq_domain::joins::{chains, duplicates, victims};
use sandyq_domain::kinds::{Event, Kind};
use sandyq_domain::words::{Arg, text, text_with};
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::{View, codes, records};
use std::collections::{BTreeMap, BTreeSet};

/// Links by which one event follows another.
const CHAINED: [&str; 3] = ["precedes", "causes", "reprisal_for"];

pub(super) fn told(view: &View<'_>, group: &Group, lang: Lang) -> Result<GroupView, Failure> {
    let victims = victims_of(group);
    let sides = group.cases.iter().map(|case| side_told(view, *case, lang));
    let places = places(view, group, lang)?;
    let common = commons(view, group, lang)?.into_iter();
    let common = common.map(|(label, told, seen)| CommonLine {
        label,
        told,
        places: seen
            .iter()
            .filter_map(|place| places.get(place))
            .map(|node| node.label.clone())
            .collect(),
    });
    // Within one case the rows of events say the rest.
    let is_told = |kind: &str| group.is_of_events() && CHAINED.contains(&kind);
    let pairs = pairs(group).into_iter().filter(|(_, kind, _)| !is_told(kind.slug()));
    let pairs = pairs.filter_map(|(from, kind, to)| {
        let how = kind_alone("event_link_type", kind, lang);
        Some(PairLine {
            from: places.get(&from)?.label.clone(),
            how,
            to: places.get(&to)?.label.clone(),
        })
    });
    Ok(GroupView {
        cases: sides.collect::<Result<_, _>>()?,
        left_out: u32::try_from(group.left_out).unwrap_or(u32::MAX),
        victims_known: victims.known,
        victims_least: victims.least,
        victims_most: victims.most,
        victims_told: victims_told(victims, lang),
        chains: chain_lines(view, group, lang)?,
        common: common.collect(),
        pairs: pairs.collect(),
    })
}

/// Duplicates tell of people who are told of already.
fn victims_of(group: &Group) -> victims::Victims {
    let twice: BTreeSet<(RecordId, RecordId)> = group
        .links()
        .filter(|link| link.kind.slug() == "duplicate_of")
        .map(|link| (link.from.id, link.to.id))
        .collect();
    let duplicates = duplicates(&twice);
    let parts: Vec<_> = group
        .links()
        .filter(|link| link.kind.slug() == "part_of")
        .map(|link| (link.from.id, link.to.id))
        .collect();
    let events: Vec<_> = group
        .file
        .events
        .iter()
        .filter(|event| !duplicates.contains(&event.id))
        .collect();
    let acts = group.file.acts.iter().map(|act| &act.record);
    let acts = acts.filter(|act| act.event.is_none_or(|event| !duplicates.contains(&event)));
    let acts: Vec<_> = acts.filter_map(|act| Some((act.event, act.victim?))).collect();
    victims::victims(&events, &parts, &acts, &group.file.people.iter().collect::<Vec<_>>())
}

fn victims_told(victims: victims::Victims, lang: Lang) -> String {
    let victims::Victims { known, least, most } = victims;
    let key = match most {
        Some(most) if most == known && least == known => "link-victims-known",
        Some(_) => "link-victims-range",
        None => "link-victims-open",
    };
    let number = |n: u32| Arg::from(n as usize);
    let most = most.unwrap_or(least);
    text_with(
        lang,
        key,
        &[
            ("known", number(known)),
            ("least", number(least)),
            ("most", number(most)),
        ],
    )
}

fn chain_lines(view: &View<'_>, group: &Group, lang: Lang) -> Result<Vec<Vec<ChainStep>>, Failure> {
    // What follows what: a reprisal comes after what it is for.
    let mut leads: BTreeMap<(RecordId, RecordId), Vec<String>> = BTreeMap::new();
    for link in group.links() {
        let kind = link.kind.slug();
        let step = match kind {
            "reprisal_for" => (link.to.id, link.from.id),
            kind if CHAINED.contains(&kind) => (link.from.id, link.to.id),
            _ => continue,
        };
        leads
            .entry(step)
            .or_default()
            .push(text(lang, &format!("link-leads-{kind}")));
    }
    let steps: Vec<_> = leads.keys().copied().collect();
    let rows = chains(&steps).into_iter().map(|row| {
        let after = row.iter().skip(1).map(Some).chain([None]);
        let steps = row.iter().zip(after).map(|(event, next)| {
            let leads = next
                .and_then(|next| leads.get(&(*event, *next)))
                .map(|words| words.join(", "));
            let case = group.case_of(*event);
            Ok(ChainStep {
                event: *event,
                case,
                case_code: codes::shown(view, case)?.unwrap_or_default(),
                when: group
                    .file
                    .event(*event)
                    .map(|event| when(event, lang))
                    .unwrap_or_default(),
                title: title_here(view, *event, lang)?,
                leads: leads.unwrap_or_default(),
            })
        });
        steps.collect::<Result<Vec<_>, Failure>>()
    });
    rows.collect()
}

fn title_here(view: &View<'_>, event: RecordId, lang: Lang) -> Result<String, Failure> {
    match records::read(view, event)? {
        Some(record) if !concealing::is_on(view)? => title_of(view, &record.kind, &record.body, lang),
        _ => Ok(reading::kind_label(Event::SPEC.name, lang)),
    }
}
