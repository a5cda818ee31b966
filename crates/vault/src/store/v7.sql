-- Schema version 7: merging field by field, what others hold, and what they propose.

-- Which edit wrote which field and which values stand beside those in the body (JSON; null where the version tells all).
ALTER TABLE revision ADD COLUMN edits TEXT;
-- Whether the newest version holds several values of a field: a projection.
ALTER TABLE record ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0 CHECK (disputed IN (0, 1));
CREATE INDEX record_disputed ON record (row) WHERE disputed = 1;

ALTER TABLE bundle_sent ADD COLUMN kind TEXT NOT NULL DEFAULT 'hand-over';
ALTER TABLE bundle_sent ADD COLUMN acknowledged INTEGER;
ALTER TABLE bundle_sent ADD COLUMN page_sha256 BLOB CHECK (length(page_sha256) = 32);
ALTER TABLE bundle_received ADD COLUMN kind TEXT NOT NULL DEFAULT 'hand-over';
ALTER TABLE bundle_received ADD COLUMN receipted INTEGER;

-- Which version of which record left in which bundle: what a receipt acknowledges, and who is to hear of its end.
CREATE TABLE bundle_record (
  bundle  TEXT NOT NULL,
  record  INTEGER NOT NULL REFERENCES record (row),
  version TEXT NOT NULL,
  PRIMARY KEY (bundle, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX bundle_record_record ON bundle_record (record);

-- What a contact is known to hold: what came from them, and what they acknowledged.
CREATE TABLE held (
  contact BLOB NOT NULL CHECK (length(contact) = 16),
  record  INTEGER NOT NULL REFERENCES record (row),
  version TEXT NOT NULL,
  PRIMARY KEY (contact, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_record ON held (record);

-- That somebody else has deleted or forgotten a record, and what was decided here.
CREATE TABLE proposal (
  row      INTEGER PRIMARY KEY,
  record   INTEGER NOT NULL REFERENCES record (row),
  action   TEXT NOT NULL CHECK (action IN ('delete', 'forget')),
  sender   TEXT NOT NULL,
  bundle   TEXT NOT NULL,
  made     INTEGER NOT NULL,
  arrived  INTEGER NOT NULL,
  decided  INTEGER,
  accepted INTEGER CHECK (accepted IN (0, 1)),
  UNIQUE (record, action, sender)
) STRICT;
CREATE INDEX proposal_open ON proposal (row) WHERE decided IS NULL;

-- The names that ids of records and machines have in redacted bundles for a contact: an answer comes back under them.
CREATE TABLE alias (
  alias   BLOB PRIMARY KEY CHECK (length(alias) = 16),
  contact BLOB NOT NULL CHECK (length(contact) = 16),
  real    BLOB NOT NULL CHECK (length(real) = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_real ON alias (real);
