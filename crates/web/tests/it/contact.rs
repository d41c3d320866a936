//! Nobody is reached but as they said, wherever on the pages somebody could.

use crate::browser::{Browser, Got};
use app::Session;
use app::referrals::NewReferral;
use axum::http::StatusCode;
use domain::audit::Act;
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::referral::AttemptResult;
use domain::safe_contact::{
    ClosedBy, ContactWay, HomeZone, Recheck, SafeContact, SafeDay, SafeHours, SafeTime, Voicemail,
};
use domain::text::PersonText;
use std::collections::BTreeSet;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, CANARY_NUMBER, Town, confirm_sheet};
use web::Policy;

const CODE_WORD: &str = "canary lantern";
const NEIGHBOR: &str = "the canary neighbor";

pub(crate) async fn at_desk(town: &Town, member: &Session) -> Browser {
    confirm_sheet(&town.app, member).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(member.name().as_str()).await;
    browser.look().await;
    browser
}

fn text(text: &str) -> Option<PersonText> {
    PersonText::parse(text, 80).ok()
}

/// The usual plan of the town, with somebody who may answer.
pub(crate) fn usual(town: &Town) -> SafeContact {
    let plan = testkit::town::card(town.app.now(), domain::service::Service::Shelter).safe_contact;
    SafeContact { who_may_answer: text(NEIGHBOR), ..plan }
}

/// A referral with this plan that Ines works on.
pub(crate) async fn taken(town: &Town, plan: SafeContact) -> ReferralId {
    let mut note = town.note(ReferralId::new(town.app.next_id()));
    let new = note.referral.take().unwrap();
    let handoff = domain::referral::Handoff::PersonReachesOut;
    let sent = new.id;
    let card = domain::referral::PersonCard { safe_contact: plan, ..new.card };
    note.referral = Some(NewReferral { handoff, card, ..new });
    app::notes::save(&town.app, &town.rosa, note).await.unwrap();
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, sent).await;
    app::referrals::accept(&town.app, &town.ines, id, town.form()).await.unwrap();
    id
}

/// A visit with this plan that waits at Lakeside.
async fn visit(town: &Town, plan: SafeContact) -> ReferralId {
    let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    let new = town.reverse(id, release);
    let card = domain::referral::PersonCard { safe_contact: plan, ..new.card };
    app::referrals::send(&town.app, &town.ines, NewReferral { card, ..new }).await.unwrap();
    town.deliver().await;
    town.across(&town.ines, &town.sam, id).await
}

/// Deeds on a person's record with which somebody can be reached, and those with which nobody is.
const REACHING: &[&str] = &["number", "who-may-answer", "attempt"];
const NOT_REACHING: &[&str] =
    &["code-word", "recheck", "plan", "connected", "close", "book", "came", "undo", "seen", "know"];

#[test]
fn of_every_route_on_a_persons_record_it_is_known_whether_it_reaches_them() {
    for entry in web::route_table() {
        let works = matches!(entry.policy, Policy::Deed(Deed::WorkReferral | Deed::BookArrivals));
        if works && entry.method == axum::http::Method::POST {
            let deed = entry.path.rsplit('/').next().unwrap();
            assert!(REACHING.contains(&deed) != NOT_REACHING.contains(&deed), "{}: say which it is", entry.path);
        }
    }
}

