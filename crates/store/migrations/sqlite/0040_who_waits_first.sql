-- In the inbox, who waits for an answer stands above who has one. Places are: -1 waits on the line or in the room,
-- 0 waits for an answer, 1 taken, 2 finished.
UPDATE referral SET queue = -1 WHERE queue = 0;
UPDATE referral SET queue = 0 WHERE queue = 1 AND bank = 'receiver' AND status = 'received';
