//! Two organizations tell each other in totals what came of their referrals, and nothing about anybody.

use crate::meanwhile::in_this_order;
use crate::town::*;
use app::totals::{self, Told};
use app::{Error, Session};
use domain::audit::Act;
use domain::ids::{ReferralId, ReleaseId};
use domain::measure::Measure;
use domain::mou::Topic;
use domain::mou::paper::Period as Every;
use domain::referral::{Bank, Direction, Event, Outcome, Status};
use domain::release::{Element, Purpose};
use domain::suppression::Shown;
use domain::time::{Days, Month};
use domain::totals::{NotTaken, Period};
use store::referrals::{Change, Happening};
use testkit::agreed::{clause, in_force};
use testkit::rows::{NOW, purge};
use testkit::state::happened;
use testkit::{TestStore, both_backends};

const OCTOBER: Month = Month { year: 2026, month: 10 };
const FEW: Shown = Shown::Few { below: 11 };

/// The organizations that are partners by now have been since the year before.
pub async fn long_together(db: &TestStore) {
    db.tamper("UPDATE partnership SET created_at = created_at - 40000000000000").await;
}

/// October in the town, on both banks. Answers the records at Harbor House.
async fn october(db: &TestStore, town: &Town, of: [usize; 3]) -> Vec<ReferralId> {
    let (lakeside, harbor) = (town.dana.org_id(), town.maya.org_id());
    happened(db, (lakeside, harbor), Bank::Sender, OCTOBER, [of[0], 0, 0]).await;
    happened(db, (harbor, lakeside), Bank::Receiver, OCTOBER, of).await
}

/// These people ask Harbor House that everything about them be forgotten.
async fn forgotten(db: &TestStore, town: &Town, records: &[ReferralId]) {
    let (scope, records) = (db.worker().scope(town.maya.org_id()), records.to_vec());
    db.write(&scope, move |tx| {
        Box::pin(async move {
            for id in records {
                assert!(store::retention::forget_everything(tx, &scope, id, &purge(NOW)).await?);
            }
            Ok(())
        })
    })
    .await;
}

/// Harbor House takes these on in October, whenever they came.
async fn taken_on(db: &TestStore, town: &Town, records: Vec<ReferralId>) {
    let scope = db.worker().scope(town.maya.org_id());
    db.write(&scope, move |tx| {
        Box::pin(async move {
            for id in records {
                let happening = Happening { event: Event::Accepted, member: None, at: NOW, month: OCTOBER };
                let (from, to) = (Status::Received, Status::Accepted);
                let change = Change { id, from, to, assigned: None, happening };
                assert!(store::referrals::change(tx, &scope, &change).await?);
            }
            Ok(())
        })
    })
    .await;
}

async fn told(town: &Town, reader: &Session) -> Vec<Told> {
    town.deliver().await;
    totals::show(&town.app, reader, town.partnership).await.unwrap().told
}

/// What a report shows of a measure of the way to the advocates.
fn shown(told: &Told, measure: Measure) -> Shown {
    let lines = &told.report.as_ref().expect("its signature holds").lines;
    let line = lines.iter().find(|line| (line.direction, line.measure) == (Direction::ToAdvocacy, measure));
    line.unwrap().shown
}

