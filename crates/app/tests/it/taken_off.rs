//! What was taken off the lists is found again, and a pilot is closed with a reason.

use crate::town::*;
use crate::trainings::put;
use app::{Error, workspace};
use domain::workspace::Noun;
use std::collections::BTreeSet;
use testkit::both_backends;

both_backends! {
    async fn what_was_taken_off_is_found_again_and_put_back(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, ines, partnership, .. } = town;
        let action = put(town, dana, Noun::Action, 1, &[("words", "print cards"), ("removed", "on")]).await;
        let meeting = put(town, maya, Noun::Meeting, 2, &[("day", "2027-01-12"), ("removed", "on")]).await;
        put(town, maya, Noun::Meeting, 3, &[("day", "2027-01-13")]).await;
        let stop = put(town, maya, Noun::Stop, 4, &[("day", "2027-01-13"), ("withheld", "on"), ("removed", "on")]).await;
        let found = async |reader| {
            let all = workspace::removed(app, reader, *partnership).await.unwrap();
            all.into_iter().map(|(_, entry)| entry.id()).collect::<BTreeSet<_>>()
        };
        for lead in [dana, maya] {
            assert_eq!(found(lead).await, BTreeSet::from([action, meeting, stop]));
        }
        assert_eq!(found(ines).await, BTreeSet::from([action, meeting]), "what is withheld is only for those who write");
        let of = (Noun::Action, action);
        let known = workspace::entry(app, maya, *partnership, of).await.unwrap().entry;
        let edit = known.heads("removed")[0].id;
        workspace::undo(app, maya, *partnership, of, edit).await.unwrap();
        assert_eq!(found(dana).await, BTreeSet::from([meeting, stop]));
        assert_eq!(workspace::entries(app, dana, *partnership, Noun::Action).await.unwrap().len(), 1);
    }

    async fn every_change_is_reached_page_by_page(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, partnership, .. } = town;
        for n in 0..60 {
            put(town, dana, Noun::Action, n, &[("words", &format!("card {n}")), ("due", "2027-01-12")]).await;
        }
        let (mut seen, mut before, mut pages) = (BTreeSet::new(), None, 0);
        loop {
            let (page, next) = workspace::latest(app, dana, *partnership, before).await.unwrap();
            seen.extend(page.iter().map(|(_, edit)| edit.id));
            pages += 1;
            before = next;
            if next.is_none() {
                break;
            }
        }
        assert!(pages > 1 && seen.len() == 120, "{pages} pages, {} changes", seen.len());
    }

    async fn a_pilot_is_closed_with_a_reason_and_a_day(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, partnership, .. } = town;
        let pilot = put(town, dana, Noun::Pilot, 1, &[("goal", "two cards"), ("decide_on", "2027-01-12")]).await;
        let of = (Noun::Pilot, pilot);
        let decide = async |fields: &[(&'static str, &'static str)]| {
            let seen = workspace::entry(app, dana, *partnership, of).await.unwrap().seq;
            let typed = |code: &str| fields.iter().find(|(field, _)| *field == code).map(|(_, value)| *value);
            workspace::write(app, dana, *partnership, of, (seen, Noun::Pilot.read(typed).unwrap())).await
        };
        let (stop, why, on) = (("decision", "stop"), ("why", "Nobody took one."), ("decided_on", "2027-01-12"));
        for fields in [&[stop][..], &[stop, why], &[stop, on]] {
            let refused = decide(fields).await;
            assert!(matches!(refused, Err(Error::Invalid("pilot-decision-unfinished"))), "{fields:?}");
        }
        assert!(decide(&[stop, why, on]).await.is_ok());
        assert!(decide(&[("decision", ""), ("why", ""), ("decided_on", "")]).await.is_ok(), "and can be opened again");
    }
}
