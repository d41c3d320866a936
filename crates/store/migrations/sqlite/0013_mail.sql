-- A member of staff who wants a word by e-mail when something new is there. The address is sealed by the node's own
-- key. Nothing says what was there.
CREATE TABLE mail_setting (
    org_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    address_sealed BLOB NOT NULL,
    asked_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    rhythm TEXT NOT NULL,
    daily_hour INTEGER NOT NULL,
    quiet_from INTEGER,
    quiet_until INTEGER,
    zone TEXT NOT NULL,
    sent_at INTEGER,
    failed_at INTEGER,
    failed TEXT,
    PRIMARY KEY (org_id, member_id)
) STRICT;

-- The one letter that waits for a member: no event, no record, no count. `again` says that something came while it was
-- being handed over.
CREATE TABLE mail (
    org_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    again INTEGER NOT NULL,
    given_up_at INTEGER,
    PRIMARY KEY (org_id, member_id)
) STRICT;
CREATE INDEX mail_due ON mail (org_id, due_at) WHERE given_up_at IS NULL;
