//! Where a ZIP code or a town is: points of the US Census Bureau first, of GeoNames (CC BY 4.0) where the Census has none.
//! They are shipped with the product, so nobody is asked where somebody searches.

use crate::listing::Point;
use crate::words;
use domain::time::Timestamp;
use std::collections::HashMap;
use std::io::Read;
use std::sync::OnceLock;

const FILE: &[u8] = include_bytes!("../points/zip.txt.gz");

/// What a ZIP code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zip {
    /// An area where people live, and its point.
    Area(Point),
    /// Boxes of a post office, or one large receiver; the point is the post office's town.
    Boxes(Point),
    /// A military post office: it says nothing of where somebody is.
    Military,
}

/// Why a ZIP code was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoZip {
    /// It is not five digits.
    #[error("a ZIP code has five digits")]
    Form,
    /// No such ZIP code is known.
    #[error("this ZIP code is not known")]
    Unknown,
}

struct Known {
    zip: Zip,
    zone: u8,
    state: String,
    /// Its place among the counties.
    county: u16,
    /// Its place among the towns.
    town: u32,
}

/// A town, over all of its ZIP codes.
struct Town {
    point: Point,
    /// The county of most of them.
    county: u16,
}

/// A county.
struct County {
    state: String,
    name: String,
    /// Its place among the zones; every county is in one.
    zone: Option<u8>,
}

/// What is added up of a town until all of its ZIP codes are read.
#[derive(Default)]
struct Sum {
    number: u32,
    lat: i64,
    lon: i64,
    zips: i64,
    counties: Vec<(u16, u32)>,
}

impl Sum {
    fn add(&mut self, point: Point, county: u16) {
        (self.lat, self.lon) = (self.lat + i64::from(point.lat), self.lon + i64::from(point.lon));
        self.zips += 1;
        match self.counties.iter_mut().find(|(of, _)| *of == county) {
            Some((_, zips)) => *zips += 1,
            None => self.counties.push((county, 1)),
        }
    }

    fn town(self) -> Town {
        let middle = |sum: i64| i32::try_from(sum / self.zips.max(1)).unwrap_or(0);
        let point = Point { lat: middle(self.lat), lon: middle(self.lon) };
        // Of two that have as many, the one that is met first.
        let most = self.counties.iter().rev().max_by_key(|(_, zips)| *zips);
        Town { point, county: most.map_or(0, |(county, _)| *county) }
    }
}

/// The points.
pub struct Points {
    zips: HashMap<u32, Known>,
    zones: Vec<String>,
    /// By "town st", as [`key`] gives it.
    places: HashMap<String, Town>,
    /// Names of towns; the first is none.
    towns: Vec<String>,
    /// In the order in which they were met; the first is none.
    counties: Vec<County>,
    /// The zone of each state that has one alone.
    states: HashMap<String, Option<u8>>,
}

/// The points that are shipped; they are unpacked once.
#[must_use]
pub fn points() -> &'static Points {
    static POINTS: OnceLock<Points> = OnceLock::new();
    POINTS.get_or_init(|| {
        let mut text = String::new();
        // Shipped, and read by a test: what cannot be read leaves the rest.
        let _ = flate2::read::GzDecoder::new(FILE).read_to_string(&mut text);
        Points::of(&text)
    })
}

fn key(town: &str, state: &str) -> String {
    format!("{} {}", words::town(town), words::line(state))
}

impl Points {
    fn of(text: &str) -> Self {
        let counties = vec![County { state: String::new(), name: String::new(), zone: None }];
        let (zips, zones, places, towns) = (HashMap::new(), Vec::new(), HashMap::new(), vec![String::new()]);
        let mut points = Self { zips, zones, places, towns, counties, states: HashMap::new() };
        let mut known = HashMap::new();
        let mut sums: HashMap<String, Sum> = HashMap::new();
        for line in text.lines() {
            let mut cells = line.split('|');
            let mut next = || cells.next().unwrap_or("");
            let (zip, kind, lat, lon, zone, place, state) = (next(), next(), next(), next(), next(), next(), next());
            let county = points.county_number(&mut known, state, next());
            let Ok(number) = zip.parse::<u32>() else { continue };
            let degrees = |text: &str| text.parse::<i32>().ok().map(|ten_thousandths| ten_thousandths * 100);
            let point = degrees(lat).zip(degrees(lon)).map(|(lat, lon)| Point { lat, lon });
            let zip = match (kind, point) {
                ("a", Some(point)) => Zip::Area(point),
                ("b", Some(point)) => Zip::Boxes(point),
                _ => Zip::Military,
            };
            let mut town = 0;
            if let (Some(point), false) = (point, place.is_empty()) {
                let towns = &mut points.towns;
                let sum = sums.entry(key(place, state)).or_insert_with(|| {
                    towns.push(place.to_owned());
                    Sum { number: u32::try_from(towns.len() - 1).unwrap_or(0), ..Sum::default() }
                });
                sum.add(point, county);
                town = sum.number;
            }
            let (is_known, zone) = (!zone.is_empty(), points.zone_number(zone));
            if is_known {
                points.add_zone(zone, state, county);
            }
            points.zips.insert(number, Known { zip, zone, state: state.to_owned(), county, town });
        }
        points.places = sums.into_iter().map(|(place, sum)| (place, sum.town())).collect();
        points
    }

    fn zone_number(&mut self, zone: &str) -> u8 {
        let number = self.zones.iter().position(|known| known == zone).unwrap_or_else(|| {
            self.zones.push(zone.to_owned());
            self.zones.len() - 1
        });
        u8::try_from(number).unwrap_or(0)
    }

