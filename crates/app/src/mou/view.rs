//! The memorandum as its pages show it: the clauses being written, the versions, and what each of them looks like on paper.

use super::{Table, genuine};
use crate::workspace::{self, Place, REMOVED};
use crate::{App, Error, Result, Session};
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::member::Deed;
use domain::mou::compare::{self, Compared};
use domain::mou::ledger::{NotReady, Standing};
use domain::mou::paper::Terms;
use domain::mou::{Clause, Hash, Memorandum, Stage, Topic, mark};
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::Timestamp;
use domain::workspace::Noun;
use vault::fingerprint_words;

/// A clause that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftClause {
    /// As it reads.
    pub clause: Clause,
    /// How far the sides have come.
    pub stage: Stage,
    /// It reads otherwise in what is in force, or is not in it.
    pub is_new: bool,
    /// How many remarks there are.
    pub remarks: usize,
}

/// How a version stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Waits for signatures.
    Pending,
    /// Never signed by both, and a later one is there.
    Superseded,
    /// Signed by both, and its first day is to come.
    ToCome,
    /// It holds.
    InForce,
    /// A later one took its place.
    Replaced,
    /// Its last day has passed, and nothing has followed.
    Lapsed,
    /// Signed by both, and a key has changed since: it holds no more.
    Broken,
}

/// Who signed below a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Below {
    /// For which side.
    pub kind: OrgKind,
    /// Its name on the paper.
    pub org: Label,
    /// Who signed and when; nothing while it is not signed.
    pub signed: Option<(Label, Timestamp)>,
    /// The signature holds with the keys of today.
    pub holds: bool,
}

/// A version in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionView {
    /// What it says.
    pub paper: Memorandum,
    /// Its hash.
    pub hash: Hash,
    /// The hash as six words to be read aloud.
    pub words: [&'static str; 6],
    /// What it sets.
    pub terms: Option<Terms>,
    /// Who froze it.
    pub frozen_by: Label,
    /// When.
    pub frozen_at: Timestamp,
    /// The signatures: the health center's, the advocacy organization's.
    pub below: [Below; 2],
    /// How it stands.
    pub phase: Phase,
}

/// The memorandum of a partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MouView {
    /// Where.
    pub place: Place,
    /// The caller's side.
    pub ours: OrgKind,
    /// The caller may write.
    pub may_write: bool,
    /// The caller may sign for their organization.
    pub may_sign: bool,
    /// The clauses being written, in the order of the paper.
    pub draft: Vec<DraftClause>,
    /// Topics of the library that are not in it.
    pub left_out: Vec<Topic>,
    /// What is in the way of freezing it, if anything is.
    pub not_ready: Option<NotReady>,
    /// Every version, newest first.
    pub versions: Vec<VersionView>,
}

impl MouView {
    /// The version that waits for signatures.
    #[must_use]
    pub fn pending(&self) -> Option<&VersionView> {
        self.versions.first().filter(|version| version.phase == Phase::Pending)
    }
    /// The version that holds.
    #[must_use]
    pub fn in_force(&self) -> Option<&VersionView> {
        self.versions.iter().find(|version| version.phase == Phase::InForce)
    }
    /// The version that is over, and that nothing has followed.
    #[must_use]
    pub fn lapsed(&self) -> Option<&VersionView> {
        self.versions.iter().find(|version| version.phase == Phase::Lapsed)
    }
    /// What was signed and holds no more, while nothing that holds has followed.
    #[must_use]
    pub fn broken(&self) -> Option<&VersionView> {
        let holds = |phase| matches!(phase, Phase::InForce | Phase::Lapsed | Phase::ToCome);
        let is_followed = self.versions.iter().any(|version| holds(version.phase));
        self.versions.iter().find(|version| version.phase == Phase::Broken).filter(|_| !is_followed)
    }
}

/// A paper with what it is laid out from, and nothing of how: for a page, or for a file to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MouPaper {
    /// What it is called.
    pub title: String,
    /// The two organizations, by name.
    pub sides: [String; 2],
    /// Headings and words, in order.
    pub clauses: Vec<(String, String)>,
    /// For whom, by whom, when; nothing where a line waits for a signature.
    pub signatures: Vec<(String, Option<(String, Timestamp)>)>,
}

