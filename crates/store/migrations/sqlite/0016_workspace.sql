-- What two organizations write together, in each one's own copy: a row is one change of one field, and none is ever
-- changed or deleted but for is_head, which says that nobody has written past it. Nothing here is about a person:
-- words that look like one are refused before they come here.
CREATE TABLE workspace_edit (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    id BLOB NOT NULL,
    noun TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    saw BLOB NOT NULL,
    by_org BLOB NOT NULL,
    by_member BLOB NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    is_head INTEGER NOT NULL,
    PRIMARY KEY (org_id, partnership_id, entry_id, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX workspace_edit_id ON workspace_edit (org_id, id);
CREATE INDEX workspace_head ON workspace_edit (org_id, partnership_id, noun, entry_id) WHERE is_head = 1;
