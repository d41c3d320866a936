//! Safety cards with a word: making and printing a batch, and counting a word on the hotline.

use crate::browser::Browser;
#[cfg(feature = "papers")]
use crate::pdf_text;
use axum::http::StatusCode;
use domain::ids::SiteId;
use domain::listing::{Remark, Site};
use testkit::town::{Town, confirm_sheet, label};

async fn at(town: &Town, who: &str) -> (Browser, String) {
    for session in [&town.dana, &town.maya, &town.ines, &town.rosa] {
        confirm_sheet(&town.app, session).await;
    }
    let mut browser = Browser::at(town).signed_in(who).await;
    browser.look().await;
    (browser, format!("/together/{}/cards", town.partnership))
}

async fn clinic(town: &Town) -> String {
    let id = SiteId::new(town.app.next_id());
    let site = Site { id, name: label("North clinic"), phone: None, address: None, remark: Remark::default() };
    app::listings::save_site(&town.app, &town.dana, site, None).await.unwrap();
    id.to_string()
}

#[tokio::test]
async fn a_lead_makes_a_batch_and_the_hotline_counts_its_word() {
    let town = Town::new().await;
    let site = clinic(&town).await;
    let (mut dana, path) = at(&town, "dana").await;
    dana.get(&path).await;
    for (site, cards, says) in [("", "50", "Choose one of your sites"), (site.as_str(), "49", "from 50 to 5,000")] {
        let refused = dana.post(&path, &[("site", site), ("cards", cards)]).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(says), "{}", refused.body);
    }
    let resumed = dana.post(&path, &[("site", &site), ("cards", "80"), ("resumed", "1")]).await;
    assert!(
        resumed.body.contains("There is no batch yet") && resumed.body.contains("value=\"80\""),
        "{}",
        resumed.body
    );
    assert!(dana.post(&path, &[("site", &site), ("cards", "80")]).await.status.is_redirection());
    let page = dana.get(&path).await.body;
    assert!(page.contains("MAPLE / ARCE") && page.contains("North clinic"), "{page}");
    let (mut ines, _) = at(&town, "ines").await;
    ines.get("/words").await;
    let unknown = ines.post("/words", &[("word", "mapel")]).await;
    assert!(unknown.status == StatusCode::UNPROCESSABLE_ENTITY && unknown.body.contains("value=\"mapel\""));
    let counted = ines.post("/words", &[("word", "arce")]).await;
    assert!(counted.status == StatusCode::OK && counted.body.contains("Counted: MAPLE / ARCE"), "{}", counted.body);
    assert!(counted.body.contains("<td class=\"n\">1</td>"));
    assert!(ines.post("/words/back", &[("word", "MAPLE")]).await.status.is_redirection());
    assert!(ines.get("/words").await.body.contains("<td class=\"n\">0</td>"));
    assert_eq!(dana.get("/words").await.status, StatusCode::NOT_FOUND);
}

#[cfg(feature = "papers")]
#[tokio::test]
async fn the_cards_are_drawn_as_a_paper_in_both_languages() {
    let town = Town::new().await;
    let site = clinic(&town).await;
    let (mut dana, path) = at(&town, "dana").await;
    dana.get(&path).await;
    dana.post(&path, &[("site", &site), ("cards", "50")]).await;
    let page = dana.get(&path).await.body;
    let href = page.split('"').find(|part| part.ends_with("/cards.pdf")).unwrap().to_owned();
    let paper = dana.get(&href).await;
    assert_eq!((paper.status, paper.header("content-type")), (StatusCode::OK, "application/pdf"));
    let said = pdf_text::of(&paper.bytes);
    for sentence in ["you can say the word MAPLE", "puede decir la palabra ARCE"] {
        assert!(said.split_whitespace().collect::<Vec<_>>().join(" ").contains(sentence), "{sentence}: {said}");
    }
    // In each language a sheet of eight, 3.5 in wide and 2 in high each (252 and 144 points).
    for (page, word) in ["MAPLE", "ARCE"].into_iter().enumerate() {
        let places = pdf_text::places(&paper.bytes, word);
        let here = &places[page];
        assert_eq!((places.len(), here.len(), places[1 - page].len()), (2, 8, 0), "{word}");
        let steps = |of: fn(&(f64, f64)) -> f64| {
            let mut all: Vec<i64> = here.iter().map(|place| (of(place) * 10.0).round() as i64).collect();
            all.sort_unstable();
            all.dedup();
            all.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>()
        };
        assert_eq!((steps(|place| place.0), steps(|place| place.1)), (vec![2520], vec![1440; 3]), "{word}");
    }
}
