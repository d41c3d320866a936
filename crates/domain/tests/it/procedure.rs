//! How a person is introduced: two leads write it, both accept it, and it is live. How soon is counted in hours or in
//! business days.

use crate::any::{OURS, PARTNER, at};
use domain::day::Day;
use domain::ids::{EditId, EntryId, MemberId, OrgId, PartnershipId};
use domain::mou::clause::accepted;
use domain::mou::procedure::{MOST_LINES, MOST_STEPS, NotLive, Part, entry};
use domain::mou::{Procedure, Promise, Sides, mark};
use domain::org::{Language, OrgKind};
use domain::referral::Direction;
use domain::text::Label;
use domain::time::Timestamp;
use domain::workspace::{Author, Edit, Entry, Value};
use proptest::prelude::*;
use std::collections::BTreeSet;

const PARTNERSHIP: PartnershipId = PartnershipId::from_bytes([7; 16]);
const SIDES: Sides = Sides { health_center: OURS, advocacy: PARTNER };
const WAY: Direction = Direction::ToAdvocacy;
/// The hotline of whoever receives.
const LINE: Option<&str> = Some("(800) 555-0149");

fn edit(by: OrgId, entry: EntryId, n: u8, field: &str, value: &str) -> Edit {
    Edit {
        id: EditId::from_bytes([n; 16]),
        entry,
        field: field.to_owned(),
        value: Value::stored(value.to_owned()),
        saw: BTreeSet::new(),
        by: Author { org: by, member: MemberId::from_bytes([1; 16]), name: Label::parse("Lead").unwrap() },
        at: at(i64::from(n)),
    }
}

fn step(part: Part, fields: &[(&str, &str)]) -> Entry {
    let id = part.entry(PARTNERSHIP, WAY);
    let place = part.place().to_string();
    let given = [("direction", WAY.code()), ("place", &place)];
    let all = given.iter().chain(fields).enumerate();
    let edits = all.map(|(n, (field, value))| edit(OURS, id, u8::try_from(n).unwrap() + 1, field, value));
    Entry::of(id, edits)
}

fn steps() -> Vec<Entry> {
    let respond = [("name", "Answer"), ("who", "Advocate on duty"), ("within", "hours_2")];
    vec![step(Part::Respond, &respond), step(Part::Offer, &[("name", "Offer"), ("who", "Nurse")])]
}

fn draft(steps: &[Entry]) -> Procedure {
    Procedure::draft(PARTNERSHIP, WAY, &Entry::of(entry(PARTNERSHIP, WAY), []), steps)
}

#[test]
fn the_steps_stand_in_their_order_and_the_answer_says_how_soon() {
    let procedure = draft(&steps());
    let names: Vec<_> = procedure.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["Offer", "Answer"]);
    assert_eq!((procedure.response(), procedure.connects()), (Some(Promise::Hours2), None));
    let connect = step(Part::Connect, &[("name", "Connect"), ("who", "Advocate on duty"), ("within", "minutes_15")]);
    assert_eq!(draft(&[steps(), vec![connect]].concat()).connects(), Some(Promise::Minutes15));
    let back = Procedure::draft(
        PARTNERSHIP,
        Direction::ToHealthCenter,
        &Entry::of(EntryId::from_bytes([0; 16]), []),
        &steps(),
    );
    assert!(back.steps.is_empty(), "each direction has its own");
}

#[test]
fn it_is_live_by_both_sides_own_word_over_the_same_words() {
    let procedure = draft(&steps());
    let (id, hash) = (entry(PARTNERSHIP, WAY), mark(&procedure.hash()));
    let head = |edits: Vec<Edit>| Entry::of(id, edits);
    let ours = edit(OURS, id, 1, accepted(OrgKind::HealthCenter), &hash);
    let theirs = edit(PARTNER, id, 2, accepted(OrgKind::Advocacy), &hash);
    let forged = edit(OURS, id, 3, accepted(OrgKind::Advocacy), &hash);
    let old = edit(PARTNER, id, 4, accepted(OrgKind::Advocacy), &mark(&[1; 32]));
    let by = |edits| procedure.accepted_by(&head(edits), &SIDES);
    assert_eq!(by(vec![]), []);
    assert_eq!(by(vec![ours.clone()]), [OrgKind::HealthCenter]);
    assert_eq!(by(vec![ours.clone(), theirs]), Sides::KINDS);
    assert_eq!(by(vec![ours.clone(), forged]), [OrgKind::HealthCenter], "nobody accepts for the other side");
    assert_eq!(by(vec![ours, old]), [OrgKind::HealthCenter], "these are other words");
}

