//! What each side knows of its own staff: who was at a training, who is certified, who takes a slot.

use super::{By, Year};
use app::{qualified, trainings};
use domain::ids::CertificateId;
use domain::qualified::{Certificate, Skill};
use domain::training::Attendance;
use domain::workspace::Noun;

/// Days ago, whose staff, which training, and who: with answers before and after.
pub(super) type There = (i64, By, &'static str, &'static [(&'static str, u8, u8)]);

const THERE: &[There] = &[
    (322, By::Dana, "at harbor", &[("dana", 2, 4), ("rosa", 2, 5), ("sam", 1, 4)]),
    (298, By::Maya, "at lakeside", &[("maya", 3, 5), ("ines", 2, 4)]),
    (148, By::Dana, "cues", &[("rosa", 4, 5), ("sam", 2, 4)]),
    (148, By::Maya, "cues", &[("ines", 3, 5), ("june", 1, 4)]),
];

/// Days ago, who, for what, hours, first and last day counted from today.
pub(super) type Certified = (i64, &'static str, Skill, u32, i32, Option<i32>);

const CERTIFIED: &[Certified] = &[
    (330, "ines", Skill::Advocacy, 40, -330, None),
    (330, "june", Skill::Advocacy, 40, -330, None),
    (330, "june", Skill::SexualHealth, 24, -325, Some(40)),
    (198, "ines", Skill::HivTesting, 16, -198, Some(167)),
];

const TAKEN: &[(i64, &str, &str)] = &[(33, "tests", "ines"), (9, "class", "june")];

/// Something that a lead wrote of their own staff.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    There(&'static There),
    Certified(&'static Certified),
    Taken(&'static (i64, &'static str, &'static str)),
}

/// All of them, with how many days ago.
pub(super) fn deeds() -> Vec<(i64, Deed)> {
    let there = THERE.iter().map(|one| (one.0, Deed::There(one)));
    let certified = CERTIFIED.iter().map(|one| (one.0, Deed::Certified(one)));
    there.chain(certified).chain(TAKEN.iter().map(|one| (one.0, Deed::Taken(one)))).collect()
}

pub(super) async fn write(year: &Year<'_>, deed: Deed) -> app::Result<()> {
    let (app, alliance) = (year.app, year.pair.partnership);
    let member = |name: &str| year.who(name).map(app::Session::member).ok_or(app::Error::NotFound);
    match deed {
        Deed::There((_, by, training, all)) => {
            let there = |(name, before, after): &(&str, u8, u8)| -> app::Result<Attendance> {
                Ok(Attendance { member: member(name)?, before: Some(*before), after: Some(*after) })
            };
            let there: app::Result<Vec<Attendance>> = all.iter().map(there).collect();
            let of = (alliance, year.entry(Noun::Training, training));
            let seen = trainings::attendance(app, year.lead(*by), of).await?.seen;
            trainings::set_attendance(app, year.lead(*by), of, (there?, seen)).await
        }
        Deed::Certified((_, who, skill, hours, from, to)) => {
            let certificate = Certificate {
                id: CertificateId::new(app.next_id()),
                member: member(who)?,
                skill: *skill,
                hours: *hours,
                certified_on: year.day(*from),
                expires_on: to.map(|to| year.day(to)),
            };
            qualified::add(app, year.lead(By::Maya), certificate).await
        }
        Deed::Taken((_, slot, who)) => {
            let of = (alliance, year.entry(Noun::Slot, slot));
            qualified::assign(app, year.lead(By::Maya), of, Some(member(who)?)).await
        }
    }
}
