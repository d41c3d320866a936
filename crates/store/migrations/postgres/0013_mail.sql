-- A member of staff who wants a word by e-mail when something new is there. The address is sealed by the node's own
-- key. Nothing says what was there.
CREATE TABLE mail_setting (
    org_id UUID NOT NULL,
    member_id UUID NOT NULL,
    version BIGINT NOT NULL,
    address_sealed BYTEA NOT NULL,
    asked_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    rhythm TEXT NOT NULL,
    daily_hour BIGINT NOT NULL,
    quiet_from BIGINT,
    quiet_until BIGINT,
    zone TEXT NOT NULL,
    sent_at BIGINT,
    failed_at BIGINT,
    failed TEXT,
    PRIMARY KEY (org_id, member_id)
);

-- The one letter that waits for a member: no event, no record, no count. `again` says that something came while it was
-- being handed over.
CREATE TABLE mail (
    org_id UUID NOT NULL,
    member_id UUID NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    again BIGINT NOT NULL,
    given_up_at BIGINT,
    PRIMARY KEY (org_id, member_id)
);
CREATE INDEX mail_due ON mail (org_id, due_at) WHERE given_up_at IS NULL;
