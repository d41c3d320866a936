//! Members, invitations, sessions, keys and partnerships: kept as they were given, and ended when they should be.

use domain::day::Day;
use domain::ids::{InvitationId, ListingId, SessionId};
use domain::language::LanguageCode;
use domain::listing::{Cost, Eligibility, Hours, LONGEST_REMARK, Listing, Offered, OwnName, Reach, Remark, Room};
use domain::member::{MemberState, Role};
use domain::org::{Language, OrgKind};
use domain::partnership::{Liaisons, PartnershipState, Side};
use domain::service::Service;
use domain::text::Label;
use domain::time::{Days, Minutes};
use std::collections::BTreeSet;
use store::grants::{Grant, ServerGrant};
use store::invitations::Invitation;
use store::partnerships::Pulse;
use store::sessions::NewSession;
use store::{Error, Unique, grants, invitations, listings, members, node, organizations, partnerships, sessions};
use testkit::both_backends;
use testkit::rows::{NOW, fresh_id, label, member, organization};
use vault::Compartment;

fn session(member: domain::ids::MemberId, token: u8) -> NewSession {
    NewSession {
        id: SessionId::new(fresh_id()),
        member,
        token_hash: [token; 32],
        keys_sealed: Some(vec![token; 90]),
        shared_device: token.is_multiple_of(2),
        created_at: NOW,
        ends_at: NOW.plus_minutes(Minutes(720)),
    }
}

