-- Counts are split by how they ended, and by how long it took since the offer, from here on. What was counted before is split
-- once from the events that are still there, for each of these.
CREATE TABLE split_anew (
    org_id UUID NOT NULL,
    PRIMARY KEY (org_id)
);

INSERT INTO split_anew (org_id) SELECT DISTINCT org_id FROM tally WHERE measure IN ('sent', 'arrived');
