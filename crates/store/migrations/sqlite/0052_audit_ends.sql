-- Entries of the audit chain go after three years: where the chain begins now, so that what is left still verifies.
CREATE TABLE audit_checkpoint (
    org_id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT;
