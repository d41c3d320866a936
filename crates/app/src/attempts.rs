//! How often something may be done before waiting begins: secrets guessed, referrals sent, accounts recovered, codes said
//! (threats.md, Rates). Sessions and networks have limits of their own in `web`.
//!
//! Kept in memory: a restart forgives, and nothing about who asked is stored. Unknown names count like known ones, so
//! the answer tells nobody whether an account exists.
//!
//! Invariant: each kind of bucket remembers at most [`REMEMBERED`] names, whoever asks.

use crate::{Error, Result};
use domain::ids::{MemberId, OrgId, PartnershipId};
use domain::time::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Names remembered at a time; those that have waited off most of theirs are forgotten first.
const REMEMBERED: usize = 10_000;

/// What there was too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Guesses at a secret: ten, then one in three minutes, for each account or code.
    Guesses,
    /// Referrals that one member sends: 60 an hour.
    SendsOfMember,
    /// Referrals that one organization sends to one partner: 300 an hour.
    SendsToPartner,
    /// Tries of a recovery sheet: 3 a day for each account.
    Recoveries,
    /// Short codes that one member says to stop by: ten, then one in six minutes.
    StopCodes,
    /// Codes that a member has sent to an address: 5, then one in a quarter of an hour.
    MailCodes,
    /// Pairs that a lead would name for records whose two have left: 6, then one in an hour.
    Namings,
}

impl Limit {
    /// So many at once.
    const fn most(self) -> i64 {
        match self {
            Self::Guesses | Self::StopCodes => 10,
            Self::SendsOfMember => 60,
            Self::SendsToPartner => 300,
            Self::Recoveries => 3,
            Self::MailCodes => 5,
            Self::Namings => 6,
        }
    }
    /// One more after this many seconds.
    const fn refill_seconds(self) -> i64 {
        match self {
            Self::Guesses => 180,
            Self::SendsOfMember => 60,
            Self::SendsToPartner => 12,
            Self::Recoveries => 8 * 3_600,
            Self::StopCodes => 360,
            Self::MailCodes => 15 * 60,
            Self::Namings => 3_600,
        }
    }
}

/// The buckets of one limit.
pub(crate) struct Attempts {
    limit: Limit,
    /// By hash of the name: when the bucket would be full again, in microseconds UTC.
    full_at: Mutex<HashMap<[u8; 32], i64>>,
}

impl Attempts {
    fn new(limit: Limit) -> Self {
        Self { limit, full_at: Mutex::default() }
    }

    /// Takes one try.
    pub(crate) fn take(&self, name: &str, now: Timestamp) -> Result<()> {
        let (most, refill) = (self.limit.most(), self.limit.refill_seconds() * 1_000_000);
        let (key, now) = (vault::sha256(name.as_bytes()), now.micros());
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= REMEMBERED && !full_at.contains_key(&key) {
            make_room(&mut full_at, now);
        }
        let at = full_at.entry(key).or_insert(now);
        let next = (*at).max(now) + refill;
        let wait = next - now - most * refill;
        if wait > 0 {
            let wait_seconds = u32::try_from(wait / 1_000_000 + 1).unwrap_or(u32::MAX);
            return Err(Error::TooMany { limit: self.limit, wait_seconds });
        }
        *at = next;
        Ok(())
    }

    /// Forgets the tries of a name that has just proved itself.
    pub(crate) fn forgive(&self, name: &str) {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        full_at.remove(&vault::sha256(name.as_bytes()));
    }
}

/// Forgets the buckets that are full again; while there are none, the fuller half, so that a flood of new names
/// forgets its own before the one that was guessed at most.
fn make_room(full_at: &mut HashMap<[u8; 32], i64>, now: i64) {
    full_at.retain(|_, at| *at > now);
    if full_at.len() < REMEMBERED {
        return;
    }
    let mut waits: Vec<i64> = full_at.values().copied().collect();
    let middle = waits.len() / 2;
    let (_, half, _) = waits.select_nth_unstable(middle);
    let half = *half;
    let mut surplus = middle;
    full_at.retain(|_, at| {
        let goes = *at <= half && surplus > 0;
        surplus -= usize::from(goes);
        !goes
    });
}

/// Every limit of this node.
pub(crate) struct Limits {
    guesses: Attempts,
    of_member: Attempts,
    to_partner: Attempts,
    recoveries: Attempts,
    stop_codes: Attempts,
    mail_codes: Attempts,
    namings: Attempts,
    unlimited: bool,
}

