//! Either side ends the connection with a coalition: nothing goes or is taken in from then on, what stands in a sum stays, and
//! whoever comes again comes anew. A key that has changed stops it as well, until words are compared again.

use crate::coalition::{ACCEPTED, QUARTER, close, compare, refused, told, view, why};
use crate::totals::long_together;
use crate::town::*;
use app::affiliations::{self, Affiliation, Way, ending};
use app::partner_invitations;
use app::roll_up;
use app::{Error, Session, totals};
use domain::audit::Act;
use domain::coalition::{EndedBy, NotAdded, Summed};
use domain::ids::AffiliationId;
use domain::member::Role;
use domain::totals::Period;
use testkit::both_backends;
use testkit::state::{connect, connect_and_tell, pair, state};

const EARLIER: Period = Period::Quarter(2026, 2);

async fn mine(town: &Town, side: &Session) -> Vec<Affiliation> {
    affiliations::list(&town.app, side).await.unwrap()
}

/// By which side each connection of somebody has ended, in the order of their list.
async fn ends(town: &Town, side: &Session) -> Vec<Option<EndedBy>> {
    mine(town, side).await.iter().map(|one| one.ended.map(|(_, by)| by)).collect()
}

async fn noticed(town: &Town, side: &Session, code: &str) -> usize {
    let all = app::home::notices(&town.app, side).await.unwrap();
    all.iter().filter(|notice| notice.code == code).count()
}

async fn audited(town: &Town, side: &Session) -> Vec<String> {
    let entries = app::audit::latest(&town.app, side, None).await.unwrap();
    let ended = entries.into_iter().filter(|line| line.entry.act == Act::AffiliationEnded);
    ended.map(|line| line.entry.detail).collect()
}

