-- Where the member works who did it, as it was written down at that moment: counts are split by it.
ALTER TABLE referral_event ADD COLUMN site_id BLOB;
