//! Storage of rate limits: their lengths and when each was last used.

use frame_support::pallet_macros::pallet_section;

/// Storage of rate limits: their lengths and when each was last used.
#[pallet_section]
mod limits_storage {
    /// Blocks before an epoch in which hyperparameters can't be changed.
    #[pallet::storage]
    pub type AdminFreezeWindow<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<10>>;

    /// Epochs between two changes of one hyperparameter by the owner.
    #[pallet::storage]
    pub type OwnerHyperparamRateLimit<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<2>>;

    /// Blocks between two network registrations, for the whole chain.
    #[pallet::storage]
    pub type NetworkRateLimit<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialNetworkRateLimit>;

    /// Epochs between two changes of the weights version key by the owner.
    #[pallet::storage]
    pub type WeightsVersionKeyRateLimit<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<5>>;

    /// The last block at which a rate-limited action happened.
    #[pallet::storage]
    pub type LastRateLimitedBlock<T: Config> =
        StorageMap<_, Identity, RateLimitKey<T::AccountId>, u64, ValueQuery>;

    /// Blocks between two hotkey swaps of a coldkey.
    #[pallet::storage]
    pub type TxRateLimit<T: Config> = StorageValue<_, u64, ValueQuery, T::InitialTxRateLimit>;

    /// Blocks between two increases of a delegate take.
    #[pallet::storage]
    pub type TxDelegateTakeRateLimit<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialTxDelegateTakeRateLimit>;

    /// Blocks between two increases of a childkey take.
    #[pallet::storage]
    pub type TxChildkeyTakeRateLimit<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialTxChildKeyTakeRateLimit>;

    /// The last block of a rate-limited call, by key, network and kind of call.
    #[pallet::storage]
    pub type TransactionKeyLastBlock<T: Config> = StorageNMap<
        _,
        (
            NMapKey<Blake2_128Concat, T::AccountId>,
            NMapKey<Identity, NetUid>,
            NMapKey<Identity, u16>,
        ),
        u64,
        ValueQuery,
    >;

    /// Former last call block of a key; `LastRateLimitedBlock` replaces it.
    #[pallet::storage]
    pub type LastTxBlock<T: Config> = StorageMap<_, Identity, T::AccountId, u64, ValueQuery>;

    /// Former last change of a childkey take; `LastRateLimitedBlock` replaces it.
    #[pallet::storage]
    pub type LastTxBlockChildKeyTake<T: Config> =
        StorageMap<_, Identity, T::AccountId, u64, ValueQuery>;

    /// Former last change of a delegate take; `LastRateLimitedBlock` replaces it.
    #[pallet::storage]
    pub type LastTxBlockDelegateTake<T: Config> =
        StorageMap<_, Identity, T::AccountId, u64, ValueQuery>;
}
