//! The printed sheet that unlocks a member's keys when the password is gone.
//!
//! 256 bits as 52 characters of Crockford's base 32 (no I, L, O or U), in 13 groups of four, and a 14th group that is
//! a checksum of 20 bits. The checksum tells a typing error from the sheet of somebody else, so that a person who is
//! reading in bad light is told to look again, and which of the two it is.

use crate::derive::{derive, equal};
use crate::entropy::Entropy;
use crate::frame::{Cut, Frame};
use crate::key::{Key, opaque_debug};
use crate::lock::{self, UnlockError, UnlockKind};
use crate::member::MemberSecrets;
use crate::suite::{HEADER, Suite};
use domain::ids::MemberId;
use zeroize::Zeroizing;

/// Why what was typed is no recovery sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Too few or too many characters.
    #[error("a recovery sheet has 56 characters")]
    Length,
    /// A character that never stands on a sheet.
    #[error("a character in group {group} never stands on a sheet")]
    Character {
        /// The group, from 1.
        group: usize,
    },
    /// The checksum says that something was mistyped.
    #[error("the checksum does not fit: something was mistyped")]
    Mistyped,
}

/// The secret of a recovery sheet. It is shown once, printed, and kept nowhere.
pub struct RecoverySheet(Key);

opaque_debug!(RecoverySheet);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;
/// 52 characters hold 260 bits, four more than the secret; those are zero.
const SECRET_SYMBOLS: usize = 52;
const SYMBOLS: usize = RecoverySheet::GROUPS * GROUP;

/// What is printed, as numbers below 32.
type Symbols = Zeroizing<[u8; SYMBOLS]>;

impl RecoverySheet {
    /// How many groups a sheet has: 13 and the checksum.
    pub const GROUPS: usize = 14;

    /// A new sheet.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Key::generate(entropy))
    }
    /// What is printed: 13 groups of four characters, then the checksum group.
    #[must_use]
    pub fn groups(&self) -> Zeroizing<Vec<String>> {
        let letter = |symbol: &u8| char::from(ALPHABET[usize::from(*symbol)]);
        Zeroizing::new(self.symbols().chunks(GROUP).map(|group| group.iter().map(letter).collect()).collect())
    }
    /// Reads what was typed: upper or lower case, with or without spaces and dashes, O for 0 and I or L for 1.
    ///
    /// # Errors
    /// [`SheetError`] when a character is missing, impossible or mistyped. A sheet that parses can still be the wrong
    /// one: that is for [`RecoverySheet::unlock`] to say.
    pub fn parse(typed: &str) -> Result<Self, SheetError> {
        let symbols = read_symbols::<SYMBOLS>(typed)?;
        let sheet = Self(Key::fill_with(|key| {
            for (bit, target) in (0..256).map(|bit| (bit, bit / 8)) {
                let value = symbols[bit / 5] >> (4 - bit % 5) & 1;
                key[target] = key[target] << 1 | value;
            }
        }));
        // Covers the four bits that hold nothing as well as the checksum.
        if equal(sheet.symbols().as_ref(), symbols.as_ref()) { Ok(sheet) } else { Err(SheetError::Mistyped) }
    }
    /// Whether these groups, each with its index from 0 to 13, were typed back right: how we know that the sheet was
    /// printed before anything depends on it. No group at all is not right.
    #[must_use]
    pub fn matches_groups(&self, typed: &[(usize, &str)]) -> bool {
        let symbols = self.symbols();
        let right = |(index, typed): &(usize, &str)| {
            let group = symbols.chunks(GROUP).nth(*index);
            let typed = read_symbols::<GROUP>(typed).ok();
            group.zip(typed).is_some_and(|(group, typed)| equal(group, typed.as_ref()))
        };
        !typed.is_empty() && typed.iter().all(right)
    }
    /// Locks a member's keys under this sheet. The sheet is as strong as any key, so nothing is stretched.
    #[must_use]
    pub fn lock(&self, secrets: &MemberSecrets, member: MemberId, entropy: &dyn Entropy) -> Vec<u8> {
        lock::seal(&self.0, UnlockKind::Recovery, member, &Suite::Symmetric.header(), secrets, entropy)
    }
    /// Unlocks this member's keys.
    ///
    /// # Errors
    /// [`UnlockError::Wrong`] when this is another sheet, [`UnlockError::Format`] or [`UnlockError::Damaged`] when the
    /// lock is at fault.
    pub fn unlock(&self, bytes: &[u8], member: MemberId) -> Result<MemberSecrets, UnlockError> {
        Suite::Symmetric.expect(&mut Cut::new(bytes)).ok_or(UnlockError::Format)?;
        lock::open(&self.0, UnlockKind::Recovery, member, HEADER, bytes)
    }

    fn symbols(&self) -> Symbols {
        let checksum = derive(&self.0, &Frame::new("footbridge recovery checksum 1"));
        let mut symbols = Zeroizing::new([0; SYMBOLS]);
        let (secret, check) = symbols.split_at_mut(SECRET_SYMBOLS);
        write_symbols(self.0.bytes(), secret);
        write_symbols(checksum.bytes(), check);
        symbols
    }
}

/// Five bits a symbol, the highest first; bits beyond the end are zero.
fn write_symbols(bytes: &[u8; 32], out: &mut [u8]) {
    for (index, symbol) in out.iter_mut().enumerate() {
        *symbol = (index * 5..index * 5 + 5).fold(0, |value, bit| {
            let set = bytes.get(bit / 8).map_or(0, |byte| byte >> (7 - bit % 8) & 1);
            value << 1 | set
        });
    }
}

fn read_symbols<const N: usize>(typed: &str) -> Result<Zeroizing<[u8; N]>, SheetError> {
    let mut symbols = Zeroizing::new([0; N]);
    let mut count = 0;
    for letter in typed.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)) {
        let symbol = symbol(letter).ok_or(SheetError::Character { group: count / GROUP + 1 })?;
        *symbols.get_mut(count).ok_or(SheetError::Length)? = symbol;
        count += 1;
    }
    if count == N { Ok(symbols) } else { Err(SheetError::Length) }
}

fn symbol(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let letter = u8::try_from(letter).ok()?;
    ALPHABET.iter().position(|known| *known == letter).and_then(|index| u8::try_from(index).ok())
}

/// The dashes that keyboards and word processors make of "-".
const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
