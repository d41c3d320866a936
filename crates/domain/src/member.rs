//! Who may do what: the one table of role × deed.
//!
//! Invariant: authorization never depends on encryption. A deed is refused here before any key is touched.

use crate::coded;
use crate::ids::{MemberId, OrgId};
use crate::org::OrgKind;
use crate::text::Label;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// What a member of staff is in the organization. A member may have several.
    Role {
        /// Manages people, devices and settings, without reading cases.
        Admin = "admin",
        /// Runs the partnership and sees the organization's own cases.
        Lead = "lead",
        /// Sees patients: CUES visits, sending referrals.
        Clinician = "clinician",
        /// Books visits of people who come from the partner.
        FrontDesk = "front_desk",
        /// Works with survivors: inbox, releases, referrals to the health center.
        Advocate = "advocate",
        /// Reads totals only.
        Reader = "reader",
    }
}

coded! {
    /// Something a member can do. Every route and every use case names one.
    Deed {
        /// Invite, admit, change roles, end access.
        ManagePeople = "manage_people",
        /// Change the organization's settings.
        ManageSettings = "manage_settings",
        /// Seal compartment keys to a newcomer.
        GrantKeys = "grant_keys",
        /// Write a CUES note.
        WriteNote = "write_note",
        /// Send a referral to the partner.
        SendReferral = "send_referral",
        /// See the referrals this organization sent.
        ReadSent = "read_sent",
        /// See what arrived, without names.
        ReadInbox = "read_inbox",
        /// Open a referral: the person's name and words.
        OpenReferral = "open_referral",
        /// Accept, pass or decline what arrived.
        AnswerReferral = "answer_referral",
        /// Log contact attempts and the outcome.
        WorkReferral = "work_referral",
        /// Say "never show them this" about a colleague.
        HideFromMember = "hide_from_member",
        /// Say, with another lead, who sees a record whose two people have both left. It shows nothing of it.
        NameAnew = "name_anew",
        /// Take a survivor's release.
        TakeRelease = "take_release",
        /// See releases and how long they live.
        ReadReleases = "read_releases",
        /// Write down what a person has asked for: whom to tell nothing, and where nothing is to be sent.
        KeepWishes = "keep_wishes",
        /// Withdraw a release when the survivor says so. Any advocate on duty may.
        StopSharing = "stop_sharing",
        /// The same for whatever has the code that a person says, without seeing whether there is anything.
        StopByCode = "stop_by_code",
        /// Print the slip a survivor carries; nothing is stored about the person.
        PrintSlip = "print_slip",
        /// See and book visits of community partners, without the agency.
        BookArrivals = "book_arrivals",
        /// The lead's home: own counts, what waits, what expires.
        ReadHome = "read_home",
        /// Pause or resume the partnership, name liaisons, confirm the partner's keys.
        ManagePartnership = "manage_partnership",
        /// Read what the two organizations write together: roadmap, meetings, agreements, programs.
        ReadWorkspace = "read_workspace",
        /// Write there.
        WriteWorkspace = "write_workspace",
        /// Sign the memorandum of understanding for the organization.
        SignMou = "sign_mou",
        /// Close a period and tell the partner its totals, signed for the organization.
        CloseTotals = "close_totals",
        /// Connect with a coalition, or, there, with an organization; say that our closed periods are told to one, and stop it.
        ManageAffiliations = "manage_affiliations",
        /// Read with whom we are connected as or with a coalition, and end such a connection.
        EndAffiliation = "end_affiliation",
        /// Read a coalition's sums of what organizations told.
        ReadRollUp = "read_roll_up",
        /// Sum a period of what organizations told, once.
        SumPeriod = "sum_period",
        /// Count that a caller said the word of a safety card.
        TallyWord = "tally_word",
        /// Read the partner's services, liaison and hotline.
        ReadServices = "read_services",
        /// Keep what partners read of our organization: profile, sites, service list.
        WriteListings = "write_listings",
        /// Keep the directory of services true: still right, same place, whose place is told to nobody.
        KeepDirectory = "keep_directory",
        /// Read a file of others into the directory.
        ImportDirectory = "import_directory",
        /// Read a coordinated care plan: our lines, what the partner shares, the messages.
        ReadPlan = "read_plan",
        /// Write in it, and share line by line.
        WritePlan = "write_plan",
        /// Ask the partner's staff a question about no one in particular, and answer theirs.
        Consult = "consult",
        /// Read who opened a record.
        ReadOpenings = "read_openings",
        /// Read the audit chain's entries, which hold no content.
        ReadAudit = "read_audit",
        /// Forget a part of a record, or everything when the person asks; answer a partner who asks.
        ForgetRecord = "forget_record",
        /// Forget the words of whatever was left alone since a day.
        ForgetByDate = "forget_by_date",
        /// Put a legal hold on a record, and lift it.
        HoldRecord = "hold_record",
        /// See and shorten how long things are kept; see what goes next and what is gone.
        ManageRetention = "manage_retention",
        /// Read what crossed: when, by whom, to whom, which elements, on what basis.
        ReadDisclosures = "read_disclosures",
        /// Make the accounting of disclosures that a person asks for (45 CFR 164.528).
        AccountDisclosures = "account_disclosures",
        /// Write down what a law compelled, outside of this software.
        RecordMandate = "record_mandate",
    }
}

