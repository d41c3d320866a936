-- The kind of message about the record that could not be delivered, so that its page says so.
ALTER TABLE referral ADD COLUMN undelivered TEXT;

-- Which forms have done which deed on a record: none does it twice.
CREATE TABLE referral_form (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    form_id BLOB NOT NULL,
    deed TEXT NOT NULL,
    member_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, referral_id, form_id, deed)
) STRICT, WITHOUT ROWID;
