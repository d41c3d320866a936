//! Words as the index holds them: as they stand, and by their English and Spanish stems, so that "consejería" finds
//! "consejeros" and "clinics" finds "clinic".

use crate::listing::{Kind, Listing};
use crate::{vocabulary, words};
use domain::service::Service;
use std::collections::{BTreeSet, HashMap};
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

/// Words that say nothing of what is looked for.
const SMALL: &[&str] = &[
    "a", "an", "and", "at", "by", "for", "from", "in", "is", "near", "of", "on", "or", "the", "to", "with", "i", "me",
    "my", "need", "who", "where", "that", "al", "con", "cerca", "de", "del", "donde", "el", "en", "es", "la", "las",
    "los", "mi", "necesito", "o", "para", "por", "que", "un", "una", "y",
];

/// Most different words of one listing.
const MOST: usize = 600;

/// Most words whose stems are remembered.
const KNOWN: usize = 20_000;

/// The two stemmers, and the stems of words that they were asked for before: listings are made of the same words.
pub(super) struct Stems {
    english: TextAnalyzer,
    spanish: TextAnalyzer,
    known: HashMap<String, [String; 2]>,
}

impl Stems {
    pub(super) fn new() -> Self {
        let of = |language| TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build();
        Self { english: of(Language::English), spanish: of(Language::Spanish), known: HashMap::new() }
    }

    /// The stems of a word, each with a mark of its language, so that none is taken for a word.
    pub(super) fn of(&mut self, word: &str) -> [String; 2] {
        if let Some(stems) = self.known.get(word) {
            return stems.clone();
        }
        let stem = |analyzer: &mut TextAnalyzer, mark: char| {
            let mut stream = analyzer.token_stream(word);
            let stem = if stream.advance() { stream.token().text.clone() } else { word.to_owned() };
            format!("{mark}{stem}")
        };
        let stems = [stem(&mut self.english, '~'), stem(&mut self.spanish, '^')];
        if self.known.len() == KNOWN {
            self.known.clear();
        }
        self.known.insert(word.to_owned(), stems.clone());
        stems
    }
}

/// The words of a query, without small ones; all of them where all are small. A query of ten thousand characters has as
/// many words as any other.
pub(super) fn asked(text: &str) -> Vec<String> {
    const WORDS: usize = 12;
    const LONGEST: usize = 40;
    let start: String = text.chars().take(400).collect();
    let all: Vec<String> = words::folded(&start).filter(|word| word.chars().count() <= LONGEST).collect();
    let mut kept: Vec<String> = all.iter().filter(|word| !SMALL.contains(&word.as_str())).cloned().collect();
    if kept.is_empty() {
        kept = all;
    }
    let mut seen = BTreeSet::new();
    kept.retain(|word| seen.insert(word.clone()));
    kept.truncate(WORDS);
    kept
}

