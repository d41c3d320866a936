//! A coalition reads sums of what organizations told, and nothing of any one of them; nothing about a person goes there.

use crate::totals::long_together;
use crate::town::*;
use app::affiliations::{self, Way};
use app::roll_up::{self, RollUpView};
use app::{Error, Session, totals};
use domain::audit::Act;
use domain::coalition::{NotAdded, Summed};
use domain::ids::{AffiliationId, CrossingId, MessageId, OrgId};
use domain::measure::Measure;
use domain::member::Role;
use domain::message::MessageKind;
use domain::org::{OrgKind, VaultMode};
use domain::referral::Direction;
use domain::time::{Days, Month};
use domain::totals::Period;
use std::collections::BTreeSet;
use store::inbox::Pending;
use store::outbox::NewOutgoing;
use testkit::state::{Pair, State, connect, connect_and_tell, pair, state};
use testkit::{TestStore, both_backends};

pub const QUARTER: Period = Period::Quarter(2026, 3);
pub const ACCEPTED: (Direction, Measure) = (Direction::ToAdvocacy, Measure::Accepted);

pub async fn view(town: &Town, reader: &Session) -> RollUpView {
    town.deliver().await;
    roll_up::show(&town.app, reader).await.unwrap()
}

pub async fn close(town: &Town, pair: &Pair) {
    totals::close(&town.app, &pair.house, pair.partnership, QUARTER).await.unwrap();
}

/// Houses that tell, each of which took on so many in the quarter, and closed it.
pub async fn told(db: &TestStore, town: &Town, counts: &[usize]) -> State {
    let state = state(town, counts.len()).await;
    long_together(db).await;
    for (pair, n) in state.pairs.iter().zip(counts) {
        connect_and_tell(&town.app, &state.carla, &pair.house).await;
        pair.took_on(db, *n).await;
        close(town, pair).await;
    }
    state
}

/// One of the two compares the words of the other.
pub async fn compare(town: &Town, side: &Session, id: AffiliationId) {
    let all = affiliations::list(&town.app, side).await.unwrap();
    let one = all.iter().find(|one| one.id == id).unwrap();
    affiliations::confirm_key(&town.app, side, id, &one.their_words.join(" ")).await.unwrap();
}

/// So many messages that do not open wait at the coalition since yesterday.
async fn does_not_open(db: &TestStore, town: &Town, (coalition, from): (OrgId, OrgId), n: usize) {
    let (scope, at) = (db.worker().scope(coalition), town.app.now().minus_days(Days(1)));
    let one = || Pending {
        id: MessageId::new(town.app.next_id()),
        from,
        crossing: CrossingId::new(town.app.next_id()),
        kind: MessageKind::CoalitionTotals,
        envelope_sealed: vec![1, 2, 3],
        at,
        until: None,
    };
    let all: Vec<Pending> = std::iter::repeat_with(one).take(n).collect();
    db.write(&scope, move |tx| {
        Box::pin(async move {
            for one in &all {
                let _ = store::inbox::insert_pending(tx, &scope, one).await?;
            }
            Ok(())
        })
    })
    .await;
}

pub fn why(view: &RollUpView) -> Vec<(NotAdded, Option<Period>)> {
    view.refused.iter().map(|one| (one.reason, one.period)).collect()
}

pub fn refused<T: std::fmt::Debug>(done: app::Result<T>) -> &'static str {
    match done {
        Err(Error::Invalid(why)) => why,
        other => panic!("{other:?}"),
    }
}

