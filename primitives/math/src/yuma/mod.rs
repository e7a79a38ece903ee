//! Yuma consensus: from validators' weights to everyone's pay.
//!
//! [`run_epoch`] is one epoch of one mechanism, on borrowed rows and into
//! buffers that are used again; [`split_emissions`] and [`MechanismTotals`]
//! share an epoch among several mechanisms. The formulas stand with each stage:
//! stake S and active stake A (`stake`), the median C (`median`), incentive
//! `I ∝ Σ_i A_i·min(W_ij, C_j)` (`masks`, `agreement`), bonds and dividends D (`bonds`,
//! `averages`, `liquid`), and pay (`payout`).
//!
//! Source: spec chapter `yuma` §2 to §8.

mod agreement;
mod averages;
mod bonds;
mod clip;
mod epoch;
mod fixed;
mod input;
mod liquid;
mod masks;
mod mechanisms;
mod median;
mod payout;
mod reveal;
mod sparse;
mod stake;
mod voting_power;
mod weights;

#[cfg(test)]
mod tests;

pub use epoch::{run_epoch, EpochOutput, EpochWorkspace};
pub use input::{EpochInput, EpochParams};
pub use liquid::{exp_safe, LiquidAlpha};
pub use mechanisms::{mechanism_weight, split_emissions, MechanismTotals};
pub use median::weighted_median;
pub use reveal::{CommitState, RevealWindow};
pub use sparse::{Entry, SparseMatrix, SparseRows};
pub use stake::{activity_cutoff_blocks, is_topk_nonzero};
pub use voting_power::{voting_power_change, VotingPowerChange};
pub use weights::{remove_bonds_to, vec_u16_max_upscale_to_u16, zero_weights_to};
