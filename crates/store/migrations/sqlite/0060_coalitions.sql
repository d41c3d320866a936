-- An organization and a coalition that are connected, each in its own half. No partnership: no referral, plan, message or
-- agreement finds its way along it.
CREATE TABLE affiliation (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    other_id BLOB NOT NULL,
    -- The fingerprint of the other's keys, as it was compared aloud.
    confirmed_key BLOB,
    -- Since when the organization tells the coalition its closed periods; nothing while it does not. Never set by a coalition.
    tells_since INTEGER,
    began_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, other_id)
) STRICT, WITHOUT ROWID;

-- Which closed periods an organization told a coalition. A period goes to one coalition, once: two with the same number in
-- their sums could be taken off each other.
CREATE TABLE coalition_told (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    period TEXT NOT NULL,
    affiliation_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    arrived_at INTEGER,
    PRIMARY KEY (org_id, partnership_id, period)
) STRICT, WITHOUT ROWID;

-- What organizations told a coalition. What a report says, its signature and the partner's keys go when its period is summed;
-- that there was one stays, so that none is added twice.
CREATE TABLE roll_up_report (
    org_id BLOB NOT NULL,
    by_org BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    period TEXT NOT NULL,
    partner_id BLOB NOT NULL,
    content TEXT,
    signature BLOB,
    partner_keys BLOB,
    message_id BLOB NOT NULL,
    arrived_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, by_org, partnership_id, period)
) STRICT, WITHOUT ROWID;

-- What came and was not added: of when it was and why not, and nothing of what it said.
CREATE TABLE roll_up_refused (
    org_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    by_org BLOB NOT NULL,
    period TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, message_id)
) STRICT, WITHOUT ROWID;

-- The sums of a period, as they are read; made once. Noise in thousandths of epsilon: of each number, what the period may spend
-- and what it has spent.
CREATE TABLE roll_up (
    org_id BLOB NOT NULL,
    period TEXT NOT NULL,
    content TEXT NOT NULL,
    told INTEGER NOT NULL,
    connected INTEGER NOT NULL,
    noise_each INTEGER,
    noise_allowed INTEGER,
    noise_spent INTEGER,
    by_member BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, period)
) STRICT, WITHOUT ROWID;
