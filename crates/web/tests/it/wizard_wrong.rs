//! The release on its eight pages: what is wrong or missing is refused in words beside its field, and nothing is lost.

use crate::steps::{begin, go, usual};
use crate::wizard::{signed, town, visitor};
use axum::http::StatusCode;

/// A page, what is posted to it, the field that is named, and words of what it says.
type Wrong<'a> = (&'a str, Vec<(&'a str, &'a str)>, &'a str, &'a str);

#[tokio::test]
async fn what_is_wrong_is_refused_in_words_beside_its_field_and_nothing_is_lost_or_signed() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let other = "0193f1d2aaaa7bbb8ccc0123456789ab";
    let base = begin(&mut ines, "/releases/new").await;
    let sign = [("role", "survivor"), ("of_age", "on"), ("not_abuser", "on"), ("presence", "in_person")];
    let signing = |more: &[(&'static str, &'static str)]| [&sign[..], more].concat();
    let wrong: Vec<Wrong<'_>> = vec![
        ("what", vec![], "elements", "Tick what may be shared."),
        ("what", vec![("elements", "name")], "elements", "Without it nothing can be sent."),
        ("what", vec![("elements", "request"), ("elements", "contact")], "elements", "only together with"),
        ("what", vec![("elements", "request"), ("elements", "attendance")], "elements", "choose one of the answers"),
        ("what", vec![("elements", "request"), ("elements", "blood_type")], "elements", "choose one of the answers"),
        (
            "what",
            vec![("elements", "request"), ("elements", "needs"), ("elements", "substance_use")],
            "part2",
            "by itself",
        ),
        ("who", vec![], "partnership", "Choose one organization."),
        ("who", vec![("partnership", &partnership), ("partnership", other)], "partnership", "Only one organization"),
        ("who", vec![("partnership", other)], "partnership", "choose one of the answers"),
        ("why", vec![], "why", "Choose"),
        ("why", vec![("why", "feedback")], "why", "choose one of the answers"),
        ("how-long", vec![("days", "day"), ("until", "2026-11-24")], "until", "That day is over."),
        ("how-long", vec![("days", "day"), ("until", "soon")], "until", "as a date"),
        ("how-long", vec![("days", "day"), ("until", "2027-01-30")], "until", "longer than your organization allows"),
        ("how-long", vec![("days", "90")], "days", "choose one of the answers"),
        ("how-long", vec![("days", "-1")], "days", "choose one of the answers"),
        ("rights", vec![], "read_in", "Read the risks and rights aloud"),
        (
            "rights",
            vec![("read_in", "other"), ("interpreted", "on")],
            "other_language",
            "in which language they heard it",
        ),
        (
            "rights",
            vec![("read_in", "other"), ("other_language", "vi")],
            "interpreted",
            "Have it said by an interpreter",
        ),
        (
            "rights",
            vec![("read_in", "other"), ("other_language", "en"), ("interpreted", "on")],
            "other_language",
            "choose one of the answers",
        ),
        ("sign", signing(&[]), "method", "Say how it is signed."),
        ("sign", signing(&[("method", "typed")]), "signed_name", "Type the name as signed."),
        ("sign", signing(&[("method", "drawn")]), "method", "Draw the signature"),
        ("sign", signing(&[("method", "paper"), ("signed_name", "A.")]), "paper_place", "where the signed paper"),
        (
            "sign",
            vec![
                ("role", "survivor"),
                ("of_age", "on"),
                ("presence", "in_person"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "not_abuser",
            "Make sure who signs",
        ),
        (
            "sign",
            vec![
                ("role", "survivor"),
                ("of_age", "on"),
                ("not_abuser", "on"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "presence",
            "Say where they are.",
        ),
        (
            "sign",
            vec![
                ("role", "survivor"),
                ("of_age", "on"),
                ("not_abuser", "on"),
                ("presence", "remote_unverified"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "presence",
            "only when you know their voice",
        ),
        (
            "sign",
            vec![
                ("role", "survivor"),
                ("of_age", "on"),
                ("not_abuser", "on"),
                ("presence", "remote_voice_verified"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "method",
            "is not theirs",
        ),
        (
            "sign",
            vec![
                ("role", "survivor"),
                ("not_abuser", "on"),
                ("presence", "in_person"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "of_age",
            "whether they are of age",
        ),
        (
            "sign",
            vec![
                ("of_age", "on"),
                ("not_abuser", "on"),
                ("presence", "in_person"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "role",
            "Choose",
        ),
        (
            "sign",
            vec![
                ("role", "minor_with_parent"),
                ("second_name", "B."),
                ("parent_signed", "on"),
                ("not_abuser", "on"),
                ("presence", "in_person"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "minor_signed",
            "The minor has to sign too",
        ),
        (
            "sign",
            vec![
                ("role", "minor_with_parent"),
                ("second_name", "B."),
                ("parent_signed", "on"),
                ("minor_signed", "on"),
                ("not_abuser", "on"),
                ("presence", "in_person"),
                ("method", "drawn"),
                ("drawing", "M1 1L2 2"),
            ],
            "method",
            "one drawing is not enough",
        ),
        (
            "sign",
            vec![
                ("role", "minor_alone"),
                ("age", "17"),
                ("not_abuser", "on"),
                ("presence", "in_person"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "role",
            "may not sign alone here",
        ),
        (
            "sign",
            vec![
                ("role", "minor_with_parent"),
                ("not_abuser", "on"),
                ("presence", "in_person"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "second_name",
            "has to sign too",
        ),
        (
            "sign",
            vec![
                ("role", "court_guardian"),
                ("not_abuser", "on"),
                ("presence", "in_person"),
                ("method", "typed"),
                ("signed_name", "A."),
            ],
            "court",
            "court’s paper first",
        ),
        ("copy", vec![("copy", "by mail")], "copy", "choose one of the answers"),
    ];
    for (page, good) in usual(&partnership) {
        for (_, fields, field, words) in wrong.iter().filter(|(on, ..)| *on == page) {
            let path = format!("{base}/{page}");
            let got = ines.post(&path, fields).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{page} {fields:?}");
            assert!(got.body.contains(&format!("href=\"#{field}\"")), "{page} {fields:?}: {}", got.body);
            let said = got.body.to_lowercase();
            assert!(said.contains(&words.to_lowercase()), "{page} {fields:?}: {words}: {}", got.body);
            for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
                let known = got.body.contains(&format!("value=\"{value}\""));
                // What is not to be chosen here is no choice that could stay.
                let is_none = ["presence", "partnership"].contains(name) || *value == "minor_alone";
                assert!(known || said.contains("choose one of the answers") || is_none, "{page}: {value} stays");
            }
            assert_eq!(ines.get(&base).await.header("location"), path, "it is still open");
        }
        assert_eq!(signed(&town).await, 0);
        go(&mut ines, &base, &[(page, good)]).await;
    }
    assert_eq!(signed(&town).await, 1);
}

#[tokio::test]
async fn everything_that_is_missing_on_the_page_for_signing_is_named_at_once_and_in_its_place() {
    let town = town().await;
    let mut ines = visitor(&town, "ines").await;
    let partnership = town.partnership.to_string();
    let base = begin(&mut ines, "/releases/new").await;
    go(&mut ines, &base, &usual(&partnership)[..4]).await;
    let unread = ines.post(&format!("{base}/rights"), &[]).await;
    assert!(unread.body.contains("id=\"read_in-message\""));
    go(&mut ines, &base, &usual(&partnership)[4..5]).await;
    let got = ines.post(&format!("{base}/sign"), &[("role", "minor_with_parent"), ("method", "typed")]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["presence", "signed_name", "second_name", "minor_signed", "parent_signed", "not_abuser"] {
        assert!(got.body.contains(&format!("<a href=\"#{field}\">")), "{field} in the summary");
        assert!(got.body.contains(&format!("id=\"{field}-message\"")), "{field} in its place");
    }
}
