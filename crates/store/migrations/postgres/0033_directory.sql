-- What others publish of services: public lists, nothing about a person. Each row is what one source says of one place, as JSON
-- without any place where that must be withheld. A row that is not in its list any more stays, with the time since when.
CREATE TABLE directory_listing (
    id UUID NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    said TEXT NOT NULL,
    digest BYTEA NOT NULL,
    withheld BIGINT NOT NULL,
    by_hand_at BIGINT,
    run_id UUID NOT NULL,
    -- Since when it says so, and when it was read last.
    said_at BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    vanished_at BIGINT,
    -- 45 CFR 1370.4(e): what is withheld has no street, ZIP or point to be found here.
    CHECK (withheld = 0 OR (said NOT LIKE '%"street":%' AND said NOT LIKE '%"zip":%' AND said NOT LIKE '%"point":%'))
);
CREATE INDEX directory_listing_run ON directory_listing (source, run_id);
CREATE TABLE directory_run (
    id UUID NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    ended_at BIGINT,
    taken BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    withheld BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    vanished BIGINT NOT NULL
);
