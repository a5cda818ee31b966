//! A group as boxes and lines: what stands on the left, what on the right, and what joins them. Codes and kinds only: what
//! identifies anybody is never in it.

use super::Group;
use crate::failure::Failure;
use crate::proposing::reason_told;
use crate::reading;
use sandyq_domain::casefile::{answered, in_order};
use sandyq_domain::joins::{Clue, ClueSort};
use sandyq_domain::kinds::{Event, Kind};
use sandyq_domain::value::Coded;
use sandyq_domain::words::{Arg, short_date_text, text, text_with};
use sandyq_domain::{Entry, Lang, RecordId};
use sandyq_report::graph::{Graph, Node};
use sandyq_vault::{View, codes, records};
use std::collections::BTreeMap;

/// What stands on the left: cases, or the events of the only one; in time.
pub(super) fn places(view: &View<'_>, group: &Group, lang: Lang) -> Result<BTreeMap<RecordId, Node>, Failure> {
    let mut found = BTreeMap::new();
    for case in group.cases.iter().filter(|_| !group.is_of_events()) {
        let events = group
            .file
            .events
            .iter()
            .filter(|event| group.case_of(event.id) == *case);
        let mut dates: Vec<_> = events.filter(|event| event.record.date.is_some()).collect();
        dates.sort_by(|a, b| in_order(&a.record.date, &b.record.date));
        let note = dates.first().map(|event| when(event, lang)).unwrap_or_default();
        let label = codes::shown(view, *case)?.unwrap_or_default();
        let is_main = *case == group.asked;
        found.insert(*case, Node { label, note, is_main });
    }
    for event in group.file.events.iter().filter(|_| group.is_of_events()) {
        let acts = group.file.acts.iter().filter(|act| act.record.event == Some(event.id));
        let acts = acts.filter_map(|act| Some(kind_alone("act_type", answered(&act.record.act_type)?, lang)));
        let acts = reading::distinct(acts).join(", ");
        let when = when(event, lang);
        // An event without a day is called by what was done; both never name anybody.
        let (label, note) = if when.is_empty() {
            (acts, String::new())
        } else {
            (when, acts)
        };
        let label = if label.is_empty() {
            reading::kind_label(Event::SPEC.name, lang)
        } else {
            label
        };
        found.insert(
            event.id,
            Node {
                label,
                note,
                is_main: false,
            },
        );
    }
    Ok(found)
}

/// What several places have in common: what the picture calls it, what may be read here, and where.
pub(super) fn commons(
    view: &View<'_>,
    group: &Group,
    lang: Lang,
) -> Result<Vec<(String, String, Vec<RecordId>)>, Failure> {
    let mut counted: BTreeMap<ClueSort, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (clue, places) in group.gathered.common(group.is_of_events()) {
        let n = counted.entry(clue.sort).or_default();
        *n += 1;
        found.push((
            label_of(view, group, &clue, *n, lang)?,
            reason_told(view, &clue, lang)?,
            places,
        ));
    }
    Ok(found)
}

fn label_of(view: &View<'_>, group: &Group, clue: &Clue, n: usize, lang: Lang) -> Result<String, Failure> {
    if clue.sort == ClueSort::Perpetrator {
        let person = clue
            .form
            .parse()
            .ok()
            .and_then(|id: RecordId| group.file.person_shown(id));
        return Ok(text_with(
            lang,
            "link-person",
            &[("code", Arg::from(person.unwrap_or_default()))],
        ));
    }
    let kind = match clue.sort {
        ClueSort::Phone => reading::term("mark_kind", "phone", lang),
        ClueSort::Handle | ClueSort::Mail => reading::term("mark_kind", "handle", lang),
        ClueSort::Plate => reading::term("mark_kind", "plate", lang),
        ClueSort::CardTail => reading::term("mark_kind", "card_tail", lang),
        ClueSort::Gang => reading::term("organisation_kind", "gang", lang),
        _ => mark_kind(view, clue, lang)?,
    };
    let kind = reading::upper_first(&kind);
    Ok(text_with(
        lang,
        "link-mark",
        &[("kind", Arg::from(kind.as_str())), ("n", Arg::from(n))],
    ))
}

