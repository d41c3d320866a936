//! "Never show them this": whoever stands on a record's list learns nothing of it, from any function.

use crate::crossed::everything;
use domain::audit::Act;
use domain::cues::NextStep;
use domain::ids::{MemberId, ReferralId};
use domain::org::OrgKind;
use domain::referral::Bank;
use domain::time::Days;
use domain::time::Timestamp;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use store::{
    OrgScope, accesses, audit, conflicts, disclosures, notes, notices, outbox, referrals, releases, restrictions,
    wishes,
};
use testkit::TestStore;
use testkit::rows::{NOW, disclosure, entry, note, notice, outgoing, referral, release};

/// A record with everything that hangs on one.
struct Whole {
    id: ReferralId,
    release: domain::ids::ReleaseId,
    note: domain::ids::NoteId,
}

async fn whole(db: &TestStore, scope: &OrgScope, bank: Bank, members: &[MemberId]) -> Whole {
    let (scope, members) = (*scope, members.to_vec());
    let new = referral(scope.org(), bank);
    let id = db.referral(&scope, &new).await;
    let signed = release(scope.org(), &new.referral, members[0]);
    let release = signed.release.id;
    let message = outgoing(&new.referral, Some(release));
    let log = disclosure(&new.referral, &message);
    let mut visit = note(members[0], NextStep::SupportNow);
    visit.referral = Some(id);
    let note = visit.id;
    db.write(&scope, move |tx| {
        Box::pin(async move {
            let _ = releases::insert(tx, &scope, &signed).await?;
            outbox::insert_all(tx, &[(scope, &message)]).await?;
            disclosures::insert_all(tx, &[(scope, &log)]).await?;
            let _ = notes::insert(tx, &scope, &visit).await?;
            for member in members {
                let _ = notices::insert(tx, &scope, &notice(member, Some(id))).await?;
            }
            tx.audit(&scope, entry(scope.org(), Act::ReferralOpened, Some(id.bytes())));
            tx.audit(&scope, entry(scope.org(), Act::ReleaseSigned, Some(release.bytes())));
            tx.audit(&scope, entry(scope.org(), Act::NoteSaved, Some(note.bytes())));
            tx.audit(&scope, entry(scope.org(), Act::Disclosed, Some(message.id.bytes())));
            Ok(())
        })
    })
    .await;
    Whole { id, release, note }
}

/// How often a viewer comes across a record, over every function that takes a viewer.
async fn sightings(db: &TestStore, scope: &OrgScope, viewer: MemberId, record: &Whole) -> usize {
    let (db, id) = (db.store(), record.id);
    let is_it = |lines: Vec<referrals::ReferralLine>| lines.iter().filter(|line| line.referral.id == id).count();
    let about = |entries: Vec<audit::Chained>| {
        let subjects = [id.bytes(), record.release.bytes(), record.note.bytes()];
        entries.iter().filter(|chained| chained.entry.subject.is_some_and(|s| subjects.contains(&s))).count()
    };
    let seen = [
        usize::from(referrals::find(db, scope, viewer, id).await.unwrap().is_some()),
        is_it(referrals::inbox(db, scope, viewer, None, 99).await.unwrap()),
        is_it(referrals::sent(db, scope, viewer, NOW, None, 99).await.unwrap()),
        is_it(referrals::waiting(db, scope, viewer, 99).await.unwrap()),
        referrals::events(db, scope, viewer, id).await.unwrap().len(),
        releases::of_referral(db, scope, viewer, id).await.unwrap().len(),
        usize::from(releases::find(db, scope, viewer, record.release).await.unwrap().is_some()),
        usize::from(releases::find_form(db, scope, viewer, record.release).await.unwrap().is_some()),
        releases::expiring(db, scope, viewer, NOW, NOW.plus_days(Days(99)), None, 99)
            .await
            .unwrap()
            .iter()
            .filter(|row| row.release.referral == id)
            .count(),
        disclosures::of_referral(db, scope, viewer, id).await.unwrap().len(),
        disclosures::log::of_all(db, scope, &everything(viewer))
            .await
            .unwrap()
            .iter()
            .filter(|l| l.referral == Some(id))
            .count(),
        disclosures::log::of_record(db, scope, &everything(viewer), id).await.unwrap().len(),
        usize::from(notes::find(db, scope, viewer, record.note).await.unwrap().is_some()),
        notices::list_unseen(db, scope, viewer, NOW, 99)
            .await
            .unwrap()
            .iter()
            .filter(|n| n.referral == Some(id))
            .count(),
        conflicts::of_referral(db, scope, viewer, id).await.unwrap().len(),
        restrictions::named(db, scope, viewer, id).await.unwrap().len(),
        wishes::of_referral(db, scope, viewer, id).await.unwrap().len(),
        about(audit::latest(db, scope, viewer, false, None, 999).await.unwrap()),
        audit::of_subject(db, scope, viewer, id.bytes(), &[Act::ReferralOpened], 9).await.unwrap().len(),
    ];
    seen.iter().sum()
}

