//! Why a verb did not do what it was asked: one closed list of codes, each with its own words in three languages.
//!
//! A code crosses to the page and a sentence does not; the sentence is `error-<code>` in the Fluent files. No variant
//! carries what a person wrote, except the name of a file or field they have just named themselves.

use sandyq_bundle::CardError;
use sandyq_domain::words::{self, Arg};
use sandyq_domain::{Lang, Problem};
use sandyq_vault::folder::FolderError;
use sandyq_vault::key::KeyError;
use sandyq_vault::{CreateError, UnlockError};
use serde::Serialize;
use ts_rs::TS;

macro_rules! codes {
    ($($(#[$doc:meta])* $Name:ident => $slug:literal,)*) => {
        /// What went wrong, as a person could act on it.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
        #[serde(rename_all = "kebab-case")]
        #[ts(export, export_to = "ErrorCode.ts")]
        pub enum ErrorCode { $($(#[$doc])* $Name,)* }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$Name,)*];

            /// The code as it stands in JSON and in the Fluent key `error-<slug>`.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$Name => $slug,)* }
            }
        }
    };
}

codes! {
    /// No vault in this folder.
    NoVault => "no-vault",
    /// There is a vault in this folder already.
    VaultExists => "vault-exists",
    /// The folder holds other things.
    FolderNotEmpty => "folder-not-empty",
    /// The vault is locked.
    Locked => "locked",
    /// The passphrase or recovery code does not open this vault.
    WrongSecret => "wrong-secret",
    /// The passphrase is too short.
    WeakPassphrase => "weak-passphrase",
    /// The recovery code has a mistyped or missing word.
    BadRecoveryCode => "bad-recovery-code",
    /// A newer program wrote this vault.
    NewerVault => "newer-vault",
    /// Another process has this vault open.
    VaultInUse => "vault-in-use",
    /// The key file is damaged.
    KeyDamaged => "key-damaged",
    /// The database is damaged.
    VaultDamaged => "vault-damaged",
    /// The disk is full.
    DiskFull => "disk-full",
    /// The folder or file cannot be written.
    ReadOnly => "read-only",
    /// A file could not be read.
    FileUnreadable => "file-unreadable",
    /// A file could not be written.
    FileUnwritable => "file-unwritable",
    /// A file of this name is there already.
    FileExists => "file-exists",
    /// No such case.
    NoSuchCase => "no-such-case",
    /// No such record.
    NoSuchRecord => "no-such-record",
    /// No such contact.
    NoSuchContact => "no-such-contact",
    /// No such vocabulary.
    NoSuchVocabulary => "no-such-vocabulary",
    /// Nothing can be added to this vocabulary: the program decides by its terms.
    VocabularyClosed => "vocabulary-closed",
    /// No list can be filtered by this.
    NoSuchFilter => "no-such-filter",
    /// Nothing of this name can be counted.
    NoSuchUnit => "no-such-unit",
    /// This can be counted by, but not for this unit.
    NotOfThisUnit => "not-of-this-unit",
    /// The period ends before it begins, or a day is not written `2026-01-31`.
    BadPeriod => "bad-period",
    /// The file is no table that was counted here.
    NotATable => "not-a-table",
    /// The file is no table that left for partners, or one of medians, which cannot be added up.
    NotForPartners => "not-for-partners",
    /// The signature beside the file does not hold.
    NumbersAltered => "numbers-altered",
    /// The numbers of this group are there already.
    NumbersTwice => "numbers-twice",
    /// A newer table of the same group is there.
    NumbersOlder => "numbers-older",
    /// Another thing was counted.
    OtherQuestion => "other-question",
    /// The same was counted in another period.
    OtherPeriod => "other-period",
    /// It was counted by the rules of another version of the program.
    OtherRules => "other-rules",
    /// The table has more lines or columns than a file of this kind holds.
    TableTooLarge => "table-too-large",
    /// The vocabulary of a field has no such value.
    NoSuchValue => "no-such-value",
    /// No filter is kept under this name.
    NoSuchKeptFilter => "no-such-kept-filter",
    /// Nothing of this id is proposed any more.
    NoSuchProposal => "no-such-proposal",
    /// A case has no event that a link could join.
    NoEventToLink => "no-event-to-link",
    /// A value does not fit its field.
    BadRecord => "bad-record",
    /// The import document is not one.
    BadImport => "bad-import",
    /// The stored evidence is not what it was.
    EvidenceDamaged => "evidence-damaged",
    /// The evidence is not in this vault.
    EvidenceAbsent => "evidence-absent",
    /// The contact card is mistyped or not a card.
    BadCard => "bad-card",
    /// A contact of that name has another key.
    ContactKeyChanged => "contact-key-changed",
    /// The contact's fingerprint was not compared yet.
    NotCompared => "not-compared",
    /// What was read out is not the contact's fingerprint.
    FingerprintDiffers => "fingerprint-differs",
    /// The recipient is neither a contact nor a key.
    BadRecipient => "bad-recipient",
    /// The file is not a bundle.
    NotABundle => "not-a-bundle",
    /// The bundle is sealed for somebody else.
    BundleNotForMe => "bundle-not-for-me",
    /// The bundle is cut short or altered.
    BundleDamaged => "bundle-damaged",
    /// The bundle breaks a rule of the format.
    BundleRefused => "bundle-refused",
    /// What was to be sealed breaks a rule of the format.
    CannotSeal => "cannot-seal",
    /// One bundle cannot list that much; the subject is how many cases it can.
    TooManyAtOnce => "too-many-at-once",
    /// A newer program made the bundle.
    NewerBundle => "newer-bundle",
    /// The sender is unknown and nobody said yes.
    UnknownSender => "unknown-sender",
    /// The same number from this sender with other contents.
    BundleForked => "bundle-forked",
    /// Somebody's consent does not cover what is to be sealed.
    ConsentMissing => "consent-missing",
    /// The recipient lacks nothing, or there is nothing to acknowledge.
    NothingToSend => "nothing-to-send",
    /// The bundle is too large for a page that opens itself.
    PageTooLarge => "page-too-large",
    /// The case did not come from the one an answer is for.
    NotFromThem => "not-from-them",
    /// The bundle opens with a passphrase.
    BundleNeedsPassphrase => "bundle-needs-passphrase",
    /// The bundle opens with a key, not with a passphrase.
    BundleNeedsKey => "bundle-needs-key",
    /// The passphrase does not open the bundle.
    WrongBundlePassphrase => "wrong-bundle-passphrase",
    /// The merge of this bundle was taken back before, and nobody said yes to merging it again.
    BundleUndone => "bundle-undone",
    /// No conflict of this record or number.
    NoSuchConflict => "no-such-conflict",
    /// No bundle of this id was sealed here.
    NoSuchBundle => "no-such-bundle",
    /// No merged bundle of this id.
    NoSuchMerge => "no-such-merge",
    /// The last passphrase cannot be removed.
    LastSlot => "last-slot",
    /// All eight slots of the key file are taken.
    NoFreeSlot => "no-free-slot",
    /// There is nothing in that slot.
    NoSuchSlot => "no-such-slot",
    /// A share is mistyped, or not a share.
    BadShare => "bad-share",
    /// Two shares of different sets, or the same share twice.
    SharesMixed => "shares-mixed",
    /// The record has no version of that number.
    NoSuchRevision => "no-such-revision",
    /// There is nothing to undo.
    NothingToUndo => "nothing-to-undo",
    /// There is nothing to redo.
    NothingToRedo => "nothing-to-redo",
    /// The record is not in the trash.
    NotInTrash => "not-in-trash",
    /// There is no backup in this folder.
    NoBackup => "no-backup",
    /// The folder holds a backup of another vault.
    BackupOfAnother => "backup-of-another",
    /// The backup is damaged.
    BackupDamaged => "backup-damaged",
    /// The backup is made, and the folder could not be put in order afterwards.
    BackupUnfinished => "backup-unfinished",
    /// The backup was made before the vault got a new key.
    BackupBeforeRekey => "backup-before-rekey",
    /// A newer program made the backup.
    NewerBackup => "newer-backup",
    /// There are records already, and invented ones must not lie beside them.
    NotEmpty => "not-empty",
    /// The practice cases are here already.
    PracticeHere => "practice-here",
    /// There is no case for practice.
    NoPractice => "no-practice",
    /// The template of a paper is broken, and in which line.
    BadTemplate => "bad-template",
    /// Real and practice cases were chosen for one paper.
    PracticeMixed => "practice-mixed",
    /// The paper is about exactly one case.
    OneCaseOnly => "one-case-only",
    /// Nobody in the chosen cases agreed to be told of in this paper.
    NobodyToTell => "nobody-to-tell",
    /// The ending of the file's name is none of docx, pdf, xlsx and csv.
    NoSuchFormat => "no-such-format",
    /// The paper is no table.
    NoTable => "no-table",
    /// The paper cannot be made into a PDF.
    CannotPrint => "cannot-print",
    /// The paper has no template.
    NoTemplate => "no-template",
    /// The place lies inside the vault's own folder.
    PlaceInsideVault => "place-inside-vault",
    /// It was stopped by the user.
    Cancelled => "cancelled",
    /// Everything is being destroyed; nothing else is done.
    Wiping => "wiping",
    /// Not possible here, for a reason of the system.
    System => "system",
}

/// A verb's failure: a code, and the names a sentence about it needs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS, thiserror::Error)]
#[error("{}", self.text(Lang::En))]
#[ts(export)]
pub struct Failure {
    /// What went wrong.
    pub code: ErrorCode,
    /// The name of the file, field or rule concerned; empty when there is none.
    pub about: String,
    /// What is wrong with the fields of a record, by kind: said in the reader's language by [`Failure::worded`].
    #[serde(skip)]
    #[ts(skip)]
    problems: Vec<(String, Problem)>,
}

impl Failure {
    /// A failure about a named thing: a file, a field, a rule.
    pub fn about(code: ErrorCode, about: impl Into<String>) -> Self {
        Self {
            code,
            about: about.into(),
            problems: Vec::new(),
        }
    }

    /// Fields of a record of this kind do not fit.
    #[must_use]
    pub fn of_fields(kind: &str, problems: Vec<Problem>) -> Self {
        let problems = problems.into_iter().map(|problem| (kind.to_owned(), problem)).collect();
        Self {
            code: ErrorCode::BadRecord,
            about: String::new(),
            problems,
        }
    }

    /// The sentence for it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Self { code, about, problems } = self;
        let said: Vec<String> = problems
            .iter()
            .map(|(kind, problem)| problem_text(kind, problem, lang))
            .collect();
        let about = if said.is_empty() {
            about.clone()
        } else {
            said.join("; ")
        };
        words::text_with(
            lang,
            &format!("error-{}", code.slug()),
            &[("about", Arg::from(about.as_str()))],
        )
    }

    /// The same, with what it is about in the reader's language: for the page, which has the sentences itself.
    #[must_use]
    pub fn worded(self, lang: Lang) -> Self {
        if self.problems.is_empty() {
            return self;
        }
        let said: Vec<String> = self
            .problems
            .iter()
            .map(|(kind, problem)| problem_text(kind, problem, lang))
            .collect();
        Self::about(self.code, said.join("; "))
    }

    /// Whether a file error means a full disk, a read-only place, or something else.
    #[must_use]
    pub fn of_writing(error: &std::io::Error, name: &str) -> Self {
        let code = match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => ErrorCode::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem => ErrorCode::ReadOnly,
            std::io::ErrorKind::AlreadyExists => ErrorCode::FileExists,
            _ => ErrorCode::FileUnwritable,
        };
        Self::about(code, name)
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::about(code, "")
    }
}

/// What is wrong with one field of a record of this kind, and what to do, in the reader's language.
#[must_use]
pub fn problem_text(kind: &str, problem: &Problem, lang: Lang) -> String {
    let (key, field) = match problem {
        Problem::Missing { field } => ("problem-missing", field),
        Problem::WrongType { field, expected: _ } => ("problem-type", field),
        Problem::UnknownTerm { field, vocabulary: _ } => ("problem-term", field),
        Problem::NotADate { field } => ("problem-date", field),
        Problem::TooLong { field } => ("problem-long", field),
        Problem::NoSuchRecord { field } => ("problem-reference", field),
        Problem::HereAlready { field } => ("problem-here", field),
        Problem::UnknownKind { kind } => ("problem-kind", kind),
    };
    let label = format!("field-{kind}-{field}");
    let name = if words::has(lang, &label) {
        words::text(lang, &label)
    } else {
        field.clone()
    };
    words::text_with(lang, key, &[("field", Arg::from(name.as_str()))])
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        match error {
            FolderError::InUse => ErrorCode::VaultInUse.into(),
            FolderError::NotAVault => ErrorCode::NoVault.into(),
            FolderError::NotEmpty => ErrorCode::FolderNotEmpty.into(),
            FolderError::ReadOnly => ErrorCode::ReadOnly.into(),
            FolderError::WipePending => ErrorCode::Wiping.into(),
            FolderError::Io(error) => Self::of_writing(&error, ""),
        }
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::WrongSecret => ErrorCode::WrongSecret.into(),
            KeyError::NewerVersion => ErrorCode::NewerVault.into(),
            KeyError::Missing => ErrorCode::NoVault.into(),
            KeyError::NotAKeyFile | KeyError::Damaged | KeyError::CostRefused => ErrorCode::KeyDamaged.into(),
            KeyError::NoMemory => ErrorCode::System.into(),
            KeyError::NoFreeSlot => ErrorCode::NoFreeSlot.into(),
            KeyError::LastSlot => ErrorCode::LastSlot.into(),
            KeyError::NoSuchSlot => ErrorCode::NoSuchSlot.into(),
            KeyError::SecretInUse => Self::about(ErrorCode::BadRecord, "passphrase"),
            KeyError::LongLabel => Self::about(ErrorCode::BadRecord, "label"),
            KeyError::Io(error) => Self::of_writing(&error, "key"),
        }
    }
}

