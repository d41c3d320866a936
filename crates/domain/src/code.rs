//! Closed lists of the field, each member with one stable code for storage, forms and messages.

/// A code that is not in the list it was read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown code in the list {list}")]
pub struct UnknownCode {
    /// Name of the list, never the value that was read: it may be anything a person typed.
    pub list: &'static str,
}

/// Declares a closed list: an enum with `ALL`, `code()`, `parse()`, and serde by code.
#[macro_export]
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every member of the list, in the order of the field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The codes of all of them, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The stable code: what is stored, posted and translated by.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The member with this code.
            ///
            /// # Errors
            /// [`UnknownCode`](crate::code::UnknownCode) when the code is not in the list.
            pub fn parse(code: &str) -> Result<Self, $crate::code::UnknownCode> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::code::UnknownCode { list: stringify!($name) }),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        // By hand, since a derived one repeats what it could not read in its error.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                Self::parse(&code).map_err(serde::de::Error::custom)
            }
        }
    };
}
