-- Of Mississippi's section only excerpts were read: its row says so, as every row does that rests on no reading of the law.
UPDATE state_rule SET source = 'Not verified: Miss. Code § 1-3-27 (21; 18 for some contracts), read in excerpts of SB 2355 (2021) and SB 2073 (2023)'
    WHERE org_id = '00000000-0000-0000-0000-000000000000' AND state = 'ms' AND version = 1;
