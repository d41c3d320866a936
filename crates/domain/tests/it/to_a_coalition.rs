//! Nothing about a person ever goes to a coalition, on whatever paper; totals go there as they were published, and in one kind
//! of message alone.

use crate::any::{
    NOW, OURS, PARTNER, STRANGER, cleared_by_agreement, cleared_by_release, discloser, message, opened_body, sample,
};
use domain::coalition::{Connection, ForCoalition, Keys};
use domain::gate::{
    Basis, ClearedBy, Predicate, clear, clear_end_of_connection, clear_for_coalition, clear_opened, clear_purge,
    clear_stop, clear_totals,
};
use domain::ids::PartnershipId;
use domain::measure::Measure;
use domain::message::{Body, Message, PurgeAnswer};
use domain::org::{Funding, OrgKind};
use domain::referral::Direction;
use domain::suppression::{History, Rule, Shown, release};
use domain::text::Label;
use domain::time::{Days, Month};
use domain::totals::{Cell, Counts, Line, Period, Report, SignedReport, tables};
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #[test]
    fn what_clears_to_a_partner_under_a_release_never_clears_to_a_coalition(asked in cleared_by_release()) {
        let mut asked = asked;
        let basis = [asked.release.clone()];
        prop_assert!(clear(asked.message.clone(), &asked.from, Basis::Releases(&basis), NOW).is_ok());
        asked.from.to_kind = OrgKind::Coalition;
        let refused = clear(asked.message, &asked.from, Basis::Releases(&basis), NOW).unwrap_err().failed;
        prop_assert_eq!(refused, vec![Predicate::TotalsOnly], "the release names the coalition, and that is no basis");
    }

    #[test]
    fn nor_what_clears_on_an_agreement(agreed in cleared_by_agreement()) {
        let mut agreed = agreed;
        agreed.from.to_kind = OrgKind::Coalition;
        let refused = clear(agreed.message, &agreed.from, Basis::Agreement(&agreed.agreement), NOW).unwrap_err().failed;
        prop_assert_eq!(refused, vec![Predicate::TotalsOnly]);
    }
}

#[test]
fn neither_does_a_word_about_an_opening_or_a_copy() {
    let mut from = discloser(OrgKind::HealthCenter, &[Funding::Hrsa330], Days(30));
    for body in [Body::PurgeAsked, Body::PurgeAnswered { answer: PurgeAnswer::NotHeld }] {
        from.to_kind = OrgKind::Advocacy;
        assert!(clear_purge(message(body.clone()), &from).is_ok());
        from.to_kind = OrgKind::Coalition;
        assert_eq!(clear_purge(message(body), &from).unwrap_err().failed, [Predicate::TotalsOnly]);
    }
    from.to_kind = OrgKind::Advocacy;
    assert!(clear_opened(message(opened()), &from).is_ok());
    from.to_kind = OrgKind::Coalition;
    assert_eq!(clear_opened(message(opened()), &from).unwrap_err().failed, [Predicate::TotalsOnly]);
}

fn opened() -> Body {
    sample(opened_body())
}

const PERIOD: Period = Period::Quarter(2026, 3);

fn published() -> History<Cell> {
    let mut counts = Counts::default();
    counts.add(Month { year: 2026, month: 9 }, Direction::ToAdvocacy, Measure::Delivered, 30);
    let made =
        release(Rule::USUAL, &tables(OrgKind::HealthCenter, &counts, &BTreeSet::from([PERIOD]), 11), &History::new());
    History::new().and(&made.unwrap())
}

fn report(n: u64) -> Report {
    let line = Line { direction: Direction::ToAdvocacy, measure: Measure::Delivered, shown: Shown::Count(n) };
    Report {
        partnership: PartnershipId::from_bytes([1; 16]),
        by: OURS,
        period: PERIOD.to_string(),
        smallest: 11,
        lines: vec![line],
    }
}

fn told(report: Report) -> Message {
    // The coalition is neither side of the partnership.
    let partner = Keys { org: STRANGER, intake: [1; 32], signing: [2; 32] };
    message(Body::CoalitionTotals(Box::new(ForCoalition { report, signature: vec![], partner })))
}

