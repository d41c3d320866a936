//! Who is told of what came from the partner, and of a release that ends.
//!
//! Of a referral that nobody takes, `housekeeping` tells again once it has waited.

use super::{bring, bring_once};
use crate::{App, housekeeping, mail};
use domain::audit::{Act, Actor};
use domain::ids::{CrossingId, MemberId, NoticeId, OrgId, ReferralId};
use domain::member::{Deed, MemberState, Role, any_may};
use domain::org::OrgKind;
use domain::referral::{Bank, Referral};
use domain::release::Release;
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;
use store::notices::Notice;
use store::{OrgScope, Tx};

/// Referrals come in: whoever takes them is told at once, in one line however many came, and by mail if they asked for it.
/// Before they are written down, so that a notice of earlier ones that are taken by now goes first.
pub(crate) async fn arrived(app: &App, tx: &Tx, scope: &OrgScope, kind: OrgKind, now: Timestamp) -> store::Result<()> {
    let takes = |roles: &BTreeSet<Role>| {
        any_may(roles, Deed::AnswerReferral) || kind == OrgKind::HealthCenter && any_may(roles, Deed::BookArrivals)
    };
    for row in store::members::list(tx, scope).await? {
        if row.member.state == MemberState::Active && takes(&row.member.roles) {
            store::notices::arrived(tx, scope, row.member.id, NoticeId::new(app.next_id()), now).await?;
            // Also where an earlier one stands unseen: who takes them from the list never says that they saw it.
            mail::queue(app, tx, scope, row.member.id, now).await?;
        }
    }
    Ok(())
}

/// A queued referral does not go, for its record says something else now: the colleagues who would wait for an answer are
/// told, and not whoever changed it.
pub(crate) async fn recalled(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    id: ReferralId,
    by: Option<MemberId>,
    now: Timestamp,
) -> store::Result<()> {
    let Some(crossing) = store::care_plan::crossing_of(tx, scope, id).await? else { return Ok(()) };
    let found = store::referrals::find_crossing(tx, scope, app.worker(), crossing, Bank::Sender).await?;
    let assigned = found.and_then(|line| line.referral.assigned);
    let leads = housekeeping::leads(app, scope).await.unwrap_or_default();
    let whom: BTreeSet<MemberId> = leads.into_iter().chain(assigned).filter(|member| Some(*member) != by).collect();
    if whom.is_empty() {
        return Ok(());
    }
    tell(app, tx, scope, id, whom, "notice-recalled", now).await
}

const TOLD: &str = "notice-told";
/// A page may stand open on a screen for this long.
const LATELY: Days = Days(1);

/// The partner ended sharing: whoever works on it stops, and whoever has it open looks no longer at what they read; where
/// nobody works on it, the liaison and the alternate hear of it, else the leads.
pub(crate) async fn sharing_ended(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    crossing: CrossingId,
    now: Timestamp,
) -> store::Result<()> {
    let found = store::referrals::find_crossing(tx, scope, app.worker(), crossing, Bank::Receiver).await?;
    let Some(referral) = found.map(|line| line.referral) else { return Ok(()) };
    let whom = whoever_looks(app, tx, scope, &referral, now).await?;
    tell(app, tx, scope, referral.id, whom, "notice-sharing-ended", now).await
}

/// Whoever works on it; where nobody does, the liaison and the alternate, else the leads; and whoever may have it open.
async fn whoever_looks(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    referral: &Referral,
    now: Timestamp,
) -> store::Result<BTreeSet<MemberId>> {
    let mut whom: BTreeSet<MemberId> = referral.assigned.into_iter().collect();
    if whom.is_empty() {
        whom.extend(liaisons(tx, scope, referral.partner).await?);
    }
    if whom.is_empty() {
        whom.extend(housekeeping::leads(app, scope).await.unwrap_or_default());
    }
    whom.extend(opened_lately(tx, scope, referral.id, now).await?);
    Ok(whom)
}

/// The partner told what came of ours, as the person agreed: whoever sent it reads it on the record.
pub(crate) async fn told(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    crossing: CrossingId,
    now: Timestamp,
) -> store::Result<()> {
    let found = store::referrals::find_crossing(tx, scope, app.worker(), crossing, Bank::Sender).await?;
    match found.map(|line| line.referral) {
        Some(referral) if referral.assigned.is_some() => {
            tell(app, tx, scope, referral.id, referral.assigned.into_iter().collect(), TOLD, now).await
        }
        // Nobody works on it: its line in the list says so to everybody.
        _ => Ok(()),
    }
}

