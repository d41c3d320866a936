//! How many came to a celebration and how many of them were introduced: no partner takes the one off the other and gets a few.

use crate::town::*;
use crate::trainings::{form, put};
use app::{Error, Session, programs, workspace};
use domain::ids::EntryId;
use domain::programs::Told;
use domain::workspace::{Entry, Noun};
use testkit::both_backends;

async fn read(town: &Town, who: &Session, id: EntryId) -> Entry {
    workspace::entry(&town.app, who, town.partnership, (Noun::Celebration, id)).await.unwrap().entry
}

/// What stands in the shared entry of heads and of links.
async fn shared(town: &Town, id: EntryId) -> [String; 2] {
    let entry = read(town, &town.dana, id).await;
    ["heads", "links"].map(|field| entry.text(field).to_owned())
}

async fn counted(town: &Town, who: &Session, id: EntryId) -> [Option<u32>; 2] {
    let entry = read(town, who, id).await;
    let counted = programs::counted(&town.app, who, town.partnership).await.unwrap();
    ["heads", "links"].map(|field| counted.of(&entry, field))
}

/// Every number that the history of an entry has of a field.
fn numbers(entry: &Entry, field: &str) -> Vec<u32> {
    let edits = entry.history().into_iter().filter(|edit| edit.field == field);
    edits.filter_map(|edit| edit.value.as_ref()?.as_str().parse().ok()).collect()
}

/// The first few people that a reader of the history gets by subtraction.
fn few(entry: &Entry) -> Option<(u32, u32)> {
    let (wholes, parts) = (numbers(entry, "heads"), numbers(entry, "links"));
    let all = wholes.iter().flat_map(|whole| parts.iter().map(move |part| (*whole, *part)));
    all.into_iter().find(|(whole, part)| whole.checked_sub(*part).is_some_and(|rest| rest < 11))
}