/// A connection with a coalition that stands, and whose words were compared.
const STANDS: Connection =
    Connection { from_kind: OrgKind::HealthCenter, to_kind: OrgKind::Coalition, is_confirmed: true, is_ended: false };

#[test]
fn nothing_is_told_along_what_has_ended_or_to_a_key_that_has_changed() {
    let published = published();
    for refused in [
        Connection { is_ended: true, ..STANDS },
        Connection { is_confirmed: false, ..STANDS },
        Connection { from_kind: OrgKind::Coalition, ..STANDS },
    ] {
        let failed = clear_for_coalition(told(report(30)), OURS, refused, &published).unwrap_err().failed;
        assert_eq!(failed, [Predicate::Custody], "{refused:?}");
    }
}

#[test]
fn the_word_that_it_has_ended_clears_from_either_side_and_as_nothing_else() {
    let word = || message(Body::AffiliationEnded);
    let back = Connection { from_kind: OrgKind::Coalition, to_kind: OrgKind::Advocacy, ..STANDS };
    for along in [STANDS, back] {
        // Neither a key that has changed nor an end that the other side has said holds it up.
        for along in [along, Connection { is_confirmed: false, is_ended: true, ..along }] {
            let cleared = clear_end_of_connection(word(), OURS, along).unwrap();
            assert_eq!((cleared.by(), cleared.until(), cleared.elements().len()), (ClearedBy::Stop, None, 0));
        }
        for refused in
            [Message { from: PARTNER, ..word() }, Message { to: OURS, ..word() }, message(Body::Stop), told(report(30))]
        {
            assert!(clear_end_of_connection(refused, OURS, along).is_err());
        }
    }
    for kind in OrgKind::ALL {
        let same = Connection { from_kind: *kind, to_kind: *kind, ..STANDS };
        assert!(clear_end_of_connection(word(), OURS, same).is_err(), "{kind:?}");
    }
    let from = discloser(OrgKind::HealthCenter, &[Funding::Hrsa330], Days(30));
    assert!(clear_stop(word(), OURS).is_err() && clear_purge(word(), &from).is_err());
    assert!(clear_opened(word(), &from).is_err() && clear_totals(word(), OURS, &published()).is_err());
    assert!(clear(word(), &from, Basis::Releases(&[]), NOW).is_err());
}

#[test]
fn totals_go_to_a_coalition_as_they_were_published_and_to_nobody_else_that_way() {
    let published = published();
    let cleared = clear_for_coalition(told(report(30)), OURS, STANDS, &published).unwrap();
    assert_eq!((cleared.by(), cleared.until(), cleared.elements().len()), (ClearedBy::Totals, None, 0));
    for to_kind in [OrgKind::HealthCenter, OrgKind::Advocacy] {
        assert!(clear_for_coalition(told(report(30)), OURS, Connection { to_kind, ..STANDS }, &published).is_err());
    }
    let to_partner = SignedReport { report: report(30), by_name: Label::parse("Dana").unwrap(), signature: vec![] };
    let mut of_the_coalition = told(report(30));
    if let Body::CoalitionTotals(told) = &mut of_the_coalition.body {
        told.partner.org = PARTNER;
    }
    for refused in [
        told(report(31)),
        told(Report { period: "2026-q2".to_owned(), ..report(30) }),
        told(Report { by: PARTNER, ..report(30) }),
        Message { from: PARTNER, ..told(report(30)) },
        Message { to: OURS, ..told(report(30)) },
        of_the_coalition,
        message(Body::Totals(Box::new(to_partner.clone()))),
        message(Body::Stop),
        message(Body::AffiliationEnded),
        message(opened()),
    ] {
        assert!(clear_for_coalition(refused, OURS, STANDS, &published).is_err());
    }
    assert!(clear_totals(message(Body::Totals(Box::new(to_partner))), OURS, &published).is_ok());
    assert!(clear_totals(told(report(30)), OURS, &published).is_err(), "a partner gets its own kind of message");
    assert!(clear_stop(told(report(30)), OURS).is_err());
}
