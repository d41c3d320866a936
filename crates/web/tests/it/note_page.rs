//! How much a note asks: twelve questions on its longest path, in the order of the visit, and three for a card alone.

use crate::browser::Browser;
use crate::note;
use axum::http::StatusCode;
use domain::ids::PartnershipId;
use domain::member::Role;
use domain::org::{Funding, OrgKind, VaultMode};
use std::collections::BTreeSet;
use testkit::town::{CANARY_NAME, CANARY_NUMBER, Town, confirm_sheet, found, hire, organization, partner};

/// The twelve of the design, each by its first field. A group of radios or chips is one question, and what belongs to
/// an answer of it (the language of an interpreter, voicemail at safe times, which partner organization) is in it.
const QUESTIONS: [&str; 12] =
    ["alone", "interpreter", "limits", "cards", "next", "handoff", "name", "way", "number", "times", "needs", "agreed"];

/// The value of an attribute in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value)
}

/// Something to fill in.
struct Control<'a> {
    name: &'a str,
    tag: &'a str,
    /// Which group of the page it stands in.
    group: Option<usize>,
}

impl Control<'_> {
    fn is_choice(&self) -> bool {
        ["radio", "checkbox"].contains(&attribute(self.tag, "type").unwrap_or_default())
    }
}

/// Everything of the form, in order.
fn controls(body: &str) -> Vec<Control<'_>> {
    let form = body.split_once("action=\"/notes/new\"").and_then(|(_, rest)| rest.split_once("</form>")).unwrap().0;
    let (mut groups, mut group, mut found) = (0, None, Vec::new());
    for tag in form.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        match tag.split([' ', '\n']).next().unwrap() {
            "fieldset" => {
                assert!(group.is_none(), "a group in a group");
                groups += 1;
                group = Some(groups);
            }
            "/fieldset" => group = None,
            "input" | "select" | "textarea" if attribute(tag, "type") != Some("hidden") => {
                found.push(Control { name: attribute(tag, "name").unwrap(), tag, group });
            }
            _ => {}
        }
    }
    found
}

/// The questions: whatever stands alone, and each group once, by the first of its answers.
fn questions(body: &str) -> Vec<&str> {
    let all = controls(body);
    let (mut seen, mut asked) = (BTreeSet::new(), Vec::new());
    for one in &all {
        match one.group {
            None => asked.push(one.name),
            Some(group) if seen.insert(group) => {
                asked.push(all.iter().find(|other| other.group == one.group && other.is_choice()).unwrap().name);
            }
            Some(_) => {}
        }
    }
    // Folded away: nobody is asked unless somebody who works here comes up.
    asked.retain(|name| *name != "never_show");
    asked
}

async fn rosa(town: &Town) -> Browser {
    confirm_sheet(&town.app, &town.rosa).await;
    Browser::with_routes(town, web::Routes::new()).signed_in("rosa").await
}

#[tokio::test]
async fn the_longest_note_asks_twelve_questions_and_none_about_disclosure() {
    let town = Town::new().await;
    let mut rosa = rosa(&town).await;
    let page = rosa.get("/notes/new").await.body;
    assert_eq!(questions(&page), QUESTIONS);
    let everything: Vec<&str> = controls(&page).iter().map(|control| control.name).collect();
    for within in ["language", "voicemail"] {
        assert!(everything.contains(&within), "{within} is still asked");
    }
    assert!(!everything.iter().any(|name| name.contains("disclos") || name.contains("abuse")));
    for partner in ["Shore House", "Cove House"] {
        let owner = partner.split(' ').next().unwrap().to_lowercase();
        let new = organization(OrgKind::Advocacy, partner, &[Funding::Vawa], VaultMode::MemberHeld, &owner);
        let other = found(&town.app, new).await.org_id();
        app::partnerships::form(&town.app, town.dana.org_id(), other).await.unwrap();
    }
    let page = rosa.get("/notes/new").await.body;
    assert!(page.contains("<select id=\"partner\""));
    assert_eq!(questions(&page), QUESTIONS, "and no more of them with several partner organizations");
}

