//! A warm referral crosses, both ways, once, and only as much of it as was released.

use crate::town::*;
use app::Error;
use app::notes::NewNote;
use domain::cues::{CuesNote, NextStep, NotYet, SeenAlone};
use domain::gate::Predicate;
use domain::ids::ReferralId;
use domain::org::{Funding, VaultMode};
use domain::referral::{AttemptResult, DeclineReason, Outcome, Status};
use domain::release::draft::NotAnswered;
use domain::release::signer::MayNotSign;
use domain::release::{Element, Purpose};
use domain::safe_contact::{ContactWay, NotSafe};

#[tokio::test]
async fn a_patient_crosses_to_the_advocates_and_each_side_keeps_its_own_record() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    assert_ne!(ours, theirs);
    assert_eq!(ours.short_code(), theirs.short_code(), "the code that one reads to the other on the phone");
    let row = app::referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.remove(0);
    assert_eq!((row.id, row.status, row.do_not_contact), (theirs, Status::Received, false));
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    let view = app::referrals::show(&town.app, &town.ines, theirs).await.unwrap();
    assert_eq!(view.card.unwrap().name.unwrap().reveal(), CANARY_NAME);
    assert_eq!(app::referrals::show_number(&town.app, &town.ines, theirs).await.unwrap().reveal(), CANARY_NUMBER);
    app::referrals::attempt(&town.app, &town.ines, theirs, town.form(), AttemptResult::Reached).await.unwrap();
    app::referrals::close(&town.app, &town.ines, theirs, town.form(), Outcome::ServiceUsed, false).await.unwrap();
    town.deliver().await;
    let told = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
    assert_eq!(told.referral.status, Status::Sent, "without a release that names attendance, nothing is told");
    assert!(told.referral.delivered_at.is_some(), "the software's own receipt is told");
}

#[tokio::test]
async fn where_a_number_may_not_cross_nobody_is_to_be_contacted_and_nothing_crosses_that_is_said_on_a_call() {
    let town = Town::new().await;
    let crossed = async |elements: &[Element], way: ContactWay| {
        let (release, ours) = town.release(elements).await;
        let mut new = town.reverse(ours, release);
        new.card.safe_contact.way = way;
        new.card.safe_contact.who_may_answer = new.card.name.clone();
        app::referrals::send(&town.app, &town.ines, new).await.unwrap();
        town.deliver().await;
        let theirs = town.across(&town.ines, &town.rosa, ours).await;
        app::referrals::accept(&town.app, &town.rosa, theirs, town.form()).await.unwrap();
        app::referrals::show(&town.app, &town.rosa, theirs).await.unwrap().card.unwrap().safe_contact
    };
    let plan_only = [Element::Request, Element::ContactPlan];
    for (way, told) in [
        (ContactWay::Call, ContactWay::DoNotContact),
        (ContactWay::Text, ContactWay::DoNotContact),
        (ContactWay::AtNextVisit, ContactWay::AtNextVisit),
    ] {
        let plan = crossed(&plan_only, way).await;
        let said = [&plan.number, &plan.words, &plan.who_may_answer, &plan.code_word];
        assert_eq!((plan.way, said), (told, [&None; 4]));
        assert!(!plan.times.is_empty(), "how not to reach them does");
    }
    let whole = crossed(&[Element::Request, Element::ContactPlan, Element::Contact], ContactWay::Call).await;
    assert_eq!(whole.way, ContactWay::Call);
    assert!(whole.words.is_some() && whole.who_may_answer.is_some() && whole.code_word.is_some());
}

#[tokio::test]
async fn the_same_form_posted_twice_sends_once() {
    let town = Town::new().await;
    let id = domain::ids::ReferralId::new(town.app.next_id());
    let first = town.note(id);
    let note_id = first.id;
    let again = app::notes::NewNote { id: note_id, ..town.note(id) };
    assert!(!app::notes::save(&town.app, &town.rosa, first).await.unwrap().already);
    assert!(app::notes::save(&town.app, &town.rosa, again).await.unwrap().already);
    town.deliver().await;
    assert_eq!(app::referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.len(), 1);
    assert_eq!(app::health::recount(&town.app, town.rosa.org_id()).await.unwrap(), 0);
}

#[tokio::test]
async fn support_is_not_offered_while_somebody_else_is_in_the_room_and_cards_always_are() {
    let town = Town::new().await;
    let mut new = town.note(domain::ids::ReferralId::new(town.app.next_id()));
    new.note = CuesNote { seen_alone: SeenAlone::No, ..new.note };
    let refused = app::notes::save(&town.app, &town.rosa, new).await.unwrap_err();
    assert!(matches!(refused, Error::NotYet(reasons) if reasons == [NotYet::NotAlone]));
    let mut cards = town.note(domain::ids::ReferralId::new(town.app.next_id()));
    cards.note = CuesNote { seen_alone: SeenAlone::No, ..visit(NextStep::CardOnly) };
    cards.referral = None;
    app::notes::save(&town.app, &town.rosa, cards).await.unwrap();
}