impl Limits {
    /// With `unlimited`, for synthetic people only, guesses alone are counted.
    pub(crate) fn new(unlimited: bool) -> Self {
        Self {
            guesses: Attempts::new(Limit::Guesses),
            of_member: Attempts::new(Limit::SendsOfMember),
            to_partner: Attempts::new(Limit::SendsToPartner),
            recoveries: Attempts::new(Limit::Recoveries),
            stop_codes: Attempts::new(Limit::StopCodes),
            mail_codes: Attempts::new(Limit::MailCodes),
            namings: Attempts::new(Limit::Namings),
            unlimited,
        }
    }
    /// Guesses at a secret.
    pub(crate) fn guesses(&self) -> &Attempts {
        &self.guesses
    }
    /// Takes one referral of a member to a partner. A member who has to wait takes nothing from colleagues.
    pub(crate) fn send(&self, org: OrgId, member: MemberId, to: PartnershipId, now: Timestamp) -> Result<()> {
        if self.unlimited {
            return Ok(());
        }
        self.of_member.take(&member.to_string(), now)?;
        self.to_partner.take(&format!("{org} {to}"), now)
    }
    /// Takes one short code to stop by, whatever it is the code of.
    pub(crate) fn stop_by_code(&self, member: MemberId, now: Timestamp) -> Result<()> {
        self.stop_codes.take(&member.to_string(), now)
    }
    /// Takes one try of a recovery sheet.
    pub(crate) fn recover(&self, login: &str, now: Timestamp) -> Result<()> {
        if self.unlimited { Ok(()) } else { self.recoveries.take(login, now) }
    }
    /// Takes one pair of people that a lead would name: the answer may tell who must never see a record.
    pub(crate) fn name_anew(&self, member: MemberId, now: Timestamp) -> Result<()> {
        self.namings.take(&member.to_string(), now)
    }
    /// Takes one code by mail. Counted even without limits: whoever owns the address has asked for none of them.
    pub(crate) fn mail_code(&self, member: &str, now: Timestamp) -> Result<()> {
        self.mail_codes.take(member, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_000_000);

    #[test]
    fn the_eleventh_try_waits_and_one_comes_back_after_three_minutes() {
        let attempts = Attempts::new(Limit::Guesses);
        for _ in 0..10 {
            assert!(attempts.take("name", NOW).is_ok());
        }
        assert!(matches!(attempts.take("name", NOW), Err(Error::TooMany { wait_seconds: 1..=181, .. })));
        assert!(attempts.take("other", NOW).is_ok());
        let later = NOW.plus_seconds(181);
        assert!(attempts.take("name", later).is_ok());
        assert!(attempts.take("name", later).is_err());
        attempts.forgive("name");
        assert!(attempts.take("name", later).is_ok());
    }

    #[test]
    fn each_limit_lets_so_many_through_in_its_time_and_then_waits() {
        for (limit, most, seconds) in [
            (Limit::Guesses, 10, 1_800),
            (Limit::SendsOfMember, 60, 3_600),
            (Limit::SendsToPartner, 300, 3_600),
            (Limit::Recoveries, 3, 24 * 3_600),
            (Limit::MailCodes, 5, 75 * 60),
            (Limit::Namings, 6, 6 * 3_600),
        ] {
            let attempts = Attempts::new(limit);
            for at in [NOW, NOW.plus_seconds(seconds)] {
                assert!((0..most).all(|_| attempts.take("name", at).is_ok()), "{limit:?}");
                let refused = attempts.take("name", at);
                assert!(matches!(refused, Err(Error::TooMany { limit: of, .. }) if of == limit), "{limit:?}");
            }
        }
    }

    #[test]
    fn a_flood_of_names_takes_no_more_memory_and_forgets_nobody_who_was_guessed_at() {
        let attempts = Attempts::new(Limit::Guesses);
        assert!((0..10).all(|_| attempts.take("guessed at", NOW).is_ok()));
        for number in 0..3 * REMEMBERED {
            assert!(attempts.take(&format!("name {number}"), NOW).is_ok());
            assert!(attempts.full_at.lock().unwrap().len() <= REMEMBERED);
        }
        assert!(attempts.take("guessed at", NOW).is_err());
    }

    #[test]
    fn without_limits_guesses_are_counted_all_the_same() {
        let limits = Limits::new(true);
        let id = uuid::Uuid::from_u128(7);
        let (org, member, to) = (OrgId::new(id), MemberId::new(id), PartnershipId::new(id));
        assert!((0..400).all(|_| limits.send(org, member, to, NOW).is_ok() && limits.recover("name", NOW).is_ok()));
        assert!((0..10).all(|_| limits.guesses().take("name", NOW).is_ok()));
        assert!(limits.guesses().take("name", NOW).is_err());
    }
}
