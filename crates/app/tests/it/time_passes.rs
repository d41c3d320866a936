//! What the software does by itself as time passes.

use crate::town::*;
use app::workers::keep_house_once;
use domain::member::Role;
use domain::referral::Status;

#[tokio::test]
async fn an_unopened_referral_comes_to_the_liaison_then_the_alternate_then_the_leads() {
    let town = Town::new().await;
    town.refer().await;
    town.deliver().await;
    let notices = async |session| {
        let all = app::home::notices(&town.app, session).await.unwrap();
        all.iter().filter(|one| one.code != "notice-arrived").count()
    };
    town.clock.pass(20);
    keep_house_once(&town.app).await.unwrap();
    assert_eq!((notices(&town.maya).await, notices(&town.ines).await), (0, 0), "not yet half of the promised hour");
    town.clock.pass(15);
    keep_house_once(&town.app).await.unwrap();
    assert_eq!((notices(&town.maya).await, notices(&town.ines).await), (1, 0), "the liaison");
    town.clock.pass(15);
    keep_house_once(&town.app).await.unwrap();
    keep_house_once(&town.app).await.unwrap();
    assert_eq!((notices(&town.maya).await, notices(&town.ines).await), (1, 1), "the alternate, once");
    town.clock.pass(15);
    keep_house_once(&town.app).await.unwrap();
    assert_eq!(notices(&town.maya).await, 2, "the leads, when the promise is over");
    assert_eq!(notices(&town.dana).await, 0, "and nobody at the organization that sent it");
}

#[tokio::test]
async fn what_a_liaison_cannot_see_comes_to_the_leads_at_once() {
    let town = Town::new().await;
    let omar = hire(&town.app, &town.maya, "omar", Role::Admin).await;
    let (first, second) = (omar.member(), town.ines.member());
    app::partnerships::name_liaisons(&town.app, &town.maya, town.partnership, first, second).await.unwrap();
    town.refer().await;
    town.deliver().await;
    town.clock.pass(35);
    keep_house_once(&town.app).await.unwrap();
    let notices = async |session| app::home::notices(&town.app, session).await.unwrap().len();
    assert_eq!((notices(&omar).await, notices(&town.maya).await), (0, 1));
}

