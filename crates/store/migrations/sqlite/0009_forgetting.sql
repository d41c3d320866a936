-- What ends something (a stop, a line taken back, a request to forget and its answer) leaves before anything else that waits.
CREATE INDEX outbox_first ON outbox (org_id, next_at, id)
    WHERE state = 'queued' AND kind IN ('stop', 'line_taken_back', 'care_stopped', 'purge_asked', 'purge_answered');

-- When sharing about a record ended, of everything or for one purpose, and how the person said so. A row without a
-- member came from the partner.
CREATE TABLE sharing_end (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    member_id BLOB,
    purpose TEXT,
    said TEXT,
    died INTEGER NOT NULL,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sharing_end_referral ON sharing_end (org_id, referral_id, at);

-- What an organization keeps for a shorter time than the default, in days.
CREATE TABLE retention_setting (
    org_id BLOB NOT NULL,
    class TEXT NOT NULL,
    days INTEGER NOT NULL,
    PRIMARY KEY (org_id, class)
) STRICT, WITHOUT ROWID;

-- What keeps a record from being destroyed. The document's number is sealed: with it a court's files say who it is about.
CREATE TABLE legal_hold (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    placed_by BLOB NOT NULL,
    placed_at INTEGER NOT NULL,
    document_key_sealed BLOB,
    document_key_epoch INTEGER NOT NULL,
    document_sealed BLOB,
    lifted_by BLOB,
    lifted_at INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX legal_hold_standing ON legal_hold (org_id, referral_id) WHERE lifted_at IS NULL;

-- One custodian asks another to forget its copy, and what is answered; a row on either side.
CREATE TABLE purge_ask (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    bank TEXT NOT NULL,
    asked_by BLOB,
    asked_at INTEGER NOT NULL,
    answer TEXT,
    answered_by BLOB,
    answered_at INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX purge_ask_referral ON purge_ask (org_id, referral_id, asked_at);
CREATE INDEX purge_ask_open ON purge_ask (org_id, asked_at, id) WHERE bank = 'receiver' AND answered_at IS NULL;

-- Parts of a record that are to be forgotten by the next member with keys; nobody is shown them before.
ALTER TABLE referral ADD COLUMN forget_due TEXT;
CREATE INDEX referral_forget ON referral (org_id, id) WHERE forget_due IS NOT NULL;

-- Why it was destroyed, and who did it, if it was not the service itself.
ALTER TABLE tombstone ADD COLUMN rule TEXT;
ALTER TABLE tombstone ADD COLUMN member_id BLOB;
CREATE INDEX tombstone_time ON tombstone (org_id, at, row_id);
