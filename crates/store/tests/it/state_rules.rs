//! What is known of a state: shipped, then an organization's own, and every version stays.

use domain::org::OrgKind;
use domain::state_rule::{ReportingLaw, StateCode, StateRule};
use domain::time::Days;
use std::collections::BTreeSet;
use store::state_rules;
use testkit::both_backends;
use testkit::rows::{NOW, label};

both_backends! {
    async fn an_organization_s_own_version_comes_before_the_shipped_one_and_both_stay(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        let dana = db.member(&ours, &[]).await;
        let shipped = state_rules::of_state(db.store(), &ours, StateCode::Wa).await.unwrap();
        assert_eq!(shipped.len(), 1);
        assert_eq!(shipped[0].rule.undated_lapses_after, Some(Days(90)));
        assert_eq!((shipped[0].rule.minor_alone_from, &shipped[0].changed_by), (None, &None), "nobody is known to let them");
        let rule = StateRule {
            state: StateCode::Wa,
            version: 2,
            minor_alone_from: Some(13),
            adult_from: Some(19),
            undated_lapses_after: None,
            reporting: BTreeSet::from([ReportingLaw::Weapons, ReportingLaw::Crimes]),
            source: label("Asked the coalition"),
            verified_on: NOW,
        };
        let (new, other) = (rule.clone(), StateRule { minor_alone_from: Some(12), ..rule.clone() });
        let added = db.write(&ours, move |tx| Box::pin(async move {
            let first = state_rules::insert(tx, &ours, &new, dana, NOW).await?.is_new();
            Ok((first, state_rules::insert(tx, &ours, &other, dana, NOW).await?.is_new()))
        })).await;
        assert_eq!(added, (true, false), "a version is never changed");
        let known = state_rules::of_state(db.store(), &ours, StateCode::Wa).await.unwrap();
        assert_eq!(known.iter().map(|row| row.rule.clone()).collect::<Vec<_>>(), [rule, shipped[0].rule.clone()]);
        assert!(known[0].changed_by.as_ref().is_some_and(|(by, name)| *by == dana && name.is_some()));
        assert_eq!(state_rules::of_state(db.store(), &theirs, StateCode::Wa).await.unwrap(), shipped, "it is ours alone");
        assert!(state_rules::of_state(db.store(), &ours, StateCode::Or).await.unwrap().is_empty());
    }
}
