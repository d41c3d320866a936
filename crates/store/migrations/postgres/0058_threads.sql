-- A page of the messages between two teams is read from its newest on, without reading the rest of a long thread.
CREATE INDEX plan_item_thread ON plan_item (org_id, referral_id, kind, at, id);
