//! The audit chain: who did what to which record, when. It holds no content, ever.
//!
//! Each entry's hash covers the hash before it, so a changed, removed or inserted entry is found by name.
//! Anyone can verify it with SHA-256 and this page.

mod noted;

pub use noted::{Compared, NoNoted, Noted};

use crate::coded;
use crate::ids::{MemberId, OrgId};
use crate::time::{Days, Timestamp};
use sha2::{Digest, Sha256};

coded! {
    /// What was done.
    Act {
        /// The organization was set up.
        OrgFounded = "org_founded",
        /// Settings were changed.
        SettingsChanged = "settings_changed",
        /// The profile, a site or the service list was changed; the detail says which.
        ServicesChanged = "services_changed",
        /// Something of the directory of services was kept true, imported or withheld; the detail says which.
        DirectoryKept = "directory_kept",
        /// A member made a calendar for their own program.
        FeedMade = "feed_made",
        /// A member ended it.
        FeedEnded = "feed_ended",
        /// A member was invited.
        MemberInvited = "member_invited",
        /// An invitation was taken back.
        InvitationTakenBack = "invitation_taken_back",
        /// A member joined with keys of their own.
        MemberJoined = "member_joined",
        /// Compartment keys were sealed to a member.
        KeysGranted = "keys_granted",
        /// Roles were changed.
        RolesChanged = "roles_changed",
        /// It was written down where a member mostly works.
        SiteSet = "site_set",
        /// A member's access ended.
        MemberEnded = "member_ended",
        /// Signed in.
        SignedIn = "signed_in",
        /// A sign-in failed.
        SignInFailed = "sign_in_failed",
        /// Locked.
        Locked = "locked",
        /// Unlocked again.
        Unlocked = "unlocked",
        /// Signed out.
        SignedOut = "signed_out",
        /// Another session was ended.
        SessionEnded = "session_ended",
        /// A recovery sheet opened the keys.
        RecoveryUsed = "recovery_used",
        /// The partnership was proposed, formed, paused or resumed.
        PartnershipChanged = "partnership_changed",
        /// The partner's key was compared aloud and confirmed.
        PartnerKeyConfirmed = "partner_key_confirmed",
        /// A CUES note was saved.
        NoteSaved = "note_saved",
        /// Something happened to a referral; the detail is the event's code.
        ReferralEvent = "referral_event",
        /// A referral's content was opened.
        ReferralOpened = "referral_opened",
        /// A masked number was shown.
        NumberShown = "number_shown",
        /// What the person asked for was written down; the detail lists it.
        WishesChanged = "wishes_changed",
        /// Another masked part of the plan was shown; the detail is its name.
        FieldShown = "field_shown",
        /// A record was restricted to two people, or is not any more; the detail says to whom.
        RestrictionChanged = "restriction_changed",
        /// A record was hidden from a member.
        HiddenFromMember = "hidden_from_member",
        /// A release was signed; the detail is its language and the digest of its terms.
        ReleaseSigned = "release_signed",
        /// A release was taken back.
        ReleaseRevoked = "release_revoked",
        /// A release was not used, because it is not what was signed; the detail says how.
        ReleaseAltered = "release_altered",
        /// The signed form of a release was opened.
        ReleaseFormOpened = "release_form_opened",
        /// Somebody said a short code, so that sharing under it ends, whatever it is the code of.
        StoppedByCode = "stopped_by_code",
        /// A message crossed the gate; the detail lists the elements.
        Disclosed = "disclosed",
        /// The gate refused a message; the detail lists the predicates.
        GateRefused = "gate_refused",
        /// An accounting of what crossed for a record was made; the detail is its form.
        DisclosuresAccounted = "disclosures_accounted",
        /// What a law compelled was written down; the detail is what compelled it.
        MandateRecorded = "mandate_recorded",
        /// What a law compelled was opened.
        MandateOpened = "mandate_opened",
        /// It was written down that the survivor was told of it, or not yet; the detail says which.
        MandateNotice = "mandate_notice",
        /// A coordinated care plan was opened.
        PlanOpened = "plan_opened",
        /// Something of our own in a plan was written, changed or taken out; the detail says which.
        PlanChanged = "plan_changed",
        /// The partner's expertise was asked, about no one in particular.
        ConsultAsked = "consult_asked",
        /// Something in the workspace of a partnership was written; the detail is its noun.
        WorkspaceWritten = "workspace_written",
        /// A side accepted a clause, and asks the other to; the detail is its topic.
        MouProposed = "mou_proposed",
        /// Both sides have accepted a clause; the detail is its topic.
        MouAgreed = "mou_agreed",
        /// What both had agreed was frozen into a version; the detail is its number.
        MouFrozen = "mou_frozen",
        /// A side signed a version; the detail is its number, and whether it was the partner.
        MouSigned = "mou_signed",
        /// The last day of a version has passed; the detail is its number.
        MouLapsed = "mou_lapsed",
        /// A period was closed and its totals told the partner; the detail is the period, and whether it was the partner.
        TotalsClosed = "totals_closed",
        /// A batch of safety cards with a word was made; the detail is how many, and whether it was the partner.
        CardsMade = "cards_made",
        /// Totals came from the partner and were not taken; the detail is why.
        TotalsRefused = "totals_refused",
        /// A connection with a coalition, or of a coalition with an organization, was begun or changed, or what is told it was;
        /// the detail says how.
        AffiliationChanged = "affiliation_changed",
        /// A connection with a coalition, or of a coalition with an organization, has ended; the detail is by which side.
        AffiliationEnded = "affiliation_ended",
        /// A report that the partner has was told a coalition; the detail is the period.
        CoalitionTold = "coalition_told",
        /// An organization told us a report; the detail is the period.
        CoalitionTook = "coalition_took",
        /// What an organization told was not added; the detail is why.
        CoalitionRefused = "coalition_refused",
        /// A period was summed; the detail is the period.
        PeriodSummed = "period_summed",
        /// A procedure of warm referral was made live; the detail is its direction and version.
        ProcedureLive = "procedure_live",
        /// Who of one's own staff was at a training, or is certified for what, was written; the detail says which.
        StaffTraining = "staff_training",
        /// The partner was answered by phone.
        ConsultAnswered = "consult_answered",
        /// A slip was printed; nothing about the person is kept.
        SlipPrinted = "slip_printed",
        /// Content was destroyed on schedule or on request.
        ContentDestroyed = "content_destroyed",
        /// What protects a person was put back into force after an older copy of the database was restored.
        ProtectionRestored = "protection_restored",
        /// A sealed row failed to open where it stands: swapped, replayed or damaged.
        SealBroken = "seal_broken",
        /// A referral waited too long and was brought to someone's attention.
        Escalated = "escalated",
        /// A message could not be delivered; the detail is its kind.
        NotDelivered = "not_delivered",
        /// How long things are kept was changed; the detail lists the classes.
        RetentionChanged = "retention_changed",
        /// A part of a record was forgotten, or everything, because somebody said so; the detail is the part.
        Forgotten = "forgotten",
        /// A legal hold was put on a record.
        HoldPlaced = "hold_placed",
        /// A legal hold was lifted.
        HoldLifted = "hold_lifted",
        /// The partner was asked to forget its copy, or asked us.
        PurgeAsked = "purge_asked",
        /// It was answered what became of a copy; the detail is the answer.
        PurgeAnswered = "purge_answered",
        /// A member set something about their own notices by mail; the detail says what, and never the address.
        MailChanged = "mail_changed",
        /// A letter to a member was given up; the detail is why.
        MailFailed = "mail_failed",
        /// A new version of a state's rules was written down; the detail is the state and the version.
        StateRuleChanged = "state_rule_changed",
        /// An operator set back the time that the organization acts on, after a clock had jumped ahead.
        ClockSetBack = "clock_set_back",
        /// Entries whose time was over went; the detail is the number and the hash of the last of them.
        AuditEnded = "audit_ended",
    }
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A member.
    Member(MemberId),
    /// The software: delivery, retention, reminders. It holds no keys.
    System,
}

