//! Coordinated care: each side shares under a release of its own, and ends it without ending the referral.

use crate::town::*;
use app::plans::{PlanView, Shared, Theirs};
use app::{Error, Session};
use domain::care_plan::{Line, Owner, PrivateNote};
use domain::day::Day;
use domain::gate::Predicate;
use domain::ids::{LineId, MessageId, ReferralId};
use domain::partnership::NotOpen;
use domain::referral::Status;
use domain::release::Element;
use domain::text::PersonText;
use std::collections::BTreeSet;
use testkit::both_backends;

pub(crate) const PLAN: &[Element] = &[Element::CarePlan, Element::Messages];

/// A referral that has arrived: Lakeside's record and Harbor House's.
pub(crate) async fn both(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    (ours, town.across(&town.rosa, &town.ines, ours).await)
}

const DAY: i64 = 24 * 60;

pub(crate) fn words(text: &str) -> PersonText {
    PersonText::parse(text, 400).unwrap()
}

pub(crate) fn goal(text: &str) -> Line {
    Line::Goal { words: words(text), substance_use: false }
}

pub(crate) fn new_id(town: &Town) -> LineId {
    LineId::new(town.app.next_id())
}

pub(crate) async fn add(town: &Town, by: &Session, record: ReferralId, line: &Line) -> LineId {
    let id = new_id(town);
    app::plans::add_line(&town.app, by, record, id, line).await.unwrap();
    id
}

pub(crate) async fn share(town: &Town, by: &Session, record: ReferralId, id: LineId, version: u32) -> app::Result<()> {
    app::plans::share_line(&town.app, by, record, (id, version)).await
}

pub(crate) async fn write(town: &Town, by: &Session, record: ReferralId, text: &str) -> app::Result<()> {
    let id = MessageId::new(town.app.next_id());
    app::plans::write_letter(&town.app, by, record, id, words(text), false).await
}

pub(crate) async fn plan(town: &Town, by: &Session, record: ReferralId) -> PlanView {
    app::plans::show(&town.app, by, record).await.unwrap()
}

pub(crate) fn their_words(view: &PlanView) -> Vec<&str> {
    view.their_lines.iter().map(|theirs| theirs.line.words().reveal()).collect()
}

fn letters(view: &PlanView) -> Vec<(bool, &str)> {
    view.letters.iter().map(|letter| (letter.is_ours, letter.words.reveal())).collect()
}

/// An advocate has shared one line, written one message, and kept a line and a note to herself.
pub(crate) async fn planned(town: &Town) -> (ReferralId, ReferralId, LineId) {
    let (ours, theirs) = both(town).await;
    town.care_release(&town.ines, theirs, PLAN).await;
    let id = add(town, &town.ines, theirs, &goal("a night without fear")).await;
    add(town, &town.ines, theirs, &goal("stays here")).await;
    let note = PrivateNote::keep(words("door code is changed"));
    app::plans::add_note(&town.app, &town.ines, theirs, new_id(town), &note).await.unwrap();
    share(town, &town.ines, theirs, id, 1).await.unwrap();
    write(town, &town.ines, theirs, "could you see her on Friday").await.unwrap();
    town.deliver().await;
    (ours, theirs, id)
}

async fn notices(town: &Town, session: &Session) -> BTreeSet<String> {
    app::home::notices(&town.app, session).await.unwrap().into_iter().map(|notice| notice.code).collect()
}

/// How a line of ours is shared.
async fn shared(town: &Town, record: ReferralId, id: LineId) -> Shared {
    let view = plan(town, &town.ines, record).await;
    view.our_lines.iter().find(|line| line.id == id).unwrap().shared
}

