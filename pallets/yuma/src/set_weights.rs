//! Setting weights: the checks in their order, and what is stored.
//!
//! A validator names targets and values; values are scaled so that the largest
//! is 65535. Someone without a permit may set one weight, on itself.
//!
//! Source: spec chapter `yuma` §10.2, §10.3.

use crate::{Config, LastUpdate, Pallet, ValidatorPermit, Weights};
use alloc::vec::Vec;
use codec::Compact;
use frame_support::{dispatch::DispatchResult, ensure};
use frame_system::ensure_signed;
use pallet_subnets::{
    CommitRevealWeightsEnabled, EmissionModel, Error, Event, Keys, MinAllowedWeights,
    Pallet as Subnets, StakeThreshold, SubnetworkN, WeightsSetRateLimit, WeightsVersionKey,
};
use subtensor_math::{emission::EmissionModel as Model, yuma::vec_u16_max_upscale_to_u16};
use subtensor_types::{MechId, NetUid, NetUidStorageIndex};

/// A batch item's targets with their values.
type CompactWeights = Vec<(Compact<u16>, Compact<u16>)>;

impl<T: Config> Pallet<T> {
    /// Sets the signer's weights on the main mechanism of a network; on root, under
    /// the emission rule that follows root's weights, on networks.
    ///
    /// # Errors
    ///
    /// `CommitRevealEnabled` where weights have to be committed first, whoever
    /// asks; else those of [`Self::internal_set_weights`].
    pub fn do_set_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        uids: Vec<u16>,
        values: Vec<u16>,
        version_key: u64,
    ) -> DispatchResult {
        if netuid.is_root() && EmissionModel::<T>::get() == Model::RootWeights {
            return Self::set_root_weights(origin, uids, values);
        }
        Self::do_set_mechanism_weights(origin, netuid, MechId::MAIN, uids, values, version_key)
    }

    /// Sets the weights of a root validator on networks, under the rule that
    /// follows them; under any other rule root takes no weights.
    fn set_root_weights(
        origin: T::RuntimeOrigin,
        netuids: Vec<u16>,
        values: Vec<u16>,
    ) -> DispatchResult {
        let hotkey = ensure_signed(origin)?;
        let root = NetUid::ROOT;
        ensure!(
            netuids.len() == values.len(),
            Error::<T>::WeightVecNotEqualSize
        );
        let uid = Subnets::<T>::uid_of(root, &hotkey)?;
        ensure!(
            Self::has_stake_to_set_weights(&hotkey, root),
            Error::<T>::NotEnoughStakeToSetWeights
        );
        ensure!(
            Self::passes_weights_rate_limit(root, MechId::MAIN, uid),
            Error::<T>::SettingWeightsTooFast
        );
        ensure!(!has_duplicates(&netuids), Error::<T>::DuplicateUids);
        ensure!(
            netuids
                .iter()
                .all(|netuid| Subnets::<T>::subnet_exists(NetUid::new(*netuid))),
            Error::<T>::UidVecContainInvalidOne
        );
        ensure!(
            netuids.len() >= usize::from(MinAllowedWeights::<T>::get(root)),
            Error::<T>::WeightVecLengthIsLow
        );
        Self::store_weights(root.mechanism_index(MechId::MAIN), uid, netuids, &values);
        Self::set_last_update(root.into(), uid, Subnets::<T>::now());
        Subnets::<T>::deposit_event(Event::WeightsSet(root.into(), uid));
        Ok(())
    }

    /// Stores the weights of a uid, the largest scaled to 65535.
    fn store_weights(index: NetUidStorageIndex, uid: u16, targets: Vec<u16>, values: &[u16]) {
        let weights: Vec<(u16, u16)> = targets
            .into_iter()
            .zip(vec_u16_max_upscale_to_u16(values))
            .collect();
        Weights::<T>::insert(index, uid, weights);
    }

    /// Sets the signer's weights on one mechanism of a network.
    ///
    /// # Errors
    ///
    /// Those of [`Self::do_set_weights`].
    pub fn do_set_mechanism_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        mecid: MechId,
        uids: Vec<u16>,
        values: Vec<u16>,
        version_key: u64,
    ) -> DispatchResult {
        ensure!(
            !CommitRevealWeightsEnabled::<T>::get(netuid),
            Error::<T>::CommitRevealEnabled
        );
        Self::internal_set_weights(origin, netuid, mecid, uids, values, version_key)
    }

    /// Sets the signer's weights on several networks. A failing item changes
    /// nothing and does not stop the others; events tell which failed and why.
    ///
    /// # Errors
    ///
    /// `InputLengthsUnequal`, or `BadOrigin` without a signer.
    pub fn do_batch_set_weights(
        origin: T::RuntimeOrigin,
        netuids: Vec<Compact<NetUid>>,
        weights: Vec<CompactWeights>,
        version_keys: Vec<Compact<u64>>,
    ) -> DispatchResult {
        let who = ensure_signed(origin.clone())?;
        ensure!(
            netuids.len() == weights.len() && netuids.len() == version_keys.len(),
            Error::<T>::InputLengthsUnequal
        );
        let results = netuids
            .iter()
            .zip(weights)
            .zip(version_keys)
            .map(|((netuid, weights), version_key)| {
                let (uids, values) = weights
                    .into_iter()
                    .map(|(uid, value)| (uid.0, value.0))
                    .unzip();
                Self::do_set_weights(origin.clone(), netuid.0, uids, values, version_key.0)
            })
            .collect();
        Self::close_batch(who, netuids, results);
        Ok(())
    }

    /// Tells by events what became of a batch with an item per network.
    pub(crate) fn close_batch(
        who: T::AccountId,
        netuids: Vec<Compact<NetUid>>,
        results: Vec<DispatchResult>,
    ) {
        if results.iter().any(Result::is_err) {
            Subnets::<T>::deposit_event(Event::BatchCompletedWithErrors);
        }
        for (netuid, result) in netuids.iter().zip(results) {
            if let Err(error) = result {
                Subnets::<T>::deposit_event(Event::BatchWeightItemFailed(netuid.0, error));
            }
        }
        Subnets::<T>::deposit_event(Event::BatchWeightsCompleted(netuids, who));
    }

    /// Checks and stores the signer's weights, as a direct call and a reveal
    /// both do.
    ///
    /// # Errors
    ///
    /// In this order: `BadOrigin`, `CanNotSetRootNetworkWeights`,
    /// `WeightVecNotEqualSize`, `MechanismDoesNotExist`,
    /// `UidsLengthExceedUidsInSubNet`, `HotKeyNotRegisteredInSubNet`,
    /// `NotEnoughStakeToSetWeights`, `IncorrectWeightVersionKey`,
    /// `SettingWeightsTooFast` (without commit-reveal only),
    /// `NeuronNoValidatorPermit`, `DuplicateUids`, `UidVecContainInvalidOne`,
    /// `WeightVecLengthIsLow`. The limit on a single weight is the whole range,
    /// so `MaxWeightExceeded` can't occur.
    pub fn internal_set_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        mecid: MechId,
        uids: Vec<u16>,
        values: Vec<u16>,
        version_key: u64,
    ) -> DispatchResult {
        let hotkey = ensure_signed(origin)?;
        ensure!(!netuid.is_root(), Error::<T>::CanNotSetRootNetworkWeights);
        ensure!(
            uids.len() == values.len(),
            Error::<T>::WeightVecNotEqualSize
        );
        Subnets::<T>::ensure_mechanism_exists(netuid, mecid)?;
        let neurons = SubnetworkN::<T>::get(netuid);
        ensure!(
            uids.len() <= usize::from(neurons),
            Error::<T>::UidsLengthExceedUidsInSubNet
        );
        let uid = Subnets::<T>::uid_of(netuid, &hotkey)?;
        ensure!(
            Self::has_stake_to_set_weights(&hotkey, netuid),
            Error::<T>::NotEnoughStakeToSetWeights
        );
        let least_version = WeightsVersionKey::<T>::get(netuid);
        ensure!(
            least_version == 0 || version_key >= least_version,
            Error::<T>::IncorrectWeightVersionKey
        );
        let index = netuid.mechanism_index(mecid);
        let committed = CommitRevealWeightsEnabled::<T>::get(netuid);
        ensure!(
            committed || Self::passes_weights_rate_limit(netuid, mecid, uid),
            Error::<T>::SettingWeightsTooFast
        );
        let self_weight = is_single_self_weight(uid, &uids, &values);
        ensure!(
            self_weight || Self::may_validate(netuid, uid),
            Error::<T>::NeuronNoValidatorPermit
        );
        ensure!(!has_duplicates(&uids), Error::<T>::DuplicateUids);
        ensure!(
            uids.iter()
                .all(|target| Keys::<T>::contains_key(netuid, target)),
            Error::<T>::UidVecContainInvalidOne
        );
        let least = usize::from(neurons.min(MinAllowedWeights::<T>::get(netuid)));
        ensure!(
            self_weight || uids.len() >= least,
            Error::<T>::WeightVecLengthIsLow
        );

        Self::store_weights(index, uid, uids, &values);
        // A commit has moved the clock already, when it was made.
        if !committed {
            Self::set_last_update(index, uid, Subnets::<T>::now());
        }
        Subnets::<T>::deposit_event(Event::WeightsSet(index, uid));
        Ok(())
    }

    /// Whether a hotkey has the stake that setting weights takes: it is the
    /// owner's registered hotkey, or its stake weight reaches `StakeThreshold`.
    pub fn has_stake_to_set_weights(hotkey: &T::AccountId, netuid: NetUid) -> bool {
        let owner = Subnets::<T>::owner_uid(netuid);
        if owner.is_some() && owner == Subnets::<T>::uid_of(netuid, hotkey).ok() {
            return true;
        }
        let threshold = StakeThreshold::<T>::get();
        pallet_staking::Pallet::<T>::stake_weight(hotkey, netuid).saturating_to_num::<u64>()
            >= threshold
    }

    /// Whether a uid may set weights or commit on a mechanism again: it has
    /// never done so, or `WeightsSetRateLimit` blocks have passed. No mechanism
    /// or no such uid: it may not.
    pub fn passes_weights_rate_limit(netuid: NetUid, mecid: MechId, uid: u16) -> bool {
        if Subnets::<T>::ensure_mechanism_exists(netuid, mecid).is_err()
            || Subnets::<T>::hotkey_of(netuid, uid).is_none()
        {
            return false;
        }
        let updates = LastUpdate::<T>::get(netuid.mechanism_index(mecid));
        let last = updates.get(usize::from(uid)).copied().unwrap_or(0);
        last == 0
            || Subnets::<T>::now().saturating_sub(last) >= WeightsSetRateLimit::<T>::get(netuid)
    }

    /// Whether a uid may weight others: it is the owner's, or it has a permit.
    fn may_validate(netuid: NetUid, uid: u16) -> bool {
        Subnets::<T>::owner_uid(netuid) == Some(uid)
            || ValidatorPermit::<T>::get(netuid)
                .get(usize::from(uid))
                .copied()
                .unwrap_or(false)
    }

    /// Writes the block of a uid's last update, lengthening a vector that is
    /// too short for it.
    pub(crate) fn set_last_update(index: NetUidStorageIndex, uid: u16, block: u64) {
        let place = usize::from(uid);
        LastUpdate::<T>::mutate(index, |updates| {
            if updates.len() <= place {
                updates.resize(place.saturating_add(1), 0);
            }
            if let Some(update) = updates.get_mut(place) {
                *update = block;
            }
        });
    }
}

/// Whether the vector is one value, on the sender itself.
fn is_single_self_weight(uid: u16, uids: &[u16], values: &[u16]) -> bool {
    values.len() == 1 && uids.first() == Some(&uid)
}

fn has_duplicates(uids: &[u16]) -> bool {
    let mut sorted = uids.to_vec();
    sorted.sort_unstable();
    sorted
        .iter()
        .zip(sorted.iter().skip(1))
        .any(|(one, next)| one == next)
}
