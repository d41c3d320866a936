//! What a plan may dial and say: asked wherever one is written down or sent, whoever typed it and on whatever page.

use crate::{Error, Result};
use domain::safe_contact::{ContactWay, Tells, is_phone_number, tells};
use domain::text::PersonText;

/// Words that are said or left for a person tell nobody else who calls, or why (domain rule b.16).
pub(super) fn words<'a>(words: Option<&PersonText>, organizations: impl IntoIterator<Item = &'a str>) -> Result<()> {
    match words.and_then(|words| tells(words.reveal(), organizations)) {
        None => Ok(()),
        Some(Tells::Organization) => Err(Error::Invalid("words-name-organization")),
        Some(Tells::Service) => Err(Error::Invalid("words-name-service")),
    }
}

/// A number that is there can be dialed, where one is dialed at all.
pub(super) fn number(way: ContactWay, number: Option<&PersonText>) -> Result<()> {
    if way.needs_number() && number.is_some_and(|number| !is_phone_number(number)) {
        return Err(Error::Invalid("number-not-a-number"));
    }
    Ok(())
}
