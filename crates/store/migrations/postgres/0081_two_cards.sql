-- In how many visits two cards or more were given was in no count: nine cards of one visit looked like those of four. Counted from
-- the notes that are there.
INSERT INTO tally (org_id, month, direction, measure, count)
    SELECT org_id, month, '', 'two_cards', COUNT(*) FROM cues_note WHERE cards >= 2 GROUP BY org_id, month;
