//! The mail server that an operator has set, and what can go wrong on the way to it.

use crate::letter::Letter;
use crate::setting::{Login, NotASetting};
use domain::mail::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use std::fmt;
use std::future::Future;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

/// What one step of the conversation may take.
const PATIENCE: Duration = Duration::from_secs(20);
const PEM: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// Why a letter did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// No connection, no TLS, or no sensible answer: nothing was handed over.
    #[error("the mail server does not answer, or its certificate is not the one that it should have")]
    Unreachable,
    /// The server does not take our login.
    #[error("the mail server refuses the login ({0})")]
    Login(u16),
    /// The server does not let this sender write.
    #[error("the mail server refuses the sender ({0})")]
    Sender(u16),
    /// The server asks to come again, or does not take the letter for a reason that is not its recipient.
    #[error("the mail server does not take it now ({0})")]
    Later(u16),
    /// The server will never take a letter to this address.
    #[error("the mail server refuses the recipient ({0})")]
    Refused(u16),
    /// The connection broke after the letter was written and before it was acknowledged: it may have been taken.
    #[error("the mail server did not say whether it took the letter")]
    Unsure,
}

impl NotSent {
    /// Trying again will not help: the address is to blame.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Refused(_))
    }
    /// The server is to blame, so another letter would not leave now either.
    #[must_use]
    pub const fn is_of_the_server(self) -> bool {
        matches!(self, Self::Unreachable | Self::Login(_) | Self::Sender(_))
    }
    /// For logs and audit entries.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Login(_) => "login",
            Self::Sender(_) => "sender",
            Self::Later(_) => "later",
            Self::Refused(_) => "refused",
            Self::Unsure => "unsure",
        }
    }
}

/// Where TLS begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Security {
    /// With the connection.
    Tls,
    /// By STARTTLS, or nothing is said.
    StartTls,
    /// Nowhere: this machine.
    Plain,
}

/// A mail server. Cheap to clone; it keeps no connection.
#[derive(Clone)]
pub struct MailServer(Arc<Inner>);

struct Inner {
    host: String,
    port: u16,
    security: Security,
    tls: TlsParameters,
    from: Address,
    login: Option<Login>,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailServer")
    }
}

impl MailServer {
    pub(crate) fn new(
        host: String,
        port: u16,
        security: Security,
        from: Address,
        login: Option<Login>,
        certificates: Option<&[u8]>,
    ) -> Result<Self, NotASetting> {
        let tls = TlsParameters::builder(host.clone());
        let tls = match certificates {
            None => tls,
            // None in it would leave nobody to believe, and say so only at the first letter.
            Some(pem) if !pem.windows(PEM.len()).any(|window| window == PEM) => return Err(NotASetting::Certificates),
            Some(pem) => {
                let certificate = Certificate::from_pem(pem).map_err(|_| NotASetting::Certificates)?;
                tls.certificate_store(CertificateStore::None).add_root_certificate(certificate)
            }
        };
        let tls = tls.build_rustls().map_err(|_| NotASetting::Certificates)?;
        Ok(Self(Arc::new(Inner { host, port, security, tls, from, login })))
    }

    #[cfg(test)]
    pub(crate) fn place(&self) -> (String, u16, Security) {
        (self.0.host.clone(), self.0.port, self.0.security)
    }

    /// Connects, says hello, begins TLS, signs in and leaves again, without a letter.
    ///
    /// # Errors
    /// [`NotSent::Unreachable`], [`NotSent::Login`] or [`NotSent::Later`].
    pub async fn greet(&self) -> Result<(), NotSent> {
        let mut connection = self.connect().await?;
        leave(&mut connection).await;
        Ok(())
    }

