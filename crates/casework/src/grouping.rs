//! Cases that links between their events join: their victims counted once, their events in rows, what they have in common, and a
//! picture of it. And a new case that holds such a group together.

mod picture;
mod telling;

use crate::failure::{ErrorCode, Failure};
use crate::finding::find_case;
use crate::outfile::{file_name, write_new};
use crate::session::Session;
use crate::spelling::spelled;
use crate::view::{CaseRow, GroupView, PictureOutcome};
use picture::graph_of;
use sandyq_domain::casefile::answered;
use sandyq_domain::joins::Gathered;
use sandyq_domain::kinds::{Event, EventLink, Kind};
use sandyq_domain::value::Coded;
use sandyq_domain::words::{Arg, text, text_with};
use sandyq_domain::{CaseFile, Entry, Envelope, Lang, RecordId};
use sandyq_report::graph::{Ground, draw};
use sandyq_vault::{View, codes, links, records, walking};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use telling::told;

/// Most cases that are read together.
const MOST_CASES: usize = 60;

/// A group as it was read.
struct Group {
    /// The case that was asked about.
    asked: RecordId,
    cases: Vec<RecordId>,
    left_out: usize,
    file: CaseFile,
    gathered: Gathered,
}

impl Session {
    /// The cases that links join with this one, directly or through others.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`].
    pub fn show_group(&self, case: &str, lang: Lang) -> Result<GroupView, Failure> {
        self.vault().read(|view| {
            let group = read_group(view, find_case(view, case)?, lang)?;
            told(view, &group, lang)
        })
    }

    /// The same as a picture: an SVG with codes only, no name and no number.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`].
    pub fn draw_group(&self, case: &str, ground: Ground, lang: Lang) -> Result<String, Failure> {
        self.vault().read(|view| {
            let group = read_group(view, find_case(view, case)?, lang)?;
            Ok(draw(&graph_of(view, &group, lang)?, ground))
        })
    }

    /// Writes the picture, on light ground, into a new file, and enters that in the journal of every case of the group: it lies open.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`]; [`ErrorCode::FileExists`], and those of writing a file.
    pub fn export_graph(&mut self, case: &str, out: &Path, lang: Lang) -> Result<PictureOutcome, Failure> {
        let (cases, svg) = self.vault().read(|view| {
            let group = read_group(view, find_case(view, case)?, lang)?;
            let svg = draw(&graph_of(view, &group, lang)?, Ground::Light);
            Ok::<_, Failure>((group.cases, svg))
        })?;
        let unfinished = write_new(out, &mut svg.as_bytes(), &Sha256::digest(&svg).into())?;
        let name = file_name(out);
        let payload = json!({ "action": "exported", "by": self.author(), "file": name, "path": out.to_string_lossy() });
        let copies: Vec<(RecordId, Value)> = cases.into_iter().map(|case| (case, payload.clone())).collect();
        self.enter_copies(&copies, || unfinished.publish(out))?;
        unfinished.keep();
        let warning = text(lang, "link-picture-plain");
        Ok(PictureOutcome { file: name, warning })
    }

    /// Makes a case of the kind *linked group* with one event, the whole series, of which the events of these cases are parts.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`]; [`ErrorCode::NoEventToLink`] for a case without an event.
    pub fn group_cases(&mut self, cases: &[String], title: &str, lang: Lang) -> Result<CaseRow, Failure> {
        let (case, series) = (self.new_id(), self.new_id());
        let (members, codes) = self.vault().read(|view| members_named(view, cases))?;
        let title = match title.trim() {
            "" => text_with(lang, "link-group-title", &[("codes", Arg::from(codes.as_str()))]),
            title => title.to_owned(),
        };
        let today = self.today().to_string();
        let case_body =
            json!({ "title": title, "case_kind": "linked_group", "monitoring_status": "active", "opened": today });
        let series_body = json!({ "title": text(lang, "link-series") });
        let mut new = vec![
            ("case", case, Some(case), case_body),
            (Event::SPEC.name, series, Some(case), series_body),
        ];
        for (member, events) in members {
            for event in events {
                let body = json!({ "from_event": event, "link_type": "part_of", "to_event": series });
                new.push((EventLink::SPEC.name, self.new_id(), Some(member), body));
            }
        }
        self.add_records(new)?;
        let now = self.now();
        self.vault()
            .read(|view| crate::finding::row_of(view, case, now, now, lang))
    }
}

/// Cases with their events, and their codes in a row.
type Members = (Vec<(RecordId, Vec<RecordId>)>, String);

