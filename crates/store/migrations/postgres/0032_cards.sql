-- Safety cards by batch: one site, one month, one word, fifty cards or more; in the copies of both organizations.
CREATE TABLE card_batch (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    partnership_id UUID NOT NULL,
    by_org UUID NOT NULL,
    site TEXT NOT NULL,
    month BIGINT NOT NULL,
    word TEXT NOT NULL,
    cards BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, id)
);

-- How often the word of a batch was heard in a week of the calendar; nothing of any call. The form is the last one that
-- counted here, so that one that is posted twice counts once.
CREATE TABLE card_heard (
    org_id UUID NOT NULL,
    batch_id UUID NOT NULL,
    week BIGINT NOT NULL,
    month BIGINT NOT NULL,
    count BIGINT NOT NULL,
    form_id UUID NOT NULL,
    PRIMARY KEY (org_id, batch_id, week)
);
