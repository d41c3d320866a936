//! The workspace of a partnership: one copy a side, alike, in which nothing is overwritten.

use domain::ids::{EditId, EntryId, MemberId, PartnershipId};
use domain::org::OrgKind;
use domain::workspace::{Author, Edit, Noun, Shape};
use std::collections::BTreeSet;
use store::{OrgScope, workspace};
use testkit::both_backends;
use testkit::rows::{NOW, label};

const WITH: PartnershipId = PartnershipId::from_bytes([5; 16]);
const MEETING: EntryId = EntryId::from_bytes([6; 16]);

fn edit(n: u8, by: &OrgScope, field: &str, text: &str, saw: &[u8]) -> Edit {
    let id = |n: u8| EditId::from_bytes([n; 16]);
    Edit {
        id: id(n),
        entry: MEETING,
        field: field.to_owned(),
        value: Shape::Words(80).read(text).unwrap(),
        saw: saw.iter().copied().map(id).collect(),
        by: Author { org: by.org(), member: MemberId::from_bytes([n; 16]), name: label("Dana Reyes") },
        at: NOW.plus_seconds(u32::from(n)),
    }
}

both_backends! {
    async fn both_sides_hold_the_same_and_nothing_that_was_written_goes(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        let first = [edit(1, &ours, "why", "safer families", &[]), edit(2, &ours, "history", "none yet", &[])];
        let apart = [edit(3, &theirs, "why", "healthier families", &[1]), edit(4, &ours, "why", "families at peace", &[1])];
        let edits: Vec<Edit> = first.iter().chain(&apart).cloned().collect();
        for _ in 0..2 {
            let edits = edits.clone();
            db.write(&ours, move |tx| Box::pin(async move {
                workspace::add(tx, [&ours, &theirs], WITH, Noun::Meeting, &edits).await
            })).await;
        }
        for scope in [&ours, &theirs] {
            let known = workspace::entry(db.store(), scope, WITH, (Noun::Meeting, MEETING)).await.unwrap();
            assert_eq!((known.seq, known.entry.history().len()), (4, 4), "the same edit twice is one");
            assert_eq!(known.entry.disputed(), BTreeSet::from(["why"]));
            assert_eq!(known.as_of(2).text("why"), "safer families");
            assert!(known.as_of(0).is_empty());
            let listed = workspace::entries(db.store(), scope, WITH, Noun::Meeting).await.unwrap();
            assert_eq!(listed.len(), 1);
            assert_eq!(listed[0].heads("why").len(), 2, "what nobody wrote past");
            assert_eq!(listed[0].text("history"), "none yet");
            assert_eq!(listed[0].history().len(), 3, "and nothing that was");
            // Page by page, and each edit once.
            let (mut seen, mut before) = (Vec::new(), (NOW.plus_seconds(99), EditId::from_bytes([0xff; 16])));
            loop {
                let page = workspace::latest(db.store(), scope, WITH, (before, 3)).await.unwrap();
                let Some((_, last)) = page.last() else { break };
                before = (last.at, last.id);
                seen.extend(page.into_iter().map(|(noun, edit)| (noun, edit.id)));
            }
            let written: Vec<_> = edits.iter().rev().map(|edit| (Noun::Meeting, edit.id)).collect();
            assert_eq!(seen, written);
        }
        let other = workspace::entry(db.store(), &ours, WITH, (Noun::Pilot, MEETING)).await.unwrap();
        assert!(other.entry.is_empty(), "an entry is of one noun");
        let elsewhere = PartnershipId::from_bytes([9; 16]);
        assert!(workspace::entries(db.store(), &ours, elsewhere, Noun::Meeting).await.unwrap().is_empty());
    }

    async fn what_was_emptied_holds_nothing_and_says_who_emptied_it(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        let edits = [edit(1, &ours, "why", "safer families", &[]), edit(2, &ours, "why", "", &[1])];
        db.write(&ours, move |tx| Box::pin(async move {
            workspace::add(tx, [&ours, &theirs], WITH, Noun::Meeting, &edits).await
        })).await;
        let known = workspace::entry(db.store(), &theirs, WITH, (Noun::Meeting, MEETING)).await.unwrap();
        assert_eq!(known.entry.value("why"), None);
        assert_eq!(known.entry.last().unwrap().0.name, label("Dana Reyes"));
    }
}
