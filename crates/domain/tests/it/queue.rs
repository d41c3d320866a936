//! Withdrawing leaves no queued send.

use crate::any::{Asked, DAY, NOW, at, cleared_by_agreement, cleared_by_release, message, one, sample};
use domain::gate::{Basis, Cleared, ClearedBy, clear, clear_stop};
use domain::ids::{MessageId, OrgId, ReleaseId};
use domain::message::{Body, Message};
use domain::queue::{Queued, revoke_with_queue};
use domain::release::Release;
use domain::time::Timestamp;
use proptest::prelude::*;

fn release_id(number: u8) -> ReleaseId {
    ReleaseId::from_bytes([number; 16])
}

/// What happens at an organization with three releases.
#[derive(Debug, Clone)]
enum Deed {
    Send(u8),
    SendAgreed,
    Stop,
    Withdraw(u8, Timestamp),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => (0..3_u8).prop_map(Deed::Send),
        1 => Just(Deed::SendAgreed),
        1 => Just(Deed::Stop),
        2 => (0..3_u8, -DAY..100 * DAY).prop_map(|(which, later)| Deed::Withdraw(which, at(later))),
    ];
    prop::collection::vec(deed, 0..40)
}

fn numbered(message: &Message, number: usize) -> Message {
    Message { id: MessageId::from_bytes((number as u128).to_be_bytes()), ..message.clone() }
}

fn send(asked: &Asked, release: &Release, number: usize) -> Option<Cleared<Message>> {
    let message = numbered(&asked.message, number);
    clear(message, &asked.from, Basis::Releases(std::slice::from_ref(release)), NOW).ok()
}

proptest! {
    #[test]
    fn withdrawing_leaves_no_queued_send(
        asked in cleared_by_release(), agreed in cleared_by_agreement(), deeds in deeds()
    ) {
        let mut releases = [0, 1, 2].map(|n| Release { id: release_id(n), ..asked.release.clone() });
        let mut queue: Vec<Queued> = Vec::new();
        for (number, deed) in deeds.into_iter().enumerate() {
            let cleared = match deed {
                Deed::Send(which) => send(&asked, &releases[usize::from(which)], number),
                Deed::SendAgreed => {
                    let said = numbered(&agreed.message, number);
                    clear(said, &agreed.from, Basis::Agreement(&agreed.agreement), NOW).ok()
                }
                Deed::Stop => clear_stop(numbered(&message(Body::Stop), number), asked.from.org).ok(),
                Deed::Withdraw(which, when) => {
                    let (before, release) = (queue.clone(), releases[usize::from(which)].clone());
                    let id = release.id;
                    let (withdrawn, left) = revoke_with_queue(release, queue, when);
                    prop_assert!(withdrawn.revoked_at.is_some() && !withdrawn.is_live(NOW));
                    let others: Vec<_> = before.into_iter().filter(|send| !send.stands_on(id)).collect();
                    prop_assert_eq!(&left, &others, "everything else waits on, in its order");
                    releases[usize::from(which)] = withdrawn;
                    queue = left;
                    None
                }
            };
            queue.extend(cleared.as_ref().map(Queued::of));
            for release in &releases {
                let waits = queue.iter().any(|send| send.stands_on(release.id));
                prop_assert!(!(waits && release.revoked_at.is_some()), "a withdrawn release still sends");
            }
        }
    }

    #[test]
    fn withdrawing_twice_keeps_the_first_time(asked in cleared_by_release(), first in any::<i64>(), second in any::<i64>()) {
        let once = asked.release.revoked(Timestamp::from_micros(first));
        prop_assert_eq!(once.clone().revoked(Timestamp::from_micros(second)), once);
    }

    #[test]
    fn a_queued_send_leaves_only_while_its_basis_lives(asked in cleared_by_release(), later in prop_oneof![-2..=2_i64, -DAY..i64::MAX / 4]) {
        let send = Queued::of(&send(&asked, &asked.release, 1).unwrap());
        let end = asked.release.expires_at.unwrap();
        let now = Timestamp::from_micros(end.micros() + later);
        prop_assert_eq!(send.may_leave(now), later < 0);
    }

    #[test]
    fn a_stop_is_never_too_late(at in any::<i64>(), kind in one(&[1_u8, 2])) {
        let from = OrgId::from_bytes([kind; 16]);
        let to = OrgId::from_bytes([3 - kind; 16]);
        let stop = clear_stop(Message { from, to, ..message(Body::Stop) }, from).unwrap();
        prop_assert!(Queued::of(&stop).may_leave(Timestamp::from_micros(at)));
        prop_assert_eq!(Queued::of(&stop).by, ClearedBy::Stop);
    }
}

#[test]
fn withdrawing_from_an_empty_queue_is_no_error() {
    let asked = sample(cleared_by_release());
    let (release, queue) = revoke_with_queue(asked.release, Vec::new(), at(0));
    assert!(queue.is_empty() && release.revoked_at == Some(at(0)));
}