/// Plans that are closed on Wednesday, ten in the morning in Chicago, each with the words for it.
fn closed_plans(town: &Town) -> Vec<(&'static str, SafeContact, &'static str)> {
    let usual = usual(town);
    let when = |times: &[SafeTime]| SafeContact { times: times.iter().copied().collect(), ..usual.clone() };
    let long_ago = domain::time::Timestamp::from_micros(town.app.now().micros() - 31 * 86_400_000_000);
    vec![
        (
            "never",
            SafeContact::do_not_contact(town.app.now()),
            "Do not contact them. Wait until they reach out or come in.",
        ),
        ("evenings", when(&[SafeTime::Evenings]), "It opens again today at 5:00 PM, by their clock."),
        ("weekends", when(&[SafeTime::Weekends]), "It opens again November 28, 2026 at 12:00 AM, by their clock."),
        (
            "their zone",
            SafeContact { zone: Some(HomeZone::Hawaii.into()), hours: SafeHours::new(8, 12), ..when(&[]) },
            "It opens again today at 8:00 AM, by their clock.",
        ),
        (
            "Thursdays",
            SafeContact { days: BTreeSet::from([SafeDay::Thursday]), hours: SafeHours::new(8, 9), ..when(&[]) },
            "It opens again tomorrow at 8:00 AM, by their clock.",
        ),
        (
            "stale",
            SafeContact { last_checked: long_ago, ..usual.clone() },
            "It is a while since they said this is safe.",
        ),
        (
            "someone else",
            SafeContact { closed_by: Some(ClosedBy::SomeoneElse), ..usual.clone() },
            "Someone else answered. They have not said since then what is safe.",
        ),
        (
            "one try",
            SafeContact { closed_by: Some(ClosedBy::OneTry), recheck: Recheck::EveryTime, ..usual.clone() },
            "They want to be asked each time, and someone has tried since.",
        ),
        (
            "newer waits",
            SafeContact { closed_by: Some(ClosedBy::NewerWaits), ..usual },
            "The partner sent what they said later. A legal hold keeps our plan as it is.",
        ),
    ]
}

fn says_nothing_of_them(page: &Got, what: &str) {
    assert!(!page.body.contains(CANARY_NUMBER) && !page.body.contains(NEIGHBOR), "{what}");
}

#[tokio::test]
async fn every_way_to_a_person_is_closed_with_its_reason_when_their_plan_says_no() {
    let town = Town::new().await;
    let (mut ines, mut sam) = (at_desk(&town, &town.ines).await, at_desk(&town, &town.sam).await);
    for (name, plan, words) in closed_plans(&town) {
        let record = format!("/referrals/{}", taken(&town, plan.clone()).await);
        let page = ines.get(&record).await;
        assert!(page.body.contains(words), "{name}: {}", page.body);
        says_nothing_of_them(&page, name);
        for result in ["reached", "no_answer", "left_first_name"] {
            assert!(!page.body.contains(&format!("value=\"{result}\"")), "{name}: {result} is not offered");
        }
        let visits = format!("/arrivals/{}", visit(&town, plan).await);
        let desk = sam.get(&visits).await;
        assert!(desk.body.contains(words), "{name}: {}", desk.body);
        says_nothing_of_them(&desk, name);
        for deed in REACHING {
            assert!(!page.body.contains(&format!("action=\"{record}/{deed}\"")) || *deed == "attempt", "{name} {deed}");
            let post = [("result", "reached")];
            let refused = ines.post(&format!("{record}/{deed}"), &post).await;
            assert!(
                [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::NOT_FOUND].contains(&refused.status),
                "{name} {deed}"
            );
            says_nothing_of_them(&refused, name);
            if *deed != "attempt" {
                let refused = sam.post(&format!("{visits}/{deed}"), &[]).await;
                assert!(refused.status.is_client_error(), "{name} {deed}");
                says_nothing_of_them(&refused, name);
            }
        }
        let id = record.rsplit('/').next().and_then(ReferralId::parse).unwrap();
        let events = app::referrals::show(&town.app, &town.maya, id).await.unwrap().events;
        assert_eq!(events.len(), 2, "{name}: arrived, accepted, and nothing else is written");
    }
}

