//! Which of very many listings are worth comparing: what shares a name in a state, a phone or a street. The keys lie in files
//! while they are gathered, so that memory holds eight bytes a listing and one small file of keys at a time.
//!
//! What is written is a hash of each key and a number: no street stands in a file.

use crate::fnv::fnv;
use crate::listing::{Listing, Whereabouts, Why};
use crate::merge::{SHARED, keys};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Into how many files the keys are put: of a million and a half listings each then holds some 80,000.
const PARTS: usize = 64;
/// Bytes of a key in a file: its hash and the number of the listing.
const KEY: usize = 12;
/// The mark of a listing that a person withheld, beside the number of its source.
const BY_HAND: u32 = 1 << 31;
/// The mark of a listing that its source names no more.
const VANISHED: u32 = 1 << 30;
/// In the place of a source: the listing is compared with none.
pub const PASSED: u32 = u32::MAX;

/// Gathers listings by what they are compared by.
pub struct Blocks {
    parts: Vec<BufWriter<File>>,
    sources: HashMap<String, u32>,
    /// The source of each listing, whether a person withheld it, and whether it vanished.
    of: Vec<u32>,
}

impl Blocks {
    /// None yet; the files have no name in `scratch` and go with this.
    ///
    /// # Errors
    /// When a file cannot be made.
    pub fn new(scratch: &Path) -> std::io::Result<Self> {
        let file = |_| Ok(BufWriter::with_capacity(8 << 10, tempfile::tempfile_in(scratch)?));
        let parts = (0..PARTS).map(file).collect::<std::io::Result<Vec<_>>>()?;
        Ok(Self { parts, sources: HashMap::new(), of: Vec::new() })
    }

    /// Adds the next listing. Its number is how many came before it.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add(&mut self, listing: &Listing) -> std::io::Result<()> {
        self.put(listing, 0)
    }

    /// Adds the next listing, which its source names no more. It counts for no switchboard: a list that was numbered anew would use up
    /// what may share a key, and then nothing would be compared.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add_vanished(&mut self, listing: &Listing) -> std::io::Result<()> {
        self.put(listing, VANISHED)
    }

    fn put(&mut self, listing: &Listing, mark: u32) -> std::io::Result<()> {
        let number = u32::try_from(self.of.len()).map_err(|_| ErrorKind::FileTooLarge)?;
        let next = u32::try_from(self.sources.len()).map_err(|_| ErrorKind::FileTooLarge)?;
        let source = match self.sources.get(&listing.key.source) {
            Some(known) => *known,
            None => *self.sources.entry(listing.key.source.clone()).or_insert(next),
        };
        let by_hand = matches!(listing.whereabouts, Whereabouts::Withheld(_, Why::ByHand));
        self.of.push(source | mark | if by_hand { BY_HAND } else { 0 });
        for key in keys(listing) {
            let hash = fnv(&key);
            let part = usize::try_from(hash >> 32).unwrap_or(0) % PARTS;
            if let Some(file) = self.parts.get_mut(part) {
                file.write_all(&hash.to_le_bytes())?;
                file.write_all(&number.to_le_bytes())?;
            }
        }
        Ok(())
    }

    /// Adds a listing that is compared with none, so that the numbers stay.
    ///
    /// # Errors
    /// When there are too many.
    pub fn pass_over(&mut self) -> std::io::Result<()> {
        u32::try_from(self.of.len()).map_err(|_| ErrorKind::FileTooLarge)?;
        self.of.push(PASSED);
        Ok(())
    }

    /// The number of each listing's source, as they were added; [`PASSED`] of what is compared with none.
    #[must_use]
    pub fn sources(&self) -> Vec<u32> {
        self.of.iter().map(|of| if *of == PASSED { PASSED } else { of & !(BY_HAND | VANISHED) }).collect()
    }

    /// Gives the pairs that are worth comparing, the smaller number first, one file of keys after the other; a pair that shares
    /// several keys may be given again with another file. Of two that vanished nobody is told anything: they are no pair.
    ///
    /// # Errors
    /// When a file cannot be read, or what `take` says.
    pub fn pairs<E: From<std::io::Error>>(
        mut self,
        mut take: impl FnMut(Vec<(u32, u32)>) -> Result<(), E>,
    ) -> Result<(), E> {
        for part in std::mem::take(&mut self.parts) {
            let keys = read(part)?;
            let mut pairs = Vec::new();
            for group in keys.chunk_by(|(a, _), (b, _)| a == b) {
                let live = group.iter().filter(|(_, number)| !self.is_vanished(*number)).count();
                if !(1..=SHARED).contains(&live) {
                    continue;
                }
                for (at, (_, first)) in group.iter().enumerate() {
                    let others = group.iter().skip(at + 1).map(|(_, second)| *second);
                    pairs.extend(
                        others.filter(|second| self.may_be_one(*first, *second)).map(|second| (*first, second)),
                    );
                }
            }
            pairs.sort_unstable();
            pairs.dedup();
            if !pairs.is_empty() {
                take(pairs)?;
            }
        }
        Ok(())
    }

    /// Of one source two are never the same, unless a person withheld one of them.
    fn may_be_one(&self, a: u32, b: u32) -> bool {
        let (a, b) = (self.of(a), self.of(b));
        a & b & VANISHED == 0 && ((a | b) & BY_HAND != 0 || (a | VANISHED) != (b | VANISHED))
    }

    fn is_vanished(&self, number: u32) -> bool {
        self.of(number) & VANISHED != 0
    }

    fn of(&self, number: u32) -> u32 {
        usize::try_from(number).ok().and_then(|at| self.of.get(at)).copied().unwrap_or(0)
    }
}

/// The keys of a file, sorted.
fn read(part: BufWriter<File>) -> std::io::Result<Vec<(u64, u32)>> {
    let mut file = part.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    let mut from = BufReader::new(file);
    let (mut keys, mut key) = (Vec::new(), [0; KEY]);
    loop {
        match from.read_exact(&mut key) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        }
        let (hash, number) = key.split_at(8);
        let hash = hash.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        let number = number.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        keys.push((hash, number));
    }
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}
