-- What staff say of the directory: whether two lines are one place, whether an entry is still right, who looks after it, what
-- should change. And what organizations do with it: invite a partner, publish their own list. Nothing about a person who is served.
CREATE TABLE directory_state (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT;
INSERT INTO directory_state (one, version) VALUES (1, 0);
CREATE TABLE directory_pair (
    one BLOB NOT NULL,
    other BLOB NOT NULL,
    same INTEGER NOT NULL,
    org_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT;
CREATE TABLE directory_check (
    listing_id BLOB NOT NULL PRIMARY KEY,
    verdict TEXT NOT NULL,
    org_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    checked_at INTEGER NOT NULL
) STRICT;
CREATE TABLE directory_owner (
    org_id BLOB NOT NULL,
    listing_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (org_id, listing_id)
) STRICT;
CREATE TABLE directory_suggestion (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    listing_id BLOB NOT NULL,
    field TEXT NOT NULL,
    words TEXT NOT NULL,
    member_id BLOB NOT NULL,
    suggested_at INTEGER NOT NULL,
    answered_at INTEGER,
    answered_by BLOB,
    taken INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT;
-- A code that a lead gives to another organization by phone or on paper: whoever types it there begins the partnership.
CREATE TABLE partner_invitation (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    listing_id BLOB,
    name TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    member_id BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    partnership_id BLOB,
    PRIMARY KEY (org_id, id)
) STRICT;
CREATE UNIQUE INDEX partner_invitation_code ON partner_invitation (code_hash);
-- Organizations that publish their service list under /hsds.
CREATE TABLE published (org_id BLOB NOT NULL PRIMARY KEY, member_id BLOB NOT NULL, since INTEGER NOT NULL) STRICT;
