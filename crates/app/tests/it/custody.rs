//! Custody: who sees what, what stands in the files, and what happens to a row that somebody changed.

use crate::town::*;
use app::Error;
use domain::referral::Status;
use rusqlite::{Connection, params};
use std::path::Path;

/// Somebody with the disk opens the file.
fn raw(folder: &Path) -> Connection {
    Connection::open(folder.join("town.db")).unwrap()
}

#[tokio::test]
async fn i_know_this_person_hides_the_record_from_that_member_at_once_and_everywhere() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    app::referrals::know_them(&town.app, &town.ines, id, town.form()).await.unwrap();
    assert!(app::referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.is_empty());
    assert!(matches!(app::referrals::show(&town.app, &town.ines, id).await, Err(Error::NotFound)));
    assert!(matches!(app::referrals::show_number(&town.app, &town.ines, id).await, Err(Error::NotFound)));
    assert!(matches!(app::referrals::stop(&town.app, &town.ines, id).await, Err(Error::NotFound)));
    assert!(app::people::by_short_code(&town.app, &town.ines, &id.short_code()).await.is_err());
    let june = app::referrals::inbox(&town.app, &town.june, None).await.unwrap().rows;
    assert_eq!((june.len(), june[0].status), (1, Status::Received), "back in the inbox for her colleagues");
}

#[tokio::test]
async fn a_lead_hides_a_record_from_a_colleague_by_its_short_code() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.maya, ours).await;
    let found = app::people::by_short_code(&town.app, &town.maya, &id.short_code().to_lowercase()).await.unwrap();
    app::people::hide_from(&town.app, &town.maya, found, town.june.member()).await.unwrap();
    assert!(app::referrals::inbox(&town.app, &town.june, None).await.unwrap().rows.is_empty());
    assert_eq!(app::referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn another_organization_s_record_does_not_exist() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    assert!(matches!(app::referrals::show(&town.app, &town.ines, ours).await, Err(Error::NotFound)));
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    assert!(matches!(app::referrals::show(&town.app, &town.rosa, theirs).await, Err(Error::NotFound)));
    assert!(matches!(app::referrals::accept(&town.app, &town.rosa, theirs, town.form()).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn rows_that_were_swapped_or_put_back_do_not_open_and_it_is_written_down() {
    let town = Town::new().await;
    let (first, second) = (town.refer().await, town.refer().await);
    let columns = "record_key_sealed, person_sealed";
    let swap =
        format!("UPDATE referral SET ({columns}) = (SELECT {columns} FROM referral WHERE id = ?1) WHERE id = ?2");
    raw(town.folder.path()).execute(&swap, params![first.bytes(), second.bytes()]).unwrap();
    assert!(matches!(app::referrals::show(&town.app, &town.rosa, second).await, Err(Error::SealBroken)));
    assert!(app::referrals::show(&town.app, &town.rosa, first).await.is_ok());
    let entries = app::audit::latest(&town.app, &town.dana, None).await.unwrap();
    assert!(entries.iter().any(|chained| chained.entry.act == domain::audit::Act::SealBroken));
}

#[tokio::test]
async fn a_record_put_back_to_an_earlier_state_does_not_open() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    let disk = raw(town.folder.path());
    let select = "SELECT record_key_sealed, person_sealed, version FROM referral WHERE id = ?1";
    let old: (Vec<u8>, Vec<u8>, i64) =
        disk.query_row(select, [id.bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    app::referrals::attempt(&town.app, &town.ines, id, town.form(), domain::referral::AttemptResult::NotSafe)
        .await
        .unwrap();
    let put_back = "UPDATE referral SET record_key_sealed = ?2, person_sealed = ?3, version = ?4 WHERE id = ?1";
    disk.execute(put_back, params![id.bytes(), old.0, old.1, old.2]).unwrap();
    assert!(matches!(app::referrals::show(&town.app, &town.ines, id).await, Err(Error::SealBroken)));
}

#[tokio::test]
async fn the_first_tampered_entry_of_the_chain_is_named() {
    let town = Town::new().await;
    town.refer().await;
    let org = town.rosa.org_id();
    let n = app::audit::verify(&town.app, org).await.unwrap().unwrap();
    let tamper = "UPDATE audit_entry SET detail = 'nothing' WHERE org_id = ?1 AND seq = ?2";
    raw(town.folder.path()).execute(tamper, params![org.bytes(), i64::try_from(n - 1).unwrap()]).unwrap();
    let found = app::audit::verify(&town.app, org).await.unwrap().unwrap_err();
    assert_eq!(found, domain::audit::Tampered::Changed { sequence: n - 1 });
}

#[tokio::test]
async fn keys_of_a_partner_that_were_exchanged_stop_every_send() {
    let town = Town::new().await;
    let exchange = "UPDATE organization SET intake_public = ?2 WHERE id = ?1";
    raw(town.folder.path()).execute(exchange, params![town.ines.org_id().bytes(), [3_u8; 32]]).unwrap();
    let new = town.note(domain::ids::ReferralId::new(town.app.next_id()));
    let refused = app::notes::save(&town.app, &town.rosa, new).await.unwrap_err();
    assert!(matches!(refused, Error::NotOpen(domain::partnership::NotOpen::KeyNotConfirmed)));
}
