//! Letters without content, by SMTP: the only room that speaks to a mail server, and the only one that knows `lettre`.
//!
//! A [`Letter`] is one of a constant set: that there is something new, or a code that its reader types back. It takes no
//! event, no record and no person. When one leaves is `domain::mail`'s; who gets one, and what became of it, is `app`'s.
//!
//! Invariant: but for the address, the date, an id and the code, every byte of a letter stands in `letters/`.
//! Invariant: nothing is said to a server outside of TLS, unless it is this machine.
//! Invariant: no address, user name, password or code is in an error or in the `Debug` of anything here.
//!
//! Read next: [`letter`] (what leaves), [`server`] (where to, and what can go wrong).

pub mod letter;
pub mod server;
mod setting;

pub use letter::{Letter, Words};
pub use server::{MailServer, NotSent};
pub use setting::{Login, NotASetting};
