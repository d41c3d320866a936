//! Two leads, one on each bank, write in one workspace.

use crate::town::*;
use app::workspace::{self, REMOVED};
use app::{Error, Session};
use domain::ids::{EntryId, PartnershipId};
use domain::workspace::{Changes, Noun};
use std::collections::BTreeMap;
use testkit::both_backends;

/// A form of a meeting with these fields.
fn form(fields: &[(&str, &str)]) -> Changes {
    let fields: BTreeMap<&str, &str> = fields.iter().copied().collect();
    Noun::Meeting.read(|field| fields.get(field).copied()).unwrap()
}

const MEETING: EntryId = EntryId::from_bytes([6; 16]);
const OF: (Noun, EntryId) = (Noun::Meeting, MEETING);

both_backends! {
    async fn what_one_lead_writes_the_other_reads_and_neither_overwrites_the_other(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let seen = async |session| workspace::entry(app, session, *partnership, OF).await.unwrap();
        let written = workspace::write(app, dana, *partnership, OF, (0, form(&[("why", "safer families"), ("day", "2027-01-12")]))).await.unwrap();
        assert!(written.changed && written.disputed.is_empty());
        let at_maya = seen(maya).await;
        assert_eq!(at_maya.entry.text("why"), "safer families");

        // Both open the form. Dana saves first, and Maya has not seen it.
        workspace::write(app, dana, *partnership, OF, (at_maya.seq, form(&[("why", "healthier families"), ("day", "2027-01-12")]))).await.unwrap();
        let apart = workspace::write(app, maya, *partnership, OF, (at_maya.seq, form(&[("why", "families at peace"), ("day", "2027-01-12")]))).await.unwrap();
        assert_eq!(apart.disputed, ["why"]);
        for session in [dana, maya] {
            let known = seen(session).await;
            let both: Vec<&str> = known.entry.heads("why").iter().map(|edit| edit.value.as_ref().unwrap().as_str()).collect();
            assert_eq!(both, ["healthier families", "families at peace"], "both stand, on both sides");
        }
        // Maya's form had the day in it too, as it was: that takes nothing back.
        assert_eq!(seen(dana).await.entry.history().len(), 4);

        let now = seen(dana).await;
        let joined = workspace::write(app, dana, *partnership, OF, (now.seq, form(&[("why", "healthy families at peace")]))).await.unwrap();
        assert!(joined.disputed.is_empty());
        assert_eq!(seen(maya).await.entry.text("why"), "healthy families at peace");
    }

    async fn a_form_that_is_posted_twice_writes_once(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, partnership, .. } = town;
        for n in 0..2 {
            let written = workspace::write(app, dana, *partnership, OF, (0, form(&[("why", "safer families")]))).await.unwrap();
            assert_eq!(written.changed, n == 0);
        }
        assert_eq!(workspace::entry(app, dana, *partnership, OF).await.unwrap().entry.history().len(), 1);
    }

    async fn every_change_can_be_undone_and_nothing_is_gone(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        workspace::write(app, dana, *partnership, OF, (0, form(&[("why", "safer families")]))).await.unwrap();
        let removed = form(&[("why", "safer families")]).with(REMOVED, domain::workspace::Shape::Flag.read("on").unwrap());
        workspace::write(app, dana, *partnership, OF, (1, removed)).await.unwrap();
        assert!(workspace::entries(app, maya, *partnership, Noun::Meeting).await.unwrap().is_empty());
        let known = workspace::entry(app, maya, *partnership, OF).await.unwrap();
        let last = known.entry.heads(REMOVED)[0].id;
        workspace::undo(app, maya, *partnership, OF, last).await.unwrap();
        assert_eq!(workspace::entries(app, dana, *partnership, Noun::Meeting).await.unwrap()[0].text("why"), "safer families");
        assert!(matches!(workspace::undo(app, maya, *partnership, OF, last).await, Err(Error::Invalid("workspace-already-so"))));
        assert_eq!(workspace::entry(app, maya, *partnership, OF).await.unwrap().entry.history().len(), 3);
    }

    async fn who_may_read_may_not_write_and_a_stranger_finds_nothing(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, rosa, sam, partnership, .. } = town;
        workspace::write(app, dana, *partnership, OF, (0, form(&[("why", "safer families")]))).await.unwrap();
        assert!(workspace::entries(app, rosa, *partnership, Noun::Meeting).await.is_ok());
        let changes = || (0, form(&[("why", "else")]));
        assert!(matches!(workspace::write(app, rosa, *partnership, OF, changes()).await, Err(Error::NotFound)));
        assert!(matches!(workspace::entries(app, sam, *partnership, Noun::Meeting).await, Err(Error::NotFound)));
        let elsewhere = PartnershipId::from_bytes([9; 16]);
        assert!(matches!(workspace::write(app, dana, elsewhere, OF, changes()).await, Err(Error::NotFound)));
    }

    async fn an_owner_is_somebody_of_the_two_sides_and_of_the_side_that_the_field_names(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, sam, partnership, .. } = town;
        let step = (Noun::Step, Noun::Step.only(*partnership, "leadership"));
        let owner = |field: &'static str, who: &Session| {
            let id = who.member().to_string();
            (0, Noun::Step.read(|code| (code == field).then_some(id.as_str())).unwrap())
        };
        let unknown = |result: app::Result<workspace::Written>| matches!(result, Err(Error::Invalid("workspace-unknown-colleague")));
        assert!(unknown(workspace::write(app, dana, *partnership, step, owner("owner_advocacy", dana)).await), "not of that side");
        assert!(unknown(workspace::write(app, dana, *partnership, step, owner("owner_health_center", sam)).await), "neither lead nor liaison");
        assert!(workspace::write(app, dana, *partnership, step, owner("owner_health_center", dana)).await.is_ok());
        assert!(workspace::write(app, dana, *partnership, step, owner("owner_advocacy", maya)).await.is_ok());
        let names: Vec<String> = workspace::colleagues(app, dana, *partnership).await.unwrap().into_iter().map(|one| one.name.to_string()).collect();
        assert!(names.iter().any(|name| name.starts_with("maya")), "{names:?}");
    }

    async fn who_was_named_and_has_left_stays_named_and_is_not_named_anew(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let olga = hire(app, maya, "olga", domain::member::Role::Lead).await;
        let step = |code: &str| (Noun::Step, Noun::Step.only(*partnership, code));
        let id = olga.member().to_string();
        let owner = |note: &'static str| {
            let fields = BTreeMap::from([("owner_advocacy", id.as_str()), ("note", note)]);
            Noun::Step.read(|code| fields.get(code).copied()).unwrap()
        };
        workspace::write(app, maya, *partnership, step("mou"), (0, owner("first"))).await.unwrap();
        app::people::end_access(app, maya, olga.member()).await.unwrap();
        let known = workspace::entry(app, dana, *partnership, step("mou")).await.unwrap();
        workspace::write(app, dana, *partnership, step("mou"), (known.seq, owner("second"))).await.unwrap();
        let now = workspace::entry(app, dana, *partnership, step("mou")).await.unwrap().entry;
        assert_eq!((now.staff("owner_advocacy"), now.text("note")), (Some(olga.member()), "second"));
        let anew = workspace::write(app, dana, *partnership, step("mobile"), (0, owner("third"))).await;
        assert!(matches!(anew, Err(Error::Invalid("workspace-unknown-colleague"))), "{anew:?}");
    }

    async fn two_leads_who_save_at_the_same_moment_lose_nothing_and_are_told_where_they_differ(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let with = *partnership;
        for round in 0..8 {
            let seen = workspace::entry(app, dana, with, OF).await.unwrap().seq;
            let words = [format!("dana in round {round}"), format!("maya in round {round}")];
            let save = |who, words: &str| workspace::write(app, who, with, OF, (seen, form(&[("why", words), ("history", words)])));
            let (first, second) = tokio::join!(save(dana, &words[0]), save(maya, &words[1]));
            let disputes = [first.unwrap().disputed, second.unwrap().disputed];
            assert_eq!(disputes.iter().filter(|one| one.is_empty()).count(), 1, "whoever comes second is told: {disputes:?}");
            let (at_dana, at_maya) =
                (workspace::entry(app, dana, with, OF).await.unwrap(), workspace::entry(app, maya, with, OF).await.unwrap());
            assert_eq!(at_dana.entry, at_maya.entry);
            assert_eq!(at_dana.entry.heads("why").len(), 2, "both stand");
            let joined = form(&[("why", &format!("joined {round}")), ("history", &format!("joined {round}"))]);
            workspace::write(app, dana, with, OF, (at_dana.seq, joined)).await.unwrap();
        }
        assert_eq!(workspace::entry(app, maya, with, OF).await.unwrap().entry.history().len(), 8 * 6);
    }

    async fn no_street_is_written_where_both_read_where_something_is(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, partnership, .. } = town;
        for (noun, field) in [(Noun::Occasion, "place"), (Noun::Visit, "room"), (Noun::Stop, "area")] {
            for street in ["the house on Maple Street", "Calle Olmo", "1420 Broadway"] {
                assert!(noun.read(|code| (code == field).then_some(street)).is_err(), "{field}: {street}");
                let put = domain::workspace::Changes::none().with(field, domain::workspace::Value::stored(street.to_owned()));
                let of = (noun, EntryId::from_bytes([8; 16]));
                let written = workspace::write(app, dana, *partnership, of, (0, put)).await;
                assert!(matches!(written, Err(Error::Invalid("together-unreadable"))), "{field}: {street}");
            }
            assert!(noun.read(|code| (code == field).then_some("blue room, second floor")).is_ok());
        }
    }

    async fn nothing_is_undone_into_what_could_not_be_saved(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, partnership, .. } = town;
        let undo_last = async |of: (Noun, EntryId), field: &str| {
            let known = workspace::entry(app, dana, *partnership, of).await.unwrap();
            let last = known.entry.heads(field)[0].id;
            workspace::undo(app, dana, *partnership, of, last).await
        };
        // A decision keeps its reason.
        let pilot = (Noun::Pilot, crate::trainings::put(town, dana, Noun::Pilot, 7, &[("goal", "two cards for everybody")]).await);
        crate::trainings::put(town, dana, Noun::Pilot, 7, &[("decision", "go_on"), ("why", "They were taken."), ("decided_on", "2026-11-20")]).await;
        let undone = undo_last(pilot, "why").await;
        assert!(matches!(undone, Err(Error::Invalid("pilot-decision-unfinished"))), "{undone:?}");
        // Nobody is named anew who has left.
        let olga = hire(app, maya, "olga", domain::member::Role::Lead).await;
        let who = |member: domain::ids::MemberId| member.to_string();
        crate::trainings::put(town, dana, Noun::Pilot, 7, &[("owner", &who(olga.member()))]).await;
        crate::trainings::put(town, dana, Noun::Pilot, 7, &[("owner", &who(maya.member()))]).await;
        app::people::end_access(app, maya, olga.member()).await.unwrap();
        let undone = undo_last(pilot, "owner").await;
        assert!(matches!(undone, Err(Error::Invalid("workspace-unknown-colleague"))), "{undone:?}");
        // No line comes back that nobody publishes any more: here, one from before lines were asked for.
        let head = domain::mou::procedure::entry(*partnership, domain::referral::Direction::ToAdvocacy);
        let free = domain::workspace::Noun::Procedure.read(|code| (code == "hotline").then_some("1-800-799-7233")).unwrap();
        workspace::write(app, dana, *partnership, (Noun::Procedure, head), (0, free)).await.unwrap();
        assert!(undo_last((Noun::Procedure, head), "hotline").await.is_ok(), "none is named: that can be");
    }
}
