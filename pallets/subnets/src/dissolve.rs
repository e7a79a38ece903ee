//! What the registry forgets of a network that is dissolved.
//!
//! Some parameters outlive the network, and the next one with its number inherits
//! them, as on the main chain: `MinAllowedUids`, `MinNonImmuneUids`,
//! `OwnerCutEnabled`, `RecycleOrBurn`, `AdjustmentInterval`, `AdjustmentAlpha`,
//! `MaxWeightsLimit`, `SubnetEmissionEnabled`, the owner's rate limits, and on
//! purpose `RegisteredSubnetCounter` (spec `registration` §2.4 and §7.1).

use crate::*;
use alloc::vec::Vec;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Forgets a network: its neurons, its schedule, its parameters but those that
    /// outlive it, and last that it exists. Tells of its identity, if it had one.
    ///
    /// To be called after the pallets above have cleared what they keep: the
    /// network's account and the number of its mechanisms are known through the
    /// registry only.
    pub fn clear_network(netuid: NetUid) {
        Self::clear_neurons(netuid);
        Self::clear_schedule(netuid);
        Self::clear_consensus_parameters(netuid);
        Self::clear_registration_parameters(netuid);
        Self::clear_call_limits(netuid);
        Self::clear_entry(netuid);
    }

    fn clear_neurons(netuid: NetUid) {
        for (_, hotkey) in Keys::<T>::drain_prefix(netuid) {
            IsNetworkMember::<T>::remove(hotkey, netuid);
        }
        let _ = Uids::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = BlockAtRegistration::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = Axons::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = NeuronCertificates::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = Prometheus::<T>::clear_prefix(netuid, u32::MAX, None);
        SubnetworkN::<T>::remove(netuid);
    }

    fn clear_schedule(netuid: NetUid) {
        Tempo::<T>::remove(netuid);
        LastEpochBlock::<T>::remove(netuid);
        PendingEpochAt::<T>::remove(netuid);
        SubnetEpochIndex::<T>::remove(netuid);
        BlocksSinceLastStep::<T>::remove(netuid);
        LastMechansimStepBlock::<T>::remove(netuid);
    }

    fn clear_consensus_parameters(netuid: NetUid) {
        Kappa::<T>::remove(netuid);
        Rho::<T>::remove(netuid);
        AlphaSigmoidSteepness::<T>::remove(netuid);
        AlphaValues::<T>::remove(netuid);
        LiquidAlphaOn::<T>::remove(netuid);
        Yuma3On::<T>::remove(netuid);
        BondsMovingAverage::<T>::remove(netuid);
        BondsPenalty::<T>::remove(netuid);
        BondsResetOn::<T>::remove(netuid);
        ActivityCutoff::<T>::remove(netuid);
        ActivityCutoffFactorMilli::<T>::remove(netuid);
        MaxAllowedValidators::<T>::remove(netuid);
        MinAllowedWeights::<T>::remove(netuid);
        WeightsSetRateLimit::<T>::remove(netuid);
        WeightsVersionKey::<T>::remove(netuid);
        CommitRevealWeightsEnabled::<T>::remove(netuid);
        RevealPeriodEpochs::<T>::remove(netuid);
        MechanismCountCurrent::<T>::remove(netuid);
        MechanismEmissionSplit::<T>::remove(netuid);
        EMAPriceHalvingBlocks::<T>::remove(netuid);
        ValidatorPruneLen::<T>::remove(netuid);
        ScalingLawPower::<T>::remove(netuid);
    }

    fn clear_registration_parameters(netuid: NetUid) {
        NetworkRegistrationAllowed::<T>::remove(netuid);
        NetworkPowRegistrationAllowed::<T>::remove(netuid);
        MaxRegistrationsPerBlock::<T>::remove(netuid);
        TargetRegistrationsPerInterval::<T>::remove(netuid);
        MaxAllowedUids::<T>::remove(netuid);
        ImmunityPeriod::<T>::remove(netuid);
        ImmuneOwnerUidsLimit::<T>::remove(netuid);
        ServingRateLimit::<T>::remove(netuid);
        TransferToggle::<T>::remove(netuid);
        OwnerCutAutoLockEnabled::<T>::remove(netuid);
        Difficulty::<T>::remove(netuid);
        MinDifficulty::<T>::remove(netuid);
        MaxDifficulty::<T>::remove(netuid);
        LastAdjustmentBlock::<T>::remove(netuid);
    }

    fn clear_call_limits(netuid: NetUid) {
        let keys: Vec<_> = TransactionKeyLastBlock::<T>::iter_keys()
            .filter(|(_, on, _)| *on == netuid)
            .collect();
        for key in keys {
            TransactionKeyLastBlock::<T>::remove(key);
        }
    }

    fn clear_entry(netuid: NetUid) {
        if SubnetIdentitiesV3::<T>::take(netuid).is_some() {
            Self::deposit_event(Event::SubnetIdentityRemoved(netuid));
        }
        TokenSymbol::<T>::remove(netuid);
        SubnetMechanism::<T>::remove(netuid);
        SubnetOwner::<T>::remove(netuid);
        SubnetOwnerHotkey::<T>::remove(netuid);
        SubtokenEnabled::<T>::remove(netuid);
        FirstEmissionBlockNumber::<T>::remove(netuid);
        NetworkRegisteredAt::<T>::remove(netuid);
        NetworksAdded::<T>::remove(netuid);
        TotalNetworks::<T>::mutate(|total| *total = total.saturating_sub(1));
    }
}
