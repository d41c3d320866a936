//! Words that are said or left for a person, and what they must not tell whoever else hears or reads them: no organization,
//! no service, no reason (domain rule b.16).
//!
//! The person's own words stay theirs. What is refused is a name of either organization and the words of the field that say
//! what kind of help it is, in English and Spanish.

/// What words would tell somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Tells {
    /// The name of one of the organizations.
    #[error("the words name an organization")]
    Organization,
    /// What kind of help it is, or why.
    #[error("the words name a service or a reason")]
    Service,
}

/// Words that begin like this name a service or a reason.
const STEMS: &[&str] = &[
    "advoca",
    "shelter",
    "hotline",
    "helpline",
    "violen",
    "abus",
    "survivor",
    "clinic",
    "counsel",
    "therap",
    "psych",
    "attorney",
    "lawyer",
    "pregnan",
    "contracepti",
    "abortion",
    "addict",
    "detox",
    "rehab",
    "intercesor",
    "refugi",
    "albergue",
    "maltrat",
    "consejer",
    "terap",
    "psico",
    "abogad",
    "embaraz",
    "anticoncep",
    "abort",
    "adiccion",
    "sobreviviente",
];
/// Words and runs of words that do so only as a whole.
const WHOLE: &[&str] = &[
    "dv",
    "hiv",
    "sti",
    "std",
    "vih",
    "assault",
    "rape",
    "crisis",
    "court",
    "restraining order",
    "protective order",
    "protection order",
    "health center",
    "mental health",
    "support group",
    "safety plan",
    "case manager",
    "legal help",
    "legal aid",
    "substance use",
    "centro de salud",
    "salud mental",
    "grupo de apoyo",
    "plan de seguridad",
    "linea de ayuda",
    "orden de proteccion",
    "orden de alejamiento",
    "ayuda legal",
    "la corte",
    "juzgado",
    "violacion",
    "agresion",
];
/// Words of names that say nothing by themselves.
const COMMON: &[&str] = &[
    "the",
    "and",
    "of",
    "for",
    "de",
    "la",
    "el",
    "los",
    "las",
    "del",
    "y",
    "a",
    "an",
    "house",
    "home",
    "center",
    "centro",
    "community",
    "health",
    "family",
    "families",
    "women",
    "womens",
    "county",
    "city",
    "new",
    "safe",
    "hope",
    "first",
    "north",
    "south",
    "east",
    "west",
    "casa",
    "services",
    "service",
    "care",
    "network",
    "project",
    "program",
    "people",
    "all",
    "our",
    "st",
    "saint",
    "san",
    "santa",
];

/// What these words would tell, of organizations with these names. Case, accents and signs between letters do not matter.
#[must_use]
pub fn tells<'a>(words: &str, organizations: impl IntoIterator<Item = &'a str>) -> Option<Tells> {
    let said = plain(words);
    if organizations.into_iter().any(|name| names(&said, &plain(name))) {
        return Some(Tells::Organization);
    }
    let of_a_stem = |word: &String| STEMS.iter().any(|stem| word.starts_with(stem));
    let whole = |phrase: &&str| holds(&said, &plain(phrase));
    (said.iter().any(of_a_stem) || WHOLE.iter().any(whole)).then_some(Tells::Service)
}

/// The whole name, or the word of it by which people know it.
fn names(said: &[String], name: &[String]) -> bool {
    let known_by = name.iter().find(|word| word.len() > 3 && !COMMON.contains(&word.as_str()));
    holds(said, name) || known_by.is_some_and(|word| said.contains(word))
}

/// Does the run of words stand in it?
fn holds(said: &[String], run: &[String]) -> bool {
    !run.is_empty() && said.windows(run.len()).any(|part| part == run)
}

/// Its words, in small letters without accents.
fn plain(text: &str) -> Vec<String> {
    let letter = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    };
    // "Women's" and "Womens" are one word.
    let text: String = text.to_lowercase().chars().filter(|c| !matches!(c, '\'' | '’')).map(letter).collect();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
