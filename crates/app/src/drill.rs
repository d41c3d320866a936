//! The hand-over drill: if somebody left today, what would stand without an owner, and who takes over. It changes nothing.
//!
//! Of the partner's staff it knows what both organizations write together; of one's own also who else has keys. Open
//! referrals are a number and nothing else.

use crate::workspace::{self, Colleague};
use crate::{App, Error, Result, Session, housekeeping, partnerships};
use domain::day::Day;
use domain::ids::{EntryId, MemberId, PartnershipId};
use domain::member::{Deed, MemberState, Role};
use domain::safe_contact::SafeDay;
use domain::sustain::PolicyState;
use domain::text::Label;
use domain::workspace::{Entry, FieldShape, Noun, Shape};
use store::OrgScope;
use store::members::MemberRow;
use vault::Compartment;

/// Something open that somebody looks after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owned {
    /// In which partnership.
    pub partnership: PartnershipId,
    /// What kind.
    pub noun: Noun,
    /// Which.
    pub entry: EntryId,
    /// The field that names its owner.
    pub field: &'static str,
    /// Its own words, where it has any.
    pub words: String,
    /// Its day, where it has one.
    pub day: Option<Day>,
    /// Its day of the week, of what comes every week.
    pub weekday: Option<SafeDay>,
}

/// What would stand without an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaks {
    /// Of whom.
    pub who: Colleague,
    /// They are the first whom the partner calls.
    pub is_liaison: bool,
    /// They stand in for the liaison.
    pub is_alternate: bool,
    /// What they look after.
    pub owned: Vec<Owned>,
    /// Who takes over: the alternate, the liaison, or another lead.
    pub next: Option<Label>,
    /// What only their own organization knows.
    pub inside: Option<Inside>,
}

/// What only somebody's own organization knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inside {
    /// Nobody else leads.
    pub only_lead: bool,
    /// Nobody else looks after people.
    pub only_admin: bool,
    /// Nobody else holds the keys to a part of the records.
    pub only_keys: bool,
    /// Nobody else has a recovery sheet.
    pub only_sheet: bool,
    /// Open referrals that they work on.
    pub referrals: u32,
    /// Slots of a health service to come that they take.
    pub slots: u32,
}

impl Breaks {
    /// Nothing breaks.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        let inside = self.inside.is_none_or(|of| {
            !(of.only_lead || of.only_admin || of.only_keys || of.only_sheet) && of.referrals == 0 && of.slots == 0
        });
        !self.is_liaison && !self.is_alternate && self.owned.is_empty() && inside
    }
}

/// Who can be asked about: leads, liaisons and alternates of both sides who work there now, and whoever something is still in
/// the name of.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn candidates(app: &App, session: &Session, partnership: PartnershipId) -> Result<Vec<Colleague>> {
    session.authorize(Deed::WriteWorkspace)?;
    let all = workspace::colleagues(app, session, partnership).await?;
    Ok(all.into_iter().filter(|one| one.is_there).collect())
}

/// What would stand without an owner if this one left today.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a partnership of others, and for who cannot be asked about.
pub async fn breaks(app: &App, session: &Session, partnership: PartnershipId, member: MemberId) -> Result<Breaks> {
    let all = candidates(app, session, partnership).await?;
    let who = all.iter().find(|one| one.member == member).cloned().ok_or(Error::NotFound)?;
    let row = partnerships::find(app, session, partnership).await?;
    let named = row.partnership.sides.iter().find(|side| side.org == who.org).and_then(|side| side.liaisons);
    let (is_liaison, is_alternate) =
        named.map_or((false, false), |named| (named.liaison == member, named.alternate == member));
    let other = named.filter(|_| is_liaison || is_alternate);
    let other = other.map(|named| if is_liaison { named.alternate } else { named.liaison });
    let on_side = |one: &&Colleague| one.org == who.org && one.member != member && one.may_be_named;
    let next = all.iter().filter(on_side).find(|one| Some(one.member) == other);
    let next = next.or_else(|| all.iter().find(on_side)).map(|one| one.name.clone());
    let owned = owned_by(app, &session.scope, partnership, member).await?;
    let inside = if who.org == session.org_id() { Some(inside(app, session, member).await?) } else { None };
    Ok(Breaks { who, is_liaison, is_alternate, owned, next, inside })
}

