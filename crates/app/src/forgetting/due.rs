//! What goes next, by class and day, what a hold keeps, and what went lately. It opens nothing and names nobody.

use super::holds::names;
use super::proof::Gone;
use crate::{App, Result, Session};
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::retention::{Class, class_of, goes_at};
use domain::time::{Days, Timestamp};
use store::referrals::TimeKey;

/// How far the page looks ahead.
pub const AHEAD: Days = Days(30);
const SOON: Days = Days(7);
/// Records listed by their code.
const LISTED: usize = 100;
const BATCH: u32 = 500;
/// Records looked at: more than an organization has in a month.
const MOST: usize = 10_000;
/// What went is shown this far back.
const LATELY: Days = Days(30);

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// One for each class of which something goes in time.
    pub classes: Vec<OfClass>,
    /// Records that go, the earliest first; at most a hundred.
    pub records: Vec<Record>,
    /// What holds keep: the record, who put it, when.
    pub held: Vec<(ReferralId, String, Timestamp)>,
    /// What went lately, latest first.
    pub gone: Vec<Gone>,
}

/// How much of a class goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfClass {
    /// The class.
    pub class: Class,
    /// Within seven days.
    pub soon: u32,
    /// Within thirty.
    pub later: u32,
    /// When the first goes.
    pub first: Timestamp,
}

/// A record that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// Which.
    pub id: ReferralId,
    /// Its class.
    pub class: Class,
    /// When.
    pub at: Timestamp,
    /// A hold keeps it.
    pub is_held: bool,
}

/// What goes within thirty days if nothing happens.
///
/// # Errors
/// [`crate::Error::NotFound`] without the deed.
pub async fn show(app: &App, session: &Session) -> Result<Due> {
    session.authorize(Deed::ManageRetention)?;
    let (store, scope, viewer, now) = (app.store(), &session.scope, session.member, app.now());
    let kept = store::retention::schedule(store, scope).await?;
    let (soon, end) = (now.plus_days(SOON), now.plus_days(AHEAD));
    let mut records = Vec::new();
    let (still_since, mut after) = (end.minus_days(kept.soonest()), None::<TimeKey>);
    loop {
        let rows = store::retention::coming(store, scope, viewer, still_since, after, BATCH).await?;
        for (line, is_held) in &rows {
            let (bank, status, changed_at) = (line.referral.bank, line.referral.status, line.referral.changed_at);
            let (Some(class), _) = class_of(bank, status) else { continue };
            let at = goes_at(bank, status, changed_at, &kept);
            if at <= end {
                records.push(Record { id: line.referral.id, class, at, is_held: *is_held });
            }
        }
        match rows.last() {
            Some((line, _)) if rows.len() == BATCH as usize && records.len() < MOST => {
                after = Some(store::retention::next_still(line));
            }
            _ => break,
        }
    }
    records.sort_by_key(|record| (record.at, record.id));
    let mut classes: Vec<OfClass> = Class::ALL.iter().filter_map(|class| of_class(*class, &records, soon)).collect();
    let form_kept = kept.kept(Class::ReleaseForm);
    let forms = async |until: Timestamp| {
        store::retention::forms_coming(store, scope, viewer, until.minus_days(form_kept)).await
    };
    if let ((later, Some(first)), (sooner, _)) = (forms(end).await?, forms(soon).await?) {
        classes.push(OfClass { class: Class::ReleaseForm, soon: sooner, later, first: first.plus_days(form_kept) });
    }
    records.truncate(LISTED);
    let names = names(app, session).await?;
    let holds = store::holds::all_standing(store, scope, viewer, BATCH).await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let held = holds.into_iter().map(|hold| (hold.referral, name(hold.placed_by), hold.placed_at)).collect();
    let stones = store::retention::latest(store, scope, viewer, now.minus_days(LATELY), BATCH).await?;
    let gone = stones.into_iter().filter_map(|stone| Gone::of(stone, &names)).collect();
    Ok(Due { classes, records, held, gone })
}

fn of_class(class: Class, records: &[Record], soon: Timestamp) -> Option<OfClass> {
    let of = records.iter().filter(|record| record.class == class && !record.is_held);
    let first = of.clone().map(|record| record.at).min()?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let sooner = of.clone().filter(|record| record.at <= soon).count();
    Some(OfClass { class, soon: count(sooner), later: count(of.count()), first })
}