both_backends! {
    async fn of_a_celebration_a_part_is_told_only_where_many_are_left_whatever_was_saved_in_which_order(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { maya, dana, .. } = town;
        let id = put(town, maya, Noun::Celebration, 1, &[("topic", "rest"), ("day", "2026-11-20"), ("heads", "40"), ("links", "35")]).await;
        assert_eq!(shared(town, id).await, ["40", "-"], "five were not introduced");
        assert_eq!(counted(town, maya, id).await, [Some(40), Some(35)], "whoever counted reads both");
        assert_eq!(counted(town, dana, id).await, [None, None]);
        // One of the two alone, while the other stands.
        put(town, maya, Noun::Celebration, 1, &[("links", "20")]).await;
        assert_eq!(shared(town, id).await, ["40", "20"]);
        put(town, maya, Noun::Celebration, 1, &[("heads", "25")]).await;
        assert_eq!(shared(town, id).await, ["-", "-"], "twenty was told, and stands in the history");
        assert_eq!(counted(town, maya, id).await, [Some(25), Some(20)]);
        put(town, maya, Noun::Celebration, 1, &[("heads", "60"), ("links", "8")]).await;
        assert_eq!(shared(town, id).await, ["60", "<11"]);
        put(town, maya, Noun::Celebration, 1, &[("heads", "60"), ("links", "55")]).await;
        assert_eq!(shared(town, id).await, ["60", "-"]);
        // Whoever has not counted saves the form as they see it.
        put(town, dana, Noun::Celebration, 1, &[("heads", "60"), ("links", ""), ("note", "Bring cards.")]).await;
        put(town, dana, Noun::Celebration, 1, &[("links", "-")]).await;
        assert_eq!(shared(town, id).await, ["60", "-"]);
        assert_eq!(few(&read(town, dana, id).await), None);
        // Putting back what stood before tells nothing new.
        let entry = read(town, dana, id).await;
        for edit in entry.history() {
            let _ = workspace::undo(&town.app, dana, town.partnership, (Noun::Celebration, id), edit.id).await;
            assert_eq!(few(&read(town, dana, id).await), None);
        }
    }

    async fn a_part_above_its_whole_is_refused_and_nothing_of_it_is_kept(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, maya, dana, partnership, .. } = town;
        let id = put(town, maya, Noun::Celebration, 1, &[("topic", "rest"), ("day", "2026-11-20"), ("heads", "40"), ("links", "20")]).await;
        let tries: [(&Session, &[(&str, &str)]); 3] = [(maya, &[("links", "41")]), (maya, &[("heads", "19")]), (dana, &[("links", "41")])];
        for (who, fields) in tries {
            let of = (Noun::Celebration, id);
            let seen = workspace::entry(app, who, *partnership, of).await.unwrap().seq;
            let refused = workspace::write(app, who, *partnership, of, (seen, form(Noun::Celebration, fields))).await;
            assert!(matches!(refused, Err(Error::Invalid(programs::MORE_THAN_CAME))), "{fields:?} {refused:?}");
        }
        assert_eq!(shared(town, id).await, ["40", "20"]);
        assert_eq!((counted(town, maya, id).await, counted(town, dana, id).await), ([Some(40), Some(20)], [None, None]));
    }

    async fn whoever_counted_the_part_alone_is_not_told_the_whole(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { maya, dana, .. } = town;
        let id = put(town, maya, Noun::Celebration, 1, &[("topic", "rest"), ("day", "2026-11-20"), ("links", "30")]).await;
        assert_eq!(shared(town, id).await, ["", "-"], "how many came may be told later");
        put(town, dana, Noun::Celebration, 1, &[("heads", "35")]).await;
        assert_eq!(shared(town, id).await, ["-", "-"], "they know the thirty");
        assert_eq!((counted(town, dana, id).await[0], counted(town, maya, id).await[1]), (Some(35), Some(30)));
    }

    async fn whoever_counted_one_of_the_two_is_told_neither_by_who_counts_both_anew(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { maya, dana, .. } = town;
        for (n, counted) in [(1, ("links", "30")), (2, ("heads", "35"))] {
            let day = [("topic", "rest"), ("day", "2026-11-20"), counted];
            let id = put(town, maya, Noun::Celebration, n, &day).await;
            put(town, dana, Noun::Celebration, n, &[("heads", "36"), ("links", "12")]).await;
            let [heads, links] = shared(town, id).await;
            let told = |text: &str| text.parse::<u32>().ok();
            // Their own number of one beside ours of the other.
            let few = match counted.0 {
                "links" => told(&heads).is_some_and(|heads| heads - 30 < 11),
                _ => told(&links).is_some_and(|links| 35 - links < 11),
            };
            assert!(!few && told(&heads).zip(told(&links)).is_none_or(|(heads, links)| heads - links >= 11), "{heads} {links}");
        }
        let id = put(town, maya, Noun::Celebration, 3, &[("topic", "rest"), ("day", "2026-11-21"), ("links", "30")]).await;
        put(town, dana, Noun::Celebration, 3, &[("heads", "35"), ("links", "12")]).await;
        assert_eq!(shared(town, id).await, ["-", "-"], "thirty off thirty-five are five");
    }

    async fn what_was_told_is_held_back_once_more_is_asked_for(db: &TestStore) {
        let town = &Town::on(db).await;
        let id = put(town, &town.maya, Noun::Celebration, 1, &[("topic", "rest"), ("day", "2026-11-20"), ("heads", "50"), ("links", "36")]).await;
        let told = async |who: &Session| {
            let entry = read(town, who, id).await;
            programs::counted(&town.app, who, town.partnership).await.unwrap().told(&entry, "links")
        };
        assert_eq!(told(&town.dana).await, Some(Told::Number(36)));
        let counts = testkit::agreed::clause(domain::mou::Topic::Counts, &[("period", "quarter"), ("least_shown", "15")]);
        testkit::agreed::in_force(town, vec![counts]).await;
        assert_eq!(told(&town.dana).await, Some(Told::Not), "fourteen are few by now");
        assert_eq!(told(&town.maya).await, Some(Told::Number(36)));
    }
}
