//! The authorization matrix, generated from the table of routes: every route, for every role, with the objects of a
//! foreign organization, answers the page of nothing; and so does every route whose deed the role may not do.

use crate::browser::Browser;
use app::Session;
use axum::http::{Method, StatusCode};
use domain::ids::{InvitationId, OrgId, ReferralId};
use domain::member::{Deed, Role, any_may_at};
use domain::org::{Funding, OrgKind, VaultMode};
use std::collections::BTreeSet;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet, found, hire, label, organization};
use uuid::Uuid;
use web::{Policy, RouteEntry};

/// One member for each role at each organization, by login.
async fn one_of_each(town: &Town) -> Vec<(String, Role)> {
    let mut staff = Vec::new();
    for (lead, house) in [(&town.dana, "lakeside"), (&town.maya, "harbor")] {
        for role in Role::ALL {
            let login = format!("{house}-{}", role.code());
            let member = hire(&town.app, lead, &login, *role).await;
            confirm_sheet(&town.app, &member).await;
            staff.push((login, *role));
        }
    }
    staff
}

/// Ids that exist, but not at Lakeside, and those that exist, but not at Harbor House.
struct Foreign {
    to_lakeside: Vec<String>,
    to_harbor: Vec<String>,
}

/// Referrals, a note, a release, members, sessions, invitations, and partnerships with somebody else.
async fn foreign_objects(town: &Town) -> Foreign {
    let sent = town.refer().await;
    let (release, reverse) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(reverse, release)).await.unwrap();
    town.deliver().await;
    let at_harbor = town.across(&town.rosa, &town.ines, sent).await;
    let at_lakeside = town.across(&town.ines, &town.rosa, reverse).await;
    let mut to_harbor = vec![sent.to_string(), at_lakeside.to_string()];
    let mut to_lakeside = vec![at_harbor.to_string(), reverse.to_string(), release.to_string()];
    let note = town.note(ReferralId::new(town.app.next_id()));
    to_harbor.push(note.id.to_string());
    app::notes::save(&town.app, &town.rosa, note).await.unwrap();
    for (lead, worker, ids) in [(&town.dana, &town.rosa, &mut to_harbor), (&town.maya, &town.ines, &mut to_lakeside)] {
        let open = app::session::list(&town.app, worker).await.unwrap();
        let invitation = invited(town, lead).await;
        ids.extend([worker.member().to_string(), open[0].id.to_string(), invitation.to_string()]);
    }
    let (shore, hill) = (elsewhere(town, OrgKind::Advocacy).await, elsewhere(town, OrgKind::HealthCenter).await);
    to_harbor.push(app::partnerships::form(&town.app, town.dana.org_id(), shore).await.unwrap().to_string());
    to_lakeside.push(app::partnerships::form(&town.app, town.maya.org_id(), hill).await.unwrap().to_string());
    Foreign { to_lakeside, to_harbor }
}

async fn invited(town: &Town, lead: &Session) -> InvitationId {
    let login = format!("invited-by-{}", lead.name());
    let roles = BTreeSet::from([Role::Reader]);
    app::people::invite(&town.app, lead, label("Invited"), label(&login), roles).await.unwrap();
    app::people::list(&town.app, lead).await.unwrap().1[0].id
}

/// An organization that neither of the two is.
async fn elsewhere(town: &Town, kind: OrgKind) -> OrgId {
    let owner = format!("owner-of-{}", kind.code());
    let new = organization(kind, "Elsewhere", &[Funding::Hrsa330], VaultMode::MemberHeld, &owner);
    found(&town.app, new).await.org_id()
}

