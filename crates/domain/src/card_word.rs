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

/// A word in both languages. It means nothing but a card and no danger, sounds like no name and like no other word, and is easy
/// to say and to hear.
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
    "apple" "APPLE" "MANZANA", "peach" "PEACH" "DURAZNO", "grape" "GRAPE" "UVA",
    "rice" "RICE" "ARROZ", "corn" "CORN" "MAÍZ", "bean" "BEAN" "FRIJOL", "onion" "ONION" "CEBOLLA",
    "garlic" "GARLIC" "AJO", "tomato" "TOMATO" "TOMATE", "celery" "CELERY" "APIO", "spinach" "SPINACH" "ESPINACA",
    "lettuce" "LETTUCE" "LECHUGA", "cabbage" "CABBAGE" "REPOLLO", "salad" "SALAD" "ENSALADA", "cheese" "CHEESE" "QUESO",
    "yogurt" "YOGURT" "YOGUR", "cookie" "COOKIE" "GALLETA", "salt" "SALT" "SAL", "cinnamon" "CINNAMON" "CANELA",
    "vanilla" "VANILLA" "VAINILLA", "parsley" "PARSLEY" "PEREJIL", "coffee" "COFFEE" "CAFÉ", "juice" "JUICE" "JUGO",
    "snow" "SNOW" "NIEVE", "rain" "RAIN" "LLUVIA", "wind" "WIND" "VIENTO", "rainbow" "RAINBOW" "ARCOÍRIS",
    "sand" "SAND" "ARENA", "lake" "LAKE" "LAGO", "ocean" "OCEAN" "OCÉANO", "hill" "HILL" "COLINA",
    "valley" "VALLEY" "VALLE", "mountain" "MOUNTAIN" "MONTAÑA", "farm" "FARM" "GRANJA", "fence" "FENCE" "CERCA",
    "path" "PATH" "SENDERO", "corner" "CORNER" "ESQUINA", "market" "MARKET" "MERCADO", "school" "SCHOOL" "ESCUELA",
    "museum" "MUSEUM" "MUSEO", "theater" "THEATER" "TEATRO", "station" "STATION" "ESTACIÓN", "door" "DOOR" "PUERTA",
    "table" "TABLE" "MESA", "shelf" "SHELF" "ESTANTE", "drawer" "DRAWER" "CAJÓN", "lamp" "LAMP" "LÁMPARA",
    "curtain" "CURTAIN" "CORTINA", "carpet" "CARPET" "ALFOMBRA", "towel" "TOWEL" "TOALLA", "soap" "SOAP" "JABÓN",
    "brush" "BRUSH" "CEPILLO", "comb" "COMB" "PEINE", "broom" "BROOM" "ESCOBA", "sponge" "SPONGE" "ESPONJA",
    "cup" "CUP" "TAZA", "glass" "GLASS" "VASO", "fork" "FORK" "TENEDOR", "tray" "TRAY" "BANDEJA", "oven" "OVEN" "HORNO",
    "stove" "STOVE" "ESTUFA", "clock" "CLOCK" "RELOJ", "pencil" "PENCIL" "LÁPIZ", "eraser" "ERASER" "BORRADOR",
    "book" "BOOK" "LIBRO", "poem" "POEM" "POEMA", "song" "SONG" "CANCIÓN", "music" "MUSIC" "MÚSICA",
    "flute" "FLUTE" "FLAUTA", "trumpet" "TRUMPET" "TROMPETA", "harp" "HARP" "ARPA", "bell" "BELL" "CAMPANA",
    "dance" "DANCE" "BAILE", "paint" "PAINT" "PINTURA", "canvas" "CANVAS" "LIENZO",
    "brick" "BRICK" "LADRILLO", "wood" "WOOD" "MADERA", "iron" "IRON" "HIERRO", "bronze" "BRONZE" "BRONCE",
    "diamond" "DIAMOND" "DIAMANTE", "silk" "SILK" "SEDA", "yarn" "YARN" "ESTAMBRE", "coat" "COAT" "ABRIGO",
    "sweater" "SWEATER" "SUÉTER", "scarf" "SCARF" "BUFANDA", "glove" "GLOVE" "GUANTE", "hat" "HAT" "SOMBRERO",
    "sock" "SOCK" "CALCETÍN", "shoe" "SHOE" "ZAPATO", "umbrella" "UMBRELLA" "PARAGUAS", "backpack" "BACKPACK" "MOCHILA",
    "wallet" "WALLET" "CARTERA", "key" "KEY" "LLAVE", "ticket" "TICKET" "BOLETO",
    "compass" "COMPASS" "BRÚJULA", "bus" "BUS" "AUTOBÚS", "truck" "TRUCK" "CAMIÓN",
    "bicycle" "BICYCLE" "BICICLETA", "wheel" "WHEEL" "RUEDA", "engine" "ENGINE" "MOTOR", "balloon" "BALLOON" "GLOBO",
    "swing" "SWING" "COLUMPIO", "hammock" "HAMMOCK" "HAMACA", "seed" "SEED" "SEMILLA",
    "leaf" "LEAF" "HOJA", "oak" "OAK" "ROBLE", "cedar" "CEDAR" "CEDRO", "palm" "PALM" "PALMA",
    "bamboo" "BAMBOO" "BAMBÚ", "sunflower" "SUNFLOWER" "GIRASOL", "orchid" "ORCHID" "ORQUÍDEA",
    "clover" "CLOVER" "TRÉBOL", "wheat" "WHEAT" "TRIGO", "tree" "TREE" "ÁRBOL", "petal" "PETAL" "PÉTALO",
    "snail" "SNAIL" "CARACOL", "fish" "FISH" "PEZ", "trout" "TROUT" "TRUCHA",
    "crab" "CRAB" "CANGREJO", "lobster" "LOBSTER" "LANGOSTA", "otter" "OTTER" "NUTRIA", "goose" "GOOSE" "GANSO",
    "swan" "SWAN" "CISNE", "owl" "OWL" "BÚHO", "eagle" "EAGLE" "ÁGUILA", "hawk" "HAWK" "HALCÓN",
    "penguin" "PENGUIN" "PINGÜINO", "ostrich" "OSTRICH" "AVESTRUZ", "rooster" "ROOSTER" "GALLO",
    "horse" "HORSE" "CABALLO", "sheep" "SHEEP" "OVEJA", "tiger" "TIGER" "TIGRE",
    "zebra" "ZEBRA" "CEBRA", "giraffe" "GIRAFFE" "JIRAFA", "elephant" "ELEPHANT" "ELEFANTE",
    "squirrel" "SQUIRREL" "ARDILLA", "badger" "BADGER" "TEJÓN", "hedgehog" "HEDGEHOG" "ERIZO", "frog" "FROG" "RANA",
    "lizard" "LIZARD" "LAGARTO", "glacier" "GLACIER" "GLACIAR", "lantern" "LANTERN" "FAROL",
    "windmill" "WINDMILL" "MOLINO", "stream" "STREAM" "ARROYO", "waterfall" "WATERFALL" "CASCADA",
    "frost" "FROST" "ESCARCHA", "winter" "WINTER" "INVIERNO", "number" "NUMBER" "NÚMERO",
    "circle" "CIRCLE" "CÍRCULO", "triangle" "TRIANGLE" "TRIÁNGULO", "sphere" "SPHERE" "ESFERA",
    "purple" "PURPLE" "MORADO", "green" "GREEN" "VERDE", "blue" "BLUE" "AZUL", "magnet" "MAGNET" "IMÁN",
    "camera" "CAMERA" "CÁMARA", "photo" "PHOTO" "FOTO", "statue" "STATUE" "ESTATUA",
    "bench" "BENCH" "BANCO", "cushion" "CUSHION" "COJÍN", "quilt" "QUILT" "COLCHA", "nest" "NEST" "NIDO",
    "canoe" "CANOE" "CANOA", "prize" "PRIZE" "PREMIO", "party" "PARTY" "FIESTA", "gift" "GIFT" "REGALO",
    "bag" "BAG" "BOLSA", "jar" "JAR" "FRASCO", "apron" "APRON" "DELANTAL", "recipe" "RECIPE" "RECETA",
    "attic" "ATTIC" "DESVÁN", "porch" "PORCH" "PORCHE", "garage" "GARAGE" "GARAJE", "chimney" "CHIMNEY" "CHIMENEA",
    "hallway" "HALLWAY" "PASILLO", "elevator" "ELEVATOR" "ELEVADOR", "sailor" "SAILOR" "MARINERO",
    "pilot" "PILOT" "PILOTO", "dentist" "DENTIST" "DENTISTA",
    "giant" "GIANT" "GIGANTE", "legend" "LEGEND" "LEYENDA", "dream" "DREAM" "SUEÑO",
    "smile" "SMILE" "SONRISA", "echo" "ECHO" "ECO", "spark" "SPARK" "CHISPA", "vinegar" "VINEGAR" "VINAGRE",
    "mustard" "MUSTARD" "MOSTAZA", "syrup" "SYRUP" "JARABE", "jelly" "JELLY" "GELATINA", "peanut" "PEANUT" "CACAHUATE",
    "almond" "ALMOND" "ALMENDRA", "chestnut" "CHESTNUT" "CASTAÑA", "coconut" "COCONUT" "COCO", "raisin" "RAISIN" "PASA",
    "radish" "RADISH" "RÁBANO", "mushroom" "MUSHROOM" "HONGO", "lentil" "LENTIL" "LENTEJA",
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
        'ñ' => 'n',
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
