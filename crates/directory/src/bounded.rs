//! A reader that gives only so many bytes for each record, and only so many in all: a line of 2 GB, a bomb in an archive or
//! a file without an end stops with a word instead of filling the memory.

use std::cell::Cell;
use std::io::{Error, Read};
use std::rc::Rc;

/// Most bytes of one record, give or take one buffer.
pub(crate) const RECORD: u64 = 4 << 20;
/// Most bytes of one file, unpacked.
pub(crate) const FILE: u64 = 16 << 30;

/// What is left to read. Whoever takes a record refills it.
#[derive(Clone)]
pub(crate) struct Budget {
    record: Rc<Cell<u64>>,
    most: u64,
}

/// Reads within a [`Budget`].
pub(crate) struct Bounded<R> {
    inner: R,
    budget: Budget,
    left: u64,
}

/// The marker of both errors, by which the layers above find them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TooLong {
    #[error("one record is longer than 4 MB")]
    Record,
    #[error("the file is larger than may be read")]
    File,
}

impl<R: Read> Bounded<R> {
    pub(crate) fn new(inner: R, record: u64, file: u64) -> (Self, Budget) {
        let budget = Budget { record: Rc::new(Cell::new(record)), most: record };
        (Self { inner, budget: budget.clone(), left: file }, budget)
    }
}

impl Budget {
    pub(crate) fn refill(&self) {
        self.record.set(self.most);
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let left = self.budget.record.get();
        if left == 0 {
            return Err(Error::other(TooLong::Record));
        }
        if self.left == 0 {
            // One more byte tells an end from a file that goes on.
            return match self.inner.read(&mut [0])? {
                0 => Ok(0),
                _ => Err(Error::other(TooLong::File)),
            };
        }
        let most = usize::try_from(left.min(self.left)).unwrap_or(usize::MAX).min(to.len());
        let read = self.inner.read(&mut to[..most])?;
        let taken = read as u64;
        self.budget.record.set(left - taken);
        self.left -= taken;
        Ok(read)
    }
}
