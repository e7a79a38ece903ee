//! Random chains: does everything that always holds still hold after anything
//! users may do?
//!
//! From a seed, [`wander`] builds a chain with a handful of coldkeys, their
//! hotkeys and a few subnets, and then lets them make random calls, valid and
//! invalid, block after block. Which calls there are it reads from the
//! metadata, so a new call takes part without a line of code here; [`calls`]
//! says how often and who signs, [`values`] what the arguments may be.
//! [`watch`] looks on: invariants after each block, TAO to the rao, failed
//! calls that must leave no trace.
//!
//! Whatever was done is kept as a [`History`], which can be played again
//! without any chance, made smaller ([`shrink`]) and written as a scenario.

pub mod agenda;
pub mod calls;
pub mod cast;
mod commits;
pub mod dice;
pub mod extremes;
mod history;
pub mod observe;
mod player;
pub mod report;
pub mod shrink;
pub mod statistics;
pub mod text;
pub mod values;
mod wander;
pub mod watch;

pub use dice::Dice;
pub use history::{encode, table, Act, History};
pub use player::{play, twice, Ending, Player};
pub use statistics::Statistics;
pub use wander::{wander, Size};
pub use watch::Breach;
