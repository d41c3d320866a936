//! A site where people are received: what may stand of it in a list.

use super::ListingError;
use super::remark::{LONGEST_REMARK, Remark, nobody, phone};
use crate::ids::SiteId;
use crate::likeness::Likeness;
use crate::org::OrgKind;
use crate::text::Label;
use sha2::{Digest, Sha256};

/// A site where people are received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// What it is called.
    pub name: Label,
    /// Its public phone, if it has its own.
    pub phone: Option<Label>,
    /// Its public address; only a health center has one here.
    pub address: Option<Label>,
    /// How people get there, where to wait, what is step-free.
    pub remark: Remark,
}

impl Site {
    /// Checks every word of it, and that only a health center's site has an address, in whatever field.
    ///
    /// # Errors
    /// [`ListingError::NoAddressHere`], [`ListingError::Person`], [`ListingError::Phone`], [`ListingError::Text`].
    pub fn checked(self, kind: OrgKind) -> Result<Self, ListingError> {
        let is_clinic = kind == OrgKind::HealthCenter;
        let street = |found: Likeness| found == Likeness::Street;
        let named = nobody(kind, self.name.as_str());
        if !is_clinic && (self.address.is_some() || named == Err(ListingError::Person(Likeness::Street))) {
            return Err(ListingError::NoAddressHere);
        }
        // A clinic stands in a street, and may be called by it.
        for text in [Some(&self.name), self.address.as_ref()].into_iter().flatten() {
            match nobody(kind, text.as_str()) {
                Err(ListingError::Person(found)) if is_clinic && street(found) => {}
                other => other?,
            }
        }
        phone(self.phone.as_ref())?;
        self.remark.checked(kind, LONGEST_REMARK)?;
        Ok(self)
    }
    /// A mark of every word of it: whoever saves says which one they had before their eyes.
    #[must_use]
    pub fn mark(&self) -> String {
        let label = |label: Option<&Label>| label.map_or("", Label::as_str).to_owned();
        let parts = [
            self.name.as_str().to_owned(),
            label(self.phone.as_ref()),
            label(self.address.as_ref()),
            self.remark.en().to_owned(),
            self.remark.es().to_owned(),
        ];
        // No word holds a line's end that is not its own, since each is led by its length.
        let framed: String = parts.iter().map(|part| format!("{} {part}\n", part.len())).collect();
        let digest = Sha256::digest(framed.as_bytes());
        digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }
}
