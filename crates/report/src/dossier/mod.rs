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

/// All that the page tells. There is no `Debug`: most of it is what people said.
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
    /// The cases, each with its records and the people it links to, already reduced to what may leave.
    pub cases: Vec<CaseFile>,
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

/// Writes the dossier as one HTML document.
#[must_use]
pub fn render(dossier: &Dossier) -> String {
    let book = Book::of(dossier);
    let mut page = opening::begin(&book);
    page.markup("<body>\n");
    opening::watermark(&mut page, &book);
    page.markup("<main>\n");
    opening::title_block(&mut page, &book);
    for scene in book.scenes() {
        case(&mut page, &scene);
    }
    closing::withheld(&mut page, &book);
    closing::unread(&mut page, &book);
    closing::check(&mut page, &book);
    page.markup("</main>\n</body>\n</html>\n");
    page.finish()
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
