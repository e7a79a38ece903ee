//! Moving TAO between accounts, and in and out of existence.
//!
//! `TotalIssuance` mirrors the issuance of the balances pallet: whatever mints,
//! recycles or loses dust changes both alike (spec `pools-and-staking` §2.3).

use crate::{Config, Pallet, TotalIssuance};
use frame_support::{
    ensure,
    traits::{
        fungible::{Balanced, Credit, Inspect, Mutate},
        tokens::{Fortitude, Precision, Preservation},
        Get, Imbalance,
    },
};
use pallet_subnets::Error;
use sp_runtime::{DispatchError, DispatchResult};
use subtensor_types::{NetUid, TaoBalance, MAX_ISSUANCE};

/// TAO that has been issued but lies on no account yet.
pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, <T as Config>::Currency>;

impl<T: Config> Pallet<T> {
    /// All TAO an account can give away, existential deposit included.
    pub fn coldkey_balance(who: &T::AccountId) -> TaoBalance {
        T::Currency::reducible_balance(who, Preservation::Expendable, Fortitude::Polite).into()
    }

    /// The TAO an account can give away and stay alive.
    pub fn keep_alive_balance(who: &T::AccountId) -> TaoBalance {
        T::Currency::reducible_balance(who, Preservation::Preserve, Fortitude::Polite).into()
    }

    /// Transfers TAO, letting the sender die. Dust that dies with it leaves the
    /// issuance.
    ///
    /// Fails with `InsufficientBalance`, or as the balances pallet does.
    pub fn transfer_tao(
        from: &T::AccountId,
        to: &T::AccountId,
        amount: TaoBalance,
    ) -> DispatchResult {
        ensure!(
            amount <= Self::coldkey_balance(from),
            Error::<T>::InsufficientBalance
        );
        let issued = T::Currency::total_issuance();
        T::Currency::transfer(from, to, amount.to_u64(), Preservation::Expendable)?;
        let dust = issued.saturating_sub(T::Currency::total_issuance());
        if dust > 0 {
            Self::lower_total_issuance(dust.into());
        }
        Ok(())
    }

    /// Transfers all TAO that can be moved.
    pub fn transfer_all_tao_and_kill(from: &T::AccountId, to: &T::AccountId) -> DispatchResult {
        match Self::coldkey_balance(from) {
            TaoBalance::ZERO => Ok(()),
            amount => Self::transfer_tao(from, to, amount),
        }
    }

    /// Moves TAO to a network's account, keeping the sender alive, and gives the
    /// amount moved: less than asked for where the existential deposit would be
    /// touched.
    ///
    /// Fails with `SubnetNotExists`, or `InsufficientBalance` if nothing can be
    /// moved.
    pub fn transfer_tao_to_subnet(
        netuid: NetUid,
        from: &T::AccountId,
        amount: TaoBalance,
    ) -> Result<TaoBalance, DispatchError> {
        if amount.is_zero() {
            return Ok(amount);
        }
        let to = Self::subnet_account(netuid)?;
        let movable = amount.min(Self::keep_alive_balance(from));
        ensure!(!movable.is_zero(), Error::<T>::InsufficientBalance);
        T::Currency::transfer(from, &to, movable.to_u64(), Preservation::Preserve)?;
        Ok(movable)
    }

    /// Transfers TAO from a network's account.
    ///
    /// Fails with `SubnetNotExists` or as [`Self::transfer_tao`].
    pub fn transfer_tao_from_subnet(
        netuid: NetUid,
        to: &T::AccountId,
        amount: TaoBalance,
    ) -> DispatchResult {
        Self::transfer_tao(&Self::subnet_account(netuid)?, to, amount)
    }

    /// Sends TAO to the account from which nobody can take it. It stays issued.
    pub fn burn_tao(from: &T::AccountId, amount: TaoBalance) -> DispatchResult {
        Self::transfer_tao(from, &pallet_subnets::Pallet::<T>::burn_account(), amount)
    }

    /// Destroys TAO, so that it may be emitted again.
    ///
    /// Fails with `InsufficientBalance` if the existential deposit would be
    /// touched.
    pub fn recycle_tao(from: &T::AccountId, amount: TaoBalance) -> DispatchResult {
        ensure!(
            amount <= Self::keep_alive_balance(from),
            Error::<T>::InsufficientBalance
        );
        Self::lower_total_issuance(amount);
        let destroyed = T::Currency::withdraw(
            from,
            amount.to_u64(),
            Precision::Exact,
            Preservation::Preserve,
            Fortitude::Polite,
        )?;
        drop(destroyed);
        Ok(())
    }

    /// Issues TAO, at most up to the cap of 21 million.
    pub fn mint_tao(amount: TaoBalance) -> CreditOf<T> {
        let remaining = MAX_ISSUANCE.saturating_sub(T::Currency::total_issuance());
        let amount = amount.min(remaining.into());
        TotalIssuance::<T>::mutate(|total| *total += amount);
        T::Currency::issue(amount.to_u64())
    }

    /// Pays a part of a credit to an account and gives the rest. If the credit is
    /// smaller or the account can't take the part, the whole credit comes back as
    /// the error.
    pub fn spend_tao(
        to: &T::AccountId,
        credit: CreditOf<T>,
        part: TaoBalance,
    ) -> Result<CreditOf<T>, CreditOf<T>> {
        if credit.peek() < part.to_u64() {
            return Err(credit);
        }
        let (part, rest) = credit.split(part.to_u64());
        match T::Currency::resolve(to, part) {
            Ok(()) => Ok(rest),
            Err(part) => Err(rest.merge(part)),
        }
    }

    /// Takes unspent TAO out of the issuance again.
    pub fn recycle_credit(credit: CreditOf<T>) {
        Self::lower_total_issuance(credit.peek().into());
        drop(credit);
    }

    /// Pays the author's part of a swap fee from a network's account; without an
    /// author the fee is burned, and a failure to do so is ignored.
    pub fn pay_block_author(netuid: NetUid, fee: TaoBalance) -> DispatchResult {
        match T::BlockAuthor::get() {
            Some(author) => Self::transfer_tao_from_subnet(netuid, &author, fee),
            None => {
                let _ = Self::burn_tao(&Self::subnet_account(netuid)?, fee);
                Ok(())
            }
        }
    }

    fn subnet_account(netuid: NetUid) -> Result<T::AccountId, DispatchError> {
        pallet_subnets::Pallet::<T>::subnet_account(netuid)
            .ok_or_else(|| Error::<T>::SubnetNotExists.into())
    }

    fn lower_total_issuance(amount: TaoBalance) {
        TotalIssuance::<T>::mutate(|total| *total -= amount);
    }
}