#[tokio::test]
async fn a_survivor_crosses_to_the_health_center_with_what_was_ticked_and_nothing_else() {
    let town = Town::new().await;
    let (release, referral) = town.release(&[Element::Request, Element::Name, Element::Needs]).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
    town.deliver().await;
    let theirs = town.across(&town.ines, &town.rosa, referral).await;
    assert_eq!(referral.short_code(), theirs.short_code());
    let card = app::referrals::show(&town.app, &town.rosa, theirs).await.unwrap().card.unwrap();
    assert_eq!(card.name.unwrap().reveal(), CANARY_NAME);
    assert_eq!(card.safe_contact.way, ContactWay::DoNotContact, "the plan was not ticked");
    assert!(card.safe_contact.number.is_none() && card.note.is_none());
    let own = app::referrals::show(&town.app, &town.ines, referral).await.unwrap().card.unwrap();
    assert_eq!(own.safe_contact.number.unwrap().reveal(), CANARY_NUMBER, "our own record keeps the whole");
}

#[tokio::test]
async fn a_release_that_breaks_a_rule_is_not_worth_a_signature() {
    let town = Town::new().await;
    type Spoil = fn(&mut app::releases::NewRelease);
    let cases: [(NotAnswered, Spoil); 7] = [
        (NotAnswered::NotInformed, |r| r.informed = false),
        (NotAnswered::Signer(MayNotSign::Abuser), |r| r.signer_is_not_abuser = false),
        (NotAnswered::Signer(MayNotSign::VoiceNotVerified), |r| {
            r.presence = domain::release::Presence::RemoteUnverified;
        }),
        (NotAnswered::Signer(MayNotSign::NotAlone), |r| r.role = domain::release::SignerRole::MinorAlone),
        (NotAnswered::TooLong, |r| r.days = domain::time::Days(31)),
        (NotAnswered::NothingTicked, |r| r.elements.clear()),
        (NotAnswered::SignatureMissing, |r| r.signed_name = None),
    ];
    for (rule, spoil) in cases {
        let ids = (domain::ids::ReleaseId::new(town.app.next_id()), domain::ids::ReferralId::new(town.app.next_id()));
        let mut new = town.new_release(ids.0, ids.1, Purpose::WarmReferral, ALL_BUT_SUBSTANCE_USE);
        spoil(&mut new);
        match app::releases::walk(&town.app, &town.ines, new).await {
            Err(Error::NotAnswered(why)) => assert_eq!(why, rule),
            other => panic!("{rule:?}: {:?}", other.map(drop)),
        }
        assert!(app::releases::list(&town.app, &town.ines, None).await.unwrap().rows.is_empty(), "nothing was signed");
    }
}

#[tokio::test]
async fn an_advocacy_organization_or_a_health_center_with_survivor_money_cannot_send_on_an_agreement() {
    let town = Town::with(&[Funding::Hrsa330, Funding::Voca], VaultMode::MemberHeld).await;
    let new = town.note(domain::ids::ReferralId::new(town.app.next_id()));
    match app::notes::save(&town.app, &town.rosa, new).await {
        Err(Error::Refused(refusal)) => assert_eq!(refusal.failed, [Predicate::BasisNeedsRelease]),
        other => panic!("{:?}", other.map(drop)),
    }
    let agreed = app::referrals::NewReferral {
        card: card(town.app.now(), domain::service::Service::PrimaryCare),
        ..town.referral(domain::ids::ReferralId::new(town.app.next_id()))
    };
    assert!(matches!(app::referrals::send(&town.app, &town.ines, agreed).await, Err(Error::Refused(_))));
}

#[tokio::test]
async fn withdrawing_leaves_no_queued_send() {
    let town = Town::new().await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
    let stopped = app::releases::revoke(&town.app, &town.june, release).await.unwrap();
    assert_eq!((stopped.died, stopped.seen.len()), (1, 0), "any advocate on duty may stop it");
    town.deliver().await;
    assert!(app::referrals::inbox(&town.app, &town.rosa, None).await.unwrap().rows.is_empty());
    let late = town.reverse(referral, release);
    assert!(app::referrals::send(&town.app, &town.ines, late).await.is_err());
}

