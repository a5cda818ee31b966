//! What is not here and why, what this program could not read, and how to check the bundle with tools of others.

use super::page::Page;
use super::scene::{Book, Scene};
use sandyq_domain::{CaseFile, Entry, Kind, RecordId};

/// What was left out as a whole, and which fields of which records: what [`gaps_of`] wrote of each case.
pub(super) fn withheld(page: &mut Page, book: &Book, gaps: &Page) {
    let speech = &book.speech;
    page.anchored("section", "closing", "withheld", |page| {
        page.line("h2", "", &speech.say("dossier-withheld-heading"));
        if book.dossier.withheld.is_empty() && gaps.is_empty() && !book.dossier.identity_withheld {
            page.line("p", "", &speech.say("dossier-nothing-withheld"));
        }
        if book.dossier.identity_withheld {
            page.line("p", "", &speech.say("dossier-identity-withheld-note"));
        }
        if !book.dossier.withheld.is_empty() {
            page.within("table", "withheld", |page| {
                page.within("thead", "", |page| {
                    page.within("tr", "", |page| {
                        page.line("th", "", &speech.say("dossier-column-what"));
                        page.line("th", "", &speech.say("dossier-column-why"));
                    });
                });
                page.within("tbody", "", |page| {
                    for left_out in &book.dossier.withheld {
                        page.within("tr", "", |page| {
                            page.within("td", "", |page| page.told(&left_out.what));
                            page.within("td", "", |page| page.told(&left_out.why));
                        });
                    }
                });
            });
        }
        if !gaps.is_empty() {
            page.line("p", "lead", &speech.say("dossier-withheld-fields"));
            page.within("ul", "", |page| page.append(gaps));
        }
    });
}

/// Fields withheld of one record.
struct Gap<'d> {
    record: RecordId,
    kind: &'static str,
    fields: &'d [String],
}

/// The fields withheld of the records of one case.
pub(super) fn gaps_of(page: &mut Page, scene: &Scene) {
    for gap in scene.withheld_fields() {
        page.within("li", "", |page| {
            page.text(&scene.speech.kind(gap.kind));
            if scene.anchor_of(gap.record).is_some() {
                page.markup(" (");
                scene.refer(page, gap.record);
                page.markup(")");
            }
            page.markup(": ");
            for (n, field) in gap.fields.iter().enumerate() {
                if n > 0 {
                    page.markup(", ");
                }
                page.told(&scene.speech.field(gap.kind, field));
            }
        });
    }
}

impl<'d> Scene<'_, 'd> {
    fn withheld_fields(&self) -> Vec<Gap<'d>> {
        let file = self.file;
        let mut gaps = Vec::new();
        put(&mut gaps, &file.cases);
        put(&mut gaps, &file.people);
        put(&mut gaps, &file.identities);
        put(&mut gaps, &file.events);
        put(&mut gaps, &file.accounts);
        put(&mut gaps, &file.acts);
        put(&mut gaps, &file.involvements);
        put(&mut gaps, &file.proceedings);
        put(&mut gaps, &file.steps);
        put(&mut gaps, &file.evidence);
        put(&mut gaps, &file.consents);
        put(&mut gaps, &file.organisations);
        put(&mut gaps, &file.marks);
        put(&mut gaps, &file.relations);
        put(&mut gaps, &file.event_links);
        put(&mut gaps, &file.findings);
        put(&mut gaps, &file.interventions);
        put(&mut gaps, &file.risks);
        put(&mut gaps, &file.tasks);
        put(&mut gaps, &file.deadline_rules);
        put(&mut gaps, &file.notes);
        put(&mut gaps, &file.submissions);
        put(&mut gaps, &file.recommendations);
        put(&mut gaps, &file.terms);
        gaps
    }
}

fn put<'d, K: Kind>(gaps: &mut Vec<Gap<'d>>, entries: &'d [Entry<K>]) {
    let partial = entries.iter().filter(|entry| !entry.withheld.is_empty());
    gaps.extend(partial.map(|entry| Gap {
        record: entry.id,
        kind: K::SPEC.name,
        fields: &entry.withheld,
    }));
}

/// Records of a newer kind or shape: named, so that nobody takes the page for the whole. `unread`: what [`unread_of`] wrote of
/// each case.
pub(super) fn unread(page: &mut Page, book: &Book, unread: &Page) {
    if unread.is_empty() {
        return;
    }
    page.anchored("section", "closing", "unread", |page| {
        page.line("h2", "", &book.speech.say("dossier-unread-heading"));
        page.line("p", "", &book.speech.say("dossier-unread-note"));
        page.within("ul", "", |page| page.append(unread));
    });
}

/// The records of one case that this program could not read.
pub(super) fn unread_of(page: &mut Page, file: &CaseFile) {
    for (id, kind) in &file.unread {
        page.within("li", "", |page| {
            page.told(kind);
            page.markup(" ");
            page.digits(&id.to_string());
        });
    }
}

/// Three commands of others, and one for a Windows without any of them.
pub(super) fn check(page: &mut Page, book: &Book) {
    let speech = &book.speech;
    page.anchored("section", "closing", "check", |page| {
        page.line("h2", "", &speech.say("dossier-check"));
        page.line("p", "", &speech.say("dossier-check-lead"));
        page.within("ol", "commands", |page| {
            step(page, book, "dossier-check-open", "age -d -i KEY BUNDLE.age | tar -x");
            step(
                page,
                book,
                "dossier-check-signature",
                "minisign -V -m manifest.json -p sender.pub",
            );
            step(page, book, "dossier-check-sums", "sha256sum -c SHA256SUMS");
        });
        page.line("p", "", &speech.say("dossier-check-windows"));
        page.within("pre", "", |page| page.text("certutil -hashfile files\\0001.jpg SHA256"));
        page.line("p", "", &speech.say("dossier-check-sender"));
    });
}

fn step(page: &mut Page, book: &Book, words: &str, command: &str) {
    page.within("li", "", |page| {
        page.text(&book.speech.say(words));
        page.within("pre", "", |page| page.text(command));
    });
}
