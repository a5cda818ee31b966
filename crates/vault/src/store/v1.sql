-- Schema version 1. Released migrations are never edited: add v2.sql instead.
-- Ids are 16-byte blobs, instants are milliseconds since 1970 in UTC, JSON is text. docs/formats/vault.md explains each column.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per computer (or copy of the folder) this vault was ever written on. Rows are never removed.
CREATE TABLE machine (
  row     INTEGER PRIMARY KEY,
  id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  mark    BLOB NOT NULL CHECK (length(mark) = 32),
  since   INTEGER NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX machine_current ON machine (current) WHERE current = 1;

-- scope: the case's id, or the empty blob for records without a case.
CREATE TABLE counter (
  scope   BLOB NOT NULL CHECK (length(scope) IN (0, 16)),
  machine BLOB NOT NULL CHECK (length(machine) = 16),
  n       INTEGER NOT NULL CHECK (n > 0),
  PRIMARY KEY (scope, machine)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  row        INTEGER PRIMARY KEY,
  id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  kind       TEXT NOT NULL,
  case_id    BLOB CHECK (length(case_id) = 16),
  code       TEXT COLLATE NOCASE,
  code_shown TEXT COLLATE NOCASE UNIQUE,
  status     TEXT,
  practice   INTEGER NOT NULL DEFAULT 0 CHECK (practice IN (0, 1)),
  state      TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'trashed', 'forgotten')),
  head       INTEGER REFERENCES revision (row) DEFERRABLE INITIALLY DEFERRED,
  created    INTEGER NOT NULL,
  touched    INTEGER NOT NULL
) STRICT;
CREATE INDEX record_of_case ON record (case_id, kind, row);
CREATE INDEX record_of_kind ON record (kind, state, touched, row);
CREATE INDEX record_of_status ON record (kind, state, status, touched, row);
CREATE INDEX record_of_code ON record (kind, state, code_shown, row);
CREATE INDEX record_code ON record (code) WHERE code IS NOT NULL;

-- Every version of every record that this vault ever held; `seq` is the order of arrival here.
CREATE TABLE revision (
  row      INTEGER PRIMARY KEY,
  record   INTEGER NOT NULL REFERENCES record (row),
  seq      INTEGER NOT NULL,
  previous INTEGER REFERENCES revision (row),
  origin   TEXT NOT NULL CHECK (origin IN ('edit', 'import', 'fill', 'merge', 'undo')),
  case_id  BLOB CHECK (length(case_id) = 16),
  machine  BLOB NOT NULL CHECK (length(machine) = 16),
  n        INTEGER NOT NULL,
  version  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     INTEGER NOT NULL,
  arrived  INTEGER NOT NULL,
  bundle   TEXT,
  withheld TEXT,
  body     TEXT NOT NULL,
  UNIQUE (record, seq)
) STRICT;
CREATE INDEX revision_bundle ON revision (bundle) WHERE bundle IS NOT NULL;

