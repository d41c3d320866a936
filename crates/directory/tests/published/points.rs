//! The points that are shipped are those of the published sources.

use crate::files::open;
use directory::points::{Zip, points};
use std::io::Read;

#[test]
fn every_zip_of_both_sources_is_shipped_and_the_census_comes_first() {
    let mut census = String::new();
    open("geo_us/2025_Gaz_zcta_national.txt.gz").read_to_string(&mut census).expect("it reads");
    for line in census.lines().skip(1) {
        let cells: Vec<&str> = line.split('|').collect();
        let Ok(Zip::Area(point)) = points().zip(cells[0]) else { panic!("{} is no area", cells[0]) };
        let (lat, lon) = point.degrees();
        let off = |text: &str, degrees: f64| (text.trim().parse::<f64>().expect("a number") - degrees).abs();
        assert!(off(cells[6], lat) < 1e-4 && off(cells[7], lon) < 1e-4, "{line}");
    }
    let mut geonames = String::new();
    open("geonames_us_zip/US.txt.gz").read_to_string(&mut geonames).expect("it reads");
    assert!(geonames.lines().all(|line| points().zip(line.split('\t').nth(1).expect("a ZIP")).is_ok()));
    assert_eq!(census.lines().count() - 1, 33_791);
    assert!(points().len() > 41_000);
}

#[test]
fn every_zip_is_of_the_state_that_letters_to_it_name() {
    let mut geonames = String::new();
    open("geonames_us_zip/US.txt.gz").read_to_string(&mut geonames).expect("it reads");
    let (mut seen, mut others) = (std::collections::BTreeSet::new(), Vec::new());
    for line in geonames.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        // Two bases in Hawaii have a second line as military post offices.
        if seen.insert(cells[1]) && !cells[4].is_empty() && points().state(cells[1]) != Ok(cells[4]) {
            others.push(cells[1]);
        }
    }
    assert_eq!(others, [""; 0]);
}
