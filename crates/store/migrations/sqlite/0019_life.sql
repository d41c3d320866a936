-- What was forgotten stands among the finished, wherever it stood before.
UPDATE referral SET queue = 2 WHERE destroyed_at IS NOT NULL AND queue <> 2;
