//! A form that is posted twice does its deed once: a double click, a page that was sent again.

use crate::town::*;
use app::referrals;
use app::{Session, arrivals};
use domain::ids::ReferralId;
use domain::measure::Measure;
use domain::referral::{AttemptResult, DeclineReason, Event, Outcome};
use domain::safe_contact::{ContactWay, Recheck, Voicemail};
use testkit::both_backends;

/// A referral that has arrived at Harbor House.
async fn arrived(town: &Town) -> ReferralId {
    let ours = town.refer().await;
    town.deliver().await;
    town.across(&town.rosa, &town.ines, ours).await
}

/// How many entries the audit chain of this lead's organization has.
async fn written(town: &Town, lead: &Session) -> u64 {
    app::audit::latest(&town.app, lead, None).await.unwrap()[0].seq
}

/// The plan as it was, said again.
fn anew() -> referrals::NewPlan {
    referrals::NewPlan {
        way: ContactWay::Call,
        number: referrals::Masked::Kept,
        zone: None,
        times: [domain::safe_contact::SafeTime::AnyTime].into(),
        days: std::collections::BTreeSet::new(),
        hours: None,
        voicemail: Voicemail::Never,
        words: None,
        code_word: referrals::Masked::Kept,
        who_may_answer: referrals::Masked::Gone,
        recheck: Recheck::Week,
    }
}

/// Everything that counts: events, tallies, entries of the chain.
async fn counts(town: &Town, lead: &Session, id: ReferralId) -> (Vec<Event>, Vec<(Measure, u64)>, u64) {
    let written = written(town, lead).await;
    let tallies = app::home::show(&town.app, lead).await.unwrap().counts;
    let tallies = tallies.iter().map(|count| (count.measure, count.count)).collect();
    let events = referrals::show(&town.app, lead, id).await.unwrap().events;
    (events.into_iter().map(|happened| happened.event).collect(), tallies, written)
}

/// Does it twice with one form, and looks what the second one changed.
macro_rules! twice {
    ($town:expr, $lead:expr, $id:expr, |$form:ident| $deed:expr) => {{
        let $form = $town.form();
        $deed.await.unwrap();
        let once = counts(&$town, $lead, $id).await;
        $deed.await.unwrap();
        let again = counts(&$town, $lead, $id).await;
        assert_eq!((once.0, once.1), (again.0, again.1), "{}", stringify!($deed));
        assert_eq!(once.2 + 1, again.2, "only the look at it was written down: {}", stringify!($deed));
    }};
}

both_backends! {
    async fn every_deed_on_a_record_is_done_once_by_its_form(db: &TestStore) {
        let town = Town::on(db).await;
        let (app, ines, maya) = (&town.app, &town.ines, &town.maya);
        let id = arrived(&town).await;
        twice!(town, maya, id, |form| referrals::accept(app, ines, id, form));
        twice!(town, maya, id, |form| referrals::pass(app, ines, id, form));
        twice!(town, maya, id, |form| referrals::accept(app, ines, id, form));
        twice!(town, maya, id, |form| referrals::attempt(app, ines, id, form, AttemptResult::Reached));
        twice!(town, maya, id, |form| referrals::recheck(app, ines, id, form, ContactWay::Text, None));
        twice!(town, maya, id, |form| referrals::replan(app, ines, id, form, anew()));
        twice!(town, maya, id, |form| referrals::connected(app, ines, id, form, false));
        twice!(town, maya, id, |form| referrals::close(app, ines, id, form, Outcome::DecidedNotTo, false));
        let deeds = db.look("SELECT DISTINCT deed FROM referral_form ORDER BY deed").await;
        let said = [
            "accepted",
            "attempted reached",
            "closed decided_not_to",
            "connected",
            "passed",
            "rechecked",
            "replanned",
        ];
        assert_eq!(deeds, said, "nothing that is sealed, such as the way to reach the person");
        let id = arrived(&town).await;
        twice!(town, maya, id, |form| referrals::decline(app, ines, id, form, DeclineReason::Full, false));
        let id = arrived(&town).await;
        referrals::accept(app, ines, id, town.form()).await.unwrap();
        twice!(town, maya, id, |form| referrals::attempt(app, ines, id, form, AttemptResult::NotSafe));
        twice!(town, maya, id, |form| referrals::know_them(app, ines, id, form));
        assert_eq!(app::health::recount(app, maya.org_id()).await.unwrap(), 0);
    }

    async fn a_visit_is_booked_and_comes_once(db: &TestStore) {
        let town = Town::on(db).await;
        let (app, sam, dana) = (&town.app, &town.sam, &town.dana);
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        referrals::send(app, &town.ines, town.reverse(referral, release)).await.unwrap();
        town.deliver().await;
        let id = town.across(&town.ines, sam, referral).await;
        // The first look of all is told to the sender.
        referrals::show(app, dana, id).await.unwrap();
        twice!(town, dana, id, |form| arrivals::book(app, sam, id, form, "2026-11-25T15:40"));
        twice!(town, dana, id, |form| arrivals::came(app, sam, id, form, true));
    }

    async fn sharing_is_stopped_once(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        let before = written(&town, &town.dana).await;
        let again = referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!((again.died, again.seen.len()), (0, 1), "it still says what was seen");
        assert_eq!(written(&town, &town.dana).await, before);
    }

    async fn two_posts_of_one_form_that_meet_are_one_attempt(db: &TestStore) {
        let town = Town::on(db).await;
        let (app, ines) = (&town.app, &town.ines);
        let id = arrived(&town).await;
        referrals::accept(app, ines, id, town.form()).await.unwrap();
        let form = town.form();
        let post = || referrals::attempt(app, ines, id, form, AttemptResult::Reached);
        let (first, second, third) = tokio::join!(post(), post(), post());
        for done in [first, second, third] {
            done.unwrap();
        }
        let (events, tallies, _) = counts(&town, &town.maya, id).await;
        let reached = |events: &[Event]| events.iter().filter(|e| **e == Event::Attempted(AttemptResult::Reached)).count();
        assert_eq!((reached(&events), tallies.contains(&(Measure::Reached, 1))), (1, true));
        // A form of another page is another attempt, and the person was reached already.
        referrals::attempt(app, ines, id, town.form(), AttemptResult::Reached).await.unwrap();
        let (events, tallies, _) = counts(&town, &town.maya, id).await;
        assert_eq!((reached(&events), tallies.contains(&(Measure::Reached, 1))), (2, true));
    }
}
