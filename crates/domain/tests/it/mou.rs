//! Two leads agree, clause by clause, freeze what they agreed and sign it. Whatever the order in which they do it: nothing
//! is in force without both signatures over the same words, and an agreement that is over never stands in the way.

use crate::any::{OURS, PARTNER, at};
use domain::day::Day;
use domain::ids::{EditId, EntryId, MemberId, OrgId, PartnershipId};
use domain::mou::clause::accepted;
use domain::mou::compare::{self, Fate};
use domain::mou::ledger::{CannotSign, Draft, NotReady, Signed, Standing, Version, reminder};
use domain::mou::paper::{BadTerm, terms};
use domain::mou::{Clause, Ledger, Memorandum, Party, Promise, Sides, Stage, Topic, mark, unmark};
use domain::org::OrgKind;
use domain::release::Element;
use domain::text::Label;
use domain::time::Days;
use domain::workspace::{Author, Edit, Entry, Noun, Value};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PARTNERSHIP: PartnershipId = PartnershipId::from_bytes([7; 16]);
const SIDES: Sides = Sides { health_center: OURS, advocacy: PARTNER };

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The workspace of the two, on a day.
#[derive(Clone)]
struct Room {
    edits: BTreeMap<EntryId, Vec<Edit>>,
    ledger: Ledger,
    today: Day,
    n: u64,
}

impl Room {
    fn new() -> Self {
        Self { edits: BTreeMap::new(), ledger: Ledger::default(), today: day("2027-01-04"), n: 0 }
    }
    fn entry(&self, id: EntryId) -> Entry {
        Entry::of(id, self.edits.get(&id).into_iter().flatten().cloned())
    }
    fn write(&mut self, by: OrgId, id: EntryId, field: &str, value: &str) {
        let (now, value) = (self.entry(id), Value::stored(value.to_owned()));
        let Some(saw) = now.change(&now, field, value.as_ref()) else { return };
        self.n += 1;
        let bytes = u128::from(self.n).to_be_bytes();
        let author = Author { org: by, member: MemberId::from_bytes([1; 16]), name: Label::parse("Lead").unwrap() };
        let edit = Edit {
            id: EditId::from_bytes(bytes),
            entry: id,
            field: field.to_owned(),
            value,
            saw,
            by: author,
            at: at(i64::try_from(self.n).unwrap()),
        };
        self.edits.entry(id).or_default().push(edit);
    }
    fn clause(&self, topic: Topic) -> Clause {
        Clause::of(topic, &self.entry(topic.entry(PARTNERSHIP)))
    }
    fn accept(&mut self, by: OrgId, topic: Topic) {
        let hash = mark(&self.clause(topic).hash());
        let kind = SIDES.kind(by).unwrap();
        self.write(by, topic.entry(PARTNERSHIP), accepted(kind), &hash);
    }
    fn stage(&self, topic: Topic) -> Stage {
        self.clause(topic).stage(&self.entry(topic.entry(PARTNERSHIP)), &SIDES)
    }
    fn draft(&self) -> Draft {
        let entries: Vec<Entry> = self.edits.keys().map(|id| self.entry(*id)).collect();
        let stands: Vec<Entry> = entries.into_iter().filter(|entry| !entry.is_ticked("removed")).collect();
        Draft::of(&stands, PARTNERSHIP, &SIDES)
    }
    fn freeze(&mut self) -> Result<(), NotReady> {
        let draft = self.draft();
        self.ledger.may_freeze(&draft, self.today)?;
        let version = self.ledger.next_number();
        let paper = memorandum(version, draft.words());
        self.ledger.versions.push(Version { paper, signed: Vec::new(), is_void: false });
        Ok(())
    }
    fn sign(&mut self, kind: OrgKind, number: u32, read: [u8; 32]) -> Result<(), CannotSign> {
        let draft = self.draft();
        self.ledger.may_sign((number, &read), kind, &draft, self.today)?;
        let version = self.ledger.versions.iter_mut().find(|version| version.paper.version == number).unwrap();
        version.signed.push(Signed { kind, over: read });
        Ok(())
    }
    fn both_accept_all(&mut self) {
        for (clause, _) in self.draft().clauses {
            self.accept(OURS, clause.topic);
            self.accept(PARTNER, clause.topic);
        }
    }
    /// A first agreement, agreed and frozen, to the end of the year.
    fn frozen() -> Self {
        let mut room = Self::new();
        room.write(OURS, Topic::Confidentiality.entry(PARTNERSHIP), "text", "Each keeps its own law.");
        room.write(OURS, Topic::Term.entry(PARTNERSHIP), "text", "It holds for a year.");
        room.write(OURS, Topic::Term.entry(PARTNERSHIP), "starts", "2027-01-04");
        room.write(PARTNER, Topic::Term.entry(PARTNERSHIP), "ends", "2027-12-31");
        room.both_accept_all();
        room.freeze().unwrap();
        room
    }
    fn hash(&self, number: u32) -> [u8; 32] {
        self.ledger.version(number).unwrap().paper.hash()
    }
    fn both_sign(&mut self, number: u32) {
        let hash = self.hash(number);
        self.sign(OrgKind::HealthCenter, number, hash).unwrap();
        self.sign(OrgKind::Advocacy, number, hash).unwrap();
    }
}

