//! A note that is interrupted while it is typed, on the real form: what happened, what to do, and every answer kept.

use crate::browser::{Browser, Got};
use crate::note;
use axum::http::StatusCode;
use testkit::town::{CANARY_NAME, CANARY_NUMBER, PASSWORD, Town, confirm_sheet};

/// Rosa has the form of a warm referral open.
struct Typing {
    town: Town,
    rosa: Browser,
    fields: Vec<(String, String)>,
}

impl Typing {
    async fn begun() -> Self {
        let town = Town::new().await;
        confirm_sheet(&town.app, &town.rosa).await;
        let mut rosa = Browser::at(&town).signed_in("rosa").await;
        let form = rosa.get("/notes/new").await;
        let own = ["form", "by"].map(|name| (name, form.field(name).unwrap()));
        let given = note::with(&[("agreed", "on")]);
        let fields = own.into_iter().chain(given.into_iter().map(|(name, value)| (name, value.to_owned())));
        let fields = fields.map(|(name, value)| (name.to_owned(), value)).collect();
        let mut typing = Self { town, rosa, fields };
        let reviewed = typing.post().await.field("reviewed").unwrap();
        typing.fields.push(("reviewed".to_owned(), reviewed));
        typing
    }
    async fn post(&mut self) -> Got {
        let fields: Vec<_> = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.rosa.post("/notes/new", &fields).await
    }
    /// How many referrals stand at Lakeside.
    async fn sent(&self) -> usize {
        app::referrals::sent(&self.town.app, &self.town.rosa, None).await.unwrap().rows.len()
    }
    /// From the page that shows again what was kept to the form, filled in, and on to the saved note.
    async fn goes_on_from(mut self, resumed: &Got) {
        assert_eq!(resumed.status, StatusCode::OK);
        assert!(resumed.body.contains("action=\"/notes/new\""));
        self.rosa.look().await;
        let hidden = resumed.body.split("<textarea hidden name=\"").skip(1).map(|part| {
            let (name, rest) = part.split_once("\">\n").unwrap();
            (name, &rest[..rest.find("</textarea>").unwrap()])
        });
        let fields: Vec<_> = hidden.chain([("resumed", "1")]).collect();
        let shown = self.rosa.post("/notes/new", &fields).await;
        assert_eq!(shown.status, StatusCode::OK);
        is_filled_in(&shown);
        assert_eq!(self.sent().await, 0, "it is looked over before it is sent");
        assert_eq!(self.post().await.status, StatusCode::SEE_OTHER);
        assert_eq!(self.sent().await, 1);
    }
}

/// Every answer stands on the form.
#[track_caller]
fn is_filled_in(form: &Got) {
    for value in [CANARY_NAME, CANARY_NUMBER, "2"] {
        assert!(form.body.contains(&format!("value=\"{value}\"")), "{value}");
    }
    for (name, value) in
        [("alone", "yes"), ("next", "support_now"), ("handoff", "advocate_reaches_out"), ("way", "call")]
    {
        let chosen = form.body.split('<').any(|tag| {
            tag.contains(&format!("name=\"{name}\""))
                && tag.contains(&format!("value=\"{value}\""))
                && tag.contains("checked")
        });
        assert!(chosen, "{name} {value}");
    }
}

#[tokio::test]
async fn a_partnership_that_was_paused_meanwhile() {
    let mut typing = Typing::begun().await;
    app::partnerships::pause(&typing.town.app, &typing.town.maya, typing.town.partnership).await.unwrap();
    let refused = typing.post().await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("The partnership is paused, so nothing was sent. A lead can start it again."));
    assert!(refused.body.contains("Until then, call together or give the hotline number."));
    is_filled_in(&refused);
    assert_eq!(typing.sent().await, 0);
    app::partnerships::resume(&typing.town.app, &typing.town.maya, typing.town.partnership).await.unwrap();
    assert_eq!(typing.post().await.status, StatusCode::SEE_OTHER);
    assert_eq!(typing.sent().await, 1);
}

#[tokio::test]
async fn a_vault_that_locked_meanwhile() {
    let mut typing = Typing::begun().await;
    typing.town.clock.pass(16);
    let refused = typing.post().await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.body.contains("What you typed is kept for") && refused.body.contains("Unlock to go on."));
    assert!(!refused.body.contains(CANARY_NAME));
    let held = refused.field("held").unwrap();
    let resumed = typing.rosa.post("/locked", &[("password", PASSWORD), ("held", &held)]).await;
    typing.goes_on_from(&resumed).await;
}

#[tokio::test]
async fn a_session_that_ended_meanwhile() {
    let mut typing = Typing::begun().await;
    typing.town.clock.pass(13 * 60);
    let refused = typing.post().await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.body.contains("You were signed out. What you typed is kept for"));
    assert!(refused.body.contains("Sign in to go on.") && !refused.body.contains(CANARY_NAME));
    let held = refused.field("held").unwrap();
    let fields = [("login", "rosa"), ("password", PASSWORD), ("device", "private"), ("held", &held)];
    let resumed = typing.rosa.post_raw("/sign-in", &fields).await;
    typing.goes_on_from(&resumed).await;
}
