-- Who of one's own staff was at a training, how well they could describe the partner's services before and after (1 to 5),
-- what they are certified for, and who of them takes a slot. Each organization's own: no row here is shared.
CREATE TABLE training_attendance (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    member_id UUID NOT NULL,
    score_before BIGINT,
    score_after BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, partnership_id, entry_id, member_id)
);
CREATE TABLE certificate (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    skill TEXT NOT NULL,
    hours BIGINT NOT NULL,
    certified_on TEXT NOT NULL,
    expires_on TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, id)
);
CREATE TABLE slot_assignment (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    member_id UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, partnership_id, entry_id)
);