#[test]
fn what_is_not_finished_does_not_go_live() {
    let (steps, nothing) = (steps(), Entry::of(entry(PARTNERSHIP, WAY), []));
    let ready = |procedure: &Procedure, live| procedure.may_go_live(&[&nothing], live, LINE);
    let procedure = draft(&steps);
    assert_eq!(ready(&procedure, None), Ok(()));
    assert_eq!(ready(&procedure, Some(&procedure)), Err(NotLive::Unchanged));
    assert_eq!(ready(&draft(&[]), None), Err(NotLive::Empty));
    let mut without_anybody = procedure.clone();
    without_anybody.steps[0].who = String::new();
    assert_eq!(ready(&without_anybody, Some(&procedure)), Err(NotLive::Unfinished));
    let mut long = procedure.clone();
    long.steps = vec![procedure.steps[0].clone(); MOST_STEPS + 1];
    assert_eq!(ready(&long, None), Err(NotLive::TooMany));
    let id = Part::Offer.entry(PARTNERSHIP, WAY);
    let apart = Entry::of(id, [edit(OURS, id, 1, "name", "Offer"), edit(PARTNER, id, 2, "name", "Ask")]);
    assert_eq!(procedure.may_go_live(&[&apart], None, LINE), Err(NotLive::Disputed));
}

#[test]
fn the_step_that_is_marked_says_how_soon_and_without_one_nothing_does() {
    let mut procedure = draft(&steps());
    assert_eq!(procedure.response(), Some(Promise::Hours2), "the template's own step, where none is marked");
    let before = procedure.hash();
    procedure.steps[0].answers = true;
    procedure.steps[0].within = Some(Promise::Hours1);
    assert_eq!(procedure.response(), Some(Promise::Hours1));
    assert_ne!(procedure.hash(), before, "what both accepted was not marked");
    procedure.steps[0].within = None;
    assert_eq!(procedure.response(), None, "a step that answers without a time promises none");
    let mut own = procedure.clone();
    own.steps.retain(|step| step.entry != Part::Respond.entry(PARTNERSHIP, WAY));
    own.steps[0].answers = false;
    assert_eq!(own.response(), None, "the leads took the template's step out");
    // What was stored before a step could be marked reads as it did.
    let json = serde_json::to_string(&own).unwrap();
    assert!(!json.contains("answers") && !json.contains("script_other"));
    assert_eq!(serde_json::from_str::<Procedure>(&json).unwrap(), own);
}

#[test]
fn what_takes_more_than_a_page_does_not_go_live() {
    let (mut procedure, nothing) = (draft(&steps()), Entry::of(entry(PARTNERSHIP, WAY), []));
    let long = |step: &domain::mou::procedure::Step| {
        let words = |n: usize| "palabra ".repeat(n / 8);
        domain::mou::procedure::Step { script: words(600), fallback: words(600), ..step.clone() }
    };
    let (first, answer) = (procedure.steps[0].clone(), procedure.steps[1].clone());
    procedure.steps = vec![long(&first), long(&answer)];
    assert_eq!(procedure.may_go_live(&[&nothing], None, LINE), Ok(()));
    procedure.steps = vec![procedure.steps[0].clone(); MOST_STEPS];
    assert!(procedure.n_lines() > MOST_LINES);
    assert_eq!(procedure.may_go_live(&[&nothing], None, LINE), Err(NotLive::TooLong));
}

