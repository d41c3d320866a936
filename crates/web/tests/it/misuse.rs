//! Posts that no page of ours makes: in another encoding, far too long, with a field twice, sent again.

use crate::browser::Browser;
use crate::note;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use testkit::town::{Town, confirm_sheet};
use web::{Policy, Routes};

async fn dana(town: &Town) -> Browser {
    confirm_sheet(&town.app, &town.dana).await;
    let mut dana = Browser::with_routes(town, Routes::new()).signed_in("dana").await;
    dana.look().await;
    dana
}

fn raw(path: &str, body: Vec<u8>) -> Request<Body> {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT_LANGUAGE, "es")
        .header("sec-fetch-site", "same-origin");
    request.body(Body::from(body)).unwrap()
}

#[tokio::test]
async fn no_form_takes_another_encoding_or_a_body_without_end() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    let written = async || app::audit::latest(&town.app, &town.dana, None).await.unwrap()[0].seq;
    let before = written().await;
    let mut asked = 0;
    for entry in web::route_table() {
        // What takes a file has other bounds, and a test of its own.
        if entry.method != Method::POST || entry.policy == Policy::Open || entry.takes_file {
            continue;
        }
        let path = entry.path.replace("{id}", &town.rosa.member().to_string());
        for (body, status) in [
            (b"name=%ff%fe".to_vec(), StatusCode::BAD_REQUEST),
            (b"name=\xff\xfe".to_vec(), StatusCode::BAD_REQUEST),
            (vec![b'x'; 250_000], StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            let got = dana.send(raw(&path, body)).await;
            assert_eq!(got.status, status, "{entry}");
            assert!(got.body.contains("<html lang=\"es\"") && got.body.contains("1-800-799-7233"), "{entry}");
            asked += 1;
        }
    }
    assert!(asked > 90, "{asked} posts were made");
    assert_eq!(written().await, before, "nothing was written");
}

#[tokio::test]
async fn names_that_are_too_long_are_refused_beside_their_field_and_kept() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    let long = "n".repeat(121);
    for (path, field, rest) in [
        ("/people/invite", "name", ("login", "kept-login")),
        ("/people/invite", "login", ("name", "Kept Name")),
        ("/people/hide", "code", ("colleague", "nobody")),
    ] {
        let got = dana.post(path, &[(field, &long), rest, ("roles", "clinician")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {field}");
        assert!(got.body.contains(&long), "{path} {field}: it stays, to be shortened");
        assert!(path != "/people/invite" || got.body.contains(rest.1), "{path} {field}: so does the rest");
        assert!(path == "/people/hide" || got.body.contains(&format!("id=\"{field}-message\"")), "{path} {field}");
    }
}

#[tokio::test]
async fn an_invitation_that_is_sent_twice_or_with_a_field_twice_is_one() {
    let town = Town::new().await;
    let mut dana = dana(&town).await;
    let fields = [("name", "Noor"), ("name", "Other"), ("login", "noor"), ("login", "other"), ("roles", "clinician")];
    assert_eq!(dana.post("/people/invite", &fields).await.status, StatusCode::OK);
    let again = dana.post("/people/invite", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, open) = app::people::list(&town.app, &town.dana).await.unwrap();
    let open: Vec<_> = open.iter().map(|one| (one.name.as_str(), one.login.as_str())).collect();
    assert_eq!(open, [("Noor", "noor")], "the first of two answers, once");
}

/// The forms of a record's page, as a double click posts them.
#[tokio::test]
async fn a_button_that_is_pressed_twice_counts_once_and_answers_twice() {
    let town = Town::new().await;
    let sent = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, sent).await;
    confirm_sheet(&town.app, &town.ines).await;
    let mut ines = Browser::with_routes(&town, Routes::new()).signed_in("ines").await;
    let record = format!("/referrals/{id}");
    let tried = format!("{record}?saved=attempt");
    for (deed, result, to) in [
        ("accept", "", &*record),
        ("attempt", "reached", &*tried),
        ("attempt", "reached", &*tried),
        ("pass", "", "/inbox"),
        ("know", "", "/inbox"),
    ] {
        let form = ines.get(&record).await.field("form").unwrap();
        let path = format!("{record}/{deed}");
        for _ in 0..2 {
            let got = ines.post(&path, &[("form", &form), ("result", result)]).await;
            assert_eq!((got.status, got.header("location")), (StatusCode::SEE_OTHER, to), "{deed}");
        }
    }
    let events = app::referrals::show(&town.app, &town.maya, id).await.unwrap().events;
    let codes: Vec<_> = events.iter().map(|happened| happened.event.code()).collect();
    assert_eq!(codes, ["arrived", "accepted", "attempted", "attempted", "passed", "passed"]);
}

