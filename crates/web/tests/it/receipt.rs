//! The paper for a survivor: plain words in both languages, and nothing on it that says whose it is.

use crate::browser::Browser;
use app::releases::{NewRelease, draft};
use domain::ids::{ReferralId, ReleaseId};
use domain::org::Language;
use domain::release::answer::{Answer, Life, OtherWay, Rights, What};
use domain::release::{Element, Purpose};
use domain::time::Days;
use testkit::town::{ALL_BUT_SUBSTANCE_USE, Town, confirm_sheet};

/// What must stand on no paper that a survivor takes along.
const REFUSED: &[&str] = &[
    "harbor",
    "partner desk",
    "footbridge",
    "violence",
    "violencia",
    "abuse",
    "abuso",
    "http",
    ".org",
    "advocate",
    "intercesora",
    "shelter",
    "refugio",
    "survivor",
    "sobreviviente",
    "555-",
    "homicid",
];

/// The sheet's own text, tag by tag, without what staff see around it.
fn sheet(body: &str) -> String {
    let (_, main) = body.split_once("<main class=\"survivor-sheet\">").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    main.to_owned()
}

/// The sentences of a part of the sheet: one for each paragraph, heading or item, and each full stop.
fn sentences(part: &str) -> Vec<String> {
    let mut text = String::new();
    let mut in_tag = false;
    for c in part.chars() {
        match c {
            '<' => {
                in_tag = true;
                text.push('\n');
            }
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    let pieces = text.split(['\n', '.', ':', '?']).map(|piece| piece.trim().to_owned());
    pieces.filter(|piece| piece.chars().any(char::is_alphabetic)).collect()
}

fn words(sentence: &str) -> Vec<String> {
    let word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    sentence.split_whitespace().map(word).filter(|word| !word.is_empty()).collect()
}

/// Groups of vowels; an English "e" at the end is not heard, but for "-le".
fn syllables(word: &str, vowels: &str, is_english: bool) -> usize {
    let mut count = 0;
    let mut was_vowel = false;
    for c in word.chars() {
        let is_vowel = vowels.contains(c);
        count += usize::from(is_vowel && !was_vowel);
        was_vowel = is_vowel;
    }
    if is_english && count > 1 && word.ends_with('e') && !word.ends_with("le") {
        count -= 1;
    }
    count.max(1)
}

struct Measured {
    words_per_sentence: f64,
    syllables_per_word: f64,
}

fn measured(sentences: &[String], vowels: &str, is_english: bool) -> Measured {
    let all: Vec<String> = sentences.iter().flat_map(|sentence| words(sentence)).collect();
    let heard: usize = all.iter().map(|word| syllables(word, vowels, is_english)).sum();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    Measured {
        words_per_sentence: count(all.len()) / count(sentences.len()),
        syllables_per_word: count(heard) / count(all.len()),
    }
}

/// Flesch–Kincaid: years of school in the United States.
fn grade(sentences: &[String]) -> f64 {
    let m = measured(sentences, "aeiouy", true);
    0.39 * m.words_per_sentence + 11.8 * m.syllables_per_word - 15.59
}

/// Fernández-Huerta: 80 and more is easy, 70 fairly easy.
fn ease(sentences: &[String]) -> f64 {
    let m = measured(sentences, "aeiouáéíóúü", false);
    206.84 - 60.0 * m.syllables_per_word - 1.02 * m.words_per_sentence
}

async fn papers() -> Vec<String> {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.ines).await;
    let (id, record) = (ReleaseId::new(town.app.next_id()), ReferralId::new(town.app.next_id()));
    let new = town.new_release(id, record, Purpose::WarmReferral, ALL_BUT_SUBSTANCE_USE);
    app::releases::walk(&town.app, &town.ines, NewRelease { after_death: true, ..new }).await.unwrap();
    let mut ines = Browser::with_routes(&town, web::Routes::new()).signed_in("ines").await;
    ines.look().await;
    let live = ines.get(&format!("/releases/{id}/paper?in=both")).await.body;
    app::releases::revoke(&town.app, &town.ines, id).await.unwrap();
    let over = ines.get(&format!("/releases/{id}/paper?in=both")).await.body;
    assert!(over.contains("This has ended.") && !live.contains("This has ended."));
    vec![live, over]
}

#[tokio::test]
async fn the_paper_says_what_until_when_and_how_to_stop_it_and_names_nobody() {
    for body in papers().await {
        let said = sheet(&body);
        for words in [
            "what to call you",
            "one other office",
            "You do not have to take this paper.",
            "cómo llamarle",
            "If you die, it may also be used to look at how you died.",
            "Si usted muere,",
            "No tiene que llevarse este papel.",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        let plain = said.to_lowercase();
        for refused in REFUSED.iter().chain(&["lakeside", "canary"]) {
            assert!(!plain.contains(refused), "{refused} is on the paper: {said}");
        }
        let title = body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        assert_eq!(title, "What I share", "a browser prints it on top");
    }
}

#[tokio::test]
async fn a_patient_who_agreed_has_a_paper_too_and_it_ends_when_they_take_it_back() {
    let town = Town::new().await;
    let ours = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, ours).await;
    for member in [&town.rosa, &town.ines] {
        confirm_sheet(&town.app, member).await;
    }
    let mut rosa = Browser::with_routes(&town, web::Routes::new()).signed_in("rosa").await;
    rosa.look().await;
    let path = format!("/referrals/{ours}/paper");
    assert!(rosa.get(&format!("/referrals/{ours}")).await.body.contains(&path), "the record leads to it");
    let live = rosa.get(&format!("{path}?in=both")).await.body;
    for words in ["what to call you", "It ends by itself after", "Tell any of us.", "Basta con decirlo."] {
        assert!(sheet(&live).contains(words), "{words}: {live}");
    }
    let plain = sheet(&live).to_lowercase();
    for refused in REFUSED.iter().chain(&["lakeside", "canary"]) {
        assert!(!plain.contains(refused), "{refused} is on the paper: {plain}");
    }
    assert!(sheet(&rosa.get(&format!("{path}?in=es")).await.body).contains("cómo llamarle"));
    app::referrals::stop(&town.app, &town.rosa, ours).await.unwrap();
    let over = sheet(&rosa.get(&format!("{path}?in=en")).await.body);
    assert!(over.contains("This has ended.") && !over.contains("It ends by itself after"), "{over}");
    // The other side has no agreement of its own.
    let mut ines = Browser::with_routes(&town, web::Routes::new()).signed_in("ines").await;
    ines.look().await;
    assert_eq!(ines.get(&format!("/referrals/{theirs}/paper")).await.status.as_u16(), 404);
}

#[tokio::test]
async fn after_its_end_the_paper_says_only_that_it_has_ended_and_what_was_shared() {
    let papers = papers().await;
    let (live, over) = (sheet(&papers[0]), sheet(&papers[1]));
    let goes_on = [
        "It ends by itself after December 9, 2026.",
        "9 de diciembre de 2026",
        "We may share only this:",
        "Solo podemos compartir esto:",
        "Tell any of us. Words are enough.",
        "Basta con decirlo.",
    ];
    for words in goes_on {
        assert!(live.contains(words) && !over.contains(words), "{words}: {over}");
    }
    for words in ["We could share only this:", "Solo podíamos compartir esto:", "This has ended."] {
        assert!(over.contains(words) && !live.contains(words), "{words}: {over}");
    }
}

#[tokio::test]
async fn the_paper_is_read_at_sixth_grade_and_is_easy_in_spanish() {
    for paper in papers().await {
        is_easy(&sheet(&paper));
    }
}

fn is_easy(said: &str) {
    let (english, spanish) = said.split_once("<hr>").unwrap();
    let (english, spanish) = (sentences(english), sentences(spanish));
    assert!(english.len() > 15 && spanish.len() > 15);
    let (grade, ease) = (grade(&english), ease(&spanish));
    assert!(grade <= 6.0, "grade {grade}");
    assert!(ease >= 75.0, "ease {ease}");
    let longest = spanish.iter().map(|sentence| words(sentence).len()).max().unwrap();
    assert!(longest <= 18, "{longest} words in a sentence");
}

#[tokio::test]
async fn what_is_read_aloud_is_as_plain() {
    for (language, key_ease) in [(domain::org::Language::En, None), (domain::org::Language::Es, Some(70.0))] {
        let t = web::Tongue::new(language, "UTC");
        let keys =
            ["rights-choose", "rights-after", "rights-seen", "rights-change", "rights-sign", "rights-after-death"];
        let said: Vec<String> = keys.iter().flat_map(|key| sentences(&t.say(key))).collect();
        match key_ease {
            None => assert!(grade(&said) <= 6.0, "grade {}", grade(&said)),
            Some(least) => assert!(ease(&said) >= least, "ease {}", ease(&said)),
        }
    }
}

#[tokio::test]
async fn a_slip_says_whom_to_call_and_nothing_that_says_who_gave_it() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.ines).await;
    let mut ines = Browser::with_routes(&town, web::Routes::new()).signed_in("ines").await;
    ines.look().await;
    for language in ["en", "es"] {
        let body = ines.get(&format!("/reverse/slip/{}/{language}", town.partnership)).await.body;
        let said = sheet(&body);
        assert!(said.contains("Lakeside"), "{said}");
        let plain = said.to_lowercase();
        // The number of the clinic is what the slip is for.
        for refused in REFUSED.iter().filter(|refused| **refused != "555-") {
            assert!(!plain.contains(refused), "{refused} is on the slip: {said}");
        }
    }
}

