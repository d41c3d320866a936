-- A record counts once as accepted, reached and told back from here on, one that was accepted and is declined in the end has
-- ended otherwise, and one that was connected has not. What was counted before stays counted, since it may have been told:
-- it stands among the counts that no event says any more.
CREATE TABLE counted_before (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    month INTEGER NOT NULL,
    direction TEXT NOT NULL,
    measure TEXT NOT NULL,
    site_id BLOB,
    n INTEGER NOT NULL
) STRICT;

INSERT INTO counted_before (org_id, referral_id, month, direction, measure, site_id, n)
SELECT e.org_id, e.referral_id, e.month, e.direction,
    CASE e.code WHEN 'accepted' THEN 'accepted' WHEN 'told' THEN 'told_back' ELSE 'reached' END, e.site_id, 1
FROM referral_event e
WHERE (e.code IN ('accepted', 'told') OR (e.code = 'attempted' AND e.detail = 'reached'))
    AND EXISTS (SELECT 1 FROM referral_event f WHERE f.org_id = e.org_id AND f.referral_id = e.referral_id
        AND f.seq < e.seq AND f.code = e.code AND (f.code <> 'attempted' OR f.detail = 'reached'));

INSERT INTO counted_before (org_id, referral_id, month, direction, measure, site_id, n)
SELECT e.org_id, e.referral_id, e.month, e.direction, m.measure, e.site_id, m.n
FROM referral_event e CROSS JOIN (SELECT 'declined' AS measure, 1 AS n UNION ALL SELECT 'ended_otherwise', -1) AS m
WHERE e.code = 'declined'
    AND EXISTS (SELECT 1 FROM referral_event f WHERE f.org_id = e.org_id AND f.referral_id = e.referral_id
        AND f.seq < e.seq AND f.code = 'accepted');

INSERT INTO counted_before (org_id, referral_id, month, direction, measure, site_id, n)
SELECT e.org_id, e.referral_id, e.month, e.direction, 'ended_otherwise', e.site_id, 1
FROM referral_event e
WHERE e.code = 'closed' AND e.detail NOT IN ('service_used', 'connected')
    AND (SELECT COALESCE(SUM(CASE f.code WHEN 'connected' THEN 1 ELSE -1 END), 0) FROM referral_event f
        WHERE f.org_id = e.org_id AND f.referral_id = e.referral_id AND f.seq < e.seq
        AND f.code IN ('connected', 'connected_undone')) > 0;

INSERT INTO tally_settled (org_id, month, direction, measure, count)
SELECT org_id, month, direction, measure, SUM(n) FROM counted_before WHERE true
GROUP BY org_id, month, direction, measure HAVING SUM(n) <> 0
ON CONFLICT (org_id, month, direction, measure)
    DO UPDATE SET count = tally_settled.count + excluded.count;

INSERT INTO tally_part_settled (org_id, month, direction, measure, split, value, count)
SELECT b.org_id, b.month, b.direction, b.measure, 'partner', lower(hex(r.partner_id)), SUM(b.n)
FROM counted_before b JOIN referral r ON r.org_id = b.org_id AND r.id = b.referral_id WHERE true
GROUP BY b.org_id, b.month, b.direction, b.measure, lower(hex(r.partner_id)) HAVING SUM(b.n) <> 0
ON CONFLICT (org_id, month, direction, measure, split, value)
    DO UPDATE SET count = tally_part_settled.count + excluded.count;

INSERT INTO tally_part_settled (org_id, month, direction, measure, split, value, count)
SELECT b.org_id, b.month, b.direction, b.measure, 'site', lower(hex(b.site_id)), SUM(b.n)
FROM counted_before b JOIN referral r ON r.org_id = b.org_id AND r.id = b.referral_id WHERE b.site_id IS NOT NULL
GROUP BY b.org_id, b.month, b.direction, b.measure, lower(hex(b.site_id)) HAVING SUM(b.n) <> 0
ON CONFLICT (org_id, month, direction, measure, split, value)
    DO UPDATE SET count = tally_part_settled.count + excluded.count;

INSERT INTO tally_part_settled (org_id, month, direction, measure, split, value, count)
SELECT b.org_id, b.month, b.direction, b.measure, 'handoff', r.handoff, SUM(b.n)
FROM counted_before b JOIN referral r ON r.org_id = b.org_id AND r.id = b.referral_id WHERE r.destroyed_at IS NULL
GROUP BY b.org_id, b.month, b.direction, b.measure, r.handoff HAVING SUM(b.n) <> 0
ON CONFLICT (org_id, month, direction, measure, split, value)
    DO UPDATE SET count = tally_part_settled.count + excluded.count;

INSERT INTO tally_part_settled (org_id, month, direction, measure, split, value, count)
SELECT b.org_id, b.month, b.direction, b.measure, 'language', CASE r.language WHEN 'en' THEN 'en' WHEN 'es' THEN 'es' WHEN '' THEN 'und' WHEN 'und' THEN 'und' ELSE 'other' END, SUM(b.n)
FROM counted_before b JOIN referral r ON r.org_id = b.org_id AND r.id = b.referral_id WHERE r.destroyed_at IS NULL
GROUP BY b.org_id, b.month, b.direction, b.measure, CASE r.language WHEN 'en' THEN 'en' WHEN 'es' THEN 'es' WHEN '' THEN 'und' WHEN 'und' THEN 'und' ELSE 'other' END HAVING SUM(b.n) <> 0
ON CONFLICT (org_id, month, direction, measure, split, value)
    DO UPDATE SET count = tally_part_settled.count + excluded.count;

DROP TABLE counted_before;
