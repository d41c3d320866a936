//! Lists: in order, page by page, and each a range of one index.

use domain::ids::{MemberId, ReferralId};
use domain::org::OrgKind;
use domain::referral::{Bank, DeclineReason, Event, Handoff, Status};
use domain::time::{Days, Minutes, Timestamp};
use store::referrals::{Change, InboxKey, ReferralLine, Unsealed};
use store::{OrgScope, referrals, releases, retention};
use testkit::rows::{NOW, beginning, happening, referral, release};
use testkit::{TestStore, both_backends};

/// Twelve that arrived, every third with somebody on the line, two in each minute; five that were sent.
async fn fill(db: &TestStore, scope: &OrgScope) -> Vec<ReferralId> {
    let scope = *scope;
    let mut all = Vec::new();
    for n in 0..17_u32 {
        let mut new = referral(scope.org(), if n < 12 { Bank::Receiver } else { Bank::Sender });
        new.referral.created_at = NOW.plus_minutes(Minutes(n / 2));
        new.referral.changed_at = new.referral.created_at;
        new.referral.answer_by = NOW.plus_minutes(Minutes(100 - n));
        if n % 3 == 0 {
            new.referral.handoff = Handoff::CallTogether;
        }
        all.push(new);
    }
    let rows = all.clone();
    db.write(&scope, move |tx| {
        Box::pin(async move {
            for new in &rows {
                let _ = referrals::insert(tx, &scope, new, &beginning(new)).await?;
            }
            Ok(())
        })
    })
    .await;
    all.iter().map(|new| new.referral.id).collect()
}

async fn whole_inbox(db: &TestStore, scope: &OrgScope, viewer: MemberId, page: u32) -> Vec<ReferralLine> {
    let (mut all, mut after): (Vec<ReferralLine>, Option<InboxKey>) = (Vec::new(), None);
    loop {
        let rows = referrals::inbox(db.store(), scope, viewer, after, page).await.unwrap();
        assert!(rows.len() <= page as usize);
        let Some(last) = rows.last() else { return all };
        after = Some(last.inbox_key());
        all.extend(rows);
    }
}

