//! Storage of every hyperparameter of a network, with the main chain's defaults.

use frame_support::pallet_macros::pallet_section;

/// Storage of every hyperparameter of a network, with the main chain's defaults.
#[pallet_section]
mod hyperparameters_storage {
    /// Lower bound of `ActivityCutoff`, in blocks.
    #[pallet::storage]
    pub type MinActivityCutoff<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<360>>;

    /// Whether the owner's cut is locked as soon as it is paid.
    #[pallet::storage]
    pub type OwnerCutAutoLockEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

    /// Registrations per block; enforced on root only.
    #[pallet::storage]
    pub type MaxRegistrationsPerBlock<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMaxRegistrationsPerBlock>;

    /// The owner's cut of a network's alpha, out of 65535.
    #[pallet::storage]
    pub type SubnetOwnerCut<T: Config> = StorageValue<_, u16, ValueQuery, T::InitialSubnetOwnerCut>;

    /// Whether the owner's cut is taken from a network's alpha.
    #[pallet::storage]
    pub type OwnerCutEnabled<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// Whether stake of a network may be transferred to another coldkey.
    #[pallet::storage]
    pub type TransferToggle<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// Activity cut-off as thousandths of the tempo: a validator silent for longer is inactive.
    #[pallet::storage]
    pub type ActivityCutoffFactorMilli<T: Config> =
        StorageMap<_, Identity, NetUid, u32, ValueQuery, ConstU32<13_889>>;

    /// What happens to incentive that is withheld from the owner's miners.
    #[pallet::storage]
    pub type RecycleOrBurn<T: Config> =
        StorageMap<_, Identity, NetUid, RecycleOrBurnEnum, ValueQuery>;

    /// Blocks between two announcements of an axon or prometheus endpoint.
    #[pallet::storage]
    pub type ServingRateLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialServingRateLimit>;

    /// Slope of the former sigmoid consensus; stored, without effect.
    #[pallet::storage]
    pub type Rho<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialRho>;

    /// Steepness of the liquid alpha sigmoid, in hundredths.
    #[pallet::storage]
    pub type AlphaSigmoidSteepness<T: Config> =
        StorageMap<_, Identity, NetUid, i16, ValueQuery, T::InitialAlphaSigmoidSteepness>;

    /// The consensus majority, out of 65535.
    #[pallet::storage]
    pub type Kappa<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialKappa>;

    /// The least number of uids a network may be trimmed to.
    #[pallet::storage]
    pub type MinAllowedUids<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMinAllowedUids>;

    /// The most uids a network may hold; a registration beyond it replaces a neuron.
    #[pallet::storage]
    pub type MaxAllowedUids<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMaxAllowedUids>;

    /// Blocks after registration during which a neuron is immune from pruning.
    #[pallet::storage]
    pub type ImmunityPeriod<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialImmunityPeriod>;

    /// Former activity cut-off in blocks; stored, without effect.
    #[pallet::storage]
    pub type ActivityCutoff<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialActivityCutoff>;

    /// Former cap on a single weight; stored, without effect.
    #[pallet::storage]
    pub type MaxWeightsLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<65_535>>;

    /// Least version key that weights must be submitted with; 0 accepts any.
    #[pallet::storage]
    pub type WeightsVersionKey<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialWeightsVersionKey>;

    /// Least number of weights a validator must submit.
    #[pallet::storage]
    pub type MinAllowedWeights<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMinAllowedWeights>;

    /// How many neurons hold a validator permit, by stake.
    #[pallet::storage]
    pub type MaxAllowedValidators<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMaxAllowedValidators>;

    /// Former interval of difficulty adjustment; stored, without effect.
    #[pallet::storage]
    pub type AdjustmentInterval<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialAdjustmentInterval>;

    /// Memory of the bonds' moving average, in millionths.
    #[pallet::storage]
    pub type BondsMovingAverage<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialBondsMovingAverage>;

    /// How much of a weight above consensus the bonds ignore, out of 65535.
    #[pallet::storage]
    pub type BondsPenalty<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialBondsPenalty>;

    /// Whether a miner's metadata commitment may reset the bonds towards it.
    #[pallet::storage]
    pub type BondsResetOn<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, T::InitialBondsResetOn>;

    /// Blocks between two weight settings of one neuron.
    #[pallet::storage]
    pub type WeightsSetRateLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<100>>;

    /// Former validator setting; stored, without effect.
    #[pallet::storage]
    pub type ValidatorPruneLen<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialValidatorPruneLen>;

    /// Former validator setting; stored, without effect.
    #[pallet::storage]
    pub type ScalingLawPower<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialScalingLawPower>;

    /// Registrations aimed at per interval; enforced on root only, times three.
    #[pallet::storage]
    pub type TargetRegistrationsPerInterval<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialTargetRegistrationsPerInterval>;

    /// Former weight of difficulty adjustment; stored, without effect.
    #[pallet::storage]
    pub type AdjustmentAlpha<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialAdjustmentAlpha>;

    /// Whether weights must be committed first and revealed later.
    #[pallet::storage]
    pub type CommitRevealWeightsEnabled<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// Former proof-of-work difficulty; stored, without effect.
    #[pallet::storage]
    pub type Difficulty<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialDifficulty>;

    /// Former lower bound of the difficulty; stored, without effect.
    #[pallet::storage]
    pub type MinDifficulty<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialMinDifficulty>;

    /// Former upper bound of the difficulty; stored, without effect.
    #[pallet::storage]
    pub type MaxDifficulty<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialMaxDifficulty>;

    /// Former block of the last adjustment; stored, without effect.
    #[pallet::storage]
    pub type LastAdjustmentBlock<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// Blocks after which the moving price reaches half of its final speed.
    #[pallet::storage]
    pub type EMAPriceHalvingBlocks<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialEmaPriceHalvingPeriod>;

    /// Whether the bonds' moving average follows agreement (liquid alpha).
    #[pallet::storage]
    pub type LiquidAlphaOn<T: Config> =
        StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery, T::LiquidAlphaOn>;

    /// Whether bonds follow Yuma3 instead of the original model.
    #[pallet::storage]
    pub type Yuma3On<T: Config> =
        StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery, T::Yuma3On>;

    /// Lower and upper bound of liquid alpha, out of 65535.
    #[pallet::storage]
    pub type AlphaValues<T: Config> =
        StorageMap<_, Identity, NetUid, (u16, u16), ValueQuery, DefaultAlphaValues<T>>;

    /// How many of the owner's neurons can't be pruned.
    #[pallet::storage]
    pub type ImmuneOwnerUidsLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<1>>;

    /// Stake weight in rao that a neuron needs to set weights and hold a permit.
    #[pallet::storage]
    pub type StakeThreshold<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// Epochs between a commit and its reveal.
    #[pallet::storage]
    pub type RevealPeriodEpochs<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, u64, ValueQuery, ConstU64<1>>;

    /// The version that timelocked commits must name.
    #[pallet::storage]
    pub type CommitRevealWeightsVersion<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<4>>;

    /// Prune a non-immune neuron only while more than this many of them remain.
    #[pallet::storage]
    pub type MinNonImmuneUids<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<10>>;
}
