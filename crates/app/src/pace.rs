//! Whether the clock can be trusted with what cannot be called back.
//!
//! A clock that jumps ahead makes everything look as if its time were over. Reading ends by it all the same: what is closed
//! too early is asked for again. Destroying waits: until a clock that nobody set right has gone steadily for a day, or until
//! the operator sets back what the jump left behind ([`crate::health::set_clock_back`]).
//!
//! Invariant: in doubt nothing is destroyed by itself. What a person asks to be forgotten goes at once, whatever the clock
//! says.

use crate::node::NODE_LANE;
use crate::{App, Error, Result, housekeeping, notices};
use domain::ids::NoticeId;
use domain::time::{Days, Minutes, Timestamp};
use store::notices::Notice;

/// A clock that is set right moves by seconds, and a summer's hour moves none of it.
const JUMP: Days = Days(2);
/// A node may have been off for a while when it starts: a season is no jump.
const OFF: Days = Days(90);
/// So long a clock has to go steadily before it is believed.
const STEADY_FOR: Minutes = Minutes(24 * 60);
/// The node keeps under this key that the clock is in doubt, since when by the clock itself.
const KEY: &str = "clock_doubted";

/// How the clock on the wall went beside the steady one.
pub(crate) struct Pace {
    wall: Timestamp,
    steady: Timestamp,
    /// In doubt, or begun: by the steady clock.
    since: Timestamp,
    /// Ahead by more than a node is ever off, when it began.
    began_ahead: bool,
}

impl Pace {
    /// As the node begins; `seen` is the latest time that it acted on before.
    pub(crate) fn begin(wall: Timestamp, steady: Timestamp, seen: Option<Timestamp>) -> Self {
        let began_ahead = seen.is_some_and(|seen| wall > seen.plus_days(OFF));
        Self { wall, steady, since: steady, began_ahead }
    }
    /// Answers whether the clock has jumped ahead since it was looked at last.
    fn look(&mut self, wall: Timestamp, steady: Timestamp) -> bool {
        let gone = steady.micros().saturating_sub(self.steady.micros()).max(0);
        let expected = Timestamp::from_micros(self.wall.micros().saturating_add(gone));
        let jumped = wall > expected.plus_days(JUMP) || std::mem::take(&mut self.began_ahead);
        (self.wall, self.steady) = (wall, steady);
        if jumped {
            self.since = steady;
        }
        jumped
    }
    fn is_steady(&self) -> bool {
        self.steady >= self.since.plus_minutes(STEADY_FOR)
    }
}

/// Looks at the clocks. Where they are in doubt nothing is to be destroyed by itself; the leads are told once.
pub(crate) async fn is_trusted(app: &App) -> Result<bool> {
    let (wall, steady) = (app.clock().now(), app.clock().steady());
    let (jumped, is_steady) = {
        let mut pace = app.pace();
        (pace.look(wall, steady), pace.is_steady())
    };
    let doubted = store::node::get(app.store(), KEY).await?;
    match doubted {
        _ if jumped => {
            tracing::error!(event = "clock_jumped_ahead");
            doubt(app, wall).await?;
            Ok(false)
        }
        None => Ok(true),
        // One that was set right again is behind what was acted on: an operator says what holds.
        Some(value) if is_steady && wall.plus_days(JUMP) >= app.now() => {
            believe(app, value).await?;
            Ok(true)
        }
        Some(_) => Ok(false),
    }
}

async fn doubt(app: &App, wall: Timestamp) -> Result<()> {
    let written = app.store().write(NODE_LANE, move |tx| {
        Box::pin(async move { store::node::put(tx, KEY, wall.micros().to_string().as_bytes()).await })
    });
    written.await.map_err(|error: store::Error| Error::from(error))?;
    for org in store::organizations::ids(app.store(), app.worker()).await? {
        let (scope, node, now) = (app.worker().scope(org), app.clone(), app.now());
        let leads = housekeeping::leads(app, &scope).await?;
        let told = app.store().write(org, move |tx| {
            Box::pin(async move {
                for member in leads {
                    let (id, code) = (NoticeId::new(node.next_id()), "notice-clock-jumped".to_owned());
                    notices::bring(&node, tx, &scope, &Notice { id, member, code, referral: None, at: now }).await?;
                }
                Ok(())
            })
        });
        told.await.map_err(|error: store::Error| Error::from(error))?;
    }
    Ok(())
}

async fn believe(app: &App, value: Vec<u8>) -> Result<()> {
    let taken = app
        .store()
        .write(NODE_LANE, move |tx| Box::pin(async move { store::node::take(tx, KEY, &value).await.map(drop) }));
    taken.await.map_err(|error: store::Error| Error::from(error))
}

/// The clock is in doubt no more: an operator looked.
pub(crate) async fn settle(app: &App) -> Result<()> {
    match store::node::get(app.store(), KEY).await? {
        Some(value) => believe(app, value).await,
        None => Ok(()),
    }
}
