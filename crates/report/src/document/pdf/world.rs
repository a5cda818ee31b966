//! All that Typst can see: one page of source that belongs to the program, the document as data, six fonts.
//!
//! # Security
//! No file of the machine, no font of the system, no package of the net and no clock can be reached from here: every
//! other name is not found.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use crate::document::fonts::FACES;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    FACES
        .iter()
        .filter_map(|face| Font::new(Bytes::new(*face), 0))
        .collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static SHEET: LazyLock<FileId> = LazyLock::new(|| named("sheet.typ"));
static DATA: LazyLock<FileId> = LazyLock::new(|| named("document.json"));

fn named(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// Whether every face that sets text has a shape for this character.
pub(super) fn can_show(c: char) -> bool {
    FONTS.iter().all(|font| font.info().coverage.contains(u32::from(c)))
}

/// One document on its way to paper.
pub(super) struct Desk {
    sheet: Source,
    data: Bytes,
}

impl Desk {
    pub(super) fn new(data: Vec<u8>) -> Self {
        Self {
            sheet: Source::new(*SHEET, include_str!("sheet.typ").to_owned()),
            data: Bytes::new(data),
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        *SHEET
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *SHEET {
            Ok(self.sheet.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// No day: a document says when it was made in its text, or not at all.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