both_backends! {
    async fn what_was_shared_by_itself_is_all_that_the_partner_sees(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        assert_eq!(notices(&town, &town.rosa).await.into_iter().collect::<Vec<_>>(), ["notice-plan-letter", "notice-plan-shared"]);
        let seen = plan(&town, &town.rosa, ours).await;
        assert_eq!(their_words(&seen), ["a night without fear"]);
        assert_eq!(letters(&seen), [(false, "could you see her on Friday")]);
        assert!(seen.our_lines.is_empty() && seen.notes.is_empty());
        assert!(matches!(seen.theirs, Theirs::Until(until) if until == town.ends(15)));
        assert!(seen.is_open && seen.ours_until.is_none(), "it is open for her own lines, and she may share none");
        let own = plan(&town, &town.ines, theirs).await;
        assert_eq!((own.our_lines.len(), own.notes.len(), own.days_left.0), (2, 1, 15));
        assert_eq!(own.notes[0].note.read_here(), "door code is changed");
        let shared: Vec<_> = own.our_lines.iter().filter(|line| line.shared != Shared::No).collect();
        assert!(matches!(shared[..], [line] if line.id == id && matches!(line.shared, Shared::Yes { changed: false, .. })));
        let logged = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap().disclosures;
        let elements: BTreeSet<_> = logged.iter().flat_map(|one| one.elements.iter().copied()).collect();
        assert_eq!(logged.len(), 2);
        assert_eq!(elements, BTreeSet::from([Element::CarePlan, Element::Messages]), "each in the log of disclosures");
        assert!(logged.iter().all(|one| one.opened.is_none()));
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
    }

    async fn a_changed_line_is_shared_again_only_by_pressing_again(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        let changed = goal("two nights without fear");
        app::plans::change_line(&town.app, &town.ines, theirs, (id, 1), &changed).await.unwrap();
        town.deliver().await;
        assert!(matches!(shared(&town, theirs, id).await, Shared::Yes { changed: true, .. }));
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await), ["a night without fear"]);
        let stale = app::plans::change_line(&town.app, &town.june, theirs, (id, 1), &changed).await;
        assert!(matches!(stale, Err(Error::Invalid("plan-changed-meanwhile"))), "a colleague was first");
        assert!(matches!(share(&town, &town.ines, theirs, id, 1).await, Err(Error::Invalid("plan-changed-meanwhile"))));
        share(&town, &town.ines, theirs, id, 2).await.unwrap();
        share(&town, &town.ines, theirs, id, 2).await.unwrap();
        town.deliver().await;
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await), ["two nights without fear"], "in its place");
        assert!(matches!(shared(&town, theirs, id).await, Shared::Yes { changed: false, .. }));
    }

    async fn one_line_taken_back_leaves_the_others_and_goes_from_the_partner_though_it_is_paused(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        let other = add(&town, &town.ines, theirs, &goal("a room")).await;
        share(&town, &town.ines, theirs, other, 1).await.unwrap();
        town.deliver().await;
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await).len(), 2);
        app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
        app::plans::take_line_back(&town.app, &town.ines, theirs, id).await.unwrap();
        app::plans::take_line_back(&town.app, &town.ines, theirs, id).await.unwrap();
        town.deliver().await;
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await), ["a room"]);
        assert_eq!(plan(&town, &town.ines, theirs).await.our_lines.len(), 3, "it is still ours");
        app::plans::remove_line(&town.app, &town.ines, theirs, other).await.unwrap();
        town.deliver().await;
        assert!(their_words(&plan(&town, &town.rosa, ours).await).is_empty());
        assert_eq!(plan(&town, &town.ines, theirs).await.our_lines.len(), 2);
    }

    async fn stopping_hides_everything_at_once_and_leaves_each_side_its_own(db: &TestStore) {
        let town = Town::on(db).await;
        for whole in [false, true] {
            let (ours, theirs, _) = planned(&town).await;
            town.care_release(&town.rosa, ours, PLAN).await;
            let hers = add(&town, &town.rosa, ours, &goal("blood pressure")).await;
            share(&town, &town.rosa, ours, hers, 1).await.unwrap();
            town.deliver().await;
            assert_eq!(their_words(&plan(&town, &town.rosa, ours).await).len(), 1);
            write(&town, &town.ines, theirs, "waits unread").await.unwrap();
            town.deliver().await;
            if whole {
                app::referrals::stop(&town.app, &town.ines, theirs).await.unwrap();
            } else {
                let record = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
                app::releases::revoke(&town.app, &town.ines, record.releases[0].id).await.unwrap();
            }
            town.deliver().await;
            let seen = plan(&town, &town.rosa, ours).await;
            assert!(their_words(&seen).is_empty());
            assert!(letters(&seen).is_empty(), "the unread one too");
            assert_eq!(seen.theirs, Theirs::Ended(town.app.now()));
            assert_eq!(seen.our_lines.len(), 1, "hers is hers");
            let own = plan(&town, &town.ines, theirs).await;
            assert_eq!((own.our_lines.len(), own.notes.len()), (2, 1));
            assert!(own.our_lines.iter().all(|line| !matches!(line.shared, Shared::Yes { .. })));
            assert_eq!(own.ours_ended_at, Some(town.app.now()));
            assert_eq!(their_words(&own), ["blood pressure"], "under her release, which nobody took back");
            assert!(matches!(app::referrals::show(&town.app, &town.rosa, ours).await.unwrap().referral.status, Status::Sent));
            let rows = db.look("SELECT COUNT(*) || '' FROM inbox_pending").await;
            assert_eq!(rows, ["0"], "nothing of it waits anywhere");
        }
    }

    async fn a_sender_who_stops_takes_its_lines_along_and_keeps_none_of_the_partners(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        town.care_release(&town.rosa, ours, PLAN).await;
        let hers = add(&town, &town.rosa, ours, &goal("blood pressure")).await;
        share(&town, &town.rosa, ours, hers, 1).await.unwrap();
        town.deliver().await;
        plan(&town, &town.rosa, ours).await;
        assert_eq!(their_words(&plan(&town, &town.ines, theirs).await).len(), 1);
        let twice = goal("sent while the stop was on its way");
        app::plans::change_line(&town.app, &town.ines, theirs, (id, 1), &twice).await.unwrap();
        share(&town, &town.ines, theirs, id, 2).await.unwrap();
        app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        assert!(their_words(&plan(&town, &town.rosa, ours).await).is_empty(), "at commit, before anything is delivered");
        town.deliver().await;
        let (left, own) = (plan(&town, &town.rosa, ours).await, plan(&town, &town.ines, theirs).await);
        assert!(left.their_lines.is_empty() && left.letters.is_empty() && !left.is_open);
        assert!(their_words(&own).is_empty() && !own.is_open);
        assert_eq!((own.our_lines.len(), own.theirs), (2, Theirs::Ended(town.app.now())));
    }

    async fn an_expired_release_closes_the_plan_at_that_second_on_both_sides(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        let until = town.ends(15);
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        plan(&town, &town.rosa, ours).await;
        town.clock.set(domain::time::Timestamp::from_micros(until.micros() - 1));
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await).len(), 1, "a minute before");
        town.clock.set(until);
        let seen = plan(&town, &town.rosa, ours).await;
        assert!(seen.their_lines.is_empty() && seen.letters.is_empty() && !seen.is_open);
        assert_eq!(seen.theirs, Theirs::Ended(until));
        let closed = app::plans::add_line(&town.app, &town.ines, theirs, new_id(&town), &goal("late")).await;
        assert!(matches!(closed, Err(Error::Invalid("plan-closed"))));
        for refused in [share(&town, &town.ines, theirs, id, 1).await, write(&town, &town.ines, theirs, "late").await] {
            let Err(Error::Refused(refusal)) = refused else { panic!("{refused:?}") };
            assert_eq!(refusal.failed, [Predicate::Expired]);
        }
        town.clock.pass(-20 * DAY);
        assert!(plan(&town, &town.rosa, ours).await.their_lines.is_empty(), "a clock set back opens nothing again");
        town.clock.pass(20 * DAY);
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look("SELECT side FROM plan_item WHERE side = 'theirs'").await.len(), 0, "the content is gone");
        let own = plan(&town, &town.ines, theirs).await;
        assert_eq!((own.our_lines.len(), own.kept_until), (2, Some(until.plus_days(domain::time::Days(30)))));
        town.clock.pass(30 * DAY);
        app::workers::keep_house_once(&town.app).await.unwrap();
        let own = plan(&town, &town.ines, theirs).await;
        assert!(own.our_lines.is_empty() && own.notes.is_empty() && own.letters.is_empty());
        assert_eq!(db.look("SELECT kind FROM plan_item").await.len(), 0);
        let stones = app::tombstones::list(&town.app).await.unwrap();
        let of = |table: &str| stones.iter().filter(|stone| stone.table == table).count();
        let went = ["plan_items.line", "plan_items.note", "plan_items.letter"].map(of);
        assert_eq!(went, [3, 1, 2], "four of hers, two copies");
    }

    async fn a_plan_that_is_worked_with_outlives_the_quiet_of_its_referral(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = both(&town).await;
        town.care_release(&town.ines, theirs, PLAN).await;
        add(&town, &town.ines, theirs, &goal("a night without fear")).await;
        town.clock.pass(8 * DAY);
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert!(app::referrals::show(&town.app, &town.ines, theirs).await.unwrap().card.is_some());
        town.clock.pass(8 * DAY);
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert!(app::referrals::show(&town.app, &town.ines, theirs).await.unwrap().card.is_none(), "it ends as ever");
        assert!(plan(&town, &town.ines, theirs).await.our_lines.is_empty(), "and takes its plan along");
    }

    async fn nothing_is_written_to_a_paused_partner_and_nothing_is_lost(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
        let before = db.look("SELECT kind FROM plan_item").await.len();
        app::plans::change_line(&town.app, &town.ines, theirs, (id, 1), &goal("ours in any case")).await.unwrap();
        for refused in [
            write(&town, &town.ines, theirs, "Ana Quetzal, 312-555-0166").await,
            share(&town, &town.ines, theirs, id, 2).await,
        ] {
            assert!(matches!(refused, Err(Error::NotOpen(NotOpen::Paused))), "{refused:?}");
        }
        town.deliver().await;
        assert_eq!(db.look("SELECT kind FROM plan_item").await.len(), before);
        assert_eq!(letters(&plan(&town, &town.rosa, ours).await).len(), 1);
    }

    async fn a_stop_reaches_a_partner_that_was_away_before_anything_else_is_seen(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        app::plans::change_line(&town.app, &town.ines, theirs, (id, 1), &goal("never to be seen")).await.unwrap();
        share(&town, &town.ines, theirs, id, 2).await.unwrap();
        write(&town, &town.ines, theirs, "never to be read").await.unwrap();
        app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
        town.deliver().await;
        let release = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap().releases[0].id;
        let stopped = app::releases::revoke(&town.app, &town.ines, release).await.unwrap();
        assert_eq!((stopped.died, stopped.seen.len()), (2, 2), "what waited died, what had arrived is named");
        town.deliver().await;
        let seen = plan(&town, &town.rosa, ours).await;
        assert!(seen.their_lines.is_empty() && seen.letters.is_empty());
        assert!(matches!(seen.theirs, Theirs::Ended(_)));
        app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();
        town.deliver().await;
        assert!(plan(&town, &town.rosa, ours).await.their_lines.is_empty());
    }

    async fn a_plan_is_hidden_from_whom_its_record_is_hidden_from(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs, id) = planned(&town).await;
        app::referrals::know_them(&town.app, &town.june, theirs, town.form()).await.unwrap();
        assert!(matches!(app::plans::show(&town.app, &town.june, theirs).await, Err(Error::NotFound)));
        assert!(matches!(app::plans::glance(&town.app, &town.june, theirs).await, Err(Error::NotFound)));
        assert!(matches!(share(&town, &town.june, theirs, id, 1).await, Err(Error::NotFound)));
        assert!(matches!(app::plans::remove_line(&town.app, &town.june, theirs, id).await, Err(Error::NotFound)));
        for stranger in [&town.rosa, &town.sam] {
            assert!(matches!(app::plans::show(&town.app, stranger, theirs).await, Err(Error::NotFound)));
        }
    }

    async fn a_plan_that_was_destroyed_stays_destroyed_when_an_item_comes_back(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs, id) = planned(&town).await;
        app::plans::remove_line(&town.app, &town.ines, theirs, id).await.unwrap();
        let stones = app::tombstones::list(&town.app).await.unwrap();
        let of_line = stones.iter().find(|stone| stone.row == id.bytes() && stone.table == "plan_items.line").unwrap();
        let back = format!(
            "INSERT INTO plan_item SELECT org_id, referral_id, kind, side, {}, member_id, record_key_sealed, \
             record_key_epoch, content_sealed, version, at, changed_at, shared_version, shared_at, message_id, until, out_at \
             FROM plan_item WHERE kind = 'note'",
            if db.store().backend() == "sqlite" { format!("x'{}'", hex(id.bytes())) } else { format!("'{}'::uuid", id.uuid()) },
        );
        db.tamper(&back).await;
        assert!(app::tombstones::destroy_again(&town.app, of_line).await.unwrap());
        assert!(!app::tombstones::destroy_again(&town.app, of_line).await.unwrap());
        assert_eq!(plan(&town, &town.ines, theirs).await.notes.len(), 1, "and nothing else");
    }

    async fn a_line_that_a_hold_keeps_is_neither_rewritten_nor_erased_and_the_partner_loses_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        plan(&town, &town.rosa, ours).await;
        let number = domain::retention::DocumentNumber::parse("2026-CV-01147").unwrap();
        app::forgetting::holds::put(&town.app, &town.maya, theirs, town.form(), &number).await.unwrap();
        let changed = app::plans::change_line(&town.app, &town.ines, theirs, (id, 1), &goal("other words")).await;
        assert!(matches!(changed, Err(Error::Held)));
        assert!(matches!(app::plans::remove_line(&town.app, &town.ines, theirs, id).await, Err(Error::HeldHere)));
        let note = plan(&town, &town.ines, theirs).await.notes[0].id;
        let removed = app::plans::remove_note(&town.app, &town.ines, theirs, note).await;
        assert!(matches!(removed, Err(Error::Held)), "a private note too: {removed:?}");
        town.deliver().await;
        assert!(plan(&town, &town.rosa, ours).await.their_lines.is_empty());
        let seen = plan(&town, &town.ines, theirs).await;
        let kept = seen.our_lines.iter().find(|line| line.id == id).unwrap();
        assert_eq!(kept.line.words().reveal(), "a night without fear");
        let said: Vec<_> = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
        let detail = |what: &str| said.iter().any(|one| one.entry.detail == what);
        assert!(detail("line_taken_back") && !detail("line_removed"), "nothing was removed");
        app::forgetting::holds::lift(&town.app, &town.maya, theirs).await.unwrap();
        let after = plan(&town, &town.ines, theirs).await;
        assert!(after.our_lines.iter().all(|line| line.id != id), "it goes with the hold");
        assert_eq!(after.notes.len(), 1, "what nobody took out stays");
    }

    async fn an_item_that_was_moved_to_another_person_does_not_open(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, one, _) = planned(&town).await;
        let (_, other, _) = planned(&town).await;
        let id = |id: ReferralId| {
            if db.store().backend() == "sqlite" { format!("x'{}'", hex(id.bytes())) } else { format!("'{}'", id.uuid()) }
        };
        db.tamper(&format!("UPDATE plan_item SET referral_id = {} WHERE kind = 'note' AND referral_id = {}", id(other), id(one)))
            .await;
        assert!(matches!(app::plans::show(&town.app, &town.ines, other).await, Err(Error::SealBroken)));
        assert!(app::plans::show(&town.app, &town.ines, one).await.is_ok());
    }
}

