//! The main chain's vocabulary of events, as one pallet section that the pallet of this crate
//! imports. All domain pallets deposit these variants, because on the wire every one of them is an
//! event of `SubtensorModule` (pallet index 7), decoded by clients from the variant index and the
//! types of the fields. Variants are therefore never reordered or removed, and no field changes
//! its place, name or type.
//!
//! The importing module has to bring into scope, besides FRAME's prelude: `Vec`, `Compact`, `H160`
//! and `H256`, `BlockNumberFor`, `U64F64`, the identifiers and amounts of `subtensor-types`, and
//! `LeaseId` (a `u32`) and `RootClaimTypeEnum` of this crate.

use frame_support::pallet_macros::pallet_section;

/// The events of `SubtensorModule`, with the indices and fields of the main chain (0 to 136).
#[pallet_section]
mod events {
    /// What happened. Amounts of TAO are in rao and amounts of alpha in its smallest unit, 10^-9
    /// of a token each; a storage index is `mechanism * 4096 + netuid`.
    #[pallet::event]
    pub enum Event<T: Config> {
        /// A subnet was registered: (its netuid, its pool mechanism, always 1).
        NetworkAdded(NetUid, u16),
        /// A subnet was dissolved: (its netuid).
        NetworkRemoved(NetUid),
        /// TAO was staked: (coldkey, hotkey, TAO paid in rao, alpha received, netuid, swap fee in
        /// rao).
        StakeAdded(
            T::AccountId,
            T::AccountId,
            TaoBalance,
            AlphaBalance,
            NetUid,
            u64,
        ),
        /// Alpha was unstaked: (coldkey, hotkey, TAO received in rao, alpha sold without the fee,
        /// netuid, swap fee in alpha).
        StakeRemoved(
            T::AccountId,
            T::AccountId,
            TaoBalance,
            AlphaBalance,
            NetUid,
            u64,
        ),
        /// Stake went to another hotkey or subnet of the same coldkey: (coldkey, origin hotkey,
        /// origin netuid, destination hotkey, destination netuid, TAO value moved in rao).
        StakeMoved(
            T::AccountId,
            T::AccountId,
            NetUid,
            T::AccountId,
            NetUid,
            TaoBalance,
        ),
        /// A neuron's weights were stored: (storage index of subnet and mechanism, uid).
        WeightsSet(NetUidStorageIndex, u16),
        /// A hotkey got a uid: (netuid, uid, hotkey).
        NeuronRegistered(NetUid, u16, T::AccountId),
        /// Several neurons were registered at once: (two counts). Not emitted by the current
        /// rules; kept because clients decode events by index.
        BulkNeuronsRegistered(u16, u16),
        /// Several balances were set at once: (two counts). Not emitted by the current rules; kept
        /// because clients decode events by index.
        BulkBalancesSet(u16, u16),
        /// The cap on a subnet's neurons changed: (netuid, uids).
        MaxAllowedUidsSet(NetUid, u16),
        /// The largest allowed weight of a subnet changed: (netuid, limit). Not emitted by the
        /// current rules; kept because clients decode events by index.
        MaxWeightLimitSet(NetUid, u16),
        /// The proof-of-work difficulty of a subnet changed: (netuid, difficulty).
        DifficultySet(NetUid, u64),
        /// The adjustment interval of a subnet changed: (netuid, blocks).
        AdjustmentIntervalSet(NetUid, u16),
        /// The target of registrations per interval changed: (netuid, registrations).
        RegistrationPerIntervalSet(NetUid, u16),
        /// The cap on registrations per block changed: (netuid, registrations).
        MaxRegistrationsPerBlockSet(NetUid, u16),
        /// The stored activity cutoff of a subnet changed: (netuid, blocks).
        ActivityCutoffSet(NetUid, u16),
        /// The rho parameter of a subnet changed: (netuid, rho). Not emitted by the current rules;
        /// kept because clients decode events by index.
        RhoSet(NetUid, u16),
        /// The steepness of the liquid-alpha sigmoid changed: (netuid, steepness). Not emitted by
        /// the current rules; kept because clients decode events by index.
        AlphaSigmoidSteepnessSet(NetUid, i16),
        /// The consensus majority of a subnet changed: (netuid, kappa in parts of 65535).
        KappaSet(NetUid, u16),
        /// The minimum number of weights a validator must set changed: (netuid, weights).
        MinAllowedWeightSet(NetUid, u16),
        /// The validator prune length of a subnet changed: (netuid, length). Not emitted by the
        /// current rules; kept because clients decode events by index.
        ValidatorPruneLenSet(NetUid, u64),
        /// The scaling-law power of a subnet changed: (netuid, power). Not emitted by the current
        /// rules; kept because clients decode events by index.
        ScalingLawPowerSet(NetUid, u16),
        /// The least distance between two weight updates of a neuron changed: (netuid, blocks).
        WeightsSetRateLimitSet(NetUid, u64),
        /// The protection of new neurons against replacement changed: (netuid, blocks).
        ImmunityPeriodSet(NetUid, u16),
        /// The memory of the bonds' moving average changed: (netuid, parts of 1000000).
        BondsMovingAverageSet(NetUid, u64),
        /// The bonds penalty of a subnet changed: (netuid, parts of 65535).
        BondsPenaltySet(NetUid, u16),
        /// The permission to reset bonds on a subnet changed: (netuid, whether allowed).
        BondsResetOnSet(NetUid, bool),
        /// The number of validator permits of a subnet changed: (netuid, permits).
        MaxAllowedValidatorsSet(NetUid, u16),
        /// A neuron published its axon endpoint: (netuid, hotkey).
        AxonServed(NetUid, T::AccountId),
        /// A neuron published its prometheus endpoint: (netuid, hotkey).
        PrometheusServed(NetUid, T::AccountId),
        /// A hotkey opened itself for nominations: (coldkey, hotkey, take in parts of 65535). Not
        /// emitted by the current rules; kept because clients decode events by index.
        DelegateAdded(T::AccountId, T::AccountId, u16),
        /// The default delegate take changed: (parts of 65535).
        DefaultTakeSet(u16),
        /// The least version key accepted with weights changed: (netuid, version key).
        WeightsVersionKeySet(NetUid, u64),
        /// The lower bound of a subnet's difficulty changed: (netuid, difficulty).
        MinDifficultySet(NetUid, u64),
        /// The upper bound of a subnet's difficulty changed: (netuid, difficulty).
        MaxDifficultySet(NetUid, u64),
        /// The least distance between two servings of an endpoint changed: (netuid, blocks).
        ServingRateLimitSet(NetUid, u64),
        /// The registration price of a subnet was set: (netuid, price in rao). Not emitted by the
        /// current rules; kept because clients decode events by index.
        BurnSet(NetUid, TaoBalance),
        /// The upper bound of the registration price changed: (netuid, rao).
        MaxBurnSet(NetUid, TaoBalance),
        /// The lower bound of the registration price changed: (netuid, rao).
        MinBurnSet(NetUid, TaoBalance),
        /// The number of subnets whose epochs may run in one block changed: (subnets).
        MaxEpochsPerBlockSet(u8),
        /// The general transaction rate limit changed: (blocks).
        TxRateLimitSet(u64),
        /// The waiting time before a delegate take can be raised changed: (blocks).
        TxDelegateTakeRateLimitSet(u64),
        /// The waiting time before a childkey take can be raised changed: (blocks).
        TxChildKeyTakeRateLimitSet(u64),
        /// The span before an epoch in which hyperparameters are frozen changed: (blocks).
        AdminFreezeWindowSet(u16),
        /// The waiting time between two changes of a hyperparameter by an owner changed: (tempos).
        OwnerHyperparamRateLimitSet(u16),
        /// The chain-wide minimum of childkey takes changed: (parts of 65535).
        MinChildKeyTakeSet(u16),
        /// A subnet's own minimum of childkey takes changed: (netuid, parts of 65535).
        MinChildKeyTakePerSubnetSet(NetUid, u16),
        /// The maximum of childkey takes changed: (parts of 65535).
        MaxChildKeyTakeSet(u16),
        /// A hotkey's childkey take was set: (hotkey, parts of 65535).
        ChildKeyTakeSet(T::AccountId, u16),
        /// A call was made with root rights: (its result). Not emitted by the current rules; kept
        /// because clients decode events by index.
        Sudid(DispatchResult),
        /// Neuron registration on a subnet was opened or closed: (netuid, whether open).
        RegistrationAllowed(NetUid, bool),
        /// Proof-of-work registration on a subnet was opened or closed: (netuid, whether open).
        /// Not emitted by the current rules; kept because clients decode events by index.
        PowRegistrationAllowed(NetUid, bool),
        /// The distance between the epochs of a subnet changed: (netuid, blocks).
        TempoSet(NetUid, u16),
        /// The running total paid for registrations on a subnet changed: (netuid, new total in
        /// rao).
        RAORecycledForRegistrationSet(NetUid, TaoBalance),
        /// The least stake weight needed to set weights changed: (stake threshold in rao).
        StakeThresholdSet(u64),
        /// The adjustment smoothing of a subnet changed: (netuid, smoothing factor).
        AdjustmentAlphaSet(NetUid, u64),
        /// The faucet paid out: (account, amount in rao).
        Faucet(T::AccountId, u64),
        /// The subnet owners' share of emission changed: (parts of 65535).
        SubnetOwnerCutSet(u16),
        /// The least distance between two subnet registrations changed: (blocks).
        NetworkRateLimitSet(u64),
        /// The protection of new subnets against pruning changed: (blocks).
        NetworkImmunityPeriodSet(u64),
        /// The waiting time between registration and start of a subnet changed: (blocks).
        StartCallDelaySet(u64),
        /// The lower bound of the lock cost of new subnets changed: (rao).
        NetworkMinLockCostSet(TaoBalance),
        /// The cap on the number of subnets changed: (subnets, root not counted).
        SubnetLimitSet(u16),
        /// The time over which the lock cost decays changed: (blocks).
        NetworkLockCostReductionIntervalSet(u64),
        /// A delegate lowered its take: (coldkey, hotkey, new take in parts of 65535).
        TakeDecreased(T::AccountId, T::AccountId, u16),
        /// A delegate raised its take: (coldkey, hotkey, new take in parts of 65535).
        TakeIncreased(T::AccountId, T::AccountId, u16),
        /// A hotkey was replaced by another on all subnets.
        HotkeySwapped {
            /// Coldkey that owns both hotkeys.
            coldkey: T::AccountId,
            /// Hotkey before the swap.
            old_hotkey: T::AccountId,
            /// Hotkey after the swap.
            new_hotkey: T::AccountId,
        },
        /// The maximum of delegate takes changed: (parts of 65535).
        MaxDelegateTakeSet(u16),
        /// The minimum of delegate takes changed: (parts of 65535).
        MinDelegateTakeSet(u16),
        /// A coldkey announced that it will be replaced.
        ColdkeySwapAnnounced {
            /// Coldkey to be replaced.
            who: T::AccountId,
            /// BLAKE2-256 hash of the coldkey to come.
            new_coldkey_hash: T::Hash,
        },
        /// Root discarded a coldkey's swap announcement and dispute.
        ColdkeySwapReset {
            /// Coldkey that may be used again.
            who: T::AccountId,
        },
        /// A coldkey was replaced: everything it held belongs to the new one.
        ColdkeySwapped {
            /// Coldkey before the change.
            old_coldkey: T::AccountId,
            /// Coldkey after the change.
            new_coldkey: T::AccountId,
        },
        /// An announced coldkey swap was disputed, which freezes the account until root resets it.
        ColdkeySwapDisputed {
            /// Coldkey that is frozen.
            coldkey: T::AccountId,
        },
        /// A coldkey's stake was withdrawn and sent to a new coldkey with its balance. Not emitted
        /// by the current rules; kept because clients decode events by index.
        AllBalanceUnstakedAndTransferredToNewColdkey {
            /// Coldkey that paid.
            current_coldkey: T::AccountId,
            /// Coldkey that received.
            new_coldkey: T::AccountId,
            /// Amount sent, in rao.
            total_balance: TaoBalance,
        },
        /// The arbitration over a coldkey's swap was prolonged. Not emitted by the current rules;
        /// kept because clients decode events by index.
        ArbitrationPeriodExtended {
            /// Coldkey concerned.
            coldkey: T::AccountId,
        },
        /// New children of a hotkey wait to take effect: (parent hotkey, netuid, block after which
        /// they may be applied, children as pairs of proportion in parts of 2^64 - 1 and child
        /// hotkey).
        SetChildrenScheduled(T::AccountId, NetUid, u64, Vec<(u64, T::AccountId)>),
        /// New children of a hotkey took effect: (parent hotkey, netuid, children as pairs of
        /// proportion in parts of 2^64 - 1 and child hotkey).
        SetChildren(T::AccountId, NetUid, Vec<(u64, T::AccountId)>),
        /// A coldkey published its identity: (coldkey).
        ChainIdentitySet(T::AccountId),
        /// A subnet's identity was published: (netuid).
        SubnetIdentitySet(NetUid),
        /// A subnet's identity was deleted: (netuid).
        SubnetIdentityRemoved(NetUid),
        /// The dissolution of a subnet was put on the schedule. Not emitted by the current rules;
        /// kept because clients decode events by index.
        DissolveNetworkScheduled {
            /// Account that asked for it.
            account: T::AccountId,
            /// Subnet to be dissolved.
            netuid: NetUid,
            /// Block of the dissolution.
            execution_block: BlockNumberFor<T>,
        },
        /// The waiting time between announcement and execution of a coldkey swap changed:
        /// (blocks).
        ColdkeySwapAnnouncementDelaySet(BlockNumberFor<T>),
        /// The further waiting time before a coldkey swap can be announced anew or cleared
        /// changed: (blocks).
        ColdkeySwapReannouncementDelaySet(BlockNumberFor<T>),
        /// The stored delay of scheduled dissolutions changed, which no rule reads: (blocks).
        DissolveNetworkScheduleDurationSet(BlockNumberFor<T>),
        /// Timelocked weights were committed, in the form used before
        /// `TimelockedWeightsCommitted`: (hotkey, storage index of subnet and mechanism, commit
        /// hash). Not emitted by the current rules; kept because clients decode events by index.
        CRV3WeightsCommitted(T::AccountId, NetUidStorageIndex, H256),
        /// A hash of hidden weights was committed: (hotkey, storage index of subnet and mechanism,
        /// commit hash).
        WeightsCommitted(T::AccountId, NetUidStorageIndex, H256),
        /// Committed weights were revealed and stored: (hotkey, storage index of subnet and
        /// mechanism, commit hash).
        WeightsRevealed(T::AccountId, NetUidStorageIndex, H256),
        /// Several commits were revealed in one call: (hotkey, netuid, commit hashes in the order
        /// given).
        WeightsBatchRevealed(T::AccountId, NetUid, Vec<H256>),
        /// A batch of weights or commits was worked through, failures included: (all netuids
        /// named, hotkey).
        BatchWeightsCompleted(Vec<Compact<NetUid>>, T::AccountId),
        /// At least one item of a batch failed; a `BatchWeightItemFailed` follows for each.
        BatchCompletedWithErrors,
        /// One item of a batch failed and changed nothing: (netuid, error).
        BatchWeightItemFailed(NetUid, sp_runtime::DispatchError),
        /// Stake went to another coldkey: (origin coldkey, destination coldkey, hotkey, origin
        /// netuid, destination netuid, TAO value moved in rao).
        StakeTransferred(
            T::AccountId,
            T::AccountId,
            T::AccountId,
            NetUid,
            NetUid,
            TaoBalance,
        ),
        /// Stake went to another subnet under the same keys: (coldkey, hotkey, origin netuid,
        /// destination netuid, TAO value moved in rao).
        StakeSwapped(T::AccountId, T::AccountId, NetUid, NetUid, TaoBalance),
        /// Stake transfers on a subnet were switched: (netuid, whether allowed).
        TransferToggle(NetUid, bool),
        /// The hotkey acting for a subnet's owner changed: (netuid, hotkey).
        SubnetOwnerHotkeySet(NetUid, T::AccountId),
        /// A subnet was started: (netuid, block of its first emission).
        FirstEmissionBlockNumberSet(NetUid, u64),
        /// Staked alpha was recycled, so that it can be emitted again: (coldkey, hotkey, alpha,
        /// netuid).
        AlphaRecycled(T::AccountId, T::AccountId, AlphaBalance, NetUid),
        /// Staked alpha was burned, while the subnet's outstanding alpha stays as it was:
        /// (coldkey, hotkey, alpha, netuid).
        AlphaBurned(T::AccountId, T::AccountId, AlphaBalance, NetUid),
        /// An EVM address was linked to a neuron.
        EvmKeyAssociated {
            /// Subnet of the neuron.
            netuid: NetUid,
            /// Hotkey of the neuron.
            hotkey: T::AccountId,
            /// EVM address now linked.
            evm_key: H160,
            /// Block of the link.
            block_associated: u64,
        },
        /// Timelocked weights were revealed, in the form used before `TimelockedWeightsRevealed`:
        /// (netuid, hotkey). Not emitted by the current rules; kept because clients decode events
        /// by index.
        CRV3WeightsRevealed(NetUid, T::AccountId),
        /// The waiting time between commit and reveal changed: (netuid, epochs).
        CommitRevealPeriodsSet(NetUid, u64),
        /// Commit-reveal on a subnet was switched: (netuid, whether on).
        CommitRevealEnabled(NetUid, bool),
        /// A hotkey was replaced by another on one subnet.
        HotkeySwappedOnSubnet {
            /// Coldkey that owns both hotkeys.
            coldkey: T::AccountId,
            /// Hotkey before the swap.
            old_hotkey: T::AccountId,
            /// Hotkey after the swap.
            new_hotkey: T::AccountId,
            /// Subnet on which the swap took place.
            netuid: NetUid,
        },
        /// A subnet paid for by a crowdloan was leased to its beneficiary.
        SubnetLeaseCreated {
            /// Coldkey in whose favour the subnet is leased.
            beneficiary: T::AccountId,
            /// Lease.
            lease_id: LeaseId,
            /// Subnet that was registered.
            netuid: NetUid,
            /// Block from which the lease can be terminated; none for a perpetual lease.
            end_block: Option<BlockNumberFor<T>>,
        },
        /// A lease ended and the subnet became the beneficiary's own.
        SubnetLeaseTerminated {
            /// Coldkey that now owns the subnet.
            beneficiary: T::AccountId,
            /// Subnet that was leased.
            netuid: NetUid,
        },
        /// A subnet's token symbol changed.
        SymbolUpdated {
            /// Subnet.
            netuid: NetUid,
            /// New symbol in UTF-8.
            symbol: Vec<u8>,
        },
        /// The version required of timelocked commits changed: (version).
        CommitRevealVersionSet(u16),
        /// Weights encrypted for a drand round were committed: (hotkey, storage index of subnet
        /// and mechanism, BLAKE2-256 hash of the commit, drand round that opens it).
        TimelockedWeightsCommitted(T::AccountId, NetUidStorageIndex, H256, u64),
        /// The chain opened a timelocked commit and stored its weights: (storage index of subnet
        /// and mechanism, hotkey).
        TimelockedWeightsRevealed(NetUidStorageIndex, T::AccountId),
        /// A miner's incentive was staked to the hotkey its coldkey chose.
        AutoStakeAdded {
            /// Subnet.
            netuid: NetUid,
            /// Hotkey that received the stake.
            destination: T::AccountId,
            /// Miner's hotkey that earned the incentive.
            hotkey: T::AccountId,
            /// Coldkey that owns the miner and the stake.
            owner: T::AccountId,
            /// Alpha staked.
            incentive: AlphaBalance,
        },
        /// An epoch of a mechanism set the miners' incentive.
        IncentiveAlphaEmittedToMiners {
            /// Storage index of subnet and mechanism.
            netuid: NetUidStorageIndex,
            /// Alpha earned, one entry per uid in order.
            emissions: Vec<AlphaBalance>,
        },
        /// The lower bound of a subnet's size changed: (netuid, uids).
        MinAllowedUidsSet(NetUid, u16),
        /// A coldkey chose where its incentive on a subnet is staked.
        AutoStakeDestinationSet {
            /// Coldkey that chose.
            coldkey: T::AccountId,
            /// Subnet.
            netuid: NetUid,
            /// Hotkey that receives the stake from now on.
            hotkey: T::AccountId,
        },
        /// The number of replaceable neurons that a subnet keeps changed: (netuid, uids).
        MinNonImmuneUidsSet(NetUid, u16),
        /// A coldkey's due root dividends were claimed, or there were none due.
        RootClaimed {
            /// Coldkey that was served.
            coldkey: T::AccountId,
        },
        /// A coldkey chose what happens to its root dividends.
        RootClaimTypeSet {
            /// Coldkey that chose.
            coldkey: T::AccountId,
            /// Whether dividends are sold for TAO or kept as alpha, and on which subnets.
            root_claim_type: RootClaimTypeEnum,
        },
        /// A subnet began to track voting power.
        VotingPowerTrackingEnabled {
            /// Subnet.
            netuid: NetUid,
        },
        /// A subnet will cease to track voting power.
        VotingPowerTrackingDisableScheduled {
            /// Subnet.
            netuid: NetUid,
            /// Block at which tracking ends and the records are cleared.
            disable_at_block: u64,
        },
        /// A subnet ceased to track voting power, and its records were cleared.
        VotingPowerTrackingDisabled {
            /// Subnet.
            netuid: NetUid,
        },
        /// The smoothing of a subnet's voting power changed.
        VotingPowerEmaAlphaSet {
            /// Subnet.
            netuid: NetUid,
            /// New smoothing factor, in parts of 10^18.
            alpha: u64,
        },
        /// A contributor to a lease received its part of the owner's emission.
        SubnetLeaseDividendsDistributed {
            /// Lease.
            lease_id: LeaseId,
            /// Coldkey that received the alpha.
            contributor: T::AccountId,
            /// Alpha received.
            alpha: AlphaBalance,
        },
        /// TAO bought alpha that was burned at once.
        AddStakeBurn {
            /// Subnet.
            netuid: NetUid,
            /// Hotkey through which the alpha passed.
            hotkey: T::AccountId,
            /// TAO spent, in rao.
            amount: TaoBalance,
            /// Alpha burned.
            alpha: AlphaBalance,
        },
        /// A coldkey withdrew its swap announcement.
        ColdkeySwapCleared {
            /// Coldkey concerned.
            who: T::AccountId,
        },
        /// A fee was paid by selling staked alpha; this comes beside the ordinary fee event.
        TransactionFeePaidWithAlpha {
            /// Coldkey that paid.
            who: T::AccountId,
            /// Subnet whose alpha was sold.
            netuid: NetUid,
            /// Alpha taken.
            alpha_fee: AlphaBalance,
            /// TAO it brought, in rao.
            tao_amount: TaoBalance,
        },
        /// The half-life of a subnet's registration price changed; the admin pallet reports this
        /// with an event of its own. Not emitted by the current rules; kept because clients decode
        /// events by index.
        BurnHalfLifeSet {
            /// Subnet.
            netuid: NetUid,
            /// Half-life in blocks.
            burn_half_life: u16,
        },
        /// The rise of a subnet's registration price per registration changed; the admin pallet
        /// reports this with an event of its own. Not emitted by the current rules; kept because
        /// clients decode events by index.
        BurnIncreaseMultSet {
            /// Subnet.
            netuid: NetUid,
            /// Factor applied to the price at every registration.
            burn_increase_mult: U64F64,
        },
        /// A root validator chose whether new subnets' owners become its children by themselves.
        AutoParentDelegationEnabledSet {
            /// Hotkey of the root validator.
            hotkey: T::AccountId,
            /// Whether it delegates by itself.
            enabled: bool,
        },
        /// A coldkey locked alpha in favour of a hotkey.
        StakeLocked {
            /// Coldkey concerned.
            coldkey: T::AccountId,
            /// Hotkey that gains conviction.
            hotkey: T::AccountId,
            /// Subnet.
            netuid: NetUid,
            /// Alpha added to the lock.
            amount: AlphaBalance,
        },
        /// A coldkey unlocked alpha. Not emitted by the current rules; kept because clients decode
        /// events by index.
        StakeUnlocked {
            /// Coldkey concerned.
            coldkey: T::AccountId,
            /// Hotkey that the lock favoured.
            hotkey: T::AccountId,
            /// Subnet.
            netuid: NetUid,
            /// Alpha set free.
            amount: AlphaBalance,
        },
        /// A coldkey turned its lock to another hotkey.
        LockMoved {
            /// Coldkey concerned.
            coldkey: T::AccountId,
            /// Hotkey that the lock favoured before.
            origin_hotkey: T::AccountId,
            /// Hotkey that it favours now.
            destination_hotkey: T::AccountId,
            /// Subnet.
            netuid: NetUid,
        },
        /// The activity cutoff of a subnet, measured in tempos, changed.
        ActivityCutoffFactorMilliSet {
            /// Subnet.
            netuid: NetUid,
            /// Cutoff in thousandths of a tempo.
            factor_milli: u32,
        },
        /// A subnet's owner called an epoch ahead of the regular one.
        EpochTriggered {
            /// Subnet.
            netuid: NetUid,
            /// Coldkey of the owner.
            by: T::AccountId,
            /// Block in which the epoch is due.
            fires_at: u64,
        },
        /// A due epoch was put off to the next block because the cap on epochs per block was
        /// reached.
        EpochDeferred {
            /// Subnet.
            netuid: NetUid,
            /// Block in which the epoch was due.
            from_block: u64,
            /// Block in which it is tried again.
            to_block: u64,
        },
        /// A due epoch was left out because the subnet's state was inconsistent (for instance a
        /// hotkey held two uids).
        EpochSkipped {
            /// Subnet.
            netuid: NetUid,
            /// Block in which the epoch was due.
            block: u64,
        },
        /// A subnet passed to another owner because the locks in that owner's favour outweighed
        /// the rest.
        SubnetOwnerChanged {
            /// Subnet.
            netuid: NetUid,
            /// Owner until now.
            old_coldkey: T::AccountId,
            /// Owner from now on.
            new_coldkey: T::AccountId,
        },
        /// A coldkey chose whether its lock on a subnet decays.
        PerpetualLockUpdated {
            /// Coldkey concerned.
            coldkey: T::AccountId,
            /// Subnet.
            netuid: NetUid,
            /// True if the lock keeps its mass, false if it decays.
            enabled: bool,
        },
        /// A coldkey chose whether it accepts transfers of locked alpha.
        RejectLockedAlphaUpdated {
            /// Coldkey concerned.
            coldkey: T::AccountId,
            /// True if such transfers are refused.
            enabled: bool,
        },
    }
}
