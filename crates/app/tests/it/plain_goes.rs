//! What stands in clear about a person goes too: from the lists once it is over, from the rows when it is forgotten, and
//! in the end the rows themselves.

use crate::town::*;
use app::forgetting::{by_date, request};
use app::referrals::{self, NewReferral};
use app::releases::unsent;
use app::tombstones::{destroy_again, list};
use app::workers::keep_house_once;
use app::{App, Error};
use domain::audit::Act;
use domain::ids::{NoteId, ReferralId};
use domain::odd::OddRule;
use domain::referral::{AttemptResult, Urgency};
use domain::release::HowSaid;
use domain::retention::Part;
use domain::time::Days;
use domain::wishes::Wish;
use std::collections::BTreeSet;
use testkit::{TestStore, both_backends};

const DAY: i64 = 24 * 60;
/// A language that few speak: a person in a small town.
const RARE: &str = "mam";

/// A referral of somebody who speaks a language that few do, on both banks.
async fn rare(town: &Town) -> (ReferralId, ReferralId) {
    let id = ReferralId::new(town.app.next_id());
    let note = app::notes::NewNote {
        id: NoteId::new(town.app.next_id()),
        referral: Some(NewReferral { language: RARE.to_owned(), ..town.referral(id) }),
        ..town.note(id)
    };
    app::notes::save(&town.app, &town.rosa, note).await.unwrap();
    town.deliver().await;
    (id, town.across(&town.rosa, &town.ines, id).await)
}

/// Every table whose rows hold this word in a column of its own.
async fn tables_with(db: &TestStore, word: &str) -> Vec<String> {
    let sqlite = db.folder().is_some();
    let columns = if sqlite {
        "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' \
         AND c.type = 'TEXT' AND t.name NOT LIKE 'sqlite%' ORDER BY 1"
    } else {
        "SELECT table_name || '.' || column_name FROM information_schema.columns JOIN information_schema.tables \
         USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' \
         AND data_type = 'text' ORDER BY 1"
    };
    let mut found = Vec::new();
    for place in db.look(columns).await {
        let (table, column) = place.split_once('.').unwrap();
        // As a word of its own, also among others.
        let rows =
            db.look(&format!("SELECT 'x' FROM \"{table}\" WHERE ' ' || \"{column}\" || ' ' LIKE '% {word} %'")).await;
        found.extend((!rows.is_empty()).then_some(place));
    }
    found
}

/// What stands in clear of each record of a bank.
async fn in_clear(db: &TestStore, bank: &str) -> Vec<String> {
    db.look(&format!(
        "SELECT language || ' ' || urgency || ' ' || handoff || ' ' || sender_name FROM referral WHERE bank = '{bank}'"
    ))
    .await
}

const NOTHING: &str = "und any_time introduction_only ";

