-- The job that destroys old forms finds them without reading every release there is.
CREATE INDEX release_form ON release (org_id, signed_at, id) WHERE form_sealed IS NOT NULL;
