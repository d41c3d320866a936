//! Signatures under an agreement hold for these words between these two organizations, and for nothing else.

use crate::fixed::{Fixed, Org};
use proptest::prelude::*;
use vault::{BothSides, Certificate, MouSignature, OpenError, OrgPublic, SealError, sha256};

const REFUSED: Result<(), OpenError> = Err(OpenError::Signature);

fn two(entropy: &Fixed) -> (Org, Org, BothSides) {
    let (lakeside, harbor) = (Org::new(1, entropy), Org::new(2, entropy));
    let sides = BothSides { health_center: lakeside.public, advocacy: harbor.public };
    (lakeside, harbor, sides)
}
fn sign(by: &Org, hash: &[u8; 32], sides: &BothSides) -> MouSignature {
    MouSignature::sign(&by.member, &by.certificate, hash, sides).unwrap()
}

#[test]
fn a_signature_of_each_side_holds_for_these_words() {
    let (lakeside, harbor, sides) = two(&Fixed::new(90));
    let hash = sha256(b"what was agreed");
    for by in [&lakeside, &harbor] {
        let signature = MouSignature::from_bytes(&sign(by, &hash, &sides).to_bytes()).unwrap();
        assert_eq!(signature.verify(&by.public, &hash, &sides), Ok(()));
        assert_eq!(signature.member(), by.member_id);
        assert_eq!(signature.verify(&by.public, &sha256(b"what was agreed."), &sides), REFUSED);
    }
    assert_eq!(sign(&lakeside, &hash, &sides).verify(&harbor.public, &hash, &sides), REFUSED, "not the other side's");
}

#[test]
fn a_key_that_was_exchanged_on_either_side_ends_both_signatures() {
    let entropy = Fixed::new(91);
    let (lakeside, harbor, sides) = two(&entropy);
    let hash = sha256(b"what was agreed");
    let other = Org::new(9, &entropy).public;
    let exchanged = |public: OrgPublic| {
        [OrgPublic { intake: other.intake, ..public }, OrgPublic { signing: other.signing, ..public }]
    };
    for by in [&lakeside, &harbor] {
        let signature = sign(by, &hash, &sides);
        for health_center in exchanged(sides.health_center) {
            let now = BothSides { health_center, ..sides };
            let by = if by.id == lakeside.id { health_center } else { by.public };
            assert_eq!(signature.verify(&by, &hash, &now), REFUSED);
        }
        for advocacy in exchanged(sides.advocacy) {
            let now = BothSides { advocacy, ..sides };
            let by = if by.id == harbor.id { advocacy } else { by.public };
            assert_eq!(signature.verify(&by, &hash, &now), REFUSED);
        }
        let turned = BothSides { health_center: sides.advocacy, advocacy: sides.health_center };
        assert_eq!(signature.verify(&by.public, &hash, &turned), REFUSED);
    }
}

/// What held is remembered: by every byte that decides it, and not by the text alone.
#[test]
fn what_held_once_is_refused_with_any_other_byte() {
    let (lakeside, harbor, sides) = two(&Fixed::new(94));
    let hash = sha256(b"what was agreed");
    let bytes = sign(&lakeside, &hash, &sides).to_bytes();
    let holds = || MouSignature::from_bytes(&bytes).unwrap().verify(&lakeside.public, &hash, &sides);
    assert_eq!((holds(), holds()), (Ok(()), Ok(())));
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1;
        let Ok(other) = MouSignature::from_bytes(&other) else { continue };
        assert_eq!(other.verify(&lakeside.public, &hash, &sides), REFUSED, "byte {at}");
    }
    let signature = MouSignature::from_bytes(&bytes).unwrap();
    assert_eq!(signature.verify(&harbor.public, &hash, &sides), REFUSED);
    let exchanged = OrgPublic { signing: harbor.public.signing, ..lakeside.public };
    let now = BothSides { health_center: exchanged, ..sides };
    assert_eq!(signature.verify(&exchanged, &hash, &now), REFUSED);
    assert_eq!(holds(), Ok(()));
}

#[test]
fn nobody_signs_for_an_organization_that_did_not_certify_them() {
    let entropy = Fixed::new(92);
    let (lakeside, harbor, sides) = two(&entropy);
    let (hash, stranger) = (sha256(b"what was agreed"), Org::new(3, &entropy));
    let foreign = MouSignature::sign(&stranger.member, &lakeside.certificate, &hash, &sides);
    assert_eq!(foreign, Err(SealError::OtherCertificate));
    assert_eq!(sign(&stranger, &hash, &sides).verify(&stranger.public, &hash, &sides), REFUSED);
    assert_eq!(sign(&stranger, &hash, &sides).verify(&lakeside.public, &hash, &sides), REFUSED);
    let stolen = Certificate::issue(&harbor.signing, lakeside.id, stranger.member_id, &stranger.member.public());
    let signed = MouSignature::sign(&stranger.member, &stolen, &hash, &sides).unwrap();
    assert_eq!(signed.verify(&lakeside.public, &hash, &sides), REFUSED);
}

#[test]
fn its_form_is_frozen() {
    let (lakeside, _, sides) = two(&Fixed::new(0));
    let bytes = sign(&lakeside, &sha256(b"what was agreed"), &sides).to_bytes();
    assert_eq!((bytes.len(), &bytes[..2]), (MouSignature::BYTES, &[0x01, 0x31][..]));
    let digest = data_encoding::HEXLOWER.encode(&sha256(&bytes));
    assert_eq!(digest, "f2717337bd0a3d2f317264972725a3baa6c19176730f4b1467c17506e91cd28e");
}

proptest! {
    #[test]
    fn one_flipped_bit_breaks_it(bit: prop::sample::Index) {
        let (lakeside, _, sides) = two(&Fixed::new(93));
        let hash = sha256(b"what was agreed");
        let mut bytes = sign(&lakeside, &hash, &sides).to_bytes();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        let read = MouSignature::from_bytes(&bytes);
        prop_assert!(read.and_then(|read| read.verify(&lakeside.public, &hash, &sides)).is_err());
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (lakeside, _, sides) = two(&Fixed::new(94));
        let read = MouSignature::from_bytes(&bytes);
        prop_assert!(read.and_then(|read| read.verify(&lakeside.public, &[0; 32], &sides)).is_err());
    }
}