both_backends! {
    async fn an_organization_reads_back_and_keeps_its_kind(db: &TestStore) {
        let new = organization(OrgKind::Advocacy, "Harbor House");
        let (given, lane) = (new.clone(), db.worker().scope(new.organization.id));
        let scope = db.write(&lane, move |tx| Box::pin(async move { organizations::found(tx, &new).await })).await;
        let row = organizations::get(db.store(), &scope).await.unwrap();
        assert_eq!(row.organization, given.organization);
        assert_eq!((row.intake_public, row.signing_public), (given.intake_public, given.signing_public));
        assert_eq!(organizations::secrets(db.store(), &scope).await.unwrap(), given.secrets);
        let mut changed = given.organization.clone();
        changed.name = label("Harbor House of the Lakes");
        changed.funding = BTreeSet::from([domain::org::Funding::Vawa, domain::org::Funding::Voca]);
        changed.hotline = None;
        for is_first in [true, false] {
            let (was, settings) = (given.organization.clone(), changed.clone());
            let done = db.write(&scope, move |tx| Box::pin(async move { organizations::change(tx, &scope, &was, &settings).await }));
            assert_eq!(done.await, is_first, "what was read before is changed only as long as it stands");
            assert_eq!(organizations::get(db.store(), &scope).await.unwrap().organization, changed);
        }
        let public = organizations::list_public(db.store()).await.unwrap();
        assert_eq!(public.iter().map(|org| (org.id, org.name.as_str())).collect::<Vec<_>>(), [(scope.org(), "Harbor House of the Lakes")]);
        assert_eq!(organizations::ids(db.store(), &db.worker()).await.unwrap(), [scope.org()]);
        let again = db.store().write(scope.org(), move |tx| Box::pin(async move { organizations::found(tx, &given).await }));
        assert_eq!(again.await, Err(Error::Taken(Unique::Other)));
    }

    async fn a_login_belongs_to_one_member_of_the_node(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        let mut new = member(ours.org(), "Maya", &[Role::Lead, Role::Admin]);
        new.certificate = Some(vec![1; 64]);
        let (given, id) = (new.clone(), new.member.id);
        db.write(&ours, move |tx| Box::pin(async move { members::insert(tx, &ours, &new).await })).await;
        let mut second = member(theirs.org(), "Another Maya", &[]);
        second.member.login = given.member.login.clone();
        let taken = db.store().write(theirs.org(), move |tx| Box::pin(async move { members::insert(tx, &theirs, &second).await }));
        assert_eq!(taken.await, Err(Error::Taken(Unique::Login)));
        let found = members::find_login(db.store(), given.member.login.as_str()).await.unwrap().unwrap();
        assert_eq!((&found.row.member, found.scope(), &found.password_lock), (&given.member, ours, &given.password_lock));
        assert_eq!((found.recovery_lock, found.row.has_recovery), (None, false));
        assert!(members::find_login(db.store(), "nobody").await.unwrap().is_none());
        let changed = db.write(&ours, move |tx| Box::pin(async move {
            Ok([
                members::set_recovery_lock(tx, &ours, id, b"sheet").await?,
                members::set_password_lock(tx, &ours, id, b"lock").await?,
                members::set_language(tx, &ours, id, Language::Es).await?,
                members::set_certificate(tx, &ours, id, b"certificate").await?,
                members::set_roles(tx, &ours, id, &BTreeSet::from([Role::Reader])).await?,
                members::set_state(tx, &ours, id, MemberState::AwaitingKeys, MemberState::Active).await?,
                members::set_state(tx, &ours, id, MemberState::Active, MemberState::Ended).await?,
            ])
        })).await;
        assert_eq!(changed, [true, true, true, true, true, false, true]);
        let locks = members::find_locks(db.store(), &ours, id).await.unwrap().unwrap();
        assert_eq!((locks.password_lock.as_slice(), locks.recovery_lock.as_deref()), (&b"lock"[..], Some(&b"sheet"[..])));
        let row = members::find(db.store(), &ours, id).await.unwrap().unwrap();
        assert_eq!((row.language, row.has_recovery, row.member.state), (Language::Es, true, MemberState::Ended));
        assert_eq!(row.member.roles, BTreeSet::from([Role::Reader]));
        assert_eq!(members::list(db.store(), &ours).await.unwrap(), [row]);
    }

    async fn only_a_proof_moves_the_time_of_the_last_one(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let member = db.member(&scope, &[Role::Advocate]).await;
        let new = session(member, 1);
        let (id, later) = (new.id, NOW.plus_minutes(Minutes(12)));
        db.write(&scope, move |tx| Box::pin(async move { sessions::insert(tx, &scope, &new).await })).await;
        let load = async |token: u8| sessions::load(db.store(), &[token; 32], NOW).await.unwrap().unwrap();
        assert_eq!(load(1).await.unlocked_at, NOW);
        assert!(db.write(&scope, move |tx| Box::pin(async move {
            sessions::touch(tx, &scope, id, later).await?;
            sessions::rotate(tx, &scope, id, &[2; 32], Some(b"more keys"), later).await
        })).await);
        assert_eq!(load(2).await.unlocked_at, NOW);
        assert!(db.write(&scope, move |tx| Box::pin(async move {
            sessions::lock(tx, &scope, id, later).await?;
            sessions::unlock(tx, &scope, id, &[3; 32], b"the keys", later).await
        })).await);
        let proved = load(3).await;
        assert_eq!((proved.unlocked_at, proved.seen_at, proved.locked_at), (later, later, None));
        assert_eq!(proved.keys_sealed.as_deref(), Some(&b"the keys"[..]));
        let of_nobody = domain::ids::SessionId::new(uuid::Uuid::from_u128(5));
        let stands = db.write(&scope, move |tx| Box::pin(async move {
            sessions::unlock(tx, &scope, of_nobody, &[4; 32], b"the keys", later).await
        }));
        assert!(!stands.await);
    }

    async fn a_session_is_found_by_its_token_until_it_ends(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let id = db.member(&scope, &[Role::Advocate]).await;
        let (one, two) = (session(id, 1), session(id, 2));
        let (first, second) = (one.id, two.id);
        let (ends_at, keys) = (one.ends_at, one.keys_sealed.clone());
        db.write(&scope, move |tx| Box::pin(async move {
            sessions::insert(tx, &scope, &one).await?;
            sessions::insert(tx, &scope, &two).await
        })).await;
        let load = async |token: u8, now| sessions::load(db.store(), &[token; 32], now).await.unwrap();
        let row = load(1, NOW).await.unwrap();
        assert_eq!((row.id, row.member.member.id, row.scope(), row.keys_sealed), (first, id, scope, keys));
        assert_eq!(row.organization, organizations::get(db.store(), &scope).await.unwrap());
        assert!(load(1, ends_at).await.is_none() && load(3, NOW).await.is_none());
        // A new token; the old one opens nothing.
        let later = NOW.plus_minutes(Minutes(4));
        assert!(db.write(&scope, move |tx| Box::pin(async move {
            sessions::touch(tx, &scope, second, later).await?;
            sessions::touch(tx, &scope, second, NOW).await?;
            sessions::rotate(tx, &scope, first, &[9; 32], Some(b"other keys"), later).await
        })).await);
        assert!(load(1, NOW).await.is_none());
        assert_eq!(load(9, NOW).await.unwrap().keys_sealed.as_deref(), Some(&b"other keys"[..]));
        assert_eq!(load(2, NOW).await.unwrap().seen_at, later);
        // Idle on a shared device: the keys are gone.
        let idle = db.write(&scope, move |tx| Box::pin(async move {
            sessions::lock_idle(tx, &scope, NOW, later.plus_seconds(1), later.plus_minutes(Minutes(5))).await
        })).await;
        assert_eq!(idle, [(second, id)]);
        let locked = load(2, NOW).await.unwrap();
        assert!(locked.keys_sealed.is_none() && locked.locked_at.is_some());
        let lock = crate::waiting::work(move |tx| { Box::pin(async move { sessions::lock(tx, &scope, first, later).await }) });
        assert!(db.write(&scope, lock).await);
        assert!(!db.write(&scope, lock).await);
        let lines = sessions::list(db.store(), &scope, id).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.is_locked).collect::<Vec<_>>(), [true, true]);
        let ended = db.write(&scope, move |tx| Box::pin(async move { sessions::end_all(tx, &scope, id, Some(first)).await })).await;
        assert_eq!(ended, 1);
        assert!(db.write(&scope, move |tx| Box::pin(async move { sessions::end(tx, &scope, id, first).await })).await);
        assert!(load(9, NOW).await.is_none());
        let third = session(id, 5);
        let over = db.write(&scope, move |tx| Box::pin(async move {
            sessions::insert(tx, &scope, &third).await?;
            Ok((sessions::delete_over(tx, &scope, NOW).await?, sessions::delete_over(tx, &scope, ends_at).await?))
        })).await;
        assert_eq!(over, (0, 1));
    }

    async fn who_has_left_has_no_session(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let id = db.member(&scope, &[Role::Advocate]).await;
        let new = session(id, 1);
        db.write(&scope, move |tx| Box::pin(async move {
            sessions::insert(tx, &scope, &new).await?;
            members::set_state(tx, &scope, id, MemberState::Active, MemberState::Ended).await
        })).await;
        assert!(sessions::load(db.store(), &[1; 32], NOW).await.unwrap().is_none());
    }

    async fn an_invitation_is_used_once_and_in_time(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let by = db.member(&scope, &[Role::Admin]).await;
        let invitation = Invitation {
            id: InvitationId::new(fresh_id()),
            token_hash: [3; 32],
            login: label("ines"),
            name: label("Ines"),
            roles: BTreeSet::from([Role::Advocate]),
            invited_by: by,
            created_at: NOW,
            expires_at: NOW.plus_days(Days(3)),
            used_at: None,
        };
        let (given, id, end) = (invitation.clone(), invitation.id, invitation.expires_at);
        db.write(&scope, move |tx| Box::pin(async move { invitations::insert(tx, &scope, &invitation).await })).await;
        let found = invitations::find(db.store(), &[3; 32], NOW).await.unwrap().unwrap();
        assert_eq!((&found.invitation, found.scope()), (&given, scope));
        assert!(invitations::find(db.store(), &[3; 32], end).await.unwrap().is_none());
        assert_eq!(invitations::list_open(db.store(), &scope, NOW).await.unwrap(), [given]);
        let used = db.write(&scope, move |tx| Box::pin(async move {
            Ok((invitations::use_up(tx, &scope, id, NOW).await?, invitations::use_up(tx, &scope, id, NOW).await?))
        })).await;
        assert_eq!(used, (true, false));
        assert!(invitations::find(db.store(), &[3; 32], NOW).await.unwrap().is_none());
        assert_eq!(invitations::list_open(db.store(), &scope, NOW).await.unwrap(), []);
    }

    async fn keys_are_granted_once_and_taken_all_at_once(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let member = db.member(&scope, &[Role::Advocate]).await;
        let grant = |compartment, epoch| Grant { member, compartment, epoch, grant_sealed: vec![1; 80], granted_by: member, at: NOW };
        let all = [grant(Compartment::Intake, 1), grant(Compartment::Intake, 2), grant(Compartment::Releases, 1)];
        let server = ServerGrant { compartment: Compartment::Intake, epoch: 1, wrapped_sealed: vec![2; 72] };
        let (given, kept) = (all.clone(), server.clone());
        let twice = db.write(&scope, move |tx| Box::pin(async move {
            for grant in &all {
                assert!(grants::insert(tx, &scope, grant).await?.is_new());
            }
            assert!(grants::insert_for_server(tx, &scope, &server).await?.is_new());
            grants::insert(tx, &scope, &all[0]).await
        })).await;
        assert!(!twice.is_new());
        assert_eq!(grants::of_member(db.store(), &scope, member).await.unwrap(), given);
        assert_eq!(grants::of_server(db.store(), &scope).await.unwrap(), [kept]);
        assert_eq!(db.write(&scope, move |tx| Box::pin(async move { grants::remove_all(tx, &scope, member).await })).await, 3);
        assert_eq!(grants::of_member(db.store(), &scope, member).await.unwrap(), []);
    }

    async fn each_side_keeps_its_own_half_of_a_partnership(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::HealthCenter).await, db.found(OrgKind::Advocacy).await);
        let id = db.join(&ours, &theirs).await;
        let (liaison, alternate) = (db.member(&theirs, &[]).await, db.member(&theirs, &[]).await);
        let liaisons = Liaisons { liaison, alternate };
        let pulse = Pulse { keeping_up: Some(true), usual_reply: Some(Minutes(25)), as_of: NOW };
        let unknown = Pulse { keeping_up: None, usual_reply: None, as_of: NOW };
        db.write(&theirs, move |tx| Box::pin(async move {
            assert!(store::liaisons::put(tx, &theirs, id, liaisons, (NOW, &BTreeSet::from([liaisons.liaison]))).await?);
            assert!(partnerships::set_pulse(tx, &theirs, id, unknown).await?);
            assert!(partnerships::set_pulse(tx, &theirs, id, pulse).await?);
            Ok(())
        })).await;
        db.write(&ours, move |tx| Box::pin(async move {
            assert!(partnerships::confirm_partner_key(tx, &ours, id, &[7; 32]).await?);
            assert!(partnerships::set_state(tx, &ours, id, PartnershipState::Forming, PartnershipState::Active).await?);
            assert!(!partnerships::set_state(tx, &ours, id, PartnershipState::Forming, PartnershipState::Paused).await?);
            Ok(())
        })).await;
        let rows = partnerships::list(db.store(), &ours).await.unwrap();
        let [row] = rows.as_slice() else { panic!("one partnership, not {}", rows.len()) };
        assert_eq!(row.partnership.state, PartnershipState::Active);
        let side = |org| row.partnership.sides.iter().find(|side| side.org == org).unwrap().clone();
        assert_eq!(side(theirs.org()), Side { org: theirs.org(), liaisons: Some(liaisons), confirmed_partner_key: None });
        assert_eq!(side(ours.org()), Side { org: ours.org(), liaisons: None, confirmed_partner_key: Some([7; 32]) });
        assert_eq!((row.partner.id, row.partner_pulse, row.our_pulse), (theirs.org(), Some(pulse), None));
        assert_eq!(row.partner_liaison.as_ref().map(|name| name.as_str()), Some("Robin"));
        assert_eq!(row.our_liaison, None);
        let change = store::liaisons::latest(db.store(), &theirs, id).await.unwrap().unwrap();
        assert_eq!((change.before, change.since, change.told), (None, NOW, BTreeSet::from([liaison])));
        assert_eq!(store::liaisons::latest(db.store(), &ours, id).await.unwrap(), None);
        let turned = Liaisons { liaison: alternate, alternate: liaison };
        db.write(&theirs, move |tx| Box::pin(async move {
            members::set_state(tx, &theirs, liaison, MemberState::Active, MemberState::Ended).await?;
            store::liaisons::put(tx, &theirs, id, turned, (NOW, &BTreeSet::new())).await
        })).await;
        assert_eq!(store::liaisons::latest(db.store(), &theirs, id).await.unwrap().unwrap().before, Some(liaisons));
        let row = partnerships::list(db.store(), &ours).await.unwrap().remove(0);
        assert_eq!((row.partner_liaison.is_some(), row.partner_alternate), (true, None), "who has left is not called");
        let mirrored = partnerships::list(db.store(), &theirs).await.unwrap();
        assert_eq!((mirrored[0].partner.id, mirrored[0].our_pulse), (ours.org(), Some(pulse)));
        let (worker, other) = (db.worker(), domain::ids::PartnershipId::new(fresh_id()));
        let sides = [theirs.org(), ours.org()];
        let again = db.store().write(ours.org(), move |tx| Box::pin(async move { partnerships::insert(tx, &worker, other, sides, NOW).await }));
        assert_eq!(again.await, Err(Error::Taken(Unique::Partnership)));
    }

    async fn a_partners_services_are_read_and_a_strangers_are_not(db: &TestStore) {
        let (ours, theirs, stranger) =
            (db.found(OrgKind::HealthCenter).await, db.found(OrgKind::Advocacy).await, db.found(OrgKind::Advocacy).await);
        db.join(&ours, &theirs).await;
        let line = |what: Offered| Listing {
            id: ListingId::new(fresh_id()),
            what,
            site: None,
            hours: Hours::Ask,
            languages: BTreeSet::from([LanguageCode::parse("es").unwrap()]),
            eligibility: BTreeSet::from([Eligibility::Anyone]),
            cost: Cost::Free,
            reach: BTreeSet::from([Reach::Call, Reach::WalkIn]),
            phone: None,
            room: Room::Full,
            full_until: Day::parse("2026-12-03"),
            remark: Remark::read("Ask for the desk", "", LONGEST_REMARK).unwrap(),
            verified_at: Some(NOW),
        };
        let label = |text| Label::parse(text).unwrap();
        let (shelter, legal) = (line(Offered::Coded(Service::Shelter)), line(Offered::Coded(Service::Legal)));
        let own = line(Offered::Own(OwnName { name: label("Art on Fridays"), spanish: Some(label("Arte los viernes")) }));
        for scope in [theirs, stranger] {
            let (first, second, third) = (legal.clone(), shelter.clone(), own.clone());
            db.write(&scope, move |tx| Box::pin(async move {
                for one in [&third, &first, &second] {
                    listings::set(tx, &scope, one).await?;
                }
                assert!(listings::remove(tx, &scope, second.id, NOW).await?);
                assert!(!listings::remove(tx, &scope, second.id, NOW).await?);
                Ok(())
            })).await;
        }
        let listed = [legal, own];
        assert_eq!(listings::list(db.store(), &theirs, theirs.org()).await.unwrap(), listed);
        assert_eq!(listings::list(db.store(), &ours, theirs.org()).await.unwrap(), listed);
        assert_eq!(listings::list(db.store(), &ours, stranger.org()).await.unwrap(), []);
        assert_eq!(listings::list(db.store(), &stranger, ours.org()).await.unwrap(), []);
        // A partner sees what can be had now, of its partners only.
        let seen: Vec<_> =
            partnerships::list(db.store(), &ours).await.unwrap().into_iter().map(|row| row.partner_services).collect();
        assert_eq!(seen, [vec![Service::Legal]]);
    }

    async fn a_one_time_token_is_taken_once(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let taken = db.write(&scope, |tx| Box::pin(async move {
            node::put(tx, "set_up", b"wrong").await?;
            node::put(tx, "set_up", b"hash").await?;
            Ok([node::take(tx, "set_up", b"wrong").await?, node::take(tx, "set_up", b"hash").await?, node::take(tx, "set_up", b"hash").await?])
        })).await;
        assert_eq!(taken, [false, true, false]);
    }
}