/// Every sheet that is printed, and why it may name organizations: none where it may not.
const SHEETS: &[(&str, Option<&str>)] = &[
    ("disclosures/paper.html", Some("45 CFR 164.528(b)(2) asks for who received it")),
    (
        "releases/form.html",
        Some("34 U.S.C. 12291(b)(2)(B) and 45 CFR 164.508(c)(1) ask that a release name who shares and who receives"),
    ),
    ("releases/paper.html", None),
    ("releases/wizard/to_sign.html", Some("the same release, before it is signed")),
    ("reverse/slip.html", None),
];

fn templates(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { templates(&path, found) } else { found.push(path) }
    }
}

#[test]
fn no_sheet_is_left_out_and_one_that_names_organizations_asks_who_carries_it() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut all = Vec::new();
    templates(&root, &mut all);
    let text = |path: &std::path::Path| std::fs::read_to_string(path).unwrap();
    let mut sheets: Vec<String> = all
        .iter()
        .filter(|path| text(path).contains("{% extends \"sheet.html\" %}"))
        .map(|path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"))
        .collect();
    sheets.sort();
    assert_eq!(sheets, SHEETS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "a new sheet is decided on here");
    for (name, reason) in SHEETS {
        let asks = text(&root.join(name)).contains("accounting-who-carries");
        assert_eq!(asks, reason.is_some(), "{name}");
        assert_eq!(text(&root.join(name)).contains("accounting-foot"), reason.is_some(), "{name}");
    }
}

