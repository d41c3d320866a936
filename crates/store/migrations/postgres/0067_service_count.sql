-- What people asked for, by month, sealed: a line for each referral until a lead adds the lines of a month up. A line has a
-- number by chance, no time, and nothing by which it could be laid beside a referral; a sum looks like a line.
CREATE TABLE service_count (
    org_id UUID NOT NULL,
    month BIGINT NOT NULL,
    id UUID NOT NULL,
    measure TEXT NOT NULL,
    key_sealed BYTEA NOT NULL,
    counts_sealed BYTEA NOT NULL,
    PRIMARY KEY (org_id, month, id)
);
