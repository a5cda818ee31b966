//! Data in transit: sealing a bundle, opening one, and the contact cards that say whose key is whose.
//!
//! A bundle is an age file around a strict tar whose every layer opens with a stock tool; `docs/formats/bundle.md`
//! specifies it to the byte. This room works on readers and writers only: it knows no paths, no clock, no vault, and
//! makes no documents. The invariant it keeps: whatever is opened is exactly what a signed manifest says, to the last
//! byte, or it is refused by the name of a rule ([`Refusal`]).
#![warn(clippy::pedantic)]

mod behind;
mod card;
mod detached;
mod fingerprint;
mod header;
mod json;
mod keys;
mod limits;
mod manifest;
mod name;
mod numbers;
mod open;
mod padme;
mod plan;
mod records;
mod refusal;
mod seal;
mod sha256;
mod text;
mod tree;

pub use card::{CARD_LIMIT, Card, CardError};
pub use detached::{is_signed_by, sign_file};
pub use fingerprint::Fingerprint;
pub use keys::{KeyError, SigningKey, VerifyingKey};
pub use limits::{CASE_LIMIT, ENTRY_LIMIT, FILE_LIMIT, MANIFEST_LIMIT, RECORD_LIMIT, TAR_LIMIT};
pub use manifest::{
    BundleKind, CasePart, Consent, ContactPart, Ending, EndingKind, Manifest, Member, Override, Party, Receipt, Sender,
    Totals, Withheld,
};
pub use name::is_member_name;
pub use numbers::{NUMBERS_LIMIT, NUMBERS_TAR_LIMIT, read_numbers, write_numbers};
pub use open::{Block, Contents, FileMember, OpenError, Sink, read_tar, read_tar_into};
pub use padme::padme;
pub use plan::{FilePart, Open, Plan, Source};
pub use records::{body_can_leave, label_can_leave};
pub use refusal::Refusal;
pub use seal::{SealError, Sealed, To, seal};
pub use sha256::Sha256Sum;
pub use text::shown_on_a_line;
pub use tree::{Leaf, evidence_root};

/// Told how many bytes of the tar are done; answering `Break` cancels.
pub type Progress<'a> = dyn FnMut(u64) -> std::ops::ControlFlow<()> + 'a;

/// What `README.txt` of every bundle says, in Russian, Kazakh and English.
pub const README: &str = include_str!("readme.txt");
