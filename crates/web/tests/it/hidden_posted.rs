//! What answers a form, for [`crate::hidden_places`]: the look at a file and the import of it, with a table of its rows; an invitation from
//! an entry; sites of HRSA's list taken for one's own; and what colleagues would change.

use crate::browser::{Browser, Got};
use crate::directory_pages::upload;
use app::directory::Source;
use axum::http::StatusCode;
use std::collections::BTreeSet;
use std::time::Duration;
use testkit::town::Town;
use uuid::Uuid;

/// What was asked and what came of it.
pub type Answered = Vec<(String, Got)>;

async fn get(browser: &mut Browser, path: String, all: &mut Answered) {
    let got = browser.get(&path).await;
    all.push((format!("GET {path}"), got));
}

async fn post(browser: &mut Browser, path: String, fields: &[(&str, &str)], all: &mut Answered) {
    let got = browser.post(&path, fields).await;
    all.push((format!("POST {path} {fields:?}"), got));
}

/// Each file by the page: what would come of it, its rows, and both again when it was read in.
async fn imported(town: &Town, browser: &mut Browser, sources: &[Source], all: &mut Answered) {
    for source in sources {
        let (path, kind, list) = match source {
            Source::Hrsa(path) => (path, "hrsa", ""),
            Source::Hsds(path, list) => (path, "hsds", list.as_str()),
            Source::Programs(path, list) | Source::ProgramsOf(path, list, _) => (path, "programs", list.as_str()),
        };
        let name = path.file_name().unwrap().to_str().unwrap();
        let (csrf, file) = (browser.csrf().to_owned(), std::fs::read(path).unwrap());
        let seen = upload(browser, &csrf, &[("kind", kind), ("name", list)], (name, &file)).await;
        assert_eq!(seen.status, StatusCode::OK, "{kind}: {}", seen.body);
        let waiting = seen.field("upload").unwrap();
        all.push((format!("POST /directory/import {kind}"), seen));
        get(browser, format!("/directory/import/{waiting}/rows.csv"), all).await;
        let runs = async || -> BTreeSet<Uuid> {
            let runs = app::directory::runs(&town.app, &town.dana).await.unwrap();
            runs.into_iter().filter(|run| run.ended_at.is_some()).map(|run| run.id).collect()
        };
        let before = runs().await;
        post(browser, "/directory/import/apply".to_owned(), &[("upload", &waiting)], all).await;
        let done = async {
            loop {
                if let Some(run) = runs().await.difference(&before).next() {
                    return *run;
                }
                tokio::task::yield_now().await;
            }
        };
        let run = tokio::time::timeout(Duration::from_secs(60), done).await.expect("few rows are read in a minute");
        let rows = format!("/directory/import/{run}/rows.csv");
        // They are laid there a moment after.
        let laid = async {
            while browser.get(&rows).await.status != StatusCode::OK {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), laid).await.expect("the rows of the import");
        get(browser, rows, all).await;
        get(browser, "/directory/import".to_owned(), all).await;
    }
}

/// What is done with each entry, and where it shows.
async fn kept(browser: &mut Browser, lines: &[Uuid], all: &mut Answered) {
    for line in lines {
        post(browser, format!("/partnership/invite/{line}"), &[], all).await;
        let suggest = format!("/directory/{line}/suggest");
        post(browser, suggest.clone(), &[("change", ""), ("words", "x")], all).await;
        post(browser, suggest.clone(), &[("change", "other"), ("words", "They moved.")], all).await;
        post(browser, suggest, &[("change", "hours"), ("words", "Mo-Fr 9:00-17:00")], all).await;
        post(browser, format!("/directory/{line}/keep"), &[("owner", "")], all).await;
        post(browser, format!("/directory/{line}/our-site"), &[], all).await;
    }
    get(browser, "/partnership/accept".to_owned(), all).await;
    get(browser, "/directory/work".to_owned(), all).await;
    let work = all.last().map(|(_, got)| got.body.clone()).unwrap_or_default();
    let actions = work.split("action=\"/directory/work/").skip(1).filter_map(|rest| rest.split('"').next());
    let asked: Vec<String> = actions.filter_map(|action| action.strip_suffix("/take")).map(str::to_owned).collect();
    for one in asked {
        post(browser, format!("/directory/work/{one}/take"), &[], all).await;
    }
    for line in lines {
        get(browser, format!("/directory/{line}"), all).await;
    }
}

/// Sites looked for by words, and everything taken, whether or not it is offered.
async fn taken(browser: &mut Browser, lines: &[Uuid], all: &mut Answered) {
    let take = "/services/ours/sites/take";
    for words in ["clinic", "lantern", "annex", "harbor", "women", "zarquon", "house"] {
        post(browser, take.to_owned(), &[("words", words), ("act", "look")], all).await;
    }
    for line in lines {
        let line = line.to_string();
        post(browser, take.to_owned(), &[("words", "clinic"), ("act", "take"), ("sites", &line)], all).await;
    }
    get(browser, "/services/ours".to_owned(), all).await;
}

/// All of it, as a member of staff who may do everything.
pub async fn answers(town: &Town, browser: &mut Browser, lines: &[Uuid], sources: &[Source]) -> Answered {
    let mut all = Answered::new();
    imported(town, browser, sources, &mut all).await;
    kept(browser, lines, &mut all).await;
    taken(browser, lines, &mut all).await;
    all
}

/// Each of these was answered, and not only refused.
pub fn assert_done(all: &Answered) {
    for (asked, status) in [
        ("POST /directory/import hrsa", StatusCode::OK),
        ("POST /directory/import hsds", StatusCode::OK),
        ("POST /directory/import programs", StatusCode::OK),
        ("POST /directory/import/apply", StatusCode::SEE_OTHER),
        ("GET /directory/import/", StatusCode::OK),
        ("POST /partnership/invite/", StatusCode::OK),
        ("POST /directory/", StatusCode::SEE_OTHER),
        ("POST /directory/work/", StatusCode::SEE_OTHER),
        ("POST /services/ours/sites/take", StatusCode::OK),
        ("POST /services/ours/sites/take", StatusCode::SEE_OTHER),
    ] {
        let mut of = all.iter().filter(|(what, _)| what.starts_with(asked));
        assert!(of.any(|(_, got)| got.status == status), "{asked} was answered with {status}");
    }
}
