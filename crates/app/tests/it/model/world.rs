//! The two organizations as they are: every deed is done on the real node, and noted in the book.

use super::book::{Book, Person, Side, Telling, Way};
use super::care::Plan;
use super::deed::{Deed, Work};
use super::disk::Disk;
use super::reach::Reach;
use crate::town::*;
use app::notes::NewNote;
use app::referrals;
use app::{Error, Session, workers};
use domain::ids::{ReferralId, ReleaseId};
use domain::member::Role;
use domain::referral::{AttemptResult, Outcome, Told};
use domain::release::Element;
use domain::time::{Days, Timestamp};
use proptest::sample::Index;
use std::collections::BTreeSet;

/// What went wrong, in words.
pub type Proof = Result<(), String>;

/// The book and what protected people when a copy was made.
pub(super) type Copied = (Book, BTreeSet<([u8; 16], Timestamp)>);

/// The node with both organizations, and what may be known of it.
pub struct World {
    pub town: Town,
    /// A second clinician at Lakeside.
    pub kai: Session,
    pub book: Book,
    /// Where SQLite keeps it; nothing on PostgreSQL, which is not restored here.
    pub disk: Option<Disk>,
    /// What was known when the latest copy was made, and which numbers it knew to be wiped, and when.
    pub(super) copied: Option<Copied>,
    /// Numbers that were given so far: each is found nowhere else.
    pub(super) numbers: u16,
    /// The latest time that was acted on. A restored copy knows an earlier one.
    latest: Timestamp,
    /// How often each kind of deed was done.
    pub done: super::Done,
}

/// Nobody may do what was refused, and everything that was not refused may be done.
pub(super) fn agree(what: &str, may: bool, done: bool) -> Proof {
    match (may, done) {
        (false, true) => Err(format!("{what} was done, and may not be")),
        (true, false) => Err(format!("{what} was refused, and may be done")),
        _ => Ok(()),
    }
}

impl World {
    pub async fn new(town: Town, disk: Option<Disk>) -> Self {
        let (latest, kai) = (town.app.now(), hire(&town.app, &town.dana, "kai", Role::Clinician).await);
        Self { town, kai, book: Book::default(), disk, copied: None, numbers: 0, latest, done: super::Done::default() }
    }

    /// Whoever sends for this side, and whoever receives.
    pub fn sender(&self, of: Side) -> &Session {
        if of == Side::Lakeside { &self.town.rosa } else { &self.town.ines }
    }
    pub fn receiver(&self, of: Side) -> &Session {
        if of == Side::Lakeside { &self.town.june } else { &self.town.dana }
    }
    /// Whoever works with the record of this person on this bank.
    pub fn worker_of(&self, at: usize, there: bool) -> &Session {
        let from = self.book.people[at].from;
        if there { self.receiver(from) } else { self.sender(from) }
    }
    pub fn is_held(&self, record: ReferralId) -> bool {
        self.book.held.contains(&record.bytes())
    }
    /// Time has gone back, as it can with an older copy: what waits may wait for its own time again.
    pub fn is_before(&self) -> bool {
        self.town.app.now() < self.latest
    }

    /// One of those that such a deed can be tried on, whatever became of them.
    pub(super) fn chosen(&self, who: &Index, fits: impl Fn(&Person) -> bool) -> Option<usize> {
        let people = self.book.people.iter().enumerate();
        let fitting: Vec<usize> = people.filter(|(_, person)| fits(person)).map(|(at, _)| at).collect();
        (!fitting.is_empty()).then(|| fitting[who.index(fitting.len())])
    }

    /// Does it, and notes what it means.
    pub async fn happens(&mut self, deed: &Deed) -> Proof {
        let done = match deed {
            Deed::Refer { again } => self.refer(*again).await,
            Deed::Sign { elements, days, signed } => self.sign(elements, *days, *signed).await,
            Deed::Pages { elements, days, left_out } => self.pages(elements, *days, *left_out).await,
            Deed::Print { elements, days } => self.print(elements, *days).await,
            Deed::Paper { which, entered } => self.paper(which, *entered).await,
            Deed::Send { who, again } => self.send(who, *again).await,
            Deed::Feedback { who, attendance, messages, days } => {
                self.feedback(who, (*attendance, *messages), *days).await
            }
            Deed::Work { who, work, agreed } => self.work(who, *work, *agreed).await,
            Deed::Read { .. } => Ok(()),
            Deed::Stop { who, there } => self.stop(who, *there).await,
            Deed::Plan { who, there, what, any } => self.plan(who, *there, what.clone(), *any).await,
            Deed::Own { who, there, what } => self.own(who, *there, what.clone()).await,
            Deed::Reach { who, there, what } => self.reach(who, *there, *what).await,
            Deed::Revoke { who } => self.revoke(who).await,
            Deed::Pause { by_harbor } => self.pause(*by_harbor, true).await,
            Deed::Resume { by_harbor } => self.pause(*by_harbor, false).await,
            Deed::Deliver { twice, cut } => self.deliver(*twice, *cut).await,
            Deed::KeepHouse => self.keep_house().await,
            Deed::Time(pass) => self.pass(*pass),
            Deed::Restart => self.restart().await,
            Deed::BackUp => self.back_up().await,
            Deed::Restore => self.restore().await,
        };
        self.latest = self.latest.max(self.town.app.now());
        done
    }

