-- A record that is restricted is for those who are named here, and for nobody else.
CREATE TABLE restricted (
    org_id UUID NOT NULL,
    referral_id UUID NOT NULL,
    member_id UUID NOT NULL,
    named_by UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, referral_id, member_id)
);

-- From whom a record is hidden, for whichever reason: every query for people asks this. Somebody who is hired tomorrow
-- stands on it too.
ALTER TABLE conflict RENAME TO conflict_declared;
CREATE VIEW conflict AS
    SELECT d.org_id, d.member_id, d.referral_id FROM conflict_declared d
    UNION ALL
    SELECT m.org_id, m.id AS member_id, k.referral_id FROM restricted k JOIN member m ON m.org_id = k.org_id
    WHERE NOT EXISTS (SELECT 1 FROM restricted n
        WHERE n.org_id = k.org_id AND n.referral_id = k.referral_id AND n.member_id = m.id);
