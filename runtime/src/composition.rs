//! The list of pallets, from which FRAME builds the runtime.

// FRAME's macro generates public items without documentation.
#![allow(missing_docs)]

use alloc::vec::Vec;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_metadata_ir::MetadataIR;

use crate::{Block, UncheckedExtrinsic};

/// `SubtensorModule` as the main chain has it: the calls and hooks of the
/// conductor with the errors and events that all domain pallets share, which
/// the lowest of them defines. FRAME's macro takes the parts of a pallet from
/// one path, so they are brought together here.
pub mod subtensor_module {
    #[doc(hidden)]
    pub use pallet_subnets::{__substrate_event_check, tt_error_token};
    pub use pallet_subnets::{Error, Event};
    pub use pallet_subtensor::*;
}

/// `Balances`, with its events numbered as on the main chain.
pub mod balances_module {
    pub use crate::balances_event::Event;
    pub use pallet_balances::*;
}

#[frame_support::runtime]
mod runtime {
    /// The runtime as composed here.
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Runtime;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;

    #[runtime::pallet_index(2)]
    pub type Timestamp = pallet_timestamp;

    #[runtime::pallet_index(5)]
    pub type Balances = balances_module + Pallet + Call + Storage + Config<T> + Event + Error<T>;

    #[runtime::pallet_index(6)]
    pub type TransactionPayment = pallet_transaction_payment;

    // The parts are spelled out because errors and events come from another
    // pallet than calls and hooks.
    #[runtime::pallet_index(7)]
    pub type SubtensorModule = subtensor_module + Pallet + Call + Config<T> + Error<T> + Event<T>;

    #[runtime::pallet_index(11)]
    pub type Utility = pallet_utility;

    #[runtime::pallet_index(12)]
    pub type Sudo = pallet_sudo;

    #[runtime::pallet_index(18)]
    pub type Commitments = pallet_commitments;

    #[runtime::pallet_index(19)]
    pub type AdminUtils = pallet_admin_utils;

    #[runtime::pallet_index(26)]
    pub type Drand = pallet_drand;

    #[runtime::pallet_index(28)]
    pub type Swap = pallet_swap;

    #[runtime::pallet_index(31)]
    pub type AlphaAssets = pallet_alpha_assets;

    // The domain pallets: no calls, errors and events of their own, and on the
    // wire no place of their own (see `pallet_info` and `metadata`).
    #[runtime::pallet_index(100)]
    pub type Subnets = pallet_subnets + Pallet + Storage;

    #[runtime::pallet_index(101)]
    pub type Pools = pallet_pools + Pallet + Storage;

    #[runtime::pallet_index(102)]
    pub type Staking = pallet_staking + Pallet + Storage;

    #[runtime::pallet_index(103)]
    pub type Yuma = pallet_yuma + Pallet + Storage;

    #[runtime::pallet_index(104)]
    pub type Taoflow = pallet_taoflow + Pallet + Storage;

    #[runtime::pallet_index(105)]
    pub type Registration = pallet_registration + Pallet + Storage;
}

impl Runtime {
    /// The description FRAME generates, with the pallets as mounted here.
    pub(crate) fn composed_metadata_ir() -> MetadataIR {
        Self::metadata_ir()
    }

    /// The extrinsics a block must begin with, made from outside data.
    pub(crate) fn create_inherents(data: &InherentData) -> Vec<UncheckedExtrinsic> {
        data.create_extrinsics()
    }

    /// Whether the inherents of `block` agree with outside data.
    pub(crate) fn check_inherents(
        block: &<Block as sp_runtime::traits::Block>::LazyBlock,
        data: &InherentData,
    ) -> CheckInherentsResult {
        data.check_extrinsics(block)
    }
}
