-- Lists of what was sent and what is finished walk past nothing that is gone: it stays for years, as rows without content.
CREATE INDEX referral_living ON referral (org_id, bank, created_at, id) WHERE destroyed_at IS NULL;
