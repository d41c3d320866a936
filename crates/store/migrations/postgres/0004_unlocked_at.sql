-- When the member last proved who they are, by password or sheet: what changes other people's access takes a recent one.
ALTER TABLE session ADD COLUMN unlocked_at BIGINT NOT NULL DEFAULT 0;
