//! A row as it was read, taken cell by cell in the order of its columns.
//!
//! Invariant: a cell that is not what its column holds is an error with the column's number, never its value.

use crate::error::{Error, Result};
use domain::text::Label;
use domain::time::Timestamp;
use uuid::Uuid;

/// A cell.
pub(crate) enum Cell {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A row being read.
pub(crate) struct Row {
    cells: std::vec::IntoIter<Cell>,
    column: u32,
}

impl Row {
    pub(crate) fn new(cells: Vec<Cell>) -> Self {
        Self { cells: cells.into_iter(), column: 0 }
    }
    fn next(&mut self) -> Cell {
        self.column += 1;
        self.cells.next().unwrap_or(Cell::Null)
    }
    /// The error for the cell that was read last.
    pub(crate) fn unreadable(&self) -> Error {
        Error::Unreadable { column: self.column.to_string() }
    }

    pub(crate) fn opt_int(&mut self) -> Result<Option<i64>> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Int(value) => Ok(Some(value)),
            _ => Err(self.unreadable()),
        }
    }
    pub(crate) fn int(&mut self) -> Result<i64> {
        self.opt_int()?.ok_or_else(|| self.unreadable())
    }
    pub(crate) fn number<T: TryFrom<i64>>(&mut self) -> Result<T> {
        let value = self.int()?;
        T::try_from(value).map_err(|_| self.unreadable())
    }
    pub(crate) fn bool(&mut self) -> Result<bool> {
        Ok(self.int()? != 0)
    }
    pub(crate) fn time(&mut self) -> Result<Timestamp> {
        self.int().map(Timestamp::from_micros)
    }
    pub(crate) fn opt_time(&mut self) -> Result<Option<Timestamp>> {
        Ok(self.opt_int()?.map(Timestamp::from_micros))
    }
    pub(crate) fn opt_text(&mut self) -> Result<Option<String>> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Text(value) => Ok(Some(value)),
            _ => Err(self.unreadable()),
        }
    }
    pub(crate) fn text(&mut self) -> Result<String> {
        self.opt_text()?.ok_or_else(|| self.unreadable())
    }
    pub(crate) fn label(&mut self) -> Result<Label> {
        let text = self.text()?;
        Label::parse(&text).map_err(|_| self.unreadable())
    }
    pub(crate) fn opt_label(&mut self) -> Result<Option<Label>> {
        let text = self.opt_text()?;
        text.map(|text| Label::parse(&text)).transpose().map_err(|_| self.unreadable())
    }
    /// A member of a closed list, by its code.
    pub(crate) fn code<T, E>(&mut self, parse: impl Fn(&str) -> Result<T, E>) -> Result<T> {
        let text = self.text()?;
        parse(&text).map_err(|_| self.unreadable())
    }
    /// Members of a closed list, their codes parted by spaces.
    pub(crate) fn codes<T: Ord, E>(
        &mut self,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<std::collections::BTreeSet<T>> {
        let text = self.text()?;
        text.split_whitespace().map(parse).collect::<Result<_, E>>().map_err(|_| self.unreadable())
    }
    pub(crate) fn opt_bytes(&mut self) -> Result<Option<Vec<u8>>> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Bytes(value) => Ok(Some(value)),
            _ => Err(self.unreadable()),
        }
    }
    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>> {
        self.opt_bytes()?.ok_or_else(|| self.unreadable())
    }
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let bytes = self.bytes()?;
        bytes.try_into().map_err(|_| self.unreadable())
    }
    pub(crate) fn opt_id<T>(&mut self, of: impl Fn(Uuid) -> T) -> Result<Option<T>> {
        let bytes = self.opt_bytes()?;
        let uuid = bytes.map(|bytes| Uuid::from_slice(&bytes)).transpose().map_err(|_| self.unreadable())?;
        Ok(uuid.map(of))
    }
    pub(crate) fn id<T>(&mut self, of: impl Fn(Uuid) -> T) -> Result<T> {
        self.opt_id(of)?.ok_or_else(|| self.unreadable())
    }
}

/// The codes of a set, parted by spaces: how sets are stored.
pub(crate) fn joined<'a>(codes: impl IntoIterator<Item = &'a str>) -> String {
    codes.into_iter().collect::<Vec<_>>().join(" ")
}
