//! How stake comes into and goes out of a position.
//!
//! Every staking call ends in one of the three functions here, which keep the
//! order of effects that the main chain has (spec `pools-and-staking` §4.1).

use crate::{Config, LastColdkeyHotkeyStakeBlock, Pallet};
use frame_support::{ensure, traits::Get};
use pallet_pools::Pallet as Pools;
use pallet_subnets::{Error, Event, Pallet as Subnets};
use pallet_swap::Pallet as Swap;
use sp_runtime::{DispatchError, DispatchResult};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// A coldkey's stake on a hotkey of a network.
#[derive(Debug)]
pub struct Position<'a, AccountId> {
    /// Whose stake it is.
    pub coldkey: &'a AccountId,
    /// To whom it is staked.
    pub hotkey: &'a AccountId,
    /// On which network.
    pub netuid: NetUid,
}

// Derived, both would ask the account to be copied too.
impl<AccountId> Clone for Position<'_, AccountId> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<AccountId> Copy for Position<'_, AccountId> {}

impl<T: Config> Pallet<T> {
    /// Buys alpha for a position with TAO of its coldkey, up to a limit price
    /// (times 10^9), and gives the alpha bought.
    ///
    /// TAO that the limit leaves over is not refunded; calls with a limit cap the
    /// amount first. Fails with `AmountTooLow` if nothing is bought, with
    /// `InsufficientLiquidity` if the stake would be lost in rounding, or as
    /// transfer and swap do.
    pub fn stake_into_subnet(
        position: Position<'_, T::AccountId>,
        tao: TaoBalance,
        limit_price: TaoBalance,
        drop_fees: bool,
    ) -> Result<AlphaBalance, DispatchError> {
        let Position {
            coldkey,
            hotkey,
            netuid,
        } = position;
        let staked = Pools::<T>::transfer_tao_to_subnet(netuid, coldkey, tao)?;
        let swap = Pools::<T>::swap_tao_for_alpha(netuid, staked, limit_price, drop_fees)?;
        let alpha = swap.amount_paid_out;
        ensure!(!alpha.is_zero(), Error::<T>::AmountTooLow);
        ensure!(
            Self::registers_stake(hotkey, netuid, alpha),
            Error::<T>::InsufficientLiquidity
        );
        Self::increase_stake(hotkey, coldkey, netuid, alpha);
        Self::add_staking_hotkey(coldkey, hotkey);
        Pools::<T>::pay_block_author(netuid, swap.fee_to_block_author)?;
        Pools::<T>::record_tao_inflow(netuid, swap.amount_paid_in);
        Self::update_lock(coldkey, netuid);
        LastColdkeyHotkeyStakeBlock::<T>::insert(coldkey, hotkey, Subnets::<T>::now());
        if netuid.is_root() {
            Self::root_stake_added(hotkey, coldkey, alpha);
            Self::add_staking_coldkey(coldkey);
        }
        Subnets::<T>::deposit_event(Event::StakeAdded(
            coldkey.clone(),
            hotkey.clone(),
            staked,
            alpha,
            netuid,
            swap.fee_paid.to_u64(),
        ));
        Ok(alpha)
    }

    /// Sells alpha of a position, down to a limit price (times 10^9), pays the TAO
    /// to the beneficiary and gives its amount. Alpha that the limit leaves over
    /// goes back to the position.
    ///
    /// Fails as transfer and swap do.
    pub fn unstake_from_subnet(
        position: Position<'_, T::AccountId>,
        beneficiary: &T::AccountId,
        alpha: AlphaBalance,
        limit_price: TaoBalance,
        drop_fees: bool,
    ) -> Result<TaoBalance, DispatchError> {
        let Position {
            coldkey,
            hotkey,
            netuid,
        } = position;
        Self::decrease_stake(hotkey, coldkey, netuid, alpha);
        let swap = Pools::<T>::swap_alpha_for_tao(netuid, alpha, limit_price, drop_fees)?;
        let refund = alpha.saturating_sub(swap.amount_paid_in.saturating_add(swap.fee_paid));
        if !refund.is_zero() {
            Self::increase_stake(hotkey, coldkey, netuid, refund);
        }
        let tao = swap.amount_paid_out;
        Pools::<T>::transfer_tao_from_subnet(netuid, beneficiary, tao)?;
        let fee_tao = Self::pay_author_in_alpha(netuid, swap.fee_to_block_author)?;
        if netuid.is_root() {
            Self::root_stake_removed(hotkey, coldkey, alpha);
            Self::remove_staking_coldkey_without_root_stake(coldkey);
        }
        Pools::<T>::record_tao_outflow(netuid, tao.saturating_add(fee_tao));
        Self::update_lock(coldkey, netuid);
        LastColdkeyHotkeyStakeBlock::<T>::insert(coldkey, hotkey, Subnets::<T>::now());
        Subnets::<T>::deposit_event(Event::StakeRemoved(
            coldkey.clone(),
            hotkey.clone(),
            tao,
            swap.amount_paid_in,
            netuid,
            swap.fee_paid.to_u64(),
        ));
        Ok(tao)
    }

