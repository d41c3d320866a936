//! A release that is being talked through: sealed, its beginner's alone, and signed only as it was read.

use crate::copies::Copy;
use crate::restored_plans::restore;
use crate::town::*;
use app::Error;
use app::releases::draft::{Ground, Standing, answer, begin, begun, discard, print_to_sign, standing};
use app::workers::keep_house_once;
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{ReferralId, ReleaseId};
use domain::org::Language;
use domain::release::answer::{Answer, Life, OtherWay, Rights, Signing, What};
use domain::release::draft::{NotAnswered, Step};
use domain::release::signer::Claim;
use domain::release::{CopyKept, Element, HowSaid, Presence, Purpose, SignatureMethod, SignerRole};
use domain::text::PersonText;
use domain::time::Days;
use std::collections::BTreeSet;
use testkit::both_backends;

fn what(elements: &[Element]) -> Answer {
    Answer::What(What { elements: elements.iter().copied().collect::<BTreeSet<_>>(), part2_consent: false })
}

fn signing(town: &Town, drawing: &str) -> Answer {
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
    Answer::Signature(Signing {
        claim,
        method: SignatureMethod::Drawn,
        name: PersonText::parse(CANARY_NAME, 80).ok(),
        second: PersonText::parse(CANARY_NAME, 80).ok(),
        drawing: Some(drawing.to_owned()),
        place: None,
        signed_on: None,
        witness: town.ines.member(),
    })
}

/// Ines begins one, has it signed, and is called away before the last page.
pub async fn left_before_the_copy(town: &Town, drawing: &str) -> ReleaseId {
    let id = ReleaseId::new(town.app.next_id());
    begin(&town.app, &town.ines, id, Ground::Referral, OtherWay::GoOn).await.unwrap();
    for one in [
        what(&[Element::Request, Element::Name]),
        Answer::Who(town.partnership),
        Answer::Why(Purpose::WarmReferral),
        Answer::HowLong(Life::Days(Days(15)), false),
        Answer::Rights(Rights { informed: true, language: Language::Es.into(), interpreted: false }),
        signing(town, drawing),
    ] {
        answer(&town.app, &town.ines, id, one).await.unwrap();
    }
    id
}

#[tokio::test]
async fn it_is_taken_up_where_it_was_left_and_signs_once() {
    let town = Town::new().await;
    let id = left_before_the_copy(&town, "M0 0L9 9").await;
    let early = app::releases::sign(&town.app, &town.ines, id).await;
    assert!(matches!(early, Err(Error::NotAnswered(NotAnswered::TooEarly { open: Step::Copy }))));
    let Standing::Open(open) = standing(&town.app, &town.ines, id).await.unwrap() else { panic!("it was not signed") };
    assert_eq!(open.draft.open_step(), Some(Step::Copy));
    answer(&town.app, &town.ines, id, Answer::Copy(CopyKept::Pickup)).await.unwrap();
    let (one, two) =
        tokio::join!(app::releases::sign(&town.app, &town.ines, id), app::releases::sign(&town.app, &town.ines, id));
    assert_eq!((one.unwrap(), two.unwrap()), (id, id));
    assert!(begun(&town.app, &town.ines).await.unwrap().is_empty());
    let written = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
    assert_eq!(written.iter().filter(|one| one.entry.act == Act::ReleaseSigned).count(), 1);
    assert!(matches!(standing(&town.app, &town.ines, id).await.unwrap(), Standing::Signed(_)));
    let late = answer(&town.app, &town.ines, id, what(&[Element::Request])).await.unwrap();
    assert!(matches!(late, Standing::Signed(_)), "what was signed is not answered any more");
}

