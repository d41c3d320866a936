-- How often an offer of an introduction was answered with "no thanks" or "later" in a month; nothing of anybody. The form is the
-- last one that counted here, so that one that is posted twice counts once.
CREATE TABLE offer_answer (
    org_id BLOB NOT NULL,
    month INTEGER NOT NULL,
    direction TEXT NOT NULL,
    answer TEXT NOT NULL,
    count INTEGER NOT NULL,
    form_id BLOB NOT NULL,
    PRIMARY KEY (org_id, month, direction, answer)
) STRICT, WITHOUT ROWID;