#[tokio::test]
async fn an_open_plan_gives_each_part_once_it_is_asked_for_and_that_is_written_down_by_its_name() {
    let town = Town::new().await;
    let (mut ines, mut sam) = (at_desk(&town, &town.ines).await, at_desk(&town, &town.sam).await);
    let record = format!("/referrals/{}", taken(&town, usual(&town)).await);
    let visits = format!("/arrivals/{}", visit(&town, usual(&town)).await);
    let parts = [("number", CANARY_NUMBER), ("code-word", CODE_WORD), ("who-may-answer", NEIGHBOR)];
    for (browser, path, lead) in [(&mut ines, &record, &town.maya), (&mut sam, &visits, &town.dana)] {
        let page = browser.get(path).await;
        for (part, says) in parts {
            assert!(!page.body.contains(says), "{part} is masked");
            let shown = browser.post(&format!("{path}/{part}"), &[]).await;
            assert_eq!(shown.status, StatusCode::OK);
            let others = parts.iter().filter(|(other, _)| *other != part);
            assert!(shown.body.contains(says) && others.into_iter().all(|(_, says)| !shown.body.contains(says)));
        }
        let entries = app::audit::latest(&town.app, lead, None).await.unwrap();
        let details: Vec<_> =
            entries.iter().filter(|one| one.entry.act == Act::FieldShown).map(|one| &*one.entry.detail).collect();
        assert_eq!(details, ["who_may_answer", "code_word"]);
    }
    let page = ines.get(&record).await.body;
    for says in ["ines had a hidden part shown: number", "shown: code word", "shown: who else may answer"] {
        assert!(page.contains(says), "{says}");
    }
}

#[tokio::test]
async fn the_code_word_is_there_when_the_person_calls_whatever_the_hour() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let evenings = SafeContact { times: BTreeSet::from([SafeTime::Evenings]), ..usual(&town) };
    let record = format!("/referrals/{}", taken(&town, evenings).await);
    let shown = ines.post(&format!("{record}/code-word"), &[]).await;
    assert!(shown.status == StatusCode::OK && shown.body.contains(CODE_WORD));
}

#[tokio::test]
async fn someone_else_answered_closes_the_plan_at_once_and_the_person_opens_it_again() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let id = taken(&town, usual(&town)).await;
    let record = format!("/referrals/{id}");
    let saved = ines.post(&format!("{record}/attempt"), &[("result", "someone_else")]).await;
    let page = ines.get(saved.header("location")).await.body;
    assert!(page.contains("Saved. Contact is closed until they say again what is safe."), "{page}");
    assert_eq!(ines.post(&format!("{record}/number"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = app::referrals::plan(&town.app, &town.ines, id).await.unwrap().plan;
    assert!(kept.number == usual(&town).number && kept.way == ContactWay::Call, "nothing is wiped");
    let again = ines.post(&format!("{record}/recheck"), &[("way", "call")]).await;
    assert!(ines.get(again.header("location")).await.body.contains("Saved. The plan holds from today."));
    assert!(ines.post(&format!("{record}/number"), &[]).await.body.contains(CANARY_NUMBER));
}

#[tokio::test]
async fn a_house_where_a_try_proved_dangerous_is_told_that_the_other_one_still_has_the_number() {
    const THERE: &str = "Lakeside still has the number and the plan as they were";
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let id = taken(&town, usual(&town)).await;
    let record = format!("/referrals/{id}");
    assert!(!ines.get(&record).await.body.contains(THERE), "nothing happened yet");
    for result in ["someone_else", "not_safe"] {
        ines.post(&format!("{record}/attempt"), &[("result", result)]).await;
        let page = ines.get(&record).await.body;
        assert!(page.contains(THERE) && page.contains("(312) 555-0100"), "{result}: {page}");
        let law = "Here that takes a written release (34 U.S.C. 12291(b)(2)).";
        assert!(page.contains(law) && page.contains(&format!("href=\"{record}/release/care\"")), "{page}");
    }
    let said = [PLAN, &[("number", CANARY_NUMBER)]].concat();
    let again = ines.post(&format!("{record}/plan"), &said).await;
    let page = ines.get(again.header("location")).await.body;
    assert!(!page.contains(THERE) && page.contains("Lakeside is not told of this change"), "{page}");
    assert!(!ines.get(&record).await.body.contains("id=\"untold\""), "they have said what is safe");
}

#[tokio::test]
async fn the_house_that_sent_is_told_so_too_and_needs_no_release_for_its_own_patient() {
    let town = Town::new().await;
    let mut rosa = at_desk(&town, &town.rosa).await;
    let note = town.note(ReferralId::new(town.app.next_id()));
    let id = note.referral.as_ref().unwrap().id;
    app::notes::save(&town.app, &town.rosa, note).await.unwrap();
    town.deliver().await;
    rosa.post(&format!("/referrals/{id}/attempt"), &[("result", "not_safe")]).await;
    let page = rosa.get(&format!("/referrals/{id}")).await.body;
    assert!(page.contains("Harbor House still has the number") && !page.contains("12291"), "{page}");
}

#[tokio::test]
async fn nobody_is_called_at_hours_that_nobody_asked_about() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let id = taken(&town, usual(&town)).await;
    let path = format!("/referrals/{id}/plan");
    let silent: Vec<_> =
        PLAN.iter().copied().filter(|(name, _)| !["times", "days", "from", "until"].contains(name)).collect();
    let refused = ines.post(&path, &silent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#times\"") && refused.body.contains("Ask when it is safe"),
        "{}",
        refused.body
    );
    ines.post(&format!("/referrals/{id}/attempt"), &[("result", "not_safe")]).await;
    let recheck = [("way", "call"), ("number", CANARY_NUMBER)];
    let refused = ines.post(&format!("/referrals/{id}/recheck"), &recheck).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "after the danger everything is asked anew");
    assert!(refused.body.contains("When it is safe is not written down"), "{}", refused.body);
    let saved = ines.post(&path, &[&silent[..], &[("times", "any_time"), ("number", CANARY_NUMBER)]].concat()).await;
    assert!(ines.get(saved.header("location")).await.body.contains("Any time is safe"));
    assert!(ines.post(&format!("/referrals/{id}/number"), &[]).await.body.contains(CANARY_NUMBER));
}

