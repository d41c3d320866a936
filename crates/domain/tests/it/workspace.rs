//! Two leads write in one place. Whatever the order in which their changes reach each side, both hold the same in the
//! end, nobody's words are lost, and everything can be undone.

use crate::any::{OURS, PARTNER, at};
use domain::ids::{EditId, EntryId, MemberId};
use domain::likeness::Likeness;
use domain::text::Label;
use domain::workspace::{Author, Edit, Entry, FieldError, Noun, Shape, Value};
use proptest::prelude::*;
use proptest::sample::subsequence;
use std::collections::BTreeSet;

const MEETING: EntryId = EntryId::from_bytes([3; 16]);
const WORDS: Shape = Shape::Words(200);

fn value(text: &str) -> Option<Value> {
    WORDS.read(text).unwrap()
}

/// A lead with their own copy of the entry.
#[derive(Clone)]
struct Desk {
    by: Author,
    edits: Vec<Edit>,
}

impl Desk {
    fn new(n: u8) -> Self {
        let org = if n == 0 { OURS } else { PARTNER };
        let by = Author { org, member: MemberId::from_bytes([n; 16]), name: Label::parse("Lead").unwrap() };
        Self { by, edits: Vec::new() }
    }
    fn entry(&self) -> Entry {
        Entry::of(MEETING, self.edits.iter().cloned())
    }
    /// Writes, having the copy before their eyes, or an older state of it.
    fn write(&mut self, id: u16, field: &str, text: &str, seen: &Entry) {
        let value = value(text);
        let Some(saw) = self.entry().change(seen, field, value.as_ref()) else { return };
        let bytes = u128::from(id).to_be_bytes();
        self.edits.push(Edit {
            id: EditId::from_bytes(bytes),
            entry: MEETING,
            field: field.to_owned(),
            value,
            saw,
            by: self.by.clone(),
            at: at(i64::from(id)),
        });
    }
    fn take(&mut self, edit: &Edit) {
        if self.edits.iter().all(|known| known.id != edit.id) {
            self.edits.push(edit.clone());
        }
    }
}

/// What a lead does, by number.
#[derive(Debug, Clone)]
enum Deed {
    /// Which desk writes what in which field; `stale`: in a form that was opened before the last edits came.
    Write { desk: usize, field: u8, word: u8, stale: usize },
    /// One edit of the other desk arrives, of those under way.
    Arrive { desk: usize, which: usize },
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let write = (0..2_usize, 0..3_u8, 0..5_u8, 0..3_usize).prop_map(|(desk, field, word, stale)| Deed::Write {
        desk,
        field,
        word,
        stale,
    });
    let arrive = (0..2_usize, 0..8_usize).prop_map(|(desk, which)| Deed::Arrive { desk, which });
    prop::collection::vec(prop_oneof![write, arrive], 1..40)
}

/// Plays the deeds on two desks between which edits arrive in any order.
fn play(deeds: &[Deed]) -> [Desk; 2] {
    let mut desks = [Desk::new(0), Desk::new(1)];
    for (n, deed) in deeds.iter().enumerate() {
        match *deed {
            Deed::Write { desk, field, word, stale } => {
                let known = desks[desk].edits.len().saturating_sub(stale);
                let seen = Entry::of(MEETING, desks[desk].edits[..known].iter().cloned());
                let text = if word == 0 { String::new() } else { format!("word {word}") };
                desks[desk].write(u16::try_from(n).unwrap(), &format!("field{field}"), &text, &seen);
            }
            Deed::Arrive { desk, which } => {
                let theirs = desks[1 - desk].edits.clone();
                let under_way: Vec<_> =
                    theirs.iter().filter(|edit| desks[desk].edits.iter().all(|known| known.id != edit.id)).collect();
                if let Some(edit) = under_way.get(which % under_way.len().max(1)) {
                    let edit = (*edit).clone();
                    desks[desk].take(&edit);
                }
            }
        }
    }
    desks
}

