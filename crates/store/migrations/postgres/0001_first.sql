CREATE TABLE node (
    key TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);

CREATE TABLE organization (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    app_name TEXT NOT NULL,
    phone TEXT NOT NULL,
    hotline TEXT,
    reporting_en TEXT NOT NULL,
    reporting_es TEXT NOT NULL,
    funding TEXT NOT NULL,
    vault_mode TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    max_release_days BIGINT NOT NULL,
    response_minutes BIGINT NOT NULL,
    intake_public BYTEA NOT NULL,
    signing_public BYTEA NOT NULL,
    intake_secret_sealed BYTEA NOT NULL,
    intake_epoch BIGINT NOT NULL,
    signing_secret_sealed BYTEA NOT NULL,
    signing_epoch BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE member (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    sealing_public BYTEA NOT NULL,
    verifying_public BYTEA NOT NULL,
    certificate BYTEA,
    password_lock BYTEA NOT NULL,
    recovery_lock BYTEA,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX member_login ON member (login);

CREATE TABLE compartment_grant (
    org_id UUID NOT NULL,
    member_id UUID NOT NULL,
    compartment TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    grant_sealed BYTEA NOT NULL,
    granted_by UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, member_id, compartment, epoch)
);

CREATE TABLE compartment_server (
    org_id UUID NOT NULL,
    compartment TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    wrapped_sealed BYTEA NOT NULL,
    PRIMARY KEY (org_id, compartment, epoch)
);

CREATE TABLE invitation (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    invited_by UUID NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX invitation_token ON invitation (token_hash);

CREATE TABLE session (
    token_hash BYTEA NOT NULL,
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    keys_sealed BYTEA,
    shared_device BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    locked_at BIGINT,
    PRIMARY KEY (org_id, id)
);
-- A token says whose session it is, so it is looked up before any scope exists.
CREATE UNIQUE INDEX session_token ON session (token_hash);
CREATE INDEX session_member ON session (org_id, member_id, created_at);

CREATE TABLE partnership (
    id UUID PRIMARY KEY,
    state TEXT NOT NULL,
    org_a UUID NOT NULL,
    org_b UUID NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX partnership_pair ON partnership (org_a, org_b);

CREATE TABLE partnership_side (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    partner_id UUID NOT NULL,
    liaison UUID,
    alternate UUID,
    confirmed_partner_key BYTEA,
    keeping_up BIGINT,
    usual_reply_minutes BIGINT,
    pulse_at BIGINT,
    PRIMARY KEY (org_id, partnership_id)
);
CREATE INDEX partnership_side_of ON partnership_side (partnership_id, org_id);

CREATE TABLE service_offer (
    org_id UUID NOT NULL,
    service TEXT NOT NULL,
    is_available BIGINT NOT NULL,
    languages TEXT NOT NULL,
    note TEXT,
    verified_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, service)
);

CREATE TABLE cues_note (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    seen_alone TEXT NOT NULL,
    interpreter TEXT NOT NULL,
    limits_explained BIGINT NOT NULL,
    cards BIGINT NOT NULL,
    next_step TEXT NOT NULL,
    referral_id UUID,
    at BIGINT NOT NULL,
    month BIGINT NOT NULL,
    PRIMARY KEY (org_id, id)
);

CREATE TABLE referral (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    crossing_id UUID NOT NULL,
    bank TEXT NOT NULL,
    partner_id UUID NOT NULL,
    direction TEXT NOT NULL,
    handoff TEXT NOT NULL,
    urgency TEXT NOT NULL,
    language TEXT NOT NULL,
    do_not_contact BIGINT NOT NULL,
    sender_name TEXT NOT NULL,
    status TEXT NOT NULL,
    detail TEXT,
    queue BIGINT NOT NULL,
    assigned UUID,
    created_at BIGINT NOT NULL,
    answer_by BIGINT NOT NULL,
    answered_at BIGINT,
    delivered_at BIGINT,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    escalation BIGINT NOT NULL,
    visit_at TEXT,
    record_key_sealed BYTEA,
    record_key_epoch BIGINT NOT NULL,
    person_sealed BYTEA,
    envelope_sealed BYTEA,
    number_wiped BIGINT NOT NULL,
    destroyed_at BIGINT,
    PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX referral_crossing ON referral (org_id, crossing_id, bank);
-- The inbox page is one range of this index: pinned, then open, each by waiting time. Finished ones are its end.
CREATE INDEX referral_queue ON referral (org_id, queue, created_at, id) WHERE bank = 'receiver';
CREATE INDEX referral_time ON referral (org_id, bank, created_at, id);
CREATE INDEX referral_waiting ON referral (org_id, answer_by, id) WHERE status = 'received';
CREATE INDEX referral_answered ON referral (org_id, answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX referral_still ON referral (org_id, changed_at, id) WHERE destroyed_at IS NULL;

CREATE TABLE referral_event (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    code TEXT NOT NULL,
    detail TEXT,
    direction TEXT NOT NULL,
    member_id UUID,
    at BIGINT NOT NULL,
    month BIGINT NOT NULL,
    content_version BIGINT NOT NULL,
    PRIMARY KEY (org_id, referral_id, seq)
);

CREATE TABLE referral_pass (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    member_id UUID NOT NULL,
    PRIMARY KEY (org_id, referral_id, member_id)
);

CREATE TABLE conflict (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    member_id UUID NOT NULL,
    declared_by UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, member_id, referral_id)
);

CREATE TABLE release (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    recipient_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    crossing_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    elements TEXT NOT NULL,
    informed BIGINT NOT NULL,
    part2_consent BIGINT NOT NULL,
    signer_role TEXT,
    signer_is_not_abuser BIGINT,
    method TEXT,
    presence TEXT,
    witness UUID,
    signed_at BIGINT,
    expires_at BIGINT,
    revoked_at BIGINT,
    form_key_sealed BYTEA,
    form_key_epoch BIGINT NOT NULL,
    form_sealed BYTEA,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, id)
);
CREATE INDEX release_referral ON release (org_id, referral_id);
CREATE INDEX release_end ON release (org_id, expires_at, id) WHERE revoked_at IS NULL;

CREATE TABLE agreement (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    recipient_id UUID NOT NULL,
    elements TEXT NOT NULL,
    recorded_by UUID NOT NULL,
    agreed_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (org_id, referral_id, purpose)
);

CREATE TABLE disclosure (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    referral_id UUID NOT NULL,
    crossing_id UUID NOT NULL,
    to_org UUID NOT NULL,
    elements TEXT NOT NULL,
    basis TEXT NOT NULL,
    release_id UUID,
    message_id UUID NOT NULL,
    at BIGINT NOT NULL,
    delivered_at BIGINT,
    stopped_at BIGINT,
    opened_by TEXT,
    opened_at BIGINT,
    PRIMARY KEY (org_id, id)
);
CREATE INDEX disclosure_referral ON disclosure (org_id, referral_id, at);
CREATE INDEX disclosure_message ON disclosure (org_id, message_id);

CREATE TABLE outbox (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    to_org UUID NOT NULL,
    crossing_id UUID NOT NULL,
    kind TEXT NOT NULL,
    release_id UUID,
    valid_until BIGINT,
    envelope_sealed BYTEA,
    direction TEXT,
    handoff TEXT,
    urgency TEXT,
    language TEXT,
    do_not_contact BIGINT,
    sender_name TEXT,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    done_at BIGINT,
    last_error TEXT,
    PRIMARY KEY (org_id, id)
);
CREATE INDEX outbox_due ON outbox (org_id, next_at, id) WHERE state = 'queued';
-- In the order of the line, so that its head is found without reading the rest.
CREATE INDEX outbox_crossing ON outbox (org_id, crossing_id, created_at, id) WHERE state = 'queued';
CREATE INDEX outbox_release ON outbox (org_id, release_id) WHERE state = 'queued' AND release_id IS NOT NULL;
CREATE INDEX outbox_done ON outbox (org_id, done_at) WHERE done_at IS NOT NULL;

CREATE TABLE inbox_seen (
    org_id UUID NOT NULL,
    message_id UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, message_id)
);

CREATE TABLE inbox_pending (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    from_org UUID NOT NULL,
    crossing_id UUID NOT NULL,
    kind TEXT NOT NULL,
    envelope_sealed BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, id)
);
CREATE INDEX inbox_pending_crossing ON inbox_pending (org_id, crossing_id);

CREATE TABLE tally (
    org_id UUID NOT NULL,
    month BIGINT NOT NULL,
    direction TEXT NOT NULL,
    measure TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (org_id, month, direction, measure)
);

CREATE TABLE slip (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    direction TEXT NOT NULL,
    at BIGINT NOT NULL,
    month BIGINT NOT NULL,
    PRIMARY KEY (org_id, id)
);

CREATE TABLE audit_head (
    org_id UUID PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL
);

CREATE TABLE audit_entry (
    org_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor UUID,
    act TEXT NOT NULL,
    subject UUID,
    detail TEXT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (org_id, seq)
);
CREATE INDEX audit_entry_subject ON audit_entry (org_id, subject, seq) WHERE subject IS NOT NULL;

CREATE TABLE notice (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    code TEXT NOT NULL,
    referral_id UUID,
    at BIGINT NOT NULL,
    seen_at BIGINT,
    PRIMARY KEY (org_id, id)
);
CREATE INDEX notice_unseen ON notice (org_id, member_id, at, id) WHERE seen_at IS NULL;

CREATE TABLE tombstone (
    org_id UUID NOT NULL,
    table_name TEXT NOT NULL,
    row_id UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, table_name, row_id)
);
