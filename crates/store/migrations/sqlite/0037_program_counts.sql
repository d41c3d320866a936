-- How many came to what two organizations do side by side, by the one that counted: the exact number is its own. The shared
-- entry holds what may be told of it, so what was written exactly before is told so from now on in both copies.
CREATE TABLE program_count (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    field TEXT NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, partnership_id, entry_id, field)
) STRICT, WITHOUT ROWID;
INSERT INTO program_count (org_id, partnership_id, entry_id, field, n, at)
    SELECT w.org_id, w.partnership_id, w.entry_id, w.field, CAST(MAX(w.value) AS INTEGER), MAX(w.at) FROM workspace_edit w
    WHERE w.is_head = 1 AND w.org_id = w.by_org AND w.noun IN ('celebration', 'visit', 'stop', 'slot')
    AND w.field IN ('heads', 'links', 'used') AND w.value IS NOT NULL
    GROUP BY w.org_id, w.partnership_id, w.entry_id, w.field;
UPDATE workspace_edit SET value = '<11' WHERE noun IN ('celebration', 'visit', 'stop', 'slot')
    AND field IN ('heads', 'links', 'used') AND value IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10');