    async fn refer(&mut self, again: bool) -> Proof {
        let town = &self.town;
        let ours = ReferralId::new(town.app.next_id());
        let first = town.note(ours);
        let second = NewNote { id: first.id, ..town.note(ours) };
        let saved = app::notes::save(&town.app, &town.rosa, first).await;
        agree("a referral on an agreement", !self.book.paused, saved.is_ok())?;
        if saved.is_err() {
            return Ok(());
        }
        if again {
            let saved = app::notes::save(&town.app, &town.rosa, second).await.map_err(|e| format!("again: {e}"))?;
            agree("the same note twice", false, !saved.already)?;
        }
        let all = ALL_BUT_SUBSTANCE_USE.iter().copied().collect();
        self.book.people.push(person(Side::Lakeside, ours, None, all, town.ends(15), Way::Queued));
        self.done.count("referred");
        Ok(())
    }

    async fn send(&mut self, who: &Index, again: bool) -> Proof {
        let Some(at) = self.chosen(who, |person| person.release.is_some()) else { return Ok(()) };
        let (town, now) = (&self.town, self.town.app.now());
        let person = &self.book.people[at];
        let Some(release) = person.release else { return Ok(()) };
        let new = || town.reverse(person.ours, release);
        let sent = referrals::send(&town.app, &town.ines, new()).await;
        let is_new = sent.as_ref().is_ok_and(|sent| !sent.already);
        let may = person.way == Way::Signed && person.is_live(now) && !self.book.paused;
        agree("a referral under a release", may, is_new)?;
        if !is_new {
            return Ok(());
        }
        if again {
            let sent = referrals::send(&town.app, &town.ines, new()).await.map_err(|e| format!("again: {e}"))?;
            agree("the same referral twice", false, !sent.already)?;
        }
        self.book.people[at].way = Way::Queued;
        self.done.count("sent");
        Ok(())
    }

    async fn work(&mut self, who: &Index, work: Work, agreed: bool) -> Proof {
        let Some(at) = self.chosen(who, |person| person.theirs.is_some()) else { return Ok(()) };
        let (app, now) = (&self.town.app, self.town.app.now());
        let person = &self.book.people[at];
        let (from, by) = (person.from, self.receiver(person.from));
        let (Some(id), form) = (person.theirs, self.town.form()) else { return Ok(()) };
        let done = match work {
            Work::Accept => referrals::accept(app, by, id, form).await,
            Work::Pass => referrals::pass(app, by, id, form).await,
            Work::Attempt(result) => referrals::attempt(app, by, id, form, result).await,
            Work::Met => referrals::connected(app, by, id, form, agreed).await,
            Work::Close(outcome) => referrals::close(app, by, id, form, outcome, agreed).await,
            Work::Decline(reason) => referrals::decline(app, by, id, form, reason, agreed).await,
            Work::Number => match referrals::show_number(app, by, id).await {
                Ok(_) if person.is_closed_there(now) => return Err("a number was shown that is gone".to_owned()),
                Ok(number) if !person.numbers().contains(number.reveal()) => {
                    return Err("a number was shown that is gone, or was not ticked".to_owned());
                }
                Ok(_) if person.reach.closed_since.is_some() => {
                    return Err("a number was shown after it had proved unsafe".to_owned());
                }
                other => other.map(drop),
            },
        };
        if let Err(error) = done {
            return self.refused(&error, "work");
        }
        let told = match work {
            Work::Accept => Some(Told::Accepted),
            Work::Met => Some(Told::Connected),
            Work::Close(Outcome::ServiceUsed) => Some(Told::ServiceUsed),
            Work::Close(_) | Work::Decline(_) => Some(Told::LoopClosed),
            Work::Pass | Work::Attempt(_) | Work::Number => None,
        };
        let (paused, person) = (self.book.paused, &mut self.book.people[at]);
        // A health center that survivor-services law does not bind may tell what the patient says may be told.
        let word = (agreed && from == Side::Harbor && work != Work::Accept).then(|| now.plus_days(Days(1)));
        let under = person.feedback.filter(|ends| now < *ends).or(word);
        if let (Some(told), Some(ends), false) = (told, under, paused || person.nobody[1]) {
            person.tellings.push(Telling { told, ends });
            self.done.count("told");
        }
        let wipes = matches!(work, Work::Close(_) | Work::Decline(_) | Work::Attempt(AttemptResult::NotSafe));
        if wipes {
            person.number_goes(now);
        }
        if let Work::Attempt(result) = work {
            person.reach.tried(result, now);
        }
        person.reach.is_shut |= matches!(work, Work::Close(_) | Work::Decline(_));
        person.taken |= work == Work::Accept;
        if matches!(work, Work::Decline(_)) {
            person.declined = true;
            person.care[0].each(super::care::Care::shut);
        }
        self.done.count("worked");
        Ok(())
    }

