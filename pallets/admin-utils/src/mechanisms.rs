//! Parameters of a network's mechanisms: how many, and how they share its
//! emission (spec `yuma` §11.2 and §11.3).

use crate::{Config, Pallet};
use alloc::vec::Vec;
use frame_support::ensure;
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use pallet_subnets::{Error as SubnetsError, MaxMechanismCount, TransactionType};
use pallet_yuma::Pallet as Yuma;
use sp_runtime::DispatchResult;
use subtensor_types::{MechId, NetUid, MAX_MECHANISM_COUNT_PER_SUBNET};

/// Blocks between two changes by an owner, of the count and of the split alike.
const MECHANISMS_LIMIT: u64 = 7_200;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_mechanism_count(
        origin: OriginFor<T>,
        netuid: NetUid,
        count: MechId,
    ) -> DispatchResult {
        let call = TransactionType::MechanismCountUpdate;
        Self::owner_calls(origin, netuid, call, MECHANISMS_LIMIT, || {
            Yuma::<T>::do_set_mechanism_count(netuid, count)
        })
    }

    pub(crate) fn do_set_mechanism_emission_split(
        origin: OriginFor<T>,
        netuid: NetUid,
        split: Option<Vec<u16>>,
    ) -> DispatchResult {
        let call = TransactionType::MechanismEmission;
        Self::owner_calls(origin, netuid, call, MECHANISMS_LIMIT, || {
            Yuma::<T>::do_set_emission_split(netuid, split)
        })
    }

    pub(crate) fn do_set_max_mechanism_count(
        origin: OriginFor<T>,
        count: MechId,
    ) -> DispatchResult {
        ensure_root(origin)?;
        ensure!(
            (1..=MAX_MECHANISM_COUNT_PER_SUBNET).contains(&count.get()),
            SubnetsError::<T>::InvalidValue
        );
        MaxMechanismCount::<T>::put(count);
        Ok(())
    }
}
