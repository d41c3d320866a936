-- A release that is being signed on paper waits for the paper: until then, and then it is gone. It says nothing of a
-- person. NULL while nobody has opened the paper to sign.
ALTER TABLE release_draft ADD COLUMN paper_until INTEGER;
