//! Planted names, numbers and words, searched for in everything a database leaves behind.

use crate::remains::{Remains, mark, remains};
use crate::town::*;
use app::notes::NewNote;
use app::referrals::NewReferral;
use domain::ids::{ReferralId, ReleaseId};
use domain::member::Role;
use domain::referral::{AttemptResult, Outcome};
use domain::release::Purpose;
use domain::text::PersonText;
use std::collections::BTreeSet;
use testkit::both_backends;

/// A drawn signature.
const STROKES: &str = "M13 37L73 31";

/// One in every field in which a person's words can stand.
const PLANTED: &[&str] = &[
    "Canary Quetzal",
    "Quetzal",
    "555-0166",
    "canary survey",
    "canary note",
    "canary neighbor",
    "canary goal",
    "canary door",
    "canary letter",
    STROKES,
    PASSWORD,
];

/// Stands in clear in each place that is searched: the name of a colleague to come is no secret of the vault's, and
/// shows that the search finds what is there.
const IN_CLEAR: &str = "Perpetua Okonkwo";

fn planted(new: NewReferral) -> NewReferral {
    let mut new = new;
    new.card.safe_contact.who_may_answer = PersonText::parse("the canary neighbor", 80).ok();
    new
}

/// Harbor House takes both patients; one is called and closed, the other stays open with her number. Then somebody
/// crosses back under a release, and is seen at the front desk and by a clinician.
async fn live(town: &Town) {
    town.deliver().await;
    let rows = app::referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows;
    assert_eq!(rows.len(), 2);
    for row in &rows {
        app::referrals::accept(&town.app, &town.ines, row.id, town.form()).await.unwrap();
        let number = app::referrals::show_number(&town.app, &town.ines, row.id).await.unwrap();
        assert_eq!(number.reveal(), CANARY_NUMBER, "it is planted");
    }
    app::referrals::attempt(&town.app, &town.ines, rows[0].id, town.form(), AttemptResult::Reached).await.unwrap();
    app::referrals::close(&town.app, &town.ines, rows[0].id, town.form(), Outcome::ServiceUsed, false).await.unwrap();
    plan_together(town, rows[1].id).await;
    cross_back(town).await;
}

/// A goal that is shared, a message, and a note that stays.
async fn plan_together(town: &Town, id: ReferralId) {
    let planted = |text| PersonText::parse(text, 80).unwrap();
    let line = || domain::ids::LineId::new(town.app.next_id());
    let elements = [domain::release::Element::CarePlan, domain::release::Element::Messages];
    town.care_release(&town.ines, id, &elements).await;
    let goal = line();
    let said = domain::care_plan::Line::Goal { words: planted("the canary goal"), substance_use: false };
    app::plans::add_line(&town.app, &town.ines, id, goal, &said).await.unwrap();
    app::plans::share_line(&town.app, &town.ines, id, (goal, 1)).await.unwrap();
    let note = domain::care_plan::PrivateNote::keep(planted("the canary door"));
    app::plans::add_note(&town.app, &town.ines, id, line(), &note).await.unwrap();
    let letter = domain::ids::MessageId::new(town.app.next_id());
    app::plans::write_letter(&town.app, &town.ines, id, letter, planted("a canary letter"), false).await.unwrap();
    town.deliver().await;
    let theirs = app::referrals::sent(&town.app, &town.rosa, None).await.unwrap().rows;
    let mut seen = 0;
    for row in &theirs {
        let view = app::plans::show(&town.app, &town.rosa, row.id).await.unwrap();
        seen += view.their_lines.len() + view.letters.len();
        assert!(view.notes.is_empty(), "nothing of a note crosses");
    }
    assert_eq!(seen, 2, "it is planted at both organizations");
}

async fn cross_back(town: &Town) {
    let (release, referral) = (ReleaseId::new(town.app.next_id()), ReferralId::new(town.app.next_id()));
    let mut signed = town.new_release(release, referral, Purpose::WarmReferral, ALL_BUT_SUBSTANCE_USE);
    signed.drawing = Some(STROKES.into());
    crate::drafts::left_before_the_copy(town, STROKES).await;
    app::releases::walk(&town.app, &town.ines, signed).await.unwrap();
    app::referrals::send(&town.app, &town.ines, planted(town.reverse(referral, release))).await.unwrap();
    town.deliver().await;
    let theirs = town.across(&town.ines, &town.rosa, referral).await;
    app::arrivals::show(&town.app, &town.sam, theirs).await.unwrap();
    let view = app::referrals::show(&town.app, &town.rosa, theirs).await.unwrap();
    assert_eq!(view.card.unwrap().name.unwrap().reveal(), CANARY_NAME, "it is planted");
}

async fn save(town: &Town) {
    let new = town.note(ReferralId::new(town.app.next_id()));
    let referral = new.referral.map(planted);
    app::notes::save(&town.app, &town.rosa, NewNote { referral, ..new }).await.unwrap();
}

async fn write_in_clear(town: &Town, login: &str) {
    let roles = BTreeSet::from([Role::Advocate]);
    app::people::invite(&town.app, &town.maya, label(IN_CLEAR), label(login), roles).await.unwrap();
}

#[track_caller]
fn nothing_of_it_stands_in(remains: &[Remains], kinds: &[&str]) {
    for kind in kinds {
        let in_clear = |place: &Remains| place.place.contains(kind) && place.find(&[IN_CLEAR]).is_some();
        assert!(remains.iter().any(in_clear), "the search finds what stands in clear in {kind}");
    }
    for place in remains {
        assert_eq!(place.find(PLANTED), None, "stands in {}", place.place);
    }
}

both_backends! {
    async fn what_is_planted_stands_in_no_row_file_log_or_backup_of_member_held_organizations(db: &TestStore) {
        let since = mark(db).await;
        let town = Town::on(db).await;
        save(&town).await;
        save(&town).await;
        assert_eq!(db.look("SELECT 'queued' FROM outbox").await.len(), 2, "the outbox is searched with rows in it");
        write_in_clear(&town, "first").await;
        let kinds: &[&str] = match db.folder() {
            Some(_) => &["backup-", "footbridge.db-wal"],
            None => &["rows of invitation", "base/", "pg_wal/"],
        };
        nothing_of_it_stands_in(&remains(db, &since).await, kinds);
        live(&town).await;
        write_in_clear(&town, "second").await;
        nothing_of_it_stands_in(&remains(db, &since).await, kinds);
        town.app.close().await;
        let kind = if db.folder().is_some() { "footbridge.db" } else { "base/" };
        nothing_of_it_stands_in(&remains(db, &since).await, &[kind]);
    }
}
