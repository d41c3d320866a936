//! The year that lies behind the partnership of the demo, so that every page is worth looking at. Nobody here exists.

pub mod listings;
