//! Rules of the consent and disclosure gate that live in what is done and stored, rather than in one function.

use crate::remains::{mark, remains};
use crate::town::*;
use domain::ids::ReferralId;
use domain::referral::{AttemptResult, Outcome, Status};
use domain::release::Element;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::collections::{BTreeMap, BTreeSet};
use testkit::{TestStore, both_backends};

async fn arrived(town: &Town) -> ReferralId {
    let ours = town.refer().await;
    town.deliver().await;
    town.across(&town.rosa, &town.ines, ours).await
}

both_backends! {
    async fn nothing_that_is_done_for_a_person_asks_for_a_release(db: &TestStore) {
        let town = Town::on(db).await;
        let (app, ines) = (&town.app, &town.ines);
        let id = arrived(&town).await;
        app::referrals::accept(app, ines, id, town.form()).await.unwrap();
        app::referrals::show_number(app, ines, id).await.unwrap();
        app::referrals::attempt(app, ines, id, town.form(), AttemptResult::Reached).await.unwrap();
        app::referrals::connected(app, ines, id, town.form(), false).await.unwrap();
        app::referrals::close(app, ines, id, town.form(), Outcome::ServiceUsed, false).await.unwrap();
        let slip = domain::ids::SlipId::new(app.next_id());
        app::releases::slip_printed(app, ines, slip).await.unwrap();
        assert!(db.look("SELECT purpose FROM release").await.is_empty(), "nobody was asked to sign anything");
        let status = app::referrals::show(app, ines, id).await.unwrap().referral.status;
        assert_eq!(status, Status::Closed(Outcome::ServiceUsed));
    }

    async fn every_crossing_is_logged_and_the_log_holds_no_content(db: &TestStore) {
        let town = Town::on(db).await;
        let there = town.refer().await;
        let (release, back) = town.release(&[Element::Request, Element::Name]).await;
        app::referrals::send(&town.app, &town.ines, town.reverse(back, release)).await.unwrap();
        town.deliver().await;
        let logged = async |session, id| app::referrals::show(&town.app, session, id).await.unwrap().disclosures;
        let (to_harbor, to_lakeside) = (logged(&town.rosa, there).await, logged(&town.ines, back).await);
        assert_eq!(to_lakeside.len(), 1);
        assert_eq!(to_lakeside[0].elements, BTreeSet::from([Element::Request, Element::Name]), "and no more than that");
        assert!(to_harbor[0].elements.is_superset(&to_lakeside[0].elements));
        assert!(to_harbor[0].delivered_at.is_some() && to_lakeside[0].delivered_at.is_some());
        let codes: BTreeSet<&str> = Element::ALL.iter().map(|element| element.code()).collect();
        for said in db.look("SELECT elements FROM disclosure").await {
            assert!(said.split(' ').all(|word| codes.contains(word)), "{said}");
        }
        let by: BTreeSet<_> = db.look("SELECT basis FROM disclosure").await.into_iter().collect();
        assert_eq!(by, BTreeSet::from(["agreement".to_owned(), "release".to_owned()]));
    }

    async fn no_hash_of_a_person_stands_in_the_database(db: &TestStore) {
        let since = mark(db).await;
        let town = Town::on(db).await;
        let id = arrived(&town).await;
        app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
        let digits: String = CANARY_NUMBER.chars().filter(char::is_ascii_digit).collect();
        let spellings = [CANARY_NAME, CANARY_NUMBER, &CANARY_NAME.to_lowercase(), &digits, &format!("+1{digits}")];
        for place in remains(db, &since).await {
            for spelling in spellings {
                let hash = vault::sha256(spelling.as_bytes());
                let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
                // PostgreSQL writes bytes of a row that are no letters as `\ooo`; the files hold them as they are.
                assert!(!place.holds(&hash[..8]), "the hash of {spelling} stands in {}", place.place);
                assert_eq!(place.find(&[&hex[..16]]), None, "the hash of {spelling} stands in {}", place.place);
            }
        }
    }
}

/// Words of the field, and several of them.
fn is_of_a_code(byte: &u8) -> bool {
    byte.is_ascii_lowercase() || [b'_', b' '].contains(byte)
}

/// How often each long value that is no code stands in the database.
fn values(db: &TestStore) -> BTreeMap<Vec<u8>, usize> {
    let connection = Connection::open(db.url().strip_prefix("sqlite:").unwrap()).unwrap();
    let mut found = BTreeMap::new();
    let mut tables = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        let mut all = connection.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let width = all.column_count();
        let mut rows = all.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..width {
                let long = match row.get_ref(column).unwrap() {
                    ValueRef::Blob(bytes) => bytes.len() >= 16,
                    ValueRef::Text(text) => text.len() >= 16 && !text.iter().all(is_of_a_code),
                    _ => false,
                };
                if long {
                    *found.entry(row.get_ref(column).unwrap().as_bytes().unwrap().to_vec()).or_default() += 1;
                }
            }
        }
    }
    found
}

/// Who and what is no person we serve: organizations, staff, their sessions.
fn staff(db: &TestStore) -> BTreeSet<Vec<u8>> {
    let connection = Connection::open(db.url().strip_prefix("sqlite:").unwrap()).unwrap();
    let all = "SELECT id FROM organization UNION SELECT id FROM member UNION SELECT id FROM partnership";
    let mut ids = connection.prepare(all).unwrap();
    ids.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn the_same_person_twice_leaves_nothing_by_which_the_two_could_be_matched() {
    testkit::run(async {
        let db = TestStore::sqlite().await;
        let town = Town::on(&db).await;
        let live = async || {
            let id = arrived(&town).await;
            app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
            let (release, back) = town.release(ALL_BUT_SUBSTANCE_USE).await;
            app::referrals::send(&town.app, &town.ines, town.reverse(back, release)).await.unwrap();
            town.deliver().await;
        };
        live().await;
        let (first, staff) = (values(&db), staff(&db));
        live().await;
        let grown: Vec<_> = values(&db)
            .into_iter()
            .filter(|(value, count)| first.get(value).is_some_and(|before| before < count) && !staff.contains(value))
            .collect();
        assert!(first.len() > 20, "there is something to compare");
        assert!(grown.is_empty(), "of the first and of the second: {grown:?}");
        town.app.close().await;
        db.end().await;
    });
}
