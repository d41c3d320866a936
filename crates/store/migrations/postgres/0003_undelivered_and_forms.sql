-- The kind of message about the record that could not be delivered, so that its page says so.
ALTER TABLE referral ADD COLUMN undelivered TEXT;

-- Which forms have done which deed on a record: none does it twice.
CREATE TABLE referral_form (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    form_id UUID NOT NULL,
    deed TEXT NOT NULL,
    member_id UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, referral_id, form_id, deed)
);
