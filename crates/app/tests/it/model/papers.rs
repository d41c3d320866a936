//! Releases: signed in one go or page by page, for feedback, and taken back.

use super::book::{Paper, Person, Side, Way};
use super::deed::Signed;
use super::world::{Proof, World, agree, person};
use crate::town::*;
use app::Session;
use app::releases::NewRelease;
use app::releases::draft::{self, Ground, Standing};
use domain::day::Day;
use domain::ids::{PartnershipId, ReferralId, ReleaseId};
use domain::org::Language;
use domain::release::answer::{Answer, Life, OtherWay, Rights, Signing, What};
use domain::release::signer::Claim;
use domain::release::{CopyKept, Element, Presence, Purpose, SignatureMethod, SignerRole};
use domain::text::PersonText;
use domain::time::{Days, Timestamp};
use proptest::sample::Index;
use std::collections::BTreeSet;

impl World {
    pub(super) async fn sign(&mut self, elements: &BTreeSet<Element>, days: u32, signed: Signed) -> Proof {
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
            self.book.people.push(signed_by(ours, release, elements, ends));
            self.done.count("signed");
        }
        Ok(())
    }

    /// As the pages do it, one answer after another.
    pub(super) async fn pages(&mut self, elements: &BTreeSet<Element>, days: u32, left_out: Option<usize>) -> Proof {
        let (town, app, ines) = (&self.town, &self.town.app, &self.town.ines);
        let id = ReleaseId::new(app.next_id());
        if left_out != Some(0) {
            let begun = draft::begin(app, ines, id, Ground::Referral, OtherWay::GoOn).await;
            begun.map_err(|error| format!("beginning: {error}"))?;
        }
        let talked = answers(self.town.partnership, elements, days);
        let answers = talked.into_iter().chain([Answer::Signature(signature(ines)), Answer::Copy(CopyKept::None)]);
        let mut ours = None;
        for (at, answer) in answers.enumerate() {
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
            self.book.people.push(signed_by(ours, id, elements, ends));
            self.done.count("signed on its pages");
        }
        Ok(())
    }

    /// Talked through, and printed to be signed elsewhere: it is waited for two weeks, and no longer than it would last.
    pub(super) async fn print(&mut self, elements: &BTreeSet<Element>, days: u32) -> Proof {
        let (town, app, ines) = (&self.town, &self.town.app, &self.town.ines);
        let (id, begun_at) = (ReleaseId::new(app.next_id()), app.now());
        let begun = draft::begin(app, ines, id, Ground::Referral, OtherWay::GoOn).await;
        begun.map_err(|error| format!("beginning: {error}"))?;
        for answer in answers(town.partnership, elements, days) {
            // What is not offered is refused on its page, and then nothing is printed.
            if draft::answer(app, ines, id, answer).await.is_err() {
                break;
            }
        }
        let printed = draft::print_to_sign(app, ines, id).await;
        agree("a paper to sign", is_offered(elements), printed.is_ok())?;
        if printed.is_ok() {
            let ends = town.ends(days);
            let dies = ends.min(begun_at.plus_days(Days(14)));
            self.book.papers.push(Paper { id, elements: elements.clone(), ends, dies });
            self.done.count("printed to sign");
        }
        Ok(())
    }

    /// It comes back by mail and is entered with the day of today, or its draft is let go.
    pub(super) async fn paper(&mut self, which: &Index, entered: bool) -> Proof {
        if self.book.papers.is_empty() {
            return Ok(());
        }
        let at = which.index(self.book.papers.len());
        let Paper { id, elements, ends, dies } = self.book.papers[at].clone();
        let (app, ines) = (&self.town.app, &self.town.ines);
        if !entered {
            let _ = draft::discard(app, ines, id).await;
            self.book.papers.remove(at);
            self.done.count("let a paper go");
            return Ok(());
        }
        let today = Day::of(app.now(), "America/Chicago");
        let mut ours = None;
        for answer in [Answer::Signature(on_paper(ines, today)), Answer::Copy(CopyKept::None)] {
            if let Ok(Standing::Open(begun)) = draft::answer(app, ines, id, answer).await {
                ours = Some(begun.draft.referral());
            }
        }
        let signed = app::releases::sign(app, ines, id).await;
        agree("a paper that came back in time", app.now() < dies, signed.is_ok())?;
        if let (Ok(_), Some(ours)) = (&signed, ours) {
            self.book.papers.remove(at);
            self.book.people.push(signed_by(ours, id, &elements, ends));
            self.done.count("signed on paper");
        }
        Ok(())
    }

    pub(super) async fn feedback(&mut self, who: &Index, (attendance, messages): (bool, bool), days: u32) -> Proof {
        match self.chosen(who, |person| person.theirs.is_some()) {
            Some(at) => self.feedback_of(at, (attendance, messages), days).await,
            None => Ok(()),
        }
    }

    pub(super) async fn feedback_of(&mut self, at: usize, (attendance, messages): (bool, bool), days: u32) -> Proof {
        let town = &self.town;
        let person = &self.book.people[at];
        let Some(theirs) = person.theirs else { return Ok(()) };
        let named: &[Element] = match (attendance, messages) {
            (true, true) => &[Element::Attendance, Element::Messages],
            (true, false) => &[Element::Attendance],
            (false, true) => &[Element::Messages],
            (false, false) => &[Element::Request, Element::Name],
        };
        let release = ReleaseId::new(town.app.next_id());
        let new = NewRelease { days: Days(days), ..town.new_release(release, theirs, Purpose::Feedback, named) };
        let done = app::releases::walk(&town.app, self.receiver(person.from), new).await;
        if done.is_ok() {
            agree("a release for feedback", (attendance || messages) && (1..=30).contains(&days), true)?;
            let ends = town.ends(days);
            let person = &mut self.book.people[at];
            if attendance {
                person.feedback = Some(person.feedback.map_or(ends, |before| before.max(ends)));
            }
            if messages {
                person.care[1].beside.sign(ends);
            }
            self.done.count("feedback");
        }
        Ok(())
    }

    pub(super) async fn revoke(&mut self, who: &Index) -> Proof {
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
}