#[tokio::test]
async fn a_referral_that_nobody_took_is_gone_after_a_week_and_its_count_stays() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    town.clock.pass(A_WEEK + 1);
    keep_house_once(&town.app).await.unwrap();
    let maya = load(
        &town.app,
        app::sign_in::sign_in(&town.app, "maya", PASSWORD, app::session::Device::Private).await.unwrap().value(),
    )
    .await;
    let view = app::referrals::show(&town.app, &maya, id).await.unwrap();
    assert_eq!(view.referral.status, Status::Expired);
    assert!(view.card.is_none());
    for org in [town.rosa.org_id(), town.ines.org_id()] {
        assert_eq!(app::health::recount(&town.app, org).await.unwrap(), 0);
        app::audit::verify(&town.app, org).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_queued_send_dies_when_its_release_ends() {
    let town = Town::new().await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
    assert!(app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.is_err());
    app::partnerships::resume(&town.app, &town.dana, town.partnership).await.unwrap();
    app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
    town.clock.pass(15 * 24 * 60);
    town.deliver().await;
    assert!(app::workers::record_across(&town.app, &town.ines, &town.rosa, referral).await.is_err());
}

#[tokio::test]
async fn what_was_typed_is_held_for_a_quarter_of_an_hour_for_the_same_member() {
    let (app, clock, _folder) = empty().await;
    let (cookie, sealed) = app::held::seal(&app, b"what=was+typed", Some([1; 16]));
    assert_eq!(app::held::open(&app, &cookie, &sealed, Some([1; 16])).as_deref(), Some(&b"what=was+typed"[..]));
    assert!(app::held::open(&app, &cookie, &sealed, Some([2; 16])).is_none());
    clock.pass(16);
    assert!(app::held::open(&app, &cookie, &sealed, Some([1; 16])).is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_written_anew_once_in_a_night_and_by_day_when_nobody_is_up_at_night() {
    let town = Town::new().await;
    let done = || {
        let disk = rusqlite::Connection::open(town.folder.path().join("town.db")).unwrap();
        let at = "SELECT CAST(value AS TEXT) FROM node WHERE key = 'overwritten_at'";
        disk.query_row(at, [], |row| row.get::<_, String>(0)).unwrap().parse::<i64>().unwrap()
    };
    // It is ten in the morning in Chicago.
    keep_house_once(&town.app).await.unwrap();
    let mut last = done();
    for (hours, when, is_done) in [
        (13, "at eleven in the evening", false),
        (3, "at two in the night", true),
        (2, "at four of the same night", false),
        (30, "at ten of the next morning", false),
        (24, "two mornings later", true),
    ] {
        town.clock.pass(hours * 60);
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(done() == town.app.now().micros(), is_done, "{when}");
        assert_eq!(done() != last, is_done, "{when}");
        last = done();
    }
}

pub fn put_off(town: &Town, by: &app::Session) -> domain::mandate::Draft {
    let now = town.app.now();
    let words = |text: &str| domain::text::PersonText::parse(text, 200).ok();
    let review_at = now.plus_days(domain::time::Days(7));
    domain::mandate::Draft {
        claim: Some(domain::mandate::Claim::Statute),
        document: words("a law"),
        authority: Some(domain::mandate::Authority::ChildProtection),
        recipient: words("an office"),
        elements: [domain::release::Element::Name].into(),
        note: words("a name"),
        disclosed_at: Some(now),
        notice: Some(domain::mandate::Notice::NotNow { why: domain::mandate::NotToldWhy::SeriousHarm, review_at }),
        decided_by: by.member(),
    }
}

#[tokio::test]
async fn a_lead_who_must_not_know_of_a_record_is_not_reminded_of_what_was_handed_over() {
    let town = Town::new().await;
    let noor = hire(&town.app, &town.maya, "noor", Role::Lead).await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    let mandate = domain::ids::MandateId::new(town.app.next_id());
    let draft = put_off(&town, &town.maya);
    app::mandates::record(&town.app, &town.maya, mandate, Some(id), draft).await.unwrap().unwrap();
    app::people::hide_from(&town.app, &town.ines, id, noor.member()).await.unwrap();
    town.clock.pass(A_WEEK + 1);
    keep_house_once(&town.app).await.unwrap();
    let reminded = async |login| {
        let cookie = app::sign_in::sign_in(&town.app, login, PASSWORD, app::session::Device::Private).await.unwrap();
        let session = load(&town.app, cookie.value()).await;
        let notices = app::home::notices(&town.app, &session).await.unwrap();
        notices.iter().filter(|one| one.code == "notice-mandate-review").count()
    };
    assert_eq!((reminded("maya").await, reminded("noor").await), (1, 0));
}

#[tokio::test]
async fn nobody_reminded_leaves_what_was_handed_over_due() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    let mandate = domain::ids::MandateId::new(town.app.next_id());
    let draft = put_off(&town, &town.maya);
    app::mandates::record(&town.app, &town.maya, mandate, Some(id), draft).await.unwrap().unwrap();
    app::referrals::restrict(&town.app, &town.ines, id, town.form(), town.june.member()).await.unwrap();
    town.clock.pass(A_WEEK + 1);
    keep_house_once(&town.app).await.unwrap();
    let reminded = async |login| {
        let cookie = app::sign_in::sign_in(&town.app, login, PASSWORD, app::session::Device::Private).await.unwrap();
        let session = load(&town.app, cookie.value()).await;
        let notices = app::home::notices(&town.app, &session).await.unwrap();
        notices.iter().filter(|one| one.code == "notice-mandate-review").count()
    };
    assert_eq!(reminded("maya").await, 0);
    let cookie = app::sign_in::sign_in(&town.app, "ines", PASSWORD, app::session::Device::Private).await.unwrap();
    let ines = load(&town.app, cookie.value()).await;
    app::referrals::lift_restriction(&town.app, &ines, id, town.form()).await.unwrap();
    keep_house_once(&town.app).await.unwrap();
    assert_eq!(reminded("maya").await, 1, "as soon as there is somebody");
}

#[tokio::test]
async fn a_record_that_a_colleague_moved_while_the_service_looked_at_it_is_not_destroyed() {
    let db = testkit::TestStore::sqlite().await;
    let town = Town::on(&db).await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    // As if somebody had accepted it between the look and the write: it cannot expire any more.
    db.tamper(
        "CREATE TRIGGER moved BEFORE UPDATE OF status ON referral WHEN NEW.status = 'expired' \
         BEGIN SELECT RAISE(IGNORE); END",
    )
    .await;
    town.clock.pass(A_WEEK + 1);
    keep_house_once(&town.app).await.unwrap();
    let cookie = app::sign_in::sign_in(&town.app, "maya", PASSWORD, app::session::Device::Private).await.unwrap();
    let maya = load(&town.app, cookie.value()).await;
    let view = app::referrals::show(&town.app, &maya, id).await.unwrap();
    assert_eq!((view.referral.status, view.card.is_some()), (Status::Received, true));
    town.app.close().await;
    db.end().await;
}

#[tokio::test]
async fn a_record_kept_to_two_that_nobody_takes_comes_to_one_who_can_see_it() {
    let town = Town::new().await;
    let omar = hire(&town.app, &town.maya, "omar", Role::Advocate).await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::restrict(&town.app, &town.june, id, town.form(), omar.member()).await.unwrap();
    for minutes in [35, 15, 15] {
        town.clock.pass(minutes);
        keep_house_once(&town.app).await.unwrap();
    }
    for (login, told) in [("june", true), ("omar", true), ("maya", false), ("ines", false)] {
        let cookie = app::sign_in::sign_in(&town.app, login, PASSWORD, app::session::Device::Private).await.unwrap();
        let session = load(&town.app, cookie.value()).await;
        let notices = app::home::notices(&town.app, &session).await.unwrap();
        assert_eq!(notices.iter().any(|one| one.code == "notice-overdue"), told, "{login}");
    }
}
