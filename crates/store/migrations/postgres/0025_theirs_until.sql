-- Until when the partner's own basis for sharing a record with us holds, as it came with it; none on the sender's bank, and
-- none once the record's content is gone. Unlike `untaken_until` it stays when somebody takes the record.
ALTER TABLE referral ADD COLUMN theirs_until BIGINT;
UPDATE referral SET theirs_until = untaken_until WHERE untaken_until IS NOT NULL;
