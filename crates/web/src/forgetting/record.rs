//! What a record's page says about forgetting: the hold that stands, what the partner was asked or asks, and the ways to
//! have something forgotten.

use crate::ctx::Ctx;
use crate::session::Caller;
use app::forgetting::asks::AskView;
use app::forgetting::holds::HoldView;
use app::referrals::ReferralView;
use domain::member::Deed;
use domain::referral::{Bank, Event};

/// The block, as the record's page includes it.
#[derive(Default)]
pub(crate) struct Forgetting {
    /// The hold that stands.
    pub hold: Option<HoldView>,
    /// Holds that were lifted.
    pub lifted: Vec<HoldView>,
    pub asks: Vec<AskView>,
    /// There is content that can be forgotten.
    pub has_content: bool,
    /// Everything was forgotten because the person asked.
    pub is_forgotten: bool,
    /// Something was delivered, so the partner may have a copy.
    pub can_ask: bool,
    /// Something of it is gone.
    pub has_proof: bool,
    pub may_forget: bool,
    pub may_hold: bool,
}

impl Forgetting {
    pub(crate) async fn of(ctx: &Ctx, caller: &Caller, view: &ReferralView) -> app::Result<Self> {
        let id = view.referral.id;
        let (lifted, mut standing): (Vec<_>, Vec<_>) = app::forgetting::holds::of_record(&ctx.app, caller, id)
            .await?
            .into_iter()
            .partition(|h| h.lifted.is_some());
        let asks = app::forgetting::asks::of_record(&ctx.app, caller, id).await?;
        let crossed = view.disclosures.iter().any(|one| one.delivered_at.is_some());
        let is_open = asks.iter().any(|ask| ask.answer.is_none());
        let forgotten = view.events.iter().any(|one| matches!(one.event, Event::Forgotten(_)));
        Ok(Self {
            hold: standing.pop(),
            lifted,
            has_content: view.card.is_some(),
            is_forgotten: app::forgetting::standing::is_forgotten(&ctx.app, caller, id).await?,
            can_ask: view.referral.bank == Bank::Sender && crossed && !is_open,
            has_proof: forgotten || view.number_wiped || view.card.is_none(),
            may_forget: caller.may(Deed::ForgetRecord),
            may_hold: caller.may(Deed::HoldRecord),
            asks,
        })
    }
    /// The partner has answered what we asked.
    pub(crate) fn is_answered(&self) -> bool {
        self.asks.iter().any(|ask| ask.bank == Bank::Sender && ask.answer.is_some())
    }
    /// The partner asks, and waits for an answer.
    pub(crate) fn is_asked(&self) -> bool {
        self.asks.iter().any(|ask| ask.bank == Bank::Receiver && ask.answer.is_none())
    }
    /// There is nothing to say and nothing to do.
    pub(crate) fn is_empty(&self) -> bool {
        let nothing = self.hold.is_none() && self.lifted.is_empty() && self.asks.is_empty();
        nothing && !self.has_proof && !self.may_forget && !self.may_hold
    }
}
