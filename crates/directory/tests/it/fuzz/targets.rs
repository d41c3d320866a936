//! What is fuzzed, and what must hold whatever comes in.

use super::fuzz;
use super::grow::Input;
use crate::support::{Given, Town, hrsa, near, programs};
use directory::listing::{Listing, Whereabouts};
use directory::report::{ReadError, Reason};
use directory::search::{NEAR_KM, Query};
use directory::source::Source;
use directory::withheld::Rules;
use directory::{hours, merge, phone};
use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

/// What holds of every listing.
fn holds(listing: &Listing) {
    assert!(!listing.name.is_empty(), "{listing:?}");
    assert!(listing.name.chars().count() <= 240 && listing.about.chars().count() <= 2_000);
    assert!(!listing.name.contains(['\n', '\r', '\0']));
    if let Whereabouts::Withheld(..) = listing.whereabouts {
        assert!(listing.about.is_empty() && listing.open.said.is_empty() && listing.whereabouts.place().is_none());
        let path = listing
            .website
            .as_deref()
            .and_then(|address| address.split_once("://"))
            .map(|(_, rest)| rest.contains('/'));
        assert_ne!(path, Some(true), "{listing:?}");
    }
    if let Some(point) = listing.whereabouts.place().and_then(|place| place.point) {
        assert!(point.lat.abs() <= 90_000_000 && point.lon.abs() <= 180_000_000);
    }
    assert!(listing.website.as_deref().is_none_or(|address| {
        let lower = address.to_lowercase();
        lower.starts_with("http://") || lower.starts_with("https://")
    }));
    let text = serde_json::to_string(listing).expect("it writes");
    assert_eq!(serde_json::from_str::<Listing>(&text).expect("it reads"), *listing);
    let by_hand = merge::withhold(listing.clone());
    assert!(by_hand.whereabouts.is_withheld() && by_hand.about.is_empty());
    assert!(!merge::keys(&by_hand).iter().any(|key| key.starts_with("s ")));
}

/// What a reader said, in a few words: which kinds of answers, and roughly how many.
fn said(read: &Result<Given, ReadError>) -> String {
    let given = match read {
        Ok(given) => given,
        Err(error) => return format!("{:?}", std::mem::discriminant(error)),
    };
    for listing in &given.listings {
        holds(listing);
    }
    for pair in given.listings.windows(2) {
        assert_eq!(merge::alike(&pair[0], &pair[1]), merge::alike(&pair[1], &pair[0]));
    }
    let why = |reason: &Reason| format!("{:?}", std::mem::discriminant(reason));
    let refused: BTreeSet<String> = given.refused.iter().map(|(_, reason)| why(reason)).collect();
    let notes: BTreeSet<_> = given.notes.iter().copied().collect();
    let listed: BTreeSet<_> =
        given.listings.iter().map(|listing| (listing.kind, listing.whereabouts.is_withheld())).collect();
    let few = |count: usize| usize::BITS - count.leading_zeros();
    format!("{} {} {refused:?} {notes:?} {listed:?}", few(given.listings.len()), few(given.columns.len()))
}

fn read(source: &Source) -> Result<Given, ReadError> {
    let scratch = tempfile::tempdir().expect("a folder");
    let mut given = Given::default();
    let done = source.read(scratch.path(), &Rules::default(), &mut |row| {
        given.take(row);
        Ok(())
    });
    assert_eq!(std::fs::read_dir(scratch.path()).expect("it lists").count(), 0, "nothing stays behind");
    done.map(|()| given)
}

const HRSA: [&str; 2] = [include_str!("../fixtures/hrsa_raw.csv"), include_str!("../fixtures/hrsa_copy.csv")];
const LISTS: [&str; 5] = [
    include_str!("../fixtures/local.csv"),
    include_str!("../fixtures/hotlines.csv"),
    include_str!("../fixtures/offices.csv"),
    include_str!("../fixtures/tribes.csv"),
    include_str!("../fixtures/coalitions.csv"),
];
const TABLES: [&str; 3] = ["hsds_1_1", "ohana", "raw_export"];

