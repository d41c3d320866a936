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
    -- The message that carries it, and when it came: to us, or to the partner.
    message_id BLOB NOT NULL,
    arrived_at INTEGER,
    PRIMARY KEY (org_id, partnership_id, by_org, period)
) STRICT, WITHOUT ROWID;

-- Totals that came and were not taken: what they said is not kept, only of when they were and why not.
CREATE TABLE total_refused (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    by_org BLOB NOT NULL,
    period TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, partnership_id, message_id)
) STRICT, WITHOUT ROWID;
