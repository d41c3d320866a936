//! Frozen vectors: our own formats, made from randomness that repeats. A change here is a change of format, and what
//! is stored and on its way must still open: it needs a new version byte, not a new number in this file.

use crate::fixed::{Fixed, Org, org, pepper, place, stop};
use domain::ids::{MemberId, SessionId};
use vault::{
    Compartment, CompartmentKey, MemberSecrets, PasswordLock, RecordKey, RecoverySheet, ServerKey, SessionKeys,
    SessionToken, fingerprint_words, seal_envelope, sha256,
};

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
/// The first two bytes, the length and the digest.
fn print(bytes: &[u8]) -> String {
    format!("{} {} {}", hex(&bytes[..2]), bytes.len(), hex(&sha256(bytes)))
}

#[test]
fn records_and_wrapped_keys() {
    let entropy = Fixed::new(0);
    let compartment = CompartmentKey::generate(org(1), Compartment::CarePlans, 7, &entropy);
    let key = RecordKey::generate(&entropy);
    assert_eq!(
        hex(&key.wrap(&compartment, &place(1), &entropy).unwrap()),
        "010100000007692865c9a376a1a82d161b0f9578595554873797fa9ebbb0e64474205f95d02f1522542b2d367075348ebc4ee2cf23d17921218920463497b16eb5dd54413e39862732c7fab49fdb"
    );
    assert_eq!(
        print(key.seal(&place(1), &"Canary Quetzal", &entropy).unwrap().as_bytes()),
        "0101 298 bcf2368afe30d5c7e9574d839d9ba4d414308934d8021f3272f44971153e3868"
    );
}

#[test]
fn grants_and_server_wraps() {
    let entropy = Fixed::new(0);
    let home = Org::new(1, &entropy);
    let key = CompartmentKey::generate(home.id, Compartment::Intake, 1, &entropy);
    let grant = key.grant_to(&home.member.public(), home.member_id, &home.signing, &entropy).unwrap();
    assert_eq!(print(&grant), "0111 146 6fa70c3e6fb26f72d3072de7f6ec59c69a334053a279f22dd999ec4c0b991c4e");
    assert_eq!(
        print(&key.wrap_for_server(&ServerKey::new(&[7; 32]), &entropy)),
        "0101 74 d58b76dbe44e776a2c08704a5717bfe7e0cee60a6562b7bca67766b0cd34aeed"
    );
    assert_eq!(hex(&key.pin(&home.public)), "8cc9ea5ac8bad90cda2859354596391371c1197dee7d769a550dcbbf23497503");
}

#[test]
fn the_organizations_keys() {
    let entropy = Fixed::new(0);
    let home = Org::new(1, &entropy);
    let intake = CompartmentKey::generate(home.id, Compartment::Intake, 1, &entropy);
    let admin = CompartmentKey::generate(home.id, Compartment::Admin, 1, &entropy);
    assert_eq!(
        print(&home.intake.seal_under(&intake, &place(1), &entropy).unwrap()),
        "0101 74 29ec892535d01d6db777ca68743789ddf48d082cb945de8eb46d6860cdf94165"
    );
    assert_eq!(
        print(&home.signing.seal_under(&admin, &place(1), &entropy).unwrap()),
        "0101 74 1c52db2e1703792065dcd8eb213dd575ba92802d75a6d1beed2b0de1ca2045ce"
    );
    assert_eq!(
        print(&home.certificate.to_bytes()),
        "0131 114 800dff9a2fbedddcdf643901cf6c8ccde4f35182d35f8cb2e48aa9a2d591eace"
    );
    assert_eq!(fingerprint_words(&home.public.fingerprint()).join(" "), "example employ tray valley cat captain");
    assert_eq!(home.member.public().code().join(" "), "sort guide party simple");
}

#[test]
fn locks_and_sheets() {
    let entropy = Fixed::new(0);
    let (member, secrets) = (MemberId::from_bytes([1; 16]), MemberSecrets::generate(&entropy));
    let lock = PasswordLock::enroll("seven otters borrow a kettle", &pepper(), &secrets, member, &entropy).unwrap();
    assert_eq!(print(lock.as_bytes()), "0121 174 0441181b6181a4a4f5ae4fb54d1076e27391bf567d8ecdf182ccee62e01ee879");
    let sheet = RecoverySheet::generate(&entropy);
    assert_eq!(sheet.groups().join("-"), "CPZ5-AKX6-325H-G6MH-SBVW-N0VY-NAMB-WQVS-VJD2-Q7DE-SD8A-RFPR-0SQG-HG26");
    assert_eq!(
        print(&sheet.lock(&secrets, member, &entropy)),
        "0101 138 5ad48882f8db264c10632b025c8ba7b0fae24adcde5a7b7b24d8eec237de93b1"
    );
}

#[test]
fn sessions() {
    let entropy = Fixed::new(0);
    let home = Org::new(1, &entropy);
    let token = SessionToken::generate(&entropy);
    let keys = SessionKeys {
        member_id: home.member_id,
        org: home.public,
        certificate: Some(home.certificate),
        member: home.member,
        compartments: vec![CompartmentKey::generate(home.id, Compartment::Restricted, 1, &entropy)],
        intake: Some(home.intake),
        org_signing: None,
    };
    assert_eq!(
        print(&keys.seal(&token, SessionId::from_bytes([1; 16]), &entropy)),
        "0101 404 2fd9e0711af4cfb19cc281c1c10f397b34051919c4a84ede688fdfecfaad1033"
    );
    assert_eq!(token.cookie(), "Zb5VT6YYixgakcr3yoN-qqi-X3ncmiudrstQrD7YBm8");
    assert_eq!(hex(&token.hash()), "8e5089e47f0849e0a77d04fc726c1b55f118fc1bcf1ece46d295eda310fa8baf");
    assert_eq!(token.csrf(), "fI8TuFgsgU1ie3RN58pvj63m0tQ8NSi_IEzID3nnrA4");
}

#[test]
fn envelopes() {
    let entropy = Fixed::new(0);
    let (from, to) = (Org::new(1, &entropy), Org::new(2, &entropy));
    let stop = seal_envelope(&stop(&from, &to), &from.member, &from.certificate, &to.public, &entropy).unwrap();
    assert_eq!(print(&stop.bytes), "0111 557 0595b08bd735a21969cc06140cc21a3e71381050c3891394d8b36049fef6f9a3");
}
