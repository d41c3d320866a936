-- What two organizations agreed on, in each one's own copy. A version and a procedure are never changed once they are
-- written, but for which reminders have gone out. Nothing here is about a person; names are those of staff.
CREATE TABLE mou_version (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    starts TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    reminded TEXT NOT NULL,
    PRIMARY KEY (org_id, partnership_id, version)
);
CREATE TABLE mou_signature (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    version BIGINT NOT NULL,
    by_org UUID NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (org_id, partnership_id, version, by_org)
);
CREATE TABLE procedure_version (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    direction TEXT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    health_center_name TEXT NOT NULL,
    advocacy_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, partnership_id, direction, version)
);
