//! The main chain's vocabulary of errors, as one pallet section that the pallet of this crate
//! imports. All domain pallets raise these variants, because on the wire every one of them is an
//! error of `SubtensorModule` (pallet index 7): clients find an error by pallet and variant index
//! and show its name and documentation. The position of a variant is its index, so variants are
//! never reordered or removed, and new ones may only follow upstream at the end.

use frame_support::pallet_macros::pallet_section;

/// The errors of `SubtensorModule`, with the indices of the main chain (0 to 146).
#[pallet_section]
mod errors {
    /// Why a call was refused; a failed call leaves no trace in storage.
    #[pallet::error]
    #[derive(PartialEq)]
    pub enum Error<T> {
        /// The root network (netuid 0) is missing from this chain's state; start from a genesis
        /// that creates it.
        RootNetworkDoesNotExist,
        /// The IP type of an axon or prometheus endpoint must be 4 (IPv4) or 6 (IPv6).
        InvalidIpType,
        /// The endpoint address cannot be served: IPv4 refuses 127.0.0.1 and 255.255.255.255 or
        /// above, IPv6 refuses ::1 and all ones, and prometheus endpoints also refuse zero.
        InvalidIpAddress,
        /// Port 0 cannot be served; give a port from 1 to 65535.
        InvalidPort,
        /// The hotkey holds no uid on this subnet; register it there first.
        HotKeyNotRegisteredInSubNet,
        /// No coldkey owns this hotkey yet; create it by registering or by associating it with a
        /// coldkey.
        HotKeyAccountNotExists,
        /// The call needs a hotkey that is registered, on the named subnet for serving or on any
        /// subnet for setting an identity.
        HotKeyNotRegisteredInNetwork,
        /// The hotkey belongs to another coldkey; sign with the coldkey that owns it.
        NonAssociatedColdKey,
        /// The stake does not suffice. Not raised by the current rules; kept because clients
        /// decode errors by index.
        NotEnoughStake,
        /// The alpha amount exceeds what this coldkey has staked to this hotkey on this subnet;
        /// lower the amount.
        NotEnoughStakeToWithdraw,
        /// The hotkey's stake weight is below the chain-wide `StakeThreshold`, which everyone but
        /// the subnet owner's neuron needs to set, commit or reveal weights; add stake.
        NotEnoughStakeToSetWeights,
        /// A hotkey needs a total stake of at least `StakeThreshold` to name children, unless it
        /// is the subnet owner's hotkey; add stake, or pass an empty list to revoke.
        NotEnoughStakeToSetChildkeys,
        /// The coldkey's free balance does not cover the amount to stake or the registration
        /// price, in rao.
        NotEnoughBalanceToStake,
        /// The TAO to be paid could not be taken from the coldkey's balance; check that it is
        /// neither reserved, frozen nor needed as existential deposit.
        BalanceWithdrawalError,
        /// The withdrawal would leave an empty account. Not raised by the current rules; kept
        /// because clients decode errors by index.
        ZeroBalanceAfterWithdrawn,
        /// Only neurons with a validator permit may weigh other neurons; without one a neuron may
        /// set a single weight on itself.
        NeuronNoValidatorPermit,
        /// The lists of uids and of weights differ in length; send one weight per uid.
        WeightVecNotEqualSize,
        /// A uid occurs more than once in the weights; name every uid once.
        DuplicateUids,
        /// At least one uid in the weights is not taken by any neuron of the subnet.
        UidVecContainInvalidOne,
        /// Too few weights: at least `MinAllowedWeights` are needed, or one per neuron where the
        /// subnet has fewer neurons than that.
        WeightVecLengthIsLow,
        /// The root network has taken `MaxRegistrationsPerBlock` registrations in this block; try
        /// again in the next one.
        TooManyRegistrationsThisBlock,
        /// The hotkey already holds a uid on this subnet (or, in a swap over all subnets, on any
        /// subnet); use another hotkey.
        HotKeyAlreadyRegisteredInSubNet,
        /// A hotkey swap needs two different hotkeys.
        NewHotKeyIsSameWithOld,
        /// A swap that touches the root network needs a new hotkey without root stake and without
        /// unclaimed root dividends.
        NewHotKeyNotCleanForRootSwap,
        /// The block number of the proof of work lies in the future or is three or more blocks
        /// old; solve for a recent block.
        InvalidWorkBlock,
        /// The proof of work misses the required difficulty.
        InvalidDifficulty,
        /// The work does not match its block, nonce and signer; solve it again for the signing
        /// account.
        InvalidSeal,
        /// A weight exceeds the limit, which is 65535 (the largest `u16`) on every subnet. Not
        /// raised by the current rules; kept because clients decode errors by index.
        MaxWeightExceeded,
        /// The hotkey is open for nominations already. Not raised by the current rules; kept
        /// because clients decode errors by index.
        HotKeyAlreadyDelegate,
        /// Fewer than `WeightsSetRateLimit` blocks have passed since this neuron's last update on
        /// this mechanism; wait.
        SettingWeightsTooFast,
        /// The version key is below the subnet's `WeightsVersionKey`; update the validator
        /// software.
        IncorrectWeightVersionKey,
        /// Fewer than `ServingRateLimit` blocks have passed since this hotkey's endpoint was last
        /// served; wait.
        ServingRateLimitExceeded,
        /// More weights were given than the subnet has neurons.
        UidsLengthExceedUidsInSubNet,
        /// Fewer than `NetworkRateLimit` blocks have passed since the last subnet was registered
        /// by anyone; the limit is one for the whole chain.
        NetworkTxRateLimitExceeded,
        /// The delegate take can be raised only after more than `TxDelegateTakeRateLimit` blocks
        /// (216000 by default) since its last change.
        DelegateTxRateLimitExceeded,
        /// The coldkey swapped a hotkey within the last `TxRateLimit` blocks (1000 by default);
        /// wait.
        HotKeySetTxRateLimitExceeded,
        /// Staking calls follow each other too quickly. Not raised by the current rules; kept
        /// because clients decode errors by index.
        StakingRateLimitExceeded,
        /// Registration is closed: for neurons while `NetworkRegistrationAllowed` is off, for
        /// subnets before the block `NetworkRegistrationStartBlock`.
        SubNetRegistrationDisabled,
        /// The root network has taken three times its `TargetRegistrationsPerInterval` in this
        /// interval; wait until the counter is reset.
        TooManyRegistrationsThisInterval,
        /// The call has to be signed by the hotkey. Not raised by the current rules; kept because
        /// clients decode errors by index.
        TransactorAccountShouldBeHotKey,
        /// This chain runs without a faucet; fund the account by a transfer.
        FaucetDisabled,
        /// Only the coldkey that owns the subnet may do this.
        NotSubnetOwner,
        /// The call does not apply to the root network (netuid 0); hotkeys join it by
        /// `root_register`.
        RegistrationNotPermittedOnRootSubnet,
        /// The root network is full and the hotkey's root stake does not exceed that of its
        /// weakest member; add root stake.
        StakeTooLowForRoot,
        /// Every subnet is within its immunity period. Not raised by the current rules; kept
        /// because clients decode errors by index.
        AllNetworksInImmunity,
        /// The coldkey cannot pay for the hotkey swap: 0.001 TAO on one subnet, 0.1 TAO on all of
        /// them.
        NotEnoughBalanceToPaySwapHotKey,
        /// The call applies to the root network only. Not raised by the current rules; kept
        /// because clients decode errors by index.
        NotRootSubnet,
        /// The root network (netuid 0) takes no weights.
        CanNotSetRootNetworkWeights,
        /// The subnet is full and no neuron may be replaced, either because `MaxAllowedUids` is 0
        /// or because too few neurons are outside their immunity period.
        NoNeuronIdAvailable,
        /// The delegate take (parts of 65535) is below `MinDelegateTake`, or not on the right side
        /// of the present take: above it to increase, below it to decrease.
        DelegateTakeTooLow,
        /// The delegate take (parts of 65535) exceeds `MaxDelegateTake`, 11796 (18 %) by default.
        DelegateTakeTooHigh,
        /// This hotkey has no matching commit waiting on this subnet and mechanism; commit first,
        /// and reveal with the same mechanism and hotkey.
        NoWeightsCommitFound,
        /// The revealed uids, weights, salt and version key hash to none of the waiting commits;
        /// reveal exactly what was committed.
        InvalidRevealCommitHashNotMatch,
        /// This subnet hides weights behind commit-reveal; commit them instead of setting them
        /// directly.
        CommitRevealEnabled,
        /// This subnet does not use commit-reveal; set the weights directly.
        CommitRevealDisabled,
        /// Alpha bounds can be set only while liquid alpha is on; enable it first.
        LiquidAlphaDisabled,
        /// The upper alpha bound must be at least 1638 (65535 / 40).
        AlphaHighTooLow,
        /// The lower alpha bound must be at least 1638 (65535 / 40) and at most the upper bound.
        AlphaLowOutOfRange,
        /// The new coldkey already stakes or owns hotkeys; swap to a fresh one.
        ColdKeyAlreadyAssociated,
        /// The coldkey cannot pay for announcing a swap, which costs 0.1 TAO.
        NotEnoughBalanceToPaySwapColdKey,
        /// A hotkey cannot be its own child.
        InvalidChild,
        /// A child occurs more than once in the list; name every child once.
        DuplicateChild,
        /// The children's proportions add up to more than the whole, which is 2^64 - 1.
        ProportionOverflow,
        /// A hotkey may have at most 5 children on a subnet.
        TooManyChildren,
        /// The same action was taken too recently; wait out its limit (150 blocks for children,
        /// `OwnerHyperparamRateLimit` tempos for an owner's hyperparameter).
        TxRateLimitExceeded,
        /// No coldkey swap is announced for this account; announce it first.
        ColdkeySwapAnnouncementNotFound,
        /// The announced swap can be carried out only once `ColdkeySwapAnnouncementDelay` blocks
        /// have passed since the announcement.
        ColdkeySwapTooEarly,
        /// A swap can be announced anew only `ColdkeySwapReannouncementDelay` blocks after the
        /// previous announcement could have been carried out.
        ColdkeySwapReannouncedTooEarly,
        /// The BLAKE2-256 hash of the new coldkey differs from the announced one; pass the coldkey
        /// that was announced.
        AnnouncedColdkeyHashDoesNotMatch,
        /// The swap is under dispute already; only root can reset it.
        ColdkeySwapAlreadyDisputed,
        /// The new coldkey is in use as a hotkey; choose another account.
        NewColdKeyIsHotkey,
        /// The childkey take (parts of 65535) lies outside the subnet's effective minimum and
        /// `MaxChildkeyTake`.
        InvalidChildkeyTake,
        /// The childkey take of this hotkey on this subnet can be raised only
        /// `TxChildkeyTakeRateLimit` blocks (216000 by default) after its last change.
        TxChildkeyTakeRateLimitExceeded,
        /// A field of the identity is longer than allowed (256 or 1024 bytes, depending on the
        /// field); shorten it.
        InvalidIdentity,
        /// The subnet or this mechanism of it does not exist; mechanism numbers run from 0 to
        /// `MechanismCountCurrent` - 1, and new subnets must be of kind 1.
        MechanismDoesNotExist,
        /// Part of the stake is locked: the amount exceeds this coldkey's alpha on the subnet
        /// minus its locked mass.
        StakeUnavailable,
        /// No subnet has this netuid.
        SubnetNotExists,
        /// At most 10 commits of a hotkey may wait at once; reveal some or let them expire.
        TooManyUnrevealedCommits,
        /// The epoch in which this commit could be revealed is over; commit again.
        ExpiredWeightCommit,
        /// The commit can be revealed only in the epoch exactly `RevealPeriodEpochs` after the one
        /// it was made in.
        RevealTooEarly,
        /// The lists of a batch differ in length; give one entry per item in each of them.
        InputLengthsUnequal,
        /// Fewer than `WeightsSetRateLimit` blocks have passed since this neuron's last commit on
        /// this mechanism; wait.
        CommittingWeightsTooFast,
        /// The amount is zero or worth less than the minimum stake of 2000000 rao (plus the swap
        /// fee where TAO is staked).
        AmountTooLow,
        /// The pool cannot carry a swap of this size; reduce the amount.
        InsufficientLiquidity,
        /// The whole amount cannot be swapped within the limit price; reduce it, loosen the limit
        /// or allow partial execution.
        SlippageTooHigh,
        /// Stake transfers between coldkeys are switched off on the origin or destination subnet.
        TransferDisallowed,
        /// The activity cutoff must be at least 360 blocks.
        ActivityCutoffTooLow,
        /// The call is switched off. Not raised by the current rules; kept because clients decode
        /// errors by index.
        CallDisabled,
        /// The subnet has been started already; a start cannot be repeated.
        FirstEmissionBlockNumberAlreadySet,
        /// The subnet can be started only `StartCallDelay` blocks after its registration; wait.
        NeedWaitingMoreBlocksToStarCall,
        /// The subnet has less outstanding alpha than is to be recycled. Not raised by the current
        /// rules; kept because clients decode errors by index.
        NotEnoughAlphaOutToRecycle,
        /// Stake on the root network (netuid 0) is TAO and can be neither burned nor recycled;
        /// unstake it instead.
        CannotBurnOrRecycleOnRootSubnet,
        /// No public key can be recovered from the signature given to link an EVM key; sign the
        /// expected message again.
        UnableToRecoverPublicKey,
        /// The signature given to link an EVM key was made by a different key than the one named.
        InvalidRecoveredPublicKey,
        /// The subnet's alpha cannot be traded yet; its owner has to start the subnet first.
        SubtokenDisabled,
        /// The hotkey was swapped on this subnet within the swap interval (7200 blocks by
        /// default), or the chain is younger than that; wait.
        HotKeySwapOnSubnetIntervalNotPassed,
        /// Origin and destination are the same position; choose another subnet, hotkey or coldkey.
        SameNetuid,
        /// The paying account cannot give the amount, in rao, and keep its existential deposit
        /// where it must stay alive.
        InsufficientBalance,
        /// Only the creator of the crowdloan being finalised may register its leased subnet.
        InvalidLeaseBeneficiary,
        /// The end block of a lease must lie after the current block.
        LeaseCannotEndInThePast,
        /// The subnet registered for the lease cannot be found by its owner account.
        LeaseNetuidNotFound,
        /// No lease has this id.
        LeaseDoesNotExist,
        /// A lease without end block is perpetual and cannot be terminated.
        LeaseHasNoEndBlock,
        /// The lease can be terminated from its end block on; wait.
        LeaseHasNotEnded,
        /// A counter or amount left the range of its type; the call was undone.
        Overflow,
        /// The hotkey that is to take over the leased subnet must belong to the beneficiary.
        BeneficiaryDoesNotOwnHotkey,
        /// Only the beneficiary of the lease may terminate it.
        ExpectedBeneficiaryOrigin,
        /// Hyperparameters are frozen for the last `AdminFreezeWindow` blocks before an epoch and
        /// while a triggered epoch is pending; retry after the epoch, or set the window to 0 on a
        /// test chain.
        AdminActionProhibitedDuringWeightsWindow,
        /// The symbol is not in the table of token symbols.
        SymbolDoesNotExist,
        /// The symbol belongs to a subnet already; choose a free one.
        SymbolAlreadyInUse,
        /// The commit-reveal version differs from the chain's `CommitRevealWeightsVersion` (4 by
        /// default); update the client.
        IncorrectCommitRevealVersion,
        /// The drand round of a timelocked commit is older than the last round stored on chain;
        /// encrypt for a later round.
        InvalidRevealRound,
        /// The reveal period must be at most 100 epochs.
        RevealPeriodTooLarge,
        /// The reveal period must be at least 1 epoch.
        RevealPeriodTooSmall,
        /// A parameter is outside the range that its call allows.
        InvalidValue,
        /// The chain has `SubnetLimit` subnets and all of them are immune, so none can make room;
        /// wait until one leaves its immunity period.
        SubnetLimitReached,
        /// The coldkey's free balance is below the current lock cost of a new subnet; fund it or
        /// wait for the cost to decay.
        CannotAffordLockCost,
        /// The neuron's EVM key was linked too recently; wait before linking it again.
        EvmKeyAssociateRateLimitExceeded,
        /// This hotkey is the coldkey's automatic stake destination on this subnet already.
        SameAutoStakeHotkeyAlreadySet,
        /// The subnet's uid map could not be emptied in one go while trimming; the call was
        /// undone.
        UidMapCouldNotBeCleared,
        /// Immune neurons would fill 80 % or more of the trimmed subnet; keep more uids or wait
        /// for immunity to end.
        TrimmingWouldExceedMaxImmunePercentage,
        /// A hotkey cannot be child and parent of the same hotkey on one subnet; revoke one of the
        /// relations.
        ChildParentInconsistency,
        /// At most 50 coldkeys can be claimed for automatically per block.
        InvalidNumRootClaim,
        /// The root claim threshold must be at most 10000000 rao of alpha.
        InvalidRootClaimThreshold,
        /// Name at least one subnet, and at most 5 when claiming root dividends.
        InvalidSubnetNumber,
        /// `MaxAllowedUids` times the number of mechanisms must not exceed 256; lower either of
        /// them.
        TooManyUIDsPerMechanism,
        /// Voting power is not tracked on this subnet, so there is nothing to disable.
        VotingPowerTrackingNotEnabled,
        /// The smoothing factor of voting power must be at most 10^18, which stands for 1.
        InvalidVotingPowerEmaAlpha,
        /// The call is retired and always fails; use its successor.
        Deprecated,
        /// Calls that buy and burn alpha follow each other too quickly. Not raised by the current
        /// rules; kept because clients decode errors by index.
        AddStakeBurnRateLimitExceeded,
        /// A coldkey swap is announced for the signer, so only the calls that carry out, dispute,
        /// renew or clear it are allowed.
        ColdkeySwapAnnounced,
        /// The signer's coldkey swap is under dispute and the account is frozen until root resets
        /// it.
        ColdkeySwapDisputed,
        /// The announcement can be cleared only after the reannouncement delay; wait.
        ColdkeySwapClearTooEarly,
        /// The call is switched off for the time being. Not raised by the current rules; kept
        /// because clients decode errors by index.
        DisabledTemporarily,
        /// The registration price is above the limit given, in rao; raise the limit or wait for
        /// the price to decay.
        RegistrationPriceLimitExceeded,
        /// A coldkey's lock on a subnet points to one hotkey only, and the existing lock points to
        /// another one; move that lock first.
        LockHotkeyMismatch,
        /// The locked mass would exceed the coldkey's whole alpha on this subnet; lock less or add
        /// stake.
        InsufficientStakeForLock,
        /// The coldkey has no lock on this subnet.
        NoExistingLock,
        /// The new coldkey has an active lock; swap to a coldkey without one.
        ActiveLockExists,
        /// The account belongs to the chain itself (for instance a subnet's own account) and
        /// cannot serve as hotkey.
        CannotUseSystemAccount,
        /// More is to be unlocked than is locked. Not raised by the current rules; kept because
        /// clients decode errors by index.
        UnlockAmountTooHigh,
        /// The tempo set by an owner must be between 360 and 50400 blocks.
        TempoOutOfBounds,
        /// The activity cutoff factor must be between 1000 and 50000 thousandths of a tempo.
        ActivityCutoffFactorMilliOutOfBounds,
        /// An epoch is triggered for this subnet already; wait until it has run.
        EpochTriggerAlreadyPending,
        /// The next regular epoch is less than `AdminFreezeWindow` blocks away, so a trigger would
        /// gain nothing.
        AutoEpochAlreadyImminent,
        /// Epochs cannot be triggered while commit-reveal is on, for commits are timed by the
        /// regular epochs; switch it off first.
        DynamicTempoBlockedByCommitReveal,
        /// The transfer would carry locked alpha and the destination coldkey does not accept it;
        /// move unlocked alpha only, or let the destination accept it.
        AccountRejectsLockedAlpha,
    }
}
