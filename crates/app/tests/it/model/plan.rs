//! Coordinated care on either bank: releases for it, lines, messages, and the end of both.

use super::book::Person;
use super::care::Item;
use super::deed::Planned;
use super::world::{Proof, World, agree};
use crate::plans::goal;
use app::plans;
use app::releases::NewRelease;
use domain::ids::{LineId, MessageId, ReleaseId};
use domain::release::{Element, HowSaid, Purpose};
use domain::text::PersonText;
use domain::time::{Days, Timestamp};
use proptest::sample::Index;

impl World {
    /// Somebody works on the plan of a person, where they were sent from or where they arrived.
    pub(super) async fn plan(&mut self, who: &Index, there: bool, what: Planned, any: bool) -> Proof {
        // What is said in one moment has no order; people take longer.
        let now = self.town.app.now();
        self.town.clock.set(Timestamp::from_micros(now.micros() + 1));
        let of_lines = matches!(what, Planned::Again(_) | Planned::Back(..));
        let fits = |person: &Person| {
            let has_lines = !person.care[usize::from(there)].lines.items.is_empty();
            person.record(there).is_some() && (any || !person.is_over(there)) && (has_lines || !of_lines)
        };
        let Some(at) = self.chosen(who, fits) else { return Ok(()) };
        if let Planned::Line { first: true } | Planned::Letter { first: true } = what {
            self.first_release(at, there).await?;
        }
        let has_consent = self.book.people[at].care[usize::from(there)].part2.is_live(self.town.app.now());
        if let (Planned::OfSubstances { first: true }, false) = (&what, has_consent) {
            self.care_release(at, there, (true, true, true), 15).await?;
        }
        let can_answer = there && !self.book.people[at].care[1].beside.is_live(self.town.app.now());
        if let (Planned::Beside { first: true }, true) = (&what, can_answer) {
            self.feedback_of(at, (false, true), 15).await?;
        }
        match what {
            Planned::Release { lines, messages, substance_use, days } => {
                self.care_release(at, there, (lines, messages, substance_use && (lines || messages)), days).await
            }
            Planned::Line { .. } => self.share_line(at, there).await,
            Planned::Again(which) => self.share_again(at, there, which).await,
            Planned::Letter { .. } => self.letter(at, there, false).await,
            Planned::OfSubstances { .. } => self.letter(at, there, true).await,
            Planned::Beside { .. } => self.letter_beside(at, there).await,
            Planned::Back(which, gone) => self.take_back(at, there, which, gone).await,
            Planned::TakeOut(which, beside) => self.take_out(at, there, which, beside).await,
            Planned::Stop => self.stop_plan(at, there).await,
        }
    }

    /// A release for lines and messages, where one of them has none that lives.
    async fn first_release(&mut self, at: usize, there: bool) -> Proof {
        let (now, plan) = (self.town.app.now(), &self.book.people[at].care[usize::from(there)]);
        if plan.lines.is_live(now) && plan.letters.is_live(now) {
            return Ok(());
        }
        self.care_release(at, there, (true, true, false), 15).await
    }

    async fn care_release(
        &mut self,
        at: usize,
        there: bool,
        (lines, messages, substance_use): (bool, bool, bool),
        days: u32,
    ) -> Proof {
        let (town, person) = (&self.town, &self.book.people[at]);
        let Some(record) = person.record(there) else { return Ok(()) };
        let mut elements = Vec::new();
        elements.extend(lines.then_some(Element::CarePlan));
        elements.extend(messages.then_some(Element::Messages));
        elements.extend(substance_use.then_some(Element::SubstanceUse));
        let id = ReleaseId::new(town.app.next_id());
        let new = town.new_release(id, record, Purpose::CoordinatedCare, &elements);
        let new = NewRelease { days: Days(days), part2_consent: substance_use, ..new };
        let done = app::releases::walk(&town.app, self.worker_of(at, there), new).await;
        if let Err(error) = done {
            return match error {
                app::Error::NotAnswered(_) => Ok(()),
                error => self.refused(&error, "a release for a plan"),
            };
        }
        let may = (1..=30).contains(&days) && (lines || messages) && !person.is_over(there);
        agree("a release for a plan", may && !person.nobody[usize::from(there)], true)?;
        let ends = town.ends(days);
        let care = &mut self.book.people[at].care[usize::from(there)];
        if lines {
            care.lines.sign(ends);
        }
        if messages {
            care.letters.sign(ends);
        }
        if messages && substance_use {
            care.part2.sign(ends);
        }
        self.done.count("released for a plan");
        Ok(())
    }

