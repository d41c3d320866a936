//! Searching near a place, page by page: the nearest programs stand beside the nearest clinics, and nothing of what was asked is in an
//! address or in the log.

use crate::browser::{Browser, Got};
use crate::canary::Log;
use crate::directory_pages::{file, import, upload};
use app::directory::Source;
use axum::http::{StatusCode, header};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;
use testkit::town::{Town, confirm_sheet};

/// A name that is like none of the others: what is alike is one place.
fn name(n: usize) -> String {
    let first = ["Bal", "Cor", "Dun", "Fel", "Gar", "Hol", "Jup", "Kam"];
    let last = ["ara", "eno", "imo", "uru", "ytz"];
    format!("{}{}", first[n / last.len()], last[n % last.len()])
}

/// More clinics and programs of Chicago than a page shows.
async fn crowd(town: &Town) {
    let mut sites = "bphc_site_number,site_name,street,city,state,zip,phone,latitude,longitude\n".to_owned();
    for n in 0..40 {
        let (phone, lat) = (format!("312-555-0{}", 200 + n), format!("41.{}", 920 + n));
        writeln!(sites, "S{n},{} Clinic,{n} Openstreet,Chicago,IL,60614,{phone},{lat},-87.65", name(n)).unwrap();
    }
    let mut programs = "name,city,state,phone\n".to_owned();
    for n in 0..30 {
        writeln!(programs, "{} Program for Survivors,Chicago,IL,312-555-0{}", name(n), 300 + n).unwrap();
    }
    let programs = Source::Programs(file(town, "programs.csv", &programs), "illinois".to_owned());
    for source in [Source::Hrsa(file(town, "sites.csv", &sites)), programs] {
        app::directory::import(&town.app, &source, town.folder.path(), |_| {}).await.unwrap();
    }
}

/// What a page shows, by name, in order.
fn cards(got: &Got) -> Vec<String> {
    let cards = got.body.split("<li class=\"current\"").skip(1);
    let name = |card: &str| {
        let head = card.split("<h3>").nth(1).unwrap().split("</h3>").next().unwrap();
        head.split('>').nth(1).map_or(head, |linked| linked.trim_end_matches("</a")).to_owned()
    };
    cards.map(name).collect()
}