/// A release that was read aloud, and waits for its paper.
async fn waits_for_paper(town: &Town) -> ReleaseId {
    let id = ReleaseId::new(town.app.next_id());
    draft::begin(&town.app, &town.ines, id, draft::Ground::Referral, OtherWay::GoOn).await.unwrap();
    let what = What { elements: [Element::Request, Element::Name].into(), part2_consent: false };
    for one in [
        Answer::What(what),
        Answer::Who(town.partnership),
        Answer::Why(Purpose::WarmReferral),
        Answer::HowLong(Life::Days(Days(15)), false),
        Answer::Rights(Rights { informed: true, language: Language::Es.into(), interpreted: false }),
    ] {
        draft::answer(&town.app, &town.ines, id, one).await.unwrap();
    }
    id
}

#[tokio::test]
async fn a_sheet_that_must_name_organizations_says_nothing_else_that_tells_what_it_is_about() {
    let town = Town::new().await;
    confirm_sheet(&town.app, &town.ines).await;
    let (release, referral) = town.release(ALL_BUT_SUBSTANCE_USE).await;
    app::referrals::send(&town.app, &town.ines, town.reverse(referral, release)).await.unwrap();
    town.deliver().await;
    let waiting = waits_for_paper(&town).await;
    let mut ines = Browser::with_routes(&town, web::Routes::new()).signed_in("ines").await;
    ines.look().await;
    let mut sheets = vec![
        ("to sign", ines.get(&format!("/releases/begun/{waiting}/paper")).await.body),
        ("form", ines.get(&format!("/releases/{release}/form")).await.body),
    ];
    for language in ["en", "es"] {
        let fields = [("from", "2020-11-25"), ("until", "2026-11-25"), ("paper_in", language), ("as", "paper")];
        sheets.push(("accounting", ines.post(&format!("/disclosures/{referral}"), &fields).await.body));
    }
    for (which, body) in sheets {
        // What staff see around it is not printed.
        let (_, said) =
            sheet(&body).split_once("</div>").map(|(staff, said)| (staff.to_owned(), said.to_lowercase())).unwrap();
        assert!(said.contains("lakeside"), "{which} names whom the law asks for: {said}");
        let plain = said.replace("harbor house", "").replace("lakeside", "");
        for refused in REFUSED {
            // Who received it may be called.
            let is_asked_for = (which, *refused) == ("accounting", "555-");
            assert!(is_asked_for || !plain.contains(refused), "{refused} is on {which}: {said}");
        }
        let title = body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_lowercase();
        assert!(REFUSED.iter().chain(&["lakeside"]).all(|refused| !title.contains(refused)), "{which}: {title}");
    }
}
