-- Since when a side's liaison and alternate are who they are, who was named before, and who was told of it: staff of either
-- side, by their ids. None of it before the first change.
ALTER TABLE partnership_side ADD COLUMN liaisons_since BIGINT;
ALTER TABLE partnership_side ADD COLUMN liaison_before UUID;
ALTER TABLE partnership_side ADD COLUMN alternate_before UUID;
ALTER TABLE partnership_side ADD COLUMN liaisons_told TEXT;
-- Where somebody of the staff mostly works: one of their organization's sites, or none.
ALTER TABLE member ADD COLUMN site_id UUID;
-- To whom it was said that what they know of the partner (by the partnership), or a certificate of theirs (by its id), lapses
-- on a day, so that it is said once for each day.
CREATE TABLE lapse_said (
    org_id UUID NOT NULL,
    member_id UUID NOT NULL,
    about UUID NOT NULL,
    lapses_on TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, member_id, about)
);
