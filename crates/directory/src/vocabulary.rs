//! Words of sources, and what they are called here.

use crate::draft::Draft;
use crate::listing::Kind;
use crate::withheld::{self, Owner};
use crate::words;
use domain::language::LanguageCode;
use domain::service::Service;

/// Phrases, as [`words::line`] gives them, and the service of the guide's lists that each means.
const SERVICES: &[(&str, Service)] = &[
    ("safety plan", Service::DropInSafetyPlanning),
    ("shelter", Service::Shelter),
    ("albergue", Service::Shelter),
    ("refugio", Service::Shelter),
    ("housing", Service::Housing),
    ("hotline", Service::Hotline),
    ("crisis line", Service::Hotline),
    ("legal", Service::Legal),
    ("court accompan", Service::CourtAccompaniment),
    ("support group", Service::SupportGroups),
    ("case management", Service::CaseManagement),
    ("primary care", Service::PrimaryCare),
    ("family medicine", Service::PrimaryCare),
    ("pharmac", Service::Pharmacy),
    ("family planning", Service::ReproductiveSexual),
    ("birth control", Service::ReproductiveSexual),
    ("reproductive", Service::ReproductiveSexual),
    ("hiv", Service::HivSti),
    ("prenatal", Service::Perinatal),
    ("perinatal", Service::Perinatal),
    ("substance", Service::SubstanceUse),
    ("addiction", Service::SubstanceUse),
    ("mental health", Service::BehavioralHealth),
    ("counsel", Service::BehavioralHealth),
    ("behavioral health", Service::BehavioralHealth),
    ("sliding", Service::SlidingFee),
    ("medicaid enroll", Service::Enrollment),
    ("insurance enroll", Service::Enrollment),
    ("dental", Service::OralHealth),
    ("dentist", Service::OralHealth),
    ("oral health", Service::OralHealth),
];

/// Names of languages, in English, and their codes.
const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("spanish", "es"),
    ("chinese", "zh"),
    ("mandarin", "zh"),
    ("cantonese", "yue"),
    ("vietnamese", "vi"),
    ("tagalog", "tl"),
    ("filipino", "fil"),
    ("korean", "ko"),
    ("russian", "ru"),
    ("arabic", "ar"),
    ("french", "fr"),
    ("haitian creole", "ht"),
    ("portuguese", "pt"),
    ("polish", "pl"),
    ("hindi", "hi"),
    ("urdu", "ur"),
    ("punjabi", "pa"),
    ("bengali", "bn"),
    ("gujarati", "gu"),
    ("nepali", "ne"),
    ("somali", "so"),
    ("swahili", "sw"),
    ("amharic", "am"),
    ("tigrinya", "ti"),
    ("farsi", "fa"),
    ("persian", "fa"),
    ("dari", "prs"),
    ("pashto", "ps"),
    ("burmese", "my"),
    ("karen", "kar"),
    ("hmong", "hmn"),
    ("khmer", "km"),
    ("cambodian", "km"),
    ("lao", "lo"),
    ("thai", "th"),
    ("japanese", "ja"),
    ("samoan", "sm"),
    ("tongan", "to"),
    ("marshallese", "mh"),
    ("chuukese", "chk"),
    ("navajo", "nv"),
    ("ukrainian", "uk"),
    ("armenian", "hy"),
    ("turkish", "tr"),
    ("italian", "it"),
    ("german", "de"),
    ("american sign language", "ase"),
    ("asl", "ase"),
];

/// Names of languages in Spanish, and their codes.
const IN_SPANISH: &[(&str, &str)] = &[
    ("ingles", "en"),
    ("espanol", "es"),
    ("castellano", "es"),
    ("chino", "zh"),
    ("mandarin", "zh"),
    ("cantones", "yue"),
    ("vietnamita", "vi"),
    ("tagalo", "tl"),
    ("coreano", "ko"),
    ("ruso", "ru"),
    ("arabe", "ar"),
    ("frances", "fr"),
    ("criollo haitiano", "ht"),
    ("portugues", "pt"),
    ("polaco", "pl"),
    ("urdu", "ur"),
    ("panyabi", "pa"),
    ("bengali", "bn"),
    ("guyarati", "gu"),
    ("somali", "so"),
    ("suajili", "sw"),
    ("amarico", "am"),
    ("persa", "fa"),
    ("birmano", "my"),
    ("jemer", "km"),
    ("tailandes", "th"),
    ("japones", "ja"),
    ("ucraniano", "uk"),
    ("armenio", "hy"),
    ("turco", "tr"),
    ("italiano", "it"),
    ("aleman", "de"),
    ("lengua de senas", "ase"),
];

/// What people call a language, in English and Spanish.
pub(crate) fn names_of(language: LanguageCode) -> impl Iterator<Item = &'static str> {
    let all = LANGUAGES.iter().chain(IN_SPANISH);
    all.filter(move |(_, of)| *of == language.as_str()).map(|(name, _)| *name)
}

/// Services of the guide's lists that these texts name.
pub(crate) fn services<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Service> {
    let lines: Vec<String> = texts.map(words::line).collect();
    let named = |phrase: &str| lines.iter().any(|line| line.contains(phrase));
    SERVICES.iter().filter(|(phrase, _)| named(phrase)).map(|(_, service)| *service).collect()
}

/// The language of a word or a code.
pub(crate) fn language(text: &str) -> Option<LanguageCode> {
    let line = words::line(text);
    let named = LANGUAGES.iter().find(|(name, _)| *name == line).map(|(_, code)| *code);
    LanguageCode::parse(named.unwrap_or(&line)).ok().filter(|code| code.is_determined())
}

/// What kind of place it is: by its names, and by what its organization is for before anything else. An advocacy organization need
/// not be called one ("Safe Passage").
pub(crate) fn kind_of(draft: &Draft) -> Kind {
    let line = words::line(&format!("{} {}", draft.organization, draft.name));
    let (has, owner) = (|part: &str| line.contains(part), Owner::of(draft));
    let is_center =
        ["health center", "community health", "centro de salud"].iter().any(|part| owner.name.contains(part));
    if withheld::is_advocacy(&line) && !owner.is_public {
        Kind::Advocacy
    } else if has("hotline") || has("helpline") {
        Kind::Hotline
    } else if is_center {
        Kind::HealthCenter
    } else if is_program(&owner, draft) {
        Kind::Advocacy
    } else {
        Kind::Other
    }
}

/// Whether whoever says this of themselves, or of what they offer, is an advocacy program: no clinic, and no office that is public.
fn is_program(owner: &Owner, draft: &Draft) -> bool {
    let is_clinic = owner.is_clinic || words::line(&draft.name).contains("clinic");
    let mut says = [&draft.said_by_organization, &draft.about].into_iter();
    !is_clinic && !owner.is_public && says.any(|text| withheld::is_advocacy_program(text))
}