#[tokio::test]
async fn every_attempt_is_answered_in_words() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let voicemail = SafeContact { voicemail: Voicemail::NameOnly, ..usual(&town) };
    let each_time = SafeContact { recheck: Recheck::EveryTime, ..usual(&town) };
    for (plan, result, words) in [
        (&voicemail, "reached", "Saved. What you tried is written down."),
        (&voicemail, "left_first_name", "Saved. What you tried is written down."),
        (&voicemail, "not_safe", "Saved. The plan says now: do not contact."),
        (&each_time, "no_answer", "Saved. They want to be asked each time"),
    ] {
        let record = format!("/referrals/{}", taken(&town, plan.clone()).await);
        let saved = ines.post(&format!("{record}/attempt"), &[("result", result)]).await;
        assert_eq!(
            (saved.status, saved.header("location")),
            (StatusCode::SEE_OTHER, &*format!("{record}?saved=attempt"))
        );
        let page = ines.get(saved.header("location")).await.body;
        assert!(page.contains(words) && page.contains("role=\"status\""), "{result}: {page}");
        assert!(!ines.get(&record).await.body.contains("Saved."), "said once");
    }
    let page = ines.get(&format!("/referrals/{}?saved=attempt", taken(&town, usual(&town)).await)).await;
    assert!(!page.body.contains("Saved."), "an address alone says nothing");
}