    /// A refusal says why; a fault of the software is none.
    pub(super) fn refused(&self, error: &Error, what: &str) -> Proof {
        match error {
            Error::NotFound
            | Error::Over(_)
            | Error::OutOfOrder(_)
            | Error::NotSafe(_)
            | Error::Refused(_)
            | Error::Invalid(_) => Ok(()),
            Error::NotOpen(_) | Error::TooMany { .. } | Error::Held => Ok(()),
            other => Err(format!("{what}: {other} ({})", other.code())),
        }
    }

    async fn stop(&mut self, who: &Index, there: bool) -> Proof {
        let Some(at) = self.chosen(who, |person| !there || person.theirs.is_some()) else { return Ok(()) };
        let (app, person) = (&self.town.app, &self.book.people[at]);
        let has_record = person.way != Way::Signed;
        if there {
            let Some(theirs) = person.theirs else { return Ok(()) };
            referrals::stop(app, self.receiver(person.from), theirs).await.map_err(|e| format!("stop there: {e}"))?;
            self.book.people[at].silence();
        } else {
            let stopped = referrals::stop(app, self.sender(person.from), person.ours).await;
            agree("stopping", has_record, stopped.is_ok())?;
            if has_record {
                self.withdrawn(at, true);
            }
        }
        self.done.count("stopped");
        Ok(())
    }

    async fn keep_house(&mut self) -> Proof {
        workers::keep_house_once(&self.town.app).await.map_err(|error| format!("housekeeping: {error}"))?;
        let held = &self.book.held;
        self.book.was_held.retain(|record| held.contains(record));
        Ok(())
    }

    pub(super) fn withdrawn(&mut self, at: usize, has_record: bool) {
        let person = &mut self.book.people[at];
        // A second press changes nothing, and a word that was heard is not taken back.
        if !person.withdrawn || !person.closed_there {
            person.withdraw(has_record && !person.closed_there);
        }
    }

    async fn pause(&mut self, by_harbor: bool, pause: bool) -> Proof {
        let (app, id) = (&self.town.app, self.town.partnership);
        let lead = if by_harbor { &self.town.maya } else { &self.town.dana };
        let done = match pause {
            true => app::partnerships::pause(app, lead, id).await,
            false => app::partnerships::resume(app, lead, id).await,
        };
        agree("pausing or resuming", self.book.paused != pause, done.is_ok())?;
        self.book.paused = pause;
        Ok(())
    }

    async fn deliver(&mut self, twice: bool, cut: Option<Side>) -> Proof {
        let app = &self.town.app;
        // On PostgreSQL all of it gets through: nobody reaches into its tables here.
        let cut = cut.filter(|_| self.disk.is_some());
        let of_it = cut.map(|side| self.sender(side).org_id().bytes());
        if let (Some(disk), Some(org)) = (&self.disk, of_it) {
            disk.cut_off(org, true);
        }
        if twice {
            let (first, second) = tokio::join!(workers::deliver_all(app), workers::deliver_all(app));
            first.and(second).map_err(|error| format!("two workers: {error}"))?;
        } else {
            workers::deliver_all(app).await.map_err(|error| format!("delivery: {error}"))?;
        }
        if let (Some(disk), Some(org)) = (&self.disk, of_it) {
            disk.cut_off(org, false);
        }
        self.book.deliver(self.town.app.now(), cut);
        self.done.count(if cut.is_some() { "delivered one way" } else { "delivered" });
        Ok(())
    }
}

pub(super) fn person(
    from: Side,
    ours: ReferralId,
    release: Option<ReleaseId>,
    allowed: BTreeSet<Element>,
    ends: Timestamp,
    way: Way,
) -> Person {
    Person {
        from,
        ours,
        theirs: None,
        release,
        allowed,
        ends,
        way,
        withdrawn: false,
        stop_waits: false,
        feedback: None,
        tellings: Vec::new(),
        known: BTreeSet::new(),
        closed_there: false,
        taken: false,
        number_gone: false,
        forgot_ours: false,
        parts_gone: BTreeSet::new(),
        declined: false,
        care: [Plan::default(), Plan::default()],
        forgotten: [false; 2],
        nobody: [false; 2],
        wish_changes: [0; 2],
        is_for_two: [false; 2],
        never_shown: [false; 2],
        ask_waits: false,
        was_asked: false,
        is_unsure: false,
        reach: Reach::default(),
    }
}