-- The highest number given out under a code's prefix, so that a number is not used twice.
CREATE TABLE code_series (
  prefix TEXT PRIMARY KEY COLLATE NOCASE,
  last   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which record names which other record in its body: a projection, for looking up from the other end.
CREATE TABLE link (
  record INTEGER NOT NULL REFERENCES record (row),
  field  TEXT NOT NULL,
  target BLOB NOT NULL CHECK (length(target) = 16),
  PRIMARY KEY (record, field, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_target ON link (target);

CREATE TABLE draft (
  record  BLOB PRIMARY KEY CHECK (length(record) = 16),
  case_id BLOB CHECK (length(case_id) = 16),
  kind    TEXT NOT NULL,
  base    INTEGER REFERENCES revision (row),
  body    TEXT NOT NULL,
  field   TEXT,
  cursor  INTEGER,
  author  TEXT NOT NULL,
  time    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conflict (
  row      INTEGER PRIMARY KEY,
  record   INTEGER NOT NULL REFERENCES record (row),
  version  TEXT NOT NULL,
  base     INTEGER REFERENCES revision (row),
  theirs   TEXT NOT NULL,
  bundle   TEXT,
  arrived  INTEGER NOT NULL,
  resolved INTEGER,
  UNIQUE (record, version)
) STRICT;

-- Append-only. Only payload and salt may go, together, when a person asks to be forgotten; the chain holds without them.
CREATE TABLE journal (
  row            INTEGER PRIMARY KEY,
  machine        BLOB NOT NULL CHECK (length(machine) = 16),
  seq            INTEGER NOT NULL,
  item           BLOB NOT NULL CHECK (length(item) = 16),
  place          INTEGER NOT NULL,
  type           TEXT NOT NULL CHECK (type IN ('custody', 'merge', 'copy', 'override', 'access')),
  time           INTEGER NOT NULL,
  salt           BLOB CHECK (length(salt) = 32),
  payload        TEXT,
  payload_hash   BLOB NOT NULL CHECK (length(payload_hash) = 32),
  before_machine BLOB NOT NULL CHECK (length(before_machine) = 32),
  before_item    BLOB NOT NULL CHECK (length(before_item) = 32),
  hash           BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (machine, seq),
  UNIQUE (item, machine, place)
) STRICT;
CREATE INDEX journal_type ON journal (type, time);
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
WHEN NOT (new.payload IS NULL AND new.salt IS NULL
  AND new.row IS old.row AND new.machine IS old.machine AND new.seq IS old.seq AND new.item IS old.item
  AND new.place IS old.place AND new.type IS old.type AND new.time IS old.time
  AND new.payload_hash IS old.payload_hash AND new.before_machine IS old.before_machine
  AND new.before_item IS old.before_item AND new.hash IS old.hash)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- The row with the file's key is written before the file's first byte.
CREATE TABLE evidence_file (
  row    INTEGER PRIMARY KEY,
  name   BLOB NOT NULL UNIQUE CHECK (length(name) = 16),
  secret TEXT NOT NULL,
  state  TEXT NOT NULL CHECK (state IN ('writing', 'whole')),
  size   INTEGER,
  stored INTEGER,
  sha256 BLOB CHECK (length(sha256) = 32),
  added  INTEGER NOT NULL,
  CHECK (state = 'writing' OR (size IS NOT NULL AND stored IS NOT NULL AND sha256 IS NOT NULL))
) STRICT;
CREATE INDEX evidence_file_sha256 ON evidence_file (sha256);
CREATE INDEX evidence_file_writing ON evidence_file (state) WHERE state = 'writing';

CREATE TABLE evidence_ref (
  item BLOB NOT NULL CHECK (length(item) = 16),
  file INTEGER NOT NULL REFERENCES evidence_file (row),
  PRIMARY KEY (item, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_ref_file ON evidence_ref (file);

CREATE TABLE contact (
  id           BLOB PRIMARY KEY CHECK (length(id) = 16),
  name         TEXT NOT NULL,
  recipient    TEXT NOT NULL UNIQUE,
  signer       TEXT NOT NULL,
  own          INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),
  verified_at  INTEGER,
  verified_how TEXT,
  alias_key    BLOB NOT NULL CHECK (length(alias_key) = 32),
  added        INTEGER NOT NULL,
  retired      INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_signer ON contact (signer);

-- This vault's own keys by period of use. The secret of a replaced key is destroyed, its public half stays.
CREATE TABLE own_key (
  row        INTEGER PRIMARY KEY,
  use        TEXT NOT NULL CHECK (use IN ('age', 'minisign')),
  public     TEXT NOT NULL UNIQUE,
  secret     TEXT,
  used_from  INTEGER NOT NULL,
  used_until INTEGER,
  CHECK (used_until IS NOT NULL OR secret IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX own_key_current ON own_key (use) WHERE used_until IS NULL;

-- One row per bundle and case in it; case_id is the empty blob for a bundle without a case.
CREATE TABLE bundle_sent (
  bundle        TEXT NOT NULL,
  case_id       BLOB NOT NULL CHECK (length(case_id) IN (0, 16)),
  sender        TEXT NOT NULL,
  recipient     TEXT NOT NULL,
  sequence      INTEGER NOT NULL,
  previous_hash BLOB CHECK (length(previous_hash) = 32),
  sha256        BLOB NOT NULL CHECK (length(sha256) = 32),
  time          INTEGER NOT NULL,
  path          TEXT NOT NULL,
  PRIMARY KEY (bundle, case_id),
  UNIQUE (recipient, case_id, sender, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle_received (
  bundle        TEXT NOT NULL,
  case_id       BLOB NOT NULL CHECK (length(case_id) IN (0, 16)),
  sender        TEXT NOT NULL,
  recipient     TEXT NOT NULL,
  sequence      INTEGER NOT NULL,
  previous_hash BLOB CHECK (length(previous_hash) = 32),
  sha256        BLOB NOT NULL CHECK (length(sha256) = 32),
  time          INTEGER NOT NULL,
  undone        INTEGER,
  PRIMARY KEY (bundle, case_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX bundle_received_sender ON bundle_received (sender, recipient, case_id, sequence);

-- Search: a projection of the live records. The two indexes keep no text of their own.
CREATE TABLE search_text (
  record  INTEGER PRIMARY KEY REFERENCES record (row),
  written TEXT NOT NULL,
  folded  TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
  written UNINDEXED, folded,
  content = 'search_text', content_rowid = 'record',
  tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);
-- Each folded word of three letters or more that any text holds, once; and an index of what it is made of.
CREATE TABLE search_word (
  row  INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search_part USING fts5 (
  word,
  content = 'search_word', content_rowid = 'row',
  tokenize = "trigram case_sensitive 1"
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO search_part (search_part, rank) VALUES ('secure-delete', 1);
