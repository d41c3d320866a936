-- The state whose law an organization goes by; none means not chosen, and the strictest.
ALTER TABLE organization ADD COLUMN state TEXT;

-- What differs from state to state, by version. Rows of no organization are shipped; an organization's own come before.
CREATE TABLE state_rule (
    org_id UUID NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    minor_alone_from BIGINT,
    undated_lapses_after BIGINT,
    reporting TEXT NOT NULL,
    source TEXT NOT NULL,
    verified_on BIGINT NOT NULL,
    changed_by UUID,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, state, version)
);
INSERT INTO state_rule (org_id, state, version, minor_alone_from, undated_lapses_after, reporting, source, verified_on,
    changed_by, changed_at)
VALUES ('00000000-0000-0000-0000-000000000000', 'wa', 1, NULL, 90, '',
    'WSCADV model form: release of information, wscadv.org/resources/model-form-release-of-information',
    1795435200000000, NULL, 1795435200000000);

-- What the law asks of the signer's role was found; of old ones nobody asked, and a minor alone was never looked up.
ALTER TABLE release ADD COLUMN signer_is_entitled BIGINT;
UPDATE release SET signer_is_entitled = CASE WHEN signer_role = 'survivor' THEN 1 ELSE 0 END WHERE signed_at IS NOT NULL;
ALTER TABLE release ADD COLUMN after_death BIGINT NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN copy_kept TEXT;

-- A release that is being talked through. Gone when it is signed or discarded, and a day after it was begun.
CREATE TABLE release_draft (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    begun_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    draft_key_sealed BYTEA NOT NULL,
    draft_key_epoch BIGINT NOT NULL,
    draft_sealed BYTEA NOT NULL,
    PRIMARY KEY (org_id, id)
);
