//! What goes next, by class and day, what a hold keeps, and what went lately. It opens nothing and names nobody.

use super::holds::names;
use super::proof::Gone;
use crate::{App, Result, Session};
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::retention::{Class, Schedule, class_of, plan_goes_at};
use domain::time::{Days, Timestamp};
use store::referrals::TimeKey;
use store::retention::coming;

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
    /// Records of which numbers or words are hidden and wait for somebody with keys, who takes them out by looking at the list;
    /// counted up to five hundred.
    pub hidden: usize,
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

/// What goes within thirty days if nothing happens: what the service's own round destroys, by the same
/// lists and rules, and what a hold keeps from it.
///
/// # Errors
/// [`crate::Error::NotFound`] without the deed.
pub async fn show(app: &App, session: &Session) -> Result<Due> {
    session.authorize(Deed::ManageRetention)?;
    let (store, scope, viewer, now) = (app.store(), &session.scope, session.member, app.now());
    let kept = store::retention::schedule(store, scope).await?;
    let (soon, end) = (now.plus_days(SOON), now.plus_days(AHEAD));
    let mut records = self::records(app, session, &kept, end).await?;
    let plans = plans(app, session, &kept, end).await?;
    // A plan goes with its record, if that goes first.
    let goes_before =
        |plan: &Record| records.iter().any(|one: &Record| one.id == plan.id && !one.is_held && one.at <= plan.at);
    let alone: Vec<Record> = plans.into_iter().filter(|plan| !goes_before(plan)).collect();
    records.extend(alone);
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
    let gone = Gone::all(stones, &names);
    let hidden = store::retention::parts_due(store, scope, viewer, BATCH).await?.len();
    Ok(Due { classes, records, hidden, held, gone })
}

/// Records whose content goes until then.
async fn records(app: &App, session: &Session, kept: &Schedule, end: Timestamp) -> Result<Vec<Record>> {
    let (mut records, mut after) = (Vec::new(), None::<TimeKey>);
    let still_since = end.minus_days(kept.soonest());
    loop {
        let (store, scope) = (app.store(), &session.scope);
        let rows = coming::records(store, scope, session.member, (still_since, end), after, BATCH).await?;
        for row in &rows {
            let (Some(class), _) = class_of(row.line.referral.bank, row.line.referral.status) else { continue };
            let at = row.still().goes_at(kept);
            if at <= end {
                records.push(Record { id: row.line.referral.id, class, at, is_held: row.is_held });
            }
        }
        match rows.last() {
            Some(last) if rows.len() == BATCH as usize && records.len() < MOST => after = Some(last.key()),
            _ => return Ok(records),
        }
    }
}

/// Plans that go by themselves until then: our own lines, notes and messages. What is the partner's goes with its release.
async fn plans(app: &App, session: &Session, kept: &Schedule, end: Timestamp) -> Result<Vec<Record>> {
    let (mut plans, mut after) = (Vec::new(), None);
    let ended = end.minus_days(kept.kept(Class::CarePlan));
    loop {
        let rows = coming::plans(app.store(), &session.scope, session.member, ended, after, BATCH).await?;
        plans.extend(rows.iter().map(|row| {
            let at = plan_goes_at(row.ends_at, kept, app.now());
            Record { id: row.referral, class: Class::CarePlan, at, is_held: row.is_held }
        }));
        match rows.last() {
            Some(last) if rows.len() == BATCH as usize && plans.len() < MOST => after = Some(last.referral),
            _ => return Ok(plans),
        }
    }
}

fn of_class(class: Class, records: &[Record], soon: Timestamp) -> Option<OfClass> {
    let of = records.iter().filter(|record| record.class == class && !record.is_held);
    let first = of.clone().map(|record| record.at).min()?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let sooner = of.clone().filter(|record| record.at <= soon).count();
    Some(OfClass { class, soon: count(sooner), later: count(of.count()), first })
}
