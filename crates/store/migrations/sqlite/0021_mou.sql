-- What two organizations agreed on, in each one's own copy. A version and a procedure are never changed once they are
-- written, but for which reminders have gone out. Nothing here is about a person; names are those of staff.
CREATE TABLE mou_version (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    content TEXT NOT NULL,
    starts TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    reminded TEXT NOT NULL,
    PRIMARY KEY (org_id, partnership_id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE mou_signature (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    by_org BLOB NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (org_id, partnership_id, version, by_org)
) STRICT, WITHOUT ROWID;
CREATE TABLE procedure_version (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    direction TEXT NOT NULL,
    version INTEGER NOT NULL,
    content TEXT NOT NULL,
    health_center_name TEXT NOT NULL,
    advocacy_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, partnership_id, direction, version)
) STRICT, WITHOUT ROWID;