both_backends! {
    async fn the_inbox_is_paged_without_a_gap_or_a_repeat(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        fill(db, &scope).await;
        let whole = whole_inbox(db, &scope, viewer, 100).await;
        assert_eq!(whole.len(), 12);
        assert!(whole[..4].iter().all(|line| line.referral.handoff.is_now()), "who waits on the line stands on top");
        assert!(whole[4..].iter().all(|line| !line.referral.handoff.is_now()));
        let in_order = |lines: &[ReferralLine]| lines.is_sorted_by_key(|line| (line.referral.created_at, line.referral.id));
        assert!(in_order(&whole[..4]) && in_order(&whole[4..]));
        for page in 1..=5 {
            assert_eq!(whole_inbox(db, &scope, viewer, page).await, whole, "by pages of {page}");
        }
    }

    async fn a_taken_handoff_is_pinned_no_longer_and_a_finished_one_leaves(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let ids = fill(db, &scope).await;
        let (taken, declined) = (ids[0], ids[3]);
        let at = NOW.plus_minutes(Minutes(30));
        let done = db.write(&scope, move |tx| Box::pin(async move {
            let take = Change { id: taken, from: Status::Received, to: Status::Accepted, assigned: Some(viewer), happening: happening(Event::Accepted, at) };
            let no = DeclineReason::Full;
            let refuse = Change { id: declined, from: Status::Received, to: Status::Declined(no), assigned: None, happening: happening(Event::Declined(no), at) };
            let first = [referrals::change(tx, &scope, &take).await?, referrals::change(tx, &scope, &refuse).await?];
            // Whoever comes second finds that it stands elsewhere, and changes nothing.
            Ok((first, referrals::change(tx, &scope, &take).await?))
        })).await;
        assert_eq!(done, ([true, true], false));
        let inbox = whole_inbox(db, &scope, viewer, 3).await;
        assert_eq!(inbox.len(), 11);
        assert_eq!(inbox.iter().filter(|line| line.inbox_key().queue == -1).count(), 2);
        assert_eq!(inbox.last().unwrap().referral.id, taken, "who has an answer stands below all who wait for one");
        let line = inbox.iter().find(|line| line.referral.id == taken).unwrap();
        assert_eq!((line.referral.assigned, line.assigned_name.as_deref()), (Some(viewer), Some("Robin")));
        let finished = referrals::finished(db.store(), &scope, viewer, NOW, None, 10).await.unwrap();
        assert_eq!(finished.iter().map(|line| line.referral.id).collect::<Vec<_>>(), [declined]);
        assert_eq!(referrals::events(db.store(), &scope, viewer, taken).await.unwrap().len(), 2);
        assert_eq!(referrals::n_waiting(db.store(), &scope, viewer, 100).await.unwrap(), 10);
        assert_eq!(referrals::n_waiting(db.store(), &scope, viewer, 4).await.unwrap(), 4);
        let replies = referrals::replies(db.store(), &scope, &db.worker(), 50).await.unwrap();
        let mut minutes: Vec<u32> = replies.iter().map(|(came, answered)| answered.minutes_since(*came).0).collect();
        minutes.sort_unstable();
        assert_eq!(minutes, [29, 30]);
    }

    async fn an_opened_envelope_says_whether_somebody_waits(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        fill(db, &scope).await;
        let mut sealed = referral(scope.org(), Bank::Receiver);
        sealed.content = referrals::Content { envelope_sealed: Some(vec![1; 900]), ..Default::default() };
        let id = db.referral(&scope, &sealed).await;
        let said = Unsealed {
            handoff: Handoff::InPerson,
            urgency: domain::referral::Urgency::Today,
            language: "so".to_owned(),
            do_not_contact: false,
            sender_name: "Sam".to_owned(),
        };
        assert!(db.write(&scope, move |tx| Box::pin(async move { referrals::unseal(tx, &scope, id, &said).await })).await);
        let inbox = whole_inbox(db, &scope, viewer, 2).await;
        assert_eq!(inbox.len(), 13);
        let place = inbox.iter().position(|line| line.referral.id == id).unwrap();
        assert!(place < 5, "it stands among those on top, at {place}");
        assert_eq!((inbox[place].referral.language.as_str(), inbox[place].referral.do_not_contact), ("so", false));
    }

    async fn what_was_sent_comes_newest_first(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let viewer = db.member(&scope, &[]).await;
        let ids = fill(db, &scope).await;
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let rows = referrals::sent(db.store(), &scope, viewer, NOW, after, 2).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = Some(last.time_key());
            all.extend(rows.iter().map(|line| line.referral.id));
        }
        assert_eq!(all, ids[12..].iter().rev().copied().collect::<Vec<_>>());
    }

    async fn what_waits_comes_by_its_promise_and_is_brought_up_step_by_step(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let ids = fill(db, &scope).await;
        let waiting = referrals::waiting(db.store(), &scope, viewer, 3).await.unwrap();
        assert_eq!(waiting.iter().map(|line| line.referral.id).collect::<Vec<_>>(), [ids[11], ids[10], ids[9]]);
        let now = NOW.plus_minutes(Minutes(91));
        let late = referrals::overdue(db.store(), &scope, &db.worker(), now, 0, 1, 10).await.unwrap();
        assert_eq!(late.iter().map(|line| line.referral.id).collect::<Vec<_>>(), [ids[11], ids[10]]);
        let id = ids[11];
        let raise = crate::waiting::work(move |tx| {
            Box::pin(async move { referrals::escalate(tx, &scope, id, 0, 1).await })
        });
        assert!(db.write(&scope, raise).await);
        assert!(!db.write(&scope, raise).await, "twice is once");
        let late = referrals::overdue(db.store(), &scope, &db.worker(), now, 0, 1, 10).await.unwrap();
        assert_eq!(late.len(), 1);
        assert_eq!(referrals::overdue(db.store(), &scope, &db.worker(), now, 0, 2, 10).await.unwrap().len(), 2);
    }

    async fn still_records_and_ending_releases_are_paged_without_a_gap_or_a_repeat(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let ids = fill(db, &scope).await;
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let nobody = domain::ids::MemberId::from_bytes([0; 16]);
            let rows = retention::coming::records(db.store(), &scope, nobody, (NOW.plus_days(Days(9)), NOW), after, 3).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = Some(last.key());
            all.extend(rows.iter().map(|coming| coming.line.referral.id));
        }
        assert_eq!(all, ids);
        let about = referral(scope.org(), Bank::Sender).referral;
        let signed: Vec<_> = (0..7_u32).map(|n| {
            let mut new = release(scope.org(), &about, viewer);
            new.release.expires_at = Some(NOW.plus_days(Days(1 + n / 2)));
            new
        }).collect();
        let rows = signed.clone();
        db.write(&scope, move |tx| Box::pin(async move {
            for new in &rows {
                let _ = releases::insert(tx, &scope, new).await?;
            }
            Ok(())
        })).await;
        let ends = |after: Option<(Timestamp, domain::ids::ReleaseId)>| {
            releases::expiring(db.store(), &scope, viewer, NOW.plus_days(Days(1)), NOW.plus_days(Days(4)), after, 2)
        };
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let rows = ends(after).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = Some((last.release.expires_at.unwrap(), last.release.id));
            seen.extend(rows.into_iter().map(|row| row.release.id));
        }
        assert_eq!(seen, signed[..6].iter().map(|new| new.release.id).collect::<Vec<_>>());
    }

    async fn content_is_replaced_only_from_the_version_that_was_seen(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let new = referral(scope.org(), Bank::Receiver);
        let id = db.referral(&scope, &new).await;
        let before = referrals::find(db.store(), &scope, viewer, id).await.unwrap().unwrap();
        assert_eq!(before.content, new.content);
        let content = referrals::Content { person_sealed: Some(vault::Sealed::from_bytes(vec![42; 297])), ..new.content.clone() };
        let (first, second) = (content.clone(), content.clone());
        let done = db.write(&scope, move |tx| Box::pin(async move {
            let now = referrals::replace_content(tx, &scope, id, 1, &first, true, true).await?;
            Ok((now, referrals::replace_content(tx, &scope, id, 1, &second, false, false).await?))
        })).await;
        assert_eq!(done, (true, false));
        assert!(db.write(&scope, move |tx| Box::pin(async move { referrals::set_visit(tx, &scope, id, Some("2026-11-30T09:40")).await })).await);
        let after = referrals::find(db.store(), &scope, viewer, id).await.unwrap().unwrap();
        assert_eq!((after.content, after.number_wiped, after.line.referral.version), (content, true, 2));
        assert_eq!(after.line.visit_at.as_deref(), Some("2026-11-30T09:40"));
    }
}

/// A page of a list never sorts and never scans: it walks one index.
#[test]
fn a_page_is_one_range_of_an_index() {
    testkit::run(async {
        let db = TestStore::sqlite().await;
        for (list, order, index) in [
            (
                "bank = 'receiver' AND queue < 2 AND (queue, created_at, id) > (0, 0, x'00')",
                "queue, created_at, id",
                "referral_queue",
            ),
            ("bank = 'sender' AND (created_at, id) < (9, x'00')", "created_at DESC, id DESC", "referral_time"),
            ("status = 'received'", "answer_by, id", "referral_waiting"),
            (
                "destroyed_at IS NULL AND changed_at <= 9 AND (changed_at, id) > (0, x'00')",
                "changed_at, id",
                "referral_still",
            ),
        ] {
            let plan =
                db.plan(&format!("SELECT * FROM referral WHERE org_id = x'00' AND {list} ORDER BY {order} LIMIT 20"));
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{plan}");
        }
        db.end().await;
    });
}
