//! What is listed as due goes on its day and nothing else does; what is gone is proven, plans too; a hold keeps what
//! nobody has read; and who forgets a copy shares nothing of it any more.

use crate::plans::*;
use crate::town::*;
use app::Session;
use app::forgetting::{asks, due, holds, proof, request};
use app::workers::keep_house_once;
use domain::care_plan::PrivateNote;
use domain::ids::ReferralId;
use domain::message::PurgeDecision;
use domain::retention::{Class, DocumentNumber};
use domain::text::PersonText;
use domain::time::Timestamp;
use std::collections::BTreeSet;
use testkit::{TestStore, both_backends};

const DAY: i64 = 24 * 60;

async fn hold(town: &Town, who: &Session, id: ReferralId) {
    let document = DocumentNumber::parse("2026-CV-01147").unwrap();
    holds::put(&town.app, who, id, town.form(), &document).await.unwrap();
}

/// What of a plan the proof names, each with how much.
async fn of_plan(town: &Town, who: &Session, id: ReferralId) -> Vec<String> {
    let shown = proof::of_record(&town.app, who, id).await.unwrap();
    assert!(shown.gone.iter().all(|(_, is_gone)| *is_gone), "it was looked for");
    let lines = shown.gone.iter().map(|(gone, _)| gone.tombstone());
    lines.filter(|line| line.starts_with("plan_items")).collect()
}

/// Everything of Harbor House that holds content now: records, and records with a plan.
async fn standing(db: &TestStore, town: &Town) -> (BTreeSet<String>, BTreeSet<String>) {
    let text = |column: &str| {
        if db.folder().is_some() {
            format!("hex({column})")
        } else {
            format!("upper(replace({column}::text, '-', ''))")
        }
    };
    let org = town.maya.org_id().to_string().to_uppercase().replace('-', "");
    let of = |table: &str, id: &str, also: &str| {
        format!("SELECT DISTINCT {} FROM {table} WHERE {} = '{org}'{also}", text(id), text("org_id"))
    };
    let records = db.look(&of("referral", "id", " AND destroyed_at IS NULL")).await;
    let plans = db.look(&of("plan_item", "referral_id", " AND side = 'ours'")).await;
    (records.into_iter().collect(), plans.into_iter().collect())
}

fn plain(id: ReferralId) -> String {
    id.to_string().to_uppercase().replace('-', "")
}

