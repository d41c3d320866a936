//! Sharing goes two ways, and each way is a release of its own: ours as we hold them, theirs as far as they tell us.

use super::show::elements;
use super::sides::Sides;
use crate::session::Caller;
use crate::texts::Tongue;
use app::referrals::ReferralView;
use domain::ids::ReleaseId;
use domain::member::Deed;
use domain::org::{OrgKind, Regime};
use domain::referral::{Bank, Event, Status};
use domain::release::{Purpose, Release};
use domain::time::Timestamp;
use std::borrow::Cow;

/// Where one of our releases stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Live,
    Ended,
    TakenBack,
}

/// A release of ours, in words.
pub(super) struct Half {
    pub id: ReleaseId,
    pub purpose: Purpose,
    pub what: String,
    pub standing: Standing,
    /// "6 days left", "ended", "taken back".
    pub stands: Cow<'static, str>,
    pub until: Cow<'static, str>,
    pub after_death: bool,
}

impl Half {
    /// What its stop ends: planning together alone, or everything of the record.
    pub(super) fn stop_key(&self) -> &'static str {
        if self.purpose == Purpose::CoordinatedCare { "halves-stop" } else { "halves-stop-all" }
    }
}

/// What we know of their half: only what they told us.
pub(super) struct Theirs {
    /// They sent this referral to us, then.
    pub sent: Option<Timestamp>,
    /// They told us what came of it, then.
    pub told: Option<Timestamp>,
}

/// Both halves of a record.
pub(super) struct Halves {
    /// In short.
    pub sides: Sides,
    pub ours: Vec<Half>,
    /// We may send what the patient agreed to, without a release.
    pub by_agreement: bool,
    pub theirs: Theirs,
    /// Ways to add one: its address, and what it is for.
    pub add: Vec<(String, &'static str)>,
    pub may_stop: bool,
}

impl Halves {
    pub(super) fn new(t: &Tongue, caller: &Caller, v: &ReferralView) -> Self {
        let mut ours: Vec<Half> = v.releases.iter().map(|release| half(t, release, v.now)).collect();
        // What is live is what matters; of the others the latest first.
        ours.reverse();
        ours.sort_by_key(|half| half.standing != Standing::Live);
        let is_sender = v.referral.bank == Bank::Sender;
        let told = v.events.iter().rev().find(|happened| matches!(happened.event, Event::Told(_)));
        Self {
            sides: Sides::of(t, &v.halves),
            by_agreement: v.halves.ours.iter().any(|half| half.by_agreement && half.is_live()),
            theirs: Theirs {
                sent: (!is_sender).then_some(v.referral.created_at),
                told: told.map(|happened| happened.at),
            },
            add: if caller.may(Deed::TakeRelease) { ways(caller, v) } else { Vec::new() },
            may_stop: caller.may(Deed::StopSharing),
            ours,
        }
    }
    pub(super) fn is_live(&self) -> bool {
        self.sides.ours().iter().any(|half| half.is_live)
    }
}

impl Half {
    pub(super) fn is_live(&self) -> bool {
        self.standing == Standing::Live
    }
}

fn half(t: &Tongue, release: &Release, now: Timestamp) -> Half {
    let standing = match (release.revoked_at, release.is_live(now)) {
        (Some(_), _) => Standing::TakenBack,
        (None, true) => Standing::Live,
        (None, false) => Standing::Ended,
    };
    let stands = match standing {
        Standing::Live => t.with("n", release.days_left(now).0).say("releases-days-left"),
        Standing::Ended => t.say("releases-over"),
        Standing::TakenBack => t.say("releases-revoked"),
    };
    Half {
        id: release.id,
        purpose: release.purpose,
        what: elements(t, &release.elements),
        standing,
        stands,
        until: release.expires_at.map_or(Cow::Borrowed(""), |end| t.until(end)),
        after_death: release.after_death,
    }
}

/// What a release can still be taken for, of what none is live for.
fn ways(caller: &Caller, v: &ReferralView) -> Vec<(String, &'static str)> {
    let id = v.referral.id;
    let is_live = |purpose| v.releases.iter().any(|release| release.purpose == purpose && release.is_live(v.now));
    let over = matches!(v.referral.status, Status::Withdrawn | Status::Declined(_) | Status::Expired);
    let bound =
        caller.org().kind != OrgKind::HealthCenter || caller.org().regimes().contains(&Regime::SurvivorServices);
    let mut ways = Vec::new();
    if v.card.is_some() && !over {
        if v.referral.bank == Bank::Receiver && bound && !is_live(Purpose::Feedback) {
            ways.push((format!("/referrals/{id}/release"), "halves-add-feedback"));
        }
        if !is_live(Purpose::CoordinatedCare) {
            ways.push((format!("/referrals/{id}/release/care"), "halves-add-care"));
        }
    }
    ways
}
