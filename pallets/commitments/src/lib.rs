//! # Commitments
//!
//! What a neuron publishes about itself on a network: a few fields of data, in
//! the open or time-locked. Time-locked fields are encrypted for a round of the
//! randomness beacon; a block after its pulse they move to
//! `RevealedCommitments`, where the latest ten of each neuron stay. How much a
//! neuron may publish in an epoch of the network is limited.
//!
//! One kind of field is a flag: it asks for all bonds to the neuron to be reset
//! (spec chapter `yuma` §6.6).
//!
//! Source: spec chapter `wire` §5 and §7; the public pallet for the order of the
//! steps.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod invariants;
mod publish;
mod reveal;
#[cfg(test)]
mod tests;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use weights::WeightInfo;

use subtensor_types::NetUid;

/// What the pallet needs to know of networks, and what they learn from it.
pub trait Networks<AccountId> {
    /// Whether an account is a neuron of a network; only these publish.
    fn is_neuron(netuid: NetUid, who: &AccountId) -> bool;

    /// The epoch a network is in. Space is limited per epoch.
    fn epoch(netuid: NetUid) -> u64;

    /// Somebody wants all bonds to it to be reset.
    fn reset_bonds(netuid: NetUid, who: &AccountId);
}

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::{boxed::Box, collections::BTreeSet, vec::Vec};
    use frame_support::{
        pallet_prelude::*,
        traits::{ConstU32, Currency, ReservableCurrency},
    };
    use frame_system::pallet_prelude::*;
    use types::{CommitmentInfo, Registration, UsageTracker};

    /// The balance of a deposit.
    pub type BalanceOf<T> =
        <<T as Config>::Currency as Currency<<T as frame_system::Config>::AccountId>>::Balance;

    /// The store of commitments.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What a runtime decides.
    #[pallet::config]
    pub trait Config:
        frame_system::Config<RuntimeEvent: From<Event<Self>>> + pallet_drand::Config
    {
        /// In which deposits are reserved.
        type Currency: ReservableCurrency<Self::AccountId>;

        /// The networks.
        type Networks: Networks<Self::AccountId>;

        /// The most fields of a commitment.
        #[pallet::constant]
        type MaxFields: Get<u32> + 'static;

        /// What a commitment reserves, in rao.
        #[pallet::constant]
        type InitialDeposit: Get<BalanceOf<Self>>;

        /// What each field of it reserves besides, in rao.
        #[pallet::constant]
        type FieldDeposit: Get<BalanceOf<Self>>;

        /// What the calls cost.
        type WeightInfo: WeightInfo;
    }

    /// What has happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A commitment was published.
        Commitment {
            /// On this network.
            netuid: NetUid,
            /// By whom.
            who: T::AccountId,
        },
        /// A commitment with a time-locked field was published.
        TimelockCommitment {
            /// On this network.
            netuid: NetUid,
            /// By whom.
            who: T::AccountId,
            /// The round of the first such field.
            reveal_round: u64,
        },
        /// A time-locked field was revealed.
        CommitmentRevealed {
            /// On this network.
            netuid: NetUid,
            /// Whose.
            who: T::AccountId,
        },
    }

    /// Why a call fails.
    #[pallet::error]
    pub enum Error<T> {
        /// The commitment has more fields than `MaxFields`.
        TooManyFieldsInCommitmentInfo,
        /// The signer is no neuron of the network.
        AccountNotAllowedCommit,
        /// The signer has published too much in this epoch.
        SpaceLimitExceeded,
        /// A deposit could not be given back in full.
        UnexpectedUnreserveLeftover,
    }

    /// Whose commitments have a field that waits for its round.
    #[pallet::storage]
    pub type TimelockedIndex<T: Config> =
        StorageValue<_, BTreeSet<(NetUid, T::AccountId)>, ValueQuery>;

    /// The commitment of a neuron on a network.
    #[pallet::storage]
    pub type CommitmentOf<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        Registration<BalanceOf<T>, T::MaxFields, BlockNumberFor<T>>,
        OptionQuery,
    >;

    /// The block of a neuron's latest commitment.
    #[pallet::storage]
    pub type LastCommitment<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        BlockNumberFor<T>,
        OptionQuery,
    >;

    /// The block in which a neuron last asked for its bonds to be reset.
    #[pallet::storage]
    pub type LastBondsReset<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        BlockNumberFor<T>,
        OptionQuery,
    >;

    /// What was revealed of a neuron's time-locked fields, each with its block.
    #[pallet::storage]
    pub type RevealedCommitments<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        Vec<(Vec<u8>, u64)>,
        OptionQuery,
    >;

    /// How much a neuron has published in an epoch.
    #[pallet::storage]
    pub type UsedSpaceOf<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        UsageTracker,
        OptionQuery,
    >;

    /// How much a neuron may publish in an epoch, in bytes.
    #[pallet::storage]
    pub type MaxSpace<T: Config> = StorageValue<_, u32, ValueQuery, ConstU32<3_100>>;

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Publishes the signing neuron's commitment on a network, in place of the
        /// one before.
        #[pallet::call_index(0)]
        #[pallet::weight((
            <T as Config>::WeightInfo::set_commitment(),
            DispatchClass::Normal,
            Pays::No
        ))]
        pub fn set_commitment(
            origin: OriginFor<T>,
            netuid: NetUid,
            info: Box<CommitmentInfo<T::MaxFields>>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::publish(netuid, who, *info)
        }

        /// Sets how much a neuron may publish in an epoch, in bytes, as root.
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::set_max_space())]
        pub fn set_max_space(origin: OriginFor<T>, new_limit: u32) -> DispatchResult {
            ensure_root(origin)?;
            MaxSpace::<T>::put(new_limit);
            Ok(())
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            Self::reveal_timelocked_commitments()
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    impl<T: Config> Pallet<T> {
        /// Removes what neurons have published on a network that is no more. As
        /// on the main chain, deposits are forgotten with it; they are zero.
        pub fn clear_network(netuid: NetUid) {
            let _ = CommitmentOf::<T>::clear_prefix(netuid, u32::MAX, None);
            let _ = LastCommitment::<T>::clear_prefix(netuid, u32::MAX, None);
            let _ = LastBondsReset::<T>::clear_prefix(netuid, u32::MAX, None);
            let _ = RevealedCommitments::<T>::clear_prefix(netuid, u32::MAX, None);
            let _ = UsedSpaceOf::<T>::clear_prefix(netuid, u32::MAX, None);
            TimelockedIndex::<T>::mutate(|waiting| waiting.retain(|(of, _)| *of != netuid));
        }
    }
}
