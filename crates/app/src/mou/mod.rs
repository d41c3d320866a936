//! The memorandum of understanding of a partnership, and its procedures: written clause by clause in the workspace,
//! accepted by each side, frozen, signed by a lead of each, in force from its first day to its last.
//!
//! Invariant: nothing is in force whose two signatures do not hold with both organizations' keys as they are today.
//! Invariant: what is in force narrows what can be sent, and warns; it never keeps anybody from being connected, and the
//! gate decides as if there were none.
//!
//! Read next: [`holds`] (what the referral screens follow), [`sign()`] (how it comes into force).

mod clauses;
pub mod holds;
pub(crate) mod kept;
pub mod procedure;
mod sign;
mod view;

pub use clauses::{accept, add, start};
pub use holds::{Holds, Totals, totals};
pub(crate) use sign::once;
pub use sign::{freeze, not_ready, sign};
pub use view::{
    Below, ClauseView, DraftClause, MouPaper, MouView, Phase, RemarkView, VersionPage, VersionView, clause, show,
    version,
};

use crate::{App, Error, Result, Session, partnerships};
use domain::day::Day;
use domain::ids::{OrgId, PartnershipId};
use domain::mou::ledger::{Draft, Signed, Version};
use domain::mou::{Ledger, Memorandum, Sides};
use domain::org::OrgKind;
use domain::workspace::{Entry, Noun};
use store::mou::{SignatureRow, VersionRow};
use store::partnerships::PartnershipRow;
use store::{OrgScope, Reads};
use vault::{BothSides, MouSignature, OrgPublic};

/// The two organizations at one table, as the caller's side sees them.
pub(crate) struct Table {
    pub(crate) row: PartnershipRow,
    pub(crate) ours: OrgScope,
    pub(crate) theirs: OrgScope,
    pub(crate) kind: OrgKind,
    pub(crate) sides: Sides,
    pub(crate) public: BothSides,
    pub(crate) today: Day,
}

impl Table {
    pub(crate) async fn of(app: &App, session: &Session, partnership: PartnershipId) -> Result<Self> {
        let row = partnerships::find(app, session, partnership).await?;
        let kind = session.org().kind;
        let sides = Sides::of((session.org_id(), kind), row.partner.id).ok_or(Error::NotFound)?;
        let public = holds::both(app, session, &row).await?;
        Ok(Self {
            ours: session.scope,
            theirs: app.worker().scope(row.partner.id),
            kind,
            sides,
            public,
            today: Day::of(app.now(), &session.org().time_zone),
            row,
        })
    }
    pub(crate) fn id(&self) -> PartnershipId {
        self.row.partnership.id
    }
    pub(crate) fn scopes(&self) -> [&OrgScope; 2] {
        [&self.ours, &self.theirs]
    }
    /// In which lane both sides write.
    pub(crate) fn lane(&self) -> OrgId {
        crate::workspace::lane(self.scopes())
    }
    /// The clauses as they stand in the workspace.
    pub(crate) async fn draft(&self, db: &impl Reads) -> store::Result<Draft> {
        Ok(Draft::of(&standing(db, &self.ours, self.id(), Noun::Clause).await?, self.id(), &self.sides))
    }
    pub(crate) async fn books(&self, db: &impl Reads) -> store::Result<Books> {
        Books::read(db, &self.ours, self.id(), &self.public).await
    }
}

/// Entries that were not taken off the lists.
pub(crate) async fn standing(
    db: &impl Reads,
    scope: &OrgScope,
    partnership: PartnershipId,
    noun: Noun,
) -> store::Result<Vec<Entry>> {
    let all = store::workspace::entries(db, scope, partnership, noun).await?;
    Ok(all.into_iter().filter(|entry| !entry.is_ticked(crate::workspace::REMOVED)).collect())
}

/// The versions as they are stored, and as they count: with the signatures that hold.
pub(crate) struct Books {
    pub(crate) rows: Vec<VersionRow>,
    pub(crate) signatures: Vec<SignatureRow>,
    pub(crate) ledger: Ledger,
}

impl Books {
    async fn read(
        db: &impl Reads,
        scope: &OrgScope,
        partnership: PartnershipId,
        public: &BothSides,
    ) -> store::Result<Self> {
        let rows = store::mou::versions(db, scope, partnership).await?;
        let signatures = store::mou::signatures(db, scope, partnership).await?;
        let versions = rows.iter().filter_map(|row| version_of(row, partnership, &signatures, public)).collect();
        Ok(Self { rows, signatures, ledger: Ledger { versions } })
    }
}

/// A stored version with the signatures that hold. One that cannot be read, or that is another's, is none.
pub(crate) fn version_of(
    row: &VersionRow,
    partnership: PartnershipId,
    signatures: &[SignatureRow],
    public: &BothSides,
) -> Option<Version> {
    let paper: Memorandum = serde_json::from_str(&row.content).ok()?;
    if paper.version != row.version || paper.partnership != partnership {
        return None;
    }
    let hash = paper.hash();
    let own: Vec<_> = signatures.iter().filter(|signature| signature.version == row.version).collect();
    let signed: Vec<Signed> = own.iter().filter_map(|signature| genuine(signature, &hash, public)).collect();
    Some(Version { paper, is_void: signed.len() < own.len(), signed })
}

/// What a stored signature counts for: nothing, unless it holds with the keys of today.
pub(crate) fn genuine(row: &SignatureRow, hash: &[u8; 32], public: &BothSides) -> Option<Signed> {
    let by = side_of(public, |side| side.org == row.by_org)?;
    let kind = if by == public.health_center { OrgKind::HealthCenter } else { OrgKind::Advocacy };
    let signature = MouSignature::from_bytes(&row.signature).ok()?;
    signature.verify(&by, hash, public).ok()?;
    Some(Signed { kind, over: *hash })
}

fn side_of(public: &BothSides, is_it: impl Fn(&OrgPublic) -> bool) -> Option<OrgPublic> {
    [public.health_center, public.advocacy].into_iter().find(is_it)
}
