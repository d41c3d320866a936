//! What the record's page says of its plan.

use crate::ctx::Ctx;
use crate::session::Caller;
use app::plans::{Glance, Theirs};
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::time::Timestamp;

/// The part of the record's page.
pub(crate) struct Corner {
    glance: Glance,
}

impl Corner {
    /// Looks from outside; nothing for those who have no plans.
    pub(crate) async fn of(ctx: &Ctx, caller: &Caller, id: ReferralId) -> app::Result<Option<Self>> {
        if !caller.may(Deed::ReadPlan) {
            return Ok(None);
        }
        let glance = app::plans::glance(&ctx.app, caller, id).await?;
        Ok(Some(Self { glance }))
    }
    pub(crate) fn is_there(&self) -> bool {
        self.glance.is_there
    }
    pub(crate) fn can_begin(&self) -> bool {
        self.glance.can_begin
    }
    /// There is something to say at all.
    pub(crate) fn is_shown(&self) -> bool {
        self.is_there() || self.can_begin()
    }
    pub(crate) fn ours_until(&self) -> Option<Timestamp> {
        self.glance.ours_until
    }
    /// Nothing is shared although a release stands.
    pub(crate) fn is_silent(&self) -> bool {
        self.glance.silence.is_some()
    }
    pub(crate) fn theirs_until(&self) -> Option<Timestamp> {
        match self.glance.theirs {
            Theirs::Until(until) => Some(until),
            Theirs::Nothing | Theirs::Ended(_) => None,
        }
    }
    pub(crate) fn theirs_ended(&self) -> Option<Timestamp> {
        match self.glance.theirs {
            Theirs::Ended(at) => Some(at),
            Theirs::Nothing | Theirs::Until(_) => None,
        }
    }
    pub(crate) fn unread(&self) -> u32 {
        self.glance.unread
    }
}
