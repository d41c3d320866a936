//! What an organization does with its own record: forgets it or must keep it, hides it from colleagues, asks the partner
//! to forget its copy, and hears a code on the phone.

use super::book::Side;
use super::deed::Own;
use super::world::{Proof, World, agree};
use app::forgetting::{asks, holds, parts, request};
use app::{Error, Session, referrals};
use domain::message::PurgeDecision;
use domain::release::HowSaid;
use domain::retention::{DocumentNumber, ForgetWhy, Part};
use domain::wishes::Wish;
use proptest::sample::Index;
use std::collections::BTreeSet;

impl World {
    /// Of whom somebody is kept away there who works with others.
    pub(super) fn third(&self, of: Side, there: bool) -> &Session {
        match (of, there) {
            (Side::Lakeside, false) | (Side::Harbor, true) => &self.kai,
            (Side::Lakeside, true) => &self.town.ines,
            (Side::Harbor, false) => &self.town.maya,
        }
    }
    /// The other of the two who alone may see it.
    fn second(&self, of: Side, there: bool) -> &Session {
        match (of, there) {
            (Side::Lakeside, false) => &self.town.dana,
            (Side::Lakeside, true) => &self.town.maya,
            (Side::Harbor, false) => &self.town.june,
            (Side::Harbor, true) => &self.town.rosa,
        }
    }

    pub(super) async fn own(&mut self, who: &Index, there: bool, what: Own) -> Proof {
        let Some(at) = self.chosen(who, |person| person.record(there).is_some()) else { return Ok(()) };
        match what {
            Own::Hold(put) => self.hold(at, there, put).await,
            Own::Forget { ask } => self.forget(at, there, ask).await,
            Own::ForgetPart(part) => self.forget_part(at, there, part).await,
            Own::Ask => self.ask(at).await,
            Own::Answer(decision) => self.answer(at, decision).await,
            Own::KeepToTwo(kept) => self.keep_to_two(at, there, kept).await,
            Own::NeverShow => self.never_show(at, there).await,
            Own::Wish { nobody } => self.wish(at, there, nobody).await,
            Own::Code => self.say_code(at, there).await,
        }
    }

    async fn hold(&mut self, at: usize, there: bool, put: bool) -> Proof {
        let person = &self.book.people[at];
        let Some(record) = person.record(there) else { return Ok(()) };
        let lakeside = (person.from == Side::Lakeside) != there;
        let (app, lead) = (&self.town.app, if lakeside { &self.town.dana } else { &self.town.maya });
        let done = match put {
            true => {
                let number = DocumentNumber::parse("2026-CV-01147").map_err(|_| "a number".to_owned())?;
                holds::put(app, lead, record, self.town.form(), &number).await
            }
            false => holds::lift(app, lead, record).await,
        };
        if let Err(error) = done {
            return self.refused(&error, "a hold");
        }
        if put {
            self.book.held.insert(record.bytes());
            self.book.was_held.insert(record.bytes());
        } else {
            self.book.held.remove(&record.bytes());
        }
        self.done.count("held or lifted");
        Ok(())
    }

    async fn forget(&mut self, at: usize, there: bool, ask: bool) -> Proof {
        let (app, person) = (&self.town.app, &self.book.people[at]);
        let Some(record) = person.record(there) else { return Ok(()) };
        let by = self.worker_of(at, there);
        let done = request::forget_everything(app, by, record, &record.short_code(), ask).await;
        agree("forgetting", !self.is_held(record), done.is_ok())?;
        if done.is_err() {
            return Ok(());
        }
        let person = &mut self.book.people[at];
        person.forgotten[usize::from(there)] = true;
        // What the other side shared is not readable here any more.
        person.care[usize::from(!there)].each(super::care::Care::shut);
        if there {
            person.closed_there = true;
            person.silence();
        } else {
            person.ask_waits |= ask;
            self.withdrawn(at, true);
        }
        self.done.count("forgot everything");
        Ok(())
    }

    async fn forget_part(&mut self, at: usize, there: bool, part: Part) -> Proof {
        let (app, person, now) = (&self.town.app, &self.book.people[at], self.town.app.now());
        let Some(record) = person.record(there) else { return Ok(()) };
        let by = self.worker_of(at, there);
        let done = parts::forget_part(app, by, record, self.town.form(), (part, ForgetWhy::Asked)).await;
        if let Err(error) = done {
            let stands = there && !person.is_closed_there(now) && person.may_read(part);
            if stands && matches!(error, Error::Invalid("forget-part-gone")) {
                return Err(format!("{} stands there, and cannot be forgotten", part.code()));
            }
            return self.refused(&error, "forgetting a part");
        }
        agree("forgetting a part of what is held", false, self.is_held(record))?;
        if part.takes_messages() {
            let care = &mut self.book.people[at].care;
            care[usize::from(there)]
                .each_of_messages(|care| care.items.iter_mut().for_each(super::care::Item::take_back));
            care[usize::from(!there)].each_of_messages(super::care::Care::forget);
        }
        if there {
            let person = &mut self.book.people[at];
            if part == Part::Numbers {
                person.number_goes(now);
            }
            person.parts_gone.insert(part);
        } else {
            let person = &mut self.book.people[at];
            person.forget_ours();
            if part == Part::Numbers {
                person.reach.forget_ours(now);
            }
        }
        self.done.count("forgot a part");
        Ok(())
    }