/// How the person is reached was changed by whoever sent them: whoever works on it looks before they call, and so does
/// whoever has it open, or the number in their hand. Where nobody works on it somebody hears of it all the same.
pub(crate) async fn contact_changed(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    crossing: CrossingId,
    now: Timestamp,
) -> store::Result<()> {
    let found = store::referrals::find_crossing(tx, scope, app.worker(), crossing, Bank::Receiver).await?;
    let Some(referral) = found.map(|line| line.referral) else { return Ok(()) };
    let whom = whoever_looks(app, tx, scope, &referral, now).await?;
    tell(app, tx, scope, referral.id, whom, "notice-contact-changed", now).await
}

/// The partner takes back what it told: nobody is sent to read it.
pub(crate) async fn told_no_more(app: &App, tx: &Tx, scope: &OrgScope, crossing: CrossingId) -> store::Result<()> {
    let found = store::referrals::find_crossing(tx, scope, app.worker(), crossing, Bank::Sender).await?;
    if let Some(line) = found {
        store::notices::delete_unseen(tx, scope, line.referral.id, TOLD).await?;
    }
    Ok(())
}

/// Who is named here for this partner.
async fn liaisons(tx: &Tx, scope: &OrgScope, partner: OrgId) -> store::Result<Vec<MemberId>> {
    let rows = store::partnerships::list(tx, scope).await?;
    let row = rows.iter().find(|row| row.partner.id == partner);
    let side = row.and_then(|row| row.partnership.sides.iter().find(|side| side.org == scope.org()));
    let named = side.and_then(|side| side.liaisons);
    Ok(named.into_iter().flat_map(|named| [named.liaison, named.alternate]).collect())
}

/// So many openings of one record are looked at.
const OPENINGS: u32 = 500;

/// Whose screen may still show it.
async fn opened_lately(tx: &Tx, scope: &OrgScope, id: ReferralId, now: Timestamp) -> store::Result<Vec<MemberId>> {
    let nobody = MemberId::from_bytes([0; 16]);
    let acts = [Act::ReferralOpened, Act::PlanOpened];
    let entries = store::audit::of_subject(tx, scope, nobody, id.bytes(), &acts, OPENINGS).await?;
    let since = now.minus_days(LATELY);
    let lately = entries.into_iter().filter(|chained| chained.entry.at >= since);
    Ok(lately
        .filter_map(|chained| match chained.entry.actor {
            Actor::Member(member) => Some(member),
            Actor::System => None,
        })
        .collect())
}

/// A release is not what was signed, and was not used: the leads look into it with the person who runs the service.
pub(crate) async fn not_as_signed(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    now: Timestamp,
) -> crate::Result<()> {
    let leads = housekeeping::leads(app, scope).await?.into_iter().collect();
    tell(app, tx, scope, referral, leads, "notice-release-altered", now).await.map_err(Into::into)
}

/// Those from whom the record is not hidden; when that is nobody, the two who alone may see it.
async fn tell(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    id: ReferralId,
    whom: BTreeSet<MemberId>,
    code: &str,
    now: Timestamp,
) -> store::Result<()> {
    for member in housekeeping::who_see(app, tx, scope, id, whom).await? {
        let (notice, code) = (NoticeId::new(app.next_id()), code.to_owned());
        let notice = Notice { id: notice, member, code, referral: Some(id), at: now };
        bring_once(app, tx, scope, &notice).await?;
    }
    Ok(())
}

/// A release ends soon: whoever witnessed it asks the person again, or lets it end. Said once for each release, by an id
/// that is always the same.
pub(crate) async fn ends_soon(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    release: &Release,
    now: Timestamp,
) -> crate::Result<()> {
    let Some(witness) = release.signature.as_ref().map(|signature| signature.witness) else { return Ok(()) };
    let row = store::members::find(tx, scope, witness).await?;
    let whom: BTreeSet<MemberId> = if row.is_some_and(|row| row.member.state == MemberState::Active) {
        BTreeSet::from([witness])
    } else {
        housekeeping::leads(app, scope).await?.into_iter().collect()
    };
    for member in housekeeping::who_see(app, tx, scope, release.referral, whom).await? {
        let once = vault::sha256(&[release.id.bytes(), member.bytes()].concat());
        let mut id = [0; 16];
        id.copy_from_slice(&once[..16]);
        let (id, code) = (NoticeId::from_bytes(id), "notice-release-ending".to_owned());
        bring(app, tx, scope, &Notice { id, member, code, referral: Some(release.referral), at: now }).await?;
    }
    Ok(())
}
