//! What of the page is asked for: a period that is over, one of our sites, one direction.
//!
//! Invariant: only the fixed periods of the calendar, since two that overlap in part could be subtracted from each other.

use super::view::named;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::session::Caller;
use crate::texts::Tongue;
use app::totals::{self, OurSite};
use domain::ids::SiteId;
use domain::member::Deed;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::totals::{Period, receives};
use serde::Deserialize;

/// As it stands in the address.
#[derive(Debug, Default, Deserialize)]
pub(in crate::together) struct Wanted {
    #[serde(default)]
    period: String,
    #[serde(default)]
    site: String,
    #[serde(default)]
    way: String,
}

/// An answer of a field.
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) label: String,
}

impl Choice {
    pub(super) fn of(t: &Tongue, period: Period) -> Self {
        Self { code: period.to_string(), label: named(t, period) }
    }
}

/// What can be asked for.
pub(super) struct Choices {
    pub(super) periods: Vec<Choice>,
    /// None where nothing that the reader sees is split by site.
    pub(super) sites: Vec<Choice>,
    pub(super) ways: Vec<Choice>,
}

/// What is asked for.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Filter {
    pub(super) period: Option<Period>,
    pub(super) site: Option<SiteId>,
    pub(super) way: Option<Direction>,
}

impl Filter {
    pub(super) fn shows(&self, direction: Direction) -> bool {
        self.way.is_none_or(|way| way == direction)
    }
    /// Whether what is counted of those who come to an organization of this kind is shown.
    pub(super) fn shows_who_came(&self, kind: OrgKind) -> bool {
        self.way.is_none_or(|way| receives(kind, way))
    }
    /// The same of those whom it sends.
    pub(super) fn shows_whom_we_sent(&self, kind: OrgKind) -> bool {
        self.way.is_none_or(|way| !receives(kind, way))
    }
}

/// Our own direction words: who comes to us, and whom we send.
const IN: &str = "in";
const OUT: &str = "out";

impl Wanted {
    /// As typed, for the form to show again.
    pub(super) fn into_form(self, form: Form) -> Form {
        form.with("period", self.period).with("site", self.site).with("way", self.way)
    }
}

/// Reads it; what cannot be shown is said on the form, and nothing of it is.
pub(super) fn read(ctx: &Ctx, caller: &Caller, sites: &[OurSite], form: &mut Form) -> Filter {
    let mut filter = Filter::default();
    let [period, site, way] = ["period", "site", "way"].map(|field| form.value(field).to_owned());
    match (period.as_str(), Period::parse(&period)) {
        ("", _) => {}
        (_, None) => form.refuse("period", "totals-no-fixed-period"),
        (_, Some(period)) => match totals::may_be_read(&ctx.app, caller, period) {
            Ok(()) => filter.period = Some(period),
            Err(_) => form.refuse("period", "totals-still-open"),
        },
    }
    match site.as_str() {
        "" => {}
        code => match sites.iter().find(|site| site.id.to_string() == code) {
            Some(site) => filter.site = Some(site.id),
            None => form.refuse("site", "field-unknown-choice"),
        },
    }
    let came = |direction: &&Direction| receives(caller.org().kind, **direction);
    match way.as_str() {
        "" => {}
        IN => filter.way = Direction::ALL.iter().find(came).copied(),
        OUT => filter.way = Direction::ALL.iter().find(|direction| !came(direction)).copied(),
        _ => form.refuse("way", "field-unknown-choice"),
    }
    filter
}

pub(super) fn choices(ctx: &Ctx, caller: &Caller, sites: &[OurSite]) -> Choices {
    let t = &ctx.t;
    let choice = |code: &str, label: &str| Choice { code: code.to_owned(), label: label.to_owned() };
    let periods = totals::periods_over(&ctx.app, caller).into_iter();
    let site = |site: &OurSite| choice(&site.id.to_string(), &site_name(ctx, site));
    // Only figures that leads alone read are split by site.
    let by_site = caller.may(Deed::CloseTotals) && !sites.is_empty();
    let sites = if by_site { sites } else { &[] };
    let all_sites = by_site.then(|| choice("", &t.say("successes-every-site")));
    Choices {
        periods: std::iter::once(choice("", &t.say("successes-every-period")))
            .chain(periods.map(|period| Choice::of(t, period)))
            .collect(),
        sites: all_sites.into_iter().chain(sites.iter().map(site)).collect(),
        ways: vec![
            choice("", &t.say("successes-both-ways")),
            choice(IN, &t.say("successes-way-in")),
            choice(OUT, &t.say("successes-way-out")),
        ],
    }
}

/// A site's name, and that it is closed.
pub(super) fn site_name(ctx: &Ctx, site: &OurSite) -> String {
    if site.is_closed {
        ctx.t.with("site", site.name.to_string()).say("successes-site-closed").into_owned()
    } else {
        site.name.to_string()
    }
}
