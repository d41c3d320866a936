//! A memorandum from its first clause to its last day, with the clock moved; and what it sets while it is in force.

use crate::town::*;
use app::mou::{self, Phase};
use app::releases::draft::Ground;
use app::{Error, Session, roadmap, workspace};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{PartnershipId, ReferralId};
use domain::mou::Topic;
use domain::mou::ledger::NotReady;
use domain::mou::{Stage, compare};
use domain::referral::Direction;
use domain::release::Element;
use domain::roadmap::{RoadmapStep, StepState};
use domain::time::{Days, Timestamp};
use domain::workspace::{Changes, Noun};
use std::collections::BTreeMap;
use testkit::both_backends;

const ZONE: &str = "America/Chicago";

pub fn form(noun: Noun, fields: &[(&str, &str)]) -> Changes {
    let fields: BTreeMap<&str, &str> = fields.iter().copied().collect();
    noun.read(|field| fields.get(field).copied()).unwrap()
}

fn clause(text: &str, sets: &[(&str, &str)]) -> Changes {
    let words = [("heading", "A clause"), ("text", text)];
    form(Noun::Clause, &words.iter().chain(sets).copied().collect::<Vec<_>>())
}

/// What the two begin with: the whole library in short, from today for a year.
fn library() -> Vec<(Topic, Changes)> {
    let sets: &[(Topic, &[(&str, &str)])] = &[
        (Topic::Term, &[("starts", "2026-11-25"), ("ends", "2027-11-24")]),
        (Topic::Review, &[("review_on", "2027-06-01")]),
        (Topic::Termination, &[("notice_days", "30")]),
        (Topic::ResponseTime, &[("response", "hours_2")]),
        (Topic::Carried, &[("elements", "name contact contact_plan needs language")]),
        (Topic::Releases, &[("longest_release", "14")]),
        (Topic::Counts, &[("period", "quarter"), ("least_shown", "15")]),
    ];
    let of = |topic: Topic| sets.iter().find(|(one, _)| *one == topic).map_or(&[][..], |(_, sets)| sets);
    Topic::library().map(|topic| (topic, clause(&format!("About {}.", topic.code()), of(topic)))).collect()
}

pub(crate) async fn write(town: &Town, by: &Session, topic: Topic, fields: &[(&str, &str)]) {
    let of = (Noun::Clause, topic.entry(town.partnership));
    let seen = workspace::entry(&town.app, by, town.partnership, of).await.unwrap().seq;
    workspace::write(&town.app, by, town.partnership, of, (seen, form(Noun::Clause, fields))).await.unwrap();
}

/// Each side accepts whatever it has not accepted yet.
pub(crate) async fn agree(town: &Town) {
    for by in [&town.dana, &town.maya] {
        for one in mou::show(&town.app, by, town.partnership).await.unwrap().draft {
            let read = mou::clause(&town.app, by, town.partnership, one.clause.entry).await.unwrap().mark;
            mou::accept(&town.app, by, town.partnership, one.clause.entry, &read).await.unwrap();
        }
    }
}

/// Freezes what is agreed and has both sign it.
pub(crate) async fn sign(town: &Town) -> u32 {
    let number = mou::freeze(&town.app, &town.dana, town.partnership).await.unwrap();
    for by in [&town.dana, &town.maya] {
        let read = mou::version(&town.app, by, town.partnership, number).await.unwrap().version.hash;
        mou::sign(&town.app, by, town.partnership, (number, read)).await.unwrap();
    }
    number
}

/// The first memorandum, in force since today.
pub(crate) async fn in_force(town: &Town) {
    mou::start(&town.app, &town.dana, town.partnership, library()).await.unwrap();
    agree(town).await;
    sign(town).await;
}

/// A line that costs nothing to call.
const FREE: &str = "1-800-799-7233";

/// Names a line for when nobody answers.
async fn line(town: &Town, by: &Session, direction: Direction) {
    let of = (Noun::Procedure, domain::mou::procedure::entry(town.partnership, direction));
    let changes = form(Noun::Procedure, &[("hotline", FREE)]);
    workspace::write(&town.app, by, town.partnership, of, (0, changes)).await.unwrap();
}