#[tokio::test]
async fn a_card_alone_takes_three_answers_of_which_one_is_there_already() {
    let town = Town::new().await;
    let mut rosa = rosa(&town).await;
    let page = rosa.get("/notes/new").await;
    let form = page.field("form").unwrap();
    let chosen = |one: &Control<'_>| !one.is_choice() || one.tag.contains(" checked");
    let all = controls(&page.body);
    let untouched =
        all.iter().filter(|one| chosen(one)).map(|one| (one.name, attribute(one.tag, "value").unwrap_or("")));
    let untouched: Vec<(&str, &str)> = untouched.chain([("form", &*form)]).collect();
    assert!(untouched.contains(&("cards", "2")));
    let wanting = rosa.post("/notes/new", &untouched).await;
    assert_eq!(wanting.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = wanting.body.split_once("id=\"summary\"").and_then(|(_, rest)| rest.split_once("</ul>")).unwrap().0;
    let asked: Vec<&str> = summary.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(asked, ["alone", "next"]);
    let saved = rosa.post("/notes/new", &[&untouched[..], &[("alone", "yes"), ("next", "card_only")]].concat()).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
}

#[tokio::test]
async fn safe_times_are_asked_before_a_call_and_never_taken_for_any() {
    let town = Town::new().await;
    let mut rosa = rosa(&town).await;
    let form = note::form(&mut rosa).await;
    let silent: Vec<_> = note::with(&[("form", &form)]).into_iter().filter(|(name, _)| *name != "times").collect();
    let refused = note::post(&mut rosa, &silent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#times\"") && refused.body.contains("Safe times not asked"),
        "{}",
        refused.body
    );
    assert!(!refused.body.contains("Safe at any time"));
    let both = [&silent[..], &[("times", "any_time"), ("times", "mornings")]].concat();
    assert!(note::post(&mut rosa, &both).await.body.contains("Not both."));
    let review = note::post(&mut rosa, &[&silent[..], &[("times", "any_time")]].concat()).await;
    assert!(review.status == StatusCode::OK && review.body.contains("Any time is safe"), "{}", review.body);
}

/// A second advocacy organization that takes referrals from Lakeside.
async fn with_shore_house(town: &Town) -> PartnershipId {
    let new = organization(OrgKind::Advocacy, "Shore House", &[Funding::Vawa], VaultMode::MemberHeld, "shore");
    let lead = found(&town.app, new).await;
    let advocate = hire(&town.app, &lead, "nell", Role::Advocate).await;
    partner(&town.app, [(&town.dana, &town.rosa), (&lead, &advocate)]).await
}

/// Names of the partner organizations to which something was sent.
async fn sent_to(town: &Town) -> Vec<String> {
    let rows = app::referrals::sent(&town.app, &town.rosa, None).await.unwrap().rows;
    rows.into_iter().map(|row| row.partner_name).collect()
}

#[tokio::test]
async fn of_several_partners_none_is_chosen_before_somebody_chooses_and_nothing_typed_is_lost() {
    let town = Town::new().await;
    with_shore_house(&town).await;
    let mut rosa = rosa(&town).await;
    let page = rosa.get("/notes/new").await;
    let select =
        page.body.split_once("<select id=\"partner\"").and_then(|(_, rest)| rest.split_once("</select>")).unwrap().0;
    assert!(!select.contains(" selected") && select.contains("<option value=\"\">"), "{select}");
    let form = page.field("form").unwrap();
    for unchosen in [note::with(&[("form", &form)]), note::with(&[("form", &form), ("partner", "")])] {
        let refused = note::post(&mut rosa, &[&unchosen[..], &[("agreed", "on")]].concat()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("href=\"#partner\"") && refused.body.contains("id=\"partner-message\""));
        for kept in [CANARY_NAME, CANARY_NUMBER, "value=\"support_now\" checked", "value=\"call\" checked"] {
            assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
        }
    }
    assert!(sent_to(&town).await.is_empty());
    let alone = note::with(&[("form", &form), ("next", "no_thanks")]);
    assert_eq!(note::post(&mut rosa, &alone).await.status, StatusCode::SEE_OTHER, "a note alone goes to nobody");
    assert!(sent_to(&town).await.is_empty());
}

#[tokio::test]
async fn of_several_partners_the_one_that_was_agreed_to_sees_it_and_no_other() {
    let town = Town::new().await;
    let (harbor, shore) = (town.partnership.to_string(), with_shore_house(&town).await.to_string());
    let mut rosa = rosa(&town).await;
    let form = note::form(&mut rosa).await;
    let to_shore = note::with(&[("form", &form), ("partner", &shore)]);
    let reviewed = note::post(&mut rosa, &to_shore).await.field("reviewed").unwrap();
    assert!(reviewed.contains("Shore House") && !reviewed.contains("Harbor House"), "{reviewed}");
    let agreed = [("agreed", "on"), ("reviewed", &*reviewed)];
    let to_harbor = note::with(&[("form", &form), ("partner", &harbor)]);
    let other = note::post(&mut rosa, &[&to_harbor[..], &agreed].concat()).await;
    assert_eq!(other.status, StatusCode::OK, "another sentence is read first");
    assert!(other.field("reviewed").unwrap().contains("Harbor House"));
    assert!(sent_to(&town).await.is_empty());
    let sent = note::post(&mut rosa, &[&to_shore[..], &agreed].concat()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(sent_to(&town).await, ["Shore House"]);
    town.deliver().await;
    assert!(app::referrals::inbox(&town.app, &town.ines, None).await.unwrap().rows.is_empty());
}
