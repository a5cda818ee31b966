//! The register of evidence: number, what it is, where it came from, its size and hash, and its file in the bundle.

use super::cell;
use super::page::Page;
use super::scene::Scene;
use super::{BundledFile, told};
use sandyq_domain::Entry;
use sandyq_domain::kinds::EvidenceItem;

pub(super) fn write(page: &mut Page, scene: &Scene) {
    if scene.file.evidence.is_empty() {
        return;
    }
    page.anchored("h3", "", &scene.part("evidence"), |page| {
        page.text(&scene.speech.say("dossier-evidence"));
    });
    page.line("p", "lead", &scene.speech.say("dossier-evidence-lead"));
    for item in &scene.file.evidence {
        page.anchored("article", "exhibit", &scene.anchor_here(item.id), |page| {
            one(page, scene, item);
        });
    }
}

/// What [`one`] and [`files`] show themselves.
const SHOWN: [&str; 5] = ["title", "sha256", "size", "media_type", "transcription"];

fn one<'d>(page: &mut Page, scene: &Scene<'_, 'd>, item: &'d Entry<EvidenceItem>) {
    let seen = scene.see(item);
    page.within("h4", "", |page| {
        let number = scene.exhibit(item.id).unwrap_or_default();
        page.line("span", "number", &scene.speech.count("dossier-number", number));
        page.markup(" ");
        scene.first_of(page, &seen, &["title", "evidence_kind"]);
    });
    let files = scene.files_of(item.id);
    for file in files {
        one_file(page, scene, item, file);
    }
    if files.is_empty() {
        page.within("p", "", |page| {
            page.line("span", "hidden", &scene.speech.say("dossier-file-absent"));
        });
    }
    let stands_alone = !files
        .iter()
        .any(|file| Some(&file.sha256) == item.record.sha256.as_ref());
    if stands_alone {
        page.within("dl", "facts", |page| {
            for name in ["size", "media_type", "sha256"] {
                original(page, scene, item, name);
            }
        });
    }
    cell::facts(page, scene, &seen, &SHOWN);
    if !seen.is_blank("transcription") {
        page.line(
            "p",
            "identity-label",
            &scene.speech.field("evidence_item", "transcription"),
        );
        cell::value(page, scene, &seen, "transcription");
    }
    told::proof(page, scene, item.id);
}

/// A figure of the original file, when the file here is another one or none.
fn original<'d>(page: &mut Page, scene: &Scene<'_, 'd>, item: &'d Entry<EvidenceItem>, name: &str) {
    let seen = scene.see(item);
    if seen.is_blank(name) {
        return;
    }
    page.within("div", if name == "sha256" { "wide" } else { "" }, |page| {
        page.within("dt", "", |page| {
            page.text(&scene.speech.field("evidence_item", name));
            page.markup(" ");
            page.text(&scene.speech.say("dossier-of-original"));
        });
        page.within("dd", "", |page| match (name, &item.record) {
            _ if !cell::is_open(&seen, name) => cell::withheld(page, scene),
            ("sha256", EvidenceItem { sha256: Some(hash), .. }) => page.digits(hash),
            ("size", EvidenceItem { size: Some(size), .. }) => {
                page.text(&scene.speech.bytes(u64::try_from(*size).unwrap_or_default()));
            }
            _ => cell::value(page, scene, &seen, name),
        });
    });
}

fn one_file<'d>(page: &mut Page, scene: &Scene<'_, 'd>, item: &'d Entry<EvidenceItem>, file: &BundledFile) {
    page.within("div", "file", |page| {
        picture(page, scene, item, file);
        page.within("div", "file-facts", |page| {
            page.within("p", "", |page| {
                if is_member(&file.name) {
                    page.link(&file.name, |page| page.text(&file.name));
                } else {
                    page.told(&file.name);
                }
                page.markup(" · ");
                page.text(&file.media_type);
                page.markup(" · ");
                page.text(&scene.speech.bytes(file.size));
            });
            page.within("p", "hash", |page| {
                page.markup("<span class=\"label\">SHA-256</span> ");
                page.digits(&file.sha256);
            });
            let original = item.record.sha256.as_ref().filter(|hash| **hash != file.sha256);
            if original.is_some() {
                page.line("p", "derived", &scene.speech.say("dossier-derivative"));
            }
        });
    });
}

/// Shows a picture small; behind a click when it was marked as something to take care of.
fn picture<'d>(page: &mut Page, scene: &Scene<'_, 'd>, item: &'d Entry<EvidenceItem>, file: &BundledFile) {
    let is_picture = matches!(file.media_type.as_str(), "image/jpeg" | "image/png" | "image/webp");
    if !is_picture || !is_member(&file.name) {
        return;
    }
    let number = scene.exhibit(item.id).unwrap_or_default();
    let draw = |page: &mut Page| {
        page.link(&file.name, |page| {
            page.picture(&file.name, &scene.speech.count("dossier-number", number));
        });
    };
    let seen = scene.see(item);
    if seen.is_blank("sensitivity") {
        return page.within("div", "picture", draw);
    }
    page.within("details", "picture", |page| {
        page.within("summary", "", |page| {
            page.text(&scene.speech.say("dossier-show-picture"));
            if cell::is_open(&seen, "sensitivity") {
                page.markup(" (");
                cell::words(page, scene, &seen, "sensitivity");
                page.markup(")");
            }
        });
        draw(page);
    });
}

/// Only a plain member of the bundle becomes a link: never an address, never a way out of the folder.
fn is_member(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    name.strip_prefix("files/")
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('.') && rest.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use super::is_member;

    #[test]
    fn only_plain_members_of_the_bundle_become_links() {
        assert!(is_member("files/0001.jpg"));
        for name in [
            "files/../x",
            "/etc/passwd",
            "files/",
            "files/..",
            "javascript:alert(1)",
            "files/a/b",
            "FILES/1",
        ] {
            assert!(!is_member(name), "{name}");
        }
    }
}