proptest! {
    #[test]
    fn in_the_end_both_sides_hold_the_same(deeds in deeds(), order in subsequence((0..40_usize).collect::<Vec<_>>(), 0..40)) {
        let [ours, theirs] = play(&deeds);
        let all: Vec<Edit> = ours.edits.iter().chain(&theirs.edits).cloned().collect();
        let (mut a, mut b) = (ours, theirs);
        for edit in &all { a.take(edit); }
        // The other side gets them in another order: some first, the rest backwards.
        for n in order { if let Some(edit) = all.get(n) { b.take(edit); } }
        for edit in all.iter().rev() { b.take(edit); }
        let (a, b) = (a.entry(), b.entry());
        prop_assert_eq!(&a, &b);
        for field in ["field0", "field1", "field2"] {
            prop_assert_eq!(a.value(field), b.value(field));
        }
        prop_assert_eq!(a.disputed(), b.disputed());
    }

    #[test]
    fn nothing_that_anybody_wrote_is_lost(deeds in deeds()) {
        let [ours, theirs] = play(&deeds);
        let all: Vec<Edit> = ours.edits.iter().chain(&theirs.edits).cloned().collect();
        let entry = Entry::of(MEETING, all.clone());
        for edit in &all {
            // Either it still stands, or somebody who had it before their eyes wrote past it; in both cases it can be read.
            let stands = entry.heads(&edit.field).iter().any(|head| head.id == edit.id);
            let passed = all.iter().any(|later| later.saw.contains(&edit.id) && later.field == edit.field);
            prop_assert!(stands ^ passed);
            prop_assert!(entry.history().iter().any(|known| known.id == edit.id));
        }
    }

    #[test]
    fn whoever_has_everything_before_their_eyes_joins_what_was_written_apart(deeds in deeds(), word in "[a-z]{1,9}") {
        let [ours, theirs] = play(&deeds);
        let mut desk = Desk { edits: ours.edits.iter().chain(&theirs.edits).cloned().collect(), ..ours };
        desk.edits.sort_by_key(|edit| edit.id);
        desk.edits.dedup_by_key(|edit| edit.id);
        let seen = desk.entry();
        for (n, field) in ["field0", "field1", "field2"].into_iter().enumerate() {
            desk.write(1000 + u16::try_from(n).unwrap(), field, &word, &seen);
        }
        let joined = desk.entry();
        prop_assert_eq!(joined.disputed(), BTreeSet::new());
        for field in ["field0", "field1", "field2"] {
            prop_assert_eq!(joined.text(field), word.as_str());
        }
    }
}

#[test]
fn words_of_a_form_that_was_open_too_long_stand_beside_what_was_written_meanwhile() {
    let (mut ours, mut theirs) = (Desk::new(0), Desk::new(1));
    ours.write(1, "why", "safer families", &Entry::of(MEETING, []));
    theirs.take(&ours.edits[0].clone());
    let opened = theirs.entry();
    ours.write(2, "why", "healthier families", &ours.entry());
    theirs.take(&ours.edits[1].clone());
    theirs.write(3, "why", "families at peace", &opened);
    let entry = theirs.entry();
    assert_eq!(entry.disputed(), BTreeSet::from(["why"]));
    let both: Vec<_> = entry.heads("why").iter().filter_map(|edit| edit.value.clone()).collect();
    assert_eq!(both, [value("healthier families").unwrap(), value("families at peace").unwrap()]);
    // A field that nobody touched in the old form takes nothing back.
    theirs.write(4, "why", "safer families", &opened);
    assert_eq!(theirs.entry().heads("why").len(), 2);
}

#[test]
fn a_change_is_undone_by_writing_what_stood_before() {
    let mut desk = Desk::new(0);
    desk.write(1, "why", "safer families", &desk.entry());
    desk.write(2, "why", "something else", &desk.entry());
    let entry = desk.entry();
    let last = *entry.heads("why").last().unwrap();
    assert_eq!(entry.before(last), value("safer families").as_ref());
    assert_eq!(entry.before(entry.edit(EditId::from_bytes(1_u128.to_be_bytes())).unwrap()), None);
    assert_eq!(entry.last().unwrap().1, at(2));
    assert_eq!(entry.first().unwrap().1, at(1));
}

