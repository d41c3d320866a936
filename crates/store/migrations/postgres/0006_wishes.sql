-- What a person has asked for (45 CFR 164.522): a code, never a reason.
CREATE TABLE wish (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    code TEXT NOT NULL,
    set_by UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, referral_id, code)
);