#[tokio::test]
async fn a_first_name_can_be_left_only_where_the_plan_says_so() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let id = taken(&town, usual(&town)).await;
    let record = format!("/referrals/{id}");
    assert!(!ines.get(&record).await.body.contains("value=\"left_first_name\""));
    let refused = ines.post(&format!("{record}/attempt"), &[("result", "left_first_name")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#result\"") && refused.body.contains("Leave no message."));
    let allowed = taken(&town, SafeContact { voicemail: Voicemail::NameOnly, ..usual(&town) }).await;
    assert!(ines.get(&format!("/referrals/{allowed}")).await.body.contains("value=\"left_first_name\""));
    let path = format!("/referrals/{allowed}/attempt");
    assert_eq!(ines.post(&path, &[("result", "left_first_name")]).await.status, StatusCode::SEE_OTHER);
    let events = app::referrals::show(&town.app, &town.ines, allowed).await.unwrap().events;
    let last = events.last().unwrap().event;
    assert_eq!(last, domain::referral::Event::Attempted(AttemptResult::LeftFirstName));
}

pub(crate) const PLAN: &[(&str, &str)] = &[
    ("way", "text"),
    ("zone", "pacific"),
    ("times", "mornings"),
    ("days", "thursday"),
    ("from", "9"),
    ("until", "11"),
    ("voicemail", "never"),
    ("words", "say it is about the quilt"),
    ("recheck", "week"),
];

#[tokio::test]
async fn the_plan_is_put_down_anew_and_what_is_masked_stays_or_goes_as_they_say() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let id = taken(&town, usual(&town)).await;
    let path = format!("/referrals/{id}/plan");
    let page = ines.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    for hidden in [CANARY_NUMBER, CODE_WORD, NEIGHBOR] {
        assert!(!page.body.contains(hidden), "{hidden}");
    }
    assert!(
        page.body.contains("say it is about the canary survey") && page.body.contains("value=\"central\" selected")
    );
    let saved = ines.post(&path, &[PLAN, &[("nobody_else", "on"), ("code_word", "blue kite")]].concat()).await;
    assert_eq!(saved.header("location"), format!("/referrals/{id}?saved=plan"), "{}", saved.body);
    let plan = app::referrals::plan(&town.app, &town.ines, id).await.unwrap().plan;
    let expected = SafeContact {
        way: ContactWay::Text,
        zone: Some(HomeZone::Pacific.into()),
        times: BTreeSet::from([SafeTime::Mornings]),
        days: BTreeSet::from([SafeDay::Thursday]),
        hours: SafeHours::new(9, 11),
        words: text("say it is about the quilt"),
        who_may_answer: None,
        code_word: text("blue kite"),
        recheck: Recheck::Week,
        ..usual(&town)
    };
    assert!(plan == expected, "the number stays");
    let record = ines.get(&format!("/referrals/{id}")).await.body;
    let says = "Mornings (8–12) · Thursdays · 9:00 AM to 11:00 AM";
    assert!(
        record.contains(says) && record.contains("Pacific (Los Angeles)") && record.contains("After 7 days"),
        "{record}"
    );
    assert!(record.contains("It opens again tomorrow at 9:00 AM, by their clock."), "{record}");
    let never = ines.post(&path, &[("way", "do_not_contact"), ("voicemail", "never"), ("words", "quilt")]).await;
    assert_eq!(never.status, StatusCode::SEE_OTHER);
    let plan = app::referrals::plan(&town.app, &town.ines, id).await.unwrap().plan;
    assert!(
        plan.number.is_none() && plan.words.is_none() && plan.code_word == text("blue kite"),
        "it is for their call"
    );
}

#[tokio::test]
async fn a_plan_that_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let id = taken(&town, usual(&town)).await;
    let path = format!("/referrals/{id}/plan");
    let long = "x".repeat(121);
    for (field, wrong) in [
        ("way", vec![("way", "shout")]),
        ("number", vec![("no_number", "on")]),
        ("zone", vec![("zone", "America/Chicago")]),
        ("days", vec![("days", "someday")]),
        ("days", vec![("times", "afternoons")]),
        ("times", vec![("times", "any_time")]),
        ("until", vec![("until", "9")]),
        ("until", vec![("until", "25")]),
        ("recheck", vec![("recheck", "never")]),
        ("words", vec![("words", &*long)]),
        ("words", vec![("words", "it is Harbor House about the quilt")]),
        ("words", vec![("words", "su intercesora le llama")]),
        ("code_word", vec![("code_word", &*long)]),
    ] {
        let replaced = wrong[0].0;
        let mut fields: Vec<_> = PLAN.iter().copied().filter(|(name, _)| *name != replaced).collect();
        fields.extend(wrong);
        fields.push(("who_may_answer", "a typed aunt"));
        let refused = ines.post(&path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{field}: {}", refused.body);
        assert!(refused.body.contains("a typed aunt") && !refused.body.contains(CANARY_NUMBER), "{field}");
        let resumed = ines.post(&path, &[&fields[..], &[("resumed", "1")]].concat()).await;
        assert!(resumed.status == StatusCode::OK && resumed.body.contains("a typed aunt"), "{field}");
    }
    let plan = app::referrals::plan(&town.app, &town.ines, id).await.unwrap().plan;
    assert!(plan == usual(&town), "nothing was saved");
    app::referrals::close(&town.app, &town.ines, id, town.form(), domain::referral::Outcome::ReferredOn, false)
        .await
        .unwrap();
    assert_eq!(ines.get(&path).await.status, StatusCode::NOT_FOUND, "nobody is reached once it is over");
}

