-- In how many visits two cards or more were given was in no count: nine cards of one visit looked like those of four. Counted from
-- the notes that are there.
INSERT INTO tally (org_id, month, direction, measure, count)
    SELECT org_id, month, '', 'two_cards', COUNT(*) FROM cues_note WHERE cards >= 2 GROUP BY org_id, month
    -- Where this was not run although visits were counted since: they are among the notes.
    ON CONFLICT (org_id, month, direction, measure)
    DO UPDATE SET count = CASE WHEN excluded.count > tally.count THEN excluded.count ELSE tally.count END;
