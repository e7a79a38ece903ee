//! The stake that counts in consensus: own alpha and inherited alpha, plus root
//! stake at its weight (spec `yuma` §2, `pools-and-staking` §5.2 and §5.3).

use crate::{ChildKeys, Config, Pallet, ParentKeys, TaoWeight};
use alloc::vec::Vec;
use substrate_fixed::types::I64F64;
use subtensor_math::stake_weight::{inherited_stake, stake_tao_weight, stake_weight};
use subtensor_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// Alpha of a hotkey on a network after its children took and its parents
    /// gave their parts.
    pub fn inherited_alpha(hotkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        Self::inherited(hotkey, netuid, netuid)
    }

    /// Root stake of a hotkey, passed on along the children and parents of
    /// `netuid`.
    pub fn inherited_tao(hotkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        Self::inherited(hotkey, netuid, NetUid::ROOT)
    }

    /// Stake weight of a hotkey on a network.
    pub fn stake_weight(hotkey: &T::AccountId, netuid: NetUid) -> I64F64 {
        Self::stake_weight_with(hotkey, netuid, stake_tao_weight(TaoWeight::<T>::get()))
    }

    /// Stake weights of hotkeys on a network, in their order.
    pub fn stake_weights(hotkeys: &[T::AccountId], netuid: NetUid) -> Vec<I64F64> {
        let tao_weight = stake_tao_weight(TaoWeight::<T>::get());
        hotkeys
            .iter()
            .map(|hotkey| Self::stake_weight_with(hotkey, netuid, tao_weight))
            .collect()
    }

    fn stake_weight_with(hotkey: &T::AccountId, netuid: NetUid, tao_weight: I64F64) -> I64F64 {
        stake_weight(
            Self::inherited_alpha(hotkey, netuid),
            Self::inherited_tao(hotkey, netuid),
            tao_weight,
        )
    }

    fn inherited(hotkey: &T::AccountId, links: NetUid, stakes: NetUid) -> AlphaBalance {
        let own = Self::hotkey_stake(hotkey, stakes);
        if links.is_root() {
            return own;
        }
        inherited_stake(
            own,
            ChildKeys::<T>::get(hotkey, links)
                .into_iter()
                .map(|(proportion, _)| proportion),
            ParentKeys::<T>::get(hotkey, links)
                .into_iter()
                .map(|(proportion, parent)| (proportion, Self::hotkey_stake(&parent, stakes))),
        )
    }
}