#[test]
fn business_days_leave_out_weekends_and_holidays_and_keep_the_hour_across_a_change_of_time() {
    let zone = "America/Chicago";
    let clock = |day: &str, hours: i64| {
        Timestamp::from_micros(Day::parse(day).unwrap().begins(zone).micros() + hours * 3_600_000_000)
    };
    for (promise, from, due) in [
        (Promise::BusinessDays1, clock("2026-11-23", 10), clock("2026-11-24", 10)),
        (Promise::BusinessDays1, clock("2026-11-27", 16), clock("2026-11-30", 16)),
        (Promise::BusinessDays2, clock("2026-11-19", 9), clock("2026-11-23", 9)),
        // Thanksgiving is on 26 November 2026; the day after it is no federal holiday.
        (Promise::BusinessDays1, clock("2026-11-25", 10), clock("2026-11-27", 10)),
        // Independence Day 2026 is a Saturday, kept on the Friday before (5 U.S.C. 6103(b)(1)).
        (Promise::BusinessDays1, clock("2026-07-02", 10), clock("2026-07-06", 10)),
        (Promise::BusinessDays1, clock("2026-11-28", 9), clock("2026-11-30", 9)),
        // Clocks go back on 1 November 2026, a Sunday.
        (Promise::BusinessDays1, clock("2026-10-30", 15), clock("2026-11-02", 15)),
        (Promise::Hours8, clock("2026-11-27", 16), clock("2026-11-28", 0)),
    ] {
        assert_eq!(promise.due(from, zone), due, "{promise:?}");
    }
    // Who comes on the very day of a change, after it, is answered at the same hour by the clock on the wall.
    let wall = |day: &str| Day::parse(day).unwrap().at(15, 30, zone);
    for (from, due) in [("2026-11-01", "2026-11-02"), ("2027-03-14", "2027-03-15")] {
        assert_eq!(Promise::BusinessDays1.due(wall(from), zone), wall(due), "{from}");
    }
}

proptest! {
    #[test]
    fn a_shorter_promise_is_never_due_later(micros in 0..400 * crate::any::DAY) {
        let dues: Vec<_> = Promise::ALL.iter().map(|promise| promise.due(at(micros), "America/Chicago")).collect();
        // A night in which clocks go forward makes a business day an hour shorter.
        let hour = 3_600_000_000;
        prop_assert!(dues.windows(2).all(|pair| pair[0].micros() <= pair[1].micros() + hour));
        prop_assert!(dues[0] > at(micros));
        prop_assert!(*dues.last().unwrap() <= at(micros).plus_days(domain::time::Days(6)));
    }

    #[test]
    fn the_hash_changes_if_and_only_if_a_word_does(a in procedure(), b in procedure()) {
        prop_assert_eq!(a.hash() == b.hash(), a == b);
    }
}

fn procedure() -> impl Strategy<Value = Procedure> {
    let promise = proptest::option::of(prop::sample::select(&Promise::ALL[..2]));
    let words = ("[ab]{0,2}", "[ab]{0,1}", "[ab]{0,1}", "[ab]{0,1}", "[ab]{0,1}");
    let step = (words, promise, 0..2_u32).prop_map(|((name, who, script, script_other, fallback), within, place)| {
        domain::mou::procedure::Step {
            entry: EntryId::from_bytes([1; 16]),
            place,
            name,
            who,
            within,
            script,
            script_other,
            fallback,
            answers: place == 1,
        }
    });
    let hotline = proptest::option::of("800 555 01[0-1]{2}");
    (hotline, prop::collection::vec(step, 0..3)).prop_map(|(hotline, steps)| Procedure {
        partnership: PARTNERSHIP,
        direction: WAY,
        hotline,
        steps,
    })
}

#[test]
fn what_to_say_is_had_in_the_language_of_whoever_reads_it() {
    let english = "Can I call somebody who helps with this, now, while you are here with me?";
    let spanish = "¿Puedo llamar ahora a alguien que ayuda con esto, mientras usted está aquí conmigo?";
    let step = |script: &str, other: &str| domain::mou::procedure::Step {
        script: script.to_owned(),
        script_other: other.to_owned(),
        ..draft(&steps()).steps[0].clone()
    };
    // Whichever was written first.
    for both in [step(english, spanish), step(spanish, english)] {
        assert_eq!((both.script_in(Language::En), both.script_in(Language::Es)), (english, spanish));
    }
    for one in [step(english, ""), step("", english)] {
        assert_eq!(one.script_in(Language::Es), english, "better these words than none");
    }
    assert_eq!(step("", "").script_in(Language::En), "");
}

#[test]
fn nothing_goes_live_without_a_line_for_when_nobody_answers_and_a_time_by_which_somebody_does() {
    let (mut procedure, nothing) = (draft(&steps()), Entry::of(entry(PARTNERSHIP, WAY), []));
    let ready = |procedure: &Procedure, own| procedure.may_go_live(&[&nothing], None, own);
    assert_eq!(ready(&procedure, None), Err(NotLive::NoLine));
    assert_eq!(ready(&procedure, LINE), Ok(()), "the receiver's own");
    procedure.hotline = Some("1-800-799-7233".into());
    assert_eq!(ready(&procedure, None), Ok(()), "one that the two name");
    for step in &mut procedure.steps {
        step.within = None;
    }
    assert_eq!(ready(&procedure, None), Err(NotLive::NoAnswer));
}
