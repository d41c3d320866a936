//! The two organizations as they are: every deed is done on the real node, and noted in the book.

use super::book::{Book, Person, Side, Telling, Way};
use super::deed::{Deed, Pass, Signed, Work};
use super::disk::Disk;
use crate::town::*;
use app::notes::NewNote;
use app::referrals;
use app::releases::NewRelease;
use app::releases::draft::{self, Ground, Standing};
use app::{Error, Session, tombstones, workers};
use domain::ids::{ReferralId, ReleaseId};
use domain::org::Language;
use domain::referral::{AttemptResult, Outcome, Told};
use domain::release::answer::{Answer, Life, OtherWay, Rights, Signing, What};
use domain::release::signer::Claim;
use domain::release::{CopyKept, Element, Presence, Purpose, SignatureMethod, SignerRole};
use domain::text::PersonText;
use domain::time::{Days, Timestamp};
use proptest::sample::Index;
use std::collections::BTreeSet;

/// What went wrong, in words.
pub type Proof = Result<(), String>;

/// The node with both organizations, and what may be known of it.
pub struct World {
    pub town: Town,
    pub book: Book,
    /// Where SQLite keeps it; nothing on PostgreSQL, which is not restored here.
    pub disk: Option<Disk>,
    /// What was known when the latest copy was made.
    copied: Option<Book>,
    /// The latest time that was acted on. A restored copy knows an earlier one.
    latest: Timestamp,
    /// How often each kind of deed was done.
    pub done: super::Done,
}

/// Nobody may do what was refused, and everything that was not refused may be done.
fn agree(what: &str, may: bool, done: bool) -> Proof {
    match (may, done) {
        (false, true) => Err(format!("{what} was done, and may not be")),
        (true, false) => Err(format!("{what} was refused, and may be done")),
        _ => Ok(()),
    }
}

impl World {
    pub fn new(town: Town, disk: Option<Disk>) -> Self {
        let latest = town.app.now();
        Self { town, book: Book::default(), disk, copied: None, latest, done: super::Done::default() }
    }

    /// Whoever sends for this side, and whoever receives.
    pub fn sender(&self, of: Side) -> &Session {
        if of == Side::Lakeside { &self.town.rosa } else { &self.town.ines }
    }
    pub fn receiver(&self, of: Side) -> &Session {
        if of == Side::Lakeside { &self.town.june } else { &self.town.dana }
    }
    /// Time has gone back, as it can with an older copy: what waits may wait for its own time again.
    pub fn is_before(&self) -> bool {
        self.town.app.now() < self.latest
    }

