-- The log of what crossed says by whom and what for. What a law compelled stands in it too: no message carried that,
-- its recipient is no organization here, and it may be about nobody who has a record here.
ALTER TABLE disclosure ALTER COLUMN referral_id DROP NOT NULL;
ALTER TABLE disclosure ALTER COLUMN crossing_id DROP NOT NULL;
ALTER TABLE disclosure ALTER COLUMN to_org DROP NOT NULL;
ALTER TABLE disclosure ALTER COLUMN message_id DROP NOT NULL;
ALTER TABLE disclosure ADD COLUMN purpose TEXT;
ALTER TABLE disclosure ADD COLUMN member_id UUID;
-- Who sent it stands in the audit, whose entry was written with it, at the same moment.
UPDATE disclosure SET purpose = CASE WHEN elements LIKE '%attendance%' THEN 'feedback' ELSE 'warm_referral' END,
    member_id = (SELECT e.actor FROM audit_entry e WHERE e.org_id = disclosure.org_id
        AND e.subject = disclosure.referral_id AND e.act = 'disclosed' AND e.at = disclosure.at ORDER BY e.seq LIMIT 1);
CREATE INDEX disclosure_time ON disclosure (org_id, at, id);

-- What a law compelled, made outside. Its line in the log has the same id.
CREATE TABLE mandate (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    referral_id UUID,
    authority TEXT NOT NULL,
    decided_by UUID NOT NULL,
    review_at BIGINT,
    particulars_key_sealed BYTEA,
    particulars_sealed BYTEA,
    note_key_sealed BYTEA,
    note_sealed BYTEA,
    key_epoch BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, id)
);
CREATE INDEX mandate_referral ON mandate (org_id, referral_id) WHERE referral_id IS NOT NULL;
CREATE INDEX mandate_review ON mandate (org_id, review_at, id) WHERE review_at IS NOT NULL;
CREATE INDEX mandate_note ON mandate (org_id, created_at, id) WHERE note_sealed IS NOT NULL;
CREATE INDEX mandate_time ON mandate (org_id, created_at, id);

-- That the survivor was told, or why not yet: written down each time.
CREATE TABLE mandate_notice (
    org_id UUID NOT NULL,
    mandate_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    told_how TEXT,
    told_at BIGINT,
    not_told_why TEXT,
    review_at BIGINT,
    member_id UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, mandate_id, seq)
);
