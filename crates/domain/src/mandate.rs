//! What a law compelled an organization to hand over, outside of this software and without the survivor's release.
//!
//! It is not a referral and no message: nothing is sent by it. An organization that has handed something over under a
//! statute or a court order writes down here what the law asks of it (34 U.S.C. 12291(b)(2)(D) and (E); 28 CFR 94.115;
//! 45 CFR 164.512(a), (c)): on what basis, to whom, the least that was asked, and that the survivor was told, or why
//! telling them now would put them in danger and when that is looked at again.
//!
//! Invariant: [`Mandate::record`] is the only constructor, and it demands every part (domain rule b.10).
//! Invariant: a subpoena is no basis. It is not a court's order, and a *permission* to report is not a mandate.

use crate::coded;
use crate::ids::MemberId;
use crate::release::Element;
use crate::text::PersonText;
use crate::time::{Days, Timestamp};
use std::collections::BTreeSet;

coded! {
    /// What compelled it.
    MandateBasis {
        /// A law that names this kind of information and this recipient.
        Statute = "statute",
        /// An order that a judge signed.
        CourtOrder = "court_order",
    }
}

coded! {
    /// What somebody may hold in their hands when they ask. The last two compel nothing.
    Claim {
        /// A law.
        Statute = "statute",
        /// An order that a judge signed.
        CourtOrder = "court_order",
        /// A subpoena, which a lawyer or a clerk can sign.
        Subpoena = "subpoena",
        /// A law that allows telling and does not ask for it.
        Permission = "permission",
    }
}

impl Claim {
    /// The basis it is, if it is one.
    #[must_use]
    pub const fn basis(self) -> Option<MandateBasis> {
        match self {
            Self::Statute => Some(MandateBasis::Statute),
            Self::CourtOrder => Some(MandateBasis::CourtOrder),
            Self::Subpoena | Self::Permission => None,
        }
    }
}

coded! {
    /// The kind of authority that received it. Its name is sealed beside it.
    Authority {
        /// A court.
        Court = "court",
        /// An agency that protects children.
        ChildProtection = "child_protection",
        /// An agency that protects adults who cannot protect themselves.
        AdultProtection = "adult_protection",
        /// Police or prosecution.
        LawEnforcement = "law_enforcement",
        /// A health department.
        HealthDepartment = "health_department",
        /// A coroner or medical examiner.
        MedicalExaminer = "medical_examiner",
        /// Another that the law or the order names.
        OtherAuthority = "other_authority",
    }
}

coded! {
    /// How the survivor was told.
    ToldHow {
        /// Face to face, alone.
        InPerson = "in_person",
        /// By phone, in the way they said is safe.
        Phone = "phone",
        /// In writing that was put into their hand.
        Handed = "handed",
    }
}

coded! {
    /// Why the survivor is not told now (45 CFR 164.512(c)(2); 34 U.S.C. 12291(b)(2)(D): reasonable attempts).
    NotToldWhy {
        /// Telling them would put them at risk of serious harm.
        SeriousHarm = "serious_harm",
        /// Who would have to be told for them may be the person hurting them.
        AbuserWouldLearn = "abuser_would_learn",
        /// It was tried, and there is no safe way to reach them.
        NoSafeWay = "no_safe_way",
    }
}

/// That the survivor was told, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// They were told.
    Told {
        /// How.
        how: ToldHow,
        /// When; before or after it was handed over.
        at: Timestamp,
    },
    /// They are not told now.
    NotNow {
        /// Why.
        why: NotToldWhy,
        /// When that is looked at again: it can only be put off, never closed.
        review_at: Timestamp,
    },
}

/// A notice is put off no longer than this at a time: "promptly" is the law's word (45 CFR 164.512(c)(2)).
pub const LONGEST_PUT_OFF: Days = Days(30);

/// Most characters of the citation, and of the authority's name.
pub const LONGEST_PARTICULAR: usize = 200;
/// Most characters of what was handed over, in words.
pub const LONGEST_ACCOUNT: usize = 2_000;

coded! {
    /// What a record of a mandated disclosure lacks, in the order of the page.
    Lack {
        /// What was held out is neither a statute nor a court order.
        NoBasis = "no_basis",
        /// Which law, or which order.
        NoDocument = "no_document",
        /// To whom.
        NoRecipient = "no_recipient",
        /// Which elements, ticked one by one.
        NoElements = "no_elements",
        /// What was handed over, in words.
        NoNote = "no_note",
        /// When it was handed over; not later than now.
        NoTime = "no_time",
        /// It was handed over longer ago than anybody has to account for ([`ACCOUNTED_FOR`]): a slip of the hand.
        TooLongAgo = "too_long_ago",
        /// Whether the survivor was told, or why not now.
        NoNotice = "no_notice",
        /// They were told at no time that has come.
        ToldInFuture = "told_in_future",
        /// Or longer ago than anybody has to account for.
        ToldTooLongAgo = "told_too_long_ago",
        /// Citation or name longer than [`LONGEST_PARTICULAR`], or what was handed over longer than [`LONGEST_ACCOUNT`].
        TooManyWords = "too_many_words",
        /// Not told, and nobody will look at it again within [`LONGEST_PUT_OFF`].
        NoReview = "no_review",
    }
}

