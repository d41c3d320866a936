//! What a colleague would change of an entry, as a closed list.

use domain::coded;

coded! {
    /// What a colleague would change.
    Change {
        /// The phone.
        Phone = "phone",
        /// The hours.
        Hours = "hours",
        /// The web address.
        Website = "website",
        /// The languages.
        Languages = "languages",
        /// It is not there any more.
        Gone = "gone",
        /// Its place should be told to nobody.
        Withhold = "withhold",
        /// Something else, in words.
        Other = "other",
    }
}