fn memorandum(version: u32, clauses: Vec<Clause>) -> Memorandum {
    let party = |org, name| Party { org, name: Label::parse(name).unwrap() };
    Memorandum {
        partnership: PARTNERSHIP,
        version,
        health_center: party(OURS, "Lakeside"),
        advocacy: party(PARTNER, "Harbor House"),
        clauses,
    }
}

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

#[test]
fn a_clause_goes_from_draft_to_agreed_and_back_when_somebody_changes_it() {
    let mut room = Room::new();
    let costs = Topic::Costs.entry(PARTNERSHIP);
    assert_eq!(room.stage(Topic::Costs), Stage::Draft, "nothing is written");
    room.write(OURS, costs, "text", "Each pays for its own staff.");
    assert_eq!(room.stage(Topic::Costs), Stage::Draft);
    room.accept(OURS, Topic::Costs);
    assert_eq!(room.stage(Topic::Costs), Stage::Proposed(OrgKind::HealthCenter));
    room.accept(PARTNER, Topic::Costs);
    assert_eq!(room.stage(Topic::Costs), Stage::Agreed);
    room.write(PARTNER, costs, "text", "The health center pays for the room.");
    assert_eq!(room.stage(Topic::Costs), Stage::Draft);
    room.write(OURS, costs, "text", "Each pays for its own staff.");
    assert_eq!(room.stage(Topic::Costs), Stage::Agreed, "the very words that both had accepted");
    room.write(OURS, costs, accepted(OrgKind::Advocacy), "");
    assert_eq!(room.stage(Topic::Costs), Stage::Proposed(OrgKind::HealthCenter));
}

#[test]
fn what_is_frozen_is_agreed_whole_and_has_its_days() {
    let mut room = Room::new();
    assert_eq!(room.freeze(), Err(NotReady::Missing(Topic::Confidentiality)));
    room.write(OURS, Topic::Confidentiality.entry(PARTNERSHIP), "text", "Each keeps its own law.");
    room.write(OURS, Topic::Term.entry(PARTNERSHIP), "text", "It holds for a year.");
    assert_eq!(room.freeze(), Err(NotReady::Open(vec![Topic::Confidentiality, Topic::Term])));
    room.both_accept_all();
    assert_eq!(room.freeze(), Err(NotReady::Term(BadTerm::NoDays)));
    for (starts, ends, wrong) in [
        ("2027-02-01", "2027-01-31", NotReady::Term(BadTerm::EndsFirst)),
        ("2027-02-01", "2032-02-02", NotReady::Term(BadTerm::TooLong)),
        ("2026-01-01", "2026-12-31", NotReady::Over),
    ] {
        room.write(OURS, Topic::Term.entry(PARTNERSHIP), "starts", starts);
        room.write(OURS, Topic::Term.entry(PARTNERSHIP), "ends", ends);
        room.both_accept_all();
        assert_eq!(room.freeze(), Err(wrong));
    }
    let mut room = Room::frozen();
    assert_eq!(room.freeze(), Err(NotReady::Unchanged));
}

#[test]
fn an_amendment_leaves_the_old_words_in_force_until_both_have_signed() {
    let mut room = Room::frozen();
    assert_eq!(room.ledger.standing(room.today), Standing::None);
    room.both_sign(1);
    assert_eq!(room.ledger.in_force(room.today).unwrap().0.paper.version, 1);
    room.write(PARTNER, Topic::Costs.entry(PARTNERSHIP), "text", "Each pays for its own staff.");
    room.both_accept_all();
    room.freeze().unwrap();
    let hash = room.hash(2);
    room.sign(OrgKind::Advocacy, 2, hash).unwrap();
    assert_eq!(room.sign(OrgKind::Advocacy, 2, hash), Err(CannotSign::Already));
    assert_eq!(room.ledger.in_force(room.today).unwrap().0.paper.version, 1);
    room.sign(OrgKind::HealthCenter, 2, hash).unwrap();
    assert_eq!(room.ledger.in_force(room.today).unwrap().0.paper.version, 2);
    room.today = day("2028-01-01");
    assert!(matches!(room.ledger.standing(room.today), Standing::Lapsed(version) if version.paper.version == 2));
}

