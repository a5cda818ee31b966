-- Schema version 3: a saved text is taken out of the indexes by a note, no longer word by word in the pages that hold it.
--
-- `secure-delete` made every save rewrite a page for each word and each beginning of a word, and could not keep what it
-- promises: the old text is in the history, and what a person wants gone is gone when the database was written anew.

INSERT INTO search (search, rank) VALUES ('secure-delete', 0);
INSERT INTO search_part (search_part, rank) VALUES ('secure-delete', 0);
