//! How a person is reached, once they said it anew: by whoever sent them, by whoever received them, and sent on by one
//! press. The arithmetic of it, the deeds, and what must hold.

use super::book::{Person, Way};
use super::deed::Reached;
use super::world::{Proof, World, agree};
use crate::untaken::anew;
use app::referrals::{self, Masked, NewPlan};
use domain::referral::AttemptResult;
use domain::release::Element;
use domain::safe_contact::{ContactWay, SafeContact};
use domain::text::PersonText;
use domain::time::Timestamp;
use proptest::sample::Index;
use std::collections::BTreeSet;

/// What a person said of how they are reached.
#[derive(Debug, Clone)]
pub struct Said {
    /// By this number, or not at all.
    pub number: Option<String>,
    pub at: Timestamp,
    /// Nobody's clock was behind when it was said.
    is_sure: bool,
}

/// What was sent on and has not arrived.
#[derive(Debug, Clone)]
pub struct Sent {
    pub said: Said,
    /// It is to be read until then.
    until: Timestamp,
    /// When it was pressed.
    written_at: Timestamp,
}

/// What was said anew, and how far it has come.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// What the sender's record says; nothing while it is what was sent first.
    ours: Option<Said>,
    pub waiting: Vec<Sent>,
    /// What may be readable over there; nothing while it is what came first.
    pub there: Option<BTreeSet<String>>,
    /// What must be, where that is known.
    must: Option<Option<String>>,
    /// The receiver put down a plan of its own.
    is_own: bool,
    /// When numbers were forgotten over there last: what was pressed before brings none back.
    forgotten_at: Option<Timestamp>,
    /// Numbers that wait over there for a legal hold to be lifted, and when they were sent on.
    pub held_back: Vec<(String, Timestamp)>,
    /// When they last said over there how they are reached.
    said_there: Option<Timestamp>,
    /// Over there it proved unsafe then, and was not said anew since.
    pub closed_since: Option<Timestamp>,
    /// The record over there is finished: nothing is taken in.
    pub is_shut: bool,
    /// How often the sender's record changed.
    pub changes: u32,
    /// How often the record over there was surely written anew for it.
    rewrites: u32,
    /// An older copy was put back: which of several plans stands there is not known for certain.
    was_restored: bool,
}

impl Reach {
    /// A number that waits is not the one that stands any more. That nobody calls still goes.
    pub fn outdated(&mut self) {
        self.waiting.retain(|sent| sent.said.number.is_none());
    }
    /// The sender forgets the number: what its record says from then on is not known here.
    pub fn forget_ours(&mut self, at: Timestamp) {
        self.ours = Some(Said { number: None, at, is_sure: false });
    }
    pub fn forget(&mut self, at: Timestamp) {
        (self.there, self.must) = (Some(BTreeSet::new()), None);
        self.forgotten_at = self.forgotten_at.max(Some(at));
        self.held_back.retain(|(_, written)| *written > at);
    }
    /// When numbers were forgotten over there last.
    pub fn forgotten(&self) -> Option<Timestamp> {
        self.forgotten_at
    }
    pub fn tried(&mut self, result: AttemptResult, now: Timestamp) {
        if matches!(result, AttemptResult::NotSafe | AttemptResult::SomeoneElse) {
            self.closed_since = Some(now);
            self.must = None;
            self.rewrites += 1;
        }
        if result == AttemptResult::NotSafe {
            self.said_there = Some(now);
        }
    }
    /// What waits arrives, and the latest of it is taken in if it is what the person said last. Answers whether a number may
    /// stand there that did not before. `stands`: what may stand there now; `is_held`: a legal hold keeps that.
    pub fn deliver(
        &mut self,
        now: Timestamp,
        (paused, takes): (bool, bool),
        (is_held, stands): (bool, BTreeSet<String>),
    ) -> bool {
        self.waiting.retain(|sent| now < sent.until);
        if paused {
            return false;
        }
        let Some(Sent { mut said, written_at, .. }) = std::mem::take(&mut self.waiting).pop() else { return false };
        if !takes || self.is_shut {
            return false;
        }
        let is_sure = said.is_sure && !self.was_restored;
        let holds = said.number.is_none() || Some(said.at) >= self.said_there;
        if !holds && is_sure {
            return false;
        }
        // What was forgotten does not come back by what was written before.
        said.number = said.number.filter(|_| self.forgotten_at.is_none_or(|at| written_at > at));
        // What was said before it proved unsafe opens nothing.
        self.closed_since = self.closed_since.filter(|closed| said.at <= *closed);
        if is_held {
            // Ours stays, closed. What came waits, and which of the two stands there later is not followed here.
            self.must = None;
            self.there = Some(stands);
            self.held_back.extend(said.number.map(|number| (number, written_at)));
            return true;
        }
        self.rewrites += u32::from(is_sure);
        let mut may = self.there.take().filter(|_| !is_sure).unwrap_or_default();
        may.extend(said.number.clone());
        (self.there, self.is_own) = (Some(may), false);
        self.must = is_sure.then_some(said.number);
        self.said_there = self.said_there.max(Some(said.at));
        true
    }
    /// An older copy was put back then. `now` knows what was said since.
    pub fn restored(&mut self, now: &Self, at: Timestamp) {
        self.was_restored = true;
        self.must = None;
        if now.rewrites > self.rewrites {
            self.closed_since = Some(at);
        }
    }
}

