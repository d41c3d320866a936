-- The last entry of the audit chain that went is kept whole: with the hash before it, its own hash proves when it was
-- written, so that nobody can say of a younger one that its time was over. No entry is three years old yet.
DROP TABLE audit_checkpoint;
CREATE TABLE audit_checkpoint (
    org_id UUID PRIMARY KEY,
    seq BIGINT NOT NULL,
    previous BYTEA NOT NULL,
    at BIGINT NOT NULL,
    actor UUID,
    act TEXT NOT NULL,
    subject UUID,
    detail TEXT NOT NULL
);