impl From<CreateError> for Failure {
    fn from(error: CreateError) -> Self {
        match error {
            CreateError::Folder(error) => error.into(),
            CreateError::Key(error) => error.into(),
            CreateError::Store(error) => error.into(),
        }
    }
}

impl From<UnlockError> for Failure {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::WrongSecret => ErrorCode::WrongSecret.into(),
            UnlockError::NewerVersion => ErrorCode::NewerVault.into(),
            UnlockError::Folder(error) => error.into(),
            UnlockError::Key(error) => error.into(),
            UnlockError::Store(error) => error.into(),
        }
    }
}

impl From<CardError> for Failure {
    fn from(error: CardError) -> Self {
        Self::about(ErrorCode::BadCard, error.to_string())
    }
}

impl From<sandyq_bundle::KeyError> for Failure {
    fn from(_: sandyq_bundle::KeyError) -> Self {
        ErrorCode::VaultDamaged.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_words_in_every_language() {
        for code in ErrorCode::ALL {
            assert_eq!(serde_json::to_value(code).expect("a string"), code.slug());
            for lang in Lang::ALL {
                assert!(
                    words::has(lang, &format!("error-{}", code.slug())),
                    "{} {}",
                    lang.code(),
                    code.slug()
                );
            }
        }
    }
}
