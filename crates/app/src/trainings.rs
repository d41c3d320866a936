//! Cross-trainings and site visits: what both sides plan, and what each knows of its own staff.
//!
//! Invariant: who was there, and how they answered, stays with their own organization. The shared entry gets heads by
//! role, and averages only of enough answers (`domain::training`).

use crate::workspace::{self, Pen, stands};
use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{EntryId, MemberId, PartnershipId, SiteId};
use domain::member::{Deed, MemberState, Role};
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::Timestamp;
use domain::training::{self, AtSite, Attendance, Host, Knows, RoleCover, SCORES};
use domain::workspace::{Edit, Entry, Noun, Value};
use std::collections::{BTreeMap, BTreeSet};
use store::members::MemberRow;
use store::{OrgScope, Reads, Tx};

/// Somebody of one's own staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staffer {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: Label,
    /// Their roles.
    pub roles: BTreeSet<Role>,
    /// Where they mostly work, if that was written down.
    pub site: Option<SiteId>,
}

/// Months that a training counts where nobody said otherwise.
pub const USUAL_MONTHS: u32 = 12;

/// Everybody of the caller's organization who works there now.
pub(crate) async fn staff(app: &App, session: &Session) -> Result<Vec<Staffer>> {
    let rows = store::members::list(app.store(), &session.scope).await?;
    let here = rows.into_iter().filter(|row| row.member.state == MemberState::Active);
    let staffer = |row: MemberRow| {
        let one = row.member;
        Staffer { member: one.id, name: one.name, roles: one.roles, site: row.site }
    };
    Ok(here.map(staffer).collect())
}

/// Who of one's own staff was at a training, as its form shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    /// Everybody who works here now, with what was written of those who were there.
    pub staff: Vec<(Staffer, Option<Attendance>)>,
    /// Who was there and has left since: they stay counted.
    pub former: Vec<Label>,
    /// When it was written down last: whoever saves says which one they had before their eyes.
    pub seen: Option<Timestamp>,
}

/// Who of one's own staff was at a training.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such training.
pub async fn attendance(
    app: &App,
    session: &Session,
    (partnership, training): (PartnershipId, EntryId),
) -> Result<Roll> {
    session.authorize(Deed::WriteWorkspace)?;
    stands(&workspace::entry(app, session, partnership, (Noun::Training, training)).await?)?;
    let (db, scope) = (app.store(), &session.scope);
    let there = of_training(db, scope, (partnership, training)).await?;
    let of = |member| there.iter().find(|one| one.member == member).copied();
    let staff: Vec<Staffer> = staff(app, session).await?;
    let has_left = |one: &&Attendance| staff.iter().all(|of| of.member != one.member);
    let names = store::members::list(db, scope).await?;
    let name =
        |one: &Attendance| names.iter().find(|row| row.member.id == one.member).map(|row| row.member.name.clone());
    Ok(Roll {
        former: there.iter().filter(has_left).filter_map(name).collect(),
        seen: store::trainings::written_at(db, scope, (partnership, training)).await?,
        staff: staff.iter().map(|one| (one.clone(), of(one.member))).collect(),
    })
}

async fn of_training(
    db: &impl Reads,
    scope: &OrgScope,
    (partnership, training): (PartnershipId, EntryId),
) -> Result<Vec<Attendance>> {
    let all = store::trainings::list(db, scope, partnership).await?;
    Ok(all.into_iter().filter(|(entry, _)| *entry == training).map(|(_, one)| one).collect())
}

/// Writes down who of one's own staff was there, and tells the partner heads by role and averages of enough answers. Whoever
/// was there and has left since stays written down. `seen` is what the form showed ([`Roll::seen`]).
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such training; [`Error::Invalid`]
/// `training-unknown-colleague`, `training-score` for an answer that is none of 1 to 5, `training-changed-since` when a
/// colleague wrote it down otherwise meanwhile.
pub async fn set_attendance(
    app: &App,
    session: &Session,
    (partnership, training): (PartnershipId, EntryId),
    (there, seen): (Vec<Attendance>, Option<Timestamp>),
) -> Result<()> {
    session.authorize(Deed::WriteWorkspace)?;
    if there.iter().flat_map(|one| [one.before, one.after]).flatten().any(|score| !SCORES.contains(&score)) {
        return Err(Error::Invalid("training-score"));
    }
    let row = partnerships::find(app, session, partnership).await?;
    let pen = Pen::of(app, session, app.worker().scope(row.partner.id));
    let (node, kind, of) = (app.clone(), session.org().kind, (Noun::Training, training));
    app.store()
        .write(pen.lane(), move |tx| {
            Box::pin(async move {
                store::workspace::hold(tx, partnership).await?;
                let known = store::workspace::entry(tx, pen.ours(), partnership, of).await?;
                stands(&known)?;
                let all = keep(tx, &pen, (partnership, training), (&there, seen)).await?;
                let edits: Vec<Edit> = said(kind, &all)
                    .into_iter()
                    .filter_map(|(field, value)| {
                        let saw = known.entry.change(&known.entry, field, value.as_ref())?;
                        Some(pen.edit(&node, training, field, value, saw))
                    })
                    .collect();
                pen.put(tx, partnership, of, &edits).await
            })
        })
        .await
}

