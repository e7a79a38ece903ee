//! The root epoch: how root validators' weights become scores of networks.
//!
//! Only the rule from before dynamic TAO looks at them (spec `emission` §4.7,
//! model H0).

use crate::{Config, EmissionModel, Pallet, RootScores};
use alloc::vec::Vec;
use pallet_staking::Pallet as Staking;
use pallet_subnets::{Kappa, Keys, Pallet as Subnets, Rho, Tempo};
use pallet_yuma::Weights;
use subtensor_math::emission::{root_scores, RootConsensus, RootValidator};
use subtensor_types::{NetUid, NetUidStorageIndex};

impl<T: Config> Pallet<T> {
    /// Scores all networks anew, once per tempo of root, while the model in force
    /// asks for it. In between the scores stay as they are.
    pub(crate) fn update_root_scores(block: u64) {
        let tempo = u64::from(Tempo::<T>::get(NetUid::ROOT));
        let due = block.checked_rem(tempo) == Some(0);
        if !due || !EmissionModel::<T>::get().follows_root_weights() {
            return;
        }
        let networks = Subnets::<T>::non_root_netuids();
        let shape = RootConsensus {
            rho: Rho::<T>::get(NetUid::ROOT),
            kappa: Kappa::<T>::get(NetUid::ROOT),
        };
        let scores = root_scores(&networks, &Self::root_validators(), shape);
        for (netuid, score) in networks.iter().zip(scores) {
            RootScores::<T>::insert(netuid, score);
        }
    }

    /// The root validators that have set weights.
    fn root_validators() -> Vec<RootValidator> {
        Weights::<T>::iter_prefix(NetUidStorageIndex::from(NetUid::ROOT))
            .map(|(uid, row)| {
                let hotkey = Keys::<T>::get(NetUid::ROOT, uid);
                RootValidator {
                    stake: Staking::<T>::hotkey_stake(&hotkey, NetUid::ROOT)
                        .to_u64()
                        .into(),
                    weights: row
                        .into_iter()
                        .map(|(netuid, weight)| (NetUid::new(netuid), weight))
                        .collect(),
                }
            })
            .collect()
    }
}