impl VersionView {
    /// Laid out under a title.
    #[must_use]
    pub fn paper(&self, title: String) -> MouPaper {
        let signed = |below: &Below| {
            let by = below.signed.as_ref().map(|(name, at)| (name.to_string(), *at));
            (below.org.to_string(), by)
        };
        MouPaper {
            title,
            sides: [self.paper.health_center.name.to_string(), self.paper.advocacy.name.to_string()],
            clauses: self.paper.clauses.iter().map(|one| (one.heading.clone(), one.text.clone())).collect(),
            signatures: self.below.iter().map(signed).collect(),
        }
    }
}

/// The memorandum, as far as it has come.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn show(app: &App, session: &Session, partnership: PartnershipId) -> Result<MouView> {
    session.authorize(Deed::ReadWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    let draft = table.draft(app.store()).await?;
    let (versions, not_ready) = versions(app, &table, &draft).await?;
    let remarks = super::standing(app.store(), &table.ours, partnership, Noun::Remark).await?;
    let holds = versions.iter().find(|version| version.phase == Phase::InForce).map(|version| &version.paper.clauses);
    let is_new = |clause: &Clause| holds.is_some_and(|clauses| !clauses.contains(clause));
    let drafted = |(clause, stage): &(Clause, Stage)| DraftClause {
        is_new: is_new(clause),
        remarks: remarks.iter().filter(|remark| remark.entry("clause") == Some(clause.entry)).count(),
        clause: clause.clone(),
        stage: *stage,
    };
    let stands = |topic: &Topic| draft.clauses.iter().any(|(clause, _)| clause.topic == *topic);
    Ok(MouView {
        place: workspace::place(app, session, partnership).await?,
        ours: table.kind,
        may_write: workspace::may_write(session),
        may_sign: session.may(Deed::SignMou),
        draft: draft.clauses.iter().map(drafted).collect(),
        left_out: Topic::library().filter(|topic| !stands(topic)).collect(),
        not_ready,
        versions,
    })
}

async fn versions(
    app: &App,
    table: &Table,
    draft: &domain::mou::ledger::Draft,
) -> Result<(Vec<VersionView>, Option<NotReady>)> {
    let books = table.books(app.store()).await?;
    let (ledger, today) = (&books.ledger, table.today);
    let (in_force, lapsed) = match ledger.standing(today) {
        Standing::InForce(version) => (Some(version.paper.version), None),
        Standing::Lapsed(version) => (None, Some(version.paper.version)),
        Standing::None | Standing::ToCome(_) => (None, None),
    };
    let latest = ledger.latest().map(|version| version.paper.version);
    let mut views = Vec::new();
    for version in ledger.versions.iter().rev() {
        let Some(row) = books.rows.iter().find(|row| row.version == version.paper.version) else { continue };
        let (paper, hash) = (version.paper.clone(), version.paper.hash());
        let terms = paper.terms().ok();
        let below = [(OrgKind::HealthCenter, &paper.health_center), (OrgKind::Advocacy, &paper.advocacy)].map(
            |(kind, party)| {
                let own = |one: &&store::mou::SignatureRow| one.version == row.version && one.by_org == party.org;
                let found = books.signatures.iter().find(own);
                Below {
                    kind,
                    org: party.name.clone(),
                    signed: found.map(|one| (one.by_name.clone(), one.at)),
                    holds: found.is_some_and(|one| genuine(one, &hash, &table.public).is_some()),
                }
            },
        );
        let number = paper.version;
        let is_to_come = terms.as_ref().is_some_and(|terms| terms.starts > today);
        let phase = if version.is_void {
            Phase::Broken
        } else if !version.is_signed() {
            if latest == Some(number) { Phase::Pending } else { Phase::Superseded }
        } else if in_force == Some(number) {
            Phase::InForce
        } else if lapsed == Some(number) {
            Phase::Lapsed
        } else if is_to_come {
            Phase::ToCome
        } else {
            Phase::Replaced
        };
        views.push(VersionView {
            words: fingerprint_words(&hash),
            hash,
            terms,
            frozen_by: row.by_name.clone(),
            frozen_at: row.at,
            below,
            phase,
            paper,
        });
    }
    Ok((views, ledger.may_freeze(draft, today).err()))
}

/// What somebody remarked about a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkView {
    /// The words.
    pub words: String,
    /// Who.
    pub by: Label,
    /// When.
    pub at: Timestamp,
}

