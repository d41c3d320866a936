//! A record that is over takes no deed any more: what its forms post is answered with what happened, and with the words
//! that were typed, to be copied.
//!
//! Invariant: no handler of a record's form runs once the record is over, but of what outlasts it
//! ([`crate::Routes::outlasting`]); `app` refuses the deed all the same.

use crate::form::Fields;
use app::referrals::Over;
use app::{App, Result, Session};
use domain::ids::ReferralId;

/// A record's own pages and forms, as their paths begin.
const ROOMS: [(&str, Room); 3] =
    [("/referrals/{id}/", Room::Record), ("/arrivals/{id}/", Room::Record), ("/plans/{id}/", Room::Plan)];

#[derive(Clone, Copy)]
enum Room {
    Record,
    Plan,
}

/// Fields that words or figures are typed into on a record's forms. What is chosen is chosen again in a moment.
const TYPED: [&str; 15] = [
    "words",
    "number",
    "code_word",
    "who_may_answer",
    "due",
    "visit_at",
    "document",
    "code",
    "age",
    "until",
    "paper_place",
    "second_name",
    "signed_name",
    "signed_on",
    "note",
];

/// A form or a page of a record.
pub(crate) struct Place {
    room: Room,
    id: ReferralId,
    /// The page it stands on.
    pub page: String,
}

impl Place {
    /// Of a route, if it is one of a record's.
    pub(crate) fn of(pattern: &str, path: &str) -> Option<Self> {
        let (_, room) = ROOMS.iter().find(|(start, _)| pattern.starts_with(start))?;
        let mut parts = path.split('/').skip(1);
        let (first, id) = (parts.next()?, ReferralId::parse(parts.next()?)?);
        Some(Self { room: *room, id, page: format!("/{first}/{id}") })
    }
    /// How the record, or its plan, is over.
    pub(crate) async fn over(&self, app: &App, session: &Session) -> Result<Option<Over>> {
        match self.room {
            Room::Record => app::referrals::over(app, session, self.id).await,
            Room::Plan => app::plans::over(app, session, self.id).await,
        }
    }
}

/// What was typed, in the order of the form.
pub(crate) fn typed(fields: &Fields) -> Vec<&str> {
    let typed = fields.typed().filter(|(name, value)| TYPED.contains(name) && !value.trim().is_empty());
    typed.map(|(_, value)| value).collect()
}

/// Forms that can go with a record while somebody types.
pub(crate) fn is_of_a_record(path: &str) -> bool {
    ["/referrals/", "/arrivals/", "/plans/", "/releases/begun/"].iter().any(|room| path.starts_with(room))
}

/// A front desk reads that the details are closed, and nothing of why.
pub(crate) fn is_desk(path: &str) -> bool {
    path.starts_with("/arrivals/")
}

#[cfg(test)]
mod tests {
    use super::TYPED;
    use std::fs;

    #[test]
    fn every_field_of_a_records_forms_that_words_are_typed_into_is_given_back() {
        let mut found = 0;
        for room in ["referrals", "plan", "contact", "arrivals", "releases/wizard"] {
            let folder = format!("{}/templates/{room}", env!("CARGO_MANIFEST_DIR"));
            for file in fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                let Ok(text) = fs::read_to_string(&path) else { continue };
                for field in ["f::text_field(t, form, \"", "f::text_area(t, form, \""] {
                    for rest in text.split(field).skip(1) {
                        let name = rest.split('"').next().unwrap();
                        assert!(TYPED.contains(&name), "{name} of {}", path.display());
                        found += 1;
                    }
                }
            }
        }
        assert!(found > 10, "{found} fields were found");
    }
}
