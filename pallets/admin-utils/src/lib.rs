//! # Admin utils: the setters of parameters
//!
//! Root, and for most parameters of a network its owner, change parameters here
//! (`AdminUtils`, pallet index 19). Every setter passes the same gates in the same
//! order:
//!
//! 1. origin: root, or where allowed the coldkey that owns the network
//!    (`BadOrigin`);
//! 2. for owners, the rate limit of the parameter (`TxRateLimitExceeded`);
//! 3. the freeze window before an epoch, which binds root too
//!    (`AdminActionProhibitedDuringWeightsWindow`);
//! 4. the network's existence (`SubnetDoesNotExist`);
//! 5. the value's bounds.
//!
//! Then the value is stored, the event deposited and an owner's change recorded
//! for step 2. Setters leave out steps as the main chain does: a call without a
//! network has no window, and some calls on a network ask neither for a window
//! nor for existence. The calls are listed in [`calls`]; the rules stand in
//! modules named by subject.
//!
//! The parameters live in the pallets that use them. Errors of `AdminUtils` are
//! those of this pallet; where the main chain raises an error or event of
//! `SubtensorModule`, it is one of `pallet-subnets`.
//!
//! ## Left out
//!
//! * `swap_authorities` (0) and `schedule_grandpa_change` (59): blocks are sealed
//!   by the driver, there are no authorities to change.
//! * `sudo_set_evm_chain_id` (58) and `sudo_toggle_evm_precompile` (62): there is
//!   no EVM. The storage and the event of the latter exist, so that states and
//!   metadata agree; nothing writes them.
//!
//! Source: spec chapters `wire` §6, `registration` §6 and §7.2, `yuma` §11 and
//! §12, `emission` §7.5 and §11.3.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calls;
mod consensus;
mod emission;
mod gates;
mod keys;
mod mechanisms;
mod networks;
mod neurons;
mod retired;
mod schedule;
mod stake;
#[cfg(test)]
mod tests;
mod weight_setting;
pub mod weights;

pub use pallet::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[import_section(calls::calls)]
#[frame_support::pallet]
pub mod pallet {
    use super::WeightInfo;
    use alloc::vec::Vec;
    use frame_support::{pallet_prelude::*, traits::ConstBool};
    use frame_system::pallet_prelude::*;
    use pallet_subnets::RecycleOrBurnEnum;
    use substrate_fixed::types::{I64F64, I96F32, U64F64};
    use subtensor_types::{MechId, NetUid, TaoBalance};

    /// The setters.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What a runtime decides: the weights.
    #[pallet::config]
    pub trait Config:
        frame_system::Config<RuntimeEvent: From<Event<Self>>> + pallet_registration::Config
    {
        /// The weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// Why a change was refused. Indices are the main chain's.
    #[pallet::error]
    #[derive(PartialEq)]
    pub enum Error<T> {
        /// No network has this netuid.
        SubnetDoesNotExist,
        /// A network cannot permit more validators than `MaxAllowedUids`.
        MaxValidatorsLargerThanMaxUIds,
        /// The network has more neurons than this; a maximum never evicts.
        MaxAllowedUIdsLessThanCurrentUIds,
        /// An owner may set the moving average of bonds to at most 975000.
        BondsMovingAverageMaxReached,
        /// Only root may set a negative steepness.
        NegativeSigmoidSteepness,
        /// The value lies outside of what the parameter allows.
        ValueNotInBounds,
        /// The minimum must stay below the number of neurons the network has.
        MinAllowedUidsGreaterThanCurrentUids,
        /// The minimum must stay below `MaxAllowedUids`.
        MinAllowedUidsGreaterThanMaxAllowedUids,
        /// The maximum must be at least `MinAllowedUids`.
        MaxAllowedUidsLessThanMinAllowedUids,
        /// No network may hold more than 256 uids.
        MaxAllowedUidsGreaterThanDefaultMaxAllowedUids,
        /// The parameter cannot take this value.
        InvalidValue,
        /// The parameter does not apply to the root network (netuid 0).
        NotPermittedOnRootSubnet,
        /// Registration by proof of work is gone; register by burning TAO.
        POWRegistrationDisabled,
        /// The call does nothing any more.
        Deprecated,
    }

    /// What was changed, where `SubtensorModule` has no event for it. Indices are
    /// the main chain's.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An EVM precompile was switched. Not emitted by the current rules; kept
        /// because clients decode events by index.
        PrecompileUpdated {
            /// Precompile.
            precompile_id: PrecompileEnum,
            /// Whether it is on.
            enabled: bool,
        },
        /// The bond model of a network was chosen.
        Yuma3EnableToggled {
            /// Network.
            netuid: NetUid,
            /// Whether it is Yuma3.
            enabled: bool,
        },
        /// The reset of bonds by metadata commitments was switched.
        BondsResetToggled {
            /// Network.
            netuid: NetUid,
            /// Whether it is on.
            enabled: bool,
        },
        /// The half-life of a network's burn price changed.
        BurnHalfLifeSet {
            /// Network.
            netuid: NetUid,
            /// Half-life in blocks.
            burn_half_life: u16,
        },
        /// The rise of a network's burn price by a registration changed.
        BurnIncreaseMultSet {
            /// Network.
            netuid: NetUid,
            /// Factor of the price.
            burn_increase_mult: U64F64,
        },
        /// A network's part in the TAO split was switched.
        SubnetEmissionEnabledSet {
            /// Network.
            netuid: NetUid,
            /// Whether its pool receives emission.
            enabled: bool,
        },
    }

    /// The main chain's EVM precompiles.
    #[derive(
        Clone,
        Copy,
        Debug,
        Decode,
        DecodeWithMemTracking,
        Encode,
        Eq,
        MaxEncodedLen,
        PartialEq,
        TypeInfo,
    )]
    #[allow(missing_docs)] // Each variant is the precompile of the same name.
    pub enum PrecompileEnum {
        BalanceTransfer,
        Staking,
        Subnet,
        Metagraph,
        Neuron,
        UidLookup,
        Alpha,
        Crowdloan,
        Proxy,
        Leasing,
        AddressMapping,
        VotingPower,
    }

    /// Which EVM precompiles are on; stored, without effect.
    #[pallet::storage]
    pub type PrecompileEnable<T: Config> =
        StorageMap<_, Blake2_128Concat, PrecompileEnum, bool, ValueQuery, ConstBool<true>>;
}
