//! Tests of the room from outside.

mod texts;
mod times;
