//! The conductor: the block step in order, and the main chain's call surface (`SubtensorModule`).

#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;

#[frame_support::pallet]
pub mod pallet {
    /// The conductor.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// Nothing to decide beyond what the domain pallets ask for.
    #[pallet::config]
    pub trait Config: frame_system::Config + pallet_subnets::Config {}
}
