//! Settings after set-up: who changes them, from what, and from when they hold.

use crate::town::*;
use app::workers::keep_house_once;
use app::{Error, Session};
use domain::audit::{Act, Entry};
use domain::org::{Organization, Setting, VaultMode};
use domain::time::{Days, Minutes};
use std::collections::BTreeSet;

/// The settings of the session's organization with one thing changed.
async fn wanted(town: &Town, admin: &Session, with: impl FnOnce(&mut Organization)) -> (String, Organization) {
    let standing = app::settings::standing(&town.app, admin).await.unwrap();
    let mut to = standing.organization;
    with(&mut to);
    (standing.edition, to)
}

async fn written(town: &Town, admin: &Session) -> Vec<Entry> {
    let entries = app::audit::latest(&town.app, admin, None).await.unwrap();
    entries.into_iter().map(|one| one.entry).filter(|entry| entry.act == Act::SettingsChanged).collect()
}

#[tokio::test]
async fn a_changed_promise_holds_for_new_arrivals_and_not_for_those_that_are_there() {
    let town = Town::new().await;
    let before = town.refer().await;
    town.deliver().await;
    let (seen, to) = wanted(&town, &town.maya, |org| org.response_promise = Minutes(240)).await;
    let changed = app::settings::change(&town.app, &town.maya, &seen, to).await.unwrap();
    assert_eq!(changed, BTreeSet::from([Setting::ResponsePromise]));
    let after = town.refer().await;
    town.deliver().await;
    let minutes = async |ours| {
        let id = town.across(&town.rosa, &town.ines, ours).await;
        let referral = app::referrals::show(&town.app, &town.ines, id).await.unwrap().referral;
        referral.answer_by.minutes_since(referral.created_at)
    };
    assert_eq!((minutes(before).await, minutes(after).await), (Minutes(60), Minutes(240)));
    let partner = &app::partnerships::standing(&town.app, &town.dana).await.unwrap()[0].partner;
    assert_eq!(partner.response_promise, Minutes(240), "the partner reads what is promised now");
    let notices = async || {
        let all = app::home::notices(&town.app, &town.maya).await.unwrap();
        all.iter().filter(|one| one.code != "notice-arrived").count()
    };
    town.clock.pass(20);
    keep_house_once(&town.app).await.unwrap();
    assert_eq!(notices().await, 0, "a longer promise does not call attention early to what came before it");
    town.clock.pass(15);
    keep_house_once(&town.app).await.unwrap();
    assert_eq!(notices().await, 1, "half of the hour under which the first one came");
    town.clock.pass(90);
    keep_house_once(&town.app).await.unwrap();
    // The liaison is the lead, who hears of the first at its end too.
    assert_eq!(notices().await, 3, "half of the four hours of the second");
}

#[tokio::test]
async fn what_was_changed_stands_in_the_audit_and_the_same_again_changes_nothing() {
    let town = Town::new().await;
    let (seen, to) = wanted(&town, &town.dana, |org| {
        org.name = label("Lakeside of the North");
        org.max_release = Days(15);
    })
    .await;
    for n_changed in [2, 0] {
        let changed = app::settings::change(&town.app, &town.dana, &seen, to.clone()).await.unwrap();
        assert_eq!(changed.len(), n_changed);
        let entries = written(&town, &town.dana).await;
        assert_eq!(entries.iter().map(|entry| &*entry.detail).collect::<Vec<_>>(), ["name max_release"]);
    }
    assert_eq!(app::settings::standing(&town.app, &town.dana).await.unwrap().organization, to);
}

#[tokio::test]
async fn settings_from_an_old_page_do_not_overwrite_those_of_a_colleague() {
    let town = Town::new().await;
    let (old, theirs) = wanted(&town, &town.dana, |org| org.phone = label("555-0101")).await;
    let (_, ours) = wanted(&town, &town.dana, |org| org.app_name = label("Desk")).await;
    app::settings::change(&town.app, &town.dana, &old, theirs.clone()).await.unwrap();
    let refused = app::settings::change(&town.app, &town.dana, &old, ours).await;
    assert!(matches!(refused, Err(Error::Invalid("settings-changed-since"))));
    assert_eq!(app::settings::standing(&town.app, &town.dana).await.unwrap().organization, theirs);
    assert_eq!(written(&town, &town.dana).await.len(), 1);
}

#[tokio::test]
async fn only_an_admin_changes_settings_within_bounds_and_never_how_keys_are_held() {
    let town = Town::new().await;
    let (seen, to) = wanted(&town, &town.maya, |org| org.phone = label("555-0101")).await;
    assert!(matches!(app::settings::standing(&town.app, &town.ines).await, Err(Error::NotFound)));
    let refused = app::settings::change(&town.app, &town.ines, &seen, to).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let no_zone: fn(&mut Organization) = |org| org.time_zone = "Moon/Sea".to_owned();
    for (with, code) in [
        (no_zone, "time-zone-unknown"),
        (|org| org.max_release = Days(91), "settings-out-of-bounds"),
        (|org| org.response_promise = Minutes(61), "settings-out-of-bounds"),
    ] {
        let (seen, to) = wanted(&town, &town.maya, with).await;
        let refused = app::settings::change(&town.app, &town.maya, &seen, to).await;
        assert!(matches!(refused, Err(Error::Invalid(why)) if why == code), "{code}");
    }
    let (seen, to) = wanted(&town, &town.maya, |org| {
        org.vault_mode = VaultMode::ServerManaged;
        org.phone = label("555-0101");
    })
    .await;
    app::settings::change(&town.app, &town.maya, &seen, to).await.unwrap();
    let standing = app::settings::standing(&town.app, &town.maya).await.unwrap().organization;
    assert_eq!((standing.vault_mode, standing.phone.as_str()), (VaultMode::MemberHeld, "555-0101"));
}