    /// Moves alpha between two positions of one network without a swap, and gives
    /// what it is worth. A lock on what is given to another coldkey goes along.
    ///
    /// Fails with `LockHotkeyMismatch` or `AccountRejectsLockedAlpha` where the lock
    /// can't go, and with `AmountTooLow` below the minimum stake.
    pub fn transfer_stake_within_subnet(
        origin: Position<'_, T::AccountId>,
        destination: Position<'_, T::AccountId>,
        alpha: AlphaBalance,
    ) -> Result<TaoBalance, DispatchError> {
        let netuid = origin.netuid;
        Self::transfer_lock(origin.coldkey, destination.coldkey, netuid, alpha)?;
        Self::decrease_stake(origin.hotkey, origin.coldkey, netuid, alpha);
        if netuid.is_root() {
            Self::root_stake_removed(origin.hotkey, origin.coldkey, alpha);
        }
        Self::increase_stake(destination.hotkey, destination.coldkey, netuid, alpha);
        if netuid.is_root() {
            Self::root_stake_added(destination.hotkey, destination.coldkey, alpha);
        }
        let worth = Pools::<T>::alpha_worth(netuid, alpha);
        ensure!(worth >= T::InitialMinStake::get(), Error::<T>::AmountTooLow);
        LastColdkeyHotkeyStakeBlock::<T>::insert(
            destination.coldkey,
            destination.hotkey,
            Subnets::<T>::now(),
        );
        Subnets::<T>::deposit_event(Event::StakeRemoved(
            origin.coldkey.clone(),
            origin.hotkey.clone(),
            worth,
            alpha,
            netuid,
            0,
        ));
        Subnets::<T>::deposit_event(Event::StakeAdded(
            destination.coldkey.clone(),
            destination.hotkey.clone(),
            worth,
            alpha,
            netuid,
            0,
        ));
        Ok(worth)
    }

    /// Sells the author's part of an alpha fee and pays it in TAO; without an
    /// author the alpha is burned. Gives the TAO paid.
    fn pay_author_in_alpha(netuid: NetUid, fee: AlphaBalance) -> Result<TaoBalance, DispatchError> {
        let Some(author) = T::BlockAuthor::get() else {
            Pools::<T>::burn_subnet_alpha(netuid, fee);
            return Ok(TaoBalance::ZERO);
        };
        let swap = Pools::<T>::swap_alpha_for_tao(netuid, fee, Swap::<T>::min_price(), true)?;
        Pools::<T>::transfer_tao_from_subnet(netuid, &author, swap.amount_paid_out)?;
        Ok(swap.amount_paid_out)
    }

    /// Forgets pending children of a hotkey whose stake has fallen below the
    /// threshold for having children.
    pub(crate) fn drop_pending_children_below_threshold(hotkey: &T::AccountId) {
        let threshold = pallet_subnets::StakeThreshold::<T>::get();
        if threshold > 0 && Self::total_hotkey_stake(hotkey).to_u64() < threshold {
            for netuid in Subnets::<T>::all_netuids() {
                crate::PendingChildKeys::<T>::remove(netuid, hotkey);
            }
        }
    }

    /// The origin's part of a call that stakes: the 1000-fold bound on a buy.
    pub(crate) fn ensure_buy_within_reserve(netuid: NetUid, tao: TaoBalance) -> DispatchResult {
        let bound = Pools::<T>::reserves(netuid).tao.saturating_mul(1_000);
        ensure!(
            !Subnets::<T>::is_dynamic(netuid) || tao <= bound,
            Error::<T>::InsufficientLiquidity
        );
        Ok(())
    }

    /// The 1000-fold bound on a sale.
    pub(crate) fn ensure_sale_within_reserve(
        netuid: NetUid,
        alpha: AlphaBalance,
    ) -> DispatchResult {
        let bound = Pools::<T>::reserves(netuid).alpha.saturating_mul(1_000);
        ensure!(
            !Subnets::<T>::is_dynamic(netuid) || alpha <= bound,
            Error::<T>::InsufficientLiquidity
        );
        Ok(())
    }
}
