-- A connection with a coalition ends, by either side, and a new one may follow it: two organizations have one that stands at
-- most, and any number that have ended.
ALTER TABLE affiliation DROP CONSTRAINT affiliation_org_id_other_id_key;
-- When this half ended, and by which side.
ALTER TABLE affiliation ADD COLUMN ended_at BIGINT;
ALTER TABLE affiliation ADD COLUMN ended_by TEXT;
CREATE UNIQUE INDEX affiliation_stands ON affiliation (org_id, other_id) WHERE ended_at IS NULL;

-- That it has ended leaves before anything else that waits, as whatever ends something does.
DROP INDEX outbox_first;
CREATE INDEX outbox_first ON outbox (org_id, next_at, id)
    WHERE state = 'queued' AND kind IN ('stop', 'line_taken_back', 'care_stopped', 'purge_asked', 'purge_answered',
    'affiliation_ended');