impl World {
    pub(super) async fn reach(&mut self, who: &Index, there: bool, what: Reached) -> Proof {
        // What is said in one moment has no order; people take longer.
        let now = self.town.app.now();
        self.town.clock.set(Timestamp::from_micros(now.micros() + 1));
        let Some(at) = self.chosen(who, |person| person.record(there).is_some()) else { return Ok(()) };
        match what {
            Reached::Anew { calls } => self.said_anew(at, there, calls).await,
            Reached::Send { twice } => self.send_plan(at, twice).await,
        }
    }

    async fn said_anew(&mut self, at: usize, there: bool, calls: bool) -> Proof {
        let (app, now, is_sure) = (&self.town.app, self.town.app.now(), !self.is_before());
        let person = &self.book.people[at];
        let Some(record) = person.record(there) else { return Ok(()) };
        self.numbers += 1;
        let number = calls.then(|| format!("(312) 555-{:04}", self.numbers));
        let new = match &number {
            Some(number) => {
                let number = PersonText::parse(number, 40).map_err(|error| error.to_string())?;
                NewPlan { number: Masked::Now(number), ..anew() }
            }
            None => NewPlan { way: ContactWay::DoNotContact, number: Masked::Gone, ..anew() },
        };
        if let Err(error) = referrals::replan(app, self.worker_of(at, there), record, self.town.form(), new).await {
            return self.refused(&error, "a plan that is said anew");
        }
        agree("a plan of a record that is over", !(there && person.is_closed_there(now)), true)?;
        let person = &mut self.book.people[at];
        if there {
            let reach = &mut person.reach;
            reach.there = Some(number.clone().into_iter().collect());
            (reach.must, reach.is_own) = ((is_sure && !reach.was_restored).then_some(number), true);
            (reach.said_there, reach.closed_since) = (Some(now), None);
            reach.rewrites += 1;
            person.number_gone = false;
            self.done.count("said there how they are reached");
        } else {
            person.outdated();
            person.reach.ours = Some(Said { number, at: now, is_sure });
            self.done.count("said here how they are reached");
        }
        Ok(())
    }

    async fn send_plan(&mut self, at: usize, twice: bool) -> Proof {
        let (app, now, form) = (&self.town.app, self.town.app.now(), self.town.form());
        let person = &self.book.people[at];
        let Some(record) = person.record(false) else { return Ok(()) };
        let by = self.worker_of(at, false);
        if let Err(error) = referrals::send_plan(app, by, record, form).await {
            return self.refused(&error, "sending a plan");
        }
        if twice {
            referrals::send_plan(app, by, record, form)
                .await
                .map_err(|error| format!("the same plan again: {error}"))?;
        }
        let needs = person.reach.ours.as_ref().is_none_or(|said| said.number.is_some());
        let has_number = !needs || person.allowed.contains(&Element::Contact);
        let may = person.is_live(now) && person.allowed.contains(&Element::ContactPlan) && has_number;
        agree("sending a plan", may && !self.book.paused && !person.nobody[0] && !person.is_over(false), true)?;
        let (names_number, until) = (person.allowed.contains(&Element::Contact), person.ends);
        let reach = &mut self.book.people[at].reach;
        let mut said = match &reach.ours {
            Some(said) => said.clone(),
            // Nothing was changed: it says what was sent first, and which of two copies stands there is not known.
            None => Said { number: Some(crate::town::CANARY_NUMBER.to_owned()), at: now, is_sure: false },
        };
        said.number = said.number.filter(|_| names_number);
        reach.waiting.push(Sent { said, until, written_at: now });
        self.done.count("sent a plan");
        Ok(())
    }
}

/// What is read over there of how they are reached is what they said last and what was ticked.
pub fn as_said(plan: &SafeContact, person: &Person) -> Proof {
    let number = plan.number.as_ref().map(|number| number.reveal().to_owned());
    let may = person.numbers();
    if let Some(number) = &number
        && !may.contains(number)
    {
        return Err("number: readable true, allowed false".to_owned());
    }
    let came_first = person.reach.there.is_none() && !may.is_empty() && person.reach.held_back.is_empty();
    if came_first && number.is_none() && !person.reach.was_restored {
        return Err("number: readable false, allowed true".to_owned());
    }
    if let Some(must) = &person.reach.must
        && *must != number
    {
        return Err(
            "what was said last of how they are reached has arrived, and something else stands there".to_owned()
        );
    }
    let named = person.allowed.contains(&Element::ContactPlan) || person.reach.is_own;
    if plan.way != ContactWay::DoNotContact && !named {
        return Err("a way to reach them was not ticked".to_owned());
    }
    Ok(())
}

/// The same of everybody about whom something was said anew; and what proved unsafe is dialed by nobody.
pub async fn all(world: &World) -> Proof {
    let (app, now) = (&world.town.app, world.town.app.now());
    for (at, person) in world.book.people.iter().enumerate() {
        let reach = &person.reach;
        let (Some(theirs), true) = (person.theirs, person.way == Way::Crossed) else { continue };
        if person.is_closed_there(now) || reach.there.is_none() && reach.changes == 0 {
            continue;
        }
        let by = world.worker_of(at, true);
        let view = referrals::show(app, by, theirs).await.map_err(|error| format!("how they are reached: {error}"))?;
        if let Some(card) = &view.card {
            as_said(&card.safe_contact, person)?;
        }
        if reach.closed_since.is_some() && referrals::show_number(app, by, theirs).await.is_ok() {
            return Err("a number is shown after it proved unsafe".to_owned());
        }
    }
    Ok(())
}
