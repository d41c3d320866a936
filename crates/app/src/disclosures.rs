//! What crossed: the log that an organization keeps of it, and the accounting that a person can ask for
//! (45 CFR 164.528). Neither holds content.
//!
//! Invariant: an accounting names no person; it is of one record, by its short code, and making it is written down.

use crate::referrals::inbox::{Cursor, PAGE, Page, partner_names};
use crate::{App, Error, Result, Session, journal, mandates, partnerships};
use domain::audit::Act;
use domain::day::Day;
use domain::disclosure::{AccountingForm, Ground};
use domain::ids::{DisclosureId, MandateId, OrgId, ReferralId};
use domain::mandate::Authority;
use domain::member::Deed;
use domain::release::{Element, Purpose};
use domain::time::Timestamp;
use std::collections::BTreeSet;
use store::disclosures::Basis as Stored;
use store::disclosures::log::{self, Line, Reading};

/// The days that are looked at. One that is left out has no bound on its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The first.
    pub from: Option<Day>,
    /// The last.
    pub until: Option<Day>,
}

impl Period {
    /// The six years before today that an accounting reaches back (45 CFR 164.528(a)(1)).
    #[must_use]
    pub fn six_years(session: &Session, now: Timestamp) -> Self {
        let today = Day::of(now, &session.org().time_zone);
        Self { from: Some(today.years_before(6)), until: Some(today) }
    }
    /// Days of which there is something to tell: not before what an accounting reaches back, and none to come.
    ///
    /// # Errors
    /// [`OutOfReach`], the first that is wrong.
    pub fn check(self, session: &Session, now: Timestamp) -> std::result::Result<(), OutOfReach> {
        let Self { from: earliest, until: today } = Self::six_years(session, now);
        if self.from < earliest && self.from.is_some() {
            return Err(OutOfReach::TooEarly);
        }
        match (self.from, self.until) {
            (Some(from), _) if Some(from) > today => Err(OutOfReach::BeginsAhead),
            (_, Some(until)) if Some(until) > today => Err(OutOfReach::EndsAhead),
            _ => Ok(()),
        }
    }
    fn begin(self, zone: &str) -> Timestamp {
        self.from.map_or(Timestamp::from_micros(i64::MIN), |day| day.begins(zone))
    }
    fn end(self, zone: &str) -> Timestamp {
        self.until.map_or(Timestamp::from_micros(i64::MAX), |day| day.next().begins(zone))
    }
}

/// Why days cannot be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutOfReach {
    /// The first day is longer ago than six years.
    #[error("longer ago than six years")]
    TooEarly,
    /// The first day is still to come.
    #[error("the first day is still to come")]
    BeginsAhead,
    /// The last day is still to come.
    #[error("the last day is still to come")]
    EndsAhead,
}

/// To whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A partner organization.
    Partner {
        /// Which.
        org: OrgId,
        /// Its name.
        name: String,
    },
    /// An authority: its kind, and in an accounting its name.
    Authority {
        /// Its kind.
        kind: Authority,
        /// Its name, which is sealed.
        name: Option<String>,
    },
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It waits in the outbox.
    OnTheWay,
    /// The partner's software has it, or it was handed over.
    Delivered(Timestamp),
    /// It was stopped before it crossed.
    Stopped(Timestamp),
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossed {
    /// When it was queued, or handed over.
    pub at: Timestamp,
    /// Our record, if there is one.
    pub record: Option<ReferralId>,
    /// Its short code.
    pub code: Option<String>,
    /// Who of ours.
    pub by: Option<String>,
    /// To whom.
    pub to: Recipient,
    /// What.
    pub elements: BTreeSet<Element>,
    /// On what basis.
    pub ground: Ground,
    /// What for; none where a law compelled it.
    pub purpose: Option<Purpose>,
    /// What became of it.
    pub fate: Fate,
    /// Who of the partner's staff opened it, and when, where the partner may tell.
    pub opened: Option<(String, Timestamp)>,
    /// The record of what a law compelled.
    pub mandate: Option<MandateId>,
}

/// What crossed from this organization, newest first.
///
/// # Errors
/// [`Error::NotFound`] without the deed, [`Error::Invalid`] `cursor` for a cursor that is none.
pub async fn list(app: &App, session: &Session, period: Period, from: Option<Cursor>) -> Result<Page<Crossed>> {
    session.authorize(Deed::ReadDisclosures)?;
    let before = from.as_ref().map(key).transpose()?;
    let reading = reading(session, period, before, PAGE + 1);
    let mut lines = log::of_all(app.store(), &session.scope, &reading).await?;
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let next = lines.last().filter(|_| more).map(|line| Cursor(format!("{}.{}", line.at.micros(), line.id)));
    Ok(Page { rows: crossed(app, session, lines).await?, next })
}

/// What crossed for one record, newest first.
///
/// # Errors
/// [`Error::NotFound`] also for a record that is hidden from the caller.
pub async fn of_record(app: &App, session: &Session, record: ReferralId) -> Result<Vec<Crossed>> {
    session.authorize(Deed::ReadDisclosures)?;
    read_record(app, session, record, Period::default()).await
}

/// Lines of one record that are read at a time.
const AT_ONCE: u32 = 500;

/// All of them, however many: an accounting that left the oldest out would be a wrong one (45 CFR 164.528(b)).
async fn read_record(app: &App, session: &Session, record: ReferralId, period: Period) -> Result<Vec<Crossed>> {
    store::referrals::find(app.store(), &session.scope, session.member, record).await?.ok_or(Error::NotFound)?;
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let reading = reading(session, period, before, AT_ONCE);
        let lines = log::of_record(app.store(), &session.scope, &reading, record).await?;
        before = lines.last().map(|line| (line.at, line.id));
        let n = lines.len();
        all.extend(lines);
        if n < AT_ONCE as usize {
            return crossed(app, session, all).await;
        }
    }
}