#[tokio::test]
async fn a_page_that_is_older_than_what_closed_the_plan_opens_nothing_and_loses_nothing_typed() {
    let town = Town::new().await;
    let mut ines = at_desk(&town, &town.ines).await;
    let id = taken(&town, usual(&town)).await;
    let (record, path) = (format!("/referrals/{id}"), format!("/referrals/{id}/plan"));
    let csrf = ines.csrf().to_owned();
    let (short, whole) = (ines.get(&record).await.field("seen").unwrap(), ines.get(&path).await.field("seen").unwrap());
    let colleague = domain::referral::AttemptResult::SomeoneElse;
    app::referrals::attempt(&town.app, &town.june, id, town.form(), colleague).await.unwrap();
    for seen in [Some(whole.as_str()), Some("no number"), None] {
        let seen: Vec<_> = seen.map(|seen| ("seen", seen)).into_iter().collect();
        let fields = [PLAN, &[("who_may_answer", "a typed aunt"), ("csrf", csrf.as_str())], &seen].concat();
        let refused = ines.post_raw(&path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("This plan has changed since") && refused.body.contains("a typed aunt"),
            "{}",
            refused.body
        );
        let now = refused.field("seen").unwrap();
        assert_ne!(now, whole, "what it shows now can be saved");
    }
    let old = [("way", "call"), ("number", ""), ("seen", short.as_str()), ("csrf", csrf.as_str())];
    let refused = ines.post_raw(&format!("{record}/recheck"), &old).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("This plan has changed since"), "{}", refused.body);
    let closed = app::referrals::show_number(&town.app, &town.ines, id).await.unwrap_err();
    assert!(matches!(closed, app::Error::NotSafe(domain::safe_contact::NotSafe::SomeoneElse)), "{closed:?}");
    let never = [("way", "do_not_contact"), ("seen", short.as_str()), ("csrf", csrf.as_str())];
    let done = ines.post_raw(&format!("{record}/recheck"), &never).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "that is right from any page");
}

#[tokio::test]
async fn nobody_is_asked_to_reach_out_without_a_way_that_crosses_whatever_page_asks() {
    let town = Town::new().await;
    let reach_out = domain::referral::Handoff::AdvocateReachesOut;
    let silent = SafeContact::do_not_contact(town.app.now());
    let agreed = town.referral(ReferralId::new(town.app.next_id()));
    let card = domain::referral::PersonCard { safe_contact: silent, ..agreed.card };
    let id = agreed.id;
    let refused = app::referrals::send(&town.app, &town.rosa, NewReferral { card, ..agreed }).await.unwrap_err();
    assert_eq!(refused.code(), "problem-no-way");
    let (release, referral) = town.release(&[domain::release::Element::Request, domain::release::Element::Name]).await;
    let hidden = NewReferral { handoff: reach_out, ..town.reverse(referral, release) };
    let refused = app::referrals::send(&town.app, &town.ines, hidden).await.unwrap_err();
    assert_eq!(refused.code(), "problem-way-not-shared");
    for (member, id) in [(&town.rosa, id), (&town.ines, referral)] {
        let nothing = app::referrals::show(&town.app, member, id).await;
        assert!(matches!(nothing, Err(app::Error::NotFound)), "nothing is kept, nothing is sent");
    }
}
