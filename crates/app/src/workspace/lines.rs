//! Lines to call: one that stands in the workspace is an organization's, never a person's.

use crate::{App, Result, Session};
use domain::likeness::is_toll_free;
use std::collections::BTreeSet;
use store::partnerships::PartnershipRow;

/// Its digits, without the country's 1.
fn digits(number: &str) -> String {
    let all: String = number.chars().filter(char::is_ascii_digit).collect();
    all.strip_prefix('1').filter(|rest| rest.len() == 10).map(str::to_owned).unwrap_or(all)
}

/// Whether a number is one that costs nothing, or that one of the two publishes.
pub(super) fn is_known(published: &BTreeSet<String>, number: &str) -> bool {
    is_toll_free(number) || published.contains(&digits(number))
}

/// What the two publish: their own phone and hotline, and the numbers of the sites and lines of their lists.
pub(super) async fn published(app: &App, session: &Session, row: &PartnershipRow) -> Result<BTreeSet<String>> {
    let (db, scope) = (app.store(), &session.scope);
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
    Ok(published)
}
