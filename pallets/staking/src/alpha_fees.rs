//! Paying a transaction's fee with the stake it is about.
//!
//! An account that can't pay in TAO may pay with the alpha of the one position
//! that its call takes stake from: as much alpha as the fee is worth at the spot
//! price is sold, without a swap fee, for the block's author.
//!
//! Source: spec `pools-and-staking` §7.

use crate::{Config, Pallet, Position};
use alloc::vec::Vec;
use frame_support::{storage::with_storage_layer, traits::Get};
use pallet_pools::Pallet as Pools;
use pallet_subnets::{Event, Pallet as Subnets};
use sp_runtime::DispatchError;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// What a fee took from a position.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct AlphaFee {
    /// On which network.
    pub netuid: NetUid,
    /// The alpha taken, in rao.
    pub alpha: AlphaBalance,
    /// The TAO it was sold for, in rao.
    pub tao: TaoBalance,
}

impl<T: Config> Pallet<T> {
    /// Whether a position has the alpha that a fee, in rao of TAO, is worth.
    pub fn can_pay_fee_in_alpha(position: Position<'_, T::AccountId>, fee: TaoBalance) -> bool {
        Self::stake_at(position) >= Pools::<T>::alpha_for_tao(position.netuid, fee)
    }

    /// Sells alpha of a position worth a fee, in rao of TAO, for the block's author.
    /// A fee worth less than a rao of alpha takes the whole stake, one worth more
    /// than the stake takes what there is. Locks don't protect the stake.
    ///
    /// Nothing is charged without an author. Fails, and changes nothing, as
    /// unstaking does.
    pub fn pay_fee_in_alpha(
        position: Position<'_, T::AccountId>,
        fee: TaoBalance,
    ) -> Result<AlphaFee, DispatchError> {
        let Some(author) = T::BlockAuthor::get() else {
            return Ok(AlphaFee::default());
        };
        let stake = Self::stake_at(position);
        let worth = Pools::<T>::alpha_for_tao(position.netuid, fee);
        let alpha = if worth.is_zero() {
            stake
        } else {
            worth.min(stake)
        };
        let tao = with_storage_layer(|| {
            Self::unstake_from_subnet(position, &author, alpha, TaoBalance::ZERO, true)
        })?;
        Ok(AlphaFee {
            netuid: position.netuid,
            alpha,
            tao,
        })
    }

    /// Tells that a fee was paid in alpha.
    pub fn deposit_alpha_fee(who: &T::AccountId, fee: AlphaFee) {
        Subnets::<T>::deposit_event(Event::TransactionFeePaidWithAlpha {
            who: who.clone(),
            netuid: fee.netuid,
            alpha_fee: fee.alpha,
            tao_amount: fee.tao,
        });
    }

    /// The networks whose alpha can be staked and on which a coldkey has some on
    /// this hotkey.
    pub fn staked_netuids(coldkey: &T::AccountId, hotkey: &T::AccountId) -> Vec<NetUid> {
        let mut netuids = Subnets::<T>::all_netuids();
        netuids.retain(|&netuid| {
            pallet_subnets::SubtokenEnabled::<T>::get(netuid)
                && !Self::stake_of(hotkey, coldkey, netuid).is_zero()
        });
        netuids
    }

    fn stake_at(position: Position<'_, T::AccountId>) -> AlphaBalance {
        Self::stake_of(position.hotkey, position.coldkey, position.netuid)
    }
}