#[tokio::test]
async fn a_colleague_finds_none_of_it_and_nothing_of_it_is_in_the_audit_chain() {
    let town = Town::new().await;
    let before = app::audit::latest(&town.app, &town.maya, None).await.unwrap().len();
    let id = left_before_the_copy(&town, "M0 0L9 9").await;
    for other in [&town.june, &town.maya, &town.rosa] {
        assert!(matches!(standing(&town.app, other, id).await, Err(Error::NotFound)));
        assert!(matches!(answer(&town.app, other, id, Answer::Copy(CopyKept::None)).await, Err(Error::NotFound)));
        assert!(matches!(app::releases::sign(&town.app, other, id).await, Err(Error::NotFound)));
        discard(&town.app, other, id).await.unwrap();
    }
    assert_eq!(begun(&town.app, &town.ines).await.unwrap().len(), 1, "a colleague's discarding ends nothing");
    discard(&town.app, &town.ines, id).await.unwrap();
    assert!(matches!(standing(&town.app, &town.ines, id).await, Err(Error::NotFound)));
    assert_eq!(app::audit::latest(&town.app, &town.maya, None).await.unwrap().len(), before);
}

#[tokio::test]
async fn the_front_desk_begins_none() {
    let town = Town::new().await;
    let id = ReleaseId::new(town.app.next_id());
    let refused = begin(&town.app, &town.sam, id, Ground::Referral, OtherWay::GoOn).await;
    assert!(matches!(refused, Err(Error::NotFound)));
}

#[tokio::test]
async fn two_pages_of_one_draft_answer_one_after_the_other_and_neither_is_lost() {
    let town = Town::new().await;
    let id = ReleaseId::new(town.app.next_id());
    begin(&town.app, &town.ines, id, Ground::Referral, OtherWay::GoOn).await.unwrap();
    answer(&town.app, &town.ines, id, what(&[Element::Request])).await.unwrap();
    let (who, again) = tokio::join!(
        answer(&town.app, &town.ines, id, Answer::Who(town.partnership)),
        answer(&town.app, &town.ines, id, what(&[Element::Request, Element::Needs])),
    );
    assert!(who.is_ok() && again.is_ok());
    let Standing::Open(open) = standing(&town.app, &town.ines, id).await.unwrap() else { panic!("it was not signed") };
    assert!(open.draft.what().unwrap().elements.contains(&Element::Needs));
    assert_eq!(open.draft.open_step(), Some(Step::Why));
}

#[tokio::test]
async fn who_is_not_to_see_a_record_goes_on_with_no_draft_about_it() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    let id = ReleaseId::new(town.app.next_id());
    begin(&town.app, &town.ines, id, Ground::Feedback(theirs), OtherWay::GoOn).await.unwrap();
    app::referrals::know_them(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    assert!(matches!(standing(&town.app, &town.ines, id).await, Err(Error::NotFound)));
    assert!(begun(&town.app, &town.ines).await.unwrap().is_empty());
}

/// Ines has read the rights with somebody, and nobody has signed yet.
async fn read_aloud(town: &Town, days: u32) -> ReleaseId {
    let id = ReleaseId::new(town.app.next_id());
    begin(&town.app, &town.ines, id, Ground::Referral, OtherWay::GoOn).await.unwrap();
    for one in [
        what(&[Element::Request, Element::Name]),
        Answer::Who(town.partnership),
        Answer::Why(Purpose::WarmReferral),
        Answer::HowLong(Life::Days(Days(days)), false),
        Answer::Rights(Rights { informed: true, language: Language::Es.into(), interpreted: false }),
    ] {
        answer(&town.app, &town.ines, id, one).await.unwrap();
    }
    id
}

/// A paper that came back, with this day on it.
fn paper(town: &Town, day: Day) -> Answer {
    let Answer::Signature(signing) = signing(town, "") else { unreachable!() };
    let claim = Claim { presence: Presence::RemoteVoiceVerified, ..signing.claim };
    let place = PersonText::parse("the safe", 80).ok();
    let (method, signed_on) = (SignatureMethod::Paper, Some(day));
    Answer::Signature(Signing { claim, method, drawing: None, place, signed_on, ..signing })
}

const DAY: i64 = 24 * 60;

