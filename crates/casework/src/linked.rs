//! Cases that an event links with one another. A link lives in one of the two; both show it.

use crate::failure::Failure;
use crate::reading;
use crate::view::LinkedCase;
use sandyq_domain::casefile::answered;
use sandyq_domain::kinds::{Case, Event, EventLink, Kind};
use sandyq_domain::{Envelope, Lang, RecordId};
use sandyq_vault::{View, codes, links, records};

/// The other cases that an event of this case is linked with, by code and title, each once.
pub(crate) fn linked_cases(
    view: &View<'_>,
    case: RecordId,
    envelopes: &[Envelope],
    lang: Lang,
) -> Result<Vec<LinkedCase>, Failure> {
    let is_ours = |envelope: &&Envelope| envelope.case == Some(case);
    let of_kind = |kind: &'static str| envelopes.iter().filter(is_ours).filter(move |one| one.kind == kind);
    let mut found: Vec<LinkedCase> = Vec::new();
    for envelope in of_kind(EventLink::SPEC.name) {
        let Some(link) = EventLink::read(&envelope.body) else {
            continue;
        };
        for event in [link.from_event, link.to_event].into_iter().flatten() {
            let other = records::read(view, event)?.and_then(|event| event.case);
            add(view, &mut found, other.filter(|other| *other != case), &link, lang)?;
        }
    }
    for event in of_kind(Event::SPEC.name) {
        for link in links::of_kind(view, event.id, EventLink::SPEC.name, "to_event")? {
            let other = link.case.filter(|other| *other != case);
            if let Some(read) = EventLink::read(&link.body) {
                add(view, &mut found, other, &read, lang)?;
            }
        }
    }
    Ok(found)
}

fn add(
    view: &View<'_>,
    found: &mut Vec<LinkedCase>,
    other: Option<RecordId>,
    link: &EventLink,
    lang: Lang,
) -> Result<(), Failure> {
    let is_hidden = crate::concealing::is_on(view)?;
    let Some(envelope) = other.map(|other| records::read(view, other)).transpose()?.flatten() else {
        return Ok(());
    };
    let kind = answered(&link.link_type).map(|kind| reading::coded("event_link_type", kind, lang));
    if let Some(known) = found.iter_mut().find(|known| known.case == envelope.id) {
        known.links.extend(kind.filter(|kind| !known.links.contains(kind)));
        return Ok(());
    }
    let title = Case::read(&envelope.body).and_then(|case| case.title);
    let title = title.filter(|_| !is_hidden);
    found.push(LinkedCase {
        case: envelope.id,
        code: codes::shown(view, envelope.id)?.unwrap_or_default(),
        title: title.unwrap_or_default(),
        links: kind.into_iter().collect(),
    });
    Ok(())
}
