//! One id that very many rows name: memory and disk stay bounded, and every row has its fate.

use crate::support::{folder, hsds as read, reasons};
use std::fmt::Write as _;

#[test]
fn what_belongs_to_one_thing_beyond_a_hundred_rows_is_refused_with_its_line() {
    let mut phones = "id,organization_id,number\n".to_owned();
    for n in 0..150 {
        let _ = writeln!(phones, "P{n},O1,312-555-{n:04}");
    }
    let folder = folder(&[
        ("organizations.csv", "id,name\nO1,Lantern Food\n"),
        ("services.csv", "id,organization_id,name,status\nS1,O1,Soup,active\nS2,O1,Bread,active\n"),
        ("phones.csv", &phones),
    ]);
    let given = read(folder.path()).expect("it reads");
    assert_eq!(given.listings.len(), 2);
    let word = "phones.csv: 100 rows of this table belong to the same thing already; this one was left out";
    assert_eq!(reasons(&given), [(word.to_owned(), 50)].into());
    assert_eq!(given.refused[0].0.line, 102, "the first that is one too many");
    assert!(given.listings.iter().all(|listing| !listing.phones.is_empty()));
}

/// Services of one organization, and of none: they pass through one by one.
#[test]
fn very_many_services_of_one_organization_and_of_none_are_all_read() {
    let (mut services, n) = ("id,organization_id,name,status\n".to_owned(), 6_000);
    for at in 0..n {
        let of = if at % 2 == 0 { "O1" } else { "" };
        let _ = writeln!(services, "S{at},{of},Soup number{at},active");
    }
    let folder = folder(&[("organizations.csv", "id,name\nO1,Lantern Food\n"), ("services.csv", &services)]);
    let given = read(folder.path()).expect("it reads");
    assert_eq!((given.listings.len(), given.refused.len()), (n, 0));
    assert_eq!(given.listings.iter().filter(|listing| listing.organization == "Lantern Food").count(), n / 2);
}

/// The largest that this process was since that was last asked anew.
#[cfg(target_os = "linux")]
fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("it reads");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("a line");
    line.split_whitespace().nth(1).expect("a number").parse().expect("a number")
}

/// Run by itself (`cargo test -p directory --release --test it -- --ignored one_id`): other tests use memory too.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "a measurement: a million and a half services of one organization, all at one street"]
fn one_id_with_a_million_and_a_half_rows_takes_less_than_200_mb() {
    use std::io::Write as _;
    let folder =
        folder(&[("organizations.csv", "id,name\nO1,Lantern Food\n"), ("locations.csv", "id,name\nL1,Hall\n")]);
    let table = |name: &str| std::io::BufWriter::new(std::fs::File::create(folder.path().join(name)).expect("a file"));
    let (mut services, mut offers) = (table("services.csv"), table("service_at_location.csv"));
    writeln!(services, "id,organization_id,name,status").expect("it writes");
    writeln!(offers, "id,service_id,location_id").expect("it writes");
    let rows = std::env::var("ROWS").map_or(1_500_000, |rows| rows.parse().expect("a number"));
    for at in 0..rows {
        writeln!(services, "S{at},O1,Soup number{at},active").expect("it writes");
        writeln!(offers, "A{at},S{at},L1").expect("it writes");
    }
    services.flush().and_then(|()| offers.flush()).expect("it writes");
    let (scratch, mut n) = (tempfile::tempdir().expect("a folder"), 0_u64);
    let rules = directory::withheld::Rules::default();
    directory::hsds::read("test", folder.path(), scratch.path(), &rules, &mut |row| {
        n += u64::from(matches!(row, directory::report::Row::Listing(..)));
        Ok(())
    })
    .expect("it reads");
    println!("{n} listings, {} MB at most", peak_kb() / 1024);
    assert_eq!(n, rows);
    assert!(peak_kb() < 200 * 1024);
}