/// One entry, before it is chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose chain.
    pub org: OrgId,
    /// When, microseconds UTC.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What.
    pub act: Act,
    /// The record it was done to: 16 bytes of an id, of the kind that the act implies.
    pub subject: Option<[u8; 16]>,
    /// Codes only, never words a person typed.
    pub detail: String,
}

/// SHA-256 of an entry and all before it.
pub type Hash = [u8; 32];

/// The hash before the first entry.
pub const GENESIS: Hash = [0; 32];

/// Chains an entry: `SHA-256(label ‖ previous ‖ sequence ‖ fields)`, each field with its length in front.
#[must_use]
pub fn chain(previous: &Hash, sequence: u64, entry: &Entry) -> Hash {
    let mut sha = Sha256::new();
    let mut field = |bytes: &[u8]| {
        sha.update((bytes.len() as u64).to_be_bytes());
        sha.update(bytes);
    };
    field(b"footbridge audit 1");
    field(previous);
    field(&sequence.to_be_bytes());
    field(&entry.org.bytes());
    field(&entry.at.micros().to_be_bytes());
    match entry.actor {
        Actor::Member(member) => field(&member.bytes()),
        Actor::System => field(b"system"),
    }
    field(entry.act.code().as_bytes());
    field(entry.subject.as_ref().map_or(&[][..], |s| &s[..]));
    field(entry.detail.as_bytes());
    sha.finalize().into()
}

