//! Tests of the room from outside.

#![expect(clippy::unwrap_used, reason = "what fails here fails its test")]

mod again;
mod browser;
mod canary;
mod full_disk;
mod guards;
mod held;
mod interrupted;
mod matrix;
mod limits;
mod menus;
mod misuse;
mod problems;
mod referring;
mod settings;
mod sessions;
mod shell;
mod texts;
mod times;
