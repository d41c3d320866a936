//! How much one session and one network may ask (threats.md, Rates). Accounts have limits of their own in `app`.
//!
//! Invariant: nothing about who asked is kept; keys are hashes under a secret of this process, and they fade.

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use governor::clock::DefaultClock;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

type Limiter = RateLimiter<u64, HashMapStateStore<u64>, DefaultClock>;

/// Checks after which keys that have rested are forgotten.
const SWEEP_EVERY: u32 = 4096;

/// A network, coarse on purpose: /24 of IPv4, /48 of IPv6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Net([u8; 6]);

impl Net {
    /// The network of an address; none for the machine itself, behind which everybody may stand.
    #[must_use]
    pub fn of(address: IpAddr) -> Option<Self> {
        let address = address.to_canonical();
        if address.is_loopback() {
            return None;
        }
        Some(Self(match address {
            IpAddr::V4(v4) => {
                let [a, b, c, _] = v4.octets();
                [a, b, c, 0, 0, 0]
            }
            IpAddr::V6(v6) => {
                let [a, b, c, d, e, f, ..] = v6.octets();
                [a, b, c, d, e, f]
            }
        }))
    }
    /// The network a request comes from. Behind a proxy, the last address that the proxy itself has written; everything
    /// before it is the word of whoever asked. Without that line the peer counts, who is the proxy.
    pub(crate) fn of_request(request: &Parts, behind_proxy: bool) -> Option<Self> {
        if behind_proxy && let Some(told) = told_by_proxy(request) {
            return Self::of(told);
        }
        Self::of(request.extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip())
    }
}

/// The last address of the last `X-Forwarded-For`; some proxies write the port behind it.
fn told_by_proxy(request: &Parts) -> Option<IpAddr> {
    let last = request.headers.get_all("x-forwarded-for").iter().next_back()?;
    let last = last.to_str().ok()?.rsplit(',').next()?.trim();
    last.parse().ok().or_else(|| last.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
}

/// All limits of this process.
pub(crate) struct Rates {
    session: Limiter,
    net: Limiter,
    sign_in: Limiter,
    secret: RandomState,
    checks: AtomicU32,
    unlimited: bool,
}

const fn burst(n: u32) -> NonZeroU32 {
    match NonZeroU32::new(n) {
        Some(n) => n,
        None => NonZeroU32::MIN,
    }
}

impl Rates {
    pub(crate) fn new(unlimited: bool) -> Self {
        // 30 an hour: one in two minutes, and up to 30 at once.
        let sign_in = Quota::with_period(Duration::from_secs(120)).unwrap_or(Quota::per_hour(burst(30)));
        Self {
            session: RateLimiter::keyed(Quota::per_second(burst(5)).allow_burst(burst(20))),
            net: RateLimiter::keyed(Quota::per_second(burst(10)).allow_burst(burst(60))),
            sign_in: RateLimiter::keyed(sign_in.allow_burst(burst(30))),
            secret: RandomState::new(),
            checks: AtomicU32::new(0),
            unlimited,
        }
    }
    /// 5 a second and 20 at once for a session, by its cookie.
    pub(crate) fn admits_session(&self, cookie: &str) -> bool {
        self.sweep();
        self.unlimited || self.session.check_key(&self.secret.hash_one(cookie)).is_ok()
    }
    /// 10 a second and 60 at once for a network without a session.
    pub(crate) fn admits_net(&self, net: Option<Net>) -> bool {
        self.sweep();
        self.unlimited || net.is_none_or(|net| self.net.check_key(&self.secret.hash_one(net)).is_ok())
    }
    /// 30 an hour for a network.
    pub(crate) fn admits_sign_in(&self, net: Option<Net>) -> bool {
        self.unlimited || net.is_none_or(|net| self.sign_in.check_key(&self.secret.hash_one(net)).is_ok())
    }

    fn sweep(&self) {
        if self.checks.fetch_add(1, Ordering::Relaxed).is_multiple_of(SWEEP_EVERY) {
            for limiter in [&self.session, &self.net, &self.sign_in] {
                limiter.retain_recent();
                limiter.shrink_to_fit();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_has_twenty_at_once_and_another_one_its_own_twenty() {
        let rates = Rates::new(false);
        assert!((0..20).all(|_| rates.admits_session("a")));
        assert!(!rates.admits_session("a"));
        assert!(rates.admits_session("b"));
    }

    fn request(peer: &str, forwarded: &[&str]) -> Parts {
        let mut request = axum::http::Request::new(());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 9)));
        for line in forwarded {
            request.headers_mut().append("x-forwarded-for", line.parse().unwrap());
        }
        request.into_parts().0
    }

    #[test]
    fn behind_a_proxy_only_what_the_proxy_wrote_last_counts() {
        let of = |text: &str| Net::of(text.parse().unwrap());
        for (peer, forwarded, behind, network) in [
            ("127.0.0.1", &["203.0.113.7"][..], true, "203.0.113.1"),
            ("127.0.0.1", &["198.51.100.1, 203.0.113.7"], true, "203.0.113.1"),
            ("127.0.0.1", &["198.51.100.1", "192.0.2.1,203.0.113.7"], true, "203.0.113.1"),
            ("127.0.0.1", &["203.0.113.7:51111"], true, "203.0.113.1"),
            ("127.0.0.1", &["[2001:db8:1::1]:51111"], true, "2001:db8:1::9"),
            ("203.0.113.7", &["198.51.100.1"], false, "203.0.113.1"),
            ("203.0.113.7", &["unknown"], true, "203.0.113.1"),
            ("203.0.113.7", &[], true, "203.0.113.1"),
        ] {
            assert_eq!(Net::of_request(&request(peer, forwarded), behind), of(network), "{forwarded:?} {behind}");
        }
        assert_eq!(Net::of_request(&request("127.0.0.1", &["203.0.113.7"]), false), None);
    }

    #[test]
    fn neighbors_in_a_network_share_its_limit_and_the_machine_itself_has_none() {
        let of = |text: &str| Net::of(text.parse().unwrap());
        assert_eq!(of("203.0.113.7"), of("203.0.113.200"));
        assert_eq!(of("::ffff:203.0.113.7"), of("203.0.113.200"));
        assert_ne!(of("203.0.113.7"), of("203.0.114.7"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:ffff::1"));
        assert_eq!(of("127.0.0.1"), None);
        let rates = Rates::new(false);
        assert!((0..30).all(|_| rates.admits_sign_in(of("203.0.113.7"))));
        assert!(!rates.admits_sign_in(of("203.0.113.9")));
        assert!((0..100).all(|_| rates.admits_sign_in(None)));
    }
}
