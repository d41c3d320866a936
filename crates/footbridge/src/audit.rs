//! `footbridge audit verify`: walks every chain and names the first tampered entry.

use crate::{Place, serve};

/// Verifies all chains of the node.
pub async fn verify(place: &Place) -> Result<(), String> {
    let app = serve::open(place).await?;
    let mut tampered = 0;
    for org in app.organizations().await.map_err(|error| error.to_string())? {
        match app::audit::verify(&app, org.id).await.map_err(|error| error.to_string())? {
            Ok(entries) => println!("{}  {}: {entries} entries, unbroken", org.id, org.name),
            Err(fault) => {
                tampered += 1;
                println!("{}  {}: TAMPERED: {fault}", org.id, org.name);
            }
        }
    }
    app.close().await;
    if tampered == 0 { Ok(()) } else { Err(format!("{tampered} chain(s) do not verify")) }
}
