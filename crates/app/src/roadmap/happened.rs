//! What happened in a partnership, and what is planned: how far it brings each step, when each is next on the table, and
//! what shows it.

use crate::{App, Result, Session, closed_days, looks, mou, programs, workspace};
use domain::calendar::Plan;
use domain::day::Day;
use domain::ids::{OrgId, PartnershipId};
use domain::measure::{Measure, PartKey, Split};
use domain::mou::{Look, Stage};
use domain::referral::Direction;
use domain::roadmap::{RoadmapStep, Signs, StepState};
use domain::sustain::PolicyState;
use domain::workspace::{Entry, Noun};
use std::collections::{BTreeMap, BTreeSet};

/// Where the next date of a step comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// A lead wrote it at the step.
    Written,
    /// Something of this kind is planned.
    Planned(Noun),
    /// The agreement is to be looked at again.
    Review,
    /// The agreement ends.
    Ends,
    /// Totals are to be looked at.
    Look,
}

/// What shows how far a step has come, besides what leads wrote of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// One of these was held last on this day.
    Held(Noun, Day),
    /// Weekly hours run since this day.
    Runs(Day),
    /// The agreement holds until this day.
    InForce(Day),
    /// The procedures of both directions are live.
    BothLive,
    /// Both looked at the totals of a period that ended on this day.
    Looked(Day),
    /// Staff plan together with at least as many persons as may be told.
    Plans(u64),
    /// The plan for when money or people change is written.
    Continuity,
}

/// Nouns that move steps or have days of theirs.
const READ: &[Noun] = &[
    Noun::Step,
    Noun::Meeting,
    Noun::Training,
    Noun::Celebration,
    Noun::Visit,
    Noun::Presence,
    Noun::Stop,
    Noun::Slot,
    Noun::Fund,
    Noun::Cost,
    Noun::Policy,
    Noun::Continuity,
];

/// Days ahead in which something planned is looked for.
const AHEAD: u32 = 400;

/// What happened, and what is planned.
pub(super) struct Happened {
    partnership: PartnershipId,
    today: Day,
    entries: BTreeMap<Noun, Vec<Entry>>,
    /// Directions with a live procedure, and whether any is begun.
    procedures: (usize, bool),
    /// What the agreement that holds sets.
    holds: mou::Holds,
    /// Days on which the health center is closed.
    closed: BTreeSet<Day>,
    /// There is something of an agreement: proposed, or signed once.
    is_mou_begun: bool,
    /// The agreement is over, and nothing has followed.
    pub(super) mou_is_over: bool,
    n_crossed: u64,
    n_plans: u64,
}

