-- Safety cards by batch: one site, one month, one word, fifty cards or more; in the copies of both organizations.
CREATE TABLE card_batch (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    by_org BLOB NOT NULL,
    site TEXT NOT NULL,
    month INTEGER NOT NULL,
    word TEXT NOT NULL,
    cards INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

-- How often the word of a batch was heard in a week of the calendar; nothing of any call. The form is the last one that
-- counted here, so that one that is posted twice counts once.
CREATE TABLE card_heard (
    org_id BLOB NOT NULL,
    batch_id BLOB NOT NULL,
    week INTEGER NOT NULL,
    month INTEGER NOT NULL,
    count INTEGER NOT NULL,
    form_id BLOB NOT NULL,
    PRIMARY KEY (org_id, batch_id, week)
) STRICT, WITHOUT ROWID;
