//! # Subtensor: the conductor
//!
//! On top of the tower. It holds no rule of its own: [`block_step`](Pallet::block_step)
//! lists what a block does, in order, and each call forwards to the pallet whose
//! subject it is. On the wire this is the main chain's `SubtensorModule`.
//!
//! Source: spec chapters `emission` §1 and `wire` §5.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod block_step;
mod calls;
mod genesis;
mod guards;
mod invariants;
#[cfg(test)]
mod tests;
pub mod weights;

pub use pallet::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

// The pallet macros expand to `expect`, and calls have as many arguments as the
// main chain's have.
#[allow(clippy::expect_used, clippy::too_many_arguments)]
#[import_section(calls::calls)]
#[import_section(genesis::genesis_config)]
#[frame_support::pallet]
pub mod pallet {
    use super::WeightInfo;
    use alloc::{collections::BTreeSet, vec::Vec};
    use codec::Compact;
    use frame_support::{pallet_prelude::*, traits::ConstU32};
    use frame_system::pallet_prelude::*;
    use pallet_registration::Pallet as Registration;
    use pallet_staking::Pallet as Staking;
    use pallet_subnets::{
        AxonInfo, ChainIdentityV2, Error, Pallet as Subnets, PrometheusInfo, RecycleOrBurnEnum,
        RootClaimTypeEnum, SubnetIdentityV3,
    };
    use pallet_yuma::{Pallet as Yuma, MAX_CRV3_COMMIT_SIZE_BYTES};
    use sp_core::H256;
    use subtensor_math::{
        amm::PoolKind,
        emission::{EmissionModel, EraRules},
    };
    use subtensor_types::{AlphaBalance, MechId, NetUid, TaoBalance};

    /// The conductor.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// What a runtime decides.
    #[pallet::config]
    pub trait Config: frame_system::Config + pallet_registration::Config {
        /// What the calls weigh.
        type WeightInfo: WeightInfo;
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            Self::block_step();
            <T as Config>::WeightInfo::block_step()
        }
    }
}