/// Words that mean the same, of the two languages or of one, by which each finds the other.
const PAIRS: &[(&str, &str)] = &[
    ("abuse", "abuso"),
    ("abuse", "maltrato"),
    ("addiction", "adiccion"),
    ("assault", "agresion"),
    ("baby", "bebe"),
    ("beaten", "abuse"),
    ("care", "cuidado"),
    ("child", "nino"),
    ("children", "ninos"),
    ("class", "clase"),
    ("children", "pediatrics"),
    ("classes", "clases"),
    ("clinic", "clinica"),
    ("counseling", "consejeria"),
    ("counselor", "consejera"),
    ("court", "corte"),
    ("deaf", "sorda"),
    ("deaf", "sordo"),
    ("dental", "dentista"),
    ("dentist", "dentista"),
    ("divorce", "divorcio"),
    ("doctor", "medico"),
    ("domestic", "domestica"),
    ("drug", "substance"),
    ("drugs", "drogas"),
    ("elder", "mayores"),
    ("embarazada", "embarazo"),
    ("embarazada", "prenatal"),
    ("eviction", "desalojo"),
    ("eye", "ojos"),
    ("family", "familia"),
    ("food", "comida"),
    ("free", "gratis"),
    ("gay", "lgbtq"),
    ("groceries", "despensa"),
    ("groceries", "food"),
    ("health", "salud"),
    ("help", "ayuda"),
    ("hotline", "linea"),
    ("housing", "vivienda"),
    ("immigrant", "inmigrante"),
    ("immigration", "inmigracion"),
    ("indigena", "native"),
    ("indigenous", "native"),
    ("insurance", "seguro"),
    ("interpreter", "interprete"),
    ("job", "empleo"),
    ("kid", "child"),
    ("kids", "children"),
    ("lawyer", "abogado"),
    ("lesbian", "lgbtq"),
    ("library", "biblioteca"),
    ("national", "nacional"),
    ("ninos", "pediatrics"),
    ("order", "orden"),
    ("pharmacy", "farmacia"),
    ("pregnancy", "embarazo"),
    ("pregnant", "pregnancy"),
    ("pregnant", "prenatal"),
    ("protection", "proteccion"),
    ("protective", "proteccion"),
    ("queer", "lgbtq"),
    ("rape", "violacion"),
    ("rehab", "addiction"),
    ("rehab", "recovery"),
    ("rent", "alquiler"),
    ("rent", "renta"),
    ("restraining", "protective"),
    ("ride", "transportation"),
    ("rides", "transporte"),
    ("school", "escuela"),
    ("shelter", "albergue"),
    ("shelter", "refugio"),
    ("shots", "vaccines"),
    ("teen", "adolescente"),
    ("test", "prueba"),
    ("testing", "prueba"),
    ("therapist", "counseling"),
    ("therapist", "terapeuta"),
    ("trafficking", "trata"),
    ("transgender", "lgbtq"),
    ("tribal", "native"),
    ("vaccine", "vacuna"),
    ("vaccines", "vacunas"),
    ("veterans", "veteranos"),
    ("violence", "violencia"),
    ("women", "mujeres"),
    ("work", "trabajo"),
    ("youth", "jovenes"),
];

/// Other words that mean the same.
pub(super) fn same_meaning(word: &str) -> Vec<&'static str> {
    let of = |(english, spanish): &(&'static str, &'static str)| match word {
        _ if word == *english => Some(*spanish),
        _ if word == *spanish => Some(*english),
        _ => None,
    };
    PAIRS.iter().filter_map(of).collect()
}

/// The words of names: of the site and of the organization.
pub(super) fn names(listing: &Listing) -> BTreeSet<String> {
    words::folded(&listing.name).chain(words::folded(&listing.organization)).take(60).collect()
}

/// All other words of a listing. Where the place is withheld the listing itself has no street and no ZIP.
pub(super) fn all(listing: &Listing) -> BTreeSet<String> {
    let place = listing.whereabouts.place().map_or("", |place| place.street.as_str());
    let area = match &listing.whereabouts {
        crate::listing::Whereabouts::Open(_) => "",
        crate::listing::Whereabouts::Withheld(area, _) | crate::listing::Whereabouts::Nowhere(area) => {
            area.counties.as_str()
        }
    };
    let state = listing.whereabouts.state();
    let texts = [
        listing.about.as_str(),
        listing.whereabouts.city(),
        state,
        state_name(state),
        area,
        place,
        kind_words(listing.kind),
    ];
    let offers = listing.offers.iter().map(String::as_str);
    let services = listing.services.iter().map(|service| service_words(*service));
    let languages = listing.languages.iter().flat_map(|code| vocabulary::names_of(*code).map(|name| name as &str));
    let found = texts.into_iter().chain(offers).chain(services).chain(languages).flat_map(words::folded);
    found.filter(|word| !SMALL.contains(&word.as_str()) && word.chars().count() <= 40).take(MOST).collect()
}

/// What people call a kind of place, in both languages.
const fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::HealthCenter => {
            "health center clinic doctor medical care uninsured sliding fee centro de salud clinica doctora medico cuidado medico sin seguro"
        }
        Kind::Advocacy => {
            "domestic violence sexual assault abuse help advocate advocacy support violencia domestica agresion sexual abuso maltrato \
             ayuda intercesora apoyo"
        }
        Kind::Coalition => "coalition statewide state office violence coalicion estatal violencia",
        Kind::Hotline => "hotline helpline crisis line call telephone linea de ayuda telefono llamar crisis",
        Kind::Other => "",
    }
}