    async fn ask(&mut self, at: usize) -> Proof {
        let person = &self.book.people[at];
        let by = self.worker_of(at, false);
        match asks::ask(&self.town.app, by, person.ours).await {
            Ok(()) => {
                self.book.people[at].ask_waits = true;
                self.done.count("asked to forget");
                Ok(())
            }
            Err(error) => self.refused(&error, "asking the partner"),
        }
    }

    async fn answer(&mut self, at: usize, decision: PurgeDecision) -> Proof {
        let person = &self.book.people[at];
        let Some(theirs) = person.theirs else { return Ok(()) };
        let open = asks::of_record(&self.town.app, self.worker_of(at, true), theirs).await;
        let open = open.map_err(|error| format!("what was asked: {error}"))?;
        let is_open = open.iter().any(|ask| ask.answer.is_none());
        // A hold keeps what is there, and nothing is where a stop was heard before it was put.
        let shown = referrals::show(&self.town.app, self.worker_of(at, true), theirs).await;
        let is_kept = self.is_held(theirs) && shown.is_ok_and(|shown| shown.card.is_some());
        let done = asks::answer(&self.town.app, self.worker_of(at, true), theirs, decision).await;
        if decision == PurgeDecision::Forget && is_open {
            agree("forgetting as the partner asked", !is_kept, done.is_ok())?;
        }
        if let Err(error) = done {
            return self.refused(&error, "answering the partner");
        }
        agree("an answer to what was not asked", person.was_asked, true)?;
        if decision == PurgeDecision::Forget && is_open {
            let person = &mut self.book.people[at];
            person.forgotten[1] = true;
            person.closed_there = true;
            person.silence();
            person.care[0].each(super::care::Care::shut);
            self.done.count("forgot as asked");
        }
        Ok(())
    }

    async fn keep_to_two(&mut self, at: usize, there: bool, kept: bool) -> Proof {
        let person = &self.book.people[at];
        let Some(record) = person.record(there) else { return Ok(()) };
        let (app, by, form) = (&self.town.app, self.worker_of(at, there), self.town.form());
        let done = match kept {
            true => referrals::restrict(app, by, record, form, self.second(person.from, there).member()).await,
            false => referrals::lift_restriction(app, by, record, form).await,
        };
        if let Err(error) = done {
            return self.refused(&error, "keeping a record to two");
        }
        self.book.people[at].is_for_two[usize::from(there)] = kept;
        self.done.count("kept to two, or not any more");
        Ok(())
    }

    async fn never_show(&mut self, at: usize, there: bool) -> Proof {
        let person = &self.book.people[at];
        let Some(record) = person.record(there) else { return Ok(()) };
        let third = self.third(person.from, there).member();
        let done = app::people::hide_from(&self.town.app, self.worker_of(at, there), record, third).await;
        if let Err(error) = done {
            return self.refused(&error, "hiding a record");
        }
        self.book.people[at].never_shown[usize::from(there)] = true;
        self.done.count("never shown to somebody");
        Ok(())
    }

    async fn wish(&mut self, at: usize, there: bool, nobody: bool) -> Proof {
        let person = &self.book.people[at];
        let Some(record) = person.record(there) else { return Ok(()) };
        let wishes = if nobody { BTreeSet::from([Wish::Nobody]) } else { BTreeSet::new() };
        let (by, form) = (self.worker_of(at, there), self.town.form());
        if let Err(error) = referrals::keep_wishes(&self.town.app, by, record, form, wishes).await {
            return self.refused(&error, "a wish");
        }
        self.book.people[at].wished(there, nobody);
        self.done.count("told nobody, or whom they like");
        Ok(())
    }

    /// The person says the code of their record to somebody who may not see it.
    async fn say_code(&mut self, at: usize, there: bool) -> Proof {
        let person = &self.book.people[at];
        let by = self.third(person.from, there);
        let said = referrals::stop_by_code(&self.town.app, by, &person.ours.short_code(), HowSaid::Speech).await;
        match said {
            Ok(()) => {}
            Err(Error::TooMany { .. }) => return Ok(()),
            Err(error) => return Err(format!("a code is never refused: {error}")),
        }
        if there {
            self.book.people[at].silence()
        } else {
            self.withdrawn(at, true)
        }
        self.done.count("stopped by a code");
        Ok(())
    }
}