/// Whether the role may do the deed. The whole table is a reviewed snapshot in the tests.
#[must_use]
pub fn may(role: Role, deed: Deed) -> bool {
    use Deed::*;
    match role {
        Role::Admin => {
            matches!(
                deed,
                ManagePeople
                    | ManageSettings
                    | GrantKeys
                    | ReadServices
                    | WriteListings
                    | KeepDirectory
                    | ImportDirectory
                    | EndAffiliation
                    | ReadAudit
                    | ManageRetention
            )
        }
        Role::Lead => matches!(
            deed,
            GrantKeys
                | WriteNote
                | SendReferral
                | ReadSent
                | ReadInbox
                | OpenReferral
                | AnswerReferral
                | WorkReferral
                | HideFromMember
                | NameAnew
                | TakeRelease
                | ReadReleases
                | StopSharing
                | StopByCode
                | KeepWishes
                | PrintSlip
                | BookArrivals
                | ReadHome
                | ManagePartnership
                | ReadWorkspace
                | WriteWorkspace
                | SignMou
                | CloseTotals
                | ManageAffiliations
                | EndAffiliation
                | ReadRollUp
                | SumPeriod
                | TallyWord
                | WriteListings
                | KeepDirectory
                | ReadPlan
                | WritePlan
                | Consult
                | ReadServices
                | ReadOpenings
                | ReadAudit
                | ForgetRecord
                | ForgetByDate
                | HoldRecord
                | ManageRetention
                | ReadDisclosures
                | AccountDisclosures
                | RecordMandate
        ),
        Role::Clinician => matches!(
            deed,
            WriteNote
                | SendReferral
                | ReadSent
                | ReadInbox
                | OpenReferral
                | AnswerReferral
                | WorkReferral
                | HideFromMember
                | TakeRelease
                | ReadReleases
                | StopSharing
                | StopByCode
                | KeepWishes
                | ReadPlan
                | WritePlan
                | Consult
                | ReadWorkspace
                | ReadServices
                | ReadOpenings
                | ForgetRecord
                | ReadDisclosures
                | AccountDisclosures
        ),
        // Never the partner's services: their page names the agency that a visit comes from.
        Role::FrontDesk => matches!(deed, BookArrivals | StopByCode | ReadOpenings),
        Role::Advocate => matches!(
            deed,
            SendReferral
                | ReadSent
                | ReadInbox
                | OpenReferral
                | AnswerReferral
                | WorkReferral
                | HideFromMember
                | TakeRelease
                | ReadReleases
                | StopSharing
                | StopByCode
                | KeepWishes
                | PrintSlip
                | TallyWord
                | ReadPlan
                | WritePlan
                | Consult
                | ReadWorkspace
                | ReadServices
                | ReadOpenings
                | ForgetRecord
                | ReadDisclosures
                | AccountDisclosures
        ),
        Role::Reader => matches!(deed, ReadServices | ReadRollUp),
    }
}

/// Whether there is anything to do it on at an organization of this kind. A coalition reads totals of others: it has no
/// people who are served, no notes, no inbox and no partnership; and nobody else has sums of others.
#[must_use]
pub fn is_done_at(kind: OrgKind, deed: Deed) -> bool {
    use Deed::*;
    match (kind, deed) {
        (_, ManagePeople | ManageSettings | GrantKeys | ReadServices | ReadAudit) => true,
        (_, ManageAffiliations | EndAffiliation) => true,
        (OrgKind::Coalition, ReadRollUp | SumPeriod) => true,
        (OrgKind::Coalition, _) => false,
        (_, ReadRollUp | SumPeriod) => false,
        _ => true,
    }
}

/// What a member can be at an organization of this kind.
#[must_use]
pub fn roles_at(kind: OrgKind) -> &'static [Role] {
    match kind {
        OrgKind::HealthCenter | OrgKind::Advocacy => Role::ALL,
        OrgKind::Coalition => &[Role::Admin, Role::Lead, Role::Reader],
    }
}

/// Whether any of the roles may do the deed at an organization of this kind.
#[must_use]
pub fn any_may_at(kind: OrgKind, roles: &BTreeSet<Role>, deed: Deed) -> bool {
    is_done_at(kind, deed) && roles.iter().any(|role| may(*role, deed) && is_theirs_at(kind, *role, deed))
}

/// Whether an organization tells a coalition is for its leads to say, and so is the end of it. A coalition tells nothing: there
/// an admin may end a connection as well.
fn is_theirs_at(kind: OrgKind, role: Role, deed: Deed) -> bool {
    deed != Deed::EndAffiliation || role != Role::Admin || kind == OrgKind::Coalition
}

/// Whether any of the roles may do the deed.
#[must_use]
pub fn any_may(roles: &BTreeSet<Role>, deed: Deed) -> bool {
    roles.iter().any(|role| may(*role, deed))
}

coded! {
    /// Where a member stands.
    MemberState {
        /// Has accepted the invitation; waits for a colleague to compare the code and share keys.
        AwaitingKeys = "awaiting_keys",
        /// Works here.
        Active = "active",
        /// Access has ended; sessions are dead.
        Ended = "ended",
    }
}

/// A member of staff. Names and logins of staff are not sealed: they are the organization's, not a survivor's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// The organization it belongs to.
    pub org: OrgId,
    /// Name as colleagues and the partner's liaison know it.
    pub name: Label,
    /// What they type to sign in; lower case.
    pub login: Label,
    /// Roles.
    pub roles: BTreeSet<Role>,
    /// State.
    pub state: MemberState,
}
