//! What the software does by itself about a memorandum: it reminds both leads before it ends and before its review, and
//! says when it is over, or ended with a key. Each organization by its own copy, each reminder once.

use super::sign::once;
use super::version_of;
use crate::partnerships::partner_public;
use crate::{App, Error, Result, housekeeping, journal, notices};
use domain::audit::Act;
use domain::day::Day;
use domain::mou::ledger::{Ledger, Standing, reminder};
use domain::mou::paper::Terms;
use domain::time::Timestamp;
use std::collections::BTreeSet;
use store::OrgScope;
use store::mou::VersionRow;
use store::notices::Notice;
use store::partnerships::PartnershipRow;

/// One round over an organization's partnerships.
pub(crate) async fn round(app: &App, scope: OrgScope) -> Result<()> {
    let rows = store::partnerships::list(app.store(), &scope).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let org = store::organizations::get(app.store(), &scope).await?.organization;
    let ours = super::holds::stored(app, &scope).await?;
    let (now, today) = (app.now(), Day::of(app.now(), &org.time_zone));
    for row in rows {
        let id = row.partnership.id;
        let versions = store::mou::versions(app.store(), &scope, id).await?;
        if versions.is_empty() {
            continue;
        }
        let public = super::holds::sides(org.kind, ours, partner_public(&row));
        let signatures = store::mou::signatures(app.store(), &scope, id).await?;
        let read = versions.iter().filter_map(|row| version_of(row, id, &signatures, &public));
        let ledger = Ledger { versions: read.collect() };
        for (stored, due) in due(&ledger, &versions, today).into_iter().chain(broken(&ledger, &versions)) {
            say(app, scope, &row, stored.clone(), due, now).await?;
        }
    }
    Ok(())
}

/// What is to be said now and has not been said: the version it is about, and the codes of what is due.
fn due<'a>(ledger: &Ledger, versions: &'a [VersionRow], today: Day) -> Option<(&'a VersionRow, BTreeSet<String>)> {
    let (version, is_over) = match ledger.standing(today) {
        Standing::InForce(version) => (version, false),
        Standing::Lapsed(version) => (version, true),
        Standing::None | Standing::ToCome(_) => return None,
    };
    let terms = version.paper.terms().ok()?;
    let stored = versions.iter().find(|row| row.version == version.paper.version)?;
    let due = if is_over { BTreeSet::from(["lapsed".to_owned()]) } else { coming(ledger, &terms, today) };
    let said: BTreeSet<&str> = stored.reminded.split_whitespace().collect();
    let new: BTreeSet<String> = due.into_iter().filter(|code| !said.contains(code.as_str())).collect();
    (!new.is_empty()).then_some((stored, new))
}

/// A version with a signature that stopped holding, where nothing that both signed has come after it: a key was exchanged,
/// and what was agreed ended with it. Said once.
fn broken<'a>(ledger: &Ledger, versions: &'a [VersionRow]) -> Option<(&'a VersionRow, BTreeSet<String>)> {
    let last = ledger.versions.iter().filter(|version| version.is_signed() || version.is_void);
    let void = last.max_by_key(|version| version.paper.version).filter(|version| version.is_void)?;
    let stored = versions.iter().find(|row| row.version == void.paper.version)?;
    let is_new = stored.reminded.split_whitespace().all(|code| code != BROKEN);
    is_new.then(|| (stored, BTreeSet::from([BROKEN.to_owned()])))
}

/// The code of a version that ended with a key.
const BROKEN: &str = "broken";

fn coming(ledger: &Ledger, terms: &Terms, today: Day) -> BTreeSet<String> {
    let follows = |later: &domain::mou::ledger::Version| {
        let next = later.paper.terms();
        later.is_signed() && next.is_ok_and(|next| next.starts > today && next.starts <= terms.ends.next())
    };
    let mut due = BTreeSet::new();
    if !ledger.versions.iter().any(follows) {
        due.extend(reminder(today, terms.ends).map(|days| format!("end_{days}")));
    }
    due.extend(terms.review_on.and_then(|day| reminder(today, day)).map(|days| format!("review_{days}")));
    due
}

async fn say(
    app: &App,
    scope: OrgScope,
    row: &PartnershipRow,
    stored: VersionRow,
    due: BTreeSet<String>,
    now: Timestamp,
) -> Result<()> {
    let (id, leads, node) = (row.partnership.id, housekeeping::leads(app, &scope).await?, app.clone());
    let said = stored.reminded.split_whitespace().map(str::to_owned).chain(due.iter().cloned());
    let said = said.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ");
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::mou::set_reminded(tx, &scope, id, &stored, &said).await? {
                    return Ok(());
                }
                for code in &due {
                    for member in &leads {
                        let version = stored.version.to_be_bytes();
                        let notice = Notice {
                            id: once(&[&id.bytes(), code.as_bytes(), &version, &member.bytes()]),
                            member: *member,
                            code: text_of(code).to_owned(),
                            referral: None,
                            at: now,
                        };
                        notices::bring(&node, tx, &scope, &notice).await?;
                    }
                }
                if due.contains("lapsed") {
                    let detail = format!("version {}", stored.version);
                    tx.audit(&scope, journal::by_system(&scope, now, Act::MouLapsed, Some(id.bytes()), detail));
                }
                Ok::<_, Error>(())
            })
        })
        .await
}

/// The notice of a reminder.
fn text_of(code: &str) -> &'static str {
    if code == "lapsed" {
        "notice-mou-lapsed"
    } else if code == BROKEN {
        "notice-mou-broken"
    } else if code.starts_with("review") {
        "notice-mou-review"
    } else {
        "notice-mou-ends"
    }
}
