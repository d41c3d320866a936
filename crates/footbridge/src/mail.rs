//! The mail server, as an operator sets it. Without one nothing is sent, and everything else works.
//!
//! Invariant: user and password come from a file or from the environment, never from the command line, which everybody
//! on the machine can read; and nothing of them is printed.

use clap::Args;
use smtp::{Login, MailServer};
use std::path::{Path, PathBuf};

/// Where notices to staff leave by mail.
#[derive(Args, Clone, Default)]
pub struct MailArgs {
    /// `smtps://HOST:465`, or `smtp://HOST:587`, which has to offer STARTTLS unless it is this machine.
    #[arg(long, env = "FOOTBRIDGE_SMTP", value_name = "ADDRESS", requires = "mail_from")]
    pub smtp: Option<String>,
    /// From whom the letters are: an address that names neither an organization nor what it does.
    #[arg(long, env = "FOOTBRIDGE_MAIL_FROM", value_name = "ADDRESS", requires = "smtp")]
    pub mail_from: Option<String>,
    /// A file with the user name on its first line and the password on its second. Or set `FOOTBRIDGE_SMTP_USER` and
    /// `FOOTBRIDGE_SMTP_PASSWORD`.
    #[arg(long, env = "FOOTBRIDGE_SMTP_LOGIN", value_name = "FILE", requires = "smtp")]
    pub smtp_login: Option<PathBuf>,
    /// A PEM file with the authority of the mail server's certificate, to be believed instead of the public ones.
    #[arg(long, env = "FOOTBRIDGE_SMTP_CA", value_name = "FILE", requires = "smtp")]
    pub smtp_ca: Option<PathBuf>,
}

/// A user name and a password in the environment.
const IN_ENVIRONMENT: [&str; 2] = ["FOOTBRIDGE_SMTP_USER", "FOOTBRIDGE_SMTP_PASSWORD"];

impl MailArgs {
    /// The server; nothing when none is set.
    pub fn server(&self) -> Result<Option<MailServer>, String> {
        self.server_with(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }
    fn server_with(&self, environment: impl Fn(&str) -> Option<String>) -> Result<Option<MailServer>, String> {
        let (Some(smtp), Some(from)) = (&self.smtp, &self.mail_from) else { return Ok(None) };
        let login = match (&self.smtp_login, IN_ENVIRONMENT.map(environment)) {
            (Some(_), [Some(_), _] | [_, Some(_)]) => {
                return Err("the mail server's login is set twice: in a file and in the environment".to_owned());
            }
            (Some(file), _) => {
                let text = String::from_utf8(read(file)?).unwrap_or_default();
                Some(Login::parse(&text).map_err(|error| format!("{}: {error}", file.display()))?)
            }
            (None, [Some(user), Some(password)]) => Some(Login::new(user, password)),
            (None, [None, None]) => None,
            (None, _) => return Err(format!("set both {} and {}, or neither", IN_ENVIRONMENT[0], IN_ENVIRONMENT[1])),
        };
        let certificates = self.smtp_ca.as_deref().map(read).transpose()?;
        let server = MailServer::parse(smtp, from, login, certificates.as_deref());
        server.map(Some).map_err(|error| format!("cannot send mail: {error}"))
    }
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

/// `footbridge doctor`: does the server answer, in TLS, and take the login? No letter is sent.
pub async fn check(args: &MailArgs) -> Result<(), String> {
    match args.server()? {
        None => println!("mail: not set up"),
        Some(server) => {
            server.greet().await.map_err(|error| format!("mail: {error}"))?;
            println!("mail: the server answers");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(smtp: &str) -> MailArgs {
        MailArgs { smtp: Some(smtp.to_owned()), mail_from: Some("desk@node.example".to_owned()), ..MailArgs::default() }
    }

    fn nothing(_: &str) -> Option<String> {
        None
    }

    #[test]
    fn without_a_mail_server_nothing_is_set_up() {
        assert!(MailArgs::default().server_with(nothing).is_ok_and(|server| server.is_none()));
        assert!(args("smtps://mail.example.org").server_with(nothing).is_ok_and(|server| server.is_some()));
    }

    #[test]
    fn a_login_comes_whole_and_from_one_place() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("login");
        std::fs::write(&file, "desk\nsecret word\n").unwrap();
        let in_file = MailArgs { smtp_login: Some(file.clone()), ..args("smtps://mail.example.org") };
        assert!(in_file.server_with(nothing).is_ok());
        assert!(in_file.server_with(|name| name.ends_with("USER").then(|| "desk".to_owned())).is_err(), "twice");
        let plain = args("smtps://mail.example.org");
        assert!(plain.server_with(|_| Some("secret word".to_owned())).is_ok());
        let half = plain.server_with(|name| name.ends_with("PASSWORD").then(|| "secret word".to_owned()));
        assert!(half.is_err_and(|said| said.contains("FOOTBRIDGE_SMTP_USER") && !said.contains("secret")));
        std::fs::write(&file, "secret word").unwrap();
        let one_line = in_file.server_with(nothing);
        assert!(one_line.is_err_and(|said| said.contains("two lines") && !said.contains("secret")));
        let missing = MailArgs { smtp_ca: Some(folder.path().join("none")), ..plain };
        assert!(missing.server_with(nothing).is_err_and(|said| said.contains("cannot read")));
    }

    #[test]
    fn a_server_that_cannot_be_used_is_refused_at_the_start() {
        let said = args("smtps://desk:secret@mail.example.org").server_with(nothing).err().unwrap();
        assert!(said.contains("put them in a file") && !said.contains("secret"), "{said}");
    }
}
