//! The table of role × deed, as it is reviewed.

use crate::reviewed;
use domain::member::{Deed, Role, any_may, any_may_at, is_done_at, may, roles_at};
use domain::org::OrgKind;
use std::collections::BTreeSet;
use std::fmt::Write as _;

#[test]
fn the_table_of_roles_and_deeds_is_as_reviewed() {
    let mut table = format!("{:<20}", "");
    for role in Role::ALL {
        write!(table, " {:<10}", role.code()).unwrap();
    }
    for deed in Deed::ALL {
        write!(table, "\n{:<20}", deed.code()).unwrap();
        for role in Role::ALL {
            write!(table, " {:<10}", if may(*role, *deed) { "may" } else { "." }).unwrap();
        }
    }
    let trimmed: Vec<_> = table.lines().map(str::trim_end).collect();
    reviewed!("role_by_deed", trimmed.join("\n"));
}

#[test]
fn an_admin_manages_people_without_reading_cases() {
    use Deed::*;
    let cases = [
        WriteNote,
        SendReferral,
        ReadSent,
        ReadInbox,
        OpenReferral,
        AnswerReferral,
        WorkReferral,
        TakeRelease,
        ReadReleases,
        StopSharing,
        BookArrivals,
        ReadOpenings,
    ];
    for deed in cases {
        assert!(!may(Role::Admin, deed), "{deed:?}");
    }
    assert!(may(Role::Admin, ManagePeople));
}

#[test]
fn the_front_desk_and_a_reader_open_no_one() {
    for role in [Role::FrontDesk, Role::Reader] {
        for deed in [Deed::OpenReferral, Deed::ReadInbox, Deed::ReadSent, Deed::ReadReleases, Deed::TakeRelease] {
            assert!(!may(role, deed), "{role:?} {deed:?}");
        }
    }
}

#[test]
fn whoever_may_take_a_release_may_stop_it() {
    for role in Role::ALL {
        assert!(!may(*role, Deed::TakeRelease) || may(*role, Deed::StopSharing), "{role:?}");
    }
}

#[test]
fn whoever_meets_a_person_can_stop_by_the_code_they_say() {
    for role in Role::ALL {
        let meets = [Deed::StopSharing, Deed::BookArrivals, Deed::WorkReferral].iter().any(|deed| may(*role, *deed));
        assert_eq!(may(*role, Deed::StopByCode), meets, "{role:?}");
    }
    assert!(!may(Role::FrontDesk, Deed::StopSharing), "the front desk sees no record");
}

#[test]
fn every_deed_can_be_done_by_somebody_and_by_nobody_without_a_role() {
    for deed in Deed::ALL {
        assert!(Role::ALL.iter().any(|role| may(*role, *deed)), "{deed:?}");
        assert!(!any_may(&BTreeSet::new(), *deed), "{deed:?}");
    }
}

#[test]
fn what_is_done_at_a_coalition_is_as_reviewed() {
    let done = |kind| Deed::ALL.iter().filter(move |deed| is_done_at(kind, **deed)).map(|deed| deed.code());
    assert_eq!(
        done(OrgKind::Coalition).collect::<Vec<_>>(),
        [
            "manage_people",
            "manage_settings",
            "grant_keys",
            "manage_affiliations",
            "end_affiliation",
            "read_roll_up",
            "sum_period",
            "read_services",
            "read_audit"
        ]
    );
    for kind in [OrgKind::HealthCenter, OrgKind::Advocacy] {
        let not: Vec<_> = Deed::ALL.iter().filter(|deed| !is_done_at(kind, **deed)).collect();
        assert_eq!(not, [&Deed::ReadRollUp, &Deed::SumPeriod]);
    }
    let every: BTreeSet<Role> = Role::ALL.iter().copied().collect();
    for deed in [Deed::ReadInbox, Deed::OpenReferral, Deed::WriteNote, Deed::SendReferral, Deed::CloseTotals] {
        assert!(!any_may_at(OrgKind::Coalition, &every, deed), "{deed:?}");
    }
    let reader = BTreeSet::from([Role::Reader]);
    assert!(any_may_at(OrgKind::Coalition, &reader, Deed::ReadRollUp));
    assert!(!any_may_at(OrgKind::Coalition, &reader, Deed::SumPeriod));
    assert!(roles_at(OrgKind::Coalition).iter().all(|role| Role::ALL.contains(role)));
    for role in [Role::Clinician, Role::Advocate, Role::FrontDesk] {
        assert!(!roles_at(OrgKind::Coalition).contains(&role));
    }
}

#[test]
fn a_connection_is_ended_by_leads_and_at_a_coalition_by_admins_too() {
    for kind in OrgKind::ALL {
        let who = |role: &&Role| any_may_at(*kind, &BTreeSet::from([**role]), Deed::EndAffiliation);
        let who: Vec<Role> = Role::ALL.iter().filter(who).copied().collect();
        let expected = if *kind == OrgKind::Coalition { vec![Role::Admin, Role::Lead] } else { vec![Role::Lead] };
        assert_eq!(who, expected, "{kind:?}");
    }
}

#[test]
fn several_roles_may_what_any_of_them_may() {
    for first in Role::ALL {
        for second in Role::ALL {
            for deed in Deed::ALL {
                let either = may(*first, *deed) || may(*second, *deed);
                assert_eq!(any_may(&BTreeSet::from([*first, *second]), *deed), either);
            }
        }
    }
}