    /// This zone is one of a state, and that of a county. Military post offices are of neither.
    fn add_zone(&mut self, zone: u8, state: &str, county: u16) {
        if let Some(county) = self.counties.get_mut(usize::from(county)).filter(|county| !county.name.is_empty()) {
            county.zone.get_or_insert(zone);
        }
        if !state.is_empty() {
            let known = self.states.entry(state.to_owned()).or_insert(Some(zone));
            *known = known.filter(|known| *known == zone);
        }
    }

    fn county_number(&mut self, known: &mut HashMap<(String, String), u16>, state: &str, county: &str) -> u16 {
        if county.is_empty() {
            return 0;
        }
        let named = (state.to_owned(), county.to_owned());
        *known.entry(named).or_insert_with_key(|named| {
            let (state, name) = named.clone();
            self.counties.push(County { state, name, zone: None });
            u16::try_from(self.counties.len() - 1).unwrap_or(0)
        })
    }

    fn known(&self, zip: &str) -> Result<&Known, NoZip> {
        let zip = zip.trim();
        let five = zip.get(..5).filter(|five| five.bytes().all(|byte| byte.is_ascii_digit())).ok_or(NoZip::Form)?;
        let rest = zip.get(5..).unwrap_or("");
        let plus =
            rest.strip_prefix('-').is_some_and(|four| four.len() == 4 && four.bytes().all(|b| b.is_ascii_digit()));
        if !rest.is_empty() && !plus {
            return Err(NoZip::Form);
        }
        five.parse().ok().and_then(|number: u32| self.zips.get(&number)).ok_or(NoZip::Unknown)
    }

    /// What a ZIP code ("97224" or "97224-1234") stands for.
    ///
    /// # Errors
    /// [`NoZip`].
    pub fn zip(&self, zip: &str) -> Result<Zip, NoZip> {
        self.known(zip).map(|known| known.zip)
    }
    /// The state of a ZIP code, two letters.
    ///
    /// # Errors
    /// [`NoZip`].
    pub fn state(&self, zip: &str) -> Result<&str, NoZip> {
        self.known(zip).map(|known| known.state.as_str())
    }
    /// The number of the zone of a ZIP code among [`Self::zones`].
    #[must_use]
    pub fn zone(&self, zip: &str) -> Option<u8> {
        self.known(zip).ok().map(|known| known.zone).filter(|zone| !self.zones[usize::from(*zone)].is_empty())
    }
    /// The county of a ZIP code, as "Cook County": the one in which most of it lies.
    #[must_use]
    pub fn county(&self, zip: &str) -> Option<&str> {
        self.county_named(self.known(zip).ok()?.county)
    }
    fn county_named(&self, number: u16) -> Option<&str> {
        self.counties.get(usize::from(number)).map(|county| county.name.as_str()).filter(|county| !county.is_empty())
    }
    /// The number of the zone of a town: that of the county in which most of its ZIP codes lie.
    #[must_use]
    pub fn zone_of_town(&self, town: &str, state: &str) -> Option<u8> {
        self.counties.get(usize::from(self.places.get(&key(town, state))?.county))?.zone
    }
    /// The number of the zone of a county, which [`Self::counties`] names.
    #[must_use]
    pub fn zone_of_county(&self, county: &str, state: &str) -> Option<u8> {
        self.counties.iter().find(|of| of.state == state && of.name == county)?.zone
    }
    /// The number of the zone of a state, two letters; nothing where it has more than one.
    #[must_use]
    pub fn zone_of_state(&self, state: &str) -> Option<u8> {
        *self.states.get(state)?
    }
    /// The county of a town: the one in which most of its ZIP codes lie.
    #[must_use]
    pub fn county_of(&self, town: &str, state: &str) -> Option<&str> {
        self.county_named(self.places.get(&key(town, state))?.county)
    }
    /// The town of a ZIP code.
    #[must_use]
    pub fn town(&self, zip: &str) -> Option<&str> {
        let number = usize::try_from(self.known(zip).ok()?.town).ok()?;
        self.towns.get(number).map(String::as_str).filter(|town| !town.is_empty())
    }
    /// The counties of a state, by their names.
    #[must_use]
    pub fn counties(&self, state: &str) -> Vec<&str> {
        let of = self.counties.iter().filter(|county| county.state == state && !county.state.is_empty());
        let mut names: Vec<&str> = of.map(|county| county.name.as_str()).collect();
        names.sort_unstable();
        names
    }
    /// The IANA names of the time zones.
    #[must_use]
    pub fn zones(&self) -> &[String] {
        &self.zones
    }
    /// In each of [`Self::zones`] the minute of the week at this moment, from Monday, 0:00: what [`crate::search::Query`] asks
    /// "open now" by. A zone that is not known has the time of UTC.
    #[must_use]
    pub fn week_minutes(&self, at: Timestamp) -> Vec<u16> {
        let at = jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let minute = |zone: &String| {
            let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
            let there = zone.to_datetime(at);
            let day = there.weekday().to_monday_zero_offset();
            let minute = i32::from(day) * 24 * 60 + i32::from(there.hour()) * 60 + i32::from(there.minute());
            u16::try_from(minute).unwrap_or(0)
        };
        self.zones.iter().map(minute).collect()
    }
    /// The middle of a town: "Springfield, IL".
    #[must_use]
    pub fn place(&self, town: &str, state: &str) -> Option<Point> {
        self.places.get(&key(town, state)).map(|town| town.point)
    }
    /// How many ZIP codes are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.zips.len()
    }
    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zips.is_empty()
    }
}
