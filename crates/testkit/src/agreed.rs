//! What two leads of the town agree on.

use crate::town::Town;
use app::mou;
use domain::mou::Topic;
use domain::workspace::{Changes, Noun};

/// A clause in short, with what it sets.
pub fn clause(topic: Topic, sets: &[(&str, &str)]) -> (Topic, Changes) {
    let text = format!("About {}.", topic.code());
    let given = [("heading", topic.code()), ("text", text.as_str())];
    let find = |code: &str| sets.iter().chain(&given).find(|(field, _)| *field == code).map(|(_, value)| *value);
    (topic, Noun::Clause.read(find).unwrap())
}

/// Each side accepts every clause as it stands.
pub async fn agree(town: &Town) {
    for by in [&town.dana, &town.maya] {
        for one in mou::show(&town.app, by, town.partnership).await.unwrap().draft {
            let read = mou::clause(&town.app, by, town.partnership, one.clause.entry).await.unwrap().mark;
            mou::accept(&town.app, by, town.partnership, one.clause.entry, &read).await.unwrap();
        }
    }
}

/// A memorandum with these clauses besides confidentiality and its days, signed by both leads and in force for a year from
/// the first day of the town.
pub async fn in_force(town: &Town, clauses: Vec<(Topic, Changes)>) {
    let days = clause(Topic::Term, &[("starts", "2026-11-25"), ("ends", "2027-11-24")]);
    let all = clauses.into_iter().chain([clause(Topic::Confidentiality, &[]), days]).collect();
    mou::start(&town.app, &town.dana, town.partnership, all).await.unwrap();
    agree(town).await;
    let number = mou::freeze(&town.app, &town.dana, town.partnership).await.unwrap();
    for by in [&town.dana, &town.maya] {
        let read = mou::version(&town.app, by, town.partnership, number).await.unwrap().version.hash;
        mou::sign(&town.app, by, town.partnership, (number, read)).await.unwrap();
    }
}
