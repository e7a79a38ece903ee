//! Who may change a network, how often and when.
//!
//! A call that an owner may make goes through the same gates in the same order:
//! origin, rate limit, freeze window; the call then checks existence and values,
//! and records the change at its end (spec `registration` §6).

use crate::{
    Config, Error, Hyperparameter, LastRateLimitedBlock, OwnerHyperparamRateLimit, Pallet,
    RateLimitKey, SubnetOwner, Tempo, TransactionKeyLastBlock,
};
use frame_support::ensure;
use frame_system::{ensure_root, ensure_signed};
use sp_runtime::{
    traits::{BadOrigin, Zero},
    DispatchError, DispatchResult,
};
use subtensor_types::NetUid;

/// A rate-limited call whose last block is kept per key and network in
/// `TransactionKeyLastBlock`. The numbers are part of storage keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u16)]
pub enum TransactionType {
    /// `set_children`.
    SetChildren = 0,
    /// `set_childkey_take`.
    SetChildkeyTake = 1,
    /// `sudo_set_mechanism_count`.
    MechanismCountUpdate = 7,
    /// `sudo_set_mechanism_emission_split`.
    MechanismEmission = 8,
    /// `sudo_trim_to_max_allowed_uids`.
    MaxUidsTrimming = 9,
    /// `set_tempo`.
    TempoUpdate = 11,
}

impl<T: Config> Pallet<T> {
    /// The signer, if it owns the network; else `BadOrigin`.
    pub fn ensure_subnet_owner(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
    ) -> Result<T::AccountId, DispatchError> {
        let who = ensure_signed(origin)?;
        // A network without an owner is owned by nobody, not by the zero account.
        let owner = SubnetOwner::<T>::try_get(netuid).map_err(|()| BadOrigin)?;
        ensure!(who == owner, BadOrigin);
        Ok(who)
    }

    /// The signing owner, or nothing for root; else `BadOrigin`.
    pub fn ensure_subnet_owner_or_root(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
    ) -> Result<Option<T::AccountId>, DispatchError> {
        if ensure_root(origin.clone()).is_ok() {
            return Ok(None);
        }
        Self::ensure_subnet_owner(origin, netuid).map(Some)
    }

    /// The gates of a hyperparameter call that owners may make: origin, the
    /// owner's rate limit (`TxRateLimitExceeded`), the freeze window. Gives what
    /// [`Self::record_owner_change`] wants at the call's end.
    pub fn ensure_owner_change_allowed(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        hyperparameter: Hyperparameter,
    ) -> Result<Option<T::AccountId>, DispatchError> {
        let owner = Self::ensure_subnet_owner_or_root(origin, netuid)?;
        if owner.is_some() {
            Self::ensure_within_owner_limit(netuid, hyperparameter)?;
        }
        Self::ensure_admin_window_open(netuid)?;
        Ok(owner)
    }

    /// Fails with `TxRateLimitExceeded` unless the owner last changed this
    /// hyperparameter `OwnerHyperparamRateLimit` epochs ago, by today's tempo.
    pub fn ensure_within_owner_limit(
        netuid: NetUid,
        hyperparameter: Hyperparameter,
    ) -> DispatchResult {
        let limit = u64::from(Tempo::<T>::get(netuid))
            .saturating_mul(u64::from(OwnerHyperparamRateLimit::<T>::get()));
        let key = RateLimitKey::OwnerHyperparamUpdate(netuid, hyperparameter);
        ensure!(
            Self::passes_rate_limit(&key, limit),
            Error::<T>::TxRateLimitExceeded
        );
        Ok(())
    }

    /// Records a hyperparameter change for the owner's rate limit; nothing for
    /// root.
    pub fn record_owner_change(
        owner: Option<T::AccountId>,
        netuid: NetUid,
        hyperparameter: Hyperparameter,
    ) {
        if owner.is_some() {
            Self::record_rate_limited(&RateLimitKey::OwnerHyperparamUpdate(netuid, hyperparameter));
        }
    }

    /// The gates of a hyperparameter call that only root may make in the open
    /// window: origin, then the freeze window, which binds root too.
    pub fn ensure_root_in_open_window(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_admin_window_open(netuid)
    }

    /// Fails with `AdminActionProhibitedDuringWeightsWindow` near an epoch.
    pub fn ensure_admin_window_open(netuid: NetUid) -> DispatchResult {
        ensure!(
            !Self::is_in_admin_freeze_window(netuid, Self::now()),
            Error::<T>::AdminActionProhibitedDuringWeightsWindow
        );
        Ok(())
    }

    /// Whether `limit` blocks have passed since the action last happened; a
    /// first use always passes.
    pub fn passes_rate_limit(key: &RateLimitKey<T::AccountId>, limit: u64) -> bool {
        Self::limit_passes(LastRateLimitedBlock::<T>::get(key), limit)
    }

    /// Whether more than `limit` blocks have passed since the action last
    /// happened; a first use passes, and without a limit everything does.
    pub fn passes_strict_rate_limit(key: &RateLimitKey<T::AccountId>, limit: u64) -> bool {
        limit.is_zero()
            || Self::limit_passes(LastRateLimitedBlock::<T>::get(key), limit.saturating_add(1))
    }

    /// Notes that the action happens now.
    pub fn record_rate_limited(key: &RateLimitKey<T::AccountId>) {
        LastRateLimitedBlock::<T>::insert(key, Self::now());
    }

    /// Whether `limit` blocks have passed since this key last made this call on
    /// this network; a first use always passes.
    pub fn passes_call_limit(
        key: &T::AccountId,
        netuid: NetUid,
        call: TransactionType,
        limit: u64,
    ) -> bool {
        Self::limit_passes(
            TransactionKeyLastBlock::<T>::get((key, netuid, call as u16)),
            limit,
        )
    }

    /// Notes that this key makes this call on this network now.
    pub fn record_call(key: &T::AccountId, netuid: NetUid, call: TransactionType) {
        TransactionKeyLastBlock::<T>::insert((key, netuid, call as u16), Self::now());
    }

    /// Whether `limit` blocks have passed since block `last`; 0 stands for never.
    pub(crate) fn limit_passes(last: u64, limit: u64) -> bool {
        last.is_zero() || Self::now().saturating_sub(last) >= limit
    }
}
