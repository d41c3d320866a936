//! The fields of what is written beside meetings: trainings, programs, what keeps them going, the shelf.

mod cycle;
mod programs;
mod sustain;
mod training;

pub(super) use cycle::CYCLE;
pub(super) use programs::{CELEBRATION, PRESENCE, SLOT, STOP, VISIT};
pub(super) use sustain::{CONTINUITY, COST, FUND, POLICY, SHELF_ITEM};
pub(super) use training::TRAINING;