/// A visit that ends in a referral, as the form posts it.
fn note<'a>(id: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    note::with(&[("form", id), ("name", name)])
}

#[tokio::test]
async fn a_note_that_is_sent_twice_is_one_note_and_one_referral_and_a_long_name_stays() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.rosa).await;
    let mut rosa = Browser::with_routes(&town, Routes::new()).signed_in("rosa").await;
    rosa.look().await;
    let id = rosa.get("/notes/new").await.field("form").unwrap();
    let long = "q".repeat(200);
    let refused = rosa.post("/notes/new", &note(&id, &long)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(&long) && refused.body.contains("id=\"name-message\""));
    assert!(refused.body.contains("(312) 555-0166"), "the rest is kept");
    let review = rosa.post("/notes/new", &note(&id, "Noor")).await;
    assert_eq!(review.status, StatusCode::OK, "{}", review.body);
    let reviewed = review.field("reviewed").unwrap();
    let mut fields = note(&id, "Noor");
    fields.extend([("agreed", "on"), ("reviewed", &*reviewed)]);
    let first = rosa.post("/notes/new", &fields).await;
    let again = rosa.post("/notes/new", &fields).await;
    assert_eq!((first.status, again.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(first.header("location"), again.header("location"), "the same note");
    assert_eq!(app::referrals::sent(&town.app, &town.rosa, None).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn a_note_goes_out_only_in_the_words_that_stood_on_its_page() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.rosa).await;
    let mut rosa = Browser::with_routes(&town, Routes::new()).signed_in("rosa").await;
    rosa.look().await;
    let id = rosa.get("/notes/new").await.field("form").unwrap();
    let mut fields = note(&id, "Noor");
    fields.push(("agreed", "on"));
    let unread = rosa.post("/notes/new", &fields).await;
    assert_eq!(unread.status, StatusCode::OK, "a page whose script failed says nothing of what was read");
    let reviewed = unread.field("reviewed").unwrap();
    for stale in ["", "Somebody else · Call", &reviewed.replace("Noor", "Nora")] {
        let again = rosa.post("/notes/new", &[&fields[..], &[("reviewed", stale)]].concat()).await;
        assert_eq!(again.status, StatusCode::OK, "{stale}");
    }
    assert!(app::referrals::sent(&town.app, &town.rosa, None).await.unwrap().rows.is_empty());
    let sent = rosa.post("/notes/new", &[&fields[..], &[("reviewed", &*reviewed)]].concat()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_note_for_a_partner_that_is_none_any_more_goes_to_no_other_and_keeps_what_was_typed() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.rosa).await;
    let mut rosa = Browser::with_routes(&town, Routes::new()).signed_in("rosa").await;
    rosa.look().await;
    let id = rosa.get("/notes/new").await.field("form").unwrap();
    let reviewed = rosa.post("/notes/new", &note(&id, "Noor")).await.field("reviewed").unwrap();
    let gone = town.app.next_id().to_string();
    let agreed = [("agreed", "on"), ("reviewed", &*reviewed), ("partner", &*gone)];
    let refused = rosa.post("/notes/new", &[&note(&id, "Noor")[..], &agreed].concat()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("value=\"Noor\""));
    assert!(app::referrals::sent(&town.app, &town.rosa, None).await.unwrap().rows.is_empty());
}
