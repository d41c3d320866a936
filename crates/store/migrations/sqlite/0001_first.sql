CREATE TABLE node (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE organization (
    id BLOB PRIMARY KEY,
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
    max_release_days INTEGER NOT NULL,
    response_minutes INTEGER NOT NULL,
    intake_public BLOB NOT NULL,
    signing_public BLOB NOT NULL,
    intake_secret_sealed BLOB NOT NULL,
    intake_epoch INTEGER NOT NULL,
    signing_secret_sealed BLOB NOT NULL,
    signing_epoch INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    sealing_public BLOB NOT NULL,
    verifying_public BLOB NOT NULL,
    certificate BLOB,
    password_lock BLOB NOT NULL,
    recovery_lock BLOB,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, id)
) STRICT;
CREATE UNIQUE INDEX member_login ON member (login);

CREATE TABLE compartment_grant (
    org_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    compartment TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    grant_sealed BLOB NOT NULL,
    granted_by BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, member_id, compartment, epoch)
) STRICT;

CREATE TABLE compartment_server (
    org_id BLOB NOT NULL,
    compartment TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    wrapped_sealed BLOB NOT NULL,
    PRIMARY KEY (org_id, compartment, epoch)
) STRICT;

CREATE TABLE invitation (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    token_hash BLOB NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    invited_by BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT;
CREATE UNIQUE INDEX invitation_token ON invitation (token_hash);

CREATE TABLE session (
    token_hash BLOB NOT NULL,
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    keys_sealed BLOB,
    shared_device INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    locked_at INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT;
-- A token says whose session it is, so it is looked up before any scope exists.
CREATE UNIQUE INDEX session_token ON session (token_hash);
CREATE INDEX session_member ON session (org_id, member_id, created_at);

CREATE TABLE partnership (
    id BLOB PRIMARY KEY,
    state TEXT NOT NULL,
    org_a BLOB NOT NULL,
    org_b BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX partnership_pair ON partnership (org_a, org_b);

CREATE TABLE partnership_side (
    org_id BLOB NOT NULL,
    partnership_id BLOB NOT NULL,
    partner_id BLOB NOT NULL,
    liaison BLOB,
    alternate BLOB,
    confirmed_partner_key BLOB,
    keeping_up INTEGER,
    usual_reply_minutes INTEGER,
    pulse_at INTEGER,
    PRIMARY KEY (org_id, partnership_id)
) STRICT;
CREATE INDEX partnership_side_of ON partnership_side (partnership_id, org_id);

CREATE TABLE service_offer (
    org_id BLOB NOT NULL,
    service TEXT NOT NULL,
    is_available INTEGER NOT NULL,
    languages TEXT NOT NULL,
    note TEXT,
    verified_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, service)
) STRICT;

CREATE TABLE cues_note (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    seen_alone TEXT NOT NULL,
    interpreter TEXT NOT NULL,
    limits_explained INTEGER NOT NULL,
    cards INTEGER NOT NULL,
    next_step TEXT NOT NULL,
    referral_id BLOB,
    at INTEGER NOT NULL,
    month INTEGER NOT NULL,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE referral (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    crossing_id BLOB NOT NULL,
    bank TEXT NOT NULL,
    partner_id BLOB NOT NULL,
    direction TEXT NOT NULL,
    handoff TEXT NOT NULL,
    urgency TEXT NOT NULL,
    language TEXT NOT NULL,
    do_not_contact INTEGER NOT NULL,
    sender_name TEXT NOT NULL,
    status TEXT NOT NULL,
    detail TEXT,
    queue INTEGER NOT NULL,
    assigned BLOB,
    created_at INTEGER NOT NULL,
    answer_by INTEGER NOT NULL,
    answered_at INTEGER,
    delivered_at INTEGER,
    changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    escalation INTEGER NOT NULL,
    visit_at TEXT,
    record_key_sealed BLOB,
    record_key_epoch INTEGER NOT NULL,
    person_sealed BLOB,
    envelope_sealed BLOB,
    number_wiped INTEGER NOT NULL,
    destroyed_at INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT;
CREATE UNIQUE INDEX referral_crossing ON referral (org_id, crossing_id, bank);
-- The inbox page is one range of this index: pinned, then open, each by waiting time. Finished ones are its end.
CREATE INDEX referral_queue ON referral (org_id, queue, created_at, id) WHERE bank = 'receiver';
CREATE INDEX referral_time ON referral (org_id, bank, created_at, id);
CREATE INDEX referral_waiting ON referral (org_id, answer_by, id) WHERE status = 'received';
CREATE INDEX referral_answered ON referral (org_id, answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX referral_still ON referral (org_id, changed_at, id) WHERE destroyed_at IS NULL;

CREATE TABLE referral_event (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    code TEXT NOT NULL,
    detail TEXT,
    direction TEXT NOT NULL,
    member_id BLOB,
    at INTEGER NOT NULL,
    month INTEGER NOT NULL,
    content_version INTEGER NOT NULL,
    PRIMARY KEY (org_id, referral_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE referral_pass (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    PRIMARY KEY (org_id, referral_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE conflict (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    declared_by BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, member_id, referral_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE release (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    recipient_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    crossing_id BLOB NOT NULL,
    purpose TEXT NOT NULL,
    elements TEXT NOT NULL,
    informed INTEGER NOT NULL,
    part2_consent INTEGER NOT NULL,
    signer_role TEXT,
    signer_is_not_abuser INTEGER,
    method TEXT,
    presence TEXT,
    witness BLOB,
    signed_at INTEGER,
    expires_at INTEGER,
    revoked_at INTEGER,
    form_key_sealed BLOB,
    form_key_epoch INTEGER NOT NULL,
    form_sealed BLOB,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, id)
) STRICT;
CREATE INDEX release_referral ON release (org_id, referral_id);
CREATE INDEX release_end ON release (org_id, expires_at, id) WHERE revoked_at IS NULL;

CREATE TABLE agreement (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    purpose TEXT NOT NULL,
    recipient_id BLOB NOT NULL,
    elements TEXT NOT NULL,
    recorded_by BLOB NOT NULL,
    agreed_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (org_id, referral_id, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE disclosure (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    crossing_id BLOB NOT NULL,
    to_org BLOB NOT NULL,
    elements TEXT NOT NULL,
    basis TEXT NOT NULL,
    release_id BLOB,
    message_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    delivered_at INTEGER,
    stopped_at INTEGER,
    opened_by TEXT,
    opened_at INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosure_referral ON disclosure (org_id, referral_id, at);
CREATE INDEX disclosure_message ON disclosure (org_id, message_id);

CREATE TABLE outbox (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    to_org BLOB NOT NULL,
    crossing_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    release_id BLOB,
    valid_until INTEGER,
    envelope_sealed BLOB,
    direction TEXT,
    handoff TEXT,
    urgency TEXT,
    language TEXT,
    do_not_contact INTEGER,
    sender_name TEXT,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    done_at INTEGER,
    last_error TEXT,
    PRIMARY KEY (org_id, id)
) STRICT;
CREATE INDEX outbox_due ON outbox (org_id, next_at, id) WHERE state = 'queued';
-- In the order of the line, so that its head is found without reading the rest.
CREATE INDEX outbox_crossing ON outbox (org_id, crossing_id, created_at, id) WHERE state = 'queued';
CREATE INDEX outbox_release ON outbox (org_id, release_id) WHERE state = 'queued' AND release_id IS NOT NULL;
CREATE INDEX outbox_done ON outbox (org_id, done_at) WHERE done_at IS NOT NULL;

CREATE TABLE inbox_seen (
    org_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox_pending (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    from_org BLOB NOT NULL,
    crossing_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    envelope_sealed BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, id)
) STRICT;
CREATE INDEX inbox_pending_crossing ON inbox_pending (org_id, crossing_id);

CREATE TABLE tally (
    org_id BLOB NOT NULL,
    month INTEGER NOT NULL,
    direction TEXT NOT NULL,
    measure TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (org_id, month, direction, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE slip (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    direction TEXT NOT NULL,
    at INTEGER NOT NULL,
    month INTEGER NOT NULL,
    PRIMARY KEY (org_id, id)
) STRICT;

CREATE TABLE audit_head (
    org_id BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entry (
    org_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor BLOB,
    act TEXT NOT NULL,
    subject BLOB,
    detail TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (org_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_entry_subject ON audit_entry (org_id, subject, seq) WHERE subject IS NOT NULL;

CREATE TABLE notice (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    code TEXT NOT NULL,
    referral_id BLOB,
    at INTEGER NOT NULL,
    seen_at INTEGER,
    PRIMARY KEY (org_id, id)
) STRICT;
CREATE INDEX notice_unseen ON notice (org_id, member_id, at, id) WHERE seen_at IS NULL;

CREATE TABLE tombstone (
    org_id BLOB NOT NULL,
    table_name TEXT NOT NULL,
    row_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, table_name, row_id)
) STRICT;
