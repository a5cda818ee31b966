-- Schema version 2: the trash, undo, where one was, and the ledger of backups. docs/formats/vault.md explains each column.

-- When a record went into the trash, by whom, and with which record's deletion (itself, or the case it was in).
ALTER TABLE record ADD COLUMN trashed INTEGER;
ALTER TABLE record ADD COLUMN trashed_by TEXT;
ALTER TABLE record ADD COLUMN trashed_with BLOB CHECK (length(trashed_with) = 16);
CREATE INDEX record_trashed ON record (trashed, row) WHERE state = 'trashed';
CREATE INDEX record_trashed_with ON record (trashed_with) WHERE trashed_with IS NOT NULL;

-- The revision whose body an undo, a redo or a restoring brought back; NULL for everything else.
ALTER TABLE revision ADD COLUMN restores INTEGER REFERENCES revision (row);

-- One row per snapshot written by this vault. `upto` is the highest revision in it; `removed` is when it was pruned.
CREATE TABLE backup (
  row      INTEGER PRIMARY KEY,
  snapshot BLOB NOT NULL UNIQUE CHECK (length(snapshot) = 16),
  place    TEXT NOT NULL,
  time     INTEGER NOT NULL,
  upto     INTEGER NOT NULL,
  records  INTEGER NOT NULL,
  files    INTEGER NOT NULL,
  bytes    INTEGER NOT NULL,
  removed  INTEGER
) STRICT;
CREATE INDEX backup_time ON backup (time);
