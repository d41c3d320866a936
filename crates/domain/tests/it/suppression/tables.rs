//! Random organizations, sites, months and services, and their tables.

use domain::suppression::{Sum, Sums, Tables};
use proptest::collection::vec;
use proptest::prelude::*;

/// A unit is its path: coalition, partnership, organization, site.
pub(super) type Unit = Vec<u8>;
/// A year, a quarter of it, a month of that.
pub(super) type Period = (Option<u8>, Option<u8>);
/// All services, or one.
pub(super) type Service = Option<u8>;
pub(super) type Place = ((Unit, Period), Service);

/// How a coalition looks, and what happened there.
#[derive(Debug, Clone)]
pub(super) struct Coalition {
    /// Sites of each organization of each partnership.
    sites: Vec<Vec<u8>>,
    services: u8,
    pub quarters: u8,
    pub months: u8,
    counts: Vec<u64>,
}

/// Mostly small numbers: these are the trouble.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![2 => Just(0_u64), 5 => 1..=10_u64, 3 => 11..=30_u64, 2 => 31..=400_u64]
}

pub(super) fn coalition() -> impl Strategy<Value = Coalition> {
    let sites = vec(vec(1..=3_u8, 1..=2), 1..=2);
    (sites, prop_oneof![Just(0_u8), Just(2), Just(3)], 1..=2_u8, 2..=3_u8, vec(count(), 40))
        .prop_map(|(sites, services, quarters, months, counts)| Coalition { sites, services, quarters, months, counts })
}

impl Coalition {
    /// One that was a trouble once.
    pub(super) fn of(sites: &[&[u8]], [services, quarters, months]: [u8; 3], counts: &[u64]) -> Self {
        let sites = sites.iter().map(|sites| sites.to_vec()).collect();
        Self { sites, services, quarters, months, counts: counts.to_vec() }
    }

    pub(super) fn units(&self) -> Sums<Unit> {
        let mut units = Sums::flat([vec![]]);
        let partnerships = self.sites.iter().zip(0_u8..);
        units = units.with(vec![], partnerships.clone().map(|(_, p)| vec![p]).collect());
        for (organizations, p) in partnerships {
            let numbered = organizations.iter().zip(0_u8..);
            units = units.with(vec![p], numbered.clone().map(|(_, o)| vec![p, o]).collect());
            for (sites, o) in numbered {
                units = units.with(vec![p, o], (0..*sites).map(|site| vec![p, o, site]).collect());
            }
        }
        units
    }

    pub(super) fn services(&self) -> Sums<Service> {
        Sums::flat([None]).with(None, (0..self.services).map(Some).collect())
    }

    /// What happened somewhere in a month: a number that hangs on the place alone.
    pub(super) fn count(&self, ((unit, (quarter, month)), service): &Place) -> u64 {
        let numbers = unit.iter().copied().chain([quarter.unwrap_or(9), month.unwrap_or(9), service.unwrap_or(9)]);
        let at = numbers.fold(17_usize, |at, number| at.wrapping_mul(131).wrapping_add(usize::from(number) + 1));
        self.counts[(at ^ (at >> 7)) % self.counts.len()]
    }

    pub(super) fn tables(&self, periods: &Sums<Period>) -> Tables<Place> {
        self.units().cross(periods).cross(&self.services()).counted(|place| self.count(place)).unwrap()
    }

    /// What happened at a place, total or not.
    pub(super) fn exact(&self, ((unit, period), service): &Place) -> u64 {
        let units = self.units();
        let sites = units.places().filter(|site| site.len() == 3 && site.starts_with(unit));
        let mut sum = 0;
        for site in sites {
            for q in (0..self.quarters).filter(|q| period.0.is_none_or(|quarter| quarter == *q)) {
                for m in (0..self.months).filter(|m| period.1.is_none_or(|month| month == *m)) {
                    for of in self.services().places().filter(|of| of.is_some() || self.services == 0) {
                        if service.is_none() || of == service {
                            sum += self.count(&((site.clone(), (Some(q), Some(m))), *of));
                        }
                    }
                }
            }
        }
        sum
    }

    /// The sums of the same tables, as any reader knows them.
    pub(super) fn sums(&self, periods: &Sums<Period>) -> Vec<Sum<Place>> {
        self.units().cross(periods).cross(&self.services()).sums().cloned().collect()
    }

    /// The periods of each release, in order: each month, then its quarter, then the year.
    pub(super) fn releases(&self) -> Vec<Sums<Period>> {
        let mut releases = Vec::new();
        let mut year = Sums::flat([(None, None)]);
        for q in 0..self.quarters {
            let months = || (0..self.months).map(move |m| (Some(q), Some(m)));
            releases.extend(months().map(|month| Sums::flat([month])));
            releases.push(Sums::flat(months()).with((Some(q), None), months().collect()));
            year = year.with((Some(q), None), months().collect());
        }
        releases.push(year.with((None, None), (0..self.quarters).map(|q| (Some(q), None)).collect()));
        releases
    }
}
