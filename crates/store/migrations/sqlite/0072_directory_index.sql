-- Indexes of the directory that were made of this database, each by a number that was drawn for it. A database that was put back
-- does not know what was made after it was copied, and so takes no index for its own that knows another past.
CREATE TABLE directory_index (
    stamp BLOB NOT NULL PRIMARY KEY CHECK (length(stamp) = 16),
    version INTEGER NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
