//! A list that is read in, as an admin of either language sees it.

use crate::browser::Browser;
use crate::directory_pages::upload;
use axum::http::StatusCode;
use std::io::Write;
use testkit::town::{Town, confirm_sheet};

const HEADER: &str = "bphc_site_number,site_name,street,city,state,zip,phone,shoe_size\n";
const SITES: &str = "A,Riverside Clinic,12 Openstreet,Chicago,IL,60614,312-555-0111,44\n\
    A,Riverside Clinic,12 Openstreet,Chicago,IL,60614,312-555-0111,44\n\
    A,Other Clinic,12 Openstreet,Chicago,IL,60614,312-555-0111,\n\
    B,Hill Clinic,14 Openstreet,Chicago,IL,60614,+44 1234 234567,\n\
    D,Broken,1 Main St,Chicago\n";

async fn dana(town: &Town) -> (Browser, String) {
    confirm_sheet(&town.app, &town.dana).await;
    let dana = Browser::at(town).signed_in("dana").await;
    let csrf = dana.csrf().to_owned();
    (dana, csrf)
}

#[tokio::test]
async fn why_a_row_is_not_taken_is_said_in_the_language_of_the_admin() {
    let town = Town::new().await;
    let (mut dana, csrf) = dana(&town).await;
    let english = [
        "\"Column not known\",\"\",\"shoe_size\"",
        "\"3\",\"Not by itself\",\"\",\"the id A stands in the file before, with the same content\"",
        "the id A stands in the file before, with other content; the first one was kept",
        "a phone cannot be dialed as it is published",
        "the row has 4 cells, and the header 8",
    ];
    let spanish = [
        "\"Columna desconocida\",\"\",\"shoe_size\"",
        "\"3\",\"No por sí sola\",\"\",\"el identificador A ya está antes en el archivo con el mismo contenido\"",
        "el identificador A ya está antes en el archivo con otro contenido; se conservó la primera fila",
        "un teléfono no se puede marcar como está publicado",
        "la fila tiene 4 celdas y el encabezado 8",
    ];
    for (language, said) in [("en", english), ("es", spanish)] {
        dana.post("/language", &[("to", language), ("back", "/directory/import")]).await;
        let seen =
            upload(&mut dana, &csrf, &[("kind", "hrsa")], ("sites.csv", format!("{HEADER}{SITES}").as_bytes())).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let waiting = seen.field("upload").unwrap();
        let rows = dana.get(&format!("/directory/import/{waiting}/rows.csv")).await;
        assert_eq!(rows.body.lines().count(), 7, "a head, a column and five rows: {}", rows.body);
        for said in said {
            assert!(rows.body.contains(said), "{said} in {}", rows.body);
        }
        assert!(seen.body.contains(said[4]) && !seen.body.contains(said[1]), "the page shows what a person should see");
    }
}

#[tokio::test]
async fn why_a_file_cannot_be_read_is_said_in_the_language_of_the_admin() {
    let town = Town::new().await;
    let (mut dana, csrf) = dana(&town).await;
    let files: [(&str, &str, &[u8], [&str; 2]); 4] = [
        (
            "hrsa",
            "sites.csv",
            b"id,name\n1,x\n",
            ["The column bphc_assigned_number is missing", "Falta la columna bphc_assigned_number"],
        ),
        ("hsds", "list.zip", b"PK no zip", ["not a zip file", "No es un archivo zip"]),
        ("hsds", "list.json", b"[{\"id\": ", ["is not JSON", "no es JSON"]),
        (
            "hsds",
            "list.json",
            b"{\"resourceType\": \"Patient\"}",
            ["There is no table of organizations", "No hay en él ninguna tabla"],
        ),
    ];
    for (number, language) in ["en", "es"].into_iter().enumerate() {
        dana.post("/language", &[("to", language), ("back", "/directory/import")]).await;
        for (kind, name, bytes, said) in &files {
            let got = upload(&mut dana, &csrf, &[("kind", *kind), ("name", "city")], (*name, *bytes)).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(got.body.contains(said[number]), "{} in {}", said[number], got.body);
        }
    }
}

#[tokio::test]
async fn a_line_of_a_package_is_said_with_its_table_and_an_import_with_how_far_it_is() {
    let town = Town::new().await;
    let (mut dana, csrf) = dana(&town).await;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let services: String = (0..20_000).map(|n| format!("S{n},O1,Food number{n},active\n")).collect();
    for (name, text) in [
        ("organizations.csv", "id,name\nO1,Lantern\n".to_owned()),
        ("services.csv", format!("id,organization_id,name,status\n{services}")),
        ("phones.csv", "id,service_id,number\nP1,S0,312-555-0111\nP2,S999999,312-555-0112\n".to_owned()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    let seen = upload(&mut dana, &csrf, &[("kind", "hsds"), ("name", "city")], ("list.zip", &zip)).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    assert!(
        seen.body.contains("phones.csv, line 3") && seen.body.contains("it belongs to service S999999"),
        "{}",
        seen.body
    );
    let waiting = seen.field("upload").unwrap();
    dana.post("/directory/import/apply", &[("upload", &waiting)]).await;
    // Twenty thousand rows take seconds.
    let page = dana.get("/directory/import").await.body;
    assert!(page.contains("hsds:city") && page.contains("before anything is written"), "{page}");
}