both_backends! {
    async fn each_side_closes_a_month_and_both_read_what_was_signed(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with, month) = (&town.app, town.partnership, Period::Month(OCTOBER));
        october(db, town, [40, 29, 5]).await;
        let view = totals::show(app, &town.maya, with).await.unwrap();
        assert_eq!((view.every, view.smallest, view.latest), (Every::Month, 11, month));
        totals::close(app, &town.maya, with, month).await.unwrap();
        totals::close(app, &town.dana, with, month).await.unwrap();
        for reader in [&town.maya, &town.dana, &town.rosa, &town.ines] {
            let told = told(town, reader).await;
            let of = |by: &Session| told.iter().find(|told| told.by == by.org_id()).unwrap();
            assert_eq!(shown(of(&town.maya), Measure::Accepted), Shown::Count(29));
            assert_eq!(shown(of(&town.maya), Measure::Connected), FEW);
            assert_eq!(shown(of(&town.maya), Measure::Declined), FEW, "nobody is told as few");
            assert_eq!(shown(of(&town.dana), Measure::Delivered), Shown::Count(40));
            assert_eq!(of(&town.dana).by_name.as_str(), town.dana.name().as_str());
        }
        for lead in [&town.maya, &town.dana] {
            let entries = app::audit::latest(app, lead, None).await.unwrap();
            let closed = entries.iter().filter(|line| line.entry.act == Act::TotalsClosed);
            assert_eq!(closed.count(), 2, "what we told, and what we were told");
        }
    }

    async fn a_period_is_closed_once_when_it_is_over_and_by_a_lead(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with, month) = (&town.app, town.partnership, Period::Month(OCTOBER));
        let close = async |by: &Session, period: Period| totals::close(app, by, with, period).await;
        let november = Period::Month(Month { year: 2026, month: 11 });
        for open in [november, Period::Quarter(2026, 4), Period::Year(2026), Period::Year(2027)] {
            assert!(matches!(close(&town.maya, open).await, Err(Error::Invalid("totals-not-over"))), "{open}");
        }
        for staff in [&town.rosa, &town.ines] {
            assert!(matches!(close(staff, month).await, Err(Error::NotFound)));
        }
        october(db, town, [40, 29, 5]).await;
        close(&town.maya, month).await.unwrap();
        let before = told(town, &town.dana).await;
        assert!(matches!(close(&town.maya, month).await, Err(Error::Invalid("totals-closed-before"))));
        assert_eq!(told(town, &town.dana).await, before);
    }

    async fn a_month_in_which_nothing_happened_tells_nothing(db: &TestStore) {
        let town = &Town::on(db).await;
        let before = totals::close(&town.app, &town.maya, town.partnership, Period::Month(OCTOBER)).await;
        assert!(matches!(before, Err(Error::Invalid("totals-before-us"))), "they did not work together yet");
        long_together(db).await;
        let report = totals::close(&town.app, &town.maya, town.partnership, Period::Month(OCTOBER)).await.unwrap();
        assert!(!report.lines.is_empty() && report.lines.iter().all(|line| line.shown == FEW), "{report:?}");
    }

    async fn a_quarter_does_not_give_back_the_month_that_was_few(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (lakeside, harbor) = (town.dana.org_id(), town.maya.org_id());
        for (month, accepted) in [(7, 25), (8, 4), (9, 27)] {
            let month = Month { year: 2026, month };
            happened(db, (harbor, lakeside), Bank::Receiver, month, [50, accepted, 0]).await;
            totals::close(&town.app, &town.maya, town.partnership, Period::Month(month)).await.unwrap();
        }
        totals::close(&town.app, &town.maya, town.partnership, Period::Quarter(2026, 3)).await.unwrap();
        let told = told(town, &town.dana).await;
        let accepted: Vec<(String, Shown)> =
            told.iter().map(|told| (told.period.to_string(), shown(told, Measure::Accepted))).collect();
        let of = |period: &str| accepted.iter().find(|(one, _)| one == period).unwrap().1;
        assert_eq!([of("2026-07"), of("2026-08"), of("2026-09")], [Shown::Count(25), FEW, Shown::Count(27)]);
        assert!(of("2026-q3").is_hidden(), "56 less 25 less 27 would be four");
    }

    async fn the_agreement_says_how_often_and_from_which_number_on(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        in_force(town, vec![clause(Topic::Counts, &[("period", "quarter"), ("least_shown", "30")])]).await;
        let (app, with) = (&town.app, town.partnership);
        let view = totals::show(app, &town.dana, with).await.unwrap();
        assert_eq!((view.every, view.smallest, view.latest), (Every::Quarter, 30, Period::Quarter(2026, 3)));
        let month = totals::close(app, &town.dana, with, Period::Month(OCTOBER)).await;
        assert!(matches!(month, Err(Error::Invalid("totals-too-short"))));
        let september = Month { year: 2026, month: 9 };
        let (lakeside, harbor) = (town.dana.org_id(), town.maya.org_id());
        happened(db, (lakeside, harbor), Bank::Sender, september, [29, 0, 0]).await;
        let report = totals::close(app, &town.dana, with, Period::Quarter(2026, 3)).await.unwrap();
        assert_eq!(report.lines.iter().find(|line| line.measure == Measure::Delivered).unwrap().shown, Shown::Few { below: 30 });
    }

    async fn what_was_changed_after_it_was_signed_is_shown_without_its_numbers(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with, month) = (&town.app, town.partnership, Period::Month(OCTOBER));
        october(db, town, [40, 29, 5]).await;
        totals::close(app, &town.maya, with, month).await.unwrap();
        assert!(told(town, &town.dana).await[0].report.is_some());
        db.tamper("UPDATE total_report SET content = replace(content, '29', '12')").await;
        for reader in [&town.maya, &town.dana] {
            assert_eq!(told(town, reader).await.iter().map(|told| told.report.clone()).collect::<Vec<_>>(), [None]);
        }
        // What is not known to be out can't be kept from being derived.
        let next = totals::close(app, &town.maya, with, Period::Month(Month { year: 2026, month: 9 })).await;
        assert!(matches!(next, Err(Error::Invalid("totals-contradict"))));
    }

    async fn counts_that_changed_since_are_not_told(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with) = (&town.app, town.partnership);
        october(db, town, [40, 29, 5]).await;
        totals::close(app, &town.maya, with, Period::Month(OCTOBER)).await.unwrap();
        // Late, into a month that was told already.
        october(db, town, [12, 12, 0]).await;
        let next = totals::close(app, &town.maya, with, Period::Month(Month { year: 2026, month: 9 })).await;
        assert!(matches!(next, Err(Error::Invalid("totals-contradict"))));
        assert_eq!(told(town, &town.dana).await.len(), 1);
    }

    async fn what_was_told_stays_true_when_people_are_forgotten_and_the_next_period_is_closed(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with, month) = (&town.app, town.partnership, Period::Month(OCTOBER));
        let records = october(db, town, [40, 29, 5]).await;
        totals::close(app, &town.maya, with, month).await.unwrap();
        forgotten(db, town, &records[..12]).await;
        db.tamper("UPDATE outbox SET envelope_sealed = (SELECT signature FROM total_report)").await;
        town.deliver().await;
        totals::send_again(app, &town.maya, with, month).await.unwrap();
        totals::close(app, &town.maya, with, Period::Month(Month { year: 2026, month: 9 })).await.unwrap();
        let told = told(town, &town.dana).await;
        let october = told.iter().find(|told| told.period == month).unwrap();
        assert_eq!(shown(october, Measure::Accepted), Shown::Count(29));
        assert_eq!(told.len(), 2, "and the next one is told");
    }

    async fn whoever_is_forgotten_before_a_period_is_closed_is_counted_in_it(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let records = october(db, town, [40, 29, 5]).await;
        forgotten(db, town, &records[..1]).await;
        let scope = db.worker().scope(town.maya.org_id());
        let (trail, later) = (records[1], NOW.plus_days(Days(200)));
        db.write(&scope, move |tx| {
            Box::pin(async move {
                assert!(store::retention::destroy_referral(tx, &scope, trail, &purge(NOW)).await?);
                assert!(store::retention::end_trails(tx, &scope, later, 10).await? > 0);
                Ok(())
            })
        })
        .await;
        totals::close(&town.app, &town.maya, town.partnership, Period::Month(OCTOBER)).await.unwrap();
        assert_eq!(shown(&told(town, &town.dana).await[0], Measure::Accepted), Shown::Count(29));
    }

    async fn those_who_came_before_the_first_period_that_is_told_are_among_those_of_whom_it_tells(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (lakeside, harbor) = (town.dana.org_id(), town.maya.org_id());
        let september = Month { year: 2026, month: 9 };
        let late = happened(db, (harbor, lakeside), Bank::Receiver, september, [3, 0, 0]).await;
        happened(db, (harbor, lakeside), Bank::Receiver, OCTOBER, [20, 20, 0]).await;
        taken_on(db, town, late).await;
        totals::close(&town.app, &town.maya, town.partnership, Period::Month(OCTOBER)).await.unwrap();
        let accepted = shown(&told(town, &town.dana).await[0], Measure::Accepted);
        assert!(accepted.is_hidden(), "the clinic sent 23 in all, and 23 were taken on: {accepted:?}");
    }

    async fn a_total_says_nothing_of_those_who_did_not_sign_where_the_others_were_told_of_by_name(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let records = october(db, town, [40, 0, 0]).await;
        taken_on(db, town, records[..12].to_vec()).await;
        let scope = db.worker().scope(town.maya.org_id());
        db.write(&scope, move |tx| {
            Box::pin(async move {
                for id in &records[..12] {
                    store::tally_parts::tell(tx, &scope, *id, &[Measure::Accepted]).await?;
                }
                Ok(())
            })
        })
        .await;
        assert_eq!(store::tally_parts::compare(db.store(), &scope).await.unwrap(), []);
        totals::close(&town.app, &town.maya, town.partnership, Period::Month(OCTOBER)).await.unwrap();
        let accepted = shown(&told(town, &town.dana).await[0], Measure::Accepted);
        assert_eq!(accepted, Shown::Withheld { from: 0 }, "twelve of forty, each of whom the clinic was told of by name");
    }

    async fn who_is_told_of_by_name_is_counted_as_told_in_the_same_moment(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let told = "SELECT measure FROM tally_part WHERE split = 'told' AND count = 1 ORDER BY measure";
        for signs in [false, true] {
            let ours = town.refer().await;
            town.deliver().await;
            let theirs = town.across(&town.rosa, &town.ines, ours).await;
            if signs {
                let release = ReleaseId::new(town.app.next_id());
                let new = town.new_release(release, theirs, Purpose::Feedback, &[Element::Attendance]);
                app::releases::walk(&town.app, &town.ines, new).await.unwrap();
            }
            app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
            assert_eq!(db.look(told).await, if signs { vec!["accepted"] } else { vec![] });
        }
        assert_eq!(app::health::recount(&town.app, town.maya.org_id()).await.unwrap(), 0);
    }

    async fn who_signs_after_being_accepted_is_told_of_as_accepted_too_and_once(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        town.clock.pass(2 * 3_600);
        let release = ReleaseId::new(town.app.next_id());
        let new = town.new_release(release, theirs, Purpose::Feedback, &[Element::Attendance]);
        app::releases::walk(&town.app, &town.ines, new).await.unwrap();
        app::referrals::connected(&town.app, &town.ines, theirs, town.form(), true).await.unwrap();
        let told = "SELECT measure || count FROM tally_part WHERE split = 'told' ORDER BY measure";
        assert_eq!(db.look(told).await, ["accepted1", "connected1"]);
        town.clock.pass(2 * 3_600);
        let end = app::referrals::close(&town.app, &town.ines, theirs, town.form(), Outcome::ServiceUsed, true);
        end.await.unwrap();
        assert_eq!(db.look(told).await, ["accepted1", "connected1", "service_used1"]);
        assert_eq!(app::health::recount(&town.app, town.maya.org_id()).await.unwrap(), 0);
    }

    async fn two_periods_that_are_closed_at_once_are_audited_one_after_the_other(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with) = (&town.app, town.partnership);
        let ours = town.refer().await;
        october(db, town, [40, 29, 5]).await;
        let october = totals::close(app, &town.maya, with, Period::Month(OCTOBER));
        let september = totals::close(app, &town.maya, with, Period::Month(Month { year: 2026, month: 9 }));
        let (one, other) = in_this_order((db, town), (&town.rosa, ours), october, september).await;
        let refused = [one.err(), other.err()].into_iter().flatten().collect::<Vec<_>>();
        assert!(matches!(refused[..], [Error::Invalid("totals-told-meanwhile")]), "{refused:?}");
        assert_eq!(told(town, &town.dana).await.len(), 1);
    }

    async fn totals_cross_as_a_message_and_wait_for_somebody_with_keys(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with, month) = (&town.app, town.partnership, Period::Month(OCTOBER));
        october(db, town, [40, 29, 5]).await;
        let report = totals::close(app, &town.maya, with, month).await.unwrap();
        let ours = totals::show(app, &town.maya, with).await.unwrap();
        assert!(ours.on_its_way && ours.told[0].arrived.is_none());
        assert!(totals::show(app, &town.dana, with).await.unwrap().told.is_empty(), "nothing has crossed yet");
        town.deliver().await;
        let ours = totals::show(app, &town.maya, with).await.unwrap();
        assert!(!ours.on_its_way && ours.told[0].arrived.is_some());
        let home = app::home::show(app, &town.dana).await.unwrap();
        assert!(home.notices.iter().any(|notice| notice.code == "notice-totals-came"), "the leads are told");
        let theirs = totals::show(app, &town.dana, with).await.unwrap();
        assert_eq!(theirs.told[0].report.as_ref(), Some(&report));
        assert!(!theirs.told[0].is_late && theirs.refused.is_empty());
    }

    async fn the_same_totals_twice_and_what_does_not_open_are_not_taken_and_the_page_says_why(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with, month) = (&town.app, town.partnership, Period::Month(OCTOBER));
        october(db, town, [40, 29, 5]).await;
        totals::close(app, &town.maya, with, month).await.unwrap();
        town.deliver().await;
        for copy in ["from_org", "crossing_id"] {
            let again = format!(
                "INSERT INTO inbox_pending (org_id, id, from_org, crossing_id, kind, envelope_sealed, at) \
                 SELECT org_id, {copy}, from_org, crossing_id, kind, envelope_sealed, at + 1 FROM inbox_pending \
                 WHERE kind = 'totals' AND id <> from_org"
            );
            db.tamper(&again).await;
        }
        let broken = "UPDATE inbox_pending SET envelope_sealed = (SELECT signature FROM total_report) \
             WHERE id = crossing_id";
        db.tamper(broken).await;
        let view = totals::show(app, &town.dana, with).await.unwrap();
        assert_eq!(view.told.len(), 1);
        let mut why: Vec<_> = view.refused.iter().map(|one| (one.reason, one.period)).collect();
        why.sort_unstable();
        assert_eq!(why, [(NotTaken::Unreadable, None), (NotTaken::Twice, Some(month))]);
        let entries = app::audit::latest(app, &town.dana, None).await.unwrap();
        assert_eq!(entries.iter().filter(|line| line.entry.act == Act::TotalsRefused).count(), 2);
    }

    async fn other_totals_of_a_period_that_was_told_are_not_taken_and_the_first_stay(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with, month) = (&town.app, town.partnership, Period::Month(OCTOBER));
        october(db, town, [40, 29, 5]).await;
        totals::close(app, &town.maya, with, month).await.unwrap();
        let first = told(town, &town.dana).await;
        // As if their copy had been put back to before it was closed, and something had come in since.
        db.tamper("DELETE FROM total_report WHERE org_id = by_org").await;
        october(db, town, [30, 30, 0]).await;
        totals::close(app, &town.maya, with, month).await.unwrap();
        town.deliver().await;
        let view = totals::show(app, &town.dana, with).await.unwrap();
        assert_eq!(view.told, first);
        let why: Vec<_> = view.refused.iter().map(|one| (one.reason, one.period)).collect();
        assert_eq!(why, [(NotTaken::Contradicts, Some(month))]);
    }

    async fn totals_whose_signature_does_not_hold_are_not_taken(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with, month) = (&town.app, town.partnership, Period::Month(OCTOBER));
        october(db, town, [40, 29, 5]).await;
        totals::close(app, &town.maya, with, month).await.unwrap();
        town.deliver().await;
        // Harbor House has other keys by now than those under which it signed: the message opens, its signature fails.
        let other = "UPDATE organization SET intake_public = (SELECT o.intake_public FROM organization o \
             WHERE o.kind = 'health_center') WHERE kind = 'advocacy'";
        db.tamper(other).await;
        let view = totals::show(app, &town.dana, with).await.unwrap();
        assert!(view.told.is_empty());
        let why: Vec<_> = view.refused.iter().map(|one| one.reason).collect();
        assert!(matches!(why[..], [NotTaken::Signature | NotTaken::Unreadable]), "{why:?}");
    }

    async fn a_paper_is_of_a_quarter_half_or_year_that_was_told_and_of_what_is_in_it(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with) = (&town.app, town.partnership);
        let quarter = Period::Quarter(2026, 3);
        let why = async |period: Option<Period>| match totals::of_period(app, &town.dana, with, period).await {
            Err(Error::Invalid(why)) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(why(None).await, "totals-no-period");
        assert_eq!(why(Some(quarter)).await, "period-paper-not-closed");
        assert_eq!(why(Some(Period::Month(OCTOBER))).await, "period-paper-month");
        assert_eq!(why(Some(Period::Quarter(2026, 4))).await, "period-paper-not-over");
        let september = Period::Month(Month { year: 2026, month: 9 });
        for period in [september, Period::Month(OCTOBER), quarter] {
            totals::close(app, &town.maya, with, period).await.unwrap();
        }
        town.deliver().await;
        let view = totals::of_period(app, &town.dana, with, Some(quarter)).await.unwrap();
        let periods: Vec<Period> = view.told.iter().map(|told| told.period).collect();
        assert_eq!(periods.len(), 2);
        assert!(periods.contains(&quarter) && periods.contains(&september));
        let asked = totals::periods(app, &town.dana, with).await.unwrap();
        let there: Vec<Period> = asked.iter().filter(|one| one.why_not.is_none()).map(|one| one.period).collect();
        assert_eq!(there, [quarter]);
        for staff in [&town.rosa, &town.ines] {
            assert!(matches!(totals::of_period(app, staff, with, Some(quarter)).await, Err(Error::NotFound)));
            assert!(matches!(totals::periods(app, staff, with).await, Err(Error::NotFound)));
        }
        db.tamper("UPDATE total_report SET content = replace(content, 'few', 'new') WHERE period = '2026-q3'").await;
        assert_eq!(why(Some(quarter)).await, "period-paper-unsigned");
    }

    async fn totals_that_were_given_up_on_the_way_are_sent_again_as_they_were_signed(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let (app, with, month) = (&town.app, town.partnership, Period::Month(OCTOBER));
        october(db, town, [40, 29, 5]).await;
        let report = totals::close(app, &town.maya, with, month).await.unwrap();
        let again = async || totals::send_again(app, &town.maya, with, month).await;
        assert!(matches!(again().await, Err(Error::Invalid("totals-went"))), "it is on its way");
        db.tamper("UPDATE outbox SET envelope_sealed = (SELECT signature FROM total_report)").await;
        town.deliver().await;
        let home = app::home::show(app, &town.maya).await.unwrap();
        assert!(home.notices.iter().any(|notice| notice.code == "notice-totals-not-delivered"));
        assert!(told(town, &town.dana).await.is_empty());
        assert!(matches!(totals::send_again(app, &town.ines, with, month).await, Err(Error::NotFound)));
        again().await.unwrap();
        assert_eq!(told(town, &town.dana).await[0].report.as_ref(), Some(&report));
        assert!(matches!(again().await, Err(Error::Invalid("totals-went"))), "it has come");
    }

    async fn what_is_told_after_the_next_period_comes_late(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        let september = Period::Month(Month { year: 2026, month: 9 });
        totals::close(&town.app, &town.maya, town.partnership, september).await.unwrap();
        assert!(told(town, &town.dana).await[0].is_late);
    }

    async fn whose_key_is_not_compared_is_told_nothing(db: &TestStore) {
        let town = &Town::on(db).await;
        long_together(db).await;
        db.tamper("UPDATE partnership_side SET confirmed_partner_key = NULL").await;
        let maya = &town.again(&town.maya).await;
        let closed = totals::close(&town.app, maya, town.partnership, Period::Month(OCTOBER)).await;
        assert!(matches!(closed, Err(Error::NotOpen(_))));
    }
}
