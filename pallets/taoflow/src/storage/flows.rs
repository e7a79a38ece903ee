//! Storage of the flow averages and of their parameters.

use frame_support::pallet_macros::pallet_section;

/// Storage of the flow averages and of their parameters.
#[pallet_section]
mod flows_storage {
    /// Block and value of the moving average of user flow.
    #[pallet::storage]
    pub type SubnetEmaTaoFlow<T: Config> = StorageMap<_, Identity, NetUid, (u64, I64F64)>;

    /// Whether protocol flow is subtracted from user flow.
    #[pallet::storage]
    pub type NetTaoFlowEnabled<T: Config> = StorageValue<_, bool, ValueQuery, ConstBool<true>>;

    /// Block and value of the moving average of protocol flow.
    #[pallet::storage]
    pub type SubnetEmaProtocolFlow<T: Config> = StorageMap<_, Identity, NetUid, (u64, I64F64)>;

    /// Flows at or below this earn nothing, in rao per block.
    #[pallet::storage]
    pub type TaoFlowCutoff<T: Config> = StorageValue<_, I64F64, ValueQuery>;

    /// The power that flows are raised to before they are shared out.
    #[pallet::storage]
    pub type FlowNormExponent<T: Config> =
        StorageValue<_, U64F64, ValueQuery, DefaultFlowNormExponent>;

    /// Weight of a block in the flow averages, out of 2^63 - 1; the default halves in 216,000 blocks.
    #[pallet::storage]
    pub type FlowEmaSmoothingFactor<T: Config> =
        StorageValue<_, u64, ValueQuery, ConstU64<29_597_889_189_277>>;

    /// Score of a network by the root validators' weights, as of the last root
    /// epoch. The main chain no longer has such a rule, and so no such item.
    #[pallet::storage]
    pub type RootScores<T: Config> = StorageMap<_, Identity, NetUid, U64F64, ValueQuery>;
}
