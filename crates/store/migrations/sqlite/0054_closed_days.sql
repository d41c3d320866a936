-- Days on which an organization is closed, besides federal holidays: read by its partners, since nobody answers on them.
CREATE TABLE closed_day (
    org_id BLOB NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (org_id, day)
) STRICT, WITHOUT ROWID;