async fn phases(town: &Town) -> Vec<(u32, Phase)> {
    let view = mou::show(&town.app, &town.rosa, town.partnership).await.unwrap();
    view.versions.iter().map(|one| (one.paper.version, one.phase)).collect()
}

/// Ten in the morning of a day, by the clock of both houses.
fn morning(day: &str) -> Timestamp {
    Timestamp::from_micros(Day::parse(day).unwrap().begins(ZONE).micros() + 10 * 3_600_000_000)
}

async fn step(town: &Town, step: RoadmapStep) -> StepState {
    let map = roadmap::show(&town.app, &town.dana, town.partnership).await.unwrap();
    map.steps.iter().find(|one| one.step == step).unwrap().state
}

/// What a lead's notices say about the memorandum, since they were last seen.
async fn told(town: &Town, lead: &Session) -> Vec<String> {
    app::workers::keep_house_once(&town.app).await.unwrap();
    let notices = app::home::notices(&town.app, lead).await.unwrap();
    app::home::notices_seen(&town.app, lead).await.unwrap();
    notices.into_iter().map(|one| one.code).filter(|code| code.starts_with("notice-mou")).collect()
}

both_backends! {
    async fn it_is_written_agreed_signed_amended_and_over_from_beginning_to_end(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, partnership, .. } = town;
        let (app, with) = (app, *partnership);
        mou::start(app, dana, with, library()).await.unwrap();
        mou::start(app, maya, with, library()).await.unwrap();
        let view = mou::show(app, rosa, with).await.unwrap();
        assert_eq!(view.draft.len(), Topic::library().count(), "begun twice is begun once");
        assert_eq!(step(town, RoadmapStep::Mou).await, StepState::NotStarted);

        // One clause: proposed, changed, proposed again, agreed.
        let costs = Topic::Costs.entry(with);
        let read = mou::clause(app, dana, with, costs).await.unwrap().mark;
        assert_eq!(mou::accept(app, dana, with, costs, &read).await.unwrap(), Stage::Proposed(dana.org().kind));
        assert_eq!(step(town, RoadmapStep::Mou).await, StepState::Working);
        assert_eq!(told(town, maya).await, ["notice-mou-clause"], "it waits for her word");
        write(town, maya, Topic::Costs, &[("text", "The health center pays for the room.")]).await;
        let late = mou::accept(app, maya, with, costs, &read).await;
        assert!(matches!(late, Err(Error::Invalid("mou-clause-changed"))), "accepted is what was read");
        assert_eq!(mou::clause(app, dana, with, costs).await.unwrap().stage, Stage::Draft);
        let open = mou::freeze(app, dana, with).await;
        assert!(matches!(open, Err(Error::Invalid("mou-clauses-open"))));
        agree(town).await;
        assert_eq!(mou::show(app, dana, with).await.unwrap().not_ready, None);

        // Frozen: it waits for both, and sets nothing yet.
        let first = mou::freeze(app, dana, with).await.unwrap();
        assert_eq!((first, phases(town).await), (1, vec![(1, Phase::Pending)]));
        assert_eq!(mou::show(app, dana, with).await.unwrap().not_ready, Some(NotReady::Unchanged));
        assert_eq!(told(town, maya).await, ["notice-mou-sign"]);
        let page = mou::version(app, maya, with, 1).await.unwrap();
        assert!(page.may_sign && !mou::version(app, rosa, with, 1).await.unwrap().may_sign, "leads sign");
        let hash = page.version.hash;
        assert!(matches!(mou::sign(app, rosa, with, (1, hash)).await, Err(Error::NotFound)));
        assert!(matches!(mou::sign(app, maya, with, (1, [0; 32])).await, Err(Error::Invalid("mou-sign-other-text"))));
        mou::sign(app, maya, with, (1, hash)).await.unwrap();
        assert!(matches!(mou::sign(app, maya, with, (1, hash)).await, Err(Error::Invalid("mou-sign-already"))));
        assert_eq!(phases(town).await, [(1, Phase::Pending)], "one signature is not two");
        let partner = &app::partnerships::list(app, rosa).await.unwrap()[0];
        assert_eq!(partner.holds.terms, None);
        mou::sign(app, dana, with, (1, hash)).await.unwrap();
        assert_eq!(phases(town).await, [(1, Phase::InForce)]);
        assert_eq!(step(town, RoadmapStep::Mou).await, StepState::InPlace);
        let paper = mou::version(app, dana, with, 1).await.unwrap().version.paper("MOU".to_owned());
        assert_eq!(paper.sides, ["Lakeside", "Harbor House"]);
        assert!(paper.signatures.iter().all(|(_, signed)| signed.is_some()));

        // An amendment: the old words hold until both have signed the new ones.
        write(town, dana, Topic::Grievance, &[("text", "Ask the other lead first.")]).await;
        agree(town).await;
        assert_eq!(mou::freeze(app, maya, with).await.unwrap(), 2);
        let second = mou::version(app, dana, with, 2).await.unwrap();
        assert_eq!(second.before, Some(1));
        let changed: Vec<_> = second.compared.iter().filter(|one| !one.is_same()).collect();
        assert_eq!(changed.len(), 1);
        assert!(changed[0].words.iter().any(|piece| piece.fate == compare::Fate::Added));
        mou::sign(app, dana, with, (2, second.version.hash)).await.unwrap();
        assert_eq!(phases(town).await, [(2, Phase::Pending), (1, Phase::InForce)]);
        mou::sign(app, maya, with, (2, second.version.hash)).await.unwrap();
        assert_eq!(phases(town).await, [(2, Phase::InForce), (1, Phase::Replaced)]);
        assert_eq!(told(town, maya).await, Vec::<String>::new(), "nobody is sent to sign what is signed");

        // Time passes.
        for (day, says) in [
            ("2027-02-01", vec![]),
            ("2027-03-04", vec!["notice-mou-review"]),
            ("2027-03-05", vec![]),
            ("2027-05-25", vec!["notice-mou-review"]),
            ("2027-08-26", vec!["notice-mou-ends"]),
            ("2027-10-25", vec!["notice-mou-ends"]),
            ("2027-11-24", vec!["notice-mou-ends"]),
            ("2027-11-25", vec!["notice-mou-lapsed"]),
            ("2027-12-31", vec![]),
        ] {
            town.clock.set(morning(day));
            assert_eq!(told(town, maya).await, says, "{day}");
        }
        assert_eq!(phases(town).await, [(2, Phase::Lapsed), (1, Phase::Replaced)]);
        assert_eq!(step(town, RoadmapStep::Mou).await, StepState::Working);
        let rosa = &town.again(rosa).await;
        let partner = &app::partnerships::list(app, rosa).await.unwrap()[0];
        assert_eq!(partner.holds.lapsed_on, Day::parse("2027-11-24"));
        assert_eq!(partner.holds.terms, None, "what is over sets nothing");
        let sent = app::referrals::send(app, rosa, town.referral(ReferralId::new(app.next_id()))).await;
        assert!(sent.is_ok(), "and never keeps anybody from being connected");
        let mut acts: Vec<Act> = Vec::new();
        for lead in [dana, maya] {
            acts.extend(app::audit::latest(app, lead, None).await.unwrap().iter().map(|one| one.entry.act));
        }
        for act in [Act::MouProposed, Act::MouAgreed, Act::MouFrozen, Act::MouSigned, Act::MouLapsed] {
            assert!(acts.contains(&act), "{act:?}");
        }
    }

    async fn what_is_signed_is_what_was_read_and_what_still_stands(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        mou::start(app, dana, *partnership, library()).await.unwrap();
        agree(town).await;
        mou::freeze(app, dana, *partnership).await.unwrap();
        let hash = mou::version(app, maya, *partnership, 1).await.unwrap().version.hash;
        mou::sign(app, dana, *partnership, (1, hash)).await.unwrap();
        // While Maya reads, Dana leaves a clause out.
        write(town, dana, Topic::Training, &[("removed", "on")]).await;
        assert!(matches!(mou::sign(app, maya, *partnership, (1, hash)).await, Err(Error::Invalid("mou-sign-changed"))));
        let view = mou::version(app, maya, *partnership, 1).await.unwrap();
        assert!(view.version.below[0].holds, "nothing that was signed is lost");
        mou::freeze(app, maya, *partnership).await.unwrap();
        assert!(matches!(mou::sign(app, maya, *partnership, (1, hash)).await, Err(Error::Invalid("mou-sign-outdated"))));
        assert_eq!(phases(town).await, [(2, Phase::Pending), (1, Phase::Superseded)]);
        // It is put back as it was.
        mou::add(app, maya, *partnership, (Topic::Training, clause("anything", &[]))).await.unwrap();
        let back = mou::clause(app, maya, *partnership, Topic::Training.entry(*partnership)).await.unwrap();
        assert_eq!((back.clause.text.as_str(), back.stage), ("About training.", Stage::Agreed));
    }

    async fn nobody_accepts_for_the_other_side_or_takes_their_word_back(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, partnership, .. } = town;
        mou::start(app, dana, *partnership, library()).await.unwrap();
        let costs = Topic::Costs.entry(*partnership);
        let read = mou::clause(app, dana, *partnership, costs).await.unwrap().mark;
        assert!(matches!(mou::accept(app, rosa, *partnership, costs, &read).await, Err(Error::NotFound)), "leads accept");
        mou::accept(app, maya, *partnership, costs, &read).await.unwrap();
        let known = workspace::entry(app, dana, *partnership, (Noun::Clause, costs)).await.unwrap().entry;
        let theirs = known.heads("accepted_advocacy")[0].id;
        let undone = workspace::undo(app, dana, *partnership, (Noun::Clause, costs), theirs).await;
        assert!(matches!(undone, Err(Error::Invalid("workspace-not-undone"))));
        let stranger = PartnershipId::from_bytes([9; 16]);
        assert!(matches!(mou::show(app, dana, stranger).await, Err(Error::NotFound)));
        assert!(matches!(mou::freeze(app, rosa, *partnership).await, Err(Error::NotFound)));
    }

    async fn what_is_in_force_is_what_a_release_and_a_referral_follow(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, ines, partnership, .. } = town;
        let offered = async |longest, note: bool| {
            let begun = app::releases::draft::prospect(app, ines, Ground::Referral).await.unwrap();
            assert_eq!((begun.terms.longest, begun.terms.offered.contains(&Element::Note)), (Days(longest), note));
            assert!(begun.terms.offered.contains(&Element::Request), "that it is a referral always crosses");
            begun
        };
        offered(30, true).await;
        in_force(town).await;
        let begun = offered(14, false).await;
        assert!(!begun.terms.offered.contains(&Element::SubstanceUse));
        // A release that was signed before names more than the memorandum lets cross: that stays here.
        let (release, referral) = {
            let fourteen = |new: app::releases::NewRelease| app::releases::NewRelease { days: Days(14), ..new };
            let (id, referral) = (domain::ids::ReleaseId::new(app.next_id()), ReferralId::new(app.next_id()));
            let all = [Element::Request, Element::Name, Element::Needs];
            let new = fourteen(town.new_release(id, referral, domain::release::Purpose::WarmReferral, &all));
            (app::releases::walk(app, ines, new).await.unwrap(), referral)
        };
        assert!(app::referrals::send(app, ines, town.reverse(referral, release)).await.is_ok());

        // A referral of the health center, as the patient agreed: the note stays at home.
        let id = ReferralId::new(app.next_id());
        app::referrals::send(app, rosa, town.referral(id)).await.unwrap();
        let ours = app::referrals::show(app, rosa, id).await.unwrap();
        assert!(ours.card.as_ref().unwrap().note.is_some(), "our own record keeps the whole");
        assert!(!ours.disclosures[0].elements.contains(&Element::Note));
        assert_eq!(ours.referral.answer_by, app.now().plus_minutes(domain::time::Minutes(120)));
        town.deliver().await;
        let theirs = app::referrals::show(app, ines, town.across(rosa, ines, id).await).await.unwrap();
        let card = theirs.card.unwrap();
        assert!(card.note.is_none() && card.name.is_some());
        assert_eq!(theirs.referral.answer_by, app.now().plus_minutes(domain::time::Minutes(120)));
        town.clock.pass(90);
        assert!(!app::referrals::inbox(app, ines, None).await.unwrap().rows[0].is_overdue);
        town.clock.pass(31);
        assert!(app::referrals::inbox(app, ines, None).await.unwrap().rows[0].is_overdue);
        let _ = (dana, maya, partnership);
    }

    async fn a_procedure_is_live_when_both_leads_accept_the_same_words_and_its_time_is_kept(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, ines, partnership, .. } = town;
        let (there, back) = (Direction::ToAdvocacy, Direction::ToHealthCenter);
        assert_eq!(step(town, RoadmapStep::Procedure).await, StepState::NotStarted);
        for (direction, by, other) in [(there, dana, maya), (back, maya, dana)] {
            mou::procedure::start(app, by, *partnership, direction, steps(direction)).await.unwrap();
            assert_eq!(step(town, RoadmapStep::Procedure).await, StepState::Working);
            let view = mou::procedure::show(app, by, *partnership, direction).await.unwrap();
            assert_eq!((view.draft.steps.len(), view.live()), (8, None));
            let none = mou::procedure::accept(app, by, *partnership, direction, &view.mark).await;
            assert!(matches!(none, Err(Error::Invalid("procedure-no-line"))), "neither has a hotline: {none:?}");
            line(town, by, direction).await;
            let view = mou::procedure::show(app, by, *partnership, direction).await.unwrap();
            assert_eq!((view.line.as_deref(), view.receiver.hotline.as_deref()), (Some(FREE), None), "written, not live");
            assert!(!mou::procedure::accept(app, by, *partnership, direction, &view.mark).await.unwrap());
            assert!(matches!(mou::procedure::accept(app, rosa, *partnership, direction, &view.mark).await, Err(Error::NotFound)));
            let waits = if direction == there { "notice-mou-to-advocacy" } else { "notice-mou-to-health-center" };
            let asked = async |lead| {
                let notices = app::home::notices(app, lead).await.unwrap();
                notices.into_iter().filter(|one| one.code == waits).count()
            };
            assert_eq!((asked(other).await, asked(by).await), (1, 0), "it waits for the other lead's word");
            assert!(mou::procedure::accept(app, other, *partnership, direction, &view.mark).await.unwrap());
            assert_eq!(asked(other).await, 0, "it is answered");
            let live = mou::procedure::show(app, ines, *partnership, direction).await.unwrap();
            assert_eq!(live.live().unwrap().by.each_ref().map(|name| name.as_str()), ["dana", "maya"]);
            let same = mou::procedure::accept(app, by, *partnership, direction, &view.mark).await;
            assert!(matches!(same, Err(Error::Invalid("procedure-unchanged"))));
        }
        assert_eq!(step(town, RoadmapStep::Procedure).await, StepState::InPlace);
        // Friday at four: by the next business day is Monday at four, on both banks.
        town.clock.set(Timestamp::from_micros(Day::parse("2026-11-27").unwrap().begins(ZONE).micros() + 16 * 3_600_000_000));
        let rosa = &town.again(rosa).await;
        let id = ReferralId::new(app.next_id());
        app::referrals::send(app, rosa, town.referral(id)).await.unwrap();
        town.deliver().await;
        let monday = Timestamp::from_micros(Day::parse("2026-11-30").unwrap().begins(ZONE).micros() + 16 * 3_600_000_000);
        let ines = &town.again(ines).await;
        let theirs = town.across(rosa, ines, id).await;
        for (session, id) in [(rosa, id), (ines, theirs)] {
            assert_eq!(app::referrals::show(app, session, id).await.unwrap().referral.answer_by, monday);
        }
        // Who waits in the room or on the line waits no business day.
        for handoff in [domain::referral::Handoff::InPerson, domain::referral::Handoff::CallTogether] {
            let id = ReferralId::new(app.next_id());
            app::referrals::send(app, rosa, app::referrals::NewReferral { handoff, ..town.referral(id) }).await.unwrap();
            town.deliver().await;
            let soon = app.now().plus_minutes(domain::time::Minutes(15));
            for (session, id) in [(rosa, id), (ines, town.across(rosa, ines, id).await)] {
                let record = app::referrals::show(app, session, id).await.unwrap().referral;
                assert_eq!(record.answer_by, soon, "{handoff:?}");
                assert_eq!(record.day_by, monday, "a business day is one, whatever was promised");
            }
        }

        // The next draft starts from the live one, which stays as it is.
        let respond = domain::mou::procedure::Part::Respond.entry(*partnership, there);
        let of = (Noun::ProcedureStep, respond);
        let dana = &town.again(dana).await;
        let seen = workspace::entry(app, dana, *partnership, of).await.unwrap().seq;
        workspace::write(app, dana, *partnership, of, (seen, form(Noun::ProcedureStep, &[("within", "hours_1")]))).await.unwrap();
        let view = mou::procedure::show(app, dana, *partnership, there).await.unwrap();
        assert_ne!(view.live().unwrap().procedure, view.draft);
        let old = mou::procedure::show(app, dana, *partnership, back).await.unwrap().mark;
        assert!(matches!(mou::procedure::accept(app, dana, *partnership, there, &old).await, Err(Error::Invalid("procedure-changed"))));
        for lead in [dana, &town.again(maya).await] {
            mou::procedure::accept(app, lead, *partnership, there, &view.mark).await.unwrap();
        }
        let now = mou::procedure::show(app, dana, *partnership, there).await.unwrap();
        assert_eq!(now.versions.iter().map(|one| one.version).collect::<Vec<_>>(), [2, 1]);
    }
}

