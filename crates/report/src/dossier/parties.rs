//! The people of a case: by code, with their part in it, and with a name only when the identity was handed over.

use super::cell;
use super::page::Page;
use super::scene::Scene;
use sandyq_domain::RecordId;

pub(super) fn write(page: &mut Page, scene: &Scene) {
    if scene.file.people.is_empty() && scene.file.identities.is_empty() {
        return;
    }
    page.anchored("h3", "", &scene.part("parties"), |page| {
        page.text(&scene.speech.say("dossier-parties"));
    });
    for person in &scene.file.people {
        page.anchored("article", "card", &scene.anchor_here(person.id), |page| {
            let seen = scene.see(person);
            page.within("h4", "", |page| {
                scene.first_of(page, &seen, &["pseudonym", "code"]);
                for part in scene.parts_of(person.id) {
                    page.markup(" ");
                    page.line("span", "mark", &scene.speech.say(part));
                }
            });
            identity(page, scene, person.id);
            // With a pseudonym in the heading the code is a fact like others.
            let heading = if seen.is_blank("pseudonym") {
                "code"
            } else {
                "pseudonym"
            };
            cell::facts(page, scene, &seen, &[heading]);
        });
    }
    orphans(page, scene);
}

fn identity(page: &mut Page, scene: &Scene, person: RecordId) {
    if scene.book.dossier.identity_withheld {
        return page.within("p", "", |page| {
            page.line("span", "hidden", &scene.speech.say("dossier-name-withheld"));
        });
    }
    let mine = scene.file.identities.iter();
    for entry in mine.filter(|entry| entry.record.person == Some(person)) {
        page.within("div", "identity", |page| {
            page.line("p", "identity-label", &scene.speech.say("dossier-identity"));
            cell::facts(page, scene, &scene.see(entry), &["person"]);
        });
    }
}

/// Identities that were handed over without the person they belong to: shown, so that nothing handed over is lost.
fn orphans(page: &mut Page, scene: &Scene) {
    let is_known = |id: Option<RecordId>| scene.file.people.iter().any(|person| Some(person.id) == id);
    let identities = scene.file.identities.iter();
    for entry in identities.filter(|entry| !is_known(entry.record.person)) {
        if !scene.book.dossier.identity_withheld {
            page.within("article", "card identity", |page| {
                cell::facts(page, scene, &scene.see(entry), &[]);
            });
        }
    }
}

impl Scene<'_, '_> {
    /// What part a person has in the case, as keys of words; from open links only.
    fn parts_of(&self, person: RecordId) -> Vec<&'static str> {
        let file = self.file;
        let is = Some(person);
        let victim = self.victims().contains(&person);
        let source = file
            .accounts
            .iter()
            .any(|entry| entry.record.source == is && cell::is_open(&self.see(entry), "source"));
        let applicant = file
            .proceedings
            .iter()
            .any(|entry| entry.record.applicant == is && cell::is_open(&self.see(entry), "applicant"));
        let lawyer = file
            .proceedings
            .iter()
            .any(|entry| entry.record.lawyer == is && cell::is_open(&self.see(entry), "lawyer"));
        let doer = file
            .involvements
            .iter()
            .any(|entry| entry.record.person == is && cell::is_open(&self.see(entry), "person"));
        let parts = [
            (victim, "dossier-part-victim"),
            (source, "dossier-part-source"),
            (applicant, "dossier-part-applicant"),
            (lawyer, "dossier-part-lawyer"),
            (doer, "dossier-part-perpetrator"),
        ];
        parts
            .into_iter()
            .filter_map(|(has, words)| has.then_some(words))
            .collect()
    }
}
