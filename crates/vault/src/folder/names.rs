//! Every name the vault may use in its folder. All are neutral, and a wipe removes exactly these.

pub(crate) const LOCK: &str = "lock";
pub(crate) const KEY: &str = "key";
pub(crate) const NEW_KEY: &str = "key.new";
pub(crate) const DATA: &str = "data";
/// The database while a vault is being made, or made anew.
pub(crate) const NEW_DATA: &str = "data.new";
/// The database before the last migration.
pub(crate) const OLD_DATA: &str = "data.old";
/// What `SQLite` may put beside any of the three.
pub(crate) const DATA_SUFFIXES: [&str; 4] = ["", "-journal", "-wal", "-shm"];
pub(crate) const FILES: &str = "files";
pub(crate) const INCOMING: &str = "incoming";
/// How the lock screen looks (language, theme, size of text), written by the window before anything is unlocked.
pub(crate) const LOOK: &str = "look";
/// A wipe under way.
pub(crate) const MARKER: &str = "state";

/// A database's name and those of its journals.
pub(crate) fn data_names(base: &str) -> [String; 4] {
    DATA_SUFFIXES.map(|suffix| format!("{base}{suffix}"))
}

/// Two hexadecimal digits.
pub(crate) fn is_evidence_dir(name: &str) -> bool {
    name.len() == 2 && is_hex(name)
}

/// 128 random bits in hexadecimal digits.
pub(crate) fn is_evidence_file(name: &str) -> bool {
    name.len() == 32 && is_hex(name)
}

fn is_hex(name: &str) -> bool {
    name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
