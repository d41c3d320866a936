-- How often the counts of an organization were put right after a recount. Two that count at once see the same difference, and
-- only the first may add it.
CREATE TABLE recounted (
    org_id BLOB NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (org_id)
) STRICT, WITHOUT ROWID;