both_backends! {
    async fn when_both_accept_at_the_same_moment_it_is_live_and_what_both_accept_is_agreed(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        for direction in [Direction::ToAdvocacy, Direction::ToHealthCenter] {
            mou::procedure::start(app, dana, *partnership, direction, steps(direction)).await.unwrap();
            line(town, dana, direction).await;
            let view = mou::procedure::show(app, dana, *partnership, direction).await.unwrap();
            let accept = |by| mou::procedure::accept(app, by, *partnership, direction, &view.mark);
            let (first, second) = tokio::join!(accept(dana), accept(maya));
            let mut live = [first.unwrap(), second.unwrap()];
            live.sort_unstable();
            assert_eq!(live, [false, true], "whoever comes second makes it live");
        }
        mou::start(app, dana, *partnership, library()).await.unwrap();
        for one in mou::show(app, dana, *partnership).await.unwrap().draft {
            let entry = one.clause.entry;
            let read = mou::clause(app, dana, *partnership, entry).await.unwrap().mark;
            let accept = |by| mou::accept(app, by, *partnership, entry, &read);
            let (first, second) = tokio::join!(accept(dana), accept(maya));
            let stages = [first.unwrap(), second.unwrap()];
            assert!(stages.contains(&Stage::Agreed), "{stages:?}");
        }
    }
}

