//! Whoever is about to lapse in what they know of a partner, or whose certificate ends, is told 30 days before, and so are the
//! leads. Each organization about its own staff.
//!
//! Invariant: each lapse is said once to whoever it is about; a lead hears once of a day on which somebody lapses.

use crate::mou::once;
use crate::{App, Error, Result, housekeeping, notices, trainings};
use domain::day::Day;
use domain::ids::{MemberId, NoticeId};
use domain::member::MemberState;
use domain::qualified::last_ones;
use domain::training::is_time_to_tell;
use domain::workspace::Noun;
use std::collections::BTreeSet;
use store::OrgScope;
use store::notices::Notice;
use uuid::Uuid;

/// What lapses: whose, what, and the last day on which it counts.
type Lapse = (MemberId, Uuid, Day);

/// One round over an organization.
pub(crate) async fn round(app: &App, scope: OrgScope) -> Result<()> {
    let org = store::organizations::get(app.store(), &scope).await?.organization;
    let (now, today) = (app.now(), Day::of(app.now(), &org.time_zone));
    let mut lapses: Vec<Lapse> = Vec::new();
    for row in store::partnerships::list(app.store(), &scope).await? {
        let id = row.partnership.id;
        let there = store::trainings::list(app.store(), &scope, id).await?;
        if there.is_empty() {
            continue;
        }
        let held = crate::mou::standing(app.store(), &scope, id, Noun::Training).await?;
        let until = trainings::until(&held, &there, org.kind);
        lapses.extend(until.into_iter().map(|(member, last)| (member, id.uuid(), last)));
    }
    let certificates = last_ones(&store::certificates::list(app.store(), &scope).await?);
    lapses.extend(certificates.iter().filter_map(|one| Some((one.member, one.id.uuid(), one.expires_on?))));
    let said = store::trainings::lapses_said(app.store(), &scope).await?;
    let is_said = |(member, about, last): &Lapse| said.contains(&(*member, *about, last.code()));
    lapses.retain(|one| is_time_to_tell(today, one.2) && !is_said(one));
    if lapses.is_empty() {
        return Ok(());
    }
    let here: BTreeSet<MemberId> = store::members::list(app.store(), &scope)
        .await?
        .into_iter()
        .filter(|row| row.member.state == MemberState::Active && housekeeping::reads_notices(&row.member.roles))
        .map(|row| row.member.id)
        .collect();
    lapses.retain(|(member, _, _)| here.contains(member));
    let (leads, node) = (housekeeping::leads(app, &scope).await?, app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for (member, about, last) in lapses {
                    if !store::trainings::say_lapse(tx, &scope, (member, about), last, now).await? {
                        continue;
                    }
                    let own = (NoticeId::new(node.next_id()), member, "notice-own-lapse");
                    let of_staff = |lead: &MemberId| {
                        (once(&[b"lapse", last.code().as_bytes(), &lead.bytes()]), *lead, "notice-staff-lapse")
                    };
                    let told = leads.iter().filter(|lead| **lead != member).map(of_staff);
                    for (id, member, code) in told.chain([own]) {
                        let notice = Notice { id, member, code: code.to_owned(), referral: None, at: now };
                        notices::bring(&node, tx, &scope, &notice).await?;
                    }
                }
                Ok::<_, Error>(())
            })
        })
        .await
}
