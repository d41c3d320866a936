-- The salt of the digest of a release's terms: with it goes what the digest could be made to say.
ALTER TABLE release ADD COLUMN terms_salt BYTEA;
-- Whether what happened to a record went too, after its content.
ALTER TABLE referral ADD COLUMN trail_gone INTEGER NOT NULL DEFAULT 0;
CREATE INDEX referral_trail ON referral (org_id, destroyed_at, id) WHERE destroyed_at IS NOT NULL AND trail_gone = 0;
