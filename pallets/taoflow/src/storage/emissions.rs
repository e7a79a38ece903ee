//! Storage of what the last block emitted and of what waits for the next epoch.

use frame_support::pallet_macros::pallet_section;

/// Storage of what the last block emitted and of what waits for the next epoch.
#[pallet_section]
mod emissions_storage {
    /// Alpha dividends a hotkey received in the last epoch, in rao.
    #[pallet::storage]
    pub type AlphaDividendsPerSubnet<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Blake2_128Concat,
        T::AccountId,
        AlphaBalance,
        ValueQuery,
    >;

    /// Root dividends a hotkey received in the last epoch, in rao of alpha.
    #[pallet::storage]
    pub type RootAlphaDividendsPerSubnet<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Blake2_128Concat,
        T::AccountId,
        AlphaBalance,
        ValueQuery,
    >;

    /// Root proportion of a network at the end of the last block; informational.
    #[pallet::storage]
    pub type RootProp<T: Config> = StorageMap<_, Identity, NetUid, U96F32, ValueQuery>;

    /// Alpha injected into a pool in the last block, in rao.
    #[pallet::storage]
    pub type SubnetAlphaInEmission<T: Config> =
        StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

    /// Alpha minted for the participants of a network in the last block, in rao.
    #[pallet::storage]
    pub type SubnetAlphaOutEmission<T: Config> =
        StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

    /// TAO injected into a pool in the last block, in rao.
    #[pallet::storage]
    pub type SubnetTaoInEmission<T: Config> =
        StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

    /// TAO spent on a chain buy in the last block, in rao.
    #[pallet::storage]
    pub type SubnetExcessTao<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

    /// Alpha that waits for the miners of a network, in rao.
    #[pallet::storage]
    pub type PendingServerEmission<T: Config> =
        StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

    /// Alpha that waits for the validators of a network, in rao.
    #[pallet::storage]
    pub type PendingValidatorEmission<T: Config> =
        StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

    /// Alpha that waits for root stakers, in rao.
    #[pallet::storage]
    pub type PendingRootAlphaDivs<T: Config> =
        StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

    /// Alpha of root stakers that was sold since the last epoch, in rao. Only where
    /// the era sells it in each block; the main chain has dropped the item.
    #[pallet::storage]
    pub type PendingAlphaSwapped<T: Config> =
        StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

    /// What that alpha brought, in rao. It lies on the network's account, beside the
    /// reserve.
    #[pallet::storage]
    pub type PendingRootDivs<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

    /// Alpha that waits for the owner of a network, in rao.
    #[pallet::storage]
    pub type PendingOwnerCut<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

    /// Part of the last epoch's incentive that was withheld.
    #[pallet::storage]
    pub type MinerBurned<T: Config> = StorageMap<_, Identity, NetUid, U96F32, ValueQuery>;
}
