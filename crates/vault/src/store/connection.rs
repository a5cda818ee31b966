//! Opening SQLCipher so that nothing is written outside the encrypted file and nothing is printed.

use super::error::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

/// Makes the empty database file, for its owner only, before SQLite could make it for everybody.
pub fn make_file(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.sync_all()?;
    Ok(())
}

/// Opens an existing file. Reads one page to learn whether the key fits; writes nothing.
///
/// `locking_mode = EXCLUSIVE` is set before the first read, so the write-ahead index lives in this process's memory and
/// no `-shm` file ever exists.
pub fn open(path: &Path, key: &[u8; 32]) -> Result<Connection, StoreError> {
    let file = path.symlink_metadata().map_err(|_| StoreError::Missing)?;
    if !file.is_file() {
        return Err(StoreError::Missing);
    }
    // SQLITE_OPEN_URI stays off, and an absolute path cannot be mistaken for a `file:` URI either.
    let path = path.canonicalize()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::ZERO)?;
    // Before the key: with the default level a wrong key prints to stderr.
    pragma(&connection, "cipher_log_level = NONE")?;
    let encrypts = connection.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0));
    if encrypts.map_or(true, |version| version.is_empty()) {
        return Err(StoreError::NoEncryption);
    }
    connection.key(None::<&str>, raw_key(key).as_bytes(), false)?;
    pragma(&connection, "locking_mode = EXCLUSIVE")?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// Settings of every connection, after the schema version was found acceptable. May write (journal mode).
pub fn configure(connection: &mut Connection) -> Result<(), StoreError> {
    for setting in [
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "foreign_keys = ON",
        "recursive_triggers = ON", // so that REPLACE cannot pass the journal's triggers
        "cell_size_check = ON",
        "cache_size = -32768",
        "journal_size_limit = 4194304",
    ] {
        pragma(connection, setting)?;
    }
    let journal: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if journal != "wal" {
        return Err(StoreError::ReadOnly);
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_prepared_statement_cache_capacity(96);
    connection.authorizer(Some(authorize))?;
    Ok(())
}

/// `ATTACH … KEY ''` would write plaintext beside the vault; extensions would be foreign code. Neither has any use here.
fn authorize(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Attach { .. } | AuthAction::Detach { .. } => Authorization::Deny,
        AuthAction::Function { function_name } if function_name.eq_ignore_ascii_case("load_extension") => {
            Authorization::Deny
        }
        _ => Authorization::Allow,
    }
}

/// SQLCipher's notation for a raw key, which skips its own PBKDF2. Handed over by `sqlite3_key_v2` (not a PRAGMA: the
/// text of a statement would be copied into parser memory that nobody wipes) and zeroized here.
fn raw_key(key: &[u8; 32]) -> Zeroizing<String> {
    // Full capacity from the start: growing would leave copies behind.
    let mut text = Zeroizing::new(String::with_capacity(67));
    text.push_str("x'");
    for byte in key {
        let _infallible = write!(text, "{byte:02x}");
    }
    text.push('\'');
    text
}

/// Runs a PRAGMA, whether or not it answers with a row. `setting` is a constant of this file.
fn pragma(connection: &Connection, setting: &str) -> Result<(), StoreError> {
    connection
        .execute_batch(&format!("PRAGMA {setting}"))
        .map_err(StoreError::from)
}