fn key(cursor: &Cursor) -> Result<(Timestamp, DisclosureId)> {
    let parts = cursor.0.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, DisclosureId::parse(id)?)));
    parts.map(|(at, id)| (Timestamp::from_micros(at), id)).ok_or(Error::Invalid("cursor"))
}

fn reading(session: &Session, period: Period, before: Option<(Timestamp, DisclosureId)>, limit: u32) -> Reading {
    let zone = &session.org().time_zone;
    let end = (period.end(zone), DisclosureId::from_bytes([0; 16]));
    Reading {
        viewer: session.member,
        of_nobody_too: session.may(Deed::RecordMandate),
        from: period.begin(zone),
        // A page that is asked for with another period begins where that period ends.
        before: before.map_or(end, |before| before.min(end)),
        limit,
    }
}

async fn crossed(app: &App, session: &Session, lines: Vec<Line>) -> Result<Vec<Crossed>> {
    let names = partner_names(app, session).await?;
    let name = |org: &OrgId| names.get(org).cloned().unwrap_or_default();
    Ok(lines.into_iter().filter_map(|line| one(line, name)).collect())
}

/// A line in the words of the log. What discloses nothing about a person has none.
fn one(line: Line, name: impl Fn(&OrgId) -> String) -> Option<Crossed> {
    let ground = match line.basis {
        Stored::Release(_) => Ground::Release,
        Stored::Agreement => Ground::Agreement,
        Stored::Statute => Ground::Statute,
        Stored::CourtOrder => Ground::CourtOrder,
        Stored::Nothing => return None,
    };
    let to = match (line.to, line.authority) {
        (Some(org), _) => Recipient::Partner { org, name: name(&org) },
        (None, kind) => Recipient::Authority { kind: kind.unwrap_or(Authority::OtherAuthority), name: None },
    };
    let fate = match (line.delivered_at, line.stopped_at) {
        (Some(at), _) => Fate::Delivered(at),
        (None, Some(at)) => Fate::Stopped(at),
        (None, None) => Fate::OnTheWay,
    };
    Some(Crossed {
        at: line.at,
        code: line.referral.map(ReferralId::short_code),
        record: line.referral,
        by: line.by,
        to,
        elements: line.elements,
        ground,
        purpose: line.purpose,
        fate,
        opened: line.opened,
        mandate: line.authority.is_some().then(|| MandateId::from_bytes(line.id.bytes())),
    })
}

/// A disclosure in an accounting: date, recipient, what, why (45 CFR 164.528(b)(2)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accounted {
    /// When it was disclosed.
    pub at: Timestamp,
    /// To whom.
    pub to: Recipient,
    /// How to call them, where that is published.
    pub phone: Option<String>,
    /// What.
    pub elements: BTreeSet<Element>,
    /// Why: on what basis.
    pub ground: Ground,
    /// Why: what for.
    pub purpose: Option<Purpose>,
}

/// An accounting of what was disclosed of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accounting {
    /// The record, by the code that staff read to each other.
    pub code: String,
    /// The days it covers.
    pub period: Period,
    /// When it was made.
    pub made_at: Timestamp,
    /// What crossed, oldest first. What was stopped, or is still on its way, has not crossed.
    pub lines: Vec<Accounted>,
}

/// Makes the accounting that a person asks for, and writes down that it was made. It holds everything that crossed,
/// though the law exempts much of it: a person who asks who knows gets the whole answer.
///
/// # Errors
/// [`Error::NotFound`] without the deed, and for a record that is hidden from the caller.
pub async fn account(
    app: &App,
    session: &Session,
    record: ReferralId,
    period: Period,
    form: AccountingForm,
) -> Result<Accounting> {
    session.authorize(Deed::AccountDisclosures)?;
    let now = app.now();
    // What crossed in the period may have been queued before it; the log goes by the queue.
    let mut crossed = read_record(app, session, record, Period::default()).await?;
    for line in &mut crossed {
        if let (Recipient::Authority { name, .. }, Some(id)) = (&mut line.to, line.mandate) {
            *name = mandates::recipient(app, session, id).await?;
        }
    }
    let zone = &session.org().time_zone;
    let (begin, end) = (period.begin(zone), period.end(zone));
    let partners = partnerships::list(app, session).await?;
    let phone = |to: &Recipient| match to {
        Recipient::Partner { org, .. } => {
            partners.iter().find(|partner| partner.org == *org).map(|partner| partner.phone.to_string())
        }
        Recipient::Authority { .. } => None,
    };
    let mut lines: Vec<Accounted> = crossed
        .into_iter()
        .filter_map(|line| match line.fate {
            Fate::Delivered(at) if begin <= at && at < end => Some((at, line)),
            Fate::Delivered(_) | Fate::OnTheWay | Fate::Stopped(_) => None,
        })
        .map(|(at, line)| Accounted {
            at,
            phone: phone(&line.to),
            to: line.to,
            elements: line.elements,
            ground: line.ground,
            purpose: line.purpose,
        })
        .collect();
    lines.sort_by_key(|line| line.at);
    write_down(app, session, record, form, now).await?;
    Ok(Accounting { code: record.short_code(), period, made_at: now, lines })
}

async fn write_down(
    app: &App,
    session: &Session,
    record: ReferralId,
    form: AccountingForm,
    now: Timestamp,
) -> Result<()> {
    let (scope, member) = (session.scope, session.member);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let subject = Some(record.bytes());
                let act = Act::DisclosuresAccounted;
                tx.audit(&scope, journal::by_member(&scope, member, now, act, subject, form.code()));
                Ok(())
            })
        })
        .await
}