both_backends! {
    async fn who_leaves_is_in_no_later_sum_and_what_they_told_is_let_go_of(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42, 53]).await;
        let (app, house) = (&town.app, &state.pairs[3].house);
        assert_eq!(view(town, &state.carla).await.ready[0].told.len(), 4);
        let id = mine(town, house).await[0].id;
        ending::end(app, house, id).await.unwrap();
        // From this very moment, before the other side has heard of it.
        assert!(matches!(affiliations::begin_telling(app, house, id).await, Err(Error::NotFound)));
        assert_eq!(roll_up::show(app, &state.carla).await.unwrap().connected, (3, 3));
        totals::close(app, house, state.pairs[3].partnership, EARLIER).await.unwrap();
        let told = totals::tell_coalition(app, house, state.pairs[3].partnership, EARLIER).await;
        assert_eq!(refused(told), "coalition-none-told");
        let after = view(town, &state.carla).await;
        assert_eq!((after.connected, after.ready.len(), after.ready[0].told.len()), ((3, 3), 1, 3));
        assert!(after.refused.is_empty(), "{:?}", after.refused);
        assert_eq!(db.look("SELECT period FROM roll_up_report WHERE content IS NOT NULL").await.len(), 3);
        assert_eq!(db.look("SELECT period FROM roll_up_report").await.len(), 4, "that they told stays");
        roll_up::sum(app, &state.carla, QUARTER, None).await.unwrap();
        let sums = view(town, &state.carla).await.sums;
        assert_eq!(sums[0].cells[&ACCEPTED], Summed::Of { count: 98, organizations: 3 });
        assert_eq!(sums[0].told, (3, 3));
        assert_eq!((ends(town, house).await, audited(town, house).await), (vec![Some(EndedBy::Us)], vec!["us".to_owned()]));
        assert_eq!(ends(town, &state.carla).await, [None, None, None, Some(EndedBy::Them)]);
        assert_eq!(audited(town, &state.carla).await, ["them"]);
        let notice = "notice-affiliation-ended";
        assert_eq!((noticed(town, house, notice).await, noticed(town, &state.carla, notice).await), (0, 1));
        assert_eq!(noticed(town, &state.rita, notice).await, 0, "a reader connects nobody");
    }

    async fn a_sum_that_was_made_is_never_made_anew(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42]).await;
        town.deliver().await;
        roll_up::sum(&town.app, &state.carla, QUARTER, None).await.unwrap();
        let before = view(town, &state.rita).await.sums;
        let house = &state.pairs[2].house;
        ending::end(&town.app, house, mine(town, house).await[0].id).await.unwrap();
        let after = view(town, &state.carla).await;
        assert_eq!(after.sums, before);
        assert_eq!(refused(roll_up::sum(&town.app, &state.carla, QUARTER, None).await), "roll-up-before");
        // Two are left, and each would have the other's number by taking off its own.
        for pair in &state.pairs {
            totals::close(&town.app, &pair.house, pair.partnership, EARLIER).await.unwrap();
        }
        town.deliver().await;
        roll_up::sum(&town.app, &state.carla, EARLIER, None).await.unwrap();
        let later = view(town, &state.carla).await.sums;
        let of = later.iter().find(|one| one.period == EARLIER).unwrap();
        assert!(of.cells.values().all(|cell| *cell == Summed::Few), "{:?}", of.cells);
        assert_eq!(of.told, (2, 2));
    }

    async fn a_coalition_ends_it_and_what_is_on_its_way_dies(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25]).await;
        let (app, house) = (&town.app, &state.pairs[0].house);
        let id = mine(town, house).await[0].id;
        for _ in 0..2 {
            ending::end(app, &state.carla, id).await.unwrap();
        }
        let after = view(town, &state.carla).await;
        assert_eq!((after.connected, after.ready[0].told.len(), after.refused.len()), ((0, 0), 0, 0));
        assert!(db.look("SELECT kind FROM inbox_pending WHERE kind = 'coalition_totals'").await.is_empty());
        assert!(db.look("SELECT period FROM coalition_told").await.is_empty(), "it never arrived");
        assert!(db.look("SELECT kind FROM outbox WHERE state = 'queued'").await.is_empty());
        assert_eq!(ends(town, house).await, [Some(EndedBy::Them)]);
        assert_eq!(ends(town, &state.carla).await, [Some(EndedBy::Us)]);
        assert_eq!((audited(town, house).await, audited(town, &state.carla).await), (vec!["them".into()], vec!["us".into()]));
        assert_eq!(noticed(town, house, "notice-affiliation-ended").await, 1);
        assert_eq!(noticed(town, house, "notice-coalition-not-delivered").await, 0, "one word is enough");
        let told = totals::tell_coalition(app, house, state.pairs[0].partnership, QUARTER).await;
        assert_eq!(refused(told), "coalition-none-told");
    }

    async fn the_word_waits_behind_nothing_and_for_no_words(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 1).await;
        long_together(db).await;
        let (app, pair) = (&town.app, &state.pairs[0]);
        let id = affiliations::form(app, state.carla.org_id(), pair.house.org_id()).await.unwrap();
        compare(town, &pair.house, id).await;
        affiliations::begin_telling(app, &pair.house, id).await.unwrap();
        pair.took_on(db, 25).await;
        close(town, pair).await;
        town.deliver().await;
        // The coalition has not compared, so the quarter stands in the queue before the word.
        assert_eq!(db.look("SELECT kind FROM outbox WHERE state = 'queued'").await, ["coalition_totals"]);
        ending::end(app, &pair.house, id).await.unwrap();
        town.deliver().await;
        assert_eq!(ends(town, &state.carla).await, [Some(EndedBy::Them)]);
        town.deliver().await;
        assert!(db.look("SELECT kind FROM outbox WHERE state = 'queued'").await.is_empty());
        assert!(db.look("SELECT kind FROM inbox_pending WHERE kind = 'coalition_totals'").await.is_empty());
    }

    async fn both_end_it_at_once_and_each_says_so(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 1).await;
        long_together(db).await;
        let (app, house) = (&town.app, &state.pairs[0].house);
        let id = connect(app, &state.carla, house).await;
        for side in [&state.carla, house] {
            ending::end(app, side, id).await.unwrap();
        }
        town.deliver().await;
        for side in [&state.carla, house] {
            assert_eq!((ends(town, side).await, audited(town, side).await), (vec![Some(EndedBy::Us)], vec!["us".to_owned()]));
        }
    }

    async fn whoever_comes_again_comes_anew_with_another_code_and_words_compared_again(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 1).await;
        long_together(db).await;
        let (app, pair) = (&town.app, &state.pairs[0]);
        let invite = async || partner_invitations::invite(app, &state.carla, app.next_id(), None, label("House 1")).await.unwrap();
        let code = invite().await;
        partner_invitations::take_up(app, &pair.house, &code).await.unwrap();
        let first = mine(town, &pair.house).await[0].id;
        for side in [&state.carla, &pair.house] {
            compare(town, side, first).await;
        }
        affiliations::begin_telling(app, &pair.house, first).await.unwrap();
        pair.took_on(db, 25).await;
        close(town, pair).await;
        town.deliver().await;
        ending::end(app, &pair.house, first).await.unwrap();
        let early = invite().await;
        assert_eq!(refused(partner_invitations::take_up(app, &pair.house, &early).await), "affiliation-exists", "the word is on its way");
        town.deliver().await;
        assert_eq!(refused(partner_invitations::take_up(app, &pair.house, &code).await), "partner-code-unknown");
        partner_invitations::take_up(app, &pair.house, &early).await.unwrap();
        let all = mine(town, &pair.house).await;
        let [anew, ended] = &all[..] else { panic!("{all:?}") };
        assert!(anew.id != first && ended.id == first && anew.ended.is_none());
        assert!(!anew.confirmed && !anew.confirmed_there && anew.tells_since.is_none(), "{anew:?}");
        let second = anew.id;
        assert_eq!(refused(affiliations::begin_telling(app, &pair.house, second).await), "coalition-words-first");
        for side in [&state.carla, &pair.house] {
            compare(town, side, second).await;
        }
        affiliations::begin_telling(app, &pair.house, second).await.unwrap();
        // What was told along the first one was told this coalition, and is not told again.
        let again = totals::tell_coalition(app, &pair.house, pair.partnership, QUARTER).await;
        assert_eq!(refused(again), "coalition-told-before");
        let ways: Vec<Way> = mine(town, &pair.house).await[0].periods.iter().map(|one| one.way).collect();
        assert!(matches!(ways[..], [Way::Arrived(_)]), "{ways:?}");
        totals::close(app, &pair.house, pair.partnership, EARLIER).await.unwrap();
        town.deliver().await;
        let ready = view(town, &state.carla).await.ready;
        let told: Vec<_> = ready.iter().filter(|one| !one.told.is_empty()).map(|one| one.period).collect();
        assert_eq!(told, [EARLIER]);
    }

    async fn a_connection_is_ended_by_those_whose_it_is(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 2).await;
        long_together(db).await;
        let (app, pair) = (&town.app, &state.pairs[0]);
        let id = connect_and_tell(app, &state.carla, &pair.house).await;
        let at_house = hire(app, &pair.house, "house-admin", Role::Admin).await;
        let ada = hire(app, &state.carla, "ada", Role::Admin).await;
        let other = AffiliationId::new(app.next_id());
        for (who, id) in [
            (&state.rita, id),
            (&pair.center, id),
            (&state.pairs[1].house, id),
            (&at_house, id),
            (&state.carla, other),
        ] {
            assert!(matches!(ending::end(app, who, id).await, Err(Error::NotFound)));
        }
        assert_eq!(ends(town, &pair.house).await, [None]);
        // An admin of a coalition holds none of its keys for what is told, and can end it all the same.
        confirm_sheet(app, &ada).await;
        ending::end(app, &ada, id).await.unwrap();
        assert!(matches!(affiliations::confirm_key(app, &ada, id, "").await, Err(Error::NotFound)));
        town.deliver().await;
        assert_eq!(ends(town, &pair.house).await, [Some(EndedBy::Them)]);
        assert_eq!(noticed(town, &state.carla, "notice-affiliation-ended").await, 1, "her colleague ended it");
    }

    async fn the_staff_of_a_coalition_hear_who_joined_and_what_was_summed(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42]).await;
        let (app, joined) = (&town.app, "notice-affiliation-joined");
        assert_eq!(noticed(town, &state.carla, joined).await, 0, "their words are compared");
        let late = pair(app, 4).await;
        town.clock.pass(1);
        let id = affiliations::form(app, state.carla.org_id(), late.house.org_id()).await.unwrap();
        assert_eq!((noticed(town, &state.carla, joined).await, noticed(town, &state.rita, joined).await), (1, 0));
        compare(town, &state.carla, id).await;
        assert_eq!(noticed(town, &state.carla, joined).await, 0);
        town.deliver().await;
        roll_up::sum(app, &state.carla, QUARTER, None).await.unwrap();
        let summed = "notice-quarter-summed";
        assert_eq!((noticed(town, &state.carla, summed).await, noticed(town, &state.rita, summed).await), (0, 1));
        app::home::notices_seen(app, &state.rita).await.unwrap();
        assert_eq!(noticed(town, &state.rita, summed).await, 0);
    }

    async fn nothing_is_told_to_a_key_that_has_changed_until_words_are_compared_again(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = state(town, 1).await;
        long_together(db).await;
        let (app, pair) = (&town.app, &state.pairs[0]);
        let id = connect_and_tell(app, &state.carla, &pair.house).await;
        pair.took_on(db, 25).await;
        db.tamper("UPDATE organization SET intake_public = signing_public WHERE kind = 'coalition'").await;
        let one = &mine(town, &pair.house).await[0];
        assert!(!one.confirmed && one.key_changed && one.ended.is_none());
        close(town, pair).await;
        assert!(db.look("SELECT kind FROM outbox WHERE kind = 'coalition_totals'").await.is_empty(), "it is not even queued");
        let told = async || totals::tell_coalition(app, &pair.house, pair.partnership, QUARTER).await;
        assert_eq!(refused(told().await), "coalition-none-told");
        compare(town, &pair.house, id).await;
        told().await.unwrap();
        assert!(!mine(town, &pair.house).await[0].key_changed);
        // Neither does a changed key keep anybody from ending it.
        db.tamper("UPDATE organization SET intake_public = (SELECT h.intake_public FROM organization h WHERE h.name = 'Center 1') \
            WHERE kind = 'coalition'").await;
        ending::end(app, &pair.house, id).await.unwrap();
        town.deliver().await;
        assert_eq!(ends(town, &state.carla).await, [Some(EndedBy::Them)]);
    }

    async fn nothing_of_a_key_that_has_changed_is_taken_in_or_summed_until_words_are_compared_again(db: &TestStore) {
        let town = &Town::on(db).await;
        let state = told(db, town, &[25, 31, 42, 53]).await;
        let (app, house) = (&town.app, &state.pairs[0].house);
        assert!(!view(town, &state.carla).await.waits_for_words);
        db.tamper("UPDATE organization SET intake_public = signing_public WHERE name = 'House 1'").await;
        assert!(view(town, &state.carla).await.waits_for_words);
        let changed = mine(town, &state.carla).await.into_iter().filter(|one| one.key_changed);
        assert_eq!(changed.map(|one| one.name.to_string()).collect::<Vec<_>>(), ["House 1"]);
        assert_eq!(refused(roll_up::sum(app, &state.carla, QUARTER, None).await), "roll-up-words-first");
        compare(town, &state.carla, mine(town, house).await[0].id).await;
        // What was told with the earlier key carries no signature of the later one: it is named, and not added.
        roll_up::sum(app, &state.carla, QUARTER, None).await.unwrap();
        let after = view(town, &state.carla).await;
        assert_eq!(after.sums[0].cells[&ACCEPTED], Summed::Of { count: 126, organizations: 3 });
        assert_eq!(why(&after).iter().map(|(why, _)| *why).collect::<Vec<_>>(), [NotAdded::Signature]);
    }
}