    /// Hands a letter over.
    ///
    /// # Errors
    /// [`NotSent`]
    pub async fn send(&self, letter: &Letter<'_>) -> Result<(), NotSent> {
        let address = |address: &Address| address.reveal().parse::<lettre::Address>().map_err(|_| NotSent::Refused(0));
        // What an address of ours could be that one of theirs could not is refused before anything is said.
        let (from, to) = (address(&self.0.from)?, address(letter.to)?);
        let message = letter.bytes(&self.0.from);
        let mut connection = self.connect().await?;
        let handed = hand_over(&mut connection, from, to, &message).await;
        leave(&mut connection).await;
        handed
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, NotSent> {
        let Inner { host, port, security, tls, login, .. } = &*self.0;
        // A name of the machine would be told to every server on the way.
        let us = ClientId::Ipv4(Ipv4Addr::LOCALHOST);
        let at_once = (*security == Security::Tls).then(|| tls.clone());
        let connecting =
            AsyncSmtpConnection::connect_tokio1((host.as_str(), *port), Some(PATIENCE), &us, at_once, None);
        let mut connection = said(connecting, greeting).await?;
        if *security == Security::StartTls {
            said(connection.starttls(tls.clone(), &us), greeting).await?;
        }
        if let Some(login) = login {
            let (user, password) = (login.user.as_str().to_owned(), login.password.as_str().to_owned());
            let credentials = Credentials::new(user, password);
            said(connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials), |refused| match refused {
                Answer::Never(code) => NotSent::Login(code),
                // It knows no way to sign in that we do.
                Answer::Nothing => NotSent::Login(0),
                Answer::Later(code) => NotSent::Later(code),
            })
            .await?;
        }
        Ok(connection)
    }
}

/// The steps one by one: what a refusal means depends on what was asked.
async fn hand_over(
    server: &mut AsyncSmtpConnection,
    from: lettre::Address,
    to: lettre::Address,
    message: &[u8],
) -> Result<(), NotSent> {
    said(server.command(Mail::new(Some(from), Vec::new())), |answer| match answer {
        Answer::Never(code) => NotSent::Sender(code),
        other => other.otherwise(),
    })
    .await?;
    said(server.command(Rcpt::new(to, Vec::new())), |answer| match answer {
        Answer::Never(code) => NotSent::Refused(code),
        other => other.otherwise(),
    })
    .await?;
    // From here on no answer is about the address. A policy that turns this letter away would turn away everybody's.
    said(server.command(Data), Answer::otherwise).await?;
    // The end of the message is a line's end and a dot.
    said(server.message(message.strip_suffix(b"\r\n").unwrap_or(message)), |answer| match answer {
        Answer::Nothing => NotSent::Unsure,
        other => other.otherwise(),
    })
    .await
    .map(drop)
}

/// Whatever it answers to that: it has the letter, or has said why not.
async fn leave(connection: &mut AsyncSmtpConnection) {
    let _ = tokio::time::timeout(PATIENCE, connection.quit()).await;
}

/// What a step was answered, other than yes.
#[derive(Clone, Copy)]
enum Answer {
    Later(u16),
    Never(u16),
    Nothing,
}

impl Answer {
    const fn otherwise(self) -> NotSent {
        match self {
            Self::Later(code) | Self::Never(code) => NotSent::Later(code),
            Self::Nothing => NotSent::Unreachable,
        }
    }
}

/// A server that turns everybody away at the door may let us in later.
fn greeting(answer: Answer) -> NotSent {
    answer.otherwise()
}

async fn said<T>(
    step: impl Future<Output = Result<T, lettre::transport::smtp::Error>>,
    means: impl FnOnce(Answer) -> NotSent,
) -> Result<T, NotSent> {
    let Ok(answered) = tokio::time::timeout(PATIENCE, step).await else { return Err(means(Answer::Nothing)) };
    answered.map_err(|error| {
        let code = error.status().map_or(0, u16::from);
        means(if error.is_permanent() {
            Answer::Never(code)
        } else if error.is_transient() {
            Answer::Later(code)
        } else {
            Answer::Nothing
        })
    })
}
