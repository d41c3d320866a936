//! A person asks that everything be forgotten: every sealed piece about them is gone from every table of both organizations,
//! and on SQLite from free pages, the log and a backup made after it.

use crate::plans::*;
use crate::remains::{mark, remains};
use crate::town::*;
use app::forgetting::{asks, parts, request};
use app::releases::draft::{Ground, begin};
use domain::care_plan::PrivateNote;
use domain::ids::{MandateId, ReferralId, ReleaseId};
use domain::message::PurgeDecision;
use domain::referral::AttemptResult;
use domain::release::answer::OtherWay;
use domain::retention::{ForgetWhy, Part};
use domain::text::PersonText;
use std::collections::BTreeMap;
use testkit::{TestStore, both_backends};

/// Every sealed column of every table about a crossing, but the keys of the two organizations. The paper of what a law
/// compelled stays as long as the log of disclosures.
async fn columns(db: &TestStore) -> Vec<(String, String)> {
    let query = match db.folder() {
        Some(_) => {
            "SELECT t.name || ' ' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' \
             AND c.name LIKE '%\\_sealed' ESCAPE '\\' ORDER BY 1"
        }
        None => {
            "SELECT table_name::text || ' ' || column_name::text FROM information_schema.columns \
             JOIN information_schema.tables USING (table_schema, table_name) WHERE table_schema = current_schema() \
             AND table_type = 'BASE TABLE' AND column_name LIKE '%\\_sealed' ORDER BY 1"
        }
    };
    let of_nobody =
        ["organization", "member", "session", "compartment_", "grant", "invitation", "recovery", "held", "node"];
    let all = db.look(query).await;
    let pairs = all.iter().filter_map(|pair| pair.split_once(' '));
    let about = pairs.filter(|(table, column)| {
        !of_nobody.iter().any(|word| table.starts_with(word)) && !column.starts_with("particulars")
    });
    about.map(|(table, column)| (table.to_owned(), column.to_owned())).collect()
}

/// What stands in each of them now.
async fn sealed(db: &TestStore) -> BTreeMap<String, Vec<Vec<u8>>> {
    let mut all = BTreeMap::new();
    for (table, column) in columns(db).await {
        let encode = if db.folder().is_some() { format!("hex({column})") } else { format!("encode({column}, 'hex')") };
        let rows = unhex(&db.look(&format!("SELECT {encode} FROM {table} WHERE {column} IS NOT NULL")).await);
        if !rows.is_empty() {
            all.insert(format!("{table}.{column}"), rows);
        }
    }
    all
}

fn unhex(rows: &[String]) -> Vec<Vec<u8>> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    rows.iter().map(|row| row.as_bytes().chunks(2).map(byte).collect()).collect()
}

/// Every message between the teams, as it stands sealed: kept, unread, or on its way.
async fn messages(db: &TestStore) -> Vec<Vec<u8>> {
    let hex = |column: &str| {
        if db.folder().is_some() { format!("hex({column})") } else { format!("encode({column}, 'hex')") }
    };
    let of = |table: &str, column: &str| {
        let hex = hex(column);
        format!("SELECT {hex} FROM {table} WHERE kind IN ('letter', 'referral_letter') AND {column} IS NOT NULL")
    };
    let mut all = Vec::new();
    for query in [of("plan_item", "content_sealed"), of("inbox_pending", "envelope_sealed")] {
        all.extend(unhex(&db.look(&query).await));
    }
    let waits = of("outbox", "envelope_sealed") + " AND state = 'queued'";
    all.extend(unhex(&db.look(&waits).await));
    all
}

fn words(text: &str) -> PersonText {
    PersonText::parse(text, 80).unwrap()
}