#[test]
fn an_agreement_that_begins_later_leaves_the_one_before_in_force_until_then() {
    let mut room = Room::frozen();
    room.both_sign(1);
    room.write(OURS, Topic::Term.entry(PARTNERSHIP), "starts", "2027-07-01");
    room.write(OURS, Topic::Term.entry(PARTNERSHIP), "ends", "2028-06-30");
    room.both_accept_all();
    room.freeze().unwrap();
    room.both_sign(2);
    assert_eq!(room.ledger.in_force(day("2027-06-30")).unwrap().0.paper.version, 1);
    assert_eq!(room.ledger.in_force(day("2027-07-01")).unwrap().0.paper.version, 2);
}

#[test]
fn nobody_signs_other_words_than_they_read() {
    let mut room = Room::frozen();
    let first = room.hash(1);
    assert_eq!(room.sign(OrgKind::Advocacy, 1, [0; 32]), Err(CannotSign::OtherText));
    assert_eq!(room.sign(OrgKind::Advocacy, 9, first), Err(CannotSign::OtherText));
    room.write(PARTNER, Topic::Costs.entry(PARTNERSHIP), "text", "Each pays for its own staff.");
    assert_eq!(room.sign(OrgKind::Advocacy, 1, first), Err(CannotSign::ChangedSince), "a clause was added");
    room.both_accept_all();
    room.freeze().unwrap();
    assert_eq!(room.sign(OrgKind::Advocacy, 1, first), Err(CannotSign::Outdated));
    room.write(OURS, Topic::Costs.entry(PARTNERSHIP), "removed", "on");
    let second = room.hash(2);
    assert_eq!(room.sign(OrgKind::Advocacy, 2, second), Err(CannotSign::ChangedSince), "a clause was left out");
    room.write(OURS, Topic::Costs.entry(PARTNERSHIP), "removed", "");
    room.today = day("2028-01-01");
    assert_eq!(room.sign(OrgKind::Advocacy, 2, second), Err(CannotSign::Over));
    room.today = day("2027-12-31");
    assert_eq!(room.sign(OrgKind::Advocacy, 2, second), Ok(()));
}

#[test]
fn a_version_whose_signature_does_not_hold_any_more_is_made_and_signed_anew() {
    let mut room = Room::frozen();
    room.both_sign(1);
    let hash = room.hash(1);
    room.ledger.versions[0].is_void = true;
    assert_eq!(room.ledger.standing(room.today), Standing::None);
    assert_eq!(room.sign(OrgKind::Advocacy, 1, hash), Err(CannotSign::Void));
    room.freeze().unwrap();
    room.both_sign(2);
    assert_eq!(room.ledger.in_force(room.today).unwrap().0.paper.version, 2);
}

#[test]
fn a_signature_over_other_bytes_counts_for_nothing() {
    let mut room = Room::frozen();
    for kind in Sides::KINDS {
        room.ledger.versions[0].signed.push(Signed { kind, over: [1; 32] });
    }
    assert_eq!(room.ledger.standing(room.today), Standing::None);
}

#[test]
fn what_is_set_is_read_and_never_below_what_always_holds() {
    let set = |topic: Topic, settings: &[(&str, &str)]| Clause {
        entry: topic.entry(PARTNERSHIP),
        topic,
        heading: String::new(),
        text: "words".to_owned(),
        settings: settings.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect(),
    };
    let clauses = [
        set(Topic::Releases, &[("longest_release", "21")]),
        set(Topic::Carried, &[("elements", "name needs")]),
        set(Topic::ResponseTime, &[("response", "hours_2")]),
        set(Topic::Counts, &[("period", "quarter"), ("least_shown", "5")]),
        set(Topic::Term, &[("starts", "2027-01-01"), ("ends", "2027-12-31")]),
        set(Topic::Review, &[("review_on", "2027-10-01")]),
    ];
    let read = terms(&clauses).unwrap();
    assert_eq!(read.longest_release, Some(Days(21)));
    assert_eq!(read.elements, Some(BTreeSet::from([Element::Request, Element::Name, Element::Needs])));
    assert_eq!(read.response, Some(Promise::Hours2));
    assert_eq!(read.least_shown, Some(11), "whatever stands in the row");
    assert_eq!(read.review_on, Some(day("2027-10-01")));
    let late = [clauses[4].clone(), set(Topic::Review, &[("review_on", "2028-01-01")])];
    assert_eq!(terms(&late), Err(BadTerm::ReviewOutside));
    assert_eq!(
        Noun::Clause.field("least_shown").unwrap().shape.read("10").unwrap_err().to_string(),
        "the number is below 11"
    );
    let attendance = Noun::Clause.field("elements").unwrap().shape.read("name attendance");
    assert!(attendance.is_err(), "what a referral never carries cannot be let in by an agreement");
}