    async fn share_line(&mut self, at: usize, there: bool) -> Proof {
        let (app, by) = (&self.town.app, self.worker_of(at, there));
        let Some(record) = self.book.people[at].record(there) else { return Ok(()) };
        let id = LineId::new(app.next_id());
        let words = format!("line {}", id.uuid());
        if let Err(error) = plans::add_line(app, by, record, id, &goal(&words)).await {
            return self.refused(&error, "a line");
        }
        self.book.people[at].care[usize::from(there)].lines.items.push(Item::new(id, words));
        self.share(at, there, id).await
    }

    async fn share_again(&mut self, at: usize, there: bool, which: Index) -> Proof {
        let items = &self.book.people[at].care[usize::from(there)].lines.items;
        if items.is_empty() {
            return Ok(());
        }
        let id = items[which.index(items.len())].id;
        self.share(at, there, id).await
    }

    async fn share(&mut self, at: usize, there: bool, id: LineId) -> Proof {
        let (app, now, person) = (&self.town.app, self.town.app.now(), &self.book.people[at]);
        let Some(record) = person.record(there) else { return Ok(()) };
        let done = plans::share_line(app, self.worker_of(at, there), record, (id, 1)).await;
        if let Err(error) = done {
            return self.refused(&error, "sharing a line");
        }
        let care = &person.care[usize::from(there)].lines;
        let said = care.items.iter().find(|item| item.id == id).and_then(|item| item.said);
        let same = said == care.until;
        let may = care.is_live(now) && !person.is_over(there);
        agree("a line", may && (same || !self.book.paused && !person.nobody[usize::from(there)]), true)?;
        let until = care.until;
        let items = &mut self.book.people[at].care[usize::from(there)].lines.items;
        if let Some(item) = items.iter_mut().find(|item| item.id == id && !same) {
            item.share(until);
            self.done.count("shared a line");
        }
        Ok(())
    }

    async fn letter(&mut self, at: usize, there: bool, of_substances: bool) -> Proof {
        let (app, now, person) = (&self.town.app, self.town.app.now(), &self.book.people[at]);
        let Some(record) = person.record(there) else { return Ok(()) };
        let id = MessageId::new(app.next_id());
        let words = format!("letter {}", id.uuid());
        let text = PersonText::parse(&words, 400).map_err(|error| error.to_string())?;
        let done = plans::write_letter(app, self.worker_of(at, there), record, id, text, of_substances).await;
        if let Err(error) = done {
            return self.refused(&error, "a message");
        }
        let plan = &person.care[usize::from(there)];
        let care = if of_substances { &plan.part2 } else { &plan.letters };
        let may = care.is_live(now) && !self.book.paused && !person.nobody[usize::from(there)];
        agree("a message", may && !person.is_over(there), true)?;
        let mut item = Item::new(LineId::new(id.uuid()), words);
        item.share(care.until);
        let plan = &mut self.book.people[at].care[usize::from(there)];
        if of_substances { &mut plan.part2 } else { &mut plan.letters }.items.push(item);
        self.done.count(if of_substances { "wrote of substance use" } else { "wrote a message" });
        Ok(())
    }

