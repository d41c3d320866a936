//! Every component on one page, to look at: `cargo run -p web --example gallery -- es wrong > page.html`, served from
//! a folder in which `assets` is `crates/web/assets`.
//!
//! Words: `es` for Spanish, `wrong` for a form with troubles. People and organizations are made up.

use askama::Template;
use domain::ids::MemberId;
use domain::org::Language;
use domain::referral::{Handoff, Urgency};
use domain::service::Service;
use domain::time::{Minutes, Timestamp};
use web::ctx::{Line, NavLink};
use web::{Choice, Form, Tongue, choices};

/// What the templates of the crate call; here the files lie beside the page.
mod assets {
    pub(crate) fn path(name: &str) -> String {
        format!("/assets/{name}")
    }
}

/// Stands for the context of a request, which needs a node.
struct Stand {
    t: Tongue,
    app_name: &'static str,
    member_name: Option<&'static str>,
    csrf: &'static str,
    now: Timestamp,
    back: &'static str,
    nav: Vec<NavLink>,
    idle_minutes: Option<u32>,
    own_line: Option<Line>,
    is_only_front_desk: bool,
}

impl Stand {
    #[expect(dead_code, reason = "the macro `hidden` asks for it")]
    fn by(&self) -> Option<MemberId> {
        None
    }
}

#[derive(Template)]
#[template(path = "dev/gallery.html")]
struct Gallery<'a> {
    ctx: &'a Stand,
    t: &'a Tongue,
    form: &'a Form,
    handoffs: Vec<Choice>,
    needs: Vec<Choice>,
    devices: Vec<Choice>,
    earlier: Timestamp,
    waited: Minutes,
}

fn main() -> Result<(), askama::Error> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|given| given == word);
    let t = Tongue::new(if has("es") { Language::Es } else { Language::En }, "America/Chicago");
    // 24 November 2026, 14:41 in Chicago.
    let now = Timestamp::from_micros(1_795_552_860_000_000);
    let link = |key, href, is_here| NavLink { key, href, is_here };
    let ctx = Stand {
        t: t.clone(),
        app_name: "Partner Desk",
        member_name: Some("Rosa Delgado"),
        csrf: "none",
        now,
        back: "/",
        nav: vec![
            link("help", "/help", false),
            link("sign-in-title", "/x", true),
            link("safety-title", "/safety", false),
        ],
        idle_minutes: None,
        own_line: Some(Line::new("Harbor House", "555-0142")),
        is_only_front_desk: false,
    };
    let mut form = Form::fresh(uuid::Uuid::nil())
        .with("handoff", "call_together")
        .with("needs", "shelter")
        .with("needs", "legal")
        .with("cards", "2")
        .with("name", "Ana");
    if has("wrong") {
        form.refuse("handoff", "field-choose");
        form.refuse_with("name", "field-too-long", vec![("max", 40.into())]);
        form.refuse("agreed", "field-needed");
    }
    let view = Gallery {
        handoffs: choices(&t, Handoff::ALL),
        needs: choices(&t, Service::ALL.iter().take(11)),
        devices: choices(&t, Urgency::ALL),
        ctx: &ctx,
        t: &t,
        form: &form,
        earlier: Timestamp::from_micros(now.micros() - 240_000_000),
        waited: Minutes(4),
    };
    println!("{}", view.render()?);
    Ok(())
}