/// Somebody who signed at Harbor House, and whom nobody has sent yet.
fn signed_by(ours: ReferralId, release: ReleaseId, elements: &BTreeSet<Element>, ends: Timestamp) -> Person {
    let mut signed = person(Side::Harbor, ours, Some(release), elements.clone(), ends, Way::Signed);
    if elements.contains(&Element::Messages) {
        signed.care[0].beside.sign(ends);
    }
    signed
}

/// A referral says that it is one, and a number goes only together with the plan for using it.
fn is_offered(elements: &BTreeSet<Element>) -> bool {
    let has = |element| elements.contains(element);
    has(&Element::Request) && (has(&Element::ContactPlan) || !has(&Element::Contact))
}

/// What is talked through before anybody signs.
fn answers(partnership: PartnershipId, elements: &BTreeSet<Element>, days: u32) -> [Answer; 5] {
    [
        Answer::What(What { elements: elements.clone(), part2_consent: false }),
        Answer::Who(partnership),
        Answer::Why(Purpose::WarmReferral),
        Answer::HowLong(Life::Days(Days(days)), false),
        Answer::Rights(Rights { informed: true, language: Language::Es.into(), interpreted: false }),
    ]
}

fn on_paper(witness: &Session, day: Day) -> Signing {
    let signed = signature(witness);
    let claim = Claim { presence: Presence::RemoteVoiceVerified, ..signed.claim };
    let place = PersonText::parse("the safe", 80).ok();
    Signing { claim, method: SignatureMethod::Paper, place, signed_on: Some(day), ..signed }
}

fn signature(witness: &Session) -> Signing {
    let claim = Claim {
        role: SignerRole::Survivor,
        is_not_abuser: true,
        presence: Presence::InPerson,
        age: None,
        parent_signs: false,
        court_paper_seen: false,
        is_of_age: true,
        minor_signs: true,
    };
    let name = PersonText::parse(CANARY_NAME, 80).ok();
    let method = SignatureMethod::Typed;
    Signing {
        claim,
        method,
        place: None,
        signed_on: None,
        name,
        second: None,
        drawing: None,
        witness: witness.member(),
    }
}