both_backends! {
    async fn a_coalition_reads_the_sum_and_lets_go_of_what_each_of_them_said(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42]).await;
        let before = view(town, &state.carla).await;
        assert_eq!((before.connected, before.sums.len()), ((3, 3), 0));
        assert_eq!((before.ready[0].period, before.ready[0].told.len(), before.ready[0].missing.len()), (QUARTER, 3, 0));
        assert_eq!(db.look("SELECT period FROM roll_up_report WHERE content LIKE '%25%'").await.len(), 1);
        roll_up::sum(&town.app, &state.carla, QUARTER, None).await.unwrap();
        for reader in [&state.carla, &state.rita] {
            let view = view(town, reader).await;
            let [one] = &view.sums[..] else { panic!("{view:?}") };
            assert_eq!(one.cells[&ACCEPTED], Summed::Of { count: 98, organizations: 3 });
            assert_eq!(one.cells[&(Direction::ToAdvocacy, Measure::Connected)], Summed::Few);
            assert_eq!((one.period, one.told, one.noise), (QUARTER, (3, 3), None));
            assert!(view.ready.is_empty());
        }
        let kept = "SELECT period FROM roll_up_report WHERE content IS NULL AND signature IS NULL AND partner_keys IS NULL";
        assert_eq!(db.look(kept).await.len(), 3);
        assert_eq!(refused(roll_up::sum(&town.app, &state.carla, QUARTER, None).await), "roll-up-before");
        let entries = app::audit::latest(&town.app, &state.carla, None).await.unwrap();
        let n = |act| entries.iter().filter(|line| line.entry.act == act).count();
        assert_eq!((n(Act::CoalitionTook), n(Act::PeriodSummed)), (3, 1));
        assert!(matches!(roll_up::sum(&town.app, &state.rita, QUARTER, None).await, Err(Error::NotFound)), "a reader");
    }

    async fn nothing_is_told_before_a_lead_says_so_and_nothing_after_it_was_stopped(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 1).await;
        long_together(db).await;
        let (app, pair) = (&town.app, &state.pairs[0]);
        let id = connect(app, &state.carla, &pair.house).await;
        let second = Period::Quarter(2026, 2);
        totals::close(app, &pair.house, pair.partnership, second).await.unwrap();
        assert_eq!(view(town, &state.carla).await.ready[0].told.len(), 0);
        assert_eq!(refused(totals::tell_coalition(app, &pair.house, pair.partnership, second).await), "coalition-none-told");
        affiliations::begin_telling(app, &pair.house, id).await.unwrap();
        assert_eq!(refused(affiliations::begin_telling(app, &pair.house, id).await), "coalition-tells-already");
        assert!(view(town, &state.carla).await.ready.iter().all(|one| one.told.is_empty()), "what was closed before is not told by itself");
        pair.took_on(db, 25).await;
        close(town, pair).await;
        let ready = view(town, &state.carla).await.ready;
        assert_eq!(ready.iter().map(|one| (one.period, one.told.len())).collect::<Vec<_>>(), [(QUARTER, 1)]);
        // An earlier one goes when a lead chooses it, once.
        totals::tell_coalition(app, &pair.house, pair.partnership, second).await.unwrap();
        assert_eq!(refused(totals::tell_coalition(app, &pair.house, pair.partnership, second).await), "coalition-told-before");
        assert_eq!(view(town, &state.carla).await.ready.iter().map(|one| one.period).collect::<Vec<_>>(), [QUARTER, second]);
        assert_eq!(refused(totals::tell_coalition(app, &pair.house, pair.partnership, second).await), "coalition-told-before");
        // What is on its way when they stop does not arrive, and what was told stays told.
        let first = Period::Quarter(2026, 1);
        totals::close(app, &pair.house, pair.partnership, first).await.unwrap();
        affiliations::end_telling(app, &pair.house, id).await.unwrap();
        let after = view(town, &state.carla).await;
        assert_eq!(after.connected, (1, 0));
        assert_eq!(after.ready.iter().map(|one| one.period).collect::<Vec<_>>(), [QUARTER, second]);
        let home = app::home::show(app, &pair.house).await.unwrap();
        assert!(home.notices.iter().all(|notice| notice.code != "notice-coalition-not-delivered"), "they know");
        totals::close(app, &pair.house, pair.partnership, Period::Quarter(2025, 4)).await.unwrap();
        assert_eq!(view(town, &state.carla).await.ready, after.ready);
    }

    async fn only_whose_words_were_compared_is_told_and_only_a_coalition(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 1).await;
        long_together(db).await;
        let (app, pair) = (&town.app, &state.pairs[0]);
        let id = affiliations::form(app, state.carla.org_id(), pair.house.org_id()).await.unwrap();
        assert_eq!(refused(affiliations::form(app, pair.house.org_id(), state.carla.org_id()).await), "affiliation-exists");
        assert_eq!(refused(affiliations::begin_telling(app, &pair.house, id).await), "coalition-words-first");
        assert_eq!(refused(affiliations::confirm_key(app, &pair.house, id, "not these words").await), "words-changed");
        assert!(matches!(affiliations::begin_telling(app, &state.carla, id).await, Err(Error::NotFound)), "a coalition tells nobody");
        assert!(matches!(affiliations::list(app, &state.rita).await, Err(Error::NotFound)), "a reader connects nobody");
        assert!(matches!(affiliations::begin_telling(app, &pair.center, id).await, Err(Error::NotFound)), "not theirs");
        for (a, b) in [(&pair.house, &pair.center), (&state.carla, &state.carla)] {
            assert_eq!(refused(affiliations::form(app, a.org_id(), b.org_id()).await), "affiliation-not-between");
        }
        assert_eq!(refused(app::partnerships::form(app, state.carla.org_id(), pair.house.org_id()).await), "partnership-same-kind");
    }

    async fn a_quarter_waits_until_the_coalition_has_compared_the_words(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 1).await;
        long_together(db).await;
        let (app, pair) = (&town.app, &state.pairs[0]);
        let id = affiliations::form(app, state.carla.org_id(), pair.house.org_id()).await.unwrap();
        compare(town, &pair.house, id).await;
        affiliations::begin_telling(app, &pair.house, id).await.unwrap();
        pair.took_on(db, 25).await;
        close(town, pair).await;
        let early = view(town, &state.carla).await;
        assert!(early.ready[0].told.is_empty() && early.refused.is_empty(), "{early:?}");
        let way = async || affiliations::list(app, &pair.house).await.unwrap()[0].periods[0].way;
        assert_eq!(way().await, Way::Told { waits: true });
        assert_eq!(refused(roll_up::sum(app, &state.carla, QUARTER, None).await), "roll-up-words-first");
        assert!(early.waits_for_words);
        compare(town, &state.carla, id).await;
        assert_eq!(refused(roll_up::sum(app, &state.carla, QUARTER, None).await), "roll-up-came-meanwhile", "it is on its way");
        let told = view(town, &state.carla).await;
        assert!(told.ready[0].told.len() == 1 && !told.waits_for_words, "it left at once");
        assert!(matches!(way().await, Way::Arrived(_)));
    }

    async fn a_quarter_is_not_lost_while_the_words_have_to_be_compared_again(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42]).await;
        let app = &town.app;
        let all = affiliations::list(app, &state.carla).await.unwrap();
        town.deliver().await;
        // As if what was compared were not what is there now.
        let changed = "UPDATE affiliation SET confirmed_key = NULL WHERE org_id IN (SELECT id FROM organization WHERE kind = 'coalition')";
        db.tamper(changed).await;
        let waits = view(town, &state.carla).await;
        assert!(waits.ready[0].told.is_empty() && waits.refused.is_empty(), "{waits:?}");
        for one in &all {
            compare(town, &state.carla, one.id).await;
        }
        assert_eq!(view(town, &state.carla).await.ready[0].told.len(), 3);
        // The same once it was taken in, and before it is summed.
        db.tamper(changed).await;
        assert_eq!(refused(roll_up::sum(app, &state.carla, QUARTER, None).await), "roll-up-words-first");
        for one in &all {
            compare(town, &state.carla, one.id).await;
        }
        roll_up::sum(app, &state.carla, QUARTER, None).await.unwrap();
        let view = view(town, &state.carla).await;
        assert_eq!(view.sums[0].cells[&ACCEPTED], Summed::Of { count: 98, organizations: 3 });
        assert!(view.refused.is_empty());
    }

    async fn everything_that_waits_is_taken_in_before_a_quarter_is_summed(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 2).await;
        long_together(db).await;
        let (first, second) = (&state.pairs[0], &state.pairs[1]);
        connect_and_tell(&town.app, &state.carla, &first.house).await;
        affiliations::form(&town.app, state.carla.org_id(), second.house.org_id()).await.unwrap();
        let coalition = state.carla.org_id();
        does_not_open(db, town, (coalition, second.house.org_id()), 60).await;
        does_not_open(db, town, (coalition, first.house.org_id()), 60).await;
        first.took_on(db, 25).await;
        close(town, first).await;
        assert_eq!(view(town, &state.carla).await.ready[0].told.len(), 1);
        assert_eq!(db.look("SELECT kind FROM inbox_pending WHERE kind = 'coalition_totals'").await.len(), 60, "not compared");
    }

    async fn what_was_stopped_while_it_was_delivered_does_not_arrive(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25]).await;
        // As if the stop had come between: it takes the row away.
        db.tamper("DELETE FROM coalition_told").await;
        town.deliver().await;
        assert!(db.look("SELECT kind FROM inbox_pending WHERE kind = 'coalition_totals'").await.is_empty());
        assert!(view(town, &state.carla).await.ready[0].told.is_empty());
    }

    async fn what_comes_after_the_sum_is_named_and_not_added(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42]).await;
        town.deliver().await;
        let late = pair(&town.app, 4).await;
        connect_and_tell(&town.app, &state.carla, &late.house).await;
        late.took_on(db, 50).await;
        roll_up::sum(&town.app, &state.carla, QUARTER, None).await.unwrap();
        let before = view(town, &state.rita).await.sums;
        assert_eq!(before[0].told, (3, 4));
        close(town, &late).await;
        let view = view(town, &state.carla).await;
        assert_eq!(view.sums, before);
        assert_eq!(why(&view), [(NotAdded::Late, Some(QUARTER))]);
        assert_eq!(view.refused[0].by.as_ref().map(|name| name.as_str()), Some("House 4"));
        let entries = app::audit::latest(&town.app, &state.carla, None).await.unwrap();
        assert_eq!(entries.iter().filter(|line| line.entry.act == Act::CoalitionRefused).count(), 1);
    }

    async fn a_quarter_goes_to_one_coalition(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25]).await;
        let (app, pair) = (&town.app, &state.pairs[0]);
        town.deliver().await;
        let other = organization(OrgKind::Coalition, "Primary Care Association", &[], VaultMode::MemberHeld, "pam");
        let pam = found(app, other).await;
        let there = connect(app, &pam, &pair.house).await;
        assert_eq!(refused(affiliations::begin_telling(app, &pair.house, there).await), "coalition-tells-already");
        let here = affiliations::list(app, &pair.house).await.unwrap()[0].id;
        affiliations::end_telling(app, &pair.house, here).await.unwrap();
        affiliations::begin_telling(app, &pair.house, there).await.unwrap();
        let told = totals::tell_coalition(app, &pair.house, pair.partnership, QUARTER).await;
        assert_eq!(refused(told), "coalition-told-before", "two sums with the same number could be taken off each other");
        let all = affiliations::list(app, &pair.house).await.unwrap();
        assert_eq!(all[1].periods.iter().map(|one| one.way).collect::<Vec<_>>(), [Way::Elsewhere]);
    }

    async fn what_was_changed_or_does_not_carry_a_signature_that_holds_is_named_and_not_added(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42, 53]).await;
        view(town, &state.carla).await;
        db.tamper("UPDATE roll_up_report SET content = replace(content, '25', '99')").await;
        roll_up::sum(&town.app, &state.carla, QUARTER, None).await.unwrap();
        let view = view(town, &state.carla).await;
        assert_eq!(view.sums[0].cells[&ACCEPTED], Summed::Of { count: 126, organizations: 3 });
        assert_eq!(view.sums[0].told, (3, 4));
        assert_eq!(why(&view), [(NotAdded::Signature, Some(QUARTER))]);
    }

    async fn what_does_not_open_comes_twice_or_says_something_else_is_not_added(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25]).await;
        town.deliver().await;
        for copy in ["from_org", "crossing_id"] {
            let again = format!(
                "INSERT INTO inbox_pending (org_id, id, from_org, crossing_id, kind, envelope_sealed, at) \
                 SELECT org_id, {copy}, from_org, crossing_id, kind, envelope_sealed, at + 1 FROM inbox_pending \
                 WHERE kind = 'coalition_totals' AND id <> from_org"
            );
            db.tamper(&again).await;
        }
        let broken = "UPDATE inbox_pending SET envelope_sealed = (SELECT signature FROM total_report WHERE org_id = by_org LIMIT 1) WHERE id = crossing_id";
        db.tamper(broken).await;
        let first = view(town, &state.carla).await;
        let mut reasons = why(&first);
        reasons.sort_unstable();
        assert_eq!(reasons, [(NotAdded::Unreadable, None), (NotAdded::Twice, Some(QUARTER))]);
        assert_eq!(first.ready[0].told.len(), 1);
        // As if the house's copy had been put back to before it was closed, and something had come in since.
        let pair = &state.pairs[0];
        db.tamper("DELETE FROM total_report WHERE org_id = by_org").await;
        db.tamper("DELETE FROM coalition_told").await;
        pair.took_on(db, 30).await;
        close(town, pair).await;
        let after = view(town, &state.carla).await;
        assert!(why(&after).contains(&(NotAdded::Contradicts, Some(QUARTER))), "{:?}", why(&after));
        assert_eq!(after.ready, first.ready);
    }

    async fn what_can_no_longer_be_summed_is_let_go_of_and_what_was_not_added_is_named_for_a_year(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42]).await;
        does_not_open(db, town, (state.carla.org_id(), state.pairs[0].house.org_id()), 1).await;
        assert_eq!(view(town, &state.carla).await.refused.len(), 1);
        let kept = async || {
            app::workers::keep_house_once(&town.app).await.unwrap();
            db.look("SELECT period FROM roll_up_report WHERE content IS NOT NULL OR signature IS NOT NULL").await.len()
        };
        assert_eq!(kept().await, 3);
        // Eight quarters are offered in November 2026: the earliest is the last one of 2024.
        db.tamper("UPDATE roll_up_report SET period = '2024-q4'").await;
        assert_eq!(kept().await, 3);
        db.tamper("UPDATE roll_up_report SET period = '2024-q3'").await;
        assert_eq!(kept().await, 0);
        assert_eq!(db.look("SELECT period FROM roll_up_report").await.len(), 3, "that they told stays");
        for (days, n) in [(360_i64, 1), (10, 0)] {
            let earlier = days * 24 * 60 * 60 * 1_000_000;
            db.tamper(&format!("UPDATE roll_up_refused SET at = at - {earlier}")).await;
            kept().await;
            assert_eq!(db.look("SELECT period FROM roll_up_refused").await.len(), n);
        }
    }

    async fn noise_is_drawn_once_and_what_it_spends_is_kept_with_the_quarter(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42]).await;
        town.deliver().await;
        for (budget, why) in [(Some(5000), "roll-up-no-budget"), (Some(0), "roll-up-no-budget")] {
            assert_eq!(refused(roll_up::sum(&town.app, &state.carla, QUARTER, budget).await), why);
        }
        roll_up::sum(&town.app, &state.carla, QUARTER, Some(1000)).await.unwrap();
        let first = view(town, &state.carla).await.sums;
        let noise = first[0].noise.unwrap();
        assert_eq!((noise.each, noise.allowed, noise.spent), (250, 1000, 1000));
        assert_eq!(view(town, &state.rita).await.sums, first, "whoever looks again sees the same draw");
        assert_eq!(refused(roll_up::sum(&town.app, &state.carla, QUARTER, None).await), "roll-up-before");
        assert_eq!(first[0].cells[&(Direction::ToAdvocacy, Measure::Connected)], Summed::Few);
    }

    async fn what_cannot_be_summed_is_said(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 0).await;
        long_together(db).await;
        let sum = async |period| refused(roll_up::sum(&town.app, &state.carla, period, None).await);
        assert_eq!(sum(QUARTER).await, "roll-up-nothing-told");
        assert_eq!(sum(Period::Quarter(2026, 4)).await, "roll-up-not-over");
        assert_eq!(sum(Period::Month(Month { year: 2026, month: 9 })).await, "roll-up-other-length");
        assert_eq!(sum(Period::Year(2025)).await, "roll-up-other-length");
        assert!(matches!(roll_up::show(&town.app, &town.dana).await, Err(Error::NotFound)), "no coalition is there");
    }

    async fn a_year_is_shown_when_its_four_quarters_are(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42]).await;
        for n in [2, 1] {
            for pair in &state.pairs {
                totals::close(&town.app, &pair.house, pair.partnership, Period::Quarter(2026, n)).await.unwrap();
            }
        }
        town.deliver().await;
        for n in [1, 2, 3] {
            roll_up::sum(&town.app, &state.carla, Period::Quarter(2026, n), None).await.unwrap();
        }
        assert!(view(town, &state.rita).await.sums.iter().all(|one| one.period != Period::Year(2026)));
        town.clock.set(town.app.now().plus_days(Days(60)));
        let [carla, house] = [&state.carla, &state.pairs[0].house].map(|one| town.again(one));
        let (carla, house) = (carla.await, house.await);
        totals::close(&town.app, &house, state.pairs[0].partnership, Period::Quarter(2026, 4)).await.unwrap();
        town.deliver().await;
        roll_up::sum(&town.app, &carla, Period::Quarter(2026, 4), Some(4000)).await.unwrap();
        let sums = view(town, &carla).await.sums;
        assert_eq!(sums[0].period, Period::Year(2026));
        assert_eq!(sums[0].cells[&ACCEPTED], Summed::Few, "three of its quarters are few");
        assert_eq!((sums[0].told, sums[0].noise.is_some()), ((1, 3), true));
    }

    async fn nobody_at_a_coalition_has_people_notes_or_an_inbox(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25]).await;
        let (app, carla) = (&town.app, &state.carla);
        assert!(matches!(app::home::show(app, carla).await, Err(Error::NotFound)));
        assert!(matches!(app::notes::save(app, carla, town.note(domain::ids::ReferralId::new(app.next_id()))).await, Err(Error::NotFound)));
        assert!(matches!(app::referrals::inbox(app, carla, None).await, Err(Error::NotFound)));
        assert!(matches!(app::partnerships::standing(app, carla).await, Err(Error::NotFound)));
        assert!(app::partnerships::list(app, carla).await.unwrap().is_empty());
        for role in [Role::Clinician, Role::Advocate, Role::FrontDesk] {
            let invited = app::people::invite(app, carla, label("x"), label("x-login"), BTreeSet::from([role])).await;
            assert_eq!(refused(invited), "roles-not-here");
            let changed = app::people::change_roles(app, carla, state.rita.member(), BTreeSet::from([role])).await;
            assert_eq!(refused(changed), "roles-not-here");
        }
        assert!(app::partnerships::list(app, &state.pairs[0].house).await.unwrap().iter().all(|one| one.org != carla.org_id()),
            "nobody can choose a coalition as the receiver of anything");
    }

    async fn nothing_but_totals_is_delivered_to_a_coalition_and_those_nowhere_else(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25]).await;
        town.deliver().await;
        let (house, now) = (&state.pairs[0].house, town.app.now());
        let scope = db.worker().scope(house.org_id());
        let (coalition, center) = (state.carla.org_id(), state.pairs[0].center.org_id());
        let queued = |to, kind| NewOutgoing {
            id: MessageId::new(town.app.next_id()),
            to,
            crossing: CrossingId::new(town.app.next_id()),
            kind,
            release: None,
            valid_until: None,
            envelope_sealed: vec![1, 2, 3],
            routing: None,
            created_at: now,
        };
        let theirs = [MessageKind::CoalitionTotals, MessageKind::AffiliationEnded];
        let kinds: Vec<_> = MessageKind::ALL.iter().copied().filter(|kind| !theirs.contains(kind)).collect();
        let mut all: Vec<NewOutgoing> = kinds.iter().map(|kind| queued(coalition, *kind)).collect();
        all.extend(theirs.map(|kind| queued(center, kind)));
        let n = all.len();
        db.write(&scope, move |tx| {
            Box::pin(async move {
                for one in &all {
                    store::outbox::insert_all(tx, &[(scope, one)]).await?;
                }
                Ok(())
            })
        })
        .await;
        town.deliver().await;
        let dead = db.look("SELECT last_error FROM outbox WHERE state = 'dead'").await;
        assert_eq!(dead, vec!["not_there"; n]);
        assert_eq!(db.look("SELECT kind FROM inbox_pending").await.iter().filter(|kind| *kind == "coalition_totals").count(), 1);
        assert!(db.look("SELECT bank FROM referral WHERE org_id IN (SELECT id FROM organization WHERE kind = 'coalition')").await.is_empty());
    }
}
