//! The workers: delivery as soon as something is queued, letters to staff when they are due, housekeeping every half
//! minute.

use crate::{App, Error, Result, Session, delivery, housekeeping, mail};
use domain::ids::{OrgId, ReferralId};
use domain::referral::Bank;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// After the ring, so that what is queued in the same moment crosses together.
const GATHERING: Duration = Duration::from_millis(20);
/// Looks for due messages at least this often: a retry, or another process's message.
const DELIVERY_EVERY: Duration = Duration::from_secs(1);
/// A letter is late by up to three minutes on purpose, so a few seconds more tell nobody anything.
const MAIL_EVERY: Duration = Duration::from_secs(5);
const HOUSEKEEPING_EVERY: Duration = Duration::from_secs(30);

/// Running workers.
pub struct Workers {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Lets each finish the round it is in, and stops.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
    }
}

/// Starts them.
#[must_use]
pub fn start(app: &App) -> Workers {
    let (stop, told) = watch::channel(false);
    let mut tasks =
        vec![tokio::spawn(deliver(app.clone(), told.clone())), tokio::spawn(keep_house(app.clone(), told.clone()))];
    if app.mail_server().is_some() {
        tasks.push(tokio::spawn(write_letters(app.clone(), told)));
    }
    Workers { stop, tasks }
}

async fn deliver(app: App, mut told: watch::Receiver<bool>) {
    while !*told.borrow() {
        match delivery::round(&app).await {
            Ok(0) => {}
            // More wait than were taken at a time.
            Ok(n) if n >= delivery::BATCH => continue,
            Ok(_) => {
                tokio::time::sleep(GATHERING).await;
                continue;
            }
            Err(error) => tracing::error!(event = "delivery_failed", code = error.code()),
        }
        tokio::select! {
            () = app.outgoing().notified() => tokio::time::sleep(GATHERING).await,
            () = tokio::time::sleep(DELIVERY_EVERY) => {}
            _ = told.changed() => {}
        }
    }
}

async fn keep_house(app: App, mut told: watch::Receiver<bool>) {
    while !*told.borrow() {
        if let Err(error) = housekeeping::round(&app).await {
            tracing::error!(event = "housekeeping_failed", code = error.code());
        }
        tokio::select! {
            () = tokio::time::sleep(HOUSEKEEPING_EVERY) => {}
            _ = told.changed() => {}
        }
    }
}

async fn write_letters(app: App, mut told: watch::Receiver<bool>) {
    while !*told.borrow() {
        if let Err(error) = mail::round::round(&app).await {
            tracing::error!(event = "mail_failed", code = error.code());
        }
        tokio::select! {
            () = tokio::time::sleep(MAIL_EVERY) => {}
            _ = told.changed() => {}
        }
    }
}

/// Hands over the letters that are due. Answers how many left. For tests.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn write_letters_once(app: &App) -> Result<u32> {
    mail::round::round(app).await
}

/// Delivers until nothing is due any more. For loads and tests, which do not wait for a timer.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn deliver_all(app: &App) -> Result<()> {
    while delivery::round(app).await? > 0 {}
    Ok(())
}

/// One delivery: as much as is taken at a time. Answers how many messages crossed. For loads and tests.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn deliver_once(app: &App) -> Result<u32> {
    delivery::round(app).await
}

/// One round of housekeeping, now.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn keep_house_once(app: &App) -> Result<()> {
    housekeeping::round(app).await
}

/// Messages of an organization that wait, and that were given up.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn queue_depth(app: &App, org: OrgId) -> Result<(u64, u64)> {
    let depth = housekeeping::queue_depth(app, org).await?;
    Ok((depth.queued, depth.dead))
}

/// The receiver's record of what `sender` sent: for loads and tests, which stand on both banks at once. No page calls
/// it, and each caller shows a session of each side.
///
/// # Errors
/// [`Error::NotFound`] before it is delivered, or when either session may not see its own record.
pub async fn record_across(app: &App, sender: &Session, receiver: &Session, sent: ReferralId) -> Result<ReferralId> {
    let ours = store::referrals::find(app.store(), &sender.scope, sender.member(), sent).await?;
    let crossing = ours.ok_or(Error::NotFound)?.line.referral.crossing;
    let found =
        store::referrals::find_crossing(app.store(), &receiver.scope, app.worker(), crossing, Bank::Receiver).await?;
    Ok(found.ok_or(Error::NotFound)?.referral.id)
}
