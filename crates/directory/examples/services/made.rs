//! What is made up: services of 400 towns, in words that are as unequal as those of a language.

use directory::listing::{Listing, Point};
use directory::points::{Zip, points};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

const TOWNS: usize = 400;
const WORDS: u64 = 20_000;

/// So many services.
pub struct Made {
    pub count: u64,
    towns: Vec<Town>,
}

/// Two words of a service, and the ZIP code that it is near.
pub struct Asked {
    pub words: [String; 2],
    pub zip: String,
    pub point: Point,
}

/// A ZIP code that has a middle.
struct Town {
    zip: String,
    state: &'static str,
    point: Point,
}

/// ZIP codes out of all the country.
fn towns() -> Vec<Town> {
    let points = points();
    let town = |number: u32| {
        let zip = format!("{number:05}");
        let (Ok(Zip::Area(point)), Ok(state)) = (points.zip(&zip), points.state(&zip)) else { return None };
        Some(Town { point, state, zip })
    };
    // The first that there is of every 239.
    (0..)
        .map(|at| at * 239)
        .take_while(|at| *at < 100_000)
        .filter_map(|at| (at..at + 239).find_map(town))
        .take(TOWNS)
        .collect()
}

/// Numbers that look random and are the same for the same start (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// From 0 to 1.
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
    /// A word; the first ones are frequent (Zipf, by its inverse).
    fn word(&mut self) -> String {
        let rank = (WORDS as f64).powf(self.part()) as u64;
        format!("w{rank}x")
    }
}

/// Everything that a service has.
pub struct Service {
    pub name: String,
    pub about: String,
    pub town: usize,
    pub point: Point,
    pub phone: String,
}

impl Made {
    pub fn of(count: u64) -> Self {
        Self { count, towns: towns() }
    }

    pub fn service(&self, number: u64) -> Service {
        let mut dice = Dice(number);
        let town = dice.next() as usize % self.towns.len();
        let (lat, lon) = self.towns[town].point.degrees();
        let off = |part: f64| (part - 0.5) * 0.6;
        let micro = |degrees: f64| (degrees * 1e6) as i32;
        let point = Point { lat: micro(lat + off(dice.part())), lon: micro(lon + off(dice.part())) };
        let (in_name, in_about) = (2 + dice.next() % 4, 20 + dice.next() % 40);
        let mut words = |count: u64| (0..count).map(|_| dice.word()).collect::<Vec<_>>().join(" ");
        let (name, about) = (words(in_name), words(in_about));
        let phone = format!("{}-555-{:04}", 201 + number % 700, number / 700 % 10_000);
        Service { name, about, town, point, phone }
    }

    pub fn listing(&self, number: u64) -> Listing {
        let Service { name, about, town, point, phone } = self.service(number);
        let said = serde_json::json!({
            "key": {"source": "made", "id": number.to_string()}, "kind": "other", "organization": "", "name": name, "about": about,
            "services": [], "offers": [], "languages": ["en"], "takes_uninsured": null,
            "phones": [{"published": phone, "dial": null, "line": "voice"}], "website": null, "open": {"spans": [], "said": ""},
            "whereabouts": {"open": {"street": format!("{} Example St", number % 9000 + 1), "city": format!("Town {town}"),
                "state": self.towns[town].state, "zip": self.towns[town].zip, "point": {"lat": point.lat, "lon": point.lon}}},
        });
        serde_json::from_value(said).expect("a listing")
    }

    /// Five hundred questions; a hundred of very many.
    pub fn asked(&self) -> Vec<Asked> {
        let questions = if self.count > 100_000 { 100 } else { 500 };
        let ask = |question: u64| {
            let mut dice = Dice(question ^ 0x6173_6b65);
            let service = self.service(dice.next() % self.count);
            let words: Vec<&str> = service.about.split(' ').collect();
            let mut word = || words[dice.next() as usize % words.len()].to_owned();
            let town = &self.towns[service.town];
            Asked { words: [word(), word()], zip: town.zip.clone(), point: town.point }
        };
        (0..questions).map(ask).collect()
    }

    /// As the tables of HSDS 3, ten services an organization.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let open = |name: &str, header: &str| -> std::io::Result<BufWriter<File>> {
            let mut file = BufWriter::new(File::create(folder.join(name))?);
            writeln!(file, "{header}")?;
            Ok(file)
        };
        let mut organizations = open("organizations.csv", "id,name,description")?;
        let mut services = open("services.csv", "id,organization_id,name,description,status")?;
        let mut locations = open("locations.csv", "id,organization_id,name,latitude,longitude")?;
        let mut addresses = open("addresses.csv", "id,location_id,address_1,city,state_province,postal_code,country")?;
        let mut offers = open("service_at_location.csv", "id,service_id,location_id")?;
        let mut phones = open("phones.csv", "id,service_id,number")?;
        let mut languages = open("languages.csv", "id,service_id,code")?;
        for number in 0..self.count {
            let Service { name, about, town, point, phone } = self.service(number);
            let organization = number / 10;
            if number % 10 == 0 {
                writeln!(organizations, "o{organization},Organization {name},Made up")?;
            }
            let (lat, lon) = point.degrees();
            writeln!(services, "s{number},o{organization},{name},{about},active")?;
            writeln!(locations, "l{number},o{organization},Place {number},{lat},{lon}")?;
            writeln!(
                addresses,
                "a{number},l{number},{} Example St,Town {town},{},{},US",
                number % 9000 + 1,
                self.towns[town].state,
                self.towns[town].zip
            )?;
            writeln!(offers, "f{number},s{number},l{number}")?;
            writeln!(phones, "p{number},s{number},{phone}")?;
            writeln!(languages, "g{number},s{number},en")?;
        }
        Ok(())
    }
}
