-- A record is kept to two people who have both left. One lead says who should be the two from now on, and another lead
-- confirms it; until then this stands. It says nothing of the record but which one it is.
CREATE TABLE naming_asked (
    org_id BLOB NOT NULL,
    referral_id BLOB NOT NULL,
    one BLOB NOT NULL,
    other BLOB NOT NULL,
    asked_by BLOB NOT NULL,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, referral_id)
) STRICT, WITHOUT ROWID;
