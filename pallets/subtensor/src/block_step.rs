//! What a block does before its extrinsics, as one list.

use crate::{Config, Pallet};
use pallet_registration::Pallet as Registration;
use pallet_staking::Pallet as Staking;
use pallet_taoflow::Pallet as Taoflow;

impl<T: Config> Pallet<T> {
    /// The block step (spec `emission` §1).
    ///
    /// Not part of this version, and so missing from the list: the reveal of
    /// timelocked weights (before the coinbase).
    pub fn block_step() {
        Registration::<T>::clean_up_hotkey_swap_records();
        Registration::<T>::update_registration_prices();
        let credit = Taoflow::<T>::mint_block_tao();
        let eligible = Taoflow::<T>::eligible_netuids();
        Taoflow::<T>::run_coinbase(&eligible, credit);
        Taoflow::<T>::update_moving_prices(&eligible);
        Taoflow::<T>::update_root_proportions(&eligible);
        Staking::<T>::apply_due_children();
        Staking::<T>::auto_claim_root_dividends(frame_system::Pallet::<T>::parent_hash());
        Staking::<T>::fill_staking_coldkeys();
    }
}