/// What people call a service, in both languages.
const fn service_words(service: Service) -> &'static str {
    match service {
        Service::DropInSafetyPlanning => "drop in safety planning plan de seguridad",
        Service::Shelter => "shelter emergency housing safe place to stay albergue refugio lugar seguro",
        Service::Housing => "housing rent apartment vivienda renta casa",
        Service::Hotline => "hotline crisis 24 hour linea de ayuda telefono",
        Service::Legal => {
            "legal lawyer attorney court protective order divorce custody immigration abogado abogada corte orden de proteccion"
        }
        Service::CourtAccompaniment => "court accompaniment acompanamiento corte",
        Service::SupportGroups => "support group grupo de apoyo",
        Service::HealthPromotion => "health promotion wellness bienestar",
        Service::CaseManagement => "case management manejo de casos",
        Service::JusticeAdvocacy => "police criminal justice advocacy policia",
        Service::Financial => "financial money economic dinero economico",
        Service::PrimaryCare => "primary care family medicine doctor checkup atencion primaria medicina familiar",
        Service::Pharmacy => "pharmacy medicine prescription farmacia medicina receta",
        Service::ReproductiveSexual => {
            "birth control family planning pregnancy contraception anticonceptivos planificacion familiar embarazo"
        }
        Service::HivSti => "hiv sti std aids testing vih its prueba",
        Service::Perinatal => "prenatal pregnancy obstetric baby embarazo parto bebe",
        Service::SubstanceUse => "substance use addiction recovery opioid alcohol adicciones alcohol drogas",
        Service::BehavioralHealth => "mental health counseling therapy depression salud mental consejeria terapia",
        Service::SlidingFee => "sliding fee low cost free uninsured escala movil bajo costo gratis sin seguro",
        Service::Enrollment => "enrollment insurance medicaid inscripcion seguro",
        Service::PatientBoard => "",
        Service::LanguageAccess => "interpreter language interprete idioma",
        Service::OralHealth => "dental dentist teeth oral dentista dientes salud bucal",
    }
}

/// The state of two letters by its name.
fn state_name(code: &str) -> &'static str {
    const STATES: &[(&str, &str)] = &[
        ("AL", "Alabama"),
        ("AK", "Alaska"),
        ("AZ", "Arizona"),
        ("AR", "Arkansas"),
        ("CA", "California"),
        ("CO", "Colorado"),
        ("CT", "Connecticut"),
        ("DE", "Delaware"),
        ("DC", "District of Columbia"),
        ("FL", "Florida"),
        ("GA", "Georgia"),
        ("HI", "Hawaii"),
        ("ID", "Idaho"),
        ("IL", "Illinois"),
        ("IN", "Indiana"),
        ("IA", "Iowa"),
        ("KS", "Kansas"),
        ("KY", "Kentucky"),
        ("LA", "Louisiana"),
        ("ME", "Maine"),
        ("MD", "Maryland"),
        ("MA", "Massachusetts"),
        ("MI", "Michigan"),
        ("MN", "Minnesota"),
        ("MS", "Mississippi"),
        ("MO", "Missouri"),
        ("MT", "Montana"),
        ("NE", "Nebraska"),
        ("NV", "Nevada"),
        ("NH", "New Hampshire"),
        ("NJ", "New Jersey"),
        ("NM", "New Mexico"),
        ("NY", "New York"),
        ("NC", "North Carolina"),
        ("ND", "North Dakota"),
        ("OH", "Ohio"),
        ("OK", "Oklahoma"),
        ("OR", "Oregon"),
        ("PA", "Pennsylvania"),
        ("RI", "Rhode Island"),
        ("SC", "South Carolina"),
        ("SD", "South Dakota"),
        ("TN", "Tennessee"),
        ("TX", "Texas"),
        ("UT", "Utah"),
        ("VT", "Vermont"),
        ("VA", "Virginia"),
        ("WA", "Washington"),
        ("WV", "West Virginia"),
        ("WI", "Wisconsin"),
        ("WY", "Wyoming"),
        ("PR", "Puerto Rico"),
        ("GU", "Guam"),
        ("VI", "Virgin Islands"),
        ("AS", "American Samoa"),
        ("MP", "Northern Mariana Islands"),
    ];
    STATES.iter().find(|(known, _)| *known == code).map_or("", |(_, name)| name)
}
