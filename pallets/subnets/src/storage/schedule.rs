//! Storage of the epoch schedule: tempo, anchors and counters.

use frame_support::pallet_macros::pallet_section;

/// Storage of the epoch schedule: tempo, anchors and counters.
#[pallet_section]
mod schedule_storage {
    /// Blocks between two epochs of a network; 0 stops them.
    #[pallet::storage]
    pub type Tempo<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialTempo>;

    /// The block from which the next epoch is counted.
    #[pallet::storage]
    pub type LastEpochBlock<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// Block of an extra epoch, by the owner's trigger or by deferral; 0 for none.
    #[pallet::storage]
    pub type PendingEpochAt<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// How many epoch slots a network has consumed.
    #[pallet::storage]
    pub type SubnetEpochIndex<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// Blocks since the last epoch was drained.
    #[pallet::storage]
    pub type BlocksSinceLastStep<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// Block of the last epoch that was distributed (the spelling is the main chain's).
    #[pallet::storage]
    pub type LastMechansimStepBlock<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// The most epochs a block runs; further ones are deferred.
    #[pallet::storage]
    pub type MaxEpochsPerBlock<T: Config> =
        StorageValue<_, u8, ValueQuery, T::InitialMaxEpochsPerBlock>;
}
