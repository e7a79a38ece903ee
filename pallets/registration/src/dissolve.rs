//! Dissolving a network: paying out its pot, then forgetting it
//! (spec `registration` §2).
//!
//! Holders of its alpha get TAO; the pool's own alpha and what the chain bought
//! claim beside them, and that portion is recycled together with whatever else
//! lies on the network's account. All of it happens at once. Each pallet forgets
//! what it keeps itself; some parameters outlive the network.

use crate::*;
use alloc::vec::Vec;
use frame_support::ensure;
use pallet_pools::{Pallet as Pools, SubnetAlphaIn, SubnetLocked, SubnetProtocolAlpha};
use pallet_staking::Pallet as Staking;
use pallet_subnets::{
    Error, Event, NetworkRegisteredAt, NetworkRegistrationStartBlock, Pallet as Subnets,
    SubnetOwner, SubnetOwnerCut, TaoInRefundDeploymentBlock,
};
use pallet_taoflow::Pallet as Taoflow;
use pallet_yuma::Pallet as Yuma;
use sp_runtime::DispatchResult;
use subtensor_math::dissolve::{legacy_refund, pay_out};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// `dissolve_network`, `root_dissolve_network`, and the fate of a pruned
    /// network: pays out the pot and forgets the network.
    ///
    /// Fails with `SubnetNotExists` for root and for a network that is not added.
    pub fn do_dissolve_network(netuid: NetUid) -> DispatchResult {
        ensure!(
            Subnets::<T>::subnet_exists(netuid) && !netuid.is_root(),
            Error::<T>::SubnetNotExists
        );
        Staking::<T>::drop_root_dividends(netuid);
        Self::pay_out_network(netuid);
        Staking::<T>::clear_network(netuid);
        Pools::<T>::clear_network(netuid);
        Taoflow::<T>::clear_network(netuid);
        Yuma::<T>::clear_network(netuid);
        Self::clear_network(netuid);
        Subnets::<T>::clear_network(netuid);
        T::OnNetworkDissolved::on_network_dissolved(netuid);
        Subnets::<T>::deposit_event(Event::NetworkRemoved(netuid));
        Ok(())
    }

    /// Empties the network's account but for the existential deposit: to the
    /// holders, to the owner of a legacy network, and out of existence.
    fn pay_out_network(netuid: NetUid) {
        // All of it by the state in which nothing has moved yet.
        let refund = Self::owner_refund(netuid);
        let protocol_alpha = Self::protocol_claim(netuid);
        let pot = Pools::<T>::take_tao_reserve(netuid);

        let protocol = Self::pay_holders(netuid, pot, protocol_alpha);
        Self::pay_owner(netuid, refund, protocol);
        Self::recycle_rest(netuid);
    }

    /// Pays the holders of alpha their portions of the pot, and gives the
    /// protocol's. A portion that can't be paid, such as one below the existential
    /// deposit of an account that does not exist, stays on the network's account.
    fn pay_holders(netuid: NetUid, pot: TaoBalance, protocol_alpha: AlphaBalance) -> TaoBalance {
        let claims = Staking::<T>::claims_on(netuid);
        let alpha: Vec<AlphaBalance> = claims.iter().map(|claim| claim.alpha).collect();
        let payout = pay_out(pot, &alpha, protocol_alpha);
        for portion in payout.portions {
            if let Some(claim) = claims.get(portion.claimant) {
                if !portion.tao.is_zero() {
                    let _ =
                        Pools::<T>::transfer_tao_from_subnet(netuid, &claim.coldkey, portion.tao);
                }
            }
        }
        payout.protocol
    }

    /// Pays the owner's refund from what the account has beyond the protocol's
    /// portion.
    fn pay_owner(netuid: NetUid, refund: TaoBalance, protocol: TaoBalance) {
        let account = Subnets::<T>::subnet_account_unchecked(netuid);
        let affordable = Pools::<T>::coldkey_balance(&account).saturating_sub(protocol);
        let refund = refund.min(affordable);
        if !refund.is_zero() {
            let owner = SubnetOwner::<T>::get(netuid);
            let _ = Pools::<T>::transfer_tao_from_subnet(netuid, &owner, refund);
        }
    }

    /// Destroys what is left on the account, so that it may be emitted again.
    fn recycle_rest(netuid: NetUid) {
        let account = Subnets::<T>::subnet_account_unchecked(netuid);
        let rest = Pools::<T>::keep_alive_balance(&account);
        if !rest.is_zero() {
            let _ = Pools::<T>::recycle_tao(&account, rest);
        }
    }

    /// What the owner of a legacy network gets back of its lock; nothing of a
    /// network registered since `NetworkRegistrationStartBlock`.
    fn owner_refund(netuid: NetUid) -> TaoBalance {
        if NetworkRegisteredAt::<T>::get(netuid) >= NetworkRegistrationStartBlock::<T>::get() {
            return TaoBalance::ZERO;
        }
        legacy_refund(
            SubnetLocked::<T>::get(netuid),
            Pools::<T>::alpha_issuance(netuid),
            SubnetOwnerCut::<T>::get(),
            Pools::<T>::alpha_price(netuid),
        )
    }

    /// The alpha by which the protocol claims: what the chain bought and, for all
    /// but the oldest networks, the pool's reserve.
    fn protocol_claim(netuid: NetUid) -> AlphaBalance {
        let bought = SubnetProtocolAlpha::<T>::get(netuid);
        if NetworkRegisteredAt::<T>::get(netuid) > TaoInRefundDeploymentBlock::<T>::get() {
            bought.saturating_add(SubnetAlphaIn::<T>::get(netuid))
        } else {
            bought
        }
    }

    /// Forgets prices, counters, swaps and the lease of a network.
    fn clear_network(netuid: NetUid) {
        Burn::<T>::remove(netuid);
        MinBurn::<T>::remove(netuid);
        MaxBurn::<T>::remove(netuid);
        BurnHalfLife::<T>::remove(netuid);
        BurnIncreaseMult::<T>::remove(netuid);
        RAORecycledForRegistration::<T>::remove(netuid);
        RegistrationsThisBlock::<T>::remove(netuid);
        RegistrationsThisInterval::<T>::remove(netuid);
        POWRegistrationsThisInterval::<T>::remove(netuid);
        BurnRegistrationsThisInterval::<T>::remove(netuid);
        let _ = AssociatedEvmAddress::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = LastHotkeySwapOnNetuid::<T>::clear_prefix(netuid, u32::MAX, None);
        if let Some(lease) = SubnetUidToLeaseId::<T>::take(netuid) {
            SubnetLeases::<T>::remove(lease);
            let _ = SubnetLeaseShares::<T>::clear_prefix(lease, u32::MAX, None);
            AccumulatedLeaseDividends::<T>::remove(lease);
        }
    }
}
