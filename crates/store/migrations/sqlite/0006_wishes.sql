-- What a person has asked for (45 CFR 164.522): a code, never a reason.
CREATE TABLE wish (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    code TEXT NOT NULL,
    set_by BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (org_id, referral_id, code)
) STRICT, WITHOUT ROWID;
