//! Storage of the networks themselves: which exist, since when, whose they are.

use frame_support::pallet_macros::pallet_section;

/// Storage of the networks themselves: which exist, since when, whose they are.
#[pallet_section]
mod networks_storage {
    /// The most subnets there may be, root not counted; registering beyond it prunes one.
    #[pallet::storage]
    pub type SubnetLimit<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<128>>;

    /// Whether a network takes part in the TAO split; registration sets it to false until root enables it.
    #[pallet::storage]
    pub type SubnetEmissionEnabled<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// The UTF-8 symbol of a network's token.
    #[pallet::storage]
    pub type TokenSymbol<T: Config> =
        StorageMap<_, Identity, NetUid, Vec<u8>, ValueQuery, DefaultTokenSymbol>;

    /// How many networks are added, root included.
    #[pallet::storage]
    pub type TotalNetworks<T: Config> = StorageValue<_, u16, ValueQuery>;

    /// Blocks after registration during which a network can't be pruned.
    #[pallet::storage]
    pub type NetworkImmunityPeriod<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialNetworkImmunityPeriod>;

    /// Blocks that must pass between registration and the start call.
    #[pallet::storage]
    pub type StartCallDelay<T: Config> = StorageValue<_, u64, ValueQuery, T::InitialStartCallDelay>;

    /// The block after the start call; absent until the owner has started the network.
    #[pallet::storage]
    pub type FirstEmissionBlockNumber<T: Config> = StorageMap<_, Identity, NetUid, u64>;

    /// How the pool of a network trades: 1 is the balancer pool, anything else is 1 TAO = 1 alpha.
    #[pallet::storage]
    pub type SubnetMechanism<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// Whether a network exists. Its keys, in raw key order, are "all subnets" of every loop (spec `registration` §0.1).
    #[pallet::storage]
    pub type NetworksAdded<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

    /// Whether neurons can register; also a condition for emission (spec `emission` §3).
    #[pallet::storage]
    pub type NetworkRegistrationAllowed<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// Whether proof-of-work registration was allowed; no rule reads it any more.
    #[pallet::storage]
    pub type NetworkPowRegistrationAllowed<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// The block at which a network was registered.
    #[pallet::storage]
    pub type NetworkRegisteredAt<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// How often this netuid has been registered; survives a dissolve.
    #[pallet::storage]
    pub type RegisteredSubnetCounter<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// The coldkey that owns a network.
    #[pallet::storage]
    pub type SubnetOwner<T: Config> =
        StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, ZeroAccount<T>>;

    /// The owner's hotkey on its network: immune from pruning, and its incentive is withheld.
    #[pallet::storage]
    pub type SubnetOwnerHotkey<T: Config> =
        StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, ZeroAccount<T>>;

    /// Whether the alpha of a network can be staked, moved and recycled.
    #[pallet::storage]
    pub type SubtokenEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

    /// Before this block no network can be registered; networks older than it keep a claim on their lock.
    #[pallet::storage]
    pub type NetworkRegistrationStartBlock<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// Networks registered after this block count their pool's alpha as a claimant when dissolved.
    #[pallet::storage]
    pub type TaoInRefundDeploymentBlock<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// The most mechanisms a network may be given.
    #[pallet::storage]
    pub type MaxMechanismCount<T: Config> = StorageValue<_, MechId, ValueQuery, MechIdDefault<2>>;

    /// How many mechanisms a network has.
    #[pallet::storage]
    pub type MechanismCountCurrent<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, MechId, ValueQuery, MechIdDefault<1>>;

    /// How a network's emission is split among its mechanisms, out of 65535; absent means evenly.
    #[pallet::storage]
    pub type MechanismEmissionSplit<T: Config> = StorageMap<_, Twox64Concat, NetUid, Vec<u16>>;

    /// Names of the storage migrations that have run.
    #[pallet::storage]
    pub type HasMigrationRun<T: Config> = StorageMap<_, Identity, Vec<u8>, bool, ValueQuery>;

    /// The rule that splits a block's TAO. The main chain has no such item, since
    /// it has one rule at a time; a state that doesn't name one follows the rule
    /// of the reference runtime.
    #[pallet::storage]
    pub type EmissionModel<T: Config> = StorageValue<_, Model, ValueQuery>;

    /// The other rules of emission that changed from era to era. The main chain has
    /// no such item either; a state without it follows the reference runtime.
    #[pallet::storage]
    pub type EmissionEra<T: Config> = StorageValue<_, EraRules, ValueQuery>;
}
