//! `footbridge audit verify`: walks every chain and names the first tampered entry, and every
//! release that is not what was signed.

use crate::{Place, serve};

/// Verifies all chains of the node.
pub async fn verify(place: &Place) -> Result<(), String> {
    let app = serve::open(place).await?;
    let (mut tampered, mut altered) = (0, 0);
    for org in app.organizations().await.map_err(|error| error.to_string())? {
        match app::audit::verify(&app, org.id).await.map_err(|error| error.to_string())? {
            Ok(entries) => println!("{}  {}: {entries} entries, unbroken", org.id, org.name),
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
