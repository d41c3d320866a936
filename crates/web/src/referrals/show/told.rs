//! What the record's page says of what crossed: what the other side has been told, what did not get there, how it ended.

use super::ReferralPage;
use app::referrals::{Disclosed, Told};
use domain::member::Deed;
use domain::message::MessageKind;
use domain::org::{OrgKind, Regime};
use domain::referral::{Event, Status};
use std::borrow::Cow;

impl ReferralPage<'_> {
    /// A release for telling the sender can be taken here.
    pub(super) fn can_take_feedback(&self) -> bool {
        let open = self.v.card.is_some() && !self.is_over();
        self.may(Deed::TakeRelease) && open && self.v.told == Told::ReceiptOnly
    }
    /// The sender is told of the first opening: never by those whom survivor-services law binds.
    pub(super) fn tells_opening(&self) -> bool {
        let here = self.caller.org();
        self.is_receiver() && here.kind == OrgKind::HealthCenter && !here.regimes().contains(&Regime::SurvivorServices)
    }
    pub(super) fn told_when_agreed(&self) -> bool {
        self.v.told == Told::WhenAgreed
    }
    pub(super) fn said_under_release(&self) -> Option<Cow<'static, str>> {
        let Told::UnderRelease { until } = self.v.told else { return None };
        let said = self.t.with("org", &self.v.partner.name).with("date", self.t.until(until));
        Some(said.say("referral-told-under-release"))
    }
    pub(super) fn has_seen(&self, disclosed: &Disclosed) -> Option<Cow<'static, str>> {
        let (name, at) = disclosed.opened.as_ref()?;
        Some(self.t.with("name", name).with("at", self.t.exact(at, self.ctx.now)).say("referral-read-by"))
    }
    /// The partner has told something, under its own release or the patient's word.
    pub(super) fn was_told(&self) -> bool {
        self.v.events.iter().any(|happened| matches!(happened.event, Event::Told(_)))
    }
    /// What of ours did not get there, and what to do about it.
    pub(super) fn undelivered(&self) -> Option<(Cow<'static, str>, Cow<'static, str>)> {
        let org = || self.t.with("org", &self.v.partner.name);
        match self.v.undelivered? {
            MessageKind::Referral if !self.is_over() && self.v.recalled => {
                Some((org().say("referral-recalled"), self.t.say("referral-recalled-next")))
            }
            MessageKind::Referral if !self.is_over() => {
                Some((org().say("referral-not-delivered"), self.t.say("referral-not-delivered-next")))
            }
            MessageKind::PlanLine | MessageKind::Letter | MessageKind::ReferralLetter => {
                Some((org().say("referral-care-not-delivered"), self.t.say("referral-care-not-delivered-next")))
            }
            MessageKind::Stop | MessageKind::LineTakenBack | MessageKind::CareStopped => {
                Some((org().say("referral-stop-not-delivered"), self.t.say("referral-stop-not-delivered-next")))
            }
            MessageKind::Status => {
                Some((org().say("referral-status-not-delivered"), self.t.say("referral-status-not-delivered-next")))
            }
            MessageKind::ContactChanged => {
                Some((org().say("referral-contact-not-delivered"), self.t.say("referral-contact-not-delivered-next")))
            }
            MessageKind::Referral
            | MessageKind::Opened
            | MessageKind::PurgeAsked
            | MessageKind::PurgeAnswered
            | MessageKind::Totals
            | MessageKind::CoalitionTotals
            | MessageKind::AffiliationEnded => None,
        }
    }
    /// The word "stop" did not get there, and nothing tries any more.
    pub(super) fn stop_is_lost(&self) -> bool {
        matches!(self.v.undelivered, Some(MessageKind::Stop | MessageKind::CareStopped))
            && !self.v.stop_waits
            && self.may(Deed::StopSharing)
    }
    /// When the partner ended sharing. Of records that an earlier version closed, the change says it.
    pub(super) fn partner_ended_at(&self) -> Option<domain::time::Timestamp> {
        // Half a year after its content went a record says no more where it stood: that is no stop.
        let stands = self.v.events.iter().any(|row| row.event == Event::Withdrawn);
        let withdrawn = self.is_receiver() && stands && self.v.referral.status == Status::Withdrawn;
        self.v.partner_ended_at.or(withdrawn.then_some(self.v.referral.changed_at))
    }
    /// How sharing was ended from here.
    pub(super) fn ended(&self) -> Vec<Cow<'static, str>> {
        let line = |ended: &app::referrals::Ended| {
            let how = ended.said.map_or(Cow::Borrowed(""), |said| self.t.label(said));
            let said = self.t.with("at", self.t.exact(ended.at, self.ctx.now)).with("said", how);
            let said = said.with("name", ended.by.as_deref().unwrap_or_default());
            said.say(if ended.purpose.is_some() { "ended-line-plan" } else { "ended-line" })
        };
        self.v.ended.iter().map(line).collect()
    }
    pub(super) fn may_stop(&self) -> bool {
        let shared =
            !self.v.disclosures.is_empty() || self.v.releases.iter().any(|release| release.is_live(self.v.now));
        let is_ended = self.v.referral.status == Status::Withdrawn || self.v.ended_at.is_some();
        self.may(Deed::StopSharing) && shared && !is_ended
    }
}
