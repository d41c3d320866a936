-- What staff say of the directory: whether two lines are one place, whether an entry is still right, who looks after it, what
-- should change. And what organizations do with it: invite a partner, publish their own list. Nothing about a person who is served.
CREATE TABLE directory_state (one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1), version BIGINT NOT NULL);
INSERT INTO directory_state (one, version) VALUES (1, 0);
CREATE TABLE directory_pair (
    one UUID NOT NULL,
    other UUID NOT NULL,
    same BIGINT NOT NULL,
    org_id UUID NOT NULL,
    member_id UUID NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (one, other)
);
CREATE TABLE directory_check (
    listing_id UUID NOT NULL PRIMARY KEY,
    verdict TEXT NOT NULL,
    org_id UUID NOT NULL,
    member_id UUID NOT NULL,
    checked_at BIGINT NOT NULL
);
CREATE TABLE directory_owner (
    org_id UUID NOT NULL,
    listing_id UUID NOT NULL,
    member_id UUID NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (org_id, listing_id)
);
CREATE TABLE directory_suggestion (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    listing_id UUID NOT NULL,
    field TEXT NOT NULL,
    words TEXT NOT NULL,
    member_id UUID NOT NULL,
    suggested_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by UUID,
    taken BIGINT,
    PRIMARY KEY (org_id, id)
);
-- A code that a lead gives to another organization by phone or on paper: whoever types it there begins the partnership.
CREATE TABLE partner_invitation (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    listing_id UUID,
    name TEXT NOT NULL,
    code_hash BYTEA NOT NULL,
    member_id UUID NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    partnership_id UUID,
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX partner_invitation_code ON partner_invitation (code_hash);
-- Organizations that publish their service list under /hsds.
CREATE TABLE published (org_id UUID NOT NULL PRIMARY KEY, member_id UUID NOT NULL, since BIGINT NOT NULL);
