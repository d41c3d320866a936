//! What a person asked for narrows to whom something goes, and nothing else does it for them.

use crate::any::{Asked, NOW, PARTNER, STRANGER, cleared_by_release, one, opened_body, some};
use domain::gate::{Basis, Predicate, clear, clear_opened, clear_stop};
use domain::message::Body;
use domain::org::OrgKind;
use domain::wishes::{Audience, Wish};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn refused(asked: &Asked, audience: Audience) -> bool {
    let mut from = asked.from.clone();
    from.audience = audience;
    clear(asked.message.clone(), &from, Basis::Releases(std::slice::from_ref(&asked.release)), NOW).is_err()
}

proptest! {
    #[test]
    fn a_wish_can_only_narrow_to_whom_something_goes(
        asked in cleared_by_release(), wishes in some(Wish::ALL), more in one(Wish::ALL), partner in one(&[PARTNER, STRANGER])
    ) {
        prop_assert!(!refused(&asked, Audience::Anyone));
        let audience = Audience::of(&wishes, partner);
        let wider: BTreeSet<Wish> = wishes.iter().copied().chain([more]).collect();
        prop_assert!(!refused(&asked, audience) || refused(&asked, Audience::of(&wider, partner)));
        let expected = wishes.contains(&Wish::Nobody) || (wishes.contains(&Wish::OnlyPartner) && partner != PARTNER);
        prop_assert_eq!(refused(&asked, audience), expected);
    }

    #[test]
    fn a_stop_goes_out_whatever_was_asked(asked in cleared_by_release()) {
        let stop = domain::message::Message { body: Body::Stop, part2: None, ..asked.message };
        prop_assert!(clear_stop(stop, asked.from.org).is_ok());
    }

    #[test]
    fn that_staff_opened_something_is_not_told_either(body in opened_body()) {
        let mut from = crate::any::discloser(OrgKind::HealthCenter, &[domain::org::Funding::Hrsa330], domain::time::Days(30));
        prop_assert!(clear_opened(crate::any::message(body.clone()), &from).is_ok());
        from.audience = Audience::Nobody;
        prop_assert_eq!(clear_opened(crate::any::message(body), &from).unwrap_err().failed, vec![Predicate::Restricted]);
    }
}
