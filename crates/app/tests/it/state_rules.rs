//! What an admin writes down of the state's law decides who may sign, and every version stays.

use crate::town::*;
use app::state_rules::{NewRule, known, write_down};
use app::{Error, Session};
use domain::audit::Act;
use domain::release::answer::{Answer, Life, OtherWay, Rights, Signing, What};
use domain::release::draft::{Draft, NotAnswered, Terms};
use domain::release::signer::{Claim, MayNotSign};
use domain::release::{Element, Presence, Purpose, SignatureMethod, SignerRole};
use domain::state_rule::{ReportingLaw, StateCode};
use domain::time::Days;
use std::collections::BTreeSet;

/// Harbor House goes by the law of this state.
async fn choose(town: &Town, state: StateCode) {
    let standing = app::settings::standing(&town.app, &town.maya).await.unwrap();
    let to = domain::org::Organization { state: Some(state), ..standing.organization };
    app::settings::change(&town.app, &town.maya, &standing.edition, to).await.unwrap();
}

fn rule(town: &Town, version: u32, from: Option<u8>) -> NewRule {
    NewRule {
        state: StateCode::Wa,
        version,
        minor_alone_from: from,
        adult_from: None,
        undated_lapses_after: Some(Days(90)),
        reporting: BTreeSet::from([ReportingLaw::Weapons]),
        source: label("Asked the coalition"),
        verified_on: town.app.now(),
    }
}

/// Whether a minor of this age may sign alone at Harbor House now.
async fn minor_signs_alone(town: &Town, session: &Session, age: u8) -> Result<(), NotAnswered> {
    let begun =
        app::releases::draft::prospect(&town.app, session, app::releases::draft::Ground::Referral).await.unwrap();
    let terms: Terms = begun.terms;
    let mut draft: Draft = begun.draft;
    let claim = Claim {
        role: SignerRole::MinorAlone,
        is_not_abuser: true,
        presence: Presence::InPerson,
        age: Some(age),
        parent_signs: false,
        court_paper_seen: false,
        is_of_age: true,
        minor_signs: true,
    };
    for answer in [
        Answer::OtherWay(OtherWay::GoOn),
        Answer::What(What { elements: BTreeSet::from([Element::Request]), part2_consent: false }),
        Answer::Who(town.partnership),
        Answer::Why(Purpose::WarmReferral),
        Answer::HowLong(Life::Days(Days(1)), false),
        Answer::Rights(Rights { informed: true, language: domain::org::Language::En.into(), interpreted: false }),
    ] {
        draft.answer(answer, &terms).unwrap();
    }
    let name = domain::text::PersonText::parse("A.", 40).ok();
    let signing = Signing {
        claim,
        method: SignatureMethod::Typed,
        name,
        second: None,
        drawing: None,
        place: None,
        signed_on: None,
        witness: session.member(),
    };
    draft.answer(Answer::Signature(signing), &terms)
}

#[tokio::test]
async fn a_minor_signs_alone_only_where_somebody_wrote_down_that_the_law_lets_them() {
    let town = Town::new().await;
    let strict = Err(NotAnswered::Signer(MayNotSign::NotAlone));
    assert_eq!(minor_signs_alone(&town, &town.ines, 17).await, strict, "no state is chosen");
    choose(&town, StateCode::Wa).await;
    let ines = town.again(&town.ines).await;
    assert_eq!(minor_signs_alone(&town, &ines, 17).await, strict, "what was shipped knows no age");
    write_down(&town.app, &town.maya, rule(&town, 2, Some(13))).await.unwrap();
    assert_eq!(minor_signs_alone(&town, &ines, 13).await, Ok(()));
    assert_eq!(minor_signs_alone(&town, &ines, 12).await, strict);
    write_down(&town.app, &town.maya, rule(&town, 3, None)).await.unwrap();
    assert_eq!(minor_signs_alone(&town, &ines, 17).await, strict, "the latest version is in force");
    choose(&town, StateCode::Or).await;
    let ines = town.again(&town.ines).await;
    assert_eq!(minor_signs_alone(&town, &ines, 17).await, strict, "of another state nothing is known");
}

