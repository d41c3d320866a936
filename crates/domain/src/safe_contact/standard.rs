//! "Do not contact" as other systems write it.

use super::{ContactWay, SafeContact};

/// A code of a published code system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandardCode {
    /// Address of the code system.
    pub system: &'static str,
    /// The code.
    pub code: &'static str,
    /// Its words.
    pub display: &'static str,
}

/// HL7 SDOH Clinical Care, `ServiceRequest.orderDetail`: made for requests where a contact may put the person at risk.
const CONTACTING_SUBJECT_PROHIBITED: StandardCode = StandardCode {
    system: "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes",
    code: "contacting-subject-prohibited",
    display: "Contacting Subject Prohibited",
};

/// What stands on a request that leaves in the HL7 form; nothing when the person named a way.
#[must_use]
pub fn standard_code(plan: &SafeContact) -> Option<StandardCode> {
    (plan.way == ContactWay::DoNotContact).then_some(CONTACTING_SUBJECT_PROHIBITED)
}