fn steps(direction: Direction) -> Vec<(domain::mou::procedure::Part, Changes)> {
    let step = |part: &domain::mou::procedure::Part| {
        let within = match part {
            domain::mou::procedure::Part::Respond => "business_days_1",
            domain::mou::procedure::Part::Connect => "minutes_15",
            _ => "",
        };
        let place = part.place().to_string();
        let fields = [
            ("direction", direction.code()),
            ("place", place.as_str()),
            ("name", part.code()),
            ("who", "the nurse"),
            ("within", within),
        ];
        (*part, form(Noun::ProcedureStep, &fields))
    };
    domain::mou::procedure::Part::ALL.iter().map(step).collect()
}

#[tokio::test]
async fn with_another_key_of_either_side_nothing_that_was_signed_holds() {
    let town = &Town::new().await;
    in_force(town).await;
    assert_eq!(phases(town).await, [(1, Phase::InForce)]);
    let file = town.folder.path().join("town.db");
    let other = rusqlite::Connection::open(file).unwrap();
    for org in [town.maya.org_id(), town.dana.org_id()] {
        let change = |key: Vec<u8>| {
            other.execute("UPDATE organization SET signing_public = ?1 WHERE id = ?2", (key, org.bytes())).unwrap()
        };
        let key: Vec<u8> = other
            .query_row("SELECT signing_public FROM organization WHERE id = ?1", [org.bytes()], |row| row.get(0))
            .unwrap();
        change(vec![7; 32]);
        // Each side sees the other's key as it is stored by now.
        let partner = if org == town.maya.org_id() { &town.rosa } else { &town.ines };
        let view = mou::show(&town.app, partner, town.partnership).await.unwrap();
        assert_eq!(view.versions[0].phase, Phase::Broken);
        assert_eq!(app::partnerships::list(&town.app, partner).await.unwrap()[0].holds.terms, None);
        change(key);
    }
    assert_eq!(phases(town).await, [(1, Phase::InForce)]);
    // A key that is exchanged for good: the same words are made and signed anew by whoever holds the keys of today. Here the
    // old key comes back, so nothing more is needed.
    assert!(matches!(mou::freeze(&town.app, &town.dana, town.partnership).await, Err(Error::Invalid("mou-unchanged"))));
    // Words that were changed in the database are not the words that were signed.
    other.execute("UPDATE mou_version SET content = replace(content, 'hours_2', 'hours_8')", ()).unwrap();
    assert_eq!(phases(town).await, [(1, Phase::Broken)]);
    // Whatever anybody wrote of the step, and as long as nothing follows.
    let of = (Noun::Step, Noun::Step.only(town.partnership, "mou"));
    let written = form(Noun::Step, &[("state", "in_place")]);
    workspace::write(&town.app, &town.dana, town.partnership, of, (0, written)).await.unwrap();
    assert_eq!(step(town, RoadmapStep::Mou).await, StepState::Working);
    assert!(roadmap::show(&town.app, &town.rosa, town.partnership).await.unwrap().mou_is_broken);
    assert!(mou::show(&town.app, &town.rosa, town.partnership).await.unwrap().broken().is_some());
    assert_eq!(app::home::show(&town.app, &town.dana).await.unwrap().partnership_problems, ["problem-mou-broken"]);
    for lead in [&town.dana, &town.maya] {
        assert_eq!(told(town, lead).await, ["notice-mou-broken"], "it does not end in silence");
        assert!(told(town, lead).await.is_empty(), "and is said once");
    }
    assert_eq!(sign(town).await, 2, "the agreed words are frozen and signed anew");
    assert_eq!(phases(town).await, [(2, Phase::InForce), (1, Phase::Broken)]);
    assert_eq!(step(town, RoadmapStep::Mou).await, StepState::InPlace);
    assert!(app::home::show(&town.app, &town.dana).await.unwrap().partnership_problems.is_empty());
}

