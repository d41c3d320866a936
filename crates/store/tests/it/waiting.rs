//! Writes that have been handed in and not answered yet, so that a test decides which ones share a group.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use store::{Error, Tx, Work};
use testkit::TestStore;
use tokio::sync::oneshot;

/// A write that was handed in.
pub type Handed<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// Hands a write in without waiting for its answer.
pub async fn hand_in<T, F>(db: &TestStore, scope: &store::OrgScope, work: F) -> Handed<T>
where
    F: for<'t> FnOnce(&'t Tx) -> Work<'t, T, Error> + Send + 'static,
    T: Send + 'static,
{
    let (store, org) = (db.store().clone(), scope.org());
    let mut handed: Handed<T> = Box::pin(async move { store.write(org, work).await });
    assert!(!is_answered(&mut handed).await, "the lane answers in a later turn");
    handed
}

/// Whether a write is answered by now.
pub async fn is_answered<T>(handed: &mut Handed<T>) -> bool {
    poll_fn(|cx| Poll::Ready(handed.as_mut().poll(cx).is_ready())).await
}

/// Holds the lane inside a job until the answer is sent or dropped: what is handed in meanwhile shares the next group.
pub async fn hold(db: &TestStore, scope: &store::OrgScope) -> (oneshot::Sender<()>, Handed<()>) {
    let (go, wait) = oneshot::channel::<()>();
    let (inside, is_inside) = oneshot::channel::<()>();
    let handed = hand_in(db, scope, move |_| {
        Box::pin(async move {
            let _ = inside.send(());
            let _ = wait.await;
            Ok(())
        })
    })
    .await;
    is_inside.await.unwrap();
    (go, handed)
}

/// Work that is written down once and done more than once.
pub fn work<T, F>(work: F) -> F
where
    F: for<'t> FnOnce(&'t Tx) -> Work<'t, T, Error>,
{
    work
}
