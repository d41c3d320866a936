//! When messages may cross between two organizations.

use crate::any::{OURS, PARTNER, STRANGER};
use domain::ids::{MemberId, PartnershipId};
use domain::partnership::{Liaisons, NotOpen, Partnership, PartnershipState, Side};

const KEY: [u8; 32] = [5; 32];

fn liaisons(first: u8, second: u8) -> Option<Liaisons> {
    Some(Liaisons { liaison: MemberId::from_bytes([first; 16]), alternate: MemberId::from_bytes([second; 16]) })
}

fn open() -> Partnership {
    let side = |org, liaisons| Side { org, liaisons, confirmed_partner_key: Some(KEY) };
    Partnership {
        id: PartnershipId::from_bytes([4; 16]),
        sides: [side(OURS, liaisons(1, 2)), side(PARTNER, liaisons(3, 4))],
        state: PartnershipState::Active,
    }
}

fn with(change: impl Fn(&mut Partnership)) -> Result<domain::ids::OrgId, NotOpen> {
    let mut partnership = open();
    change(&mut partnership);
    partnership.may_send(OURS, &KEY)
}

#[test]
fn an_active_partnership_carries_messages_both_ways() {
    assert_eq!(open().may_send(OURS, &KEY), Ok(PARTNER));
    assert_eq!(open().may_send(PARTNER, &KEY), Ok(OURS));
    assert_eq!(open().partner_of(STRANGER), None);
    assert_eq!(open().may_send(STRANGER, &KEY), Err(NotOpen::Stranger));
}

#[test]
fn a_paused_partnership_sends_nothing() {
    assert_eq!(with(|p| p.state = PartnershipState::Paused), Err(NotOpen::Paused));
}

#[test]
fn a_partnership_that_is_still_forming_sends_nothing_even_with_everything_in_place() {
    assert!(with(|p| p.state = PartnershipState::Forming).is_err());
}

#[test]
fn no_partnership_is_open_without_a_liaison_and_another_person_as_alternate_on_each_side() {
    for side in 0..2 {
        assert_eq!(with(|p| p.sides[side].liaisons = None), Err(NotOpen::LiaisonMissing));
        assert_eq!(with(|p| p.sides[side].liaisons = liaisons(7, 7)), Err(NotOpen::LiaisonMissing));
    }
}

#[test]
fn nothing_is_sent_to_a_key_that_was_not_compared() {
    assert_eq!(with(|p| p.sides[0].confirmed_partner_key = None), Err(NotOpen::KeyNotConfirmed));
    assert_eq!(with(|p| p.sides[0].confirmed_partner_key = Some([6; 32])), Err(NotOpen::KeyNotConfirmed));
    assert_eq!(open().may_send(OURS, &[6; 32]), Err(NotOpen::KeyNotConfirmed), "the key has changed since");
    assert_eq!(with(|p| p.sides[1].confirmed_partner_key = None), Ok(PARTNER), "that side answers for itself");
}

#[test]
fn the_order_of_the_sides_says_nothing() {
    assert_eq!(with(|p| p.sides.reverse()), Ok(PARTNER));
}

#[test]
fn whoever_hands_over_is_followed_in_their_own_place() {
    let [a, b, c] = [1, 2, 3].map(|n| MemberId::from_bytes([n; 16]));
    let two = Liaisons { liaison: a, alternate: b };
    assert_eq!(two.handed_over(a, c), Some(Liaisons { liaison: c, alternate: b }));
    assert_eq!(two.handed_over(b, c), Some(Liaisons { liaison: a, alternate: c }));
    assert_eq!(two.handed_over(a, b), Some(Liaisons { liaison: b, alternate: a }), "they change places");
    assert_eq!(two.handed_over(c, a), None);
}

#[test]
fn the_alternate_takes_over_from_a_liaison_who_is_gone() {
    let [a, b, c] = [1, 2, 3].map(|n| MemberId::from_bytes([n; 16]));
    let two = Liaisons { liaison: a, alternate: b };
    assert_eq!(two.without(a, [b, a, c]), Some(Liaisons { liaison: b, alternate: c }));
    assert_eq!(two.without(b, [a, c]), Some(Liaisons { liaison: a, alternate: c }));
    let alone = two.without(a, [b]).unwrap();
    assert_eq!(alone, Liaisons { liaison: b, alternate: a }, "nobody stands in, and nothing is closed by it");
    assert_eq!(two.without(c, [a]), None);
}

proptest::proptest! {
    #[test]
    fn whoever_leaves_the_two_stay_two_and_the_partnership_open(gone in 0_u8..4, stand_ins in proptest::collection::vec(0_u8..6, 0..5)) {
        let id = |n: u8| MemberId::from_bytes([n; 16]);
        let two = Liaisons { liaison: id(0), alternate: id(1) };
        if let Some(now) = two.without(id(gone), stand_ins.iter().copied().map(id)) {
            let is_open = with(|p| p.sides[0].liaisons = Some(now)).is_ok();
            proptest::prop_assert!(is_open && now.liaison != id(gone));
        }
    }
}
