//! Values as they are bound and read, the same on both databases.
//!
//! Invariant: a NULL keeps its type, since PostgreSQL asks for one.

use domain::time::{Days, Minutes, Timestamp};
use uuid::Uuid;

/// A value to bind.
#[derive(Clone)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Id(Option<Uuid>),
}

impl Value {
    /// What PostgreSQL calls the type.
    pub(crate) const fn postgres_type(&self) -> &'static str {
        match self {
            Self::Int(_) => "int8",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytea",
            Self::Id(_) => "uuid",
        }
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident, |$value:ident| $make:expr);+ $(;)?) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self { Self::$variant(Some($make)) }
        }
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self { Self::$variant(value.map(|$value| $make)) }
        }
    )+};
}

from! {
    i64 => Int, |v| v;
    i32 => Int, |v| i64::from(v);
    u32 => Int, |v| i64::from(v);
    u8 => Int, |v| i64::from(v);
    bool => Int, |v| i64::from(v);
    Timestamp => Int, |v| v.micros();
    Days => Int, |v| i64::from(v.0);
    Minutes => Int, |v| i64::from(v.0);
    &str => Text, |v| v.to_owned();
    String => Text, |v| v;
    &String => Text, |v| v.clone();
    &[u8] => Bytes, |v| v.to_vec();
    Vec<u8> => Bytes, |v| v;
    &Vec<u8> => Bytes, |v| v.clone();
    [u8; 32] => Bytes, |v| v.to_vec();
    &[u8; 32] => Bytes, |v| v.to_vec();
    Uuid => Id, |v| v;
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Int(Some(i64::try_from(value).unwrap_or(i64::MAX)))
    }
}

macro_rules! from_ids {
    ($($id:ident),+ $(,)?) => {$(
        impl From<domain::ids::$id> for Value {
            fn from(id: domain::ids::$id) -> Self { Self::Id(Some(id.uuid())) }
        }
        impl From<Option<domain::ids::$id>> for Value {
            fn from(id: Option<domain::ids::$id>) -> Self { Self::Id(id.map(|id| id.uuid())) }
        }
    )+};
}

from_ids!(
    AffiliationId,
    BatchId,
    OrgId,
    MemberId,
    PartnershipId,
    ReferralId,
    CrossingId,
    NoteId,
    ReleaseId,
    MessageId,
    SessionId,
    InvitationId,
    DisclosureId,
    MandateId,
    LineId,
    EntryId,
    FeedId,
    ListingId,
    SiteId,
    EditId,
    ConsultId,
    FormId,
    NoticeId,
    SlipId,
    CertificateId,
);

/// Values in the order of `$1`, `$2`, …
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::value::Value::from($value)),*] };
}
pub(crate) use args;