/// Everything open in a partnership that somebody looks after.
pub(crate) async fn owned_by(
    app: &App,
    scope: &OrgScope,
    partnership: PartnershipId,
    member: MemberId,
) -> Result<Vec<Owned>> {
    let mut owned = Vec::new();
    for noun in Noun::ALL.iter().filter(|noun| noun.fields().iter().any(|field| field.shape == Shape::Staff)) {
        let entries = store::workspace::entries(app.store(), scope, partnership, *noun).await?;
        for entry in entries.iter().filter(|entry| is_open(*noun, entry)) {
            let fields = noun.fields().iter().filter(|field| field.shape == Shape::Staff);
            let names = |field: &&FieldShape| entry.heads(field.code).iter().any(|edit| edit.names(member));
            for field in fields.filter(names) {
                owned.push(Owned {
                    partnership,
                    noun: *noun,
                    entry: entry.id(),
                    field: field.code,
                    words: words(entry),
                    day: ["due", "decide_on", "day", "next_date", "ends_on"].iter().find_map(|code| entry.day(code)),
                    weekday: SafeDay::parse(entry.text("weekday")).ok(),
                });
            }
        }
    }
    Ok(owned)
}

/// Neither done, nor decided, nor held, nor taken off the lists; a wish neither reached nor set aside.
fn is_open(noun: Noun, entry: &Entry) -> bool {
    let is = |state: PolicyState| noun == Noun::Policy && entry.text("state") == state.code();
    let is_over = is(PolicyState::Reached) || is(PolicyState::SetAside);
    !is_over && ["done_on", "decision", "held", workspace::REMOVED].iter().all(|field| entry.value(field).is_none())
}

fn words(entry: &Entry) -> String {
    let written = ["words", "goal", "source"].iter().map(|field| entry.text(field)).find(|text| !text.is_empty());
    written.unwrap_or_default().to_owned()
}

async fn inside(app: &App, session: &Session, member: MemberId) -> Result<Inside> {
    let scope = &session.scope;
    let rows = store::members::list(app.store(), scope).await?;
    let others: Vec<&MemberRow> =
        rows.iter().filter(|row| row.member.id != member && row.member.state == MemberState::Active).collect();
    let nobody = |role: Role| others.iter().all(|row| !row.member.roles.contains(&role));
    let is = |role: Role| rows.iter().any(|row| row.member.id == member && row.member.roles.contains(&role));
    let held = async |member| -> Result<Vec<Compartment>> {
        let grants = store::grants::of_member(app.store(), scope, member).await?;
        Ok(grants.into_iter().map(|grant| grant.compartment).collect())
    };
    let mut elsewhere = Vec::new();
    for row in &others {
        elsewhere.extend(held(row.member.id).await?);
    }
    let theirs = held(member).await?;
    let has_sheet = rows.iter().any(|row| row.member.id == member && row.has_recovery);
    Ok(Inside {
        only_lead: is(Role::Lead) && housekeeping::leads(app, scope).await?.iter().all(|lead| *lead == member),
        only_admin: is(Role::Admin) && nobody(Role::Admin),
        only_keys: theirs.iter().any(|compartment| !elsewhere.contains(compartment)),
        only_sheet: has_sheet && others.iter().all(|row| !row.has_recovery),
        referrals: store::referrals::n_assigned(app.store(), scope, session.member, member).await?,
        slots: crate::leaving::slots_to_come(app, session, member).await?,
    })
}
