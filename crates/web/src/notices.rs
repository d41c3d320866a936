//! What was brought to a member's attention, on the page where they work: the lead's home, the inbox, the front desk, a
//! coalition's sums.
//!
//! Invariant: a notice names no person; at the front desk it names neither the agency nor the reason.

use crate::ctx::Ctx;
use crate::page::{Answer, Page};
use crate::session::Caller;
use app::home::Notice;
use domain::member::Deed;
use domain::time::Timestamp;
use std::borrow::Cow;

/// Where they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The lead's home.
    Home,
    /// The inbox.
    Inbox,
    /// The front desk.
    Arrivals,
    /// The sums of a coalition, where its staff work.
    Coalition,
}

impl Place {
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "/home",
            Self::Inbox => "/inbox",
            Self::Arrivals => "/arrivals",
            Self::Coalition => "/coalition",
        }
    }
    /// Where its records are opened. A coalition has none.
    const fn records(self) -> &'static str {
        match self {
            Self::Home | Self::Inbox => "/referrals",
            Self::Arrivals => "/arrivals",
            Self::Coalition => "/coalition",
        }
    }
}

/// The block, as templates include it.
pub(crate) struct Notices {
    pub lines: Vec<Line>,
    /// Where "I have seen these" goes.
    pub action: String,
}

/// One of them.
pub(crate) struct Line {
    pub text: Cow<'static, str>,
    pub at: Timestamp,
    /// More than a reminder.
    pub is_late: bool,
    /// Where it is read: its record, by address and by the code that staff read to each other, or the partnership.
    pub record: Option<String>,
    pub code: String,
}

impl Notices {
    /// `opens`: the reader may read on a record what happened to it, wherever the notice stands.
    pub(crate) fn of(ctx: &Ctx, place: Place, opens: bool, notices: &[Notice]) -> Self {
        let line = |notice: &Notice| Line {
            text: ctx.t.say(key(place, opens, &notice.code)),
            at: notice.at,
            is_late: !matches!(
                notice.code.as_str(),
                "notice-waiting"
                    | "notice-arrived"
                    | "notice-told"
                    | "notice-release-ending"
                    | "notice-liaisons"
                    | "notice-affiliation-joined"
                    | "notice-affiliation-ended"
                    | "notice-quarter-summed"
            ),
            record: notice
                .referral
                .map(|id| format!("{}/{id}", records(place, opens, &notice.code)))
                .or_else(|| of_no_record(place, &notice.code)),
            code: notice.referral.map_or_else(String::new, |id| id.short_code()),
        };
        Self { lines: notices.iter().map(line).collect(), action: format!("{}/seen", place.path()) }
    }
    /// What this member has not seen yet.
    pub(crate) async fn unseen(ctx: &Ctx, caller: &Caller, place: Place) -> app::Result<Self> {
        let opens = caller.may(Deed::OpenReferral);
        Ok(Self::of(ctx, place, opens, &app::home::notices(&ctx.app, caller).await?))
    }
}

/// What is about the partnership itself is read there; what came in stands in the inbox, and who is connected on its own page.
fn of_no_record(place: Place, code: &str) -> Option<String> {
    match (place, code) {
        (Place::Home, "notice-arrived") => Some("/inbox".to_owned()),
        (Place::Home | Place::Coalition, "notice-affiliation-joined" | "notice-affiliation-ended") => {
            Some("/affiliations".to_owned())
        }
        (_, "notice-mou-to-advocacy") => Some("/together?to=to_advocacy".to_owned()),
        (_, "notice-mou-to-health-center") => Some("/together?to=to_health_center".to_owned()),
        (_, code) => code.starts_with("notice-mou").then(|| "/together?to=mou".to_owned()),
    }
}

/// A visit is booked at the front desk; what happened to it is read on its record, by those who may.
fn records(place: Place, opens: bool, code: &str) -> &'static str {
    let waits = matches!(code, "notice-waiting" | "notice-overdue");
    if opens && !waits { Place::Inbox.records() } else { place.records() }
}

/// What a front desk is told is a visit, and no more.
fn key(place: Place, opens: bool, code: &str) -> &str {
    match (place, code) {
        // Whoever is asked there looks for themselves.
        (Place::Arrivals, "notice-sharing-ended") if opens => "arrivals-gone-lead",
        (Place::Arrivals, "notice-status-not-delivered") if opens => code,
        // Not that somebody stopped: the list says the same of every visit without details (decision 0021).
        (Place::Arrivals, "notice-sharing-ended") => "arrivals-gone",
        (Place::Arrivals, "notice-arrived") => "arrivals-notice-arrived",
        (Place::Arrivals, "notice-waiting") => "arrivals-notice-waiting",
        // About the member's own mail, whoever they are.
        (_, "notice-mail-failed" | "notice-own-lapse") => code,
        (Place::Arrivals, "notice-overdue") => "arrivals-notice-overdue",
        (Place::Arrivals, "notice-status-not-delivered") => "arrivals-notice-not-told",
        // Whoever works with records is told what it is.
        (Place::Arrivals, _) if opens => "arrivals-notice-news-lead",
        (Place::Arrivals, _) => "arrivals-notice-news",
        // There it is about an organization, here about a coalition.
        (Place::Coalition, "notice-affiliation-ended") => "coalition-notice-ended",
        (Place::Home | Place::Inbox | Place::Coalition, code) => code,
    }
}

/// The member has read them, and is back where they were.
pub(crate) async fn seen(ctx: &Ctx, caller: &Caller, place: Place) -> Answer {
    app::home::notices_seen(&ctx.app, caller).await?;
    Ok(Page::to(place.path()))
}
