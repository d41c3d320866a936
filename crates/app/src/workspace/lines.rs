//! Lines to call: one that stands in the workspace is an organization's, never a person's.

use crate::{App, Error, Result, Session};
use domain::ids::EntryId;
use domain::likeness::is_toll_free;
use domain::workspace::{Changes, Noun, Shape};
use std::collections::BTreeSet;
use store::partnerships::PartnershipRow;

/// Its digits, without the country's 1.
fn digits(number: &str) -> String {
    let all: String = number.chars().filter(char::is_ascii_digit).collect();
    all.strip_prefix('1').filter(|rest| rest.len() == 10).map(str::to_owned).unwrap_or(all)
}

/// Whatever number is written is one that costs nothing, or that one of the two publishes: as its own phone or hotline, or
/// with a site or a line of its list. What stood before stands.
pub(super) async fn known(
    app: &App,
    session: &Session,
    row: &PartnershipRow,
    of: (Noun, EntryId),
    changes: &Changes,
) -> Result<()> {
    let is_line = |field: &str| of.0.field(field).is_some_and(|field| field.shape == Shape::Phone);
    let typed: Vec<(&str, &str)> = changes
        .iter()
        .filter(|(field, _)| is_line(field))
        .filter_map(|(field, value)| Some((field, value?.as_str())))
        .filter(|(_, number)| !is_toll_free(number))
        .collect();
    if typed.is_empty() {
        return Ok(());
    }
    let (db, scope) = (app.store(), &session.scope);
    let stands = store::workspace::entry(db, scope, row.partnership.id, of).await?.entry;
    let mut published: BTreeSet<String> = BTreeSet::new();
    for (phone, hotline) in [(&session.org().phone, &session.org().hotline), (&row.partner.phone, &row.partner.hotline)]
    {
        published.extend([Some(phone), hotline.as_ref()].into_iter().flatten().map(|one| digits(one.as_str())));
    }
    for org in [scope.org(), row.partner.id] {
        let sites = store::listings::sites(db, scope, org).await?.into_iter().filter_map(|site| site.phone);
        let lines = store::listings::list(db, scope, org).await?.into_iter().filter_map(|line| line.phone);
        published.extend(sites.chain(lines).map(|phone| digits(phone.as_str())));
    }
    let fits = |(field, number): &(&str, &str)| stands.text(field) == *number || published.contains(&digits(number));
    if typed.iter().all(fits) { Ok(()) } else { Err(Error::Invalid("procedure-line-unknown")) }
}
