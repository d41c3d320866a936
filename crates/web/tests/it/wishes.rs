//! What a person asks for is kept as a flag, and nothing is asked for anybody else's record.

use crate::browser::Browser;
use axum::http::StatusCode;
use std::path::Path;
use testkit::town::{Town, confirm_sheet};

#[tokio::test]
async fn a_wish_is_a_flag_and_no_reason_is_asked() {
    let town = Town::new().await;
    let sent = town.refer().await;
    confirm_sheet(&town.app, &town.rosa).await;
    let mut rosa = Browser::with_routes(&town, web::Routes::new()).signed_in("rosa").await;
    let path = format!("/referrals/{sent}");
    let page = rosa.get(&path).await.body;
    let form = page.split(&format!("action=\"{path}/wishes\"")).nth(1).unwrap().split("</form>").next().unwrap();
    assert!(!form.contains("<textarea") && !form.contains("type=\"text\""), "{form}");
    let saved = rosa.post(&format!("{path}/wishes"), &[("wishes", "plan_only"), ("wishes", "nobody")]).await;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, &*format!("{path}?saved=wishes")));
    let page = rosa.get(saved.header("location")).await.body;
    for says in [
        "Saved. It stands here from now on.",
        "Reach them only as the plan says, nowhere else",
        "Tell nobody anything more",
    ] {
        assert!(page.contains(says), "{says}");
    }
    assert!(page.contains("A parent, a partner or the person who holds the insurance may read"));
    let wrong = rosa.post(&format!("{path}/wishes"), &[("wishes", "because")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("href=\"#wishes\""));
    let resumed = rosa.post(&format!("{path}/wishes"), &[("wishes", "not_to_payer"), ("resumed", "1")]).await;
    assert!(resumed.status == StatusCode::OK && resumed.body.contains("value=\"not_to_payer\" checked"));
    rosa.post(&format!("{path}/wishes"), &[]).await;
    assert!(!rosa.get(&path).await.body.contains("<strong>Tell nobody anything more"), "what they take back is gone");
}

fn templates(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            templates(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// b.15: never a child's or a household's record.
#[test]
fn no_form_and_no_route_asks_for_anybody_else_s_record() {
    let others =
        ["child", "baby", "newborn", "dependent", "household", "family", "chart", "mrn", "insured", "policy_number"];
    for entry in web::route_table() {
        let parts = entry.path.split(['/', '-', '{', '}', '_']);
        assert!(!parts.into_iter().any(|part| others.contains(&part)), "{}", entry.path);
    }
    let mut found = Vec::new();
    templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut found);
    assert!(found.len() > 50);
    for (file, text) in found {
        // The names of fields, written out or handed to a macro.
        let names = text.split("name=\"").skip(1).chain(text.split("form, \"").skip(1));
        for name in names.filter_map(|rest| rest.split('"').next()) {
            assert!(!name.split('_').any(|part| others.contains(&part)), "{file}: {name}");
        }
    }
}
