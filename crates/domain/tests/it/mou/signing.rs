//! From draft to signed, amended and begun later; and what is refused on the way.

use super::*;

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
