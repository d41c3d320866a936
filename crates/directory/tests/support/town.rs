//! Listings in an index, and questions to it.

use directory::listing::{Listing, Point};
use directory::points::{Zip, points};
use directory::search::{Index, NEAR_KM, Query, Spot};
use std::collections::HashMap;
use uuid::Uuid;

/// An index, and the listings that were put in.
pub struct Town {
    pub index: Index,
    pub listings: HashMap<Uuid, Listing>,
}

impl Town {
    pub fn of(all: Vec<Listing>) -> Self {
        let index = Index::create(None).expect("an index");
        let listings: HashMap<Uuid, Listing> = all.into_iter().map(|listing| (listing.key.uuid(), listing)).collect();
        index.put(listings.clone(), &[]).expect("it is put in");
        assert_eq!(index.len(), listings.len() as u64);
        Self { index, listings }
    }

    pub fn found(&self, query: &Query) -> Vec<(&Listing, Option<f64>)> {
        let hits = self.index.search(query).expect("it answers").hits;
        hits.into_iter().map(|hit| (&self.listings[&hit.id], hit.km)).collect()
    }

    /// How many queries of a list were asked, and those whose answer is not among the first three. A line of the list:
    /// words | near this ZIP code, or nothing | part of the name | its town, or nothing.
    pub fn missed<'a>(&self, list: &'a str) -> (usize, Vec<(&'a str, Vec<String>)>) {
        let (mut asked, mut missed) = (0, Vec::new());
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let anywhere = Query { words: cells[0].to_owned(), ..Query::default() }.placed(NEAR_KM);
            let query = if cells[1].is_empty() { anywhere } else { near(cells[1], cells[0]) };
            let names = self.found(&Query { most: 3, ..query });
            let hit = names.iter().any(|(listing, _)| {
                let town = cells[3].is_empty() || listing.whereabouts.city().eq_ignore_ascii_case(cells[3]);
                listing.name.contains(cells[2]) && town
            });
            asked += 1;
            if !hit {
                missed.push((line, names.into_iter().map(|(listing, _)| listing.name.clone()).collect()));
            }
        }
        (asked, missed)
    }
}

pub fn at(zip: &str) -> Point {
    match points().zip(zip) {
        Ok(Zip::Area(point) | Zip::Boxes(point)) => point,
        other => panic!("{zip}: {other:?}"),
    }
}

pub fn near(zip: &str, words: &str) -> Query {
    let spot = Spot::of_zip(zip).expect("a place");
    Query { words: words.to_owned(), most: 20, ..Query::default() }.at(spot, 40.0)
}
