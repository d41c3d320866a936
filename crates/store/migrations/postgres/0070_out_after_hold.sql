-- What somebody took out while a legal hold kept it goes when the hold is lifted: since when it is to go.
ALTER TABLE plan_item ADD COLUMN out_at BIGINT;
