//! The procedure of warm referral, one for each direction: written step by step, accepted by a lead of each side, live.

use super::{Table, sign, standing};
use crate::workspace::{self, Pen, Place};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{EntryId, PartnershipId};
use domain::member::Deed;
use domain::mou::clause::{Sides, accepted};
use domain::mou::procedure::{NotLive, Part, entry};
use domain::mou::{Procedure, Promise, mark};
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::text::Label;
use domain::time::Timestamp;
use domain::workspace::{Changes, Edit, Entry, Noun, Value};
use store::mou::ProcedureRow;
use store::{OrgScope, Reads};

/// A procedure that was made live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// What it says.
    pub procedure: Procedure,
    /// From 1.
    pub version: u32,
    /// Since when.
    pub at: Timestamp,
    /// Who accepted it: for the health center, for the advocacy organization.
    pub by: [Label; 2],
}

/// Whom to ask for at the receiver of a direction, and where to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Its name.
    pub name: Label,
    /// Its liaison.
    pub liaison: Option<Label>,
    /// Its alternate.
    pub alternate: Option<Label>,
    /// Its public phone.
    pub phone: Label,
    /// The line to call when nobody answers: that of the live procedure, or its own hotline.
    pub hotline: Option<String>,
    /// Its own hotline.
    pub own: Option<String>,
}

/// A procedure as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureView {
    /// Where.
    pub place: Place,
    /// Which way.
    pub direction: Direction,
    /// Who receives, and whom to ask for.
    pub receiver: Receiver,
    /// As it is being written.
    pub draft: Procedure,
    /// The line to call by what is being written: what both accept with it.
    pub line: Option<String>,
    /// A mark of these words, to be accepted.
    pub mark: String,
    /// Which sides have accepted them.
    pub accepted_by: Vec<OrgKind>,
    /// Why it cannot be made live, if so.
    pub not_live: Option<NotLive>,
    /// Every version that was made live, newest first.
    pub versions: Vec<Live>,
    /// How soon somebody answers who comes this way, by the agreement and what is live: the sooner of the two.
    pub counts: Option<Promise>,
    /// The caller's side.
    pub ours: OrgKind,
    /// The caller may write.
    pub may_write: bool,
}

impl ProcedureView {
    /// The live one.
    #[must_use]
    pub fn live(&self) -> Option<&Live> {
        self.versions.first()
    }
    /// Our side has accepted the words as they stand.
    #[must_use]
    pub fn is_accepted_by_us(&self) -> bool {
        self.accepted_by.contains(&self.ours)
    }
}

/// A stored procedure; nothing when it cannot be read.
pub(super) fn read(row: &ProcedureRow) -> Option<Procedure> {
    let procedure: Procedure = serde_json::from_str(&row.content).ok()?;
    (procedure.direction == row.direction).then_some(procedure)
}

fn live(row: ProcedureRow) -> Option<Live> {
    let procedure = read(&row)?;
    Some(Live { procedure, version: row.version, at: row.at, by: [row.health_center_name, row.advocacy_name] })
}

/// A procedure with all of its versions.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn show(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    direction: Direction,
) -> Result<ProcedureView> {
    session.authorize(Deed::ReadWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    let store = app.store();
    let desk = Desk::read(store, &table.ours, partnership, direction).await?;
    let mut versions: Vec<Live> = store::mou::procedures(store, &table.ours, partnership)
        .await?
        .into_iter()
        .filter(|row| row.direction == direction)
        .filter_map(live)
        .collect();
    versions.reverse();
    let draft = desk.draft();
    let hotline = versions.first().and_then(|live| live.procedure.hotline.clone());
    let receiver = receiver(session, &table, direction, hotline);
    let (last, own) = (versions.first().map(|live| &live.procedure), receiver.own.as_deref());
    Ok(ProcedureView {
        mark: mark(&draft.hash()),
        accepted_by: draft.accepted_by(&desk.head, &table.sides),
        not_live: draft.may_go_live(&desk.entries(), last, own).err(),
        line: draft.hotline.clone().or_else(|| receiver.own.clone()),
        receiver,
        draft,
        versions,
        counts: super::holds::of(app, session, &table.row).await?.promise(direction),
        ours: table.kind,
        may_write: workspace::may_write(session),
        direction,
        place: workspace::place(app, session, partnership).await?,
    })
}

fn receiver(session: &Session, table: &Table, direction: Direction, named: Option<String>) -> Receiver {
    let (row, org) = (&table.row, session.org());
    let (name, phone, own, liaison, alternate) = if direction.receiver_kind() == table.kind {
        (&org.name, &org.phone, &org.hotline, &row.our_liaison, &row.our_alternate)
    } else {
        let partner = &row.partner;
        (&partner.name, &partner.phone, &partner.hotline, &row.partner_liaison, &row.partner_alternate)
    };
    Receiver {
        name: name.clone(),
        phone: phone.clone(),
        liaison: liaison.clone(),
        alternate: alternate.clone(),
        hotline: named.or_else(|| own.as_ref().map(|line| line.as_str().to_owned())),
        own: own.as_ref().map(|line| line.as_str().to_owned()),
    }
}

/// Which directions have a live procedure, and whether anything is written at all.
pub(crate) async fn progress(app: &App, session: &Session, partnership: PartnershipId) -> store::Result<(usize, bool)> {
    let live = store::mou::live(app.store(), &session.scope, partnership).await?;
    let steps = store::workspace::entries(app.store(), &session.scope, partnership, Noun::ProcedureStep).await?;
    Ok((live.len(), !steps.is_empty()))
}

/// What is being written of a direction.
struct Desk {
    partnership: PartnershipId,
    direction: Direction,
    head: Entry,
    steps: Vec<Entry>,
}

impl Desk {
    async fn read(
        db: &impl Reads,
        scope: &OrgScope,
        partnership: PartnershipId,
        direction: Direction,
    ) -> store::Result<Self> {
        let of = (Noun::Procedure, entry(partnership, direction));
        let head = store::workspace::entry(db, scope, partnership, of).await?.entry;
        let mut steps = standing(db, scope, partnership, Noun::ProcedureStep).await?;
        steps.retain(|step| step.text("direction") == direction.code());
        Ok(Self { partnership, direction, head, steps })
    }
    fn draft(&self) -> Procedure {
        Procedure::draft(self.partnership, self.direction, &self.head, &self.steps)
    }
    fn entries(&self) -> Vec<&Entry> {
        self.steps.iter().chain([&self.head]).collect()
    }
}

/// Writes the steps of the template that nobody has written yet.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn start(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    direction: Direction,
    steps: Vec<(Part, Changes)>,
) -> Result<()> {
    let entry = |(part, changes): (Part, Changes)| (Noun::ProcedureStep, part.entry(partnership, direction), changes);
    workspace::begin(app, session, partnership, steps.into_iter().map(entry).collect()).await
}

