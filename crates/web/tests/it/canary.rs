//! A planted name and number are in no address, title, header or log line while a referral is written, refused, sent,
//! opened, called and closed, nor while a survivor signs a release and is sent under it, nor when something goes wrong
//! on the way.

use crate::browser::{Browser, Got};
use crate::note;
use axum::http::StatusCode;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use testkit::town::{CANARY_NAME, CANARY_NUMBER, PASSWORD, Town, confirm_sheet};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};
use web::{Answer, Page, Policy, Problem, Routes};

const TRACES: &[&str] =
    &["canary", "quetzal", "555-0166", "5550166", "555%2d0166", "l70 91", "l70+91", "l70%2091", "their song"];

/// Keeps every line that would be logged, at every level.
#[derive(Clone, Default)]
pub struct Log(pub Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, of: &span::Attributes<'_>) -> span::Id {
        let mut line = Line(format!("span {}", of.metadata().name()));
        of.record(&mut line);
        self.0.lock().unwrap().push(line.0);
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        let mut line = Line("span".to_owned());
        values.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut line = Line(format!("event {}", event.metadata().target()));
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// A browser whose addresses, titles and headers are written down.
struct Watched {
    browser: Browser,
    told: Vec<String>,
}

impl Watched {
    async fn at(town: &Town, login: &str) -> Self {
        let browser = Browser::with_routes(town, routes()).signed_in(login).await;
        Self { browser, told: Vec::new() }
    }
    async fn get(&mut self, path: &str) -> Got {
        let got = self.browser.get(path).await;
        self.write_down(path, got)
    }
    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Got {
        let got = self.browser.post(path, fields).await;
        self.write_down(path, got)
    }
    fn write_down(&mut self, path: &str, got: Got) -> Got {
        self.told.push(format!("address {path}"));
        let title = got.body.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
        self.told.push(format!("title {title}"));
        for (name, value) in &got.headers {
            self.told.push(format!("header {name}: {}", String::from_utf8_lossy(value.as_bytes())));
        }
        for part in got.body.split("href=\"").chain(got.body.split("action=\"")).skip(1) {
            self.told.push(format!("link {}", part.split('"').next().unwrap_or_default()));
        }
        got
    }
}

/// Deeds that go wrong with a person's words in the form.
fn routes() -> Routes {
    async fn full() -> Answer {
        Err(Problem::from(app::Error::Full))
    }
    async fn panics(posted: web::Posted) -> Answer {
        let name = posted.fields().get("name").to_owned();
        if name.is_empty() { Ok(Page::nothing()) } else { panic!("{name}") }
    }
    Routes::new().post("/full", Policy::SignedIn, full).post("/panics", Policy::SignedIn, panics)
}

async fn at_the_clinic(town: &Town) -> Vec<String> {
    let mut rosa = Watched::at(town, "rosa").await;
    let form = rosa.get("/notes/new").await.field("form").unwrap();
    let review = rosa.post("/notes/new", &note::with(&[("form", &form)])).await;
    assert!(review.body.contains(CANARY_NAME), "it is looked over first");
    let unread = rosa.post("/notes/new", &note::with(&[("form", &form), ("cards", "many"), ("alone", "")])).await;
    assert!(unread.body.contains(CANARY_NAME));
    for way in ["/full", "/panics", "/no-such-page"] {
        assert!(!rosa.post(way, note::ANSWERS).await.status.is_success(), "{way}");
    }
    let agreed = [("form", &*form), ("agreed", "on"), ("reviewed", &*review.field("reviewed").unwrap())];
    let sent = rosa.post("/notes/new", &note::with(&agreed)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    rosa.get(sent.header("location")).await;
    rosa.get("/sent").await;
    assert!(rosa.get(&format!("/referrals/{form}")).await.body.contains(CANARY_NAME));
    rosa.told
}

async fn at_the_advocates(town: &Town) -> Vec<String> {
    let id = app::referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows[0].id;
    let mut ines = Watched::at(town, "ines").await;
    ines.get("/inbox").await;
    let record = format!("/referrals/{id}");
    assert!(ines.get(&record).await.body.contains(CANARY_NAME));
    assert_eq!(ines.post(&format!("{record}/accept"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(ines.post(&format!("{record}/number"), &[]).await.body.contains(CANARY_NUMBER));
    ines.post(&format!("{record}/attempt"), &[("result", "reached")]).await;
    ines.post("/lock", &[]).await;
    let held = ines.post(&format!("{record}/close"), &[("outcome", "decided_not_to"), ("note", CANARY_NAME)]).await;
    let held = held.field("held").unwrap();
    ines.post("/locked", &[("password", PASSWORD), ("held", &held)]).await;
    ines.browser.look().await;
    let closed = ines.post(&format!("{record}/close"), &[("outcome", "decided_not_to")]).await;
    assert_eq!(closed.header("location"), record);
    ines.get(&record).await;
    ines.told
}

/// A release that a survivor signs on the screen, step by step. Everything in it and after it is planted.
const RELEASE: &[(&str, &[(&str, &str)])] = &[
    (
        "what",
        &[
            ("elements", "request"),
            ("elements", "name"),
            ("elements", "contact_plan"),
            ("elements", "contact"),
            ("elements", "needs"),
            ("elements", "visit_wishes"),
            ("elements", "note"),
        ],
    ),
    ("who", &[]),
    ("why", &[("why", "warm_referral")]),
    ("how-long", &[("days", "15")]),
    ("rights", &[("read_in", "en"), ("informed", "on")]),
    ("sign", &[SIGNED[0], SIGNED[1], SIGNED[2], SIGNED[3], SIGNED[4], SIGNED[5], ("method", "drawn")]),
    ("copy", &[("copy", "print")]),
];

const SIGNED: &[(&str, &str)] = &[
    ("not_abuser", "on"),
    ("role", "survivor"),
    ("of_age", "on"),
    ("presence", "in_person"),
    ("signed_name", CANARY_NAME),
    ("drawing", "M7 7L70 91L91 70"),
];

const DETAILS: &[(&str, &str)] = &[
    ("urgency", "today"),
    ("handoff", "advocate_reaches_out"),
    ("name", CANARY_NAME),
    ("language", "es"),
    ("clinician", "any"),
    ("way", "call"),
    ("number", CANARY_NUMBER),
    ("times", "any_time"),
    ("words", "Say it is about their song"),
    ("who_may_answer", "A sister of the Quetzal family"),
    ("note", "A canary lives with them"),
];

async fn under_a_release(town: &Town) -> Vec<String> {
    let mut ines = Watched::at(town, "ines").await;
    let form = ines.get("/releases/new").await.field("form").unwrap();
    let begun = ines.post("/releases/new", &[("form", &form), ("way", "go_on")]).await;
    let base = begun.header("location").strip_suffix("/what").unwrap().to_owned();
    let partnership = town.partnership.to_string();
    for (page, fields) in RELEASE {
        let path = format!("{base}/{page}");
        ines.get(&path).await;
        if *page == "sign" {
            let unsigned = ines.post(&path, &[SIGNED, &[("method", "paper")]].concat()).await;
            assert!(unsigned.status == StatusCode::UNPROCESSABLE_ENTITY && unsigned.body.contains(CANARY_NAME));
        }
        let own: &[(&str, &str)] = if *page == "who" { &[("partnership", &partnership)] } else { &[] };
        let got = ines.post(&path, &[fields, own].concat()).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{page}: {}", got.body);
    }
    let details = base.replace("/releases/begun/", "/reverse/") + "/details";
    ines.get(&details).await;
    let unread = ines.post(&details, &[DETAILS, &[("voicemail", "sometimes")]].concat()).await;
    for (name, planted) in DETAILS.iter().filter(|(_, value)| value.contains(' ')) {
        assert!(unread.body.contains(planted), "{name} comes back");
    }
    for way in ["/full", "/panics", "/no-such-page"] {
        assert!(!ines.post(way, &[SIGNED, DETAILS].concat()).await.status.is_success(), "{way}");
    }
    let sent = ines.post(&details, &[DETAILS, &[("voicemail", "never")]].concat()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(ines.get(sent.header("location")).await.body.contains("their song"));
    let release = details.replace("/reverse/", "/releases/").replace("/details", "");
    for path in ["/sent", "/releases", &release, &format!("{release}/paper"), &format!("{release}/stop")] {
        assert_eq!(ines.get(path).await.status, StatusCode::OK, "{path}");
    }
    town.deliver().await;
    ines.told.extend(at_the_front_desk(town).await);
    assert_eq!(ines.post(&format!("{release}/stop"), &[]).await.status, StatusCode::OK);
    ines.get(&release).await;
    ines.told
}

async fn at_the_front_desk(town: &Town) -> Vec<String> {
    let id = app::arrivals::list(&town.app, &town.sam, None).await.unwrap().rows[0].id;
    let mut sam = Watched::at(town, "sam").await;
    sam.get("/arrivals").await;
    let visit = format!("/arrivals/{id}");
    assert!(sam.get(&visit).await.body.contains(CANARY_NAME));
    assert!(sam.post(&format!("{visit}/number"), &[]).await.body.contains(CANARY_NUMBER));
    sam.post(&format!("{visit}/book"), &[("visit_at", CANARY_NAME)]).await;
    sam.told
}

#[tokio::test]
async fn what_is_planted_is_in_no_address_title_header_or_log() {
    let log = Log::default();
    // Of the whole process: what the tests beside this one log must not say it either.
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    let town = Town::new().await;
    for member in [&town.rosa, &town.ines, &town.sam] {
        confirm_sheet(&town.app, member).await;
    }
    let mut told = at_the_clinic(&town).await;
    town.deliver().await;
    told.extend(at_the_advocates(&town).await);
    told.extend(under_a_release(&town).await);
    let logged = log.0.lock().unwrap().clone();
    for code in ["\"panic\"", "/notes/new"] {
        assert!(logged.iter().any(|line| line.contains(code)), "the log was listened to: {code}");
    }
    assert!(told.len() > 500, "the answers were watched");
    for line in told.iter().chain(&logged) {
        let plain = line.to_lowercase();
        for trace in TRACES {
            assert!(!plain.contains(trace), "{trace} is in: {line}");
        }
    }
}