/// Everybody who was there, with their roles.
type There = Vec<(Attendance, BTreeSet<Role>)>;

/// Puts down who of those who work here was there, and answers with everybody who was.
async fn keep(
    tx: &Tx,
    pen: &Pen,
    (partnership, training): (PartnershipId, EntryId),
    (there, seen): (&[Attendance], Option<Timestamp>),
) -> Result<There> {
    let scope = pen.ours();
    let members = store::members::list(tx, scope).await?;
    let works = |id: MemberId| members.iter().any(|row| row.member.id == id && row.member.state == MemberState::Active);
    if there.iter().any(|one| !works(one.member)) {
        return Err(Error::Invalid("training-unknown-colleague"));
    }
    let stands = of_training(tx, scope, (partnership, training)).await?;
    let (ours, former): (Vec<_>, Vec<_>) = stands.into_iter().partition(|one| works(one.member));
    let by_member =
        |all: &[Attendance]| -> BTreeMap<MemberId, Attendance> { all.iter().map(|one| (one.member, *one)).collect() };
    let is_again = by_member(&ours) == by_member(there);
    if !is_again && store::trainings::written_at(tx, scope, (partnership, training)).await? != seen {
        return Err(Error::Invalid("training-changed-since"));
    }
    let here: Vec<MemberId> = members.iter().map(|row| row.member.id).filter(|id| works(*id)).collect();
    store::trainings::replace(tx, scope, (partnership, training), (&here, there), pen.at()).await?;
    let subject = Some(training.bytes());
    let by = journal::by_member(scope, pen.author().member, pen.at(), Act::StaffTraining, subject, "attendance");
    tx.audit(scope, by);
    let roles = |id: MemberId| members.iter().find(|row| row.member.id == id).map(|row| row.member.roles.clone());
    let all = former.into_iter().chain(there.iter().copied());
    Ok(all.map(|one| (one, roles(one.member).unwrap_or_default())).collect())
}

/// What the partner reads of it.
fn said(kind: OrgKind, all: &[(Attendance, BTreeSet<Role>)]) -> [(&'static str, Option<Value>); 2] {
    let (heads, scores) = match kind {
        OrgKind::HealthCenter => ("heads_health_center", "scores_health_center"),
        OrgKind::Advocacy | OrgKind::Coalition => ("heads_advocacy", "scores_advocacy"),
    };
    let roles: Vec<BTreeSet<Role>> = all.iter().map(|(_, roles)| roles.clone()).collect();
    let answers: Vec<Attendance> = all.iter().map(|(one, _)| *one).collect();
    [(heads, Value::stored(training::heads(&roles))), (scores, training::scores(&answers).and_then(Value::stored))]
}

/// How one's own staff knows the partner today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// By role.
    pub roles: Vec<RoleCover>,
    /// By site and role, once somebody's site was written down. Those whose site is unknown, or not there any more, stand at
    /// the end without a name.
    pub sites: Vec<(Option<Label>, Vec<RoleCover>)>,
    /// By member: who lapsed first, then who was never there, then who lapses soon.
    pub staff: Vec<(Staffer, Knows)>,
}

impl Coverage {
    /// How many have lapsed or never learned, once anybody of the staff was at a training.
    #[must_use]
    pub fn n_unknowing(&self) -> usize {
        let unknowing = self.staff.iter().filter(|(_, knows)| !knows.counts()).count();
        if self.staff.iter().all(|(_, knows)| *knows == Knows::Never) { 0 } else { unknowing }
    }
    /// Whose knowledge lapses soon, the first first.
    pub fn soon(&self) -> impl Iterator<Item = (&Staffer, Day)> {
        self.staff.iter().filter_map(|(one, knows)| match knows {
            Knows::Soon(day) => Some((one, *day)),
            _ => None,
        })
    }
}

