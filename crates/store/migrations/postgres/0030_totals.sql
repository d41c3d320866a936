-- What organizations tell each other in totals of periods that are over, in each one's own copy. A report is never
-- changed. Nothing here is about a person; names are those of staff.
CREATE TABLE total_report (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    by_org UUID NOT NULL,
    period TEXT NOT NULL,
    content TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    signature BYTEA NOT NULL,
    -- The message that carries it, and when it came: to us, or to the partner.
    message_id UUID NOT NULL,
    arrived_at BIGINT,
    PRIMARY KEY (org_id, partnership_id, by_org, period)
);

-- Totals that came and were not taken: what they said is not kept, only of when they were and why not.
CREATE TABLE total_refused (
    org_id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    message_id UUID NOT NULL,
    by_org UUID NOT NULL,
    period TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, partnership_id, message_id)
);
