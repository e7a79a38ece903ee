//! # Drand
//!
//! Pulses of drand's beacon on chain. A pulse is the beacon's signature of a
//! round's number; whoever sends one needs no permission, since it is verified
//! against the beacon's public key. The signature of a round opens what was
//! encrypted for that round: time-locked weights are revealed with it.
//!
//! The beacon is quicknet unless root sets another. The latest 216,000 pulses
//! are kept, a week of them.
//!
//! On the main chain an off-chain worker in every node fetches pulses and sends
//! them as unsigned transactions. There is none here: pulses come from outside,
//! as the same transactions, or from a local beacon whose key the chain was
//! configured with.
//!
//! Source: spec chapters `yuma` §10.8 and `wire` §2.1, §5; the public pallet
//! for the order of the steps.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod invariants;
mod pulses;
#[cfg(test)]
mod tests;
pub mod types;
mod validity;
pub mod weights;

pub use pallet::*;
pub use weights::WeightInfo;

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::vec::Vec;
    use frame_support::{
        dispatch::DispatchClass,
        pallet_prelude::*,
        traits::{ConstU32, ConstU64},
    };
    use frame_system::{offchain::SigningTypes, pallet_prelude::*};
    use sp_runtime::{MultiSignature, MultiSigner};
    use types::{
        BeaconConfiguration, BeaconConfigurationPayload, Pulse, PulsesPayload, RoundNumber,
    };

    /// The store of pulses.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// What a runtime decides.
    #[pallet::config(with_default)]
    pub trait Config:
        frame_system::Config<RuntimeEvent: From<Event<Self>>>
        + SigningTypes<Public = MultiSigner, Signature = MultiSignature>
    {
        /// The priority of unsigned transactions; that of a pulse is the higher
        /// the earlier its round.
        #[pallet::constant]
        type UnsignedPriority: Get<TransactionPriority>;

        /// How long the main chain's off-chain worker waits for an answer, in
        /// milliseconds; nothing waits here.
        #[pallet::constant]
        type HttpFetchTimeout: Get<u64>;

        /// What the calls cost.
        type WeightInfo: WeightInfo;
    }

    /// Sets of constants to derive a configuration from.
    pub mod config_preludes {
        use super::*;
        use frame_support::derive_impl;

        /// The main chain's constants.
        pub struct MainnetDefaultConfig;

        #[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
        impl frame_system::DefaultConfig for MainnetDefaultConfig {}

        #[frame_support::register_default_impl(MainnetDefaultConfig)]
        impl DefaultConfig for MainnetDefaultConfig {
            type UnsignedPriority = ConstU64<{ 1 << 20 }>;
            type HttpFetchTimeout = ConstU64<1_000>;
            type WeightInfo = ();
        }
    }

    /// The beacon whose pulses are taken.
    #[pallet::storage]
    pub type BeaconConfig<T: Config> =
        StorageValue<_, BeaconConfiguration, ValueQuery, DefaultBeaconConfig>;

    /// Quicknet.
    pub struct DefaultBeaconConfig;
    impl Get<BeaconConfiguration> for DefaultBeaconConfig {
        fn get() -> BeaconConfiguration {
            BeaconConfiguration::quicknet()
        }
    }

    /// Which migrations of the main chain have run, by name.
    #[pallet::storage]
    pub type HasMigrationRun<T: Config> =
        StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

    /// The pulse of a round.
    #[pallet::storage]
    pub type Pulses<T: Config> = StorageMap<_, Blake2_128Concat, RoundNumber, Pulse, OptionQuery>;

    /// The latest round that was stored; 0 before the first.
    #[pallet::storage]
    pub type LastStoredRound<T: Config> = StorageValue<_, RoundNumber, ValueQuery>;

    /// The earliest round that was not removed yet; 0 before the first is
    /// stored, and as long as it is 0 nothing is removed.
    #[pallet::storage]
    pub type OldestStoredRound<T: Config> = StorageValue<_, RoundNumber, ValueQuery>;

    /// The block from which on unsigned transactions are accepted.
    #[pallet::storage]
    pub type NextUnsignedAt<T: Config> = StorageValue<_, BlockNumberFor<T>, ValueQuery>;

    /// What changed.
    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// Root configured another beacon.
        BeaconConfigChanged,
        /// Pulses were stored.
        NewPulse {
            /// Their rounds.
            rounds: Vec<RoundNumber>,
        },
        /// Root set the round from which on old pulses are removed.
        SetOldestStoredRound(u64),
    }

    /// Why a call failed.
    #[pallet::error]
    pub enum Error<T> {
        /// No longer raised.
        NoneValue,
        /// No longer raised.
        StorageOverflow,
        /// Raised on the main chain by its off-chain worker only.
        DrandConnectionFailure,
        /// No longer raised.
        UnverifiedPulse,
        /// The round is not after the latest one stored.
        InvalidRoundNumber,
        /// The pulse's signature, or the configured public key, is no point of
        /// its curve.
        PulseVerificationError,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            let key = types::BeaconConfiguration::quicknet().public_key;
            assert!(
                subtensor_timelock::PublicKey::from_bytes(&key).is_ok(),
                "the default beacon has no key"
            );
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    // Pulses come as bare transactions, as on the main chain. What FRAME has in
    // place of this trait would need one more transaction extension, and so
    // change the wire format.
    #[allow(deprecated)]
    #[pallet::validate_unsigned]
    impl<T: Config> ValidateUnsigned for Pallet<T> {
        type Call = Call<T>;

        fn validate_unsigned(_: TransactionSource, call: &Self::Call) -> TransactionValidity {
            Self::unsigned_validity(call)
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Stores pulses in the order given, each verified by the configured
        /// beacon's public key. Unsigned; the signature over the payload was
        /// looked at when the transaction was validated.
        ///
        /// A pulse whose signature is not the beacon's is passed over. The call
        /// fails, and nothing is stored, with `PulseVerificationError` if a
        /// signature is no point of the curve, and with `InvalidRoundNumber` if
        /// a verified pulse's round is not after the latest stored one.
        #[pallet::call_index(0)]
        #[pallet::weight(<T as Config>::WeightInfo::write_pulse())]
        pub fn write_pulse(
            origin: OriginFor<T>,
            pulses_payload: PulsesPayload<T::Public, BlockNumberFor<T>>,
            _signature: Option<T::Signature>,
        ) -> DispatchResult {
            ensure_none(origin)?;
            Self::do_write_pulses(pulses_payload.pulses)
        }

        /// Configures the beacon. Root only; the configuration is not checked.
        #[pallet::call_index(1)]
        #[pallet::weight((
            <T as Config>::WeightInfo::set_beacon_config(),
            DispatchClass::Operational
        ))]
        pub fn set_beacon_config(
            origin: OriginFor<T>,
            config_payload: BeaconConfigurationPayload<T::Public, BlockNumberFor<T>>,
            _signature: Option<T::Signature>,
        ) -> DispatchResult {
            ensure_root(origin)?;
            Self::do_set_beacon_config(config_payload.config);
            Ok(())
        }

        /// Sets the round from which on old pulses are removed. Root only.
        #[pallet::call_index(2)]
        #[pallet::weight((
            <T as Config>::WeightInfo::set_oldest_stored_round(),
            DispatchClass::Operational
        ))]
        pub fn set_oldest_stored_round(origin: OriginFor<T>, oldest_round: u64) -> DispatchResult {
            ensure_root(origin)?;
            OldestStoredRound::<T>::put(oldest_round);
            Self::deposit_event(Event::SetOldestStoredRound(oldest_round));
            Ok(())
        }
    }
}
