//! A table of comma-separated values, row after row, whatever its writer did to it: a mark of byte order, a comma behind
//! the last column, cells in a wrong order or encoding, line breaks inside quotation marks, lines without an end.

use crate::bounded::{self, Bounded, Budget, TooLong};
use crate::report::{At, Malformed, ReadError};
use crate::words;
use std::io::Read;

/// One row: its line, its cells by the header's names, and whether it was in another encoding than UTF-8.
pub(crate) struct Cells {
    pub line: u64,
    pub cells: Vec<String>,
    pub recoded: bool,
    /// Cells that the header has no name for and that are not empty; or how many are missing.
    pub found: usize,
}

/// A table being read.
pub(crate) struct Table<R> {
    csv: csv::Reader<Bounded<R>>,
    budget: Budget,
    file: String,
    header: Vec<String>,
    record: csv::ByteRecord,
}

impl<R: Read> Table<R> {
    /// Reads the header: names in small letters, one underscore for what separates words.
    pub(crate) fn open(file: &str, from: R) -> Result<Self, ReadError> {
        Self::within(file, from, bounded::RECORD, bounded::FILE)
    }

    pub(crate) fn within(file: &str, from: R, record: u64, most: u64) -> Result<Self, ReadError> {
        let (reader, budget) = Bounded::new(from, record, most);
        let csv = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(reader);
        let mut table = Self { csv, budget, file: file.to_owned(), header: Vec::new(), record: csv::ByteRecord::new() };
        if let Some(first) = table.next_cells()? {
            table.header = first.cells.iter().map(|name| words::line(name).replace(' ', "_")).collect();
        }
        Ok(table)
    }

    /// The names of the columns.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// The number of the first column with one of these names.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.header.iter().position(|column| column == name))
    }

    /// The same, or an error that names it.
    pub(crate) fn needed(&self, names: &[&'static str]) -> Result<usize, ReadError> {
        let column = names.first().copied().unwrap_or("");
        self.column(names).ok_or_else(|| ReadError::NoColumn { at: self.at(1), column })
    }

    pub(crate) fn at(&self, line: u64) -> At {
        At { file: self.file.clone(), line }
    }

    /// The next row that is not blank.
    pub(crate) fn next_cells(&mut self) -> Result<Option<Cells>, ReadError> {
        loop {
            self.budget.refill();
            let more = self.csv.read_byte_record(&mut self.record);
            let line = self.record.position().map_or(1, csv::Position::line);
            match more {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(error) => return Err(self.unreadable(error)),
            }
            if self.record.iter().any(|cell| cell.contains(&0)) || self.record.get(0).is_some_and(is_utf16) {
                return Err(ReadError::Encoding(self.at(line)));
            }
            let (mut recoded, mut cells) = (false, Vec::with_capacity(self.record.len()));
            for cell in &self.record {
                let text = std::str::from_utf8(cell).map(str::to_owned).unwrap_or_else(|_| {
                    recoded = true;
                    encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0.into_owned()
                });
                cells.push(text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned());
            }
            if cells.iter().all(String::is_empty) {
                continue;
            }
            let found = cells.len() - cells.iter().rev().take_while(|cell| cell.is_empty()).count();
            let found = found.max(cells.len().min(self.header.len()));
            return Ok(Some(Cells { line, cells, recoded, found }));
        }
    }

    fn unreadable(&self, error: csv::Error) -> ReadError {
        let line = self.csv.position().line();
        let at = self.at(line);
        match error.into_kind() {
            csv::ErrorKind::Io(error) => from_io(error, at),
            other => ReadError::Malformed { at, problem: Malformed::Table(format!("{other:?}")) },
        }
    }
}

impl Cells {
    /// The cell of a column, empty where there is none.
    pub(crate) fn get(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", String::as_str)
    }
}

fn is_utf16(cell: &[u8]) -> bool {
    cell.starts_with(&[0xff, 0xfe]) || cell.starts_with(&[0xfe, 0xff])
}

/// The error of a layer below, found again.
pub(crate) fn from_io(error: std::io::Error, at: At) -> ReadError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<TooLong>()) {
        Some(TooLong::Record) => ReadError::RecordTooLong(at),
        Some(TooLong::File) => ReadError::FileTooLong(at),
        None => ReadError::Io(error),
    }
}
