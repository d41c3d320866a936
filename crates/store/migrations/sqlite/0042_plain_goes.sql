-- What stood in clear about a person goes with the sealed content: language, how soon, how they come, who wrote.
UPDATE referral SET language = 'und', urgency = 'any_time', handoff = 'introduction_only', do_not_contact = 1,
    sender_name = '' WHERE destroyed_at IS NOT NULL;
UPDATE outbox SET direction = NULL, handoff = NULL, urgency = NULL, language = NULL, do_not_contact = NULL,
    sender_name = NULL WHERE state <> 'queued';
-- What counted nothing and was about a record that is gone.
DELETE FROM referral_event WHERE (code IN ('passed', 'contact_changed') OR (code = 'attempted' AND detail <> 'reached'))
    AND EXISTS (SELECT 1 FROM referral r WHERE r.org_id = referral_event.org_id AND r.id = referral_event.referral_id
        AND r.destroyed_at IS NOT NULL);

-- Counts by month of events whose rows are gone: tallies are still recounted to the last one.
CREATE TABLE tally_settled (
    org_id BLOB NOT NULL,
    month INTEGER NOT NULL,
    direction TEXT NOT NULL,
    measure TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (org_id, month, direction, measure)
) STRICT, WITHOUT ROWID;

-- Every row about a record has an end: six years after its content, with the log of disclosures.
CREATE INDEX referral_ended ON referral (org_id, destroyed_at, id) WHERE destroyed_at IS NOT NULL;
CREATE INDEX release_time ON release (org_id, created_at, id);
