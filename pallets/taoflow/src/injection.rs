//! What the chain puts into each pool: liquidity, and buys with what is left.
//!
//! Spec `emission` §5. The weights of a pool move before its reserves do, and the
//! chain buy happens in between, with new weights and old reserves; that order is
//! the main chain's.

use crate::{
    Config, CreditOf, Pallet, SubnetAlphaInEmission, SubnetExcessTao, SubnetTaoInEmission,
};
use alloc::vec::Vec;
use pallet_pools::{Pallet as Pools, SubnetAlphaOut, SubnetProtocolAlpha, SubnetTAO, TotalStake};
use pallet_subnets::{EmissionEra, Pallet as Subnets};
use pallet_swap::Pallet as Swap;
use substrate_fixed::types::U96F32;
use subtensor_math::{
    emission::Accrual,
    injection::{Injection, InjectionTerms},
    root::{root_proportion, weighted_root_tao},
};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// What a block does for one network, decided before any pool has changed.
#[derive(Clone, Copy, Default)]
pub(crate) struct Terms {
    /// Into the pool.
    pub injection: Injection,
    /// Alpha for the participants.
    pub alpha_out: AlphaBalance,
}

impl Terms {
    /// What is paid in TAO goes onto the network's account, with as much of its
    /// token.
    fn in_tao(tao: U96F32) -> Self {
        let tao: u64 = tao.saturating_to_num();
        Self {
            injection: Injection {
                tao_in: tao.into(),
                ..Injection::default()
            },
            alpha_out: tao.into(),
        }
    }
}

impl<T: Config> Pallet<T> {
    /// The terms of each of `eligible`, in their order.
    pub(crate) fn injection_terms(
        eligible: &[NetUid],
        tao: &[U96F32],
        block_emission: U96F32,
    ) -> Vec<Terms> {
        let era = EmissionEra::<T>::get();
        if era.accrual == Accrual::Tao {
            return tao.iter().map(|tao| Terms::in_tao(*tao)).collect();
        }
        let weighted_root = Self::weighted_root_tao();
        // The issuance rule leaves its answer in `BlockEmission`, so the last one
        // asked must be the highest netuid.
        let mut by_netuid: Vec<(usize, NetUid)> = eligible.iter().copied().enumerate().collect();
        by_netuid.sort_unstable_by_key(|(_, netuid)| *netuid);

        let mut terms = alloc::vec![Terms::default(); eligible.len()];
        for (at, netuid) in by_netuid {
            let (Some(term), Some(&tao_emission)) = (terms.get_mut(at), tao.get(at)) else {
                continue;
            };
            let reserves = Pools::<T>::reserves(netuid);
            let issuance = reserves
                .alpha
                .saturating_add(SubnetAlphaOut::<T>::get(netuid));
            let alpha_emission = Pools::<T>::alpha_emission_at(issuance);
            let injection = InjectionTerms {
                tao_emission,
                block_emission,
                alpha_emission,
                spot_price: Swap::<T>::current_alpha_price(netuid, reserves),
                root_proportion: root_proportion(weighted_root, issuance),
            };
            *term = Terms {
                injection: injection.injection(era.injection),
                alpha_out: alpha_emission,
            };
        }
        terms
    }

    /// Carries out the terms and recycles the TAO that is left.
    pub(crate) fn inject_all(eligible: &[NetUid], terms: &[Terms], mut credit: CreditOf<T>) {
        for (netuid, terms) in eligible.iter().zip(terms) {
            // Who is eligible has an account.
            let account = Subnets::<T>::subnet_account_unchecked(*netuid);
            credit = Self::inject(*netuid, &account, &terms.injection, credit);
        }
        Pools::<T>::recycle_credit(credit);
    }

    fn inject(
        netuid: NetUid,
        account: &T::AccountId,
        terms: &Injection,
        credit: CreditOf<T>,
    ) -> CreditOf<T> {
        let (tao_in, alpha_in) = Swap::<T>::adjust_protocol_liquidity(
            netuid,
            Pools::<T>::reserves(netuid),
            terms.tao_in,
            terms.alpha_in,
        );
        let (bought_for, credit) = Self::buy_with_excess(netuid, account, terms.excess_tao, credit);
        SubnetExcessTao::<T>::insert(netuid, bought_for);

        SubnetAlphaInEmission::<T>::insert(netuid, alpha_in);
        Pools::<T>::mint_alpha_in(netuid, alpha_in);

        let (added, credit) = Self::add_tao(netuid, account, tao_in, credit);
        SubnetTaoInEmission::<T>::insert(netuid, added);
        credit
    }

    /// Buys alpha that belongs to nobody, and gives what was paid for it with the
    /// credit that is left. If the swap fails, its TAO stays on the network's account
    /// outside of every reserve, as on the main chain.
    fn buy_with_excess(
        netuid: NetUid,
        account: &T::AccountId,
        excess: TaoBalance,
        credit: CreditOf<T>,
    ) -> (TaoBalance, CreditOf<T>) {
        if excess.is_zero() {
            return (TaoBalance::ZERO, credit);
        }
        let credit = match Pools::<T>::spend_tao(account, credit, excess) {
            Ok(rest) => rest,
            Err(whole) => return (TaoBalance::ZERO, whole),
        };
        let max_price = Swap::<T>::max_price();
        let Ok(swap) = Pools::<T>::swap_tao_for_alpha(netuid, excess, max_price, true) else {
            return (TaoBalance::ZERO, credit);
        };
        SubnetProtocolAlpha::<T>::mutate(netuid, |total| *total += swap.amount_paid_out);
        Pools::<T>::record_protocol_inflow(netuid, swap.amount_paid_in);
        (swap.amount_paid_in, credit)
    }

    /// Adds TAO to the reserve, and gives what was added with the credit that is
    /// left.
    fn add_tao(
        netuid: NetUid,
        account: &T::AccountId,
        tao: TaoBalance,
        credit: CreditOf<T>,
    ) -> (TaoBalance, CreditOf<T>) {
        if tao.is_zero() {
            return (TaoBalance::ZERO, credit);
        }
        match Pools::<T>::spend_tao(account, credit, tao) {
            Ok(rest) => {
                SubnetTAO::<T>::mutate(netuid, |total| *total += tao);
                TotalStake::<T>::mutate(|total| *total += tao);
                Pools::<T>::record_protocol_inflow(netuid, tao);
                (tao, rest)
            }
            Err(whole) => (TaoBalance::ZERO, whole),
        }
    }

    /// Root TAO at its weight, the same for every network of a block.
    pub(crate) fn weighted_root_tao() -> U96F32 {
        weighted_root_tao(
            SubnetTAO::<T>::get(NetUid::ROOT),
            pallet_staking::TaoWeight::<T>::get(),
        )
    }
}