/// How one's own staff knows the partner today, by role, and by site where members have one.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn coverage(app: &App, session: &Session, partnership: PartnershipId) -> Result<Coverage> {
    session.authorize(Deed::WriteWorkspace)?;
    let trainings = workspace::entries(app, session, partnership, Noun::Training).await?;
    let there = store::trainings::list(app.store(), &session.scope, partnership).await?;
    let staff = staff(app, session).await?;
    let today = Day::of(app.now(), &session.org().time_zone);
    let until = until(&trainings, &there, session.org().kind);
    let of = |one: &Staffer| (one.member, one.roles.clone());
    let roles = training::coverage(&staff.iter().map(of).collect::<Vec<_>>(), &until, today);
    let sites = by_site(app, session, &staff, (&until, today)).await?;
    let mut staff: Vec<(Staffer, Knows)> =
        staff.into_iter().map(|one| (one.clone(), Knows::on(today, until.get(&one.member).copied()))).collect();
    let place = |knows: &Knows| match knows {
        Knows::Lapsed(day) => (0, Some(*day)),
        Knows::Never => (1, None),
        Knows::Soon(day) => (2, Some(*day)),
        Knows::Fresh(day) => (3, Some(*day)),
    };
    staff.sort_by_key(|(one, knows)| (place(knows), one.name.as_str().to_owned()));
    Ok(Coverage { roles, sites, staff })
}

/// How the caller themself knows the partner today; nothing before anybody of their organization was at a training about it.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn own(app: &App, session: &Session, partnership: PartnershipId) -> Result<Option<Knows>> {
    session.authorize(Deed::ReadServices)?;
    crate::partnerships::find(app, session, partnership).await?;
    let there = store::trainings::list(app.store(), &session.scope, partnership).await?;
    if there.is_empty() {
        return Ok(None);
    }
    let held = crate::mou::standing(app.store(), &session.scope, partnership, Noun::Training).await?;
    let until = until(&held, &there, session.org().kind);
    let today = Day::of(app.now(), &session.org().time_zone);
    Ok((!until.is_empty()).then(|| Knows::on(today, until.get(&session.member).copied())))
}

async fn by_site(
    app: &App,
    session: &Session,
    staff: &[Staffer],
    (until, today): (&BTreeMap<MemberId, Day>, Day),
) -> Result<Vec<(Option<Label>, Vec<RoleCover>)>> {
    let known = store::listings::sites(app.store(), &session.scope, session.org_id()).await?;
    let known = crate::directory::told(app, (&session.scope, session.org_id()), known).await?;
    let is_known = |id: &SiteId| known.iter().any(|site| site.id == *id);
    let at: Vec<AtSite> = staff.iter().map(|one| (one.member, one.site.filter(is_known), one.roles.clone())).collect();
    if at.iter().all(|(_, site, _)| site.is_none()) {
        return Ok(Vec::new());
    }
    let name = |id: SiteId| known.iter().find(|site| site.id == id).map(|site| site.name.clone());
    let mut all: Vec<(Option<Label>, Vec<RoleCover>)> = training::coverage_by_site(&at, until, today)
        .into_iter()
        .map(|cover| (cover.site.and_then(name), cover.roles))
        .collect();
    all.sort_by_key(|(name, _)| (name.is_none(), name.as_ref().map(ToString::to_string)));
    Ok(all)
}

/// The last day on which each member's knowledge of the partner counts, of those who have any.
pub(crate) fn until(trainings: &[Entry], there: &[(EntryId, Attendance)], ours: OrgKind) -> BTreeMap<MemberId, Day> {
    let mut until: BTreeMap<MemberId, Day> = BTreeMap::new();
    for (entry, one) in there {
        let training = trainings.iter().find(|training| training.id() == *entry);
        if let Some(day) = training.and_then(|training| counts_until(training, ours)) {
            until.entry(one.member).and_modify(|last| *last = day.max(*last)).or_insert(day);
        }
    }
    until
}

/// The last day on which a training counts for staff of this side: one that was held, and that the partner hosted, since
/// it is the partner's services that staff are to be able to describe.
fn counts_until(training: &Entry, ours: OrgKind) -> Option<Day> {
    let host = Host::parse(training.text("host")).ok();
    let is_ours = host.is_some_and(|host| host.code() == ours.code());
    let day = training.day("day").filter(|_| training.is_ticked("held") && !is_ours)?;
    Some(day.months_later(training.count("months").unwrap_or(USUAL_MONTHS)))
}
