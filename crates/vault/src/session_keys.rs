//! What a signed-in member can open, kept between requests.
//!
//! Invariant: between requests the keys exist only sealed under the token in the member's cookie, which the server
//! does not keep. Locking a session erases the sealed keys; then nobody can open anything until the member unlocks.
//!
//! Opening takes one AEAD over a few hundred bytes: no public-key work and no password work happens on a request.

use crate::aead;
use crate::certificate::Certificate;
use crate::compartment::{Compartment, CompartmentKey};
use crate::entropy::Entropy;
use crate::error::OpenError;
use crate::frame::{Cut, Frame};
use crate::key::{Key, opaque_debug};
use crate::member::MemberSecrets;
use crate::org::{IntakeSecret, OrgPublic, OrgSigningSecret};
use crate::session::SessionToken;
use crate::suite::Suite;
use domain::ids::{MemberId, OrgId, SessionId};
use std::convert::Infallible;
use zeroize::Zeroizing;

/// What a session can open. Lives in memory during one request, and is wiped at its end.
pub struct SessionKeys {
    /// Who signed in.
    pub member_id: MemberId,
    /// Their organization and its public keys, as they were verified at sign-in: a row that is exchanged later
    /// changes nothing in an open session.
    pub org: OrgPublic,
    /// The organization's word for this member's key; without it nothing can be sent.
    pub certificate: Option<Certificate>,
    /// The member's own keys.
    pub member: MemberSecrets,
    /// The compartment keys they hold, of all epochs.
    pub compartments: Vec<CompartmentKey>,
    /// What opens arriving envelopes, for those who hold [`Compartment::Intake`].
    pub intake: Option<IntakeSecret>,
    /// What certifies members and signs grants, for those who hold [`Compartment::Admin`].
    pub org_signing: Option<OrgSigningSecret>,
}

opaque_debug!(SessionKeys);

impl SessionKeys {
    /// Seals all of it under the cookie's token, for this session only.
    #[must_use]
    pub fn seal(&self, token: &SessionToken, session: SessionId, entropy: &dyn Entropy) -> Vec<u8> {
        let plain = self.to_bytes();
        let header = Suite::Symmetric.header();
        let Ok(bytes) = aead::seal(&token.wrap(session), terms(session), &header, plain.len(), entropy, |out| {
            out.copy_from_slice(&plain);
            Ok::<_, Infallible>(())
        });
        bytes
    }
    /// Opens what [`SessionKeys::seal`] sealed.
    ///
    /// # Errors
    /// [`OpenError::Format`], [`OpenError::Broken`] with another token or session, [`OpenError::Content`] when other
    /// software sealed it.
    pub fn open(bytes: &[u8], token: &SessionToken, session: SessionId) -> Result<Self, OpenError> {
        let mut cut = Cut::new(bytes);
        Suite::Symmetric.expect(&mut cut).ok_or(OpenError::Format)?;
        let plain = aead::open(&token.wrap(session), terms(session), &Suite::Symmetric.header(), cut.rest())?;
        Self::from_bytes(&plain).ok_or(OpenError::Content)
    }
    /// The compartment's key of the latest epoch: what new records are wrapped under.
    #[must_use]
    pub fn compartment(&self, compartment: Compartment) -> Option<&CompartmentKey> {
        self.compartments.iter().filter(|key| key.compartment() == compartment).max_by_key(|key| key.epoch())
    }
    /// The compartment's key of this epoch: what an older record was wrapped under.
    #[must_use]
    pub fn compartment_at(&self, compartment: Compartment, epoch: u32) -> Option<&CompartmentKey> {
        self.compartments.iter().find(|key| key.compartment() == compartment && key.epoch() == epoch)
    }

    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Reserved in full, so that growing leaves no copy of a key behind.
        let mut out = Zeroizing::new(Vec::with_capacity(FIXED + self.compartments.len() * COMPARTMENT));
        out.extend_from_slice(&self.member_id.bytes());
        out.extend_from_slice(&self.org.org.bytes());
        out.extend_from_slice(&self.org.intake);
        out.extend_from_slice(&self.org.signing);
        self.member.halves().into_iter().for_each(|half| out.extend_from_slice(half));
        write_optional(&mut out, self.certificate.map(|c| c.to_bytes()).as_ref().map(|b| &b[..]));
        write_optional(&mut out, self.intake.as_ref().map(|secret| &secret.key().bytes()[..]));
        write_optional(&mut out, self.org_signing.as_ref().map(|secret| &secret.key().bytes()[..]));
        for key in &self.compartments {
            out.extend_from_slice(&key.org().bytes());
            out.push(tag(key.compartment()));
            out.extend_from_slice(&key.epoch().to_be_bytes());
            out.extend_from_slice(key.key().bytes());
        }
        out
    }
    fn from_bytes(plain: &[u8]) -> Option<Self> {
        let mut cut = Cut::new(plain);
        let member_id = MemberId::from_bytes(*cut.take()?);
        let org = OrgPublic { org: OrgId::from_bytes(*cut.take()?), intake: *cut.take()?, signing: *cut.take()? };
        let member = MemberSecrets::from_parts(cut.take()?, cut.take()?);
        let certificate = match cut.byte()? {
            0 => None,
            _ => Some(Certificate::cut(&mut cut)?),
        };
        let intake = cut_optional(&mut cut)?.map(IntakeSecret::from_bytes);
        let org_signing = cut_optional(&mut cut)?.map(OrgSigningSecret::from_bytes);
        let (keys, rest) = cut.rest().as_chunks::<COMPARTMENT>();
        if !rest.is_empty() {
            return None;
        }
        let compartments = keys.iter().map(|bytes| cut_compartment(bytes)).collect::<Option<_>>()?;
        Some(Self { member_id, org, certificate, member, compartments, intake, org_signing })
    }
}

const COMPARTMENT: usize = 16 + 1 + 4 + 32;
const FIXED: usize = 16 + 80 + MemberSecrets::BYTES + 3 + Certificate::BYTES + 32 + 32;

fn terms(session: SessionId) -> Frame {
    Frame::new("footbridge session 1").part(&session.bytes())
}

fn write_optional(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
    out.push(u8::from(bytes.is_some()));
    out.extend_from_slice(bytes.unwrap_or_default());
}

/// `None` when bytes are missing, `Some(None)` when there is no secret.
fn cut_optional<'a>(cut: &mut Cut<'a>) -> Option<Option<&'a [u8; 32]>> {
    match cut.byte()? {
        0 => Some(None),
        _ => cut.take().map(Some),
    }
}

fn cut_compartment(bytes: &[u8]) -> Option<CompartmentKey> {
    let mut cut = Cut::new(bytes);
    let org = OrgId::from_bytes(*cut.take()?);
    let byte = cut.byte()?;
    let compartment = Compartment::ALL.iter().copied().find(|known| tag(*known) == byte)?;
    Some(CompartmentKey::from_parts(org, compartment, cut.u32()?, Key::copy_of(cut.take()?)))
}

const fn tag(compartment: Compartment) -> u8 {
    match compartment {
        Compartment::Intake => 1,
        Compartment::CarePlans => 2,
        Compartment::Releases => 3,
        Compartment::Restricted => 4,
        Compartment::Admin => 5,
    }
}
