-- What an organization says of itself, where it receives people, and what it offers. Its partners read it; nothing here is
-- about a person. A row that was taken off the list stays with the day on which it was.
CREATE TABLE profile (
    org_id UUID NOT NULL PRIMARY KEY,
    about_en TEXT NOT NULL,
    about_es TEXT NOT NULL,
    on_call_en TEXT NOT NULL,
    on_call_es TEXT NOT NULL,
    hours TEXT NOT NULL,
    languages TEXT NOT NULL,
    access TEXT NOT NULL,
    verified_at BIGINT
);
CREATE TABLE site (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    phone TEXT,
    address TEXT,
    remark_en TEXT NOT NULL,
    remark_es TEXT NOT NULL,
    closed_at BIGINT,
    PRIMARY KEY (org_id, id)
);
CREATE TABLE listing (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    service TEXT,
    own_name TEXT,
    site_id UUID,
    hours TEXT NOT NULL,
    languages TEXT NOT NULL,
    eligibility TEXT NOT NULL,
    cost TEXT NOT NULL,
    reach TEXT NOT NULL,
    phone TEXT,
    room TEXT NOT NULL,
    full_until TEXT,
    remark_en TEXT NOT NULL,
    remark_es TEXT NOT NULL,
    verified_at BIGINT,
    removed_at BIGINT,
    PRIMARY KEY (org_id, id),
    -- 45 CFR 1370.4(e): where a shelter is, is nowhere in the system.
    CHECK (service IS NULL OR service <> 'shelter' OR site_id IS NULL)
);
INSERT INTO listing (org_id, id, service, hours, languages, eligibility, cost, reach, room, remark_en, remark_es)
    SELECT org_id, gen_random_uuid(), service, 'ask', languages, '', 'ask', 'call', 'open', '', '' FROM service_offer WHERE is_available = 1;
DROP TABLE service_offer;
-- A calendar that a member's own program reads, by a token of which only the hash is kept.
CREATE TABLE calendar_feed (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    language TEXT NOT NULL,
    with_place BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX calendar_feed_token ON calendar_feed (token_hash);
