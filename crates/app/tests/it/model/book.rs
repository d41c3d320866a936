//! What may be readable, as a page of arithmetic: no key, no row, no queue.
//!
//! Read it as the survivor would: what did I allow, until when, did I take it back, and was it forgotten since?

use super::care::{Care, Plan};
use super::reach::Reach;
use crate::town::CANARY_NUMBER;
use app::protections::{Kept, Protection};
use domain::ids::{ReferralId, ReleaseId};
use domain::referral::{Status, Told};
use domain::release::Element;
use domain::retention::Part;
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
    /// A part was forgotten by the sender: what still waited went with it, here and in every older copy.
    pub forgot_ours: bool,
    /// Parts that were forgotten there.
    pub parts_gone: BTreeSet<Part>,
    /// It was answered with no.
    pub declined: bool,
    /// What is shared of a plan: by the sender, and by the receiver. So are all pairs here.
    pub care: [Plan; 2],
    /// The record was forgotten.
    pub forgotten: [bool; 2],
    /// They asked that nobody be told.
    pub nobody: [bool; 2],
    /// How often they said whom to tell.
    pub wish_changes: [u32; 2],
    /// The record is for two people, and for nobody else.
    pub is_for_two: [bool; 2],
    /// Somebody must never see it.
    pub never_shown: [bool; 2],
    /// The partner is being asked to forget its copy.
    pub ask_waits: bool,
    /// It was asked.
    pub was_asked: bool,
    /// A copy was put back that knows less than what they wished since: what waits may go, or may not.
    pub is_unsure: bool,
    /// How they are reached, since it was said anew.
    pub reach: Reach,
}

impl Person {
    /// Whether this part was allowed to cross and was not forgotten since.
    pub fn may_read(&self, part: Part) -> bool {
        let element = match part {
            Part::Words => Element::Note,
            Part::Numbers => Element::Contact,
            Part::Name => Element::Name,
        };
        let is_wiped = part == Part::Numbers && self.number_gone;
        self.allowed.contains(&element) && !self.parts_gone.contains(&part) && !is_wiped
    }
    /// Numbers that may be readable over there.
    pub fn numbers(&self) -> BTreeSet<String> {
        let may = |element| self.allowed.contains(&element);
        let came_with_it = may(Element::Contact) && may(Element::ContactPlan) && !self.number_gone;
        let came = || came_with_it.then(|| CANARY_NUMBER.to_owned()).into_iter().collect();
        let mut may: BTreeSet<String> = self.reach.there.clone().unwrap_or_else(came);
        may.extend(self.reach.held_back.iter().map(|(number, _)| number.clone()));
        may
    }
    /// The number over there is wiped, and what was written before brings none back.
    pub fn number_goes(&mut self, at: Timestamp) {
        self.number_gone = true;
        self.reach.forget(at);
    }
    /// Is what was allowed still allowed?
    pub fn is_live(&self, now: Timestamp) -> bool {
        !self.withdrawn && now < self.ends
    }
    /// Nothing is readable over there: it was stopped or forgotten, or nobody took it while it was allowed.
    pub fn is_closed_there(&self, now: Timestamp) -> bool {
        self.closed_there || (!self.taken && now >= self.ends)
    }
    /// The record on this bank, if there is one.
    pub fn record(&self, there: bool) -> Option<ReferralId> {
        if there { self.theirs } else { (self.way != Way::Signed).then_some(self.ours) }
    }
    /// Nothing new can be shared from this record: it was stopped, declined or forgotten.
    pub fn is_over(&self, there: bool) -> bool {
        if there {
            self.declined || self.closed_there || self.forgotten[1]
        } else {
            self.withdrawn || self.forgotten[0]
        }
    }
    /// The ends to come of what was signed about them.
    pub fn next_ends(&self, now: Timestamp) -> impl Iterator<Item = Timestamp> {
        let of_plans =
            self.care.iter().flat_map(|plan| [plan.lines.until, plan.letters.until, plan.beside.until]).flatten();
        [self.ends].into_iter().chain(of_plans).filter(move |ends| *ends > now)
    }
    /// Whether somebody may not know of the record.
    pub fn is_hidden(&self, there: bool) -> bool {
        self.is_for_two[usize::from(there)] || self.never_shown[usize::from(there)]
    }
    /// They wish that nobody be told, or do not any more.
    pub fn wished(&mut self, there: bool, nobody: bool) {
        self.wish_changes[usize::from(there)] += 1;
        self.nobody[usize::from(there)] = nobody;
        if !nobody {
            return;
        }
        self.care[usize::from(there)].each(Care::silence);
        if there {
            self.tellings.clear();
            return;
        }
        self.reach.waiting.clear();
        if self.way == Way::Queued {
            self.way = Way::Never;
        }
    }
    /// What the sender's record says of how they are reached is not what waits any more: what has not gone out does not go.
    pub fn outdated(&mut self) {
        self.reach.changes += 1;
        self.reach.outdated();
        if self.way == Way::Queued {
            self.way = Way::Never;
            self.care[0].each(Care::silence);
            self.reach.waiting.clear();
        }
    }
    /// The sender forgets a part: what has not gone out does not go.
    pub fn forget_ours(&mut self) {
        self.forgot_ours = true;
        self.outdated();
    }
    /// What protects them is in force again, in a copy from before it was said.
    fn protected(&mut self, now: &Self, kept: &[Protection]) {
        for there in [false, true] {
            let at = usize::from(there);
            let record = if there { now.theirs } else { Some(now.ours) };
            let stands =
                |what: fn(&Kept) -> bool| kept.iter().any(|one| Some(one.referral) == record && what(&one.kept));
            self.never_shown[at] |= now.never_shown[at] && stands(|kept| matches!(kept, Kept::Hidden { .. }));
            self.is_for_two[at] |= now.is_for_two[at] && stands(|kept| matches!(kept, Kept::Restricted { .. }));
            if self.wish_changes[at] != now.wish_changes[at] {
                // Nobody is told until they say it again; what is gone by now is on no list.
                match stands(|kept| matches!(kept, Kept::Wishes { .. })) {
                    true => self.wished(there, true),
                    false => self.is_unsure = true,
                }
                self.wish_changes[at] = now.wish_changes[at];
            }
        }
    }
    /// The sender stops, or takes back what has not been sent. `has_record`: there is something to stop.
    pub fn withdraw(&mut self, has_record: bool) {
        self.withdrawn = true;
        if self.way == Way::Queued {
            self.way = Way::Never;
        }
        self.stop_waits |= has_record;
        self.reach.waiting.clear();
        self.care[0].each(Care::stop);
        // What the receiver shared of a plan is closed here at once, and what is on its way arrives nowhere.
        self.care[1].each(Care::shut);
    }
    /// The receiver takes back its own releases: nothing more is told.
    pub fn silence(&mut self) {
        self.feedback = None;
        self.tellings.clear();
        self.care[1].each(Care::stop);
    }
}

