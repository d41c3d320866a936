//! What is forgotten: by parts, at once when a person asks, never under a hold, and at the partner's too.

use crate::remains::{mark, remains};
use crate::town::*;
use app::forgetting::{asks, by_date, due, holds, parts, proof, request};
use app::tombstones::{destroy_again, list};
use app::workers::keep_house_once;
use app::{App, Error, Session};
use domain::ids::ReferralId;
use domain::message::{PurgeAnswer, PurgeDecision};
use domain::org::{Funding, VaultMode};
use domain::referral::{Bank, DeclineReason, Event, Outcome, Status};
use domain::retention::{Class, DocumentNumber, ForgetWhy, Part, PurgeRule};
use domain::time::Days;
use testkit::{TestStore, both_backends};

const DAY: i64 = 24 * 60;

async fn view(town: &Town, who: &Session, id: ReferralId) -> app::referrals::ReferralView {
    app::referrals::show(&town.app, who, id).await.unwrap()
}

/// A referral that arrived at Harbor House: Lakeside's record and theirs.
async fn arrived(town: &Town) -> (ReferralId, ReferralId) {
    let ours = town.refer().await;
    town.deliver().await;
    (ours, town.across(&town.rosa, &town.ines, ours).await)
}

async fn forget(town: &Town, who: &Session, id: ReferralId, ask: bool) -> app::Result<()> {
    request::forget_everything(&town.app, who, id, &id.short_code(), ask).await
}

fn document() -> DocumentNumber {
    DocumentNumber::parse("2026-CV-01147").unwrap()
}

async fn hold(town: &Town, who: &Session, id: ReferralId) {
    holds::put(&town.app, who, id, town.form(), &document()).await.unwrap();
}

/// What is sealed of a record now, as it stands in the database: its wrapped key and its content.
async fn sealed_of(db: &TestStore, column: &str) -> Vec<Vec<u8>> {
    let encode = if db.folder().is_some() { format!("hex({column})") } else { format!("encode({column}, 'hex')") };
    let rows = db.look(&format!("SELECT {encode} FROM referral WHERE {column} IS NOT NULL ORDER BY 1")).await;
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    rows.iter().map(|row| row.as_bytes().chunks(2).map(byte).collect()).collect()
}

async fn all_sealed(db: &TestStore) -> Vec<Vec<u8>> {
    let (keys, content) = (sealed_of(db, "record_key_sealed").await, sealed_of(db, "person_sealed").await);
    [keys, content, sealed_of(db, "envelope_sealed").await].concat()
}

/// None of these stands in the database, and on SQLite neither in a free page, the log or a backup made now.
async fn assert_gone(db: &TestStore, bytes: &[Vec<u8>]) {
    assert!(!bytes.is_empty());
    let now = all_sealed(db).await;
    for one in bytes {
        assert!(!now.contains(one), "it stands in a row");
    }
    if db.folder().is_some() {
        for place in remains(db, &mark(db).await).await {
            assert!(!bytes.iter().any(|one| place.holds(one)), "it stands in {}", place.place);
        }
    }
}

