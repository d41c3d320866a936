//! What each field of the workspace is called on a page.

mod rooms;

use domain::workspace::Noun;

/// A field on a form: its code, what it is called, and what helps to fill it in.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldText {
    pub code: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    /// The list whose codes it takes, as labels know it.
    pub list: &'static str,
    /// What to say when it is left empty and may not be.
    pub needed: &'static str,
    /// One of its answers is that there is nothing yet.
    pub is_closed: bool,
}

const fn text(code: &'static str, label: &'static str) -> FieldText {
    FieldText { code, label, hint: "", list: "", needed: "", is_closed: false }
}

impl FieldText {
    const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
    const fn list(self, list: &'static str) -> Self {
        Self { list, ..self }
    }
    const fn closed(self) -> Self {
        Self { is_closed: true, ..self }
    }
    const fn needed(self, needed: &'static str) -> Self {
        Self { needed, ..self }
    }
}

/// The fields of a noun as its form shows them, in order. Fields that only the software writes are not among them.
pub(super) const fn of(noun: Noun) -> &'static [FieldText] {
    match noun {
        Noun::Step => STEP,
        Noun::Pilot => PILOT,
        Noun::Meeting => MEETING,
        Noun::Action => ACTION,
        Noun::Occasion => OCCASION,
        Noun::Training => rooms::TRAINING,
        Noun::Celebration => rooms::CELEBRATION,
        Noun::Visit => rooms::VISIT,
        Noun::Presence => rooms::PRESENCE,
        Noun::Stop => rooms::STOP,
        Noun::Slot => rooms::SLOT,
        Noun::Fund => rooms::FUND,
        Noun::Cost => rooms::COST,
        Noun::Policy => rooms::POLICY,
        Noun::Continuity => rooms::CONTINUITY,
        Noun::ShelfItem => rooms::SHELF_ITEM,
        Noun::Cycle => rooms::CYCLE,
        Noun::Clause => CLAUSE,
        Noun::Remark => REMARK,
        Noun::Procedure => PROCEDURE,
        Noun::ProcedureStep => PROCEDURE_STEP,
    }
}

/// What a field is called; its own code where no form shows it.
pub(super) fn label(noun: Noun, code: &str) -> &'static str {
    let shown = of(noun).iter().find(|field| field.code == code).map(|field| field.label);
    shown.unwrap_or(match code {
        "meeting" => "together-meeting",
        "zone" => "occasion-zone",
        "skipped" => "occasion-skipped",
        "heads_health_center" => "training-heads-health-center",
        "heads_advocacy" => "training-heads-advocacy",
        "scores_health_center" => "training-scores-health-center",
        "scores_advocacy" => "training-scores-advocacy",
        "staffed" => "slot-staffed",
        "clause" => "mou-clause",
        "looked_to" => "together-looked-to",
        "direction" => "procedure-way",
        "accepted_health_center" => "mou-accepted-health-center",
        "accepted_advocacy" => "mou-accepted-advocacy",
        _ => "together-removed",
    })
}

const REMOVED: FieldText = text("removed", "together-remove").hint("together-remove-hint");

const STEP: &[FieldText] = &[
    text("state", "together-state").list("step_state").closed().hint("together-state-hint"),
    text("owner_health_center", "together-owner-health-center"),
    text("owner_advocacy", "together-owner-advocacy"),
    text("next_date", "together-next-date"),
    text("evidence", "together-evidence").hint("together-evidence-hint"),
    text("note", "together-note"),
];

const PILOT: &[FieldText] = &[
    text("goal", "pilot-goal").hint("pilot-goal-hint").needed("pilot-goal-needed"),
    text("step", "pilot-step").list("roadmap"),
    text("owner", "together-owner"),
    text("measure", "pilot-measure").hint("pilot-measure-hint"),
    text("decide_on", "pilot-decide-on").needed("pilot-decide-on-needed"),
    text("decision", "pilot-decision").list("decision").hint("pilot-decision-hint"),
    text("decided_on", "pilot-decided-on"),
    text("why", "pilot-why"),
    REMOVED,
];

const MEETING: &[FieldText] = &[
    text("day", "meeting-day").needed("meeting-day-needed"),
    text("clock", "meeting-clock"),
    text("minutes", "meeting-minutes"),
    text("channel", "meeting-channel").list("channel"),
    text("cadence", "meeting-cadence").list("cadence"),
    text("why", "meeting-why").hint("meeting-why-hint"),
    text("services", "meeting-services").hint("meeting-services-hint"),
    text("history", "meeting-history").hint("meeting-history-hint"),
    text("logistics", "meeting-logistics").hint("meeting-logistics-hint"),
    text("decisions", "meeting-decisions"),
    text("held", "meeting-held").hint("meeting-held-hint"),
    REMOVED,
];

const ACTION: &[FieldText] = &[
    text("words", "action-words").needed("action-words-needed"),
    text("owner", "together-owner"),
    text("due", "action-due"),
    text("done_on", "action-done-on").hint("action-done-on-hint"),
    REMOVED,
];

const OCCASION: &[FieldText] = &[
    // Not on its form: what has a page of its own is planned there.
    text("kind", "occasion-kind").list("occasion").closed(),
    text("words", "occasion-words").hint("occasion-words-hint").needed("occasion-words-needed"),
    text("day", "occasion-day").needed("occasion-day-needed"),
    text("clock", "meeting-clock"),
    text("minutes", "meeting-minutes").hint("occasion-minutes-hint"),
    text("repeat", "occasion-repeat").list("repeat").hint("occasion-repeat-hint"),
    text("until", "occasion-until").hint("occasion-until-hint"),
    text("host", "occasion-host").list("host"),
    text("owner", "together-owner"),
    text("place", "occasion-place").hint("occasion-place-hint"),
    text("withheld", "occasion-withheld").hint("occasion-withheld-hint"),
    text("note", "together-note"),
    REMOVED,
];

const CLAUSE: &[FieldText] = &[
    text("heading", "mou-heading").needed("mou-heading-needed"),
    text("text", "mou-text").hint("mou-text-hint").needed("mou-text-needed"),
    text("longest_release", "mou-longest-release").hint("mou-longest-release-hint"),
    text("elements", "mou-elements").list("element").hint("mou-elements-hint"),
    text("response", "mou-response").list("promise").hint("mou-response-hint"),
    text("period", "mou-period").list("period"),
    text("least_shown", "mou-least-shown").hint("mou-least-shown-hint"),
    text("starts", "mou-starts"),
    text("ends", "mou-ends"),
    text("review_on", "mou-review-on"),
    text("notice_days", "mou-notice-days"),
    REMOVED,
];

const REMARK: &[FieldText] = &[text("words", "mou-remark")];

const PROCEDURE: &[FieldText] = &[text("hotline", "procedure-hotline")];

const PROCEDURE_STEP: &[FieldText] = &[
    text("place", "procedure-place").hint("procedure-place-hint"),
    text("name", "procedure-name").needed("procedure-name-needed"),
    text("who", "procedure-who").hint("procedure-who-hint").needed("procedure-who-needed"),
    text("within", "procedure-within-field").list("promise"),
    text("answers", "procedure-answers").hint("procedure-answers-hint"),
    text("script", "procedure-script"),
    text("script_other", "procedure-script-other").hint("procedure-script-other-hint"),
    text("fallback", "procedure-fallback"),
    REMOVED,
];
