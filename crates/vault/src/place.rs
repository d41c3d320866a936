//! Where a sealed thing stands: what its seal is bound to.

use crate::frame::Frame;
use domain::ids::OrgId;

/// The place of a sealed field. It is authenticated with the content, so a row that is swapped, rolled back or moved
/// to another organization, table or field fails to open, even for whoever can write to the
/// database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The custodian.
    pub org: OrgId,
    /// The table.
    pub table: &'a str,
    /// The row's id, 16 bytes.
    pub row: [u8; 16],
    /// The column.
    pub field: &'a str,
    /// The version of the row: a rolled back row carries an older one.
    pub version: u32,
}

const LABEL: &str = "footbridge place 1";

impl Place<'_> {
    /// The place as associated data: each part with its length in front, so that no two places share bytes.
    pub(crate) fn frame(&self) -> Frame {
        Frame::new(LABEL)
            .part(&self.org.bytes())
            .part(self.table.as_bytes())
            .part(&self.row)
            .part(self.field.as_bytes())
            .part(&self.version.to_be_bytes())
    }
}
