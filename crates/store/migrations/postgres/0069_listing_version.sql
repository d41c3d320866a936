-- With which version of what is kept a line came to say what it says: an index that was made of an older one does not know it,
-- and nothing that could be one place with it is told with its place until there is another index.
ALTER TABLE directory_listing ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
CREATE INDEX directory_listing_version ON directory_listing (version, id);