/// An entry is kept this long: three years.
pub const KEPT: Days = Days(3 * 365);
/// And this much longer at most: what is over goes once a month, so that not every round writes that it went.
pub const KEPT_OVER: Days = Days(30);

/// Where a chain begins now: everything before it went when its time was over. The hash ties what is left to it.
///
/// The last entry that went is kept whole: its hash, from which the next one goes on, proves when it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Number of the last entry that went.
    pub seq: u64,
    /// The hash before it.
    pub previous: Hash,
    /// The entry.
    pub entry: Entry,
}

impl Checkpoint {
    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> Hash {
        chain(&self.previous, self.seq, &self.entry)
    }
    /// Whether the time of everything up to it was over when the software said so, which is the entry `said`.
    ///
    /// # Errors
    /// [`Tampered::Cut`] when nothing says so, or something else does; [`Tampered::Early`] when it was not over.
    pub fn proves(&self, said: Option<&Entry>) -> Result<(), Tampered> {
        let last = self.seq;
        let of_it =
            |said: &&Entry| said.act == Act::AuditEnded && said.actor == Actor::System && said.detail == self.detail();
        let said = said.filter(of_it).ok_or(Tampered::Cut { last })?;
        if self.entry.at.plus_days(KEPT) <= said.at { Ok(()) } else { Err(Tampered::Early { last }) }
    }
    /// As the entry that says so has it in its detail.
    #[must_use]
    pub fn detail(&self) -> String {
        let hex: String = self.hash().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{} {hex}", self.seq)
    }
}

/// What is wrong with a chain, at the first place it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Tampered {
    /// The entry does not match its hash: it, or the one before it, was changed.
    #[error("entry {sequence} was changed")]
    Changed {
        /// Which, from 1.
        sequence: u64,
    },
    /// An entry is missing, doubled or out of place.
    #[error("entry {expected} is missing; entry {found} stands in its place")]
    Missing {
        /// The number that should come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// The chain begins after entries that no entry says went when their time was over.
    #[error("entries up to {last} are gone, and nothing in the chain says that their time was over")]
    Cut {
        /// The last entry that is gone.
        last: u64,
    },
    /// Entries went although their time was not over.
    #[error("entries up to {last} are gone before their time was over")]
    Early {
        /// The last entry that is gone.
        last: u64,
    },
    /// The chain ends before its recorded head.
    #[error("the chain ends at entry {last}, and its head says {head}")]
    Truncated {
        /// The last entry there is.
        last: u64,
        /// The number the head records.
        head: u64,
    },
}

/// A walk along a chain, entry by entry, so that a long one needs no memory.
#[derive(Debug, Clone, Copy)]
pub struct Verifier {
    last: u64,
    hash: Hash,
}

impl Default for Verifier {
    fn default() -> Self {
        Self { last: 0, hash: GENESIS }
    }
}

impl Verifier {
    /// Begins after entries that went.
    #[must_use]
    pub fn after(checkpoint: &Checkpoint) -> Self {
        Self { last: checkpoint.seq, hash: checkpoint.hash() }
    }
    /// Takes the next entry as it is stored.
    ///
    /// # Errors
    /// [`Tampered`] at the first entry that does not fit.
    pub fn step(&mut self, sequence: u64, entry: &Entry, stored: &Hash) -> Result<(), Tampered> {
        let expected = self.last + 1;
        if sequence != expected {
            return Err(Tampered::Missing { expected, found: sequence });
        }
        let hash = chain(&self.hash, sequence, entry);
        if hash != *stored {
            return Err(Tampered::Changed { sequence });
        }
        self.last = sequence;
        self.hash = hash;
        Ok(())
    }
    /// Compares the end with the recorded head and answers the number of the last entry.
    ///
    /// # Errors
    /// [`Tampered::Truncated`] or [`Tampered::Changed`] when the head says otherwise.
    pub fn finish(self, head: u64, head_hash: &Hash) -> Result<u64, Tampered> {
        if self.last != head {
            return Err(Tampered::Truncated { last: self.last, head });
        }
        if self.hash != *head_hash {
            return Err(Tampered::Changed { sequence: head });
        }
        Ok(self.last)
    }
}
