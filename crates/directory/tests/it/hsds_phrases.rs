//! What advocacy is called, in English and Spanish, wherever a row of HSDS says it.

use crate::hsds_withheld::{of, said_by, said_in};
use directory::listing::{Kind, Listing};

/// What nobody but a program of advocacy says of itself.
const PROGRAMS: &[&str] = &[
    "Domestic abuse",
    "Family violence",
    "Dating violence",
    "Teen dating violence",
    "Relationship violence",
    "Intimate partner abuse",
    "Intimate partner violence",
    "Partner abuse",
    "Spouse/Partner Abuse",
    "Spousal abuse",
    "Sexual abuse",
    "Gender-based violence",
    "Violence against women",
    "Abused women",
    "Victims of abuse",
    "Victims of violence",
    "Survivors of abuse",
    "Rape victims",
    "Violencia intrafamiliar",
    "VIOLENCIA INTRAFAMILIAR",
    "Violencia de pareja",
    "Violencia en la pareja",
    "Violencia en el noviazgo",
    "Violencia familiar",
    "Violencia en el hogar",
    "Violencia conyugal",
    "Violencia de género",
    "Violencia contra las mujeres",
    "Abuso sexual",
    "Abusos sexuales",
    "Abuso doméstico",
    "Abuso conyugal",
    "Agresión sexual",
    "Agresiones sexuales",
    "Asalto sexual",
    "Mujeres maltratadas",
    "Maltrato conyugal",
    "Trata de personas",
    "Sobrevivientes de violencia",
    "Sobreviviente de abuso",
    "Víctimas de violencia",
    "Víctima de abuso",
];

/// What is said of crimes: an office for whoever suffered one may be an advocate's.
const CRIMES: &[&str] = &["Crime victims", "Crime victim services", "Víctimas de crímenes", "Víctimas del crimen"];

/// A service with this term of a taxonomy, at 4711 Elm St.
fn with_term(organization: &str, term: &str) -> Listing {
    let mut given = of(&[
        ("organizations.csv", &format!("id,name\nO1,{organization}\n")),
        ("services.csv", "id,organization_id,name,status\nS1,O1,Help desk,active\n"),
        ("locations.csv", "id,organization_id,name\nL1,O1,Planted Corner\n"),
        ("service_at_location.csv", "id,service_id,location_id\nA1,S1,L1\n"),
        ("taxonomy_terms.csv", &format!("id,term\nT1,\"{term}\"\n")),
        ("attributes.csv", "id,link_id,link_entity,taxonomy_term_id\nB1,S1,service,T1\n"),
        (
            "addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code,country,address_type\nX1,L1,4711 Elm St,Chicago,Illinois,60601,US,physical\n",
        ),
    ]);
    assert_eq!(given.listings.len(), 1, "{:?}", given.refused);
    given.listings.remove(0)
}

fn tells_no_street(listing: &Listing, what: &str) {
    assert!(listing.whereabouts.is_withheld(), "{what}: {listing:?}");
    let told = format!("{listing:?}");
    assert!(["Elm", "4711", "60601", "Planted"].iter().all(|word| !told.contains(word)), "{what}: {told}");
}

#[test]
fn what_advocacy_is_called_withholds_wherever_it_stands() {
    for phrase in PROGRAMS.iter().chain(CRIMES) {
        tells_no_street(&said_by("Lantern", "", &format!("{phrase}: counseling")), phrase);
        tells_no_street(&said_by(&format!("Lantern ({phrase})"), "", "Counseling"), phrase);
        tells_no_street(&with_term("Lantern", phrase), phrase);
        tells_no_street(&said_by("Lantern", &format!("Help: {phrase}"), "Counseling"), phrase);
        tells_no_street(&said_in("Lantern", "", "Counseling", &format!("Help: {phrase}")), phrase);
    }
    // Prevention is spoken of by whoever shelters, too. Of a school it withholds a door that everybody knows: in doubt.
    tells_no_street(&said_by("Lincoln School", "", "Child sexual abuse prevention training"), "a school");
    for phrase in PROGRAMS {
        assert_eq!(said_by("Lantern", &format!("Help: {phrase}"), "Counseling").kind, Kind::Advocacy, "{phrase}");
    }
}

/// Who has other doors speaks of them too.
#[test]
fn a_door_that_is_open_to_all_stays_open_though_advocacy_is_spoken_of_there() {
    let stays = |listing: Listing, kind: Kind, what: &str| {
        assert!(listing.whereabouts.place().is_some() && listing.kind == kind, "{what}: {listing:?}");
    };
    let public = [
        ("Example Health Center", Kind::HealthCenter),
        ("Mercy Hospital", Kind::Other),
        ("County Court", Kind::Other),
        ("Example Legal Aid", Kind::Other),
        ("Town Police", Kind::Other),
    ];
    // One office after the other: each phrase is read at two of them.
    for (n, phrase) in PROGRAMS.iter().enumerate() {
        let says = format!("Care for all: {phrase}");
        for (organization, kind) in [public[n % public.len()], public[(n / 2) % public.len()]] {
            stays(said_by(organization, &says, "Help desk"), kind, phrase);
            stays(said_in(organization, "", "Help desk", &says), kind, phrase);
            stays(with_term(organization, phrase), kind, phrase);
        }
        stays(said_by("Centro de Salud Luna", &says, "Dentista"), Kind::HealthCenter, phrase);
        stays(said_in("Lantern Clinic", "", "Dentist", &says), Kind::Other, phrase);
        stays(said_in("Clínica Luna", "", "Dentista", &says), Kind::Other, phrase);
        // It names them last of many.
        let last = format!("{}and {phrase}", "Food and clothing for whoever comes, ".repeat(5));
        stays(said_by("Lantern", &last, "Food"), Kind::Other, phrase);
    }
    // What sounds like one of them.
    for (service, says) in [
        ("Substance abuse counseling", "For partners, too"),
        ("Consejería por abuso de sustancias", "Para familias y parejas"),
        ("Child abuse reports", "Where to call"),
        ("Consejería familiar", "Para personas mayores"),
        ("Family and couples counseling", "Dating and relationships"),
        ("Sexual health", "Salud sexual"),
        ("Youth mentors", "Against gangs"),
        ("Help for victims of fires", "Víctimas de incendios"),
    ] {
        stays(said_in("Lantern", "", service, says), Kind::Other, service);
        stays(with_term("Lantern", service), Kind::Other, service);
    }
    // Whoever survived an illness has other programs; their doors are still withheld, as in doubt.
    let club = said_by("Club Luna", "Para pacientes, familias y sobrevivientes de cáncer", "Grupos");
    assert!(club.whereabouts.is_withheld() && club.kind == Kind::Other, "{club:?}");
}

/// Beside shelter one word of whom it hides is enough, in Spanish too.
#[test]
fn a_shelter_that_is_spoken_of_in_spanish_is_withheld() {
    for about in [
        "Albergue para personas agredidas",
        "Vivienda de emergencia tras una agresión",
        "Refugio para quien sufrió una violación",
        "Vivienda transitoria para personas golpeadas",
        "Albergue contra la trata de personas",
        "Albergue para sobrevivientes",
    ] {
        tells_no_street(&said_by("Lantern", about, "Support groups"), about);
        tells_no_street(&said_in("Lantern", "", "Support groups", about), about);
    }
}
