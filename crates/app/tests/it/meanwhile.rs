//! What a colleague does in between: both have read what stands before either of them writes.

use crate::town::*;
use app::{Error, Session};
use domain::ids::{ReferralId, ReleaseId};
use domain::referral::Status;
use domain::release::{Element, Purpose};
use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use testkit::{TestStore, both_backends};

/// Whether a deed still does something: how often it was asked to go on.
#[derive(Default)]
struct Seen {
    /// It was told that what it waited for is there.
    is_called: AtomicBool,
    /// How often it went on.
    steps: AtomicU32,
    /// Who runs it.
    runner: Mutex<Option<Waker>>,
}

impl Wake for Seen {
    fn wake(self: Arc<Self>) {
        self.is_called.store(true, Ordering::SeqCst);
        if let Some(runner) = self.runner.lock().unwrap().as_ref() {
            runner.wake_by_ref();
        }
    }
}

impl Seen {
    fn steps(&self) -> u32 {
        self.steps.load(Ordering::SeqCst)
    }
}

/// The same deed, and when it goes on is seen.
async fn seen<T>(deed: impl Future<Output = T>, by: &Arc<Seen>) -> T {
    let mut deed = std::pin::pin!(deed);
    let own = Waker::from(Arc::clone(by));
    by.is_called.store(true, Ordering::SeqCst);
    std::future::poll_fn(move |context| {
        *by.runner.lock().unwrap() = Some(context.waker().clone());
        if !by.is_called.swap(false, Ordering::SeqCst) {
            return Poll::Pending;
        }
        by.steps.fetch_add(1, Ordering::SeqCst);
        deed.as_mut().poll(&mut Context::from_waker(&own))
    })
    .await
}

/// Answers once a deed goes on no more, while so many other reads are answered.
async fn stands_still(town: &Town, (by, about): (&Session, ReferralId), deed: &Seen) {
    let mut last = 0;
    while last == 0 || deed.steps() != last {
        last = deed.steps();
        for _ in 0..40 {
            let _ = app::referrals::other_side(&town.app, by, about).await;
        }
    }
}

/// A deed that has read everything and waits for somebody else to end, who goes on then.
pub async fn once_it_waits<A>(
    town: &Town,
    (by, about): (&Session, ReferralId),
    deed: impl Future<Output = A>,
    then: impl Future<Output = ()>,
) -> A {
    let one = Arc::<Seen>::default();
    let then = async {
        stands_still(town, (by, about), &one).await;
        then.await;
    };
    tokio::join!(seen(deed, &one), then).0
}

/// Two deeds about a record of one organization that read while somebody else writes, and then write in this order.
///
/// A deed that has read everything waits for its write, and is asked to go on no more: when so many other reads were
/// answered meanwhile, the next one begins. So nobody is held for longer than the machine takes, however busy it is.
pub async fn in_this_order<A, B>(
    (db, town): (&TestStore, &Town),
    (by, about): (&Session, ReferralId),
    first: impl Future<Output = A>,
    then: impl Future<Output = B>,
) -> (A, B) {
    let held = db.hold().await;
    let (one, other) = (Arc::<Seen>::default(), Arc::<Seen>::default());
    let then = async {
        stands_still(town, (by, about), &one).await;
        seen(then, &other).await
    };
    let go = async {
        stands_still(town, (by, about), &other).await;
        drop(held);
    };
    let (a, b, ()) = tokio::join!(seen(first, &one), then, go);
    (a, b)
}

both_backends! {
    async fn a_person_s_stop_is_done_though_the_partner_s_word_is_taken_in_just_then(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        let release = ReleaseId::new(town.app.next_id());
        let new = town.new_release(release, theirs, Purpose::Feedback, &[Element::Attendance]);
        app::releases::walk(&town.app, &town.ines, new).await.unwrap();
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        town.deliver().await;
        let shown = app::referrals::show(&town.app, &town.dana, ours);
        let stopped = app::referrals::stop(&town.app, &town.rosa, ours);
        let (shown, stopped) = in_this_order((db, &town), (&town.rosa, ours), shown, stopped).await;
        assert_eq!(shown.unwrap().referral.status, Status::Accepted);
        stopped.unwrap();
        assert_eq!(app::referrals::show(&town.app, &town.rosa, ours).await.unwrap().referral.status, Status::Withdrawn);
        town.deliver().await;
        let view = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert_eq!((view.referral.status, view.card), (Status::Withdrawn, None));
    }

    async fn a_release_taken_back_while_a_colleague_sends_under_it_stops_what_was_sent(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        let sent = app::referrals::send(&town.app, &town.ines, town.reverse(referral, release));
        let revoked = app::releases::revoke(&town.app, &town.june, release);
        let (sent, revoked) = in_this_order((db, &town), (&town.ines, referral), sent, revoked).await;
        sent.unwrap();
        assert_eq!(revoked.unwrap().died, 1, "what still waited");
        let view = app::referrals::show(&town.app, &town.ines, referral).await.unwrap();
        assert_eq!(view.referral.status, Status::Withdrawn);
        assert_eq!(db.look("SELECT kind FROM outbox").await, ["stop"], "and the partner hears of it");
    }

    async fn nothing_is_signed_about_a_record_whose_sharing_is_stopped_just_then(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let release = ReleaseId::new(town.app.next_id());
        let new = town.new_release(release, ours, Purpose::CoordinatedCare, &[Element::CarePlan]);
        let stopped = app::referrals::stop(&town.app, &town.dana, ours);
        let signed = app::releases::walk(&town.app, &town.rosa, new);
        let (stopped, signed) = in_this_order((db, &town), (&town.rosa, ours), stopped, signed).await;
        stopped.unwrap();
        assert!(matches!(signed, Err(Error::Over(_))), "{signed:?}");
        assert!(app::releases::show(&town.app, &town.rosa, release).await.is_err());
    }

    async fn a_hold_that_is_put_while_a_colleague_closes_the_record_keeps_its_number(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        let document = domain::retention::DocumentNumber::parse("26 CV 1182").unwrap();
        let held = app::forgetting::holds::put(&town.app, &town.maya, theirs, town.form(), &document);
        let outcome = domain::referral::Outcome::DecidedNotTo;
        let closed = app::referrals::close(&town.app, &town.ines, theirs, town.form(), outcome, false);
        let (held, closed) = in_this_order((db, &town), (&town.ines, theirs), held, closed).await;
        held.unwrap();
        closed.unwrap();
        let seen = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert!(seen.referral.status.is_final());
        let kept = "SELECT CASE WHEN number_wiped = 0 THEN 'sealed' ELSE 'wiped' END FROM referral WHERE bank = 'receiver'";
        assert_eq!(db.look(kept).await, ["sealed"], "shown to nobody, and kept under the hold");
    }
}