/// One person, about whom everything is written that can be: a plan of both sides with notes and messages, some unread;
/// attempts; what a law compelled; a release that was begun; one that was signed.
async fn everything(town: &Town) -> (ReferralId, ReferralId) {
    let (ours, theirs) = both(town).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
    app::referrals::attempt(&town.app, &town.ines, theirs, town.form(), AttemptResult::NoAnswer).await.unwrap();
    for (by, record) in [(&town.ines, theirs), (&town.rosa, ours)] {
        town.care_release(by, record, PLAN).await;
        let id = add(town, by, record, &goal("a night without fear")).await;
        let note = PrivateNote::keep(words("door code is changed"));
        app::plans::add_note(&town.app, by, record, new_id(town), &note).await.unwrap();
        share(town, by, record, id, 1).await.unwrap();
        write(town, by, record, "could you see her on Friday").await.unwrap();
    }
    town.deliver().await;
    plan(town, &town.rosa, ours).await;
    plan(town, &town.ines, theirs).await;
    write(town, &town.ines, theirs, "nobody reads this").await.unwrap();
    town.deliver().await;
    write(town, &town.rosa, ours, "nobody gets this").await.unwrap();
    let draft = crate::time_passes::put_off(town, &town.maya);
    let mandate = MandateId::new(town.app.next_id());
    app::mandates::record(&town.app, &town.maya, mandate, Some(theirs), draft).await.unwrap().unwrap();
    let begun = ReleaseId::new(town.app.next_id());
    begin(&town.app, &town.ines, begun, Ground::Care(theirs), OtherWay::GoOn).await.unwrap();
    (ours, theirs)
}

both_backends! {
    async fn no_sealed_piece_about_a_person_is_left_of_whom_everything_was_forgotten(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = everything(&town).await;
        let before = sealed(db).await;
        let tables: Vec<_> = before.keys().map(String::as_str).collect();
        for place in ["plan_item.content_sealed", "inbox_pending.envelope_sealed", "outbox.envelope_sealed",
            "mandate.note_sealed", "release_draft.draft_sealed", "release.form_sealed", "referral.person_sealed"] {
            assert!(tables.contains(&place), "{place} is searched with rows in it: {tables:?}");
        }
        request::forget_everything(&town.app, &town.ines, theirs, &theirs.short_code(), false).await.unwrap();
        asks::ask(&town.app, &town.rosa, ours).await.unwrap();
        request::forget_everything(&town.app, &town.rosa, ours, &ours.short_code(), false).await.unwrap();
        town.deliver().await;
        asks::answer(&town.app, &town.ines, theirs, PurgeDecision::Forget).await.unwrap();
        town.deliver().await;
        app::tombstones::overwrite(&town.app).await.unwrap();
        let now: Vec<Vec<u8>> = sealed(db).await.into_values().flatten().collect();
        for (place, pieces) in &before {
            assert!(pieces.iter().all(|piece| !now.contains(piece)), "a piece of {place} stands in a row");
        }
        if db.folder().is_some() {
            for remains in remains(db, &mark(db).await).await {
                for (place, pieces) in &before {
                    assert!(!pieces.iter().any(|piece| remains.holds(piece)), "a piece of {place} stands in {}", remains.place);
                }
            }
        }
    }

    async fn no_sealed_piece_of_a_message_is_left_when_the_words_were_forgotten(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = everything(&town).await;
        let before = messages(db).await;
        assert_eq!(before.len(), 8, "six that are kept, one that nobody has read, one that waits");
        let part = (Part::Words, ForgetWhy::Asked);
        parts::forget_part(&town.app, &town.ines, theirs, town.form(), part).await.unwrap();
        parts::forget_part(&town.app, &town.rosa, ours, town.form(), part).await.unwrap();
        town.deliver().await;
        app::tombstones::overwrite(&town.app).await.unwrap();
        let now: Vec<Vec<u8>> = sealed(db).await.into_values().flatten().collect();
        assert!(before.iter().all(|piece| !now.contains(piece)), "a piece of a message stands in a row");
        assert_eq!(plan(&town, &town.ines, theirs).await.our_lines.len(), 1, "lines and notes stay");
        if db.folder().is_some() {
            for remains in remains(db, &mark(db).await).await {
                assert!(!before.iter().any(|piece| remains.holds(piece)), "a piece stands in {}", remains.place);
            }
        }
    }
}
