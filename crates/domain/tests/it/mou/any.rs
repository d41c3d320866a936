//! Whatever two leads do, in any order: nothing holds that both did not sign.

use super::*;

/// What the two may do, in any order.
#[derive(Debug, Clone)]
enum Event {
    Edit {
        theirs: bool,
        topic: usize,
        word: u8,
    },
    Accept {
        theirs: bool,
        topic: usize,
    },
    /// Writes in the other side's mark: what no page offers, and what counts for nothing.
    Forge {
        theirs: bool,
        topic: usize,
    },
    LeaveOut {
        topic: usize,
        out: bool,
    },
    Freeze,
    Sign {
        theirs: bool,
        number: u32,
        stale: bool,
    },
    Pass {
        days: u32,
    },
}

const TOPICS: [Topic; 4] = [Topic::Confidentiality, Topic::Term, Topic::Costs, Topic::Training];

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        2 => (any::<bool>(), 0..4_usize, 0..3_u8).prop_map(|(theirs, topic, word)| Event::Edit { theirs, topic, word }),
        8 => (any::<bool>(), 0..4_usize).prop_map(|(theirs, topic)| Event::Accept { theirs, topic }),
        1 => (any::<bool>(), 0..4_usize).prop_map(|(theirs, topic)| Event::Forge { theirs, topic }),
        1 => (2..4_usize, any::<bool>()).prop_map(|(topic, out)| Event::LeaveOut { topic, out }),
        4 => Just(Event::Freeze),
        6 => (any::<bool>(), 1..4_u32, prop::bool::weighted(0.2)).prop_map(|(theirs, number, stale)| Event::Sign { theirs, number, stale }),
        1 => (1..200_u32).prop_map(|days| Event::Pass { days }),
    ];
    prop::collection::vec(event, 1..80)
}

fn play(room: &mut Room, event: &Event) {
    let by = |theirs: bool| if theirs { PARTNER } else { OURS };
    match *event {
        Event::Edit { theirs, topic, word } => {
            room.write(by(theirs), TOPICS[topic].entry(PARTNERSHIP), "text", &format!("words {word}"));
        }
        Event::Accept { theirs, topic } => room.accept(by(theirs), TOPICS[topic]),
        Event::Forge { theirs, topic } => {
            let hash = mark(&room.clause(TOPICS[topic]).hash());
            let other = SIDES.kind(by(!theirs)).unwrap();
            room.write(by(theirs), TOPICS[topic].entry(PARTNERSHIP), accepted(other), &hash);
        }
        Event::LeaveOut { topic, out } => {
            room.write(OURS, TOPICS[topic].entry(PARTNERSHIP), "removed", if out { "on" } else { "" });
        }
        Event::Freeze => {
            let _ = room.freeze();
        }
        Event::Sign { theirs, number, stale } => {
            let Some(version) = room.ledger.version(number) else { return };
            let read = if stale { [0; 32] } else { version.paper.hash() };
            let kind = SIDES.kind(by(theirs)).unwrap();
            let _ = room.sign(kind, number, read);
        }
        Event::Pass { days } => room.today = room.today.later(days),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_is_in_force_without_both_signatures_over_the_same_words(events in events()) {
        let mut room = Room::frozen();
        for event in &events {
            let before = room.ledger.clone();
            play(&mut room, event);
            // What was frozen and signed is never changed by anything that comes later.
            for (old, new) in before.versions.iter().zip(&room.ledger.versions) {
                prop_assert_eq!(&old.paper, &new.paper);
                prop_assert!(new.signed.starts_with(&old.signed));
            }
            if let Some((version, terms)) = room.ledger.in_force(room.today) {
                let hash = version.paper.hash();
                for kind in Sides::KINDS {
                    let signed = version.signed.iter().filter(|one| one.kind == kind && one.over == hash).count();
                    prop_assert_eq!(signed, 1);
                }
                prop_assert!(terms.starts <= room.today && room.today <= terms.ends);
                let later = room.ledger.versions.iter().filter(|v| v.paper.version > version.paper.version);
                for other in later.filter(|other| other.is_signed()) {
                    prop_assert!(other.paper.terms().unwrap().starts > room.today, "a later one takes its place");
                }
            }
        }
    }

    #[test]
    fn a_clause_is_agreed_only_by_what_each_side_itself_accepted_last(events in events()) {
        let mut room = Room::frozen();
        for event in &events {
            play(&mut room, event);
        }
        for topic in TOPICS {
            let (entry, clause) = (room.entry(topic.entry(PARTNERSHIP)), room.clause(topic));
            if room.stage(topic) == Stage::Agreed {
                for kind in Sides::KINDS {
                    let last = *entry.heads(accepted(kind)).last().unwrap();
                    prop_assert_eq!(Some(last.by.org), SIDES.org(kind));
                    prop_assert_eq!(last.value.as_ref().unwrap().as_str(), mark(&clause.hash()));
                }
            }
        }
    }

    #[test]
    fn the_hash_changes_if_and_only_if_the_paper_does(
        a in paper(), b in paper(), glue in any::<bool>(),
    ) {
        prop_assert_eq!(a.hash() == b.hash(), a == b);
        // Words that move from one field into the next are other words.
        if glue && let Some(clause) = a.clauses.first() {
            let mut moved = a.clone();
            moved.clauses[0].text = format!("{}{}", clause.heading, clause.text);
            moved.clauses[0].heading = String::new();
            prop_assert_eq!(moved.hash() == a.hash(), moved == a);
        }
    }

    #[test]
    fn a_comparison_gives_both_texts_back(before in "[a-c ]{0,40}", after in "[a-c ]{0,40}") {
        let pieces = compare::words(&before, &after);
        let text = |gone: Fate| -> String { pieces.iter().filter(|p| p.fate != gone).map(|p| p.words.as_str()).collect() };
        prop_assert_eq!(text(Fate::Added), before);
        prop_assert_eq!(text(Fate::Removed), after);
        prop_assert!(pieces.windows(2).all(|pair| pair[0].fate != pair[1].fate));
    }

    #[test]
    fn a_mark_is_read_as_it_was_written(hash in any::<[u8; 32]>()) {
        prop_assert_eq!(unmark(&mark(&hash)), Some(hash));
    }
}

fn paper() -> impl Strategy<Value = Memorandum> {
    let clause = ("[ab]{0,2}", "[ab]{0,2}", prop::collection::btree_map("[ab]", "[ab]{0,1}", 0..2), 0..2_u8);
    let clause = clause.prop_map(|(heading, text, settings, n)| Clause {
        entry: EntryId::from_bytes([n; 16]),
        topic: Topic::Own,
        heading,
        text,
        settings,
    });
    (1..3_u32, prop::collection::vec(clause, 0..3)).prop_map(|(version, clauses)| memorandum(version, clauses))
}