/// The page of the agreement and the forms that follow it read one rule.
#[tokio::test]
async fn a_version_whose_signatures_do_not_hold_leaves_the_one_before_it_in_force() {
    let town = &Town::new().await;
    in_force(town).await;
    write(town, &town.dana, Topic::Releases, &[("longest_release", "7")]).await;
    agree(town).await;
    assert_eq!(sign(town).await, 2);
    let longest = async || {
        let terms = app::partnerships::list(&town.app, &town.rosa).await.unwrap()[0].holds.terms.clone();
        terms.and_then(|terms| terms.longest_release)
    };
    assert_eq!(longest().await, Some(Days(7)));
    let other = rusqlite::Connection::open(town.folder.path().join("town.db")).unwrap();
    other
        .execute("UPDATE mou_version SET content = replace(content, 'hours_2', 'hours_8') WHERE version = 2", ())
        .unwrap();
    assert_eq!(phases(town).await, [(2, Phase::Broken), (1, Phase::InForce)]);
    assert_eq!(longest().await, Some(Days(14)), "what the page says is in force is what is followed");
}

/// A line to call is an organization's.
#[tokio::test]
async fn a_procedure_names_a_line_that_one_of_the_two_publishes_or_a_free_one() {
    let town = &Town::new().await;
    let (app, with) = (&town.app, town.partnership);
    let of = (Noun::Procedure, domain::mou::procedure::entry(with, Direction::ToAdvocacy));
    let call = async |number: &str| {
        let seen = workspace::entry(app, &town.dana, with, of).await.unwrap().seq;
        workspace::write(app, &town.dana, with, of, (seen, form(Noun::Procedure, &[("hotline", number)]))).await
    };
    let private = call("312-555-0142").await;
    assert!(matches!(private, Err(Error::Invalid("procedure-line-unknown"))), "{private:?}");
    call("1-800-799-7233").await.unwrap();
    let published = town.maya.org().phone.clone();
    let digits = published.as_str().chars().filter(char::is_ascii_digit).count();
    assert!(digits < 10 || call(published.as_str()).await.is_ok(), "{published}");
    let line = app::listings::show(app, &town.maya, town.maya.org_id()).await.unwrap().lines.remove(0);
    let with_phone =
        domain::listing::Listing { phone: Some(domain::text::Label::parse("(217) 555-0101").unwrap()), ..line.clone() };
    app::listings::save(app, &town.maya, with_phone, Some(line.verified_at)).await.unwrap();
    call("+1 217 555 0101").await.unwrap();
}