#[tokio::test]
async fn what_nobody_has_checked_for_a_year_lets_no_minor_sign_alone() {
    let town = Town::new().await;
    choose(&town, StateCode::Wa).await;
    write_down(&town.app, &town.maya, rule(&town, 2, Some(13))).await.unwrap();
    town.clock.pass(364 * 24 * 60);
    let ines = town.again(&town.ines).await;
    assert_eq!(minor_signs_alone(&town, &ines, 15).await, Ok(()));
    town.clock.pass(2 * 24 * 60);
    let ines = town.again(&town.ines).await;
    assert_eq!(minor_signs_alone(&town, &ines, 15).await, Err(NotAnswered::Signer(MayNotSign::NotAlone)));
    let maya = town.again(&town.maya).await;
    write_down(&town.app, &maya, rule(&town, 3, Some(13))).await.unwrap();
    assert_eq!(minor_signs_alone(&town, &ines, 15).await, Ok(()), "an admin has checked it again");
}

/// What holds of the age at which nobody is a minor, when a release is begun at Harbor House.
async fn adult_from(town: &Town) -> u8 {
    let ines = town.again(&town.ines).await;
    let ground = app::releases::draft::Ground::Referral;
    app::releases::draft::prospect(&town.app, &ines, ground).await.unwrap().terms.adult_from
}

#[tokio::test]
async fn where_somebody_of_eighteen_is_a_minor_they_are_one_though_no_admin_wrote_it_down() {
    let town = Town::new().await;
    for (state, age) in
        [(StateCode::Al, 19), (StateCode::Ne, 19), (StateCode::Ms, 21), (StateCode::Pr, 21), (StateCode::Wa, 18)]
    {
        choose(&town, state).await;
        assert_eq!(adult_from(&town).await, age, "{state:?}");
        let stands = known(&town.app, &town.maya).await.unwrap().unwrap().in_force().unwrap();
        assert_eq!(stands.is_unverified(), matches!(state, StateCode::Pr | StateCode::Ms), "{state:?}");
    }
    choose(&town, StateCode::Al).await;
    let open = NewRule { state: StateCode::Al, ..rule(&town, 2, None) };
    write_down(&town.app, &town.maya, open).await.unwrap();
    assert_eq!(adult_from(&town).await, 19, "what an admin leaves open makes nobody older");
    let said = NewRule { state: StateCode::Al, adult_from: Some(18), ..rule(&town, 3, None) };
    write_down(&town.app, &town.maya, said).await.unwrap();
    assert_eq!(adult_from(&town).await, 18, "and what they say holds");
}

#[tokio::test]
async fn a_version_is_added_once_from_the_page_that_was_seen_and_older_ones_stay() {
    let town = Town::new().await;
    assert!(known(&town.app, &town.maya).await.unwrap().is_none(), "no state is chosen");
    assert!(matches!(write_down(&town.app, &town.maya, rule(&town, 1, None)).await, Err(Error::NotFound)));
    choose(&town, StateCode::Wa).await;
    let next = known(&town.app, &town.maya).await.unwrap().unwrap().next_version();
    assert_eq!(next, 2, "one version was shipped");
    write_down(&town.app, &town.maya, rule(&town, 2, Some(14))).await.unwrap();
    let of_other_state = NewRule { state: StateCode::Or, ..rule(&town, 3, None) };
    for old in [rule(&town, 2, Some(12)), rule(&town, 4, Some(12)), of_other_state] {
        let refused = write_down(&town.app, &town.maya, old).await;
        assert!(matches!(refused, Err(Error::Invalid("state-rule-changed-since"))));
    }
    let late = NewRule { verified_on: town.app.now().plus_days(Days(9)), ..rule(&town, 3, None) };
    let refused = write_down(&town.app, &town.maya, late).await;
    assert!(matches!(refused, Err(Error::Invalid("state-rule-out-of-bounds"))));
    let stands = known(&town.app, &town.maya).await.unwrap().unwrap();
    assert_eq!(stands.versions.iter().map(|row| row.rule.version).collect::<Vec<_>>(), [2, 1]);
    assert!(stands.versions[0].changed_by.as_ref().is_some_and(|(by, _)| *by == town.maya.member()));
    let written = app::audit::latest(&town.app, &town.maya, None).await.unwrap();
    let said: Vec<_> = written.iter().filter(|one| one.entry.act == Act::StateRuleChanged).collect();
    assert_eq!(said.iter().map(|one| &*one.entry.detail).collect::<Vec<_>>(), ["wa 2"]);
    assert!(matches!(known(&town.app, &town.ines).await, Err(Error::NotFound)), "an advocate does not");
}