#[test]
fn the_same_words_from_both_sides_are_no_dispute() {
    let (mut ours, mut theirs) = (Desk::new(0), Desk::new(1));
    let nothing = Entry::of(MEETING, []);
    ours.write(1, "why", "safer families", &nothing);
    theirs.write(2, "why", "safer families", &nothing);
    ours.take(&theirs.edits[0].clone());
    assert!(ours.entry().disputed().is_empty());
    let before = ours.edits.len();
    ours.write(3, "why", "safer families", &nothing);
    assert_eq!(ours.edits.len(), before, "a form that is posted twice writes once");
}

#[test]
fn a_field_takes_what_it_is_for_and_nothing_else() {
    let read = |shape: Shape, raw: &str| shape.read(raw).map(|value| value.map(|value| value.as_str().to_owned()));
    let good = |text: &str| Ok(Some(text.to_owned()));
    let bad = Err(FieldError::Unreadable);
    for (shape, raw, expected) in [
        (WORDS, "  Why are we doing this? ", good("Why are we doing this?")),
        (WORDS, "   ", Ok(None)),
        (Shape::Words(3), "long", Err(FieldError::Text(domain::text::TextError::TooLong { max: 3 }))),
        (Shape::Choice(&["video", "phone"]), "phone", good("phone")),
        (Shape::Choice(&["video", "phone"]), "fax", bad.clone()),
        (Shape::Choices(&["a", "b", "c"]), "c a a", good("a c")),
        (Shape::Choices(&["a", "b", "c"]), "a d", bad.clone()),
        (Shape::Count(500), "0042", good("42")),
        (Shape::Count(500), "501", Err(FieldError::TooMuch(500))),
        (Shape::Count(500), "-1", bad.clone()),
        (Shape::Money, "$1,250.5", good("125050")),
        (Shape::Money, "12", good("1200")),
        (Shape::Money, "1.234", bad.clone()),
        (Shape::Money, "99999999.00", Err(FieldError::TooMuch(1_000_000_000))),
        (Shape::Day, "2027-02-28", good("2027-02-28")),
        (Shape::Day, "2027-02-30", bad.clone()),
        (Shape::Clock, "23:59", good("23:59")),
        (Shape::Clock, "24:00", bad.clone()),
        (Shape::Clock, "9:00", bad.clone()),
        (Shape::Flag, "on", good("on")),
        (Shape::Flag, "yes", bad.clone()),
        (Shape::Phone, "(800) 555-0100", good("(800) 555-0100")),
        (Shape::Phone, "555-0100", bad.clone()),
        (Shape::Phone, "call Ana", bad.clone()),
        (Shape::Link, "https://www.example.org/guide?page=2", good("https://www.example.org/guide?page=2")),
        (Shape::Link, "https://x.org/?q=312-555-0142", Err(FieldError::Person(Likeness::Phone))),
        (Shape::Link, "http://example.org", bad.clone()),
        (Shape::Link, "javascript:alert(1)", bad.clone()),
        (Shape::Link, "https://a:b@example.org/", bad.clone()),
        (Shape::Link, "https://example.org/\">x", bad.clone()),
        (Shape::Written(4), "abcd", good("abcd")),
        (Shape::Written(4), "abcde", bad.clone()),
    ] {
        assert_eq!(read(shape, raw), expected, "{shape:?} {raw}");
    }
}

#[test]
fn words_that_look_like_a_person_are_not_taken() {
    let told = WORDS.read("Call Ana at 312-555-0142").unwrap_err();
    assert_eq!(told, FieldError::Person(Likeness::Phone));
    assert!(!told.to_string().contains("Ana"), "and the answer does not repeat them");
}

#[test]
fn whoever_something_is_in_the_name_of_stands_in_one_of_three_fields() {
    for noun in Noun::ALL {
        for field in noun.fields().iter().filter(|field| field.shape == Shape::Staff) {
            assert!(
                ["owner", "owner_health_center", "owner_advocacy"].contains(&field.code),
                "{noun:?} {}",
                field.code
            );
        }
    }
}