#[test]
fn both_leads_are_reminded_at_90_30_and_7_days() {
    let end = day("2027-12-31");
    for (today, due) in [
        ("2027-10-01", None),
        ("2027-10-02", Some(90)),
        ("2027-11-30", Some(90)),
        ("2027-12-01", Some(30)),
        ("2027-12-24", Some(7)),
        ("2027-12-31", Some(7)),
        ("2028-01-01", None),
    ] {
        assert_eq!(reminder(day(today), end), due, "{today}");
    }
}

#[test]
fn what_was_left_out_stands_at_the_end_of_a_comparison() {
    let mut room = Room::frozen();
    let before = room.draft().words();
    room.write(OURS, Topic::Confidentiality.entry(PARTNERSHIP), "text", "Each side keeps its own law.");
    room.write(OURS, Topic::Term.entry(PARTNERSHIP), "removed", "on");
    room.write(OURS, Topic::Costs.entry(PARTNERSHIP), "text", "Each pays.");
    let compared = compare::clauses(&before, &room.draft().words());
    let topics: Vec<_> = compared.iter().map(|one| (one.before.is_some(), one.after.is_some())).collect();
    assert_eq!(topics, [(true, true), (false, true), (true, false)]);
    let added: Vec<_> = compared[0].words.iter().filter(|piece| piece.fate == Fate::Added).collect();
    assert_eq!(added.len(), 1);
    assert_eq!(added[0].words.trim(), "side");
}

#[test]
fn an_agreement_that_could_never_be_printed_is_not_frozen() {
    let mut room = Room::frozen();
    let clause = |n: u8| Noun::Clause.only(PARTNERSHIP, &format!("own {n}"));
    let long = "palabra ".repeat(500);
    for n in 0..48 {
        room.write(OURS, clause(n), "text", &long);
    }
    let agreed = |room: &Room| {
        let clauses = room.draft().clauses.into_iter().map(|(clause, _)| (clause, Stage::Agreed)).collect();
        Draft { clauses }
    };
    assert!(room.ledger.may_freeze(&agreed(&room), room.today).is_ok(), "{}", agreed(&room).n_chars());
    for n in 48..52 {
        room.write(OURS, clause(n), "text", &long);
    }
    assert_eq!(room.ledger.may_freeze(&agreed(&room), room.today), Err(NotReady::TooLong));
}

#[test]
fn words_that_stay_by_accident_are_told_with_the_change_around_them() {
    let before = "We train each other at least once a year, so that all staff can say what the other offers.";
    let after =
        "We train each other twice a year, in spring and in fall, so that all staff can say what the other offers.";
    let told = compare::words(before, after);
    let told: Vec<(Fate, &str)> = told.iter().map(|piece| (piece.fate, piece.words.trim())).collect();
    assert_eq!(told[0], (Fate::Same, "We train each other"));
    assert_eq!(told.len(), 4, "one change, before and after: {told:?}");
    assert_eq!(told[1], (Fate::Removed, "at least once a year,"));
    assert_eq!(told[2], (Fate::Added, "twice a year, in spring and in fall,"));
}

#[test]
fn a_clause_that_says_that_it_sets_something_is_not_frozen_while_it_sets_nothing() {
    for (topic, field, value) in [
        (Topic::ResponseTime, "response", "hours_4"),
        (Topic::Carried, "elements", "request"),
        (Topic::Releases, "longest_release", "30"),
        (Topic::Counts, "least_shown", "11"),
        (Topic::Review, "review_on", "2027-06-01"),
        (Topic::Termination, "notice_days", "30"),
    ] {
        let mut room = Room::frozen();
        room.write(OURS, topic.entry(PARTNERSHIP), "text", "As it is set here.");
        room.both_accept_all();
        assert_eq!(room.freeze(), Err(NotReady::Unset(topic)));
        room.write(OURS, topic.entry(PARTNERSHIP), field, value);
        room.both_accept_all();
        assert_eq!(room.freeze(), Ok(()), "{topic:?}");
    }
    // "That they ask to be connected, and nothing else" can be said, and is what is followed.
    let mut room = Room::frozen();
    room.write(OURS, Topic::Carried.entry(PARTNERSHIP), "text", "Nothing but that.");
    room.write(OURS, Topic::Carried.entry(PARTNERSHIP), "elements", "request");
    let terms = terms(&room.draft().words()).unwrap();
    assert_eq!(terms.elements, Some(BTreeSet::from([Element::Request])));
}
