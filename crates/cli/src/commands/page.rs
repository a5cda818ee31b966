//! One case, printed: its timeline, its proceedings with every refusal, and who and what belongs to it.

use crate::print::{Out, table};
use sandyq_casework::view::{
    CasePage, DeadlineLine, LinkedCase, MarkLine, OrganisationLine, ProceedingTrack, RecordLine, Sentence,
    TimelineItem, TimelinePart, TrackNext, TrackStation,
};
use sandyq_domain::words::text;

/// A whole case.
pub fn page_lines(page: &CasePage, out: Out) -> Vec<String> {
    let title = super::cases::marked(&page.row.line.title, page.row.line.is_practice, out);
    let mut lines = vec![format!("{}  {title}", page.row.line.code), String::new()];
    let mut section = |key: &str, rows: Vec<Vec<String>>| section_of(&mut lines, &text(out.lang, key), &rows);
    section("cli-timeline", page.timeline.iter().map(moment).collect());
    for track in &page.tracks {
        section_of(&mut lines, &track_heading(track, out), &track_rows(track, out));
    }
    let mut section = |key: &str, rows: Vec<Vec<String>>| section_of(&mut lines, &text(out.lang, key), &rows);
    let open = page.deadlines.iter().filter(|line| !line.is_over());
    section("case-deadlines", open.map(deadline_cells).collect());
    section(
        "cli-people",
        page.people
            .iter()
            .map(|p| vec![p.code.clone(), p.roles.join(", "), p.consents.join("; ")])
            .collect(),
    );
    let organisation = |one: &OrganisationLine| vec![one.name.clone(), one.kind.clone(), one.roles.join(", ")];
    section(
        "cli-organisations",
        page.organisations.iter().map(organisation).collect(),
    );
    let relation = |one: &RecordLine| vec![one.title.clone()];
    section("cli-relations", page.relations.iter().map(relation).collect());
    let mark = |one: &MarkLine| vec![one.kind.clone(), one.value.clone()];
    section("cli-marks", page.marks.iter().map(mark).collect());
    let linked = |one: &LinkedCase| vec![one.code.clone(), one.title.clone(), one.links.join(", ")];
    section("cli-linked", page.linked.iter().map(linked).collect());
    let sentence = |one: &Sentence| vec![one.text.clone(), one.scene.clone()];
    section("cli-acts", page.sentences.iter().map(sentence).collect());
    section(
        "cli-evidence",
        page.evidence
            .iter()
            .map(|e| {
                vec![
                    e.id.to_string(),
                    e.title.clone(),
                    e.size_text.clone(),
                    e.sha256.chars().take(16).collect(),
                ]
            })
            .collect(),
    );
    section(
        "cli-questions",
        page.row
            .questions
            .iter()
            .map(|question| vec![question.text.clone()])
            .collect(),
    );
    lines
}

/// A heading and its rows; nothing at all where there are none.
fn section_of(lines: &mut Vec<String>, heading: &str, rows: &[Vec<String>]) {
    if !rows.is_empty() {
        lines.push(heading.to_owned());
        lines.extend(table(rows).into_iter().map(|line| format!("  {line}")));
        lines.push(String::new());
    }
}

fn moment(item: &TimelineItem) -> Vec<String> {
    let marks: Vec<&str> = item.marks.iter().map(|mark| mark.text.as_str()).collect();
    let sign = match (item.is_refusal, item.part) {
        (true, _) => "✕",
        (false, TimelinePart::Past) => "·",
        (false, TimelinePart::Ahead) => "›",
        (false, TimelinePart::Undated) => "?",
    };
    let when = [&item.when, &item.told].into_iter().find(|words| !words.is_empty());
    vec![
        when.cloned().unwrap_or_default(),
        sign.to_owned(),
        item.title.clone(),
        marks.join(", "),
        item.detail.clone(),
    ]
}

/// A proceeding in one line: what it is, where it stands, how it ended.
fn track_heading(track: &ProceedingTrack, out: Out) -> String {
    let numbers = track.numbers.join(", ");
    let said = [
        &track.title,
        &track.kind,
        &track.legal_basis,
        &numbers,
        &track.stage,
        &track.outcome,
    ];
    let said: Vec<&str> = said
        .into_iter()
        .map(String::as_str)
        .filter(|words| !words.is_empty())
        .collect();
    format!("{}: {}", text(out.lang, "kind-proceeding"), said.join(" · "))
}

/// Its steps, each refusal with its way, its words and both qualifications; then what may come next.
fn track_rows(track: &ProceedingTrack, out: Out) -> Vec<Vec<String>> {
    let named = |key: &str, laws: &str| match laws {
        "" => String::new(),
        laws => format!("{}: {laws}", text(out.lang, key)),
    };
    let station = |step: &TrackStation| {
        let result = step.result.as_ref().map_or("", |mark| mark.text.as_str());
        vec![
            step.when.clone(),
            (if step.is_refusal { "✕" } else { "·" }).to_owned(),
            step.title.clone(),
            [step.mode.as_str(), result].concat(),
            step.words.clone(),
            step.who.clone(),
            named("step-asked", &step.asked),
            named("step-given", &step.given),
        ]
    };
    let next = |next: &TrackNext| vec![next.when.clone(), "›".to_owned(), next.what.clone()];
    let stations = track.stations.iter().map(station);
    stations.chain(track.next.iter().map(next)).collect()
}

fn deadline_cells(line: &DeadlineLine) -> Vec<String> {
    let mark = line.mark.as_ref().map_or_else(String::new, |mark| mark.text.clone());
    vec![line.due.clone(), mark, line.label.clone(), line.nature.clone()]
}
