//! Bounds on everything that comes from outside. Sealing keeps the same ones, so that what we write always opens.

/// Longest `manifest.json`, in bytes.
pub const MANIFEST_LIMIT: u64 = 1 << 20;
/// Longest `manifest.json.minisig`, in bytes; stock minisign allows comments of 8 KiB.
pub(crate) const SIGNATURE_LIMIT: u64 = 10 * 1024;
/// Longest `sender.pub`, in bytes.
pub(crate) const SENDER_LIMIT: u64 = 1024;
/// Most members and records of one bundle, counted together.
pub const ENTRY_LIMIT: usize = 100_000;
/// Most cases of one bundle.
pub const CASE_LIMIT: usize = 9_999;
/// Longest record in JSON, in bytes.
pub const RECORD_LIMIT: usize = 4 << 20;
/// Longest member of records, in bytes.
pub(crate) const RECORD_FILE_LIMIT: u64 = 64 << 20;
/// All records together, in bytes: they are held in memory.
pub(crate) const RECORDS_LIMIT: u64 = 64 << 20;
/// Most JSON values of one record; each takes many times its text in memory.
pub(crate) const RECORD_VALUES_LIMIT: usize = 50_000;
/// Most JSON values of all records together.
pub(crate) const RECORDS_VALUES_LIMIT: usize = 2_000_000;
/// Most JSON values of the manifest: more than 1 MiB of any honest one holds.
pub(crate) const MANIFEST_VALUES_LIMIT: usize = 100_000;
/// Deepest nesting of JSON objects and arrays.
pub(crate) const DEPTH_LIMIT: usize = 16;
/// Largest member, in bytes: what eleven octal digits can say (8 GiB less one byte).
pub const FILE_LIMIT: u64 = (8 << 30) - 1;
/// Longest tar, in bytes, before its padding: 512 GiB, so that the padding itself stays below 8 GiB.
pub const TAR_LIMIT: u64 = 1 << 39;
/// Longest member name, in bytes: the name field of the tar header, with its closing NUL.
pub(crate) const NAME_LIMIT: usize = 99;
/// Longest name of a person or group, case code and consent code, in characters.
pub(crate) const LABEL_LIMIT: usize = 200;
/// Longest reason and note, in characters.
pub(crate) const TEXT_LIMIT: usize = 10_000;
/// Most endings, contacts and receipts of one bundle, each.
pub(crate) const LIST_LIMIT: usize = 5_000;
