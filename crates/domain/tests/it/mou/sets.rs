//! What an agreement sets, when it reminds, how versions compare, and what cannot be frozen.

use super::*;

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
fn a_heading_that_was_changed_is_told_like_every_other_word() {
    let mut room = Room::frozen();
    let before = room.draft().words();
    room.write(OURS, Topic::Confidentiality.entry(PARTNERSHIP), "heading", "What we may tell");
    let after = room.draft().words();
    let moved: Vec<_> = compare::clauses(&before, &after).into_iter().filter(|one| !one.is_same()).collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].heading_moved().map(|(_, now)| now), Some("What we may tell"));
    assert!(compare::clauses(&after, &after).iter().all(|one| one.heading_moved().is_none()));
}

#[test]
fn a_clause_that_says_that_it_sets_something_is_not_frozen_while_it_sets_nothing() {
    for (topic, field, value) in [
        (Topic::ResponseTime, "response", "hours_4"),
        (Topic::Carried, "elements", "request"),
        (Topic::Releases, "longest_release", "30"),
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
    // Its words speak of how often, and of the smallest number: neither alone is what they say.
    for (first, then) in
        [(("period", "quarter"), ("least_shown", "11")), (("least_shown", "11"), ("period", "quarter"))]
    {
        let mut room = Room::frozen();
        let counts = Topic::Counts.entry(PARTNERSHIP);
        room.write(OURS, counts, "text", "As often as is set here, and no number below the smallest that is set here.");
        room.write(OURS, counts, first.0, first.1);
        room.both_accept_all();
        assert_eq!(room.freeze(), Err(NotReady::Unset(Topic::Counts)), "{first:?} alone");
        room.write(OURS, counts, then.0, then.1);
        room.both_accept_all();
        assert_eq!(room.freeze(), Ok(()));
    }
    // "That they ask to be connected, and nothing else" can be said, and is what is followed.
    let mut room = Room::frozen();
    room.write(OURS, Topic::Carried.entry(PARTNERSHIP), "text", "Nothing but that.");
    room.write(OURS, Topic::Carried.entry(PARTNERSHIP), "elements", "request");
    let terms = terms(&room.draft().words()).unwrap();
    assert_eq!(terms.elements, Some(BTreeSet::from([Element::Request])));
}