/// A side accepts the words as its lead has read them. When the other side has accepted the same, they are live from
/// now. Answers whether they are.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::Invalid`] `procedure-changed` when it
/// reads otherwise by now, or with what is to be mended.
pub async fn accept(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    direction: Direction,
    read: &str,
) -> Result<bool> {
    session.authorize(Deed::WriteWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    let own = receiver(session, &table, direction, None).own;
    let pen = Pen::of(app, session, table.theirs);
    let (node, read) = (app.clone(), read.to_owned());
    app.store()
        .write(table.lane(), move |tx| {
            Box::pin(async move {
                store::workspace::hold(tx, partnership).await?;
                let desk = Desk::read(tx, &table.ours, partnership, direction).await?;
                let (draft, hash) = (desk.draft(), mark(&desk.draft().hash()));
                if hash != read {
                    return Err(Error::Invalid("procedure-changed"));
                }
                let rows = store::mou::procedures(tx, &table.ours, partnership).await?;
                let last = rows.iter().rfind(|row| row.direction == direction);
                let live = last.and_then(self::read);
                let ready = draft.may_go_live(&desk.entries(), live.as_ref(), own.as_deref());
                ready.map_err(|why| Error::Invalid(not_live(why)))?;
                let (field, value) = (accepted(table.kind), Value::stored(hash));
                let head = match desk.head.change(&desk.head, field, value.as_ref()) {
                    Some(saw) => {
                        let edit = pen.edit(&node, desk.head.id(), field, value, saw);
                        pen.put(tx, partnership, (Noun::Procedure, desk.head.id()), std::slice::from_ref(&edit))
                            .await?;
                        Entry::of(desk.head.id(), desk.head.history().into_iter().cloned().chain([edit]))
                    }
                    None => desk.head.clone(),
                };
                sign::way_is_answered(&node, tx, &table, direction).await?;
                if draft.accepted_by(&head, &table.sides) != Sides::KINDS {
                    sign::ask_about_way(&node, tx, &table, (direction, pen.at())).await?;
                    return Ok(false);
                }
                let version = last.map_or(1, |row| row.version + 1);
                let Some(row) = live_row(&draft, &head, version, node.now()) else { return Ok(false) };
                store::mou::go_live(tx, table.scopes(), partnership, &row).await?;
                let (subject, detail) = (Some(partnership.bytes()), format!("{} {version}", direction.code()));
                let (by, act) = (pen.author().member, Act::ProcedureLive);
                tx.audit(&table.ours, journal::by_member(&table.ours, by, row.at, act, subject, detail.as_str()));
                tx.audit(&table.theirs, journal::by_system(&table.theirs, row.at, act, subject, detail));
                Ok(true)
            })
        })
        .await
}

/// As it is stored, with the names of the two who accepted it.
fn live_row(procedure: &Procedure, head: &Entry, version: u32, at: Timestamp) -> Option<ProcedureRow> {
    let name = |kind| head.heads(accepted(kind)).last().map(|edit: &&Edit| edit.by.name.clone());
    Some(ProcedureRow {
        direction: procedure.direction,
        version,
        content: serde_json::to_string(procedure).ok()?,
        health_center_name: name(OrgKind::HealthCenter)?,
        advocacy_name: name(OrgKind::Advocacy)?,
        at,
    })
}

const fn not_live(why: NotLive) -> &'static str {
    match why {
        NotLive::Empty => "procedure-empty",
        NotLive::TooMany => "procedure-too-many",
        NotLive::TooLong => "procedure-too-long",
        NotLive::Unfinished => "procedure-unfinished",
        NotLive::Disputed => "procedure-disputed",
        NotLive::Unchanged => "procedure-unchanged",
        NotLive::NoLine => "procedure-no-line",
        NotLive::NoAnswer => "procedure-no-answer",
    }
}

/// Which direction a step, or the head of a procedure, belongs to.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a partnership of others, and for what is neither.
pub async fn direction_of(app: &App, session: &Session, partnership: PartnershipId, id: EntryId) -> Result<Direction> {
    let known = workspace::entry(app, session, partnership, (Noun::ProcedureStep, id)).await?;
    Direction::parse(known.entry.text("direction")).map_err(|_| Error::NotFound)
}