both_backends! {
    async fn a_part_is_forgotten_under_a_new_key_and_the_record_says_who_had_it_forgotten(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = arrived(&town).await;
        let before = all_sealed(db).await;
        let form = town.form();
        for _ in 0..2 {
            parts::forget_part(&town.app, &town.june, theirs, form, (Part::Words, ForgetWhy::NotNeeded)).await.unwrap();
        }
        let seen = view(&town, &town.ines, theirs).await;
        let card = seen.card.unwrap();
        assert!(card.note.is_none() && card.name.is_some() && seen.has_number, "the words alone");
        assert_eq!((seen.referral.version, seen.referral.status), (2, Status::Received));
        let told: Vec<_> = seen.events.iter().filter(|one| matches!(one.event, Event::Forgotten(_))).collect();
        assert_eq!((told.len(), told[0].event, told[0].by.as_deref()), (1, Event::Forgotten(Some(Part::Words)), Some("june")));
        assert!(view(&town, &town.rosa, ours).await.card.unwrap().note.is_some(), "the sender's own record is theirs");
        parts::forget_part(&town.app, &town.june, theirs, town.form(), (Part::Numbers, ForgetWhy::NotNeeded)).await.unwrap();
        parts::forget_part(&town.app, &town.june, theirs, town.form(), (Part::Name, ForgetWhy::NotNeeded)).await.unwrap();
        let seen = view(&town, &town.ines, theirs).await;
        let card = seen.card.unwrap();
        assert!(card.name.is_none() && card.safe_contact.words.is_none() && !seen.has_number && seen.number_wiped);
        let stands = sealed_of(db, "envelope_sealed").await;
        assert!(stands.is_empty(), "the message as it came is gone");
        let gone: Vec<_> = before.into_iter().filter(|one| one.len() > 60).collect();
        let ours_now = all_sealed(db).await;
        let gone: Vec<_> = gone.into_iter().filter(|one| !ours_now.contains(one)).collect();
        assert_gone(db, &gone).await;
        let shown = proof::of_record(&town.app, &town.maya, theirs).await.unwrap();
        assert_eq!(shown.gone.len(), 3);
        for (gone, is_gone) in &shown.gone {
            assert!(*is_gone && gone.rule == Some(PurgeRule::Staff) && gone.by.as_deref() == Some("june"));
        }
        for refused in [&town.sam, &town.dana] {
            let refused = parts::forget_part(&town.app, refused, theirs, town.form(), (Part::Name, ForgetWhy::NotNeeded)).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
        app::audit::verify(&town.app, town.ines.org_id()).await.unwrap().unwrap();
        for org in [town.rosa.org_id(), town.ines.org_id()] {
            assert_eq!(app::health::recount(&town.app, org).await.unwrap(), 0);
        }
    }

    async fn what_a_person_asks_to_be_forgotten_is_gone_the_moment_it_is_said(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
        town.deliver().await;
        let theirs = town.across(&town.ines, &town.rosa, referral).await;
        app::referrals::accept(&town.app, &town.rosa, theirs, town.form()).await.unwrap();
        let before = all_sealed(db).await;
        let wrong = request::forget_everything(&town.app, &town.june, referral, "0000-0000", true).await;
        assert!(matches!(wrong, Err(Error::Invalid("forget-code-wrong"))));
        assert!(view(&town, &town.ines, referral).await.card.is_some(), "nothing went");
        let typed = format!(" {} ", referral.short_code().to_lowercase().replace('-', " "));
        request::forget_everything(&town.app, &town.june, referral, &typed, true).await.unwrap();
        let seen = view(&town, &town.ines, referral).await;
        assert!(seen.card.is_none());
        assert_eq!(seen.referral.status, Status::Withdrawn, "what is forgotten is not shared any more");
        assert_eq!(db.look("SELECT 'form' FROM release WHERE form_sealed IS NOT NULL").await.len(), 0, "its form too");
        town.deliver().await;
        let seen = view(&town, &town.rosa, theirs).await;
        assert!(seen.card.is_none() && seen.partner_ended_at.is_some());
        assert_gone(db, &before).await;
        assert_eq!(asks::open(&town.app, &town.rosa).await.unwrap().len(), 1, "and the partner is asked");
        forget(&town, &town.june, referral, true).await.unwrap();
        town.deliver().await;
        assert_eq!(asks::of_record(&town.app, &town.rosa, theirs).await.unwrap().len(), 1, "said twice, asked once");
        let shown = proof::of_record(&town.app, &town.june, referral).await.unwrap();
        assert_eq!(shown.gone.len(), 2, "the record and the form of its release");
        assert!(shown.gone.iter().all(|(gone, is_gone)| *is_gone && gone.rule == Some(PurgeRule::Request)));
        assert_eq!(shown.gone[0].0.backups_until(), shown.gone[0].0.at.plus_days(Days(35)));
        let events = view(&town, &town.ines, referral).await.events;
        assert_eq!(events.iter().filter(|one| one.event == Event::Forgotten(None)).count(), 1);
    }

    async fn a_hold_stops_the_request_and_says_who_put_it_and_what_was_due_goes_once_it_is_lifted(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = arrived(&town).await;
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        let refused = holds::put(&town.app, &town.ines, theirs, town.form(), &document()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "a lead's deed");
        let form = town.form();
        for _ in 0..2 {
            holds::put(&town.app, &town.maya, theirs, form, &document()).await.unwrap();
        }
        let other = holds::put(&town.app, &town.maya, theirs, town.form(), &document()).await;
        assert!(matches!(other, Err(Error::Invalid("hold-stands"))));
        assert!(matches!(forget(&town, &town.june, theirs, false).await, Err(Error::Held)));
        let refused = parts::forget_part(&town.app, &town.june, theirs, town.form(), (Part::Words, ForgetWhy::NotNeeded)).await;
        assert!(matches!(refused, Err(Error::Held)));
        let held = holds::of_record(&town.app, &town.june, theirs).await.unwrap();
        assert_eq!((held.len(), held[0].by.as_str(), held[0].document.as_ref()), (1, "maya", None), "who, and no number");
        let held = holds::of_record(&town.app, &town.maya, theirs).await.unwrap();
        assert_eq!(held[0].document, Some(document()));

        // It is closed under the hold: the number stays sealed and is shown to nobody.
        app::referrals::close(&town.app, &town.ines, theirs, town.form(), Outcome::CouldNotReach, false).await.unwrap();
        let seen = view(&town, &town.ines, theirs).await;
        assert!(seen.card.is_some() && !seen.has_number);
        let kept = all_sealed(db).await;
        app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        assert!(view(&town, &town.ines, theirs).await.card.is_none(), "sharing ended: shown to nobody");
        assert!(kept.iter().any(|one| one.len() > 200));
        town.clock.pass(400 * DAY);
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(sealed_of(db, "person_sealed").await.len(), 1, "kept for the law, over a year");
        let maya = signed_in(&town, "maya").await;
        holds::lift(&town.app, &maya, theirs).await.unwrap();
        holds::lift(&town.app, &maya, theirs).await.unwrap();
        assert!(sealed_of(db, "person_sealed").await.is_empty(), "what was due went at once");
        let held = holds::of_record(&town.app, &maya, theirs).await.unwrap();
        assert_eq!(held[0].lifted.as_ref().map(|(by, _)| by.as_str()), Some("maya"));
        app::audit::verify(&town.app, maya.org_id()).await.unwrap().unwrap();
    }

    async fn a_referral_that_ends_in_any_way_loses_its_contact_numbers(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = arrived(&town).await;
        app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        let accepted = sealed_of(db, "record_key_sealed").await;
        app::referrals::decline(&town.app, &town.ines, theirs, town.form(), DeclineReason::Full, false).await.unwrap();
        assert!(app::referrals::show_number(&town.app, &town.ines, theirs).await.is_err());
        let seen = view(&town, &town.ines, theirs).await;
        assert!(!seen.has_number && seen.number_wiped, "gone with the press, and nobody has to look for that");
        let card = seen.card.unwrap();
        assert!(card.safe_contact.words.is_none() && card.safe_contact.code_word.is_none());
        assert!(card.note.is_some(), "the rest stays for its time");
        let now = sealed_of(db, "record_key_sealed").await;
        let gone: Vec<_> = accepted.into_iter().filter(|key| !now.contains(key)).collect();
        assert_eq!(gone.len(), 1);
        // What the log of writes still holds goes with the night.
        db.store().scrub().await.unwrap();
        assert_gone(db, &gone).await;
        let shown = proof::of_record(&town.app, &town.june, theirs).await.unwrap();
        assert!(shown.gone.iter().all(|(gone, is_gone)| *is_gone && gone.rule == Some(PurgeRule::ContactNumbers)));
        assert!(view(&town, &town.rosa, ours).await.has_number, "the sender's stands until theirs ends");
    }

    async fn a_lead_has_the_words_forgotten_of_what_was_left_alone_since_a_day(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, old) = arrived(&town).await;
        let (_, kept) = arrived(&town).await;
        hold(&town, &town.maya, kept).await;
        for id in [old, kept] {
            app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
        }
        let since = town.app.now().plus_days(Days(1));
        let early = by_date::forget(&town.app, &town.maya, Part::Words, since).await;
        assert!(matches!(early, Err(Error::Invalid("forget-date"))), "a day that is not over");
        town.clock.pass(5 * DAY);
        let (_, young) = arrived(&town).await;
        let maya = signed_in(&town, "maya").await;
        assert_eq!(by_date::preview(&town.app, &maya, Part::Words, since).await.unwrap(), 1, "what is held is not counted");
        let refused = by_date::forget(&town.app, &town.ines, Part::Words, since).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let swept = by_date::forget(&town.app, &maya, Part::Words, since).await.unwrap();
        assert_eq!((swept.forgotten, swept.without, swept.is_more), (1, 0, false));
        let words = async |id| view(&town, &maya, id).await.card.unwrap().note.is_some();
        assert_eq!((words(old).await, words(kept).await, words(young).await), (false, true, true));
        let changed = view(&town, &maya, old).await.referral.changed_at;
        assert!(changed < since, "being forgotten keeps nothing longer");
        assert_eq!(by_date::forget(&town.app, &maya, Part::Words, since).await.unwrap().forgotten, 0);
    }

    async fn the_partner_is_asked_to_forget_its_copy_and_answers_for_itself(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
        let early = asks::ask(&town.app, &town.ines, referral).await;
        assert!(matches!(early, Err(Error::Invalid("ask-nothing-there"))), "nothing is there yet");
        town.deliver().await;
        let theirs = town.across(&town.ines, &town.rosa, referral).await;
        assert!(matches!(asks::ask(&town.app, &town.rosa, theirs).await, Err(Error::NotFound)), "only who sent asks");
        app::partnerships::pause(&town.app, &town.maya, town.partnership).await.unwrap();
        for _ in 0..2 {
            asks::ask(&town.app, &town.june, referral).await.unwrap();
            town.deliver().await;
        }
        assert_eq!(asks::of_record(&town.app, &town.rosa, theirs).await.unwrap().len(), 1, "through a pause, once");
        let notices = app::home::notices(&town.app, &town.dana).await.unwrap();
        let asked = notices.iter().filter(|one| one.code == "notice-purge-asked").count();
        assert_eq!(asked, 1, "once, beside the word that it came in");
        assert!(view(&town, &town.rosa, theirs).await.card.is_some(), "it is theirs to decide");
        hold(&town, &town.dana, theirs).await;
        let refused = asks::answer(&town.app, &town.rosa, theirs, PurgeDecision::Forget).await;
        assert!(matches!(refused, Err(Error::Held)));
        holds::lift(&town.app, &town.dana, theirs).await.unwrap();
        for decision in [PurgeDecision::Forget, PurgeDecision::Keep] {
            asks::answer(&town.app, &town.rosa, theirs, decision).await.unwrap();
        }
        assert!(view(&town, &town.rosa, theirs).await.card.is_none());
        town.deliver().await;
        view(&town, &town.june, referral).await;
        let asked = asks::of_record(&town.app, &town.june, referral).await.unwrap();
        assert_eq!(asked[0].answer.map(|(answer, _)| answer), Some(PurgeAnswer::Done), "the first answer stands");
        let notices = app::home::notices(&town.app, &town.june).await.unwrap();
        assert!(notices.iter().any(|one| one.code == "notice-purge-answered"), "who asked is told");
        let gone = proof::of_record(&town.app, &town.rosa, theirs).await.unwrap();
        assert_eq!(gone.gone[0].0.rule, Some(PurgeRule::PartnerAsked));
    }

    async fn what_the_screen_shows_as_due_goes_on_its_day_and_names_nobody(db: &TestStore) {
        let town = Town::on(db).await;
        arrived(&town).await;
        let (_, kept) = arrived(&town).await;
        hold(&town, &town.maya, kept).await;
        let shown = due::show(&town.app, &town.maya).await.unwrap();
        let unaccepted = shown.classes.iter().find(|one| one.class == Class::Unaccepted).unwrap();
        assert_eq!((unaccepted.soon, unaccepted.later), (1, 1), "what a hold keeps does not go");
        let (first, second) = (shown.records[0], shown.records[1]);
        assert_eq!([first.is_held, second.is_held].iter().filter(|held| **held).count(), 1);
        assert_eq!(unaccepted.first, town.app.now().plus_days(Days(7)));
        assert_eq!(shown.held.iter().map(|(id, by, _)| (*id, by.as_str())).collect::<Vec<_>>(), [(kept, "maya")]);
        assert!(shown.gone.is_empty());
        assert!(!format!("{shown:?}").contains(CANARY_NAME));
        town.clock.pass(7 * DAY);
        keep_house_once(&town.app).await.unwrap();
        let maya = signed_in(&town, "maya").await;
        let shown = due::show(&town.app, &maya).await.unwrap();
        assert_eq!((shown.gone.len(), shown.gone[0].rule, shown.gone[0].by.as_deref()), (1, Some(PurgeRule::Unaccepted), None));
        let kept = view(&town, &maya, kept).await;
        assert_eq!((kept.referral.status, kept.card.is_some()), (Status::Expired, true), "its time is over; it is held");
    }
}