fn members_named(view: &View<'_>, cases: &[String]) -> Result<Members, Failure> {
    let ids: Result<BTreeSet<RecordId>, Failure> = cases.iter().map(|case| find_case(view, case)).collect();
    let (mut members, mut shown) = (Vec::new(), Vec::new());
    for case in ids? {
        let events = records::of_case_among(view, case, &[Event::SPEC.name])?;
        let code = codes::shown(view, case)?.unwrap_or_default();
        if events.is_empty() {
            return Err(Failure::about(ErrorCode::NoEventToLink, code));
        }
        members.push((case, events.into_iter().map(|event| event.id).collect()));
        shown.push(code);
    }
    if members.is_empty() {
        return Err(ErrorCode::NoSuchCase.into());
    }
    Ok((members, shown.join(", ")))
}

fn read_group(view: &View<'_>, asked: RecordId, lang: Lang) -> Result<Group, Failure> {
    let (cases, left_out) = joined_with(view, asked)?;
    let mut found: BTreeMap<RecordId, Envelope> = BTreeMap::new();
    for case in &cases {
        let inside = records::of_case(view, *case)?.into_iter();
        let outside = links::outside_named_by(view, *case)?.into_iter();
        found.extend(inside.chain(outside).map(|envelope| (envelope.id, envelope)));
    }
    let envelopes: Vec<Envelope> = found.into_values().collect();
    let mut gathered = Gathered::default();
    for envelope in &envelopes {
        gathered.take(envelope);
    }
    let file = CaseFile::of(&spelled(envelopes, lang));
    Ok(Group {
        asked,
        cases,
        left_out,
        file,
        gathered,
    })
}

/// Cases reached from this one by links between events, the oldest first, and how many more there are. Practice and real cases never
/// meet in one picture.
fn joined_with(view: &View<'_>, asked: RecordId) -> Result<(Vec<RecordId>, usize), Failure> {
    let is_practice = |case| Ok::<_, Failure>(walking::whereabouts(view, case)?.is_some_and(|place| place.is_practice));
    let of_practice = is_practice(asked)?;
    let mut reached = BTreeSet::from([asked]);
    let mut next = vec![asked];
    while let Some(case) = next.pop() {
        for other in neighbours(view, case)? {
            let is_case = records::read(view, other)?.is_some();
            if is_case && is_practice(other)? == of_practice && reached.insert(other) {
                next.push(other);
            }
        }
        if reached.len() > MOST_CASES * 4 {
            break;
        }
    }
    let mut cases: Vec<RecordId> = reached.into_iter().filter(|case| *case != asked).collect();
    let left_out = cases.len().saturating_sub(MOST_CASES - 1);
    cases.truncate(MOST_CASES - 1);
    cases.push(asked);
    cases.sort();
    Ok((cases, left_out))
}

/// Cases one link away, whichever of the two the link lives in.
fn neighbours(view: &View<'_>, case: RecordId) -> Result<BTreeSet<RecordId>, Failure> {
    let mut found = BTreeSet::new();
    for link in records::of_case_among(view, case, &[EventLink::SPEC.name])? {
        let link = EventLink::read(&link.body);
        let ends = link.map(|link| [link.from_event, link.to_event]).unwrap_or_default();
        for event in ends.into_iter().flatten() {
            found.extend(records::read(view, event)?.and_then(|event| event.case));
        }
    }
    for event in records::of_case_among(view, case, &[Event::SPEC.name])? {
        for field in ["from_event", "to_event"] {
            let naming = links::of_kind(view, event.id, EventLink::SPEC.name, field)?;
            found.extend(naming.into_iter().filter_map(|link| link.case));
        }
    }
    found.remove(&case);
    Ok(found)
}

/// A link between two events, and what it is.
struct Joined<'f> {
    from: &'f Entry<Event>,
    to: &'f Entry<Event>,
    kind: &'f Coded,
}

impl Group {
    fn links(&self) -> impl Iterator<Item = Joined<'_>> {
        self.file.event_links.iter().filter_map(|link| {
            let link = &link.record;
            let (from, to) = (self.file.event(link.from_event?)?, self.file.event(link.to_event?)?);
            let kind = answered(&link.link_type)?;
            Some(Joined { from, to, kind })
        })
    }

    fn case_of(&self, event: RecordId) -> RecordId {
        self.gathered.case_of(event).unwrap_or(self.asked)
    }

    /// A group of one case is told by its events.
    fn is_of_events(&self) -> bool {
        self.cases.len() == 1
    }
}
