//! What is told of substance use in a plan: it leaves with the notice and a copy of the consent, and both stay with it
//! (42 CFR 2.31, 2.32).

use crate::plans::*;
use crate::town::*;
use app::{Error, Session};
use domain::care_plan::Line;
use domain::gate::Predicate;
use domain::ids::{MessageId, ReferralId, ReleaseId};
use domain::part2::Part2Attachment;
use domain::release::{Element, Purpose};
use testkit::both_backends;

fn about_substance_use() -> Line {
    Line::Goal { words: words("ninety days"), substance_use: true }
}

/// A release for the plan with the federal consent.
async fn consented(town: &Town, by: &Session, record: ReferralId) -> ReleaseId {
    let release = ReleaseId::new(town.app.next_id());
    let all = [Element::CarePlan, Element::Messages, Element::SubstanceUse];
    let mut new = town.new_release(release, record, Purpose::CoordinatedCare, &all);
    new.part2_consent = true;
    app::releases::walk(&town.app, by, new).await.unwrap();
    release
}

async fn write_about_substance_use(town: &Town, by: &Session, record: ReferralId) -> app::Result<()> {
    let id = MessageId::new(town.app.next_id());
    app::plans::write_letter(&town.app, by, record, id, words("she asked for the group on Monday"), true).await
}

/// What came along with the one line and the one message.
fn attached(view: &app::plans::PlanView) -> [Option<&Part2Attachment>; 2] {
    [view.their_lines[0].part2.as_ref(), view.letters[0].part2.as_ref()]
}

both_backends! {
    async fn a_line_and_a_message_about_substance_use_need_the_federal_consent_and_bring_its_copy(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        town.care_release(&town.rosa, ours, PLAN).await;
        let id = add(&town, &town.rosa, ours, &about_substance_use()).await;
        let line = share(&town, &town.rosa, ours, id, 1).await;
        for refused in [line, write_about_substance_use(&town, &town.rosa, ours).await] {
            let Err(Error::Refused(refusal)) = refused else { panic!("{refused:?}") };
            assert_eq!(refusal.failed, [Predicate::ElementNotReleased, Predicate::Part2Missing]);
        }
        let release = consented(&town, &town.rosa, ours).await;
        share(&town, &town.rosa, ours, id, 1).await.unwrap();
        write_about_substance_use(&town, &town.rosa, ours).await.unwrap();
        town.deliver().await;
        // Read twice: as it comes, and as it is kept.
        for _ in 0..2 {
            let view = plan(&town, &town.ines, theirs).await;
            for copy in attached(&view) {
                let consent = &copy.expect("with the notice and the copy").consent;
                assert_eq!((consent.release, consent.purpose), (release, Purpose::CoordinatedCare));
                assert_eq!((consent.discloser, consent.recipient), (town.rosa.org_id(), town.ines.org_id()));
                assert!(consent.elements.contains(&Element::SubstanceUse));
            }
        }
        let own = plan(&town, &town.rosa, ours).await;
        assert!(own.letters[0].substance_use && own.letters[0].part2.is_none(), "it went from here");
    }

    async fn what_tells_nothing_of_substance_use_brings_no_copy_under_the_same_release(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        consented(&town, &town.rosa, ours).await;
        let id = add(&town, &town.rosa, ours, &goal("a ride")).await;
        share(&town, &town.rosa, ours, id, 1).await.unwrap();
        write(&town, &town.rosa, ours, "see you there").await.unwrap();
        town.deliver().await;
        assert_eq!(attached(&plan(&town, &town.ines, theirs).await), [None, None]);
    }

    async fn the_copy_goes_when_its_line_goes(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        consented(&town, &town.rosa, ours).await;
        let id = add(&town, &town.rosa, ours, &about_substance_use()).await;
        share(&town, &town.rosa, ours, id, 1).await.unwrap();
        town.deliver().await;
        plan(&town, &town.ines, theirs).await;
        app::plans::take_line_back(&town.app, &town.rosa, ours, id).await.unwrap();
        town.deliver().await;
        assert!(plan(&town, &town.ines, theirs).await.their_lines.is_empty());
        let kept = db.look("SELECT 'a row' FROM plan_item WHERE side = 'theirs'").await;
        assert!(kept.is_empty(), "line, notice and copy stand under one seal");
    }
}
