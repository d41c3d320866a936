//! An e-mail address that can be written to, and nothing else: one recipient, no second line.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::fmt;

/// Most characters of an address (RFC 5321, 4.5.3.1.3, without its brackets).
const LONGEST: usize = 254;
/// Most characters before the sign (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;
/// Most characters of one label of a domain (RFC 1035, 2.3.4).
const LONGEST_LABEL: usize = 63;

/// Why something is no address. Never carries what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAddress {
    /// Nothing was typed.
    #[error("no address")]
    Empty,
    /// Longer than any address.
    #[error("longer than an address")]
    TooLong,
    /// More than one, or a name beside it, or more than one line.
    #[error("more than one address")]
    Several,
    /// Characters that we do not send to: quotes, brackets, letters outside of English.
    #[error("characters that an address here cannot have")]
    Characters,
    /// No sign, nothing before it, or no domain behind it.
    #[error("not an address")]
    Shape,
}

/// An e-mail address. `Debug` prints only the type's name, so it cannot reach a log by accident.
///
/// Invariant: letters, digits and the marks of RFC 5322 `atext` only, one sign, no space and no line break: it can stand
/// in a header or a command of SMTP and be nothing else there.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Address(String);

impl Address {
    /// Trims and checks what was typed. The domain is kept in lower case, what stands before it as it was typed.
    ///
    /// # Errors
    /// [`NotAnAddress`]
    pub fn parse(raw: &str) -> Result<Self, NotAnAddress> {
        // Of the ends only spaces: a line break at the end of a form's field is somebody's attempt.
        let text = raw.trim_matches(' ');
        if text.is_empty() {
            return Err(NotAnAddress::Empty);
        }
        if text.len() > LONGEST {
            return Err(NotAnAddress::TooLong);
        }
        if text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';'))
            || text.matches('@').count() > 1
        {
            return Err(NotAnAddress::Several);
        }
        let (local, domain) = text.split_once('@').ok_or(NotAnAddress::Shape)?;
        if !local.chars().all(|c| is_atext(c) || c == '.')
            || !domain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
        {
            return Err(NotAnAddress::Characters);
        }
        if local.len() > LONGEST_LOCAL {
            return Err(NotAnAddress::TooLong);
        }
        // A leading hyphen could be read as an option by some mail server's own programs.
        if local.split('.').any(str::is_empty) || local.starts_with('-') || !is_domain(domain) {
            return Err(NotAnAddress::Shape);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }
    /// The address, for a letter or for the page of the member whose it is.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
    /// What stands behind the sign.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

const fn is_atext(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '!' | '#'
                | '$'
                | '%'
                | '&'
                | '\''
                | '*'
                | '+'
                | '-'
                | '/'
                | '='
                | '?'
                | '^'
                | '_'
                | '`'
                | '{'
                | '|'
                | '}'
                | '~'
        )
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.len() <= LONGEST_LABEL && !label.starts_with('-') && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.') && domain.split('.').all(is_label) && last.chars().any(|c| c.is_ascii_alphabetic())
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address")
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}
