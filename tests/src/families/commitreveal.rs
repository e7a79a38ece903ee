//! `commitreveal`: whole chains in which validators commit to weights and reveal
//! them. Recorded as `block` is; each action with its outcome with and without the
//! guards, and the networks after their epochs.

pub use super::block::run;
