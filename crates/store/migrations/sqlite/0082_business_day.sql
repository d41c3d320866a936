-- When one business day was over since a referral came, whatever was promised: a promise may be three, and the goal is one. Of what
-- came before this the promise is all that is known.
ALTER TABLE referral ADD COLUMN day_by INTEGER NOT NULL DEFAULT 0;
UPDATE referral SET day_by = answer_by;

-- What is counted is split by it once.
INSERT INTO split_anew (org_id) SELECT DISTINCT org_id FROM tally WHERE measure IN ('sent', 'arrived') ON CONFLICT DO NOTHING;
