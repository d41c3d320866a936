//! `footbridge audit verify`: walks every chain and names the first tampered entry, and every
//! release that is not what was signed. `footbridge audit compare`: holds a noted end against the chain as it stands.

use crate::{Place, serve};
use domain::audit::{Compared, Noted};
use domain::ids::OrgId;

/// Verifies all chains of the node.
pub async fn verify(place: &Place) -> Result<(), String> {
    let app = serve::open(place).await?;
    let (mut tampered, mut altered) = (0, 0);
    for org in app.organizations().await.map_err(|error| error.to_string())? {
        match app::audit::verify(&app, org.id).await.map_err(|error| error.to_string())? {
            Ok(entries) => {
                println!("{}  {}: {entries} entries, unbroken", org.id, org.name);
                if let Some(end) = app::audit::end(&app, org.id).await.map_err(|error| error.to_string())? {
                    println!("{}  end to be noted elsewhere: {end}", org.id);
                }
            }
            Err(fault) => {
                tampered += 1;
                println!("{}  {}: TAMPERED: {fault}", org.id, org.name);
            }
        }
        for (release, how) in app::releases::bound::verify(&app, org.id).await.map_err(|error| error.to_string())? {
            altered += 1;
            println!("{}  {}: NOT AS SIGNED: release {release}: {}", org.id, org.name, how.code());
        }
    }
    app.close().await;
    if altered > 0 {
        return Err(format!("{altered} release(s) are not what was signed, {tampered} chain(s) do not verify"));
    }
    if tampered == 0 { Ok(()) } else { Err(format!("{tampered} chain(s) do not verify")) }
}

/// Compares the end of an organization's chain that was noted before. The chain itself is verified first: a hash in a
/// broken chain proves nothing.
pub async fn compare(place: &Place, org: &str, noted: &str) -> Result<(), String> {
    let org = OrgId::parse(org).ok_or("give the id as `footbridge org list` prints it")?;
    let noted = Noted::parse(noted).map_err(|_| "give the end as `footbridge audit verify` printed it: 12:9f…")?;
    let app = serve::open(place).await?;
    let found = async {
        if !app.organizations().await.map_err(|error| error.to_string())?.iter().any(|one| one.id == org) {
            return Err("there is no such organization here".to_owned());
        }
        let verified = app::audit::verify(&app, org).await.map_err(|error| error.to_string())?;
        verified.map_err(|fault| format!("TAMPERED: {fault}"))?;
        app::audit::compare(&app, org, &noted).await.map_err(|error| error.to_string())
    }
    .await;
    app.close().await;
    let said = said(&noted, found?);
    said.map(|line| println!("{line}"))
}

/// Nobody is accused for a backup that was put back.
const RESTORED: &str = ", or an older copy of the database was restored since: then note the new end";

/// What came of it in words; an error when the chain was rewritten.
fn said(noted: &Noted, compared: Compared) -> Result<String, String> {
    let seq = noted.seq;
    match compared {
        Compared::Matches => Ok(format!("entry {seq} matches: nothing up to it was changed since it was noted")),
        Compared::BeforeTheCut { last } => Ok(format!(
            "entry {seq} is before the cut: entries up to {last} went when their time was over, so nothing can be said of it"
        )),
        Compared::DoesNotMatch => {
            Err(format!("entry {seq} DOES NOT MATCH: the chain was rewritten since it was noted{RESTORED}"))
        }
        Compared::Shorter { head } => Err(format!(
            "entry {seq} IS NOT THERE: the chain ends at {head}, so its end was taken off since it was noted{RESTORED}"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::said;
    use domain::audit::{Compared, Noted};

    #[test]
    fn a_rewritten_chain_is_an_error_and_a_cut_one_is_none() {
        let noted = Noted { seq: 7, hash: [1; 32] };
        assert!(said(&noted, Compared::Matches).is_ok());
        assert!(said(&noted, Compared::BeforeTheCut { last: 9 }).unwrap().contains("before the cut"));
        for found in [Compared::DoesNotMatch, Compared::Shorter { head: 3 }] {
            let accused = said(&noted, found).unwrap_err();
            assert!(accused.contains("restored") && accused.contains("note the new end"), "{accused}");
        }
    }
}
