//! A word by mail that something is there: to whom, when, in which bytes, and what happens when it cannot arrive. By a
//! real mail server, which the test starts.

use crate::remains::{mark, remains};
use crate::town::*;
use app::mail::own::{self, NotDone, Standing};
use app::{Error, Session};
use domain::consult::Topic;
use domain::ids::ConsultId;
use domain::mail::{Address, Quiet, Rhythm, Times};
use domain::org::Language;
use domain::time::Minutes;
use testkit::mail::{SENDER, TestMail};
use testkit::{TestStore, both_backends};

pub const MAYA: &str = "maya@harbor.example";
const ITEM: &str = "From: desk@node.example\nTo: maya@harbor.example\nSubject: New item\nAuto-Submitted: auto-generated\n\
     MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
     You have a new item.\nSign in as usual to see it.\n";
const AVISO: &str = "From: desk@node.example\nTo: maya@harbor.example\nSubject: Aviso nuevo\nAuto-Submitted: auto-generated\n\
     MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
     Tiene un aviso nuevo.\nPara verlo, inicie sesi=C3=B3n como siempre.\n";

pub fn at_once(session: &Session) -> Times {
    Times { quiet: None, ..own::usual_times(session) }
}

/// The member gives an address and types the code that comes there.
pub async fn switch_on(town: &Town, mail: &TestMail, member: &Session, address: &str, times: Times) {
    let address = Address::parse(address).unwrap();
    own::begin(&town.app, member, address, times).await.unwrap().unwrap();
    let code = code_of(mail);
    own::confirm(&town.app, member, &code).await.unwrap().unwrap();
}

pub fn code_of(mail: &TestMail) -> String {
    let text = mail.letters().last().unwrap().text.clone();
    text.split("Your code is ").nth(1).unwrap().split("\r\n").next().unwrap().to_owned()
}

/// What left but the codes.
fn items(mail: &TestMail) -> Vec<String> {
    mail.letters().iter().map(|letter| letter.constant()).filter(|text| !text.contains("code is")).collect()
}

/// Something that Maya, a liaison of Harbor House, is told of.
pub async fn ask(town: &Town) {
    let consult = app::consults::NewConsult {
        id: ConsultId::new(town.app.next_id()),
        partnership: town.partnership,
        topic: Topic::SafetyPlanning,
        call_back: None,
    };
    app::consults::ask(&town.app, &town.rosa, consult).await.unwrap();
}

pub async fn write(town: &Town) -> u32 {
    app::workers::write_letters_once(&town.app).await.unwrap()
}

/// Minute by minute. Answers in which of them a letter left.
pub async fn minutes(town: &Town, n: u32) -> Vec<u32> {
    let mut left = Vec::new();
    for minute in 1..=n {
        town.clock.pass(1);
        for _ in 0..write(town).await {
            left.push(minute);
        }
    }
    left
}

pub async fn codes(town: &Town, member: &Session) -> Vec<String> {
    let notices = app::home::notices(&town.app, member).await.unwrap();
    notices.into_iter().map(|notice| notice.code).collect()
}

async fn town(db: &TestStore, mail: &TestMail) -> Town {
    Town::writing_by(db, mail.server()).await
}

