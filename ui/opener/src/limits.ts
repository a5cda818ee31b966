/** Bounds on everything that comes from outside: those of docs/formats/bundle.md, and the two of the age layer. */

export const BLOCK = 512;
export const MANIFEST_LIMIT = 1 << 20;
export const SIGNATURE_LIMIT = 10 * 1024;
export const SENDER_LIMIT = 1024;
/** Members and records together. */
export const ENTRY_LIMIT = 100_000;
export const CASE_LIMIT = 9_999;
/** Endings, contacts and receipts, each. */
export const LIST_LIMIT = 5_000;
export const RECORD_LIMIT = 4 << 20;
export const RECORD_FILE_LIMIT = 64 << 20;
/** All records together, in bytes. */
export const RECORDS_LIMIT = 64 << 20;
/** JSON values of one record, and of all. */
export const RECORD_VALUES_LIMIT = 50_000;
export const RECORDS_VALUES_LIMIT = 2_000_000;
export const MANIFEST_VALUES_LIMIT = 100_000;
export const DEPTH_LIMIT = 16;
/** What eleven octal digits can say. */
export const FILE_LIMIT = 8 * 2 ** 30 - 1;
export const TAR_LIMIT = 2 ** 39;
export const NAME_LIMIT = 99;
/** In characters. */
export const LABEL_LIMIT = 200;
export const TEXT_LIMIT = 10_000;

/** The age header, its last line included. */
export const HEADER_LIMIT = 64 * 1024;
export const STANZA_LIMIT = 32;
/** 2^18 rounds take a browser seconds and 256 MiB; what stock age writes. More would be an attack on the reader. */
export const WORK_LIMIT = 18;
