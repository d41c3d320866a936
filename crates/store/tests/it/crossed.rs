//! The log of what crossed: page by page, blind to what is hidden, longer than any content, and ended after its time.

use domain::audit::{Act, Actor, Entry};
use domain::ids::{DisclosureId, MemberId, ReferralId};
use domain::org::OrgKind;
use domain::referral::Bank;
use domain::release::Purpose;
use domain::time::{Days, Minutes, Timestamp};
use store::disclosures::log::{self, Line, Reading};
use store::disclosures::{self, Basis, Disclosure};
use store::{OrgScope, StoreOptions, conflicts, retention};
use testkit::rows::{NOW, disclosure, entry, fresh_id, outgoing, purge, referral};
use testkit::{TestStore, both_backends};

const ALL: Timestamp = Timestamp::from_micros(i64::MIN);

pub fn everything(viewer: MemberId) -> Reading {
    let end = (NOW.plus_days(Days(9_999)), DisclosureId::from_bytes([0; 16]));
    Reading { viewer, of_nobody_too: false, from: ALL, before: end, limit: 100 }
}

/// Records with a line each, two in each minute; answers both, in the order of time.
async fn fill(db: &TestStore, scope: &OrgScope, by: MemberId, n: u32) -> Vec<(ReferralId, DisclosureId)> {
    let (scope, mut all) = (*scope, Vec::new());
    for i in 0..n {
        let new = referral(scope.org(), Bank::Sender);
        let id = db.referral(&scope, &new).await;
        let at = NOW.plus_minutes(Minutes(i / 2));
        let line = Disclosure { by: Some(by), at, ..disclosure(&new.referral, &outgoing(&new.referral, None)) };
        all.push((id, line.id));
        db.write(&scope, move |tx| Box::pin(async move { disclosures::insert_all(tx, &[(scope, &line)]).await })).await;
    }
    all
}

async fn by_pages(db: &TestStore, scope: &OrgScope, viewer: MemberId, limit: u32) -> Vec<Line> {
    let (mut lines, mut reading) = (Vec::new(), Reading { limit, ..everything(viewer) });
    loop {
        let page = log::of_all(db.store(), scope, &reading).await.unwrap();
        assert!(page.len() <= limit as usize);
        let Some(last) = page.last() else { return lines };
        reading.before = (last.at, last.id);
        lines.extend(page);
    }
}

both_backends! {
    async fn whoever_opened_the_referral_opened_what_came_with_it_and_nothing_else(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let viewer = db.member(&scope, &[]).await;
        let new = referral(scope.org(), Bank::Sender);
        let (id, crossing) = (db.referral(&scope, &new).await, new.referral.crossing);
        let opened_at = NOW.plus_minutes(Minutes(5));
        let row = |purpose, after: u32| {
            let delivered_at = Some(NOW.plus_minutes(Minutes(after)));
            Disclosure { purpose, delivered_at, ..disclosure(&new.referral, &outgoing(&new.referral, None)) }
        };
        let sent = row(Purpose::WarmReferral, 1);
        let others = [row(Purpose::CoordinatedCare, 2), row(Purpose::WarmReferral, 9)];
        let first = sent.id;
        db.write(&scope, move |tx| Box::pin(async move {
            for one in [&sent].into_iter().chain(&others) {
                disclosures::insert_all(tx, &[(scope, one)]).await?;
            }
            disclosures::set_opened(tx, &scope, crossing, "ines", opened_at).await
        })).await;
        let rows = disclosures::of_referral(db.store(), &scope, viewer, id).await.unwrap();
        let opened: Vec<_> = rows.into_iter().filter(|row| row.opened.is_some()).map(|row| row.id).collect();
        assert_eq!(opened, [first]);
    }

    async fn the_log_is_paged_newest_first_without_a_gap_or_a_repeat(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let filled = fill(db, &scope, viewer, 9).await;
        let whole = by_pages(db, &scope, viewer, 100).await;
        assert_eq!(whole.len(), filled.len());
        assert!(whole.windows(2).all(|pair| (pair[0].at, pair[0].id) > (pair[1].at, pair[1].id)));
        for page in 1..=4 {
            assert_eq!(by_pages(db, &scope, viewer, page).await, whole, "by pages of {page}");
        }
        assert!(whole.iter().all(|line| line.by.as_deref() == Some("Robin") && line.purpose == Some(Purpose::WarmReferral)));
        let from = Reading { from: NOW.plus_minutes(Minutes(2)), before: (NOW.plus_minutes(Minutes(3)), DisclosureId::from_bytes([0; 16])), ..everything(viewer) };
        let within = log::of_all(db.store(), &scope, &from).await.unwrap();
        assert_eq!(within.len(), 2, "the third minute and no more");
    }

    async fn one_record_has_its_own_log_and_whoever_must_not_know_of_it_reads_neither(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let (viewer, stranger) = (db.member(&scope, &[]).await, db.member(&scope, &[]).await);
        let filled = fill(db, &scope, viewer, 3).await;
        let hidden = filled[1].0;
        db.write(&scope, move |tx| Box::pin(async move {
            conflicts::insert(tx, &scope, hidden, stranger, viewer, NOW).await.map(drop)
        })).await;
        assert_eq!(by_pages(db, &scope, viewer, 9).await.len(), 3);
        let left: Vec<_> = by_pages(db, &scope, stranger, 9).await.iter().filter_map(|line| line.referral).collect();
        assert_eq!(left, [filled[2].0, filled[0].0]);
        let of = async |who, id| log::of_record(db.store(), &scope, &everything(who), id).await.unwrap().len();
        assert_eq!((of(viewer, hidden).await, of(stranger, hidden).await, of(stranger, filled[0].0).await), (1, 0, 1));
        let elsewhere = db.found(OrgKind::HealthCenter).await;
        assert_eq!(log::of_record(db.store(), &elsewhere, &everything(viewer), hidden).await.unwrap(), []);
    }

    async fn a_law_s_line_about_nobody_here_is_read_only_by_those_who_write_such_lines(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let spelled = |id: String| if db.store().backend() == "sqlite" { format!("x'{id}'") } else { format!("'{id}'") };
        let (org, id, at) = (spelled(scope.org().to_string()), spelled(fresh_id().simple().to_string()), NOW.micros());
        db.tamper(&format!(
            "INSERT INTO disclosure (org_id, id, elements, basis, at, delivered_at) \
             VALUES ({org}, {id}, 'attendance', 'court_order', {at}, {at})"
        )).await;
        assert_eq!(by_pages(db, &scope, viewer, 9).await, []);
        let read = log::of_all(db.store(), &scope, &Reading { of_nobody_too: true, ..everything(viewer) }).await.unwrap();
        assert_eq!((read.len(), read[0].basis, read[0].referral), (1, Basis::CourtOrder, None));
    }

    async fn the_log_outlives_the_content_and_ends_after_its_own_time(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let filled = fill(db, &scope, viewer, 2).await;
        let id = filled[0].0;
        let before = log::of_record(db.store(), &scope, &everything(viewer), id).await.unwrap();
        db.write(&scope, move |tx| Box::pin(async move { retention::destroy_referral(tx, &scope, id, &purge(NOW)).await.map(drop) })).await;
        assert_eq!(log::of_record(db.store(), &scope, &everything(viewer), id).await.unwrap(), before, "as it was");
        let gone = db.write(&scope, move |tx| Box::pin(async move {
            Ok((disclosures::delete_before(tx, &scope, NOW).await?, disclosures::delete_before(tx, &scope, NOW.plus_seconds(1)).await?))
        })).await;
        assert_eq!(gone, (0, 2), "what is exactly as old as the limit stays");
        assert_eq!(by_pages(db, &scope, viewer, 9).await, []);
    }
}

