-- Since when a side's liaison and alternate are who they are, who was named before, and who was told of it: staff of either
-- side, by their ids. None of it before the first change.
ALTER TABLE partnership_side ADD COLUMN liaisons_since INTEGER;
ALTER TABLE partnership_side ADD COLUMN liaison_before BLOB;
ALTER TABLE partnership_side ADD COLUMN alternate_before BLOB;
ALTER TABLE partnership_side ADD COLUMN liaisons_told TEXT;
-- Where somebody of the staff mostly works: one of their organization's sites, or none.
ALTER TABLE member ADD COLUMN site_id BLOB;
-- To whom it was said that what they know of the partner (by the partnership), or a certificate of theirs (by its id), lapses
-- on a day, so that it is said once for each day.
CREATE TABLE lapse_said (
    org_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    about BLOB NOT NULL,
    lapses_on TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, member_id, about)
) STRICT, WITHOUT ROWID;
