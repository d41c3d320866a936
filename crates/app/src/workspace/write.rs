//! Writing in the workspace, and undoing what was written.

use super::{Colleague, colleagues, lines, stands};
use crate::drill::Owned;
use crate::{App, Error, Result, Session, journal, partnerships, programs, qualified};
use domain::audit::Act;
use domain::ids::{EditId, EntryId, MemberId, OrgId, PartnershipId};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::time::Timestamp;
use domain::workspace::{Author, Changes, Edit, Entry, Noun, Shape, Value};
use std::collections::{BTreeMap, BTreeSet};
use store::OrgScope;
use store::partnerships::PartnershipRow;

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The entry.
    pub entry: EntryId,
    /// Something was written.
    pub changed: bool,
    /// Fields of which two people wrote different things without seeing each other's: both stand.
    pub disputed: Vec<String>,
}

/// Saves a form of an entry by somebody who had read as far as `seen` (0 for a new one). What they did not change is
/// left as it is by now.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::Invalid`]
/// `workspace-unknown-colleague` for an owner who cannot be named, `procedure-line-unknown` for a line that neither
/// organization publishes, `pilot-decision-unfinished` for a decision without a reason or a day, `together-unreadable` for
/// what a field does not take.
pub async fn write(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    of: (Noun, EntryId),
    (seen, changes): (u32, Changes),
) -> Result<Written> {
    session.authorize(Deed::WriteWorkspace)?;
    let row = partnerships::find(app, session, partnership).await?;
    takes(of.0, &changes)?;
    let asked = Asked::of(app, session, &row, (of.0, &changes)).await?;
    asked.knows(of.0, &store::workspace::entry(app.store(), &session.scope, partnership, of).await?.entry, &changes)?;
    let least = programs::least_told(app, session, &row, (of.0, &changes)).await?;
    let pen = Pen::of(app, session, app.worker().scope(row.partner.id));
    let (node, zone) = (app.clone(), session.org().time_zone.clone());
    app.store()
        .write(pen.lane(), move |tx| {
            Box::pin(async move {
                store::workspace::hold(tx, partnership).await?;
                let known = store::workspace::entry(tx, &pen.ours, partnership, of).await?;
                let before = known.as_of(seen);
                let changes = crate::calendar::with_zone(of.0, &known, changes.clone(), &zone);
                let changes =
                    programs::keep_counts(tx, &pen, (partnership, of), &known.entry, (changes, least)).await?;
                let mut edits: Vec<Edit> = changes
                    .iter()
                    .filter_map(|(field, value)| {
                        let saw = known.entry.change(&before, field, value)?;
                        Some(pen.edit(&node, of.1, field, value.cloned(), saw))
                    })
                    .collect();
                let now = Entry::of(of.1, known.entry.history().into_iter().cloned().chain(edits.iter().cloned()));
                crate::calendar::check(of.0, &now)?;
                is_decided_in_full(of.0, &now)?;
                edits.extend(qualified::settled(&node, tx, &pen, (partnership, of), &now).await?);
                pen.put(tx, partnership, of, &edits).await?;
                let disputed = now.disputed().into_iter().map(str::to_owned).collect();
                Ok(Written { entry: of.1, changed: !edits.is_empty(), disputed })
            })
        })
        .await
}

