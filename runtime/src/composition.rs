//! The list of pallets, from which FRAME builds the runtime.

// FRAME's macro generates public items without documentation.
#![allow(missing_docs)]

use alloc::vec::Vec;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_metadata_ir::MetadataIR;

use crate::{Block, UncheckedExtrinsic};

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
    pub type Balances = pallet_balances;

    #[runtime::pallet_index(6)]
    pub type TransactionPayment = pallet_transaction_payment;

    #[runtime::pallet_index(11)]
    pub type Utility = pallet_utility;

    #[runtime::pallet_index(12)]
    pub type Sudo = pallet_sudo;
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