/// A record of a mandated disclosure as somebody fills it in.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What was held out.
    pub claim: Option<Claim>,
    /// The citation of the law, or number and court of the order. Sealed: a case number is a name.
    pub document: Option<PersonText>,
    /// Kind of the authority.
    pub authority: Option<Authority>,
    /// Its name. Sealed.
    pub recipient: Option<PersonText>,
    /// The least that was asked.
    pub elements: BTreeSet<Element>,
    /// What was handed over, in words. Sealed.
    pub note: Option<PersonText>,
    /// When.
    pub disclosed_at: Option<Timestamp>,
    /// Told, or not yet.
    pub notice: Option<Notice>,
    /// The lead who decided.
    pub decided_by: MemberId,
}

impl Draft {
    fn is_brief(&self) -> bool {
        let within = |text: &Option<PersonText>, max| text.as_ref().is_none_or(|text| text.is_within(max));
        within(&self.document, LONGEST_PARTICULAR)
            && within(&self.recipient, LONGEST_PARTICULAR)
            && within(&self.note, LONGEST_ACCOUNT)
    }
}

/// A disclosure that a law compelled. Whole, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    basis: MandateBasis,
    document: PersonText,
    authority: Authority,
    recipient: PersonText,
    elements: BTreeSet<Element>,
    note: PersonText,
    disclosed_at: Timestamp,
    notice: Notice,
    decided_by: MemberId,
}

impl Mandate {
    /// Takes the record, or names all it lacks.
    ///
    /// # Errors
    /// What is lacking, in the order of the page; never empty.
    pub fn record(draft: Draft, now: Timestamp) -> Result<Self, BTreeSet<Lack>> {
        let mut lacks = BTreeSet::new();
        let basis = draft.claim.and_then(Claim::basis);
        for (is_lacking, lack) in [
            (basis.is_none(), Lack::NoBasis),
            (draft.document.is_none(), Lack::NoDocument),
            (draft.authority.is_none() || draft.recipient.is_none(), Lack::NoRecipient),
            (draft.elements.is_empty(), Lack::NoElements),
            (draft.note.is_none(), Lack::NoNote),
            (!draft.is_brief(), Lack::TooManyWords),
            (draft.disclosed_at.is_none_or(|at| at > now), Lack::NoTime),
            (draft.disclosed_at.is_some_and(|at| at < earliest(now)), Lack::TooLongAgo),
        ] {
            if is_lacking {
                lacks.insert(lack);
            }
        }
        lacks.extend(draft.notice.map_or(Some(Lack::NoNotice), |notice| notice_lacks(notice, now)));
        match (basis, draft) {
            (
                Some(basis),
                Draft {
                    document: Some(document),
                    authority: Some(authority),
                    recipient: Some(recipient),
                    note: Some(note),
                    disclosed_at: Some(disclosed_at),
                    notice: Some(notice),
                    elements,
                    decided_by,
                    ..
                },
            ) if lacks.is_empty() => {
                Ok(Self { basis, document, authority, recipient, elements, note, disclosed_at, notice, decided_by })
            }
            _ => Err(lacks),
        }
    }
    /// What compelled it.
    #[must_use]
    pub fn basis(&self) -> MandateBasis {
        self.basis
    }
    /// The citation of the law, or number and court of the order.
    #[must_use]
    pub fn document(&self) -> &PersonText {
        &self.document
    }
    /// Kind of the authority.
    #[must_use]
    pub fn authority(&self) -> Authority {
        self.authority
    }
    /// Its name.
    #[must_use]
    pub fn recipient(&self) -> &PersonText {
        &self.recipient
    }
    /// What was handed over, by elements.
    #[must_use]
    pub fn elements(&self) -> &BTreeSet<Element> {
        &self.elements
    }
    /// And in words.
    #[must_use]
    pub fn note(&self) -> &PersonText {
        &self.note
    }
    /// When.
    #[must_use]
    pub fn disclosed_at(&self) -> Timestamp {
        self.disclosed_at
    }
    /// Whether the survivor was told.
    #[must_use]
    pub fn notice(&self) -> Notice {
        self.notice
    }
    /// Who decided.
    #[must_use]
    pub fn decided_by(&self) -> MemberId {
        self.decided_by
    }
}

/// Six years: so far back a disclosure is accounted for (45 CFR 164.528(a)(1)).
pub const ACCOUNTED_FOR: Days = Days(6 * 365 + 2);

fn earliest(now: Timestamp) -> Timestamp {
    let day = 24 * 60 * 60 * 1_000_000;
    Timestamp::from_micros(now.micros().saturating_sub(i64::from(ACCOUNTED_FOR.0) * day))
}

/// What a notice lacks, as it is written down now.
#[must_use]
pub fn notice_lacks(notice: Notice, now: Timestamp) -> Option<Lack> {
    match notice {
        Notice::Told { at, .. } if at > now => Some(Lack::ToldInFuture),
        Notice::Told { at, .. } => (at < earliest(now)).then_some(Lack::ToldTooLongAgo),
        Notice::NotNow { review_at, .. } => {
            let is_soon = review_at > now && review_at <= now.plus_days(LONGEST_PUT_OFF);
            (!is_soon).then_some(Lack::NoReview)
        }
    }
}