#[tokio::test]
async fn an_advocacy_organization_answers_the_same_whether_or_not_anybody_came() {
    let town = Town::new().await;
    let mut answers = Vec::new();
    for came in [true, false] {
        let (ours, theirs) = arrived(&town).await;
        if came {
            app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
            app::referrals::connected(&town.app, &town.ines, theirs, town.form(), false).await.unwrap();
        } else {
            let reason = DeclineReason::Full;
            app::referrals::decline(&town.app, &town.ines, theirs, town.form(), reason, false).await.unwrap();
            forget(&town, &town.ines, theirs, false).await.unwrap();
        }
        asks::ask(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        let waits = asks::of_record(&town.app, &town.rosa, ours).await.unwrap();
        assert_eq!(waits[0].answer, None, "nothing answers by itself");
        asks::answer(&town.app, &town.june, theirs, PurgeDecision::Forget).await.unwrap();
        town.deliver().await;
        view(&town, &town.rosa, ours).await;
        answers.push(asks::of_record(&town.app, &town.rosa, ours).await.unwrap()[0].answer.map(|(answer, _)| answer));
    }
    assert_eq!(answers, [Some(PurgeAnswer::NotHeld); 2]);
    let (ours, theirs) = arrived(&town).await;
    hold(&town, &town.maya, theirs).await;
    asks::ask(&town.app, &town.rosa, ours).await.unwrap();
    town.deliver().await;
    asks::answer(&town.app, &town.ines, theirs, PurgeDecision::Keep).await.unwrap();
    town.deliver().await;
    view(&town, &town.rosa, ours).await;
    let kept = asks::of_record(&town.app, &town.rosa, ours).await.unwrap()[0].answer.map(|(answer, _)| answer);
    assert_eq!(kept, Some(PurgeAnswer::Declined), "that a court wants it would tell of a case");
}

#[tokio::test]
async fn a_part_that_a_restored_backup_brings_back_is_shown_to_nobody_and_goes_with_the_first_look() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    let (_, theirs) = arrived(&town).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    let before = sealed_of(&db, "record_key_sealed").await;
    let folder = tempfile::tempdir().unwrap();
    db.tamper(&format!("VACUUM INTO '{}'", folder.path().join("town.db").display())).await;
    parts::forget_part(&town.app, &town.ines, theirs, town.form(), (Part::Words, ForgetWhy::NotNeeded)).await.unwrap();
    let after = sealed_of(&db, "record_key_sealed").await;
    let old: Vec<_> = before.into_iter().filter(|key| !after.contains(key)).collect();
    let stones = list(&town.app).await.unwrap();
    assert_eq!((stones.len(), stones[0].table.as_str()), (1, "referrals.words"));

    let restored = App::open(settings(folder.path(), town.clock.clone())).await.unwrap();
    assert!(destroy_again(&restored, &stones[0]).await.unwrap());
    assert!(!destroy_again(&restored, &stones[0]).await.unwrap(), "once");
    let cookie = app::sign_in::sign_in(&restored, "june", PASSWORD, app::session::Device::Private).await.unwrap();
    let june = load(&restored, cookie.value()).await;
    let maya = app::sign_in::sign_in(&restored, "maya", PASSWORD, app::session::Device::Private).await.unwrap();
    let maya = load(&restored, maya.value()).await;
    assert_eq!(
        due::show(&restored, &maya).await.unwrap().hidden,
        1,
        "a lead sees that something waits to be taken out"
    );
    let card = app::referrals::show(&restored, &june, theirs).await.unwrap().card.unwrap();
    assert!(card.note.is_none() && card.name.is_some(), "nobody is shown them");
    app::referrals::inbox(&restored, &june, None).await.unwrap();
    assert_eq!(due::show(&restored, &maya).await.unwrap().hidden, 0);
    assert!(app::referrals::show(&restored, &june, theirs).await.unwrap().card.unwrap().note.is_none());
    let shown = proof::of_record(&restored, &june, theirs).await.unwrap();
    assert!(shown.gone[0].1 && shown.gone[0].0.at == stones[0].at);
    assert_eq!(list(&restored).await.unwrap(), stones);
    app::audit::verify(&restored, june.org_id()).await.unwrap().unwrap();
    restored.close().await;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for key in &old {
            assert!(!bytes.windows(key.len()).any(|window| window == key.as_slice()), "the old key is gone there too");
        }
    }
    town.app.close().await;
    db.end().await;
}

#[tokio::test]
async fn a_health_center_bound_by_survivor_law_answers_as_an_advocacy_organization_does() {
    let town = Town::with(&[Funding::Vawa], VaultMode::MemberHeld).await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
    town.deliver().await;
    let theirs = town.across(&town.ines, &town.rosa, referral).await;
    asks::ask(&town.app, &town.ines, referral).await.unwrap();
    town.deliver().await;
    asks::answer(&town.app, &town.rosa, theirs, PurgeDecision::Forget).await.unwrap();
    town.deliver().await;
    view(&town, &town.ines, referral).await;
    let asked = asks::of_record(&town.app, &town.ines, referral).await.unwrap();
    assert_eq!((asked[0].bank, asked[0].answer.map(|(answer, _)| answer)), (Bank::Sender, Some(PurgeAnswer::NotHeld)));
}

async fn signed_in(town: &Town, login: &str) -> Session {
    let cookie = app::sign_in::sign_in(&town.app, login, PASSWORD, app::session::Device::Private).await.unwrap();
    load(&town.app, cookie.value()).await
}