/// Takes the database back to before the log said by whom and what for.
async fn as_it_was(db: &TestStore) {
    let sqlite = [
        "DROP TABLE mandate",
        "DROP TABLE mandate_notice",
        "DROP INDEX disclosure_time",
        "CREATE TABLE old (org_id BLOB NOT NULL, id BLOB NOT NULL, referral_id BLOB NOT NULL, crossing_id BLOB NOT NULL, \
         to_org BLOB NOT NULL, elements TEXT NOT NULL, basis TEXT NOT NULL, release_id BLOB, message_id BLOB NOT NULL, \
         at INTEGER NOT NULL, delivered_at INTEGER, stopped_at INTEGER, opened_by TEXT, opened_at INTEGER, \
         PRIMARY KEY (org_id, id)) STRICT, WITHOUT ROWID",
        "INSERT INTO old SELECT org_id, id, referral_id, crossing_id, to_org, elements, basis, release_id, message_id, \
         at, delivered_at, stopped_at, opened_by, opened_at FROM disclosure",
        "DROP TABLE disclosure",
        "ALTER TABLE old RENAME TO disclosure",
        "DELETE FROM _sqlx_migrations WHERE version = 8",
    ];
    let postgres = [
        "DROP TABLE mandate",
        "DROP TABLE mandate_notice",
        "DROP INDEX disclosure_time",
        "ALTER TABLE disclosure DROP COLUMN purpose, DROP COLUMN member_id, ALTER COLUMN message_id SET NOT NULL",
        "DELETE FROM _sqlx_migrations WHERE version = 8",
    ];
    let statements = if db.store().backend() == "sqlite" { &sqlite[..] } else { &postgres[..] };
    for statement in statements {
        db.tamper(statement).await;
    }
}

both_backends! {
    async fn a_log_from_before_learns_by_whom_and_what_for(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let viewer = db.member(&scope, &[]).await;
        let (known, _) = fill(db, &scope, viewer, 2).await[0];
        let told = referral(scope.org(), Bank::Receiver);
        let about = db.referral(&scope, &told).await;
        let message = outgoing(&told.referral, None);
        let line = Disclosure {
            elements: [domain::release::Element::Attendance].into(),
            purpose: Purpose::Feedback,
            ..disclosure(&told.referral, &message)
        };
        db.write(&scope, move |tx| Box::pin(async move {
            disclosures::insert_all(tx, &[(scope, &line)]).await?;
            let subject = Some(known.bytes());
            tx.audit(&scope, Entry { actor: Actor::Member(viewer), ..entry(scope.org(), Act::Disclosed, subject) });
            Ok(())
        })).await;
        let before = by_pages(db, &scope, viewer, 9).await;
        as_it_was(db).await;
        let (store, _) = store::Store::open(db.url(), &StoreOptions::default()).await.unwrap();
        let after = log::of_all(&store, &scope, &everything(viewer)).await.unwrap();
        // The audit knows who sent the one; of the others nobody knows.
        let expected: Vec<Line> = before.into_iter().map(|line| Line {
            by: line.by.filter(|_| line.referral == Some(known)),
            ..line
        }).collect();
        assert_eq!(after, expected);
        assert_eq!(after.iter().filter(|line| line.purpose == Some(Purpose::Feedback)).map(|line| line.referral).collect::<Vec<_>>(), [Some(about)]);
    }
}
