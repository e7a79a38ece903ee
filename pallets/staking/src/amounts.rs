//! How much of an order a limit price allows, and what stakes are worth.

use crate::{Config, Pallet, TotalHotkeyAlpha};
use pallet_pools::Pallet as Pools;
use pallet_subnets::Pallet as Subnets;
use sp_runtime::DispatchError;
use substrate_fixed::types::U64F64;
use subtensor_math::fixed::SafeDiv;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance, RAO_PER_TAO};

impl<T: Config> Pallet<T> {
    /// The most TAO, fee included, that a buy can take before the price exceeds
    /// `limit_price` (times 10^9) (spec `pools-and-staking` §4.3).
    pub fn get_max_amount_add(
        netuid: NetUid,
        limit_price: TaoBalance,
    ) -> Result<TaoBalance, DispatchError> {
        if Self::is_stable(netuid) {
            return Ok(if limit_price.to_u64() >= RAO_PER_TAO {
                TaoBalance::MAX
            } else {
                TaoBalance::ZERO
            });
        }
        let order = Pools::<T>::reserves(netuid).tao.saturating_mul(1_000);
        let swap = Pools::<T>::simulate_tao_for_alpha(netuid, order, limit_price)?;
        Ok(swap.amount_paid_in.saturating_add(swap.fee_paid))
    }

    /// The most alpha, fee included, that a sale can take before the price falls
    /// below `limit_price` (times 10^9).
    pub fn get_max_amount_remove(
        netuid: NetUid,
        limit_price: TaoBalance,
    ) -> Result<AlphaBalance, DispatchError> {
        if Self::is_stable(netuid) {
            return Ok(if limit_price.to_u64() <= RAO_PER_TAO {
                AlphaBalance::MAX
            } else {
                AlphaBalance::ZERO
            });
        }
        let order = Pools::<T>::reserves(netuid).alpha.saturating_mul(1_000);
        let swap = Pools::<T>::simulate_alpha_for_tao(netuid, order, limit_price)?;
        Ok(swap.amount_paid_in.saturating_add(swap.fee_paid))
    }

    /// The most alpha that can move from one network to another before the price
    /// between them falls below `limit_price` (destination alpha per origin alpha,
    /// times 10^9). Between two pools it ignores weights and fees, as the main
    /// chain does.
    pub fn get_max_amount_move(
        origin: NetUid,
        destination: NetUid,
        limit_price: TaoBalance,
    ) -> Result<AlphaBalance, DispatchError> {
        match (Self::is_stable(origin), Self::is_stable(destination)) {
            (true, true) => Ok(if limit_price.to_u64() > RAO_PER_TAO {
                AlphaBalance::ZERO
            } else {
                AlphaBalance::MAX
            }),
            (true, false) if limit_price.is_zero() => Ok(AlphaBalance::MAX),
            (true, false) => {
                let one = U64F64::saturating_from_num(RAO_PER_TAO);
                let price = one
                    .safe_div(limit_price.to_fixed::<U64F64>())
                    .saturating_mul(one)
                    .saturating_to_num::<u64>();
                Self::get_max_amount_add(destination, price.into())
                    .map(|tao| AlphaBalance::new(tao.to_u64()))
            }
            (false, true) => Self::get_max_amount_remove(origin, limit_price),
            (false, false) => Ok(Self::max_amount_between_pools(
                origin,
                destination,
                limit_price,
            )),
        }
    }

    fn max_amount_between_pools(
        origin: NetUid,
        destination: NetUid,
        limit_price: TaoBalance,
    ) -> AlphaBalance {
        let (from, to) = (
            Pools::<T>::reserves(origin),
            Pools::<T>::reserves(destination),
        );
        if [from.tao, to.tao].contains(&TaoBalance::ZERO)
            || [from.alpha, to.alpha].contains(&AlphaBalance::ZERO)
        {
            return AlphaBalance::ZERO;
        }
        let limit = limit_price
            .to_fixed::<U64F64>()
            .safe_div(U64F64::saturating_from_num(RAO_PER_TAO));
        let price = Pools::<T>::alpha_price(origin).safe_div(Pools::<T>::alpha_price(destination));
        if limit > price {
            return AlphaBalance::ZERO;
        }
        if limit_price.is_zero() {
            return AlphaBalance::MAX;
        }
        let (from_tao, to_tao) = (from.tao.to_fixed::<U64F64>(), to.tao.to_fixed::<U64F64>());
        let total = from_tao.saturating_add(to_tao);
        let gained = to
            .alpha
            .to_fixed::<U64F64>()
            .saturating_mul(from_tao.safe_div(total));
        let held = from
            .alpha
            .to_fixed::<U64F64>()
            .saturating_mul(to_tao.safe_div(total));
        gained
            .safe_div(limit)
            .saturating_sub(held)
            .saturating_to_num::<u64>()
            .into()
    }

    /// What all stake of a hotkey is worth at spot prices, in rao, over every
    /// network.
    pub fn total_hotkey_stake(hotkey: &T::AccountId) -> TaoBalance {
        TotalHotkeyAlpha::<T>::iter_prefix(hotkey)
            .fold(U64F64::from_bits(0), |total, (netuid, alpha)| {
                total.saturating_add(
                    Pools::<T>::alpha_price(netuid).saturating_mul(alpha.to_fixed()),
                )
            })
            .saturating_to_num::<u64>()
            .into()
    }

    fn is_stable(netuid: NetUid) -> bool {
        netuid.is_root() || !Subnets::<T>::is_dynamic(netuid)
    }
}
