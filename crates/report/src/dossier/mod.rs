//! The dossier of a sealed bundle: one page that opens in any browser, without a script and without a network, and is
//! worth printing.
//!
//! It shows the records it is handed and nothing else. Every text a person wrote is escaped in one place
//! ([`page::Page`]); every refusal is shown; a field that was withheld is named as withheld, never left empty. The same
//! input gives the same bytes.

mod acts;
mod cell;
mod chronology;
mod closing;
mod consents;
mod evidence;
mod opening;
mod others;
mod parties;
mod proceedings;
mod scene;
mod summary;
mod told;

use crate::page::{self, Page};
use sandyq_domain::{CaseFile, Lang, RecordId, Timestamp};
use scene::{Book, Scene};
use std::borrow::Borrow;

/// All that the page tells besides the cases. There is no `Debug`: most of it is what people said.
#[derive(Clone)]
pub struct Dossier {
    /// The recipient's language.
    pub lang: Lang,
    /// The bundle's id, as in the manifest.
    pub bundle_id: String,
    /// When the bundle was sealed.
    pub created: Timestamp,
    /// Who hands over, in their own name.
    pub sender: String,
    /// For whom.
    pub recipient: String,
    /// For what: a term of `consent_purpose`.
    pub purpose: String,
    /// The files of evidence in the bundle.
    pub files: Vec<BundledFile>,
    /// What was left out, in the recipient's language.
    pub withheld: Vec<Withheld>,
    /// Identities stay behind: then no field of class A and no identity is printed, even if one was handed in.
    pub identity_withheld: bool,
}

/// A file of evidence as a member of the bundle.
#[derive(Clone)]
pub struct BundledFile {
    /// The item it belongs to.
    pub item: RecordId,
    /// Its name in the bundle: `files/0001.jpg`.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of this file, 64 lower-case hexadecimal digits. Another one than the item's means a derivative.
    pub sha256: String,
    /// Type told by its first bytes.
    pub media_type: String,
}

/// Something that was left out, and why.
#[derive(Clone)]
pub struct Withheld {
    /// What stays behind.
    pub what: String,
    /// For what reason.
    pub why: String,
}

/// Writes the dossier as one HTML document: the cases each with its records and the people it links to, already reduced to
/// what may leave. Each is taken, written and let go before the next one: a bundle may hold thousands.
#[must_use]
pub fn render<C: Borrow<CaseFile>>(dossier: &Dossier, cases: impl IntoIterator<Item = C>) -> String {
    let book = Book::of(dossier);
    let mut told = Told::default();
    for file in cases {
        told.add(&book, file.borrow());
    }
    let mut page = opening::begin(&book);
    page.markup("<body>\n");
    opening::watermark(&mut page, &book, told.is_practice);
    page.markup("<main>\n");
    opening::title_block(&mut page, &book, told.is_practice, &told.contents);
    page.append(&told.cases);
    closing::withheld(&mut page, &book, &told.gaps);
    closing::unread(&mut page, &book, &told.unread);
    closing::check(&mut page, &book);
    page.markup("</main>\n</body>\n</html>\n");
    page.finish()
}

/// What the cases add to the parts of the page.
#[derive(Default)]
struct Told {
    /// Their lines in the table of contents.
    contents: Page,
    /// Themselves.
    cases: Page,
    /// Fields that were withheld of their records.
    gaps: Page,
    /// Records this program could not read.
    unread: Page,
    /// How many there are.
    number: usize,
    /// How many exhibits they have.
    exhibits: usize,
    /// At least one of them is invented.
    is_practice: bool,
}

impl Told {
    fn add(&mut self, book: &Book, file: &CaseFile) {
        self.number += 1;
        let scene = Scene::of(book, file, self.number, self.exhibits);
        opening::contents_of(&mut self.contents, &scene);
        case(&mut self.cases, &scene);
        closing::gaps_of(&mut self.gaps, &scene);
        closing::unread_of(&mut self.unread, file);
        self.exhibits += file.evidence.len();
        self.is_practice |= file.cases.iter().any(|case| case.record.is_practice == Some(true));
    }
}

fn case(page: &mut Page, scene: &Scene) {
    page.anchored("section", "case", &scene.anchor(), |page| {
        summary::write(page, scene);
        parties::write(page, scene);
        others::beside_people(page, scene);
        told::write(page, scene);
        acts::write(page, scene);
        others::beside_acts(page, scene);
        chronology::write(page, scene);
        proceedings::write(page, scene);
        others::after(page, scene);
        evidence::write(page, scene);
        consents::write(page, scene);
    });
}