both_backends! {
    async fn a_paper_that_was_posted_back_is_entered_with_the_day_that_stands_on_it(db: &TestStore) {
        let town = Town::on(db).await;
        let (begun_at, ends) = (town.app.now(), town.ends(15));
        let id = read_aloud(&town, 15).await;
        let early = begin_early(&town).await;
        assert!(matches!(print_to_sign(&town.app, &town.ines, early).await, Err(Error::NotAnswered(_))));
        assert!(matches!(print_to_sign(&town.app, &town.june, id).await, Err(Error::NotFound)), "it is its beginner's alone");
        let Standing::Open(printed) = print_to_sign(&town.app, &town.ines, id).await.unwrap() else { panic!() };
        assert_eq!(printed.dies_at, begun_at.plus_days(Days(14)));
        town.clock.pass(9 * DAY);
        keep_house_once(&town.app).await.unwrap();
        let open = begun(&town.app, &town.ines).await.unwrap();
        assert_eq!(open.iter().map(|one| (one.id, one.waits_for_paper())).collect::<Vec<_>>(), [(id, true)], "the other is gone");
        let today = Day::of(town.app.now(), "America/Chicago");
        for (day, why) in [(today.next(), NotAnswered::SignedTomorrow), (today.earlier(10), NotAnswered::SignedBeforeRead)] {
            let refused = answer(&town.app, &town.ines, id, paper(&town, day)).await;
            assert!(matches!(refused, Err(Error::NotAnswered(error)) if error == why), "{refused:?}");
        }
        answer(&town.app, &town.ines, id, paper(&town, today.earlier(4))).await.unwrap();
        answer(&town.app, &town.ines, id, Answer::Copy(CopyKept::None)).await.unwrap();
        app::releases::sign(&town.app, &town.ines, id).await.unwrap();
        let signed = app::releases::show(&town.app, &town.ines, id).await.unwrap().release;
        assert_eq!(signed.signature.unwrap().signed_at, today.earlier(4).ends("America/Chicago"));
        assert_eq!(signed.expires_at, Some(ends), "it ends as it was read aloud, nine days later by now");
        assert_eq!(signed.days_left(town.app.now()), Days(6));
        let sent = ReferralId::new(signed.referral.uuid());
        app::referrals::send(&town.app, &town.ines, bare(&town, sent, id)).await.unwrap();
    }

    async fn a_paper_is_waited_for_no_longer_than_it_says_and_let_go_at_once(db: &TestStore) {
        let mut town = Town::on(db).await;
        let (begun_at, ends) = (town.app.now(), town.ends(7));
        let (short, gone) = (read_aloud(&town, 7).await, read_aloud(&town, 30).await);
        for id in [short, gone] {
            print_to_sign(&town.app, &town.ines, id).await.unwrap();
        }
        let copy = Copy::of(db).await;
        discard(&town.app, &town.ines, gone).await.unwrap();
        assert!(matches!(standing(&town.app, &town.ines, gone).await, Err(Error::NotFound)));
        restore(&mut town, db, &copy).await;
        let left = "SELECT 'one' FROM release_draft";
        assert_eq!(db.look(left).await.len(), 1, "an older copy does not bring back what was let go");
        let named = db.look("SELECT table_name FROM tombstone WHERE member_id IS NULL AND referral_id IS NULL").await;
        assert!(named.contains(&"release_drafts".to_owned()), "and nobody reads whose it was: {named:?}");
        let open = begun(&town.app, &town.ines).await.unwrap();
        assert_eq!(open[0].dies_at, ends);
        assert!(ends < begun_at.plus_days(Days(14)));
        town.clock.set(ends);
        assert!(begun(&town.app, &town.ines).await.unwrap().is_empty());
        assert!(matches!(standing(&town.app, &town.ines, short).await, Err(Error::NotFound)));
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look(left).await.len(), 0);
    }

    async fn a_paper_that_is_waited_for_is_let_go_by_whoever_hears_its_code(db: &TestStore) {
        let mut town = Town::on(db).await;
        let id = read_aloud(&town, 30).await;
        let Standing::Open(printed) = print_to_sign(&town.app, &town.ines, id).await.unwrap() else { panic!() };
        let copy = Copy::of(db).await;
        let before = db.look("SELECT act FROM audit_entry WHERE subject IS NOT NULL").await.len();
        app::referrals::stop_by_code(&town.app, &town.june, &printed.short_code, HowSaid::Speech).await.unwrap();
        assert!(matches!(standing(&town.app, &town.ines, id).await, Err(Error::NotFound)));
        assert!(matches!(app::releases::sign(&town.app, &town.ines, id).await, Err(Error::NotFound)));
        let day = Day::of(town.app.now(), "America/Chicago");
        let late = answer(&town.app, &town.ines, id, paper(&town, day)).await;
        assert!(matches!(late, Err(Error::NotFound)), "the paper comes back to nothing: {late:?}");
        assert_eq!(let_go(&town, &town.ines).await, 1, "who began it is told");
        assert_eq!((let_go(&town, &town.maya).await, let_go(&town, &town.june).await), (0, 0), "and nobody else");
        assert_eq!(db.look("SELECT 'end' FROM sharing_end").await, [""; 0], "nothing was ever shared");
        assert_eq!(db.look("SELECT act FROM audit_entry WHERE subject IS NOT NULL").await.len(), before);
        restore(&mut town, db, &copy).await;
        assert_eq!(db.look(DRAFTS).await, [""; 0], "an older copy does not bring it back");
    }

    async fn from_whom_the_record_is_hidden_by_now_is_not_told_that_what_they_began_was_let_go(db: &TestStore) {
        let town = Town::on(db).await;
        let ours = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, &town.ines, ours).await;
        let id = ReleaseId::new(town.app.next_id());
        begin(&town.app, &town.ines, id, Ground::Feedback(theirs), OtherWay::GoOn).await.unwrap();
        // “Never show Ines this”, said to June.
        app::people::hide_from(&town.app, &town.june, theirs, town.ines.member()).await.unwrap();
        app::referrals::stop_by_code(&town.app, &town.june, &theirs.short_code(), HowSaid::Speech).await.unwrap();
        assert_eq!(db.look(DRAFTS).await, [""; 0], "what she began is let go");
        assert_eq!(let_go(&town, &town.ines).await, 0, "and she does not learn what the person did");
    }

    async fn what_was_signed_from_a_paper_is_not_signed_anew_from_an_older_copy(db: &TestStore) {
        let mut town = Town::on(db).await;
        let id = read_aloud(&town, 30).await;
        print_to_sign(&town.app, &town.ines, id).await.unwrap();
        let copy = Copy::of(db).await;
        let today = Day::of(town.app.now(), "America/Chicago");
        answer(&town.app, &town.ines, id, paper(&town, today)).await.unwrap();
        answer(&town.app, &town.ines, id, Answer::Copy(CopyKept::None)).await.unwrap();
        app::releases::sign(&town.app, &town.ines, id).await.unwrap();
        app::releases::revoke(&town.app, &town.ines, id).await.unwrap();
        restore(&mut town, db, &copy).await;
        assert_eq!(db.look(DRAFTS).await, [""; 0], "it was taken back, and stays so");
    }

    async fn who_was_forgotten_before_anything_was_sent_comes_back_as_no_draft(db: &TestStore) {
        let mut town = Town::on(db).await;
        let id = left_before_the_copy(&town, "M0 0L9 9").await;
        let copy = Copy::of(db).await;
        answer(&town.app, &town.ines, id, Answer::Copy(CopyKept::None)).await.unwrap();
        app::releases::sign(&town.app, &town.ines, id).await.unwrap();
        let referral = app::releases::show(&town.app, &town.ines, id).await.unwrap().release.referral;
        app::releases::unsent::forget(&town.app, &town.ines, id, &referral.short_code()).await.unwrap();
        restore(&mut town, db, &copy).await;
        assert_eq!(db.look(DRAFTS).await, [""; 0]);
    }

    async fn a_paper_counts_for_nothing_once_its_words_are_changed(db: &TestStore) {
        let town = Town::on(db).await;
        let id = read_aloud(&town, 15).await;
        print_to_sign(&town.app, &town.ines, id).await.unwrap();
        town.clock.pass(3 * DAY);
        let Standing::Open(again) = print_to_sign(&town.app, &town.ines, id).await.unwrap() else { panic!() };
        let until = again.dies_at;
        let said = Answer::HowLong(Life::Days(Days(15)), false);
        let Standing::Open(same) = answer(&town.app, &town.ines, id, said).await.unwrap() else { panic!() };
        let one_day = Answer::HowLong(Life::Days(Days(1)), false);
        let Standing::Open(changed) = answer(&town.app, &town.ines, id, one_day).await.unwrap() else { panic!() };
        assert!(!changed.waits_for_paper(), "three days after, {:?}", same.waits_for_paper());
        assert_eq!(changed.dies_at, town.app.now().plus_days(Days(1)));
        assert!(changed.dies_at < until);
        town.clock.pass(DAY);
        assert!(matches!(standing(&town.app, &town.ines, id).await, Err(Error::NotFound)));
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look(DRAFTS).await, [""; 0]);
    }

    async fn looking_at_the_paper_again_lengthens_nothing(db: &TestStore) {
        let town = Town::on(db).await;
        let id = read_aloud(&town, 15).await;
        let Standing::Open(first) = print_to_sign(&town.app, &town.ines, id).await.unwrap() else { panic!() };
        let waits = db.look("SELECT CAST(paper_until AS TEXT) FROM release_draft").await;
        town.clock.pass(2 * DAY);
        let Standing::Open(again) = print_to_sign(&town.app, &town.ines, id).await.unwrap() else { panic!() };
        assert_eq!(again.dies_at, first.dies_at);
        assert_eq!(db.look("SELECT CAST(paper_until AS TEXT) FROM release_draft").await, waits);
    }

    async fn who_was_never_to_see_what_came_to_nothing_stands_nowhere_a_day_later(db: &TestStore) {
        let town = Town::on(db).await;
        let id = left_before_the_copy(&town, "M0 0L9 9").await;
        let hidden = BTreeSet::from([town.june.member()]);
        app::releases::unsent::never_show(&town.app, &town.ines, id, &hidden).await.unwrap();
        let (kept, ours) = ("SELECT 'kept' FROM conflict_declared", town.refer().await);
        app::people::hide_from(&town.app, &town.rosa, ours, town.dana.member()).await.unwrap();
        discard(&town.app, &town.ines, id).await.unwrap();
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look(kept).await.len(), 2, "a day is left to begin anew");
        town.clock.pass(DAY + 1);
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look(kept).await.len(), 1, "what protects a record that there is stays");
    }
}

const DRAFTS: &str = "SELECT 'one' FROM release_draft";

async fn let_go(town: &Town, of: &app::Session) -> usize {
    let all = app::home::notices(&town.app, of).await.unwrap();
    all.iter().filter(|notice| notice.code == "notice-draft-let-go").count()
}

async fn begin_early(town: &Town) -> ReleaseId {
    let id = ReleaseId::new(town.app.next_id());
    begin(&town.app, &town.ines, id, Ground::Referral, OtherWay::GoOn).await.unwrap();
    id
}

/// A referral that says nothing but a name.
fn bare(town: &Town, id: ReferralId, release: ReleaseId) -> app::referrals::NewReferral {
    let mut referral = town.reverse(id, release);
    let card = &mut referral.card;
    card.needs.clear();
    (card.visit, card.note) = (None, None);
    card.safe_contact = domain::safe_contact::SafeContact::do_not_contact(town.app.now());
    referral.language = domain::language::UNDETERMINED.to_owned();
    referral
}
