//! What may be readable, as a page of arithmetic: no key, no row, no queue.
//!
//! Read it as the survivor would: what did I allow, until when, did I take it back, and was it forgotten since?

use domain::ids::{ReferralId, ReleaseId};
use domain::referral::{Status, Told};
use domain::release::Element;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// Which organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Lakeside,
    Harbor,
}

/// How far the word of a person has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Signed, and nothing sent.
    Signed,
    /// Waits to be delivered.
    Queued,
    /// Is there.
    Crossed,
    /// Ended on the way: too late, or taken back.
    Never,
}

/// Something that the partner may be told.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    pub told: Told,
    pub ends: Timestamp,
}

/// One person who crosses, or may.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who sends them.
    pub from: Side,
    /// The record there.
    pub ours: ReferralId,
    /// The record over there, once it was seen.
    pub theirs: Option<ReferralId>,
    /// The release; nothing for a patient's recorded agreement.
    pub release: Option<ReleaseId>,
    /// What they ticked.
    pub allowed: BTreeSet<Element>,
    /// Until when.
    pub ends: Timestamp,
    pub way: Way,
    /// They took it back.
    pub withdrawn: bool,
    /// The word "stop" is on its way.
    pub stop_waits: bool,
    /// End of a release for feedback that names attendance, signed over there and not taken back.
    pub feedback: Option<Timestamp>,
    /// What of it waits to be told.
    pub tellings: Vec<Telling>,
    /// What the sender may know of it.
    pub known: BTreeSet<&'static str>,
    /// Nothing may be readable over there any more: stopped and heard of, or destroyed.
    pub closed_there: bool,
    /// Somebody there took it, and it is their own record since.
    pub taken: bool,
    /// The number was wiped there.
    pub number_gone: bool,
}

impl Person {
    /// Is what was allowed still allowed?
    pub fn is_live(&self, now: Timestamp) -> bool {
        !self.withdrawn && now < self.ends
    }
    /// Nothing is readable over there: it was stopped or forgotten, or nobody took it while it was allowed.
    pub fn is_closed_there(&self, now: Timestamp) -> bool {
        self.closed_there || (!self.taken && now >= self.ends)
    }
    /// The sender stops, or takes back what has not been sent. `has_record`: there is something to stop.
    pub fn withdraw(&mut self, has_record: bool) {
        self.withdrawn = true;
        if self.way == Way::Queued {
            self.way = Way::Never;
        }
        self.stop_waits |= has_record;
    }
    /// The receiver takes back its own releases: nothing more is told.
    pub fn silence(&mut self) {
        self.feedback = None;
        self.tellings.clear();
    }
}

/// Everything that may be known.
#[derive(Debug, Clone, Default)]
pub struct Book {
    pub people: Vec<Person>,
    pub paused: bool,
}

impl Book {
    /// Everything that waits leaves now.
    pub fn deliver(&mut self, now: Timestamp) {
        for person in &mut self.people {
            if person.way == Way::Queued {
                person.way = match (now < person.ends, self.paused) {
                    (false, _) => Way::Never,
                    (true, false) => Way::Crossed,
                    (true, true) => Way::Queued,
                };
            }
            if !self.paused {
                for telling in person.tellings.drain(..) {
                    if now < telling.ends {
                        person.known.insert(telling.told.code());
                    }
                }
            }
            // Never too late, and a paused partner hears it too.
            if person.stop_waits {
                person.stop_waits = false;
                person.closed_there = true;
                person.silence();
            }
        }
    }
    /// An older copy is put back. What people said since holds all the same, though the copy knows nothing of it.
    pub fn restored(self, now: &Self) -> Self {
        let remembered = |mut old: Person| {
            if let Some(person) = now.people.iter().find(|person| person.ours == old.ours) {
                old.closed_there |= person.closed_there;
                if person.withdrawn && !old.withdrawn {
                    old.withdraw(old.way != Way::Signed);
                }
                if person.feedback.is_none() {
                    old.silence();
                }
            }
            old
        };
        Self { people: self.people.into_iter().map(remembered).collect(), paused: self.paused }
    }
}

/// What a sender must have been told to see its record there.
pub fn needs_telling(status: Status) -> Option<&'static str> {
    match status {
        Status::Accepted => Some(Told::Accepted.code()),
        Status::Connected => Some(Told::Connected.code()),
        Status::Closed(domain::referral::Outcome::ServiceUsed) => Some(Told::ServiceUsed.code()),
        Status::Closed(_) => Some(Told::LoopClosed.code()),
        _ => None,
    }
}
