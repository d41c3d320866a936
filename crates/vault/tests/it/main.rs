//! The vault from outside, as the other rooms use it.

#![cfg(test)]

mod compartments;
mod envelopes;
mod fixed;
mod formats;
mod held;
mod mou;
mod passwords;
mod records;
mod secrecy;
mod sessions;
mod sheets;
mod strength;
