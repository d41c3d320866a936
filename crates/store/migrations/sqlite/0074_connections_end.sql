-- A connection with a coalition ends, by either side, and a new one may follow it: two organizations have one that stands at
-- most, and any number that have ended. SQLite changes no constraint, so the table is made anew.
CREATE TABLE affiliation_anew (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    other_id BLOB NOT NULL,
    -- The fingerprint of the other's keys, as it was compared aloud; nothing once it has ended.
    confirmed_key BLOB,
    -- Since when the organization tells the coalition its closed periods; nothing while it does not. Never set by a coalition.
    tells_since INTEGER,
    began_at INTEGER NOT NULL,
    -- When this half ended, and by which side.
    ended_at INTEGER,
    ended_by TEXT,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO affiliation_anew (org_id, id, other_id, confirmed_key, tells_since, began_at)
SELECT org_id, id, other_id, confirmed_key, tells_since, began_at FROM affiliation;
DROP TABLE affiliation;
ALTER TABLE affiliation_anew RENAME TO affiliation;
CREATE UNIQUE INDEX affiliation_stands ON affiliation (org_id, other_id) WHERE ended_at IS NULL;

-- That it has ended leaves before anything else that waits, as whatever ends something does.
DROP INDEX outbox_first;
CREATE INDEX outbox_first ON outbox (org_id, next_at, id)
    WHERE state = 'queued' AND kind IN ('stop', 'line_taken_back', 'care_stopped', 'purge_asked', 'purge_answered',
    'affiliation_ended');