#[tokio::test]
async fn stopping_after_delivery_closes_the_partner_s_view_and_says_what_was_seen() {
    let town = Town::new().await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
    town.deliver().await;
    let theirs = town.across(&town.ines, &town.rosa, referral).await;
    app::referrals::show(&town.app, &town.rosa, theirs).await.unwrap();
    town.deliver().await;
    app::referrals::show(&town.app, &town.ines, referral).await.unwrap();
    app::partnerships::pause(&town.app, &town.maya, town.partnership).await.unwrap();
    let stopped = app::referrals::stop(&town.app, &town.june, referral).await.unwrap();
    assert_eq!(stopped.seen.len(), 1);
    assert_eq!(stopped.seen[0].opened.as_ref().unwrap().0, "rosa", "a health center tells who of its staff read it");
    town.deliver().await;
    let closed = app::referrals::show(&town.app, &town.rosa, theirs).await.unwrap();
    assert_eq!(closed.referral.status, Status::Withdrawn, "the word stop crosses a paused partnership");
    assert!(closed.card.is_none());
}

#[tokio::test]
async fn a_paused_partnership_sends_nothing_and_loses_nothing() {
    let town = Town::new().await;
    let queued = town.refer().await;
    app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
    town.deliver().await;
    assert!(app::referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.is_empty());
    let new = town.note(domain::ids::ReferralId::new(town.app.next_id()));
    assert!(matches!(app::notes::save(&town.app, &town.rosa, new).await, Err(Error::NotOpen(_))));
    app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();
    town.clock.pass(2);
    town.deliver().await;
    town.across(&town.rosa, &town.ines, queued).await;
}

#[tokio::test]
async fn two_advocates_press_accept_and_one_of_them_is_told_that_a_colleague_was_first() {
    let town = Town::new().await;
    // Often enough that one accept falls between what the other reads.
    for _ in 0..20 {
        let ours = town.refer().await;
        town.deliver().await;
        let id = town.across(&town.rosa, &town.ines, ours).await;
        let (a, b) = tokio::join!(
            app::referrals::accept(&town.app, &town.ines, id, town.form()),
            app::referrals::accept(&town.app, &town.june, id, town.form())
        );
        assert_eq!(u8::from(a.is_ok()) + u8::from(b.is_ok()), 1);
        let told = [a, b].into_iter().find_map(Result::err);
        assert!(matches!(told, Some(Error::OutOfOrder(_))), "{told:?}");
    }
}

#[tokio::test]
async fn not_safe_sets_do_not_contact_at_once_and_the_number_is_gone() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    app::referrals::attempt(&town.app, &town.ines, id, town.form(), AttemptResult::NotSafe).await.unwrap();
    let view = app::referrals::show(&town.app, &town.ines, id).await.unwrap();
    assert_eq!(view.reach.allowed, Err(NotSafe::DoNotContact));
    assert!(view.referral.do_not_contact && !view.has_number);
    assert!(app::referrals::show_number(&town.app, &town.ines, id).await.is_err());
}

#[tokio::test]
async fn what_cannot_be_taken_ends_on_our_bank_and_says_nothing_to_the_sender() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::decline(&town.app, &town.ines, id, town.form(), DeclineReason::Full, true).await.unwrap();
    town.deliver().await;
    let told = app::referrals::show(&town.app, &town.rosa, ours).await.unwrap();
    assert_eq!(told.referral.status, Status::Sent);
}

#[tokio::test]
async fn a_release_of_another_referral_sends_nothing() {
    let town = Town::new().await;
    let (release, _) = town.release(&[Element::Request, Element::Needs]).await;
    let other = ReferralId::new(town.app.next_id());
    let sent = app::referrals::send(&town.app, &town.ines, town.reverse(other, release)).await;
    assert!(matches!(sent, Err(Error::NotFound)));
    assert_eq!(app::workers::queue_depth(&town.app, town.ines.org_id()).await.unwrap(), (0, 0));
}

#[tokio::test]
async fn a_note_that_wants_no_support_takes_no_referral_with_it() {
    let town = Town::new().await;
    let new = town.note(ReferralId::new(town.app.next_id()));
    let refused = [
        (visit(NextStep::CardOnly), "problem-no-support-wanted"),
        (CuesNote { cards: 10, ..visit(NextStep::SupportNow) }, "problem-too-many-cards"),
    ];
    for (note, code) in refused {
        let again = town.note(ReferralId::new(town.app.next_id()));
        let saved = app::notes::save(&town.app, &town.rosa, NewNote { note, ..again }).await;
        assert!(matches!(saved, Err(Error::Invalid(said)) if said == code));
    }
    assert!(app::referrals::sent(&town.app, &town.rosa, None).await.unwrap().rows.is_empty());
    assert!(app::notes::save(&town.app, &town.rosa, new).await.is_ok());
}
