//! What was typed when a session had just ended: sealed for the same browser, so that nothing is lost and nothing
//! can be read on a borrowed screen. Nothing of it is stored here.

use crate::App;
use domain::time::{Minutes, Timestamp};
use vault::HeldKey;

/// Longest time it can be taken up again.
pub const LONGEST: Minutes = Minutes(15);

/// Seals a posted form. Answers the cookie's value (the key) and the page's hidden field (the ciphertext).
/// `owner` binds it to one member, when it is known who typed.
#[must_use]
pub fn seal(app: &App, plain: &[u8], owner: Option<[u8; 16]>) -> (String, String) {
    let key = HeldKey::generate(app.entropy());
    let mut timed = app.now().micros().to_be_bytes().to_vec();
    timed.extend_from_slice(plain);
    (key.cookie(), key.seal(&timed, owner.as_ref().map_or(&[], |id| &id[..]), app.entropy()))
}

/// Opens it again, or answers nothing: another browser, another member, too late, or changed.
#[must_use]
pub fn open(app: &App, cookie: &str, sealed: &str, owner: Option<[u8; 16]>) -> Option<Vec<u8>> {
    let timed = HeldKey::parse(cookie)?.open(sealed, owner.as_ref().map_or(&[], |id| &id[..]))?;
    let (at, plain) = timed.split_first_chunk::<8>()?;
    let at = Timestamp::from_micros(i64::from_be_bytes(*at));
    (app.now() <= at.plus_minutes(LONGEST)).then(|| plain.to_vec())
}
