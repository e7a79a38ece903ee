//! Publishing a commitment.

use crate::{
    types::{CommitmentInfo, Data, Registration},
    BalanceOf, CommitmentOf, Config, Error, Event, LastBondsReset, LastCommitment, MaxSpace,
    Networks, Pallet, TimelockedIndex, UsedSpaceOf,
};
use frame_support::{
    dispatch::DispatchResult,
    ensure,
    traits::{Get, ReservableCurrency},
};
use sp_runtime::traits::{Saturating, Zero};
use subtensor_types::NetUid;

/// What a commitment takes of a neuron's space at least, in bytes.
const LEAST_SPACE: u64 = 100;

impl<T: Config> Pallet<T> {
    /// Publishes a commitment in place of the one before.
    ///
    /// Fails with `AccountNotAllowedCommit`, `TooManyFieldsInCommitmentInfo`,
    /// `SpaceLimitExceeded`, an error of the currency where the deposit can't be
    /// reserved, or `UnexpectedUnreserveLeftover`. The caller reverts what was
    /// written before.
    pub(crate) fn publish(
        netuid: NetUid,
        who: T::AccountId,
        info: CommitmentInfo<T::MaxFields>,
    ) -> DispatchResult {
        ensure!(
            T::Networks::is_neuron(netuid, &who),
            Error::<T>::AccountNotAllowedCommit
        );
        let fields = u32::try_from(info.fields.len()).unwrap_or(u32::MAX);
        ensure!(
            fields <= T::MaxFields::get(),
            Error::<T>::TooManyFieldsInCommitmentInfo
        );
        let now = frame_system::Pallet::<T>::block_number();
        if info.fields.contains(&Data::ResetBondsFlag) {
            LastBondsReset::<T>::insert(netuid, &who, now);
            T::Networks::reset_bonds(netuid, &who);
        }
        Self::use_space(netuid, &who, &info)?;
        let deposit = Self::adjust_deposit(netuid, &who, fields)?;
        let round = info.first_round();
        let registration = Registration {
            deposit,
            block: now,
            info,
        };
        CommitmentOf::<T>::insert(netuid, &who, registration);
        LastCommitment::<T>::insert(netuid, &who, now);
        Self::set_waiting(netuid, &who, round.is_some());
        Self::deposit_event(match round {
            Some(reveal_round) => Event::TimelockCommitment {
                netuid,
                who,
                reveal_round,
            },
            None => Event::Commitment { netuid, who },
        });
        Ok(())
    }

    /// Counts a commitment's space into what the neuron has used in this epoch.
    fn use_space(
        netuid: NetUid,
        who: &T::AccountId,
        info: &CommitmentInfo<T::MaxFields>,
    ) -> DispatchResult {
        let fields = info
            .fields
            .iter()
            .fold(0u64, |space, field| space.saturating_add(field.space()));
        let mut usage = UsedSpaceOf::<T>::get(netuid, who).unwrap_or_default();
        let epoch = T::Networks::epoch(netuid);
        if usage.last_epoch != epoch {
            usage.last_epoch = epoch;
            usage.used_space = 0;
        }
        usage.used_space = usage.used_space.saturating_add(fields.max(LEAST_SPACE));
        ensure!(
            usage.used_space <= u64::from(MaxSpace::<T>::get()),
            Error::<T>::SpaceLimitExceeded
        );
        UsedSpaceOf::<T>::insert(netuid, who, usage);
        Ok(())
    }

    /// Reserves what a commitment with so many fields takes, or gives back what it
    /// no longer takes. Gives the deposit.
    fn adjust_deposit(
        netuid: NetUid,
        who: &T::AccountId,
        fields: u32,
    ) -> Result<BalanceOf<T>, sp_runtime::DispatchError> {
        let before = CommitmentOf::<T>::get(netuid, who)
            .map_or_else(Zero::zero, |registration| registration.deposit);
        let of_fields = T::FieldDeposit::get().saturating_mul(fields.into());
        let deposit = T::InitialDeposit::get().saturating_add(of_fields);
        if deposit > before {
            T::Currency::reserve(who, deposit.saturating_sub(before))?;
        }
        if before > deposit {
            let leftover = T::Currency::unreserve(who, before.saturating_sub(deposit));
            ensure!(leftover.is_zero(), Error::<T>::UnexpectedUnreserveLeftover);
        }
        Ok(deposit)
    }

    /// Notes whether a field of a neuron's commitment waits for its round.
    fn set_waiting(netuid: NetUid, who: &T::AccountId, waits: bool) {
        let key = (netuid, who.clone());
        TimelockedIndex::<T>::mutate(|waiting| {
            if waits {
                waiting.insert(key);
            } else {
                waiting.remove(&key);
            }
        });
    }
}
