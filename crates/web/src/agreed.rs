//! What was agreed with a partner, as the referral screens say it: whom to ask for, how soon somebody answers, which line
//! to call when nobody does. Nothing here keeps anybody from being connected.

use crate::ctx::Line;
use crate::session::Caller;
use crate::texts::Tongue;
use app::partnerships::Partner;
use domain::day::Day;
use domain::member::Deed;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::training::Knows;
use std::borrow::Cow;

/// Which way a person goes to an organization of this kind.
pub(crate) const fn direction_to(kind: OrgKind) -> Direction {
    match kind {
        OrgKind::HealthCenter => Direction::ToHealthCenter,
        OrgKind::Advocacy | OrgKind::Coalition => Direction::ToAdvocacy,
    }
}

/// How soon the partner answers: what was agreed, and else what it promises by itself.
pub(crate) fn promise(t: &Tongue, partner: &Partner) -> Cow<'static, str> {
    match partner.holds.promise(direction_to(partner.kind)) {
        Some(promise) => t.label(promise),
        None => t.span(partner.response_promise),
    }
}

/// What was agreed, as a page shows it (`together/agreed.html`).
pub(crate) struct Agreed {
    pub liaison: Option<String>,
    pub alternate: Option<String>,
    pub promise: Cow<'static, str>,
    /// It is our own promise.
    pub is_ours: bool,
    pub hotline: Option<Line>,
    /// Where the live procedure is read.
    pub procedure: Option<String>,
    /// The last day of a memorandum that is over.
    pub lapsed_on: Option<Day>,
    /// What both signed holds no more.
    pub is_broken: bool,
    /// Whoever sends cannot describe what the partner offers by now. It is said, and keeps nobody from being connected.
    pub is_unknowing: bool,
}

impl Agreed {
    /// For whoever sends a person to the partner.
    pub(crate) fn sending(t: &Tongue, caller: &Caller, partner: &Partner) -> Self {
        let way = direction_to(partner.kind);
        let own = || partner.hotline.as_ref().map(|line| line.as_str());
        let hotline = partner.holds.hotline(way).or_else(own);
        Self {
            promise: promise(t, partner),
            is_ours: false,
            hotline: hotline.map(|line| Line::new(partner.name.as_str(), line)),
            ..Self::of(caller, partner, way)
        }
    }
    /// With how whoever sends knows the partner, where anybody here has learned of it.
    pub(crate) fn known(self, own: Option<Knows>) -> Self {
        Self { is_unknowing: own.is_some_and(|knows| !knows.counts()), ..self }
    }
    /// For whoever answers for a person that the partner sent.
    pub(crate) fn receiving(t: &Tongue, caller: &Caller, partner: &Partner) -> Self {
        let way = direction_to(caller.org().kind);
        let promise = match partner.holds.promise(way) {
            Some(promise) => t.label(promise),
            None => t.span(caller.org().response_promise),
        };
        Self { promise, is_ours: true, hotline: None, ..Self::of(caller, partner, way) }
    }
    fn of(caller: &Caller, partner: &Partner, way: Direction) -> Self {
        let name = |name: &Option<domain::text::Label>| name.as_ref().map(ToString::to_string);
        let is_live = partner.holds.procedure(way).is_some() && caller.may(Deed::ReadWorkspace);
        let path = || format!("/together/{}/procedures/{}/live", partner.partnership, way.code());
        Self {
            liaison: name(&partner.liaison),
            alternate: name(&partner.alternate),
            promise: Cow::Borrowed(""),
            is_ours: false,
            hotline: None,
            procedure: is_live.then(path),
            lapsed_on: partner.holds.lapsed_on,
            is_broken: partner.holds.is_broken,
            is_unknowing: false,
        }
    }
}
