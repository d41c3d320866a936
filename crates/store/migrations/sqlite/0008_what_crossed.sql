-- The log of what crossed says by whom and what for. What a law compelled stands in it too: no message carried that,
-- its recipient is no organization here, and it may be about nobody who has a record here.
CREATE TABLE disclosure_anew (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    referral_id BLOB,
    crossing_id BLOB,
    to_org BLOB,
    elements TEXT NOT NULL,
    basis TEXT NOT NULL,
    purpose TEXT,
    member_id BLOB,
    release_id BLOB,
    message_id BLOB,
    at INTEGER NOT NULL,
    delivered_at INTEGER,
    stopped_at INTEGER,
    opened_by TEXT,
    opened_at INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;
-- Who sent it stands in the audit, whose entry was written with it, at the same moment.
INSERT INTO disclosure_anew (org_id, id, referral_id, crossing_id, to_org, elements, basis, purpose, member_id,
    release_id, message_id, at, delivered_at, stopped_at, opened_by, opened_at)
SELECT d.org_id, d.id, d.referral_id, d.crossing_id, d.to_org, d.elements, d.basis,
    CASE WHEN d.elements LIKE '%attendance%' THEN 'feedback' ELSE 'warm_referral' END,
    (SELECT MIN(e.actor) FROM audit_entry e WHERE e.org_id = d.org_id AND e.subject = d.referral_id
        AND e.act = 'disclosed' AND e.at = d.at),
    d.release_id, d.message_id, d.at, d.delivered_at, d.stopped_at, d.opened_by, d.opened_at FROM disclosure d;
DROP TABLE disclosure;
ALTER TABLE disclosure_anew RENAME TO disclosure;
CREATE INDEX disclosure_referral ON disclosure (org_id, referral_id, at);
CREATE INDEX disclosure_message ON disclosure (org_id, message_id);
CREATE INDEX disclosure_time ON disclosure (org_id, at, id);

-- What a law compelled, made outside. Its line in the log has the same id.
CREATE TABLE mandate (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    referral_id BLOB,
    authority TEXT NOT NULL,
    decided_by BLOB NOT NULL,
    review_at INTEGER,
    particulars_key_sealed BLOB,
    particulars_sealed BLOB,
    note_key_sealed BLOB,
    note_sealed BLOB,
    key_epoch INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, id)
) STRICT;
CREATE INDEX mandate_referral ON mandate (org_id, referral_id) WHERE referral_id IS NOT NULL;
CREATE INDEX mandate_review ON mandate (org_id, review_at, id) WHERE review_at IS NOT NULL;
CREATE INDEX mandate_note ON mandate (org_id, created_at, id) WHERE note_sealed IS NOT NULL;
CREATE INDEX mandate_time ON mandate (org_id, created_at, id);

-- That the survivor was told, or why not yet: written down each time.
CREATE TABLE mandate_notice (
    org_id BLOB NOT NULL,
    mandate_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    told_how TEXT,
    told_at INTEGER,
    not_told_why TEXT,
    review_at INTEGER,
    member_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, mandate_id, seq)
) STRICT, WITHOUT ROWID;
