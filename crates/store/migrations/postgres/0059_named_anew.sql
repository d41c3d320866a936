-- A record is kept to two people who have both left. One lead says who should be the two from now on, and another lead
-- confirms it; until then this stands. It says nothing of the record but which one it is.
CREATE TABLE naming_asked (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    one UUID NOT NULL,
    other UUID NOT NULL,
    asked_by UUID NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, referral_id)
);
