-- The last entry of the audit chain that went is kept whole: with the hash before it, its own hash proves when it was
-- written, so that nobody can say of a younger one that its time was over. No entry is three years old yet.
DROP TABLE audit_checkpoint;
CREATE TABLE audit_checkpoint (
    org_id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    previous BLOB NOT NULL,
    at INTEGER NOT NULL,
    actor BLOB,
    act TEXT NOT NULL,
    subject BLOB,
    detail TEXT NOT NULL
) STRICT;
