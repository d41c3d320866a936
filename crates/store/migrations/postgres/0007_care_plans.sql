-- Coordinated care: what each side writes and what the other shares with it, all sealed. One row a thing: a line of the
-- plan, a private note, or a message between the teams. `side` says whose it is. What is theirs goes at `until`.
CREATE TABLE plan_item (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    kind TEXT NOT NULL,
    side TEXT NOT NULL,
    id UUID NOT NULL,
    member_id UUID,
    record_key_sealed BYTEA NOT NULL,
    record_key_epoch BIGINT NOT NULL,
    content_sealed BYTEA NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    shared_version BIGINT,
    shared_at BIGINT,
    message_id UUID,
    until BIGINT,
    PRIMARY KEY (org_id, referral_id, kind, side, id)
);
CREATE INDEX plan_item_ends ON plan_item (org_id, until) WHERE side = 'theirs';
CREATE INDEX plan_item_id ON plan_item (org_id, id);

-- How far the partner shares with us, and that there is a plan: nothing of what it says.
CREATE TABLE plan (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    theirs_until BIGINT,
    theirs_ended_at BIGINT,
    PRIMARY KEY (org_id, referral_id)
);

-- What is pending of a plan ends with the release it was shared under, opened or not.
ALTER TABLE inbox_pending ADD COLUMN until BIGINT;
CREATE INDEX inbox_pending_ends ON inbox_pending (org_id, until) WHERE until IS NOT NULL;

-- One side asks the other's expertise: a topic and where staff can be called back. No person, no record, no words.
CREATE TABLE consult (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    side TEXT NOT NULL,
    partner_id UUID NOT NULL,
    direction TEXT NOT NULL,
    topic TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    call_back TEXT,
    at BIGINT NOT NULL,
    month BIGINT NOT NULL,
    answered_by TEXT,
    answered_at BIGINT,
    answered_month BIGINT,
    PRIMARY KEY (org_id, id)
);
CREATE INDEX consult_at ON consult (org_id, at, id);
