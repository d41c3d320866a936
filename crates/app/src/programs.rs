//! What the two organizations do side by side, and how far it brings the steps of the roadmap.
//!
//! Invariant: how many came is known exactly to the organization that counted. The shared entry says a number from the least
//! that may be told on, that it was fewer, or that it is not told (`domain::programs::Told`); what is told of a part and of its
//! whole is looked at together (`domain::programs::Pair`).

use crate::workspace::Pen;
use crate::{App, Error, Result, Session, mou};
use domain::day::Day;
use domain::ids::{EntryId, OrgId, PartnershipId};
use domain::programs::{Known, PART, Pair, Told, WHOLE};
use domain::roadmap::{RoadmapStep, Signs, StepState};
use domain::training::Host;
use domain::workspace::{Changes, Entry, Noun, Shape};
use std::collections::{BTreeMap, BTreeSet};
use store::partnerships::PartnershipRow;

/// How far steps have come by what was done: trainings, programs, and what keeps them going. `of` is what was written of a noun.
pub(crate) fn signs<'a>(of: impl Fn(Noun) -> &'a [Entry], today: Day) -> Signs {
    let reached = OF_STEP.iter().filter_map(|(noun, step)| Some((*step, reached(*noun, of(*noun), today)?)));
    reached.fold(Signs::default(), |signs, (step, state)| signs.with(step, state))
}

/// Which step of the roadmap an entry of this noun belongs to.
pub const OF_STEP: &[(Noun, RoadmapStep)] = &[
    (Noun::Training, RoadmapStep::CrossTraining),
    (Noun::Celebration, RoadmapStep::HealthCelebration),
    (Noun::Visit, RoadmapStep::VisitingProvider),
    (Noun::Presence, RoadmapStep::CoLocated),
    (Noun::Stop, RoadmapStep::Mobile),
    (Noun::Slot, RoadmapStep::AdvocacyHealth),
    (Noun::Fund, RoadmapStep::Sustainability),
    (Noun::Cost, RoadmapStep::Sustainability),
    (Noun::Continuity, RoadmapStep::Sustainability),
];

/// The step that a program belongs to.
#[must_use]
pub fn step_of(noun: Noun) -> Option<RoadmapStep> {
    OF_STEP.iter().find(|(of, _)| *of == noun).map(|(_, step)| *step)
}

fn reached(noun: Noun, all: &[Entry], today: Day) -> Option<StepState> {
    let held = |entry: &&Entry| entry.is_ticked("held");
    let is_there = match noun {
        // Each side has been at the other's place, or been taught by it.
        Noun::Training => {
            let by = |host: Host| all.iter().filter(held).any(|one| one.text("host") == host.code());
            by(Host::HealthCenter) && by(Host::Advocacy)
        }
        // Nobody works at the partner's without separate custody having been attested.
        Noun::Presence => all.iter().any(|one| one.is_ticked("separate") && runs(one, today)),
        // Written down is what is to be in place.
        Noun::Continuity => all.iter().any(|one| !one.text("people").is_empty() && !one.text("money").is_empty()),
        Noun::Fund | Noun::Cost => false,
        _ => all.iter().any(|one| one.is_ticked("held")),
    };
    match (is_there, all.is_empty()) {
        (true, _) => Some(StepState::InPlace),
        (false, false) => Some(StepState::Working),
        (false, true) => None,
    }
}

/// Whether weekly hours run on that day.
#[must_use]
pub fn runs(presence: &Entry, day: Day) -> bool {
    presence.day("starts_on").is_some_and(|first| first <= day)
        && presence.day("ends_on").is_none_or(|last| day <= last)
}

/// The numbers that the caller's own organization counted, exactly; and from which number on others are told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    own: BTreeMap<(EntryId, String), u32>,
    least: u32,
}

impl Counted {
    /// What was counted for a field of an entry, as far as it is what stands in the shared one.
    #[must_use]
    pub fn of(&self, entry: &Entry, field: &str) -> Option<u32> {
        let n = *self.own.get(&(entry.id(), field.to_owned()))?;
        entry.told(field).is_some_and(|told| told.fits(n)).then_some(n)
    }
    /// What is told of a field: our own count, or what may be told of the partner's by what is agreed on now.
    #[must_use]
    pub fn told(&self, entry: &Entry, field: &str) -> Option<Told> {
        let own = self.of(entry, field).map(Told::Number);
        let whole = if field == PART { entry.told(WHOLE) } else { None };
        own.or_else(|| entry.told(field).map(|told| told.beside(whole, self.least)))
    }
    /// The least number above none that is told now.
    #[must_use]
    pub const fn least(&self) -> u32 {
        self.least
    }
}

/// What the caller's own organization counted in a partnership.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn counted(app: &App, session: &Session, partnership: PartnershipId) -> Result<Counted> {
    let least = domain::programs::least_told(Some(mou::totals(app, session, partnership).await?.least_shown));
    Ok(Counted { own: store::program_counts::list(app.store(), &session.scope, partnership).await?, least })
}

fn is_tally(noun: Noun, field: &str) -> bool {
    noun.field(field).is_some_and(|field| matches!(field.shape, Shape::Tally(_)))
}

