//! The shelf of what helps: papers and pages that a reader opens on purpose.
//!
//! It starts with the partnership guide and what it points to. The guide's text names these places; where it has no
//! address for one, the organization's own front page stands here.

use crate::day::Day;

/// Something on the shelf is old after this many days.
pub const OLD: u32 = 365;

/// Whether something with this date should be looked at again: it is over a year old. Of what has no date nobody knows.
#[must_use]
pub fn is_old(dated: Option<Day>, today: Day) -> bool {
    dated.is_some_and(|day| day.later(OLD) < today)
}

/// Something that the guide points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// Stable: both sides find the same entry by it.
    pub code: &'static str,
    /// Its own title, which is not translated.
    pub title: &'static str,
    /// Who publishes it.
    pub source: &'static str,
    /// When it is from, where its own title says so.
    pub dated: &'static str,
    /// What may be done with it, where that is known.
    pub licence: &'static str,
    /// Where.
    pub link: &'static str,
}

const fn reference(code: &'static str, title: &'static str, source: &'static str, link: &'static str) -> Reference {
    Reference { code, title, source, dated: "", licence: "", link }
}

/// The guide itself, and what it points to in its order. None of them says here what may be done with it: that stands at
/// their own address.
pub const GUIDE: &[Reference] = &[
    reference(
        "guide",
        "Building Sustainable and Fruitful Partnerships between Community Health Centers and Domestic Violence Advocacy \
         Organizations",
        "National Health Resource Center on Domestic Violence, Futures Without Violence",
        "https://www.ipvhealthpartners.org/",
    ),
    reference(
        "ipv_health_partners",
        "IPV Health Partners: the toolkit for health centers and advocacy organizations",
        "National Health Resource Center on Domestic Violence, Futures Without Violence",
        "https://www.ipvhealthpartners.org/",
    ),
    reference(
        "hotline",
        "National Domestic Violence Hotline, 800-799-SAFE (7233)",
        "National Domestic Violence Hotline",
        "https://www.thehotline.org/",
    ),
    reference(
        "find_health_center",
        "Find a Health Center",
        "Health Resources and Services Administration",
        "https://findahealthcenter.hrsa.gov/",
    ),
    reference(
        "dvhcp",
        "Domestic Violence and Health Care Partnership, California",
        "Futures Without Violence",
        "https://www.futureswithoutviolence.org/",
    ),
    reference(
        "oregon_guide",
        "Oregon Guide to Healthcare Partnerships",
        "Oregon Coalition Against Domestic and Sexual Violence",
        "https://www.ocadsv.org/",
    ),
    Reference {
        dated: "2017-12-31",
        ..reference(
            "stand_kaiser",
            "STAND! Kaiser Permanente 2017 Community Report and Replication Plan",
            "STAND! For Families Free of Violence; Kaiser Permanente",
            "https://www.standffov.org/",
        )
    },
];