/// Writes entries that nobody has written yet, all in one commit: a template, or the clauses of a library. An entry that
/// anybody has written is left as it is.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn begin(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    entries: Vec<(Noun, EntryId, Changes)>,
) -> Result<()> {
    session.authorize(Deed::WriteWorkspace)?;
    entries.iter().try_for_each(|(noun, _, changes)| takes(*noun, changes))?;
    let row = partnerships::find(app, session, partnership).await?;
    let pen = Pen::of(app, session, app.worker().scope(row.partner.id));
    let node = app.clone();
    app.store()
        .write(pen.lane(), move |tx| {
            Box::pin(async move {
                store::workspace::hold(tx, partnership).await?;
                for (noun, id, changes) in entries {
                    let known = store::workspace::entry(tx, &pen.ours, partnership, (noun, id)).await?;
                    if !known.entry.is_empty() {
                        continue;
                    }
                    let given = changes.iter().filter_map(|(field, value)| Some((field, value?.clone())));
                    let edit = |(field, value)| pen.edit(&node, id, field, Some(value), BTreeSet::new());
                    let edits: Vec<Edit> = given.map(edit).collect();
                    pen.put(tx, partnership, (noun, id), &edits).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Writes what stood before an edit, past whatever stands now.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a partnership of others, and for an edit that is not there;
/// [`Error::Invalid`] `workspace-already-so` when that is what stands, `workspace-not-undone` for what the software wrote
/// for somebody, such as that they accept a clause: only they can take that back; `occasion-ends-before` and its like when
/// a row of days would come of it that cannot be; and whatever [`write()`] answers to somebody who types the same.
pub async fn undo(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    of: (Noun, EntryId),
    edit: EditId,
) -> Result<()> {
    session.authorize(Deed::WriteWorkspace)?;
    let row = partnerships::find(app, session, partnership).await?;
    let pen = Pen::of(app, session, app.worker().scope(row.partner.id));
    let asked = Asked::whole(app, session, &row).await?;
    let node = app.clone();
    app.store()
        .write(pen.lane(), move |tx| {
            Box::pin(async move {
                store::workspace::hold(tx, partnership).await?;
                let known = store::workspace::entry(tx, &pen.ours, partnership, of).await?;
                stands(&known)?;
                let undone = known.entry.edit(edit).ok_or(Error::NotFound)?;
                if is_written_by_software(of.0, &undone.field) {
                    return Err(Error::Invalid("workspace-not-undone"));
                }
                // Days that fall out are a set: undoing one leaves the others as they are now.
                let value = match undone.field.as_str() {
                    "skipped" => domain::calendar::skipped_without(&known.entry, undone),
                    _ => known.entry.before(undone).cloned(),
                };
                let now = &known.entry;
                let Some(saw) = now.change(now, &undone.field, value.as_ref()) else {
                    return Err(Error::Invalid("workspace-already-so"));
                };
                let field = of.0.field(&undone.field).ok_or(Error::NotFound)?;
                asked.knows(of.0, now, &Changes::none().with(field.code, value.clone()))?;
                let written = pen.edit(&node, of.1, &undone.field, value, saw);
                let then = Entry::of(of.1, known.entry.history().into_iter().cloned().chain([written.clone()]));
                crate::calendar::check(of.0, &then)?;
                is_decided_in_full(of.0, &then)?;
                let settled = qualified::settled(&node, tx, &pen, (partnership, of), &then).await?;
                let edits: Vec<Edit> = [written].into_iter().chain(settled).collect();
                pen.put(tx, partnership, of, &edits).await
            })
        })
        .await
}

/// A pilot is closed with a reason and a day, so that it can be learned from.
fn is_decided_in_full(noun: Noun, entry: &Entry) -> Result<()> {
    let is_said = |field: &str| entry.value(field).is_some();
    let lacks = noun == Noun::Pilot && is_said("decision") && !(is_said("why") && is_said("decided_on"));
    if lacks { Err(Error::Invalid("pilot-decision-unfinished")) } else { Ok(()) }
}

/// Every value is one that its field takes, whoever put it together.
fn takes(noun: Noun, changes: &Changes) -> Result<()> {
    changes.checked(noun).map_err(|_| Error::Invalid("together-unreadable"))
}

/// Nobody types it, so nobody puts back what stood before. Days that fall out are a person's own deed.
#[must_use]
pub fn is_written_by_software(noun: Noun, field: &str) -> bool {
    field != "skipped" && noun.field(field).is_some_and(|field| matches!(field.shape, Shape::Written(_)))
}

/// The lane in which two organizations write what is between them.
pub(crate) fn lane(scopes: [&OrgScope; 2]) -> OrgId {
    scopes[0].org().min(scopes[1].org())
}

/// A pen for each partnership, made before the transaction in which all of it is written.
pub(crate) type Pens = BTreeMap<PartnershipId, Pen>;

/// A pen for each of these partnerships, by the partner's copy.
pub(crate) fn pens(app: &App, session: &Session, theirs: BTreeMap<PartnershipId, OrgScope>) -> Pens {
    theirs.into_iter().map(|(id, partner)| (id, Pen::of(app, session, partner))).collect()
}

/// A pen for every partnership of the caller's organization.
pub(crate) async fn all_pens(app: &App, session: &Session) -> Result<Pens> {
    let rows = store::partnerships::list(app.store(), &session.scope).await?;
    let theirs = |row: store::partnerships::PartnershipRow| (row.partnership.id, app.worker().scope(row.partner.id));
    Ok(pens(app, session, rows.into_iter().map(theirs).collect()))
}

/// Names somebody else where a colleague is named, within the deed that ends their access. Whoever was named by others stays:
/// only the word that names the colleague is passed.
pub(crate) async fn hand_over(
    app: &App,
    tx: &store::Tx,
    (owned, pens): (&[Owned], &Pens),
    (from, to): (MemberId, MemberId),
) -> Result<()> {
    let value = Shape::Staff.read(&to.to_string()).unwrap_or_default();
    // In one order, so that two who do this at once do not wait for each other.
    for partnership in pens.keys() {
        store::workspace::hold(tx, *partnership).await?;
    }
    for one in owned {
        let Some(pen) = pens.get(&one.partnership) else { continue };
        let of = (one.noun, one.entry);
        let known = store::workspace::entry(tx, &pen.ours, one.partnership, of).await?;
        let heads = known.entry.heads(one.field).into_iter();
        let saw: BTreeSet<EditId> = heads.filter(|edit| edit.names(from)).map(|edit| edit.id).collect();
        if !saw.is_empty() {
            let edit = pen.edit(app, one.entry, one.field, value.clone(), saw);
            pen.put(tx, one.partnership, of, &[edit]).await?;
        }
    }
    Ok(())
}

/// What is asked of everybody before something is written: who works on either side, and which lines are published.
struct Asked {
    staff: Vec<Colleague>,
    published: BTreeSet<String>,
}

impl Asked {
    /// As far as a form needs it.
    async fn of(app: &App, session: &Session, row: &PartnershipRow, (noun, changes): (Noun, &Changes)) -> Result<Self> {
        let has = |shape: Shape| {
            let is = |field: &str| noun.field(field).is_some_and(|field| field.shape == shape);
            changes.iter().any(|(field, value)| value.is_some() && is(field))
        };
        let (names, calls) = (has(Shape::Staff), has(Shape::Phone));
        let staff = if names { colleagues(app, session, row.partnership.id).await? } else { Vec::new() };
        let published = if calls { lines::published(app, session, row).await? } else { BTreeSet::new() };
        Ok(Self { staff, published })
    }
    /// All of it.
    async fn whole(app: &App, session: &Session, row: &PartnershipRow) -> Result<Self> {
        let staff = colleagues(app, session, row.partnership.id).await?;
        Ok(Self { staff, published: lines::published(app, session, row).await? })
    }
    /// Whoever is named as an owner works there, by the field of their own side where there is one; and a line to call is an
    /// organization's. What stood before stands: who was named and has left since stays named until somebody else is.
    fn knows(&self, noun: Noun, stands: &Entry, changes: &Changes) -> Result<()> {
        let works = |field: &str, value: &Value| {
            let side = field.strip_prefix("owner_");
            let is_of = |one: &Colleague| side.is_none_or(|side| side == one.kind.code());
            let is_there = |one: &Colleague| one.is_there && one.may_be_named && is_of(one);
            self.staff.iter().any(|one| Some(one.member) == value.staff() && is_there(one))
        };
        for (field, value) in changes.iter() {
            let Some(value) = value.filter(|value| stands.value(field) != Some(*value)) else { continue };
            match noun.field(field).map(|field| field.shape) {
                Some(Shape::Staff) if !works(field, value) => {
                    return Err(Error::Invalid("workspace-unknown-colleague"));
                }
                Some(Shape::Phone) if !lines::is_known(&self.published, value.as_str()) => {
                    return Err(Error::Invalid("procedure-line-unknown"));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Who writes, when, and into which two copies.
#[derive(Clone)]
pub(crate) struct Pen {
    ours: OrgScope,
    theirs: OrgScope,
    kind: OrgKind,
    by: Author,
    at: Timestamp,
}

impl Pen {
    pub(crate) fn of(app: &App, session: &Session, theirs: OrgScope) -> Self {
        let by = Author { org: session.org_id(), member: session.member, name: session.name().clone() };
        Self { ours: session.scope, theirs, kind: session.org().kind, by, at: app.now() }
    }
    /// The lane of a partnership, the same for both sides: what one of them writes waits in it for the other, not on a lock.
    pub(crate) fn lane(&self) -> OrgId {
        lane([&self.ours, &self.theirs])
    }
    /// Our own copy.
    pub(crate) const fn ours(&self) -> &OrgScope {
        &self.ours
    }
    /// The copy of the advocacy organization, whichever of the two is ours.
    pub(crate) const fn advocacy(&self) -> &OrgScope {
        match self.kind {
            OrgKind::HealthCenter => &self.theirs,
            OrgKind::Advocacy | OrgKind::Coalition => &self.ours,
        }
    }
    /// When it writes.
    pub(crate) const fn at(&self) -> Timestamp {
        self.at
    }
    pub(crate) fn author(&self) -> &Author {
        &self.by
    }
    pub(crate) fn edit(
        &self,
        app: &App,
        entry: EntryId,
        field: &str,
        value: Option<Value>,
        saw: BTreeSet<EditId>,
    ) -> Edit {
        let id = EditId::new(app.next_id());
        Edit { id, entry, field: field.to_owned(), value, saw, by: self.by.clone(), at: self.at }
    }
    pub(crate) async fn put(
        &self,
        tx: &store::Tx,
        partnership: PartnershipId,
        (noun, entry): (Noun, EntryId),
        edits: &[Edit],
    ) -> Result<()> {
        if edits.is_empty() {
            return Ok(());
        }
        store::workspace::add(tx, [&self.ours, &self.theirs], partnership, noun, edits).await?;
        let act = Act::WorkspaceWritten;
        tx.audit(
            &self.ours,
            journal::by_member(&self.ours, self.by.member, self.at, act, Some(entry.bytes()), noun.code()),
        );
        Ok(())
    }
}
