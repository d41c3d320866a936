-- Which messages carried a line of a plan, on either side: a line that is taken back goes with every message that may still
-- lie unread in an older copy of the database. Nothing of what it says.
CREATE TABLE plan_message (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    line_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    PRIMARY KEY (org_id, referral_id, line_id, message_id)
) STRICT, WITHOUT ROWID;
INSERT INTO plan_message (org_id, referral_id, line_id, message_id)
    SELECT org_id, referral_id, id, message_id FROM plan_item
    WHERE kind = 'line' AND side = 'ours' AND message_id IS NOT NULL;

-- The record that a destroyed row was about, where the row is not the record itself.
ALTER TABLE tombstone ADD COLUMN referral_id BLOB;
CREATE INDEX tombstone_referral ON tombstone (org_id, referral_id) WHERE referral_id IS NOT NULL;
