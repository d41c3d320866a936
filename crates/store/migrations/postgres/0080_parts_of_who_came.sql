-- Who came to a celebration and who of them was introduced were told each alone, so the one less the other gave a few people.
-- Such a part is not told from now on, in both copies; nor is one of so small a whole that no part of it could be told. Whoever
-- counted keeps the exact number.
UPDATE workspace_edit SET value = '-' WHERE noun = 'celebration' AND field = 'links' AND value IS NOT NULL AND EXISTS (
    SELECT 1 FROM workspace_edit h WHERE h.org_id = workspace_edit.org_id AND h.partnership_id = workspace_edit.partnership_id
    AND h.entry_id = workspace_edit.entry_id AND h.noun = 'celebration' AND h.field = 'heads' AND h.value NOT LIKE '<%'
    AND (CAST(REPLACE(h.value, '<', '') AS INTEGER) < 22 OR (workspace_edit.value NOT LIKE '<%'
        AND CAST(REPLACE(h.value, '<', '') AS INTEGER) - CAST(REPLACE(workspace_edit.value, '<', '') AS INTEGER)
            BETWEEN 0 AND 10)));
