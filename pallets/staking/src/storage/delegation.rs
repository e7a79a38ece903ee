//! Storage of takes, parents and children.

use frame_support::pallet_macros::pallet_section;

/// Storage of takes, parents and children.
#[pallet_section]
mod delegation_storage {
    /// How much a rao of root stake weighs against a rao of alpha, out of 2^64 - 1.
    #[pallet::storage]
    pub type TaoWeight<T: Config> = StorageValue<_, u64, ValueQuery, T::InitialTaoWeight>;

    /// Part of the dividends from foreign parents that is recycled, out of 2^64 - 1.
    #[pallet::storage]
    pub type CKBurn<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// Upper bound of a delegate take, out of 65535.
    #[pallet::storage]
    pub type MaxDelegateTake<T: Config> =
        StorageValue<_, u16, ValueQuery, T::InitialDefaultDelegateTake>;

    /// Lower bound of a delegate take, out of 65535.
    #[pallet::storage]
    pub type MinDelegateTake<T: Config> =
        StorageValue<_, u16, ValueQuery, T::InitialMinDelegateTake>;

    /// Upper bound of a childkey take, out of 65535.
    #[pallet::storage]
    pub type MaxChildkeyTake<T: Config> =
        StorageValue<_, u16, ValueQuery, T::InitialMaxChildKeyTake>;

    /// Lower bound of a childkey take, out of 65535.
    #[pallet::storage]
    pub type MinChildkeyTake<T: Config> =
        StorageValue<_, u16, ValueQuery, T::InitialMinChildKeyTake>;

    /// Lower bound of a childkey take on a network, out of 65535.
    #[pallet::storage]
    pub type MinChildkeyTakePerSubnet<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// The take of a hotkey that others stake to, out of 65535; presence makes it a delegate.
    #[pallet::storage]
    pub type Delegates<T: Config> = StorageMap<
        _,
        Blake2_128Concat,
        T::AccountId,
        u16,
        ValueQuery,
        T::InitialDefaultDelegateTake,
    >;

    /// The take of a child from foreign parents, out of 65535.
    #[pallet::storage]
    pub type ChildkeyTake<T: Config> =
        StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, u16, ValueQuery>;

    /// Children that wait for their cooldown: proportions and the block it ends.
    #[pallet::storage]
    pub type PendingChildKeys<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Blake2_128Concat,
        T::AccountId,
        (Vec<(u64, T::AccountId)>, u64),
        ValueQuery,
    >;

    /// The children of a hotkey: proportions of its stake, out of 2^64 - 1.
    #[pallet::storage]
    pub type ChildKeys<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        T::AccountId,
        Identity,
        NetUid,
        Vec<(u64, T::AccountId)>,
        ValueQuery,
    >;

    /// The parents of a hotkey: proportions of their stake, out of 2^64 - 1.
    #[pallet::storage]
    pub type ParentKeys<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        T::AccountId,
        Identity,
        NetUid,
        Vec<(u64, T::AccountId)>,
        ValueQuery,
    >;

    /// Whether a root validator delegates to the owner of every new network.
    #[pallet::storage]
    pub type AutoParentDelegationEnabled<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, bool, ValueQuery, ConstBool<true>>;

    /// Blocks until new children take effect.
    #[pallet::storage]
    pub type PendingChildKeyCooldown<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<7_200>>;
}