    /// Under the referral's own release by who sent them, under the one for answering by who received them.
    async fn letter_beside(&mut self, at: usize, there: bool) -> Proof {
        let (app, now, person) = (&self.town.app, self.town.app.now(), &self.book.people[at]);
        let Some(record) = person.record(there) else { return Ok(()) };
        let id = MessageId::new(app.next_id());
        let words = format!("beside {}", id.uuid());
        let text = PersonText::parse(&words, 400).map_err(|error| error.to_string())?;
        let done = plans::write_beside(app, self.worker_of(at, there), record, id, text, false).await;
        if let Err(error) = done {
            return self.refused(&error, "a message beside a referral");
        }
        let care = &person.care[usize::from(there)].beside;
        let may = care.is_live(now) && !self.book.paused && !person.nobody[usize::from(there)];
        agree("a message beside a referral", may && !person.is_over(there), true)?;
        let mut item = Item::new(LineId::new(id.uuid()), words);
        item.share(care.until);
        self.book.people[at].care[usize::from(there)].beside.items.push(item);
        self.done.count("wrote beside a referral");
        Ok(())
    }

    async fn take_back(&mut self, at: usize, there: bool, which: Index, gone: bool) -> Proof {
        let (app, person) = (&self.town.app, &self.book.people[at]);
        let items = &person.care[usize::from(there)].lines.items;
        let (Some(record), false) = (person.record(there), items.is_empty()) else { return Ok(()) };
        let (chosen, by) = (which.index(items.len()), self.worker_of(at, there));
        let id = items[chosen].id;
        let done = match gone {
            false => plans::take_line_back(app, by, record, id).await,
            true => plans::remove_line(app, by, record, id).await,
        };
        match done {
            Ok(()) => {}
            // It is kept here, and taken back all the same.
            Err(app::Error::HeldHere) if gone && self.is_held(record) => {}
            // Taken out before, or destroyed.
            Err(app::Error::NotFound) => return Ok(()),
            Err(error) => return Err(format!("taking a line back is never refused: {error} ({})", error.code())),
        }
        self.book.people[at].care[usize::from(there)].lines.items[chosen].take_back();
        self.done.count("took a line back");
        Ok(())
    }

    async fn take_out(&mut self, at: usize, there: bool, which: Index, beside: bool) -> Proof {
        let (app, person) = (&self.town.app, &self.book.people[at]);
        let care = &person.care[usize::from(there)];
        let items = if beside { &care.beside.items } else { &care.letters.items };
        let (Some(record), false) = (person.record(there), items.is_empty()) else { return Ok(()) };
        let (chosen, by) = (which.index(items.len()), self.worker_of(at, there));
        // We say that it is shared, and the record is not over: it is here to be taken out.
        let is_shared = items[chosen].said.is_some_and(|until| app.now() < until);
        let stands = is_shared && !person.is_over(there);
        match plans::take_message_out(app, by, record, items[chosen].id).await {
            Ok(plans::TakenOut::Gone) => {}
            // It is kept here, and taken back all the same.
            Ok(plans::TakenOut::KeptUnderHold) if self.is_held(record) => {}
            Ok(plans::TakenOut::KeptUnderHold) => return Err("a message is kept here, and nothing holds it".to_owned()),
            // Taken out before, or destroyed with the record.
            Err(app::Error::NotFound | app::Error::Over(_)) if !stands => return Ok(()),
            Err(error) => return Err(format!("taking a message out is never refused: {error} ({})", error.code())),
        }
        let care = &mut self.book.people[at].care[usize::from(there)];
        let items = if beside { &mut care.beside.items } else { &mut care.letters.items };
        items[chosen].take_back();
        self.done.count("took a message out");
        Ok(())
    }

    async fn stop_plan(&mut self, at: usize, there: bool) -> Proof {
        let Some(record) = self.book.people[at].record(there) else { return Ok(()) };
        let stopped = plans::stop(&self.town.app, self.worker_of(at, there), record, HowSaid::Speech).await;
        stopped.map_err(|error| format!("stopping a plan is never refused: {error}"))?;
        self.book.people[at].care[usize::from(there)].each_of_plan(super::care::Care::stop);
        self.done.count("stopped a plan");
        Ok(())
    }
}