    /// One of those that such a deed can be tried on, whatever became of them.
    fn chosen(&self, who: &Index, fits: impl Fn(&Person) -> bool) -> Option<usize> {
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
            Deed::Send { who, again } => self.send(who, *again).await,
            Deed::Feedback { who, attendance, days } => self.feedback(who, *attendance, *days).await,
            Deed::Work { who, work, agreed } => self.work(who, *work, *agreed).await,
            Deed::Read { .. } => Ok(()),
            Deed::Stop { who, there } => self.stop(who, *there).await,
            Deed::Revoke { who } => self.revoke(who).await,
            Deed::Pause { by_harbor } => self.pause(*by_harbor, true).await,
            Deed::Resume { by_harbor } => self.pause(*by_harbor, false).await,
            Deed::Deliver { twice } => self.deliver(*twice).await,
            Deed::KeepHouse => workers::keep_house_once(&self.town.app).await.map_err(|e| format!("housekeeping: {e}")),
            Deed::Time(pass) => self.pass(*pass),
            Deed::Restart => self.restart().await,
            Deed::BackUp => self.back_up(),
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

    async fn sign(&mut self, elements: &BTreeSet<Element>, days: u32, signed: Signed) -> Proof {
        let town = &self.town;
        let (release, ours) = (ReleaseId::new(town.app.next_id()), ReferralId::new(town.app.next_id()));
        let listed: Vec<_> = elements.iter().copied().collect();
        let mut new =
            NewRelease { days: Days(days), ..town.new_release(release, ours, Purpose::WarmReferral, &listed) };
        match signed {
            Signed::Whole => {}
            Signed::Uninformed => new.informed = false,
            Signed::ByAbuser => new.signer_is_not_abuser = false,
            Signed::VoiceUnknown => new.presence = Presence::RemoteUnverified,
        }
        let may = signed == Signed::Whole && (1..=30).contains(&days) && is_offered(elements);
        let done = app::releases::walk(&town.app, &town.ines, new).await;
        agree(&format!("a release signed {signed:?} for {days} days"), may, done.is_ok())?;
        if may {
            let ends = town.ends(days);
            self.book.people.push(person(Side::Harbor, ours, Some(release), elements.clone(), ends, Way::Signed));
            self.done.count("signed");
        }
        Ok(())
    }

    /// As the pages do it, one answer after another.
    async fn pages(&mut self, elements: &BTreeSet<Element>, days: u32, left_out: Option<usize>) -> Proof {
        let (town, app, ines) = (&self.town, &self.town.app, &self.town.ines);
        let id = ReleaseId::new(app.next_id());
        if left_out != Some(0) {
            let begun = draft::begin(app, ines, id, Ground::Referral, OtherWay::GoOn).await;
            begun.map_err(|error| format!("beginning: {error}"))?;
        }
        let answers = [
            Answer::What(What { elements: elements.clone(), part2_consent: false }),
            Answer::Who(self.town.partnership),
            Answer::Why(Purpose::WarmReferral),
            Answer::HowLong(Life::Days(Days(days)), false),
            Answer::Rights(Rights { informed: true, language: Language::Es }),
            Answer::Signature(signature(ines)),
            Answer::Copy(CopyKept::None),
        ];
        let mut ours = None;
        for (at, answer) in answers.into_iter().enumerate() {
            if left_out != Some(at + 1)
                && let Ok(Standing::Open(begun)) = draft::answer(app, ines, id, answer).await
            {
                ours = Some(begun.draft.referral());
            }
        }
        let done = app::releases::sign(app, ines, id).await;
        let may = left_out.is_none() && is_offered(elements);
        agree(&format!("a release with page {left_out:?} left out"), may, done.is_ok())?;
        if let (true, Some(ours)) = (may, ours) {
            let ends = town.ends(days);
            self.book.people.push(person(Side::Harbor, ours, Some(id), elements.clone(), ends, Way::Signed));
            self.done.count("signed on its pages");
        }
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

    async fn feedback(&mut self, who: &Index, attendance: bool, days: u32) -> Proof {
        let Some(at) = self.chosen(who, |person| person.theirs.is_some()) else { return Ok(()) };
        let town = &self.town;
        let person = &self.book.people[at];
        let Some(theirs) = person.theirs else { return Ok(()) };
        let named: &[Element] = if attendance { &[Element::Attendance] } else { &[Element::Request, Element::Name] };
        let release = ReleaseId::new(town.app.next_id());
        let new = NewRelease { days: Days(days), ..town.new_release(release, theirs, Purpose::Feedback, named) };
        let done = app::releases::walk(&town.app, self.receiver(person.from), new).await;
        if done.is_ok() {
            agree("a release for feedback", attendance && (1..=30).contains(&days), true)?;
            let ends = town.ends(days);
            let feedback = &mut self.book.people[at].feedback;
            *feedback = Some(feedback.map_or(ends, |before| before.max(ends)));
            self.done.count("feedback");
        }
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
                Ok(_) if person.is_closed_there(now) || person.number_gone => {
                    return Err("a number was shown that is gone".to_owned());
                }
                Ok(_) if !person.allowed.contains(&Element::Contact) => {
                    return Err("a number was shown that was not ticked".to_owned());
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
        if let (Some(told), Some(ends), false) = (told, under, paused) {
            person.tellings.push(Telling { told, ends });
            self.done.count("told");
        }
        let wipes = matches!(work, Work::Close(_) | Work::Decline(_) | Work::Attempt(AttemptResult::NotSafe));
        person.number_gone |= wipes;
        person.taken |= work == Work::Accept;
        self.done.count("worked");
        Ok(())
    }

    /// A refusal says why; a fault of the software is none.
    fn refused(&self, error: &Error, what: &str) -> Proof {
        match error {
            Error::NotFound | Error::OutOfOrder(_) | Error::NotSafe(_) | Error::Refused(_) | Error::Invalid(_) => {
                Ok(())
            }
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

    async fn revoke(&mut self, who: &Index) -> Proof {
        let Some(at) = self.chosen(who, |person| person.release.is_some()) else { return Ok(()) };
        let person = &self.book.people[at];
        let Some(release) = person.release else { return Ok(()) };
        let has_record = person.way != Way::Signed;
        let revoked = app::releases::revoke(&self.town.app, &self.town.june, release).await;
        revoked.map_err(|error| format!("taking back is never refused: {error}"))?;
        self.withdrawn(at, has_record);
        self.done.count("revoked");
        Ok(())
    }

    fn withdrawn(&mut self, at: usize, has_record: bool) {
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

    async fn deliver(&mut self, twice: bool) -> Proof {
        let app = &self.town.app;
        if twice {
            let (first, second) = tokio::join!(workers::deliver_all(app), workers::deliver_all(app));
            first.and(second).map_err(|error| format!("two workers: {error}"))?;
        } else {
            workers::deliver_all(app).await.map_err(|error| format!("delivery: {error}"))?;
        }
        self.book.deliver(self.town.app.now());
        self.done.count("delivered");
        Ok(())
    }

    fn pass(&mut self, pass: Pass) -> Proof {
        let clock = &self.town.clock;
        match pass {
            Pass::Minutes(minutes) => clock.pass(i64::from(minutes)),
            Pass::Days(days) => clock.pass(i64::from(days) * 24 * 60),
            Pass::Jump(days) => clock.pass(i64::from(days) * 24 * 60),
            Pass::ToTheEnd(who, off) => {
                let live = self.chosen(&who, |person| person.ends > self.town.app.now());
                if let Some(ends) = live.map(|at| self.book.people[at].ends) {
                    clock.set(Timestamp::from_micros(ends.micros() + i64::from(off)));
                }
            }
        }
        agree("time that runs backwards", false, self.is_before() && self.copied.is_none())
    }

    async fn restart(&mut self) -> Proof {
        self.town.start_again(|| ()).await;
        self.done.count("restarted");
        Ok(())
    }

    fn back_up(&mut self) -> Proof {
        let Some(disk) = &mut self.disk else { return Ok(()) };
        disk.back_up();
        self.copied = Some(self.book.clone());
        Ok(())
    }

    async fn restore(&mut self) -> Proof {
        let (Some(disk), Some(copied)) = (&self.disk, &self.copied) else { return Ok(()) };
        let stones = tombstones::list(&self.town.app).await.map_err(|error| format!("the list: {error}"))?;
        self.town.start_again(|| disk.put_back()).await;
        for stone in &stones {
            let again = tombstones::destroy_again(&self.town.app, stone).await;
            again.map_err(|error| format!("destroying again: {error}"))?;
        }
        tombstones::overwrite(&self.town.app).await.map_err(|error| format!("overwriting: {error}"))?;
        self.book = copied.clone().restored(&self.book);
        self.done.count("restored");
        Ok(())
    }
}

/// A referral says that it is one, and a number goes only together with the plan for using it.
fn is_offered(elements: &BTreeSet<Element>) -> bool {
    let has = |element| elements.contains(element);
    has(&Element::Request) && (has(&Element::ContactPlan) || !has(&Element::Contact))
}

fn signature(witness: &Session) -> Signing {
    let claim = Claim {
        role: SignerRole::Survivor,
        is_not_abuser: true,
        presence: Presence::InPerson,
        age: None,
        parent_signs: false,
        court_paper_seen: false,
    };
    let name = PersonText::parse(CANARY_NAME, 80).ok();
    let method = SignatureMethod::Typed;
    Signing { claim, method, place: None, name, second: None, drawing: None, witness: witness.member() }
}

fn person(
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
    }
}