#[test]
fn hrsa_bytes() {
    let seeds = HRSA.map(|text| Input::one("sites.csv", text)).to_vec();
    fuzz("hrsa", seeds, |input| {
        let given = hrsa(Cursor::new(input.bytes()));
        let again = hrsa(Cursor::new(input.bytes()));
        if let (Ok(given), Ok(again)) = (&given, &again) {
            assert_eq!((&given.listings, &given.refused), (&again.listings, &again.refused));
        }
        said(&given)
    });
}

#[test]
fn program_bytes() {
    let seeds = LISTS.map(|text| Input::one("list.csv", text)).to_vec();
    fuzz("programs", seeds, |input| said(&programs(input.bytes())));
}

#[test]
fn hsds_tables() {
    let seeds = TABLES.map(Input::folder).to_vec();
    fuzz("hsds-tables", seeds, |input| {
        let folder = tempfile::tempdir().expect("a folder");
        input.write(folder.path());
        said(&read(&Source::Hsds(folder.path().to_owned(), "any".to_owned())))
    });
}

#[test]
fn hsds_archives() {
    let packed = |name: &str| {
        let files = Input::folder(name).0;
        let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        Input::one("list.zip", directory::hsds::packed(&files).expect("it packs"))
    };
    fuzz("hsds-archives", TABLES.map(packed).to_vec(), |input| {
        one_file(input, |path| Source::Hsds(path, "any".to_owned()))
    });
}

#[test]
fn hsds_json() {
    let seeds = Input::folder("hsds_3").0.into_iter().map(|(_, bytes)| Input::one("list.json", bytes)).collect();
    fuzz("hsds-json", seeds, |input| one_file(input, |path| Source::Hsds(path, "any".to_owned())));
}

#[test]
fn packed_bytes() {
    let pack = |text: &str| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packed, text.as_bytes()).expect("it packs");
        Input::one("sites.csv.gz", packed.finish().expect("it packs"))
    };
    fuzz("gz", HRSA.map(pack).to_vec(), |input| one_file(input, Source::Hrsa));
}

fn one_file(input: &Input, source: impl Fn(std::path::PathBuf) -> Source) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((name, bytes)) = input.0.first() else { return String::new() };
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("it writes");
    said(&read(&source(path)))
}

#[test]
fn cells_of_phones_and_hours() {
    let seeds = ["1-800-555-0100 ext 7; (618) 555-0124", "Mo-Fr 9-17", "12:30 pm", "800-FLOWERS"]
        .map(|text| Input::one("cell", text));
    fuzz("cells", seeds.to_vec(), |input| {
        let text = String::from_utf8_lossy(input.bytes());
        let phones = phone::read(&text, phone::Line::Voice, "");
        let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | ';' | 'e' | 'x' | 't' | '=');
        assert!(phones.iter().all(|phone| phone.dial.as_ref().is_none_or(|dial| dial.chars().all(plain))));
        assert!(hours::minutes(&text).is_none_or(|minutes| minutes <= 24 * 60));
        assert!(hours::day(&text).is_none_or(|day| day < 7));
        format!("{} {} {}", phones.len(), hours::minutes(&text).is_some(), hours::day(&text).is_some())
    });
}

#[test]
fn queries() {
    let fixtures = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures"));
    let given = [crate::support::hsds(&fixtures.join("ohana")), hrsa(Cursor::new(HRSA[1]))];
    let town = Town::of(given.into_iter().flat_map(|given| given.expect("it reads").listings).collect());
    let seeds: Vec<Input> =
        include_str!("../fixtures/region/queries.txt").lines().map(|line| Input::one("words", line)).collect();
    fuzz("queries", seeds, |input| {
        let words = String::from_utf8_lossy(input.bytes()).into_owned();
        let most = 1 + input.bytes().len() % 5;
        let anywhere = town.found(&Query { words: words.clone(), most, ..Query::default() }.placed(NEAR_KM));
        let there = town.found(&Query { most, ..near("60601", &words) });
        assert!(anywhere.len() <= most && there.len() <= most);
        assert!(there.iter().all(|(listing, km)| km.is_none() || !listing.whereabouts.is_withheld()));
        assert!(there.iter().all(|(_, km)| km.is_none_or(|km| km <= 40.0)));
        format!("{} {}", anywhere.len(), there.len())
    });
}