impl Happened {
    pub(super) async fn read(app: &App, session: &Session, partnership: PartnershipId) -> Result<Self> {
        let mut entries = BTreeMap::new();
        for noun in READ {
            entries.insert(*noun, workspace::entries(app, session, partnership, *noun).await?);
        }
        let mou = mou::show(app, session, partnership).await?;
        let row = crate::partnerships::find(app, session, partnership).await?;
        let is_proposed = mou.draft.iter().any(|one| one.stage != Stage::Draft);
        Ok(Self {
            partnership,
            today: Day::of(app.now(), &session.org().time_zone),
            entries,
            procedures: mou::procedure::progress(app, session, partnership).await?,
            holds: mou::holds::of(app, session, &row).await?,
            closed: closed_days::of_center(app.store(), &session.scope, session.org().kind, &row).await?,
            is_mou_begun: is_proposed || !mou.versions.is_empty(),
            mou_is_over: mou.lapsed().is_some(),
            n_crossed: n_crossed(app, session, row.partner.id).await?,
            n_plans: store::care_plan::n_of_partner(app.store(), &session.scope, row.partner.id).await?,
        })
    }
    pub(super) fn of(&self, noun: Noun) -> &[Entry] {
        self.entries.get(&noun).map_or(&[], Vec::as_slice)
    }
    /// Totals of a period that is over, and that the two have not looked at.
    pub(super) fn look(&self) -> Option<Look> {
        looks::due_by(&self.holds, self.looked_to(), self.today)
    }
    fn looked_to(&self) -> Option<Day> {
        looks::looked_to(self.of(Noun::Step), self.partnership)
    }
    /// How far steps have come by all of it.
    pub(super) fn signs(&self) -> Signs {
        let signs = programs::signs(|noun| self.of(noun), self.today);
        let signs = self.met(signs);
        let signs = self.agreed(signs);
        self.counted(signs)
    }
    fn met(&self, signs: Signs) -> Signs {
        let meetings = self.of(Noun::Meeting);
        match meetings.iter().any(|meeting| meeting.is_ticked("held")) {
            true => signs.with(RoadmapStep::Leadership, StepState::InPlace),
            false if meetings.is_empty() => signs,
            false => signs.with(RoadmapStep::Leadership, StepState::Working),
        }
    }
    /// Both procedures live, a memorandum in force; on the way as soon as something is written.
    fn agreed(&self, mut signs: Signs) -> Signs {
        let (live, is_begun) = self.procedures;
        if live == Direction::ALL.len() {
            signs = signs.with(RoadmapStep::Procedure, StepState::InPlace);
        } else if is_begun {
            signs = signs.with(RoadmapStep::Procedure, StepState::Working);
        }
        if self.holds.terms.is_some() {
            signs = signs.with(RoadmapStep::Mou, StepState::InPlace);
        } else if self.is_mou_begun {
            signs = signs.with(RoadmapStep::Mou, StepState::Working);
        }
        if self.mou_is_over || self.mou_is_broken() { signs.over(RoadmapStep::Mou) } else { signs }
    }
    /// What both signed ended with a key.
    pub(super) const fn mou_is_broken(&self) -> bool {
        self.holds.is_broken
    }
    /// Looking at totals is on the way as soon as there are some, or it is agreed how often; it is in place when the two looked at
    /// the last ones in time, and it is agreed when they look again. Coordinated care is in place when staff plan with as many persons as may be told; below that the
    /// leads say it, since the step would tell of one person.
    fn counted(&self, mut signs: Signs) -> Signs {
        let (is_agreed, has_looked) = (self.holds.period().is_some(), self.looked_to().is_some());
        if self.n_crossed >= self.least() || is_agreed || has_looked {
            signs = signs.with(RoadmapStep::TrackSuccesses, StepState::Working);
        }
        if is_agreed && has_looked && self.look().is_none_or(|look| !look.is_late(self.today)) {
            signs = signs.with(RoadmapStep::TrackSuccesses, StepState::InPlace);
        }
        if self.n_plans >= self.least() {
            signs = signs.with(RoadmapStep::CoordinatedCare, StepState::InPlace);
        }
        signs
    }
    /// When a step is next on the table: as a lead wrote while that day is to come, else by what is planned. A day that has
    /// passed and that nothing follows stays, and is overdue.
    pub(super) fn next(&self, step: RoadmapStep, written: Option<Day>) -> Option<(Day, From)> {
        let (passed, to_come): (Option<_>, Option<_>) =
            (written.filter(|day| *day < self.today), written.filter(|day| *day >= self.today));
        let said = |day: Option<Day>| day.map(|day| (day, From::Written));
        said(to_come).or_else(|| self.planned(step)).or_else(|| said(passed))
    }
    /// Least number that may be told.
    fn least(&self) -> u64 {
        self.holds.least_shown()
    }
    fn planned(&self, step: RoadmapStep) -> Option<(Day, From)> {
        let soonest = |nouns: &[Noun]| {
            let all = nouns.iter().flat_map(|noun| self.of(*noun).iter().map(move |entry| (*noun, entry)));
            let days = all.filter_map(|(noun, entry)| Some((self.day_of(noun, entry)?, From::Planned(noun))));
            days.min_by_key(|(day, _)| *day)
        };
        match step {
            RoadmapStep::Leadership => soonest(&[Noun::Meeting]),
            RoadmapStep::Sustainability => soonest(&[Noun::Fund, Noun::Policy]),
            RoadmapStep::TrackSuccesses => {
                let period = self.holds.period();
                let look = self.look().map(|look| look.by);
                Some((look.or_else(|| Some(period?.ends(self.today).later(domain::mou::looks::TO_LOOK)))?, From::Look))
            }
            RoadmapStep::Mou | RoadmapStep::Procedure => {
                let terms = self.holds.terms.as_ref()?;
                let review = terms.review_on.filter(|day| *day >= self.today).map(|day| (day, From::Review));
                review.or((step == RoadmapStep::Mou).then_some((terms.ends, From::Ends)))
            }
            RoadmapStep::CoordinatedCare => None,
            step => {
                let nouns: Vec<Noun> =
                    programs::OF_STEP.iter().filter(|(_, of)| *of == step).map(|(noun, _)| *noun).collect();
                soonest(&nouns)
            }
        }
    }
    /// The next day of something that is told on lists, from today on.
    fn day_of(&self, noun: Noun, entry: &Entry) -> Option<Day> {
        if entry.is_withheld() || entry.is_ticked("held") {
            return None;
        }
        let is = |code: &str| entry.text("state") == code;
        let day = match noun {
            Noun::Fund => entry.day("ends_on"),
            Noun::Policy if is(PolicyState::Reached.code()) || is(PolicyState::SetAside.code()) => None,
            Noun::Policy => entry.day("next_date"),
            Noun::Presence => {
                let plan = Plan::of(noun, entry, "UTC").ok().flatten()?;
                let days = print::recurrence::days(&plan.days, self.today, self.today.later(AHEAD));
                days.into_iter().find(|day| !self.closed.contains(day))
            }
            _ => entry.day("day"),
        };
        day.filter(|day| *day >= self.today)
    }
    /// What shows how far a step has come.
    pub(super) fn shows(&self, step: RoadmapStep) -> Option<Shows> {
        let held = |noun: Noun| {
            let held = self.of(noun).iter().filter(|one| one.is_ticked("held") && !one.is_withheld());
            held.filter_map(|one| one.day("day")).max().map(|day| Shows::Held(noun, day))
        };
        match step {
            RoadmapStep::Leadership => held(Noun::Meeting),
            RoadmapStep::CrossTraining => held(Noun::Training),
            RoadmapStep::Procedure => (self.procedures.0 == Direction::ALL.len()).then_some(Shows::BothLive),
            RoadmapStep::Mou => self.holds.terms.as_ref().map(|terms| Shows::InForce(terms.ends)),
            RoadmapStep::CoordinatedCare => (self.n_plans >= self.least()).then(|| Shows::Plans(self.least())),
            RoadmapStep::HealthCelebration => held(Noun::Celebration),
            RoadmapStep::TrackSuccesses => self.looked_to().map(Shows::Looked),
            RoadmapStep::VisitingProvider => held(Noun::Visit),
            RoadmapStep::AdvocacyHealth => held(Noun::Slot),
            RoadmapStep::Mobile => held(Noun::Stop),
            RoadmapStep::CoLocated => {
                let run = self.of(Noun::Presence).iter().filter(|one| programs::runs(one, self.today));
                run.filter_map(|one| one.day("starts_on")).min().map(Shows::Runs)
            }
            RoadmapStep::Sustainability => {
                let is_written = |one: &Entry| !one.text("people").is_empty() && !one.text("money").is_empty();
                self.of(Noun::Continuity).iter().any(is_written).then_some(Shows::Continuity)
            }
        }
    }
}

/// Who crossed within a year between us and this partner, either way, by our own tallies.
async fn n_crossed(app: &App, session: &Session, partner: OrgId) -> Result<u64> {
    let this = session.month(app.now());
    let before = session.month(app.now().minus_days(domain::time::Days(365)));
    let (parts, partner) =
        (store::tally_parts::list(app.store(), &session.scope, before, this).await?, partner.to_string());
    let crossed = |measure: Measure| matches!(measure, Measure::Delivered | Measure::Arrived);
    let with = |part: &PartKey| part.split == Split::Partner && part.value == partner && crossed(part.key.measure);
    Ok(parts.iter().filter(|(part, _)| with(part)).map(|(_, n)| *n).sum())
}