/// A clause with what was remarked about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseView {
    /// Where.
    pub place: Place,
    /// As it reads.
    pub clause: Clause,
    /// How far the sides have come.
    pub stage: Stage,
    /// A mark of these words, to be accepted.
    pub mark: String,
    /// Two people wrote different things.
    pub is_disputed: bool,
    /// It is not in the agreement: what it said can still be read.
    pub is_left_out: bool,
    /// Against the words that are in force; nothing when it is new there.
    pub against: Option<Compared>,
    /// What was remarked, oldest first.
    pub remarks: Vec<RemarkView>,
    /// The caller's side.
    pub ours: OrgKind,
    /// The caller may write.
    pub may_write: bool,
}

/// One clause.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a partnership of others, and for a clause that is not there.
pub async fn clause(app: &App, session: &Session, partnership: PartnershipId, id: EntryId) -> Result<ClauseView> {
    let place = workspace::place(app, session, partnership).await?;
    let table = Table::of(app, session, partnership).await?;
    let known = workspace::entry(app, session, partnership, (Noun::Clause, id)).await?.entry;
    if known.is_empty() {
        return Err(Error::NotFound);
    }
    let clause = Clause::of(Topic::of(partnership, id), &known);
    let books = table.books(app.store()).await?;
    let against = books.ledger.in_force(table.today).and_then(|(version, _)| {
        let before = version.paper.clauses.iter().find(|one| one.entry == id)?;
        compare::clauses(std::slice::from_ref(before), std::slice::from_ref(&clause)).pop()
    });
    let all = super::standing(app.store(), &table.ours, partnership, Noun::Remark).await?;
    let own = all.iter().filter(|remark| remark.entry("clause") == Some(id));
    let remark = |remark: &domain::workspace::Entry| {
        let (by, at) = remark.first()?;
        Some(RemarkView { words: remark.text("words").to_owned(), by: by.name.clone(), at })
    };
    let mut remarks: Vec<RemarkView> = own.filter_map(remark).collect();
    remarks.sort_by_key(|remark| remark.at);
    let words = |field: &&str| !field.starts_with("accepted_");
    Ok(ClauseView {
        stage: clause.stage(&known, &table.sides),
        mark: mark(&clause.hash()),
        is_disputed: known.disputed().iter().any(words),
        is_left_out: known.is_ticked(REMOVED),
        against,
        remarks,
        clause,
        ours: table.kind,
        may_write: workspace::may_write(session),
        place,
    })
}

/// A version on its own page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionPage {
    /// Where.
    pub place: Place,
    /// The version.
    pub version: VersionView,
    /// The one before it that was signed by both, or else the one before it; nothing for the first.
    pub before: Option<u32>,
    /// Clause by clause against that one.
    pub compared: Vec<Compared>,
    /// Both organizations' keys as six words: the health center's, the advocacy organization's.
    pub keys: [[&'static str; 6]; 2],
    /// The caller's side.
    pub ours: OrgKind,
    /// The caller may sign for their organization, and this is what is to be signed.
    pub may_sign: bool,
    /// Today, where the caller works.
    pub today: Day,
}

/// One version.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a partnership of others, and for a version that is not there.
pub async fn version(app: &App, session: &Session, partnership: PartnershipId, number: u32) -> Result<VersionPage> {
    session.authorize(Deed::ReadWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    let draft = table.draft(app.store()).await?;
    let (views, _) = versions(app, &table, &draft).await?;
    let version = views.iter().find(|view| view.paper.version == number).cloned().ok_or(Error::NotFound)?;
    let older = || views.iter().filter(|view| view.paper.version < number);
    let was_signed = |view: &&VersionView| !matches!(view.phase, Phase::Pending | Phase::Superseded);
    let before = older().find(was_signed).or_else(|| older().next());
    let ours = version.below.iter().find(|below| below.kind == table.kind);
    let compared =
        before.map(|before| compare::clauses(&before.paper.clauses, &version.paper.clauses)).unwrap_or_default();
    Ok(VersionPage {
        before: before.map(|before| before.paper.version),
        compared,
        keys: [table.public.health_center, table.public.advocacy].map(|side| fingerprint_words(&side.fingerprint())),
        ours: table.kind,
        may_sign: session.may(Deed::SignMou)
            && version.phase == Phase::Pending
            && ours.is_some_and(|below| below.signed.is_none()),
        today: table.today,
        place: workspace::place(app, session, partnership).await?,
        version,
    })
}
