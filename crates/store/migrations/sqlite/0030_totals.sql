-- What organizations tell each other in totals of periods that are over, in each one's own copy. A report is never
-- changed. Nothing here is about a person; names are those of staff.
CREATE TABLE total_report (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    by_org BLOB NOT NULL,
    period TEXT NOT NULL,
    content TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (org_id, partnership_id, by_org, period)
) STRICT, WITHOUT ROWID;