/// Everything that may be known.
#[derive(Debug, Clone, Default)]
pub struct Book {
    pub people: Vec<Person>,
    /// Releases whose paper was printed and has not come back.
    pub papers: Vec<Paper>,
    pub paused: bool,
    /// Records that a legal hold keeps now.
    pub held: BTreeSet<[u8; 16]>,
    /// Those that were held since retention acted last: what was to go stands there still.
    pub was_held: BTreeSet<[u8; 16]>,
}

/// A paper that is waited for.
#[derive(Debug, Clone)]
pub struct Paper {
    pub id: ReleaseId,
    pub elements: BTreeSet<Element>,
    /// When the release would end.
    pub ends: Timestamp,
    /// Until when it is waited for.
    pub dies: Timestamp,
}

impl Book {
    /// Everything that waits leaves now, but what waits at the side that is cut off.
    pub fn deliver(&mut self, now: Timestamp, cut: Option<Side>) {
        for person in &mut self.people {
            let leaves = cut != Some(person.from);
            let comes_back = cut.is_none() || !leaves;
            if leaves && person.way == Way::Queued {
                person.way = match (now < person.ends, self.paused) {
                    (false, _) => Way::Never,
                    (true, false) => Way::Crossed,
                    (true, true) => Way::Queued,
                };
            }
            if comes_back && !self.paused {
                for telling in person.tellings.drain(..) {
                    if now < telling.ends {
                        person.known.insert(telling.told.code());
                    }
                }
            }
            let paused = self.paused;
            let takes = person.way == Way::Crossed && !person.is_closed_there(now) && !person.forgotten[1];
            let is_held = person.theirs.is_some_and(|id| self.held.contains(&id.bytes()));
            let stands = person.numbers();
            for (plan, _) in person.care.iter_mut().zip([leaves, comes_back]).filter(|(_, is_open)| *is_open) {
                plan.each(|care| care.deliver(now, paused));
            }
            if !leaves {
                continue;
            }
            let is_known = person.reach.deliver(now, (paused, takes), (is_held, stands));
            person.number_gone &= !is_known;
            person.was_asked |= std::mem::take(&mut person.ask_waits);
            // Never too late, and a paused partner hears it too.
            if person.stop_waits {
                person.stop_waits = false;
                person.closed_there = true;
                person.silence();
                person.care[0].each(Care::shut);
                person.care[1].each(Care::shut);
            }
        }
    }
    /// An older copy is put back. What people said since holds all the same, though the copy knows nothing of it. `kept`:
    /// what protects them, and `wiped`: whose number is destroyed, as the lists beside the copies have it.
    pub fn restored(self, now: &Self, kept: &[Protection], wiped: &BTreeSet<[u8; 16]>, at: Timestamp) -> Self {
        let remembered = |mut old: Person| {
            if let Some(person) = now.people.iter().find(|person| person.ours == old.ours) {
                let is_outdated = person.reach.changes > old.reach.changes;
                old.closed_there |= person.closed_there;
                // A part that was forgotten stays forgotten. A number that was only about to go, because it ended, is in a
                // copy in which it has not.
                let is_wiped = person.theirs.is_some_and(|id| wiped.contains(&id.bytes()));
                if person.number_gone && is_wiped {
                    old.number_goes(person.reach.forgotten().unwrap_or(at));
                }
                old.parts_gone.extend(&person.parts_gone);
                if person.forgot_ours {
                    old.forget_ours();
                }
                old.protected(person, kept);
                if is_outdated {
                    old.outdated();
                }
                old.reach.restored(&person.reach, at);
                if person.withdrawn && !old.withdrawn {
                    old.withdraw(old.way != Way::Signed);
                }
                if person.feedback.is_none() {
                    old.feedback = None;
                    old.tellings.clear();
                }
                for (side, now) in person.care.iter().enumerate() {
                    old.care[side] = std::mem::take(&mut old.care[side]).restored(now);
                    old.forgotten[side] |= person.forgotten[side];
                }
            }
            old
        };
        // What was entered or let go since is no draft any more.
        let papers = self.papers.into_iter().filter(|old| now.papers.iter().any(|paper| paper.id == old.id));
        Self {
            people: self.people.into_iter().map(remembered).collect(),
            papers: papers.collect(),
            held: self.held,
            was_held: self.was_held,
            paused: self.paused,
        }
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
