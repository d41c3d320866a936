//! What the receiver of alcohol and drug records is shown with them, and keeps with them (42 CFR 2.32).

use crate::browser::Browser;
use app::referrals::NewReferral;
use domain::care_plan::Line;
use domain::ids::{LineId, MessageId, ReferralId, ReleaseId};
use domain::release::{Element, Purpose};
use domain::service::Service;
use domain::text::PersonText;
use testkit::town::{Town, card, confirm_sheet};

const NOTICE: &str = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

/// A referral from Harbor House that asks for this need, under a release with a consent of its own: both records.
async fn sent(town: &Town, need: Service) -> (ReferralId, ReferralId) {
    let (release, referral) = (ReleaseId::new(town.app.next_id()), ReferralId::new(town.app.next_id()));
    let mut elements = vec![Element::Request, Element::Name, Element::Contact, Element::ContactPlan, Element::Needs];
    elements.extend((need.is_part2()).then_some(Element::SubstanceUse));
    let mut new = town.new_release(release, referral, Purpose::WarmReferral, &elements);
    new.part2_consent = need.is_part2();
    app::releases::walk(&town.app, &town.ines, new).await.unwrap();
    let said = NewReferral { card: card(town.app.now(), need), ..town.reverse(referral, release) };
    app::referrals::send(&town.app, &town.ines, said).await.unwrap();
    town.deliver().await;
    (referral, town.across(&town.ines, &town.rosa, referral).await)
}

async fn at_desk(town: &Town, login: &str) -> Browser {
    let member = match login {
        "rosa" => &town.rosa,
        "sam" => &town.sam,
        _ => &town.ines,
    };
    confirm_sheet(&town.app, member).await;
    let mut browser = Browser::with_routes(town, web::Routes::new()).signed_in(login).await;
    browser.look().await;
    browser
}

#[tokio::test]
async fn the_notice_and_the_copy_of_the_consent_come_along_and_stay() {
    let town = Town::new().await;
    let (ours, theirs) = sent(&town, Service::SubstanceUse).await;
    let mut rosa = at_desk(&town, "rosa").await;
    let path = format!("/referrals/{theirs}");
    let shows = |page: &str| {
        for words in [
            NOTICE,
            "Copy of the consent",
            "Harbor House",
            "Lakeside",
            "About alcohol or drugs",
            "To be introduced",
            "The person themselves",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
    };
    shows(&rosa.get(&path).await.body);
    app::referrals::accept(&town.app, &town.rosa, theirs, town.form()).await.unwrap();
    shows(&rosa.get(&path).await.body);
    let recheck = rosa.post(&format!("{path}/recheck"), &[("way", "call"), ("number", "(312) 555-0142")]).await;
    assert!(recheck.status.is_redirection(), "{}", recheck.body);
    shows(&rosa.get(&path).await.body);
    rosa.post("/language", &[("to", "es"), ("back", "/help")]).await;
    let spanish = rosa.get(&path).await.body;
    assert!(spanish.contains(NOTICE) && spanish.contains("Copia del consentimiento"));
    let mut ines = at_desk(&town, "ines").await;
    assert!(!ines.get(&format!("/referrals/{ours}")).await.body.contains("Copy of the consent"), "it came from here");
}

#[tokio::test]
async fn the_front_desk_reads_of_a_visit_nothing_that_may_not_go_without_its_notice() {
    let town = Town::new().await;
    let (_, theirs) = sent(&town, Service::SubstanceUse).await;
    let (_, other) = sent(&town, Service::PrimaryCare).await;
    let mut sam = at_desk(&town, "sam").await;
    let page = sam.get(&format!("/arrivals/{theirs}")).await.body;
    assert!(!page.contains("alcohol or drugs"), "{page}");
    assert!(sam.get(&format!("/arrivals/{other}")).await.body.contains("Primary care"));
}

#[tokio::test]
async fn nothing_comes_along_with_what_is_not_under_part_2_and_what_is_private_is_said_to_be() {
    let town = Town::new().await;
    for (need, is_private) in [
        (Service::PrimaryCare, false),
        (Service::HivSti, true),
        (Service::ReproductiveSexual, true),
        (Service::BehavioralHealth, true),
    ] {
        let (_, theirs) = sent(&town, need).await;
        let page = at_desk(&town, "rosa").await.get(&format!("/referrals/{theirs}")).await.body;
        assert!(!page.contains(NOTICE) && !page.contains("Copy of the consent"), "{need:?}");
        assert_eq!(page.contains("Some of this is very private."), is_private, "{need:?}");
    }
}

#[tokio::test]
async fn a_line_and_a_message_of_a_plan_are_shown_with_the_notice_and_the_copy() {
    let town = Town::new().await;
    let (ours, theirs) = sent(&town, Service::PrimaryCare).await;
    let release = ReleaseId::new(town.app.next_id());
    let elements = [Element::CarePlan, Element::Messages, Element::SubstanceUse];
    let mut new = town.new_release(release, ours, Purpose::CoordinatedCare, &elements);
    new.part2_consent = true;
    app::releases::walk(&town.app, &town.ines, new).await.unwrap();
    let (line, words) = (LineId::new(town.app.next_id()), PersonText::parse("ninety days", 400).unwrap());
    let goal = Line::Goal { words: words.clone(), substance_use: true };
    app::plans::add_line(&town.app, &town.ines, ours, line, &goal).await.unwrap();
    app::plans::share_line(&town.app, &town.ines, ours, (line, 1)).await.unwrap();
    let letter = MessageId::new(town.app.next_id());
    app::plans::write_letter(&town.app, &town.ines, ours, letter, words, true).await.unwrap();
    town.deliver().await;
    let mut rosa = at_desk(&town, "rosa").await;
    for _ in 0..2 {
        let page = rosa.get(&format!("/plans/{theirs}")).await.body;
        for words in [NOTICE, "Copy of the consent", "<dd>To plan care together</dd>"] {
            assert_eq!(page.matches(words).count(), 2, "{words}\n{page}");
        }
    }
    let own = at_desk(&town, "ines").await.get(&format!("/plans/{ours}")).await.body;
    assert!(!own.contains("Copy of the consent") && own.contains("About alcohol or drugs"), "it went from here");
}
