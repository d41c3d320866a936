//! Words on safety cards: one for each batch, so that a call tells that a card helped and not whose it was.
//!
//! A batch is the cards that one site hands out in a month: never a clinician's, a day's or a patient's. Whoever calls may
//! say the word. What is kept is the batch, the week of the calendar, and how many.
//!
//! Invariant: a batch has [`LEAST`] cards or more, so that its word is no one person's.

use crate::day::Day;
use crate::time::Month;

/// Fewest cards of a batch.
pub const LEAST: u32 = 50;
/// Most cards of a batch.
pub const MOST: u32 = 5_000;
/// A word is heard for so long after the month of its batch: a card may lie in a purse for long. After that another batch
/// may have it.
pub const HEARD_FOR: u32 = 24;

/// A word in both languages. It means nothing but a card, sounds like no name, and is easy to say and to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardWord {
    /// The stable code.
    pub code: &'static str,
    /// As it stands on the English card.
    pub en: &'static str,
    /// As it stands on the Spanish card.
    pub es: &'static str,
}

macro_rules! words {
    ($($code:literal $en:literal $es:literal),+ $(,)?) => {
        /// Every word, in the order in which batches get them.
        pub const WORDS: &[CardWord] = &[$(CardWord { code: $code, en: $en, es: $es }),+];
    };
}

words! {
    "maple" "MAPLE" "ARCE", "river" "RIVER" "RÍO", "lemon" "LEMON" "LIMÓN", "cloud" "CLOUD" "NUBE",
    "drum" "DRUM" "TAMBOR", "candle" "CANDLE" "VELA", "garden" "GARDEN" "JARDÍN", "silver" "SILVER" "PLATA",
    "bread" "BREAD" "PAN", "window" "WINDOW" "VENTANA", "turtle" "TURTLE" "TORTUGA", "copper" "COPPER" "COBRE",
    "island" "ISLAND" "ISLA", "button" "BUTTON" "BOTÓN", "pepper" "PEPPER" "PIMIENTA", "blanket" "BLANKET" "MANTA",
    "mirror" "MIRROR" "ESPEJO", "orange" "ORANGE" "NARANJA", "basket" "BASKET" "CANASTA", "feather" "FEATHER" "PLUMA",
    "ladder" "LADDER" "ESCALERA", "honey" "HONEY" "MIEL", "meadow" "MEADOW" "PRADERA", "anchor" "ANCHOR" "ANCLA",
    "teapot" "TEAPOT" "TETERA", "violin" "VIOLIN" "VIOLÍN", "pumpkin" "PUMPKIN" "CALABAZA", "ribbon" "RIBBON" "CINTA",
    "desert" "DESERT" "DESIERTO", "butter" "BUTTER" "MANTEQUILLA", "pillow" "PILLOW" "ALMOHADA", "walnut" "WALNUT" "NUEZ",
    "saddle" "SADDLE" "SILLA", "comet" "COMET" "COMETA", "spoon" "SPOON" "CUCHARA", "forest" "FOREST" "BOSQUE",
    "rocket" "ROCKET" "COHETE", "marble" "MARBLE" "MÁRMOL", "guitar" "GUITAR" "GUITARRA", "thunder" "THUNDER" "TRUENO",
    "carrot" "CARROT" "ZANAHORIA", "bridge" "BRIDGE" "PUENTE", "paper" "PAPER" "PAPEL", "velvet" "VELVET" "TERCIOPELO",
    "whistle" "WHISTLE" "SILBATO", "kettle" "KETTLE" "OLLA", "pebble" "PEBBLE" "PIEDRITA", "planet" "PLANET" "PLANETA",
    "bottle" "BOTTLE" "BOTELLA", "tunnel" "TUNNEL" "TÚNEL", "cotton" "COTTON" "ALGODÓN", "camel" "CAMEL" "CAMELLO",
    "barrel" "BARREL" "BARRIL", "parrot" "PARROT" "LORO", "cactus" "CACTUS" "CACTO", "dolphin" "DOLPHIN" "DELFÍN",
    "needle" "NEEDLE" "AGUJA", "sugar" "SUGAR" "AZÚCAR", "rabbit" "RABBIT" "CONEJO", "castle" "CASTLE" "CASTILLO",
}

impl CardWord {
    /// The word with this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        WORDS.iter().find(|word| word.code == code).copied()
    }

    /// The word that somebody typed as they heard it: in either language, in any letters, with or without accents.
    #[must_use]
    pub fn heard(typed: &str) -> Option<Self> {
        let typed = plain(typed);
        WORDS.iter().find(|word| [word.en, word.es].iter().any(|said| plain(said) == typed)).copied()
    }
}

fn plain(text: &str) -> String {
    let bare = |letter: char| match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        other => other,
    };
    text.trim().to_lowercase().chars().map(bare).collect()
}

/// The first word that no batch has whose word may still be heard.
#[must_use]
pub fn free(taken: &[String]) -> Option<CardWord> {
    WORDS.iter().find(|word| taken.iter().all(|code| code != word.code)).copied()
}

/// Whether the word of a batch of this month may still be heard in another.
#[must_use]
pub fn is_open(batch: Month, now: Month) -> bool {
    let months = |month: Month| i32::from(month.year) * 12 + i32::from(month.month);
    months(now) - months(batch) <= i32::try_from(HEARD_FOR).unwrap_or(i32::MAX)
}

/// A week of the calendar (ISO 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i16,
    week: u8,
}

impl Week {
    /// The one that a day is in.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let (year, week) = day.iso_week();
        Self { year, week }
    }

    /// The stored form, `year * 100 + week`.
    #[must_use]
    pub fn code(self) -> i32 {
        i32::from(self.year) * 100 + i32::from(self.week)
    }
}

/// The month in which a week is counted: the one in which its Thursday is, as its year is.
#[must_use]
pub fn month_of_week(day: Day) -> Month {
    // Monday is 0, and Thursday 3.
    let weekday = u32::from(day.weekday());
    let thursday = if weekday <= 3 { day.later(3 - weekday) } else { day.earlier(weekday - 3) };
    Month { year: thursday.year(), month: thursday.month() }
}
