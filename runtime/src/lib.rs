//! The runtime: which pallets stand where, and what of them clients see.
//!
//! Indices, names, constants, transaction extensions and the version are the
//! main chain's (spec chapter `wire` §2, §3). Nothing is computed here: every
//! rule lives in a pallet or in `subtensor-math`.
//!
//! The runtime is run natively. [`api::dispatch`](apis::api::dispatch) calls
//! a runtime API by name with encoded arguments, as a node's `state_call`
//! does; [`Executive`] runs blocks.

#![cfg_attr(not(feature = "std"), no_std)]
// `impl_runtime_apis!` expands the nested extrinsic type many times over.
#![recursion_limit = "256"]

extern crate alloc;

pub mod apis;
pub mod balances_event;
pub mod beacon;
pub mod commitments;
mod composition;
pub mod configs;
pub mod extensions;
pub mod fees;
pub mod genesis;
pub mod limits;
pub mod metadata;
pub mod pallet_info;

#[cfg(test)]
mod tests;

pub use composition::*;

use alloc::borrow::Cow;
use sp_runtime::{
    generic,
    traits::{BlakeTwo256, IdentifyAccount, Verify},
    MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

/// A balance, or any amount of TAO, in rao.
pub type Balance = u64;
/// The number of a block; genesis is 0.
pub type BlockNumber = u32;
/// The number of transactions an account has sent.
pub type Nonce = u32;
/// A 32-byte hash.
pub type Hash = sp_core::H256;
/// Milliseconds since the Unix epoch.
pub type Moment = u64;
/// A signature by an ed25519, sr25519 or ecdsa key.
pub type Signature = MultiSignature;
/// An account: the public key of its owner, or a hash that no key has.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How a transaction names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// A block with its proof of finality.
pub type SignedBlock = generic::SignedBlock<Block>;
/// A transaction or inherent as it travels over the wire.
pub type UncheckedExtrinsic =
    generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, extensions::TxExtension>;
/// What the sender of a transaction signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, extensions::TxExtension>;
/// Runs blocks: hooks, inherents, transactions, in FRAME's order.
pub type Executive = frame_executive::Executive<
    Runtime,
    Block,
    frame_system::ChainContext<Runtime>,
    Runtime,
    AllPalletsWithSystem,
>;

/// Checks every pallet's invariants, and those between pallets, against the state.
/// Meant for tests: it reads all of it.
///
/// # Errors
///
/// The first invariant that does not hold.
pub fn check_invariants() -> Result<(), sp_runtime::TryRuntimeError> {
    SubtensorModule::check_invariants()?;
    Commitments::do_try_state()?;
    Drand::do_try_state()
}

/// The version of this runtime: that of the main chain in June 2026 (spec
/// chapter `wire` §1.4).
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("node-subtensor"),
    impl_name: Cow::Borrowed("node-subtensor"),
    authoring_version: 1,
    spec_version: 425,
    impl_version: 1,
    apis: apis::RUNTIME_API_VERSIONS,
    transaction_version: 1,
    system_version: 1,
};
