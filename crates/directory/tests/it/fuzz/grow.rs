//! How an input grows out of others.

use std::path::Path;

/// A small file, or a folder of them: names and bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input(pub Vec<(String, Vec<u8>)>);

impl Input {
    pub fn one(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self(vec![(name.to_owned(), bytes.into())])
    }
    pub fn bytes(&self) -> &[u8] {
        self.0.first().map_or(&[], |(_, bytes)| bytes)
    }
    /// Writes it into a folder that is made.
    pub fn write(&self, folder: &Path) {
        std::fs::create_dir_all(folder).expect("a folder");
        for (name, bytes) in &self.0 {
            std::fs::write(folder.join(name), bytes).expect("it writes");
        }
    }
    /// A folder of fixtures.
    pub fn folder(name: &str) -> Self {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures")).join(name);
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .expect("the fixtures")
            .map(|entry| {
                let path = entry.expect("an entry").path();
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                (name, std::fs::read(&path).expect("it reads"))
            })
            .collect();
        files.sort();
        Self(files)
    }
}

/// Numbers that look random and are the same for the same seed (xorshift64*).
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed | 1)
    }
    pub fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() >> 33).expect("31 bits") % end.max(1)
    }
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// What is known to break readers, and words that mean something to ours.
const PLANTS: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b"\",\"",
    b",",
    b",,,,,,,,",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xe9\xf1",
    b"\xc3",
    b"\xf0\x9f\x8f\xa5",
    b"\xe2\x80\x8b",
    b"\xe2\x80\xae",
    b"\xcc\x81\xcc\x81\xcc\x81",
    b"\xc4\xb0",
    b"0,0",
    b"-122.3",
    b"1e309",
    b"NaN",
    b"-0",
    b"999999999999999999999",
    b"0x10",
    b"24:00",
    b"25:61",
    b"12:00 AM",
    b"noon",
    b"9-5",
    b"Mo-Fr 9-17",
    b"24x7",
    b"FREQ=WEEKLY",
    b"SU,MO",
    b"1-800-FLOWERS",
    b"555-0100 ext 7; 555-0101",
    b"+",
    b"911",
    b"confidential",
    b"shelter",
    b"4711 Planted Ave",
    b"albergue",
    b"inactive",
    b"Y",
    b"XX",
    b"null",
    b"[]",
    b"{}",
    b"[[[[[[[[",
    b"{\"id\":",
    b"\\u0000",
    b"\\ud800",
    b"\"id\":\"1\",",
    b"organization_id",
    b"service_at_location_id",
    b"=cmd|' /C calc'!A0",
    b"http://user:pw@a.example/?q#f",
    b"javascript:alert(1)",
    b"\t",
    b"   ",
    b"--",
    b"/*",
    b"%00",
    b"PK\x03\x04",
];

/// An input that has grown out of one of the corpus, in one to six steps.
pub fn grown(corpus: &[Input], dice: &mut Dice) -> Input {
    let mut input = dice.one(corpus).clone();
    for _ in 0..=dice.below(6) {
        let other = dice.one(corpus);
        step(&mut input, other, dice);
    }
    input
}

fn step(input: &mut Input, other: &Input, dice: &mut Dice) {
    /// Longest that a file grows.
    const LONGEST: usize = 64 << 10;
    if input.0.len() > 1 && dice.below(12) == 0 {
        let gone = dice.below(input.0.len());
        input.0.swap_remove(gone);
        return;
    }
    if !other.0.is_empty() && dice.below(24) == 0 {
        let (name, bytes) = dice.one(&other.0).clone();
        match input.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, own)) => *own = bytes,
            None => input.0.push((name, bytes)),
        }
        return;
    }
    let count = input.0.len();
    let Some((_, bytes)) = input.0.get_mut(dice.below(count)) else { return };
    let at = dice.below(bytes.len() + 1);
    match dice.below(10) {
        0 if !bytes.is_empty() => {
            let at = at.min(bytes.len() - 1);
            bytes[at] ^= 1 << dice.below(8);
        }
        1 => bytes.truncate(at),
        2 => {
            let end = (at + dice.below(40)).min(bytes.len());
            bytes.drain(at..end);
        }
        3 => {
            let from = other.0.first().map_or(&[][..], |(_, bytes)| bytes);
            let start = dice.below(from.len() + 1);
            let end = (start + dice.below(200)).min(from.len());
            bytes.splice(at..at, from[start..end].iter().copied());
        }
        4 => {
            let piece: Vec<u8> =
                std::iter::repeat_n(dice.one(PLANTS), 1 + dice.below(400)).flat_map(|plant| plant.to_vec()).collect();
            bytes.splice(at..at, piece);
        }
        5 | 6 => in_a_cell(bytes, dice),
        7 => lines(bytes, dice),
        _ => {
            bytes.splice(at..at, dice.one(PLANTS).iter().copied());
        }
    }
    bytes.truncate(LONGEST);
}

/// Writes something that is known to break readers in the place of a cell or value.
fn in_a_cell(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let ends: Vec<usize> = (0..bytes.len()).filter(|at| matches!(bytes[*at], b',' | b'\n' | b':' | b'|')).collect();
    if ends.len() < 2 {
        return;
    }
    let number = dice.below(ends.len() - 1);
    bytes.splice(ends[number] + 1..ends[number + 1], dice.one(PLANTS).iter().copied());
}

/// Repeats a line elsewhere, or takes it out.
fn lines(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let mut all: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if all.is_empty() {
        return;
    }
    let line = all[dice.below(all.len())].clone();
    let at = dice.below(all.len());
    if dice.below(3) == 0 {
        all.remove(at);
    } else {
        all.insert(at, line);
    }
    *bytes = all.concat();
}
