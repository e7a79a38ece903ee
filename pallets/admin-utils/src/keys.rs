//! Parameters of keys: the owner's hotkey, and how keys may be swapped (spec
//! `registration` §1.8 and §5).

use crate::{Config, Pallet};
use frame_support::ensure;
use frame_system::{
    ensure_root,
    pallet_prelude::{BlockNumberFor, OriginFor},
};
use pallet_registration::{ColdkeySwapAnnouncementDelay, ColdkeySwapReannouncementDelay};
use pallet_subnets::{
    Error as SubnetsError, Event as SubnetsEvent, Pallet as Subnets, RateLimitKey,
    SubnetOwnerHotkey, TxRateLimit,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

/// Blocks between two changes of a network's owner hotkey: a week.
const OWNER_HOTKEY_LIMIT: u64 = 50_400;

impl<T: Config> Pallet<T> {
    /// One limit per network, which binds root too. The hotkey need neither be
    /// registered nor belong to the owner.
    pub(crate) fn do_set_owner_hotkey(
        origin: OriginFor<T>,
        netuid: NetUid,
        hotkey: T::AccountId,
    ) -> DispatchResult {
        Subnets::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        let key = RateLimitKey::SetSNOwnerHotkey(netuid);
        ensure!(
            Subnets::<T>::passes_rate_limit(&key, OWNER_HOTKEY_LIMIT),
            SubnetsError::<T>::TxRateLimitExceeded
        );
        Subnets::<T>::record_rate_limited(&key);
        ensure!(
            !Subnets::<T>::is_system_account(&hotkey),
            SubnetsError::<T>::CannotUseSystemAccount
        );
        SubnetOwnerHotkey::<T>::insert(netuid, &hotkey);
        Subnets::<T>::deposit_event(SubnetsEvent::SubnetOwnerHotkeySet(netuid, hotkey));
        Ok(())
    }

    pub(crate) fn do_set_tx_rate_limit(origin: OriginFor<T>, blocks: u64) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<TxRateLimit<T>, _>(blocks, SubnetsEvent::TxRateLimitSet)
    }

    pub(crate) fn do_set_coldkey_swap_announcement_delay(
        origin: OriginFor<T>,
        blocks: BlockNumberFor<T>,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<ColdkeySwapAnnouncementDelay<T>, _>(
            blocks,
            SubnetsEvent::ColdkeySwapAnnouncementDelaySet,
        )
    }

    pub(crate) fn do_set_coldkey_swap_reannouncement_delay(
        origin: OriginFor<T>,
        blocks: BlockNumberFor<T>,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<ColdkeySwapReannouncementDelay<T>, _>(
            blocks,
            SubnetsEvent::ColdkeySwapReannouncementDelaySet,
        )
    }
}