both_backends! {
    async fn what_the_partner_released_is_in_no_row_and_no_list_after_it_stopped(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = rare(&town).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        assert_eq!(in_clear(db, "receiver").await, [format!("{RARE} today advocate_reaches_out rosa")]);
        assert!(tables_with(db, RARE).await.iter().all(|place| !place.starts_with("outbox")), "what crossed waits nowhere");
        referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        assert_eq!(in_clear(db, "receiver").await, [NOTHING]);
        let rows = referrals::finished(&town.app, &town.june, None).await.unwrap().rows;
        let row = rows.iter().find(|row| row.id == theirs).unwrap();
        assert!(row.ends.over.is_some());
        assert_eq!((row.language.as_str(), row.urgency, row.sender_name.as_str()), ("und", Urgency::AnyTime, ""));
        let view = referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert_eq!((view.referral.language.as_str(), view.referral.sender_name.as_str()), ("und", ""));
    }

    async fn what_a_hold_keeps_after_a_stop_is_in_no_list_either(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = rare(&town).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        let document = domain::retention::DocumentNumber::parse("26 CV 1182").unwrap();
        app::forgetting::holds::put(&town.app, &town.maya, theirs, town.form(), &document).await.unwrap();
        referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        assert!(in_clear(db, "receiver").await[0].starts_with(RARE), "kept for the court");
        let rows = referrals::finished(&town.app, &town.june, None).await.unwrap().rows;
        assert!(rows.iter().all(|row| row.language == "und" && row.sender_name.is_empty()), "and shown to nobody");
    }

    async fn after_everything_is_forgotten_no_row_says_what_they_came_for_or_how_they_speak(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = rare(&town).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        referrals::attempt(&town.app, &town.ines, theirs, town.form(), AttemptResult::SomeoneElse).await.unwrap();
        let wish = BTreeSet::from([Wish::NotToPayer]);
        referrals::keep_wishes(&town.app, &town.rosa, ours, town.form(), wish).await.unwrap();
        for word in [RARE, "someone_else", "not_to_payer"] {
            assert!(!tables_with(db, word).await.is_empty(), "{word}");
        }
        for (who, id) in [(&town.rosa, ours), (&town.ines, theirs)] {
            request::forget_everything(&town.app, who, id, &id.short_code(), false).await.unwrap();
        }
        assert_eq!(tables_with(db, RARE).await, [""; 0]);
        for happened in ["someone_else", "attempted", "not_to_payer"] {
            assert_eq!(tables_with(db, happened).await, [""; 0], "{happened}");
        }
        for bank in ["sender", "receiver"] {
            assert_eq!(in_clear(db, bank).await, [NOTHING]);
        }
        assert_eq!(db.look("SELECT status || ' ' || COALESCE(detail, '') FROM referral").await, ["withdrawn ", "withdrawn "]);
        assert_eq!(db.look("SELECT DISTINCT code FROM referral_event").await, ["forgotten"], "who had it forgotten, and when");
        assert_eq!(db.look("SELECT purpose FROM agreement").await, [""; 0]);
        for session in [&town.rosa, &town.ines] {
            assert_eq!(app::health::recount(&town.app, session.org_id()).await.unwrap(), 0, "and every count stands");
        }
        let crossed = app::disclosures::of_record(&town.app, &town.dana, ours).await.unwrap();
        assert!(!crossed.is_empty(), "the log of what crossed stands for its six years (45 CFR 164.528)");
    }

    async fn a_release_says_nothing_of_its_signer_once_it_is_forgotten(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
        town.deliver().await;
        request::forget_everything(&town.app, &town.ines, referral, &referral.short_code(), false).await.unwrap();
        let left = "SELECT elements || COALESCE(signer_role, '') || COALESCE(method, '') || COALESCE(presence, '') || \
                    COALESCE(copy_kept, '') FROM release WHERE witness IS NULL AND revoked_at IS NOT NULL";
        assert_eq!(db.look(left).await, [""]);
        // Who tries every signer, element and place finds nothing: what the digest began with is gone.
        assert_eq!(db.look("SELECT 'salt' FROM release WHERE terms_salt IS NOT NULL").await, [""; 0]);
        assert!(app::releases::show(&town.app, &town.ines, release).await.unwrap().release.signature.is_none());
    }

    async fn half_a_year_after_the_content_went_nothing_says_what_happened(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = rare(&town).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        let of_theirs = "SELECT status || ' ' || COALESCE(CAST(answered_at AS TEXT), '') FROM referral WHERE bank = 'receiver'";
        let events = "SELECT DISTINCT e.code FROM referral_event e JOIN referral r ON r.org_id = e.org_id AND r.id = e.referral_id \
                      WHERE r.bank = 'receiver' ORDER BY 1";
        for _ in 0..3 {
            town.clock.pass(60 * DAY);
            keep_house_once(&town.app).await.unwrap();
        }
        assert_eq!(db.look("SELECT 'kept' FROM referral WHERE destroyed_at IS NULL").await, [""; 0]);
        assert_eq!(db.look(events).await, ["accepted", "arrived", "expired"], "what was done went with the content");
        for _ in 0..2 {
            town.clock.pass(100 * DAY);
            keep_house_once(&town.app).await.unwrap();
        }
        assert_eq!(db.look(events).await, [""; 0]);
        assert_eq!(db.look(of_theirs).await, ["withdrawn "]);
        for session in [&town.rosa, &town.ines] {
            assert_eq!(app::health::recount(&town.app, session.org_id()).await.unwrap(), 0, "every count stands");
        }
        let view = referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert!(view.over.is_some(), "its page says that it is over");
        // The person may still have the code: until it is said, what was sent is not stopped.
        assert_eq!(db.look("SELECT status FROM referral WHERE bank = 'sender'").await, ["sent"]);
        referrals::stop_by_code(&town.app, &town.rosa, &ours.short_code(), HowSaid::Speech).await.unwrap();
        assert_eq!(db.look("SELECT 'stop' FROM sharing_end").await, ["stop"]);
        assert_eq!(db.look("SELECT status FROM referral WHERE bank = 'sender'").await, ["withdrawn"]);
    }

    async fn every_row_about_a_record_has_an_end(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = rare(&town).await;
        let (unused, _) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        request::forget_everything(&town.app, &town.ines, theirs, &theirs.short_code(), false).await.unwrap();
        referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        for _ in 0..(6 * 366 / 100 + 3) {
            town.clock.pass(100 * DAY);
            keep_house_once(&town.app).await.unwrap();
        }
        for table in ["referral", "referral_event", "release", "agreement", "sharing_end", "disclosure"] {
            assert_eq!(db.look(&format!("SELECT 'row' FROM {table}")).await, [""; 0], "{table}");
        }
        for session in [&town.rosa, &town.ines] {
            assert_eq!(app::health::recount(&town.app, session.org_id()).await.unwrap(), 0, "every count stands");
        }
        assert!(matches!(app::releases::show(&town.app, &town.ines, unused).await, Err(Error::NotFound)));
    }

    async fn the_latest_openings_are_shown_however_many_there_were(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = rare(&town).await;
        for _ in 0..101 {
            referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        }
        referrals::show(&town.app, &town.june, theirs).await.unwrap();
        let seen = referrals::show(&town.app, &town.ines, theirs).await.unwrap();
        assert_eq!(seen.openings.len(), 100);
        assert_eq!(seen.openings[1].by, "june", "newest first: after this opening, hers");
        town.care_release(&town.ines, theirs, crate::plans::PLAN).await;
        crate::plans::add(&town, &town.ines, theirs, &crate::plans::goal("a night without fear")).await;
        for _ in 0..31 {
            app::plans::show(&town.app, &town.ines, theirs).await.unwrap();
        }
        app::plans::show(&town.app, &town.june, theirs).await.unwrap();
        let plan = app::plans::show(&town.app, &town.maya, theirs).await.unwrap();
        assert!(plan.openings.iter().any(|(by, _)| by == "june"));
    }

    async fn opening_a_signed_form_is_an_opening_of_its_record_and_counts_as_a_reveal(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::releases::form(&town.app, &town.june, release).await.unwrap().unwrap();
        let row = app::releases::show(&town.app, &town.ines, release).await.unwrap();
        let openings = app::releases::openings(&town.app, &town.ines, &row).await.unwrap();
        let said: Vec<_> = openings.iter().map(|one| (one.by.as_str(), one.act)).collect();
        assert_eq!(said, [("june", Act::ReleaseFormOpened)], "also before anything was sent");
        referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
        let view = referrals::show(&town.app, &town.ines, referral).await.unwrap();
        assert!(view.openings.iter().any(|one| one.act == Act::ReleaseFormOpened && one.by == "june"));
        let odd = app::audit::odd(&town.app, &town.maya).await.unwrap();
        assert!(odd.iter().any(|line| (line.member, line.rule) == (town.june.member(), OddRule::NotTheirs)), "{odd:?}");
        let sam = referrals::show(&town.app, &town.maya, referral).await.unwrap();
        assert!(sam.openings.iter().any(|one| one.act == Act::ReleaseFormOpened));
    }

    async fn contact_numbers_are_forgotten_by_date_as_words_are(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = rare(&town).await;
        referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
        let since = town.app.now().plus_days(Days(1));
        town.clock.pass(5 * DAY);
        let maya = town.again(&town.maya).await;
        assert_eq!(by_date::preview(&town.app, &maya, Part::Numbers, since).await.unwrap(), 1);
        let swept = by_date::forget(&town.app, &maya, Part::Numbers, since).await.unwrap();
        assert_eq!((swept.forgotten, swept.without), (1, 0));
        let view = referrals::show(&town.app, &maya, theirs).await.unwrap();
        assert!(!view.has_number && view.number_wiped);
        assert!(view.card.unwrap().note.is_some(), "and the words stay");
        assert_eq!(by_date::preview(&town.app, &maya, Part::Numbers, since).await.unwrap(), 0);
        let name = by_date::forget(&town.app, &maya, Part::Name, since).await;
        assert!(matches!(name, Err(Error::NotFound)), "a name is forgotten on its own page");
    }

    async fn a_release_that_was_never_used_is_forgotten_the_same_day(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        let wrong = unsent::forget(&town.app, &town.ines, release, "0000-0000").await;
        assert!(matches!(wrong, Err(Error::Invalid("forget-code-wrong"))), "{wrong:?}");
        assert!(unsent::forgotten(&town.app, &town.ines, release).await.unwrap().is_none());
        for _ in 0..2 {
            unsent::forget(&town.app, &town.june, release, &referral.short_code()).await.unwrap();
        }
        assert!(app::releases::form(&town.app, &town.ines, release).await.unwrap().is_none());
        let shown = app::releases::show(&town.app, &town.ines, release).await.unwrap().release;
        assert!(shown.revoked_at.is_some() && shown.signature.is_none() && shown.elements.is_empty());
        let gone = unsent::forgotten(&town.app, &town.ines, release).await.unwrap().unwrap();
        assert_eq!((gone.by.as_str(), gone.is_gone), ("june", true));
        let sent = referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await;
        assert!(sent.is_err(), "nothing is sent under it");
        assert_eq!(db.look("SELECT 'row' FROM release WHERE form_sealed IS NOT NULL").await, [""; 0]);
    }

    async fn what_was_sent_is_forgotten_on_its_record_and_not_by_its_release(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
        let forgotten = unsent::forget(&town.app, &town.ines, release, &referral.short_code()).await;
        assert!(matches!(forgotten, Err(Error::Busy)), "{forgotten:?}");
        assert!(app::releases::form(&town.app, &town.ines, release).await.unwrap().is_some());
    }

    async fn a_release_is_hidden_from_a_colleague_before_anything_is_sent(db: &TestStore) {
        let town = Town::on(db).await;
        let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        let found = app::people::to_hide(&town.app, &town.ines, &referral.short_code()).await.unwrap();
        assert_eq!(found, referral);
        app::people::hide_from(&town.app, &town.ines, found, town.june.member()).await.unwrap();
        assert!(matches!(app::releases::show(&town.app, &town.june, release).await, Err(Error::NotFound)));
        assert!(matches!(app::releases::form(&town.app, &town.june, release).await, Err(Error::NotFound)));
        assert!(app::releases::list(&town.app, &town.june, None).await.unwrap().rows.is_empty());
        let blind = app::people::to_hide(&town.app, &town.june, &referral.short_code()).await;
        assert!(matches!(blind, Err(Error::NotFound)));
        let nothing = app::people::hide_from(&town.app, &town.june, referral, town.ines.member()).await;
        assert!(matches!(nothing, Err(Error::NotFound)), "nor can she hide it from others");
        referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
        assert!(matches!(referrals::show(&town.app, &town.june, referral).await, Err(Error::NotFound)), "and so is its record");
    }

    async fn who_is_named_while_it_is_talked_through_never_sees_it(db: &TestStore) {
        let town = Town::on(db).await;
        let id = domain::ids::ReleaseId::new(town.app.next_id());
        let ground = app::releases::draft::Ground::Referral;
        app::releases::draft::begin(&town.app, &town.ines, id, ground, domain::release::answer::OtherWay::GoOn).await.unwrap();
        let herself = unsent::never_show(&town.app, &town.ines, id, &BTreeSet::from([town.ines.member()])).await;
        assert!(matches!(herself, Err(Error::NotFound)));
        unsent::never_show(&town.app, &town.ines, id, &BTreeSet::from([town.june.member()])).await.unwrap();
        let hidden = db.look("SELECT 'hidden' FROM conflict_declared").await;
        assert_eq!(hidden, ["hidden"], "before there is anything to see");
    }

    async fn a_row_that_cannot_be_read_keeps_nothing_of_another_organization_a_day_longer(db: &TestStore) {
        let town = Town::on(db).await;
        for _ in 0..2 {
            rare(&town).await;
        }
        let first = "(SELECT id FROM organization ORDER BY id LIMIT 1)";
        db.tamper(&format!("UPDATE referral SET urgency = 'unheard of' WHERE org_id = {first}")).await;
        town.clock.pass(120 * DAY);
        assert!(keep_house_once(&town.app).await.is_err(), "it is said that something failed");
        let kept = format!("SELECT 'kept' FROM referral WHERE org_id <> {first} AND destroyed_at IS NULL");
        assert_eq!(db.look(&kept).await, [""; 0]);
        let told = "SELECT code FROM notice WHERE code = 'notice-housekeeping-fails'";
        assert_eq!(db.look(told).await, [""; 0], "what passes by itself is nobody's to look at");
        town.clock.pass(25 * 60);
        assert!(keep_house_once(&town.app).await.is_err());
        assert_eq!(db.look(told).await.len(), 1, "after a day the lead is told");
        db.tamper("UPDATE referral SET urgency = 'today' WHERE urgency = 'unheard of'").await;
        keep_house_once(&town.app).await.unwrap();
        assert_eq!(db.look("SELECT 'failing' FROM node WHERE key LIKE 'unkept%'").await, [""; 0]);
        assert_eq!(db.look("SELECT 'kept' FROM referral WHERE destroyed_at IS NULL").await, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_was_forgotten_is_forgotten_again_in_an_older_copy() {
    let db = TestStore::sqlite().await;
    let town = Town::on(&db).await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let folder = tempfile::tempdir().unwrap();
    db.tamper(&format!("VACUUM INTO '{}'", folder.path().join("town.db").display())).await;
    unsent::forget(&town.app, &town.ines, release, &referral.short_code()).await.unwrap();
    let stones = list(&town.app).await.unwrap();
    let restored = App::open(settings(folder.path(), town.clock.clone())).await.unwrap();
    let cookie = app::sign_in::sign_in(&restored, "ines", PASSWORD, app::session::Device::Private).await.unwrap();
    let ines = load(&restored, cookie.value()).await;
    assert!(app::releases::form(&restored, &ines, release).await.unwrap().is_some(), "the copy has it");
    for stone in &stones {
        destroy_again(&restored, stone).await.unwrap();
    }
    assert!(app::releases::form(&restored, &ines, release).await.unwrap().is_none());
    let shown = app::releases::show(&restored, &ines, release).await.unwrap().release;
    assert!(shown.revoked_at.is_some() && shown.signature.is_none());
    restored.close().await;
    town.app.close().await;
    db.end().await;
}