/// The least number that may be told between these two: of the agreement that is in force where it asks for more. It is
/// read only for a form that counts.
pub(crate) async fn least_told(
    app: &App,
    session: &Session,
    row: &PartnershipRow,
    (noun, changes): (Noun, &Changes),
) -> Result<u32> {
    let agreed = if changes.iter().any(|(field, _)| is_tally(noun, field)) {
        mou::holds::of(app, session, row).await?.terms.and_then(|terms| terms.least_shown)
    } else {
        None
    };
    Ok(domain::programs::least_told(agreed))
}

/// What is refused of a part that is larger than its whole, as the key of a text.
pub const MORE_THAN_CAME: &str = "celebration-links-above-heads";

/// Keeps the exact numbers of a form with our organization, and answers the form with what may be told of them. A number
/// that only the partner counted is left as it is unless somebody types another.
///
/// # Errors
/// [`Error::Invalid`] [`MORE_THAN_CAME`].
pub(crate) async fn keep_counts(
    tx: &store::Tx,
    pen: &Pen,
    (partnership, (noun, id)): (PartnershipId, (Noun, EntryId)),
    stands: &Entry,
    (changes, least): (Changes, u32),
) -> Result<Changes> {
    let typed: Vec<(&'static str, Option<Told>)> = changes
        .iter()
        .filter(|(field, _)| is_tally(noun, field))
        .map(|(field, value)| (field, value.and_then(domain::workspace::Value::told)))
        .collect();
    if typed.is_empty() {
        return Ok(changes);
    }
    let own = store::program_counts::list(tx, pen.ours(), partnership).await?;
    let (mut changes, mut exact_now) = (changes, BTreeMap::new());
    for (field, typed) in typed {
        let is_ours = own.contains_key(&(id, field.to_owned()));
        let now = stands.told(field);
        let exact = match typed {
            Some(Told::Number(n)) if is_ours || now != Some(Told::Number(n)) => Some(n),
            None if is_ours => None,
            _ => {
                changes = changes.without(field);
                continue;
            }
        };
        store::program_counts::set(tx, pen.ours(), partnership, (id, field, exact), pen.at()).await?;
        changes = changes.with(field, exact.and_then(|n| stored(Told::of(n, least))));
        exact_now.insert(field, exact);
    }
    let is_edited = exact_now.iter().any(|(field, exact)| own.get(&(id, (*field).to_owned())) != exact.as_ref());
    if exact_now.is_empty() || ![WHOLE, PART].iter().all(|field| is_tally(noun, field)) {
        return Ok(changes);
    }
    let ours = pen.author().org;
    let known = |field: &str| match (exact_now.get(field), stands.heads(field).last()) {
        (Some(exact), _) => exact.map_or(Known::Nothing, Known::Ours),
        (None, Some(edit)) if edit.by.org == ours => match (own.get(&(id, field.to_owned())), stands.told(field)) {
            (Some(n), Some(told)) if told.fits(*n) => Known::Ours(*n),
            (_, told) => told.map_or(Known::Nothing, Known::Theirs),
        },
        (None, _) => stands.told(field).map_or(Known::Nothing, Known::Theirs),
    };
    let pair =
        Pair { whole: known(WHOLE), part: known(PART), wholes: numbers(stands, WHOLE), parts: numbers(stands, PART) };
    // Whoever counted one of the two as well takes their own number off ours, and what they told of it says not which it is.
    let is_held = matches!((pair.whole, pair.part), (Known::Ours(_), Known::Ours(_)))
        && [WHOLE, PART].into_iter().any(|field| counted_there(stands, field, ours));
    match pair.told(least).map(|told| if is_held { told.map(|_| Some(Told::Not)) } else { told }) {
        Ok(told) => {
            for ((field, known), told) in [(WHOLE, pair.whole), (PART, pair.part)].into_iter().zip(told) {
                if matches!(known, Known::Ours(_)) {
                    changes = changes.with(field, told.and_then(stored));
                }
            }
            Ok(changes)
        }
        // What was written so before stands until somebody counts anew.
        Err(_) if !is_edited => Ok(changes.without(WHOLE).without(PART)),
        Err(_) => Err(Error::Invalid(MORE_THAN_CAME)),
    }
}

fn stored(told: Told) -> Option<domain::workspace::Value> {
    domain::workspace::Value::stored(told.code())
}

/// Whether the partner has counted a field and told no number of it.
fn counted_there(entry: &Entry, field: &str, ours: OrgId) -> bool {
    let last = entry.history().into_iter().rfind(|edit| edit.field == field && edit.by.org != ours);
    last.and_then(|edit| edit.value.as_ref()?.told()).is_some_and(|told| !matches!(told, Told::Number(_)))
}

/// Every number that was ever told of a field: whoever reads its history has them all.
fn numbers(entry: &Entry, field: &str) -> BTreeSet<u32> {
    let told =
        entry.history().into_iter().filter(|edit| edit.field == field).filter_map(|edit| edit.value.as_ref()?.told());
    told.filter_map(|told| if let Told::Number(n) = told { Some(n) } else { None }).collect()
}
