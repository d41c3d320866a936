//! What a partnership costs, who pays, and the shelf.

use crate::town::*;
use crate::trainings::{put, today};
use app::{shelf, sustain, trainings, watch};
use domain::sustain::ENDS_SOON;
use domain::training::Attendance;
use domain::workspace::Noun;
use testkit::both_backends;

both_backends! {
    async fn cost_and_cover_come_from_hours_trainings_and_money(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, sam, partnership, .. } = town;
        let today = today(town);
        put(town, dana, Noun::Presence, 1, &[("weekday", "tuesday"), ("minutes", "240"), ("rate", "32"), ("starts_on", &today.code()), ("separate", "on")]).await;
        put(town, dana, Noun::Cost, 2, &[("words", "room"), ("kind", "space"), ("amount", "150.50"), ("per", "month")]).await;
        put(town, maya, Noun::Cost, 3, &[("words", "staff in trainings"), ("kind", "training"), ("amount", "30"), ("per", "hour")]).await;
        let training = put(town, maya, Noun::Training, 4, &[("host", "advocacy"), ("day", &today.code()), ("minutes", "90"), ("held", "on")]).await;
        let there = |member| Attendance { member, before: None, after: None };
        let all = vec![there(rosa.member()), there(sam.member())];
        trainings::set_attendance(app, dana, (*partnership, training), (all, None)).await.unwrap();
        put(town, maya, Noun::Fund, 5, &[("source", "a foundation"), ("amount", "5,000"), ("starts_on", &today.code()), ("ends_on", &today.later(ENDS_SOON).code())]).await;
        for reader in [dana, maya] {
            let found = sustain::show(app, reader, *partnership).await.unwrap();
            assert_eq!(found.training_hours, 3);
            let hours = 240 * 3_200 * 365 / 420;
            assert_eq!(found.balance.cost, hours + 12 * 15_050 + 3 * 3_000);
            assert_eq!(found.balance.covered, 500_000);
            assert_eq!(found.balance.gap(), hours + 189_600 - 500_000);
            let watched = watch::list(app, reader).await.unwrap();
            assert_eq!(watched[0].funds.len(), 1, "both leads are told that it ends");
        }
        assert!(watch::list(app, rosa).await.unwrap().is_empty());
    }

    async fn what_is_late_is_on_the_home_of_both_leads(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, .. } = town;
        let today = today(town);
        put(town, dana, Noun::Action, 1, &[("words", "send the list of services"), ("due", &today.before().code())]).await;
        put(town, dana, Noun::Action, 2, &[("words", "print cards"), ("due", &today.code())]).await;
        for lead in [dana, maya] {
            let watched = watch::list(app, lead).await.unwrap();
            let late: Vec<&str> = watched[0].late.iter().map(|due| due.words.as_str()).collect();
            assert_eq!(late, ["send the list of services"]);
        }
    }

    async fn the_shelf_begins_with_what_the_guide_points_to_and_each_can_be_put_away(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let items = async |reader| shelf::list(app, reader, *partnership).await.unwrap();
        let first = items(dana).await;
        assert_eq!(first.len(), domain::shelf::GUIDE.len());
        assert!(first.iter().all(|item| item.is_guide && !item.is_away));
        let old: Vec<&str> = first.iter().filter(|item| item.is_old).map(|item| item.title.as_str()).collect();
        assert!(old.len() == 1 && old[0].contains("2017"), "what has no date is not called old: {old:?}");
        assert!(first[0].title.contains("Sustainable and Fruitful Partnerships"), "the guide itself comes first");
        let hotline = first.iter().find(|item| item.title.contains("Hotline")).unwrap().entry;
        shelf::put(app, dana, *partnership, hotline, true).await.unwrap();
        let away = items(maya).await;
        let last = away.last().unwrap();
        assert!(last.entry == hotline && last.is_away && last.title.contains("Hotline"), "{last:?}");
        shelf::put(app, maya, *partnership, hotline, false).await.unwrap();
        assert!(items(dana).await.iter().all(|item| !item.is_away));
        put(town, dana, Noun::ShelfItem, 9, &[("title", "Cards in Spanish"), ("dated", &today(town).code())]).await;
        let own = items(maya).await.into_iter().find(|item| !item.is_guide).unwrap();
        assert_eq!((own.title.as_str(), own.is_old), ("Cards in Spanish", false));
    }
}
