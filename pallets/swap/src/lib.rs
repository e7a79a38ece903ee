//! # Swap: the AMM of the subnets' pools
//!
//! A calculator with a little memory: per network a fee rate, the weights of the
//! balancer pool and whether the pool has swapped before. The arithmetic is
//! `subtensor_math::amm`; here the parameters are loaded, the calculation is
//! done and the weights are stored.
//!
//! This pallet never changes a reserve. Its callers hand the reserves in and
//! apply the result: `pallet-pools`, one floor up, does so for everyone.
//!
//! All pools of a chain are of one [`PoolKind`]: the main chain's balancer, or the
//! plain constant product of the time when alpha was launched.
//!
//! A network whose mechanism is not 1 has no pool: there 1 TAO is 1 alpha, without
//! fee, limit or check.
//!
//! Source: spec chapter `pools-and-staking` §1 and §8.

#![cfg_attr(not(feature = "std"), no_std)]

mod invariants;
mod kind;
mod prices;
mod swaps;
#[cfg(test)]
mod tests;
mod types;
mod weighting;
pub mod weights;

pub use pallet::*;
pub use subtensor_math::amm::{Balancer, Reserves, SwapResult};
pub use types::{PositionId, TickIndex};
pub use weights::WeightInfo;

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use core::num::NonZeroU64;
    use frame_support::{pallet_prelude::*, traits::ConstU32, PalletId};
    use frame_system::pallet_prelude::*;
    use pallet_subnets::Pallet as Subnets;
    use subtensor_math::amm::PoolKind as Kind;
    use subtensor_types::{AlphaBalance, NetUid};

    /// The AMM.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// What a runtime decides.
    #[pallet::config(with_default)]
    pub trait Config:
        frame_system::Config<RuntimeEvent: From<Event<Self>>> + pallet_subnets::Config
    {
        /// The pallet id of the protocol's account, which no rule uses any more.
        #[pallet::constant]
        type ProtocolId: Get<PalletId>;

        /// The highest fee rate that can be set, out of 65535.
        #[pallet::constant]
        type MaxFeeRate: Get<u16>;

        /// The least liquidity of a former position; no rule reads it.
        #[pallet::constant]
        type MinimumLiquidity: Get<u64>;

        /// The output reserve, in rao, below which a pool does not swap.
        #[pallet::constant]
        type MinimumReserve: Get<NonZeroU64>;

        /// What the calls cost.
        type WeightInfo: WeightInfo;
    }

    /// Sets of constants to derive a configuration from.
    pub mod config_preludes {
        use super::*;
        use frame_support::{
            derive_impl,
            traits::{ConstU16, ConstU64},
        };

        frame_support::parameter_types! {
            /// The pallet id of the protocol's account.
            pub const ProtocolId: PalletId = PalletId(*b"ten/swap");
            /// A thousandth of a TAO, and of an alpha.
            pub const MinimumReserve: NonZeroU64 = match NonZeroU64::new(1_000_000) {
                Some(reserve) => reserve,
                None => NonZeroU64::MIN,
            };
        }

        /// The main chain's constants (spec chapter `pools-and-staking` §8.2).
        pub struct MainnetDefaultConfig;

        #[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
        impl frame_system::DefaultConfig for MainnetDefaultConfig {}

        #[derive_impl(
            pallet_subnets::config_preludes::MainnetDefaultConfig,
            no_aggregated_types
        )]
        impl pallet_subnets::DefaultConfig for MainnetDefaultConfig {}

        #[frame_support::register_default_impl(MainnetDefaultConfig)]
        impl DefaultConfig for MainnetDefaultConfig {
            type ProtocolId = ProtocolId;
            type MaxFeeRate = ConstU16<10_000>;
            type MinimumLiquidity = ConstU64<1_000>;
            type MinimumReserve = MinimumReserve;
            type WeightInfo = ();
        }
    }

    /// The fee rate of a network that has none of its own: 33/65535, about 0.05 %.
    pub struct DefaultFeeRate;
    impl Get<u16> for DefaultFeeRate {
        fn get() -> u16 {
            33
        }
    }

    /// The swap fee of a network, out of 65535.
    #[pallet::storage]
    pub type FeeRate<T> = StorageMap<_, Twox64Concat, NetUid, u16, ValueQuery, DefaultFeeRate>;

    /// The weights of a network's pool.
    #[pallet::storage]
    pub type SwapBalancer<T> = StorageMap<_, Twox64Concat, NetUid, Balancer, ValueQuery>;

    /// Whether a network's pool has swapped before. The first swap sets the
    /// weights to one half, whatever injections made of them.
    #[pallet::storage]
    pub type PalSwapInitialized<T> = StorageMap<_, Twox64Concat, NetUid, bool, ValueQuery>;

    /// Which migrations of the main chain have run, by name.
    #[pallet::storage]
    pub type HasMigrationRun<T> =
        StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

    /// A residue of the former concentrated liquidity; no rule reads it.
    #[pallet::storage]
    pub type ScrapReservoirAlpha<T> = StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

    /// The kind of pool that networks trade in. The main chain has no such item,
    /// since it has one kind at a time; a state that doesn't name one has that of
    /// the reference runtime.
    ///
    /// A preset chooses it at genesis (`poolKind`); later root can write the item
    /// as any storage, with `System.set_storage`. Such a switch moves the prices of
    /// pools whose weights are not one half, since from then on the weights count
    /// or don't.
    #[pallet::storage]
    pub type PoolKind<T> = StorageValue<_, Kind, ValueQuery>;

    /// What changed.
    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// The swap fee of a network was set.
        FeeRateSet {
            /// The network.
            netuid: NetUid,
            /// Its new fee, out of 65535.
            rate: u16,
        },
    }

    /// Why a swap or a call failed.
    #[pallet::error]
    pub enum Error<T> {
        /// The fee rate exceeds `MaxFeeRate`.
        FeeRateTooHigh,
        /// No longer raised.
        InsufficientInputAmount,
        /// The pool does not hold what the swap would pay.
        InsufficientLiquidity,
        /// The price is already at the limit or past it.
        PriceLimitExceeded,
        /// No longer raised.
        InsufficientBalance,
        /// No longer raised.
        InvalidTickRange,
        /// No longer raised.
        InvalidLiquidityValue,
        /// The output reserve is below `MinimumReserve`, or the input is worth
        /// less than one rao of output.
        ReservesTooLow,
        /// The network does not exist.
        MechanismDoesNotExist,
        /// No longer raised.
        SubtokenDisabled,
        /// At this price one side of the pool would weigh less than 1 %.
        ReservesOutOfBalance,
        /// The input exceeds 1000 times the reserve it flows into.
        SwapInputTooLarge,
        /// Liquidity of users no longer exists.
        Deprecated,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(
                T::MaxFeeRate::get() < u16::MAX,
                "a fee of the whole input leaves nothing to swap"
            );
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Sets the swap fee of a network, out of 65535. Root only.
        ///
        /// Fails with `MechanismDoesNotExist` if the network does not exist, then
        /// with `FeeRateTooHigh` above `MaxFeeRate` (spec `pools-and-staking`
        /// §8.3).
        #[pallet::call_index(0)]
        #[pallet::weight(<T as Config>::WeightInfo::set_fee_rate())]
        pub fn set_fee_rate(origin: OriginFor<T>, netuid: NetUid, rate: u16) -> DispatchResult {
            ensure_root(origin)?;
            ensure!(
                Subnets::<T>::subnet_exists(netuid),
                Error::<T>::MechanismDoesNotExist
            );
            ensure!(rate <= T::MaxFeeRate::get(), Error::<T>::FeeRateTooHigh);
            FeeRate::<T>::insert(netuid, rate);
            Self::deposit_event(Event::FeeRateSet { netuid, rate });
            Ok(())
        }

        /// Fails with `Deprecated` for any origin.
        #[pallet::call_index(1)]
        #[pallet::weight(<T as Config>::WeightInfo::deprecated())]
        pub fn add_liquidity(
            _origin: OriginFor<T>,
            _hotkey: T::AccountId,
            _netuid: NetUid,
            _tick_low: TickIndex,
            _tick_high: TickIndex,
            _liquidity: u64,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Fails with `Deprecated` for any origin.
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::deprecated())]
        pub fn remove_liquidity(
            _origin: OriginFor<T>,
            _hotkey: T::AccountId,
            _netuid: NetUid,
            _position_id: PositionId,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Fails with `Deprecated` for any origin.
        #[pallet::call_index(3)]
        #[pallet::weight(<T as Config>::WeightInfo::deprecated())]
        pub fn modify_position(
            _origin: OriginFor<T>,
            _hotkey: T::AccountId,
            _netuid: NetUid,
            _position_id: PositionId,
            _liquidity_delta: i64,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Fails with `Deprecated` for any origin.
        #[pallet::call_index(4)]
        #[pallet::weight(<T as Config>::WeightInfo::deprecated())]
        pub fn toggle_user_liquidity(
            _origin: OriginFor<T>,
            _netuid: NetUid,
            _enable: bool,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Fails with `Deprecated` for any origin.
        #[pallet::call_index(5)]
        #[pallet::weight(<T as Config>::WeightInfo::deprecated())]
        pub fn disable_lp(_origin: OriginFor<T>) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }
    }
}
