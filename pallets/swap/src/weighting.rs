//! The weights of a pool: set by its first swap or by a price, moved by
//! injections, removed with the network.

use crate::{Balancer, Config, Error, FeeRate, PalSwapInitialized, Pallet, Reserves, SwapBalancer};
use sp_runtime::DispatchResult;
use substrate_fixed::types::U64F64;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Moves the weights so that adding `tao` and `alpha` to the reserves leaves
    /// the price as it is, and returns what is to be added: the amounts, or
    /// nothing if a weight would fall below 1 %. The caller adds it.
    ///
    /// It neither needs nor marks an initialised pool, so the first swap puts
    /// weights back to one half that were moved before it (spec
    /// `pools-and-staking` §1.8, §1.9).
    ///
    /// A constant product has no weights to move: it takes what is given, and the
    /// price follows the reserves.
    pub fn adjust_protocol_liquidity(
        netuid: NetUid,
        reserves: Reserves,
        tao: TaoBalance,
        alpha: AlphaBalance,
    ) -> (TaoBalance, AlphaBalance) {
        if !Self::has_moving_weights() {
            return (tao, alpha);
        }
        match SwapBalancer::<T>::get(netuid).adjusted(&reserves, tao, alpha) {
            Some(balancer) => {
                SwapBalancer::<T>::insert(netuid, balancer);
                (tao, alpha)
            }
            None => (TaoBalance::ZERO, AlphaBalance::ZERO),
        }
    }

    /// Sets the weights of a pool that has not swapped: to one half, or to what
    /// gives the reserves this price. A pool that has swapped is left alone, and a
    /// constant product has one half whatever the price.
    ///
    /// # Errors
    ///
    /// `ReservesOutOfBalance` if the price would take a weight below 1 %, or the
    /// pool is empty (spec `pools-and-staking` §1.9).
    pub fn maybe_initialize_palswap(
        netuid: NetUid,
        reserves: Reserves,
        price: Option<U64F64>,
    ) -> DispatchResult {
        if PalSwapInitialized::<T>::get(netuid) {
            return Ok(());
        }
        let balancer = match price {
            None => Balancer::EQUAL,
            Some(price) => {
                Self::weights_for_price(&reserves, price).ok_or(Error::<T>::ReservesOutOfBalance)?
            }
        };
        SwapBalancer::<T>::insert(netuid, balancer);
        PalSwapInitialized::<T>::insert(netuid, true);
        Ok(())
    }

    /// Forgets the weights and the fee of a network that is dissolved
    /// (spec `pools-and-staking` §1.11).
    pub fn clear_protocol_liquidity(netuid: NetUid) {
        PalSwapInitialized::<T>::remove(netuid);
        FeeRate::<T>::remove(netuid);
        SwapBalancer::<T>::remove(netuid);
    }

    /// The weights that a swap computes with: a pool that has not swapped will
    /// be initialised to one half by it.
    pub(crate) fn balancer_for_swap(netuid: NetUid) -> Balancer {
        if PalSwapInitialized::<T>::get(netuid) {
            SwapBalancer::<T>::get(netuid)
        } else {
            Balancer::EQUAL
        }
    }

    /// Marks the first swap of a pool.
    pub(crate) fn initialize_for_swap(netuid: NetUid) {
        if !PalSwapInitialized::<T>::get(netuid) {
            SwapBalancer::<T>::insert(netuid, Balancer::EQUAL);
            PalSwapInitialized::<T>::insert(netuid, true);
        }
    }
}
