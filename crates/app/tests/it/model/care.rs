//! What one side shares of the plan of a person, as far as the other side may read it: a page of arithmetic, like the
//! rest of the book.

use domain::ids::LineId;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// A line or a message.
#[derive(Debug, Clone)]
pub struct Item {
    pub id: LineId,
    /// Found nowhere else.
    pub words: String,
    /// Our side says that it is shared until then.
    pub said: Option<Timestamp>,
    /// It waits to be delivered, to be read until then.
    pub queued: Option<Timestamp>,
    /// The other side has it until then.
    pub there: Option<Timestamp>,
    /// The word that it is shared no more is on its way.
    pub back_waits: bool,
}

impl Item {
    pub fn new(id: LineId, words: String) -> Self {
        Self { id, words, said: None, queued: None, there: None, back_waits: false }
    }
    pub fn share(&mut self, until: Option<Timestamp>) {
        (self.said, self.queued) = (until, until);
    }
    pub fn take_back(&mut self) {
        (self.said, self.queued) = (None, None);
        self.back_waits = self.there.is_some();
    }
    fn end(&mut self) {
        (self.queued, self.there, self.back_waits) = (None, None, false);
    }
}

/// Lines or messages that one side shares.
#[derive(Debug, Clone, Default)]
pub struct Care {
    /// Its releases for it live until then; nothing when none was taken since the last stop.
    pub until: Option<Timestamp>,
    pub items: Vec<Item>,
    /// The other side takes nothing in any more: it stopped, declined or forgot.
    pub is_shut: bool,
    /// How often it was stopped.
    stops: u32,
}

impl Care {
    pub fn sign(&mut self, ends: Timestamp) {
        self.until = Some(self.until.map_or(ends, |before| before.max(ends)));
    }
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| now < until)
    }
    /// The person takes it back: nothing more goes, and what is there goes with the next delivery.
    pub fn stop(&mut self) {
        self.until = None;
        self.stops += 1;
        self.items.iter_mut().for_each(Item::take_back);
    }
    /// The other side closes it, now and for good.
    pub fn shut(&mut self) {
        self.is_shut = true;
        self.items.iter_mut().for_each(Item::end);
    }
    /// The other side forgets what it has of it by now; what comes later it takes in.
    pub fn forget(&mut self) {
        self.items.iter_mut().for_each(|item| item.there = None);
    }
    /// Nothing of ours may go to anybody.
    pub fn silence(&mut self) {
        self.items.iter_mut().for_each(|item| item.queued = None);
    }
    pub fn deliver(&mut self, now: Timestamp, paused: bool) {
        let is_shut = self.is_shut;
        for item in &mut self.items {
            // Never too late, and a paused partner hears it too.
            if std::mem::take(&mut item.back_waits) {
                item.there = None;
            }
            if item.queued.is_some_and(|until| now >= until) {
                item.queued = None;
            }
            if !paused && let Some(until) = item.queued.take() {
                item.there = (!is_shut).then_some(until);
            }
        }
    }
    /// What the other side may read, and what it must be able to.
    pub fn read(&self, now: Timestamp) -> (BTreeSet<&str>, BTreeSet<&str>) {
        let live = self.items.iter().filter(|item| item.there.is_some_and(|until| now < until));
        let may = live.clone().map(|item| item.words.as_str()).collect();
        (may, live.filter(|item| !item.back_waits).map(|item| item.words.as_str()).collect())
    }
    /// An older copy is put back, of a time that knew of less.
    pub fn restored(mut self, now: &Self) -> Self {
        self.is_shut |= now.is_shut;
        if now.stops > self.stops {
            (self.until, self.stops) = (None, now.stops);
            self.items.iter_mut().for_each(Item::end);
        }
        for item in &mut self.items {
            let since = now.items.iter().find(|one| one.id == item.id);
            if let Some(since) = since
                && since.queued.is_none()
                && (since.there.is_none() || since.back_waits)
            {
                item.end();
            }
        }
        self
    }
}

/// Everything that one side shares of a plan, and writes beside the referral.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub lines: Care,
    pub letters: Care,
    /// Messages about substance use: under a release with the federal consent.
    pub part2: Care,
    /// Messages under the referral's own release, or under the one for answering.
    pub beside: Care,
}

impl Plan {
    pub fn each(&mut self, deed: impl Fn(&mut Care)) {
        self.each_of_plan(&deed);
        deed(&mut self.beside);
    }
    pub fn each_of_plan(&mut self, deed: impl Fn(&mut Care)) {
        deed(&mut self.lines);
        deed(&mut self.letters);
        deed(&mut self.part2);
    }
    /// The messages, and not the lines.
    pub fn each_of_messages(&mut self, deed: impl Fn(&mut Care)) {
        deed(&mut self.letters);
        deed(&mut self.part2);
        deed(&mut self.beside);
    }
    /// Something of it may be readable by the other side, or can still be shared.
    pub fn lives(&self, now: Timestamp) -> bool {
        [&self.lines, &self.letters, &self.part2, &self.beside]
            .iter()
            .any(|care| care.is_live(now) || !care.read(now).0.is_empty())
    }
    pub fn read(&self, now: Timestamp) -> (BTreeSet<&str>, BTreeSet<&str>) {
        let (mut may, mut must) = self.lines.read(now);
        for care in [&self.letters, &self.part2, &self.beside] {
            let (more, also) = care.read(now);
            may.extend(more);
            must.extend(also);
        }
        (may, must)
    }
    pub fn restored(self, now: &Self) -> Self {
        Self {
            lines: self.lines.restored(&now.lines),
            letters: self.letters.restored(&now.letters),
            part2: self.part2.restored(&now.part2),
            beside: self.beside.restored(&now.beside),
        }
    }
}
