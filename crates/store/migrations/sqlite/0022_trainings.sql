-- Who of one's own staff was at a training, how well they could describe the partner's services before and after (1 to 5),
-- what they are certified for, and who of them takes a slot. Each organization's own: no row here is shared.
CREATE TABLE training_attendance (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    score_before INTEGER,
    score_after INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, partnership_id, entry_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE certificate (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    skill TEXT NOT NULL,
    hours INTEGER NOT NULL,
    certified_on TEXT NOT NULL,
    expires_on TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE slot_assignment (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, partnership_id, entry_id)
) STRICT, WITHOUT ROWID;
