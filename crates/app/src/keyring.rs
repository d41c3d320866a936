//! A member's keys, gathered when they sign in: what their grants open, and what that opens in turn.

use crate::{App, Error, Result};
use domain::org::VaultMode;
use store::OrgScope;
use store::members::MemberRow;
use store::organizations::{OrganizationRow, OrganizationSecrets};
use vault::{
    Certificate, Compartment, CompartmentKey, IntakeSecret, MemberSecrets, OrgPublic, OrgSigningSecret, Place,
    SessionKeys,
};

/// The public keys of an organization row.
pub(crate) fn public_of(row: &OrganizationRow) -> OrgPublic {
    OrgPublic { org: row.organization.id, intake: row.intake_public, signing: row.signing_public }
}

/// Where the secret halves of an organization's keys are sealed.
pub(crate) fn secret_place(org: domain::ids::OrgId, field: &str, epoch: u32) -> Place<'_> {
    Place { org, table: "organization", row: org.bytes(), field, version: epoch }
}

/// Whether a colleague has shared keys that this session does not hold yet.
pub(crate) fn lacks_keys(held: &SessionKeys, member: &MemberRow) -> bool {
    let wanted = Compartment::of_roles(&member.member.roles);
    let lacks_one = wanted.iter().any(|compartment| held.compartment(*compartment).is_none());
    lacks_one || (held.certificate.is_none() && member.certificate.is_some())
}

/// Opens everything that the member's own keys open.
///
/// # Errors
/// [`Error::SealBroken`] when a grant was not signed by the organization or does not open: somebody exchanged a row.
pub(crate) async fn gather(
    app: &App,
    scope: &OrgScope,
    org: &OrganizationRow,
    row: &MemberRow,
    member: MemberSecrets,
) -> Result<SessionKeys> {
    let public = public_of(org);
    let mut compartments = granted(app, scope, &public, row, &member).await?;
    if org.organization.vault_mode == VaultMode::ServerManaged {
        compartments.extend(from_server(app, scope, row).await?);
    }
    let certificate = match &row.certificate {
        Some(bytes) => {
            let certificate = Certificate::from_bytes(bytes)?;
            certificate.verify(&public)?;
            Some(certificate)
        }
        None => None,
    };
    let secrets = store::organizations::secrets(app.store(), scope).await?;
    let (intake, org_signing) = org_secrets(&public, &secrets, &compartments)?;
    Ok(SessionKeys { member_id: row.member.id, org: public, certificate, member, compartments, intake, org_signing })
}

async fn granted(
    app: &App,
    scope: &OrgScope,
    public: &OrgPublic,
    row: &MemberRow,
    member: &MemberSecrets,
) -> Result<Vec<CompartmentKey>> {
    let grants = store::grants::of_member(app.store(), scope, row.member.id).await?;
    let open = |grant: &store::grants::Grant| {
        CompartmentKey::open_grant(&grant.grant_sealed, member, public, grant.compartment, grant.epoch, row.member.id)
    };
    grants.iter().map(|grant| open(grant).map_err(Error::from)).collect()
}

async fn from_server(app: &App, scope: &OrgScope, row: &MemberRow) -> Result<Vec<CompartmentKey>> {
    let Some(server) = app.server_key() else { return Ok(Vec::new()) };
    let wanted = Compartment::of_roles(&row.member.roles);
    let kept = store::grants::of_server(app.store(), scope).await?;
    let mine = kept.iter().filter(|grant| wanted.contains(&grant.compartment));
    mine.map(|grant| {
        CompartmentKey::open_from_server(&grant.wrapped_sealed, server, scope.org(), grant.compartment, grant.epoch)
            .map_err(Error::from)
    })
    .collect()
}

fn org_secrets(
    public: &OrgPublic,
    secrets: &OrganizationSecrets,
    held: &[CompartmentKey],
) -> Result<(Option<IntakeSecret>, Option<OrgSigningSecret>)> {
    let key = |compartment, epoch| held.iter().find(|key| key.compartment() == compartment && key.epoch() == epoch);
    let intake = match key(Compartment::Intake, secrets.intake_epoch) {
        Some(key) => {
            let place = secret_place(public.org, "intake_secret", secrets.intake_epoch);
            Some(IntakeSecret::open_under(&secrets.intake_secret_sealed, key, &place)?)
        }
        None => None,
    };
    let signing = match key(Compartment::Admin, secrets.signing_epoch) {
        Some(key) => {
            let place = secret_place(public.org, "signing_secret", secrets.signing_epoch);
            Some(OrgSigningSecret::open_under(&secrets.signing_secret_sealed, key, &place)?)
        }
        None => None,
    };
    Ok((intake, signing))
}
