//! What a block does before its extrinsics, as one list.

use crate::{Config, Pallet};
use pallet_registration::Pallet as Registration;
use pallet_staking::Pallet as Staking;
use pallet_subnets::Pallet as Subnets;
use pallet_taoflow::Pallet as Taoflow;
use pallet_yuma::Pallet as Yuma;

impl<T: Config> Pallet<T> {
    /// The block step (spec `emission` §1).
    pub fn block_step() {
        Registration::<T>::clean_up_hotkey_swap_records();
        Registration::<T>::update_registration_prices();
        let credit = Taoflow::<T>::mint_block_tao();
        Self::reveal_timelocked_weights();
        let eligible = Taoflow::<T>::eligible_netuids();
        Taoflow::<T>::run_coinbase(&eligible, credit);
        Taoflow::<T>::update_moving_prices(&eligible);
        Taoflow::<T>::update_root_proportions(&eligible);
        Staking::<T>::apply_due_children();
        Staking::<T>::auto_claim_root_dividends(frame_system::Pallet::<T>::parent_hash());
        Staking::<T>::fill_staking_coldkeys();
    }

    /// Sets the weights of encrypted commits whose epoch has come, but for networks
    /// whose epoch the coinbase is about to defer (spec `emission` §7.4).
    fn reveal_timelocked_weights() {
        let waiting = Yuma::<T>::netuids_with_timelocked_commits();
        if waiting.is_empty() {
            return;
        }
        let netuids = Subnets::<T>::non_root_netuids();
        let deferred = Taoflow::<T>::epochs_deferred(&netuids, Subnets::<T>::now());
        for netuid in netuids {
            if waiting.contains(&netuid) && !deferred.contains(&netuid) {
                Yuma::<T>::reveal_timelocked_commits(netuid);
            }
        }
    }
}
