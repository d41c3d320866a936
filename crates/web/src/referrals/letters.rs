//! Messages between the two teams on the record's page, and the form that writes one.
//!
//! Invariant: what cannot be sent stays on a page of its own, with the reason above it.

use super::path;
use super::show::elements;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids, Page};
use crate::plan::closed::refuse_beside;
use crate::plan::{MessagePage, out, reading};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::plans::{self, Beside, Letter};
use domain::care_plan::LONGEST_LETTER;
use domain::ids::{LineId, MessageId, ReferralId};
use domain::member::Deed;
use domain::part2::Part2Attachment;
use domain::release::Element;
use domain::text::Label;
use domain::time::Timestamp;
use std::borrow::Cow;

/// The thread on the record's page.
pub(super) struct Letters {
    beside: Beside,
    may_write: bool,
}

impl Letters {
    /// Opens the thread; nothing for those who read no messages.
    pub(super) async fn of(
        ctx: &Ctx,
        caller: &Caller,
        id: ReferralId,
        before: Option<LineId>,
    ) -> app::Result<Option<Self>> {
        if !caller.may(Deed::ReadPlan) {
            return Ok(None);
        }
        let beside = plans::beside_before(&ctx.app, caller, id, before).await?;
        Ok(Some(Self { beside, may_write: caller.may(Deed::WritePlan) }))
    }
    pub(super) fn is_empty(&self) -> bool {
        self.beside.letters.is_empty() && self.beside.unopened == 0
    }
    pub(super) fn all(&self) -> &[Letter] {
        &self.beside.letters
    }
    /// The oldest message of this page, when there are older ones.
    pub(super) const fn older(&self) -> Option<LineId> {
        self.beside.older
    }
    /// This is not the newest page.
    pub(super) const fn is_older(&self) -> bool {
        self.beside.is_older
    }
    /// Ours can be taken out.
    pub(super) const fn may_take_out(&self) -> bool {
        self.may_write
    }
    /// There is something to read, or something to say about writing.
    pub(super) fn is_shown(&self) -> bool {
        !self.beside.letters.is_empty() || self.beside.unopened > 0 || self.beside.is_open
    }
    /// That some do not open, and how many.
    pub(super) fn unopened(&self, t: &Tongue) -> Option<Cow<'static, str>> {
        let n = self.beside.unopened;
        (n > 0).then(|| t.with("n", n as u64).say("letters-not-opened"))
    }
    /// Until when one can be written now.
    pub(super) fn writes_until(&self) -> Option<Timestamp> {
        self.beside.until.filter(|_| self.may_write && self.beside.is_open && self.beside.silence.is_none())
    }
    /// What is missing for writing, and nothing where the record takes no message at all.
    pub(super) fn missing(&self) -> Option<&'static str> {
        if self.beside.until.is_some() || !self.beside.is_open {
            return None;
        }
        Some(if self.beside.by_agreement && !self.beside.can_release {
            "letters-agreement-is-not-enough"
        } else {
            "letters-not-released"
        })
    }
    /// Where the release that is missing is taken.
    pub(super) fn release(&self, id: ReferralId) -> Option<(String, &'static str)> {
        if !self.beside.can_release || self.beside.until.is_some() {
            return None;
        }
        Some((format!("/referrals/{id}/release"), "letters-take-release"))
    }
    pub(super) fn reading(&self, t: &Tongue, partner: &Label, letter: &Letter) -> Cow<'static, str> {
        reading(t, partner, letter, self.beside.now)
    }
    /// What the consent covers that came along with one of theirs.
    pub(super) fn consented(&self, t: &Tongue, part2: &Option<Part2Attachment>) -> String {
        part2.as_ref().map_or_else(String::new, |part2| elements(t, &part2.consent.elements))
    }
    pub(super) const fn longest(&self) -> usize {
        LONGEST_LETTER
    }
}

/// `GET /referrals/{id}/message`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let frame = plans::beside_frame(&ctx.app, &caller, id).await?;
    // Without a release that covers messages there is nothing to write: the record's page says so.
    if !frame.is_open || !frame.covered.contains(&Element::Messages) {
        return Ok(Page::to(&path(id)));
    }
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&MessagePage::on(&ctx, &form, &frame, path(id)))
}

/// `POST /referrals/{id}/message`. What cannot be sent stays on the page.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let frame = plans::beside_frame(&ctx.app, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&MessagePage::on(&ctx, &form, &frame, path(id)));
    }
    form.wants("words", "plan-message-needed");
    let Some(words) = form.needed_person_text("words", LONGEST_LETTER) else {
        return ctx.again(&MessagePage::on(&ctx, &form, &frame, path(id)));
    };
    let (letter, substance_use) = (MessageId::new(form.id), form.is_ticked("substance_use"));
    match plans::write_beside(&ctx.app, &caller, id, letter, words, substance_use).await {
        Ok(()) => Ok(Page::to(&format!("{}#letters-title", path(id)))),
        Err(error @ (Error::Refused(_) | Error::NotOpen(_) | Error::Invalid(_) | Error::TooMany { .. })) => {
            refuse_beside(&ctx, &caller, id, &mut form, &error).await?;
            ctx.again(&MessagePage::on(&ctx, &form, &frame, path(id)))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /referrals/{id}/messages/{message}/take-out`: what it does, before it is done.
pub(super) async fn ask_out(ctx: Ctx, caller: Caller, Ids(id, message): Ids<ReferralId, LineId>) -> Answer {
    out::page(&ctx, &caller, id, message, &path(id)).await
}

/// `POST /referrals/{id}/messages/{message}/remove`: one of ours is taken out here and at the partner.
pub(super) async fn take_out(ctx: Ctx, caller: Caller, Ids(id, message): Ids<ReferralId, LineId>) -> Answer {
    out::press(&ctx, &caller, id, message, (&path(id), "letters-title")).await
}
