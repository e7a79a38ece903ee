//! Storage of what a network costs, and of leases.

use frame_support::pallet_macros::pallet_section;

/// Storage of what a network costs, and of leases.
#[pallet_section]
mod networks_storage {
    /// Former delay of a scheduled dissolve; stored, without effect.
    #[pallet::storage]
    pub type DissolveNetworkScheduleDuration<T: Config> =
        StorageValue<_, BlockNumberFor<T>, ValueQuery, T::InitialDissolveNetworkScheduleDuration>;

    /// Least lock cost of a network, in rao.
    #[pallet::storage]
    pub type NetworkMinLockCost<T: Config> =
        StorageValue<_, TaoBalance, ValueQuery, T::InitialNetworkMinLockCost>;

    /// What the last registration of a network locked, in rao.
    #[pallet::storage]
    pub type NetworkLastLockCost<T: Config> =
        StorageValue<_, TaoBalance, ValueQuery, T::InitialNetworkMinLockCost>;

    /// Blocks in which the lock cost falls back by one lock, at full emission.
    #[pallet::storage]
    pub type NetworkLockReductionInterval<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialNetworkLockReductionInterval>;

    /// Leased networks.
    #[pallet::storage]
    pub type SubnetLeases<T: Config> =
        StorageMap<_, Twox64Concat, u32, SubnetLease<T::AccountId, BlockNumberFor<T>, TaoBalance>>;

    /// The share of a contributor in a lease.
    #[pallet::storage]
    pub type SubnetLeaseShares<T: Config> =
        StorageDoubleMap<_, Twox64Concat, u32, Identity, T::AccountId, U64F64, ValueQuery>;

    /// The lease that a network was registered under.
    #[pallet::storage]
    pub type SubnetUidToLeaseId<T: Config> = StorageMap<_, Twox64Concat, NetUid, u32>;

    /// The next number of a lease.
    #[pallet::storage]
    pub type NextSubnetLeaseId<T: Config> = StorageValue<_, u32, ValueQuery>;

    /// Dividends of a lease that wait to be paid, in rao.
    #[pallet::storage]
    pub type AccumulatedLeaseDividends<T: Config> =
        StorageMap<_, Twox64Concat, u32, AlphaBalance, ValueQuery>;
}
