-- Visits that are booked, of records that are over: the front desk sees them until their day ends.
CREATE INDEX referral_closed_visit ON referral (org_id, visit_at, id) WHERE queue = 2 AND visit_at IS NOT NULL;
