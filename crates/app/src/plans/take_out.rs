//! What we wrote to the partner's team, taken out: one message, or all of them with a person's words.
//!
//! Invariant: what the partner has of it is taken back there, paused or not; of what never left it hears nothing.

use super::Ground;
use super::fate::{Fate, Fates};
use super::share::taken_back;
use crate::dispatch::{self, Dispatch};
use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::Act;
use domain::care_plan::Side;
use domain::ids::{CrossingId, LineId, MemberId, MessageId, ReferralId};
use domain::member::Deed;
use domain::retention::PurgeRule;
use domain::text::Label;
use domain::time::Timestamp;
use store::care_plan::{Item, messages};
use store::retention::Purge;
use store::{OrgScope, Tx};

/// A message of ours that goes, with the word to the partner, if it may still have it.
struct Going {
    item: Item,
    word: Option<Dispatch>,
}

impl Going {
    async fn of(app: &App, session: &Session, ground: &Ground, fates: &Fates, item: Item) -> Result<Self> {
        let carried = MessageId::new(item.id.uuid());
        let lives = item.until.is_some_and(|until| app.now() < until) && fates.message(carried) != Fate::Died;
        let word = if lives { Some(taken_back(app, session, ground, item.id, carried).await?) } else { None };
        Ok(Self { item, word })
    }

    /// The partner has it no more. What still waited never crosses, and then there is nothing to be told.
    async fn take_back(&self, tx: &Tx, scope: &OrgScope, by: MemberId, purge: &Purge) -> Result<()> {
        let (referral, id) = (self.item.referral, self.item.id);
        let waited = store::care_plan::kill(tx, scope, MessageId::new(id.uuid()), purge.at).await?;
        store::care_plan::note_taken_back(tx, scope, (referral, id), purge).await?;
        match &self.word {
            Some(word) if !waited => dispatch::queue(tx, scope, by, word).await,
            _ => Ok(()),
        }
    }
}

/// What came of a message of ours that was taken out. The partner has it no more, either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenOut {
    /// It is gone here.
    Gone,
    /// A legal hold keeps it here.
    KeptUnderHold,
}

/// A message of ours before it is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToTakeOut {
    /// The other organization.
    pub partner: Label,
    /// When it was written.
    pub at: Timestamp,
    /// A legal hold keeps it here.
    pub is_held: bool,
    /// The partner can read it no more.
    pub is_over_there: bool,
}

/// What a page says of a message of ours before it is taken out. It opens nothing of it.
///
/// # Errors
/// As [`take_message_out`].
pub async fn message_to_take_out(app: &App, session: &Session, referral: ReferralId, id: LineId) -> Result<ToTakeOut> {
    session.authorize(Deed::WritePlan)?;
    let item = ours(app, session, referral, id).await?;
    let ground = Ground::of(app, session, referral).await?;
    Ok(ToTakeOut {
        partner: partnerships::partner(app, session, ground.referral.partner).await?.name,
        at: item.at,
        is_held: store::holds::standing(app.store(), &session.scope, referral).await?.is_some(),
        is_over_there: item.until.is_none_or(|until| until <= app.now()),
    })
}

async fn ours(app: &App, session: &Session, referral: ReferralId, id: LineId) -> Result<Item> {
    store::referrals::find(app.store(), &session.scope, session.member, referral).await?.ok_or(Error::NotFound)?;
    let ours = messages::ours(app.store(), &session.scope, session.member, referral).await?;
    if let Some(item) = ours.into_iter().find(|item| item.id == id) {
        return Ok(item);
    }
    // It went with the record.
    crate::referrals::over::living(app, session, referral).await?;
    Err(Error::NotFound)
}

/// Takes a message of ours out, beside a plan or beside a referral: it is destroyed here, and the partner loses it too. It
/// works after sharing has ended. Taken out twice, it was taken out once.
///
/// # Errors
/// [`Error::NotFound`] also for one that the partner wrote; [`Error::Over`] for one that went with its record.
pub async fn take_message_out(app: &App, session: &Session, referral: ReferralId, id: LineId) -> Result<TakenOut> {
    session.authorize(Deed::WritePlan)?;
    let (now, ground) = (app.now(), Ground::of(app, session, referral).await?);
    let item = ours(app, session, referral, id).await?;
    let fates = Fates::of(app, session, referral).await?;
    let going = Going::of(app, session, &ground, &fates, item).await?;
    let (scope, member) = (session.scope, session.member);
    let purge = Purge { rule: PurgeRule::Staff, member: Some(member), at: now };
    let is_kept = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::referrals::keep_still(tx, &scope, referral).await?;
                if !messages::ours(tx, &scope, member, referral).await?.iter().any(|item| item.id == id) {
                    return Ok(false);
                }
                going.take_back(tx, &scope, member, &purge).await?;
                let key = (referral, going.item.kind, Side::Ours, id);
                let is_gone = store::care_plan::remove(tx, &scope, key, &purge).await?;
                if !is_gone {
                    messages::end(tx, &scope, (referral, id), now).await?;
                    store::care_plan::out_after_hold(tx, &scope, (referral, id), now).await?;
                }
                let detail = if is_gone { "letter_removed" } else { "letter_taken_back" };
                let subject = Some(referral.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::PlanChanged, subject, detail));
                Ok::<_, Error>(!is_gone)
            })
        })
        .await?;
    app.outgoing().notify_one();
    app.store().empty_log().await;
    Ok(if is_kept { TakenOut::KeptUnderHold } else { TakenOut::Gone })
}

/// Every message about a record, ready to be forgotten with the person's words: theirs here, and ours on both sides.
pub(crate) struct Messages {
    referral: ReferralId,
    crossing: CrossingId,
    ours: Vec<Going>,
    /// A message about the record is held, of either side, read or not.
    pub(crate) is_any: bool,
}

impl Messages {
    /// Those of this moment; also where there is none, since one may be written before they are forgotten.
    pub(crate) async fn of(app: &App, session: &Session, referral: ReferralId) -> Result<Self> {
        let ground = Ground::of(app, session, referral).await?;
        let crossing = ground.referral.crossing;
        let is_any = messages::any(app.store(), &session.scope, referral, crossing).await?;
        let fates = Fates::of(app, session, referral).await?;
        let mut ours = Vec::new();
        for item in messages::ours(app.store(), &session.scope, session.member, referral).await? {
            ours.push(Going::of(app, session, &ground, &fates, item).await?);
        }
        Ok(Self { referral, crossing, ours, is_any })
    }

    /// Forgets them; the caller has looked for a hold. Answers whether ours are still those that were read: a colleague may
    /// have written one meanwhile, of which the partner would not hear.
    pub(crate) async fn forget(&self, tx: &Tx, scope: &OrgScope, by: MemberId, purge: &Purge) -> Result<bool> {
        let now = messages::ours(tx, scope, by, self.referral).await?;
        if !now.iter().map(|item| item.id).eq(self.ours.iter().map(|going| going.item.id)) {
            return Ok(false);
        }
        for going in &self.ours {
            going.take_back(tx, scope, by, purge).await?;
        }
        messages::forget(tx, scope, self.referral, self.crossing, purge).await?;
        Ok(true)
    }
}
