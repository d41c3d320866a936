-- Until when a referral that arrived may be read as long as nobody has taken it; none once somebody has, and on the sender's
-- bank. What arrived before has its end inside of what is sealed alone.
ALTER TABLE referral ADD COLUMN untaken_until INTEGER;
