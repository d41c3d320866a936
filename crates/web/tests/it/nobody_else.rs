//! Who is no member of staff comes to nothing of a record, and nothing of a person leaves by a page: proven over the table
//! of routes, so that a route which would change it fails here first.

use domain::member::{Deed, Role};
use domain::message::MessageKind;
use std::path::{Path, PathBuf};
use web::Policy;

/// Everything that answers without a session, or before one. None of it has an id of a person's record.
const WITHOUT_A_SESSION: &[&str] = &[
    "/assets/{version}/{name}",
    // What is planned together, in neutral words: it holds nothing about a person.
    "/calendar/{id}",
    "/csp-reports",
    // The directory for everybody: it holds nothing about a person, and what is asked of it is kept nowhere.
    "/find",
    "/find/{lang}",
    "/find/{lang}/in/{state}",
    "/find/{lang}/in/{state}/{county}",
    "/healthz",
    "/help",
    // Service lists of organizations that publish them.
    "/hsds",
    "/hsds/openapi.json",
    "/hsds/organizations",
    "/hsds/organizations/{id}",
    "/hsds/package.zip",
    "/hsds/service_at_locations",
    "/hsds/service_at_locations/{id}",
    "/hsds/services",
    "/hsds/services/{id}",
    "/hsds/taxonomies",
    "/hsds/taxonomies/{id}",
    "/hsds/taxonomy_terms",
    "/hsds/taxonomy_terms/{id}",
    "/join",
    "/language",
    "/leave",
    "/recover",
    "/safety",
    "/safety/{lang}",
    "/setup",
    "/sign-in",
];

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split(['/', '-', '_', '{', '}', '.'])
}

/// b.18: a hold on a patient's access to their own record takes a clinician, a basis and a review date. Here nobody has
/// such access: whoever signs in is staff, and what shows a record asks for a deed of staff.
#[test]
fn no_patient_and_no_proxy_has_any_access_that_could_be_held() {
    assert_eq!(Role::CODES, ["admin", "lead", "clinician", "front_desk", "advocate", "reader"], "staff, all of them");
    let others = ["patient", "proxy", "guardian", "parent", "survivor", "client", "portal", "person", "mine", "self"];
    for code in Deed::CODES {
        assert!(!parts(code).any(|part| others.contains(&part)), "{code}");
    }
    let mut open: Vec<&str> = Vec::new();
    for entry in web::route_table() {
        assert!(!parts(entry.path).any(|part| others.contains(&part)), "{}", entry.path);
        match entry.policy {
            Policy::Open | Policy::Public | Policy::Anyone | Policy::SignedOut => open.push(entry.path),
            Policy::Deed(_) => {}
            // Of one's own account, or of nobody.
            Policy::Session | Policy::SignedIn => {
                let own = !entry.path.contains('{') || entry.path.starts_with("/sessions/");
                assert!(own, "{}: what has an id asks for a deed", entry.path);
            }
        }
    }
    open.sort_unstable();
    open.dedup();
    assert_eq!(open, WITHOUT_A_SESSION);
}

/// Files of a folder, with their text.
fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The protected totals that two organizations have told each other.
const TOLD: [&str; 4] = [
    "/together/{id}/successes/table.csv",
    "/together/{id}/successes/periods/{period}/table.csv",
    // Shares of the lines that were told.
    "/together/{id}/quality/table.csv",
    // Sums of what several told.
    "/coalition/table.csv",
];

/// b.22 and b.13: no HMIS, no funder, evaluator or auditor is sent anything. The tables of counts that are files are made of
/// the protected lines that the partner was told already, and of nothing else. The one file
/// about a person that a page makes is the list that they ask for of their own record (45 CFR 164.528); the others are
/// service lists and agreements.
#[test]
fn no_route_exports_and_the_only_file_about_a_person_is_the_accounting_they_ask_for() {
    let exports = [
        "export",
        "exports",
        "download",
        "report",
        "reports",
        "hmis",
        "funder",
        "evaluator",
        "auditor",
        "csv",
        "xml",
        "json",
        "api",
        "fhir",
        "feed",
        "dump",
        "totals",
        "statistics",
    ];
    // Service lists are about organizations, and are published where these choose it.
    let about_organizations = |path: &str| {
        path == "/csp-reports"
            || TOLD.contains(&path)
            || path.starts_with("/hsds")
            || path.starts_with("/directory/import/")
    };
    for entry in web::route_table().into_iter().filter(|entry| !about_organizations(entry.path)) {
        assert!(!parts(entry.path).any(|part| exports.contains(&part)), "{}", entry.path);
    }
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let about_nobody = [
        "services/show.rs",
        "together/cards.rs",
        "coalition/mod.rs",
        "together/successes/mod.rs",
        "together/successes/papers.rs",
        "together/successes/quality.rs",
        "together/version.rs",
        "hsds/package.rs",
    ];
    let makes: Vec<_> = found
        .iter()
        .filter(|(path, text)| text.contains("Page::file(") && !about_nobody.iter().any(|known| path.ends_with(known)))
        .map(|(path, _)| path)
        .collect();
    assert!(makes.len() == 1 && makes[0].ends_with("disclosures/accounting.rs"), "{makes:?}");
    let attaches: Vec<_> = found.iter().filter(|(_, text)| text.contains("CONTENT_DISPOSITION")).collect();
    assert!(attaches.iter().all(|(path, _)| path.ends_with("page.rs") || path.ends_with("headers.rs")));
}

/// b.13: what crosses to a partner is about one crossing. The one kind of message that carries counts is made of totals that
/// the audit has passed, and the gate lets no other through (`domain::gate::clear_totals`).
#[test]
fn no_message_between_organizations_but_the_protected_totals_is_a_count() {
    let about_one = [
        "referral",
        "status",
        "opened",
        "stop",
        "plan_line",
        "line_taken_back",
        "letter",
        "referral_letter",
        "contact_changed",
        "care_stopped",
        "purge_asked",
        "purge_answered",
        "totals",
        "coalition_totals",
        // About nobody: that an organization and a coalition are connected no more.
        "affiliation_ended",
    ];
    assert_eq!(MessageKind::CODES, about_one, "a new kind has to be looked at here");
}
