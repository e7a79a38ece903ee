//! What a staking call checks before it moves anything, in the main chain's order
//! (spec `pools-and-staking` §4.2).

use crate::{Config, Pallet, Position};
use frame_support::{ensure, traits::Get};
use pallet_pools::Pallet as Pools;
use pallet_subnets::{Error, Pallet as Subnets, TransferToggle};
use pallet_swap::Pallet as Swap;
use sp_runtime::{DispatchError, DispatchResult};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Checks a buy of `amount`, of which a limit allows `max`.
    pub(crate) fn validate_add_stake(
        position: Position<'_, T::AccountId>,
        mut amount: TaoBalance,
        max: TaoBalance,
        allow_partial: bool,
    ) -> DispatchResult {
        let Position {
            coldkey,
            hotkey,
            netuid,
        } = position;
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        Subnets::<T>::ensure_subtoken_enabled(netuid)?;
        let minimum = T::InitialMinStake::get();
        let max_price = Swap::<T>::max_price();
        let fee = Pools::<T>::simulate_tao_for_alpha(netuid, minimum, max_price).map_or_else(
            |_| Swap::<T>::approx_fee_amount(netuid, minimum.to_u64()).into(),
            |swap| swap.fee_paid,
        );
        ensure!(
            amount >= minimum.saturating_add(fee),
            Error::<T>::AmountTooLow
        );
        if allow_partial {
            amount = amount.min(max);
        } else {
            ensure!(amount <= max, Error::<T>::SlippageTooHigh);
        }
        ensure!(
            amount <= Pools::<T>::coldkey_balance(coldkey),
            Error::<T>::NotEnoughBalanceToStake
        );
        Self::ensure_hotkey_exists(hotkey)?;
        let swap = Pools::<T>::simulate_tao_for_alpha(netuid, amount, max_price)
            .map_err(|_| Error::<T>::InsufficientLiquidity)?;
        ensure!(swap.amount_paid_in >= minimum, Error::<T>::AmountTooLow);
        ensure!(
            !swap.amount_paid_out.is_zero(),
            Error::<T>::InsufficientLiquidity
        );
        ensure!(
            Self::registers_stake(hotkey, netuid, swap.amount_paid_out),
            Error::<T>::InsufficientLiquidity
        );
        Ok(())
    }

    /// Checks a sale of `amount`, of which a limit allows `max`.
    pub(crate) fn validate_remove_stake(
        position: Position<'_, T::AccountId>,
        amount: AlphaBalance,
        max: AlphaBalance,
        allow_partial: bool,
    ) -> DispatchResult {
        let Position {
            coldkey,
            hotkey,
            netuid,
        } = position;
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        ensure!(!amount.is_zero(), Error::<T>::AmountTooLow);
        let stake = Self::stake_of(hotkey, coldkey, netuid);
        ensure!(amount <= stake, Error::<T>::NotEnoughStakeToWithdraw);
        let swap = Pools::<T>::simulate_alpha_for_tao(netuid, amount, Swap::<T>::min_price())
            .map_err(|_| Error::<T>::InsufficientLiquidity)?;
        ensure!(
            amount == stake || swap.amount_paid_out >= T::InitialMinStake::get(),
            Error::<T>::AmountTooLow
        );
        ensure!(allow_partial || amount <= max, Error::<T>::SlippageTooHigh);
        Self::ensure_hotkey_exists(hotkey)?;
        Self::ensure_stake_available(coldkey, netuid, amount)
    }

    /// Checks a move of `amount` from one position to another, of which a limit
    /// allows `max`. `allow_partial` is given where there is a limit, and
    /// `check_toggle` for transfers to other coldkeys.
    pub(crate) fn validate_stake_transition(
        origin: Position<'_, T::AccountId>,
        destination: Position<'_, T::AccountId>,
        amount: AlphaBalance,
        max: AlphaBalance,
        allow_partial: Option<bool>,
        check_toggle: bool,
    ) -> DispatchResult {
        let (from, to) = (origin.netuid, destination.netuid);
        if origin.coldkey == destination.coldkey && origin.hotkey == destination.hotkey {
            ensure!(from != to, Error::<T>::SameNetuid);
        }
        Subnets::<T>::ensure_subnet_exists(from)?;
        Subnets::<T>::ensure_subnet_exists(to)?;
        Subnets::<T>::ensure_subtoken_enabled(from)?;
        Subnets::<T>::ensure_subtoken_enabled(to)?;
        Self::ensure_hotkey_exists(origin.hotkey)?;
        Self::ensure_hotkey_exists(destination.hotkey)?;
        let stake = Self::stake_of(origin.hotkey, origin.coldkey, from);
        ensure!(amount <= stake, Error::<T>::NotEnoughStakeToWithdraw);
        if from != to {
            let swap = Pools::<T>::simulate_alpha_for_tao(from, amount, Swap::<T>::min_price())
                .map_err(|_| Error::<T>::InsufficientLiquidity)?;
            ensure!(
                swap.amount_paid_out > T::InitialMinStake::get(),
                Error::<T>::AmountTooLow
            );
            ensure!(
                allow_partial != Some(false) || amount <= max,
                Error::<T>::SlippageTooHigh
            );
        }
        if check_toggle {
            Self::ensure_transfers_allowed(from)?;
            Self::ensure_transfers_allowed(to)?;
        }
        if from != to {
            // Within a network the lock goes with the stake instead.
            Self::ensure_stake_available(origin.coldkey, from, amount)?;
        }
        Ok(())
    }

    /// Checks that alpha of a position may be recycled or burned, and gives the
    /// amount, capped at the stake (spec `pools-and-staking` §4.6).
    pub(crate) fn validate_disposal(
        position: Position<'_, T::AccountId>,
        amount: AlphaBalance,
    ) -> Result<AlphaBalance, DispatchError> {
        let Position {
            coldkey,
            hotkey,
            netuid,
        } = position;
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        ensure!(
            !netuid.is_root(),
            Error::<T>::CannotBurnOrRecycleOnRootSubnet
        );
        Subnets::<T>::ensure_subtoken_enabled(netuid)?;
        Self::ensure_hotkey_exists(hotkey)?;
        let amount = amount.min(Self::stake_of(hotkey, coldkey, netuid));
        ensure!(
            pallet_pools::SubnetAlphaOut::<T>::get(netuid) >= amount,
            Error::<T>::InsufficientLiquidity
        );
        Self::ensure_stake_available(coldkey, netuid, amount)?;
        Ok(amount)
    }

    fn ensure_transfers_allowed(netuid: NetUid) -> DispatchResult {
        ensure!(
            TransferToggle::<T>::get(netuid),
            Error::<T>::TransferDisallowed
        );
        Ok(())
    }
}
