//! `lifecycle`: whole chains in which networks and neurons are born and die, and
//! keys are swapped. Recorded as `block` is, with events and more state.

pub use super::block::run;
