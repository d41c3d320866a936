//! Lines that anybody in the United States can call, shipped with the product, each with the day on which its number was
//! last seen published. They stand wherever a search found nothing.

use domain::day::Day;
use domain::time::Timestamp;
use uuid::Uuid;

/// Days after which a number is to be checked again.
pub const FRESH_DAYS: u32 = 90;

/// A hotline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hotline {
    /// What its listing is called here; never changes.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its name in Spanish, where it has one.
    pub spanish: Option<&'static str>,
    /// As it is published.
    pub phone: &'static str,
    /// For a `tel:` link.
    pub dial: &'static str,
    /// Text telephone, as published.
    pub tty: Option<&'static str>,
    /// What to text, where it is not all the same, and to which number.
    pub text: Option<(Option<&'static str>, &'static str)>,
    /// Year, month and day on which it was last seen published by a public source.
    seen: (i16, u8, u8),
}

const fn line(code: &'static str, name: &'static str, phone: &'static str, dial: &'static str) -> Hotline {
    Hotline { code, name, spanish: None, phone, dial, tty: None, text: None, seen: (2026, 11, 24) }
}

/// All of them, the widest first.
pub const ALL: &[Hotline] = &[
    Hotline {
        spanish: Some("Línea Nacional contra la Violencia Doméstica"),
        tty: Some("800-787-3224"),
        text: Some((Some("START"), "88788")),
        ..line("ndvh", "National Domestic Violence Hotline", "800-799-7233", "+18007997233")
    },
    line("stronghearts", "StrongHearts Native Helpline", "844-762-8483", "+18447628483"),
    Hotline {
        spanish: Some("Línea Nacional de Asistencia por Agresión Sexual (RAINN)"),
        ..line("rainn", "National Sexual Assault Hotline (RAINN)", "800-656-4673", "+18006564673")
    },
    Hotline {
        text: Some((Some("LOVEIS"), "22522")),
        ..line("loveisrespect", "love is respect, for young people", "866-331-9474", "+18663319474")
    },
    Hotline {
        spanish: Some("Línea Nacional contra la Trata de Personas"),
        text: Some((Some("HELP"), "233733")),
        ..line("trafficking", "National Human Trafficking Hotline", "888-373-7888", "+18883737888")
    },
    Hotline {
        spanish: Some("988 Línea de Prevención del Suicidio y Crisis"),
        text: Some((None, "988")),
        ..line("988", "988 Suicide & Crisis Lifeline", "988", "988")
    },
];

impl Hotline {
    /// The id under which somebody says that it is still right.
    #[must_use]
    pub fn id(&self) -> Uuid {
        crate::listing::SourceKey { source: "hotlines".to_owned(), id: self.code.to_owned() }.uuid()
    }
    /// The hotline with this id.
    #[must_use]
    pub fn of(id: Uuid) -> Option<&'static Self> {
        ALL.iter().find(|line| line.id() == id)
    }
    /// The day on which its number was last seen to be right: as shipped, or as staff say since.
    #[must_use]
    pub fn verified_on(&self, checked: Option<Timestamp>) -> Day {
        let (year, month, day) = self.seen;
        let shipped = Day::parse(&format!("{year:04}-{month:02}-{day:02}"));
        let checked = checked.map(|at| Day::of(at, "UTC"));
        shipped.max(checked).unwrap_or_else(|| Day::of(Timestamp::from_micros(0), "UTC"))
    }
    /// Whether its number is to be checked before anybody relies on it.
    #[must_use]
    pub fn is_stale(&self, checked: Option<Timestamp>, now: Timestamp) -> bool {
        self.verified_on(checked).days_to(Day::of(now, "UTC")) > i64::from(FRESH_DAYS)
    }
}
