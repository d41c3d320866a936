//! Warm referrals, on either bank.
//!
//! Read next: [`mod@send`] (how one leaves), [`mod@inbox`] (what waits), [`mod@show`] (one record), [`work`] (what is done
//! with it), [`contact`] (how the person is reached).

pub(crate) mod absorb;
pub mod agreed;
pub mod contact;
pub(crate) mod content;
pub mod halves;
pub mod inbox;
pub(crate) mod moves;
pub mod named_anew;
pub(crate) mod over;
mod plan_sent;
pub mod restrict;
mod sayable;
mod second_word;
pub mod send;
pub mod show;
pub mod stop;
pub mod stop_code;
pub(crate) mod tell;
pub mod wishes;
pub mod work;

pub use agreed::{Agreed, agreed};
pub use contact::{
    Masked, NewPlan, Reach, StandingPlan, attempt, plan, recheck, recheck_as_seen, replan, replan_as_seen, show_field,
    show_number,
};
pub use halves::{Half, Halves, Stands};
pub use inbox::{Cursor, Ends, InboxRow, Page, SentRow, finished, inbox, sent};
pub use over::{HowOver, Over, over};
pub use plan_sent::send_plan;
pub use restrict::{lift_restriction, nameable, named, restrict};
pub use send::{Basis, NewReferral, Sent, send};
pub(crate) use show::disclosed;
pub use show::{Disclosed, Ended, Happened, Opening, ReferralView, Told, other_side, show};
pub use stop::{Stopped, stop, stop_again, stop_said, stopped_before};
pub use stop_code::stop_by_code;
pub use wishes::{Silence, keep_wishes};
pub use work::{accept, close, close_used, connected, decline, know_them, pass};
