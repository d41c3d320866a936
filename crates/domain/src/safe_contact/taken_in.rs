//! A plan that comes from whoever sent the person, where somebody has a plan of their own: which of the two holds.
//!
//! Invariant: a number that the person gave later is replaced by none that they gave before, and one that was forgotten does
//! not come back. What closes contact holds on either side, whichever was said first.

use super::{ClosedBy, ContactWay, PlanPart, SafeContact, Voicemail, changed_parts};
use crate::time::Timestamp;

/// A plan as it came.
#[derive(Debug, Clone)]
pub struct CameIn {
    /// What it says.
    pub plan: SafeContact,
    /// When the partner wrote it.
    pub written_at: Timestamp,
    /// When numbers were forgotten here last: of a plan that was said or written until then nothing comes back by which the
    /// person could be found, however late it is sent on.
    pub forgotten_at: Option<Timestamp>,
    /// A legal hold keeps ours: it can be closed, and nothing of it is replaced.
    pub is_held: bool,
}

/// What becomes of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// Ours from now on; none when it stays as it is.
    pub plan: Option<SafeContact>,
    /// What came was not taken over as it is, and a legal hold keeps it until it can be.
    pub waits: bool,
}

impl CameIn {
    /// Which plan holds here, where `ours` stands.
    ///
    /// What the person said last does. What was said before only closes, if it was written since: "do not contact" takes the
    /// place of ours, and a plan that somebody else's answer or a try has closed closes ours, which keeps its number. So
    /// does one that came without the number it needs, which is no plan for us. One that is closed comes without a number, and
    /// only closes.
    #[must_use]
    pub fn onto(self, ours: &SafeContact) -> TakenIn {
        let Self { plan: theirs, written_at, forgotten_at, is_held } = self;
        let is_never = theirs.way == ContactWay::DoNotContact;
        let is_bare = theirs.number.is_none() && (theirs.way.needs_number() || theirs.closed_by.is_some());
        let is_whole = is_never || !is_bare;
        let is_later = theirs.last_checked >= ours.last_checked;
        // A number that a legal hold kept there goes with the next word that nobody calls.
        let is_shut = ours.way == ContactWay::DoNotContact && ours.number.is_none();
        let closes = !is_shut && (is_later || written_at >= ours.last_checked);
        let closed_by = theirs.closed_by;
        if is_later && is_whole || is_never && closes {
            let is_forgotten = forgotten_at.is_some_and(|at| theirs.last_checked.min(written_at) <= at);
            let theirs = if is_forgotten { theirs.without_numbers() } else { theirs };
            // Where nobody calls there is nothing to dial.
            let number = theirs.number.clone().filter(|_| !is_never);
            let theirs = SafeContact { number, ..theirs };
            return if is_held && takes_away(ours, &theirs) {
                TakenIn { plan: Some(kept(ours, &theirs)), waits: true }
            } else {
                TakenIn { plan: Some(theirs), waits: false }
            };
        }
        TakenIn { plan: closed_by.filter(|_| closes).map(|why| ours.clone().closed(why)), waits: is_held }
    }
}

/// Ours under a hold, once a plan came that would take its place: closed as that one is, and until the person says what is
/// right now. Nothing of it goes.
fn kept(ours: &SafeContact, theirs: &SafeContact) -> SafeContact {
    let last_checked = ours.last_checked.max(theirs.last_checked);
    match theirs.way {
        ContactWay::DoNotContact => SafeContact { way: theirs.way, last_checked, ..ours.clone() },
        _ => ours.clone().closed(theirs.closed_by.unwrap_or(ClosedBy::NewerWaits)),
    }
}

impl SafeContact {
    /// The same, closed for this reason too. Of two reasons the graver stays.
    #[must_use]
    pub fn closed(self, why: ClosedBy) -> Self {
        let grave = |why: ClosedBy| match why {
            // That a newer plan waits is over with the hold; that somebody tried stays.
            ClosedBy::NewerWaits => 0,
            ClosedBy::OneTry => 1,
            ClosedBy::SomeoneElse => 2,
            ClosedBy::Restored => 3,
        };
        let stays = self.closed_by.filter(|stood| grave(*stood) >= grave(why));
        Self { closed_by: stays.or(Some(why)), ..self }
    }
}

/// Whether anything that was said in `before` does not stand in `after` any more. What was left open can be filled in, and
/// the same said again takes nothing away.
#[must_use]
pub fn takes_away(before: &SafeContact, after: &SafeContact) -> bool {
    changed_parts(before, after).into_iter().any(|part| match part {
        PlanPart::Way => before.way != ContactWay::DoNotContact,
        PlanPart::Number => before.number.is_some(),
        PlanPart::Times => before.says_when() || before.zone.is_some(),
        PlanPart::Voicemail => before.voicemail != Voicemail::Never,
        PlanPart::Words => before.words.is_some(),
        PlanPart::CodeWord => before.code_word.is_some(),
        PlanPart::WhoMayAnswer => before.who_may_answer.is_some(),
        PlanPart::Recheck => !before.recheck.is_usual(),
        PlanPart::Closed | PlanPart::Confirmed => false,
    })
}
