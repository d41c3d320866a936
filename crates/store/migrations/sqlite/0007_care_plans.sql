-- Coordinated care: what each side writes and what the other shares with it, all sealed. One row a thing: a line of the
-- plan, a private note, or a message between the teams. `side` says whose it is. What is theirs goes at `until`.
CREATE TABLE plan_item (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    side TEXT NOT NULL,
    id BLOB NOT NULL,
    member_id BLOB,
    record_key_sealed BLOB NOT NULL,
    record_key_epoch INTEGER NOT NULL,
    content_sealed BLOB NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    shared_version INTEGER,
    shared_at INTEGER,
    message_id BLOB,
    until INTEGER,
    PRIMARY KEY (org_id, referral_id, kind, side, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_item_ends ON plan_item (org_id, until) WHERE side = 'theirs';
CREATE INDEX plan_item_id ON plan_item (org_id, id);

-- How far the partner shares with us, and that there is a plan: nothing of what it says.
CREATE TABLE plan (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    theirs_until INTEGER,
    theirs_ended_at INTEGER,
    PRIMARY KEY (org_id, referral_id)
) STRICT, WITHOUT ROWID;

-- What is pending of a plan ends with the release it was shared under, opened or not.
ALTER TABLE inbox_pending ADD COLUMN until INTEGER;
CREATE INDEX inbox_pending_ends ON inbox_pending (org_id, until) WHERE until IS NOT NULL;

-- One side asks the other's expertise: a topic and where staff can be called back. No person, no record, no words.
CREATE TABLE consult (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    side TEXT NOT NULL,
    partner_id BLOB NOT NULL,
    direction TEXT NOT NULL,
    topic TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    call_back TEXT,
    at INTEGER NOT NULL,
    month INTEGER NOT NULL,
    answered_by TEXT,
    answered_at INTEGER,
    answered_month INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX consult_at ON consult (org_id, at, id);
