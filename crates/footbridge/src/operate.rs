//! What an operator does from the terminal.

use crate::{Place, serve};
use domain::ids::OrgId;

/// Prints a one-time token for the set-up page of a further organization.
pub async fn add_organization(place: &Place) -> Result<(), String> {
    let app = serve::open(place).await?;
    let token = app::founding::open_with_token(&app).await.map_err(|error| error.to_string())?;
    println!("Open the address of this node, path /setup, and type this token within 24 hours:\n\n    {token}\n");
    app.close().await;
    Ok(())
}

/// Lists organizations: id, kind, name.
pub async fn list_organizations(place: &Place) -> Result<(), String> {
    let app = serve::open(place).await?;
    for org in app.organizations().await.map_err(|error| error.to_string())? {
        println!("{}  {:<13}  {}", org.id, org.kind.code(), org.name);
    }
    app.close().await;
    Ok(())
}

/// Begins a partnership; the leads name liaisons and compare keys on their pages.
pub async fn form_partnership(place: &Place, a: &str, b: &str) -> Result<(), String> {
    let (Some(a), Some(b)) = (OrgId::parse(a), OrgId::parse(b)) else {
        return Err("give the ids as `footbridge org list` prints them".into());
    };
    let app = serve::open(place).await?;
    app::partnerships::form(&app, a, b).await.map_err(|error| error.to_string())?;
    println!("Begun. Now a lead on each side names a liaison and an alternate, and both compare six words aloud.");
    app.close().await;
    Ok(())
}

/// Sets back the time that the organizations act on to what the clock says.
pub async fn set_clock_back(place: &Place) -> Result<(), String> {
    let app = serve::open(place).await?;
    let n = app::health::set_clock_back(&app).await.map_err(|error| error.to_string())?;
    println!("{n} organizations had acted on a later time; each chain says that it was set back.");
    app.close().await;
    Ok(())
}