fn with_id(entry: &RouteEntry, id: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { id.to_owned() } else { part.to_owned() };
    entry.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Routes that ask who is there, with the deed that they take; everybody who has signed in may use the others of them
/// with objects of their own.
fn guarded() -> Vec<(RouteEntry, Option<Deed>)> {
    let guarded = |entry: RouteEntry| match entry.policy {
        Policy::Deed(deed) => Some((entry, Some(deed))),
        Policy::SignedIn if entry.path.contains('{') => Some((entry, None)),
        _ => None,
    };
    web::route_table().into_iter().filter_map(guarded).collect()
}

#[tokio::test]
async fn every_route_answers_every_role_with_a_foreign_object_by_the_page_of_nothing() {
    let town = Town::new().await;
    let objects = foreign_objects(&town).await;
    let mut asked = 0;
    for (login, role) in one_of_each(&town).await {
        let mut browser = Browser::with_routes(&town, web::Routes::new()).signed_in(&login).await;
        let nothing = browser.get("/no-such-page").await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        let foreign = if login.starts_with("lakeside") { &objects.to_lakeside } else { &objects.to_harbor };
        for (entry, deed) in guarded() {
            let kind = if login.starts_with("lakeside") { OrgKind::HealthCenter } else { OrgKind::Advocacy };
            let may = deed.is_none_or(|deed| any_may_at(kind, &BTreeSet::from([role]), deed));
            let has_id = entry.path.contains('{');
            if may && !has_id {
                continue;
            }
            let ids: &[String] = if may { foreign } else { &foreign[..1] };
            for id in ids {
                let path = with_id(&entry, id);
                let mut got =
                    if entry.method == Method::GET { browser.get(&path).await } else { browser.post(&path, &[]).await };
                // A deed's path, asked with GET, leads back to the page it belongs to without looking: that page answers.
                let back = got.header("location").to_owned();
                if entry.method == Method::GET && !back.is_empty() && path.starts_with(&format!("{back}/")) {
                    got = browser.get(&back).await;
                }
                assert_eq!(got.status, StatusCode::NOT_FOUND, "{login}: {} {path}: {}", entry.method, got.body);
                assert_eq!(got.body, nothing.body, "{login}: {} {path}", entry.method);
                asked += 1;
            }
        }
    }
    assert!(asked > 1_500, "{asked} questions were asked");
}

/// A form of one's own page with an id in it that stands for somebody or something.
struct Posted {
    login: &'static str,
    path: String,
    field: &'static str,
    besides: Vec<(&'static str, String)>,
    /// An id of the other organization.
    foreign: String,
}

/// A release that Ines has begun, up to whom it is shared with.
async fn begun(town: &Town) -> String {
    let mut ines = Browser::with_routes(town, web::Routes::new()).signed_in("ines").await;
    ines.look().await;
    let base = crate::steps::begin(&mut ines, "/releases/new").await;
    crate::steps::go(&mut ines, &base, &crate::steps::usual("")[..1]).await;
    base
}

async fn posted_ids(town: &Town) -> Vec<Posted> {
    let sent = town.refer().await;
    let hill = elsewhere(town, OrgKind::HealthCenter).await;
    let shore = elsewhere(town, OrgKind::Advocacy).await;
    let theirs = app::partnerships::form(&town.app, hill, shore).await.unwrap().to_string();
    let (ines, dana) = (town.ines.member().to_string(), town.dana.member().to_string());
    let liaisons = format!("/partnership/{}/liaisons", town.partnership);
    let own = |login, path: &str, field, besides, foreign: &String| Posted {
        login,
        path: path.to_owned(),
        field,
        besides,
        foreign: foreign.clone(),
    };
    vec![
        own("dana", "/people/hide", "colleague", vec![("code", sent.short_code())], &ines),
        own("dana", &format!("/referrals/{sent}/hide"), "colleague", vec![], &ines),
        own("dana", &liaisons, "liaison", vec![("alternate", dana.clone())], &ines),
        own("dana", &liaisons, "alternate", vec![("liaison", dana)], &ines),
        own("ines", "/reverse/slip", "partnership", vec![("slip_language", "en".to_owned())], &theirs),
        own("ines", &format!("{}/who", begun(town).await), "partnership", vec![], &theirs),
    ]
}

#[tokio::test]
async fn an_id_of_another_organization_inside_a_form_is_refused_like_one_that_nobody_has() {
    let town = Town::new().await;
    for member in [&town.dana, &town.ines] {
        confirm_sheet(&town.app, member).await;
    }
    let forms = posted_ids(&town).await;
    let strange = Uuid::from_u128(0x0193_f1d2_aaaa_7bbb_8ccc_0123_4567_89ab).simple().to_string();
    let written = async |lead| app::audit::latest(&town.app, lead, None).await.unwrap()[0].seq;
    for form in forms {
        let mut browser = Browser::with_routes(&town, web::Routes::new()).signed_in(form.login).await;
        let before = (written(&town.dana).await, written(&town.maya).await);
        let mut answers = Vec::new();
        for id in [&form.foreign, &strange] {
            let mut fields = vec![(form.field, id.as_str()), ("form", strange.as_str())];
            fields.extend(form.besides.iter().map(|(name, value)| (*name, value.as_str())));
            let got = browser.post(&form.path, &fields).await;
            let refused = [StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY].contains(&got.status);
            assert!(refused, "{} {}: {}", form.path, form.field, got.status);
            answers.push((got.status, got.body.replace(id.as_str(), "")));
        }
        assert_eq!(answers[0], answers[1], "{} {}", form.path, form.field);
        let after = (written(&town.dana).await, written(&town.maya).await);
        assert_eq!(after, before, "{} {}: nothing is written down anywhere", form.path, form.field);
    }
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let town = Town::new().await;
    let mut dana = Browser::with_routes(&town, web::Routes::new()).signed_in("dana").await;
    let nothing = dana.get("/no-such-page").await;
    for other in [&town.rosa, &town.ines] {
        let open = app::session::list(&town.app, other).await.unwrap();
        for session in &open {
            let got = dana.post(&format!("/sessions/{}/end", session.id), &[]).await;
            assert_eq!((got.status, &got.body), (StatusCode::NOT_FOUND, &nothing.body));
        }
        assert_eq!(app::session::list(&town.app, other).await.unwrap(), open, "they are where they were");
    }
}

#[test]
fn the_routes_and_their_policies_are_a_reviewed_table() {
    let lines: Vec<String> = web::route_table().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}
