//! Tests of the room from outside.

#![expect(clippy::unwrap_used, reason = "what fails here fails its test")]

mod after_the_stop;
mod again;
mod browser;
mod canary;
mod closed_visit;
mod contact;
mod crossed;
mod forgetting;
mod full_disk;
mod guards;
mod halves;
mod held;
mod in_words;
mod inside;
mod interrupted;
mod limits;
mod mail;
mod mandated;
mod matrix;
mod menus;
mod misuse;
mod nobody_else;
mod note;
mod note_page;
mod noticed;
mod pages_of_lists;
mod part2;
mod plan_pages;
mod problems;
mod receipt;
mod referring;
mod said;
mod sessions;
mod settings;
mod shell;
mod state_rules;
mod steps;
mod stop_codes;
mod texts;
mod times;
mod together;
mod undelivered;
mod wishes;
mod wizard;
