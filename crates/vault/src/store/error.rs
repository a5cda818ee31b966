//! What can go wrong with the database, in the words a person could act on. No SQL, no path and no value of a record
//! is ever part of an error.

use rusqlite::ErrorCode;
use std::io;

/// Why the store could not do it. Nothing of the failed transaction stays.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room on the disk.
    #[error("the disk is full")]
    Full,
    /// The file, folder or disk does not allow writing.
    #[error("the vault cannot be written to: its folder or disk is read-only")]
    ReadOnly,
    /// Wrong key or damaged pages; SQLCipher cannot tell which, the key file can.
    #[error("the database is damaged")]
    Damaged,
    /// Another connection has it open.
    #[error("the database is in use by another program")]
    Busy,
    /// Written by a newer version of this program.
    #[error("the vault was written by a newer version of this program (schema {found}; this one knows {known})")]
    Newer {
        /// The schema version in the file.
        found: i64,
        /// The highest this program knows.
        known: i64,
    },
    /// The linked database library has no encryption: nothing was written.
    #[error("this build of the program has no database encryption")]
    NoEncryption,
    /// The database file is not there.
    #[error("the database file is missing")]
    Missing,
    /// Interrupted on purpose, by the emergency wipe.
    #[error("interrupted")]
    Interrupted,
    /// The record was forgotten at a person's request and cannot come back.
    #[error("the record was forgotten and cannot be written again")]
    Forgotten,
    /// The record, or the case it is in, is in the trash: nothing is written to it there.
    #[error("the record is in the trash")]
    Trashed,
    /// Only what is in the trash can come back or be destroyed, and this is not.
    #[error("the record is not in the trash")]
    NotTrashed,
    /// The id belongs to a record of another kind.
    #[error("the id belongs to a record of another kind")]
    OtherKind,
    /// The system refused a read or write.
    #[error("the system refused to read or write the vault")]
    Io(#[source] io::Error),
    /// A rule of the schema was broken: a mistake of this program. The number is SQLite's extended result code.
    #[error("the database refused a change (code {code})")]
    Refused {
        /// SQLite's extended result code.
        code: i32,
    },
}

impl StoreError {
    /// Whether it may be a page that cannot be read: the rest of the database is worth another connection.
    pub(crate) const fn is_unreadable(&self) -> bool {
        matches!(self, Self::Damaged | Self::Refused { .. } | Self::Io(_))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match error {
            E::SqliteFailure(failure, _) => by_code(failure.code, failure.extended_code),
            E::SqlInputError { error, .. } => by_code(error.code, error.extended_code),
            // A stored value that does not have the shape this program wrote.
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::InvalidColumnType(..)
            | E::Utf8Error(..) => Self::Damaged,
            _ => Self::Refused {
                code: rusqlite::ffi::SQLITE_MISUSE,
            },
        }
    }
}

fn by_code(code: ErrorCode, extended_code: i32) -> StoreError {
    match code {
        ErrorCode::DiskFull => StoreError::Full,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => StoreError::Busy,
        ErrorCode::OperationInterrupted => StoreError::Interrupted,
        ErrorCode::CannotOpen => StoreError::Io(io::Error::from(io::ErrorKind::NotFound)),
        ErrorCode::SystemIoFailure => StoreError::Io(io::Error::other(format!("SQLite code {extended_code}"))),
        _ => StoreError::Refused { code: extended_code },
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}
