//! What became of what we shared of a plan: it is on its way, it is there, or it died in the queue.

use crate::{App, Result, Session};
use domain::ids::{LineId, MessageId, ReferralId};
use std::collections::{BTreeMap, BTreeSet};

/// What became of a message of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It waits: the partner is paused or away.
    Waits,
    /// The partner has it.
    There,
    /// It never crossed and never will: the person asked that nobody be told, or its time was over.
    Died,
}

/// What became of everything that was shared of one record's plan.
pub(super) struct Fates {
    of: BTreeMap<MessageId, Fate>,
    carriers: BTreeMap<LineId, BTreeSet<MessageId>>,
}

impl Fates {
    pub(super) async fn of(app: &App, session: &Session, id: ReferralId) -> Result<Self> {
        let (store, scope) = (app.store(), &session.scope);
        let crossed = store::disclosures::of_referral(store, scope, session.member, id).await?;
        let mut carriers = BTreeMap::<LineId, BTreeSet<MessageId>>::new();
        for (line, message) in store::care_plan::carriers_of(store, scope, session.member, id).await? {
            carriers.entry(line).or_default().insert(message);
        }
        let fate = |row: store::disclosures::Disclosure| {
            let fate = match (row.delivered_at, row.stopped_at) {
                (Some(_), _) => Fate::There,
                (None, Some(_)) => Fate::Died,
                (None, None) => Fate::Waits,
            };
            (row.message, fate)
        };
        Ok(Self { of: crossed.into_iter().map(fate).collect(), carriers })
    }

    /// What became of a message. Of what the log has forgotten by now it is not known that it never crossed.
    pub(super) fn message(&self, message: MessageId) -> Fate {
        self.of.get(&message).copied().unwrap_or(Fate::There)
    }

    /// Whether the partner has older words of a line than those that this message carried.
    pub(super) fn has_older(&self, line: LineId, than: MessageId) -> bool {
        let others = self.carriers.get(&line).into_iter().flatten().filter(|message| **message != than);
        others.into_iter().any(|message| self.of.get(message) == Some(&Fate::There))
    }
}
