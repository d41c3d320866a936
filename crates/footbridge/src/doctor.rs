//! `footbridge doctor`: is the database whole, and do the tallies equal a recount?

use crate::{Place, serve};

/// Checks integrity and tallies; with `rebuild` writes the tallies again from the events.
pub async fn doctor(place: &Place, rebuild: bool) -> Result<(), String> {
    let app = serve::open(place).await?;
    let faults = app::health::check(&app).await.map_err(|error| error.to_string())?;
    if !faults.is_empty() {
        return Err(format!("the database is damaged: {}", faults.join("; ")));
    }
    println!("database: whole");
    let mut wrong = 0usize;
    for org in app.organizations().await.map_err(|error| error.to_string())? {
        let differences = if rebuild {
            app::health::rebuild(&app, org.id).await.map_err(|error| error.to_string())?
        } else {
            app::health::recount(&app, org.id).await.map_err(|error| error.to_string())?
        };
        println!("{}  {}: {} tallies differ from a recount", org.id, org.name, differences);
        wrong += differences;
    }
    app.close().await;
    if wrong == 0 || rebuild { Ok(()) } else { Err(format!("{wrong} tallies differ from a recount")) }
}
