//! Two sheets for people who meet: a contact's card, and the proof card of a sealed bundle.
//!
//! A sheet carries what can be compared and nothing of a case. The same input gives the same bytes.

use crate::page::Page;
use crate::qr;
use sandyq_domain::Lang;
use sandyq_domain::words::text;

const STYLE: &str = include_str!("paper.css");

/// What a contact's printed card says.
pub struct CardSheet<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The name on the card.
    pub name: &'a str,
    /// The fingerprint in groups of five digits.
    pub digits: &'a [String],
    /// The fingerprint in words of the reader's language.
    pub words: &'a [String],
    /// The card itself: what the code holds.
    pub card: &'a str,
}

/// What the proof card of a bundle says.
pub struct ProofSheet<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The bundle's id.
    pub bundle: &'a str,
    /// The name of the file.
    pub file: &'a str,
    /// SHA-256 of the whole file, 64 hexadecimal digits.
    pub sha256: &'a str,
    /// The first 110 bits of that sum in ten words of the reader's language.
    pub words: &'a [String],
    /// The day it was sealed.
    pub day: &'a str,
    /// Who handed over, in their own name.
    pub sender: &'a str,
    /// The sender's minisign key.
    pub key: &'a str,
    /// For whom; empty when that is not said.
    pub recipient: &'a str,
}

/// The card as one HTML document for one sheet of A4.
#[must_use]
pub fn card(sheet: &CardSheet<'_>) -> String {
    let CardSheet {
        lang,
        name,
        digits,
        words,
        card,
    } = sheet;
    let say = |key: &str| text(*lang, key);
    let mut page = Page::sheet(*lang, &say("paper-card-title"), STYLE);
    page.line("h1", "", name);
    page.line("p", "lead", &say("paper-card-lead"));
    page.within("div", "sheet", |page| {
        page.code(card);
        page.within("div", "", |page| {
            page.line("h2", "", &say("paper-words"));
            page.line("p", "words", &words.join(" "));
            page.line("h2", "", &say("paper-digits"));
            page.line("p", "digits", &digits.join(" "));
        });
    });
    page.line("p", "lead", &say("paper-card-compare"));
    page.line("pre", "", card);
    page.finish_sheet()
}

/// The proof card as one HTML document for one sheet of A4.
#[must_use]
pub fn proof(sheet: &ProofSheet<'_>) -> String {
    let ProofSheet {
        lang,
        bundle,
        file,
        sha256,
        words,
        day,
        sender,
        key,
        recipient,
    } = sheet;
    let say = |key: &str| text(*lang, key);
    let mut page = Page::sheet(*lang, &say("paper-proof-title"), STYLE);
    page.line("h1", "", &say("paper-proof-title"));
    page.line("p", "lead", &say("paper-proof-lead"));
    page.within("div", "sheet", |page| {
        page.code(&format!(
            "sandyq-proof 1\nbundle: {bundle}\nsha256: {sha256}\nminisign: {key}\n"
        ));
        page.within("dl", "", |page| {
            for (label, value) in [
                ("paper-proof-file", *file),
                ("paper-proof-day", *day),
                ("paper-proof-from", *sender),
                ("paper-proof-for", *recipient),
                ("paper-proof-bundle", *bundle),
                ("paper-proof-key", *key),
            ] {
                if !value.is_empty() {
                    page.line("dt", "", &say(label));
                    page.line("dd", "", value);
                }
            }
        });
    });
    page.line("h2", "", "SHA-256");
    page.line("p", "sum", &grouped(sha256));
    page.line("h2", "", &say("paper-words"));
    page.line("p", "words", &words.join(" "));
    page.line("h2", "", &say("paper-proof-check"));
    for command in ["certutil -hashfile FILE SHA256", "shasum -a 256 FILE", "sha256sum FILE"] {
        page.line("p", "command", command);
    }
    page.within("div", "signatures", |page| {
        page.line("p", "", &say("paper-proof-gave"));
        page.line("p", "", &say("paper-proof-took"));
    });
    page.finish_sheet()
}

fn grouped(sum: &str) -> String {
    let four: Vec<&str> = (0..sum.len())
        .step_by(4)
        .filter_map(|at| sum.get(at..(at + 4).min(sum.len())))
        .collect();
    four.join(" ")
}

impl Page {
    /// The QR code of a text.
    fn code(&mut self, text: &str) {
        self.within("div", "code", |page| {
            if let Some(svg) = qr::svg(text) {
                page.drawing(&svg);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_holds_what_is_compared_and_escapes_what_people_called_themselves() {
        let words: Vec<String> = (0..10).map(|n| format!("слово{n}")).collect();
        let sheet = ProofSheet {
            lang: Lang::Ru,
            bundle: "01a0c449-5200-7ac8-88c8-c8c8c8c8c8c8",
            file: "b.age",
            sha256: &"ab".repeat(32),
            words: &words,
            day: "1 декабря 2026",
            sender: "<script>alert(1)</script>",
            key: "RWtest",
            recipient: "",
        };
        let html = proof(&sheet);
        assert!(html.contains("abab abab") && html.contains("слово9") && html.contains("<svg "));
        assert!(!html.contains("<script"));
        assert!(html == proof(&sheet), "the same bytes again");
    }
}
