//! What was typed comes back to the same browser and the same person, and to nobody else.

use crate::fixed::Fixed;
use vault::HeldKey;

#[test]
fn what_was_typed_opens_with_the_same_cookie_and_owner_only() {
    let entropy = Fixed::new(1);
    let key = HeldKey::generate(&entropy);
    let sealed = key.seal(b"name=Canary", b"owner", &entropy);
    let back = HeldKey::parse(&key.cookie()).expect("its own cookie");
    assert_eq!(back.open(&sealed, b"owner").as_deref().map(|v| &v[..]), Some(&b"name=Canary"[..]));
    assert!(back.open(&sealed, b"other").is_none());
    assert!(HeldKey::generate(&entropy).open(&sealed, b"owner").is_none());
    assert!(back.open(&sealed[1..], b"owner").is_none());
    assert!(back.open("not base 64 !", b"owner").is_none());
    assert!(!sealed.contains("Canary"));
    assert!(HeldKey::parse("short").is_none());
}
