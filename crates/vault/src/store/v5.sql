-- Schema version 5: what lists are filtered and sorted by. Projections of the newest bodies, filled by the program at the next
-- unlock (setting `facet.version`). docs/formats/vault.md explains each column.

-- Each value that a coded field has anywhere, once.
CREATE TABLE facet (
  row   INTEGER PRIMARY KEY,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (field, value)
) STRICT;

-- Which records have it. of_case: the row of the case's own record; 0 for records outside cases.
CREATE TABLE coded (
  facet   INTEGER NOT NULL REFERENCES facet (row),
  of_case INTEGER NOT NULL,
  record  INTEGER NOT NULL REFERENCES record (row),
  PRIMARY KEY (facet, of_case, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX coded_record ON coded (record);

-- What the list of cases is sorted by: the title's key in each alphabet, the rest by its place in its vocabulary.
CREATE TABLE case_order (
  record   INTEGER PRIMARY KEY REFERENCES record (row),
  title_en BLOB NOT NULL,
  title_ru BLOB NOT NULL,
  title_kk BLOB NOT NULL,
  opened   TEXT NOT NULL,
  status   INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  risk     INTEGER NOT NULL
) STRICT;
-- Cases without a title come last.
CREATE INDEX case_order_en ON case_order (title_en = x'', title_en, record DESC);
CREATE INDEX case_order_ru ON case_order (title_ru = x'', title_ru, record DESC);
CREATE INDEX case_order_kk ON case_order (title_kk = x'', title_kk, record DESC);
