//! # Alpha assets
//!
//! Three counters per network: alpha issued, burned and recycled so far. They
//! inform; no rule of emission reads them, and the pools' own totals
//! (`SubnetAlphaIn + SubnetAlphaOut`) stay the alpha issuance that counts.
//!
//! Source: spec chapters `pools-and-staking` §2.4 and `emission` §2.3.

#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use subtensor_types::{AlphaBalance, NetUid};

    /// The counters.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// Nothing to decide.
    #[pallet::config]
    pub trait Config: frame_system::Config {}

    /// Alpha minted less alpha recycled, in rao.
    #[pallet::storage]
    pub type TotalAlphaIssuance<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

    /// Alpha burned, in rao. It stays part of the issuance.
    #[pallet::storage]
    pub type AlphaBurned<T: Config> = StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

    /// Alpha recycled, in rao. It may be emitted again.
    #[pallet::storage]
    pub type AlphaRecycled<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

    impl<T: Config> Pallet<T> {
        /// Counts newly issued alpha.
        pub fn note_minted(netuid: NetUid, amount: AlphaBalance) {
            Self::add::<TotalAlphaIssuance<T>>(netuid, amount);
        }

        /// Counts alpha that was burned.
        pub fn note_burned(netuid: NetUid, amount: AlphaBalance) {
            Self::add::<AlphaBurned<T>>(netuid, amount);
        }

        /// Counts alpha that left the issuance.
        pub fn note_recycled(netuid: NetUid, amount: AlphaBalance) {
            if amount.is_zero() {
                return;
            }
            Self::add::<AlphaRecycled<T>>(netuid, amount);
            TotalAlphaIssuance::<T>::mutate(netuid, |total| *total -= amount);
        }

        /// A zero amount leaves no entry behind.
        fn add<M: frame_support::StorageMap<NetUid, AlphaBalance, Query = AlphaBalance>>(
            netuid: NetUid,
            amount: AlphaBalance,
        ) {
            if !amount.is_zero() {
                M::mutate(netuid, |total| *total += amount);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate as pallet_alpha_assets;
    use frame_support::derive_impl;
    use subtensor_types::{AlphaBalance, NetUid};

    #[frame_support::runtime]
    mod runtime {
        #[runtime::runtime]
        #[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
        pub struct Test;

        #[runtime::pallet_index(0)]
        pub type System = frame_system;

        #[runtime::pallet_index(1)]
        pub type AlphaAssets = pallet_alpha_assets;
    }

    #[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
    impl frame_system::Config for Test {
        type Block = frame_system::mocking::MockBlock<Test>;
    }

    impl pallet_alpha_assets::Config for Test {}

    #[test]
    fn burned_alpha_stays_issued_and_recycled_alpha_does_not() {
        sp_io::TestExternalities::default().execute_with(|| {
            let netuid = NetUid::new(3);
            AlphaAssets::note_minted(netuid, AlphaBalance::new(100));
            AlphaAssets::note_burned(netuid, AlphaBalance::new(30));
            AlphaAssets::note_recycled(netuid, AlphaBalance::new(20));

            let read = |total: AlphaBalance| total.to_u64();
            assert_eq!(read(crate::TotalAlphaIssuance::<Test>::get(netuid)), 80);
            assert_eq!(read(crate::AlphaBurned::<Test>::get(netuid)), 30);
            assert_eq!(read(crate::AlphaRecycled::<Test>::get(netuid)), 20);
        });
    }

    #[test]
    fn nothing_leaves_no_trace() {
        sp_io::TestExternalities::default().execute_with(|| {
            let netuid = NetUid::new(3);
            AlphaAssets::note_minted(netuid, AlphaBalance::ZERO);
            AlphaAssets::note_recycled(netuid, AlphaBalance::ZERO);
            assert!(!crate::TotalAlphaIssuance::<Test>::contains_key(netuid));
            assert!(!crate::AlphaRecycled::<Test>::contains_key(netuid));
        });
    }
}
