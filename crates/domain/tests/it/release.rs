//! When a release lives, to the microsecond.

use crate::any::{Asked, DAY, at, cleared_by_release, sample};
use domain::gate::{Basis, clear};
use domain::release::{DEFAULT_DAYS, Release};
use domain::time::{Days, Timestamp};

/// A release signed today for fifteen days, and what it would clear.
fn fifteen_days() -> Asked {
    let mut asked = sample(cleared_by_release());
    asked.from.max_release = Days(30);
    asked.release.signature.as_mut().unwrap().signed_at = at(0);
    asked.release.expires_at = Some(at(0).plus_days(DEFAULT_DAYS));
    if let domain::message::Body::Referral(body) = &mut asked.message.body {
        body.until = at(0);
    }
    asked
}

fn clears(asked: &Asked, release: &Release, now: Timestamp) -> bool {
    let releases = std::slice::from_ref(release);
    clear(asked.message.clone().under(releases), &asked.from, Basis::Releases(releases), now).is_ok()
}

#[test]
fn a_release_lives_from_its_signature_to_the_moment_it_ends() {
    let asked = fifteen_days();
    let end = 15 * DAY;
    for (now, live, days_left) in [
        (-1, false, 0),
        (0, true, 15),
        (1, true, 15),
        (DAY, true, 14),
        (DAY + 1, true, 14),
        (end - DAY, true, 1),
        (end - 1, true, 1),
        (end, false, 0),
        (end + 1, false, 0),
    ] {
        assert_eq!(asked.release.is_live(at(now)), live, "{now}");
        assert_eq!(clears(&asked, &asked.release, at(now)), live, "the gate and the page agree at {now}");
        assert_eq!(asked.release.days_left(at(now)), Days(days_left), "{now}");
    }
}

#[test]
fn a_release_that_is_unsigned_undated_or_taken_back_does_not_live() {
    let asked = fifteen_days();
    let unsigned = Release { signature: None, ..asked.release.clone() };
    let undated = Release { expires_at: None, ..asked.release.clone() };
    for dead in [unsigned, undated, asked.release.clone().revoked(at(0)), asked.release.clone().revoked(at(DAY))] {
        assert!(!dead.is_live(at(0)) && !clears(&asked, &dead, at(0)));
        assert_eq!(dead.days_left(at(0)), Days(0));
    }
}
