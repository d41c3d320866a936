//! Another organization's scope finds nothing and changes nothing, with any function.

use domain::audit::Act;
use domain::cues::NextStep;
use domain::ids::{InvitationId, MessageId, SessionId};
use domain::member::{MemberState, Role};
use domain::message::MessageKind;
use domain::org::{Language, OrgKind};
use domain::partnership::{Liaisons, PartnershipState};
use domain::referral::{Bank, Event, Handoff, Status, Urgency};
use domain::time::Days;
use std::collections::BTreeSet;
use store::grants::{Grant, ServerGrant};
use store::inbox::Pending;
use store::invitations::Invitation;
use store::outbox::Depth;
use store::partnerships::Pulse;
use store::recount::{self, Pages};
use store::referrals::{Change, Content, Unsealed};
use store::releases::TakenBack;
use store::sessions::NewSession;
use store::{
    audit, conflicts, disclosures, grants, inbox, invitations, members, notes, notices, outbox, partnerships,
    referrals, releases, retention, sessions, tallies,
};
use testkit::both_backends;
use testkit::rows::{
    MONTH, NOW, beginning, disclosure, entry, fresh_id, happening, label, note, notice, outgoing, purge, referral,
    release,
};
use vault::Compartment;

both_backends! {
    async fn a_strangers_scope_finds_nothing_and_changes_nothing(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        let other = db.found(OrgKind::HealthCenter).await;
        let partnership = db.join(&ours, &other).await;
        let me = db.member(&ours, &[Role::Lead]).await;
        let spy = db.member(&theirs, &[Role::Lead]).await;
        let (arrived, sent) = (referral(ours.org(), Bank::Receiver), referral(ours.org(), Bank::Sender));
        let (r, s) = (arrived.referral.id, sent.referral.id);
        let (arrived_at, sent_in) = (arrived.referral.crossing, sent.referral.crossing);
        let signed = release(ours.org(), &sent.referral, me);
        let message = outgoing(&sent.referral, Some(signed.release.id));
        let log = disclosure(&sent.referral, &message);
        let visit = note(me, NextStep::CardOnly);
        let (form, m, visit_id) = (signed.release.id, message.id, visit.id);
        let session = NewSession {
            id: SessionId::new(fresh_id()), member: me, token_hash: [1; 32], keys_sealed: None, shared_device: false,
            created_at: NOW, ends_at: NOW.plus_days(Days(1)),
        };
        let invitation = Invitation {
            id: InvitationId::new(fresh_id()), token_hash: [2; 32], login: label("x"), name: label("x"), roles: BTreeSet::new(),
            invited_by: me, created_at: NOW, expires_at: NOW.plus_days(Days(1)), used_at: None,
        };
        let pending = Pending {
            id: MessageId::new(fresh_id()), from: other.org(), crossing: arrived_at, kind: MessageKind::Status,
            envelope_sealed: vec![1], at: NOW, until: None,
        };
        let (session_id, invitation_id, waits) = (session.id, invitation.id, pending.clone());
        db.write(&ours, move |tx| Box::pin(async move {
            for new in [&arrived, &sent] {
                let _ = referrals::insert(tx, &ours, new, &beginning(new)).await?;
            }
            let _ = releases::insert(tx, &ours, &signed).await?;
            outbox::insert_all(tx, &[(ours, &message)]).await?;
            disclosures::insert_all(tx, &[(ours, &log)]).await?;
            let _ = notes::insert(tx, &ours, &visit).await?;
            let _ = notices::insert(tx, &ours, &notice(me, Some(r))).await?;
            let _ = inbox::insert_pending(tx, &ours, &pending).await?;
            let grant = Grant { member: me, compartment: Compartment::Intake, epoch: 1, grant_sealed: vec![1], granted_by: me, at: NOW };
            let _ = grants::insert(tx, &ours, &grant).await?;
            let _ = grants::insert_for_server(tx, &ours, &ServerGrant { compartment: Compartment::Intake, epoch: 1, wrapped_sealed: vec![1] }).await?;
            sessions::insert(tx, &ours, &session).await?;
            invitations::insert(tx, &ours, &invitation).await?;
            tx.audit(&ours, entry(ours.org(), Act::ReferralOpened, Some(r.bytes())));
            Ok(())
        })).await;

        let before = everything(db).await;
        let late = NOW.plus_days(Days(400));
        let reads = db.store();
        let worker = db.worker();
        // Nothing of ours is found …
        for viewer in [me, spy] {
            for id in [r, s] {
                assert!(referrals::find(reads, &theirs, viewer, id).await.unwrap().is_none());
                assert!(referrals::events(reads, &theirs, viewer, id).await.unwrap().is_empty());
                assert!(releases::of_referral(reads, &theirs, viewer, id).await.unwrap().is_empty());
                assert!(releases::agreements_of(reads, &theirs, viewer, id).await.unwrap().is_empty());
                assert!(disclosures::of_referral(reads, &theirs, viewer, id).await.unwrap().is_empty());
                assert!(conflicts::of_referral(reads, &theirs, viewer, id).await.unwrap().is_empty());
                assert!(audit::of_subject(reads, &theirs, viewer, id.bytes(), Act::ALL, 9).await.unwrap().is_empty());
            }
            assert!(referrals::inbox(reads, &theirs, viewer, None, 9).await.unwrap().is_empty());
            assert!(referrals::sent(reads, &theirs, viewer, NOW, None, 9).await.unwrap().is_empty());
            assert!(referrals::finished(reads, &theirs, viewer, NOW, None, 9).await.unwrap().is_empty());
            assert!(referrals::ids_before(reads, &theirs, viewer, None, 9).await.unwrap().is_empty());
            assert!(referrals::waiting(reads, &theirs, viewer, 9).await.unwrap().is_empty());
            assert_eq!(referrals::n_waiting(reads, &theirs, viewer, 9).await.unwrap(), 0);
            assert!(releases::find(reads, &theirs, viewer, form).await.unwrap().is_none());
            assert!(releases::find_form(reads, &theirs, viewer, form).await.unwrap().is_none());
            assert!(releases::expiring(reads, &theirs, viewer, NOW, late, None, 9).await.unwrap().is_empty());
            assert!(notes::find(reads, &theirs, viewer, visit_id).await.unwrap().is_none());
            assert!(notices::list_unseen(reads, &theirs, viewer, NOW, 9).await.unwrap().is_empty());
            assert!(audit::latest(reads, &theirs, viewer, true, None, 9).await.unwrap().is_empty());
        }
        for (crossing, bank) in [(arrived_at, Bank::Receiver), (sent_in, Bank::Sender)] {
            assert!(referrals::find_crossing(reads, &theirs, &worker, crossing, bank).await.unwrap().is_none());
            assert!(inbox::pending_of(reads, &theirs, crossing, late).await.unwrap().is_empty());
        }
        assert!(referrals::overdue(reads, &theirs, &worker, late, 2, 3, 9).await.unwrap().is_empty());
        assert!(retention::coming::records(reads, &theirs, me, (late, late), None, 9).await.unwrap().is_empty());
        assert!(retention::forms_before(reads, &theirs, &worker, late, 9).await.unwrap().is_empty());
        assert!(inbox::list_pending(reads, &theirs, late, 9).await.unwrap().is_empty());
        assert_eq!(outbox::depth(reads, &theirs).await.unwrap(), Depth::default());
        assert!(tallies::list(reads, &theirs, MONTH, MONTH).await.unwrap().is_empty());
        assert!(audit::stream(reads, &theirs, 0, 9).await.unwrap().is_empty());
        assert!(members::find(reads, &theirs, me).await.unwrap().is_none());
        assert!(members::find_locks(reads, &theirs, me).await.unwrap().is_none());
        assert!(sessions::list(reads, &theirs, me).await.unwrap().is_empty());
        assert!(invitations::list_open(reads, &theirs, NOW).await.unwrap().is_empty());
        assert!(grants::of_member(reads, &theirs, me).await.unwrap().is_empty());
        assert!(grants::of_server(reads, &theirs).await.unwrap().is_empty());
        assert!(partnerships::list(reads, &theirs).await.unwrap().is_empty());
        assert!(outbox::due(reads, &theirs, &db.worker(), late, 9).await.unwrap().is_empty());

        let none = recount::find(reads, &theirs, Pages::USUAL).await.unwrap();
        assert!(none.is_empty());

        // … and nothing of ours is changed.
        let changed = db.write(&theirs, move |tx| Box::pin(async move {
            let change = |id| Change { id, from: Status::Received, to: Status::Accepted, assigned: Some(spy), happening: happening(Event::Accepted, NOW) };
            let said = Unsealed { handoff: Handoff::InPerson, urgency: Urgency::Today, language: String::new(), do_not_contact: false, sender_name: String::new() };
            let pulse = Pulse { keeping_up: None, usual_reply: None, as_of: NOW };
            let liaisons = Liaisons { liaison: spy, alternate: spy };
            Ok([
                referrals::change(tx, &theirs, &change(r)).await?,
                referrals::delivered(tx, &theirs, &[sent_in], NOW, MONTH).await? > 0,
                referrals::unseal(tx, &theirs, r, &said).await?,
                referrals::replace_content(tx, &theirs, r, 1, &Content::default(), false, true).await?,
                referrals::set_visit(tx, &theirs, r, Some("2026-12-01T10:00")).await?,
                referrals::escalate(tx, &theirs, r, 0, 1).await?,
                releases::take_back(tx, &theirs, form, NOW).await? != TakenBack { now: false, stopped: 0 },
                releases::take_back_all(tx, &theirs, s, NOW).await? != TakenBack { now: false, stopped: 0 },
                disclosures::set_opened(tx, &theirs, sent_in, "x", NOW).await? > 0,
                !outbox::expire(tx, &theirs, late).await?.is_empty(),
                !outbox::deliver(tx, &theirs, &[m], NOW).await?.is_empty(),
                outbox::retry(tx, &theirs, m, NOW, "x").await?,
                outbox::give_up(tx, &theirs, m, NOW, "x").await?,
                outbox::delete_done(tx, &theirs, late).await? > 0,
                inbox::take_pending(tx, &theirs, &waits).await?,
                notices::set_seen(tx, &theirs, me, late).await? > 0,
                notices::delete_unseen(tx, &theirs, r, "notice-waiting").await? > 0,
                notices::delete_before(tx, &theirs, late).await? > 0,
                retention::destroy_referral(tx, &theirs, r, &purge(NOW)).await?,
                retention::destroy_form(tx, &theirs, form, &purge(NOW)).await?,
                !recount::put_right(tx, &theirs, &none).await?,
                members::set_roles(tx, &theirs, me, &BTreeSet::new()).await?,
                members::set_state(tx, &theirs, me, MemberState::Active, MemberState::Ended).await?,
                members::set_certificate(tx, &theirs, me, b"x").await?,
                members::set_password_lock(tx, &theirs, me, b"x").await?,
                members::set_recovery_lock(tx, &theirs, me, b"x").await?,
                members::set_language(tx, &theirs, me, Language::Es).await?,
                sessions::lock(tx, &theirs, session_id, NOW).await?,
                sessions::rotate(tx, &theirs, session_id, &[9; 32], None, NOW).await?,
                sessions::unlock(tx, &theirs, session_id, &[9; 32], b"x", NOW).await?,
                !sessions::lock_idle(tx, &theirs, late, late, late).await?.is_empty(),
                sessions::end(tx, &theirs, me, session_id).await?,
                sessions::end_all(tx, &theirs, me, None).await? > 0,
                sessions::delete_over(tx, &theirs, late).await? > 0,
                invitations::use_up(tx, &theirs, invitation_id, NOW).await?,
                grants::remove_all(tx, &theirs, me).await? > 0,
                store::liaisons::put(tx, &theirs, partnership, liaisons, (NOW, &BTreeSet::new())).await?,
                partnerships::confirm_partner_key(tx, &theirs, partnership, &[1; 32]).await?,
                partnerships::set_state(tx, &theirs, partnership, PartnershipState::Forming, PartnershipState::Active).await?,
                partnerships::set_pulse(tx, &theirs, partnership, pulse).await?,
            ])
        })).await;
        assert!(changed.iter().all(|changed| !changed), "{changed:?}");
        assert_eq!(everything(db).await, before);
    }
}

/// How many rows there are, of whatever kind, and which of ours stand where.
async fn everything(db: &testkit::TestStore) -> Vec<String> {
    db.look(
        "SELECT 'referral ' || status || version || COALESCE(visit_at, '') || escalation FROM referral \
         UNION ALL SELECT 'event ' || code FROM referral_event UNION ALL SELECT 'outbox ' || state || attempts FROM outbox \
         UNION ALL SELECT 'release ' || COALESCE(revoked_at, 0) FROM release \
         UNION ALL SELECT 'disclosure ' || COALESCE(stopped_at, 0) || COALESCE(opened_by, '') FROM disclosure \
         UNION ALL SELECT 'member ' || state || roles || language FROM member \
         UNION ALL SELECT 'session ' || ends_at FROM session UNION ALL SELECT 'partnership ' || state FROM partnership \
         UNION ALL SELECT 'pending ' || kind FROM inbox_pending UNION ALL SELECT 'tombstone ' || table_name FROM tombstone \
         UNION ALL SELECT 'notice ' || COALESCE(seen_at, 0) FROM notice ORDER BY 1",
    )
    .await
}
