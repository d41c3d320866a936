-- An organization and a coalition that are connected, each in its own half. No partnership: no referral, plan, message or
-- agreement finds its way along it.
CREATE TABLE affiliation (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    other_id UUID NOT NULL,
    -- The fingerprint of the other's keys, as it was compared aloud.
    confirmed_key BYTEA,
    -- Since when the organization tells the coalition its closed periods; nothing while it does not. Never set by a coalition.
    tells_since BIGINT,
    began_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, other_id)
);

-- Which closed periods an organization told a coalition. A period goes to one coalition, once: two with the same number in
-- their sums could be taken off each other.
CREATE TABLE coalition_told (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    period TEXT NOT NULL,
    affiliation_id UUID NOT NULL,
    message_id UUID NOT NULL,
    at BIGINT NOT NULL,
    arrived_at BIGINT,
    PRIMARY KEY (org_id, partnership_id, period)
);

-- What organizations told a coalition. What a report says, its signature and the partner's keys go when its period is summed;
-- that there was one stays, so that none is added twice.
CREATE TABLE roll_up_report (
    org_id UUID NOT NULL,
    by_org UUID NOT NULL,
    partnership_id UUID NOT NULL,
    period TEXT NOT NULL,
    partner_id UUID NOT NULL,
    content TEXT,
    signature BYTEA,
    partner_keys BYTEA,
    message_id UUID NOT NULL,
    arrived_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, by_org, partnership_id, period)
);

-- What came and was not added: of when it was and why not, and nothing of what it said.
CREATE TABLE roll_up_refused (
    org_id UUID NOT NULL,
    message_id UUID NOT NULL,
    by_org UUID NOT NULL,
    period TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, message_id)
);

-- The sums of a period, as they are read; made once. Noise in thousandths of epsilon: of each number, what the period may spend
-- and what it has spent.
CREATE TABLE roll_up (
    org_id UUID NOT NULL,
    period TEXT NOT NULL,
    content TEXT NOT NULL,
    told BIGINT NOT NULL,
    connected BIGINT NOT NULL,
    noise_each BIGINT,
    noise_allowed BIGINT,
    noise_spent BIGINT,
    by_member UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, period)
);
