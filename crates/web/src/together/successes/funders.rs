//! What those who pay for the work, and the state, ask for, in words, and what of it these totals can honestly support.
//!
//! Invariant: no number is made here: each is a line that was told, as it was told, or of a fiscal year the sum of four that
//! were ([`Funder::line`]); else words say that there is none.

use crate::texts::Tongue;
use domain::funder::{Funder, Span};
use domain::measure::Measure;
use domain::referral::Direction;

/// One of them, as words.
pub(super) struct Chapter {
    pub(super) heading: String,
    /// What they ask for.
    pub(super) asks: String,
    /// How that is counted.
    pub(super) rule: String,
    /// What these totals have for it.
    pub(super) has: String,
    /// What they can't know.
    pub(super) cannot: String,
    /// The line that fits, where there is one.
    pub(super) line: Option<(Direction, Measure)>,
}

const fn heading(funder: Funder) -> &'static str {
    match funder {
        Funder::Uds => "period-paper-uds",
        Funder::Fvpsa => "period-paper-fvpsa",
        Funder::Voca => "period-paper-voca",
        Funder::Ovw => "period-paper-ovw",
        Funder::State => "period-paper-state",
    }
}
const fn asks(funder: Funder) -> &'static str {
    match funder {
        Funder::Uds => "period-paper-uds-asks",
        Funder::Fvpsa => "period-paper-fvpsa-asks",
        Funder::Voca => "period-paper-voca-asks",
        Funder::Ovw => "period-paper-ovw-asks",
        Funder::State => "period-paper-state-asks",
    }
}
const fn rule(funder: Funder) -> &'static str {
    match funder {
        Funder::Uds => "period-paper-uds-rule",
        Funder::Fvpsa => "period-paper-fvpsa-rule",
        Funder::Voca => "period-paper-voca-rule",
        Funder::Ovw => "period-paper-ovw-rule",
        Funder::State => "period-paper-state-rule",
    }
}
const fn has(funder: Funder, span: Span) -> &'static str {
    match funder {
        Funder::Uds => "period-paper-uds-has",
        Funder::Fvpsa => "period-paper-fvpsa-has",
        Funder::Voca if funder.line(span).is_none() => "period-paper-voca-has-not",
        Funder::Voca if matches!(span, Span::Fiscal(_)) => "period-paper-voca-has-year",
        Funder::Voca => "period-paper-voca-has",
        Funder::Ovw => "period-paper-ovw-has",
        Funder::State => "period-paper-state-has",
    }
}
const fn cannot_of(funder: Funder) -> &'static str {
    match funder {
        Funder::Uds => "period-paper-uds-cannot",
        Funder::Fvpsa => "period-paper-fvpsa-cannot",
        Funder::Voca => "period-paper-voca-cannot",
        Funder::Ovw => "period-paper-ovw-cannot",
        Funder::State => "period-paper-state-cannot",
    }
}

/// Every one of them, for a period or a fiscal year.
pub(super) fn chapters(t: &Tongue, span: Span) -> Vec<Chapter> {
    let chapter = |funder: Funder| Chapter {
        heading: t.say(heading(funder)).into_owned(),
        asks: t.say(asks(funder)).into_owned(),
        rule: t.say(rule(funder)).into_owned(),
        has: t.say(has(funder, span)).into_owned(),
        cannot: t.say(cannot_of(funder)).into_owned(),
        line: funder.line(span),
    };
    Funder::ALL.into_iter().map(chapter).collect()
}

/// What a count can't know, by what it counts.
pub(super) const fn cannot(measure: Measure) -> &'static str {
    match measure {
        Measure::Delivered => "period-paper-cannot-delivered",
        Measure::Accepted => "period-paper-cannot-accepted",
        Measure::Declined => "period-paper-cannot-declined",
        Measure::Connected => "period-paper-cannot-connected",
        Measure::ServiceUsed => "period-paper-cannot-used",
        _ => "period-paper-cannot-ended",
    }
}
