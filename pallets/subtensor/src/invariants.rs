//! What holds of the chain as a whole.

use crate::{Config, Pallet};
use pallet_pools::{SubnetAlphaOut, SubnetTAO};
use pallet_staking::TotalHotkeyAlpha;
use pallet_subnets::{NetworksAdded, Pallet as Subnets};
use pallet_taoflow::{
    PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission,
};
use sp_runtime::TryRuntimeError;
use subtensor_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// Checks the invariants of every domain pallet and those that span several:
    /// each network's TAO reserve is backed by its account, and what is staked or
    /// waits for an epoch is part of the alpha outside of the pool.
    ///
    /// Meant for tests and `--check`: it reads the whole state.
    pub fn check_invariants() -> Result<(), TryRuntimeError> {
        Subnets::<T>::do_try_state()?;
        pallet_pools::Pallet::<T>::do_try_state()?;
        pallet_staking::Pallet::<T>::do_try_state()?;
        pallet_yuma::Pallet::<T>::do_try_state()?;
        pallet_taoflow::Pallet::<T>::do_try_state()?;
        pallet_registration::Pallet::<T>::do_try_state()?;
        for netuid in NetworksAdded::<T>::iter_keys() {
            Self::check_backing(netuid)?;
        }
        Self::check_alpha()
    }

    fn check_backing(netuid: NetUid) -> Result<(), TryRuntimeError> {
        let account = Subnets::<T>::subnet_account_unchecked(netuid);
        if pallet_pools::Pallet::<T>::coldkey_balance(&account) < SubnetTAO::<T>::get(netuid) {
            return Err("a TAO reserve is larger than the balance that backs it".into());
        }
        Ok(())
    }

    fn check_alpha() -> Result<(), TryRuntimeError> {
        let mut staked: alloc::collections::BTreeMap<NetUid, AlphaBalance> = Default::default();
        for (_, netuid, alpha) in TotalHotkeyAlpha::<T>::iter() {
            *staked.entry(netuid).or_default() += alpha;
        }
        for netuid in Subnets::<T>::non_root_netuids() {
            let pending = PendingServerEmission::<T>::get(netuid)
                .saturating_add(PendingValidatorEmission::<T>::get(netuid))
                .saturating_add(PendingRootAlphaDivs::<T>::get(netuid))
                .saturating_add(PendingOwnerCut::<T>::get(netuid));
            let held = staked.get(&netuid).copied().unwrap_or_default();
            if held.saturating_add(pending) > SubnetAlphaOut::<T>::get(netuid) {
                return Err("more alpha is staked or pending than is outside of the pool".into());
            }
        }
        Ok(())
    }
}
