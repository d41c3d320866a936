//! Somebody leaves: what the drill says, and what is handed over in the deed itself.

use crate::town::*;
use crate::trainings::{put, today};
use app::{Error, drill, home, liaisons, partnerships, people, workspace};
use domain::ids::MemberId;
use domain::member::Role;
use domain::org::OrgKind;
use domain::workspace::Noun;
use testkit::both_backends;

both_backends! {
    async fn the_drill_says_what_breaks_and_who_takes_over_and_changes_nothing(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let (at_dana, at_maya) = (dana.member().to_string(), maya.member().to_string());
        put(town, dana, Noun::Action, 1, &[("words", "send the list"), ("owner", &at_maya)]).await;
        put(town, dana, Noun::Action, 2, &[("words", "done already"), ("owner", &at_maya), ("done_on", &today(town).code())]).await;
        put(town, dana, Noun::Fund, 3, &[("source", "a foundation"), ("owner", &at_dana)]).await;
        for (n, state) in [(4, "reached"), (5, "set_aside")] {
            put(town, maya, Noun::Policy, n, &[("words", "a rule"), ("state", state), ("owner", &at_maya)]).await;
        }
        let own = drill::breaks(app, maya, *partnership, maya.member()).await.unwrap();
        assert!(own.is_liaison && !own.is_alternate);
        let words: Vec<&str> = own.owned.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["send the list"], "what is done is done");
        let inside = own.inside.unwrap();
        assert!(inside.only_lead && inside.only_admin && inside.only_keys, "{inside:?}");
        assert!(own.next.is_some());
        let partner = drill::breaks(app, dana, *partnership, maya.member()).await.unwrap();
        assert!(partner.is_liaison && partner.inside.is_none(), "the partner's keys are its own to know");
        assert_eq!(drill::breaks(app, maya, *partnership, dana.member()).await.unwrap().owned.len(), 1);
        let nobody = MemberId::from_bytes([7; 16]);
        assert!(matches!(drill::breaks(app, maya, *partnership, nobody).await, Err(Error::NotFound)));
        assert!(matches!(drill::candidates(app, &town.ines, *partnership).await, Err(Error::NotFound)), "leads only");
        let entry = workspace::entry(app, dana, *partnership, (Noun::Action, domain::ids::EntryId::from_bytes([1; 16]))).await.unwrap();
        assert_eq!(entry.entry.text("owner"), at_maya);
    }

    async fn whoever_leaves_hands_over_in_the_same_deed_and_nothing_is_lost(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let olga = hire(app, maya, "olga", Role::Lead).await;
        let at_olga = olga.member().to_string();
        let action = put(town, dana, Noun::Action, 1, &[("words", "send the list"), ("owner", &at_olga)]).await;
        let done = put(town, dana, Noun::Action, 2, &[("words", "print cards"), ("owner", &at_olga), ("done_on", &today(town).code())]).await;
        let step = Noun::Step.only(*partnership, "mou");
        let owner = Noun::Step.read(|field| (field == "owner_advocacy").then_some(at_olga.as_str())).unwrap();
        workspace::write(app, maya, *partnership, (Noun::Step, step), (0, owner)).await.unwrap();
        let behind = people::leaving(app, maya, olga.member()).await.unwrap();
        assert_eq!((behind.owned, behind.referrals, behind.named_for.len()), (2, 0, 0));
        let refused = people::let_go(app, maya, olga.member(), Some(olga.member())).await;
        assert!(matches!(refused, Err(Error::Invalid("not-a-successor"))));
        let refused = people::let_go(app, maya, olga.member(), Some(town.ines.member())).await;
        assert!(matches!(refused, Err(Error::Invalid("not-a-successor"))), "she does not lead");
        people::let_go(app, maya, olga.member(), Some(maya.member())).await.unwrap();
        for reader in [dana, maya] {
            let owner = async |noun, id, field| {
                let known = workspace::entry(app, reader, *partnership, (noun, id)).await.unwrap();
                known.entry.staff(field)
            };
            assert_eq!(owner(Noun::Action, action, "owner").await, Some(maya.member()));
            assert_eq!(owner(Noun::Step, step, "owner_advocacy").await, Some(maya.member()));
            assert_eq!(owner(Noun::Action, done, "owner").await, Some(olga.member()), "what is done stays hers");
            let known = workspace::entry(app, reader, *partnership, (Noun::Action, action)).await.unwrap();
            let last = known.entry.heads("owner")[0];
            assert_eq!((last.by.member, known.entry.before(last).unwrap().as_str()), (maya.member(), at_olga.as_str()));
        }
        assert!(matches!(people::leaving(app, &town.ines, olga.member()).await, Err(Error::NotFound)));
    }

    async fn what_two_leads_wrote_apart_of_an_owner_stands_after_somebody_hands_over(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let olga = hire(app, maya, "olga", Role::Lead).await;
        let action = put(town, dana, Noun::Action, 1, &[("words", "send the list")]).await;
        let of = (Noun::Action, action);
        let seen = workspace::entry(app, dana, *partnership, of).await.unwrap().seq;
        // Neither has seen the other's word.
        for (lead, owner) in [(maya, &olga), (dana, dana)] {
            let owner = owner.member().to_string();
            let changes = Noun::Action.read(|field| (field == "owner").then_some(owner.as_str())).unwrap();
            workspace::write(app, lead, *partnership, of, (seen, changes)).await.unwrap();
        }
        assert_eq!(people::leaving(app, maya, olga.member()).await.unwrap().owned, 1, "hers, by the word of one of them");
        people::let_go(app, maya, olga.member(), Some(maya.member())).await.unwrap();
        let known = workspace::entry(app, dana, *partnership, of).await.unwrap().entry;
        let is_named = |who: MemberId| known.heads("owner").iter().any(|edit| edit.names(who));
        assert_eq!([dana, maya, &olga].map(|one| is_named(one.member())), [true, true, false], "nobody's word is passed unseen");
    }

    async fn whoever_leaves_without_a_successor_stays_named(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let olga = hire(app, maya, "olga", Role::Lead).await;
        let action = put(town, dana, Noun::Action, 1, &[("words", "send the list"), ("owner", &olga.member().to_string())]).await;
        people::end_access(app, maya, olga.member()).await.unwrap();
        let known = workspace::entry(app, dana, *partnership, (Noun::Action, action)).await.unwrap();
        assert_eq!(known.entry.staff("owner"), Some(olga.member()));
    }

    async fn when_a_liaison_leaves_the_alternate_takes_over_and_both_homes_say_so(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, ines, rosa, partnership, .. } = town;
        let olga = hire(app, maya, "olga", Role::Lead).await;
        let liana = hire(app, maya, "liana", Role::Advocate).await;
        partnerships::name_liaisons(app, maya, *partnership, liana.member(), ines.member()).await.unwrap();
        seen(app, &[dana, maya, ines, &olga]).await;
        let behind = people::leaving(app, maya, liana.member()).await.unwrap();
        assert_eq!(behind.named_for[0].takes_over.as_ref().unwrap().as_str(), "ines");
        people::let_go(app, maya, liana.member(), Some(olga.member())).await.unwrap();
        for reader in [dana, maya, rosa] {
            let all = liaisons::answers(app, reader, *partnership).await.unwrap();
            let side = all.iter().find(|side| side.kind == OrgKind::Advocacy).unwrap();
            let name = |one: &Option<domain::text::Label>| one.as_ref().map(ToString::to_string);
            assert_eq!((name(&side.liaison).as_deref(), name(&side.alternate).as_deref()), (Some("ines"), Some("olga")));
            let changed = side.changed.as_ref().unwrap();
            assert_eq!(changed.since, app.now());
            assert!(changed.before.iter().any(|name| name.as_str() == "liana"), "{changed:?}");
            assert!(changed.told.iter().any(|name| name.as_str() == "dana"), "{changed:?}");
        }
        assert!(partnerships::list(app, dana).await.unwrap()[0].closed_because.is_none(), "people are still connected");
        for told in [dana, ines, &olga] {
            let codes: Vec<String> = home::notices(app, told).await.unwrap().into_iter().map(|one| one.code).collect();
            assert_eq!(codes, ["notice-liaisons"]);
        }
        assert!(home::notices(app, maya).await.unwrap().is_empty(), "she did it herself");
        assert!(!home::show(app, maya).await.unwrap().partnership_problems.contains(&"problem-liaison-gone"));
    }

    async fn without_anybody_to_stand_in_the_home_asks_for_somebody(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, ines, partnership, .. } = town;
        partnerships::name_liaisons(app, maya, *partnership, ines.member(), maya.member()).await.unwrap();
        people::end_access(app, maya, ines.member()).await.unwrap();
        assert_eq!(home::show(app, maya).await.unwrap().partnership_problems, ["problem-liaison-gone"]);
        let partner = partnerships::list(app, dana).await.unwrap().remove(0);
        assert_eq!((partner.liaison.unwrap().as_str(), partner.alternate, partner.closed_because), ("maya", None, None));
        let june = town.june.member();
        partnerships::name_liaisons(app, maya, *partnership, maya.member(), june).await.unwrap();
        assert!(home::show(app, maya).await.unwrap().partnership_problems.is_empty());
    }

    async fn a_lead_hands_over_in_one_deed_before_anybody_leaves(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, ines, partnership, .. } = town;
        let olga = hire(app, maya, "olga", Role::Lead).await;
        partnerships::name_liaisons(app, maya, *partnership, maya.member(), ines.member()).await.unwrap();
        let action = put(town, dana, Noun::Action, 1, &[("words", "send the list"), ("owner", &maya.member().to_string())]).await;
        let hand_over = async |who, from, to| liaisons::hand_over(app, who, *partnership, (from, to)).await;
        let (at_maya, at_olga) = (maya.member(), olga.member());
        assert!(matches!(hand_over(dana, at_maya, dana.member()).await, Err(Error::NotFound)), "not the partner's");
        assert!(matches!(hand_over(ines, at_maya, at_olga).await, Err(Error::NotFound)), "leads only");
        assert!(matches!(hand_over(maya, at_maya, at_maya).await, Err(Error::Invalid("liaison-not-active"))));
        assert!(matches!(hand_over(maya, at_olga, at_maya).await, Err(Error::Invalid("hand-over-nothing"))));
        hand_over(&olga, at_maya, at_olga).await.unwrap();
        let partner = partnerships::list(app, dana).await.unwrap().remove(0);
        assert_eq!((partner.liaison.unwrap().as_str(), partner.alternate.unwrap().as_str()), ("olga", "ines"));
        let known = workspace::entry(app, dana, *partnership, (Noun::Action, action)).await.unwrap();
        assert_eq!(known.entry.staff("owner"), Some(at_olga));
        let codes = async |who| home::notices(app, who).await.unwrap().into_iter().map(|one| one.code).collect::<Vec<_>>();
        assert!(codes(dana).await.contains(&"notice-liaisons".to_owned()));
        assert!(codes(maya).await.contains(&"notice-liaisons".to_owned()), "she hears that it was done");
        assert!(codes(&olga).await.is_empty(), "she did it");
        hand_over(maya, at_olga, ines.member()).await.unwrap();
        let partner = partnerships::list(app, dana).await.unwrap().remove(0);
        assert_eq!((partner.liaison.unwrap().as_str(), partner.alternate.unwrap().as_str()), ("ines", "olga"));
    }
}

/// What was told until now was seen.
async fn seen(app: &app::App, all: &[&app::Session]) {
    for one in all {
        home::notices_seen(app, one).await.unwrap();
    }
}

#[tokio::test]
async fn whoever_lets_the_last_of_two_go_reads_that_nobody_can_open_their_records_then() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let id = town.across(&town.rosa, &town.ines, ours).await;
    app::referrals::restrict(&town.app, &town.ines, id, town.form(), town.june.member()).await.unwrap();
    let kept = async |who: MemberId| people::leaving(&town.app, &town.maya, who).await.unwrap().kept;
    assert_eq!(kept(town.june.member()).await, 0, "the other is still here");
    people::end_access(&town.app, &town.maya, town.june.member()).await.unwrap();
    assert_eq!(kept(town.ines.member()).await, 1);
    app::referrals::lift_restriction(&town.app, &town.ines, id, town.form()).await.unwrap();
    assert_eq!(kept(town.ines.member()).await, 0);
}
