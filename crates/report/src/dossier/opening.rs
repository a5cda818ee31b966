//! The head of the document and its title block: what this is, from whom, for whom, for what.

use super::page::Page;
use super::scene::{Book, Scene};

const STYLE: &str = include_str!("dossier.css");

/// Everything up to `<body>`.
///
/// # Security
/// Pictures come from the unpacked bundle only; the rest is [`Page::begin`]'s.
pub(super) fn begin(book: &Book) -> Page {
    let mut page = Page::begin(book.dossier.lang, "img-src 'self' data:; ");
    page.markup("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.line("title", "", &title(book));
    page.markup("\n<style>\n");
    page.markup(STYLE);
    // A sheet that was parted from the rest still says what it belongs to.
    page.markup("@media print { @page { @bottom-left { content: \"");
    page.style_word(&book.dossier.bundle_id);
    page.markup("\"; font: 8pt monospace; } } }\n");
    page.markup("</style>\n</head>\n");
    page
}

fn title(book: &Book) -> String {
    let id: String = book.dossier.bundle_id.chars().take(12).collect();
    format!("{} {id}", book.speech.say("dossier-title"))
}

/// The word PRACTICE across every printed page.
pub(super) fn watermark(page: &mut Page, book: &Book, is_practice: bool) {
    if is_practice {
        page.markup("<div class=\"watermark\" aria-hidden=\"true\">");
        page.text(&book.speech.say("dossier-practice"));
        page.markup("</div>\n");
    }
}

/// `contents`: what [`contents_of`] wrote of each case.
pub(super) fn title_block(page: &mut Page, book: &Book, is_practice: bool, contents: &Page) {
    let (speech, dossier) = (&book.speech, book.dossier);
    page.within("div", "cover", |page| {
        page.line("h1", "", &speech.say("dossier-title"));
        page.within("dl", "cover-facts", |page| {
            let mut row = |label: &str, inner: &dyn Fn(&mut Page)| {
                page.within("div", "", |page| {
                    page.line("dt", "", &speech.say(label));
                    page.within("dd", "", inner);
                });
            };
            row("dossier-sender", &|page| page.told(&dossier.sender));
            row("dossier-recipient", &|page| page.told(&dossier.recipient));
            row("dossier-purpose", &|page| {
                page.text(&speech.term("consent_purpose", &dossier.purpose));
            });
            row("dossier-created", &|page| page.text(&speech.instant(dossier.created)));
            row("dossier-bundle", &|page| page.digits(&dossier.bundle_id));
        });
        page.line("p", "confidential", &speech.say("dossier-confidential"));
        if is_practice {
            notice(page, book, "dossier-practice", "dossier-practice-note");
        }
        if dossier.identity_withheld {
            notice(
                page,
                book,
                "dossier-identity-withheld",
                "dossier-identity-withheld-note",
            );
        }
    });
    table_of_contents(page, book, contents);
}

fn notice(page: &mut Page, book: &Book, heading: &str, words: &str) {
    page.within("p", "notice", |page| {
        page.line("strong", "", &book.speech.say(heading));
        page.markup(" ");
        page.text(&book.speech.say(words));
    });
}

fn table_of_contents(page: &mut Page, book: &Book, contents: &Page) {
    page.within("nav", "contents", |page| {
        page.line("h2", "", &book.speech.say("dossier-contents"));
        page.within("ol", "", |page| {
            page.append(contents);
            let endings = [("withheld", "dossier-withheld-heading"), ("check", "dossier-check")];
            for (anchor, words) in endings {
                page.within("li", "", |page| {
                    page.jump(anchor, |page| page.text(&book.speech.say(words)));
                });
            }
        });
    });
}

/// The line of a case in the table of contents.
pub(super) fn contents_of(page: &mut Page, scene: &Scene) {
    page.within("li", "", |page| {
        page.jump(&scene.anchor(), |page| page.text(&scene.heading()));
        page.markup(" ");
        page.line("span", "quiet", &scene.refusals_in_words());
        parts(page, scene);
    });
}

/// Links to the parts a case has.
fn parts(page: &mut Page, scene: &Scene) {
    let file = scene.file;
    let has = [
        ("parties", "dossier-parties", !file.people.is_empty()),
        (
            "told",
            "dossier-told",
            !(file.events.is_empty() && file.accounts.is_empty()),
        ),
        ("acts", "dossier-acts", !file.acts.is_empty()),
        (
            "chronology",
            "dossier-chronology",
            !(file.events.is_empty() && file.steps.is_empty()),
        ),
        ("proceedings", "dossier-proceedings", !file.steps.is_empty()),
        ("evidence", "dossier-evidence", !file.evidence.is_empty()),
        ("consents", "dossier-consents", true),
    ];
    page.within("p", "parts", |page| {
        for (n, (part, words, _)) in has.into_iter().filter(|(.., has)| *has).enumerate() {
            if n > 0 {
                page.markup(" · ");
            }
            page.jump(&scene.part(part), |page| page.text(&scene.speech.say(words)));
        }
    });
}
