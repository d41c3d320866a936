-- When a certificate was taken out; none while it counts. It can be put back, and goes with the others after six years.
ALTER TABLE certificate ADD COLUMN removed_at BIGINT;
