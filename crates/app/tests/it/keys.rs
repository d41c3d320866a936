//! Locks and keys: signing in, locking, letting in, recovering.

use crate::town::*;
use app::Error;
use app::session::{Device, Loaded};
use domain::audit::Act;
use domain::member::Role;
use domain::org::{Funding, Language, VaultMode};
use std::collections::BTreeSet;

#[tokio::test]
async fn an_idle_session_locks_and_opens_again_with_a_new_cookie() {
    let town = Town::new().await;
    let cookie = app::sign_in::sign_in(&town.app, "Rosa", PASSWORD, Device::Shared).await.unwrap();
    town.clock.pass(6);
    let session = load(&town.app, cookie.value()).await;
    assert!(session.is_locked());
    assert!(matches!(app::referrals::sent(&town.app, &session, None).await, Err(Error::Locked)));
    assert!(matches!(
        app::sign_in::unlock(&town.app, &session, "another word entirely").await,
        Err(Error::SignInFailed)
    ));
    let new = app::sign_in::unlock(&town.app, &session, PASSWORD).await.unwrap();
    assert_ne!(new.value(), cookie.value());
    assert!(matches!(app::session::load(&town.app, cookie.value()).await.unwrap(), Loaded::None));
    assert!(!load(&town.app, new.value()).await.is_locked());
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_whatever_happens() {
    let town = Town::new().await;
    let cookie = app::sign_in::sign_in(&town.app, "rosa", PASSWORD, Device::Private).await.unwrap();
    for _ in 0..72 {
        assert!(!load(&town.app, cookie.value()).await.is_locked());
        town.clock.pass(10);
    }
    assert!(matches!(app::session::load(&town.app, cookie.value()).await.unwrap(), Loaded::None));
}

#[tokio::test]
async fn ten_wrong_passwords_make_the_eleventh_wait_even_a_right_one() {
    let town = Town::new().await;
    for _ in 0..10 {
        let failed = app::sign_in::sign_in(&town.app, "rosa", "wrong words entirely", Device::Private).await;
        assert!(matches!(failed, Err(Error::SignInFailed)));
    }
    let waits = app::sign_in::sign_in(&town.app, "rosa", PASSWORD, Device::Private).await;
    assert!(matches!(waits, Err(Error::TooMany { .. })));
    town.clock.pass(4);
    app::sign_in::sign_in(&town.app, "rosa", PASSWORD, Device::Private).await.unwrap();
}

#[tokio::test]
async fn a_member_whose_access_ended_is_out_at_their_next_request() {
    let town = Town::new().await;
    let cookie = app::sign_in::sign_in(&town.app, "june", PASSWORD, Device::Private).await.unwrap();
    app::people::end_access(&town.app, &town.maya, town.june.member()).await.unwrap();
    assert!(matches!(app::session::load(&town.app, cookie.value()).await.unwrap(), Loaded::None));
    let again = app::sign_in::sign_in(&town.app, "june", PASSWORD, Device::Private).await;
    assert!(matches!(again, Err(Error::SignInFailed)));
    let last = app::people::end_access(&town.app, &town.maya, town.maya.member()).await;
    assert!(matches!(last, Err(Error::Invalid("not-yourself"))));
}

#[tokio::test]
async fn a_recovery_sheet_opens_the_keys_and_a_typing_error_is_told_apart() {
    let (app, _clock, _folder) = empty().await;
    let owner = organization(domain::org::OrgKind::Advocacy, "Harbor", &[], VaultMode::MemberHeld, "maya");
    let token = app::founding::open_with_token(&app).await.unwrap();
    let cookie = app::founding::found(&app, &token, owner, Device::Private).await.unwrap();
    let session = load(&app, cookie.value()).await;
    assert!(session.owes_sheet());
    let sheet = app::founding::new_sheet(&app, &session).await.unwrap();
    let mut typed = sheet.ask.map(|index| (index, sheet.groups[index].clone()));
    typed[2].1 = "0000".into();
    let wrong = app::founding::confirm_sheet(&app, &session, &sheet.cookie, &sheet.sealed, &typed).await;
    assert!(matches!(wrong, Err(Error::Invalid("sheet-groups-wrong"))));
    let typed = sheet.ask.map(|index| (index, sheet.groups[index].to_lowercase()));
    app::founding::confirm_sheet(&app, &session, &sheet.cookie, &sheet.sealed, &typed).await.unwrap();
    let text = sheet.groups.join("-");
    let slip = app::sign_in::recover(&app, "maya", &text[1..], "another four quiet words", Device::Private).await;
    assert!(matches!(slip, Err(Error::Invalid("sheet-typing-error"))));
    app::sign_in::recover(&app, "maya", &text, "another four quiet words", Device::Private).await.unwrap();
    assert!(app::sign_in::sign_in(&app, "maya", PASSWORD, Device::Private).await.is_err());
    app::sign_in::sign_in(&app, "maya", "another four quiet words", Device::Private).await.unwrap();
}

#[tokio::test]
async fn a_setup_token_works_once() {
    let (app, _clock, _folder) = empty().await;
    let token = app::founding::open_with_token(&app).await.unwrap();
    let new = |owner| organization(domain::org::OrgKind::Advocacy, "Harbor", &[], VaultMode::MemberHeld, owner);
    app::founding::found(&app, &token, new("maya"), Device::Private).await.unwrap();
    let again = app::founding::found(&app, &token, new("june"), Device::Private).await;
    assert!(matches!(again, Err(Error::SignInFailed)));
    assert!(!app::founding::is_open(&app).await.unwrap());
}

#[tokio::test]
async fn an_organization_whose_keys_the_server_holds_works_the_same() {
    let town = Town::with(&[Funding::Hrsa330], VaultMode::ServerManaged).await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    let cookie = app::sign_in::sign_in(&town.app, "june", PASSWORD, Device::Private).await.unwrap();
    let june = load(&town.app, cookie.value()).await;
    assert!(app::referrals::show(&town.app, &june, id).await.unwrap().card.is_some());
}

#[tokio::test]
async fn narrower_roles_take_keys_away_and_nobody_is_left_without_an_admin() {
    let town = Town::new().await;
    let reader = BTreeSet::from([Role::Reader]);
    app::people::change_roles(&town.app, &town.maya, town.june.member(), reader).await.unwrap();
    let cookie = app::sign_in::sign_in(&town.app, "june", PASSWORD, Device::Private).await.unwrap();
    let june = load(&town.app, cookie.value()).await;
    assert!(app::referrals::inbox(&town.app, &june, None).await.is_err());
    let lead = BTreeSet::from([Role::Lead]);
    let refused = app::people::change_roles(&town.app, &town.maya, town.maya.member(), lead).await;
    assert!(matches!(refused, Err(Error::Invalid("last-admin"))));
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_opens_nothing_and_stands_in_the_audit_log() {
    let town = Town::new().await;
    let roles = BTreeSet::from([Role::Advocate]);
    let code = app::people::invite(&town.app, &town.maya, label("Noor"), label("noor"), roles).await.unwrap();
    let open = app::people::list(&town.app, &town.maya).await.unwrap().1;
    app::people::uninvite(&town.app, &town.maya, open[0].id).await.unwrap();
    let joins = app::people::join(&town.app, &code, PASSWORD, Language::En, Device::Private).await;
    assert!(matches!(joins, Err(Error::SignInFailed)));
    let latest = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
    let entry = &latest[0].entry;
    assert_eq!((entry.act, entry.subject), (Act::InvitationTakenBack, Some(open[0].id.bytes())));
    assert!(matches!(app::people::uninvite(&town.app, &town.maya, open[0].id).await, Err(Error::NotFound)));
}
