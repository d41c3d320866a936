//! The disk of a real node fills up under real requests: reading goes on, a write is refused with a page that says so
//! and keeps what was typed, nothing is half-written, and with room again it works without a restart.

#![cfg(test)]

mod disk;
mod visitor;

use disk::Node;
use std::collections::BTreeSet;
use visitor::{Got, Visitor};

const PASSWORD: &str = "river stone lantern bridge";
const FULL: u16 = 507;
/// More notes than the write-ahead log has room for without growing.
const MOST: u32 = 2_000;

fn signed_in(node: &Node, login: &str) -> Visitor {
    let mut visitor = Visitor::at(&node.address);
    let fields = [("login", login), ("password", PASSWORD), ("device", "private")];
    assert_eq!(visitor.post("/sign-in", &fields).status, 303);
    visitor
}

/// The answers of a warm referral, on the form that was got.
fn answers(form: &Got, name: &str) -> Vec<(&'static str, String)> {
    let own = ["csrf", "form", "by"].map(|field| (field, form.field(field)));
    let given = [
        ("alone", "yes"),
        ("interpreter", "not_needed"),
        ("limits", "on"),
        ("cards", "2"),
        ("next", "support_now"),
        ("handoff", "advocate_reaches_out"),
        ("name", name),
        ("way", "call"),
        ("number", "(312) 555-0142"),
        ("times", "any_time"),
        ("needs", "shelter"),
        ("agreed", "on"),
    ];
    own.into_iter().chain(given.map(|(field, value)| (field, value.to_owned()))).collect()
}

fn save(rosa: &mut Visitor, name: &str) -> Got {
    let form = rosa.get("/notes/new");
    assert_eq!(form.status, 200, "a form can be read");
    let mut answers = answers(&form, name);
    let review = post(rosa, &answers);
    assert_eq!(review.status, 200, "it is looked over first");
    answers.push(("reviewed", review.field("reviewed")));
    post(rosa, &answers)
}

fn post(rosa: &mut Visitor, answers: &[(&'static str, String)]) -> Got {
    let fields: Vec<_> = answers.iter().map(|(field, value)| (*field, value.as_str())).collect();
    rosa.post("/notes/new", &fields)
}

/// The id in the address that a saved note leads to; its referral has the same.
fn id_of(saved: &Got) -> String {
    assert_eq!(saved.status, 303, "{}", saved.body);
    saved.location.strip_prefix("/notes/").unwrap().to_owned()
}

/// Every referral that was sent, page by page.
fn sent(rosa: &mut Visitor) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut next = "/sent".to_owned();
    loop {
        let page = rosa.get(&next);
        assert_eq!(page.status, 200, "{next}");
        for part in page.body.split("href=\"/referrals/").skip(1) {
            assert!(ids.insert(part[..part.find('"').unwrap()].to_owned()), "listed twice");
        }
        match page.body.split("href=\"/sent?from=").nth(1) {
            Some(from) => next = format!("/sent?from={}", &from[..from.find('"').unwrap()]),
            None => return ids,
        }
    }
}

#[test]
fn a_full_disk_refuses_a_write_in_words_keeps_what_was_typed_and_goes_on_when_there_is_room() {
    let node = Node::start();
    let mut rosa = signed_in(&node, "rosa@lakeside.example");
    let mut leaving = [("/lock", "june@harbor.example"), ("/sign-out", "sam@lakeside.example")]
        .map(|(way, login)| (way, signed_in(&node, login)));
    let mut standing = sent(&mut rosa);
    standing.insert(id_of(&save(&mut rosa, "Before")));

    node.fill();
    let mut refused = None;
    for _ in 0..MOST {
        let answer = save(&mut rosa, "Quetzal");
        if answer.status == FULL {
            refused = Some(answer);
            break;
        }
        standing.insert(id_of(&answer));
        node.fill();
    }
    let refused = refused.expect("the disk is full");
    assert!(refused.body.contains("The disk of this service is full.") && refused.body.contains("they can make room."));
    assert!(refused.body.contains("1-800-799-7233"), "the help lines stand there too");
    assert!(!refused.body.contains("Quetzal"), "what was typed rides under seal");

    // Reading goes on: pages, lists, and what was typed.
    for page in ["/sent", "/notes/new", "/help"] {
        assert_eq!(rosa.get(page).status, 200, "{page}");
    }
    assert_eq!(sent(&mut rosa), standing, "what was answered stands, and nothing of what was refused");
    for (way, visitor) in &mut leaving {
        let csrf = visitor.get("/help").field("csrf");
        assert_eq!(visitor.post(way, &[("csrf", &csrf)]).status, 303, "{way} works on a full disk too");
        assert_eq!(visitor.get("/sessions").status, 401);
    }
    // What the refused write had begun leaves room for smaller ones: some may still sign in, and then nobody.
    let signs_in = |login: &str| {
        node.fill();
        Visitor::at(&node.address).post("/sign-in", &[("login", login), ("password", PASSWORD)]).status
    };
    let everybody = ["june@harbor.example", "sam@lakeside.example", "ines@harbor.example", "dana@lakeside.example"];
    assert!(everybody.iter().cycle().take(20).any(|login| signs_in(login) == FULL), "who signs in is told why not");
    let resumed = rosa.post("/resume", &[("held", &refused.field("held")), ("csrf", &refused.field("csrf"))]);
    assert!(resumed.body.contains("action=\"/notes/new\"") && resumed.body.contains("Quetzal"));
    let again = rosa.post("/notes/new", &typed(&resumed));
    assert!(again.status == 200 && again.body.contains("value=\"Quetzal\""), "the form is filled in as it was");
    assert_eq!(save(&mut rosa, "Still full").status, FULL);

    node.make_room();
    standing.insert(id_of(&save(&mut rosa, "After")));
    assert_eq!(sent(&mut rosa), standing);
    signed_in(&node, "june@harbor.example");
    let log = node.log();
    assert!(log.contains("\"status\":507") && !log.contains("Quetzal") && !log.contains("555-0142"), "{log}");
    let checked = node.stop_and_check();
    assert!(checked.contains("database: whole") && checked.ends_with("checked\n"), "{checked}");
}

/// The hidden form of the page that shows again what was kept.
fn typed(resumed: &Got) -> Vec<(&str, &str)> {
    let hidden = resumed.body.split("<textarea hidden name=\"").skip(1).map(|part| {
        let (name, rest) = part.split_once("\">\n").unwrap();
        (name, &rest[..rest.find("</textarea>").unwrap()])
    });
    let csrf = resumed.body.split("name=\"csrf\" value=\"").nth(1).unwrap();
    hidden.chain([("csrf", &csrf[..csrf.find('"').unwrap()]), ("resumed", "1")]).collect()
}
