-- What two organizations write together, in each one's own copy: a row is one change of one field, and none is ever
-- changed or deleted but for is_head, which says that nobody has written past it. Nothing here is about a person:
-- words that look like one are refused before they come here.
CREATE TABLE workspace_edit (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    id UUID NOT NULL,
    noun TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    saw BYTEA NOT NULL,
    by_org UUID NOT NULL,
    by_member UUID NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    is_head BIGINT NOT NULL,
    PRIMARY KEY (org_id, partnership_id, entry_id, seq)
);
CREATE UNIQUE INDEX workspace_edit_id ON workspace_edit (org_id, id);
CREATE INDEX workspace_head ON workspace_edit (org_id, partnership_id, noun, entry_id) WHERE is_head = 1;
