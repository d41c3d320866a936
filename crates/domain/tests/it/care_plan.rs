//! A coordinated care plan is open while a release for it lives, and ends with the last of them.

use crate::any::{DAY, NOW, at, cleared_by_release, sample};
use domain::care_plan::{ended_at, open_until};
use domain::release::{Purpose, Release};
use domain::time::Timestamp;
use proptest::prelude::*;

fn paper(purpose: Purpose, signed: i64, end: i64, revoked: Option<i64>) -> Release {
    let mut release = sample(cleared_by_release()).release;
    release.purpose = purpose;
    release.expires_at = Some(at(end));
    release.revoked_at = revoked.map(at);
    if let Some(signature) = &mut release.signature {
        signature.signed_at = at(signed);
    }
    release
}

#[test]
fn a_plan_is_open_until_the_last_release_for_it_ends() {
    use Purpose::{CoordinatedCare, Feedback, WarmReferral};
    let live = paper(CoordinatedCare, -DAY, DAY, None);
    let longer = paper(CoordinatedCare, -DAY, 3 * DAY, None);
    let taken_back = paper(CoordinatedCare, -DAY, 9 * DAY, Some(-1));
    let others = [paper(Feedback, -DAY, 9 * DAY, None), paper(WarmReferral, -DAY, 9 * DAY, None)];
    assert_eq!(open_until(&[live.clone(), longer, taken_back.clone()], NOW), Some(at(3 * DAY)));
    assert_eq!(open_until(&others, NOW), None, "another purpose opens no plan");
    assert_eq!(open_until(&[taken_back], NOW), None);
    let open = |now| open_until(std::slice::from_ref(&live), now);
    assert_eq!((open(at(DAY - 1)), open(at(DAY))), (Some(at(DAY)), None));
}

#[test]
fn a_plan_has_ended_when_its_last_release_has() {
    use Purpose::{CoordinatedCare, Feedback};
    let expired = paper(CoordinatedCare, -9 * DAY, -3 * DAY, None);
    let taken_back = paper(CoordinatedCare, -9 * DAY, 9 * DAY, Some(-DAY));
    let live = paper(CoordinatedCare, -DAY, DAY, None);
    let ended = |papers: &[Release]| ended_at(papers, Purpose::CoordinatedCare, NOW);
    assert_eq!(ended(std::slice::from_ref(&expired)), Some(at(-3 * DAY)));
    assert_eq!(ended(&[expired.clone(), taken_back.clone()]), Some(at(-DAY)));
    assert_eq!(ended(&[expired.clone(), live]), None, "it is open");
    assert_eq!(ended(&[paper(Feedback, -9 * DAY, -DAY, None)]), None, "there was none");
    let late = Release { revoked_at: Some(at(-DAY)), ..expired };
    assert_eq!(ended(&[late]), Some(at(-3 * DAY)), "taken back after it had ended changes nothing");
}

proptest! {
    #[test]
    fn a_plan_is_open_or_has_ended_and_never_both(
        papers in prop::collection::vec((-90..=0_i64, 0..=180_i64, prop::option::of(-90..=0_i64)), 1..4), now in -90..=180_i64
    ) {
        let papers: Vec<Release> = papers
            .into_iter()
            .map(|(signed, life, revoked)| {
                let day = |days: i64| days * DAY;
                paper(Purpose::CoordinatedCare, day(signed), day(signed + life), revoked.map(day))
            })
            .collect();
        let now = Timestamp::from_micros(at(now * DAY).micros());
        let (open, ended) = (open_until(&papers, now), ended_at(&papers, Purpose::CoordinatedCare, now));
        prop_assert!(open.is_some() != ended.is_some());
        prop_assert!(open.is_none_or(|end| end > now));
    }
}
