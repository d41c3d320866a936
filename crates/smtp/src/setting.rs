//! What an operator sets: the server's address, the sender's, and a login that is never shown.

use crate::server::{MailServer, Security};
use domain::mail::{Address, NotAnAddress};
use std::fmt;
use std::net::IpAddr;
use zeroize::Zeroizing;

/// Where TLS begins with the connection (RFC 8314).
const SUBMISSIONS: u16 = 465;
/// Where it begins by STARTTLS (RFC 6409).
const SUBMISSION: u16 = 587;

/// Why a setting cannot be used, in words for an operator. Never carries a user name or a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotASetting {
    /// Neither `smtps://` nor `smtp://`.
    #[error("the mail server is given as smtps://HOST:465 or smtp://HOST:587")]
    Scheme,
    /// No host, or something behind the port.
    #[error("the mail server's address has a host and a port and nothing else")]
    Host,
    /// A login in the address, which everybody on the machine could read.
    #[error("user and password do not belong in the mail server's address: put them in a file")]
    LoginInAddress,
    /// The sender is no address.
    #[error("the sender of mail cannot be used: {0}")]
    From(NotAnAddress),
    /// Not two lines.
    #[error("the file of the mail server's login has two lines: user name, password")]
    Login,
    /// No certificate in the file.
    #[error("the file of certificates for the mail server holds none in PEM")]
    Certificates,
}

/// A user name and a password. Wiped when dropped.
#[derive(Clone)]
pub struct Login {
    pub(crate) user: Zeroizing<String>,
    pub(crate) password: Zeroizing<String>,
}

impl Login {
    /// From its parts.
    #[must_use]
    pub fn new(user: String, password: String) -> Self {
        Self { user: Zeroizing::new(user), password: Zeroizing::new(password) }
    }
    /// From a file: the user name on one line, the password on the next.
    ///
    /// # Errors
    /// [`NotASetting::Login`]
    pub fn parse(file: &str) -> Result<Self, NotASetting> {
        let mut lines = file.lines();
        match (lines.next(), lines.next(), lines.next()) {
            (Some(user), Some(password), None) if !user.is_empty() && !password.is_empty() => {
                Ok(Self::new(user.to_owned(), password.to_owned()))
            }
            _ => Err(NotASetting::Login),
        }
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login")
    }
}

impl MailServer {
    /// Reads what an operator set. `certificates` are PEM; with them no other authority is believed.
    ///
    /// # Errors
    /// [`NotASetting`]
    pub fn parse(
        url: &str,
        from: &str,
        login: Option<Login>,
        certificates: Option<&[u8]>,
    ) -> Result<Self, NotASetting> {
        let (scheme, rest) = url.split_once("://").ok_or(NotASetting::Scheme)?;
        let port = match scheme {
            "smtps" => SUBMISSIONS,
            "smtp" => SUBMISSION,
            _ => return Err(NotASetting::Scheme),
        };
        if rest.contains('@') {
            return Err(NotASetting::LoginInAddress);
        }
        let (host, port) = host_and_port(rest, port).ok_or(NotASetting::Host)?;
        let security = match scheme {
            "smtps" => Security::Tls,
            _ if is_this_machine(&host) => Security::Plain,
            _ => Security::StartTls,
        };
        let from = Address::parse(from).map_err(NotASetting::From)?;
        Self::new(host, port, security, from, login, certificates)
    }
}

/// `HOST`, `HOST:PORT`, `[::1]:PORT`; a slash at the end is what some write.
fn host_and_port(text: &str, usual: u16) -> Option<(String, u16)> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']')?;
            let port = if port.is_empty() { None } else { Some(port.strip_prefix(':')?) };
            host.parse::<IpAddr>().ok()?;
            (host, port)
        }
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let port = match port {
        Some(port) => port.parse().ok().filter(|port| *port != 0)?,
        None => usual,
    };
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    (!host.is_empty() && host.chars().all(fits)).then(|| (host.to_owned(), port))
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<(String, u16, Security), NotASetting> {
        MailServer::parse(url, "desk@node.example", None, None).map(|server| server.place())
    }

    #[test]
    fn a_server_is_spoken_to_in_tls_unless_it_is_this_machine() {
        for (url, host, port, security) in [
            ("smtps://mail.example.org", "mail.example.org", 465, Security::Tls),
            ("smtps://mail.example.org:2465/", "mail.example.org", 2465, Security::Tls),
            ("smtps://127.0.0.1:2465", "127.0.0.1", 2465, Security::Tls),
            ("smtp://mail.example.org", "mail.example.org", 587, Security::StartTls),
            ("smtp://10.0.0.7:25", "10.0.0.7", 25, Security::StartTls),
            ("smtp://localhost.example.org:25", "localhost.example.org", 25, Security::StartTls),
            ("smtp://localhost:1025", "localhost", 1025, Security::Plain),
            ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, Security::Plain),
            ("smtp://[::1]:1025", "::1", 1025, Security::Plain),
            ("smtp://[2001:db8::1]", "2001:db8::1", 587, Security::StartTls),
        ] {
            assert_eq!(read(url).unwrap(), (host.to_owned(), port, security), "{url}");
        }
    }

    #[test]
    fn a_setting_that_cannot_be_used_says_why_and_repeats_no_secret() {
        for (url, why) in [
            ("mail.example.org", NotASetting::Scheme),
            ("http://mail.example.org", NotASetting::Scheme),
            ("smtps://user:secret@mail.example.org", NotASetting::LoginInAddress),
            ("smtps://", NotASetting::Host),
            ("smtps://mail.example.org:0", NotASetting::Host),
            ("smtps://mail.example.org:99999", NotASetting::Host),
            ("smtps://mail.example.org:25/path", NotASetting::Host),
            ("smtps://mail example", NotASetting::Host),
            ("smtp://[mail]:25", NotASetting::Host),
        ] {
            let error = read(url).unwrap_err();
            assert!(!error.to_string().contains("secret"));
            assert_eq!(error, why, "{url}");
        }
        let from = MailServer::parse("smtps://mail.example.org", "Desk <desk@node.example>", None, None);
        assert!(matches!(from, Err(NotASetting::From(_))));
        for file in ["", "user", "user\n", "\nsecret", "user\nsecret\nmore"] {
            assert!(Login::parse(file).is_err(), "{file:?}");
        }
        let login = Login::parse("user\r\nsecret word \n").unwrap();
        assert_eq!((login.user.as_str(), login.password.as_str()), ("user", "secret word "));
        assert_eq!(format!("{login:?}"), "Login");
        let nothing = MailServer::parse("smtps://mail.example.org", "a@b.example", None, Some(b"no certificate"));
        assert!(matches!(nothing, Err(NotASetting::Certificates)));
    }
}
