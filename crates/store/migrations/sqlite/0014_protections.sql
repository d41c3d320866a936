-- An older copy of the database was put back, and what the person said last may not be in it: contact is closed, or nothing is
-- sent, until they have said it again.
ALTER TABLE referral ADD COLUMN contact_unsure INTEGER NOT NULL DEFAULT 0;
ALTER TABLE referral ADD COLUMN wishes_unsure INTEGER NOT NULL DEFAULT 0;
