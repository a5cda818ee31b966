//! Opening SQLCipher so that nothing is written outside the encrypted file and nothing is printed.

use super::error::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags};
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::Once;
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
    // SQLITE_OPEN_URI stays off, and an absolute path cannot be mistaken for a `file:` URI either.
    let path = real(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = unlocked(Connection::open_with_flags(path, flags)?, key)?;
    probe(&connection)?;
    Ok(connection)
}

/// Opens an existing file to look at it: not a byte of it or beside it changes, whatever is asked.
pub fn look(path: &Path, key: &[u8; 32]) -> Result<Connection, StoreError> {
    let mut connection = look_unprobed(path, key)?;
    probe(&connection)?;
    harden(&mut connection)?;
    Ok(connection)
}

/// The same without reading a page: where the first one is damaged, the others can still be checked.
///
/// Without a log the file is opened as one that nobody changes: no lock, no log, no index. With one it has to be opened for
/// writing, since only then SQLite reads the log under a lock of its own; then nothing is folded into the file at the end.
pub fn look_unprobed(path: &Path, key: &[u8; 32]) -> Result<Connection, StoreError> {
    let path = real(path)?;
    if has_log(&path) {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        let connection = unlocked(connection, key)?;
        pragma(&connection, "query_only = ON")?;
        return Ok(connection);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    unlocked(Connection::open_with_flags(immutable_uri(&path), flags)?, key)
}

/// Whether a write-ahead log with anything in it lies beside the file.
pub fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    Path::new(&log).symlink_metadata().is_ok_and(|file| file.len() > 0)
}

/// Every byte of the path that is not a letter or digit is written as its number, so that none means anything in a URI.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || *byte == b'/' {
            uri.push(char::from(*byte));
        } else {
            let _infallible = write!(uri, "%{byte:02x}");
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// The place of a database that is a file of its own.
fn real(path: &Path) -> Result<PathBuf, StoreError> {
    begin();
    let file = path.symlink_metadata().map_err(|_| StoreError::Missing)?;
    if !file.is_file() {
        return Err(StoreError::Missing);
    }
    Ok(path.canonicalize()?)
}

/// SQLite calls itself ready a moment before SQLCipher is: of two threads that open their first database at once, one would find no
/// encryption and refuse. The first of a process is therefore opened alone.
fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| drop(Connection::open_in_memory()));
}

fn unlocked(connection: Connection, key: &[u8; 32]) -> Result<Connection, StoreError> {
    connection.busy_timeout(Duration::ZERO)?;
    // Before the key: with the default level a wrong key prints to stderr.
    pragma(&connection, "cipher_log_level = NONE")?;
    let encrypts = connection.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0));
    if encrypts.map_or(true, |version| version.is_empty()) {
        return Err(StoreError::NoEncryption);
    }
    connection.key(None::<&str>, raw_key(key).as_bytes(), false)?;
    pragma(&connection, "locking_mode = EXCLUSIVE")?;
    pragma(&connection, "temp_store = MEMORY")?;
    Ok(connection)
}

/// Encrypts every page anew under another raw key. **Only for a copy that is thrown away when this fails**: there is no
/// journal, so that no second copy of the old pages is written.
pub fn rekey(connection: &Connection, key: &[u8; 32]) -> Result<(), StoreError> {
    // Out of the write-ahead log first: SQLCipher cannot change the key of a database that is in it.
    for setting in ["journal_mode = DELETE", "journal_mode = OFF", "temp_store = MEMORY"] {
        pragma(connection, setting)?;
    }
    Ok(connection.key(None::<&str>, raw_key(key).as_bytes(), true)?)
}

fn probe(connection: &Connection) -> Result<(), StoreError> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
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
    harden(connection)?;
    connection.set_prepared_statement_cache_capacity(96);
    Ok(())
}

/// Nothing inside the file can act, and no other file can be reached from it.
fn harden(connection: &mut Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.authorizer(Some(authorize))?;
    Ok(())
}

/// Whether SQLite checks, for each row that goes, that no other refers to it. Without effect inside a transaction.
pub fn heed_references(connection: &Connection, heed: bool) -> Result<(), StoreError> {
    pragma(
        connection,
        if heed {
            "foreign_keys = ON"
        } else {
            "foreign_keys = OFF"
        },
    )
}

/// Copies the database of a connection that was opened and not configured, table by table, into a new file under the same
/// key: `VACUUM INTO` attaches that file itself. Holds a page cache of each in memory, and no table.
pub fn copy(connection: &Connection, fresh: &Path) -> Result<(), StoreError> {
    make_file(fresh)?;
    pragma(connection, "temp_store = MEMORY")?;
    pragma(connection, "cache_size = -8192")?;
    // A name is bytes, whether or not they are text.
    let name = ToSqlOutput::Borrowed(ValueRef::Text(fresh.as_os_str().as_encoded_bytes()));
    connection.execute("VACUUM INTO ?1", [name])?;
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