/// `hidden` says who stands on which record's list, `kept` which records are kept to two of the three members (who is
/// left out).
async fn hides(db: &TestStore, hidden: &BTreeSet<(usize, usize)>, kept: &BTreeMap<usize, usize>) {
    let scope = db.found(OrgKind::Advocacy).await;
    let mut members = Vec::new();
    for _ in 0..3 {
        members.push(db.member(&scope, &[]).await);
    }
    let mut records = Vec::new();
    for n in 0..4 {
        records.push(whole(db, &scope, if n % 2 == 0 { Bank::Receiver } else { Bank::Sender }, &members).await);
    }
    for &(record, member) in hidden {
        let (referral, member, by) = (records[record].id, members[member], members[0]);
        db.write(&scope, move |tx| {
            Box::pin(async move { conflicts::insert(tx, &scope, referral, member, by, NOW).await.map(drop) })
        })
        .await;
    }
    for (&record, &left_out) in kept {
        let referral = records[record].id;
        let two: Vec<_> =
            members.iter().copied().enumerate().filter(|(m, _)| *m != left_out).map(|(_, id)| id).collect();
        db.write(&scope, move |tx| {
            Box::pin(async move { restrictions::replace(tx, &scope, referral, &two, two[0], NOW).await })
        })
        .await;
    }
    let hidden: BTreeSet<_> = hidden.iter().copied().chain(kept.iter().map(|(r, m)| (*r, *m))).collect();
    // Whoever is hired afterwards sees every record but those that are kept to two.
    let newcomer = db.member(&scope, &[]).await;
    for (r, record) in records.iter().enumerate() {
        assert_eq!(sightings(db, &scope, newcomer, record).await == 0, kept.contains_key(&r), "record {r}");
    }
    let seen = accesses::since(db.store(), &scope, newcomer, Timestamp::from_micros(0), 999).await.unwrap();
    assert!(
        seen.iter()
            .all(|one| records.iter().enumerate().all(|(r, record)| record.id != one.record || !kept.contains_key(&r)))
    );
    for (m, viewer) in members.iter().enumerate() {
        for (r, record) in records.iter().enumerate() {
            let seen = sightings(db, &scope, *viewer, record).await;
            assert_eq!(seen == 0, hidden.contains(&(r, m)), "member {m}, record {r}: {seen} sightings of {hidden:?}");
        }
        let visible = (0..4).step_by(2).filter(|r| !hidden.contains(&(*r, m))).count();
        let counted = referrals::n_waiting(db.store(), &scope, *viewer, 99).await.unwrap();
        assert_eq!(counted as usize, visible, "a count is a sighting too");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_on_the_list_gets_a_row_a_byte_or_a_count(
        hidden in proptest::collection::btree_set((0..4_usize, 0..3_usize), 0..8),
        kept in proptest::collection::btree_map(0..4_usize, 0..3_usize, 0..4),
    ) {
        testkit::run(async {
            for db in [TestStore::sqlite().await, TestStore::postgres().await] {
                hides(&db, &hidden, &kept).await;
                db.end().await;
            }
        });
    }
}
