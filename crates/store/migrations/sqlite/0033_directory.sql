-- What others publish of services: public lists, nothing about a person. Each row is what one source says of one place, as JSON
-- without any place where that must be withheld. A row that is not in its list any more stays, with the time since when.
CREATE TABLE directory_listing (
    id BLOB NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    said TEXT NOT NULL,
    digest BLOB NOT NULL,
    withheld INTEGER NOT NULL,
    by_hand_at INTEGER,
    run_id BLOB NOT NULL,
    -- Since when it says so, and when it was read last.
    said_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    vanished_at INTEGER,
    -- 45 CFR 1370.4(e): what is withheld has no street, ZIP or point to be found here.
    CHECK (withheld = 0 OR (said NOT LIKE '%"street":%' AND said NOT LIKE '%"zip":%' AND said NOT LIKE '%"point":%'))
) STRICT;
CREATE INDEX directory_listing_run ON directory_listing (source, run_id);
CREATE TABLE directory_run (
    id BLOB NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    ended_at INTEGER,
    taken INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    withheld INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    vanished INTEGER NOT NULL
) STRICT;
