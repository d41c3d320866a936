-- Counts by month, split by one thing at a time: partner, handoff, language, or how long it took. They name nobody.
CREATE TABLE tally_part (
    org_id UUID NOT NULL,
    month BIGINT NOT NULL,
    direction TEXT NOT NULL,
    measure TEXT NOT NULL,
    split TEXT NOT NULL,
    value TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (org_id, month, direction, measure, split, value)
);

-- The same of records whose words are gone: these counts are still recounted to the last one.
CREATE TABLE tally_part_settled (
    org_id UUID NOT NULL,
    month BIGINT NOT NULL,
    direction TEXT NOT NULL,
    measure TEXT NOT NULL,
    split TEXT NOT NULL,
    value TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (org_id, month, direction, measure, split, value)
);
