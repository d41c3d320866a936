-- Who of the partner's staff has read what we sent, each once, where the partner may tell: names of staff and times, no
-- content. Part of the log of disclosures.
CREATE TABLE reading (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    read_by TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, referral_id, read_by)
) STRICT, WITHOUT ROWID;
INSERT INTO reading (org_id, referral_id, read_by, at)
    SELECT org_id, referral_id, opened_by, MIN(opened_at) FROM disclosure
    WHERE opened_by IS NOT NULL AND opened_at IS NOT NULL GROUP BY org_id, referral_id, opened_by;