fn mark_kind(view: &View<'_>, clue: &Clue, lang: Lang) -> Result<String, Failure> {
    let mark = clue
        .form
        .parse()
        .ok()
        .map(|id| records::read(view, id))
        .transpose()?
        .flatten();
    let kind = mark.as_ref().and_then(|mark| mark.body.get("mark_kind")?.as_str());
    Ok(kind.map_or_else(
        || reading::kind_label("perpetrator_mark", lang),
        |kind| reading::term("mark_kind", kind, lang),
    ))
}

/// Links between two places, each once; within one case those that are no chain too.
pub(super) fn pairs(group: &Group) -> Vec<(RecordId, &Coded, RecordId)> {
    let mut found: Vec<(RecordId, &Coded, RecordId)> = Vec::new();
    for link in group.links() {
        let ends = [link.from.id, link.to.id];
        let [from, to] = if group.is_of_events() {
            ends
        } else {
            ends.map(|event| group.case_of(event))
        };
        let is_known = found
            .iter()
            .any(|(a, kind, b)| (*a, kind.slug(), *b) == (from, link.kind.slug(), to));
        if from != to && !is_known {
            found.push((from, link.kind, to));
        }
    }
    found
}

pub(super) fn graph_of(view: &View<'_>, group: &Group, lang: Lang) -> Result<Graph, Failure> {
    let nodes = places(view, group, lang)?;
    let mut order: Vec<RecordId> = nodes.keys().copied().collect();
    if group.is_of_events() {
        let date = |event: &RecordId| group.file.event(*event).map(|event| &event.record.date);
        order.sort_by(|a, b| {
            date(a)
                .zip(date(b))
                .map_or(std::cmp::Ordering::Equal, |(a, b)| in_order(a, b))
        });
    }
    let at = |place: &RecordId| order.iter().position(|one| one == place);
    let commons = commons(view, group, lang)?;
    let mut lines = Vec::new();
    for (right, (_, _, places)) in commons.iter().enumerate() {
        lines.extend(places.iter().filter_map(|place| Some((at(place)?, right))));
    }
    let mut kinds: Vec<String> = Vec::new();
    let mut arcs = Vec::new();
    for (from, kind, to) in pairs(group) {
        let words = kind_alone("event_link_type", kind, lang);
        let known = kinds.iter().position(|one| *one == words);
        let kind = known.unwrap_or_else(|| {
            kinds.push(words);
            kinds.len() - 1
        });
        arcs.extend(at(&from).zip(at(&to)).map(|(from, to)| (from, to, kind)));
    }
    let code = codes::shown(view, group.asked)?.unwrap_or_default();
    let heading = if group.is_of_events() {
        "link-graph-events"
    } else {
        "link-graph-cases"
    };
    Ok(Graph {
        title: text_with(lang, "link-graph-title", &[("code", Arg::from(code.as_str()))]),
        headings: [text(lang, heading), text(lang, "link-graph-common")],
        left: order.iter().filter_map(|place| nodes.get(place).cloned()).collect(),
        right: commons
            .into_iter()
            .map(|(label, _, _)| Node {
                label,
                ..Node::default()
            })
            .collect(),
        lines,
        arcs,
        kinds,
        left_out: text_with(lang, "link-graph-left-out", &[("n", Arg::from("{}"))]),
    })
}

pub(super) fn when(event: &Entry<Event>, lang: Lang) -> String {
    event
        .record
        .date
        .as_ref()
        .map(|date| short_date_text(date, lang))
        .unwrap_or_default()
}

/// A term, and never the words somebody wrote instead of one: a picture goes where nobody looks after it.
pub(super) fn kind_alone(vocabulary: &str, value: &Coded, lang: Lang) -> String {
    match value {
        Coded::Term(slug) => reading::term(vocabulary, slug, lang),
        Coded::Other { .. } | Coded::Own { .. } => text(lang, "filter-other"),
    }
}
