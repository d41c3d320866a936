//! The workspace of a partnership: one copy a side, alike, in which nothing is overwritten.

use domain::ids::{EditId, EntryId, MemberId, OrgId, PartnershipId};
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

    async fn two_leads_who_save_at_the_same_moment_both_find_it_in_both_copies(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        // Two lanes, whatever the ids of the two are: a lane orders writes and grants nothing.
        let lanes = [0, 1].map(|last| OrgId::from_bytes([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]));
        let n_saves = 30;
        let save = |n: u8| {
            let (store, by) = (db.store().clone(), if n.is_multiple_of(2) { ours } else { theirs });
            tokio::spawn(async move {
                let saved: Result<(), store::Error> = store
                    .write(lanes[usize::from(n % 2)], move |tx| Box::pin(async move {
                        workspace::hold(tx, WITH).await?;
                        let known = workspace::entry(tx, &by, WITH, (Noun::Meeting, MEETING)).await?.entry;
                        // Each of them has seen what stood when they began, and writes two fields.
                        let saw: Vec<u8> = known.heads("why").iter().map(|edit| edit.id.bytes()[0]).collect();
                        let words = format!("save {n}");
                        let edits = [
                            edit(2 * n + 1, &by, "why", &words, &saw),
                            edit(2 * n + 2, &by, &format!("field{n}"), &words, &[]),
                        ];
                        workspace::add(tx, [&ours, &theirs], WITH, Noun::Meeting, &edits).await
                    }))
                    .await;
                saved
            })
        };
        for saved in (0..n_saves).map(save).collect::<Vec<_>>() {
            saved.await.unwrap().unwrap();
        }
        let copy = async |scope: &OrgScope| workspace::entry(db.store(), scope, WITH, (Noun::Meeting, MEETING)).await.unwrap();
        let (ours_now, theirs_now) = (copy(&ours).await, copy(&theirs).await);
        assert_eq!(ours_now.entry, theirs_now.entry, "both copies hold the same");
        assert_eq!(ours_now.entry.history().len(), 2 * usize::from(n_saves), "and all of it");
        assert_eq!(ours_now.seq, u32::from(n_saves) * 2, "one number each");
        assert_eq!(ours_now.entry.heads("why").len(), 1, "whoever came later had read what was written before");
        for scope in [&ours, &theirs] {
            let listed = workspace::entries(db.store(), scope, WITH, Noun::Meeting).await.unwrap();
            assert_eq!(listed[0].history().len(), 1 + usize::from(n_saves), "each field has what stands in the lists");
        }
    }

    async fn a_part_that_leaves_a_few_of_who_came_is_told_no_more_in_either_copy(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        // What was told of heads and of links, one entry each, and what stands of links from then on.
        let told = [
            ("40", "35", "-"),
            ("40", "29", "29"),
            ("40", "40", "-"),
            ("40", "<11", "<11"),
            ("21", "<11", "-"),
            ("<11", "<11", "<11"),
            ("", "30", "30"),
            ("40", "", ""),
        ];
        let entry = |n: usize| EntryId::from_bytes([n as u8 + 1; 16]);
        let mut edits = Vec::new();
        for (n, (heads, links, _)) in told.iter().enumerate() {
            for (field, text) in [("heads", heads), ("links", links)].into_iter().filter(|(_, text)| !text.is_empty()) {
                let value = Shape::Tally(500).read(text).unwrap();
                let one = edit(edits.len() as u8 + 1, &ours, field, "", &[]);
                edits.push(Edit { entry: entry(n), value, ..one });
            }
        }
        // A number that stood before counts as well: whoever reads the history has it.
        let before = Edit { entry: entry(1), value: Shape::Tally(500).read("33").unwrap(), ..edit(90, &ours, "links", "", &[]) };
        let after = Edit { entry: entry(1), saw: BTreeSet::from([before.id]), ..edits[3].clone() };
        edits[3] = after;
        edits.push(before);
        db.write(&ours, move |tx| Box::pin(async move {
            workspace::add(tx, [&ours, &theirs], WITH, Noun::Celebration, &edits).await
        })).await;
        // The same words for both.
        let all = include_str!("../../migrations/sqlite/0080_parts_of_who_came.sql");
        db.tamper(all).await;
        for scope in [&ours, &theirs] {
            for (n, (heads, _, links)) in told.iter().enumerate() {
                let known = workspace::entry(db.store(), scope, WITH, (Noun::Celebration, entry(n))).await.unwrap().entry;
                assert_eq!((known.text("heads"), known.text("links")), (*heads, *links), "{n}");
                let of_links = known.history().into_iter().filter(|edit| edit.field == "links");
                let texts: Vec<&str> = of_links.filter_map(|edit| Some(edit.value.as_ref()?.as_str())).collect();
                assert!(!texts.contains(&"33") && !texts.contains(&"35"), "{texts:?}");
            }
        }
    }
}