fn hex(bytes: [u8; 16]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_message_and_a_line_posted_twice_are_one() {
    let town = Town::new().await;
    let (ours, theirs) = both(&town).await;
    town.care_release(&town.ines, theirs, PLAN).await;
    let (id, line) = (MessageId::new(town.app.next_id()), new_id(&town));
    for _ in 0..2 {
        app::plans::write_letter(&town.app, &town.ines, theirs, id, words("once"), false).await.unwrap();
        app::plans::add_line(&town.app, &town.ines, theirs, line, &goal("once")).await.unwrap();
    }
    town.deliver().await;
    assert_eq!(letters(&plan(&town, &town.rosa, ours).await), [(false, "once")]);
    assert_eq!(plan(&town, &town.ines, theirs).await.our_lines.len(), 1);
}

#[tokio::test]
async fn a_task_is_done_and_undone() {
    let town = Town::new().await;
    let (_, theirs) = both(&town).await;
    town.care_release(&town.ines, theirs, PLAN).await;
    let (owner, due) = (Owner::Member(town.ines.name().clone()), Day::parse("2026-12-01"));
    let task = Line::Task { words: words("call the court"), owner, due, done: false, substance_use: false };
    let id = add(&town, &town.ines, theirs, &task).await;
    for (version, done) in [(1, true), (2, false)] {
        app::plans::set_done(&town.app, &town.june, theirs, (id, version), done).await.unwrap();
        let view = plan(&town, &town.ines, theirs).await;
        assert!(matches!(&view.our_lines[0].line, Line::Task { done: is, .. } if *is == done));
        assert_eq!(view.our_lines[0].by, "june");
    }
    let names: Vec<_> = app::plans::owners(&town.app, &town.june).await.unwrap();
    assert_eq!(names.iter().map(|owner| owner.name.as_str()).collect::<Vec<_>>(), ["june", "ines", "maya"]);
}

#[tokio::test]
async fn a_front_desk_and_an_admin_have_no_plans() {
    let town = Town::new().await;
    let (ours, _, _) = planned(&town).await;
    assert!(app::plans::show(&town.app, &town.sam, ours).await.is_err());
    assert!(app::plans::add_line(&town.app, &town.sam, ours, new_id(&town), &goal("no")).await.is_err());
    assert!(app::plans::owners(&town.app, &town.sam).await.is_err());
}