both_backends! {
    async fn what_is_listed_as_due_goes_on_its_day_and_nothing_else_does(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, unaccepted) = both(&town).await;
        let (_, held) = both(&town).await;
        hold(&town, &town.maya, held).await;
        // Taken, with a plan that lives for fifteen days.
        let (_, planned, _) = planned(&town).await;
        // Declined, with a plan of our own that outlives it.
        let (_, declined) = both(&town).await;
        town.care_release(&town.ines, declined, PLAN).await;
        add(&town, &town.ines, declined, &goal("a room")).await;
        // The partner shares, and we wrote a line of our own.
        let (ours, shared) = both(&town).await;
        town.care_release(&town.rosa, ours, PLAN).await;
        let line = add(&town, &town.rosa, ours, &goal("a ride")).await;
        share(&town, &town.rosa, ours, line, 1).await.unwrap();
        town.deliver().await;
        add(&town, &town.ines, shared, &goal("a key")).await;
        // Its plan was stopped, and a hold keeps it.
        let (_, kept) = both(&town).await;
        let release = town.care_release(&town.ines, kept, PLAN).await;
        add(&town, &town.ines, kept, &goal("a lock")).await;
        app::releases::revoke(&town.app, &town.ines, release).await.unwrap();
        hold(&town, &town.maya, kept).await;
        let times = domain::retention::Schedule::default();
        let shorter = times.clone().with(Class::CarePlan, domain::time::Days(5)).unwrap();
        app::forgetting::times::change(&town.app, &town.maya, &times, shorter).await.unwrap();

        let (mut records, mut plans) = (BTreeSet::new(), BTreeSet::new());
        let began = town.app.now();
        let shown = due::show(&town.app, &town.maya).await.unwrap();
        let predicted = |class: fn(Class) -> bool, until: Timestamp| -> BTreeSet<String> {
            let due = shown.records.iter().filter(|one| class(one.class) && !one.is_held && one.at <= until);
            due.map(|one| plain(one.id)).collect()
        };
        let (all_records, all_plans) = standing(db, &town).await;
        assert_eq!((all_records.len(), all_plans.len()), (6, 4));
        for day in 0..=30 {
            if day > 0 { town.clock.pass(DAY); }
            keep_house_once(&town.app).await.unwrap();
            let (stand, with_plan) = standing(db, &town).await;
            records = all_records.difference(&stand).cloned().collect();
            plans = all_plans.difference(&with_plan).cloned().collect();
            let until = began.plus_minutes(domain::time::Minutes(u32::try_from(day * DAY).unwrap()));
            assert_eq!(records, predicted(|class| class != Class::CarePlan, until), "records, day {day}");
            let gone_with_record: BTreeSet<_> = records.intersection(&all_plans).cloned().collect();
            let said: BTreeSet<_> = predicted(|class| class == Class::CarePlan, until).union(&gone_with_record).cloned().collect();
            assert_eq!(plans, said, "plans, day {day}");
        }
        let gone = [unaccepted, planned, declined, shared].map(plain);
        assert_eq!(records, BTreeSet::from(gone));
        assert!(!records.contains(&plain(held)) && !plans.contains(&plain(kept)));
    }

    async fn a_plan_whose_time_comes_is_listed_by_itself(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs, _) = planned(&town).await;
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        let times = domain::retention::Schedule::default();
        let shorter = times.clone().with(Class::CarePlan, domain::time::Days(5)).unwrap();
        app::forgetting::times::change(&town.app, &town.maya, &times, shorter).await.unwrap();
        let shown = due::show(&town.app, &town.maya).await.unwrap();
        let of: Vec<_> = shown.classes.iter().filter(|of| of.class == Class::CarePlan).collect();
        assert_eq!(of.len(), 1);
        let ends = plan(&town, &town.ines, theirs).await.ours_until.unwrap();
        let at = ends.plus_days(domain::time::Days(5));
        assert_eq!((of[0].soon, of[0].later, of[0].first), (0, 1, at));
        hold(&town, &town.maya, theirs).await;
        let shown = due::show(&town.app, &town.maya).await.unwrap();
        assert!(shown.classes.iter().all(|of| of.class != Class::CarePlan));
        app::referrals::know_them(&town.app, &town.maya, theirs, town.form()).await.unwrap();
        let shown = due::show(&town.app, &town.maya).await.unwrap();
        assert!(shown.records.is_empty() && shown.classes.is_empty(), "and nothing to whom it is hidden from");
    }

    async fn the_proof_counts_what_went_of_a_plan_by_kind_and_never_says_what_it_said(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        let note = PrivateNote::keep(PersonText::parse("a dog", 80).unwrap());
        app::plans::add_note(&town.app, &town.ines, theirs, new_id(&town), &note).await.unwrap();
        plan(&town, &town.rosa, ours).await;
        app::plans::take_line_back(&town.app, &town.ines, theirs, id).await.unwrap();
        town.deliver().await;
        plan(&town, &town.rosa, ours).await;
        assert_eq!(of_plan(&town, &town.rosa, ours).await.len(), 1, "the line that was taken back");
        write(&town, &town.ines, theirs, "waits unread").await.unwrap();
        town.deliver().await;
        request::forget_everything(&town.app, &town.ines, theirs, &theirs.short_code(), false).await.unwrap();
        town.deliver().await;
        let listed = of_plan(&town, &town.ines, theirs).await;
        let count = |name: &str| listed.iter().filter(|line| line.starts_with(name)).count();
        assert_eq!(["plan_items.line", "plan_items.note", "plan_items.letter"].map(count), [1, 1, 1], "one card a kind");
        let shown = proof::of_record(&town.app, &town.ines, theirs).await.unwrap();
        assert!(!format!("{shown:?}").contains("without fear"));
        let there = of_plan(&town, &town.rosa, ours).await;
        assert!(there.iter().any(|line| line.starts_with("plan_items.unread")), "and what she had not read");
    }

    async fn what_went_of_a_plan_is_shown_to_nobody_from_whom_its_record_is_hidden(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs, id) = planned(&town).await;
        app::plans::remove_line(&town.app, &town.ines, theirs, id).await.unwrap();
        let shown = due::show(&town.app, &town.maya).await.unwrap();
        assert_eq!(shown.gone.len(), 1);
        app::referrals::restrict(&town.app, &town.ines, theirs, town.form(), town.june.member()).await.unwrap();
        assert!(due::show(&town.app, &town.maya).await.unwrap().gone.is_empty());
        let (since, scope) = (town.app.now().minus_days(domain::time::Days(1)), db.worker().scope(town.maya.org_id()));
        let stones = store::retention::latest(db.store(), &scope, town.maya.member(), since, 99).await;
        assert_eq!(stones.unwrap(), []);
    }

    async fn a_hold_keeps_what_nobody_has_read_when_the_partner_stops_and_shows_it_to_nobody(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = planned(&town).await;
        hold(&town, &town.dana, ours).await;
        let record = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        app::releases::revoke(&town.app, &town.ines, record.releases[0].id).await.unwrap();
        town.deliver().await;
        let unread = "SELECT kind FROM inbox_pending WHERE kind IN ('plan_line', 'letter')";
        for _ in 0..2 {
            let seen = plan(&town, &town.rosa, ours).await;
            assert!(their_words(&seen).is_empty() && seen.letters.is_empty(), "closed at once");
            assert_eq!(db.look(unread).await.len(), 2, "and kept for the court, as it came");
            keep_house_once(&town.app).await.unwrap();
        }
        holds::lift(&town.app, &town.dana, ours).await.unwrap();
        let seen = plan(&town, &town.rosa, ours).await;
        assert!(their_words(&seen).is_empty() && seen.letters.is_empty(), "nor once the hold is lifted");
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look(unread).await.len(), 0);
    }

    async fn a_hold_keeps_what_ran_out_unread_and_shows_it_to_nobody(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, _, _) = planned(&town).await;
        hold(&town, &town.dana, ours).await;
        town.clock.pass(16 * DAY);
        keep_house_once(&town.app).await.unwrap();
        let unread = "SELECT kind FROM inbox_pending WHERE kind IN ('plan_line', 'letter')";
        let seen = plan(&town, &town.rosa, ours).await;
        assert!(their_words(&seen).is_empty() && seen.letters.is_empty());
        assert_eq!(db.look(unread).await.len(), 2);
        holds::lift(&town.app, &town.dana, ours).await.unwrap();
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look(unread).await.len(), 0);
    }

    async fn who_forgets_a_copy_because_the_partner_asked_shares_nothing_of_it_any_more(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, _) = planned(&town).await;
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await).len(), 1);
        write(&town, &town.ines, theirs, "waits to be sent").await.unwrap();
        asks::ask(&town.app, &town.rosa, ours).await.unwrap();
        let waits = db.look("SELECT kind FROM outbox WHERE state = 'queued' AND kind = 'letter'").await;
        assert_eq!(waits.len(), 1);
        town.deliver().await;
        write(&town, &town.ines, theirs, "waits to be sent").await.unwrap();
        asks::answer(&town.app, &town.ines, theirs, PurgeDecision::Forget).await.unwrap();
        let live = db.look("SELECT 'live' FROM release WHERE purpose = 'coordinated_care' AND revoked_at IS NULL").await;
        assert_eq!(live.len(), 0, "our own release ends with our copy");
        assert_eq!(db.look("SELECT kind FROM outbox WHERE state = 'queued' AND kind = 'letter'").await.len(), 0);
        town.deliver().await;
        let seen = plan(&town, &town.rosa, ours).await;
        assert!(their_words(&seen).is_empty() && seen.letters.is_empty(), "and what we had shared closes there");
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
    }
}
