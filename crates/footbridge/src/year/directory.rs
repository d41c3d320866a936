//! A small directory around the demo's town: made up, read as any list of others is.

use app::App;
use app::directory::{ImportError, Source};
use std::path::Path;

/// Health centers as HRSA publishes them, with made-up names and numbers.
const SITES: &str = "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n\
    BPS-H80-000001,Lakeside Community Health Center,2400 N Sample Ave,Chicago,IL,60614,312-555-0100,https://lakeside.example,41.9227,-87.6533,\n\
    BPS-H80-000002,Lakeside Dental at North Park,5100 N Sample Ave,Chicago,IL,60625,312-555-0102,https://lakeside.example/dental,41.9740,-87.7020,\n\
    BPS-H80-000003,Prairie Family Health,88 Prairie Rd,Evanston,IL,60201,847-555-0110,,42.0451,-87.6877,\n\
    BPS-H80-000004,South Loop Pharmacy and Health,14 W Model St,Chicago,IL,60605,312-555-0121,,41.8670,-87.6250,\n\
    BPS-H80-000005,Family Shelter Clinic,,Chicago,IL,,312-555-0131,,,,Y\n";
/// Programs of advocates, and one that HRSA lists too.
const PROGRAMS: &str = "name,city,state,phone,toll_free,tty,counties,website,hours\n\
    Harbor House Domestic Violence Program,Chicago,IL,312-555-0180,1-800-555-0181,312-555-0182,Cook,https://harbor.example,24x7\n\
    Prairie Sexual Assault Services,Evanston,IL,847-555-0190,,,\"Cook, Lake\",,\n\
    River Valley Legal Advocates for Survivors,Joliet,IL,815-555-0140,,,Will,,\n\
    Prairie Family Health Center,Evanston,IL,847-555-0110,,,Cook,,\n";

/// Reads both lists.
pub async fn keep(app: &App) -> app::Result<()> {
    let lost = |_| app::Error::Invalid("directory-import-gone");
    let folder = tempfile::tempdir().map_err(lost)?;
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).map(|()| path).map_err(lost)
    };
    let sites = Source::Hrsa(write("sites.csv", SITES)?);
    let programs = Source::Programs(write("programs.csv", PROGRAMS)?, "Illinois".to_owned());
    for source in [sites, programs] {
        read(app, &source, folder.path()).await?;
    }
    Ok(())
}

async fn read(app: &App, source: &Source, scratch: &Path) -> app::Result<()> {
    match app::directory::import(app, source, scratch, |_| {}).await {
        Ok(_) => Ok(()),
        Err(ImportError::Store(error)) => Err(error),
        Err(_) => Err(app::Error::Invalid("directory-import-unreadable")),
    }
}