/// The form that asks for another page: its fields, and the numbers of its buttons.
fn another(got: &Got) -> (Vec<(String, String)>, Vec<String>) {
    let Some(form) = got.body.split("<form").find(|form| form.contains("<button name=\"page\"")) else {
        return (Vec::new(), Vec::new());
    };
    let form = form.split("</form>").next().unwrap();
    let value = |tag: &str, name: &str| {
        tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("").to_owned()
    };
    let fields = form.split("<input ").skip(1).map(|tag| (value(tag, "name"), value(tag, "value"))).collect();
    (fields, form.split("<button ").skip(1).map(|tag| value(tag, "value")).collect())
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn staff(town: &Town) -> Browser {
    confirm_sheet(&town.app, &town.rosa).await;
    Browser::at(town).signed_in("rosa").await
}

#[tokio::test]
async fn the_nearest_clinics_and_programs_stand_on_the_first_page_and_the_rest_on_the_next() {
    let town = Town::new().await;
    crowd(&town).await;
    let (mut guest, mut rosa) = (Browser::at(&town), staff(&town).await);
    let asked = [("near", "60614"), ("what", "any"), ("miles", "25"), ("words", "")];
    for path in ["/find/en", "/directory"] {
        let is_staff = path == "/directory";
        let mut got = if is_staff { rosa.post(path, &asked).await } else { guest.post_raw(path, &asked).await };
        let (mut seen, mut page) = (Vec::new(), 1);
        loop {
            assert_eq!(got.status, StatusCode::OK, "{path}: {}", got.body);
            let shown = cards(&got);
            if page == 1 {
                assert_eq!(shown.len(), 25, "{path}: {shown:?}");
                assert!(shown[0].ends_with("Clinic") && shown[1].contains("Program"), "{path}: {shown:?}");
                assert!(shown.iter().filter(|name| name.contains("Program")).count() >= 10, "{path}: {shown:?}");
            }
            seen.extend(shown);
            let (mut fields, pages) = another(&got);
            assert!(got.headers.get(header::LOCATION).is_none() && !got.body.contains("60614&"), "{path}");
            let next = (page + 1).to_string();
            if !pages.contains(&next) {
                break;
            }
            assert!(fields.contains(&("near".to_owned(), "60614".to_owned())), "{path}: {fields:?}");
            page += 1;
            fields.push(("page".to_owned(), next));
            // What is sent is what stands in the form, and nothing else.
            got = if is_staff {
                let fields: Vec<_> = borrowed(&fields).into_iter().filter(|(name, _)| *name != "csrf").collect();
                rosa.post(path, &fields).await
            } else {
                guest.post_raw(path, &borrowed(&fields)).await
            };
            assert!(another(&got).1.contains(&(page - 1).to_string()), "{path}: and back");
        }
        assert_eq!((page, seen.len()), (3, 70), "{path}");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 70, "{path}: each once");
    }
    // A page that is none is the first; one behind the last shows nothing, and the way back.
    for page in ["0", "-1", "x", "1", "99999999999999999999"] {
        let got = guest.post_raw("/find/en", &[("near", "60614"), ("what", "any"), ("page", page)]).await;
        assert_eq!((got.status, cards(&got).len()), (StatusCode::OK, 25), "{page}");
    }
    let behind = guest.post_raw("/find/en", &[("near", "60614"), ("what", "any"), ("page", "9")]).await;
    assert_eq!((behind.status, cards(&behind).len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn the_programs_of_a_state_go_on_behind_the_first_page() {
    let town = Town::new().await;
    crowd(&town).await;
    let mut guest = Browser::at(&town);
    for path in ["/find/en/in/il", "/find/es/in/il/cook-county"] {
        let first = guest.get(path).await;
        assert_eq!(another(&first).1, ["2"], "{path}");
        let next = guest.post_raw(path, &[("page", "2")]).await;
        assert_eq!(next.status, StatusCode::OK);
        let (first, next): (BTreeSet<_>, BTreeSet<_>) =
            (cards(&first).into_iter().collect(), cards(&next).into_iter().collect());
        assert!(!next.is_empty() && first.is_disjoint(&next), "{path}: {next:?}");
        assert_eq!(first.union(&next).filter(|name| name.contains("Program")).count(), 30, "{path}");
    }
    assert_eq!(guest.post_raw("/find/en/in/zz", &[("page", "2")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn anybody_may_say_what_they_need_in_their_words_or_by_the_kind_of_help() {
    let log = Log::default();
    let _listening = tracing::subscriber::set_default(log.clone());
    let town = Town::new().await;
    import(&town).await;
    let mut guest = Browser::at(&town);
    for (path, words) in [("/find/en", "Say more about what you need"), ("/find/es", "Decir más de lo que necesita")] {
        let page = guest.get(path).await.body;
        let said = page.split("<details>").find(|part| part.contains(words)).unwrap();
        assert!(said.contains("name=\"words\"") && said.contains("name=\"service\""), "closed at first: {page}");
    }
    let ask = |more: &[(&'static str, &'static str)]| [&[("near", "60614"), ("what", "any")][..], more].concat();
    let dental = guest.post_raw("/find/en", &ask(&[("words", "dentist zyzzyva")])).await;
    assert_eq!(cards(&dental), ["Hillside Dental Clinic"]);
    assert!(
        dental.body.contains("were left out: zyzzyva") && dental.body.contains("<details open>"),
        "{}",
        dental.body
    );
    let teeth = guest.post_raw("/find/es", &ask(&[("service", "oral_health")])).await;
    assert_eq!(cards(&teeth), ["Hillside Dental Clinic"]);
    let long = "x".repeat(201);
    for (fields, said) in
        [(vec![("words", long.as_str())], "at most 200 letters"), (vec![("service", "x")], "id=\"service-message\"")]
    {
        let got = guest.post_raw("/find/en", &[&[("near", "60614")][..], &fields].concat()).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(got.body.contains(said) && got.body.contains("<details open>"), "{said}: {}", got.body);
    }
    for got in [&dental, &teeth] {
        assert!(got.headers.get(header::LOCATION).is_none() && got.headers.get(header::SET_COOKIE).is_none());
        assert!(got.body.split("action=\"").skip(1).all(|rest| !rest.split('"').next().unwrap().contains('?')));
    }
    let logged = log.0.lock().unwrap().clone();
    for line in &logged {
        assert!(!["zyzzyva", "60614", "oral_health"].iter().any(|asked| line.contains(asked)), "{line}");
    }
}

/// A list of one state may have no column of it: whoever reads it in says which.
#[tokio::test]
async fn a_list_whose_rows_name_no_state_is_found_near_in_its_state_and_in_its_county() {
    let town = Town::new().await;
    for member in [&town.dana, &town.maya, &town.rosa] {
        confirm_sheet(&town.app, member).await;
    }
    let (mut guest, mut dana) = (Browser::at(&town), Browser::at(&town).signed_in("dana").await);
    let csrf = dana.csrf().to_owned();
    let list = b"name,phone,county\nQuilt Advocates for Survivors,312-555-0150,Cook\n";
    let fields = [("kind", "programs"), ("name", "ours"), ("state", "il")];
    let wrong =
        upload(&mut dana, &csrf, &[("kind", "programs"), ("name", "ours"), ("state", "xx")], ("list.csv", list)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seen = upload(&mut dana, &csrf, &fields, ("list.csv", list)).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    let waiting = seen.field("upload").unwrap();
    dana.post("/directory/import/apply", &[("upload", &waiting)]).await;
    let done = async {
        while app::directory::runs(&town.app, &town.dana).await.unwrap().iter().all(|run| run.ended_at.is_none()) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), done).await.expect("a file of a line is read in a minute");
    for path in ["/find/en/in/il", "/find/en/in/il/cook-county"] {
        assert_eq!(cards(&guest.get(path).await), ["Quilt Advocates for Survivors"], "{path}");
    }
    let near = guest.post_raw("/find/en", &[("near", "60614"), ("what", "any")]).await;
    assert_eq!(cards(&near), ["Quilt Advocates for Survivors"]);
}