both_backends! {
    async fn a_member_who_confirmed_an_address_gets_one_word_within_three_minutes(db: &TestStore) {
        let mail = TestMail::start();
        let town = town(db, &mail).await;
        assert_eq!(own::standing(&town.app, &town.maya).await.unwrap(), Standing::Off);
        switch_on(&town, &mail, &town.maya, MAYA, at_once(&town.maya)).await;
        ask(&town).await;
        ask(&town).await;
        let left = minutes(&town, 60).await;
        assert!(left.len() == 1 && left[0] <= 3, "{left:?}");
        assert_eq!(items(&mail), [ITEM], "two things, one letter");
        let letter = mail.letters().pop().unwrap();
        assert_eq!(letter.envelope, [SENDER, MAYA]);
        assert!(letter.header("Message-ID").unwrap().ends_with("@node.example>"));
        assert!(letter.header("Date").unwrap().ends_with(" +0000"));
        let names: Vec<&str> = letter.text.split("\r\n\r\n").next().unwrap().lines().map(|line| line.split(':').next().unwrap()).collect();
        assert_eq!(names, ["From", "To", "Date", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]);
        assert_eq!(mail.hello(), "[127.0.0.1]", "no name of the machine");
        app::audit::verify(&town.app, town.maya.org_id()).await.unwrap().unwrap();
    }

    async fn two_words_are_a_quarter_of_an_hour_apart_and_in_the_member_s_language(db: &TestStore) {
        let mail = TestMail::start();
        let town = town(db, &mail).await;
        switch_on(&town, &mail, &town.maya, MAYA, at_once(&town.maya)).await;
        app::session::speak(&town.app, &town.maya, Language::Es).await.unwrap();
        ask(&town).await;
        let first = minutes(&town, 5).await[0];
        ask(&town).await;
        let second = minutes(&town, 30).await;
        // The minutes of the second walk begin where the first, of five, ended.
        assert!(second.len() == 1 && (10..=19).contains(&(second[0])) && second[0] + 5 >= first + 15, "{first} {second:?}");
        assert_eq!(items(&mail), [AVISO, AVISO]);
    }

    async fn who_has_seen_it_or_left_in_the_meantime_gets_none(db: &TestStore) {
        let mail = TestMail::start();
        let town = town(db, &mail).await;
        switch_on(&town, &mail, &town.maya, MAYA, at_once(&town.maya)).await;
        ask(&town).await;
        app::home::notices_seen(&town.app, &town.maya).await.unwrap();
        assert!(minutes(&town, 20).await.is_empty());
        assert!(db.look("SELECT 'waits' FROM mail").await.is_empty());

        switch_on(&town, &mail, &town.ines, "ines@harbor.example", at_once(&town.ines)).await;
        ask(&town).await;
        app::people::end_access(&town.app, &town.maya, town.ines.member()).await.unwrap();
        assert_eq!(db.look("SELECT 'hers' FROM mail_setting").await.len(), 1, "the address went with her access");
        minutes(&town, 20).await;
        assert_eq!(items(&mail), [ITEM], "to Maya alone");
    }

    async fn nothing_leaves_in_quiet_hours_however_late_the_worker_is(db: &TestStore) {
        let mail = TestMail::start();
        let town = town(db, &mail).await;
        // It is ten in Chicago. Quiet from eleven until one.
        let times = Times { quiet: Quiet::new(11, 13), ..own::usual_times(&town.maya) };
        switch_on(&town, &mail, &town.maya, MAYA, times).await;
        ask(&town).await;
        town.clock.pass(75);
        assert_eq!(write(&town).await, 0, "due since ten, and the worker wakes at a quarter past eleven");
        ask(&town).await;
        let left = minutes(&town, 120).await;
        assert!(left.len() == 1 && (105..=109).contains(&left[0]), "{left:?}");
    }

    async fn a_daily_word_comes_once_a_day_if_anything_came(db: &TestStore) {
        let mail = TestMail::start();
        let town = town(db, &mail).await;
        let times = Times { rhythm: Rhythm::Daily, hour: 12, ..at_once(&town.maya) };
        switch_on(&town, &mail, &town.maya, MAYA, times).await;
        for _ in 0..3 {
            ask(&town).await;
        }
        let left = minutes(&town, 180).await;
        assert!(left.len() == 1 && (120..=124).contains(&left[0]), "{left:?}");
        app::home::notices_seen(&town.app, &town.maya).await.unwrap();
        for _ in 0..30 {
            town.clock.pass(60);
            write(&town).await;
        }
        assert_eq!(items(&mail), [ITEM], "the next day nothing had come");
        let sooner = Times { rhythm: Rhythm::AsItHappens, ..at_once(&town.maya) };
        ask(&town).await;
        own::set_times(&town.app, &town.maya, sooner).await.unwrap();
        assert_eq!(minutes(&town, 5).await.len(), 1, "what waited leaves by the new times");
    }

    async fn a_server_that_is_down_is_asked_again_and_one_letter_arrives(db: &TestStore) {
        let up = TestMail::start();
        let mut mail = TestMail::that(&["down"]);
        let mut town = Town::writing_by(db, up.server()).await;
        switch_on(&town, &up, &town.maya, MAYA, at_once(&town.maya)).await;
        town.writes_by(mail.server()).await;
        ask(&town).await;
        assert!(minutes(&town, 60).await.is_empty());
        ask(&town).await;
        let tries: u32 = db.look("SELECT CAST(attempts AS TEXT) FROM mail").await[0].parse().unwrap();
        assert!((5..=7).contains(&tries), "ever more seldom: {tries}");
        mail.comes_up();
        let left = minutes(&town, 120).await;
        assert_eq!(left.len(), 1);
        assert_eq!(items(&mail), [ITEM]);
        assert!(codes(&town, &town.maya).await.iter().all(|code| code == "notice-consult"), "nothing failed");
    }

    async fn an_address_that_is_refused_is_given_up_and_its_member_is_told(db: &TestStore) {
        let up = TestMail::start();
        let mail = TestMail::that(&["refuses"]);
        let mut town = Town::writing_by(db, up.server()).await;
        switch_on(&town, &up, &town.maya, MAYA, at_once(&town.maya)).await;
        town.writes_by(mail.server()).await;
        ask(&town).await;
        minutes(&town, 5).await;
        assert_eq!(codes(&town, &town.maya).await, ["notice-mail-failed", "notice-consult"]);
        let standing = own::standing(&town.app, &town.maya).await.unwrap();
        assert!(matches!(&standing, Standing::Refused(own) if own.address.reveal() == MAYA), "{standing:?}");
        ask(&town).await;
        minutes(&town, 90).await;
        assert_eq!(codes(&town, &town.maya).await.len(), 3, "and nothing more is tried");
        assert_eq!(own::again(&town.app, &town.maya).await.unwrap(), Err(NotDone::Refused));
        town.writes_by(up.server()).await;
        own::again(&town.app, &town.maya).await.unwrap().unwrap();
        own::confirm(&town.app, &town.maya, &code_of(&up)).await.unwrap().unwrap();
        ask(&town).await;
        minutes(&town, 20).await;
        assert_eq!(items(&up), [ITEM]);
        let entries = db.look("SELECT act || ' ' || detail FROM audit_entry WHERE act LIKE 'mail%' ORDER BY at, seq").await;
        assert_eq!(entries, ["mail_changed asked", "mail_changed on", "mail_failed refused", "mail_changed asked", "mail_changed asked", "mail_changed on"]);
    }

    async fn a_server_that_takes_no_letter_from_anybody_switches_nobody_off(db: &TestStore) {
        let up = TestMail::start();
        let mail = TestMail::that(&["refuses-letter"]);
        let mut town = Town::writing_by(db, up.server()).await;
        switch_on(&town, &up, &town.maya, MAYA, at_once(&town.maya)).await;
        town.writes_by(mail.server()).await;
        ask(&town).await;
        minutes(&town, 30).await;
        assert!(matches!(own::standing(&town.app, &town.maya).await.unwrap(), Standing::On(_)));
        town.writes_by(up.server()).await;
        minutes(&town, 60).await;
        assert_eq!(items(&up), [ITEM], "it arrives when the server takes letters again");
    }

    async fn one_that_is_never_taken_is_given_up_after_a_day(db: &TestStore) {
        let up = TestMail::start();
        let mail = TestMail::that(&["busy"]);
        let mut town = Town::writing_by(db, up.server()).await;
        switch_on(&town, &up, &town.maya, MAYA, at_once(&town.maya)).await;
        town.writes_by(mail.server()).await;
        ask(&town).await;
        for _ in 0..4 * 30 {
            town.clock.pass(15);
            write(&town).await;
        }
        assert_eq!(codes(&town, &town.maya).await, ["notice-mail-failed", "notice-consult"]);
        let standing = own::standing(&town.app, &town.maya).await.unwrap();
        assert!(matches!(&standing, Standing::On(own) if own.failed_at.is_some()), "the address may be right: {standing:?}");
        town.writes_by(up.server()).await;
        ask(&town).await;
        minutes(&town, 5).await;
        let standing = own::standing(&town.app, &town.maya).await.unwrap();
        assert!(matches!(&standing, Standing::On(own) if own.failed_at.is_none()), "{standing:?}");
    }

    async fn a_server_that_breaks_off_may_have_taken_it_so_the_next_try_keeps_its_distance(db: &TestStore) {
        let up = TestMail::start();
        let mail = TestMail::that(&["cuts"]);
        let mut town = Town::writing_by(db, up.server()).await;
        switch_on(&town, &up, &town.maya, MAYA, at_once(&town.maya)).await;
        town.writes_by(mail.server()).await;
        ask(&town).await;
        minutes(&town, 15).await;
        assert_eq!(items(&mail).len(), 1, "it was taken, and not acknowledged");
        minutes(&town, 4).await;
        assert_eq!(items(&mail).len(), 2, "at least once");
    }

    async fn a_node_that_stopped_between_handing_over_and_marking_writes_once_more_and_not_at_once(db: &TestStore) {
        let mail = TestMail::start();
        let mut town = town(db, &mail).await;
        switch_on(&town, &mail, &town.maya, MAYA, at_once(&town.maya)).await;
        ask(&town).await;
        let before = minutes(&town, 3).await;
        assert_eq!(before.len(), 1);
        // As it stood after the claim: the letter is out and nothing says so.
        let (org, member) = (town.maya.org_id(), town.maya.member());
        let scope = db.worker().scope(org);
        let due = town.app.now().plus_minutes(Minutes(15));
        db.write(&scope, move |tx| Box::pin(async move { store::mail::queue(tx, &scope, member, due).await })).await;
        town.start_again(|| {}).await;
        assert!(minutes(&town, 14).await.is_empty());
        assert_eq!(minutes(&town, 2).await.len(), 1);
    }

    async fn what_is_stored_of_it_is_a_sealed_address_and_a_time(db: &TestStore) {
        let mail = TestMail::start();
        let since = mark(db).await;
        let town = town(db, &mail).await;
        let address = Address::parse("canaria.quetzal@harbor.example").unwrap();
        own::begin(&town.app, &town.maya, address, at_once(&town.maya)).await.unwrap().unwrap();
        let code = code_of(&mail);
        assert_eq!(own::confirm(&town.app, &town.maya, "0000-0000").await.unwrap(), Err(NotDone::WrongCode));
        own::confirm(&town.app, &town.maya, &code.to_uppercase()).await.unwrap().unwrap();
        ask(&town).await;
        // The files are shared with other tests on PostgreSQL, and a code may stand in their random bytes.
        let planted = ["canaria.quetzal", "quetzal@harbor", &code];
        for place in remains(db, &since).await {
            assert_eq!(place.find(&planted), None, "in {}", place.place);
        }
        own::off(&town.app, &town.maya).await.unwrap();
        assert_eq!(own::standing(&town.app, &town.maya).await.unwrap(), Standing::Off);
        assert!(db.look("SELECT 'left' FROM mail_setting").await.is_empty() && db.look("SELECT 'left' FROM mail").await.is_empty());
        assert!(minutes(&town, 5).await.is_empty());
    }

    async fn a_code_is_good_for_half_an_hour_and_an_address_without_one_for_a_day(db: &TestStore) {
        let mail = TestMail::start();
        let town = town(db, &mail).await;
        let begin = async || own::begin(&town.app, &town.maya, Address::parse(MAYA).unwrap(), at_once(&town.maya)).await;
        begin().await.unwrap().unwrap();
        let old = code_of(&mail);
        ask(&town).await;
        town.clock.pass(31);
        assert_eq!(write(&town).await, 0, "nothing is written to an address that nobody confirmed");
        assert_eq!(own::confirm(&town.app, &town.maya, &old).await.unwrap(), Err(NotDone::WrongCode));
        own::again(&town.app, &town.maya).await.unwrap().unwrap();
        assert_eq!(own::confirm(&town.app, &town.maya, &old).await.unwrap(), Err(NotDone::WrongCode));
        for _ in 0..4 {
            begin().await.unwrap().unwrap();
        }
        assert!(matches!(begin().await, Err(Error::TooMany { .. })), "nobody's box is filled with codes");
        town.clock.pass(24 * 60 + 1);
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert!(db.look("SELECT 'left' FROM mail_setting").await.is_empty());
        let late = own::confirm(&town.app, &town.maya, &old).await;
        assert!(matches!(late, Err(Error::NotFound)));
    }

    async fn each_organization_of_a_node_is_written_to_by_itself(db: &TestStore) {
        let mail = TestMail::start();
        let town = town(db, &mail).await;
        switch_on(&town, &mail, &town.maya, MAYA, at_once(&town.maya)).await;
        switch_on(&town, &mail, &town.dana, "dana@lakeside.example", at_once(&town.dana)).await;
        ask(&town).await;
        let consult = app::consults::NewConsult {
            id: ConsultId::new(town.app.next_id()), partnership: town.partnership, topic: Topic::Infections, call_back: None,
        };
        app::consults::ask(&town.app, &town.ines, consult).await.unwrap();
        assert_eq!(minutes(&town, 4).await.len(), 2);
        let letters = mail.letters();
        let mut to: Vec<&str> = letters.iter().skip(2).map(|letter| letter.envelope[1].as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["dana@lakeside.example", MAYA]);
        assert!(letters.iter().all(|letter| letter.envelope.len() == 2), "one recipient each");
    }
}

#[tokio::test]
async fn without_a_mail_server_nothing_can_be_switched_on() {
    let town = Town::new().await;
    assert_eq!(own::standing(&town.app, &town.maya).await.unwrap(), Standing::NotSetUp);
    let begun = own::begin(&town.app, &town.maya, Address::parse(MAYA).unwrap(), at_once(&town.maya)).await;
    assert!(matches!(begun, Err(Error::Invalid("mail-not-set-up"))));
    ask(&town).await;
    assert_eq!(write(&town).await, 0);
}
