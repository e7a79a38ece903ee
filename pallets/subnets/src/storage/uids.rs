//! Storage of the neurons: who holds which uid of which network.

use frame_support::pallet_macros::pallet_section;

/// Storage of the neurons: who holds which uid of which network.
#[pallet_section]
mod uids_storage {
    /// How many neurons a network has.
    #[pallet::storage]
    pub type SubnetworkN<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// Whether a hotkey holds a uid on a network.
    #[pallet::storage]
    pub type IsNetworkMember<T: Config> =
        StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, bool, ValueQuery>;

    /// The uid of a hotkey on a network; inverse of `Keys`.
    #[pallet::storage]
    pub type Uids<T: Config> =
        StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, u16>;

    /// The hotkey at a uid of a network; inverse of `Uids`.
    #[pallet::storage]
    pub type Keys<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Identity,
        u16,
        T::AccountId,
        ValueQuery,
        ZeroAccount<T>,
    >;

    /// The block at which the neuron at a uid was registered.
    #[pallet::storage]
    pub type BlockAtRegistration<T: Config> =
        StorageDoubleMap<_, Identity, NetUid, Identity, u16, u64, ValueQuery>;
}
