//! Fields of trainings, programs, what keeps them going, and the shelf.

use super::{FieldText, REMOVED, text};

pub(super) const TRAINING: &[FieldText] = &[
    text("kind", "training-kind").list("training_kind").closed().needed("training-kind-needed"),
    text("topic", "training-topic").list("training_topic").needed("training-topic-needed"),
    text("day", "meeting-day").needed("meeting-day-needed"),
    text("clock", "meeting-clock"),
    text("minutes", "meeting-minutes"),
    text("host", "training-host").list("host").closed().hint("training-host-hint").needed("training-host-needed"),
    text("place", "training-place").list("training_place").hint("training-place-hint"),
    text("months", "training-months").hint("training-months-hint"),
    text("note", "together-note"),
    text("held", "meeting-held").hint("training-held-hint"),
    REMOVED,
];

pub(super) const CELEBRATION: &[FieldText] = &[
    text("topic", "celebration-topic").list("celebration_topic").needed("celebration-topic-needed"),
    text("day", "meeting-day").needed("meeting-day-needed"),
    text("clock", "meeting-clock"),
    text("minutes", "meeting-minutes"),
    text("series", "meeting-cadence").list("cadence"),
    text("language", "celebration-language").list("spoken"),
    text("staff", "celebration-staff"),
    text("owner", "together-owner"),
    text("heads", "program-heads").hint("program-heads-hint"),
    text("links", "celebration-links").hint("celebration-links-hint"),
    text("note", "together-note"),
    text("held", "meeting-held").hint("program-held-hint"),
    REMOVED,
];

pub(super) const VISIT: &[FieldText] = &[
    text("provider", "visit-provider").list("provider").needed("visit-provider-needed"),
    text("day", "meeting-day").needed("meeting-day-needed"),
    text("clock", "meeting-clock"),
    text("minutes", "meeting-minutes"),
    text("series", "meeting-cadence").list("cadence"),
    text("room", "program-room").hint("program-room-hint"),
    text("slots", "visit-slots"),
    text("used", "visit-used").hint("program-heads-hint"),
    text("supplies", "visit-supplies").hint("visit-supplies-hint"),
    text("owner", "together-owner"),
    text("held", "meeting-held").hint("program-held-hint"),
    REMOVED,
];

pub(super) const PRESENCE: &[FieldText] = &[
    text("weekday", "presence-weekday").list("day").needed("presence-weekday-needed"),
    text("clock", "meeting-clock").needed("presence-clock-needed"),
    text("minutes", "presence-minutes").needed("presence-minutes-needed"),
    text("room", "program-room").hint("presence-room-hint"),
    text("rate", "presence-rate").hint("presence-rate-hint"),
    text("owner", "together-owner"),
    text("starts_on", "program-starts").needed("program-starts-needed"),
    text("ends_on", "program-ends"),
    text("separate", "presence-separate").hint("presence-separate-hint"),
    text("note", "together-note"),
    REMOVED,
];

pub(super) const STOP: &[FieldText] = &[
    text("host", "stop-host").list("host").closed().needed("stop-host-needed"),
    text("day", "meeting-day").needed("meeting-day-needed"),
    text("clock", "meeting-clock"),
    text("minutes", "meeting-minutes"),
    text("area", "stop-area").hint("stop-area-hint"),
    text("withheld", "stop-withheld").hint("stop-withheld-hint"),
    text("heads", "program-heads").hint("program-heads-hint"),
    text("held", "meeting-held").hint("program-held-hint"),
    REMOVED,
];

pub(super) const SLOT: &[FieldText] = &[
    text("service", "slot-service").list("skill").closed().needed("slot-service-needed"),
    text("day", "meeting-day").needed("meeting-day-needed"),
    text("clock", "meeting-clock"),
    text("minutes", "meeting-minutes"),
    text("heads", "program-heads").hint("program-heads-hint"),
    text("note", "together-note"),
    text("held", "meeting-held").hint("program-held-hint"),
    REMOVED,
];

pub(super) const FUND: &[FieldText] = &[
    text("source", "fund-source").needed("fund-source-needed"),
    text("amount", "fund-amount").hint("sustain-dollars").needed("fund-amount-needed"),
    text("starts_on", "program-starts").needed("program-starts-needed"),
    text("ends_on", "fund-ends").hint("fund-ends-hint").needed("fund-ends-needed"),
    text("pays_for", "fund-pays-for"),
    text("owner", "together-owner"),
    REMOVED,
];

pub(super) const COST: &[FieldText] = &[
    text("words", "cost-words").needed("cost-words-needed"),
    text("kind", "cost-kind").list("cost_kind").needed("cost-kind-needed"),
    text("amount", "cost-amount").hint("sustain-dollars").needed("fund-amount-needed"),
    text("per", "cost-per").list("cost_per").closed().needed("cost-per-needed"),
    text("hours", "cost-hours").hint("cost-hours-hint"),
    REMOVED,
];

pub(super) const POLICY: &[FieldText] = &[
    text("words", "policy-words").hint("policy-words-hint").needed("policy-words-needed"),
    text("level", "policy-level").list("policy_level"),
    text("state", "policy-state").list("policy_state"),
    text("owner", "together-owner"),
    text("next_date", "together-next-date"),
    text("note", "together-note"),
    REMOVED,
];

pub(super) const CONTINUITY: &[FieldText] = &[
    text("people", "continuity-people").hint("continuity-people-hint"),
    text("first_week", "continuity-first-week"),
    text("money", "continuity-money"),
    text("papers", "continuity-papers").hint("continuity-papers-hint"),
    text("looked_at", "continuity-looked-at"),
];

pub(super) const SHELF_ITEM: &[FieldText] = &[
    text("title", "shelf-item-title").needed("shelf-item-title-needed"),
    text("source", "shelf-item-source"),
    text("dated", "shelf-item-dated").hint("shelf-item-dated-hint"),
    text("licence", "shelf-item-licence").hint("shelf-item-licence-hint"),
    text("link", "shelf-item-link").hint("shelf-item-link-hint"),
    text("note", "together-note"),
    REMOVED,
];

pub(super) const CYCLE: &[FieldText] = &[
    text("words", "cycle-words").hint("cycle-words-hint").needed("cycle-words-needed"),
    text("aim", "cycle-aim").list("aim"),
    text("starts_on", "cycle-starts").needed("cycle-starts-needed"),
    text("plan", "cycle-plan").hint("cycle-plan-hint"),
    text("did", "cycle-did").hint("cycle-did-hint"),
    text("learned", "cycle-learned").hint("cycle-learned-hint"),
    text("decision", "cycle-act").list("decision"),
    text("next", "cycle-next"),
    text("owner", "together-owner"),
    REMOVED,
];
